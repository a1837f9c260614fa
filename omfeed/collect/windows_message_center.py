"""Reads the Windows message center page of Microsoft Learn: one table of announcements.

Each row is ``<td id="3112">`` with a bold or linked title and the text, and a cell “2022-05-24, 14:00 PT”. The number
is permanent while title and text are edited; rows fall off the end after some months.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from html import escape
from typing import Final

from lxml import etree

from omfeed.collect import pages
from omfeed.collect.links import address
from omfeed.collect.moments import moment
from omfeed.collect.writing import cves, entry
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the number of the row, as in the page's anchors"

_NUMBER: Final = re.compile(r"\d{2,6}")
_UPDATED: Final = re.compile(r"^\s*\(updated\)\s*", re.IGNORECASE)
_KB: Final = re.compile(r"\bKB\d{6,8}\b")
_ZONE: Final = "America/Los_Angeles"


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The announcements of the page as entries, newest first as on the page.

    Raises:
        ParseError: the body is no page, or has no row with a number.
    """
    tree = pages.page(body, source, charset)
    language = pages.language(tree)
    made: dict[str, Entry] = {}
    for cell in _cells(tree):
        one = _entry(cell, source, len(made), language or source.locale)
        if one.title:
            made.setdefault(one.key, one)
    if not made:
        raise ParseError(
            "The page has no announcement with a number: it was redesigned, or another page came in its stead.",
            hint=f"Open {source.url} in a browser; if the announcements are there, report it.",
        )
    return Parsed(entries=tuple(made.values()), window=Window.ROLLING, title=pages.title(tree), language=language)


def _cells(tree: etree._Element) -> Iterator[etree._Element]:
    for cell in tree.iter("td"):
        if _NUMBER.fullmatch(str(cell.get("id") or "")):
            yield cell


def _entry(cell: etree._Element, source: Source, place: int, language: str) -> Entry:
    number = str(cell.get("id"))
    others = [other for other in cell.itersiblings() if other.tag in {"td", "th"}]
    content = copy.deepcopy(cell)
    content.tail = None
    for one in list(content.iter("a")):
        if str(one.get("href") or "") == f"#{number}":
            pages.remove(one)
    head = next((part for part in content.iter("b", "strong") if pages.words(part)), None)
    title = pages.words(content)[:120]
    link = ""
    if head is not None:
        title = pages.words(head)
        outer = next((one for one in (head, *head.iterancestors()) if one.tag == "a"), None)
        link = address(str(outer.get("href") or ""), source.url) if outer is not None else ""
        pages.remove(outer if outer is not None else head)
    html = pages.inner(content) if pages.words(content) else ""
    if link and link not in html:
        # A title that is a link leads to the announcement's own article; its text often says no more.
        html += f'<p><a href="{escape(link)}">Read the article</a></p>'
    text = pages.words(content)
    return entry(
        title=_UPDATED.sub("", title),
        html=html,
        base_url=source.url,
        key=number,
        anchor=number,
        url=f"{source.url.partition('#')[0]}#{number}",
        published=next((when for other in others if (when := moment(pages.words(other), time_zone=_ZONE))), ""),
        place=place,
        language=language,
        facts={"kb": next(iter(_KB.findall(title)), None), "cves": cves(title, text)},
    )
