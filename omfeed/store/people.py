"""Who subscribed from the command line, and the audit trail of what people did about a matter."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select, update

from omfeed.model import (
    Audience,
    Cadence,
    Channel,
    Deed,
    DeedKind,
    Filter,
    Nature,
    Platform,
    Severity,
    Subscription,
    TicketSystem,
    entry_of_story,
    own_story,
)
from omfeed.store import schema

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from omfeed.store.opened import Opened

_subscriber = schema.subscriber
_deed = schema.deed
_entry = schema.entry
_AT_ONCE: Final = 500
"""Entries looked up in one statement."""


class People:
    """Subscribers of the database (those of omfeed.toml are not here), and deeds."""

    def __init__(self, store: Opened) -> None:
        self._store = store

    def subscribe(self, subscription: Subscription, now: datetime) -> bool:
        """Keep a subscription; one of the same id is replaced, also one that has ended.

        Returns:
            whether it is new.
        """
        values = {"subscription": _plain(subscription), "since": now, "ended": None}
        with self._store.writing("subscribe") as connection:
            found = connection.execute(
                update(_subscriber).where(_subscriber.c.id == subscription.id).values(values)
            ).rowcount
            if not found:
                connection.execute(insert(_subscriber).values(id=subscription.id, **values))
        return not found

    def unsubscribe(self, subscription_id: str, now: datetime) -> bool:
        """End a subscription; says whether there was one."""
        with self._store.writing("unsubscribe") as connection:
            ended = update(_subscriber).where(_subscriber.c.id == subscription_id, _subscriber.c.ended.is_(None))
            return bool(connection.execute(ended.values(ended=now)).rowcount)

    def subscriptions(self) -> tuple[Subscription, ...]:
        """Those that have not ended, by id."""
        query = select(_subscriber).where(_subscriber.c.ended.is_(None)).order_by(_subscriber.c.id)
        with self._store.reading() as connection:
            return tuple(_subscription(row.subscription) for row in connection.execute(query))

    def record(self, deed: Deed) -> None:
        """Add a line to the audit trail."""
        with self._store.writing("deed") as connection:
            connection.execute(
                insert(_deed).values(
                    story=deed.story, at=deed.at, by=deed.by, kind=deed.kind.value, value=deed.value, note=deed.note
                )
            )

    def deeds(self, story: str | None = None) -> tuple[Deed, ...]:
        """The audit trail of one matter, or of all, oldest first.

        A deed follows its entry: what was done while the entry had a story for itself belongs to the story that it
        joined since. The trail itself is never rewritten.
        """
        query = select(_deed).order_by(_deed.c.id)
        with self._store.reading() as connection:
            if story is not None:
                query = query.where(_deed.c.story.in_([story, *_joined_by(connection, [story]).get(story, ())]))
            rows = connection.execute(query).all()
            now = _stories_of(connection, {row.story for row in rows})
        return tuple(_deed_of(row, now.get(row.story, row.story)) for row in rows)

    def own_keys(self, stories: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The keys that the entries of these stories had for themselves before they joined them, by story."""
        with self._store.reading() as connection:
            return _joined_by(connection, stories)


def _joined_by(connection: Connection, stories: Collection[str]) -> Mapping[str, list[str]]:
    """The keys that the entries of stories had for themselves before, by story."""
    wanted, found = sorted(stories), dict[str, list[str]]()
    for start in range(0, len(wanted), _AT_ONCE):
        some = select(_entry.c.id, _entry.c.story).where(_entry.c.story.in_(wanted[start : start + _AT_ONCE]))
        for row in connection.execute(some.order_by(_entry.c.id)):
            found.setdefault(row.story, []).append(own_story(row.id))
    return found


def _stories_of(connection: Connection, stories: Collection[str]) -> Mapping[str, str]:
    """The story that an entry belongs to now, by the key it had for itself."""
    wanted = sorted(number for number in map(entry_of_story, stories) if number is not None)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = select(_entry.c.id, _entry.c.story).where(_entry.c.id.in_(wanted[start : start + _AT_ONCE]))
        found.update((own_story(row.id), row.story) for row in connection.execute(some) if row.story)
    return found


def _deed_of(row: Row[*tuple[Any, ...]], story: str) -> Deed:
    return Deed(story=story, at=row.at, by=row.by, kind=DeedKind(row.kind), value=row.value, note=row.note)


def _plain(subscription: Subscription) -> dict[str, Any]:
    made: dict[str, Any] = {field.name: getattr(subscription, field.name) for field in fields(Subscription)}
    wanted = subscription.wanted
    made["wanted"] = {field.name: getattr(wanted, field.name) for field in fields(Filter)}
    made["paused_until"] = subscription.paused_until.isoformat() if subscription.paused_until else None
    return made


def _subscription(kept: Mapping[str, Any]) -> Subscription:
    """A kept subscription; what a newer form knows and this one lacks has its default."""
    wanted = dict(kept["wanted"])
    paused = kept.get("paused_until")
    lists = {
        name: tuple(wanted[name]) for name in ("enrolment", "sources", "topics", "tags", "words") if name in wanted
    }
    return Subscription(
        **{
            **kept,
            "channel": Channel(kept["channel"]),
            "audience": Audience(kept["audience"]),
            "cadence": Cadence(kept["cadence"]),
            "paused_until": date.fromisoformat(paused) if paused else None,
            "system": TicketSystem(kept["system"]) if kept.get("system") else None,
            "wanted": Filter(
                **{
                    **wanted,
                    **lists,
                    "platforms": tuple(Platform(one) for one in wanted["platforms"]),
                    "natures": tuple(Nature(one) for one in wanted["natures"]),
                    "minimum_severity": Severity(wanted["minimum_severity"]),
                }
            ),
        }
    )
