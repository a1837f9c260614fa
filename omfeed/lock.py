"""One run at a time: a lock that the operating system drops when its holder dies, so that it is never stale."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
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
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        release = _acquired(path)
    except OSError as error:
        raise StoreError(
            f"The lock file {path} cannot be made ({error.strerror or error}).",
            hint="Check that the folder exists and that this user may write to it.",
        ) from error
    if release is None:
        raise Busy(
            f"Another run of omfeed is in progress ({path} is locked).", hint="Nothing was touched; try again later."
        )
    try:
        yield
    finally:
        release()


def _acquired(path: Path) -> Callable[[], None] | None:
    """What lets the lock go again, or none where somebody else holds it.

    Raises:
        OSError: the file cannot be made.
    """
    try:
        import fcntl
    except ImportError:
        return _acquired_by_library(path)
    # The call that filelock makes on these systems; loading it costs as much as asking five sources.
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except OSError:
        os.close(handle)
        raise
    return lambda: os.close(handle)


def _acquired_by_library(path: Path) -> Callable[[], None] | None:
    from filelock import FileLock, Timeout

    lock = FileLock(path, blocking=False)
    try:
        lock.acquire()
    except Timeout:
        return None
    return lock.release
