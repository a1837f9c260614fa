"""Tries a subscription or a set of rules on the stored past before anybody trusts it. Nothing is sent or recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from omfeed.dispatch import schedule
from omfeed.dispatch.writing import chosen
from omfeed.model import Item, Subscription
from omfeed.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One message that would have been sent."""

    day: date
    """The subscriber's day."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a subscription would have brought."""

    messages: tuple[Sent, ...]
    told: int
    """Changes in these messages."""
    passed_over: int
    """Changes that digests told in that time and this subscription would not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What another form of a subscription would bring, and no longer bring."""

    added: tuple[Item, ...]
    missed: tuple[Item, ...]


def preview(store: Store, subscription: Subscription, since: datetime) -> Preview:
    """What a subscription would have brought since a moment, message by message.

    Raises:
        StoreError: the database could not be read.
    """
    items = store.items(since=since)
    told = chosen(items, subscription)
    messages: dict[date, list[Item]] = {}
    for item in told:
        day = schedule.local_day(subscription, schedule.next_slot(subscription, item.at))
        messages.setdefault(day, []).append(item)
    return Preview(
        messages=tuple(Sent(day=day, items=tuple(messages[day])) for day in sorted(messages)),
        told=len(told),
        passed_over=len(items) - len(told),
    )


def difference(items: Sequence[Item], before: Subscription, after: Subscription) -> Difference:
    """What of these changes one form of a subscription tells and the other does not."""
    old = {item.id for item in chosen(items, before)}
    new = {item.id for item in chosen(items, after)}
    return Difference(
        added=tuple(item for item in items if item.id in new - old),
        missed=tuple(item for item in items if item.id in old - new),
    )
