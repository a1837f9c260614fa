"""Another document under the same source: the next issue of a periodical, or another page altogether. Pure.

A source whose address names its month shows another document each month, and whoever keeps the catalogue may point a
source at another page. What the last document held is not gone from the new one, it was never meant to stand there: it
ages out, in silence. What the next issue holds is news, but for what stood in an earlier one already; what another page
holds is a baseline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from omfeed.diff.baseline import is_recent
from omfeed.diff.compare import compare
from omfeed.model import Change, ChangeKind, Diff, Elsewhere, EntryState, Known, Parsed, Source


def turn(
    known: Sequence[Known], parsed: Parsed, source: Source, now: datetime, *, elsewhere: Sequence[Elsewhere] = ()
) -> Diff:
    """All differences of a new issue from the one before it.

    Args:
        known: every entry ever seen on this source; empty: this is the baseline.
        parsed: what the collector read in the new issue.
        source: where it was read.
        now: the moment of the snapshot, UTC.
        elsewhere: entries of other sources of the same family.
    """
    return _anew(known, parsed, source, now, elsewhere, "aged out: the next issue is read")


def other_page(
    known: Sequence[Known], parsed: Parsed, source: Source, now: datetime, *, elsewhere: Sequence[Elsewhere] = ()
) -> Diff:
    """All differences when a source was pointed at another page: a new baseline, and nobody withdrew anything.

    What stood on the page before and stands on this one too is no news; if its words differ, that is told.

    Args:
        known: every entry ever seen on this source.
        parsed: what the collector read at the new address.
        source: the source as it is now.
        now: the moment of the snapshot, UTC.
        elsewhere: entries of other sources of the same family.
    """
    diff = _anew(known, parsed, source, now, elsewhere, "aged out: another address is read")
    changes = tuple(_first_read(change, source, now) for change in diff.changes)
    return replace(diff, changes=changes)


def _first_read(change: Change, source: Source, now: datetime) -> Change:
    if change.kind is not ChangeKind.ADDED or change.known_id is not None:
        return change
    first = replace(
        change,
        kind=ChangeKind.BASELINE,
        material=True,
        reason="first reading of this address: dated within the look-back",
    )
    if is_recent(change.entry, source, now):
        return first
    return replace(first, material=False, reason="first reading of this address: recorded only")


def _anew(
    known: Sequence[Known], parsed: Parsed, source: Source, now: datetime, elsewhere: Sequence[Elsewhere], why: str
) -> Diff:
    if not parsed.entries:
        return compare(known, parsed, source, now, elsewhere=elsewhere)
    shelved = [replace(row, state=EntryState.AGED_OUT) if row.state is EntryState.PRESENT else row for row in known]
    diff = compare(shelved, parsed, source, now, elsewhere=elsewhere)
    again = {change.known_id for change in diff.changes} | set(diff.seen)
    aged = [
        Change(
            kind=ChangeKind.AGED_OUT,
            material=False,
            before=row.entry,
            known_id=row.id,
            reason=why,
        )
        for row in known
        if row.state is EntryState.PRESENT and row.id not in again
    ]
    return diff if diff.drift else replace(diff, changes=(*diff.changes, *aged))
