"""Who owns a matter, and how far we are with it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from omfeed import duty
from omfeed.model import Assessment, Deed, DeedKind, DutyState, Fleet, FleetGroup, Owner, Platform

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ADA = Owner(name="Ada", platforms=(Platform.IOS, Platform.MACOS), deputy="Bob")
CERT = Owner(name="Cert team", topics=("certificates",))
BOB = Owner(name="Bob", platforms=(Platform.WINDOWS,), awareness=True)
OWNERS = (ADA, CERT, BOB)


def deed(kind: DeedKind, value: str = "", *, by: str = "ada", hours: int = 0, story: str = "s1") -> Deed:
    """A line of the trail."""
    return Deed(story=story, at=MONDAY + timedelta(hours=hours), by=by, kind=kind, value=value)


def test_nothing_done_is_open() -> None:
    assert duty.duties([]) == {}
    assert duty.Duty(story="s1").is_open(MONDAY.date())


def test_the_first_acknowledgement_of_each_person_counts() -> None:
    found = duty.duties(
        [
            deed(DeedKind.ACKNOWLEDGED),
            deed(DeedKind.ACKNOWLEDGED, hours=5),
            deed(DeedKind.ACKNOWLEDGED, by="bob", hours=1),
        ]
    )
    assert found["s1"].acknowledged == {"ada": MONDAY, "bob": MONDAY + timedelta(hours=1)}
    assert len(found["s1"].trail) == 3


def test_the_last_word_on_owner_and_state_stands() -> None:
    found = duty.duties(
        [
            deed(DeedKind.ASSIGNED, "Ada"),
            deed(DeedKind.STATUS, "planned"),
            deed(DeedKind.ASSIGNED, "Bob"),
            deed(DeedKind.STATUS, "done", hours=2),
            deed(DeedKind.ASSIGNED, "Zoe", story="s2"),
        ]
    )
    assert (found["s1"].owner, found["s1"].state) == ("Bob", DutyState.DONE)
    assert not found["s1"].is_open(MONDAY.date())
    assert found["s2"].owner == "Zoe"


def test_snoozed_comes_back_on_its_day() -> None:
    found = duty.duties([deed(DeedKind.STATUS, "snoozed 2026-12-01")])["s1"]
    assert found.snoozed_until == date(2026, 12, 1)
    assert not found.is_open(date(2026, 11, 30))
    assert found.is_open(date(2026, 12, 1))


def test_whoever_says_how_far_they_are_has_seen_it() -> None:
    assert "ada" in duty.duties([deed(DeedKind.STATUS, "planned")])["s1"].acknowledged


def test_ticks_are_kept_once_each() -> None:
    found = duty.duties([deed(DeedKind.TICKED, line) for line in ("users-told", "admins-aware", "users-told")])
    assert found["s1"].ticked == ("users-told", "admins-aware")


@pytest.mark.parametrize(
    ("judged", "owner"),
    [
        (Assessment(platforms=(Platform.MACOS,)), ADA),
        (Assessment(platforms=(Platform.MACOS,), topics=("certificates",)), CERT),
        (Assessment(platforms=(Platform.LINUX, Platform.WINDOWS)), BOB),
        (Assessment(platforms=(Platform.LINUX,)), BOB),
        (Assessment(), BOB),
    ],
)
def test_an_owner_is_found_by_topic_then_platform_then_awareness(judged: Assessment, owner: Owner) -> None:
    assert duty.owner_of(judged, OWNERS) is owner


def test_without_an_awareness_owner_something_may_be_unowned() -> None:
    assert duty.owner_of(Assessment(), (ADA,)) is None


def test_digests_are_told_who_owns_what() -> None:
    standing = duty.duties([deed(DeedKind.ASSIGNED, "Zoe")])
    assert duty.names(OWNERS, standing) == {
        "ios": "Ada",
        "macos": "Ada",
        "windows": "Bob",
        "*": "Bob",
        "s1": "Zoe",
    }


def test_a_platform_that_we_manage_and_nobody_owns_is_named() -> None:
    fleet = Fleet(groups=tuple(FleetGroup(platform=one) for one in (Platform.IOS, Platform.LINUX)))
    assert duty.unowned(fleet, OWNERS) == (Platform.LINUX,)


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-11-23T09:00", "2026-11-23T13:00", 4.0),
        ("2026-11-23T03:00", "2026-11-23T09:30", 1.5),
        ("2026-11-23T16:00", "2026-11-24T10:00", 4.0),
        ("2026-11-20T17:00", "2026-11-23T09:00", 2.0),
        ("2026-11-21T00:00", "2026-11-22T23:59", 0.0),
        ("2026-11-23T09:00", "2026-11-23T09:00", 0.0),
    ],
)
def test_nights_and_weekends_are_no_working_hours(since: str, until: str, hours: float) -> None:
    start, end = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (since, until))
    assert duty.working_hours(start, end, "UTC") == hours


def test_four_working_hours_without_an_answer_are_too_many() -> None:
    told = MONDAY.replace(hour=3)
    later = MONDAY.replace(hour=12)
    assert duty.is_unanswered(None, told, later, hours=4, time_zone="UTC")
    assert not duty.is_unanswered(None, told, later - timedelta(minutes=1), hours=4, time_zone="UTC")
    seen = duty.duties([deed(DeedKind.ACKNOWLEDGED)])["s1"]
    assert not duty.is_unanswered(seen, told, later + timedelta(days=30), hours=4, time_zone="UTC")
