"""What the grammar of dates makes of its matches; see ``omfeed.text.date_grammar``. Nothing here guesses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from omfeed.model import Precision
from omfeed.text.months import MONTHS


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One date in a text."""

    date: str
    """``2026-08-31``, ``2026-08``, ``2026-Q3``, ``2026-H2`` or ``2026``."""
    precision: Precision
    start: int
    end: int
    year_named: bool = True
    release: bool = False
    """Whether it was named by a service release (“2608”)."""


def month_of(year: int, month: int) -> str:
    """A month as ISO text."""
    return f"{year:04d}-{month:02d}"


_ORDINALS: Final = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_LAST: Final = frozenset({"last", "final"})
_GERMAN_ORDINALS: Final = {"erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "letzte": 4}
_NUMERALS: Final = str.maketrans("１２３４一二三四", "12341234")

Maker = Callable[["re.Match[str]", date], FoundDate | None]


def found(
    match: re.Match[str], value: str, precision: Precision, *, year_named: bool = True, release: bool = False
) -> FoundDate:
    """A date where its words stand."""
    return FoundDate(value, precision, match.start(), match.end(), year_named, release)


def day_of(match: re.Match[str], year: int, month: int, day: int, *, year_named: bool = True) -> FoundDate | None:
    """A day, or none where the calendar has no such day."""
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return None
    return found(match, value, Precision.DAY, year_named=year_named)


def number_of_month(name: str) -> int:
    """The number of a month, 1 to 12, by its name in any of the languages; 0 where it is none."""
    return MONTHS.get(name.casefold().rstrip("."), 0)


def next_year(reference: date, month: int) -> int:
    """The year of the next such month, the present month and the one before included."""
    back = (reference.month - month) % 12
    if back == 1 and month <= reference.month:
        return reference.year
    return reference.year if month >= reference.month else reference.year + 1


def named_day(match: re.Match[str], reference: date) -> FoundDate | None:
    """“August 31, 2026”, with or without its year."""
    month = number_of_month(match["month"])
    day = int(match["day"])
    year = match["year"]
    if not month:
        return None
    if year:
        return day_of(match, int(year), month, day)
    return day_of(match, next_year(reference, month), month, day, year_named=False)


def named_month(match: re.Match[str], reference: date) -> FoundDate | None:
    """“October 2026”, with or without its year."""
    month = number_of_month(match["month"])
    if not month:
        return None
    year = match["year"]
    if year:
        return found(match, month_of(_full_year(year), month), Precision.MONTH)
    return found(match, month_of(next_year(reference, month), month), Precision.MONTH, year_named=False)


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def in_numbers(match: re.Match[str], _reference: date) -> FoundDate | None:
    """“2026-08-31”: year, month and day are told by their place."""
    return day_of(match, int(match["year"]), int(match["m"]), int(match["day"]))


def us_numbers(match: re.Match[str], _reference: date) -> FoundDate | None:
    """“8/31/2026”; day first where it can be nothing else."""
    first, second = int(match["m"]), int(match["day"])
    if first > 12 >= second:  # 31/8/2026 can only be day first
        first, second = second, first
    return day_of(match, _full_year(match["year"]), first, second)


def quarter(match: re.Match[str], reference: date) -> FoundDate | None:
    """“third quarter of 2026”."""
    groups = match.groupdict()
    word = (groups.get("word") or "").casefold()
    number = int(groups.get("n") or _ORDINALS.get(word, 0))
    if word in _LAST and (groups.get("year") or groups.get("which")):
        number = 4  # by itself, the last quarter is the one before this
    if not 1 <= number <= 4:
        return None
    year, named = _period_year(groups, reference, lambda now: (now.month + 2) // 3 <= number)
    return found(match, f"{year}-Q{number}", Precision.QUARTER, year_named=named)


def half(match: re.Match[str], reference: date) -> FoundDate | None:
    """“second half of 2026”."""
    groups = match.groupdict()
    number = int(groups.get("n") or _ORDINALS.get((groups.get("word") or "").casefold(), 0))
    if not 1 <= number <= 2:
        return None
    year, named = _period_year(groups, reference, lambda now: (now.month + 5) // 6 <= number)
    return found(match, f"{year}-H{number}", Precision.HALF, year_named=named)


def _period_year(groups: dict[str, str | None], reference: date, ahead: Callable[[date], bool]) -> tuple[int, bool]:
    year = groups.get("year") or groups.get("year2")
    if year:
        return _full_year(year), True
    which = (groups.get("which") or "").casefold()
    if any(word in which for word in ("next", "nächst", "kommend")):
        return reference.year + 1, False
    if "this" in which or "dies" in which or "laufend" in which or "current" in which or ahead(reference):
        return reference.year, False
    return reference.year + 1, False


def whole_year(match: re.Match[str], _reference: date) -> FoundDate | None:
    """“by the end of 2026”."""
    return found(match, match["year"] if len(match["year"]) == 4 else f"20{match['year']}", Precision.YEAR)


def release(match: re.Match[str], reference: date) -> FoundDate | None:
    """“2608”: a service release is named by year and month."""
    code = next(group for group in match.groups() if group)
    year, month = 2000 + int(code[:2]), int(code[2:])
    away = (year - reference.year) * 12 + month - reference.month
    if not -30 <= away <= 18:
        return None
    return found(match, month_of(year, month), Precision.MONTH, release=True)


def german_quarter(match: re.Match[str], reference: date) -> FoundDate | None:
    """“im dritten Quartal 2026”."""
    groups = match.groupdict()
    word = match["word"].casefold()
    number = (
        int(word[0])
        if word[0].isdigit()
        else next((n for stem, n in _GERMAN_ORDINALS.items() if word.startswith(stem)), 0)
    )
    half = "hälfte" in match[0].casefold() or "halbjahr" in match[0].casefold()
    if word.startswith("letzte") and (half or not (groups["year"] or groups["which"])):
        return None
    if not number or (half and number > 2):
        return None
    months = 6 if half else 3
    year, named = _period_year(groups, reference, lambda now: (now.month - 1) // months < number)
    letter, precision = ("H", Precision.HALF) if half else ("Q", Precision.QUARTER)
    return found(match, f"{year}-{letter}{number}", precision, year_named=named)


def east_day(match: re.Match[str], reference: date) -> FoundDate | None:
    """“2026년 8월 31일”, “2026年8月31日”."""
    month, day = int(match["m"]), int(match["day"])
    if not 1 <= month <= 12:
        return None
    year = match["year"]
    if year:
        return day_of(match, int(year), month, day)
    return day_of(match, next_year(reference, month), month, day, year_named=False)


def east_month(match: re.Match[str], reference: date) -> FoundDate | None:
    """“2026년 8월”, “2026年8月”."""
    month = int(match["m"])
    if not 1 <= month <= 12:
        return None
    year = match["year"]
    named = bool(year)
    return found(
        match, month_of(int(year) if year else next_year(reference, month), month), Precision.MONTH, year_named=named
    )


def east_period(match: re.Match[str], reference: date) -> FoundDate | None:
    """“2026년 3분기”, “2026年下半期”."""
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else reference.year
    named = bool(groups.get("year"))
    if groups.get("n"):
        digit = groups["n"].translate(_NUMERALS)
        number = int(digit) if digit.isdigit() else 4  # the last
        return found(match, f"{year}-Q{number}", Precision.QUARTER, year_named=named)
    first = (groups.get("half") or "")[:1] in {"상", "上", "前"}
    return found(match, f"{year}-H{1 if first else 2}", Precision.HALF, year_named=named)


def two_way(match: re.Match[str], reference: date, letter: str) -> FoundDate | None:
    """“2026-Q3” or “Q3 2026”, “H2 2026” or “2026-H2”."""
    groups = match.groupdict()
    number = int(groups.get("n") or groups.get("n2") or 0)
    year, named = _period_year(
        groups,
        reference,
        lambda now: (now.month + (2 if letter == "Q" else 5)) // (3 if letter == "Q" else 6) <= number,
    )
    return found(
        match, f"{year}-{letter}{number}", Precision.QUARTER if letter == "Q" else Precision.HALF, year_named=named
    )
