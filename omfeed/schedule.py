"""What makes omfeed run every night, as text: hardened systemd services with their timers, or lines of cron. Pure."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SERVICE: Final = "omfeed.service"
TIMER: Final = "omfeed.timer"
POST_SERVICE: Final = "omfeed-deliver.service"
POST_TIMER: Final = "omfeed-deliver.timer"
_QUARTERS: Final = (7, 22, 37, 52)
"""Minutes at which the post goes: beside those at which nights begin, since only one of the two works at a time."""
MARK: Final = "# Written by `omfeed schedule install`."
_SHARED: Final = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108  # named to be told apart, nothing is put there
_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_USER: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,31}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How omfeed is to be run."""

    program: Path
    """The command ``omfeed``, absolute."""
    config: Path
    """omfeed.toml, absolute; runs start in its folder."""
    writable: tuple[Path, ...] = ()
    """Folders that a run writes to, absolute, besides that of a user whom systemd makes up."""
    user: str = ""
    """Who runs it; empty: a user that systemd makes up (``DynamicUser``), who owns ``/var/lib/omfeed``."""
    environment: Path | None = None
    """File with the secrets, lines of NAME=value; absolute."""
    at: str = "03:00"
    """Time of day, local."""


def fault(wish: Wish) -> str:
    """What is wrong with a wish, in words, or nothing."""
    if not _TIME.fullmatch(wish.at):
        return f"{wish.at!r} is no time of day such as 03:00."
    if wish.user and not _USER.fullmatch(wish.user):
        return f"{wish.user!r} is no name of a user."
    named = (wish.program, wish.config, *wish.writable, *((wish.environment,) if wish.environment else ()))
    for path in named:
        if not path.is_absolute() or re.search(r"[\x00-\x1f\x7f]", str(path)):
            return f"{str(path)!r} is no absolute path that a unit file can hold."
    return ""


def units(wish: Wish) -> Mapping[str, str]:
    """The unit files by name."""
    who = f"User={wish.user}" if wish.user else "DynamicUser=yes\nStateDirectory=omfeed\nStateDirectoryMode=0750"
    secrets = f"EnvironmentFile=-{_plain(wish.environment)}\n" if wish.environment else ""
    writable = f"ReadWritePaths={' '.join(map(_quoted, wish.writable))}\n" if wish.writable else ""
    # A service with a /tmp of its own does not see what lies in everybody's.
    shared = any(path.is_relative_to(place) for path in (wish.config, *wish.writable) for place in _SHARED)

    def service(what: str, command: str, well: str) -> str:
        return f"""{MARK}
[Unit]
Description={what}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
{who}
WorkingDirectory={_plain(wish.config.parent)}
{secrets}ExecStart={_quoted(wish.program)} --quiet --config {_argument(wish.config)} {command}
SuccessExitStatus={well}
TimeoutStartSec=1h
UMask=0027
ProtectSystem=strict
ProtectHome=read-only
{writable}PrivateTmp={"no" if shared else "yes"}
PrivateDevices=yes
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
ProtectProc=invisible
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
MemoryMax=1G
"""

    return {
        SERVICE: service("omfeed: what changed for the devices you manage", "run", "3"),
        TIMER: _timer("omfeed every night", f"*-*-* {wish.at}:00", "RandomizedDelaySec=10min\nPersistent=yes"),
        POST_SERVICE: service("omfeed: what is due to be sent", "deliver", "3 4"),
        POST_TIMER: _timer("omfeed's post by day", f"*:{','.join(f'{one:02}' for one in _minutes(wish))}", ""),
    }


def _timer(what: str, when: str, more: str) -> str:
    return f"""{MARK}
[Unit]
Description={what}

[Timer]
OnCalendar={when}
{more + chr(10) if more else ""}
[Install]
WantedBy=timers.target
"""


def _minutes(wish: Wish) -> tuple[int, ...]:
    """The minutes of the post, none of which is that of the night."""
    night = int(wish.at.partition(":")[2])
    return tuple(sorted(one + 1 if one == night else one for one in _QUARTERS))


def crontab(wish: Wish) -> str:
    """The lines for a crontab of the user that runs omfeed: the night's, and that of the post by day."""
    hour, minute = wish.at.split(":")
    secrets = f"set -a; . {shlex.quote(str(wish.environment))}; set +a; " if wish.environment else ""
    command = (
        f"cd {shlex.quote(str(wish.config.parent))} && {secrets}{shlex.quote(str(wish.program))} "
        f"--quiet --config {shlex.quote(str(wish.config))}"
    )
    # In a crontab a % ends the command.
    escaped = command.replace("%", "\\%")
    post = ",".join(map(str, _minutes(wish)))
    return f"{int(minute)} {int(hour)} * * *  {escaped} run\n{post} * * * *  {escaped} deliver\n"


def _plain(path: Path) -> str:
    """A path as a setting that takes the rest of the line; % begins a specifier."""
    return str(path).replace("%", "%%")


def _quoted(path: Path) -> str:
    """A path as one word of a list."""
    text = _plain(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _argument(path: Path) -> str:
    """A path as one word of a command line, where $ begins a variable."""
    return _quoted(path).replace("$", "$$")
