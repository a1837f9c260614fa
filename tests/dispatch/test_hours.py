"""Nobody is written to at an hour, on a weekday or in a month they did not ask for: not by a first message either."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from omfeed.dispatch.schedule import is_due, is_open
from omfeed.model import Cadence
from omfeed.store.values import RunKind
from tests.deliver.kit import Book, relay
from tests.dispatch.kit import NOW, Post, alarm, subscription
from tests.dispatch.shell import Shell

MAIL = """
[mail]
sender = "omfeed@example.com"
host = "127.0.0.1"
port = {port}
security = "none"
[output]
quiet_nights = "nothing"
"""
WEDNESDAY = NOW
"""06:00 UTC, three hours after the night; 08:00 in Berlin."""


@pytest.fixture
def book(omfeed: Shell) -> Iterator[Book]:
    """A relay, and an omfeed.toml that names it."""
    with relay() as made:
        omfeed.write(MAIL.format(port=made.port))
        yield made


def deliver(omfeed: Shell, at: datetime) -> int:
    """One call from cron; says how it ended."""
    return omfeed("-q", "deliver", "--at", at.isoformat()).code


def subscribe(omfeed: Shell, *words: str) -> None:
    assert omfeed("subscribe", "ada", "--mail", "ada@example.com", *words).code == 0


def arrived(omfeed: Shell, book: Book, *moments: datetime) -> list[datetime]:
    """The moments at which something came."""
    found = []
    for moment in moments:
        before = len(book.mails)
        assert deliver(omfeed, moment) == 0
        if len(book.mails) > before:
            found.append(moment)
    return found


def quarters(start: datetime, hours: int) -> list[datetime]:
    return [start + timedelta(minutes=15) * number for number in range(4 * hours)]


def test_a_first_weekly_message_waits_for_its_weekday(omfeed: Shell, book: Book) -> None:
    subscribe(omfeed, "--cadence", "weekly", "--weekday", "friday")
    friday = WEDNESDAY + timedelta(days=2)
    moments = [WEDNESDAY, WEDNESDAY + timedelta(days=1), friday, friday + timedelta(days=1)]
    assert arrived(omfeed, book, *moments) == [friday]


def test_a_first_weekly_message_whose_day_was_missed_is_caught_up_with(omfeed: Shell, book: Book) -> None:
    subscribe(omfeed, "--cadence", "weekly", "--weekday", "friday")
    saturday = WEDNESDAY + timedelta(days=3)
    assert arrived(omfeed, book, WEDNESDAY, saturday, saturday + timedelta(days=1)) == [saturday]


def test_a_first_monthly_message_waits_for_the_first_and_tells_the_month(omfeed: Shell, book: Book) -> None:
    subscribe(omfeed, "--cadence", "monthly")
    first = datetime(2026, 11, 1, 3, 5, tzinfo=UTC)
    assert arrived(omfeed, book, WEDNESDAY, WEDNESDAY + timedelta(days=1), first, first + timedelta(days=1)) == [first]
    assert "Delay required app updates" in book.mails[0].message.as_string()


def test_nothing_comes_before_the_time_of_day_also_after_a_missed_one(omfeed: Shell, book: Book) -> None:
    subscribe(omfeed, "--not-before", "07:00", "--zone", "Europe/Berlin")
    night = WEDNESDAY.replace(hour=2)
    # Three in the night of UTC is four or five in Berlin, on this day and the next.
    assert arrived(omfeed, book, night, night + timedelta(days=1), night + timedelta(days=2)) == []
    seven = datetime(2026, 10, 16, 5, 0, tzinfo=UTC)
    assert arrived(omfeed, book, *quarters(seven - timedelta(hours=1), 3)) == [seven]


def test_what_is_critical_keeps_to_the_hours_that_were_asked_for(omfeed: Shell, book: Book) -> None:
    subscribe(omfeed, "--cadence", "critical", "--not-before", "07:00", "--zone", "Europe/Berlin")
    with omfeed.post.store() as store:
        alarm(store)
    assert arrived(omfeed, book, *quarters(WEDNESDAY.replace(hour=3), 3)) == [WEDNESDAY.replace(hour=5)]


@pytest.mark.parametrize("cadence", list(Cadence))
def test_on_a_weekend_nobody_is_written_to_who_wants_workdays(cadence: Cadence) -> None:
    one = subscription(cadence=cadence, weekday=4, workdays=True, at="07:00")
    saturday = datetime(2026, 10, 17, 9, 0, tzinfo=UTC)
    assert not is_due(one, saturday - timedelta(days=40), saturday)
    assert is_due(one, saturday - timedelta(days=40), saturday + timedelta(days=2))


def test_whoever_names_no_time_is_served_by_the_night_and_not_by_the_midnight_before() -> None:
    """With `run` at three and `deliver` every quarter, midnight is no moment to tell of yesterday's night."""
    one, night = subscription(), datetime(2026, 10, 14, 3, 0, tzinfo=UTC)
    last = night + timedelta(minutes=5)
    due = [moment for moment in quarters(last, 23) if is_due(one, last, moment, night=night)]
    assert due == []
    again = night + timedelta(days=1)
    assert is_due(one, last, again + timedelta(minutes=5), night=again)


