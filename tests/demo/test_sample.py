"""Each night of the sample shows exactly what it says, read by the real collectors and the real comparison."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from omfeed.collect import registry
from omfeed.config import load
from omfeed.demo import sample
from omfeed.diff.advance import advance
from omfeed.diff.compare import compare
from omfeed.model import Change, ChangeKind, Diff, Elsewhere, EntryState, Known, Parsed, Platform, Source
from tests.config.kit import Files

BASE = "http://127.0.0.1:8"
SOURCES = {source.id: source for source in sample.sources(BASE)}
READ = [
    (night.date, source_id)
    for night in sample.nights()
    for source_id, source in SOURCES.items()
    if night.bodies[source.url.removeprefix(BASE)].status == 200
]


@dataclass(frozen=True, slots=True)
class Seen:
    """What one night's pages told."""

    parsed: Mapping[str, Parsed] = field(default_factory=dict)
    diffs: Mapping[str, Diff] = field(default_factory=dict)

    def told(self, kind: ChangeKind, *, material: bool = True) -> dict[str, list[str]]:
        """Titles of one kind of change, by source."""
        found = {
            name: [change.entry.title for change in diff.changes if change.kind is kind and change.material is material]
            for name, diff in self.diffs.items()
        }
        return {name: titles for name, titles in found.items() if titles}

    def material(self) -> list[Change]:
        """Everything that would be announced."""
        return [change for diff in self.diffs.values() for change in diff.changes if change.material]


def parse(night: sample.Night, source: Source) -> Parsed:
    """A body of the sample as its collector reads it."""
    body = night.bodies[source.url.removeprefix(BASE)]
    return registry.load(source.collector).parse(body.body, source)


@cache
def seen() -> Mapping[date, Seen]:
    """Every night, one after the other."""
    known: dict[str, tuple[Known, ...]] = dict.fromkeys(SOURCES, ())
    nights = {}
    for night in sample.nights():
        parsed, diffs = {}, {}
        for name, source in SOURCES.items():
            if night.bodies[source.url.removeprefix(BASE)].status != 200:
                continue
            parsed[name] = parse(night, source)
            diffs[name] = compare(known[name], parsed[name], source, night.at, elsewhere=_elsewhere(source, known))
            known[name] = advance(known[name], diffs[name], night.at)
        nights[night.date] = Seen(parsed, diffs)
    return nights


def _elsewhere(source: Source, known: Mapping[str, tuple[Known, ...]]) -> list[Elsewhere]:
    return [
        Elsewhere(
            entry_id=row.id,
            source_id=other.id,
            stage=other.stage,
            story=f"{other.id}-{row.id}",
            state=row.state,
            first_seen=row.first_seen,
            entry=row.entry,
        )
        for other in SOURCES.values()
        if source.family and other.family == source.family and other.id != source.id
        for row in known[other.id]
    ]


@pytest.mark.parametrize(("night", "source_id"), READ, ids=lambda value: str(value))
def test_every_body_is_read_by_its_collector_without_a_warning(night: date, source_id: str) -> None:
    parsed = seen()[night].parsed[source_id]
    assert parsed.entries
    assert parsed.warnings == ()


def test_the_pages_are_of_realistic_size() -> None:
    counts = {name: len(parsed.entries) for name, parsed in seen()[date(2026, 10, 12)].parsed.items()}
    assert counts == {
        "intune-whats-new": 33,
        "intune-whats-new-archive": 15,
        "intune-in-development": 10,
        "intune-blog": 8,
        "chrome-releases": 8,
        "android-enterprise": 6,
        "ios-releases": 7,
        "macos-releases": 6,
    }


def test_the_first_night_announces_what_is_two_weeks_old_at_most() -> None:
    announced = seen()[date(2026, 10, 12)].material()
    assert announced
    assert {change.kind for change in announced} == {ChangeKind.BASELINE}
    assert min(change.entry.published for change in announced) >= "2026-09-28"


def test_a_service_release_brings_seven_entries_two_of_them_shipped() -> None:
    night = seen()[date(2026, 10, 13)]
    assert len(night.told(ChangeKind.ADDED)["intune-whats-new"]) == 7
    shipped = [one.entry.title for one in night.diffs["intune-whats-new"].continues.values()]
    assert shipped == [
        "Self-service removal of optional apps in Company Portal",
        "Recovery lock passwords for Macs with Apple silicon",
    ]
    assert night.told(ChangeKind.AGED_OUT, material=False)["intune-in-development"] == shipped
    assert ChangeKind.WITHDRAWN not in {change.kind for change in night.material()}


