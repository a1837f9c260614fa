"""Reads Apple's list of security releases (support.apple.com, article 100100): a table of releases.

A row has a name with a link to its advisory, what it is for, and a date such as “20 Aug 2025”. A row may be without
link at first (“details available soon”) or for good (“no published CVE entries”), so that its name is what it is known
by. Years older than about two move to pages of their own. ``only`` and ``skip`` look at names.
"""

from __future__ import annotations

import re
from typing import Final

from omfeed.collect import options, pages
from omfeed.collect.moments import day
from omfeed.collect.pages import Cell, Table
from omfeed.collect.writing import entry, line, listing, paragraphs
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the name of the release"

_SYSTEM: Final = re.compile(r"\b(iOS|iPadOS|macOS|tvOS|watchOS|visionOS|Safari|Xcode)\b")
_VERSION: Final = re.compile(r"\b(?:iOS|iPadOS|macOS|tvOS|watchOS|visionOS|Safari|Xcode)\b[^\d,;]*?(\d+(?:\.\d+)*)")
_NO_CVE: Final = re.compile(r"no published CVE", re.IGNORECASE)
_SOON: Final = re.compile(r"available soon|coming soon", re.IGNORECASE)
_ADVISORY: Final = re.compile(r"/(?:HT)?(\d{6})(?:$|[/?#])")


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The releases of the page as entries, newest first as on the page.

    Raises:
        ParseError: the body is no page, or has no table whose last column holds dates.
    """
    tree = pages.page(body, source, charset)
    language = pages.language(tree)
    found = [table for table in pages.tables(tree, source.url) if _is_list(table)]
    pages.expect(found, "security releases", source)
    made: dict[str, Entry] = {}
    for table in found:
        for row in table.rows:
            one = _entry(table, row, source, len(made), language)
            if one.title and options.wanted(source, one.title):
                made.setdefault(one.key, one)
    if not made and not ({"only", "skip"} & set(source.options)):
        raise ParseError("The table of security releases has no row with a name.", hint=f"Open {source.url}.")
    return Parsed(
        entries=tuple(made.values()), window=Window.ROLLING, title=pages.title(tree) or source.title, language=language
    )


def _is_list(table: Table) -> bool:
    dated = sum(bool(day(row[-1].text)) for row in table.rows)
    return len(table.names) >= 3 and dated * 2 >= len(table.rows)


def _entry(table: Table, row: tuple[Cell, ...], source: Source, place: int, language: str) -> Entry:
    name, note = _name(row[0])
    released = day(row[-1].text)
    systems = tuple(dict.fromkeys(_SYSTEM.findall(name)))
    version = _VERSION.search(name)
    advisory = _ADVISORY.search(row[0].link)
    says_none = bool(_NO_CVE.search(note))
    if says_none:
        told = "This update has no published CVE entries."
    elif not row[0].link:
        told = "Its security content is not published yet." if _SOON.search(note) else note
    else:
        told = ""
    return entry(
        title=name,
        html=listing([("Available for", row[1].text), ("Released", released)]) + paragraphs(told),
        section=table.above[-1:],
        key=name,
        url=row[0].link or source.url,
        published=released,
        place=place,
        language=language or source.locale,
        facts={
            "product": systems[0] if systems else "",
            "version": version[1] if version else "",
            "platforms": tuple(system for system in systems if system not in {"Safari", "Xcode"})
            or (("macOS",) if systems else ()),
            "cve_count": 0 if says_none else None,
            "released": released,
            "category": f"advisory {advisory[1]}" if advisory else "",
        },
    )


def _name(cell: Cell) -> tuple[str, str]:
    """The name of a release and the note that stands below it in the same cell."""
    from lxml import html as lxml_html

    fragment = lxml_html.fragment_fromstring(cell.html, create_parent="div")
    link = next((one for one in fragment.iter("a") if pages.words(one)), None)
    first = link if link is not None else next((one for one in fragment.iter("p") if pages.words(one)), None)
    if first is None:
        return line(cell.text), ""
    name = pages.words(first)
    return name, cell.text.replace(name, "", 1).strip()
