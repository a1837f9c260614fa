"""Writes what one snapshot of a source meant: new entries, new states of known ones, and the changes to be told.

The result is what ``omfeed.diff.advance`` says in memory. Everything is called inside one transaction and written in a
fixed number of statements, however many entries there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, insert, select, update

from omfeed.model import ChangeKind, Diff, Entry, EntryState, Judged, Source, own_story
from omfeed.store import codec, schema
from omfeed.store.database import insert_missing
from omfeed.store.entries import CONTENT, WITH_LATEST, same_but_for_place, same_words
from omfeed.text.fingerprint import fingerprint

if TYPE_CHECKING:
    from sqlalchemy import Connection

_entry, _revision, _change = schema.entry, schema.revision, schema.change

_STATE_AFTER: Final = {
    ChangeKind.WITHDRAWN: EntryState.WITHDRAWN,
    ChangeKind.AGED_OUT: EntryState.AGED_OUT,
}
"""What an entry is after a change that takes it away; after every other it is present."""

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


@dataclass(slots=True)
class _Recording:
    connection: Connection
    run_id: int
    source: Source
    now: datetime
    rows: dict[int, _Row] = field(default_factory=dict)
    moves: list[dict[str, Any]] = field(default_factory=list)
    refreshes: list[dict[str, Any]] = field(default_factory=list)
    new_revisions: list[tuple[_Row, dict[str, Any]]] = field(default_factory=list)

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

    def open_entries(self, entries: Sequence[Entry]) -> list[_Row]:
        """Insert new entries, in order; their stories and revisions follow."""
        if not entries:
            return []
        fresh = {
            "source_id": self.source.id,
            "story": None,
            "state": EntryState.PRESENT.value,
            "first_seen": self.now,
            "last_seen": self.now,
            "latest": 0,
        }
        ids = _insert_all(self.connection, _entry, [fresh] * len(entries))
        opened: list[_Row] = []
        for entry_id, entry in zip(ids, entries, strict=True):
            row = _Row(
                id=entry_id,
                story="",
                state=EntryState.PRESENT,
                last_seen=self.now,
                number=-1,
                revision_id=0,
                entry=entry,
            )
            self.rows[entry_id] = row
            self.add_revision(row, entry)
            row.touched = False
            opened.append(row)
        return opened

    def add_revision(self, row: _Row, entry: Entry) -> None:
        row.number += 1
        row.entry = entry
        row.touched = True
        values = {
            "entry_id": row.id,
            "number": row.number,
            "run_id": self.run_id,
            "at": self.now,
            "fingerprint": fingerprint(entry),
            **codec.entry_columns(entry),
        }
        self.new_revisions.append((row, values))

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
        if self.new_revisions:
            ids = _insert_all(self.connection, _revision, [values for _, values in self.new_revisions])
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

    opened = iter(at_work.open_entries([change.entry for change in changes if change.known_id is None]))
    rows = [next(opened) if change.known_id is None else at_work.rows[change.known_id] for change in changes]
    for change, row in zip(changes, rows, strict=True):
        if change.known_id is None:
            continue
        shown = diff.seen.get(row.id, change.after)
        if shown is not None:
            at_work.meet(row, shown, told=True)
        row.touched = True
        row.state = _STATE_AFTER.get(change.kind, row.state)
    told = {row.id for row in rows}
    for entry_id, entry in diff.seen.items():
        if entry_id in at_work.rows and entry_id not in told:
            at_work.meet(at_work.rows[entry_id], entry, told=False)
    at_work.write()
    at_work.join_stories({row.id: _wish(diff, judged, index) for index, row in enumerate(rows)})
    ids = _write_changes(at_work, judged, rows, before)
    _write_judgements(connection, ids, judged)
    return tuple(ids)


def _wish(diff: Diff, judged: Sequence[Judged], index: int) -> str:
    if judged[index].story:
        return judged[index].story
    carried_on = diff.continues.get(index)
    return carried_on.story if carried_on else ""


def _write_changes(
    at_work: _Recording, judged: Sequence[Judged], rows: Sequence[_Row], before: Sequence[int | None]
) -> list[int]:
    values = []
    for one, row, before_id in zip(judged, rows, before, strict=True):
        change = one.change
        after = change.after
        values.append(
            {
                "run_id": at_work.run_id,
                "source_id": at_work.source.id,
                "entry_id": row.id,
                "at": at_work.now,
                "kind": change.kind.value,
                "material": change.material,
                "announced": one.announced,
                "continued": change.known_id is not None,
                "reason": change.reason,
                "before_id": before_id,
                "after_id": row.revision_id if after else None,
                # The whole text of a new entry is in its revision already.
                "shown_html": None if after and change.shown_html == after.html else change.shown_html,
                "shown_text": None if after and change.shown_text == after.text else change.shown_text,
            }
        )
    return _insert_all(at_work.connection, _change, values)


def _write_judgements(connection: Connection, ids: Sequence[int], judged: Sequence[Judged]) -> None:
    if not ids:
        return
    connection.execute(
        insert(schema.assessment),
        [
            {"change_id": change_id, **codec.assessment_columns(one.assessment)}
            for change_id, one in zip(ids, judged, strict=True)
        ],
    )
    platforms = [
        {"change_id": change_id, "platform": platform.value}
        for change_id, one in zip(ids, judged, strict=True)
        for platform in dict.fromkeys(one.assessment.platforms)
    ]
    if platforms:
        connection.execute(insert(schema.assessment_platform), platforms)
    deltas = [
        {
            "change_id": change_id,
            "number": number,
            "kind": delta.kind.value,
            "subject": delta.subject,
            "before": delta.before,
            "after": delta.after,
        }
        for change_id, one in zip(ids, judged, strict=True)
        for number, delta in enumerate(one.deltas)
    ]
    if deltas:
        connection.execute(insert(schema.delta), deltas)


def _insert_all(connection: Connection, table: Any, values: list[dict[str, Any]]) -> list[int]:
    """Insert rows and give their ids, in order. The table is one of ours, whatever its typed columns."""
    if not values:
        return []
    statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return [int(entry_id) for entry_id in connection.execute(statement, values).scalars()]
