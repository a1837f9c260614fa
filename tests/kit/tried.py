"""What a run of the tests tried, counted over all its processes and told at its end.

A test that tries something of a kind says so, once for each::

    from tests.kit.tried import tried

    tried("SSRF vectors", len(ROADS))

and the run ends with a table “what was tried”, also when the tests were spread over several processes. A figure is what
was really tried in this run: of a part of the tests, only that part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

KEY: Final = "omfeed-tried"
"""Under this name a process hands its figures to the one that tells them."""
_COUNTS: Counter[str] = Counter()


def tried(what: str, number: int = 1) -> None:
    """Count something that was tried and survived; call it after the assertions.

    Args:
        what: its kind, in the plural: “kills survived”.
        number: how many.
    """
    _COUNTS[what] += number


def figures() -> dict[str, int]:
    """What this process tried so far."""
    return dict(_COUNTS)


def add(others: Mapping[str, int]) -> None:
    """Add what another process tried."""
    _COUNTS.update(others)


def lines() -> Iterator[str]:
    """The table, by name; nothing when nothing was tried."""
    width = max(map(len, _COUNTS), default=0)
    for what, number in sorted(_COUNTS.items()):
        yield f"{what:<{width}}  {number:>9,}"
