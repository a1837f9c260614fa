"""Reads the release-health pages of Microsoft Learn: known and resolved issues of one Windows version.

A table tells “Summary, Originating update, Status, Last updated”, each row with an element ``id="3432msg"`` and a link
to ``#3432msgdesc``, where the details stand in a second table. The number is permanent. An issue leaves the page of
known issues about thirty days after it was resolved and stands on the page of resolved issues for six months.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from omfeed.collect import pages
from omfeed.collect.moments import day, moment
from omfeed.collect.writing import by_end, entry, listing
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1

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


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The issues of the page as entries, those that are resolved last: they leave the page after some weeks.

    Raises:
        ParseError: the body is no page, or neither lists issues nor says that there are none.
    """
    tree = pages.page(body, source, charset)
    language = pages.language(tree)
    details = dict(_cells(tree, details=True))
    summaries = dict(_cells(tree, details=False))
    summaries |= {number: cell for number, cell in details.items() if number not in summaries}
    made = [
        _entry(number, cell, details.get(number, cell), source, language or source.locale)
        for number, cell in summaries.items()
    ]
    if not made and not _says_none(tree):
        raise ParseError(
            "The page lists no issue and does not say that there is none: it was redesigned.",
            hint=f"Open {source.url} in a browser; if issues are there, report it.",
        )
    ending = ((one.updated if _OVER.match(str(one.facts.get("status", ""))) else "", one) for one in made)
    return Parsed(entries=by_end(ending), window=Window.ROLLING, title=pages.title(tree), language=language)


def _says_none(tree: etree._Element) -> bool:
    text = pages.words(tree)
    headed = any(_COLUMNS & {pages.words(cell).casefold() for cell in row} for row in tree.iter("tr"))
    return headed or bool(_NONE_KNOWN.search(text))


def _cells(tree: etree._Element, *, details: bool) -> Iterator[tuple[str, etree._Element]]:
    """The cells with an issue's number: of the summary, or of the details."""
    for element in tree.iter():
        number = _NUMBER.fullmatch(str(element.get("id") or "")) if isinstance(element.tag, str) else None
        if number and bool(number[2]) is details:
            cell = next((one for one in (element, *element.iterancestors()) if one.tag == "td"), None)
            if cell is not None:
                yield number[1], cell


def _entry(number: str, summary: etree._Element, detail: etree._Element, source: Source, language: str) -> Entry:
    head = next((part for part in summary.iter("b", "strong") if pages.words(part)), None)
    title = pages.words(head) if head is not None else pages.words(summary)[:120]
    origin, status, history = _columns(summary)
    opened = _OPENED.search(" ".join(_columns(detail)))
    builds = tuple(dict.fromkeys(_BUILD.findall(origin)))
    kb = _KB.findall(origin)
    state = _KB.sub("", status).strip(" ,")
    resolved_by = next(iter(_KB.findall(status)), "")
    stamp = _DATE.search(history)
    return entry(
        title=title,
        html=listing(
            [
                ("Status", f"{state} ({resolved_by})" if resolved_by else state),
                (
                    "Originating update",
                    ", ".join(part for part in (*(f"OS build {one}" for one in builds), *kb) if part),
                ),
            ]
        )
        + _body(detail, number),
        base_url=source.url,
        key=number,
        anchor=f"{number}msgdesc",
        url=f"{source.url.partition('#')[0]}#{number}msgdesc",
        published=moment(opened[1], time_zone=_ZONE) if opened else day(next(iter(_DATE.findall(origin)), "")),
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
