"""Runs that meet: of fifty one works, a dead one's lock holds nobody up, and who reads long is in nobody's way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from omfeed.store import Store
from tests.kit.learn import Page
from tests.kit.nights import FIRST
from tests.kit.server import Reply, Seen, Server, serve
from tests.kit.tried import tried

ROOT = Path(__file__).parents[2]
MANY = 50
NIGHT = ("-q", "run", "--at", "2026-11-02T03:00:00Z")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="children that are loaded already need fork")


@dataclass
class House:
    """A folder that omfeed runs in, and a vendor that answers when it is told to."""

    folder: Path
    server: Server
    answer: threading.Event = field(default_factory=threading.Event)
    asked: threading.Event = field(default_factory=threading.Event)

    @property
    def config(self) -> str:
        """Its omfeed.toml."""
        return str(self.folder / "omfeed.toml")

    def reply(self, seen: Seen) -> Reply:
        """The page, once it may be shown; robots.txt does not exist."""
        if seen.path != "/news":
            return Reply(b"no", 404)
        self.asked.set()
        assert self.answer.wait(100)
        page = Page()
        page.week("October 26, 2026").category("Apps").item("Recent app", "Users see it.", applies_to="iOS/iPadOS")
        return Reply(page.html())

    def started(self, *words: str) -> subprocess.Popen[str]:
        """A command, running."""
        return subprocess.Popen(
            [sys.executable, "-m", "omfeed", "-c", self.config, *words],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def told(self) -> list[str]:
        """Every change that is told."""
        with Store.open(self.folder / "omfeed.db", now=FIRST) as store:
            assert store.check() == ()
            return [item.change.entry.title for item in store.items()]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house that never ran."""
    with serve({}) as server:
        made = House(tmp_path, server)
        server.answer(made.reply)
        (tmp_path / "omfeed.toml").write_text(
            # The one that works is kept waiting until all others have given up, on whatever machine.
            "[network]\nread_seconds = 100\ntotal_seconds = 110\n"
            '[catalogue]\nenabled = false\n[[sources]]\nid = "news"\ntitle = "News"\n'
            f'url = "{server.url("/news")}"\ncollector = "learn-html"\nallow_private = true\n',
            encoding="utf-8",
        )
        yield made
        made.answer.set()


def test_of_fifty_runs_started_at_once_one_works_and_the_others_end_with_four(house: House) -> None:
    words = [sys.executable, "-m", "tests.kit.rush", house.config, str(MANY), *NIGHT]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as rush:
        assert rush.stdout is not None
        # The one that works waits for its vendor until all others have given up.
        ends = [rush.stdout.readline().split()[-1:] for _ in range(MANY - 1)]
        house.answer.set()
        (last,) = (line.split()[-1] for line in rush.stdout)
        assert rush.stderr is not None
        said = rush.stderr.read()
    assert Counter(map("".join, ends)) == {"4": MANY - 1}, said
    assert last == "0", said
    assert said.count("in progress") == MANY - 1
    assert [seen.path for seen in house.server.seen].count("/news") == 1
    assert house.told() == ["Recent app"]
    tried("runs started at once", MANY)


def test_the_lock_of_a_run_that_was_killed_holds_nobody_up(house: House) -> None:
    with house.started(*NIGHT) as dying:
        assert house.asked.wait(100)
        dying.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    assert (house.folder / "omfeed.db.lock").exists()
    house.answer.set()
    with house.started(*NIGHT) as run:
        _, said = run.communicate(timeout=120)
    assert run.returncode == 0, said
    assert house.told() == ["Recent app"]
    with Store.open(house.folder / "omfeed.db", now=FIRST) as store:
        assert [one.outcome for one in store.runs()] == ["well", "interrupted"]


def test_who_reads_long_is_in_nobodys_way(house: House) -> None:
    house.answer.set()
    for at in ("2026-11-02T03:00:00Z", "2026-11-03T03:00:00Z"):
        with house.started("-q", "run", "--at", at) as run:
            _, said = run.communicate(timeout=120)
        assert run.returncode == 0, said
    with (
        Store.open(house.folder / "omfeed.db", now=FIRST) as reader,
        reader.reading() as connection,
    ):
        rows = connection.exec_driver_sql("SELECT id FROM run ORDER BY id")
        assert next(rows).id == 1
        # It reads on while a whole night comes and goes, and sees what was there when it began.
        with house.started("-q", "run", "--at", "2026-11-09T03:00:00Z") as run:
            _, said = run.communicate(timeout=120)
        assert run.returncode == 0, said
        assert sum(1 for _ in rows) == 1
    with house.started("changes", "--json") as listed:
        out, said = listed.communicate(timeout=120)
    assert listed.returncode == 0, said
    assert "Recent app" in out
