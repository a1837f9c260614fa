"""From nothing to the present schema, from an older one with its rows kept, and never back."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from omfeed import resources
from omfeed.errors import OmfeedError, SchemaTooNew, StoreError
from omfeed.store import Store, migrate, sqlite
from omfeed.store.schema import HEAD, REVISIONS, metadata
from tests.kit.faults import Trace
from tests.store.kit import NIGHT, Page, carry, entry, fetched, of_schema, source, well

REBUILD = f'''
"""Rebuilds a table that others point to, as a change of a column does."""
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{HEAD}"


def upgrade() -> None:
    with op.batch_alter_table("entry", recreate="always") as entry:
        entry.add_column(sa.Column("note", sa.Text(), nullable=False, server_default=""))
'''


def test_the_program_knows_the_revisions_that_the_migrations_have() -> None:
    config = Config()
    config.set_main_option("script_location", str(resources.path("migrations")))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == REVISIONS
    assert scripts.get_current_head() == HEAD


def test_the_migrations_make_exactly_the_tables_of_the_schema(address: str | Path) -> None:
    with Store.open(address, now=NIGHT) as store, store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_a_missing_database_is_created_with_a_log_that_lets_readers_be(tmp_path: Path) -> None:
    Store.open(tmp_path / "new.db", now=NIGHT).close()
    with closing(sqlite3.connect(tmp_path / "new.db")) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert raw.execute("PRAGMA application_id").fetchone() == (0x6F6D6664,)
    assert list(tmp_path.glob("*.bak")) == []


def test_references_are_kept_by_every_connection(store: Store) -> None:
    with pytest.raises(StoreError, match="contradicts"):
        store.record_unchanged(4711, [("nobody", fetched(), well(source()))])


def test_transactions_begin_when_the_store_says_so_and_never_by_themselves(path: Path) -> None:
    with Store.open(path, now=NIGHT) as store, store.reading() as connection:
        assert sqlite.driver(connection).isolation_level is None


def test_a_database_in_memory_is_a_database_too() -> None:
    with Store.open("sqlite://", now=NIGHT) as store:
        page = Page.of(store)
        page.baseline(entry("One"))
        assert store.known("whats-new") == page.known
        assert store.path is None


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations of a later omfeed, which rebuild a table that others point to."""
    folder = tmp_path / "migrations"
    shutil.copytree(resources.path("migrations"), folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9001_rebuild.py").write_text(REBUILD)
    monkeypatch.setattr(resources, "path", lambda name: tmp_path / name)
    monkeypatch.setattr(migrate, "REVISIONS", (*REVISIONS, "9001"))
    monkeypatch.setattr(migrate, "HEAD", "9001")
    return folder


def write(store: Store) -> None:
    """A page with an edit, told to a store."""
    page = Page.of(store)
    page.baseline(entry("One"), entry("Two"))
    page.edit(page.row("One"), entry("One", "Edited."), now=NIGHT + timedelta(days=1))


def fill(path: Path) -> tuple[object, ...]:
    """Some rows in every table that matters, and what they say."""
    with Store.open(path, now=NIGHT) as store:
        write(store)
        return (store.known("whats-new"), store.items(announced=None))


@pytest.mark.parametrize("older", REVISIONS[:-1])
def test_a_database_of_every_older_schema_is_brought_up_with_its_rows(tmp_path: Path, older: str) -> None:
    path = tmp_path / "omfeed.db"
    of_schema(path, older)
    before = fill(tmp_path / "new.db")
    carry(tmp_path / "new.db", path)
    with Store.open(path, now=NIGHT) as store:
        assert (store.known("whats-new"), store.items(announced=None)) == before
        assert store.check() == ()
        with store.reading() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert [backup.name for backup in tmp_path.glob("*.bak")] == [f"omfeed.db.{older}-20260301T023000Z.bak"]


RUNS = {1: ("well", "admin"), 2: ("partly", "subscription:x"), 3: ("failed", "helpdesk"), 4: ("well", None)}
"""Runs of an older omfeed: how each went, and the audience of a digest that it wrote."""


@pytest.mark.parametrize("older", REVISIONS[: REVISIONS.index("0005")])
def test_runs_of_every_older_schema_are_nights_where_they_wrote_a_digest_of_a_day(tmp_path: Path, older: str) -> None:
    path = tmp_path / "omfeed.db"
    of_schema(path, older)
    with closing(sqlite3.connect(path)) as raw:
        for number, (outcome, audience) in RUNS.items():
            raw.execute(
                "INSERT INTO run (id, started, finished, outcome, version, sources, failed, changes) "
                "VALUES (?, '2026-03-01 02:00:00', '2026-03-01 02:01:00', ?, '1.0', 9, 0, 0)",
                (number, outcome),
            )
            if audience:
                raw.execute(
                    "INSERT INTO digest (audience, date, after_change, upto_change, run_id, path, sha256, at, changes, "
                    "act, troubles) VALUES (?, '2026-03-01', 0, 0, ?, '', '', '2026-03-01 02:00:00', 0, 0, 0)",
                    (audience, number),
                )
        raw.commit()
    with Store.open(path, now=NIGHT) as store:
        kinds = {run.id: (run.kind.value, run.good) for run in store.runs()}
        assert kinds == {1: ("night", True), 2: ("", False), 3: ("night", False), 4: ("", False)}
        last, good = store.last_night(), store.last_good_run()
        assert (last and last.id, good and good.id) == (3, 1)
        assert store.check() == ()


def test_an_upgrade_keeps_every_row_and_leaves_a_backup(path: Path, request: pytest.FixtureRequest) -> None:
    before = fill(path)
    request.getfixturevalue("newer")
    trace = Trace()
    with Store.open(path, now=NIGHT, hook=trace) as store:
        assert (store.known("whats-new"), store.items(announced=None)) == before
        assert store.check() == ()
    assert trace.points == ["copy.written", "migrate.backed-up", "migrate.before-commit", "migrate.committed"]
    (backup,) = path.parent.glob("*.bak")
    assert backup.name == f"omfeed.db.{HEAD}-20260301T023000Z.bak"
    with closing(sqlite3.connect(backup)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        assert raw.execute("SELECT count(*) FROM change").fetchone() == (3,)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ('op.execute("DELETE FROM assessment")', "lose 3 rows of assessment"),
        ('op.execute("UPDATE revision SET entry_id = entry_id + 99")', "points to a missing row of entry"),
        ('op.execute("SELECT nonsense FROM nowhere")', "no such table"),
    ],
)
def test_an_upgrade_that_would_lose_anything_is_undone_and_can_be_tried_again(
    path: Path, request: pytest.FixtureRequest, statement: str, words: str
) -> None:
    before = fill(path)
    script = request.getfixturevalue("newer") / "versions" / "9001_rebuild.py"
    script.write_text(f"{REBUILD}    {statement}\n")
    with pytest.raises(StoreError, match=words):
        Store.open(path, now=NIGHT)
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        assert raw.execute("SELECT count(*) FROM sqlite_schema WHERE name LIKE '_alembic%'").fetchone() == (0,)
    script.write_text(REBUILD)
    with Store.open(path, now=NIGHT + timedelta(days=1)) as store:
        assert (store.known("whats-new"), store.items(announced=None)) == before


