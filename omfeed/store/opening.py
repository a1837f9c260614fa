"""New entries made ready for their tables: all that can be said of them without the database, as plain values.

What is left for whoever records them is to number them. That is little enough for one process to do it for several
that read and judge; tuples of texts and numbers are what passes most cheaply from one to the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from omfeed.model import ChangeKind, Diff, Entry, Judged
from omfeed.store import codec
from omfeed.store.spelling import Json, spelt, storable
from omfeed.text.days import day_of
from omfeed.text.fingerprint import fingerprint

Plain = str | int | float | None
"""What a database takes as it is, whichever it is."""
Row = tuple[Plain, ...]

REVISION: Final = ("fingerprint", *codec.ENTRY_COLUMNS)
CHANGE: Final = ("kind", "material", "announced", "continued", "reason", "before_id", "shown_html", "shown_text")
ASSESSMENT: Final = codec.ASSESSMENT_COLUMNS
DELTA: Final = ("number", "kind", "subject", "before", "after")
"""The columns of which a part of ``New`` has the values, in order."""

New = tuple[str, Row, Row, Row, Row, tuple[Row, ...]]
"""A new entry: the story it joins (empty: one of its own), its revision, its change, the assessment, the platforms, and
the deltas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The first reading of a source, ready to be recorded."""

    entries: tuple[New, ...]
    announced: int
    """How many of them digests tell."""
    days: tuple[str, ...]
    """The days on which the source had news, as it dates its entries itself; ISO, oldest first."""


def opening(diff: Diff, judged: Sequence[Judged], today: date) -> Opening | None:
    """The first reading of a source made ready, or none where anything of the source or of another was known.

    Args:
        diff: what was found.
        judged: one for each of its changes, in the same order.
        today: the day of the reading.
    """
    known = any(change.known_id is not None for change in diff.changes)
    if known or diff.drift is not None or diff.seen or diff.continues or diff.summary:
        return None
    return Opening(
        entries=tuple(new(one, one.story) for one in judged),
        announced=sum(one.announced for one in judged),
        days=tuple(day.isoformat() for day in sorted(days_of(judged, today))),
    )


def new(judged: Judged, story: str, before_id: int | None = None) -> New:
    """A new entry made ready.

    Args:
        judged: the change that brings it, and what was concluded of it.
        story: key of the story it joins; empty: one of its own.
        before_id: the revision of another page's entry that it carries on in other words; none: it carries on none.
    """
    return (story, revision(judged.change.entry), change(judged, before_id), *judgement(judged))


def revision(entry: Entry) -> Row:
    """The columns of a revision that the entry says."""
    return (fingerprint(entry), *_plain(codec.entry_columns(entry)))


def change(judged: Judged, before_id: int | None = None) -> Row:
    """The columns of a change that its judgement and the revision before it say."""
    told = judged.change
    after = told.after
    return (
        told.kind.value,
        told.material,
        judged.announced,
        told.known_id is not None,
        storable(told.reason),
        before_id,
        # The whole text of a new entry is in its revision already.
        None if after and told.shown_html == after.html else storable(told.shown_html),
        None if after and told.shown_text == after.text else storable(told.shown_text),
    )


def judgement(judged: Judged) -> tuple[Row, Row, tuple[Row, ...]]:
    """The assessment of a change, its platforms, and its named differences, numbered."""
    return (
        _plain(codec.assessment_columns(judged.assessment)),
        tuple([platform.value for platform in dict.fromkeys(judged.assessment.platforms)]),
        tuple(
            [
                (number, delta.kind.value, storable(delta.subject), storable(delta.before), storable(delta.after))
                for number, delta in enumerate(judged.deltas)
            ]
        ),
    )


def days_of(judged: Iterable[Judged], today: date) -> set[date]:
    """The days of news in a reading: today where digests tell of it; a baseline's are those its entries are dated."""
    days: set[date] = set()
    for one in judged:
        if one.change.kind is ChangeKind.BASELINE:
            day = day_of(one.change.entry.published)
            if day is not None and day <= today:
                days.add(day)
        elif one.announced:
            days.add(today)
    return days


def _plain(columns: Mapping[str, Json]) -> Row:
    """Columns as they lie in a table."""
    return tuple(
        [
            storable(value) if isinstance(value, str) else spelt(value) if isinstance(value, (list, dict)) else value
            for value in columns.values()
        ]
    )
