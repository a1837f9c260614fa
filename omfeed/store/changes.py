"""Stored changes as items: each with its states, what was concluded of it, and where its story can be read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, TypedDict, Unpack

from sqlalchemy import ColumnElement, Text, and_, cast, func, or_, select

from omfeed.correction import Correction, corrected
from omfeed.model import (
    Assessment,
    Change,
    ChangeKind,
    Delta,
    DeltaKind,
    EntryState,
    Item,
    Link,
    Platform,
    Source,
)
from omfeed.store import codec, schema, sources
from omfeed.store.corrections import entries_with, standing_of
from omfeed.store.entries import WITH_LATEST

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Select

_AT_ONCE: Final = 500
"""Ids named in one statement."""
_ENDS: Final = {"Q1": "03", "Q2": "06", "Q3": "09", "Q4": "12", "H1": "06", "H2": "12"}
"""Last month of a part of a year, as ``Due.date`` writes it."""
_DUE: Final = re.compile(r'\["(\d{4}(?:-[0-9QH-]{2,5})?)","(?:day|month|quarter|half|year)"')
"""A date as the detail of an assessment holds it."""

_change, _assessment, _entry, _revision = schema.change, schema.assessment, schema.entry, schema.revision
_before, _after = _revision.alias("before"), _revision.alias("after")

_HEAD: Final = (
    _change.c.id,
    _change.c.at,
    _change.c.run_id,
    _change.c.source_id,
    _change.c.entry_id,
    _change.c.kind,
    _change.c.material,
    _change.c.continued,
    _change.c.reason,
    _change.c.before_id,
    _change.c.after_id,
    _change.c.shown_html,
    _change.c.shown_text,
    _entry.c.story,
)
_AT_BEFORE: Final = len(_HEAD)
_AT_AFTER: Final = _AT_BEFORE + len(codec.ENTRY_COLUMNS)
_AT_ASSESSMENT: Final = _AT_AFTER + len(codec.ENTRY_COLUMNS)
_ITEM: Final = (
    select(
        *_HEAD,
        *(_before.c[name] for name in codec.ENTRY_COLUMNS),
        *(_after.c[name] for name in codec.ENTRY_COLUMNS),
        *(_assessment.c[name] for name in codec.ASSESSMENT_COLUMNS),
    )
    .select_from(_change)
    .join(_entry, _entry.c.id == _change.c.entry_id)
    .join(_assessment, _assessment.c.change_id == _change.c.id)
    .outerjoin(_before, _before.c.id == _change.c.before_id)
    .outerjoin(_after, _after.c.id == _change.c.after_id)
    .order_by(_change.c.id)
)


class Wanted(TypedDict, total=False):
    """What a change must fulfil; a condition that is left out holds for every change."""

    after: int
    """Only ids above it."""
    upto: int | None
    """Only ids up to and with it."""
    since: datetime | None
    """Only those found at or after that moment."""
    until: datetime | None
    """Only those found before that moment."""
    run_id: int | None
    source_id: str | None
    entry_id: int | None
    announced: bool | None
    """True for those that digests tell (also where it is left out), false for the silent ones, none for both."""
    platform: Platform | None
    """Only those judged to concern it by name."""
    standing: bool
    """Only the last change of each entry that holds: its source shows it, or it was told and aged out."""
    dated: bool
    """Only those judged to have a date by which something happens."""


def conditions(**wanted: Unpack[Wanted]) -> list[ColumnElement[bool]]:
    """What a change must fulfil, as SQL.

    Raises:
        TypeError: there is no such condition.
    """
    if unknown := wanted.keys() - Wanted.__annotations__.keys():
        raise TypeError(f"no conditions of changes: {', '.join(sorted(unknown))}")
    found = _between(wanted.get("after", 0), wanted.get("upto"), wanted.get("since"), wanted.get("until"))
    announced = wanted.get("announced", True)
    for column, value in (
        (_change.c.run_id, wanted.get("run_id")),
        (_change.c.announced, announced),
        (_change.c.source_id, wanted.get("source_id")),
        (_change.c.entry_id, wanted.get("entry_id")),
    ):
        if value is not None:
            found.append(column == value)
    if (platform := wanted.get("platform")) is not None:
        of_platform = schema.assessment_platform
        matching = select(of_platform.c.change_id).where(of_platform.c.platform == platform.value)
        found.append(_corrected_or(matching, f'"{platform.value}"', '"platforms":'))
    if wanted.get("standing"):
        found.append(_last_of_standing())
    if wanted.get("dated"):
        with_dates = select(_assessment.c.change_id).where(cast(_assessment.c.detail, Text).contains('"due"'))
        found.append(_corrected_or(with_dates, '"due":[[', '"due":'))
    return found


def _corrected_or(matching: Select[int], value: str, field: str) -> ColumnElement[bool]:
    """Those whose entry was corrected to such a value, and those that match and were not corrected in that field."""
    named, other = entries_with(value), entries_with(field)
    return or_(_change.c.entry_id.in_(named), and_(_change.c.id.in_(matching), _change.c.entry_id.not_in(other)))


def _last_of_standing() -> ColumnElement[bool]:
    """The latest change of each entry that holds: still shown, or told once and aged out where nobody took it up."""
    one = _change.alias("one")
    latest = (
        select(func.max(one.c.id))
        .join(_entry, _entry.c.id == one.c.entry_id)
        .where(or_(_entry.c.state == EntryState.PRESENT.value, _told_and_aged_out()))
        .group_by(one.c.entry_id)
    )
    return _change.c.id.in_(latest)


def _told_and_aged_out() -> ColumnElement[bool]:
    """Whether an entry was told, has aged out of its page, and no other page of the family shows its story."""
    told, other = _change.alias("told"), _entry.alias("other")
    here, there = schema.source.alias("here"), schema.source.alias("there")
    announced = select(told.c.entry_id).where(told.c.announced)
    taken_up = (
        select(other.c.id)
        .join(there, there.c.id == other.c.source_id)
        .join(here, here.c.family == there.c.family)
        .where(
            other.c.story == _entry.c.story,
            other.c.state == EntryState.PRESENT.value,
            other.c.source_id != _entry.c.source_id,
            here.c.id == _entry.c.source_id,
            here.c.family != "",
        )
    )
    return and_(
        _entry.c.state == EntryState.AGED_OUT.value, _entry.c.id.in_(announced), ~taken_up.correlate(_entry).exists()
    )


def _between(after: int, upto: int | None, since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if after:
        wanted.append(_change.c.id > after)
    if upto is not None:
        wanted.append(_change.c.id <= upto)
    if since is not None:
        wanted.append(_change.c.at >= since)
    if until is not None:
        wanted.append(_change.c.at < until)
    return wanted


def items(
    connection: Connection, wanted: Sequence[ColumnElement[bool]], limit: int | None, *, newest: bool = False
) -> tuple[Item, ...]:
    """The changes that fulfil all conditions, in order of their ids; five queries, however many there are."""
    chosen = select(_change.c.id).where(*wanted)
    if limit is not None:
        chosen = chosen.order_by(_change.c.id.desc() if newest else _change.c.id).limit(limit)
        rows = connection.execute(_ITEM.where(_change.c.id.in_(chosen))).all()
    else:
        rows = connection.execute(_ITEM.where(*wanted)).all()
    if not rows:
        return ()
    deltas = _deltas(connection, chosen)
    links = _links(connection, chosen)
    known = sources.stored(connection)
    corrections = standing_of(connection)
    return tuple(_item(row, known, deltas, links, corrections) for row in rows)


def told_stories(connection: Connection, *, dated: bool = False) -> Iterator[tuple[Item, ...]]:
    """The changes of each story of which any change was material, story by story.

    Within a story they are in order of their ids. What only ever stood there is left out, and only a few stories are in
    memory at a time.

    Args:
        connection: to the database.
        dated: only stories of which any change was judged to have a date by which something happens.
    """
    stories = select(_entry.c.story).join(_change, _change.c.entry_id == _entry.c.id)
    found_in = stories.where(_change.c.material)
    query = found_in.intersect(stories.where(*conditions(announced=None, dated=True))) if dated else found_in.distinct()
    keys = sorted(filter(None, connection.execute(query).scalars()))
    for start in range(0, len(keys), _AT_ONCE):
        of_these = select(_entry.c.id).where(_entry.c.story.in_(keys[start : start + _AT_ONCE]))
        found: dict[str, list[Item]] = defaultdict(list)
        for item in items(connection, [_change.c.entry_id.in_(of_these)], None):
            found[item.story].append(item)
        yield from map(tuple, found.values())


def touched(connection: Connection, after: int, upto: int) -> frozenset[str]:
    """The stories of the changes above one id and up to and with another, silent ones too."""
    query = (
        select(_entry.c.story)
        .join(_change, _change.c.entry_id == _entry.c.id)
        .where(*_between(after, upto, None, None))
    )
    return frozenset(filter(None, connection.execute(query.distinct()).scalars()))


def ahead(connection: Connection, since: date) -> tuple[Item, ...]:
    """The latest change of each entry that holds, if a date of it ends on that day or later.

    An entry holds while its source shows it, and after it was told and has aged out, until another page of its family
    takes it up. What was withdrawn holds no longer.

    What lies behind is passed over before anything is unpacked, so that a night does not slow with the years.
    """
    wanted = conditions(announced=None, standing=True, dated=True)
    return _by_id(connection, _change.c.id, [change for change, _ in _dated(connection, wanted, since)])


def with_dates(connection: Connection, since: date) -> tuple[Item, ...]:
    """Every change of every entry of which any state had a date that ends on that day or later."""
    wanted = conditions(announced=None, dated=True)
    entries = {entry for _, entry in _dated(connection, wanted, since)}
    return _by_id(connection, _change.c.entry_id, sorted(entries))


def _dated(connection: Connection, wanted: Sequence[ColumnElement[bool]], since: date) -> list[tuple[int, int]]:
    """Change and entry of those that fulfil all conditions and have a date from that day on, in order of their ids."""
    query = (
        # As text: unpacking what is passed over is what would slow down.
        select(_change.c.id, _change.c.entry_id, cast(_assessment.c.detail, Text).label("detail"))
        .select_from(_change)
        .join(_assessment, _assessment.c.change_id == _change.c.id)
        .where(*wanted)
        .order_by(_change.c.id)
    )
    corrections = standing_of(connection)
    first = since.isoformat()
    return [
        (row.id, row.entry_id)
        for row in connection.execute(query)
        # What stands corrected is judged by whoever reads it.
        if row.entry_id in corrections or any(_last_day(due) >= first for due in _DUE.findall(row.detail))
    ]


def _last_day(due: str) -> str:
    """The last day of a date in the form of ``Due.date``, or one that sorts after it."""
    year, _, rest = due.partition("-")
    return due if len(rest) > len("09") else f"{year}-{_ENDS.get(rest, rest) or '12'}-31"


def _by_id(connection: Connection, column: ColumnElement[int], ids: Sequence[int]) -> tuple[Item, ...]:
    found: list[Item] = []
    for start in range(0, len(ids), _AT_ONCE):
        found += items(connection, [column.in_(ids[start : start + _AT_ONCE])], None)
    return tuple(sorted(found, key=lambda item: item.id))


def last_id(connection: Connection) -> int:
    """The id of the last change, or 0."""
    return int(connection.execute(select(func.max(_change.c.id))).scalar() or 0)


def _deltas(connection: Connection, chosen: Select[int]) -> Mapping[int, list[Delta]]:
    table = schema.delta
    query = select(table).where(table.c.change_id.in_(chosen)).order_by(table.c.change_id, table.c.number)
    found: dict[int, list[Delta]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.change_id].append(
            Delta(kind=DeltaKind(row.kind), subject=row.subject, before=row.before, after=row.after)
        )
    return found


def _links(connection: Connection, chosen: Select[int]) -> Mapping[str, list[tuple[int, EntryState, Link]]]:
    """For each story, every entry of it and where that can be read, by entry id."""
    told = (
        select(_entry.c.story)
        .join(_change, _change.c.entry_id == _entry.c.id)
        .where(_change.c.id.in_(chosen))
        .distinct()
    )
    query = (
        select(
            _entry.c.id,
            _entry.c.story,
            _entry.c.state,
            _entry.c.source_id,
            _revision.c.url,
            schema.source.c.title,
            schema.source.c.url.label("source_url"),
        )
        .select_from(WITH_LATEST.join(schema.source, schema.source.c.id == _entry.c.source_id))
        .where(_entry.c.story.in_(told))
        .order_by(_entry.c.id)
    )
    found: dict[str, list[tuple[int, EntryState, Link]]] = defaultdict(list)
    for row in connection.execute(query):
        link = Link(title=row.title, url=row.url or row.source_url, source_id=row.source_id)
        found[row.story].append((row.id, EntryState(row.state), link))
    return found


def _item(
    row: Row[*tuple[Any, ...]],
    known: Mapping[str, Source],
    deltas: Mapping[int, list[Delta]],
    links: Mapping[str, list[tuple[int, EntryState, Link]]],
    corrections: Mapping[int, Correction],
) -> Item:
    assessment: Assessment = codec.assessment_from(row[_AT_ASSESSMENT:])
    return Item(
        id=row.id,
        at=row.at,
        run_id=row.run_id,
        source=known[row.source_id],
        change=_told(row),
        assessment=corrected(assessment, corrections.get(row.entry_id)),
        deltas=tuple(deltas.get(row.id, ())),
        entry_id=row.entry_id,
        story=row.story,
        links=_of_story(row.entry_id, links.get(row.story, [])),
    )


def _told(row: Row[*tuple[Any, ...]]) -> Change:
    before = None if row.before_id is None else codec.entry_from(row[_AT_BEFORE:_AT_AFTER])
    after = None if row.after_id is None else codec.entry_from(row[_AT_AFTER:_AT_ASSESSMENT])
    return Change(
        kind=ChangeKind(row.kind),
        material=row.material,
        before=before,
        after=after,
        known_id=row.entry_id if row.continued else None,
        reason=row.reason,
        shown_html=after.html if row.shown_html is None and after else row.shown_html or "",
        shown_text=after.text if row.shown_text is None and after else row.shown_text or "",
    )


def _of_story(entry_id: int, told: Sequence[tuple[int, EntryState, Link]]) -> tuple[Link, ...]:
    """Where a story can be read: this entry first, then the others that their sources still vouch for."""
    own = [link for other, _, link in told if other == entry_id]
    others = [link for other, state, link in told if other != entry_id and state is not EntryState.WITHDRAWN]
    by_address: dict[str, Link] = {}
    for link in (*own, *others):
        by_address.setdefault(link.url, link)
    return tuple(by_address.values())
