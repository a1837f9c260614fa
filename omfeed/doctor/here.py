"""Looks at this machine: room, clock, rights of files, templates, the last run. Values in, findings out."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from omfeed.doctor.finding import Finding, Verdict
from omfeed.errors import OmfeedError
from omfeed.model import Audience
from omfeed.publish import Edition, lay_out
from omfeed.store.values import RunRecord

MEGABYTE: Final = 1024 * 1024
_TIGHT: Final = 500 * MEGABYTE
_FULL: Final = 50 * MEGABYTE
_A_NIGHT: Final = timedelta(days=1)
_OVERDUE: Final = timedelta(hours=26)
_LONG: Final = timedelta(hours=1)
"""No run takes longer; a service that does is ended by systemd."""
_SLACK: Final = timedelta(minutes=5)
_DRIFT: Final = timedelta(minutes=2)
_ASTRAY: Final = timedelta(hours=1)
_BUILT: Final = 2026
"""No clock that is right shows a year before this program was written."""


def disk(where: Path, free: int) -> Finding:
    """Whether there is room for a run.

    Args:
        where: the folder that was measured.
        free: bytes that are free there.
    """
    words = f"{free // MEGABYTE:,} MB free at {where}"
    if free < _FULL:
        return Finding(
            what="disk", verdict=Verdict.BROKEN, words=words, todo="Make room: a run cannot record anything."
        )
    if free < _TIGHT:
        todo = "Make room; `omfeed db prune` and `omfeed db vacuum` give some back."
        return Finding(what="disk", verdict=Verdict.LOOK, words=words, todo=todo)
    return Finding(what="disk", words=words)


def clock(now: datetime, last: RunRecord | None) -> Finding:
    """Whether the clock can be right: it stands neither before this program nor before the last run."""
    words = f"it is {now:%Y-%m-%d %H:%M} UTC"
    todo = "Set the clock, and let the machine keep it by NTP."
    if now.year < _BUILT:
        return Finding(what="clock", verdict=Verdict.BROKEN, words=f"{words}, which cannot be", todo=todo)
    if last and (last.finished or last.started) > now + _SLACK:
        words = f"{words}, and the last run was at {last.started:%Y-%m-%d %H:%M}"
        return Finding(what="clock", verdict=Verdict.LOOK, words=words, todo=todo)
    return Finding(what="clock", words=words)


def drift(ahead: Mapping[str, timedelta]) -> Finding:
    """Whether our clock goes with those of the servers that were asked.

    Args:
        ahead: by host, how far its clock is ahead of ours. The middle one counts: a single server may be wrong.
    """
    what = "clock beside others"
    if not ahead:
        todo = "Compare the clock by hand, such as with `timedatectl`, or ask again when a source answers."
        return Finding(what=what, verdict=Verdict.LOOK, words="unknown: no server told the time", todo=todo)
    middle = sorted(ahead.values())[len(ahead) // 2]
    if abs(middle) <= _DRIFT:
        return Finding(what=what, words=f"it goes with that of {', '.join(sorted(ahead))}")
    side = "behind" if middle > timedelta() else "ahead of"
    words = f"it is {_length(abs(middle))} {side} what {', '.join(sorted(ahead))} say"
    todo = "Set the clock, and let the machine keep it by NTP: due dates, sign-in and certificates depend on it."
    return Finding(what=what, verdict=Verdict.BROKEN if abs(middle) > _ASTRAY else Verdict.LOOK, words=words, todo=todo)


def _length(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{round(minutes / 60)} hours" if minutes < 48 * 60 else f"{round(minutes / 1440)} days"


def zone(name: str, now: datetime) -> Finding:
    """Which day it is in the zone of the digests."""
    return Finding(what="time zone", words=f"{name}: it is {now.astimezone(ZoneInfo(name)):%Y-%m-%d %H:%M} there")


def last_night(now: datetime, night: RunRecord | None, last: RunRecord | None = None) -> Finding:
    """How the last whole night went, and when the next one is due, one night after it began.

    Args:
        now: the moment, UTC.
        night: the last whole night, or none.
        last: the last run of any kind; the critical lane, or a part of a night, takes the place of none.
    """
    what = "last night"
    if night is None:
        only = "only parts of a night have run" if last else "omfeed has not run yet"
        todo = "Run `omfeed run`, then see `omfeed schedule --help`."
        return Finding(what=what, verdict=Verdict.LOOK, words=only, todo=todo)
    went = f"{night.outcome}: {night.reason.rstrip('.')}" if night.reason else night.outcome
    words = f"{night.started:%Y-%m-%d %H:%M} UTC: {went}; next due {night.started + _A_NIGHT:%Y-%m-%d %H:%M} UTC"
    if now - night.started > _OVERDUE:
        todo = "Nothing runs it, or it does not come to its end: see `omfeed schedule show` and the machine's log."
        return Finding(what=what, verdict=Verdict.LOOK, words=words, todo=todo)
    if night.outcome == "running" and now - night.started > _LONG:
        todo = "It did not come to its end, or hangs: run `omfeed -v run` and read why."
        return Finding(what=what, verdict=Verdict.LOOK, words=words, todo=todo)
    if night.outcome in {"failed", "offline", "interrupted"}:
        todo = "Mend that, then run `omfeed run`." if night.reason else "Run `omfeed -v run` and read why."
        return Finding(what=what, verdict=Verdict.LOOK, words=words, todo=todo)
    return Finding(what=what, words=words)


def permissions(modes: Iterable[tuple[Path, int]]) -> Finding:
    """Whether others than the owner may change what omfeed trusts.

    Args:
        modes: files with their POSIX modes.
    """
    loose = [str(path) for path, mode in modes if mode & 0o022]
    if loose:
        return Finding(
            what="permissions", verdict=Verdict.BROKEN, words=f"others may write to {', '.join(loose)}",
            todo=f"chmod go-w {' '.join(loose)}",
        )  # fmt: skip
    return Finding(what="permissions", words="nobody else may change omfeed's files")


def writable(folders: Mapping[Path, bool]) -> Finding:
    """Whether this user may write where a run writes.

    Args:
        folders: where a run writes, and whether this user may.
    """
    closed = [str(folder) for folder, may in folders.items() if not may]
    if closed:
        return Finding(
            what="folders", verdict=Verdict.BROKEN, words=f"this user may not write to {', '.join(closed)}",
            todo="Let the user who runs omfeed own them, or look as that user.",
        )  # fmt: skip
    return Finding(what="folders", words="this user may write where a run writes")


def watched(named: str, count: int) -> Finding:
    """Whether anything is watched.

    Args:
        named: the configuration.
        count: how many sources are on.
    """
    if count == 0:
        return Finding(
            what="configuration", verdict=Verdict.LOOK, words=f"{named}: no source is on, so omfeed sees nothing",
            todo="`omfeed sources list --all` names those that are off.",
        )  # fmt: skip
    return Finding(what="configuration", words=f"{named}: {count:,} source{' is' if count == 1 else 's are'} on")


def secret_files(modes: Iterable[tuple[Path, int]]) -> Finding:
    """Whether files that hold secrets can be read by others than their owner.

    Args:
        modes: those files with their POSIX modes.
    """
    known = list(modes)
    open_ = [str(path) for path, mode in known if mode & 0o077]
    if open_:
        return Finding(
            what="secrets", verdict=Verdict.BROKEN, words=f"others may read {', '.join(open_)}",
            todo=f"chmod 600 {' '.join(open_)}, and change what is in there: it may have been read.",
        )  # fmt: skip
    named = ", ".join(str(path) for path, _ in known)
    return Finding(what="secrets", words=f"only their owner may read {named}" if named else "no file holds any")


def kept(modes: Iterable[tuple[Path, int]]) -> Finding:
    """Whether the database, its backups and the letters can be read by everybody on the machine.

    Args:
        modes: those files with their POSIX modes; of the folder of letters, what any letter is open to.
    """
    open_ = [str(path) for path, mode in modes if mode & 0o004]
    if open_:
        return Finding(
            what="records", verdict=Verdict.LOOK, words=f"everybody on this machine may read {', '.join(open_)}",
            todo=f"chmod -R o-r {shlex.join(open_)}; an older omfeed made them so. Devices, owners and posts of your "
            "tenant are in there.",
        )  # fmt: skip
    return Finding(what="records", words="not everybody may read the database, its backups and the letters")


def schema(where: Path, found: str, known: str) -> Finding:
    """A database whose schema is not that of this omfeed; looking at it must not change it."""
    return Finding(
        what="database", verdict=Verdict.LOOK, words=f"{where} has schema {found}, this omfeed writes {known}",
        todo="The next run upgrades it, and keeps a backup beside it.",
    )  # fmt: skip


def templates(edition: Edition, now: datetime) -> list[Finding]:
    """Whether each digest can be laid out with the user's templates."""
    found = []
    for audience in edition.audiences:
        if audience is Audience.STAKEHOLDER:
            continue
        what = f"template {audience}"
        try:
            lay_out(audience, (), (), edition, since=None, until=now, day=now.date())
        except OmfeedError as error:
            found.append(Finding(what=what, verdict=Verdict.BROKEN, words=error.message, todo=error.hint))
        else:
            found.append(Finding(what=what, words="an empty digest is laid out"))
    return found


def database(where: str, problems: Sequence[str]) -> Finding:
    """Whether the database is sound."""
    if problems:
        todo = "Restore a backup: `omfeed db restore FILE`."
        return Finding(what="database", verdict=Verdict.BROKEN, words="; ".join(problems), todo=todo)
    return Finding(what="database", words=f"{where} is sound and up to date")
