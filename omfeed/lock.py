"""One run at a time: a lock that the operating system drops when its holder dies, so that it is never stale."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from omfeed.errors import Busy, StoreError


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock of that file for the length of the block.

    Args:
        path: the lock file; it stays behind empty and means nothing by itself.

    Raises:
        Busy: somebody else holds it; nothing was touched.
        StoreError: the file cannot be made.
    """
    from filelock import FileLock, Timeout

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, blocking=False)
        lock.acquire()
    except Timeout as error:
        raise Busy(
            f"Another run of omfeed is in progress ({path} is locked).", hint="Nothing was touched; try again later."
        ) from error
    except OSError as error:
        raise StoreError(
            f"The lock file {path} cannot be made ({error.strerror or error}).",
            hint="Check that the folder exists and that this user may write to it.",
        ) from error
    try:
        yield
    finally:
        lock.release()
