"""Whatever goes wrong with the database leaves as one kind of error, with words on what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from omfeed.errors import StoreError
from omfeed.store import Store, sqlite, trouble
from omfeed.store.trouble import in_words, told
from omfeed.store.values import DeliveryState, DigestRecord, Planned
from tests.store.kit import NIGHT, Page, entry, failing, fetched, first_reading, source, well


def digest() -> DigestRecord:
    return DigestRecord(
        audience="admin", date=NIGHT.date(), after_change=0, upto_change=1, run_id=1, path="x", sha256="", at=NIGHT
    )


WRITES: dict[str, Callable[[Store], object]] = {
    "sync_sources": lambda store: store.sync_sources([source("new")], NIGHT),
    "begin_run": lambda store: store.begin_run(NIGHT, "1.0"),
    "end_run": lambda store: store.end_run(1, NIGHT, outcome="well"),
    "praise_run": lambda store: store.praise_run(1),
    "record_unchanged": lambda store: store.record_unchanged(1, [("whats-new", fetched(), well(source()))]),
    "record_failure": lambda store: store.record_failure(1, "whats-new", fetched(), failing(source()), body=b"x"),
    "record_snapshot": lambda store: Page(store, source(), 1).add(entry("New")),
    "record_opening": lambda store: first_reading(store, entry("New")),
    "record_digest": lambda store: store.record_digest(digest()),
    "record_digests": lambda store: store.record_digests([digest()], (), NIGHT),
    "prune": lambda store: store.prune(now=NIGHT),
    "import_": lambda store: store.import_(Path("export.jsonl")),
    "outbox.plan": lambda store: store.outbox.plan([Planned(key="k", channel="c", recipient="r")], NIGHT),
    "outbox.claim": lambda store: store.outbox.claim(NIGHT),
    "outbox.settle": lambda store: store.outbox.settle(1, DeliveryState.SENT, NIGHT),
    "vacuum": lambda store: store.vacuum(),
}
READS: dict[str, Callable[[Store], object]] = {
    "standings": lambda store: store.standings(["whats-new"]),
    "health": lambda store: store.health(),
    "known": lambda store: store.known("whats-new"),
    "elsewhere": lambda store: store.elsewhere(source(family="f")),
    "revisions": lambda store: store.revisions(1),
    "runs": lambda store: store.runs(),
    "last_night": lambda store: store.last_night(),
    "last_good_run": lambda store: store.last_good_run(),
    "items": lambda store: store.items(announced=None),
    "told_stories": lambda store: list(store.told_stories()),
    "touched": lambda store: store.touched(after=0, upto=1),
    "ahead": lambda store: store.ahead(NIGHT.date()),
    "with_dates": lambda store: store.with_dates(NIGHT.date()),
    "item": lambda store: store.item(1),
    "last_change_id": lambda store: store.last_change_id(),
    "last_digest": lambda store: store.last_digest("admin"),
    "last_digests": lambda store: store.last_digests(),
    "digests": lambda store: store.digests(),
    "snapshot": lambda store: store.snapshot("whats-new"),
    "snapshots": lambda store: store.snapshots("whats-new"),
    "body": lambda store: store.body("0" * 64),
    "fetches": lambda store: store.fetches("whats-new"),
    "check": lambda store: store.check(),
    "outbox.listed": lambda store: store.outbox.listed(),
}


@pytest.fixture
def filled(path: Path) -> Path:
    """A database with one entry and one run."""
    with Store.open(path, now=NIGHT) as store:
        Page.of(store).baseline(entry("One"))
    return path


def test_every_method_is_tried() -> None:
    faces = {name for name in dir(Store) if not name.startswith("_")}
    faces |= {f"outbox.{name}" for name in ("plan", "claim", "settle", "listed")}
    elsewhere = {"open", "look", "close", "outbox", "where", "path", "reading", "writing"}
    elsewhere |= {"backup", "restore", "export"}
    assert faces - elsewhere == WRITES.keys() | READS.keys()


@pytest.mark.parametrize("name", WRITES)
def test_a_locked_database_is_told_by_every_method_that_writes(
    filled: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.01)
    with Store.open(filled, now=NIGHT) as store, closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked by another program") as caught:
            WRITES[name](store)
        assert str(filled) in caught.value.message
        assert "Wait" in caught.value.hint
        other.execute("ROLLBACK")


@pytest.mark.parametrize("name", READS)
def test_no_method_that_reads_waits_for_one_who_writes(filled: Path, name: str) -> None:
    with Store.open(filled, now=NIGHT) as store, closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM assessment")
        READS[name](store)
        other.execute("ROLLBACK")


@pytest.mark.parametrize("name", READS | WRITES)
def test_a_damaged_database_is_told_by_every_method(filled: Path, name: str) -> None:
    with Store.open(filled, now=NIGHT) as store:
        content = bytearray(filled.read_bytes())
        content[100:] = b"\xff" * (len(content) - 100)
        # The store closes its connections, so that the next statement reads the file anew.
        store._database.engine.dispose()
        filled.write_bytes(bytes(content))
        with pytest.raises(StoreError, match=r"damaged|not a database") as caught:
            (READS | WRITES)[name](store)
        assert "estore" in caught.value.hint


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"These are my notes, not a database. " * 100)
    with pytest.raises(StoreError, match="is not a database"):
        Store.open(path, now=NIGHT)
    assert path.read_bytes() == b"These are my notes, not a database. " * 100


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened") as caught:
        Store.open(tmp_path / "nowhere" / "omfeed.db", now=NIGHT)
    assert "folder" in caught.value.hint


def test_a_database_that_may_not_be_written_is_told(filled: Path) -> None:
    with Store.open(filled, now=NIGHT) as store, store.reading() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with Store.open(filled, now=NIGHT) as store:
        with store.reading() as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")
        with pytest.raises(StoreError, match="read-only") as caught:
            store.begin_run(NIGHT, "1.0")
        assert "write" in caught.value.hint
        assert len(store.known("whats-new")) == 1


def test_a_full_disk_is_told_and_nothing_is_lost(filled: Path) -> None:
    with Store.open(filled, now=NIGHT) as store:
        before = (store.known("whats-new"), store.snapshots("whats-new"), store.items(announced=None))
        with store.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
        page = Page(store, source(), 1, known=store.known("whats-new"))
        with pytest.raises(StoreError, match="disk is full") as caught:
            page.add(*(entry(f"New {number}", "words " * 200) for number in range(60)))
        assert "room" in caught.value.hint
        assert (store.known("whats-new"), store.snapshots("whats-new"), store.items(announced=None)) == before
        assert store.check() == ()


def test_a_disk_that_fails_for_want_of_room_is_told_as_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR | (19 << 8)
    where = str(tmp_path / "omfeed.db")
    assert "reports an error" in in_words(error, where).message
    monkeypatch.setattr(trouble.shutil, "disk_usage", lambda path: SimpleNamespace(free=4096))
    assert "disk is full" in in_words(error, where).message
    monkeypatch.undo()
    assert "reports an error" in in_words(error, str(tmp_path / "nowhere" / "there" / "x.db")).message


def test_what_nobody_foresaw_keeps_its_cause() -> None:
    cause = RuntimeError("the moon is full\nand the tide is high")
    assert str(in_words(cause, "omfeed.db")) == (
        "The database omfeed.db cannot be used (the moon is full). See the log for the whole error."
    )
    assert "PermissionError" not in str(in_words(PermissionError(13, "no"), "omfeed.db"))


def test_our_own_errors_pass_as_they_are() -> None:
    ours = StoreError("It rains.")
    with pytest.raises(StoreError) as caught, told("omfeed.db"):
        raise ours
    assert caught.value is ours
    with pytest.raises(StoreError, match="cannot be used"), told("omfeed.db"):
        raise OSError("gone")
    with pytest.raises(ZeroDivisionError), told("omfeed.db"):
        raise ZeroDivisionError
