"""An upgrade that dies at any point and is run again keeps every row, and the copy it made is a whole database."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from omfeed import resources
from omfeed.store import Store
from omfeed.store.schema import HEAD, REVISIONS
from omfeed.store.values import DeliveryState, DigestRecord, Planned
from tests.kit.tried import tried
from tests.kit.upgrading import LATER
from tests.store.kit import NIGHT, Page, carry, entry, night, of_schema

READS = {"statement:SELECT", "statement:PRAGMA"}
ROOT = Path(__file__).parents[2]
REBUILDS = f'''
"""Rebuilds two tables that others point to, and fills a column."""
import sqlalchemy as sa
from alembic import op

revision = "{LATER}"
down_revision = "{HEAD}"


def upgrade() -> None:
    with op.batch_alter_table("entry", recreate="always") as entry:
        entry.add_column(sa.Column("note", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("revision", recreate="always") as revision:
        revision.add_column(sa.Column("words", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE revision SET words = length(text)")
'''

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="children that are loaded already need fork")


def _fill(store: Store) -> None:
    """Rows in every table that the first schema had."""
    page = Page.of(store)
    page.baseline(*(entry(f"Entry {number}", f"Words of {number}.") for number in range(6)))
    page.edit(page.row("Entry 1"), entry("Entry 1", "Other words."), now=night(1))
    page.add(entry("New"), story="kb-1", now=night(2))
    record = DigestRecord(
        audience="admin", date=night(2).date(), after_change=0, upto_change=8, run_id=page.run, path="x", sha256="",
        at=night(2),
    )  # fmt: skip
    store.record_digest(record, deliveries=[Planned(key="a", channel="mail", recipient="ann@corp.example")])
    store.outbox.plan([Planned(key="b", channel="mail", recipient="bob@corp.example")], night(2))
    (first, _) = store.outbox.claim(night(2))
    store.outbox.settle(first.id, DeliveryState.SENT, night(2))
    store.end_run(page.run, night(2), outcome="well")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A filled database of every schema that was released."""
    found = {}
    newest = tmp_path_factory.mktemp("filled") / "omfeed.db"
    with Store.open(newest, now=NIGHT) as store:
        _fill(store)
    for revision in REVISIONS:
        folder = tmp_path_factory.mktemp(f"schema-{revision}")
        of_schema(folder / "omfeed.db", revision)
        # Only this omfeed's statements are at hand: what they wrote is carried into the older schema.
        carry(newest, folder / "omfeed.db")
        found[revision] = folder
    return found


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The migrations of a later omfeed, which rebuild tables that others point to."""
    folder = tmp_path_factory.mktemp("later")
    shutil.copytree(resources.path("migrations"), folder / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "migrations" / "versions" / f"{LATER}_rebuild.py").write_text(REBUILDS)
    return folder


def _upgrades(migrations: str, *jobs: tuple[Path, int]) -> Iterator[tuple[int, int, list[str]]]:
    """Upgrade each folder's database up to its point: the signal that ended it, its exit code, the points passed."""
    words = [sys.executable, "-m", "tests.kit.upgrading", migrations, *(f"{folder}:{point}" for folder, point in jobs)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        died, code, *points = line.split(" ")
        yield int(died), int(code), [point for point in points if point]


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, whatever the schema."""
    with closing(sqlite3.connect(path)) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        return {name: sorted(raw.execute(f"SELECT * FROM {name}"), key=repr) for name in names}


def _kept(path: Path) -> list[tuple[str, int]]:
    """How many rows each table has that holds what omfeed knows."""
    passing = {"alembic_version", "sqlite_sequence"}
    return [(name, len(rows)) for name, rows in _rows(path).items() if name not in passing and rows]


@pytest.mark.parametrize("older", [*REVISIONS[:-1], HEAD])
def test_a_killed_upgrade_run_again_is_as_if_nothing_had_happened(
    made: dict[str, Path], later: Path, tmp_path: Path, older: str
) -> None:
    migrations = str(later) if older == HEAD else "-"
    calm = tmp_path / "calm"
    shutil.copytree(made[older], calm)
    ((died, code, points),) = _upgrades(migrations, (calm, 0))
    assert (died, code) == (0, 0)
    assert {"copy.written", "migrate.backed-up", "migrate.before-commit", "migrate.committed"} <= set(points)
    # Dying before a statement that only reads is dying before the next one.
    deaths = [number for number, point in enumerate(points, 1) if point not in READS]
    worlds = [tmp_path / f"point-{number}" for number in deaths]
    for world in worlds:
        shutil.copytree(made[older], world)
    killed = list(_upgrades(migrations, *zip(worlds, deaths, strict=True)))
    assert [died for died, _, _ in killed] == [signal.SIGKILL] * len(worlds)
    where = [points[number - 1] for number in deaths]
    for world, point in zip(worlds, where, strict=True):
        for backup in world.glob("*.bak"):
            # Usable as it stands, before anything is put right.
            assert _kept(backup) == _kept(made[older] / "omfeed.db"), point
    again = list(_upgrades(migrations, *((world, 0) for world in worlds)))
    assert [(died, code) for died, code, _ in again] == [(0, 0)] * len(worlds)
    expected = _rows(calm / "omfeed.db")
    for world, point in zip(worlds, where, strict=True):
        assert _rows(world / "omfeed.db") == expected, point
        assert list(world.glob("*.part")) == [], point
        assert len(list(world.glob("*.bak"))) == 1, point
    tried("kills survived in upgrades", len(worlds))


@pytest.mark.parametrize("older", REVISIONS[:-1])
def test_the_copy_of_a_killed_upgrade_can_be_put_back(made: dict[str, Path], tmp_path: Path, older: str) -> None:
    world, calm = tmp_path / "world", tmp_path / "calm"
    shutil.copytree(made[older], world)
    shutil.copytree(made[older], calm)
    ((_, _, points),) = _upgrades("-", (calm, 0))
    # The fourth point before the end lies inside the transaction.
    ((died, _, _),) = _upgrades("-", (world, len(points) - 3))
    assert died == signal.SIGKILL
    (backup,) = world.glob("*.bak")
    Store.restore(backup, world / "omfeed.db", now=NIGHT + timedelta(days=1))
    with Store.open(world / "omfeed.db", now=NIGHT + timedelta(days=2)) as store:
        assert store.check() == ()
        assert len(store.known("whats-new")) == 7
        assert [one.planned.key for one in store.outbox.listed(DeliveryState.SENT)] == ["a"]
