"""Who runs omfeed as a systemd service: a user who may write where a run writes, chosen and tried before anything is
installed.

A user who is named is taken. Else whoever owns the folder of the database is, unless that is root: omfeed needs none of
root's powers. What root owns can be run by a user that systemd makes up for the service (``DynamicUser``), who may
write to ``/var/lib/omfeed`` and to nothing else, so that all of it must lie there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR
from typing import Final

from omfeed.config import Config
from omfeed.errors import ConfigError

STATE: Final = Path("/var/lib/omfeed")
"""The folder that systemd makes for a user it makes up (``StateDirectory=omfeed``) …"""
_STATE: Final = (STATE, Path("/var/lib/private/omfeed"))
"""… and where that really lies."""
_MADE_UP: Final = range(61_184, 65_520)
"""Numbers of users that systemd makes up."""
_NOBODY: Final = 2**31
"""The number of no user, who may do what everybody may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What a run touches."""

    written: tuple[Path, ...]
    """Folders, absolute; that of the database first."""
    read: tuple[Path, ...]
    """Files and folders that are there, absolute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """Who runs it."""

    user: str
    """Empty: one that systemd makes up."""
    writable: tuple[Path, ...]
    """Folders that the service must be given to write to."""
    why: str
    """Why it is this one, in a sentence."""


def places(config: Config, file: Path, program: Path) -> Places:
    """What a run under this configuration touches.

    Args:
        config: the configuration.
        file: its file, absolute.
        program: the command, absolute.
    """
    written = [config.database.parent] if isinstance(config.database, Path) else []
    written += [config.output, config.outbox.parent]
    written += [config.metrics.parent] if config.metrics else []
    certificate = config.graph.certificate if config.graph else None
    read = [file, config.fleet_file, *config.templates, *([certificate] if certificate else []), program]
    return Places(
        written=tuple(dict.fromkeys(folder.absolute() for folder in written)),
        read=tuple(path.absolute() for path in (*read, Path(sys.executable).resolve()) if _state(path)),
    )


def choose(wanted: Places, asked: str = "") -> Runner:
    """Who runs it.

    Args:
        wanted: what a run touches.
        asked: the name that was given; empty: none.

    Raises:
        ConfigError: no user can be found who may do what a run does; the hint says how there will be one.
    """
    if asked:
        who = _named(asked)
        return Runner(user=asked, writable=_tried(wanted, who), why=f"It runs as {asked}, as you said.")
    home = wanted.written[0]
    owner = _nearest(home).stat().st_uid
    if owner != 0 and owner not in _MADE_UP:
        who = _numbered(owner, home)
        return Runner(user=who.name, writable=_tried(wanted, who), why=f"It runs as {who.name}, who owns {home}.")
    astray = [folder for folder in wanted.written if not any(folder.is_relative_to(state) for state in _STATE)]
    if astray:
        raise ConfigError(
            f"Nobody but root may write to {', '.join(map(str, astray))}, and omfeed is not to run as root.",
            hint=f"Make a user who owns it: sudo useradd --system omfeed && sudo chown -R omfeed {astray[0]}; then"
            " call this again. "
            f"Or put omfeed.toml and all of it into {STATE}, where a user that systemd makes up may write.",
        )
    # What lies in that folder is given to this user when the service starts.
    elsewhere = tuple(path for path in wanted.read if not any(path.is_relative_to(state) for state in _STATE))
    _tried(Places(written=(), read=elsewhere), _User(name="a user that systemd makes up", number=_NOBODY))
    return Runner(
        user="", writable=(), why=f"It runs as a user that systemd makes up, who owns {STATE} and nothing else."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _User:
    """Somebody, as the system knows them."""

    name: str
    number: int
    groups: frozenset[int] = frozenset()

    def may(self, path: Path, bits: int) -> bool:
        """Whether somebody without any power may do that with what is there; every folder above must let them through.

        Args:
            path: a file or folder.
            bits: as of ``chmod`` for one class: 4 read, 2 write, 1 enter.
        """
        return all(self._may(above, 1) for above in path.parents) and self._may(path, bits)

    def _may(self, path: Path, bits: int) -> bool:
        state = _state(path)
        if state is None:
            # Whoever cannot even look cannot say that somebody else may.
            return False
        place = 6 if state.st_uid == self.number else 3 if state.st_gid in self.groups else 0
        return (state.st_mode >> place) & bits == bits or _has_list(path)


def _state(path: Path) -> os.stat_result | None:
    """What the system says of a path; none where there is nothing, or this user may not look."""
    try:
        return path.stat()
    except OSError:
        return None


def _is_folder(path: Path) -> bool:
    state = _state(path)
    return state is not None and S_ISDIR(state.st_mode)


def _has_list(path: Path) -> bool:
    """Whether an access list says more of who may use it than its mode; it is believed to let them."""
    with suppress(AttributeError, OSError):
        return "system.posix_acl_access" in os.listxattr(path)
    return False


def _named(name: str) -> _User:
    import pwd

    try:
        known = pwd.getpwnam(name)
    except KeyError:
        raise ConfigError(
            f"There is no user “{name}” on this machine.",
            hint=f"Make one: sudo useradd --system {name}; then let it own the folder of omfeed.toml.",
        ) from None
    return _User(name=name, number=known.pw_uid, groups=frozenset(os.getgrouplist(name, known.pw_gid)))


def _numbered(number: int, home: Path) -> _User:
    import pwd

    try:
        return _named(pwd.getpwuid(number).pw_name)
    except KeyError:
        raise ConfigError(
            f"{home} belongs to user {number}, who has no name on this machine.",
            hint=f"Let somebody own it who has: sudo chown -R NAME {home}.",
        ) from None


def _tried(wanted: Places, who: _User) -> tuple[Path, ...]:
    """The folders that the service must be given to write to, once a user was found able to run it.

    A folder that is not there yet is made by the run within one that is; the service is given what is there.

    Raises:
        ConfigError: the user may not do what a run does.
    """
    for path in wanted.read:
        if not who.may(path, 5 if _is_folder(path) else 4):
            raise ConfigError(
                f"{_cap(who.name)} may not read {path}.",
                hint="Let them read it and enter every folder above it, or put it where they may (an installation in "
                "somebody's home is closed to others).",
            )
    there = [folder for folder in wanted.written if _is_folder(folder)]
    for folder in wanted.written:
        if folder not in there and not any(folder.is_relative_to(one) for one in there):
            raise ConfigError(
                f"The folder {folder} is not there, and the service could not make it.",
                hint=f"Make it: sudo install -d -o {who.name} {folder}",
            )
    for path in (*there, *_files(there[:1])):
        if not who.may(path, 7 if _is_folder(path) else 6):
            raise ConfigError(
                f"{_cap(who.name)} may not write to {path}.",
                hint=f"Let them own it: sudo chown -R {who.name} {path}. Or name another user with --user.",
            )
    return tuple(one for one in there if not any(one != other and one.is_relative_to(other) for other in there))


def _files(folders: Iterable[Path]) -> list[Path]:
    """The databases and locks there: what root made by trying a run is root's, and the service must write it."""
    names = (".db", ".db-wal", ".db-shm", ".lock")
    found: list[Path] = []
    for folder in folders:
        with suppress(OSError):
            found += [path for path in sorted(folder.iterdir()) if path.name.endswith(names)]
    return found


def _nearest(folder: Path) -> Path:
    return next(one for one in (folder, *folder.parents) if _state(one))


def _cap(name: str) -> str:
    return f"A{name[1:]}" if name.startswith("a user ") else name
