"""Finds dates in prose and says how exactly each was named. Its own grammar: nothing is guessed that is not written.

English, Korean, Japanese, Chinese and German in full; day and month dates of four more languages by their month names.
A date without a year is placed by the day of reading: forwards from it, unless its words look back. Pure; an impossible
date (February 30) is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from omfeed.model import Precision
from omfeed.text.date_grammar import GRAMMAR, traits
from omfeed.text.date_makers import FoundDate, month_of


def first_day(value: str) -> date:
    """The first day of a date of any precision.

    Raises:
        ValueError: if it is none.
    """
    return _span(value)[0]


def last_day(value: str) -> date:
    """The last day of a date of any precision.

    Raises:
        ValueError: if it is none.
    """
    return _span(value)[1]


def _span(value: str) -> tuple[date, date]:
    year = int(value[:4])
    rest = value[5:]
    if not rest:
        return date(year, 1, 1), date(year, 12, 31)
    if rest[0] in "QH":
        months = 3 if rest[0] == "Q" else 6
        first = (int(rest[1:]) - 1) * months + 1
        return date(year, first, 1), _month_end(year, first + months - 1)
    if len(rest) == 2:
        return date(year, int(rest), 1), _month_end(year, int(rest))
    day = date.fromisoformat(value[:10])
    return day, day


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def find_dates(text: str, reference: date) -> tuple[FoundDate, ...]:
    """All dates in a text in reading order, none within another.

    Args:
        text: prose of any of the languages above.
        reference: the day from which a date without a year is placed.
    """
    seen = traits(text)
    if not seen:
        return ()
    taken = [False] * len(text)
    found: list[FoundDate] = []
    for pattern, make, needs in GRAMMAR:
        if not needs <= seen:
            continue
        for match in pattern.finditer(text):
            start = match.start()
            # The word before a yearless month may belong to a date already found; the month itself may not.
            core = match.start("month") if "month" in pattern.groupindex and match["month"] else start
            if any(taken[core : match.end()]):
                continue
            made = make(match, reference)
            if made is not None:
                found.append(made)
                taken[core : match.end()] = [True] * (match.end() - core)
    found.sort(key=lambda one: one.start)
    return tuple(_inherited(found, text))


_TO: Final = re.compile(r"\s*(?:,|and|to|through|until|or|-|–|—|bis|und|/)\s*(?:\w+ ){0,2}$", re.IGNORECASE)


def _inherited(found: list[FoundDate], text: str) -> Iterator[FoundDate]:
    """Gives “August 31 – September 4, 2026” and “October and November 2026” the year that stands at their end."""
    for index, one in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        if (
            after is not None
            and not one.year_named
            and after.year_named
            and one.precision in {Precision.DAY, Precision.MONTH}
            and after.precision in {Precision.DAY, Precision.MONTH}
            and _TO.match(text[one.end : after.start])
        ):
            year = int(after.date[:4])
            if one.date[5:7] > after.date[5:7]:
                year -= 1
            yield FoundDate(f"{year:04d}{one.date[4:]}", one.precision, one.start, one.end, True, one.release)
        else:
            yield one


__all__ = ["FoundDate", "find_dates", "first_day", "last_day", "month_of"]
