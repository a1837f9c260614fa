"""Bodies as they were fetched, each kept once under its hash and compressed, so that any night can be read again."""

from __future__ import annotations

import hashlib
import zlib
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, insert, select

from omfeed.errors import StoreError
from omfeed.store import schema
from omfeed.store.database import insert_missing
from omfeed.store.values import FetchRecord, Snapshot

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_body, _snapshot = schema.body, schema.snapshot

READ: Final = "read"
DRIFTED: Final = "drifted"
UNREADABLE: Final = "unreadable"

_KEEP: Final = insert(_snapshot)
_KEPT: Final = select(_body.c.sha256).where(_body.c.sha256 == bindparam("the_hash"))
"""Put together once: SQLAlchemy takes longer to make a statement than to run it, and a first night makes thousands."""

_CODEC: Final = "zlib"
_LEVEL: Final = 9


def keep(
    connection: Connection,
    run_id: int,
    source_id: str,
    record: FetchRecord,
    body: bytes,
    *,
    collector: str,
    collector_version: int,
    verdict: str,
) -> str:
    """Keep a body, or point to it where an equal one is kept already.

    Returns:
        its SHA-256 in hex.
    """
    sha256 = keep_body(connection, body)
    connection.execute(
        _KEEP,
        {
            "source_id": source_id,
            "run_id": run_id,
            "sha256": sha256,
            "at": record.at,
            "media_type": record.media_type,
            "charset": record.charset,
            "final_url": record.final_url,
            "collector": collector,
            "collector_version": collector_version,
            "verdict": verdict,
        },
    )
    return sha256


def keep_body(connection: Connection, body: bytes) -> str:
    """Keep a body where no equal one is kept yet; whoever calls it points to it in the same transaction.

    Returns:
        its SHA-256 in hex.
    """
    sha256 = hashlib.sha256(body).hexdigest()
    if connection.execute(_KEPT, {"the_hash": sha256}).first() is None:
        data = zlib.compress(body, _LEVEL)
        row = {"sha256": sha256, "codec": _CODEC, "data": data, "size": len(body), "stored_size": len(data)}
        insert_missing(connection, _body, [row])
    return sha256


def bytes_of(connection: Connection, sha256: str) -> bytes | None:
    """The body of that hash, or none when it is not kept (any more).

    Raises:
        StoreError: what is kept is not what was fetched.
    """
    row = connection.execute(select(_body.c.data, _body.c.codec).where(_body.c.sha256 == sha256)).first()
    return None if row is None else unpacked(row.data, row.codec, sha256)


def unpacked(data: bytes, codec: str, sha256: str) -> bytes:
    """The body behind what is kept of it.

    Raises:
        StoreError: it is not what was fetched.
    """
    try:
        body = zlib.decompress(data) if codec == _CODEC else data
    except zlib.error as error:
        raise _damaged(sha256) from error
    if hashlib.sha256(body).hexdigest() != sha256:
        raise _damaged(sha256)
    return body


def _damaged(sha256: str) -> StoreError:
    return StoreError(
        f"The kept body {sha256[:12]} is damaged.", hint="Check the database with omfeed db check and restore a backup."
    )


def of_source(connection: Connection, source_id: str, limit: int | None = None) -> tuple[Snapshot, ...]:
    """The snapshots of a source, newest first, without their bytes."""
    query = (
        select(_snapshot, _body.c.size, _body.c.stored_size)
        .join(_body, _body.c.sha256 == _snapshot.c.sha256)
        .where(_snapshot.c.source_id == source_id)
        .order_by(_snapshot.c.id.desc())
        .limit(limit)
    )
    return tuple(_value(row, None) for row in connection.execute(query))


def latest(connection: Connection, source_id: str, before: datetime | None, verdict: str | None) -> Snapshot | None:
    """The newest snapshot of a source with its bytes, or none."""
    query = (
        select(_snapshot, _body.c.size, _body.c.stored_size, _body.c.data, _body.c.codec)
        .join(_body, _body.c.sha256 == _snapshot.c.sha256)
        .where(_snapshot.c.source_id == source_id)
        .order_by(_snapshot.c.id.desc())
        .limit(1)
    )
    if before is not None:
        query = query.where(_snapshot.c.at < before)
    if verdict is not None:
        query = query.where(_snapshot.c.verdict == verdict)
    row = connection.execute(query).first()
    return None if row is None else _value(row, unpacked(row.data, row.codec, row.sha256))


def _value(row: Row[*tuple[Any, ...]], body: bytes | None) -> Snapshot:
    return Snapshot(
        id=row.id,
        source_id=row.source_id,
        at=row.at,
        sha256=row.sha256,
        size=row.size,
        stored_size=row.stored_size,
        media_type=row.media_type,
        charset=row.charset,
        final_url=row.final_url,
        collector=row.collector,
        collector_version=row.collector_version,
        verdict=row.verdict,
        body=body,
    )
