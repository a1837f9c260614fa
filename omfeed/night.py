"""The night, stage after stage: collect the news of every source into the store, then write what each audience reads.

1. make the catalogue known to the store; 2. fetch every source that is on; 3. read, compare, judge and record each,
one transaction a source; 4. if nothing at all could be reached, say so and leave the last digests as they are;
5. write the digests of the day and the archive's front page; 6. close the run with how it went; 7. once a week, forget
what is old enough and no history.

Killed anywhere, the next run goes on from what is recorded: a source stands before or after its transaction, and a
digest tells whatever no earlier day has told. The same holds of a run that an error ends (a page that cannot be
written): it is closed as failed, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from omfeed import __version__
from omfeed.asking import Net
from omfeed.clock import Clock
from omfeed.errors import OmfeedError, StoreError
from omfeed.faults import Hook, nothing
from omfeed.gather import Gathered, gather
from omfeed.logbook import SECRETS, name_run
from omfeed.model import Source
from omfeed.publish import Edition, Published, publish
from omfeed.recount import recount
from omfeed.store import Store
from omfeed.store.values import RunKind
from omfeed.understand import Judge

if TYPE_CHECKING:
    from omfeed.hands import Spares
    from omfeed.store.retention import Retention


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a night works through."""

    sources: tuple[Source, ...]
    """The whole catalogue; only the enabled ones are fetched."""
    judge: Judge
    edition: Edition
    pages_a_night: int = 20
    """How many further parts and pages of one source are asked at most."""
    hands: int = 0
    """How many processes may help when many sources are read for the first time."""
    spares: Spares | None = None
    """Processes that were started for that beforehand."""
    retention: Retention | None = None
    """For how long what is kept that is not history; none: nothing is ever forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How a night went."""

    run_id: int
    gathered: Gathered
    published: Published | None = None

    @property
    def announced(self) -> int:
        """Changes found tonight that digests tell."""
        return sum(outcome.announced for outcome in self.gathered.outcomes)

    @property
    def exit_code(self) -> int:
        """0 all well, 3 some sources failed or templates were stood in for, 1 nothing could be done."""
        failed = len(self.gathered.failed)
        if self.gathered.offline or (failed and failed == len(self.gathered.outcomes)):
            return 1
        unwell = any(outcome.health.state.value in {"drifted", "failing"} for outcome in self.gathered.outcomes)
        stood_in = self.published is not None and bool(self.published.faults)
        return 3 if failed or unwell or stood_in else 0


def run_night(
    plan: Plan,
    *,
    store: Store,
    net: Net,
    clock: Clock,
    only: Sequence[str] = (),
    digests: bool = True,
    kind: RunKind | None = None,
    hook: Hook = nothing,
    progress: Callable[[Source], None] | None = None,
) -> Report:
    """Run one night.

    Args:
        plan: sources, fleet and rules, and where digests go.
        store: the database, opened and migrated.
        net: the way out.
        clock: tells the time.
        only: ids of sources to read; empty: all that are enabled.
        digests: whether to write digests afterwards.
        kind: what the run is there for; none: a night where everything is read and told, else a part of one.
        hook: called at each point at which the night may be cut off.
        progress: called after each source.

    Raises:
        StoreError: the database failed; what was recorded stands, and the next run goes on from there.
        DeliveryError: a digest could not be written; the changes are kept and told by the next run.
    """
    now = clock.now()
    wanted = frozenset(only)
    sources = [source for source in plan.sources if (source.id in wanted if wanted else source.enabled)]
    # What has left “In development” may have shipped tonight: the pages it ships to are read first.
    sources.sort(key=lambda source: source.stage == "development")
    store.sync_sources(plan.sources, now)
    last = store.runs(limit=1)
    before = store.last_night()
    upgraded = before is not None and before.version != __version__
    whole = digests and not wanted
    run_id = store.begin_run(now, __version__, kind or (RunKind.NIGHT if whole else RunKind.PART))
    name_run(run_id)
    report = None
    try:
        gathered = gather(
            sources,
            run_id=run_id,
            store=store,
            net=net,
            clock=clock,
            judge=replace(plan.judge, corrections=store.corrections.standing()),
            upgraded=upgraded,
            pages_a_night=plan.pages_a_night,
            hands=plan.hands,
            spares=plan.spares,
            hook=hook,
            progress=progress,
        )
        report = Report(run_id=run_id, gathered=gathered)
        recount(store, plan.judge.fleet)
        if digests and not gathered.offline:
            report = replace(report, published=publish(store, plan.edition, clock.now(), run_id=run_id, hook=hook))
    except Exception as error:
        _fail(store, run_id, clock.now(), report, error)
        raise
    _close(store, run_id, clock.now(), report, outcome=_outcome(report))
    if plan.retention and last and is_another_week(last[0].started, now):
        store.prune(plan.retention, now=now)
    return report


def is_another_week(before: datetime, now: datetime) -> bool:
    """Whether now lies in a later week (ISO 8601, UTC) than before: the first run of a week clears out."""
    return now.isocalendar()[:2] > before.isocalendar()[:2]


def _fail(store: Store, run_id: int, now: datetime, report: Report | None, error: Exception) -> None:
    """Close a run that an error ended; a database that takes not even this leaves it to the next run to say so."""
    reason = error.message if isinstance(error, OmfeedError) else f"{type(error).__name__}: {error}"
    with suppress(StoreError):
        _close(store, run_id, now, report, outcome="failed", reason=SECRETS.hidden(reason))


def _close(store: Store, run_id: int, now: datetime, report: Report | None, *, outcome: str, reason: str = "") -> None:
    store.end_run(
        run_id,
        now,
        outcome=outcome,
        sources=len(report.gathered.outcomes) if report else 0,
        failed=len(report.gathered.failed) if report else 0,
        changes=report.announced if report else None,
        reason=reason,
    )


def _outcome(report: Report) -> str:
    if report.gathered.offline:
        return "offline"
    return {0: "well", 1: "failed", 3: "partly"}[report.exit_code]
