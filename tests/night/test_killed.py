"""A night that dies at any point and is run again leaves what an undisturbed night leaves: changes, digests, all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from omfeed.store import Store
from tests.kit.learn import Page
from tests.kit.nights import FIRST
from tests.kit.server import Reply, Server, serve
from tests.kit.tried import tried

ROOT = Path(__file__).parents[2]
FEWEST = 40
GROUPS = 8
SIGKILL = 9
UNKNOWN = {"dispatch.sent", "settle.before-commit"}
"""Points at which a message is with its receiver and not yet in our records."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="children that are loaded already need fork")


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


def _nights(port: int, number: int, *jobs: tuple[Path, int]) -> list[tuple[int, int, list[str]]]:
    """Run a night in each folder, up to its point: the signal that ended it, its exit code, the points it passed."""
    words = [sys.executable, "-m", "tests.kit.dying", str(port), str(number)]
    words += [f"{folder}:{point}" for folder, point in jobs]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    told = [line.split(" ") for line in done.stdout.splitlines()]
    return [(int(died), int(code), [point for point in points if point]) for died, code, *points in told]


@dataclass
class Undisturbed:
    """A night that lived, and the state before it."""

    server: Server
    before: Path
    after: Path
    points: list[str]
    received: set[str]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Undisturbed]:
    """The first night, and the second one twice: as a starting point, and as what is to be reached."""
    before, after = tmp_path_factory.mktemp("before"), tmp_path_factory.mktemp("after")
    with serve({}) as server:
        _show(server, 0)
        server.answer(lambda seen: Reply(b"OK") if seen.method == "POST" else Reply(status=404))
        ((_, code, _),) = _nights(server.port, 0, (before, 0))
        assert code == 0
        _show(server, 1)
        shutil.copytree(before, after, dirs_exist_ok=True)
        ((_, code, points),) = _nights(server.port, 1, (after, 0))
        assert code == 0
        yield Undisturbed(server, before, after, points, set(_received(server, after)))


def _received(server: Server, folder: Path) -> Counter[str]:
    """What the receivers of a world got, by the key that names it for ever."""
    return Counter(seen.headers["idempotency-key"] for seen in server.seen if f"/{folder.name}/" in seen.path)


def _told(folder: Path) -> list[object]:
    with Store.open(folder / "omfeed.db", now=FIRST) as store:
        return [
            (item.id, item.source.id, item.change, item.assessment, item.deltas, item.story, item.links)
            for item in store.items(announced=None)
        ]


def _digests(folder: Path) -> dict[str, bytes]:
    root = folder / "digests"
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_every_kind_of_point_is_there_and_there_are_enough(undisturbed: Undisturbed) -> None:
    assert len(undisturbed.points) >= FEWEST
    rooms = {point.partition(".")[0] for point in undisturbed.points}
    assert rooms >= {"gather", "snapshot", "publish", "dispatch", "run-end"}


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_killed_night_run_again_is_as_if_nothing_had_happened(
    undisturbed: Undisturbed, tmp_path: Path, group: int
) -> None:
    port = undisturbed.server.port
    points = range(group + 1, len(undisturbed.points) + 1, GROUPS)
    worlds = [tmp_path / f"group-{group}-point-{point}" for point in points]
    for world in worlds:
        shutil.copytree(undisturbed.before, world)
    killed = _nights(port, 1, *zip(worlds, points, strict=True))
    assert [died for died, _, _ in killed] == [SIGKILL] * len(worlds)
    again = _nights(port, 1, *((world, 0) for world in worlds))
    assert [(died, code) for died, code, _ in again] == [(0, 0)] * len(worlds)
    for world, point in zip(worlds, points, strict=True):
        name = undisturbed.points[point - 1]
        assert _told(world) == _told(undisturbed.after), name
        assert _digests(world) == _digests(undisturbed.after), name
        received = _received(undisturbed.server, world)
        assert set(received) == undisturbed.received, name
        # From sending to recording it nobody can know; that one message may come twice, under the same key.
        assert sum(received.values()) - len(received) <= (name in UNKNOWN), name
        with Store.open(world / "omfeed.db", now=FIRST) as store:
            assert store.check() == (), name
        tried("deliveries received", sum(received.values()))
    tried("kills survived in nights", len(worlds))
