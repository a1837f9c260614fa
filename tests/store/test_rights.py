"""What the store writes is for its owner and the owner's group, however lax the umask, and never opened further."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from stat import S_IMODE

import pytest

from omfeed.store import Store
from omfeed.store.schema import REVISIONS
from tests.store.kit import NIGHT, Page, entry, of_schema

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights are POSIX")
SETPRIV = shutil.which("setpriv")
READERS = 54_321
"""A group that nobody on this machine is of."""


@pytest.fixture(autouse=True)
def lax() -> Iterator[None]:
    """A umask that keeps nothing from anybody."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one entry, made under that umask."""
    path = tmp_path / "omfeed.db"
    with Store.open(path, now=NIGHT) as store:
        Page.of(store).baseline(entry("One"))
    return path


def _mode(path: Path) -> int:
    return S_IMODE(path.stat().st_mode)


def test_the_database_and_what_lies_beside_it_are_not_for_everybody(path: Path) -> None:
    with Store.open(path, now=NIGHT) as store:
        store.begin_run(NIGHT, "1.0")
        beside = {one.name: _mode(one) for one in path.parent.iterdir()}
    assert beside == dict.fromkeys(("omfeed.db", "omfeed.db-wal", "omfeed.db-shm"), 0o640)


def test_a_stricter_umask_makes_it_stricter(tmp_path: Path) -> None:
    os.umask(0o077)
    Store.open(tmp_path / "strict.db", now=NIGHT).close()
    assert _mode(tmp_path / "strict.db") == 0o600


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o660, 0o644])
def test_what_an_administrator_set_is_left_and_no_copy_is_more_open(path: Path, mode: int) -> None:
    path.chmod(mode)
    with Store.open(path, now=NIGHT) as store:
        store.begin_run(NIGHT, "1.0")
        assert {_mode(one) for one in path.parent.iterdir()} == {mode}
        store.backup(path.parent / "copy.bak")
        store.export(path.parent / "rows.jsonl")
        store.export(path.parent / "rows.jsonl.gz")
    copies = [path.parent / name for name in ("copy.bak", "rows.jsonl", "rows.jsonl.gz")]
    assert {_mode(one) for one in copies} == {mode & 0o640}


def test_what_takes_the_place_of_a_file_is_no_more_open_than_that_was(path: Path) -> None:
    copies = [path.parent / name for name in ("copy.bak", "rows.jsonl")]
    for one in copies:
        one.touch(0o600)
        one.chmod(0o600)
    with Store.open(path, now=NIGHT) as store:
        store.backup(copies[0])
        store.export(copies[1])
    assert [_mode(one) for one in copies] == [0o600, 0o600]


def test_a_copy_of_what_may_only_be_read_can_be_written(path: Path) -> None:
    backup = path.parent / "copy.bak"
    with Store.open(path, now=NIGHT) as store:
        store.backup(backup)
    backup.chmod(0o400)
    Store.restore(backup, path.parent / "new.db", now=NIGHT)
    assert _mode(path.parent / "new.db") == 0o600


@pytest.mark.parametrize("mode", [0o600, 0o660])
def test_a_database_that_is_put_back_has_the_rights_of_the_one_before(path: Path, mode: int) -> None:
    with Store.open(path, now=NIGHT) as store:
        store.backup(path.parent / "copy.bak")
    path.chmod(mode)
    aside = Store.restore(path.parent / "copy.bak", path, now=NIGHT)
    assert aside is not None
    assert (_mode(path), _mode(aside)) == (mode, mode & 0o640)


@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root can give a file away")
def test_a_database_that_root_puts_back_stays_that_of_its_user(path: Path) -> None:
    with Store.open(path, now=NIGHT) as store:
        store.backup(path.parent / "copy.bak")
    os.chown(path, READERS, READERS)
    Store.restore(path.parent / "copy.bak", path, now=NIGHT)
    assert (path.stat().st_uid, path.stat().st_gid) == (READERS, READERS)


def test_the_copy_before_an_upgrade_is_not_for_everybody(tmp_path: Path) -> None:
    path = tmp_path / "omfeed.db"
    of_schema(path, REVISIONS[-2])
    path.chmod(0o644)
    Store.open(path, now=NIGHT).close()
    (backup,) = tmp_path.glob("*.bak")
    assert (_mode(path), _mode(backup)) == (0o644, 0o640)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder prepared for a group of readers as docs/database.md says, with a run going on in it."""
    folder = Path(tempfile.mkdtemp())
    (folder / "omfeed.toml").write_text("[catalogue]\nenabled = false\n", encoding="utf-8")
    Store.open(folder / "omfeed.db", now=NIGHT).close()
    os.chown(folder, -1, READERS)
    folder.chmod(0o2755)
    os.chown(folder / "omfeed.db", -1, READERS)
    with Store.open(folder / "omfeed.db", now=NIGHT) as running:
        running.begin_run(NIGHT, "1.0")
        for one in (folder, *folder.glob("omfeed.db*")):
            os.chown(one, READERS, -1)
        yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0 or SETPRIV is None, reason="only root can be two users")
@pytest.mark.parametrize(
    ("groups", "code", "said"),
    [(f"--groups={READERS}", 0, "not finished"), ("--clear-groups", 1, "may not be read by this user")],
)
def test_a_group_of_readers_reads_while_a_run_goes_on_and_nobody_else_does(
    shared: Path, groups: str, code: int, said: str
) -> None:
    # Root without its powers is a user like any other, and may start Python wherever that lies.
    powerless = "--bounding-set=-dac_override,-dac_read_search,-fowner"
    done = subprocess.run(
        [str(SETPRIV), groups, powerless, sys.executable, "-m", "omfeed", "-c",
         str(shared / "omfeed.toml"), "runs"],
        capture_output=True, text=True, encoding="utf-8", cwd="/", timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True), done.stderr
    with closing(sqlite3.connect(f"file:{shared / 'omfeed.db'}?mode=ro", uri=True)) as raw:
        assert raw.execute("SELECT count(*) FROM run").fetchone() == (1,)
