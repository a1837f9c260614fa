"""An open database with its fault points: what the faces of the store are built on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from omfeed.faults import Hook, nothing

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from omfeed.store.database import Database


class Opened:
    """An open database; use it as a context manager, or close it."""

    def __init__(self, opened: Database, hook: Hook = nothing) -> None:
        self._database = opened
        self._hook = hook

    @classmethod
    def look(cls, url: str | Path, *, now: datetime) -> Self:
        """Open a database that is there to read it, also as a user who may not write it; nothing is made beside it.

        Args:
            url: a path (SQLite) or an address.
            now: the moment, for the name of a backup, should this user be one who may upgrade it.

        Raises:
            StoreError: it cannot be read, belongs to another program, or needs an upgrade by who may write.
            SchemaTooNew: a newer omfeed wrote it.
        """
        from omfeed.store.database import look

        return cls(look(url, now=now))

    def close(self) -> None:
        """Close it; it cannot be used afterwards."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def where(self) -> str:
        """The database as a person knows it: a path, or an address without its password."""
        return self._database.where

    @property
    def path(self) -> Path | None:
        """Its file, or none when it is on a server or in memory."""
        return self._database.file

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one moment of the database; for the rooms of the store alone."""
        return self._database.reading()

    @contextmanager
    def writing(self, name: str) -> Iterator[Connection]:
        """A transaction, with a point before it becomes lasting and one after; for the rooms of the store alone.

        Args:
            name: what is written; the points are ``<name>.before-commit`` and ``<name>.committed``.
        """
        with self._database.writing() as connection:
            yield connection
            self._hook(f"{name}.before-commit")
        self._hook(f"{name}.committed")
