"""Who may read the database and not write it reads all of it, and leaves nothing beside it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from omfeed.errors import SchemaTooNew, StoreError
from omfeed.store import Store, looking
from tests.store.kit import NIGHT, Page, entry


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """This user may write nothing, whoever runs the tests."""
    monkeypatch.setattr(looking, "may_write", lambda file: False)


@pytest.fixture
def filled(path: Path) -> Path:
    """A database with one entry, closed."""
    with Store.open(path, now=NIGHT) as store:
        Page.of(store).baseline(entry("One"))
    return path


def _beside(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir() if one.name.startswith(path.name))


def _titles(store: Store) -> list[str]:
    return [item.change.entry.title for item in store.items(announced=None)]


def test_what_nobody_writes_to_is_read_and_nothing_is_made_beside_it(filled: Path) -> None:
    with Store.look(filled, now=NIGHT) as store:
        assert _titles(store) == ["One"]
        assert store.check() == ()
        assert _beside(filled) == [filled.name]
    assert _beside(filled) == [filled.name]


def test_while_a_run_goes_on_what_it_recorded_is_read_too(filled: Path) -> None:
    with Store.open(filled, now=NIGHT) as running:
        running.begin_run(NIGHT, "1.0")
        with Store.look(filled, now=NIGHT) as store:
            known = len(store.runs())
            running.begin_run(NIGHT, "1.0")
            assert len(store.runs()) == known + 1


def test_a_run_that_begins_meanwhile_is_told_rather_than_half_of_what_it_writes(filled: Path) -> None:
    with Store.look(filled, now=NIGHT) as store:
        assert _titles(store) == ["One"]
        with Store.open(filled, now=NIGHT) as running:
            running.begin_run(NIGHT, "1.0")
        with pytest.raises(StoreError, match="was written to while it was read") as caught:
            store.runs()
        assert "ask again" in caught.value.hint


def test_nothing_can_be_written_through_it(filled: Path) -> None:
    before = filled.read_bytes()
    with Store.look(filled, now=NIGHT) as store, pytest.raises(StoreError, match="is read-only"):
        store.begin_run(NIGHT, "1.0")
    assert filled.read_bytes() == before


def test_changes_that_only_a_writer_can_take_in_are_told(filled: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copied" / filled.name
    copied.parent.mkdir()
    with Store.open(filled, now=NIGHT) as running:
        running.begin_run(NIGHT, "1.0")
        for ending in ("", "-wal"):
            shutil.copy(f"{filled}{ending}", f"{copied}{ending}")
    with pytest.raises(StoreError, match="only who may write can take them in") as caught:
        Store.look(copied, now=NIGHT)
    assert "omfeed db check" in caught.value.hint


def test_files_beside_it_that_may_not_be_read_are_named(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking.os, "access", lambda file, mode: not str(file).endswith("-shm"))
    with Store.open(filled, now=NIGHT), pytest.raises(StoreError, match=r"omfeed\.db-shm beside it may not be read"):
        Store.look(filled, now=NIGHT)


def test_a_file_that_may_not_be_read_is_told(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking.os, "access", lambda file, mode: False)
    with pytest.raises(StoreError, match="may not be read by this user"):
        Store.look(filled, now=NIGHT)


@pytest.mark.parametrize(("schema", "kind"), [("0001", StoreError), ("9999", SchemaTooNew)])
def test_another_schema_is_told_and_left(filled: Path, schema: str, kind: type[StoreError]) -> None:
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = ?", (schema,))
        raw.commit()
    with pytest.raises(kind, match=f"schema {schema}"):
        Store.look(filled, now=NIGHT)


def test_the_database_of_another_program_is_told(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE notes (words TEXT)")
    with pytest.raises(StoreError, match="database of another program"):
        Store.look(path, now=NIGHT)
