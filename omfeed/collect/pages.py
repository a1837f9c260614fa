"""Reads web pages: their tables as grids of cells, and what heading stands above an element.

lxml does the reading of HTML (bounded in depth); this module only gives its results a shape that collectors can use,
and says loudly when a page is no page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from omfeed.collect import charset as charsets
from omfeed.collect.bounds import check_attributes, check_tags
from omfeed.collect.links import address
from omfeed.collect.writing import line, tag
from omfeed.errors import ParseError
from omfeed.model import Source
from omfeed.text.blocks import fold

_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TITLES: Final = {f"h{level}": level for level in range(1, 7)}
_LABEL: Final = 7
_MOST_SPAN: Final = 100
_WIDEST: Final = 200
_FEW: Final = 8
_LABELS: Final = 2_000
"""Characters of HTML in a cell that is repeated in each row and column it spans."""
_QUIET: Final = frozenset({"script", "style", "template", "noscript"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table."""

    text: str = ""
    html: str = ""
    """Its inner HTML, not sanitised."""
    link: str = ""
    """Absolute address of its first link that is not one to the same page, or empty."""
    anchor: str = ""
    """The id of the cell or of the first element in it that has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with named columns; rows are as long as the header."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    above: tuple[str, ...] = ()
    """The headings above it, outer to inner, and its caption last."""

    def column(self, *wanted: str) -> int | None:
        """The index of the first column whose name is, or starts with, one of the names; case-blind."""
        names = [name.casefold() for name in self.names]
        for name in (fold(one).casefold() for one in wanted):
            if name in names:
                return names.index(name)
        for name in (fold(one).casefold() for one in wanted):
            for index, present in enumerate(names):
                if name and present.startswith(name):
                    return index
        return None


def page(body: bytes, source: Source, charset: str = "") -> lxml_html.HtmlElement:
    """The tree of an HTML page.

    Raises:
        ParseError: the body is empty or holds no element.
    """
    # lxml refuses control characters that no page means; they are nothing to a reader either.
    text = _CONTROLS.sub("", _DECLARATION.sub("", charsets.decode(body, charset)))
    if not text.strip():
        raise ParseError("The page is empty.", hint=f"Open {source.url} in a browser: has it moved?")
    check_tags(text)
    check_attributes(text)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=_parser())
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ParseError(f"The page cannot be read ({line(str(error))[:100]}).", hint=f"Open {source.url}.") from error
    if tree.find(".//body") is None or text.lstrip()[0] in "{[":
        raise ParseError("The body is no web page.", hint=f"Open {source.url}: has its format changed?")
    return tree


def _parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)


def words(element: etree._Element) -> str:
    """The visible words of an element on one line; block elements and line breaks part words."""
    parts: list[str] = []
    _gather(element, parts)
    return line("".join(parts))


def _gather(element: etree._Element, parts: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in _QUIET:
        return
    breaks = element.tag in {"br", "p", "div", "li", "tr", "td", "th", "ul", "ol", "table", *_TITLES}
    parts.append(" " if breaks else "")
    parts.append(element.text or "")
    for child in element:
        _gather(child, parts)
        parts.append(child.tail or "")
    parts.append(" " if breaks else "")


def inner(element: etree._Element) -> str:
    """The HTML within an element, not sanitised."""
    return escape(element.text or "", quote=False) + "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in element
    )


def remove(element: etree._Element) -> None:
    """Takes an element out of its tree; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    previous = element.getprevious()
    if element.tail:
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def title(tree: lxml_html.HtmlElement) -> str:
    """The page's first h1, or its title."""
    for path in (".//h1", ".//title"):
        found = tree.find(path)
        if found is not None and (text := words(found)):
            return text
    return ""


def language(tree: lxml_html.HtmlElement) -> str:
    """The language the page declares, in lower case, or empty."""
    return tag(str(tree.get("lang") or ""))


