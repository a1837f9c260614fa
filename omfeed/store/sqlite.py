"""All that is true of SQLite alone: how a connection is opened, how a transaction begins, and the file as a file.

Readers see the database as it was when they began and never wait for a run (write-ahead log); writers take their lock
when they begin, so that two never meet half-way. A file says whose it is by its application id.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import event
from sqlalchemy.pool import QueuePool, StaticPool

from omfeed.errors import StoreError
from omfeed.faults import Hook, nothing
from omfeed.store import rights

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry, Pool

APPLICATION_ID: Final = int.from_bytes(b"omfd", "big")
"""Stands in the header of every database of omfeed's."""
WAIT_SECONDS: Final = 30.0
"""How long a statement waits for another writer before it gives up."""
_WRITES: Final = "omfeed_writes"


def in_memory(url: URL) -> bool:
    """Whether the address names no file."""
    return not url.database or url.database == ":memory:"


def pool(url: URL) -> type[Pool]:
    """What keeps the connections: a database in memory lives in its one connection."""
    return StaticPool if in_memory(url) else QueuePool


def connect_args() -> dict[str, object]:
    """Arguments for the driver: transactions begin when we say so, not when it thinks so."""
    return {"isolation_level": None, "timeout": WAIT_SECONDS, "check_same_thread": False}


def prepare(engine: Engine) -> None:
    """Make every connection and transaction of an engine behave as this module promises."""
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the write lock when they begin."""
    return engine.execution_options(**{_WRITES: True})


def _on_connect(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    del record
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA foreign_keys=ON")
        # FULL: what was told as recorded (a sent mail) must outlive a power cut, not only a killed process.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA cache_size=-8000")
    finally:
        cursor.close()


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def claim(connection: Connection) -> None:
    """See that the file is omfeed's or empty, mark it, and give it the write-ahead log; must be outside a transaction.

    Raises:
        StoreError: the file belongs to another program.
    """
    raw = driver(connection)
    if _owner(raw) != APPLICATION_ID:
        tables = raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        # Asked again after the tables were counted: another omfeed may be creating it at this very moment.
        owner = _owner(raw)
        if owner != APPLICATION_ID and (owner or tables):
            raise foreign(str(connection.engine.url.database))
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    # A copy made by VACUUM INTO has no write-ahead log of its own.
    if raw.execute("PRAGMA journal_mode").fetchone()[0] not in {"wal", "memory"}:
        raw.execute("PRAGMA journal_mode=WAL")


def _owner(raw: sqlite3.Connection) -> int:
    return int(raw.execute("PRAGMA application_id").fetchone()[0])


def foreign(where: str) -> StoreError:
    """The error for a database that another program made."""
    return StoreError(
        f"{where} is a database of another program; nothing was changed in it.",
        hint="Choose another file for omfeed's database.",
    )


def driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection behind one of SQLAlchemy's."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError("not a connection to SQLite")
    return raw


def last_number(connection: Connection, table: str) -> int:
    """The highest number a row of a table ever had, also of one that is gone; the transaction must be a writing one."""
    found = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
    return int(found or 0)


@contextmanager
def without_foreign_keys(raw: sqlite3.Connection) -> Iterator[None]:
    """Rebuilding a table must not delete the rows that point to it; the pragma has effect outside transactions only."""
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def broken_references(raw: sqlite3.Connection) -> list[str]:
    """Rows that point to nothing, each as a few words; none when all is well."""
    rows = raw.execute("PRAGMA foreign_key_check").fetchall()
    return [f"row {row[1]} of {row[0]} points to a missing row of {row[2]}" for row in rows]


def faults(raw: sqlite3.Connection) -> list[str]:
    """What the database finds wrong with itself, each as a few words; none when all is well."""
    rows = raw.execute("PRAGMA integrity_check(20)").fetchall()
    return [str(row[0]) for row in rows if row[0] != "ok"]


def copy_to(raw: sqlite3.Connection, target: Path, hook: Hook = nothing) -> None:
    """Write a compact, whole copy of the database as it stands now; runs may go on meanwhile.

    The copy appears under its name only when it is complete; it is no more open than the database and what it replaces.

    Args:
        raw: the database.
        target: the copy.
        hook: called when the copy is written and has not got its name yet.

    Raises:
        OSError: there is no such folder, or nothing may be written there.
        sqlite3.Error: the copy could not be written.
    """
    half = target.with_name(target.name + ".part")
    half.unlink(missing_ok=True)
    # An empty file is taken as if it were not there, and one that cannot be made is told as what it is.
    rights.make(half, _file(raw), target)
    try:
        raw.execute("VACUUM INTO ?", (str(half),))
        with half.open("rb+") as file:
            os.fsync(file.fileno())
        hook("copy.written")
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def _file(raw: sqlite3.Connection) -> Path:
    """The file that a connection has open."""
    return Path(raw.execute("PRAGMA database_list").fetchone()[2])


def compact(raw: sqlite3.Connection) -> None:
    """Give unused room back to the disk; needs no transaction open and as much free room as the database takes."""
    raw.execute("VACUUM")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def pages(raw: sqlite3.Connection) -> tuple[int, int]:
    """Bytes the database takes, and bytes of them that are unused."""
    size = raw.execute("PRAGMA page_size").fetchone()[0]
    count = raw.execute("PRAGMA page_count").fetchone()[0]
    free = raw.execute("PRAGMA freelist_count").fetchone()[0]
    return size * count, size * free