def test_where_the_nights_have_stopped_a_message_does_not_wait_for_one() -> None:
    night = datetime(2026, 10, 14, 3, 0, tzinfo=UTC)
    assert is_due(subscription(), night, night + timedelta(hours=27), night=night)


def test_a_late_night_does_not_cost_a_reader_with_a_time_their_day(post: Post) -> None:
    """At seven there was no night yet; it comes at nine, and so does the message."""
    one = subscription(at="07:00")
    with post.store() as store:
        store.begin_run(NOW.replace(hour=3), "test", RunKind.NIGHT)
    post.plan(one, at=NOW.replace(hour=7))
    seven, nine = NOW.replace(day=15, hour=7), NOW.replace(day=15, hour=9)
    assert post.plan(one, at=seven).planned == 0
    with post.store() as store:
        alarm(store)
        store.begin_run(nine, "test", RunKind.NIGHT)
    assert post.plan(one, at=nine).planned == 1


def test_the_day_and_hour_are_the_readers_own() -> None:
    one = subscription(at="07:00", time_zone="Asia/Seoul", workdays=True)
    assert is_open(one, datetime(2026, 10, 15, 22, 0, tzinfo=UTC))
    assert not is_open(one, datetime(2026, 10, 15, 21, 59, tzinfo=UTC))
    # Friday evening in Greenwich is Saturday morning there.
    assert not is_open(one, datetime(2026, 10, 16, 22, 0, tzinfo=UTC))


def test_whoever_is_known_but_was_told_nothing_yet_is_listed_so(omfeed: Shell, book: Book) -> None:
    subscribe(omfeed, "--cadence", "monthly")
    assert deliver(omfeed, WEDNESDAY) == 0
    assert "nothing yet" in omfeed("subscriptions", "list").out


def test_a_time_shortly_before_midnight_can_be_met_after_it() -> None:
    one = subscription(at="23:55", workdays=True)
    friday = datetime(2026, 10, 16, 23, 55, tzinfo=UTC)
    assert [is_open(one, friday + timedelta(minutes=ahead)) for ahead in (-1, 0, 12, 59, 60)] == [
        False, True, True, True, False,
    ]  # fmt: skip
    assert not is_open(one, friday + timedelta(days=1, minutes=12))


def test_who_asks_for_a_time_is_told_what_it_needs_and_a_night_says_when_it_is_missing(
    omfeed: Shell, book: Book
) -> None:
    said = omfeed("subscribe", "ada", "--mail", "ada@example.com", "--not-before", "07:00", "--zone", "Europe/Berlin")
    assert "the first `omfeed deliver` after 07:00 Europe/Berlin" in said.err
    night = WEDNESDAY.replace(hour=2)
    first = omfeed("deliver", "--at", night.isoformat())
    assert "in vain" not in first.err
    second = omfeed("-q", "deliver", "--at", (night + timedelta(days=1)).isoformat())
    assert "1 subscription waited in vain for the time of day they name (ada)." in second.err
    assert deliver(omfeed, WEDNESDAY + timedelta(days=1)) == 0
    third = omfeed("-q", "deliver", "--at", (night + timedelta(days=2)).isoformat())
    assert "in vain" not in third.err


def test_check_reminds_that_a_time_of_day_needs_somebody_who_sends_by_day(omfeed: Shell, book: Book) -> None:
    assert "omfeed deliver" not in omfeed("check").out
    subscribe(omfeed, "--not-before", "07:00")
    assert "1 subscription with a time of day (ada): `omfeed run` alone does not serve them." in omfeed("check").out
