"""The next issue of a periodical: a source whose address names its month shows another document each month. Pure.

What the last issue held is not gone from the new one, it was never meant to stand there: it ages out, in silence. What
the new issue holds is news, but for what stood in an earlier one already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

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
            reason="aged out: the next issue is read",
        )
        for row in known
        if row.state is EntryState.PRESENT and row.id not in again
    ]
    return diff if diff.drift else replace(diff, changes=(*diff.changes, *aged))
