"""The one place where omfeed asks what time it is; everything below a command takes the moment as an argument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the present moment."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The machine's time, to the second: nothing omfeed records is finer than that."""
        return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still: a night of the demo, a night caught up on."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment
