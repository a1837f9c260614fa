"""What the first reading of a source says: everything on it is new, and little of it is news. Pure.

It stands apart from comparing, because there is nothing to compare with: whoever reads hundreds of sources for the
first time loads nothing of what comparing needs.
"""

from __future__ import annotations

from datetime import datetime

from omfeed.model import Change, ChangeKind, Diff, Entry, Parsed, Source
from omfeed.text.days import day_of


def baseline(parsed: Parsed, source: Source, now: datetime) -> Diff:
    """A change for each entry, material where it is dated within the look-back of the source.

    Args:
        parsed: what the collector read.
        source: where it was read.
        now: the moment of the snapshot, UTC.
    """
    changes = []
    for entry in parsed.entries:
        recent = is_recent(entry, source, now)
        reason = "first reading of this source" + (": dated within the look-back" if recent else ": recorded only")
        changes.append(
            Change(
                kind=ChangeKind.BASELINE,
                material=recent,
                after=entry,
                reason=reason,
                shown_html=entry.html,
                shown_text=entry.text,
            )
        )
    return Diff(changes=tuple(changes))


def is_recent(entry: Entry, source: Source, now: datetime) -> bool:
    """Whether an entry is dated within the look-back of its source."""
    day = day_of(entry.published)
    return day is not None and 0 <= (now.date() - day).days < source.look_back_days
