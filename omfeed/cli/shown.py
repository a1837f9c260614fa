"""How ``omfeed sources show`` and ``list`` tell a source: what is set for it, and how it has been seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from omfeed.cli.context import Cli, clock_at
from omfeed.cli.jsonform import moment, standing_json, state_of
from omfeed.cli.printing import counted
from omfeed.collect import registry
from omfeed.errors import ConfigError
from omfeed.model import Source
from omfeed.sight import READINGS, sight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from omfeed.sight import Reading, Sight
    from omfeed.store.values import HeldPage, Standing

_FOLLOWING = frozenset({"follow_url", "follow_hosts", "follow_days", "follow_newest"})
"""Keys that say nothing of a source that is not followed."""
_PAGE_WORDS = {
    "read": "read",
    "waiting": "waiting for their turn",
    "failing": "failing",
    "missing": "missing",
    "unreadable": "unreadable",
    "refused": "refused by robots.txt",
    "passed": "further back than is read",
}
"""How the pages of entries stand, in the order in which they are told."""
_AMISS = 5
"""So many pages that could not be had are named, at most."""
_MORE = 20
"""Kept bodies that are looked at for those that were read."""


def seen(cli: Cli, source: Source) -> Sight:
    """How a source has been seen, from all that the database knows of it; without one: by no night."""
    is_page, unread = registry.reads_pages(source.collector), cli.config.unread.get(source.id, "")
    if _no_database(cli):
        return sight(source, None, is_page=is_page, unread=unread)
    with cli.recorded(clock_at(None).now()) as store:
        return sight(
            source,
            store.standings([source.id]).get(source.id),
            known=store.known(source.id),
            snapshots=store.snapshots(source.id, limit=_MORE),
            fetches=store.fetches(source.id, limit=1),
            pages=store.pages.of([source.id]).get(source.id, ()) if source.follow else (),
            is_page=is_page,
            unread=unread,
        )


def standings(cli: Cli, sources: Sequence[Source]) -> Mapping[str, Standing]:
    """How sources stand, by id; those of which nothing was heard are left out."""
    if _no_database(cli):
        return {}
    with cli.recorded(clock_at(None).now()) as store:
        return store.standings([source.id for source in sources])


def _no_database(cli: Cli) -> bool:
    database = cli.config.database
    return isinstance(database, Path) and not database.exists()


def stable_id(source: Source) -> str:
    """By what its entries are known again; empty where its collector does not say, or is gone."""
    try:
        return registry.stable_id(source)
    except ConfigError:
        return ""


def source_json(source: Source) -> dict[str, object]:
    """A source as plain values, by the names of its keys."""
    return {
        "id": source.id,
        "title": source.title,
        "vendor": source.vendor,
        "url": source.url,
        "page": source.page,
        "collector": source.collector,
        "stable_id": stable_id(source),
        "enabled": source.enabled,
        "platforms": [str(platform) for platform in source.platforms],
        "locale": source.locale,
        "cadence_days": source.cadence_days,
        "look_back_days": source.look_back_days,
        "time_zone": source.time_zone,
        "nature": str(source.nature) if source.nature else "",
        "stage": source.stage,
        "family": source.family,
        "options": dict(source.options),
        "follow": source.follow,
        "follow_url": source.follow_url,
        "follow_hosts": list(source.follow_hosts),
        "follow_days": source.follow_days,
        "follow_newest": source.follow_newest,
        "more": source.more,
        "allow_private": source.allow_private,
        "allow_file": source.allow_file,
        "robots": source.robots,
        "licence": source.licence,
        "notes": source.notes,
    }


def sight_json(source: Source, seen: Sight, *, whole: bool) -> dict[str, object]:
    """How a source has been seen as plain values.

    Args:
        source: whose health it is.
        seen: how it has been seen.
        whole: whether its entries and bodies were looked at, too.
    """
    health, usual = seen.health, seen.rhythm
    told = standing_json(health) | {
        "drift_since": moment(seen.drift_since),
        "rhythm": {
            "learned": usual.learned,
            "usual_days": usual.usual_days,
            "longest_days": usual.longest_days if usual.learned else None,
            "news_days": seen.news_days,
            "wanting": usual.wanting,
            "patience_days": None if source.stage == "archive" else usual.patience_days,
        },
        "robots": seen.robots,
    }
    if whole:
        told |= {
            "first_read": moment(seen.first_read),
            "last_new": moment(seen.last_new),
            "newest": seen.newest,
            "readings": [{"at": moment(one.at), "entries": one.entries} for one in seen.readings],
            "hops": list(seen.hops),
            "pages": [
                {
                    "url": one.url,
                    "state": one.state,
                    "asked": moment(one.asked),
                    "nights": one.failures,
                    "error": one.error,
                }
                for one in seen.pages
            ],
        }
    return told


def lines(source: Source, seen: Sight, now: datetime) -> Iterator[tuple[str, str]]:
    """A source in words: each line with its name; an empty name parts what is set from how it is seen."""
    for name, value in source_json(source).items():
        if name in {"robots", "enabled"} or (name in _FOLLOWING and not source.follow):
            continue
        if name == "platforms":
            yield name, ", ".join(source.platforms) or "service"
        elif value not in ("", [], {}, None, False):
            yield name, _words(value)
    yield "enabled", "yes" if source.enabled else "no"
    yield "", ""
    health = seen.health
    since = f", since {_at(health.since)}" if health.since else ""
    yield "state", f"{state_of(health)}{since}"
    if health.reason:
        yield "", health.reason
    yield "last success", _ago(health.last_success, now) or "never"
    yield "last news", _ago(health.last_change, now) or "none"
    yield "last new entry", _last_new(seen, now)
    yield "usual rhythm", _rhythm(source, seen)
    yield "failures", counted(health.failures, "attempt", "attempts in a row") if health.failures else "none"
    yield "drift", f"since {_at(seen.drift_since)}" if seen.drift_since else "none"
    yield "entries", _entries(health.entries, seen.readings)
    yield "redirects", _redirects(seen)
    yield "robots.txt", seen.robots
    if source.follow:
        yield "pages", _pages(seen.pages)
        amiss = [one for one in seen.pages if one.error]
        for one in amiss[:_AMISS]:
            yield "", f"{one.url} {one.state}{f' for {nights}' if (nights := _nights(one)) else ''}: {one.error}"
        if len(amiss) > _AMISS:
            yield "", f"and {len(amiss) - _AMISS} more; --json names them all"


def _pages(pages: Sequence[HeldPage]) -> str:
    if not pages:
        return "none listed yet"
    counts = Counter(one.state.value for one in pages)
    told = [f"{counts[state]:,} {word}" for state, word in _PAGE_WORDS.items() if counts[state]]
    return f"{len(pages):,} listed: {', '.join(told)}"


def _nights(page: HeldPage) -> str:
    return counted(page.failures, "night") if page.failures > 1 else ""


def _last_new(seen: Sight, now: datetime) -> str:
    newest = f"; the newest bears the date {seen.newest[:10]}" if seen.newest else ""
    if seen.last_new is not None:
        return _ago(seen.last_new, now) + newest
    if seen.first_read is not None:
        return f"none since the first reading on {seen.first_read:%Y-%m-%d}{newest}"
    return "none"


def _rhythm(source: Source, seen: Sight) -> str:
    usual = seen.rhythm
    often = f"news every {_days(usual.usual_days)}" if usual.usual_days > 1 else "news every day"
    if usual.learned:
        said = f"{often}, learned from {counted(seen.news_days, 'day')} with news"
        said += f"; the longest silence was {_days(usual.longest_days)}"
    else:
        wanting = counted(usual.wanting, "more day with news is", "more days with news are")
        said = f"not yet learned: {wanting} wanted; until then by its cadence, {often}"
    late = "never called late: an archive" if source.stage == "archive" else f"late after {_days(usual.patience_days)}"
    return f"{said}; {late}"


def _entries(latest: int, readings: Sequence[Reading]) -> str:
    if not readings:
        return f"{latest:,} at the last reading" if latest else "none read yet"
    told = f"{latest:,} at the last reading"
    before = [f"{one.entries:,} on {one.at:%Y-%m-%d}" for one in readings[1:READINGS]]
    return f"{told}; before: {', '.join(before)}" if before else told


def _redirects(seen: Sight) -> str:
    if seen.health.redirected_to:
        return f"moved for good to {seen.health.redirected_to}; correct its url"
    return f"by way of {', '.join(seen.hops)}" if seen.hops else "none"


def _days(days: float) -> str:
    whole = round(days)
    return counted(whole, "day") if abs(days - whole) < 0.05 else f"{days:.1f} days"


def _at(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else ""


def _ago(then: datetime | None, now: datetime) -> str:
    if then is None:
        return ""
    days = (now.date() - then.date()).days
    return f"{_at(then)} ({f'{_days(days)} ago' if days > 0 else 'today'})"


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} = {one}" for name, one in value.items())
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)
