"""Finds the date that a heading or a date line states, in the languages of release notes, at the precision it states.

Only whole dates and months with a year count; a date that does not exist, or a day without a year, is no date. Nothing
is guessed and no clock is read.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from omfeed.text.months import MONTHS


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date within a text."""

    iso: str
    """``2020-06-15`` or ``2020-06``."""
    start: int
    end: int


_NAMES: Final = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_YEAR: Final = r"(?P<y>(?:19|20)\d\d)"
_DAY: Final = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?"
_RANGE: Final = r"(?:\s*[-–—]\s*\d{1,2}(?:st|nd|rd|th)?)?"
_MONTH: Final = rf"(?P<m>{_NAMES})\b\.?"

# The most exact form first: where two fit at one place, the longer is meant.
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # 2020년 6월 15일 · 2020年6月15日 · 2020년 6월
        rf"{_YEAR}\s*[년年]\s*(?P<m>\d{{1,2}})\s*[월月](?:\s*(?P<d>\d{{1,2}})\s*[일日])?",
        # 2020-06-15 · 2020/06/15
        rf"(?<![\d./-]){_YEAR}(?P<s>[-/])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?![\d/-])",
        # June 15, 2020 · June 15-19, 2020 · March 13 - 2023 · Jun. 15th 2020
        rf"\b{_MONTH}\s*{_DAY}{_RANGE}\s*(?:,|،|\s|[-–—])\s*{_YEAR}\b",
        # 15 June 2020 · 15. Juni 2020 · 15 de junio de 2020 · 1er juin 2020 · 15-Jun-2020
        rf"(?<!\d){_DAY}{_RANGE}\s*(?:de\s+|-)?\s*{_MONTH}[\s,-]*(?:de[l]?\s+)?{_YEAR}\b",
        # 15.06.2020
        rf"(?<![\d.])(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?{_YEAR}(?![\d.])",
        # June 2020 · Juni 2020 · junio de 2020
        rf"\b{_MONTH}[\s,-]*(?:de[l]?\s+)?{_YEAR}\b",
        # 6/15/2020 as written in the United States
        rf"(?<![\d/])(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}})/{_YEAR}(?![\d/])",
        # 2020-06
        rf"(?<![\d./-]){_YEAR}-(?P<m>\d{{1,2}})(?![\d/.-])",
    )
)


@lru_cache(maxsize=4096)
def stamp(text: str) -> Stamp | None:
    """The first date in a text, or none.

    Args:
        text: a heading or a short line; beyond 300 characters nothing is looked at.
    """
    found = sorted(_all(text[:300]), key=lambda each: (each.start, -len(each.iso), -each.end))
    return found[0] if found else None


def iso_date(text: str) -> str:
    """The first date in a text as ISO 8601 at its own precision, or empty."""
    found = stamp(text)
    return found.iso if found else ""


def _all(text: str) -> Iterator[Stamp]:
    if not any(character.isdigit() for character in text):
        return
    for form in _FORMS:
        for match in form.finditer(text):
            parts = match.groupdict()
            name = parts["m"].casefold()
            month = int(name) if name.isdecimal() else MONTHS[name]
            iso = _iso(int(parts["y"]), month, int(parts["d"]) if parts.get("d") else 0)
            if iso:
                yield Stamp(iso, match.start(), match.end())


def _iso(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return ""
    if not day:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if day <= monthrange(year, month)[1] else ""
