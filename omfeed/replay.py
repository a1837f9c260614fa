"""Runs successive bodies of one source through the real stages in memory: no network, no database, no configuration.

It answers what omfeed would have said of a page's history, so that any reading can be checked against the past.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from omfeed.collect import registry
from omfeed.diff.advance import advance
from omfeed.errors import OmfeedError, ParseError
from omfeed.model import Judged, Known, Source
from omfeed.understand import Judge, Understood

_DATE = re.compile(r"(?<!\d)(20\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_LARGEST = 64_000_000
"""Bytes of an unpacked body; a history that somebody sent may hold a bomb."""
_NOT_BODIES = frozenset({"manifest", "readme", "license", "licence"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One body of the history."""

    name: str
    path: Path
    at: datetime
    """When it was published, from the date in its name; else the moment of the replay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What one revision told."""

    revision: Revision
    entries: int = 0
    judged: tuple[Judged, ...] = ()
    trouble: str = ""
    """Why nothing could be taken from it (unreadable, drift), in words; or empty."""


def revisions(folder: Path, now: datetime) -> tuple[Revision, ...]:
    """The bodies of a folder in name order; manifests, read-me files and hidden files are none.

    Raises:
        OmfeedError: the folder holds no body.
    """
    found = [
        Revision(name=path.name, path=path, at=_moment(path.name) or now)
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.is_file() and not path.name.startswith(".") and path.stem.lower() not in _NOT_BODIES
    ]
    if not found:
        raise OmfeedError(f"There is no file in {folder} to replay.", hint="Name a folder of successive bodies.")
    return tuple(found)


def replay(history: Sequence[Revision], source: Source, judge: Judge) -> Iterator[Replayed]:
    """What each revision told, one after the other; a broken one is told and passed over.

    Args:
        history: the bodies, oldest first.
        source: what they are bodies of; its collector reads them. Nothing of the baseline is announced.
        judge: whose fleet and rules to judge by.
    """
    collector = registry.load(source.collector)
    source = replace(source, look_back_days=0)
    known: tuple[Known, ...] = ()
    drifted = False
    for revision in history:
        try:
            parsed = collector.parse(_read(revision.path), source)
        except ParseError as error:
            yield Replayed(revision=revision, trouble=str(error))
            continue
        understood = judge.understand(parsed, source, known, revision.at, drifted=drifted)
        drifted = understood.diff.drift is not None
        known = advance(known, understood.diff, revision.at)
        yield _told(revision, len(parsed.entries), understood)


def _told(revision: Revision, entries: int, understood: Understood) -> Replayed:
    drift = understood.diff.drift
    trouble = ""
    if drift is not None:
        believed = "What came new was told; what is missing waits for a second sight."
        trouble = f"{drift.reason} {believed if drift.partial else 'Nothing on it was taken at its word.'}"
    return Replayed(revision=revision, entries=entries, judged=understood.judged, trouble=trouble)


def _read(path: Path) -> bytes:
    data = path.read_bytes()
    if path.suffix != ".gz":
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            body = packed.read(_LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ParseError(f"{path.name} is not a whole gzip file ({error}).", hint="Fetch it again.") from error
    if len(body) > _LARGEST:
        raise ParseError(
            f"{path.name} unpacks to more than {_LARGEST // 1_000_000} MB.", hint="No page is so long: look what it is."
        )
    return body


def _moment(name: str) -> datetime | None:
    """The day in a file's name, at noon UTC, so that no time zone moves it."""
    found = _DATE.search(name)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups())
    try:
        return datetime(year, month, day, 12, tzinfo=UTC)
    except ValueError:
        return None
