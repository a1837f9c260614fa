"""Reads the release-health pages of Microsoft Learn: known and resolved issues of one Windows version.

A table tells “Summary, Originating update, Status, Last updated” (“Date resolved” of resolved issues), each row with an
element ``id="3432msg"`` and a link to ``#3432msgdesc``. There the details stand: in a row of a second table up to 2025,
and since 2026 as a passage of the page, title and a small table of “Status, Originating update, History” before it, a
link back to the list after it; its elements are not always closed, so that the next passage may lie within them. The
number is permanent. An issue leaves the page of known issues about thirty days after it was resolved and stands on the
page of resolved issues for six months and longer.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Generator, Iterator
from dataclasses import dataclass
from html import escape
from itertools import chain
from typing import Final

from lxml import etree

from omfeed.collect import pages
from omfeed.collect.moments import day, moment
from omfeed.collect.writing import by_end, entry, listing
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 2
STABLE_ID = "the number of the issue, as in the page's anchors"

_NUMBER: Final = re.compile(r"(\d+)msg(desc)?", re.IGNORECASE)
_KB: Final = re.compile(r"\bKB\d{6,8}\b")
_BUILD: Final = re.compile(r"\b\d{4,5}\.\d+\b")
_DATE: Final = re.compile(
    r"(?:[A-Z][a-z]+ \d{1,2}, \d{4}|\d{4}-\d{2}-\d{2})(?:[\s,]+\d{1,2}:\d{2}(?: [AP]M)?(?: P[DS]?T)?)?"
)
_OPENED: Final = re.compile(r"Opened:?\s*(" + _DATE.pattern + ")")
_ZONE: Final = "America/Los_Angeles"
_NONE_KNOWN: Final = re.compile(
    r"\bno (?:known|active|open|current)\b.{0,40}\bissues?\b|not (?:currently )?aware of any", re.IGNORECASE
)
_OVER: Final = re.compile(r"resolved|completed", re.IGNORECASE)
_COLUMNS: Final = frozenset({"summary", "details", "originating update", "status"})
_HEADINGS: Final = ("h1", "h2", "h3")
_WHOLE: Final = frozenset({"main", "body"})
"""Elements beyond which no passage goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What one place of the page tells of an issue."""

    title: str
    html: str
    origin: str = ""
    """The update with which it began, …"""
    status: str = ""
    history: str = ""
    """… and when it began, changed and ended, in the page's words."""


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The issues of the page as entries, those that are resolved last: they leave the page after some weeks.

    Raises:
        ParseError: the body is no page, or neither lists issues nor says that there are none.
    """
    tree = pages.page(body, source, charset)
    language = pages.language(tree)
    details = dict(chain(_rows(tree, details=True), _passages(tree)))
    summaries = dict(_rows(tree, details=False))
    summaries |= {number: told for number, told in details.items() if number not in summaries}
    made = [
        _entry(number, summary, details.get(number, summary), source, language or source.locale)
        for number, summary in summaries.items()
    ]
    none_known = not made and _NONE_KNOWN.search(pages.words(tree)) is not None
    if not (made or none_known or _is_headed(tree)):
        raise ParseError(
            "The page lists no issue and does not say that there is none: it was redesigned.",
            hint=f"Open {source.url} in a browser; if issues are there, report it.",
        )
    ending = ((one.updated if _OVER.match(str(one.facts.get("status", ""))) else "", one) for one in made)
    return Parsed(
        entries=by_end(ending),
        window=Window.ROLLING,
        title=pages.title(tree),
        language=language,
        says_none=none_known,
    )


def _is_headed(tree: etree._Element) -> bool:
    return any(_COLUMNS & {pages.words(cell).casefold() for cell in row} for row in tree.iter("tr"))


def _marks(tree: etree._Element, *, details: bool) -> Iterator[tuple[str, etree._Element, etree._Element | None]]:
    """The elements that bear an issue's number, each with the cell that it stands in: of summaries, or of details."""
    for element in tree.iter():
        number = _NUMBER.fullmatch(str(element.get("id") or "")) if isinstance(element.tag, str) else None
        if number and bool(number[2]) is details:
            yield (
                number[1],
                element,
                next((one for one in (element, *element.iterancestors()) if one.tag == "td"), None),
            )


def _rows(tree: etree._Element, *, details: bool) -> Iterator[tuple[str, _Told]]:
    """What the rows of a table tell, by number."""
    for number, _, cell in _marks(tree, details=details):
        if cell is not None:
            head = next((part for part in cell.iter("b", "strong") if pages.words(part)), None)
            origin, status, history = _columns(cell)
            yield (
                number,
                _Told(
                    title=pages.words(head) if head is not None else pages.words(cell)[:120],
                    html=_body(cell, number),
                    origin=origin,
                    status=status,
                    history=history,
                ),
            )


