"""Care for the database as a whole: is it sound, copy it, put a copy back, give room back.

A copy can be made while runs go on. Putting one back keeps what was there beside it, and the new file takes its place
in one step, so that there is always a whole database under its name.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from omfeed.errors import SchemaTooNew, StoreError
from omfeed.faults import Hook, nothing
from omfeed.store import rights, schema, snapshots, sqlite
from omfeed.store.schema import HEAD, REVISIONS
from omfeed.store.trouble import told

if TYPE_CHECKING:
    from sqlalchemy import Connection


def problems(connection: Connection, *, bodies: bool = True) -> Iterator[str]:
    """What is wrong with the database, each in words for a person; none when it is sound.

    Args:
        bodies: whether every kept body is unpacked and compared with its hash, too.
    """
    if connection.dialect.name == "sqlite":
        raw = sqlite.driver(connection)
        yield from (f"the file is damaged: {fault}" for fault in sqlite.faults(raw))
        yield from sqlite.broken_references(raw)
    yield from _contradictions(connection)
    if bodies:
        query = select(schema.body.c.sha256, schema.body.c.data, schema.body.c.codec)
        for sha256, data, codec in connection.execution_options(yield_per=50).execute(query):
            try:
                snapshots.unpacked(data, codec, sha256)
            except StoreError as error:
                yield error.message


def _contradictions(connection: Connection) -> Iterator[str]:
    """What no constraint can forbid: rows that must have a partner and have none."""
    entry, revision, change = schema.entry, schema.revision, schema.change
    latest = and_(revision.c.entry_id == entry.c.id, revision.c.number == entry.c.latest)
    lonely = {
        "entries without their latest revision": (
            select(func.count()).select_from(entry).where(~select(revision.c.id).where(latest).exists())
        ),
        "entries without a story": select(func.count()).select_from(entry).where(entry.c.story.is_(None)),
        "changes without an assessment": (
            select(func.count())
            .select_from(change)
            .where(~select(schema.assessment.c.change_id).where(schema.assessment.c.change_id == change.c.id).exists())
        ),
        "kept bodies that belong to no snapshot and no page": (
            select(func.count())
            .select_from(schema.body)
            .where(
                ~select(schema.snapshot.c.id).where(schema.snapshot.c.sha256 == schema.body.c.sha256).exists(),
                ~select(schema.page.c.url).where(schema.page.c.sha256 == schema.body.c.sha256).exists(),
            )
        ),
        "sources whose last body is not kept": (
            select(func.count())
            .select_from(schema.source)
            .where(
                schema.source.c.body_hash != "",
                ~select(schema.body.c.sha256).where(schema.body.c.sha256 == schema.source.c.body_hash).exists(),
            )
        ),
    }
    for what, query in lonely.items():
        count = connection.execute(query).scalar_one()
        if count:
            yield f"{count} {what}"


def back_up(connection: Connection, target: Path) -> int:
    """Write a whole copy of the database as it stands; runs may go on meanwhile.

    Returns:
        its size in bytes.

    Raises:
        StoreError: the database is on a server, or the copy is not sound.
    """
    if connection.dialect.name != "sqlite":
        raise StoreError("A database on a server is not a file.", hint="Back it up with pg_dump, or use db export.")
    try:
        sqlite.copy_to(sqlite.driver(connection), target)
    except OSError as error:
        raise StoreError(
            f"The backup {target} cannot be written ({error.strerror}).",
            hint="See that its folder exists and that the user who runs omfeed may write there.",
        ) from error
    with told(str(target)):
        _verify(target)
    return target.stat().st_size


def restore(backup: Path, target: Path, *, now: datetime, hook: Hook = nothing) -> Path | None:
    """Put a backup in the place of a database; what was there is kept beside it.

    Args:
        backup: a file that ``backup`` or an upgrade made.
        target: the database, which need not exist.
        now: names the copy of what was there.
        hook: called at named points.

    Returns:
        the copy of what was there, or none.

    Raises:
        SchemaTooNew: a newer omfeed wrote the backup.
        StoreError: the backup is not a sound database of omfeed's, or the database is in use.
    """
    if not backup.is_file():
        raise StoreError(f"There is no backup {backup}.", hint="Name a file that omfeed db backup wrote.")
    with told(str(backup)):
        _verify(backup)
    with told(str(target)):
        aside = _put_aside(target, now) if target.exists() else None
        hook("restore.put-aside")
        half = target.with_name(target.name + ".part")
        try:
            with closing(sqlite3.connect(backup)) as raw:
                sqlite.copy_to(raw, half)
            if target.exists():
                rights.take_over(half, target)
            hook("restore.copied")
            half.replace(target)
        finally:
            half.unlink(missing_ok=True)
        hook("restore.done")
    return aside


def _verify(path: Path) -> None:
    """See that a file is a sound database of omfeed's that this program can read.

    Raises:
        SchemaTooNew: a newer omfeed wrote it.
        StoreError: it is something else, or damaged.
    """
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as raw:
        if raw.execute("PRAGMA application_id").fetchone()[0] != sqlite.APPLICATION_ID:
            raise sqlite.foreign(str(path))
        faults = [*sqlite.faults(raw), *sqlite.broken_references(raw)]
        if faults:
            raise StoreError(f"{path} is damaged: {faults[0]}.", hint="Use another backup.")
        found = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    if found is None or found[0] not in REVISIONS:
        raise SchemaTooNew(
            f"{path} was written by a newer omfeed (schema {found and found[0]}; this one knows up to {HEAD}).",
            hint="Install that version of omfeed.",
        )


def _put_aside(target: Path, now: datetime) -> Path:
    """Keep what is there under another name, with its log, and see that nobody is writing it."""
    aside = target.with_name(f"{target.name}.replaced-{now:%Y%m%dT%H%M%SZ}.bak")
    log, shared = (target.with_name(target.name + suffix) for suffix in ("-wal", "-shm"))
    kept_log = aside.with_name(aside.name + "-wal")
    # Opening a damaged database may delete its log, so the log is kept before anything looks at the database.
    if log.exists():
        _copy(log, kept_log)
    try:
        with closing(sqlite3.connect(target, timeout=1.0, isolation_level=None)) as raw:
            raw.execute("BEGIN EXCLUSIVE")
            raw.execute("ROLLBACK")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        kept_log.unlink(missing_ok=True)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            kept_log.unlink(missing_ok=True)
            raise
        # It is damaged; that is why it is replaced.
    _copy(target, aside)
    # The log belongs to what is replaced and must not be taken for the new one's.
    log.unlink(missing_ok=True)
    shared.unlink(missing_ok=True)
    return aside


def _copy(source: Path, target: Path) -> None:
    rights.make(target, source)
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def compact(connection: Connection) -> int:
    """Give unused room back to the disk.

    Returns:
        bytes given back; 0 on a server, which sees to that itself.
    """
    if connection.dialect.name != "sqlite":
        return 0
    raw = sqlite.driver(connection)
    before, _ = sqlite.pages(raw)
    sqlite.compact(raw)
    after, _ = sqlite.pages(raw)
    return before - after
