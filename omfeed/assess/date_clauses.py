"""Where a sentence tells of an earlier announcement or plan: the dates in there are no due dates, others are.

“As we announced in July 2026 (MC123456), support ends in November 2026”: July belongs to the clause that ends at the
comma, November does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from omfeed.assess.signs import board
from omfeed.assess.tables.date_clauses import CLAUSES
from omfeed.text.dates import FoundDate

_CLAUSES: Final = board(CLAUSES, apart=True)
_MASK: Final = "§"

Span = tuple[int, int]
"""Where a clause begins and ends."""


def told_clauses(lower: str, dates: Sequence[FoundDate]) -> tuple[Span, ...]:
    """Where a sentence tells of earlier announcements and plans.

    Args:
        lower: the sentence in lower case with straight quotes.
        dates: the dates found in it.
    """
    text = masked(lower, dates)
    return tuple([match.span() for one in _CLAUSES.present(text) for match in one.regex.finditer(text)])


def masked(lower: str, dates: Sequence[FoundDate]) -> str:
    """The sentence with a mask in the place of each character of a date."""
    for one in dates:
        lower = lower[: one.start] + _MASK * (one.end - one.start) + lower[one.end :]
    return lower
