"""Writes what one snapshot of a source meant: new entries, new states of known ones, and the changes to be told.

The result is what ``omfeed.diff.advance`` says in memory. Everything is called inside one transaction and written in a
fixed number of statements, however many entries there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, select, update

from omfeed.model import ChangeKind, Diff, Entry, EntryState, Judged, Source, own_story
from omfeed.store import codec, opening, schema
from omfeed.store.bulk import insert_rows, moment, numbers
from omfeed.store.database import insert_missing
from omfeed.store.entries import CONTENT, WITH_LATEST, same_but_for_place, same_words
from omfeed.store.spelling import storable
from omfeed.text.fingerprint import fingerprint

if TYPE_CHECKING:
    from sqlalchemy import Connection

_entry, _revision, _change = schema.entry, schema.revision, schema.change

_STATE_AFTER: Final = {
    ChangeKind.WITHDRAWN: EntryState.WITHDRAWN,
    ChangeKind.AGED_OUT: EntryState.AGED_OUT,
}
"""What an entry is after a change that takes it away; after every other it is present."""

_REVISION: Final = ("id", "entry_id", "number", "run_id", "at", *opening.REVISION)
_CHANGE: Final = (
    *("id", "run_id", "source_id", "entry_id", "at", "kind", "material", "announced", "continued", "reason"),
    *("before_id", "after_id", "shown_html", "shown_text"),
)

_REFRESH: Final = (
    update(_revision)
    .where(_revision.c.id == bindparam("the_revision"))
    .values({name: bindparam(name) for name in (*codec.ENTRY_COLUMNS, "fingerprint")})
)
_MOVE: Final = update(_revision).where(_revision.c.id == bindparam("the_revision")).values(place=bindparam("the_place"))
_JOIN: Final = update(_entry).where(_entry.c.id == bindparam("the_entry")).values(story=bindparam("the_story"))
_STAND: Final = (
    update(_entry)
    .where(_entry.c.id == bindparam("the_entry"))
    .values(state=bindparam("state"), last_seen=bindparam("last_seen"), latest=bindparam("latest"))
)


@dataclass(slots=True)
class _Row:
    """A known entry as it lies in the database, and as it will."""

    id: int
    story: str
    state: EntryState
    last_seen: datetime
    number: int
    revision_id: int
    entry: Entry
    touched: bool = False


Told = tuple[int, int | None, opening.Row, opening.Row, opening.Row, tuple[opening.Row, ...]]
"""What is told of an entry: its id, that of its present revision, and a change as ``opening.New`` has it."""


@dataclass(slots=True)
class _Recording:
    connection: Connection
    run_id: int
    source: Source
    now: datetime
    rows: dict[int, _Row] = field(default_factory=dict)
    moves: list[dict[str, Any]] = field(default_factory=list)
    refreshes: list[dict[str, Any]] = field(default_factory=list)
    new_revisions: list[tuple[_Row, opening.Row]] = field(default_factory=list)

    def load(self) -> None:
        query = (
            select(
                _entry.c.id,
                _entry.c.story,
                _entry.c.state,
                _entry.c.last_seen,
                _entry.c.latest,
                _revision.c.id.label("revision_id"),
                *CONTENT,
            )
            .select_from(WITH_LATEST)
            .where(_entry.c.source_id == self.source.id)
        )
        for row in self.connection.execute(query):
            self.rows[row.id] = _Row(
                id=row.id,
                story=row.story,
                state=EntryState(row.state),
                last_seen=row.last_seen,
                number=row.latest,
                revision_id=row.revision_id,
                entry=codec.entry_from(row[6:]),
            )

    def add_revision(self, row: _Row, entry: Entry) -> None:
        row.number += 1
        row.entry = entry
        row.touched = True
        self.new_revisions.append((row, opening.revision(entry)))

    def meet(self, row: _Row, entry: Entry, *, told: bool) -> None:
        """The snapshot shows a known entry; its state is new, or the latest one is brought up to date in place.

        Args:
            told: whether a change speaks of it; then every difference is a state of its own.
        """
        row.touched = True
        row.last_seen = self.now
        row.state = EntryState.PRESENT
        if same_but_for_place(row.entry, entry):
            if row.entry.place != entry.place:
                self.moves.append({"the_revision": row.revision_id, "the_place": entry.place})
        elif told or not same_words(row.entry, entry):
            self.add_revision(row, entry)
        else:
            columns = {**codec.entry_columns(entry), "fingerprint": fingerprint(entry)}
            self.refreshes.append({"the_revision": row.revision_id, **columns})

    def write(self) -> None:
        """Write revisions and the standing of every known entry that was touched."""
        told = [(row.id, row.number, columns) for row, columns in self.new_revisions]
        ids = _write_revisions(self.connection, self.run_id, self.now, told)
        for (row, _), revision_id in zip(self.new_revisions, ids, strict=True):
            row.revision_id = revision_id
        if self.moves:
            self.connection.execute(_MOVE, self.moves)
        if self.refreshes:
            self.connection.execute(_REFRESH, self.refreshes)
        standing = [
            {"the_entry": row.id, "state": row.state.value, "last_seen": row.last_seen, "latest": row.number}
            for row in self.rows.values()
            if row.touched
        ]
        if standing:
            self.connection.execute(_STAND, standing)

    def join_stories(self, wanted: Mapping[int, str]) -> None:
        """Put entries into their stories: the one wanted, else the one they have, else one of their own."""
        joining: dict[int, str] = {}
        for entry_id, wish in wanted.items():
            row, own = self.rows[entry_id], own_story(entry_id)
            # Who belongs to a story shared with others stays there: its key is public and stable.
            story = (wish or own) if row.story in {"", own} else row.story
            if story != row.story:
                joining[entry_id] = row.story = story
        if not joining:
            return
        opening = [{"key": key, "opened": self.now} for key in sorted(set(joining.values()))]
        insert_missing(self.connection, schema.story, opening)
        self.connection.execute(_JOIN, [{"the_entry": key, "the_story": story} for key, story in joining.items()])


def record(
    connection: Connection, run_id: int, source: Source, diff: Diff, judged: Sequence[Judged], now: datetime
) -> tuple[int, ...]:
    """Write a diff and what was concluded of it.

    Args:
        judged: one for each of ``diff.changes``, in the same order.

    Returns:
        the ids of the changes, in order.

    Raises:
        ValueError: ``judged`` does not belong to ``diff``, or a change continues an entry that is not there.
    """
    if len(judged) != len(diff.changes):
        raise ValueError(f"{len(diff.changes)} changes were found and {len(judged)} judged")
    at_work = _Recording(connection, run_id, source, now)
    at_work.load()
    changes = diff.changes
    before: list[int | None] = []
    for change in changes:
        if change.known_id is not None and change.known_id not in at_work.rows:
            raise ValueError(f"a change continues entry {change.known_id}, which {source.id} does not have")
        told_before = change.known_id is not None and change.before is not None
        before.append(at_work.rows[change.known_id].revision_id if told_before and change.known_id else None)

    came_from = _came_from(connection, diff)
    new = [
        opening.new(one, _wish(diff, judged, at), came_from.get(at))
        for at, one in enumerate(judged)
        if one.change.known_id is None
    ]
    opened = iter(open_entries(connection, run_id, source.id, new, now))
    told: dict[int, str] = {}
    for index, change in enumerate(changes):
        if change.known_id is None:
            continue
        row = at_work.rows[change.known_id]
        told[row.id] = _wish(diff, judged, index)
        shown = diff.seen.get(row.id, change.after)
        if shown is not None:
            at_work.meet(row, shown, told=True)
        row.touched = True
        row.state = _STATE_AFTER.get(change.kind, row.state)
    for entry_id, entry in diff.seen.items():
        if entry_id in at_work.rows and entry_id not in told:
            at_work.meet(at_work.rows[entry_id], entry, told=False)
    at_work.write()
    at_work.join_stories(told)
    rows: list[Told] = []
    for one, before_id in zip(judged, before, strict=True):
        if one.change.known_id is None:
            rows.append(next(opened))
        else:
            row = at_work.rows[one.change.known_id]
            after_id = row.revision_id if one.change.after else None
            rows.append((row.id, after_id, opening.change(one, before_id), *opening.judgement(one)))
    return tuple(write_changes(connection, run_id, source.id, rows, now))


def _came_from(connection: Connection, diff: Diff) -> Mapping[int, int]:
    """For the index of each new entry that was edited on its way from another page: its latest revision there."""
    there = {
        index: diff.continues[index].entry_id
        for index, change in enumerate(diff.changes)
        if change.known_id is None and change.before is not None and index in diff.continues
    }
    if not there:
        return {}
    wanted = sorted(set(there.values()))
    query = select(_entry.c.id, _revision.c.id).select_from(WITH_LATEST).where(_entry.c.id.in_(wanted))
    latest = {row[0]: row[1] for row in connection.execute(query)}
    return {index: latest[entry_id] for index, entry_id in there.items() if entry_id in latest}


def _wish(diff: Diff, judged: Sequence[Judged], index: int) -> str:
    if judged[index].story:
        return judged[index].story
    carried_on = diff.continues.get(index)
    return carried_on.story if carried_on else ""


def open_entries(
    connection: Connection, run_id: int, source_id: str, new: Sequence[opening.New], now: datetime
) -> list[Told]:
    """Write new entries, their stories and revisions, and give what is to be told of them, in their order."""
    if not new:
        return []
    ids = numbers(connection, _entry, len(new))
    stories = [story or own_story(entry_id) for entry_id, (story, *_) in zip(ids, new, strict=True)]
    at, present = moment(connection, now), EntryState.PRESENT.value
    opened = [(storable(key), at) for key in sorted(set(stories))]
    insert_rows(connection, schema.story, ("key", "opened"), opened, only_missing=True)
    insert_rows(
        connection,
        _entry,
        ("id", "source_id", "story", "state", "first_seen", "last_seen", "latest"),
        [(entry_id, source_id, story, present, at, at, 0) for entry_id, story in zip(ids, stories, strict=True)],
    )
    shown = [(entry_id, 0, one[1]) for entry_id, one in zip(ids, new, strict=True)]
    revisions = _write_revisions(connection, run_id, now, shown)
    return [(entry_id, revision_id, *one[2:]) for entry_id, revision_id, one in zip(ids, revisions, new, strict=True)]


def _write_revisions(
    connection: Connection, run_id: int, now: datetime, told: Sequence[tuple[int, int, opening.Row]]
) -> Sequence[int]:
    """Write states of entries, each with the entry's id and its number, and give their ids."""
    ids, at = numbers(connection, _revision, len(told)), moment(connection, now)
    rows = [
        (revision_id, entry_id, number, run_id, at, *columns)
        for revision_id, (entry_id, number, columns) in zip(ids, told, strict=True)
    ]
    insert_rows(connection, _revision, _REVISION, rows)
    return ids


def write_changes(
    connection: Connection, run_id: int, source_id: str, told: Sequence[Told], now: datetime
) -> Sequence[int]:
    """Write changes with what was concluded of them, and give their ids."""
    ids, at = numbers(connection, _change, len(told)), moment(connection, now)
    changes, judgements, platforms, deltas = [], [], [], []
    for change_id, (entry_id, after_id, change, judgement, named, differences) in zip(ids, told, strict=True):
        # The revision after stands between the one before and what is shown.
        changes.append((change_id, run_id, source_id, entry_id, at, *change[:-2], after_id, *change[-2:]))
        judgements.append((change_id, *judgement))
        platforms += [(platform, change_id) for platform in named]
        deltas += [(change_id, *difference) for difference in differences]
    insert_rows(connection, _change, _CHANGE, changes)
    insert_rows(connection, schema.assessment, ("change_id", *opening.ASSESSMENT), judgements)
    insert_rows(connection, schema.assessment_platform, ("platform", "change_id"), platforms)
    insert_rows(connection, schema.delta, ("change_id", *opening.DELTA), deltas)
    return ids
