"""Takes the news of every source into the store: fetch, read, compare, judge, record; one transaction a source.

Fetching runs concurrently, a little ahead of recording; recording goes in the order of the catalogue, so that two
nights over the same bodies number their changes alike. Only within a family an archive comes before the page that hands
on to it: what left the one is looked for on the other, and is not called withdrawn when it stands there. What goes
wrong with one source stays with that source.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from omfeed.asking import Asking, Net
from omfeed.clock import Clock
from omfeed.enriching import Enriching
from omfeed.faults import Hook, nothing
from omfeed.following import Following
from omfeed.hands import FEWEST, Hands, Spares, is_new
from omfeed.logbook import of_source
from omfeed.model import Source
from omfeed.net.request import Fetched
from omfeed.net.robots import Robots
from omfeed.settling import Gathered, Settling
from omfeed.store import Store
from omfeed.text import addresses
from omfeed.understand import Judge

__all__ = ["Gathered", "gather"]

_HANDS_ON: Final[Mapping[str, tuple[str, ...]]] = {"released": ("archive",), "development": ("archive", "released")}
"""Which pages of its family a page hands its entries on to: they are settled before it."""


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
    pages_a_night: int = 20,
    ask_pages: bool = True,
    hands: int = 0,
    spares: Spares | None = None,
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
        pages_a_night: how many further parts and pages of one source are asked at most.
        ask_pages: whether any is asked at all.
        hands: how many processes may help when many sources are read for the first time.
        spares: processes that were started for them beforehand.
        hook: called at each point at which a night may be cut off.
        progress: called after each source.

    Raises:
        StoreError: the database could not be read or written.
    """
    standings = store.standings([source.id for source in sources])
    robots = Robots(net) if ask_robots else None
    following = Following(net=net, robots=robots, now=clock.now(), most=pages_a_night, asks=ask_pages)
    held = store.pages.of(source.id for source in sources if source.follow or source.more)
    dated = frozenset(source.id for source in sources if addresses.is_dated(source.url))
    new = frozenset(source.id for source in sources if is_new(source, standings.get(source.id))) - dated
    with (
        Enriching(store=store, following=following, standings=standings, held=held) as enriching,
        Hands(judge, hands if len(new) >= FEWEST else 0, spares or Spares()) as beside,
    ):
        night = Settling(
            store=store,
            clock=clock,
            judge=judge,
            run_id=run_id,
            standings=standings,
            enriching=enriching,
            hands=beside,
            upgraded=upgraded,
            accept_drift=accept_drift,
            dated=dated,
        )
        asking = Asking(
            net=net, standings=standings, anew=night.to_be_read_anew, today=clock.now().date(), robots=robots
        )
        sources = [source for source in sources if not night.leaves(source)]
        answers = beside.begun(asking.answers(sources), new, clock.now()) if beside.count else asking.answers(sources)
        for source, fetched in in_family_order(night.followed(answers, hook), sources):
            night.settle(source, fetched)
            hook("gather.settled")
            if progress:
                progress(source)
        return night.finish()


def in_family_order(
    answers: Iterable[tuple[Source, Fetched]], sources: Sequence[Source]
) -> Iterator[tuple[Source, Fetched]]:
    """The answers in an order in which they can be settled: a page waits for those that its entries are handed on to.

    Args:
        answers: what came, in whatever order.
        sources: all that is asked tonight.
    """
    before = _settled_before(sources)
    awaited = {source.id for source in sources}
    waiting: list[tuple[Source, Fetched]] = []
    for answer in answers:
        waiting.append(answer)
        while (at := _ready(waiting, before, awaited)) is not None:
            source, fetched = waiting.pop(at)
            with of_source(source.id):
                yield source, fetched
            awaited.discard(source.id)
    for source, fetched in waiting:
        with of_source(source.id):
            yield source, fetched


def _settled_before(sources: Sequence[Source]) -> Mapping[str, frozenset[str]]:
    """For each page that hands on to others that are asked: their ids."""
    found = {
        source.id: frozenset(
            other.id
            for other in sources
            if other.family == source.family and other.stage in _HANDS_ON.get(source.stage, ())
        )
        for source in sources
        if source.family
    }
    return {name: those for name, those in found.items() if those}


def _ready(
    waiting: Sequence[tuple[Source, Fetched]], before: Mapping[str, frozenset[str]], awaited: Collection[str]
) -> int | None:
    """The place of the first answer that waits for nothing, or none."""
    return next(
        (at for at, (source, _) in enumerate(waiting) if before.get(source.id, frozenset()).isdisjoint(awaited)), None
    )
