"""Several days that share a month, and months that share a year: “October 5 and 23, 2026”, “vom 5. bis 23. Oktober”.

Each of them is a date of its own; all of them stand in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from omfeed.model import Precision
from omfeed.text.date_makers import FoundDate, month_of, next_year, number_of_month
from omfeed.text.months import ENGLISH, GERMAN

_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_ORD: Final = r"(?:st|nd|rd|th)?(?![\d:])"
_YEAR: Final = r"20[0-4]\d"
_SPAN: Final = r"\s*(?:-|–|—|(?:\bto|\bthrough|\buntil)\b(?:\s+the)?)\s*"
_LIST: Final = r"\s*(?:,(?:\s*(?:and|or)\b)?|(?:\band|\bor|&)(?:\s+the)?(?![a-z]))\s*"
_ANY: Final = rf"(?:{_SPAN}|{_LIST})"
_DOTTED_ANY: Final = r"\s*(?:,|-|–|—|(?:und|oder|bis(?:\s+einschließlich)?)\b)\s*(?:zum\s+|dem\s+|den\s+)?"
_EAST_ANY: Final = r"\s*(?:부터|에서|から|より|~|～|〜|-|–|—|ー|、|,|·|・|및|와|과|と|또는|または|至|到)\s*"
# What may follow a range that names no year: a count (“October 5 to 23 devices”) goes on with its thing.
_NO_COUNT: Final = r"(?!\s*[%\d°])(?=\W*$|\s*[,.;:)]|\s+(?:and|or|we|you|when|where|while|for|in|at|as|the|all|with)\b)"

_MONTH_FIRST: Final = re.compile(
    rf"\b(?P<month>{ENGLISH})\s+(?:the\s+)?(?:(?P<days>{_DAY}{_ORD}(?:{_ANY}{_DAY}{_ORD})+)(?:\s*,\s*|\s+(?:of\s+)?)"
    rf"(?P<year>{_YEAR})\b|(?P<span>{_DAY}{_ORD}{_SPAN}{_DAY}{_ORD})\b(?!\s*,?\s*20\d\d){_NO_COUNT})"
)
_DAY_FIRST: Final = re.compile(
    rf"(?<![\w.,/-])(?:(?P<days>{_DAY}{_ORD}(?:{_ANY}{_DAY}{_ORD})+)(?:\s+of)?\s+(?P<month>{ENGLISH}),?\s+(?P<year>{_YEAR})\b"
    rf"|(?P<span>{_DAY}{_ORD}{_SPAN}{_DAY}{_ORD})(?:\s+of)?\s+(?P<month2>{ENGLISH})\b(?!\s*,?\s*20\d\d))"
)
_DOTTED: Final = re.compile(
    rf"(?<![\w.,/-])(?P<days>{_DAY}\.(?:{_DOTTED_ANY}{_DAY}\.)+)\s*(?:(?P<month>{GERMAN})\b(?:\s+(?P<year>{_YEAR})\b)?"
    rf"|(?P<m>0?[1-9]|1[0-2])\.\s?(?P<year2>{_YEAR})\b)"
)
_EAST: Final = re.compile(
    rf"(?<!\d)(?:(?P<year>{_YEAR})\s*[年년]\s*)?(?P<m>\d{{1,2}})\s*[月월]\s*"
    rf"(?P<days>{_DAY}\s*[日일]?(?:{_EAST_ANY}{_DAY}\s*(?:[日일]|(?=[^\d日일月월년年]{{1,3}}{_DAY}\s*[日일])))+)(?<=[日일])"
)
_EAST_MONTHS: Final = re.compile(
    rf"(?P<year>{_YEAR})\s*[年년]\s*(?P<months>(?:1[0-2]|[1-9])\s*[月월]?(?:{_EAST_ANY}(?:1[0-2]|[1-9])\s*[月월])+)(?!\s*\d)"
)
_NUMBER: Final = re.compile(r"\d{1,2}")
_VERSIONED: Final = re.compile(
    r"(?:windows|server|android|ios|ipados|macos|tvos|visionos|office|chrome|edge|versions?|builds?|phases?|waves?|steps?)"
    r"\s*$",
    re.IGNORECASE,
)
"""“Windows 10 and 11 October 2026 updates”: what follows counts versions."""

_SHARING: Final = re.compile(
    rf"\d(?:st|nd|rd|th)?\s*[.日일월月]?(?:{_ANY}|{_DOTTED_ANY}|{_EAST_ANY})(?:the\s+)?\d{{1,2}}(?![\d:])"
)
"""Two numbers beside each other: what every match below shows, quickly looked for."""


def ranges(text: str, reference: date) -> Iterator[tuple[FoundDate, ...]]:
    """The dates of each range or list in a text, those that share words together.

    Args:
        text: prose.
        reference: the day from which a date without a year is placed.
    """
    if not _SHARING.search(text):
        return
    for pattern in (_MONTH_FIRST, _DAY_FIRST, _DOTTED, _EAST, _EAST_MONTHS):
        for match in pattern.finditer(text):
            if _VERSIONED.search(text, max(0, match.start() - 12), match.start()):
                continue
            dates = _months(match) if pattern is _EAST_MONTHS else _days(match, reference)
            if dates:
                yield dates


def _days(match: re.Match[str], reference: date) -> tuple[FoundDate, ...]:
    groups = match.groupdict()
    name = groups.get("month") or groups.get("month2")
    month = number_of_month(name) if name else int(groups["m"] or 0)
    days = [int(one) for one in _NUMBER.findall(groups.get("days") or groups.get("span") or "")]
    if not 1 <= month <= 12 or days != sorted(set(days)):
        return ()
    stated = groups.get("year") or groups.get("year2")
    year = int(stated) if stated else next_year(reference, month)
    try:
        values = [date(year, month, day).isoformat() for day in days]
    except ValueError:
        return ()
    return tuple(FoundDate(one, Precision.DAY, match.start(), match.end(), bool(stated)) for one in values)


def _months(match: re.Match[str]) -> tuple[FoundDate, ...]:
    months = [int(one) for one in _NUMBER.findall(match["months"])]
    first = months[0]
    values = [month_of(int(match["year"]) + (one < first), one) for one in months]
    return tuple(FoundDate(one, Precision.MONTH, match.start(), match.end()) for one in dict.fromkeys(values))
