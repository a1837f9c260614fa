"""How near the end of a support is: near enough to be news and to call for action."""

from __future__ import annotations

import re
from typing import Final

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
