"""Dates at the precision their source gave, as spans of days that can be ordered; no zone ever moves one."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from omfeed.model import Due, Precision

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")
_YEAR = re.compile(r"\d{4}")


def due_of(text: str) -> Due | None:
    """The date that a text in the form of ``Due.date`` names, or none when it is no such text."""
    text = text.strip()
    if span(text) is None:
        return None
    if _DAY.fullmatch(text):
        precision = Precision.DAY
    elif _MONTH.fullmatch(text):
        precision = Precision.MONTH
    elif _QUARTER.fullmatch(text):
        precision = Precision.QUARTER
    elif _HALF.fullmatch(text):
        precision = Precision.HALF
    else:
        precision = Precision.YEAR
    return Due(date=text, precision=precision)


def span(text: str) -> tuple[date, date] | None:
    """First and last day of a date in the form of ``Due.date``, or none when it is not one."""
    try:
        if match := _DAY.fullmatch(text):
            day = date(int(match[1]), int(match[2]), int(match[3]))
            return day, day
        if match := _MONTH.fullmatch(text):
            return _months(int(match[1]), int(match[2]), 1)
        if match := _QUARTER.fullmatch(text):
            return _months(int(match[1]), int(match[2]) * 3 - 2, 3)
        if match := _HALF.fullmatch(text):
            return _months(int(match[1]), int(match[2]) * 6 - 5, 6)
        if _YEAR.fullmatch(text):
            return _months(int(text), 1, 12)
    except ValueError:
        return None
    return None


def claimed_day(text: str) -> date | None:
    """The day of an ISO date or date-time as a source claims it, taken at its word (no zone moves it)."""
    bounds = span(text[:10])
    return bounds[0] if bounds and len(text) >= 10 else None


def days_between(first: date, second: date) -> int:
    """Whole days from the first to the second."""
    return (second - first).days


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    last = month + length - 1
    return date(year, month, 1), date(year, last, monthrange(year, last)[1])
