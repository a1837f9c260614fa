"""Settles what sources answered, one after the other: reads each body, compares, judges and records it.

One transaction a source; what goes wrong with one source stays with that source.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import assert_never

from omfeed import fetchlog
from omfeed.clock import Clock
from omfeed.collect import registry
from omfeed.enriching import AT_ONCE, Enriching
from omfeed.errors import ParseError, SourceError, StoreError, Unreachable
from omfeed.faults import Hook
from omfeed.following import Followed
from omfeed.hands import Hands, Meaning
from omfeed.health import Tonight
from omfeed.health import judge as judge_health
from omfeed.logbook import of_source
from omfeed.model import Parsed, Source, SourceHealth, Window
from omfeed.net.request import Failed, Fetched, Fresh, Unchanged
from omfeed.store import Store
from omfeed.store.values import FetchRecord, PageNews, Standing
from omfeed.understand import Judge, Understood, read

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
class Settling:
    """One night under way: what it needs, and what has become of its sources so far."""

    store: Store
    clock: Clock
    judge: Judge
    run_id: int
    standings: Mapping[str, Standing]
    enriching: Enriching
    """The pages of entries."""
    hands: Hands
    """Processes that may have read a body already."""
    upgraded: bool
    """Whether a newer omfeed than last time runs, so that collectors may read stored bodies anew."""
    accept_drift: bool = False
    """Whether pages are taken at their word although they no longer read like themselves."""
    dated: frozenset[str] = frozenset()
    """Ids of the sources whose address names its month."""
    outcomes: list[Outcome] = field(default_factory=list)
    quiet: list[tuple[str, FetchRecord, SourceHealth]] = field(default_factory=list)
    unreachable: list[tuple[Source, FetchRecord, SourceHealth, SourceError]] = field(default_factory=list)

    def followed(self, answers: Iterable[tuple[Source, Fetched]], hook: Hook) -> Iterator[tuple[Source, Fetched]]:
        """The answers in an order in which they can be settled: lists that are followed wait for what that brings."""
        waiting: deque[tuple[Source, Fetched, Future[Followed]]] = deque()
        for source, fetched in answers:
            hook("gather.fetched")
            if not self.enriching.concerns(source, fetched):
                yield source, fetched
                continue
            standing = self.standings.get(source.id)
            anew = standing is not None and self.to_be_read_anew(source, standing)
            waiting.append((source, fetched, self.enriching.begin(source, fetched, anew=anew)))
            if len(waiting) > AT_ONCE:
                yield from self._arrived(waiting.popleft(), hook)
        while waiting:
            yield from self._arrived(waiting.popleft(), hook)

    def _arrived(self, one: tuple[Source, Fetched, Future[Followed]], hook: Hook) -> Iterator[tuple[Source, Fetched]]:
        source, fetched, coming = one
        self.enriching.arrived(source, coming.result())
        hook("gather.followed")
        with of_source(source.id):
            yield source, fetched

    def settle(self, source: Source, fetched: Fetched) -> None:
        """Record what one source answered."""
        match fetched:
            case Unchanged():
                self._same(source, fetched)
            case Failed():
                self._fail(source, fetched.error, fetchlog.of_failure(fetched, self.clock))
            case Fresh():
                self._fresh(source, fetched)
            case _:
                assert_never(fetched)
        self.enriching.settled(source)

    def finish(self) -> Gathered:
        """Record what was held back, and say how it went."""
        offline = bool(self.unreachable) and len(self.unreachable) == len(self.outcomes)
        if not offline:
            for source, record, health, _ in self.unreachable:
                self.store.record_failure(self.run_id, source.id, record, health)
        if self.quiet:
            self.store.record_unchanged(self.run_id, self.quiet)
        self.enriching.finish()
        return Gathered(outcomes=tuple(self.outcomes), offline=offline)

    def _same(self, source: Source, fetched: Unchanged) -> None:
        standing = self.standings.get(source.id)
        if standing is None:
            raise ValueError("only a body that is known can be unchanged")
        record = fetchlog.of_same(fetched, standing, self.clock)
        again = self._second_look_due(standing) or self.enriching.of(source).tells
        kept = self.store.snapshot(source.id) if again else None
        body = kept.body if kept and kept.sha256 == standing.body_hash else None
        if again and body is None:
            kept, body = None, self.store.body(standing.body_hash)
        if body is None:
            self._unchanged(source, record)
            return
        if kept is not None:
            record = replace(record, charset=kept.charset, media_type=kept.media_type)
        as_kept, whole = record, body
        self._safely(source, as_kept, whole, lambda: self._read(source, as_kept, whole))

    def _second_look_due(self, standing: Standing) -> bool:
        """Whether a page that drifted on an earlier night, and stays so, has not been looked at again since."""
        since, seen = standing.drift_since, standing.health.last_success
        if since is None:
            return False
        return self.clock.now() - since >= _A_NIGHT and (seen is None or seen - since < _A_NIGHT)

    def _unchanged(self, source: Source, record: FetchRecord) -> None:
        self.store.pages.write(source.id, self.enriching.of(source).news)
        pages, nights = self.enriching.trouble(source)
        tonight = Tonight(unchanged=True, moved_to=record.moved_to, pages=pages, pages_nights=nights)
        health = self._health(source, tonight)
        self.quiet.append((source.id, record, health))
        self.outcomes.append(Outcome(source=source, health=health))

    def _fresh(self, source: Source, fetched: Fresh) -> None:
        followed = self.enriching.of(source)
        if followed.error is not None:
            self._fail(source, followed.error, fetchlog.of_body(fetched, self.clock))
            return
        if followed.parts > 1 and followed.body is not None and followed.parsed is not None:
            fetched = replace(fetched, body=followed.body, charset="")
        if followed.lacks or (followed.parts > 1 and followed.parsed and followed.parsed.window is not Window.ROLLING):
            # The validators speak of the first part alone, and the rest is wanted.
            fetched = replace(fetched, etag="", last_modified="")
        record = fetchlog.of_body(fetched, self.clock)
        self._safely(source, record, fetched.body, lambda: self._take(source, record, fetched.body))

    def _take(self, source: Source, record: FetchRecord, body: bytes) -> None:
        standing = self.standings.get(source.id)
        same = standing is not None and standing.body_hash == record.body_hash
        anew = standing is not None and self.to_be_read_anew(source, standing, differs=not same)
        if standing is not None and anew and standing.body_hash:
            # The kept body is one of the address it came from: of a dated source, of the issue before perhaps.
            read = replace(source, url=standing.url) if source.id in self.dated else source
            self._read_anew(read, record)
        missed = self.enriching.reread(source, missed=True) if anew and source.follow else ()
        looked_at = standing is not None and self._to_be_looked_at(standing, anew=anew)
        if same and not looked_at and not missed and not self.enriching.of(source).tells:
            self._unchanged(source, record)
        else:
            self._read(source, record, body, missed=missed)

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

    def to_be_read_anew(self, source: Source, standing: Standing, *, differs: bool = False) -> bool:
        """Whether the body last read would now be read otherwise: another collector, or a newer one.

        Args:
            source: whose collector reads it now.
            standing: how it was last read.
            differs: whether another body has come, for which the collector is needed anyway.
        """
        if source.collector != standing.collector:
            return True
        # Loading a collector to ask its version costs start-up. An upgrade can have changed it; a source that no night
        # has read since (it was off, or others alone were asked) is looked at when it has something else to say.
        if not (self.upgraded or differs):
            return False
        if standing.collector_version != registry.load(source.collector).VERSION:
            return True
        return bool(source.follow) and self.enriching.outdated(source)

    def _read_anew(self, source: Source, record: FetchRecord) -> None:
        """Read the last believed body with the present collector, so that only what the vendor changes is announced."""
        kept = self.store.snapshot(source.id, verdict="read")
        if kept is None or kept.body is None:
            return
        before = replace(record, body_hash=kept.sha256, charset=kept.charset, media_type=kept.media_type)
        news = self.enriching.reread(source, missed=False) if source.follow else ()
        parsed, understood, version = self._understand(source, kept.body, before, news)
        silent = tuple(replace(judged, announced=False) for judged in understood.judged)
        health = self._health(source, Tonight(drift=understood.diff.drift, entries=len(parsed.entries)))
        self.store.record_snapshot(
            self.run_id, source, before, kept.body, version, understood.diff, silent, health, record.at, page_news=news
        )

    def _read(self, source: Source, record: FetchRecord, body: bytes, *, missed: tuple[PageNews, ...] = ()) -> None:
        if first := self.hands.meaning(source, body, record.at):
            self._open(source, record, body, first)
            return
        followed = self.enriching.of(source)
        news = (*missed, *followed.news)
        parsed, understood, version = self._understand(source, body, record, news)
        pages, nights = self.enriching.trouble(source)
        announced = sum(judged.announced for judged in understood.judged)
        tonight = Tonight(
            drift=understood.diff.drift,
            entries=len(parsed.entries),
            changed=announced > 0,
            moved_to=record.moved_to,
            # That pages are read from now on is no change of the source's.
            remark="" if self.enriching.begins(source) and followed.tells else understood.diff.summary,
            pages=pages,
            pages_nights=nights,
        )
        health = self._health(source, tonight)
        self.store.record_snapshot(
            self.run_id,
            source,
            record,
            body,
            version,
            understood.diff,
            understood.judged,
            health,
            record.at,
            page_news=news,
        )
        self.outcomes.append(Outcome(source=source, health=health, read=True, announced=announced))

    def _open(self, source: Source, record: FetchRecord, body: bytes, first: Meaning) -> None:
        """Record the first body of a source, which a hand has read."""
        announced = first.opening.announced
        tonight = Tonight(entries=len(first.opening.entries), changed=announced > 0, moved_to=record.moved_to)
        health = self._health(source, tonight)
        self.store.record_opening(self.run_id, source, record, body, first.version, first.opening, health, record.at)
        self.outcomes.append(Outcome(source=source, health=health, read=True, announced=announced))

    def _understand(
        self, source: Source, body: bytes, record: FetchRecord, news: tuple[PageNews, ...]
    ) -> tuple[Parsed, Understood, int]:
        followed = self.enriching.of(source)
        known_already = followed.parsed if followed.body is body else None
        listed = known_already or read(source, body, record.charset)
        parsed = self.enriching.joined(source, listed, news)
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
            other_page=standing is not None and self._points_elsewhere(source, standing, record),
        )
        understood = self.enriching.hushed(source, listed, understood, news)
        return parsed, understood, registry.load(source.collector).VERSION

    def _points_elsewhere(self, source: Source, standing: Standing, record: FetchRecord) -> bool:
        """Whether the catalogue gives a source another address than that of the last body that was believed."""
        if source.id in self.dated or not (self.accept_drift or standing.url not in {"", source.url}):
            return False
        believed = self.store.snapshot(source.id, verdict="read")
        # Where a vendor leads on to another address, the one that is asked stays.
        return believed is not None and not _same_place(believed.final_url, {source.url, record.final_url})

    def leaves(self, source: Source) -> bool:
        """Whether nobody here can read a source; then it is not asked, and that is its failure, never the night's."""
        why = registry.trouble(source)
        if why is not None:
            error = ParseError(f"{source.title} was not asked. {why.message}", hint=why.hint)
            self._fail(source, error, FetchRecord(at=self.clock.now(), status="failed", error=str(error)))
        return why is not None

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


def _same_place(url: str, others: Collection[str]) -> bool:
    """Whether an address is one of others, but for the place on the page and a closing slash."""
    return url.partition("#")[0].rstrip("/") in {other.partition("#")[0].rstrip("/") for other in others}
