"""After an upgrade kept bodies are read again: what was missed is told once, what only reads better is not told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from omfeed.clock import FixedClock
from omfeed.collect import learn_html
from omfeed.errors import ParseError
from omfeed.model import Parsed, Source
from omfeed.reparse import reparse
from omfeed.store import Store
from omfeed.understand import Judge
from tests.kit.learn import Page
from tests.kit.nights import FIRST, FLEET, World

GOOD = learn_html.parse


def _page() -> Page:
    page = Page()
    apps = page.week("October 5, 2026").category("Apps")
    for name in ("One", "Two", "Three", "Four"):
        apps.item(f"{name} is a setting", f"The setting {name} does what {name} says.", applies_to="Windows")
    return page


def _broken(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    raise ParseError("Expected a page of the old form, met one of the new.")


def _again(night: World) -> None:
    with Store.open(night.folder / "omfeed.db", now=FIRST) as store:
        reparse(night.sources, store=store, judge=Judge(fleet=FLEET), clock=FixedClock(FIRST))


def test_what_an_unreadable_body_held_is_told_once_after_an_upgrade(
    night: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    night.source("news")
    page = _page()
    night.shows("news", page)
    night.night(0)
    page.week("November 2, 2026").category("Apps").item("Five is a setting", "It was missed.", applies_to="iOS/iPadOS")
    night.shows("news", page)
    monkeypatch.setattr(learn_html, "parse", _broken)
    assert night.night(1).exit_code == 1
    monkeypatch.setattr(learn_html, "parse", GOOD)
    monkeypatch.setattr(learn_html, "VERSION", learn_html.VERSION + 1)
    _again(night)
    assert night.told() == [("added", "Five is a setting")]
    _again(night)
    night.night(2)
    assert night.told() == [("added", "Five is a setting")]


def test_what_only_a_better_reading_changes_is_recorded_in_silence(
    night: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def better(body: bytes, source: Source, *, charset: str = "") -> Parsed:
        parsed = GOOD(body, source, charset=charset)
        entries = tuple(
            replace(entry, text=f"{entry.text}\nRead with more care than before.") for entry in parsed.entries
        )
        return replace(parsed, entries=entries)

    night.source("news")
    night.shows("news", _page())
    night.night(0)
    monkeypatch.setattr(learn_html, "parse", better)
    monkeypatch.setattr(learn_html, "VERSION", learn_html.VERSION + 1)
    _again(night)
    assert night.told() == []
    assert {item.change.kind.value for item in night.changes(announced=None)} == {"baseline", "edited"}


@pytest.mark.parametrize("first", [(), ("other",)])
def test_an_upgraded_night_tells_what_the_vendor_changed_whatever_was_asked_alone_before(
    night: World, monkeypatch: pytest.MonkeyPatch, first: tuple[str, ...]
) -> None:
    def better(body: bytes, source: Source, *, charset: str = "") -> Parsed:
        parsed = GOOD(body, source, charset=charset)
        entries = tuple(replace(entry, title=f"{entry.title}, read with more care") for entry in parsed.entries)
        return replace(parsed, entries=entries)

    night.source("news")
    night.source("other")
    page = _page()
    night.shows("news", page)
    night.shows("other", _page())
    night.night(0)
    monkeypatch.setattr("omfeed.night.__version__", "99.0")
    monkeypatch.setattr(learn_html, "parse", better)
    monkeypatch.setattr(learn_html, "VERSION", learn_html.VERSION + 1)
    night.night(1, only=first)
    page.week("November 2, 2026").category("Apps").item("Five is a setting", "It is new.", applies_to="iOS/iPadOS")
    night.shows("news", page)
    night.night(2, only=("news",))
    assert night.told() == [("added", "Five is a setting, read with more care")]


def test_bodies_that_the_same_collector_read_are_left_alone(night: World) -> None:
    night.source("news")
    night.shows("news", _page())
    night.night(0)
    before = night.changes(announced=None)
    _again(night)
    assert night.changes(announced=None) == before
