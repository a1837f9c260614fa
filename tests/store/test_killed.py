"""A program killed at any point of a night leaves a database from which the next run goes on as if nothing had been."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from omfeed.store import Store
from tests.kit.tried import tried
from tests.store.kit import NIGHT, Page, entry, night

ROOT = Path(__file__).resolve().parents[2]
MEMORY = Path("/dev/shm")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_killed_at_every_point_nothing_is_lost_and_nothing_doubled(empty_database: Path) -> None:
    # A killed process loses nothing that the system was given, so memory serves as a disk, and is quick.
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        shutil.copy(empty_database, Path(folder) / "empty.db")
        program = [sys.executable, "-m", "tests.store.killed", folder]
        output = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    deaths = [json.loads(line) for line in output.splitlines()]
    assert len(deaths) >= 28
    assert len({death["point"] for death in deaths}) >= 22
    for death in deaths:
        where = f"{death['point']} ({death['nth']})"
        assert death["killed"], where
        assert death["problems"] == [], where
        assert death["same"], where
        # The night that was killed is called so, unless it had come to its end.
        ended = death["point"] in {"run-end.committed", "prune.before-commit", "prune.committed"}
        before_it_began = death["point"] in {"sources.before-commit", "sources.committed", "run-begin.before-commit"}
        if not before_it_began:
            assert death["runs"][1] == ("well" if ended else "interrupted"), where
    tried("kills survived in the store", len(deaths))


def die(program: str, point: str, *arguments: Path) -> None:
    """Run a program on the store that is killed at a point."""
    script = f"""
import sys
from datetime import datetime, UTC
from pathlib import Path
from tests.kit.faults import KillAt
from omfeed.store import Store
now = datetime(2026, 3, 1, tzinfo=UTC)
hook = KillAt({point!r})
{program}
"""
    ended = subprocess.run([sys.executable, "-c", script, *map(str, arguments)], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize("point", ["migrate.before-commit", "migrate.committed"])
def test_killed_while_it_is_created_a_database_is_created_by_the_next(tmp_path: Path, point: str) -> None:
    path = tmp_path / "omfeed.db"
    die("Store.open(Path(sys.argv[1]), now=now, hook=hook)", point, path)
    with Store.open(path, now=NIGHT) as store:
        assert store.check() == ()
        Page.of(store).baseline(entry("One"))


@pytest.mark.parametrize("point", ["restore.put-aside", "restore.copied", "restore.done"])
def test_killed_while_a_backup_is_put_back_there_is_a_whole_database(path: Path, tmp_path: Path, point: str) -> None:
    backup = tmp_path / "backup.db"
    with Store.open(path, now=NIGHT) as store:
        page = Page.of(store)
        page.baseline(entry("One"))
        store.backup(backup)
        page.add(entry("Two"), now=night(1))
    die("Store.restore(Path(sys.argv[1]), Path(sys.argv[2]), now=now, hook=hook)", point, backup, path)
    with Store.open(path, now=NIGHT) as store:
        assert store.check() == ()
        assert len(store.known("whats-new")) == (1 if point == "restore.done" else 2)
    Store.restore(backup, path, now=night(2))
    with Store.open(path, now=NIGHT) as store:
        assert len(store.known("whats-new")) == 1
