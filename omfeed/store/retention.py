"""What may be forgotten: raw bodies, fetch logs and settled deliveries. History itself never is.

Entries, revisions, changes and what was concluded of them stay for good. Of each source the newest bodies and the one
its standing rests on stay too, so that a better collector always has something to read again; of older months one
body each, the first, so that a page's past can still be looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, select

from omfeed.store import pages, schema, snapshots

if TYPE_CHECKING:
    from sqlalchemy import Connection

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """For how long what is kept, in days."""

    bodies_days: int = 90
    """Every body that was fetched."""
    monthly_days: int = 730
    """After that, the first body of each month that was believed, for so long."""
    bodies_always: int = 3
    """The newest bodies of each source that are kept whatever their age."""
    fetches_days: int = 400
    deliveries_days: int = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What was forgotten: numbers of rows."""

    snapshots: int = 0
    bodies: int = 0
    body_bytes: int = 0
    """Room the bodies took, compressed; it is used again, and given back to the disk by ``vacuum``."""
    fetches: int = 0
    deliveries: int = 0
    letters: int = 0
    """Records of how far a subscriber was told."""


def prune(connection: Connection, policy: Retention, now: datetime) -> Pruned:
    """Forget what is older than the policy keeps.

    Raises:
        ValueError: the policy keeps less than nothing, or no body at all.
    """
    if policy.bodies_always < 1 or min(policy.bodies_days, policy.fetches_days, policy.deliveries_days) < 0:
        raise ValueError("retention is counted in days from 0 on, and the newest body of a source is always kept")
    gone = _old_snapshots(connection, policy, now)
    for start in range(0, len(gone), _AT_ONCE):
        some = gone[start : start + _AT_ONCE]
        connection.execute(delete(schema.snapshot).where(schema.snapshot.c.id.in_(some)))
    pages.forget(connection)
    bodies, room = _drop_bodies(connection)
    fetches = connection.execute(
        delete(schema.fetch).where(schema.fetch.c.at < now - timedelta(days=policy.fetches_days))
    )
    settled = ("sent", "expired", "quarantined", "no-longer-wanted")
    deliveries = connection.execute(
        delete(schema.delivery).where(
            schema.delivery.c.state.in_(settled),
            # A message of a single matter does not expire, and stays: what becomes of the matter answers it.
            schema.delivery.c.expires.is_not(None),
            schema.delivery.c.settled_at < now - timedelta(days=policy.deliveries_days),
        )
    )
    letters = _old_letters(connection, now - timedelta(days=policy.deliveries_days))
    return Pruned(
        snapshots=len(gone),
        bodies=bodies,
        body_bytes=room,
        fetches=fetches.rowcount,
        deliveries=deliveries.rowcount,
        letters=letters,
    )


def _old_letters(connection: Connection, before: datetime) -> int:
    """Forget how far subscribers were told on days long past; the last record of each stands, and every page's."""
    digest, other = schema.digest, schema.digest.alias("other")
    newest = select(func.max(other.c.date)).where(other.c.audience == digest.c.audience).scalar_subquery()
    gone = delete(digest).where(digest.c.path == "", digest.c.at < before, digest.c.date < newest)
    return connection.execute(gone).rowcount


def _old_snapshots(connection: Connection, policy: Retention, now: datetime) -> list[int]:
    table = schema.snapshot
    by_source: dict[str, list[tuple[int, datetime, str, str]]] = defaultdict(list)
    query = select(table.c.source_id, table.c.id, table.c.at, table.c.sha256, table.c.verdict).order_by(table.c.id)
    for source_id, snapshot_id, at, sha256, verdict in connection.execute(query):
        by_source[source_id].append((snapshot_id, at, sha256, verdict))
    standing = {
        row.id: row.body_hash for row in connection.execute(select(schema.source.c.id, schema.source.c.body_hash))
    }
    gone: list[int] = []
    for source_id, kept in by_source.items():
        gone.extend(_of_source(kept, standing.get(source_id, ""), policy, now))
    return gone


def _of_source(
    kept: Sequence[tuple[int, datetime, str, str]], standing: str, policy: Retention, now: datetime
) -> list[int]:
    """The snapshots of one source that may go; they come oldest first."""
    newest = {snapshot_id for snapshot_id, _, _, _ in kept[-policy.bodies_always :]}
    resting = [snapshot_id for snapshot_id, _, sha256, _ in kept if sha256 == standing][-1:]
    months: set[tuple[int, int]] = set()
    gone: list[int] = []
    for snapshot_id, at, _, verdict in kept:
        first_of_month = verdict == snapshots.READ and (at.year, at.month) not in months
        if first_of_month:
            months.add((at.year, at.month))
        if (
            snapshot_id in newest
            or snapshot_id in resting
            or at >= now - timedelta(days=policy.bodies_days)
            or (first_of_month and at >= now - timedelta(days=policy.monthly_days))
        ):
            continue
        gone.append(snapshot_id)
    return gone


def _drop_bodies(connection: Connection) -> tuple[int, int]:
    """Drop bodies that no snapshot and no page points to: how many, and the room they took."""
    body, snapshot, page = schema.body, schema.snapshot, schema.page
    unused = ~(
        select(snapshot.c.id).where(snapshot.c.sha256 == body.c.sha256).exists()
        | select(page.c.url).where(page.c.sha256 == body.c.sha256).exists()
    )
    count, room = connection.execute(
        select(func.count(), func.coalesce(func.sum(body.c.stored_size), 0)).select_from(body).where(unused)
    ).one()
    connection.execute(delete(body).where(unused))
    return int(count), int(room)
