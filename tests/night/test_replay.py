"""A history of bodies is told in memory as the nights would have told it."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from omfeed.errors import OmfeedError
from omfeed.model import ChangeKind, Source
from omfeed.replay import Replayed, replay, revisions
from omfeed.understand import Judge
from tests.kit import corpus
from tests.kit.learn import Page
from tests.kit.nights import World

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
SOURCE = Source(id="s", title="S", url="https://learn.example/whats-new", collector="learn-markdown")


def _tell(folder: Path, source: Source = SOURCE) -> list[Replayed]:
    return list(replay(revisions(folder, NOW), source, Judge()))


def _kinds(told: Replayed) -> list[ChangeKind]:
    return [judged.change.kind for judged in told.judged]


def test_files_are_read_in_name_order_and_manifests_are_none(tmp_path: Path) -> None:
    for name in ("002_2026-01-05.md", "001_2026-01-02.md", "MANIFEST.tsv", ".hidden", "README.md"):
        (tmp_path / name).write_bytes(b"# x")
    assert [revision.name for revision in revisions(tmp_path, NOW)] == ["001_2026-01-02.md", "002_2026-01-05.md"]


def test_the_day_of_a_revision_is_in_its_name_or_else_today(tmp_path: Path) -> None:
    (tmp_path / "a_2026-01-05_ff.md").write_bytes(b"x")
    (tmp_path / "b_2026-02-31.md").write_bytes(b"x")
    first, second = revisions(tmp_path, NOW)
    assert first.at == datetime(2026, 1, 5, 12, tzinfo=UTC)
    assert second.at == NOW


def test_an_empty_folder_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(OmfeedError, match="no file"):
        revisions(tmp_path, NOW)


def test_nothing_of_the_first_body_is_announced(tmp_path: Path) -> None:
    page = Page()
    page.week("January 5, 2026").category("Apps").item("One")
    (tmp_path / "1_2026-01-06.md").write_bytes(page.markdown())
    (told,) = _tell(tmp_path)
    assert _kinds(told) == [ChangeKind.BASELINE]
    assert not any(judged.announced for judged in told.judged)


def test_gzipped_bodies_are_unpacked_and_a_broken_one_is_passed_over(tmp_path: Path) -> None:
    page = Page()
    week = page.week("January 5, 2026").category("Apps")
    week.item("One")
    (tmp_path / "1.md.gz").write_bytes(gzip.compress(page.markdown()))
    (tmp_path / "2.md.gz").write_bytes(b"not gzip at all")
    week.item("Two")
    (tmp_path / "3.md.gz").write_bytes(gzip.compress(page.markdown()))
    first, broken, last = _tell(tmp_path)
    assert _kinds(first) == [ChangeKind.BASELINE]
    assert "gzip" in broken.trouble
    assert _kinds(last) == [ChangeKind.ADDED]


def test_a_bomb_in_a_history_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "001_2026-01-02.md.gz").write_bytes(gzip.compress(b"\n" * 70_000_000, 9))
    (told,) = _tell(tmp_path)
    assert "unpacks to more than 64 MB" in told.trouble


def test_a_replay_says_what_the_nights_say(tmp_path: Path, night: World) -> None:
    night.source("news", look_back_days=0)
    page = Page()
    apps = page.week("October 26, 2026").category("Apps")
    for name in ("One", "Two", "Three", "Four"):
        apps.item(f"{name} is a setting", f"The setting {name} does what {name} says.", applies_to="Windows")
    history = [page.copy()]
    apps.item("Five is a setting", "It was added.", applies_to="iOS/iPadOS")
    history.append(page.copy())
    apps.drop("Two is a setting")
    history.append(page.copy())
    bodies = tmp_path / "bodies"
    bodies.mkdir()
    for number, state in enumerate(history):
        (bodies / f"{number}_2026-11-0{number + 2}.html").write_bytes(state.html())
        night.shows("news", state)
        night.night(number)
    told = [
        (judged.change.kind, judged.change.entry.title, judged.change.material)
        for revision in _tell(bodies, night.sources[0])
        for judged in revision.judged
    ]
    stored = [(i.change.kind, i.change.entry.title, i.change.material) for i in night.changes(announced=None)]
    assert told == stored
    assert [kind for kind, _, material in told if material] == [ChangeKind.ADDED, ChangeKind.WITHDRAWN]


@pytest.mark.parametrize(
    ("history", "collector"),
    [
        ("intune-whats-new/2018", "learn-markdown"),
        ("intune-whats-new/2020", "learn-markdown"),
        ("sofa-rss", "feed"),
        ("sofa-ios", "sofa"),
    ],
)
def test_a_real_history_gives_a_baseline_and_then_changes(history: str, collector: str) -> None:
    folder = corpus.folder(history)
    kept = revisions(folder, NOW)[:12]
    told = list(replay(kept, Source(id="s", title="S", url=SOURCE.url, collector=collector), Judge()))
    assert not [revision.trouble for revision in told if revision.trouble]
    assert set(_kinds(told[0])) == {ChangeKind.BASELINE}
    assert any(judged.announced for revision in told[1:] for judged in revision.judged)
