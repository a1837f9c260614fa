"""A disk that is full or may not be written: the command line says so in a sentence, and loses nothing.

A small disk of its own is mounted where that is permitted; the tests are skipped elsewhere, and `test_trouble.py` of
the store shows the same of the database alone.
"""

from __future__ import annotations

import os
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
from tests.kit.tried import tried

MEGABYTES = 4
ROOM = (0, 24_000, 90_000, 220_000)
"""Bytes that are left: nothing can be begun, or the database, or the digests cannot be written."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Disk:
    """A small disk with a folder that omfeed runs in, and the vendor."""

    folder: Path
    server: Server

    def __call__(self, *words: str) -> Said:
        """Run a command there."""
        done = subprocess.run(
            [sys.executable, "-m", "omfeed", *words],
            cwd=self.folder,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=120,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def fill(self, left: int) -> None:
        """Leave so many bytes of room."""
        with (self.folder / "filler").open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(shutil.disk_usage(self.folder).free - left, 1))

    def free(self) -> None:
        """Give the room back."""
        (self.folder / "filler").unlink()

    def may_be_written(self, *, yes: bool) -> None:
        """Mount it anew, for reading alone or for both."""
        subprocess.run(["mount", "-o", f"remount,{'rw' if yes else 'ro'}", str(self.folder)], check=True)

    def shows(self, number: int) -> None:
        """What the vendor shows on the night of that number: many new entries."""
        page = Page()
        for night in range(number + 1):
            apps = page.week(f"November {2 + night}, 2026").category("Apps")
            for one in range(12):
                apps.item(f"Setting {one} of night {night}", "It does what it says. " * 20, applies_to="Windows")
        self.server.script("/news", Reply(page.html()))

    def told(self) -> list[str]:
        """Every change that is told, in order."""
        with Store.open(self.folder / "omfeed.db", now=FIRST) as store:
            assert store.check() == ()
            return [item.change.entry.title for item in store.items()]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk of a few megabytes with one night behind it, or a skip."""
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    try:
        with serve({}) as server:
            made = Disk(folder, server)
            (folder / "omfeed.toml").write_text(
                '[catalogue]\nenabled = false\n[[sources]]\nid = "news"\ntitle = "News"\n'
                f'url = "{server.url("/news")}"\ncollector = "learn-html"\nallow_private = true\n',
                encoding="utf-8",
            )
            made.shows(0)
            first = made("-q", "run", "--at", "2026-11-02T03:00:00Z")
            assert first.code == 0, first.err
            made.shows(1)
            yield made
    finally:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


def test_a_full_disk_is_told_in_a_sentence_and_the_next_night_tells_everything(disk: Disk) -> None:
    before = disk.told()
    kept = {path.name: path.read_bytes() for path in (disk.folder / "digests" / "2026-11-02").iterdir()}
    failed = 0
    for number, left in enumerate(ROOM):
        disk.fill(left)
        said = disk("-q", "run", "--at", f"2026-11-03T03:{number:02}:00Z")
        if said.code:
            failed += 1
            assert said.code == 1, said.err
            assert "Traceback" not in said.err, said.err
            assert "disk is full" in said.err or "No space left" in said.err or "free space" in said.err, said.err
        disk.free()
        # Whatever was cut off, nothing half-written stands under a name that anybody reads.
        assert {path.name: path.read_bytes() for path in (disk.folder / "digests" / "2026-11-02").iterdir()} == kept
        assert disk.told()[: len(before)] == before
    assert failed >= 2
    said = disk("-q", "run", "--at", "2026-11-03T04:00:00Z")
    assert said.code == 0, said.err
    told = disk.told()
    assert len(told) == len(set(told)) == len(before) + 12
    digest = (disk.folder / "digests" / "2026-11-03" / "admin.txt").read_text("utf-8")
    assert all(f"Setting {one} of night 1" in digest for one in range(12))
    assert list(disk.folder.rglob(".omfeed-*.tmp")) == []
    tried("faults injected", failed)


def test_a_disk_that_may_only_be_read_is_told_in_a_sentence(disk: Disk) -> None:
    before = disk.told()
    disk.may_be_written(yes=False)
    said = disk("-q", "run", "--at", "2026-11-03T03:00:00Z")
    disk.may_be_written(yes=True)
    assert said.code == 1, said.err
    assert "Traceback" not in said.err
    assert "ead-only" in said.err or "may write" in said.err, said.err
    assert disk.told() == before
    again = disk("-q", "run", "--at", "2026-11-03T03:05:00Z")
    assert again.code == 0, again.err
    assert len(disk.told()) == len(before) + 12
    tried("faults injected")


def test_what_may_only_be_read_can_be_read(disk: Disk) -> None:
    disk.may_be_written(yes=False)
    listed, checked = disk("changes", "--json"), disk("sources", "check")
    disk.may_be_written(yes=True)
    for said in (listed, checked):
        assert "Traceback" not in said.err, said.err
        assert said.code in {0, 1}, said.err
        if said.code:
            assert "omfeed: " in said.err, said.err
