"""The next state of what is known of a source, after a diff. Pure; the store does the same with rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from omfeed.model import Change, ChangeKind, Diff, Entry, EntryState, Known
from omfeed.text.fingerprint import fingerprint

_LEFT: Final = {ChangeKind.WITHDRAWN: EntryState.WITHDRAWN, ChangeKind.AGED_OUT: EntryState.AGED_OUT}


def advance(known: Sequence[Known], diff: Diff, now: datetime) -> tuple[Known, ...]:
    """What is known after a diff: known rows in their order, then the new ones in the order of its changes.

    A page that drifted teaches nothing of what is missing on it; most drifted pages teach nothing at all.

    Args:
        known: what was known before.
        diff: the differences found against exactly that.
        now: the moment of the snapshot, UTC.
    """
    left = {
        change.known_id: _LEFT[change.kind]
        for change in diff.changes
        if change.kind in _LEFT and change.known_id is not None
    }
    rows = [_next(row, diff.seen.get(row.id), left.get(row.id), now) for row in known]
    following = max((row.id for row in known), default=0) + 1
    for change in diff.changes:
        if change.known_id is None and change.after is not None:
            rows.append(_first(following, change, change.after, now))
            following += 1
    return tuple(rows)


def _next(row: Known, seen: Entry | None, left: EntryState | None, now: datetime) -> Known:
    if seen is not None:
        print_now = fingerprint(seen) if seen != row.entry else None
        prints = row.fingerprints or (fingerprint(row.entry),)
        if print_now is not None and print_now != prints[-1]:
            prints = (*prints, print_now)
        return replace(row, entry=seen, state=EntryState.PRESENT, last_seen=now, fingerprints=prints)
    if left is not None:
        return replace(row, state=left, departures=row.departures + (left is EntryState.WITHDRAWN))
    return row


def _first(row_id: int, _change: Change, entry: Entry, now: datetime) -> Known:
    return Known(id=row_id, entry=entry, first_seen=now, last_seen=now, fingerprints=(fingerprint(entry),))
