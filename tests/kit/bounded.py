"""Bounds what a test may cost in seconds of CPU, whatever else the machine is doing."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest


class TooCostly(BaseException):
    """It took longer than its bound; nothing that catches errors may take it for one."""


@contextmanager
def seconds_of_cpu(most: float) -> Iterator[None]:
    """Within it, no more than so many seconds of CPU may pass; skips where a system cannot count them."""
    if not hasattr(signal, "setitimer"):
        pytest.skip("this system has no timer of CPU time")

    def too_long(_signal: int, _frame: FrameType | None) -> None:
        raise TooCostly(f"it took longer than {most:g} s of CPU")

    before = signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    try:
        yield
    except TooCostly as error:
        # Told anew, because it comes from wherever the clock struck, also from places that have no line.
        raise AssertionError(str(error)) from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
