"""Trying again: only what may pass, only as long as the budget allows, and as the server asks."""

from __future__ import annotations

import pytest

from omfeed.errors import BadStatus, FetchError, Garbled, Refused, TimedOut, TooLarge, Unreachable
from omfeed.net.client import Client
from omfeed.net.request import Failed, Fetched, Fresh, Limits, Unchanged, is_offline
from omfeed.net.retry import Retries, pause, retry_after
from tests.kit.server import Reply, serve
from tests.net.conftest import HandClock, Make, local

PATIENT = Retries(attempts=4, first=1.0, longest=3.0, patience=20.0)
DATE = "Mon, 02 Nov 2026 10:00:00 GMT"


def patient(make: Make, clock: HandClock, **options: object) -> Client:
    return make(limits=Limits(total=60), retries=PATIENT, clock=clock, sleep=clock.sleep, **options)


def test_a_server_that_recovers_is_asked_again(make: Make, clock: HandClock) -> None:
    with serve({"/a": (Reply(status=503, close=True), Reply(reset=True), Reply(b"x"))}) as server:
        fresh = patient(make, clock).get(local(server.url("/a")))
        assert isinstance(fresh, Fresh)
        assert len(server.seen) == 3
    assert len(clock.slept) == 2
    assert fresh.seconds == pytest.approx(sum(clock.slept))


def test_pauses_grow_are_spread_and_stay_bounded() -> None:
    error = TimedOut("slow")
    for salt in ("a", "b", "c"):
        waits = [pause(error, attempt, 99.0, PATIENT, salt=salt) for attempt in (1, 2, 3)]
        assert all(wait is not None for wait in waits)
        first, second, third = (wait or 0.0 for wait in waits)
        assert 0.5 <= first <= 1.0 <= second <= 2.0
        assert 1.5 <= third <= 3.0
    assert pause(error, 1, 99.0, PATIENT, salt="a") != pause(error, 1, 99.0, PATIENT, salt="b")


def test_attempts_are_counted(make: Make, clock: HandClock) -> None:
    with serve({"/a": Reply(status=500)}) as server:
        outcome = patient(make, clock).get(local(server.url("/a")))
        assert isinstance(outcome, Failed)
        assert len(server.seen) == 4


@pytest.mark.parametrize(
    "error",
    [
        Refused("x"),
        TooLarge("x"),
        BadStatus("x", status=404),
        BadStatus("x", status=304),
        BadStatus("x", status=501),
        Unreachable("x", transient=False),
        Garbled("x", transient=False),
        FetchError("x"),
    ],
)
def test_what_will_not_pass_is_not_tried_again(error: FetchError) -> None:
    assert pause(error, 1, 99.0, PATIENT) is None


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_what_may_pass_is(status: int) -> None:
    assert pause(BadStatus("x", status=status), 1, 99.0, PATIENT) is not None


def test_the_server_says_how_long_to_wait(make: Make, clock: HandClock) -> None:
    busy = Reply(status=429, headers={"Retry-After": "7"})
    dated = Reply(status=503, headers={"Retry-After": "Mon, 02 Nov 2026 10:00:11 GMT", "Date": DATE})
    with serve({"/a": (busy, dated, Reply(b"x"))}) as server:
        assert isinstance(patient(make, clock).get(local(server.url("/a"))), Fresh)
    assert clock.slept == [7.0, 11.0]


@pytest.mark.parametrize("seconds", [30, 86400])
def test_a_server_that_asks_for_too_long_is_left_alone_with_words(make: Make, clock: HandClock, seconds: int) -> None:
    with serve({"/a": Reply(status=429, headers={"Retry-After": str(seconds)})}) as server:
        outcome = patient(make, clock).get(local(server.url("/a")))
        assert len(server.seen) == 1
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, BadStatus)
    assert outcome.error.retry_after == seconds
    assert f"asked to wait {seconds} s" in str(outcome.error)
    assert clock.slept == []


def test_a_pause_that_would_use_up_the_budget_is_not_begun(make: Make, clock: HandClock) -> None:
    client = make(limits=Limits(total=10), retries=PATIENT, clock=clock, sleep=clock.sleep)
    with serve({"/a": Reply(status=503, headers={"Retry-After": "6"})}) as server:
        outcome = client.get(local(server.url("/a")))
        assert isinstance(outcome, Failed)
        assert len(server.seen) == 2
    assert clock.slept == [6.0]


@pytest.mark.parametrize(
    ("value", "date", "expected"),
    [
        ("0", "", 0.0),
        ("120", "", 120.0),
        (" 5 ", "", 5.0),
        ("-5", "", None),
        ("1.5", "", None),
        ("1e9", "", None),
        ("9" * 40, "", None),
        ("٣", "", None),
        ("soon", "", None),
        ("", "", None),
        ("Mon, 02 Nov 2026 10:01:00 GMT", DATE, 60.0),
        ("Mon, 02 Nov 2026 09:00:00 GMT", DATE, 0.0),
        ("Monday, 02-Nov-26 10:01:00 GMT", DATE, 60.0),
        ("Mon Nov  2 10:01:00 2026", DATE, 60.0),
        ("Mon, 02 Nov 2026 10:01:00 GMT", "", None),
        ("Mon, 02 Nov 2026 10:01:00 GMT", "garbage", None),
        ("Tue, 32 Foo 2026 99:99:99 GMT", DATE, None),
        ("2026", DATE, 2026.0),
    ],
)
def test_retry_after_in_all_its_spellings(value: str, date: str, expected: float | None) -> None:
    assert retry_after(value, date) == expected


def test_each_attempt_starts_from_the_address_that_was_asked_for(make: Make, clock: HandClock) -> None:
    moved = Reply(status=301, headers={"Location": "/b"})
    with serve({"/a": moved, "/b": (Reply(status=502), Reply(b"x"))}) as server:
        fresh = patient(make, clock).get(local(server.url("/a")))
        assert isinstance(fresh, Fresh)
        assert fresh.hops == (server.url("/b"),)
        assert [seen.path for seen in server.seen] == ["/a", "/b", "/a", "/b"]


def fails(error: FetchError) -> Fetched:
    return Failed(error=error, final_url="https://a.example/")


@pytest.mark.parametrize(
    ("outcomes", "offline"),
    [
        ([], False),
        ([fails(Unreachable("x"))], True),
        ([fails(Unreachable("x")), fails(Unreachable("y"))], True),
        ([fails(Unreachable("x")), fails(Unreachable("y", reached=True))], False),
        ([fails(Unreachable("x")), fails(TimedOut("y"))], False),
        ([fails(Unreachable("x")), Unchanged(final_url="https://b.example/")], False),
        ([fails(BadStatus("x", status=500))], False),
    ],
)
def test_no_network_at_all_is_told_from_servers_that_are_down(outcomes: list[Fetched], offline: bool) -> None:
    assert is_offline(outcomes) is offline
