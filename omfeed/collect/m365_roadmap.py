"""Reads the Microsoft 365 roadmap, versions 1 and 2 of its API.

The number of an item is permanent; status and months move. Months are told in words (“August CY2026” and “2026-08” are
both “August 2026”), since a month is no date. Options: ``only`` and ``skip`` look at the products; a catalogue of
1,800 items is of use only when filtered.
"""

from __future__ import annotations

import re
from typing import Final

from omfeed.collect import options
from omfeed.collect.moments import moment
from omfeed.collect.shapes import Record, document, records
from omfeed.collect.writing import by_end, by_number, entry, html_of, listing, title_of
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window
from omfeed.text.months import MONTHS

VERSION = 1
STABLE_ID = "the roadmap number"

_MONTH: Final = re.compile(r"([A-Z][a-z]+)\s+(?:CY)?(\d{4})|(\d{4})-(\d{2})")
_NAMES: Final = "January February March April May June July August September October November December".split()
_DONE: Final = frozenset({"launched", "cancelled", "canceled"})
_SYSTEMS: Final = {"mac": "macOS", "ios": "iOS", "android": "Android", "linux": "Linux", "windows": "Windows"}


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The items of the roadmap as entries, those that are done last: they leave the roadmap after some months.

    Raises:
        ParseError: the body is not JSON or not a roadmap.
    """
    value = document(body, charset)
    items = tuple(records(value)) or (Record(value).records("value") if isinstance(value, dict) else ())
    if not any(item.line("id") and item.line("title") for item in items):
        raise ParseError("The JSON holds no roadmap item.", hint=f"Look at {source.url}: has the version ended?")
    made: dict[str, tuple[str, Entry]] = {}
    for item in items:
        if item.line("id") and options.wanted(source, *_names(item, "products")):
            done = item.line("status").casefold() in _DONE
            made.setdefault(item.line("id"), (moment(item.text("modified")) if done else "", _entry(item)))
    return Parsed(
        entries=by_end(made.values()), window=options.window(source, Window.ROLLING), title=source.title, language="en"
    )


def _entry(item: Record) -> Entry:
    number, status = item.line("id"), item.line("status")
    platforms = [_SYSTEMS.get(name.casefold(), "") for name in _names(item, "platforms")]
    shown = listing(
        [
            ("Status", status),
            ("Preview", month(item.line("previewAvailabilityDate", "publicPreviewDate"))),
            ("General availability", month(item.line("generalAvailabilityDate", "publicDisclosureAvailabilityDate"))),
            ("Rings", ", ".join(sorted(_names(item, "releaseRings", "releasePhase")))),
            ("Clouds", ", ".join(sorted(_names(item, "cloudInstances")))),
        ]
    )
    return entry(
        title=title_of(item.line("title"), is_html=True),
        html=html_of(item.text("description"), is_html=True) + shown,
        key=number,
        url=f"https://www.microsoft.com/microsoft-365/roadmap?id={number}",
        published=moment(item.text("created")),
        updated=moment(item.text("modified")),
        facts={
            "status": status,
            "services": tuple(sorted(_names(item, "products"))),
            "platforms": tuple(name for name in dict.fromkeys(platforms) if name),
            "roadmap_ids": by_number((number,)),
            "tags": tuple(sorted(_names(item, "releaseRings", "releasePhase"))),
        },
    )


def month(text: str) -> str:
    """A month of the roadmap as words: “August CY2026” and “2026-08” are “August 2026”; anything else as written."""
    found = _MONTH.fullmatch(text.strip())
    if not found:
        return text
    if found[1]:
        return f"{found[1]} {found[2]}" if found[1].casefold() in MONTHS else text
    number = int(found[4])
    return f"{_NAMES[number - 1]} {found[3]}" if 1 <= number <= 12 else text


def _names(item: Record, *fields: str) -> tuple[str, ...]:
    """The names of a list: texts in version 2, ``{"tagName": …}`` in the tags container of version 1."""
    for field in fields:
        if listed := item.texts(field):
            return listed
        if tagged := item.record("tagsContainer").records(field):
            return tuple(tag.line("tagName") for tag in tagged if tag.line("tagName"))
    return ()