def _passages(tree: etree._Element) -> Iterator[tuple[str, _Told]]:
    """What the passages of the page tell, by number."""
    marks = [(number, mark) for number, mark, cell in _marks(tree, details=True) if cell is None]
    if not marks:
        return
    ends = {*(mark for _, mark in marks), *tree.iter(*_HEADINGS), *filter(_leads_back, tree.iter("a"))}
    holding = {above for end in ends for above in end.iterancestors()}
    for number, mark in marks:
        title, table, rest = _parted(list(_follows(mark, ends, holding)))
        status, origin, history = table
        html = "".join(
            f"<p>{escape(part, quote=False)}</p>"
            if isinstance(part, str)
            else etree.tostring(part, encoding="unicode", method="html")
            for part in rest
        )
        yield number, _Told(title=title, html=html, origin=origin, status=status, history=history)


def _leads_back(link: etree._Element) -> bool:
    """Whether a link stands alone and leads to a heading of its page: such a link ends a passage, in any language."""
    target, parent = str(link.get("href") or ""), link.getparent()
    if not target.startswith("#") or _NUMBER.fullmatch(target[1:]) or parent is None or parent.tag not in {"div", "p"}:
        return False
    return len(parent) == 1 and not (parent.text or "").strip() and not (link.tail or "").strip()


def _follows(
    mark: etree._Element, ends: Collection[etree._Element], holding: Collection[etree._Element]
) -> Iterator[etree._Element | str]:
    """What stands between an element and the next end of a passage; elements that hold the end are taken apart."""
    node: etree._Element | None = mark
    while node is not None and node.tag not in _WHOLE:
        if node.tail and node.tail.strip():
            yield node.tail.strip()
        for sibling in node.itersiblings():
            if not (yield from _until(sibling, ends, holding)):
                return
        node = node.getparent()


def _until(
    element: etree._Element, ends: Collection[etree._Element], holding: Collection[etree._Element]
) -> Generator[etree._Element | str, None, bool]:
    """An element up to the end that it may hold; whether what follows it belongs to the passage as well."""
    if element in ends:
        return False
    if element not in holding:
        yield element
        return True
    if element.text and element.text.strip():
        yield element.text.strip()
    for child in element:
        if not (yield from _until(child, ends, holding)):
            return False
    if element.tail and element.tail.strip():
        yield element.tail.strip()
    return True


def _parted(parts: list[etree._Element | str]) -> tuple[str, tuple[str, str, str], list[etree._Element | str]]:
    """Title of a passage, the cells of its small table (status, originating update, history), and what it tells."""
    at = next((at for at, part in enumerate(parts) if not isinstance(part, str) and part.tag == "table"), None)
    if at is None:
        return "", ("", "", ""), parts
    title = " ".join(filter(None, (part if isinstance(part, str) else pages.words(part) for part in parts[:at])))
    table = parts[at]
    cells = [pages.words(cell) for cell in table.iter("td")] if not isinstance(table, str) else []
    status, origin, history = (*cells, "", "", "")[:3]
    return title[:300], (status, origin, history), parts[at + 1 :]


def _entry(number: str, summary: _Told, detail: _Told, source: Source, language: str) -> Entry:
    opened = _OPENED.search(detail.history)
    builds = tuple(dict.fromkeys(_BUILD.findall(summary.origin)))
    kb = _KB.findall(summary.origin)
    state = _KB.sub("", summary.status).strip(" ,")
    resolved_by = next(iter(_KB.findall(summary.status)), "")
    stamp = _DATE.search(summary.history)
    return entry(
        title=summary.title,
        html=listing(
            [
                ("Status", f"{state} ({resolved_by})" if resolved_by else state),
                (
                    "Originating update",
                    ", ".join(part for part in (*(f"OS build {one}" for one in builds), *kb) if part),
                ),
            ]
        )
        + detail.html,
        base_url=source.url,
        key=number,
        anchor=f"{number}msgdesc",
        url=f"{source.url.partition('#')[0]}#{number}msgdesc",
        published=moment(opened[1], time_zone=_ZONE) if opened else day(next(iter(_DATE.findall(summary.origin)), "")),
        updated=moment(stamp[0], time_zone=_ZONE) if stamp else "",
        language=language,
        # An update may bring several issues: its number is a label here and no name of the matter.
        facts={"status": state, "tags": tuple(kb), "build": builds},
    )


def _columns(cell: etree._Element) -> tuple[str, str, str]:
    texts = [pages.words(other) for other in cell.itersiblings("td", "th")]
    return (*texts, "", "", "")[:3]  # type: ignore[return-value]  # three by the padding


def _body(cell: etree._Element, number: str) -> str:
    """The inner HTML of a cell without its title and without the links between summary and details."""
    content = copy.deepcopy(cell)
    content.tail = None
    for link in list(content.iter("a")):
        if str(link.get("href") or "").strip() in {f"#{number}msg", f"#{number}msgdesc"}:
            pages.remove(link)
    head = next((part for part in content.iter("b", "strong") if pages.words(part)), None)
    if head is not None:
        pages.remove(head)
    return pages.inner(content)
