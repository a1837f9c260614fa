"""When a message is meant, in the subscriber's own days; a missed one is caught up with, never repeated."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.dispatch.schedule import is_due, latest_slot
from omfeed.model import Cadence
from tests.dispatch.kit import subscription

WEDNESDAY = datetime(2026, 10, 14, 6, 0, tzinfo=UTC)


def test_a_new_subscription_is_due_at_once() -> None:
    assert is_due(subscription(), None, WEDNESDAY)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (datetime(2026, 10, 13, 6, tzinfo=UTC), True),
        (datetime(2026, 10, 14, 4, 59, tzinfo=UTC), True),
        (datetime(2026, 10, 14, 5, 0, tzinfo=UTC), False),
        (datetime(2026, 10, 14, 5, 30, tzinfo=UTC), False),
    ],
)
def test_daily_is_once_a_day_not_before_its_time(last: datetime, due: bool) -> None:
    assert is_due(subscription(at="07:00", time_zone="Europe/Berlin"), last, WEDNESDAY) is due


def test_before_its_time_yesterdays_slot_counts() -> None:
    one = subscription(at="09:00")
    assert latest_slot(one, WEDNESDAY) == datetime(2026, 10, 13, 9, tzinfo=UTC)


def test_weekly_is_on_its_day_or_later_when_it_was_missed() -> None:
    one = subscription(cadence=Cadence.WEEKLY, weekday=0)
    assert latest_slot(one, WEDNESDAY) == datetime(2026, 10, 12, tzinfo=UTC)
    assert is_due(one, datetime(2026, 10, 5, 1, tzinfo=UTC), WEDNESDAY)
    assert not is_due(one, datetime(2026, 10, 12, 1, tzinfo=UTC), WEDNESDAY)


def test_monthly_is_on_the_first() -> None:
    assert latest_slot(subscription(cadence=Cadence.MONTHLY), WEDNESDAY) == datetime(2026, 10, 1, tzinfo=UTC)


def test_on_workdays_a_weekend_waits_for_monday() -> None:
    one = subscription(workdays=True, at="07:00")
    sunday, monday = datetime(2026, 10, 18, 12, tzinfo=UTC), datetime(2026, 10, 19, 8, tzinfo=UTC)
    friday = datetime(2026, 10, 16, 7, 5, tzinfo=UTC)
    assert not is_due(one, friday, sunday)
    assert is_due(one, friday, monday)


def test_paused_is_paused_until_its_day_in_its_own_zone() -> None:
    one = subscription(paused_until=date(2026, 10, 15), time_zone="Asia/Seoul")
    assert not is_due(one, None, datetime(2026, 10, 14, 14, 59, tzinfo=UTC))
    assert is_due(one, None, datetime(2026, 10, 14, 15, 0, tzinfo=UTC))


def test_critical_is_always_due() -> None:
    assert is_due(subscription(cadence=Cadence.CRITICAL), WEDNESDAY, WEDNESDAY)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Seoul", "Pacific/Apia", "UTC"])
def test_over_a_year_with_its_clock_changes_there_is_one_message_a_day(zone: str) -> None:
    one = subscription(at="02:30", time_zone=zone)
    last, count = None, 0
    for hour in range(365 * 24):
        now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
        if is_due(one, last, now):
            last, count = now, count + 1
    assert count in {365, 366}


@given(
    cadence=st.sampled_from([Cadence.DAILY, Cadence.WEEKLY, Cadence.MONTHLY]),
    weekday=st.integers(0, 6),
    hour=st.integers(0, 23),
    workdays=st.booleans(),
    minutes=st.integers(0, 60 * 24 * 400),
)
@settings(max_examples=60, deadline=None)
def test_the_last_slot_is_never_ahead_nor_longer_ago_than_a_cadence(
    cadence: Cadence, weekday: int, hour: int, workdays: bool, minutes: int
) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    one = subscription(cadence=cadence, weekday=weekday, at=f"{hour:02d}:00", workdays=workdays, time_zone="Asia/Seoul")
    slot = latest_slot(one, now)
    longest = {Cadence.DAILY: 3, Cadence.WEEKLY: 7, Cadence.MONTHLY: 31}[cadence]
    assert timedelta() <= now - slot <= timedelta(days=longest)
