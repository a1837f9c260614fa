"""Brings a database to the schema of this program, or refuses one that is newer.

The usual night finds them equal and loads nothing of alembic. Otherwise the file is copied beside itself first; the
whole upgrade is one transaction; references are checked and rows counted before it is committed, so that a database is
either as it was or as it should be.
"""

from __future__ import annotations

import glob
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import column, func, inspect, select, table
from sqlalchemy.exc import DBAPIError

from omfeed import resources
from omfeed.errors import SchemaTooNew, StoreError
from omfeed.faults import Hook, nothing
from omfeed.store import postgres, sqlite
from omfeed.store.schema import HEAD, REVISIONS
from omfeed.text.counting import counted

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

log = logging.getLogger(__name__)

VERSION: Final = table("alembic_version", column("version_num"))
"""Where the schema of a database is written."""


def bring_up_to_date(engine: Engine, *, now: datetime, hook: Hook = nothing) -> None:
    """Create or upgrade the schema where that is needed.

    Args:
        engine: the database.
        now: names the backup that is made before an upgrade.
        hook: called at named points of an upgrade.

    Raises:
        SchemaTooNew: the database was written by a newer omfeed.
        StoreError: it belongs to another program, or the upgrade failed and was undone.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            sqlite.claim(connection)
        found = _stored(connection)
        if found == HEAD:
            return
        connection.rollback()
        if found is not None and found not in REVISIONS:
            raise SchemaTooNew(
                f"{_where(engine)} was written by a newer omfeed (schema {found}; this one knows up to {HEAD}).",
                hint="Install that version of omfeed, or restore the backup made before it was upgraded.",
            )
    if engine.dialect.name == "sqlite":
        _upgrade_file(engine, found, now, hook)
    else:
        _upgrade_server(engine, hook)


def _stored(connection: Connection) -> str | None:
    """The schema's revision as the database says it, or none in an empty database."""
    try:
        return connection.execute(select(VERSION.c.version_num)).scalar()
    except DBAPIError:
        connection.rollback()
        if inspect(connection).has_table("alembic_version"):
            raise
        return None


def _upgrade_file(engine: Engine, found: str | None, now: datetime, hook: Hook) -> None:
    with engine.connect() as connection:
        raw = sqlite.driver(connection)
        if found is not None and not sqlite.in_memory(engine.url):
            _back_up(Path(str(engine.url.database)), connection, found, now, hook)
        hook("migrate.backed-up")
        with sqlite.without_foreign_keys(raw):
            writer = connection.execution_options(omfeed_writes=True)
            with writer.begin():
                # Another process may have been quicker while we waited for the lock.
                if _in_transaction(writer) == HEAD:
                    return
                with _nothing_lost(writer):
                    _run_alembic(writer)
                broken = sqlite.broken_references(raw)
                if broken:
                    raise StoreError(
                        f"Upgrading {_where(engine)} would leave {broken[0]}; it was left as it was.",
                        hint="Check it with omfeed db check, and report this.",
                    )
                hook("migrate.before-commit")
    hook("migrate.committed")


def _in_transaction(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(select(VERSION.c.version_num)).scalar()


def _back_up(path: Path, connection: Connection, found: str, now: datetime, hook: Hook) -> None:
    # An upgrade that was killed while it copied leaves half a copy under the name of its moment.
    for half in path.parent.glob(f"{glob.escape(path.name)}.*.bak.part"):
        half.unlink(missing_ok=True)
    target = path.with_name(f"{path.name}.{found}-{now:%Y%m%dT%H%M%SZ}.bak")
    sqlite.copy_to(sqlite.driver(connection), target, hook)
    log.info("upgrading %s to schema %s; a backup is in %s", path, HEAD, target)


def _upgrade_server(engine: Engine, hook: Hook) -> None:
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            postgres.lock_schema(connection)
        if _in_transaction(connection) == HEAD:
            return
        with _nothing_lost(connection):
            _run_alembic(connection)
        hook("migrate.before-commit")
    hook("migrate.committed")


@contextmanager
def _nothing_lost(connection: Connection) -> Iterator[None]:
    """A table that is still there afterwards must not have fewer rows than before."""
    before = _counts(connection)
    yield
    after = _counts(connection)
    for name, rows in before.items():
        if name in after and after[name] < rows:
            raise StoreError(
                f"Upgrading the database would lose {counted(rows - after[name], 'row')} of {name}; it was left "
                "as it was.",
                hint="Report this; the backup beside the database is whole.",
            )


def _counts(connection: Connection) -> Mapping[str, int]:
    names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    return {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names}


def _run_alembic(connection: Connection) -> None:
    # Loaded here only: it costs a quarter of a second that an ordinary night must not pay.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(resources.path("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)


def _where(engine: Engine) -> str:
    return str(engine.url.database) if engine.dialect.name == "sqlite" else engine.url.render_as_string()
