"""Entries and their revisions, as the diff needs them: everything known of a source at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, func, select

from omfeed.model import ChangeKind, Elsewhere, Entry, EntryState, Known, Source
from omfeed.store import codec, schema
from omfeed.store.values import Revision

if TYPE_CHECKING:
    from sqlalchemy import Connection, FromClause, Row

_change, _entry, _revision, _source = schema.change, schema.entry, schema.revision, schema.source

CONTENT: Final = tuple(_revision.c[name] for name in codec.ENTRY_COLUMNS)
"""The columns of a revision that make up its entry, in the order in which the codec reads them."""

WITH_LATEST: Final[FromClause] = _entry.join(
    _revision, and_(_revision.c.entry_id == _entry.c.id, _revision.c.number == _entry.c.latest)
)
"""Entries, each with its latest revision."""


def known(connection: Connection, source_id: str) -> tuple[Known, ...]:
    """Every entry that a source was ever seen to show, by id, also those it shows no more."""
    prints: dict[int, list[str]] = defaultdict(list)
    history = (
        select(_revision.c.entry_id, _revision.c.fingerprint)
        .join(_entry, _entry.c.id == _revision.c.entry_id)
        .where(_entry.c.source_id == source_id)
        .order_by(_revision.c.entry_id, _revision.c.number)
    )
    for entry_id, fingerprint in connection.execute(history):
        seen = prints[entry_id]
        # A revision that differs only in what no reader acts on has its forerunner's fingerprint.
        if not seen or seen[-1] != fingerprint:
            seen.append(fingerprint)
    withdrawn = (
        select(_change.c.entry_id, func.count().label("times"))
        .where(_change.c.source_id == source_id, _change.c.kind == ChangeKind.WITHDRAWN.value)
        .group_by(_change.c.entry_id)
    )
    departures = {row.entry_id: row.times for row in connection.execute(withdrawn)}
    query = (
        select(_entry.c.id, _entry.c.state, _entry.c.first_seen, _entry.c.last_seen, *CONTENT)
        .select_from(WITH_LATEST)
        .where(_entry.c.source_id == source_id)
        .order_by(_entry.c.id)
    )
    return tuple(_known(row, prints, departures) for row in connection.execute(query))


def _known(row: Row[*tuple[Any, ...]], prints: dict[int, list[str]], departures: dict[int, int]) -> Known:
    return Known(
        id=row.id,
        entry=codec.entry_from(row[4:]),
        state=EntryState(row.state),
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        fingerprints=tuple(prints[row.id]),
        departures=departures.get(row.id, 0),
    )


def elsewhere(connection: Connection, source: Source) -> tuple[Elsewhere, ...]:
    """The entries of the other sources of a source's family, by id; none when it has no family."""
    if not source.family:
        return ()
    query = (
        select(
            _entry.c.id,
            _entry.c.source_id,
            _source.c.stage,
            _entry.c.story,
            _entry.c.state,
            _entry.c.first_seen,
            *CONTENT,
        )
        .select_from(WITH_LATEST.join(_source, _source.c.id == _entry.c.source_id))
        .where(_source.c.family == source.family, _source.c.id != source.id)
        .order_by(_entry.c.id)
    )
    return tuple(
        Elsewhere(
            entry_id=row.id,
            source_id=row.source_id,
            stage=row.stage,
            story=row.story,
            state=EntryState(row.state),
            first_seen=row.first_seen,
            entry=codec.entry_from(row[6:]),
        )
        for row in connection.execute(query)
    )


def revisions(connection: Connection, entry_id: int) -> tuple[Revision, ...]:
    """Every state of an entry, oldest first."""
    query = (
        select(_revision.c.id, _revision.c.entry_id, _revision.c.at, _revision.c.fingerprint, *CONTENT)
        .where(_revision.c.entry_id == entry_id)
        .order_by(_revision.c.number)
    )
    return tuple(
        Revision(
            id=row.id, entry_id=row.entry_id, at=row.at, fingerprint=row.fingerprint, entry=codec.entry_from(row[4:])
        )
        for row in connection.execute(query)
    )


def same_words(one: Entry, other: Entry) -> bool:
    """Whether two states differ at most in what moves by itself: position, link targets, markup, stamps."""
    return (
        one.title == other.title
        and one.text == other.text
        and one.section == other.section
        and one.key == other.key
        and one.published == other.published
        and one.facts == other.facts
    )


def same_but_for_place(one: Entry, other: Entry) -> bool:
    """Whether two states differ at most in their position."""
    return (
        same_words(one, other)
        and one.html == other.html
        and one.anchor == other.anchor
        and one.url == other.url
        and one.updated == other.updated
        and one.language == other.language
    )
