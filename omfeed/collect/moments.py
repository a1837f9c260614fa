"""Reads the dates and times that publishers write into feeds, tables and JSON; never guesses.

The result is what the nouns ask for: an ISO date where only a date was given, a UTC date-time where a zone is known.
A time in a zone that nobody can name for sure loses its time, never its date: an invented hour may move a day. What is
not a date at all gives an empty string, so that a caller can fall back.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from omfeed.text.months import MONTHS

_CLOCK = r"(?:[T,\s]+(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(.*))?$"
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _CLOCK)
_DAY_FIRST: Final = re.compile(
    r"(?:[^\W\d_]+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?:de\s+)?([^\W\d_]+)\.?,?[\s-]+(?:de\s+)?(\d{4}|\d{2})"
    + _CLOCK,
    re.IGNORECASE,
)
_MONTH_FIRST: Final = re.compile(
    r"(?:[^\W\d_]+\.?,?\s+)?([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _CLOCK, re.IGNORECASE
)
_CJK: Final = re.compile(r"(\d{4})\s*[년年]\s*(\d{1,2})\s*[월月]\s*(\d{1,2})\s*[일日]" + _CLOCK)
_ZONE: Final = re.compile(
    r"(?:([ap])\.?m\.?)?\s*\(?([A-Za-z]{1,5}|[A-Za-z]+/[A-Za-z_]+|(?:UTC|GMT)?\s*[+-]\d{1,2}:?\d{0,2}Z?)?\)?\s*$",
    re.IGNORECASE,
)
_OFFSET: Final = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")

# RFC 822 names the North American zones; the two-letter ones are how Microsoft writes them (“14:00 PT”).
_FIXED: Final = {
    **dict.fromkeys(("z", "ut", "utc", "gmt"), 0),
    "est": -300,
    "edt": -240,
    "cst": -360,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
    "bst": 60,
    "cet": 60,
    "cest": 120,
    "eet": 120,
    "eest": 180,
    "jst": 540,
    "kst": 540,
    "ist": 330,
}
_NAMED: Final = {
    "pt": "America/Los_Angeles",
    "mt": "America/Denver",
    "ct": "America/Chicago",
    "et": "America/New_York",
}


def moment(text: str, *, time_zone: str = "UTC") -> str:
    """The date or moment that a publisher wrote, as ``2026-08-31`` or ``2026-08-31T14:00:00Z``; else empty.

    Reads ISO 8601 (with any number of fraction digits, and the ``+00:00Z`` that SOFA writes), RFC 822 with zone names
    or a bare ``Z``, and written dates in either order with a month's name in one of seven languages.

    Args:
        text: the date as written.
        time_zone: IANA name of the zone of a time that names none.
    """
    words = " ".join(text.split())[:80]
    if not words:
        return ""
    if found := (_ISO.match(words) or _CJK.match(words)):
        year, month, day = (int(part) for part in found.groups()[:3])
    elif found := _DAY_FIRST.match(words):
        day, month, year = int(found[1]), MONTHS.get(found[2].casefold(), 0), _full_year(found[3])
    elif found := _MONTH_FIRST.match(words):
        month, day, year = MONTHS.get(found[1].casefold(), 0), int(found[2]), int(found[3])
    else:
        return ""
    try:
        when = date(year, month, day)
    except ValueError:
        return ""
    hour, minute, second, tail = found.groups()[3:7]
    if hour is None:
        return when.isoformat()
    return _at(when, (int(hour), int(minute), int(second or 0)), tail or "", time_zone)


def day(text: str) -> str:
    """The date in what a publisher wrote, as it stands there: no zone moves it. Empty when there is none."""
    words = " ".join(text.split())[:80]
    found = _ISO.match(words)
    if found:
        return moment(f"{found[1]}-{found[2]}-{found[3]}")
    return moment(words)[:10]


def _at(when: date, clock: tuple[int, int, int], tail: str, time_zone: str) -> str:
    found = _ZONE.match(tail)
    if not found:
        return when.isoformat()
    hour, minute, second = clock
    if found[1]:
        hour = hour % 12 + (12 if found[1].lower() == "p" else 0)
    zone = _zone(found[2] or "", time_zone)
    if zone is None:
        return when.isoformat()
    try:
        local = datetime(when.year, when.month, when.day, hour, minute, min(second, 59), tzinfo=zone)
        return f"{local.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"
    except (ValueError, OverflowError):
        return when.isoformat()


@lru_cache(maxsize=64)
def _zone(name: str, default: str) -> tzinfo | None:
    name = name.strip()
    offset = _OFFSET.search(name)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        if minutes >= 24 * 60:
            return None
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    if name.casefold() in _FIXED:
        return timezone(timedelta(minutes=_FIXED[name.casefold()]))
    try:
        return ZoneInfo(_NAMED.get(name.casefold(), "") or (name if "/" in name else "") or ("" if name else default))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _full_year(digits: str) -> int:
    year = int(digits)
    # RFC 2822, 4.3: two digits below 50 are of this century.
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)
