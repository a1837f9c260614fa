"""A source that the admin points at another page: whose entries left is nobody's withdrawal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from omfeed.clock import FixedClock
from omfeed.reparse import accept
from omfeed.store import Store
from omfeed.understand import Judge
from tests.kit.learn import Page
from tests.kit.nights import FIRST, World
from tests.kit.server import redirect

OLD = ("Agent reads smart cards", "Printers have a page", "Proxies are logged", "Old chips are dropped", "Logs grow")
NEW = ("Lamp oil of harbours", "Blue heron counted", "Cast iron bridges", "Wet paint in yards", "Long road home")


def _page(titles: tuple[str, ...], *, date: str = "August 3, 2026", more: str = "") -> Page:
    page = Page(title="Release notes")
    week = page.week(date)
    for title in titles:
        week.category("Notes").item(title, f"{title}: {' '.join(sorted(title.split()))} told at some length here.")
    if more:
        page.week("November 1, 2026").category("Notes").item(more, f"{more} since this week.")
    return page


def _points_at(night: World, path: str) -> None:
    night.sources[0] = replace(night.sources[0], url=night.server.url(f"/{path}"))


def _accept(night: World, number: int) -> None:
    clock = FixedClock(FIRST.replace(day=FIRST.day + number))
    with Store.open(night.folder / "omfeed.db", now=clock.now()) as store:
        accept(night.sources[0], store=store, judge=Judge(fleet=night.fleet), clock=clock)


def test_another_page_that_is_accepted_is_a_new_baseline(night: World) -> None:
    night.source("notes")
    night.shows("notes", _page(OLD))
    night.shows("other", _page(NEW, more="Fresh snow"))
    night.night(0)
    _points_at(night, "other")
    night.night(1)
    assert night.told() == []
    night.night(2)
    _accept(night, 2)
    assert night.told() == [("baseline", "Fresh snow")]
    silent = [item.change for item in night.changes(announced=False)]
    assert [change.kind.value for change in silent].count("aged_out") == len(OLD)
    assert {change.reason for change in silent if change.kind.value == "aged_out"} == {
        "aged out: another address is read"
    }
    night.shows("other", _page((*NEW, "Sixth sense"), more="Fresh snow"))
    night.night(3)
    assert night.told()[1:] == [("added", "Sixth sense")]


def test_a_small_page_of_which_nothing_stands_at_the_new_address_is_a_new_baseline_at_once(night: World) -> None:
    night.source("notes")
    night.shows("notes", _page(OLD[:2]))
    night.shows("other", _page(NEW[:2]))
    night.night(0)
    _points_at(night, "other")
    night.night(1)
    assert night.told() == []
    assert [item.change.kind.value for item in night.changes(announced=False)][-2:] == ["aged_out", "aged_out"]


def test_the_same_page_at_another_address_goes_on_as_it_was(night: World) -> None:
    night.source("notes")
    night.shows("notes", _page(OLD))
    night.shows("other", _page((*OLD[1:], NEW[0])))
    night.night(0)
    _points_at(night, "other")
    night.night(1)
    assert night.told() == [("added", NEW[0]), ("withdrawn", OLD[0])]


@pytest.mark.parametrize("led", [False, True])
def test_a_page_that_the_vendor_replaced_lost_what_it_showed(night: World, *, led: bool) -> None:
    night.source("notes")
    night.shows("notes", _page(OLD))
    night.night(0)
    night.shows("other" if led else "notes", _page(NEW))
    if led:
        night.server.script("/notes", redirect("/other", 301))
    night.night(1)
    _accept(night, 1)
    kinds = [kind for kind, _ in night.told()]
    assert (kinds.count("withdrawn"), kinds.count("added")) == (len(OLD), len(NEW))
