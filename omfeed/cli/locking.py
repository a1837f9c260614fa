"""One run at a time, from the command line's side: which file is locked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from omfeed.cli.context import Cli
from omfeed.lock import only_one


@contextmanager
def locked(cli: Cli) -> Iterator[None]:
    """Hold the lock of the database for the length of the block.

    Raises:
        Busy: another run holds it; nothing was touched.
    """
    database = cli.config.database
    # A database on a server has no file to lock beside; the folder of digests is what two runs would both write to.
    path = Path(f"{database}.lock") if isinstance(database, Path) else cli.config.output / ".omfeed.lock"
    with only_one(path):
        yield
