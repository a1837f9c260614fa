"""Upgrades of a database, each in a process of its own that dies at its nth point, as by a power cut.

``python -m tests.kit.upgrading MIGRATIONS FOLDER:POINT …``: for each folder its ``omfeed.db`` is opened, and so brought
up to date, in a child of this process, which kills itself at the point of that number (0: lives to the end). Points are
the named ones of an upgrade, and each statement that it sends to the database. ``MIGRATIONS`` names a folder that holds
``migrations`` in place of those of this omfeed, or is ``-``. Prints a line a folder: the signal that ended the child
(0: none), its exit code, and the points it passed.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from omfeed import resources
from omfeed.store import Store, migrate
from omfeed.store.schema import REVISIONS

NOW = datetime(2026, 3, 2, 3, tzinfo=UTC)
LATER = "9001"
"""The revision that the other migrations end with."""


def upgrade(path: Path, die_at: int) -> list[str]:
    """Open a database, and die at the point of that number; gives the points that were passed."""
    passed: list[str] = []

    def hook(point: str) -> None:
        passed.append(point)
        if len(passed) == die_at:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    def statement(connection: Any, cursor: Any, words: str, *rest: Any) -> None:
        del connection, cursor, rest
        hook(f"statement:{words.split()[0]}")

    event.listen(Engine, "before_cursor_execute", statement)
    try:
        Store.open(path, now=NOW, hook=hook).close()
    finally:
        event.remove(Engine, "before_cursor_execute", statement)
    return passed


def main(migrations: str, jobs: list[str]) -> None:
    """Run every job in a child of its own, which is started with everything loaded."""
    if migrations != "-":
        # What a later omfeed would know.
        resources.path = lambda name: Path(migrations) / name  # type: ignore[assignment]  # of this process alone
        migrate.REVISIONS, migrate.HEAD = (*REVISIONS, LATER), LATER  # type: ignore[misc,assignment]  # likewise
    import alembic.command
    import alembic.config  # noqa: F401  # loaded once, before the children

    for job in jobs:
        folder, _, point = job.rpartition(":")
        out, into = os.pipe()
        child = os.fork()
        if not child:
            os.close(out)
            passed = upgrade(Path(folder) / "omfeed.db", int(point))
            os.write(into, " ".join(passed).encode())
            os._exit(0)
        os.close(into)
        with os.fdopen(out, "rb") as told:
            words = told.read().decode()
        _, status = os.waitpid(child, 0)
        died = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0
        sys.stdout.write(f"{died} {code} {words}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
