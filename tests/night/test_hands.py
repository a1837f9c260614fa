"""The first reading of many sources is shared with other processes, and nobody can tell from what comes of it."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from omfeed import hands
from omfeed.cli.context import Cli
from omfeed.cli.nights import plan_of, spares_of
from omfeed.hands import FEWEST, Hands, processes
from omfeed.model import Nature, Source
from omfeed.store import Store
from omfeed.understand import Judge
from tests.kit.nights import FIRST, World
from tests.kit.server import Reply, Server, serve

ROOT = Path(__file__).parents[2]
ODD = {
    "empty": b" ",
    "page": b"<!doctype html><html><body>Please sign in</body></html>",
    "sloppy": b"<rss version='2.0'><channel><item><title>Salt & pepper</title></item></channel></rss>",
}
"""Bodies that a collector refuses or only salvages."""

_NIGHT = """
import os, signal, sys
from pathlib import Path
from types import SimpleNamespace
from tests.kit.nights import World
from tests.night.test_hands import fill
there = SimpleNamespace(url=lambda path: f"http://127.0.0.1:{sys.argv[1]}{path}")
world = World(there, Path(sys.argv[2]), hands=2)
fill(world)
def end(point):
    if point == "gather.settled":
        os.kill(os.getpid(), int(sys.argv[3]))