def test_a_database_of_a_newer_omfeed_is_refused_by_name_and_left_alone(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0099'")
        raw.commit()
    content = path.read_bytes()
    with pytest.raises(SchemaTooNew, match=r"newer omfeed \(schema 0099; this one knows up to \d+\)"):
        Store.open(path, now=NIGHT)
    assert path.read_bytes() == content


@pytest.mark.parametrize("statement", ["CREATE TABLE theirs (id INTEGER)", "PRAGMA application_id=7"])
def test_a_database_of_another_program_is_left_alone(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "theirs.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(statement)
        raw.execute("PRAGMA user_version=3")
        raw.commit()
    content = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        Store.open(path, now=NIGHT)
    assert path.read_bytes() == content


def test_a_database_that_another_omfeed_creates_at_this_moment_is_ours(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [0]  # the file was still empty when it was first looked at
    owner = sqlite._owner
    monkeypatch.setattr(sqlite, "_owner", lambda raw: answers.pop() if answers else owner(raw))
    Store.open(path, now=NIGHT).close()


def test_migrations_are_not_run_by_hand() -> None:
    config = Config()
    config.set_main_option("script_location", str(resources.path("migrations")))
    with pytest.raises(RuntimeError, match="itself"):
        command.upgrade(config, "head")


@pytest.mark.parametrize("url", ["nonsense://x", "postgresql+nothing://x/y", "://"])
def test_an_address_that_names_no_database_is_told_so_without_its_password(url: str) -> None:
    with pytest.raises(OmfeedError) as caught:
        Store.open(url, now=NIGHT)
    assert "not understood" in str(caught.value)


def test_an_ordinary_night_loads_neither_the_migrations_nor_the_object_mapper(path: Path) -> None:
    script = f"""
import sys
from datetime import datetime, UTC
from pathlib import Path
from omfeed.store import Store
from omfeed.store.values import FetchRecord
now = datetime(2026, 3, 1, tzinfo=UTC)
with Store.open(Path({str(path)!r}), now=now) as store:
    store.sync_sources([], now)
    standing = store.standings([])
    run = store.begin_run(now, "1.0")
    store.record_unchanged(run, [])
    store.health()
    store.items(after=5)
    store.last_digest("admin")
    store.end_run(run, now, outcome="well")
print(" ".join(sorted(sys.modules)))
"""
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    unwanted = re.compile(r"alembic|sqlalchemy\.orm|bs4|lxml|jinja2|omfeed\.store\.(export|upkeep|retention)")
    assert [name for name in loaded if unwanted.match(name)] == []
