"""Named points at which a test may stop the world; in ordinary life nothing happens there.

Stages take a ``Hook`` and call it with the name of a point just before something becomes lasting, and just after. What
is passed decides: ``nothing`` by default; a test passes a hook that kills the process or raises. No code ever asks
whether it is under test.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

Hook = Callable[[str], None]
"""Called with the name of the point that was reached."""


def nothing(point: str) -> None:
    """The hook of ordinary life: goes on."""
    del point


@dataclass(slots=True)
class KillAt:
    """A hook that kills the process, as a power cut or an impatient kernel would, the nth time a point is reached."""

    point: str
    nth: int = 1
    reached: Counter[str] = field(default_factory=Counter)

    def __call__(self, point: str) -> None:
        """Count the point, and die at the one that was named."""
        self.reached[point] += 1
        if point == self.point and self.reached[point] == self.nth:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


@dataclass(slots=True)
class Trace:
    """A hook that remembers every point in the order in which it was reached."""

    points: list[str] = field(default_factory=list)

    def __call__(self, point: str) -> None:
        """Remember the point."""
        self.points.append(point)
