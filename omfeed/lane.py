"""Which sources the critical lane reads: those from which news could have come since they were last asked. Pure.

The lane is meant for cron, every quarter of an hour. What is critical must not wait for the night, and no server is to
be asked oftener than that can be worth: a source is due after as many hours as it usually takes days from news to news,
at the soonest after one hour, at the latest after a day. One that fails is asked ever more rarely, down to once a day.
What the night has not begun is left to it, and so are archives, which tell no news of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from omfeed.model import Source

SOONEST: Final = timedelta(hours=1)
"""No source is asked sooner again."""
LATEST: Final = timedelta(days=1)
"""No source waits longer, however rarely it speaks or however long it has failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a source was asked of late."""

    last: datetime
    """When it was asked last (UTC)."""
    failures: int = 0
    """How many of the last attempts in a row failed."""


def due(sources: Sequence[Source], asked: Mapping[str, Asked], now: datetime) -> tuple[str, ...]:
    """The ids of the sources that are due, in the order of the catalogue.

    Args:
        sources: the catalogue.
        asked: how each was asked of late, by id; those never asked are missing.
        now: the moment, UTC.
    """
    return tuple(
        source.id
        for source in sources
        if source.enabled
        and source.stage != "archive"
        and (known := asked.get(source.id)) is not None
        and now - known.last >= interval(source, known.failures)
    )


def interval(source: Source, failures: int = 0) -> timedelta:
    """How long a source is left alone.

    Args:
        source: for its ``cadence_days``: so many hours.
        failures: how many of the last attempts in a row failed; each doubles the time.
    """
    usual = max(SOONEST, timedelta(hours=source.cadence_days))
    return min(LATEST, usual * (1 << min(failures, 10)))
