"""Whether two texts name the same days in the same places, however each writes them. Pure.

“November 1, 2026” and “Sunday, 1 November 2026” are one day; what is said around a date (“by”, “late”, “week of”) and
whether its year is named still count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

from omfeed.text.dates import FoundDate, find_dates
from omfeed.text.months import MONTHS
from omfeed.text.normal import words

_REFERENCE: Final = date(2000, 1, 1)
"""Any day will do: a date without a year is placed alike in both texts."""
_BETWEEN: Final = frozenset("of the st nd rd th de den am le el il di 년 월 일 年 月 日".split())
_DAYS: Final = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|[월화수목금토일]요일|[月火水木金土日]曜日|星期[一二三四五六日]"
)
_BEFORE: Final = re.compile(rf"(?<!\w)(?:{_DAYS})\.?,?\s*(?:(?:the|den|dem|le)\s+)?\Z", re.IGNORECASE)
_BEHIND: Final = re.compile(
    rf"\A,?\s*(?:\(\s*(?:{_DAYS}|[월화수목금토일月火水木金土])\s*\)|(?:{_DAYS})(?!\w))", re.IGNORECASE
)
_DAY: Final = re.compile(_DAYS)
_NUMBER: Final = re.compile(r"\d+")
_PART: Final = re.compile(r"\d+|[^\W\d_]+")
_MARK: Final = re.compile(r"\W")


def same_days(before: str, after: str) -> bool:
    """Whether two texts differ in nothing but the way in which they write dates."""
    return dated_words(before) == dated_words(after)


def dated_words(text: str) -> list[str]:
    """The words of a text in normal form, each date as one word that is the same however the date is written."""
    parts: list[str] = []
    at = 0
    dates = [one for one in find_dates(text, _REFERENCE) if not one.release]
    # Both ends of “1–5 November” share its words.
    for (start, end), shared in groupby(dates, key=lambda one: (one.start, one.end)):
        if start < at:
            continue
        parts += [_BEFORE.sub("", text[at:start]), f" {_named(list(shared), text[start:end])} "]
        behind = _BEHIND.match(text[end:])
        at = end + (behind.end() if behind else 0)
    return words("".join([*parts, text[at:]]))


def _named(dates: Sequence[FoundDate], written: str) -> str:
    """Dates as words, and what else stands among their own words."""
    own = {int(part) for one in dates for part in _NUMBER.findall(one.date)}
    own |= {int(one.date[2:4]) for one in dates}
    rest: list[str] = []
    for part in _PART.findall(" ".join(words(written))):
        if part.isdecimal():
            known = int(part) in own
        else:
            known = part in MONTHS or part in _BETWEEN or bool(_DAY.fullmatch(part))
        if not known:
            rest.append(part)
    named = [f"date{_MARK.sub('', one.date)}{'' if one.year_named else 'yearless'}".lower() for one in dates]
    return " ".join([*named, *rest])
