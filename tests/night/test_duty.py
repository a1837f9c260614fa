"""The admin digest names the owner of a matter, and says what nobody has seen and what did not arrive."""

from __future__ import annotations

from datetime import timedelta

from omfeed.clock import FixedClock
from omfeed.model import Deed, DeedKind, Fleet, FleetGroup, Owner, Platform
from omfeed.net.client import Client
from omfeed.night import Plan, run_night
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.understand import Judge
from tests.kit.learn import Page
from tests.kit.nights import FIRST, World

MINA = Owner(name="Mina Park", platforms=(Platform.IOS,), awareness=True)


def _night(world: World, number: int, deeds: tuple[Deed, ...] = ()) -> str:
    clock = FixedClock(FIRST + timedelta(days=number))
    edition = Edition(folder=world.folder / "digests", fleet=world.fleet, owners=(MINA,))
    plan = Plan(sources=tuple(world.sources), judge=Judge(fleet=world.fleet), edition=edition)
    with (
        Store.open(world.folder / "omfeed.db", now=clock.now()) as store,
        Client(user_agent="omfeed-test") as net,
    ):
        for deed in deeds:
            store.people.record(deed)
        run_night(plan, store=store, net=net, clock=clock)
    return world.digest(number)


def _act_now(world: World, *, withdrawn: bool = False) -> None:
    page = Page()
    category = page.week("October 26, 2026").category("Enrollment")
    for number in range(4):
        category.item(f"Colour {number} of the console", f"The console has colour {number} now.")
    if not withdrawn:
        category.item(
            "Ending support for an old agent",
            "Support for the old agent ends on December 1, 2026. Update the agent before that date.",
            applies_to="iOS/iPadOS",
        )
    world.source("news")
    world.shows("news", page)


def test_a_matter_that_nobody_has_seen_is_counted_until_somebody_acknowledges_it(night: World) -> None:
    _act_now(night)
    first = _night(night, 0)
    assert "Mina Park" in first
    assert "1 matter that needs action has been seen by nobody yet" in first
    item = night.changes()[-1]
    ack = Deed(kind=DeedKind.ACKNOWLEDGED, story=item.story, by="Mina Park", at=FIRST)
    assert "seen by nobody" not in _night(night, 1, (ack,))


def test_a_matter_that_was_withdrawn_waits_for_nobody(night: World) -> None:
    _act_now(night)
    assert "seen by nobody yet" in _night(night, 0)
    _act_now(night, withdrawn=True)
    told = _night(night, 1)
    assert "Withdrawn" in told
    assert "seen by nobody" not in told
    assert "ACT NOW" not in told


def test_where_nobody_owns_anything_no_digest_asks(night: World) -> None:
    _act_now(night)
    night.night(0)
    assert "seen by nobody" not in night.digest(0)


def test_a_matter_that_touches_none_of_our_devices_waits_for_nobody(night: World) -> None:
    _act_now(night)
    night.fleet = Fleet(groups=(FleetGroup(platform=Platform.WINDOWS, count=3),))
    assert "seen by nobody" not in _night(night, 0)
