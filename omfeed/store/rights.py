"""Who may read what the store writes: its owner and the owner's group, however lax the umask is.

The database holds devices, owners and posts of the tenant, so neither it nor a copy of it is ever made for everybody on
the machine to read. What an administrator set is not loosened: a copy is no more open than what it is a copy of, and
what takes the place of a file is no more open than that file was. On Windows a folder's rights are those of its files.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE
from typing import Final

MOST: Final = 0o640
"""The owner reads and writes, the group reads: a group of readers is let in by owning the folder."""


def make(path: Path, *like: Path) -> None:
    """Make an empty file with the rights of ours, unless it is there; a stricter umask makes it stricter.

    Args:
        path: the file.
        like: files whose rights bound those of the new one, where they are there: what it is a copy of, whose place it
            takes.

    Raises:
        OSError: there is no such folder, or nothing may be written there.
    """
    mode = MOST
    for one in like:
        with suppress(FileNotFoundError):
            mode &= S_IMODE(one.stat().st_mode)
    # Its owner must be able to write it, whatever it is a copy of: a backup may be kept read-only.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode | 0o600))


def take_over(path: Path, old: Path) -> None:
    """Give a file the rights and, where this user may, the owner of the one whose place it will take.

    So a database that root puts back stays that of the user who runs omfeed.

    Raises:
        OSError: a file is not there, or the rights cannot be set.
    """
    if os.name != "posix":
        return
    was = old.stat()
    with suppress(PermissionError):
        os.chown(path, was.st_uid, was.st_gid)
    path.chmod(S_IMODE(was.st_mode))