world.night(hook=end)
"""


def _feed(number: int) -> bytes:
    items = "".join(
        f"<item><title>News {number}.{n} for iOS and Windows</title><guid>{number}-{n}</guid>"
        f"<description>You must update setting {n} before December {n}, 2026.</description>"
        f"<pubDate>Sun, 0{n} Nov 2026 10:00:00 +0000</pubDate></item>"
        for n in range(1, 4)
    )
    return f"<rss version='2.0'><channel><title>Feed {number}</title>{items}</channel></rss>".encode()


def fill(world: World) -> None:
    """As many new sources as it takes, with some that cannot be read among them."""
    for number in range(FEWEST):
        world.source(f"f{number}", collector="feed", nature=Nature.CHANGED if number % 7 == 0 else None)
    for name in ODD:
        world.source(name, collector="feed")
    world.source("member", collector="feed", family="clan")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve({}) as running:
        for number in range(FEWEST):
            running.script(f"/f{number}", Reply(_feed(number)))
        for name, body in ODD.items():
            running.script(f"/{name}", Reply(body))
        running.script("/member", Reply(_feed(99)))
        yield running


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[hands._Hand]:
    """The hands that are started, as they are."""
    all_of_them: list[hands._Hand] = []

    class Seen(hands._Hand):
        def __init__(self, judge: Judge, process: subprocess.Popen[bytes] | None = None) -> None:
            super().__init__(judge, process)
            all_of_them.append(self)

    monkeypatch.setattr(hands, "_Hand", Seen)
    return all_of_them


def _world(server: Server, folder: Path, count: int) -> World:
    folder.mkdir()
    world = World(server, folder, hands=count)
    fill(world)
    return world


def _left(world: World) -> list[object]:
    """Every row of every table, but for what the clock on the wall says."""
    file = world.folder / "left.jsonl"
    with Store.open(world.folder / "omfeed.db", now=FIRST) as store:
        store.export(file)
    head, *lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    rows = [(line["table"], line["row"]) for line in lines if "row" in line]
    assert len(rows) > 10 * FEWEST
    for _, row in rows:
        row.pop("seconds", None)
    return [head, *rows]


@pytest.fixture(scope="module")
def alone(server: Server, tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """What a night leaves that does everything itself."""
    world = _world(server, tmp_path_factory.mktemp("alone") / "world", 0)
    world.night()
    return _left(world)


def test_a_night_with_hands_leaves_what_one_alone_leaves(
    server: Server, tmp_path: Path, alone: list[object], started: list[hands._Hand], caplog: pytest.LogCaptureFixture
) -> None:
    world = _world(server, tmp_path / "world", 2)
    with caplog.at_level(logging.WARNING):
        world.night()
    assert len(started) == 2
    assert _left(world) == alone
    assert [hand._process.returncode for hand in started] == [0, 0]
    assert "not well-formed" in caplog.text


def test_a_hand_that_is_killed_costs_nothing_but_time(
    server: Server, tmp_path: Path, alone: list[object], started: list[hands._Hand]
) -> None:
    world = _world(server, tmp_path / "world", 2)

    def kill(point: str) -> None:
        if point == "gather.settled" and started and started[0]._process.poll() is None:
            started[0]._process.kill()

    world.night(hook=kill)
    assert _left(world) == alone
    assert sorted(hand._process.returncode for hand in started) == [-signal.SIGKILL, 0]


def test_a_night_that_is_interrupted_leaves_no_process(
    server: Server, tmp_path: Path, started: list[hands._Hand]
) -> None:
    world = _world(server, tmp_path / "world", 2)

    def interrupt(point: str) -> None:
        if point == "gather.settled":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        world.night(hook=interrupt)
    assert started
    assert all(hand._process.returncode is not None for hand in started)
    assert not any(hand._reader.is_alive() for hand in started)


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_hands_end_with_a_night_that_is_killed(server: Server, tmp_path: Path, ending: int) -> None:
    words = [sys.executable, "-c", _NIGHT, str(server.port), str(tmp_path), str(int(ending))]
    # Every hand holds the standard error of the night: it is at its end when all of them are gone.
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -ending
    assert "Traceback" not in done.stderr


def test_where_no_process_can_be_started_the_night_goes_on_alone(
    server: Server, tmp_path: Path, alone: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    world = _world(server, tmp_path / "world", 2)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    world.night()
    assert _left(world) == alone


def test_few_sources_and_known_ones_are_read_without_hands(
    server: Server, tmp_path: Path, started: list[hands._Hand]
) -> None:
    world = World(server, tmp_path, hands=2)
    for number in range(3):
        world.source(f"f{number}", collector="feed")
    world.night()
    assert not started


def test_an_answer_for_another_body_or_another_day_is_not_taken(server: Server) -> None:
    source = Source(id="f", title="F", url="https://vendor.example/f", collector="feed")
    task = hands.Task(source=source, body=_feed(1), charset="", at=FIRST)
    for body, at, taken in (
        (task.body, FIRST, True),
        (_feed(2), FIRST, False),
        (task.body, FIRST.replace(day=3), False),
    ):
        with Hands(Judge(), 1) as one:
            one._take(task)
            assert (one.meaning(source, body, at) is not None) is taken
            assert one.meaning(source, body, at) is None


def test_processes_that_wait_for_the_night_become_its_hands() -> None:
    source = Source(id="f", title="F", url="https://vendor.example/f", collector="feed")
    task = hands.Task(source=source, body=_feed(1), charset="", at=FIRST)
    with hands.Spares(2) as spares:
        first, second = waiting = list(spares._left)
        with Hands(Judge(), 1, spares) as one:
            one._take(task)
            assert one._hands[0]._process is first
            assert one.meaning(source, task.body, FIRST) is not None
        assert (first.returncode, second.poll()) == (0, None)
    assert [process.returncode for process in waiting] == [0, 0]


def test_processes_that_wait_for_a_night_that_fails_are_ended_with_it() -> None:
    with pytest.raises(KeyboardInterrupt), hands.Spares(1) as spares:
        (waiting,) = spares._left
        raise KeyboardInterrupt
    assert waiting.returncode == -signal.SIGKILL


def test_only_the_very_first_night_of_many_sources_has_them_wait(tmp_path: Path) -> None:
    file = tmp_path / "omfeed.toml"
    blocks = [
        f'[[sources]]\nid = "f{n}"\ntitle = "F"\nurl = "https://vendor.example/{n}"\ncollector = "feed"\n'
        for n in range(FEWEST)
    ]
    file.write_text(f"[catalogue]\nenabled = false\n[reading]\nprocesses = 2\n{''.join(blocks)}", encoding="utf-8")
    cli = Cli(config_path=str(file))
    plan, database = plan_of(cli), cli.config.database
    assert isinstance(database, Path)
    assert database.parent == tmp_path
    assert spares_of(cli, plan, plan.sources).count == 2
    assert spares_of(cli, plan, plan.sources[1:]).count == 0
    database.touch()
    assert spares_of(cli, plan, plan.sources).count == 0


def test_hands_share_nothing_that_could_be_left_behind() -> None:
    asked = "import sys, omfeed.hands, omfeed.gather; sys.exit('multiprocessing' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=False).returncode == 0


_AS_A_HAND = """
import sys
from datetime import UTC, datetime
from omfeed import hands
from omfeed.model import Source
from omfeed.understand import Judge
source = Source(id="f", title="F", url="https://vendor.example/f", collector="feed")
at = datetime(2026, 11, 2, 3, tzinfo=UTC)
meaning = hands._meaning(Judge(), hands.Task(source=source, body=sys.stdin.buffer.read(), charset="", at=at))
print(len(meaning.opening.entries), *[name for name in sys.argv[1:] if name in sys.modules])
"""


def test_a_hand_that_reads_feeds_loads_neither_a_database_nor_what_comparing_needs() -> None:
    heavy = ("sqlalchemy", "lxml", "bs4", "rapidfuzz", "omfeed.diff.compare")
    words = [sys.executable, "-c", _AS_A_HAND, *heavy]
    assert subprocess.run(words, cwd=ROOT, input=_feed(1), capture_output=True, check=True).stdout.split() == [b"3"]


def test_a_core_needs_no_hands_and_many_cores_get_three(monkeypatch: pytest.MonkeyPatch) -> None:
    for cores, count in ((1, 0), (2, 2), (16, 3)):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _pid, cores=cores: set(range(cores)), raising=False)
        assert processes() == count
    assert (processes(1), processes(5)) == (0, 5)
