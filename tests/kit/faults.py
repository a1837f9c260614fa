"""Hooks for tests: one that kills the process at a point, one that remembers every point."""

from __future__ import annotations

import os
import signal
from collections import Counter
from dataclasses import dataclass, field


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
