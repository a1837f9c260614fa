"""The face of the store for those who care for the database as a whole; an ordinary night loads none of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from omfeed.faults import Hook, nothing
from omfeed.store.opened import Opened

if TYPE_CHECKING:
    from omfeed.store.retention import Pruned, Retention


class Cared(Opened):
    """Checking, copying and clearing out an open database."""

    def check(self, *, bodies: bool = True) -> tuple[str, ...]:
        """What is wrong with the database, each in words for a person; empty when it is sound.

        Args:
            bodies: whether every kept body is unpacked and compared with its hash, too.
        """
        from omfeed.store import upkeep

        with self.reading() as connection:
            return tuple(upkeep.problems(connection, bodies=bodies))

    def backup(self, target: Path) -> int:
        """Write a whole, checked copy to a file and give its size in bytes; runs may go on meanwhile.

        Raises:
            StoreError: the database is on a server, or the copy could not be written or is not sound.
        """
        from omfeed.store import upkeep

        with self._database.apart() as connection:
            return upkeep.back_up(connection, target)

    @staticmethod
    def restore(backup: Path, target: Path, *, now: datetime, hook: Hook = nothing) -> Path | None:
        """Put a backup in the place of a database that nobody has open; see ``upkeep.restore``.

        Returns:
            where what was there is kept, or none.

        Raises:
            SchemaTooNew: a newer omfeed wrote the backup.
            StoreError: the backup is not a sound database of omfeed's, or the database is in use.
        """
        from omfeed.store import upkeep

        return upkeep.restore(backup, target, now=now, hook=hook)

    def export(self, path: Path) -> Mapping[str, int]:
        """Write every row to a file of JSON lines (``.gz``: compressed) and say how many of each table."""
        from omfeed.store import export

        with self.reading() as connection:
            return export.write(connection, path)

    def import_(self, path: Path) -> Mapping[str, int]:
        """Read such a file into this database, which must be empty; all of it or nothing.

        Raises:
            SchemaTooNew: a newer omfeed wrote the file.
            StoreError: the database is not empty, or the file is not a whole export.
        """
        from omfeed.store import export

        with self.writing("import") as connection:
            return export.read(connection, path)

    def prune(self, policy: Retention | None = None, *, now: datetime) -> Pruned:
        """Forget raw bodies, fetch logs and settled deliveries that are older than the policy keeps; never history.

        Raises:
            ValueError: the policy keeps less than nothing, or no body at all.
        """
        from omfeed.store import retention

        with self.writing("prune") as connection:
            return retention.prune(connection, policy or retention.Retention(), now)

    def vacuum(self) -> int:
        """Give unused room back to the disk and say how many bytes; needs as much free room meanwhile."""
        from omfeed.store import upkeep

        with self._database.apart() as connection:
            return upkeep.compact(connection)
