"""Runs, and the log of what each fetched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from omfeed.store import schema
from omfeed.store.values import FetchRecord, RunKind, RunRecord

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_run, _fetch = schema.run, schema.fetch

RUNNING = "running"
INTERRUPTED = "interrupted"


def begin(connection: Connection, now: datetime, version: str, kind: RunKind) -> int:
    """Open a run; one that was left open by a killed program is called interrupted."""
    connection.execute(update(_run).where(_run.c.outcome == RUNNING).values(outcome=INTERRUPTED))
    said = {"started": now, "outcome": RUNNING, "version": version}
    if kind is not RunKind.UNKNOWN:
        said["kind"] = kind.value
    return connection.execute(insert(_run).values(said).returning(_run.c.id)).scalar_one()


def end(
    connection: Connection,
    run_id: int,
    now: datetime,
    *,
    outcome: str,
    sources: int,
    failed: int,
    changes: int | None,
    reason: str,
) -> None:
    """Close a run with how it went; changes are counted when their number is not given."""
    if changes is None:
        counted = select(func.count()).where(schema.change.c.run_id == run_id)
        changes = connection.execute(counted).scalar_one()
    connection.execute(
        update(_run)
        .where(_run.c.id == run_id)
        .values(finished=now, outcome=outcome, sources=sources, failed=failed, changes=changes, reason=reason)
    )


def praise(connection: Connection, run_id: int) -> None:
    """Record that a run was a good one."""
    connection.execute(update(_run).where(_run.c.id == run_id).values(good=True))


def latest(
    connection: Connection, limit: int, kinds: Collection[RunKind] = (), *, good: bool = False
) -> tuple[RunRecord, ...]:
    """The last runs, newest first; of some kinds, or the good ones only."""
    query = select(_run).order_by(_run.c.id.desc()).limit(limit)
    if kinds:
        query = query.where(_run.c.kind.in_([kind.value for kind in kinds]))
    if good:
        query = query.where(_run.c.good)
    return tuple(_record(row) for row in connection.execute(query))


def _record(row: Row[*tuple[Any, ...]]) -> RunRecord:
    return RunRecord(
        id=row.id,
        started=row.started,
        finished=row.finished,
        outcome=row.outcome,
        version=row.version,
        kind=RunKind(row.kind),
        good=row.good,
        reason=row.reason,
        sources=row.sources,
        failed=row.failed,
        changes=row.changes,
    )


def log_fetches(connection: Connection, run_id: int, records: Sequence[tuple[str, FetchRecord]]) -> None:
    """Write the log lines of fetches, each with the source it was for."""
    if not records:
        return
    connection.execute(
        insert(_fetch),
        [
            {
                "run_id": run_id,
                "source_id": source_id,
                "at": record.at,
                "status": record.status,
                "http_status": record.http_status,
                "final_url": record.final_url,
                "moved_to": record.moved_to,
                "hops": list(record.hops),
                "etag": record.etag,
                "last_modified": record.last_modified,
                "body_hash": record.body_hash,
                "media_type": record.media_type,
                "charset": record.charset,
                "bytes": record.bytes,
                "seconds": record.seconds,
                "error": record.error,
            }
            for source_id, record in records
        ],
    )


def fetches(connection: Connection, source_id: str, limit: int) -> tuple[FetchRecord, ...]:
    """The last fetches of a source, newest first."""
    rows = connection.execute(
        select(_fetch).where(_fetch.c.source_id == source_id).order_by(_fetch.c.id.desc()).limit(limit)
    )
    return tuple(
        FetchRecord(
            at=row.at,
            status=row.status,
            http_status=row.http_status,
            final_url=row.final_url,
            moved_to=row.moved_to,
            hops=tuple(str(hop) for hop in row.hops) if isinstance(row.hops, list) else (),
            etag=row.etag,
            last_modified=row.last_modified,
            body_hash=row.body_hash,
            media_type=row.media_type,
            charset=row.charset,
            bytes=row.bytes,
            seconds=row.seconds,
            error=row.error,
        )
        for row in rows
    )
