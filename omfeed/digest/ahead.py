"""The dates that lie ahead, of every entry that holds, whatever night it was told.

What aged out of its page holds as long as its date lies ahead; what was withdrawn does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from omfeed.digest.cards import deadline, due_order, leaving
from omfeed.digest.contexts import AheadRow
from omfeed.digest.dates import span
from omfeed.digest.phrases import devices
from omfeed.digest.select import touches
from omfeed.digest.speech import Speech
from omfeed.digest.tongue import spoken
from omfeed.model import ChangeKind, Fleet, Item


def dates_ahead(
    standing: Sequence[Item], fleet: Fleet, today: date, talk: Speech, *, within: timedelta | None = None
) -> tuple[AheadRow, ...]:
    """Every date ahead that touches us, the next first; once a story and date.

    Args:
        standing: the latest change of every entry known.
        fleet: what we manage; what touches none of our platforms is left out.
        today: the day; what ends on it or before is not ahead.
        talk: the reader's language.
        within: only what begins within so long; none: all.
    """
    found: dict[tuple[str, str], tuple[tuple[date, date, str], AheadRow]] = {}
    latest: dict[object, Item] = {}
    for item in sorted(standing, key=lambda item: (item.at, item.id)):
        latest[item.entry_id or ("change", item.id)] = item
    for item in latest.values():
        judged = item.assessment
        if item.change.kind is ChangeKind.WITHDRAWN or judged.muted_by or not touches(judged, fleet):
            continue
        entry = item.change.entry
        for due in judged.due:
            bounds = span(due.date)
            if bounds is None or bounds[1] <= today or (within is not None and bounds[0] > today + within):
                continue
            row = AheadRow(
                deadline=deadline(due, today, talk, besides=entry.title, leaving=leaving(judged)),
                title=entry.title,
                url=entry.url or item.source.url,
                language=spoken(entry),
                devices=devices(judged, fleet, talk),
                touched=judged.devices,
                action_required=judged.action_required,
                change=item.id,
            )
            found.setdefault((item.story or f"entry-{item.entry_id}", due.date), (due_order(due), row))
    return tuple(row for _, row in sorted(found.values(), key=lambda pair: (pair[0], pair[1].title)))


def by_impact(rows: Sequence[AheadRow]) -> tuple[AheadRow, ...]:
    """The same rows, most devices first; those of which no number is known come last, each group by date."""
    return tuple(sorted(rows, key=lambda row: (row.touched is None, -(row.touched or 0))))
