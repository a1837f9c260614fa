"""Nights on odd days: clocks that go forward, back or wrong, the leap day, and the first run of a week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from omfeed.clock import FixedClock
from omfeed.net.client import Client
from omfeed.net.request import Limits
from omfeed.net.retry import NEVER
from omfeed.night import Plan, Report, is_another_week, run_night
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.store.retention import Retention
from omfeed.understand import Judge
from tests.kit.learn import Page
from tests.kit.nights import FLEET, World, world


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[World]:
    """A world with one source."""
    with world(tmp_path) as made:
        made.source("news")
        yield made


def _shows(odd: World, *names: str) -> None:
    page = Page()
    apps = page.week("October 26, 2026").category("Apps")
    for name in names:
        apps.item(name, f"{name} does what it says.", applies_to="iOS/iPadOS")
    odd.shows("news", page)


def _night(odd: World, moment: datetime, *, zone: str = "UTC", retention: Retention | None = None) -> Report:
    plan = Plan(
        sources=tuple(odd.sources),
        judge=Judge(fleet=FLEET),
        edition=Edition(folder=odd.folder / "digests", fleet=FLEET, time_zone=zone),
        retention=retention,
    )
    with (
        Store.open(odd.folder / "omfeed.db", now=moment) as store,
        Client(Limits(total=5), user_agent="omfeed-test", retries=NEVER) as net,
    ):
        return run_night(plan, store=store, net=net, clock=FixedClock(moment), hook=lambda point: None)


def _days(odd: World) -> list[str]:
    return sorted(path.name for path in (odd.folder / "digests").iterdir() if path.name[:2] == "20")


def _told(odd: World, day: str) -> str:
    return (odd.folder / "digests" / day / "admin.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("zone", "moments", "days"),
    [
        # Clocks go forward in Berlin on 29 March 2026 at 01:00 UTC, and back on 25 October at 01:00 UTC.
        ("Europe/Berlin", ("2026-03-28T23:30", "2026-03-29T22:30"), ["2026-03-29", "2026-03-30"]),
        ("Europe/Berlin", ("2026-10-24T22:30", "2026-10-25T23:30"), ["2026-10-25", "2026-10-26"]),
        # The hour that comes twice is one day all the same.
        ("Europe/Berlin", ("2026-10-25T00:30", "2026-10-25T01:30"), ["2026-10-25"]),
        (
            "UTC",
            ("2028-02-28T03:00", "2028-02-29T03:00", "2028-03-01T03:00"),
            ["2028-02-28", "2028-02-29", "2028-03-01"],
        ),
        ("UTC", ("2026-12-31T23:59", "2027-01-01T00:01"), ["2026-12-31", "2027-01-01"]),
    ],
)
def test_every_day_has_its_digest_and_what_is_new_is_told_once(
    odd: World, zone: str, moments: tuple[str, ...], days: list[str]
) -> None:
    names = ["Old thing"]
    for number, moment in enumerate(moments):
        _shows(odd, *names)
        report = _night(odd, datetime.fromisoformat(moment).replace(tzinfo=UTC), zone=zone)
        assert report.exit_code == 0
        names.append(f"New thing {number + 1}")
    assert _days(odd) == days
    for number in range(1, len(moments)):
        told = [day for day in days if f"New thing {number}" in _told(odd, day)]
        assert len(told) == 1


def test_a_clock_that_goes_back_a_day_loses_nothing(odd: World) -> None:
    third = datetime(2026, 11, 3, 3, tzinfo=UTC)
    _shows(odd, "Old thing")
    _night(odd, third)
    _shows(odd, "Old thing", "New thing")
    assert _night(odd, third - timedelta(days=1)).exit_code == 0
    _shows(odd, "Old thing", "New thing", "Newer thing")
    assert _night(odd, third + timedelta(days=1)).exit_code == 0
    assert [title for kind, title in odd.told() if kind != "baseline"] == ["New thing", "Newer thing"]
    assert "New thing" in "".join(_told(odd, day) for day in _days(odd))
    assert "Newer thing" in _told(odd, "2026-11-04")
    with Store.open(odd.folder / "omfeed.db", now=third) as store:
        assert store.check() == ()


@pytest.mark.parametrize(
    ("before", "now", "another"),
    [
        (date(2026, 11, 1), date(2026, 11, 2), True),
        (date(2026, 11, 2), date(2026, 11, 8), False),
        (date(2026, 12, 31), date(2027, 1, 1), False),
        (date(2027, 1, 3), date(2027, 1, 4), True),
        (date(2026, 11, 9), date(2026, 11, 2), False),
    ],
)
def test_a_week_begins_on_monday_also_over_new_year_and_never_goes_back(before: date, now: date, another: bool) -> None:
    midnight = datetime.min.time().replace(tzinfo=UTC)
    assert is_another_week(datetime.combine(before, midnight), datetime.combine(now, midnight)) is another


def test_the_first_run_of_a_week_forgets_what_is_old_and_no_history(odd: World) -> None:
    monday = datetime(2026, 11, 2, 3, tzinfo=UTC)
    policy = Retention(bodies_days=7, fetches_days=7, deliveries_days=7)

    def fetches() -> int:
        with Store.open(odd.folder / "omfeed.db", now=monday) as store:
            return len(store.fetches("news", limit=100))

    counted = []
    for number in range(22):
        _shows(odd, *(f"Thing {one}" for one in range(number + 1)))
        _night(odd, monday + timedelta(days=number), retention=policy)
        counted.append(fetches())
    fewer = [number for number in range(1, 22) if counted[number] <= counted[number - 1]]
    assert fewer == [14, 21]
    assert len([title for kind, title in odd.told() if kind != "baseline"]) == 21
