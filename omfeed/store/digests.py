"""Digests that were written: which changes each covered, and what lies in its file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, bindparam, func, insert, select, update

from omfeed.store import schema
from omfeed.store.values import DigestRecord

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_digest = schema.digest


def record(connection: Connection, digests: Sequence[DigestRecord]) -> None:
    """Write digests; one of the same audience and date is replaced, also by a later one of the same call."""
    wanted = {(digest.audience, digest.date): digest for digest in digests}
    if not wanted:
        return
    days = {day for _, day in wanted}
    rows = connection.execute(select(_digest.c.audience, _digest.c.date).where(_digest.c.date.in_(sorted(days))))
    there = {(row.audience, row.date) for row in rows}
    new = [_columns(digest) for key, digest in wanted.items() if key not in there]
    again = [digest for key, digest in wanted.items() if key in there]
    if new:
        connection.execute(insert(_digest), new)
    if again:
        keys = [{"the_audience": digest.audience, "the_date": digest.date} for digest in again]
        connection.execute(_AGAIN, [_columns(digest) | key for digest, key in zip(again, keys, strict=True)])


def _columns(digest: DigestRecord) -> dict[str, Any]:
    return {
        "audience": digest.audience,
        "date": digest.date,
        "after_change": digest.after_change,
        "upto_change": digest.upto_change,
        "run_id": digest.run_id,
        "path": digest.path,
        "sha256": digest.sha256,
        "at": digest.at,
        "changes": digest.changes,
        "act": digest.act,
        "troubles": digest.troubles,
        "health_at": digest.health_at,
    }


_AGAIN: Final = (
    update(_digest)
    .where(_digest.c.audience == bindparam("the_audience"), _digest.c.date == bindparam("the_date"))
    .values({column.name: bindparam(column.name) for column in _digest.c if column.name != "id"})
)


def last(connection: Connection, audience: str, before: date | None) -> DigestRecord | None:
    """The latest digest of an audience, of an earlier date than ``before`` when that is given; or none."""
    query = select(_digest).where(_digest.c.audience == audience).order_by(_digest.c.date.desc()).limit(1)
    if before is not None:
        query = query.where(_digest.c.date < before)
    row = connection.execute(query).first()
    return None if row is None else _record(row)


def last_of_each(connection: Connection) -> Mapping[str, DigestRecord]:
    """The latest digest of every audience that ever had one."""
    newest = select(_digest.c.audience, func.max(_digest.c.date).label("date")).group_by(_digest.c.audience).subquery()
    same = and_(newest.c.audience == _digest.c.audience, newest.c.date == _digest.c.date)
    return {row.audience: _record(row) for row in connection.execute(select(_digest).join(newest, same))}


def every(connection: Connection, audiences: Collection[str] | None) -> tuple[DigestRecord, ...]:
    """All digests, or those of some audiences, by date, then audience."""
    query = select(_digest).order_by(_digest.c.date, _digest.c.audience)
    if audiences is not None:
        query = query.where(_digest.c.audience.in_(sorted(audiences)))
    return tuple(_record(row) for row in connection.execute(query))


def _record(row: Row[*tuple[Any, ...]]) -> DigestRecord:
    return DigestRecord(
        audience=row.audience,
        date=row.date,
        after_change=row.after_change,
        upto_change=row.upto_change,
        run_id=row.run_id,
        path=row.path,
        sha256=row.sha256,
        at=row.at,
        changes=row.changes,
        act=row.act,
        troubles=row.troubles,
        health_at=row.health_at,
    )
