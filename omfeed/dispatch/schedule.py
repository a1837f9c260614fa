"""When a subscription is due. Pure; days and times are those of the subscription's own time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from omfeed.model import Cadence, Subscription

FIRST: Final = {
    Cadence.DAILY: timedelta(days=1),
    Cadence.WEEKLY: timedelta(days=7),
    Cadence.MONTHLY: timedelta(days=31),
    Cadence.CRITICAL: timedelta(days=1),
}
"""How far back the first message of a new subscription reaches."""
_SATURDAY: Final = 5
_LONGEST: Final = 32


def local_day(subscription: Subscription, now: datetime) -> date:
    """The day it is for the subscriber."""
    return now.astimezone(ZoneInfo(subscription.time_zone)).date()


def is_due(subscription: Subscription, last: datetime | None, now: datetime) -> bool:
    """Whether a message is to be made now.

    Args:
        subscription: whose.
        last: when the last one was made, or none.
        now: the moment, UTC.
    """
    if subscription.paused_until is not None and local_day(subscription, now) < subscription.paused_until:
        return False
    if subscription.cadence is Cadence.CRITICAL:
        return True
    return last is None or last < latest_slot(subscription, now)


def latest_slot(subscription: Subscription, now: datetime) -> datetime:
    """The last moment, up to now, for which a message was meant: a missed one is caught up with, never repeated."""
    zone = ZoneInfo(subscription.time_zone)
    today = now.astimezone(zone).date()
    for back in range(_LONGEST):
        day = today - timedelta(days=back)
        slot = datetime.combine(day, time.fromisoformat(subscription.at), zone).astimezone(UTC)
        if slot <= now and _is_day(subscription, day):
            return slot
    return now - FIRST[subscription.cadence]


def next_slot(subscription: Subscription, after: datetime) -> datetime:
    """The first moment after another for which a message is meant; for the critical it is that moment itself."""
    if subscription.cadence is Cadence.CRITICAL:
        return after
    zone = ZoneInfo(subscription.time_zone)
    first = after.astimezone(zone).date()
    for ahead in range(_LONGEST):
        day = first + timedelta(days=ahead)
        slot = datetime.combine(day, time.fromisoformat(subscription.at), zone).astimezone(UTC)
        if slot > after and _is_day(subscription, day):
            return slot
    return after + FIRST[subscription.cadence]


def _is_day(subscription: Subscription, day: date) -> bool:
    if subscription.cadence is Cadence.WEEKLY:
        return day.weekday() == subscription.weekday
    if subscription.cadence is Cadence.MONTHLY:
        return day.day == 1
    return not (subscription.workdays and day.weekday() >= _SATURDAY)
