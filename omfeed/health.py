"""How well omfeed sees a source, judged from tonight and the nights before. Pure.

A source that stopped speaking must never look like a source with nothing to say, so each state but *well* carries its
reason in words for a person, with what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from omfeed.errors import SourceError
from omfeed.model import Drift, Source, SourceHealth, SourceState

_PATIENCE = 4.0
"""Silent for so many of its own cadences, a source is late."""
_SHORTEST_SILENCE_DAYS = 10.0
"""No source is late sooner: holidays and slow weeks are no blindness."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tonight:
    """What happened to one source tonight; with neither error nor drift it was read well or found unchanged."""

    error: SourceError | None = None
    drift: Drift | None = None
    unchanged: bool = False
    entries: int = 0
    """Entries read; for an unchanged body the number read before stays."""
    changed: bool = False
    """Whether anything material changed."""
    moved_to: str = ""
    """New address of a permanent redirect, or empty."""


def judge(
    source: Source, before: SourceHealth | None, tonight: Tonight, now: datetime, *, change_days: Sequence[date] = ()
) -> SourceHealth:
    """The health of a source after tonight.

    Args:
        source: its catalogue entry.
        before: its health after the night before, or none at its first.
        tonight: what happened.
        now: the moment, UTC.
        change_days: days with material changes so far, for its usual rhythm.
    """
    last_change = now if tonight.changed else (before.last_change if before else None)
    state, reason = _state(source, before, tonight, now, last_change, change_days)
    return SourceHealth(
        source_id=source.id,
        title=source.title,
        url=source.url,
        state=state,
        reason=reason,
        last_success=(before.last_success if before else None) if tonight.error else now,
        last_change=last_change,
        failures=(before.failures if before else 0) + 1 if tonight.error else 0,
        since=before.since if before and before.state is state and before.since else now,
        entries=before.entries if before and (tonight.unchanged or tonight.error or tonight.drift) else tonight.entries,
        redirected_to=tonight.moved_to or (before.redirected_to if before and tonight.error else ""),
    )


def _state(
    source: Source,
    before: SourceHealth | None,
    tonight: Tonight,
    now: datetime,
    last_change: datetime | None,
    change_days: Sequence[date],
) -> tuple[SourceState, str]:
    if tonight.error is not None:
        return SourceState.FAILING, str(tonight.error)
    if tonight.drift is not None:
        return SourceState.DRIFTED, f"{tonight.drift.reason} Nothing was announced as withdrawn."
    if tonight.unchanged and before is not None and before.state is SourceState.DRIFTED:
        return before.state, before.reason
    if last_change is not None:
        silent = (now - last_change).total_seconds() / 86_400
        if silent > _longest_silence(source, change_days):
            return SourceState.LATE, (
                f"Nothing new for {silent:.0f} days, although it usually speaks every "
                f"{_rhythm(source, change_days):.0f}. Look whether the vendor moved it: {source.url}"
            )
    return SourceState.WELL, ""


def _longest_silence(source: Source, change_days: Sequence[date]) -> float:
    gaps = _gaps(change_days)
    longest = gaps[-1] * 1.5 if len(gaps) >= 5 else 0.0
    return max(_SHORTEST_SILENCE_DAYS, _PATIENCE * source.cadence_days, longest)


def _rhythm(source: Source, change_days: Sequence[date]) -> float:
    gaps = _gaps(change_days)
    return max(1.0, gaps[len(gaps) // 2] if len(gaps) >= 5 else source.cadence_days)


def _gaps(days: Sequence[date]) -> list[float]:
    ordered = sorted(set(days))
    return sorted(float((later - earlier).days) for earlier, later in pairwise(ordered))