def test_a_new_title_is_one_edit_and_tidying_is_silent() -> None:
    night = seen()[date(2026, 10, 14)]
    (edit,) = night.material()
    assert edit.kind is ChangeKind.EDITED
    assert edit.before is not None and edit.after is not None
    assert edit.before.title == "Required app updates can wait for an idle device"
    assert edit.after.title == "Delay required app updates until a device is idle"
    assert len(night.told(ChangeKind.EDITED, material=False)["intune-whats-new"]) == 3


def test_a_quiet_night_moves_stamps_and_says_nothing() -> None:
    before, quiet = sample.nights()[2:4]
    moved = {path for path, body in quiet.bodies.items() if body != before.bodies[path]}
    assert moved == {"/v2/ios_data_feed.json", "/v2/macos_data_feed.json"}
    assert all(diff.changes == () for diff in seen()[quiet.date].diffs.values())


def test_a_deadline_moves_and_a_platform_joins() -> None:
    deadline, platform = sorted(
        (change for change in seen()[date(2026, 10, 20)].material() if change.kind is ChangeKind.EDITED),
        key=lambda change: change.entry.title,
    )
    assert deadline.before is not None and deadline.after is not None
    assert "November 30, 2026" in deadline.before.text
    assert "January 31, 2027" in deadline.after.text
    assert platform.before is not None and platform.after is not None
    assert "Android" not in platform.before.text
    assert "Android Enterprise dedicated devices" in platform.after.text


def test_a_source_breaks_and_the_night_goes_on() -> None:
    night = next(night for night in sample.nights() if night.date == date(2026, 10, 28))
    assert [path for path, body in night.bodies.items() if body.status != 200] == ["/t5/rss/board"]
    added = seen()[night.date].told(ChangeKind.ADDED)
    assert added["ios-releases"] == ["iOS 27.1 and iPadOS 27.1"]
    assert added["macos-releases"] == ["macOS 27.1"]


def test_what_was_missed_is_told_and_a_redesign_withdraws_nothing() -> None:
    night = seen()[date(2026, 10, 29)]
    assert len(night.told(ChangeKind.ADDED)["intune-blog"]) == 2
    assert night.diffs["intune-in-development"].drift is not None
    assert night.diffs["intune-in-development"].changes == ()


def test_the_page_that_heals_tells_nothing_twice_while_attacks_are_told() -> None:
    night = seen()[date(2026, 11, 3)]
    assert night.diffs["intune-in-development"] == Diff(seen=night.diffs["intune-in-development"].seen)
    exploited = [change.entry.title for change in night.material() if change.entry.facts.get("exploited")]
    assert {"iOS 27.1.1 and iPadOS 27.1.1", "macOS 27.1.1"} <= set(exploited)


def test_withdrawn_is_told_and_archived_is_not() -> None:
    night = seen()[date(2026, 11, 10)]
    assert night.told(ChangeKind.WITHDRAWN) == {
        "intune-whats-new": ["Support for BitLocker recovery key rotation on Windows 365 Link devices"],
        "intune-in-development": ["Web-based enrollment for personal Macs"],
    }
    archived = night.told(ChangeKind.MOVED, material=False)["intune-whats-new-archive"]
    assert len(archived) == 5
    assert night.told(ChangeKind.AGED_OUT, material=False)["intune-whats-new"] == archived


def test_the_whole_story_leaves_every_entry_accounted_for() -> None:
    known: tuple[Known, ...] = ()
    source = SOURCES["intune-blog"]
    for night in sample.nights():
        if night.bodies[source.url.removeprefix(BASE)].status == 200:
            known = advance(known, compare(known, parse(night, source), source, night.at), night.at)
    assert len(known) == 12
    assert sum(row.state is EntryState.PRESENT for row in known) == 8


def test_the_same_night_always_has_the_same_bytes() -> None:
    first = sample.nights()
    sample.nights.cache_clear()
    assert sample.nights() == first


def test_nights_are_in_order_and_each_says_what_it_shows() -> None:
    nights = sample.nights()
    assert [night.date for night in nights] == sorted({night.date for night in nights})
    assert all(night.title and night.tells.endswith(".") for night in nights)
    assert not any(re.search(r"[.!?] [A-Z]", night.tells) for night in nights)
    assert all(set(night.bodies) == set(nights[0].bodies) for night in nights)


def test_the_configuration_of_the_sample_loads_with_its_sources_and_its_fleet(files: Files) -> None:
    config = files.load(sample.config_text(BASE))
    assert config.sources == sample.sources(BASE)
    counts = {platform: config.fleet.count(platform) for platform in config.fleet.platforms}
    assert counts == {Platform.WINDOWS: 860, Platform.MACOS: 240, Platform.IOS: 1204, Platform.ANDROID: 310}


def test_the_configuration_of_the_sample_loads_without_its_sources(files: Files) -> None:
    files.file.write_text(sample.config_text(), encoding="utf-8")
    assert load(files.file, environ={}).sources == ()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """A folder for an omfeed.toml."""
    return Files(tmp_path)
