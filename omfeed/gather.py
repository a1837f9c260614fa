"""Takes the news of every source into the store: fetch, read, compare, judge, record; one transaction a source.

Fetching runs concurrently, a little ahead of recording; recording goes in the order of the catalogue, so that two
nights over the same bodies number their changes alike. What goes wrong with one source stays with that source.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import assert_never

from omfeed.asking import Asking, Net
from omfeed.clock import Clock
from omfeed.collect import registry
from omfeed.errors import FetchError, ParseError, SourceError, StoreError, Unreachable
from omfeed.faults import Hook, nothing
from omfeed.health import Tonight
from omfeed.health import judge as judge_health
from omfeed.model import Parsed, Source, SourceHealth
from omfeed.net.request import Failed, Fetched, Fresh, Unchanged
from omfeed.net.robots import Robots
from omfeed.store import Store
from omfeed.store.values import FetchRecord, Standing
from omfeed.text import addresses
from omfeed.understand import Judge, Understood

log = logging.getLogger(__name__)

_A_NIGHT = timedelta(hours=12)
"""What lies at least between two nights; a drifted page is looked at a second time on another night only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one source."""

    source: Source
    health: SourceHealth
    read: bool = False
    """Whether a new body was read."""
    announced: int = 0
    """Changes that digests will tell."""
    error: SourceError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What became of all sources."""

    outcomes: tuple[Outcome, ...] = ()
    offline: bool = False
    """No source could be reached at all; nothing was recorded against any of them."""

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The sources that could not be read."""
        return tuple(outcome for outcome in self.outcomes if outcome.error is not None)


@dataclass(slots=True)
class _Night:
    """What recording one source after the other needs."""

    store: Store
    clock: Clock
    judge: Judge
    run_id: int
    standings: Mapping[str, Standing]
    upgraded: bool
    """Whether a newer omfeed than last time runs, so that collectors may read stored bodies anew."""
    accept_drift: bool = False
    """Whether pages are taken at their word although they no longer read like themselves."""
    dated: frozenset[str] = frozenset()
    """Ids of the sources whose address names its month."""
    outcomes: list[Outcome] = field(default_factory=list)
    quiet: list[tuple[str, FetchRecord, SourceHealth]] = field(default_factory=list)
    unreachable: list[tuple[Source, FetchRecord, SourceHealth, SourceError]] = field(default_factory=list)

    def settle(self, source: Source, fetched: Fetched) -> None:
        """Record what one source answered."""
        match fetched:
            case Unchanged():
                self._same(source, fetched)
            case Failed():
                self._fail(source, fetched.error, _record_of_failure(fetched, self.clock))
            case Fresh():
                self._fresh(source, fetched)
            case _:
                assert_never(fetched)

    def finish(self) -> Gathered:
        """Record what was held back, and say how it went."""
        offline = bool(self.unreachable) and len(self.unreachable) == len(self.outcomes)
        if not offline:
            for source, record, health, _ in self.unreachable:
                self.store.record_failure(self.run_id, source.id, record, health)
        if self.quiet:
            self.store.record_unchanged(self.run_id, self.quiet)
        return Gathered(outcomes=tuple(self.outcomes), offline=offline)

    def _same(self, source: Source, fetched: Unchanged) -> None:
        standing = self.standings.get(source.id)
        if standing is None:
            raise ValueError("only a body that is known can be unchanged")
        record = FetchRecord(
            at=self.clock.now(),
            status="unchanged",
            final_url=fetched.final_url,
            moved_to=fetched.moved_to,
            etag=fetched.etag or standing.etag,
            last_modified=fetched.last_modified or standing.last_modified,
            body_hash=standing.body_hash,
            seconds=fetched.seconds,
        )
        kept = self.store.body(standing.body_hash) if self._second_look_due(standing) else None
        if kept is None:
            self._unchanged(source, record)
        else:
            self._safely(source, record, kept, lambda: self._read(source, record, kept))

    def _second_look_due(self, standing: Standing) -> bool:
        """Whether a page that drifted on an earlier night, and stays so, has not been looked at again since."""
        since, seen = standing.drift_since, standing.health.last_success
        if since is None:
            return False
        return self.clock.now() - since >= _A_NIGHT and (seen is None or seen - since < _A_NIGHT)

    def _unchanged(self, source: Source, record: FetchRecord) -> None:
        tonight = Tonight(unchanged=True, moved_to=record.moved_to)
        health = self._health(source, tonight)
        self.quiet.append((source.id, record, health))
        self.outcomes.append(Outcome(source=source, health=health))

    def _fresh(self, source: Source, fetched: Fresh) -> None:
        record = _record_of_body(fetched, self.clock)
        self._safely(source, record, fetched.body, lambda: self._take(source, record, fetched.body))

    def _take(self, source: Source, record: FetchRecord, body: bytes) -> None:
        standing = self.standings.get(source.id)
        anew = standing is not None and self.to_be_read_anew(source, standing)
        if standing is not None and anew:
            # The kept body is one of the address it came from: of a dated source, of the issue before perhaps.
            read = replace(source, url=standing.url) if source.id in self.dated else source
            self._read_anew(read, record)
        if standing and standing.body_hash == record.body_hash and not self._to_be_looked_at(standing, anew=anew):
            self._unchanged(source, record)
        else:
            self._read(source, record, body)

    def _to_be_looked_at(self, standing: Standing, *, anew: bool) -> bool:
        """Whether a body that is known is read again because nothing on it was believed."""
        drifted = standing.drift_since is not None
        return self._second_look_due(standing) or (drifted and (anew or self.accept_drift))

    def _safely(self, source: Source, record: FetchRecord, body: bytes, work: Callable[[], None]) -> None:
        """Do the work on a body; whatever it sets off is this source's failure, never the night's."""
        try:
            work()
        except StoreError:
            raise
        except SourceError as error:
            self._fail(source, error, record, body=body)
        except Exception as error:
            log.exception("source %s could not be understood", source.id, extra={"source": source.id})
            words = f"{source.title} could not be understood ({type(error).__name__}: {error})."
            failure = ParseError(words, hint="Please report it with the log; omfeed reads it again next night.")
            self._fail(source, failure, record, body=body)

    def to_be_read_anew(self, source: Source, standing: Standing) -> bool:
        """Whether the body last read would now be read otherwise: another collector, or a newer one."""
        if source.collector != standing.collector:
            return True
        # Loading a collector to ask its version costs start-up; only an upgrade of omfeed can have changed it.
        return self.upgraded and standing.collector_version != registry.load(source.collector).VERSION

    def _read_anew(self, source: Source, record: FetchRecord) -> None:
        """Read the last believed body with the present collector, so that only what the vendor changes is announced."""
        kept = self.store.snapshot(source.id, verdict="read")
        if kept is None or kept.body is None:
            return
        before = replace(record, body_hash=kept.sha256, charset=kept.charset, media_type=kept.media_type)
        parsed, understood, version = self._understand(source, kept.body, before)
        silent = tuple(replace(judged, announced=False) for judged in understood.judged)
        health = self._health(source, Tonight(drift=understood.diff.drift, entries=len(parsed.entries)))
        self.store.record_snapshot(
            self.run_id, source, before, kept.body, version, understood.diff, silent, health, record.at
        )

    def _read(self, source: Source, record: FetchRecord, body: bytes) -> None:
        parsed, understood, version = self._understand(source, body, record)
        announced = sum(judged.announced for judged in understood.judged)
        tonight = Tonight(
            drift=understood.diff.drift,
            entries=len(parsed.entries),
            changed=announced > 0,
            moved_to=record.moved_to,
            remark=understood.diff.summary,
        )
        health = self._health(source, tonight)
        self.store.record_snapshot(
            self.run_id, source, record, body, version, understood.diff, understood.judged, health, record.at
        )
        self.outcomes.append(Outcome(source=source, health=health, read=True, announced=announced))

    def _understand(self, source: Source, body: bytes, record: FetchRecord) -> tuple[Parsed, Understood, int]:
        collector = registry.load(source.collector)
        # Links start from where a person reads the source, which may not be where a program fetches it.
        read_as = replace(source, url=source.page) if source.page else source
        parsed = collector.parse(body, read_as, charset=record.charset)
        for warning in parsed.warnings:
            log.warning("%s: %s", source.id, warning, extra={"source": source.id})
        known = self.store.known(source.id)
        elsewhere = self.store.elsewhere(source)
        standing = self.standings.get(source.id)
        turned = standing is not None and source.id in self.dated and standing.url not in {"", source.url}
        since = standing.drift_since if standing else None
        drifted = since is not None and record.at - since >= _A_NIGHT
        understood = self.judge.understand(
            parsed,
            source,
            known,
            record.at,
            elsewhere=elsewhere,
            drifted=drifted,
            accept_drift=self.accept_drift,
            next_issue=turned,
        )
        return parsed, understood, collector.VERSION

    def _fail(self, source: Source, error: SourceError, record: FetchRecord, *, body: bytes = b"") -> None:
        health = self._health(source, Tonight(error=error))
        if isinstance(error, Unreachable) and not error.reached:
            # Held back: when nothing at all can be reached it is our network, and no source is to blame.
            self.unreachable.append((source, record, health, error))
        else:
            self.store.record_failure(self.run_id, source.id, record, health, body=body)
        self.outcomes.append(Outcome(source=source, health=health, error=error))

    def _health(self, source: Source, tonight: Tonight) -> SourceHealth:
        standing = self.standings.get(source.id)
        before = standing.health if standing else None
        days = standing.change_days if standing else ()
        since = standing.drift_since if standing else None
        return judge_health(source, before, tonight, self.clock.now(), change_days=days, drift_since=since)


def gather(
    sources: Sequence[Source],
    *,
    run_id: int,
    store: Store,
    net: Net,
    clock: Clock,
    judge: Judge,
    upgraded: bool = False,
    accept_drift: bool = False,
    ask_robots: bool = True,
    hook: Hook = nothing,
    progress: Callable[[Source], None] | None = None,
) -> Gathered:
    """Take in the news of all sources.

    Args:
        sources: the ones to read, in the order in which their changes are to be numbered.
        run_id: the run under which everything is recorded.
        store: what is known, and where news go.
        net: the way out.
        clock: tells the moment of each reading.
        judge: for whom changes are judged.
        upgraded: whether the last run was by another version of omfeed.
        accept_drift: take pages at their word although they no longer read like themselves.
        ask_robots: whether a page is left alone when the robots.txt of its site says so.
        hook: called at each point at which a night may be cut off.
        progress: called after each source.

    Raises:
        StoreError: the database could not be read or written.
    """
    standings = store.standings([source.id for source in sources])
    night = _Night(
        store=store,
        clock=clock,
        judge=judge,
        run_id=run_id,
        standings=standings,
        upgraded=upgraded,
        accept_drift=accept_drift,
        dated=frozenset(source.id for source in sources if addresses.is_dated(source.url)),
    )
    asking = Asking(
        net=net,
        standings=standings,
        anew=night.to_be_read_anew,
        today=clock.now().date(),
        robots=Robots(net) if ask_robots else None,
    )
    for source, fetched in asking.answers(sources):
        hook("gather.fetched")
        night.settle(source, fetched)
        hook("gather.settled")
        if progress:
            progress(source)
    return night.finish()


def _record_of_body(fetched: Fresh, clock: Clock) -> FetchRecord:
    return FetchRecord(
        at=clock.now(),
        status="fresh",
        http_status=fetched.status,
        final_url=fetched.final_url,
        moved_to=fetched.moved_to,
        hops=fetched.hops,
        etag=fetched.etag,
        last_modified=fetched.last_modified,
        body_hash=hashlib.sha256(fetched.body).hexdigest(),
        media_type=fetched.media_type,
        charset=fetched.charset,
        bytes=len(fetched.body),
        seconds=fetched.seconds,
    )


def _record_of_failure(failed: Failed, clock: Clock) -> FetchRecord:
    error: FetchError = failed.error
    return FetchRecord(
        at=clock.now(),
        status="failed",
        http_status=getattr(error, "status", None),
        final_url=failed.final_url,
        error=str(error),
        seconds=failed.seconds,
    )
