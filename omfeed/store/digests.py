"""Digests that were written: which changes each covered, and what lies in its file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from omfeed.store import schema
from omfeed.store.values import DigestRecord

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_digest = schema.digest


def record(connection: Connection, digest: DigestRecord) -> None:
    """Write a digest; one of the same audience and date is replaced."""
    values = {
        "after_change": digest.after_change,
        "upto_change": digest.upto_change,
        "run_id": digest.run_id,
        "path": digest.path,
        "sha256": digest.sha256,
        "at": digest.at,
        "changes": digest.changes,
        "act": digest.act,
        "troubles": digest.troubles,
    }
    same = (_digest.c.audience == digest.audience, _digest.c.date == digest.date)
    if connection.execute(select(_digest.c.id).where(*same)).first() is None:
        connection.execute(insert(_digest).values(audience=digest.audience, date=digest.date, **values))
    else:
        connection.execute(update(_digest).where(*same).values(values))


def last(connection: Connection, audience: str, before: date | None) -> DigestRecord | None:
    """The latest digest of an audience, of an earlier date than ``before`` when that is given; or none."""
    query = select(_digest).where(_digest.c.audience == audience).order_by(_digest.c.date.desc()).limit(1)
    if before is not None:
        query = query.where(_digest.c.date < before)
    row = connection.execute(query).first()
    return None if row is None else _record(row)


def every(connection: Connection) -> tuple[DigestRecord, ...]:
    """All digests, by date, then audience."""
    rows = connection.execute(select(_digest).order_by(_digest.c.date, _digest.c.audience))
    return tuple(_record(row) for row in rows)


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
    )
