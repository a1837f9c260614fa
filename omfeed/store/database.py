"""Opens the database a path or an address names, and lends connections for reading and for writing.

This is the one place that knows there are several kinds of database; what is true of SQLite alone is in ``sqlite.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, create_engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from omfeed.errors import StoreError
from omfeed.faults import Hook, nothing
from omfeed.store import looking, migrate, rights, sqlite
from omfeed.store.trouble import told

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
"""Addresses people write, and the driver we have them opened with."""


@dataclass(frozen=True, slots=True)
class Database:
    """An open database."""

    engine: Engine
    writer: Engine
    where: str
    """How a person knows it: a path, or an address without its password."""
    still: looking.Stamp | None = None
    """What the file looked like when it was opened as one that does not change; none where it may change."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database, and never waits for a writer.

        Raises:
            StoreError: it cannot be read, or was opened as one that does not change, and has.
        """
        with told(self.where), self.engine.connect() as connection:
            yield connection
            if self.still is not None and looking.stamp(Path(self.where)) != self.still:
                raise looking.changed(Path(self.where))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction that is committed at the end, or undone by any error.

        Raises:
            StoreError: it cannot be written; nothing was.
        """
        with told(self.where), self.writer.begin() as connection:
            yield connection

    @contextmanager
    def apart(self) -> Iterator[Connection]:
        """A connection outside any transaction, for what a database does to itself as a whole.

        Raises:
            StoreError: it cannot be done.
        """
        with told(self.where), self.engine.connect() as connection:
            yield connection

    @property
    def file(self) -> Path | None:
        """The file it is, or none."""
        if self.engine.dialect.name != "sqlite" or sqlite.in_memory(self.engine.url):
            return None
        return Path(str(self.engine.url.database))

    def close(self) -> None:
        """Give all connections back; it cannot be used afterwards."""
        with told(self.where):
            self.engine.dispose()


def connect(url: str | Path, *, now: datetime, hook: Hook = nothing) -> Database:
    """Open a database; a missing one is created, an older one upgraded.

    Args:
        url: a path (SQLite), or an address as SQLAlchemy writes it.
        now: names the backup made before an upgrade.
        hook: called at named points of an upgrade.

    Raises:
        StoreError: it cannot be opened, or is not omfeed's.
        SchemaTooNew: a newer omfeed wrote it.
    """
    address = address_of(url)
    where = str(address.database) if address.get_backend_name() == "sqlite" else address.render_as_string()
    if address.get_backend_name() == "sqlite" and not sqlite.in_memory(address):
        # SQLite would make it for everybody to read; what it makes beside it takes its rights. What fails, it tells.
        with suppress(OSError):
            rights.make(Path(where))
    engine = _engine(address, where)
    try:
        with told(where):
            migrate.bring_up_to_date(engine, now=now, hook=hook)
    except BaseException:
        engine.dispose()
        raise
    if engine.dialect.name == "sqlite":
        return Database(engine, sqlite.writing(engine), where)
    # What is read is of one moment, as on SQLite; writers lock the rows they touch.
    return Database(engine.execution_options(isolation_level="REPEATABLE READ"), engine, where)


def look(url: str | Path, *, now: datetime) -> Database:
    """Open a database that is there to read it, also as a user who may not write it.

    Who may write opens it as ever, and so upgrades an older one.

    Args:
        url: a path (SQLite), or an address as SQLAlchemy writes it.
        now: names the backup made before an upgrade.

    Raises:
        StoreError: it cannot be read, or is not omfeed's.
        SchemaTooNew: a newer omfeed wrote it.
    """
    address = address_of(url)
    file = Path(str(address.database))
    if address.get_backend_name() != "sqlite" or sqlite.in_memory(address) or looking.may_write(file):
        return connect(url, now=now)
    where = str(address.database)
    with told(where):
        engine, still = looking.engine(file)
    return Database(engine, sqlite.writing(engine), where, still)


def insert_missing(connection: Connection, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of one of our tables, passing over those whose key is there already."""
    if rows:
        connection.execute(missing(connection.dialect.name, table), rows)


@cache
def missing(dialect: str, table: Any) -> Any:
    """The statement that inserts rows into one of our tables, passing over those whose key is there already."""
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert_there

        return insert_there(table).on_conflict_do_nothing()
    from sqlalchemy.dialects.sqlite import insert as insert_here

    return insert_here(table).on_conflict_do_nothing()


def address_of(url: str | Path) -> URL:
    """The address that a path or text names.

    Raises:
        StoreError: it names no kind of database that is known.
    """
    if isinstance(url, Path) or "://" not in url:
        return URL.create("sqlite", database=str(url))
    try:
        address = make_url(url)
        address = address.set(drivername=_DRIVERS.get(address.drivername, address.drivername))
        address.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise StoreError(
            "The database's address is not understood.",
            hint="Write a path, such as omfeed.db, or postgresql://user@host/database.",
        ) from error
    return address


def _engine(address: URL, where: str) -> Engine:
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address, poolclass=sqlite.pool(address), connect_args=sqlite.connect_args())
        sqlite.prepare(engine)
        return engine
    try:
        return create_engine(address, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StoreError(
            f"The driver for {where} is not installed ({error.name}).",
            hint="Install it: pip install 'psycopg[binary]'.",
        ) from error