def tables(tree: lxml_html.HtmlElement, base_url: str) -> Iterator[Table]:
    """The tables of a page in reading order; tables within tables and those without a row are left out.

    The title of a disclosure widget, or a line of bold text alone, counts as the innermost heading.
    """
    above: dict[int, str] = {}
    for element in tree.iter(*_TITLES, "summary", "strong", "b", "table"):
        if element.tag in {"summary", "strong", "b"}:
            if _stands_alone(element):
                above[_LABEL] = words(element)
        elif element.tag in _TITLES:
            level = _TITLES[element.tag]
            above = {outer: text for outer, text in above.items() if outer < level}
            above[level] = words(element)
        elif next(element.iterancestors("table"), None) is None:
            table = _table(element, tuple(above[level] for level in sorted(above)), base_url)
            if table.rows:
                yield table


def _stands_alone(element: etree._Element) -> bool:
    parent = element.getparent()
    if parent is None or next(element.iterancestors("table", "li", *_TITLES), None) is not None:
        return False
    if element.tag == "summary":
        return True
    # Only a parent with few other elements is looked at: a long one is a passage, and is not read once for each label.
    few = sum(1 for _ in islice(parent, _FEW + 1)) <= _FEW
    return few and words(parent) == words(element) != ""


def _table(element: etree._Element, above: tuple[str, ...], base_url: str) -> Table:
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    caption = element.find("caption")
    if caption is not None and (text := words(caption)):
        above = (*above, text)
    grid = _grid(rows, base_url)
    if not grid:
        return Table(names=(), rows=())
    names = tuple(cell.text for cell in grid[0])
    width = len(names)
    body = [(*row, *(Cell() for _ in range(width - len(row))))[:width] for row in grid[1:]]
    return Table(names=names, rows=tuple(row for row in body if any(cell.text for cell in row)), above=above)


def _grid(rows: Sequence[etree._Element], base_url: str) -> list[list[Cell]]:
    """The cells of rows, those that span several rows or columns repeated in each."""
    grid: list[list[Cell]] = []
    hanging: dict[int, tuple[int, Cell]] = {}
    for row in rows:
        cells, hanging = _cells(row, hanging, base_url)
        grid.append(cells)
    return grid


def _cells(
    row: etree._Element, hanging: dict[int, tuple[int, Cell]], base_url: str
) -> tuple[list[Cell], dict[int, tuple[int, Cell]]]:
    """The cells of one row, and those that hang into the next: by column, how many rows more and what."""
    cells: list[Cell] = []
    later: dict[int, tuple[int, Cell]] = {}
    own = [element for element in row if element.tag in {"td", "th"}]
    while own or len(cells) in hanging:
        if len(cells) in hanging:
            left, cell = hanging.pop(len(cells))
            across = 1
        else:
            element = own.pop(0)
            left, cell, across = _span(element, "rowspan"), cell_of(element, base_url), _span(element, "colspan")
        # A label that spans is short; a book that spans would be written out ten thousand times.
        again = cell if len(cell.html) <= _LABELS else Cell()
        for place in range(across):
            if left > 1:
                later[len(cells)] = (left - 1, again)
            cells.append(again if place else cell)
        if len(cells) > _WIDEST:
            break
    return cells, later


def _span(element: etree._Element, name: str) -> int:
    value = str(element.get(name) or "1").strip()
    return min(max(int(value), 1), _MOST_SPAN) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def cell_of(element: etree._Element, base_url: str) -> Cell:
    """A table cell, or any element, as text, HTML, link and anchor."""
    links = [str(link.get("href") or "") for link in element.iter("a")]
    link = next((full for href in links if not href.startswith("#") and (full := address(href, base_url))), "")
    anchor = next((str(one.get("id")) for one in element.iter() if isinstance(one.tag, str) and one.get("id")), "")
    return Cell(text=words(element), html=inner(element), link=link, anchor=anchor)


def expect(found: Sequence[Table], what: str, source: Source) -> None:
    """Does nothing where there is a table; an empty list means that the page was redesigned.

    Raises:
        ParseError: there is none.
    """
    if not found:
        raise ParseError(
            f"The page has no table of {what}: it was redesigned, or another page came in its stead.",
            hint=f"Open {source.url} in a browser; if the table is there, report it.",
        )
