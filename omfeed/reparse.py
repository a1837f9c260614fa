"""Reads kept bodies again with the present collectors, and takes in what was missed when they were not understood.

A body that no collector could read, or on which nothing was believed, is kept all the same. After an upgrade that
reads it better, what it held is announced once; what the better reading changes about bodies that *were* understood is
recorded in silence, as by every upgrade. It is a night whose answers come from the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from omfeed import __version__
from omfeed.clock import Clock
from omfeed.errors import FetchError
from omfeed.gather import Gathered, gather
from omfeed.logbook import name_run
from omfeed.model import Source
from omfeed.net.request import Failed, Fetched, Fresh, Request
from omfeed.store import Store
from omfeed.store.values import RunKind
from omfeed.text import addresses
from omfeed.understand import Judge


@dataclass(frozen=True, slots=True)
class _Kept:
    """Answers with the newest body that is kept of a source."""

    store: Store
    sources: dict[str, Source]

    def get(self, request: Request) -> Fetched:
        """The newest kept body of the source at that address."""
        kept = self.store.snapshot(self.sources[request.url].id)
        if kept is None or kept.body is None:
            missing = FetchError(f"No body of {request.url} is kept.", hint="It is read on the next night.")
            return Failed(error=missing, final_url=request.url)
        return Fresh(body=kept.body, media_type=kept.media_type, charset=kept.charset, final_url=kept.final_url)


def reparse(sources: Sequence[Source], *, store: Store, judge: Judge, clock: Clock) -> Gathered:
    """Read the kept bodies of some sources again.

    Args:
        sources: which.
        store: where their bodies are kept, and where news go; the next digest tells them.
        judge: for whom changes are judged.
        clock: tells the moment.

    Raises:
        StoreError: the database could not be read or written.
    """
    return _again(sources, "reparsed", store=store, judge=judge, clock=clock, upgraded=True)


def accept(source: Source, *, store: Store, judge: Judge, clock: Clock) -> Gathered:
    """Take the kept body of a drifted source at its word: what it lost was withdrawn, what it gained is news.

    Args:
        source: which.
        store: where its body is kept, and where news go; the next digest tells them.
        judge: for whom changes are judged.
        clock: tells the moment.

    Raises:
        StoreError: the database could not be read or written.
    """
    return _again([source], "accepted", store=store, judge=judge, clock=clock, accept_drift=True)


def _again(
    sources: Sequence[Source],
    outcome: str,
    *,
    store: Store,
    judge: Judge,
    clock: Clock,
    upgraded: bool = False,
    accept_drift: bool = False,
) -> Gathered:
    run_id = store.begin_run(clock.now(), __version__, RunKind.REREAD)
    name_run(run_id)
    # The kept body of an address that names its month is one of the month in which it was fetched.
    read = {one.source_id: one.url for one in store.standings([source.id for source in sources]).values()}
    sources = [
        replace(source, url=read.get(source.id) or source.url) if addresses.is_dated(source.url) else source
        for source in sources
    ]
    net = _Kept(store, {source.url: source for source in sources})
    gathered = gather(
        sources,
        run_id=run_id,
        store=store,
        net=net,
        clock=clock,
        judge=replace(judge, corrections=store.corrections.standing()),
        upgraded=upgraded,
        accept_drift=accept_drift,
        ask_robots=False,
        ask_pages=False,
    )
    store.end_run(
        run_id,
        clock.now(),
        outcome=outcome,
        sources=len(gathered.outcomes),
        failed=len(gathered.failed),
        changes=sum(one.announced for one in gathered.outcomes),
    )
    return gathered
