"""The reader's language: sentences, plurals, numbers and dates of the frame around the sources' own words."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from omfeed.digest.dates import days_between, span
from omfeed.model import Due, Precision

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class Speech:
    """Says things in one language.

    Args:
        language: an ISO 639 language code, such as ``en``.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language

    def say(self, message: str, **values: object) -> str:
        """The message in this language, its ``{fields}`` filled."""
        return message.format(**values) if values else message

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """The message in the right plural, with ``{n}`` as a number of this language."""
        return (one if n == 1 else many).format(n=self.number(n), **values)

    def number(self, n: int) -> str:
        """A whole number with the language's separators."""
        return f"{n:,}"

    def day(self, day: date, *, short: bool = False, weekday: bool = False, year: bool = True) -> str:
        """A day in words: “24 November 2026”, short “24 Nov 2026”, with weekday “Tuesday 24 November 2026”."""
        month = _MONTHS[day.month - 1]
        text = f"{day.day} {month[:3] if short else month}"
        if weekday:
            text = f"{_DAYS[day.weekday()]} {text}"
        return f"{text} {day.year}" if year else text

    def month(self, day: date, *, short: bool = False) -> str:
        """A month in words: “October 2026”."""
        month = _MONTHS[day.month - 1]
        return f"{month[:3] if short else month} {day.year}"

    def due(self, due: Due, *, short: bool = False, year: bool = True) -> str:
        """A date at the precision its source gave, never finer: “1 October 2026”, “October 2026”, “Q3 2026”."""
        bounds = span(due.date)
        if bounds is None:
            return due.date
        first = bounds[0]
        match due.precision:
            case Precision.DAY:
                return self.day(first, short=short, year=year)
            case Precision.MONTH:
                return self.month(first, short=short)
            case Precision.QUARTER:
                return self.say("Q{quarter} {year}", quarter=(first.month + 2) // 3, year=first.year)
            case Precision.HALF:
                if first.month == 1:
                    return self.say("first half of {year}", year=first.year)
                return self.say("second half of {year}", year=first.year)
            case Precision.YEAR:
                return str(first.year)

    def distance(self, due: Due, today: date) -> str:
        """How far off a date is, or empty where a coarse one allows no honest word."""
        bounds = span(due.date)
        if bounds is None:
            return ""
        first, last = bounds
        if last < today:
            ago = days_between(last, today)
            return (
                self.count("{n} day ago", "{n} days ago", ago) if due.precision is Precision.DAY else self.say("passed")
            )
        if due.precision is not Precision.DAY:
            return self.say("running") if first <= today else ""
        if first == today:
            return self.say("today")
        if first == today + timedelta(days=1):
            return self.say("tomorrow")
        return self.count("in {n} day", "in {n} days", days_between(today, first))

    def join(self, parts: tuple[str, ...]) -> str:
        """A list in words: “Windows, macOS and Linux”."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("{parts} and {last}", parts=", ".join(parts[:-1]), last=parts[-1])


@lru_cache(maxsize=16)
def speech(language: str) -> Speech:
    """The one speaker of a language."""
    return Speech(language)
