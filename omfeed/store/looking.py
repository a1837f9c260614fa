"""Opens a database file for somebody who may read it and not write: another user, a folder mounted read-only.

A write-ahead log wants two files beside the database. Where they lie there, SQLite reads them along. Where they do not,
nobody is writing, and the file is read as one that does not change; should it change all the same, that is told and
nothing is answered from it. A reader never makes those files: they would be the reader's, and would keep the next night
from writing.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import URL, create_engine, select
from sqlalchemy.pool import QueuePool

from omfeed.errors import SchemaTooNew, StoreError
from omfeed.store import sqlite
from omfeed.store.migrate import VERSION
from omfeed.store.schema import HEAD, REVISIONS

if TYPE_CHECKING:
    from sqlalchemy import Engine

_LOG: Final = "-wal"
_INDEX: Final = "-shm"
_ASK: Final = "Ask as the user who runs omfeed, or have that user call `omfeed db check` once; then it can be read."


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file looks like from outside; two that are equal hold the same."""

    inode: int
    size: int
    """Bytes."""
    changed: int
    """When it was written last, in nanoseconds."""


def may_write(file: Path) -> bool:
    """Whether this user may write a database: the file, and its folder, in which the write-ahead log is kept.

    Args:
        file: a database that is there.
    """
    return os.access(file, os.W_OK) and os.access(file.absolute().parent, os.W_OK | os.X_OK)


def address(file: Path) -> str:
    """The address under which SQLite reads a file without writing anything to it or beside it.

    Args:
        file: a database that is there.

    Raises:
        StoreError: it cannot be read so.
    """
    if not os.access(file, os.R_OK):
        raise StoreError(
            f"The database {file} may not be read by this user.",
            hint="Ask as the user who runs omfeed, or have that user let you read it.",
        )
    log, index = (file.with_name(file.name + ending) for ending in (_LOG, _INDEX))
    if not log.exists() or (not index.exists() and log.stat().st_size == 0):
        return f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    if not index.exists():
        raise StoreError(
            f"The last changes of the database {file} lie in {log.name}, and only who may write can take them in.",
            hint=_ASK,
        )
    if unread := [one.name for one in (log, index) if not os.access(one, os.R_OK)]:
        raise StoreError(
            f"The database {file} is in use, and {' and '.join(unread)} beside it may not be read by this user.",
            hint="Have the user who runs omfeed let you read the files beside it, too, or wait until the run is over.",
        )
    return f"{file.absolute().as_uri()}?mode=ro"


def engine(file: Path) -> tuple[Engine, Stamp | None]:
    """An engine that reads a file, and what the file looked like where that must not change meanwhile.

    Args:
        file: a database that is there.

    Raises:
        StoreError: it cannot be read without writing, is not omfeed's, or an older omfeed wrote it.
        SchemaTooNew: a newer omfeed wrote it.
    """
    seen = stamp(file)
    uri = address(file)
    made = create_engine(
        URL.create("sqlite", database=str(file)),
        poolclass=QueuePool,
        creator=lambda: sqlite3.connect(
            uri, uri=True, isolation_level=None, timeout=sqlite.WAIT_SECONDS, check_same_thread=False
        ),
    )
    sqlite.prepare(made)
    try:
        _see(made, file)
    except BaseException:
        made.dispose()
        raise
    return made, seen if "immutable" in uri else None


def stamp(file: Path) -> Stamp:
    """What a file looks like now."""
    state = file.stat()
    return Stamp(state.st_ino, state.st_size, state.st_mtime_ns)


def changed(file: Path) -> StoreError:
    """The error for a file that was written while it was read."""
    return StoreError(
        f"The database {file} was written to while it was read.", hint="A run goes on: ask again in a moment."
    )


def _see(made: Engine, file: Path) -> None:
    """See that a file is omfeed's and of the schema that this omfeed reads."""
    with made.connect() as connection:
        raw = sqlite.driver(connection)
        if raw.execute("PRAGMA application_id").fetchone()[0] != sqlite.APPLICATION_ID:
            raise sqlite.foreign(str(file))
        found = connection.execute(select(VERSION.c.version_num)).scalar()
    if found == HEAD:
        return
    if found not in REVISIONS:
        raise SchemaTooNew(
            f"{file} was written by a newer omfeed (schema {found}; this one knows up to {HEAD}).",
            hint="Look with that version of omfeed.",
        )
    raise StoreError(
        f"{file} was written by an older omfeed (schema {found}), and this user may not upgrade it.",
        hint="The next run of the user who runs omfeed upgrades it; then it can be read.",
    )
