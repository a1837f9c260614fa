"""How well omfeed sees a source, judged from tonight and the nights before. Pure.

A source that stopped speaking must never look like a source with nothing to say, so each state but *well* carries its
reason in words for a person, with what to do. How long a silence is too long is learned: from the days on which the
source had news, once there are enough of them, and from the catalogue's ``cadence_days`` until then.

A trouble is told in full once: by the first digest after it began or became another one (``turned``). From then on
digests only name it, with the day since when it lasts (``ill_since``), and when it is over they say so once;
``omfeed sources check`` tells it for as long as it lasts. It became another one when there is something else to do,
not when a server merely words its refusal in another way (``cause``), and not when one that is slow every other night
is so again within a week.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from omfeed.errors import FetchError, SourceError
from omfeed.model import Drift, Source, SourceHealth, SourceState

_PATIENCE: Final = 4.0
"""Silent for so many of its own rhythms, a source is late: a weekly page after a month."""
_MOST_BEYOND_DAYS: Final = 45.0
"""A rhythm that is only the catalogue's word is exceeded by no more than this: a feed frozen for 60 days is told."""
_SHORTEST_SILENCE_DAYS: Final = 10.0
"""No source is late sooner: holidays and slow weeks are no blindness."""
_LONGEST_GAP_TIMES: Final = 1.5
"""A silence this much longer than the longest one that ended by itself is unlike the source."""
_ENOUGH_GAPS: Final = 5
"""So many gaps between days with news make a rhythm of its own."""
BLIND_NIGHTS: Final = 3
"""For so many nights no page of a list could be had, and what the list's entries mean goes untold."""
_GIVE_UP_FAILURES: Final = 7
"""After so many failures in a row, spread over nearly as many days, it is no passing trouble."""
_GIVE_UP_DAYS: Final = 5.5
"""Of seven nights in a row, whatever the hour they begin at."""
_PASSING: Final = "passing"
"""Causes that waiting may cure, whatever the server says of them from night to night."""
_LASTING: Final = "lasting"
"""The same, once waiting has not cured them."""
_RELAPSE: Final = timedelta(days=7)
"""A passing trouble that comes again within this is the one that was told."""
_FIGURES: Final = re.compile(r"\d+")


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
    remark: str = ""
    """What changed on the page as a whole, in words; or empty."""
    pages: str = ""
    """That pages of its entries could not be read although the list was, in words; or empty."""
    pages_nights: int = 0
    """For how many nights in a row no page could be had that was asked; 0 when one was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a source speaks."""

    usual_days: float
    """Days from news to news, by half of its gaps (the median); at least 1."""
    longest_days: float
    """The longest silence that ended by itself; 0 when too few are known."""
    learned: bool
    """Whether it is the source's own, not the catalogue's word."""
    wanting: int = 0
    """So many further days with news make it the source's own; 0 once it is."""

    @property
    def patience_days(self) -> float:
        """So long a silence is still like this source."""
        if self.learned:
            patience = max(_PATIENCE * self.usual_days, _LONGEST_GAP_TIMES * self.longest_days)
        else:
            patience = min(_PATIENCE * self.usual_days, self.usual_days + _MOST_BEYOND_DAYS)
        return max(_SHORTEST_SILENCE_DAYS, patience)


