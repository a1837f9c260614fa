"""Turns what a database says into a StoreError that tells a person what happened, where, and what to do next."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from omfeed.errors import StoreError

_BY_CODE: Final = {
    sqlite3.SQLITE_BUSY: (
        "is locked by another program",
        "Wait until it has finished (a backup, a copy, an open editor), then run again; nothing was lost.",
    ),
    sqlite3.SQLITE_LOCKED: (
        "is locked by another program",
        "Wait until it has finished, then run again; nothing was lost.",
    ),
    sqlite3.SQLITE_FULL: (
        "cannot grow because the disk is full",
        "Free some room (omfeed db vacuum gives back what is unused), then run again; nothing was lost.",
    ),
    sqlite3.SQLITE_READONLY: (
        "is read-only",
        "Let the user who runs omfeed write the file and its folder, or choose another database.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened",
        "See that its folder exists and that the user who runs omfeed may read and write there.",
    ),
    sqlite3.SQLITE_NOTADB: (
        "is not a database",
        "Choose another file, or restore a backup with omfeed db restore.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "is damaged",
        "Restore the latest backup with omfeed db restore; keep the damaged file for a look.",
    ),
    sqlite3.SQLITE_IOERR: (
        "cannot be read or written because the disk reports an error",
        "See to the disk first; then check the database with omfeed db check.",
    ),
    sqlite3.SQLITE_PERM: (
        "may not be used by this user",
        "Let the user who runs omfeed read and write the file and its folder.",
    ),
    sqlite3.SQLITE_TOOBIG: (
        "cannot hold a value as large as that",
        "Lower the size limit of the source that sends it.",
    ),
}
_NO_ROOM: Final = 256 * 1024
"""Bytes: with less room than this a write that failed failed for want of it."""


@contextmanager
def told(where: str) -> Iterator[None]:
    """Inside it, whatever the database or its driver raises leaves as a StoreError.

    Args:
        where: the database, as a person knows it: a path, or an address without its password.
    """
    try:
        yield
    except StoreError:
        raise
    except DBAPIError as error:
        raise in_words(error.orig or error, where, contradiction=isinstance(error, IntegrityError)) from error
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise in_words(error, where) from error


def in_words(error: BaseException, where: str, *, contradiction: bool = False) -> StoreError:
    """What a foreign error means, as an error of ours.

    Args:
        error: what the driver or the system raised.
        where: the database, as a person knows it.
        contradiction: whether a constraint refused the write.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int) and code & 0xFF in _BY_CODE:
        # A disk with no room for the files beside the database is an input-output error to SQLite.
        full = code & 0xFF == sqlite3.SQLITE_IOERR and _is_full(where)
        what, hint = _BY_CODE[sqlite3.SQLITE_FULL if full else code & 0xFF]
        return StoreError(f"The database {where} {what}.", hint=hint)
    if isinstance(error, PermissionError):
        what, hint = _BY_CODE[sqlite3.SQLITE_PERM]
        return StoreError(f"The database {where} {what}.", hint=hint)
    cause = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if contradiction:
        return StoreError(
            f"The database {where} refused a record that contradicts what it holds ({cause}).",
            hint="Check it with omfeed db check and report this with the log; nothing of that source was stored.",
        )
    return StoreError(f"The database {where} cannot be used ({cause}).", hint="See the log for the whole error.")


def _is_full(where: str) -> bool:
    """Whether the disk of a database has no room left to speak of."""
    try:
        return shutil.disk_usage(Path(where).resolve().parent).free < _NO_ROOM
    except OSError:
        return False
