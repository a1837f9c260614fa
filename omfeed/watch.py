"""What others are told after a run, so that they notice when there was none: a heartbeat, and figures in a file.

The heartbeat is a dead man's switch: somebody else raises the alarm when it does not come. So it comes only after a
good run, and that it could not be sent is told but makes no good run a bad one: its absence is the alarm already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from omfeed.deliver import files
from omfeed.model import SourceHealth, SourceState
from omfeed.net.request import Failed, Fetched, Request
from omfeed.store.values import RunKind, RunRecord

GOOD: Final = frozenset({"well", "partly"})
"""Outcomes of a run that read its sources; what a single source lacks, the digest says."""


class Net(Protocol):
    """The way out."""

    def get(self, request: Request) -> Fetched:
        """Ask an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the file of figures says."""

    last: RunRecord
    last_good: datetime | None
    """When the last good run ended (``is_good``), or none."""
    health: Sequence[SourceHealth]
    waiting: int
    """Deliveries that failed and are tried again."""
    refused: int
    """Deliveries that were given up."""


def beat(net: Net, url: str, *, allow_private: bool = False) -> str:
    """Ask the heartbeat's address; empty, or why it could not be asked. The address is a secret and never told."""
    answer = net.get(Request(url=url, allow_private=allow_private, secret_url=True))
    return f"The heartbeat was not sent: {answer.error}" if isinstance(answer, Failed) else ""


def is_good(run: RunRecord, *, arrived: bool) -> bool:
    """Whether a run was a good one: a whole night that read its sources, wrote its digests, and told all there was.

    This is the one definition: by it the heartbeat is sent, and what it says is recorded with the run, from where the
    figures have the moment of the last good one.

    Args:
        run: as it was recorded at its end; one that could not write its digests is recorded as failed.
        arrived: whether every delivery arrived, or there was none.
    """
    return run.kind is RunKind.NIGHT and run.outcome in GOOD and arrived


def exposition(figures: Figures) -> str:
    """The figures in the text format of Prometheus; moments in seconds since 1970, durations in seconds."""
    last = figures.last
    lines = [
        *_gauge("last_run_timestamp_seconds", "When the last run ended.", _seconds(last.finished)),
        *_gauge("last_good_run_timestamp_seconds", "When the last good run ended.", _seconds(figures.last_good)),
        *_gauge("last_run_duration_seconds", "How long the last run took.", _took(last)),
        *_gauge("last_run_sources", "Sources that the last run asked.", last.sources),
        *_gauge("last_run_failed_sources", "Sources that failed in the last run.", last.failed),
        *_gauge("last_run_changes", "Changes that the last run found to tell.", last.changes),
    ]
    counted = Counter(one.state for one in figures.health)
    lines += _head("sources", "Sources by how they stand.")
    lines += [f'omfeed_sources{{state="{state}"}} {counted[state]}' for state in SourceState]
    lines += _head("deliveries", "Deliveries that did not arrive.")
    lines.append(f'omfeed_deliveries{{state="waiting"}} {figures.waiting}')
    lines.append(f'omfeed_deliveries{{state="refused"}} {figures.refused}')
    return "\n".join(lines) + "\n"


def write(path: Path, figures: Figures) -> None:
    """Put the figures in place, whole or not at all.

    Raises:
        DeliveryError: the file cannot be written.
    """
    files.write(path.parent, path.name, exposition(figures).encode())


def _head(name: str, words: str) -> list[str]:
    return [f"# HELP omfeed_{name} {words}", f"# TYPE omfeed_{name} gauge"]


def _gauge(name: str, words: str, value: float | None) -> list[str]:
    """A figure with its explanation; one that is unknown is left out, for 0 would be a lie."""
    return [] if value is None else [*_head(name, words), f"omfeed_{name} {value:.0f}"]


def _seconds(moment: datetime | None) -> float | None:
    return moment.timestamp() if moment else None


def _took(run: RunRecord) -> float | None:
    return (run.finished - run.started).total_seconds() if run.finished else None
