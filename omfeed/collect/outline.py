"""Cuts an HTML page at its headings: what stands before the first, and every heading with what stands under it.

Wrappers (``section``, ``div``) are looked into, however a page nests them; a heading within a list, a table, a
quotation or an alert belongs to that and cuts nothing. Decides nothing about meaning: that is ``omfeed.collect.learn``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from omfeed.collect.bounds import MOST_TAGS, check_attributes, short
from omfeed.errors import ParseError
from omfeed.text.blocks import fold
from omfeed.text.visible import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, and what stands between it and the next."""

    level: int
    """1 to 6; 0 for what stands before the first heading."""
    title: str
    """Its plain text."""
    anchor: str
    """Its id on the page, or empty."""
    comments: tuple[str, ...]
    """HTML comments in the heading or right behind it."""
    html: str
    """What stands under it, not sanitised."""
    heading: str
    """The heading itself as HTML, for an entry whose body it becomes part of."""


MOST_BYTES: Final = 8 * 1024 * 1024
"""Larger than any page of this kind (the Intune archive of ten years is under 3 MB)."""
MOST_HEADINGS: Final = 20_000
DEEPEST: Final = 200
"""Levels of nesting; honest pages have under 40, and parsers give up or slow down at 256."""

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_TIGHT: Final = frozenset("ul ol dl table blockquote pre p li td th figure button a".split())
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)([^<>]*+)>")
_HEADING: Final = re.compile(r"<h[1-6]\b", re.IGNORECASE)
_OPEN_ENDED: Final = frozenset(
    "p li tr td th dt dd br img hr input meta link wbr col area option source base embed param track".split()
)
_LITERAL_BREAK: Final = re.compile(r"\\n(?=\s|$)")
_GONE_FROM_SLUG: Final = re.compile(r"[^\w \-]")


def check_size(text: str) -> None:
    """Refuses what no honest page is, before a parser spends memory and time on it.

    Raises:
        ParseError: too long, too many tags or attributes, or nested too deeply.
    """
    if len(text) > MOST_BYTES:
        raise ParseError(
            f"Expected a page of release notes, met {len(text) // 1_000_000} million characters.",
            hint="Open the address in a browser and see what it has become.",
        )
    if text.count("<") > MOST_TAGS or len(_HEADING.findall(text)) > MOST_HEADINGS:
        raise ParseError(
            f"Expected a page of release notes, met more than {MOST_TAGS} tags or {MOST_HEADINGS} headings."
        )
    check_attributes(text)
    depth = 0
    for closing, name, rest in _TAG.findall(text):
        if name.lower() not in _OPEN_ENDED and not rest.endswith("/"):
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > DEEPEST:
                raise ParseError(f"Expected a page of release notes, met markup nested more than {DEEPEST} deep.")


def outline(html: str, *, slugs: bool = False) -> tuple[Section, ...]:
    """The sections of a page in reading order; the first has level 0 and holds what precedes all headings.

    Args:
        html: a page or a fragment, not sanitised.
        slugs: whether ids are to be made from the headings as Learn makes them, for a page rendered from Markdown.

    Raises:
        ParseError: no HTML could be made of it.
    """
    clean = _CONTROLS.sub("", html)
    try:
        root = lxml_html.document_fromstring(
            f"<html><body>{clean}</body></html>".encode(), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except (etree.LxmlError, ValueError) as error:
        raise ParseError(f"The page cannot be read as HTML: {error}") from error
    if slugs:
        _give_ids(root)
    return tuple(_sections(root))


def slug(title: str) -> str:
    """The id that Learn makes of a heading's text (Markdig, GitHub style): lower case, spaces to hyphens, no marks."""
    return _GONE_FROM_SLUG.sub("", title.lower()).replace(" ", "-") or "section"


def _sections(root: etree._Element) -> Iterator[Section]:
    heading: etree._Element | None = None
    parts: list[str] = []
    for piece in _pieces(root):
        if isinstance(piece, str):
            parts.append(piece)
        elif piece.tag in _HEADINGS:
            yield _section(heading, parts)
            heading, parts = piece, []
        else:
            parts.append(etree.tostring(piece, encoding="unicode", method="html", with_tail=False))
    yield _section(heading, parts)


def _pieces(root: etree._Element) -> Iterator[etree._Element | str]:
    """Headings, whole elements without headings, and loose text, in reading order."""
    holders = {
        ancestor
        for element in root.iter(*_HEADINGS)
        if not any(ancestor.tag in _TIGHT or _is_alert(ancestor) for ancestor in element.iterancestors())
        for ancestor in element.iterancestors()
    }
    stack: list[etree._Element | str] = [root]
    while stack:
        piece = stack.pop()
        if isinstance(piece, str) or piece not in holders:
            yield piece
            continue
        inner: list[etree._Element | str] = [_escape(piece.text)] if piece.text else []
        for child in piece:
            inner.append(child)
            if child.tail:
                inner.append(_escape(child.tail))
        stack.extend(reversed(inner))


def _is_alert(element: etree._Element) -> bool:
    names = (element.get("class") or "").split()
    return any(name in {"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "alert"} for name in names)


def _section(heading: etree._Element | None, parts: list[str]) -> Section:
    html = "".join(parts)
    if heading is None:
        return Section(level=0, title="", anchor="", comments=(), html=html, heading="")
    comments = [str(comment.text or "") for comment in heading.iter(etree.Comment)]
    # Some pages leave the comment on the line after the heading.
    behind = re.match(r"(?:\s|<p>\s*</p>)*<!--(.*?)-->", html, re.DOTALL)
    if behind:
        comments.append(behind[1])
    return Section(
        level=_HEADINGS[str(heading.tag)],
        title=short(_title(heading)),
        anchor=visible(heading.get("id") or _inner_anchor(heading)).strip(),
        comments=tuple(comments),
        html=html,
        heading=etree.tostring(heading, encoding="unicode", method="html", with_tail=False),
    )


def _title(heading: etree._Element) -> str:
    return fold(_LITERAL_BREAK.sub(" ", visible(_words(heading))))


def _words(element: etree._Element) -> str:
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end", "comment")):
        if event == "start":
            if node.tag == "br":
                parts.append(" ")
            elif node.tag == "img":
                parts.append(f" {node.get('alt') or ''} ")
            parts.append(node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
    return "".join(parts)


def _inner_anchor(heading: etree._Element) -> str:
    for link in heading.iter("a"):
        name = link.get("id") or link.get("name")
        if name:
            return name
    return ""


def _give_ids(root: etree._Element) -> None:
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    for heading in root.iter(*_HEADINGS):
        name = heading.get("id") or _inner_anchor(heading)
        if not name:
            base = name = slug(_words(heading).strip())
            while name in taken:
                numbers[base] += 1
                name = f"{base}-{numbers[base]}"
        taken.add(name)
        heading.set("id", name)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
