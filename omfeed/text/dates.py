"""Finds dates in prose and says how exactly each was named. Its own grammar: nothing is guessed that is not written.

English, Korean, Japanese, Chinese and German in full; day and month dates of four more languages by their month names.
A date without a year is placed by the day of reading: forwards from it, unless its words look back. Pure; an impossible
date (February 30) is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from omfeed.model import Precision
from omfeed.text.date_grammar import GRAMMAR, traits
from omfeed.text.date_makers import FoundDate, month_of
from omfeed.text.date_ranges import ranges


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
    """All dates in a text in reading order, none within another; those of a range (“5–23 October”) share its words.

    Args:
        text: prose of any of the languages above.
        reference: the day from which a date without a year is placed.
    """
    seen = traits(text)
    if not seen:
        return ()
    taken = [False] * len(text)
    found: list[FoundDate] = []
    for shared in ranges(text, reference):
        start, end = shared[0].start, shared[0].end
        if not any(taken[start:end]):
            found += shared
            taken[start:end] = [True] * (end - start)
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
_ON_TO: Final = re.compile(
    r"\s*(?:to|through|until|-|–|—|bis|부터|에서|から|より|~|～|〜|ー|至|到|、|및|와|과|と)\s*(?:the |zum )?",
    re.IGNORECASE,
)
_PLAIN: Final = frozenset({Precision.DAY, Precision.MONTH})


def _inherited(found: list[FoundDate], text: str) -> Iterator[FoundDate]:
    """Gives “August 31 – September 4, 2026” and “October and November 2026” the year that stands at their end, and
    “2027년 3월부터 5월까지” the year that stands at its begin.
    """
    past: FoundDate | None = None
    for index, one in enumerate(found):
        year = 0
        if not one.year_named:
            after = next((other for other in found[index + 1 :] if other.start >= one.end), None)
            if after and after.year_named and _alike(one, after) and _TO.match(text[one.end : after.start]):
                year = int(after.date[:4]) - (one.date[4:7] > after.date[4:7])
            elif past and past.year_named and _alike(one, past) and _goes_on(text, past, one):
                year = int(past.date[:4]) + (one.date[4:7] < past.date[4:7])
        if year and not (one.date.endswith("-02-29") and year % 4):
            one = replace(one, date=f"{year:04d}{one.date[4:]}", year_named=True)
        yield one
        past = one


def _goes_on(text: str, past: FoundDate, one: FoundDate) -> bool:
    """Whether a span goes on from one date to the other; the words of a month may begin with “to”."""
    match = _ON_TO.match(text, past.end)
    return match is not None and match.end() >= one.start


def _alike(one: FoundDate, other: FoundDate) -> bool:
    """Whether two dates can be the ends of one span."""
    return one.precision is other.precision or {one.precision, other.precision} <= _PLAIN


__all__ = ["FoundDate", "find_dates", "first_day", "last_day", "month_of"]
