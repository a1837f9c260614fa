"""A trouble is dated from its first night and is another one only when there is something else to do about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from omfeed.errors import BadStatus, ParseError, SourceError, TimedOut, Unreachable
from omfeed.health import Tonight, judge
from omfeed.model import Drift, Source, SourceHealth, SourceState

START = datetime(2024, 1, 1, 3, 0, tzinfo=UTC)
SOURCE = Source(id="page", title="Page", url="https://vendor.example/page", collector="learn-html", cadence_days=7)
QUIET = Tonight(unchanged=True)
NEWS = Tonight(entries=12, changed=True)
DRIFT = Tonight(drift=Drift(reason="Only 2 of 40 entries are left.", entries_before=40, entries_now=2))
IN_PART = Tonight(drift=Drift(reason="Only 12 of 40 are left.", entries_before=40, entries_now=12, partial=True))


def failed(error: SourceError) -> Tonight:
    return Tonight(error=error)


SLOW = failed(TimedOut("The server was slower than 30 s.", hint="It is tried again next time."))
BUSY = failed(BadStatus("The server answered 503.", status=503, hint="The fault is the server's."))
GONE = failed(BadStatus("The server answered 404.", status=404, hint="Look for its new address."))
NO_NAME = failed(Unreachable("The name vendor.example could not be looked up.", hint="Check the address."))


def on(day: float) -> datetime:
    return START + timedelta(days=day)


def course(*nights: Tonight, before: SourceHealth | None = None, first: int = 0) -> list[SourceHealth]:
    """How the source stands after each of these nights, a day apart."""
    states = []
    for number, tonight in enumerate(nights, first):
        before = judge(SOURCE, before, tonight, on(number))
        states.append(before)
    return states


def test_a_source_that_was_never_in_trouble_has_no_date_of_one() -> None:
    last = course(NEWS, QUIET, NEWS)[-1]
    assert (last.cause, last.turned, last.ill_since) == ("", None, None)


def test_a_trouble_is_dated_from_its_first_night_while_it_stays_the_same() -> None:
    states = course(NEWS, SLOW, SLOW, SLOW)
    assert {(one.turned, one.ill_since, one.cause) for one in states[1:]} == {(on(1), on(1), "passing")}


@pytest.mark.parametrize("other", [BUSY, NO_NAME])
def test_a_server_that_words_its_refusal_in_another_way_is_no_other_trouble(other: Tonight) -> None:
    assert course(NEWS, SLOW, other, SLOW)[-1].turned == on(1)


def test_a_server_that_fails_every_other_night_is_told_in_full_once_a_week() -> None:
    nights = course(NEWS, *[SLOW, QUIET] * 6)
    told: datetime | None = None
    full, again = [], []
    for number, one in enumerate(nights):
        if one.is_news(told):
            full.append(number)
        if one.is_over(told):
            again.append(number)
        told = on(number)
    assert full == [1, 9]
    assert again == [2, 4, 6, 8, 10, 12]


def test_another_trouble_after_a_good_night_is_told_in_full() -> None:
    assert course(NEWS, SLOW, QUIET, GONE)[-1].turned == on(3)
    assert course(NEWS, GONE, QUIET, GONE)[-1].turned == on(3)


def test_a_page_that_is_gone_is_another_trouble_than_a_slow_server() -> None:
    last = course(NEWS, SLOW, SLOW, GONE, GONE)[-1]
    assert (last.turned, last.since, last.ill_since) == (on(3), on(1), on(1))


def test_a_figure_in_the_advice_makes_no_other_trouble() -> None:
    nights = [failed(ParseError("Row 7 has no date.", hint=f"Look at line {line}.")) for line in (7, 12, 130)]
    assert course(NEWS, *nights)[-1].turned == on(1)


def test_what_did_not_pass_in_a_week_is_another_trouble_once() -> None:
    states = course(NEWS, *[SLOW] * 12)
    assert [one.turned for one in states[1:]] == [on(1)] * 6 + [on(7)] * 6
    assert all("enabled = false" in one.reason for one in states[7:])


def test_many_attempts_on_one_day_are_no_week() -> None:
    states = course(NEWS, SLOW)
    for quarter in range(20):
        states.append(judge(SOURCE, states[-1], SLOW, on(1) + timedelta(minutes=15 * quarter)))
    assert states[-1].failures == 21
    assert "enabled = false" not in states[-1].reason
    assert states[-1].turned == on(1)


def test_from_failing_to_drifted_it_turns_and_is_ill_since_the_beginning() -> None:
    last = course(NEWS, SLOW, DRIFT, QUIET)[-1]
    assert (last.state, last.turned, last.ill_since) == (SourceState.DRIFTED, on(2), on(1))


def test_a_page_that_loses_the_rest_of_its_entries_turns() -> None:
    assert [one.turned for one in course(NEWS, IN_PART, QUIET, DRIFT, QUIET)] == [None, on(1), on(1), on(3), on(3)]


def test_a_silence_is_one_trouble_however_long() -> None:
    states = course(NEWS, *[QUIET] * 50)
    late = [one for one in states if one.state is SourceState.LATE]
    assert len(late) > 10
    assert {one.turned for one in late} == {late[0].since}


def test_once_it_is_well_it_is_known_since_when_it_was_not() -> None:
    states = course(NEWS, SLOW, SLOW, NEWS, QUIET)
    assert [(one.since, one.ill_since) for one in states[3:]] == [(on(3), on(1))] * 2


def test_a_later_trouble_has_its_own_date() -> None:
    assert course(NEWS, SLOW, NEWS, QUIET, SLOW)[-1].ill_since == on(4)


def test_what_an_older_omfeed_recorded_is_the_same_trouble() -> None:
    old = replace(course(NEWS, SLOW)[-1], cause="", turned=None, ill_since=None)
    (now,) = course(GONE, before=old, first=9)
    assert (now.turned, now.ill_since) == (on(1), on(1))
    assert course(SLOW, before=now, first=10)[-1].turned == on(10)


def test_a_new_address_is_dated_too() -> None:
    moved = Tonight(unchanged=True, moved_to="https://new.example/")
    elsewhere = Tonight(unchanged=True, moved_to="https://newer.example/")
    assert [one.turned for one in course(NEWS, moved, moved, elsewhere)] == [None, on(1), on(1), on(3)]


class TestToTheReader:
    """What is news to whom."""

    def test_who_was_never_told_is_told_of_every_trouble_and_of_no_end(self) -> None:
        ill, well = course(NEWS, SLOW, NEWS)[1:]
        assert ill.is_news(None)
        assert not well.is_over(None)

    def test_it_is_news_to_who_was_told_before_it_began(self) -> None:
        ill = course(NEWS, SLOW, SLOW, SLOW)[-1]
        assert ill.is_news(on(0.5))
        assert not ill.is_news(on(1))
        assert not ill.is_news(on(2.5))

    def test_its_end_is_told_to_who_was_told_while_it_lasted(self) -> None:
        well = course(NEWS, SLOW, SLOW, NEWS, QUIET)[-1]
        assert well.is_over(on(1))
        assert well.is_over(on(2.5))
        assert not well.is_over(on(3)), "it was well then"
        assert not well.is_over(on(0.5)), "the trouble came and went unheard"

    def test_a_source_that_is_well_or_off_is_no_news(self) -> None:
        well = course(NEWS)[-1]
        off = judge(replace(SOURCE, enabled=False), course(NEWS, SLOW)[-1], QUIET, on(2))
        assert not well.is_news(None)
        assert not off.is_news(None)
        assert not off.is_over(on(1.5))
