"""What ends: whether a support's end is near enough to be news and to call for action, and which versions lose it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from omfeed.assess.ranges import VersionRange

_MONTH: Final = re.compile(r"(\d{4})(?:-(\d\d))?")
_MONTHS_AHEAD: Final = 6
"""The time that a fleet's upgrade takes."""
_MONTHS_PAST: Final = 3
"""So long after an end someone may still have to act."""


def end_is_near(end: str, reference: str, *, past: bool = False) -> bool:
    """Whether a support ends within half a year, or ended lately.

    Args:
        end: the day as ISO text (a month will do).
        reference: the day of assessment as ISO text.
        past: whether an end that is long past counts, too.
    """
    named = _MONTH.match(end)
    if named is None:
        return False
    months = (int(named[1]) - int(reference[:4])) * 12 + int(named[2] or 1) - int(reference[5:7])
    return months <= _MONTHS_AHEAD and (past or months >= -_MONTHS_PAST)


def support_lost(ranges: Iterable[VersionRange]) -> str:
    """The words by which versions below some bound lose their support, or empty.

    Versions are read more closely than endings are: “the lowest supported version is now 17” names who is left behind
    whatever else the entry sounds like.

    Args:
        ranges: what an entry says of versions.
    """
    for one in ranges:
        if one.text.startswith("<") and _OF_SUPPORT.search(one.words.lower()):
            return one.words
    return ""


_OF_SUPPORT: Final = re.compile(
    r"^(?!.*\b(?:affect\w*|fix(?:ed|es)?|vulnerab\w*|impact\w*)\b).*"
    r"(?:\b(?:un)?support(?:ed|s|ing)?\b|\bminimum\b|\blowest\b|\bdropp?(?:ed|ing|s)?\b|\brequir(?:e|es|ed)\b"
    r"|지원|최소|サポート|最小|unterstütz|voraus|mindest)"
)
