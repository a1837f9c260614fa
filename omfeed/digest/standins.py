"""Lets a bundled template take the place of one of the user's that cannot be used, where nobody watches.

A person at a terminal is told of a bad template and nothing else is done. At night that would silence every reader for
the slip in one of them: there the bundled template stands in, and what was amiss is told afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Faults = dict[str, str]
"""Templates that could not be used, by name, each with what is wrong: file, line and reason."""

_FAULTS: ContextVar[Faults | None] = ContextVar("omfeed_template_faults", default=None)


@contextmanager
def standing_in() -> Iterator[Faults]:
    """While this lasts, bundled templates stand in for those of the user's that cannot be used.

    Yields what could not be used, filled as it is met. Within another of its kind the two share what they found.
    """
    outer = _FAULTS.get()
    if outer is not None:
        yield outer
        return
    found: Faults = {}
    token = _FAULTS.set(found)
    try:
        yield found
    finally:
        _FAULTS.reset(token)


def faults() -> Faults | None:
    """What could not be used so far; none: nothing stands in, and the first bad template is an error."""
    return _FAULTS.get()
