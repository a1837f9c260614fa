"""What is known of one source from the nights so far, for whoever looks at it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from omfeed.health import Rhythm, rhythm
from omfeed.model import Known, Source, SourceHealth, SourceState

if TYPE_CHECKING:
    from omfeed.store.values import FetchRecord, HeldPage, Snapshot, Standing

READINGS: Final = 5
"""So many readings are told, at most."""
_READ: Final = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One body that was read and believed."""

    at: datetime
    entries: int
    """Entries that it showed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """How a source has been seen."""

    health: SourceHealth
    rhythm: Rhythm
    news_days: int
    """Recent days with news that are known."""
    drift_since: datetime | None = None
    """Since when its page no longer reads like itself, or none."""
    first_read: datetime | None = None
    """When it was first read, or none."""
    last_new: datetime | None = None
    """When an entry came last that the first reading had not shown; none before that."""
    newest: str = ""
    """When its newest entry was published, by its own word: an ISO date or date-time, or empty."""
    readings: tuple[Reading, ...] = ()
    """What the last bodies that were read showed, newest first; a body that was as before is not read again."""
    hops: tuple[str, ...] = ()
    """Addresses to which the last answer led, in order."""
    robots: str = ""
    """What becomes of its site's robots.txt, in words."""
    pages: tuple[HeldPage, ...] = ()
    """The pages of its entries that its last reading listed, where they are followed."""


def sight(
    source: Source,
    standing: Standing | None,
    *,
    known: Sequence[Known] = (),
    snapshots: Sequence[Snapshot] = (),
    fetches: Sequence[FetchRecord] = (),
    pages: Sequence[HeldPage] = (),
    is_page: bool,
    unread: str = "",
) -> Sight:
    """How a source has been seen.

    Args:
        source: as the catalogue describes it now.
        standing: how it stood after its last night; none: no night has asked it.
        known: every entry it was seen to show.
        snapshots: its kept bodies, newest first.
        fetches: the last attempts, newest first.
        pages: the pages of its entries that are known.
        is_page: whether its collector reads pages made for people.
        unread: why it is off although it is asked for, in words, or empty.
    """
    usual = rhythm(source, standing.change_days if standing else ())
    first = min((one.first_seen for one in known), default=None)
    came = [one.first_seen for one in _once(known) if one.first_seen != first]
    return Sight(
        health=_health(source, standing, unread),
        rhythm=usual,
        news_days=len(set(standing.change_days)) if standing else 0,
        drift_since=standing.drift_since if standing else None,
        first_read=first,
        last_new=max(came, default=None),
        newest=max((one.entry.published for one in known), default=""),
        readings=tuple(
            Reading(at=one.at, entries=sum(entry.first_seen <= one.at <= entry.last_seen for entry in known))
            for one in [one for one in snapshots if one.verdict == _READ][:READINGS]
        ),
        hops=fetches[0].hops if fetches else (),
        robots=_robots(source, is_page=is_page),
        pages=_listed(pages) if source.follow else (),
    )


def _once(known: Sequence[Known]) -> Iterator[Known]:
    """The entries without those that only repeat another: a page that stands twice in its body has nothing new."""
    met: set[tuple[object, ...]] = set()
    for one in sorted(known, key=lambda each: (each.first_seen, each.id)):
        entry = one.entry
        marks: list[tuple[object, ...]] = [(entry.title, entry.text, entry.section, entry.published)]
        if entry.key and entry.url:
            marks.append((entry.title, entry.text, entry.url))
        if met.isdisjoint(marks):
            yield one
        met.update(marks)


def _listed(pages: Sequence[HeldPage]) -> tuple[HeldPage, ...]:
    # A page that left the list is kept for a while and asked no more.
    last = max((one.listed for one in pages), default=None)
    return tuple(one for one in pages if one.listed == last)


def _health(source: Source, standing: Standing | None, unread: str) -> SourceHealth:
    if standing is None or not source.enabled:
        state = SourceState.WELL if source.enabled else SourceState.OFF
        seen = standing.health if standing else None
        return SourceHealth(
            source_id=source.id,
            title=source.title,
            url=source.url,
            state=state,
            reason=unread,
            last_success=seen.last_success if seen else None,
            last_change=seen.last_change if seen else None,
            entries=seen.entries if seen else 0,
        )
    return standing.health


def _robots(source: Source, *, is_page: bool) -> str:
    if source.url.startswith("file:"):
        return "not asked: a file of your own"
    if not is_page:
        return "not asked: it is there for programs"
    if not source.robots:
        return "not asked: robots = false"
    return "heeded: it is a page for people"