def rhythm(source: Source, change_days: Sequence[date]) -> Rhythm:
    """How often a source speaks.

    Args:
        source: for its ``cadence_days`` while too little is known.
        change_days: the days on which it had news, in any order.
    """
    ordered = sorted(set(change_days))
    gaps = sorted(float((later - earlier).days) for earlier, later in pairwise(ordered))
    if len(gaps) < _ENOUGH_GAPS:
        wanting = _ENOUGH_GAPS + 1 - len(ordered)
        return Rhythm(usual_days=max(1.0, source.cadence_days), longest_days=0.0, learned=False, wanting=wanting)
    return Rhythm(usual_days=gaps[len(gaps) // 2], longest_days=gaps[-1], learned=True)


def judge(
    source: Source,
    before: SourceHealth | None,
    tonight: Tonight,
    now: datetime,
    *,
    change_days: Sequence[date] = (),
    drift_since: datetime | None = None,
) -> SourceHealth:
    """The health of a source after tonight.

    Args:
        source: its catalogue entry.
        before: its health after the night before, or none at its first.
        tonight: what happened.
        now: the moment, UTC.
        change_days: days with material changes so far, for its usual rhythm.
        drift_since: since when the body last read does not read like the source, or none.
    """
    last_change = _last_change(before, tonight, now)
    failures = (before.failures if before else 0) + 1 if tonight.error else 0
    cause = ""
    if not source.enabled:
        state, reason = SourceState.OFF, ""
    elif tonight.error is not None:
        hopeless = _is_hopeless(before, failures, now)
        state, reason = SourceState.FAILING, _failing(tonight.error, before, hopeless, now)
        cause = _cause(tonight.error, hopeless)
    elif tonight.drift is not None:
        state, reason = SourceState.DRIFTED, _drifted(source, tonight.drift)
        cause = "drift in part" if tonight.drift.partial else "drift"
    elif tonight.unchanged and _still_drifted(before, drift_since):
        state, reason = SourceState.DRIFTED, _drifting_on(source, before)
        cause = before.cause if before and before.state is state else "drift"
    elif tonight.pages_nights >= BLIND_NIGHTS:
        state, reason = SourceState.FAILING, f"{tonight.pages} So it has been for {tonight.pages_nights} nights."
        cause = "pages"
    elif _is_late(source, last_change, now, rhythm(source, change_days)):
        state, reason = SourceState.LATE, _late(source, last_change, now, rhythm(source, change_days))
        cause = "late"
    else:
        state, reason = SourceState.WELL, _remark(before, tonight, now)
        cause = before.cause if before else ""
    health = SourceHealth(
        source_id=source.id,
        title=source.title,
        url=source.url,
        state=state,
        reason=reason,
        last_success=(before.last_success if before else None) if tonight.error else now,
        last_change=last_change,
        failures=failures,
        since=before.since if before and before.state is state and before.since else now,
        entries=before.entries if before and (tonight.unchanged or tonight.error or tonight.drift) else tonight.entries,
        redirected_to=tonight.moved_to or (before.redirected_to if before and tonight.error else ""),
        cause=cause,
    )
    return replace(health, turned=_turned(before, health, now), ill_since=_ill_since(before, health, now))


def _turned(before: SourceHealth | None, after: SourceHealth, now: datetime) -> datetime | None:
    """When the trouble began or became another one, or the source moved; it stands on when that is over."""
    if after.redirected_to and (before is None or before.redirected_to != after.redirected_to):
        return now
    if not after.is_ill:
        return before.turned if before else None
    if before is not None and not before.is_ill and _is_relapse(before, after, now):
        return before.turned
    if before is None or before.state is not after.state:
        return now
    # What an omfeed recorded that kept no causes is taken for the same trouble: it was told then.
    if before.cause and before.cause != after.cause:
        return now
    return before.turned or before.since or now


def _is_relapse(before: SourceHealth, after: SourceHealth, now: datetime) -> bool:
    """Whether a server that comes and goes is gone again: the same passing trouble that was told within the week.

    It is told in full once a week and not every other night; in between digests name it for as long as it lasts.
    """
    if before.turned is None or not after.cause == before.cause == _PASSING:
        return False
    return now - before.turned < _RELAPSE


def _ill_since(before: SourceHealth | None, after: SourceHealth, now: datetime) -> datetime | None:
    """Since when a source is not well, or, once it is well again, was not."""
    if before is None or after.is_ill > before.is_ill:
        return now if after.is_ill else None
    return before.ill_since or (before.since if before.is_ill else None)


def _is_hopeless(before: SourceHealth | None, failures: int, now: datetime) -> bool:
    """Whether it has failed so often, and for so long, that it will not pass by itself."""
    failing = before is not None and before.state is SourceState.FAILING and before.since is not None
    days = (now - before.since).total_seconds() / 86_400 if failing and before and before.since else 0.0
    return failures >= _GIVE_UP_FAILURES and days >= _GIVE_UP_DAYS


def _cause(error: SourceError, hopeless: bool) -> str:
    """What makes a failure the same as that of the night before: that there is the same to do about it."""
    if isinstance(error, FetchError) and error.transient:
        return _LASTING if hopeless else _PASSING
    return f"{type(error).__name__}: {_FIGURES.sub('0', error.hint)}"


def _remark(before: SourceHealth | None, tonight: Tonight, now: datetime) -> str:
    """What is to be told of the page as a whole; a second run of the day tells it again, as it does all else."""
    same_day = before is not None and before.last_success is not None and before.last_success.date() == now.date()
    if tonight.unchanged and before is not None and before.state is SourceState.WELL and same_day:
        return before.reason
    return " ".join(filter(None, (tonight.remark, tonight.pages)))


def _failing(error: SourceError, before: SourceHealth | None, hopeless: bool, now: datetime) -> str:
    # Nights are told (since when, last read when), never attempts: a run that was cut off and repeated adds none.
    words = [str(error)]
    # That a source was never read at all stands beside each reason, wherever one is told.
    if before is not None and before.state is SourceState.FAILING and before.last_success is not None:
        words.append(f"Last read well {_days(now, before.last_success)} ago.")
    if hopeless:
        words.append("This does not pass by itself: correct its url, or switch it off (enabled = false).")
    return " ".join(words)


def _drifted(source: Source, drift: Drift) -> str:
    if drift.partial:
        return (
            f"{drift.reason} What came new was told; what is missing is told as withdrawn when it is missing a second "
            f"time. Open {source.url} to see whether the page is whole."
        )
    return (
        f"{drift.reason} Nothing was announced as withdrawn. Open {source.url}: if the page is only out of order, "
        "wait; if it was rebuilt or has moved, correct its url or update omfeed."
    )


def _still_drifted(before: SourceHealth | None, drift_since: datetime | None) -> bool:
    return drift_since is not None or (before is not None and before.state is SourceState.DRIFTED)


def _drifting_on(source: Source, before: SourceHealth | None) -> str:
    if before is not None and before.state is SourceState.DRIFTED:
        return before.reason
    return f"The page still does not read like itself. Open {source.url} and see what it has become."


def _last_change(before: SourceHealth | None, tonight: Tonight, now: datetime) -> datetime | None:
    # What the first reading shows is all there was by then: from that night on the source is silent or speaks.
    if tonight.changed or (tonight.error is None and (before is None or before.last_success is None)):
        return now
    return before.last_change if before else None


def _is_late(source: Source, spoke: datetime | None, now: datetime, usual: Rhythm) -> bool:
    # An archive tells no news of its own, so its silence means nothing.
    if spoke is None or source.stage == "archive":
        return False
    return (now - spoke).total_seconds() / 86_400 > usual.patience_days


def _late(source: Source, spoke: datetime | None, now: datetime, usual: Rhythm) -> str:
    often = "every day" if usual.usual_days < 2 else f"every {usual.usual_days:.0f} days"
    known = f"it usually speaks {often}" if usual.learned else f"it should speak {often}"
    return (
        f"Nothing new for {_days(now, spoke)}, although {known}. Open {source.url}: if there is newer news, it has "
        "moved or is served stale, and its url must be corrected; if it merely rests, raise its cadence_days."
    )


def _days(now: datetime, then: datetime | None) -> str:
    days = max(0, round((now - then).total_seconds() / 86_400)) if then else 0
    return "1 day" if days == 1 else f"{days} days"
