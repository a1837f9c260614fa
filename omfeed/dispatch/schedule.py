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
ANY_TIME: Final = "00:00"
"""What ``at`` says where no time was named."""
_SHORTEST: Final = timedelta(hours=1)
"""For so long a time of day holds, also past midnight: cron must be able to meet it."""
_NIGHTLY: Final = timedelta(hours=26)
"""While the last night is no longer ago than this, another is still to come."""
_SATURDAY: Final = 5
_LONGEST: Final = 32


def local_day(subscription: Subscription, now: datetime) -> date:
    """The day it is for the subscriber."""
    return now.astimezone(ZoneInfo(subscription.time_zone)).date()


def is_due(subscription: Subscription, last: datetime | None, now: datetime, *, night: datetime | None = None) -> bool:
    """Whether a message is to be made now: a moment for it has come since the last one, and this is an allowed hour.

    A moment that was missed is caught up with, but never before the time of day that the reader named, nor on a weekend
    where they want workdays alone. Whoever named no time is served by the night: where nights run every day, the
    message of a day waits for that of the day.

    Args:
        subscription: whose.
        last: when the last one was made, or since when the subscription is known; none: nobody has met it yet.
        now: the moment, UTC.
        night: when the last night began; none: there was none, or it makes no difference.
    """
    today = local_day(subscription, now)
    if subscription.paused_until is not None and today < subscription.paused_until:
        return False
    if not is_open(subscription, now):
        return False
    if subscription.cadence is Cadence.CRITICAL:
        return True
    slot = latest_slot(subscription, now)
    if subscription.at == ANY_TIME and night is not None and night < slot and now - night < _NIGHTLY:
        return False
    # The first message waits for its moment like every other; one that was before anybody subscribed is none.
    return local_day(subscription, slot) == today if last is None else last < slot


def is_open(subscription: Subscription, now: datetime) -> bool:
    """Whether a reader may be written to: from their time of day to the end of that day, and for an hour at least."""
    zone = ZoneInfo(subscription.time_zone)
    today = now.astimezone(zone).date()
    for day in (today, today - timedelta(days=1)):
        opens = datetime.combine(day, time.fromisoformat(subscription.at), zone).astimezone(UTC)
        closes = max(opens + _SHORTEST, datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC))
        if opens <= now < closes:
            return not (subscription.workdays and day.weekday() >= _SATURDAY)
    return False


def is_kept_waiting(subscription: Subscription, last: datetime, now: datetime) -> bool:
    """Whether a moment for a message passed unused, as it does where nobody sends by day, and now is none again."""
    return (
        subscription.at != ANY_TIME
        and subscription.cadence is not Cadence.CRITICAL
        and (subscription.paused_until is None or local_day(subscription, now) >= subscription.paused_until)
        and last < latest_slot(subscription, now)
        and not is_open(subscription, now)
    )


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
