"""A night that dies at any point and is run again leaves what an undisturbed night leaves: changes, digests, all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from omfeed.store import Store
from tests.kit.learn import Page
from tests.kit.nights import FIRST
from tests.kit.server import Reply, Server, serve

ROOT = Path(__file__).parents[2]
KILLS = 20


def _feed(*titles: str) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><guid>{title}</guid><description>Words of {title}.</description>"
        "<pubDate>Mon, 02 Nov 2026 10:00:00 +0000</pubDate></item>"
        for title in titles
    )
    return f"<rss version='2.0'><channel><title>Feed</title>{items}</channel></rss>".encode()


def _show(server: Server, number: int) -> None:
    """What the vendor shows on the night of that number: the second one has news of every kind."""
    news, plans = Page(), Page()
    apps = news.week("October 26, 2026").category("Apps")
    for name in ("One", "Two", "Three", "Four"):
        apps.item(f"{name} is a setting", f"The setting {name} does what {name} says.", applies_to="iOS/iPadOS")
    for name in ("A quieter bell", "A second door", "A wider gate", "A softer lamp"):
        plans.section("App management").item(name, f"{name} opens for every admin that asks.")
    server.script("/feed", Reply(_feed("Post one", "Post two")))
    if number:
        apps.item("Five is a setting", "It was added.", applies_to="iOS/iPadOS")
        apps.children[0].body += " Update the agent before December 1, 2026."  # type: ignore[union-attr]  # an item
        apps.drop("Two is a setting")
        plans.section("Device security").item("A new lock", "It is planned.")
        server.script("/feed", Reply(_feed("Post three", "Post one", "Post two")))
    server.script("/news", Reply(news.html()))
    server.script("/plans", Reply(plans.html()))
    server.script("/broken", Reply(b"no", status=500))


def _night(folder: Path, port: int, number: int, die_at: int = 0) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "tests.kit.dying", str(folder), str(port), str(number), str(die_at)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


@dataclass
class Undisturbed:
    """A night that lived, and the state before it."""

    server: Server
    before: Path
    after: Path
    points: int


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Undisturbed]:
    """The first night, and the second one twice: as a starting point, and as what is to be reached."""
    before, after = tmp_path_factory.mktemp("before"), tmp_path_factory.mktemp("after")
    with serve({}) as server:
        _show(server, 0)
        assert _night(before, server.port, 0).returncode == 0
        _show(server, 1)
        shutil.copytree(before, after, dirs_exist_ok=True)
        lived = _night(after, server.port, 1)
        assert lived.returncode == 0, lived.stderr
        yield Undisturbed(server, before, after, int(lived.stdout))


def _told(folder: Path) -> list[object]:
    with Store.open(folder / "omfeed.db", now=FIRST) as store:
        return [
            (item.id, item.source.id, item.change, item.assessment, item.deltas, item.story, item.links)
            for item in store.items(announced=None)
        ]


def _digests(folder: Path) -> dict[str, bytes]:
    root = folder / "digests"
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("share", range(1, KILLS + 1))
def test_a_killed_night_run_again_is_as_if_nothing_had_happened(
    undisturbed: Undisturbed, tmp_path: Path, share: int
) -> None:
    assert undisturbed.points >= KILLS
    die_at = round(undisturbed.points * share / KILLS)
    shutil.copytree(undisturbed.before, tmp_path, dirs_exist_ok=True)
    assert _night(tmp_path, undisturbed.server.port, 1, die_at).returncode != 0
    again = _night(tmp_path, undisturbed.server.port, 1)
    assert again.returncode == 0, again.stderr
    assert _told(tmp_path) == _told(undisturbed.after)
    assert _digests(tmp_path) == _digests(undisturbed.after)
    with Store.open(tmp_path / "omfeed.db", now=FIRST) as store:
        assert store.check() == ()
