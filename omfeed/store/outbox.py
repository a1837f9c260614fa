"""Deliveries: planned with the digest they carry, claimed before sending, settled after.

A delivery is claimed in one transaction and settled in another, so that a program killed between the two leaves it
``sending``. Once its claim is old it is claimed again, marked as uncertain: the one case in which a message may go out
twice, under the same key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, func, or_, select, update

from omfeed.store import schema
from omfeed.store.database import insert_missing
from omfeed.store.values import Delivery, DeliveryState, Planned

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from omfeed.store.opened import Opened

_delivery = schema.delivery

CLAIM_HOLDS: Final = timedelta(minutes=15)
"""So long after a claim its holder is taken for dead; longer than any one message may take."""
_LOST: Final = (DeliveryState.EXPIRED.value, DeliveryState.QUARANTINED.value)
"""What is sent no more by itself, and never arrived."""
_UNSETTLED: Final = (DeliveryState.PLANNED.value, DeliveryState.FAILED.value)
REPLACED: Final = "A later message says what this one would have said."
TOGETHER: Final = "One message tells this together with others."
_AT_ONCE: Final = 500
"""Keys looked up in one statement."""


def plan(connection: Connection, planned: Sequence[Planned], now: datetime) -> int:
    """Write deliveries that are not yet planned; a known key is left as it is, unless it never arrived.

    Returns:
        how many are new.
    """
    wanted: dict[str, Planned] = {}
    for one in planned:
        wanted.setdefault(one.key, one)
    keys = list(wanted)
    again: list[Planned] = []
    for start in range(0, len(keys), _AT_ONCE):
        known = select(_delivery.c.key, _delivery.c.state, _delivery.c.expires)
        for key, state, expires in connection.execute(known.where(_delivery.c.key.in_(keys[start : start + _AT_ONCE]))):
            one = wanted.pop(key)
            overdue = state in _UNSETTLED and expires is not None and expires <= now
            if overdue or state in _LOST:
                again.append(one)
    insert_missing(connection, _delivery, [_fresh(one, now) for one in wanted.values()])
    for one in again:
        fresh = _fresh(one, now) | {"settled_at": None, "next_attempt": None, "claimed_at": None}
        # It stays the message of the day on which it was first meant.
        del fresh["date"]
        connection.execute(update(_delivery).where(_delivery.c.key == one.key).values(fresh))
    return len(wanted) + len(again)


def untold(connection: Connection, since: datetime) -> Mapping[str, list[Delivery]]:
    """What was planned since a moment and never arrived, by audience, oldest first.

    These are the deliveries that wait, have expired or were refused for good, as far as none that was planned after
    them was sent or is being sent.
    """
    waiting = (*_UNSETTLED, *_LOST)
    query = select(_delivery).where(_delivery.c.state.in_(waiting), _delivery.c.planned_at >= since)
    rows = connection.execute(query.order_by(_delivery.c.id)).all()
    if not rows:
        return {}
    dealt = (
        select(_delivery.c.audience, func.max(_delivery.c.id))
        .where(_delivery.c.id > rows[0].id, _delivery.c.state.not_in((*waiting, DeliveryState.UNWANTED.value)))
        .group_by(_delivery.c.audience)
    )
    reached = {row[0]: row[1] for row in connection.execute(dealt)}
    found: dict[str, list[Delivery]] = {}
    for row in rows:
        if row.id > reached.get(row.audience, 0):
            found.setdefault(row.audience, []).append(_value(row))
    return found


def replace_by_later(connection: Connection, keys: Sequence[str], now: datetime) -> None:
    """Let deliveries that wait or were refused expire, because a later one says what they would have said."""
    for start in range(0, len(keys), _AT_ONCE):
        some = _delivery.c.key.in_(keys[start : start + _AT_ONCE])
        connection.execute(
            update(_delivery)
            .where(some, _delivery.c.state == DeliveryState.QUARANTINED.value)
            .values(state=DeliveryState.EXPIRED.value, error=_delivery.c.error + f" {REPLACED}")
        )
        connection.execute(
            update(_delivery)
            .where(some, _delivery.c.state.in_(_UNSETTLED))
            .values(state=DeliveryState.EXPIRED.value, settled_at=now, next_attempt=None, error=REPLACED)
        )


def _fresh(planned: Planned, now: datetime) -> dict[str, Any]:
    return {
        "key": planned.key,
        "audience": planned.audience,
        "date": planned.date,
        "channel": planned.channel,
        "recipient": planned.recipient,
        "payload": planned.payload,
        "path": planned.path,
        "expires": planned.expires,
        "state": DeliveryState.PLANNED.value,
        "attempts": 0,
        "uncertain": False,
        "planned_at": now,
        "error": "",
        "receipt": "",
    }


def known(connection: Connection, keys: Iterable[str]) -> frozenset[str]:
    """Those of these keys that were ever planned and are still kept."""
    wanted = list(dict.fromkeys(keys))
    found: set[str] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(_delivery.c.key).where(_delivery.c.key.in_(wanted[start : start + _AT_ONCE]))
        found.update(connection.execute(query).scalars())
    return frozenset(found)


def states(connection: Connection, keys: Iterable[str]) -> Mapping[str, tuple[DeliveryState, datetime]]:
    """How those of these keys stand that are known, and when each was planned."""
    wanted = list(dict.fromkeys(keys))
    found: dict[str, tuple[DeliveryState, datetime]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(_delivery.c.key, _delivery.c.state, _delivery.c.planned_at)
        for row in connection.execute(query.where(_delivery.c.key.in_(wanted[start : start + _AT_ONCE]))):
            found[row.key] = DeliveryState(row.state), row.planned_at
    return found


def again(connection: Connection, audiences: Sequence[str], since: datetime, before: datetime) -> int:
    """Let messages of single matters be attempted anew that were refused: no later message says what they do.

    Args:
        audiences: for whom they are.
        since: those planned before it are left to a person.
        before: those refused after it are left for now.

    Returns:
        how many there were.
    """
    found = 0
    for start in range(0, len(audiences), _AT_ONCE):
        refused = update(_delivery).where(
            _delivery.c.audience.in_(audiences[start : start + _AT_ONCE]),
            _delivery.c.state == DeliveryState.QUARANTINED.value,
            _delivery.c.expires.is_(None),
            _delivery.c.planned_at >= since,
            _delivery.c.settled_at <= before,
        )
        fresh = {"state": DeliveryState.PLANNED.value, "settled_at": None, "error": ""}
        found += connection.execute(refused.values(fresh)).rowcount
    return found


def claim(connection: Connection, now: datetime, limit: int, away: Collection[str] = ()) -> tuple[Delivery, ...]:
    """Take deliveries that are due, oldest first; they are ``sending`` from here on. Overdue ones expire instead.

    Args:
        connection: to the database.
        now: the moment, UTC.
        limit: at most so many.
        away: channels and recipients that are left alone.
    """
    connection.execute(
        update(_delivery)
        .where(_delivery.c.state.in_(_UNSETTLED), _delivery.c.expires <= now)
        .values(state=DeliveryState.EXPIRED.value, settled_at=now, next_attempt=None)
    )
    due = or_(
        _delivery.c.state == DeliveryState.PLANNED.value,
        and_(_delivery.c.state == DeliveryState.FAILED.value, _delivery.c.next_attempt <= now),
        and_(_delivery.c.state == DeliveryState.SENDING.value, _delivery.c.claimed_at <= now - CLAIM_HOLDS),
    )
    # On a server two workers must not take the same one; SQLite has one writer at a time and ignores the clause.
    if away:
        due = and_(due, _delivery.c.channel.not_in(away), _delivery.c.recipient.not_in(away))
    query = select(_delivery.c.id, _delivery.c.state).where(due).order_by(_delivery.c.id).limit(limit)
    taken = connection.execute(query.with_for_update(skip_locked=True)).all()
    for row in taken:
        cut_off = row.state == DeliveryState.SENDING.value
        values: dict[str, Any] = {
            "state": DeliveryState.SENDING.value,
            "claimed_at": now,
            "attempts": _delivery.c.attempts + 1,
        }
        if cut_off:
            values["uncertain"] = True
        connection.execute(update(_delivery).where(_delivery.c.id == row.id).values(values))
    ids = [row.id for row in taken]
    rows = connection.execute(select(_delivery).where(_delivery.c.id.in_(ids)).order_by(_delivery.c.id))
    return tuple(_value(row) for row in rows)


def settle(
    connection: Connection,
    delivery_id: int,
    state: DeliveryState,
    now: datetime,
    *,
    error: str,
    receipt: str,
    next_attempt: datetime | None,
) -> bool:
    """Write how a claimed delivery went; one that was settled before stays as it is.

    Returns:
        whether it was still open.
    """
    result = connection.execute(
        update(_delivery)
        .where(_delivery.c.id == delivery_id, _delivery.c.state == DeliveryState.SENDING.value)
        .values(
            state=state.value,
            settled_at=now,
            error=error,
            receipt=receipt,
            next_attempt=next_attempt if state is DeliveryState.FAILED else None,
        )
    )
    return bool(result.rowcount)


def listed(connection: Connection, state: DeliveryState | None, limit: int) -> tuple[Delivery, ...]:
    """Deliveries, newest first."""
    query = select(_delivery).order_by(_delivery.c.id.desc()).limit(limit)
    if state is not None:
        query = query.where(_delivery.c.state == state.value)
    return tuple(_value(row) for row in connection.execute(query))


def _value(row: Row[*tuple[Any, ...]]) -> Delivery:
    return Delivery(
        id=row.id,
        planned=Planned(
            key=row.key,
            channel=row.channel,
            recipient=row.recipient,
            audience=row.audience,
            date=row.date,
            payload=row.payload,
            path=row.path,
            expires=row.expires,
        ),
        state=DeliveryState(row.state),
        attempts=row.attempts,
        planned_at=row.planned_at,
        next_attempt=row.next_attempt,
        claimed_at=row.claimed_at,
        settled_at=row.settled_at,
        error=row.error,
        receipt=row.receipt,
        uncertain=row.uncertain,
    )


class Outbox:
    """Deliveries: get a batch, do the work, mark each done."""

    def __init__(self, store: Opened) -> None:
        self._store = store

    def plan(self, planned: Sequence[Planned], now: datetime, *, told_by_them: Sequence[Planned] = ()) -> int:
        """Plan deliveries and say how many are new; a key planned before is left as it is, unless it never arrived.

        Args:
            planned: what is to be sent.
            now: the moment, UTC.
            told_by_them: whose words these say, too: their keys are known from now on, and they are not sent.
        """
        with self._store.writing("plan") as connection:
            told = {"state": DeliveryState.UNWANTED.value, "settled_at": now, "error": TOGETHER}
            insert_missing(connection, _delivery, [_fresh(one, now) | told for one in told_by_them])
            return plan(connection, planned, now)

    def renew(self, keys: Sequence[str], expires: datetime) -> None:
        """Have messages that never arrived sent once more, as they were."""
        if not keys:
            return
        fresh = {"state": DeliveryState.PLANNED.value, "expires": expires, "settled_at": None, "error": ""}
        with self._store.writing("renew") as connection:
            found = update(_delivery).where(_delivery.c.key.in_(keys), _delivery.c.state.in_(_LOST))
            connection.execute(found.values(fresh))

    def untold(self, since: datetime) -> Mapping[str, list[Delivery]]:
        """What was planned since a moment and never arrived, by audience, oldest first."""
        with self._store.reading() as connection:
            return untold(connection, since)

    def release(self, delivery_id: int | None = None) -> int:
        """Let a delivery that was put aside, or has expired, be attempted once more; it expires no more.

        Args:
            delivery_id: which; none: all but those whose words a later message says.

        Returns:
            how many there were.
        """
        fresh = {"state": DeliveryState.PLANNED.value, "expires": None, "settled_at": None, "error": ""}
        which = _delivery.c.id == delivery_id if delivery_id else _delivery.c.error.not_like(f"%{REPLACED}")
        with self._store.writing("release") as connection:
            found = update(_delivery).where(which, _delivery.c.state.in_(_LOST))
            return connection.execute(found.values(fresh)).rowcount

    def again(self, audiences: Sequence[str], since: datetime, before: datetime) -> int:
        """Let messages of single matters be attempted anew that were refused before a moment; says how many."""
        with self._store.writing("again") as connection:
            return again(connection, audiences, since, before)

    def waiting(self) -> int:
        """How many deliveries are still to be made."""
        waits = _delivery.c.state.in_((*_UNSETTLED, DeliveryState.SENDING.value))
        with self._store.reading() as connection:
            return connection.execute(select(func.count()).select_from(_delivery).where(waits)).scalar_one()

    def sent(self, audiences: Collection[str], since: datetime) -> tuple[Delivery, ...]:
        """What was planned for some audiences since a moment and has arrived, oldest first."""
        wanted = (
            _delivery.c.audience.in_(sorted(audiences)),
            _delivery.c.state == DeliveryState.SENT.value,
            _delivery.c.planned_at >= since,
        )
        with self._store.reading() as connection:
            rows = connection.execute(select(_delivery).where(*wanted).order_by(_delivery.c.id)).all()
        return tuple(_value(row) for row in rows)

    def states(self, keys: Iterable[str]) -> Mapping[str, tuple[DeliveryState, datetime]]:
        """How those of these keys stand that are known, and when each was planned."""
        with self._store.reading() as connection:
            return states(connection, keys)

    def known(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of these keys that were ever planned and are still kept."""
        with self._store.reading() as connection:
            return known(connection, keys)

    def claim(self, now: datetime, limit: int = 50, *, away: Collection[str] = ()) -> tuple[Delivery, ...]:
        """Take deliveries that are due, oldest first; each must be settled. Overdue ones expire instead.

        Args:
            now: the moment, UTC.
            limit: at most so many.
            away: channels and recipients that are left alone.
        """
        with self._store.writing("claim") as connection:
            return claim(connection, now, limit, away)

    def settle(
        self,
        delivery_id: int,
        state: DeliveryState,
        now: datetime,
        *,
        error: str = "",
        receipt: str = "",
        next_attempt: datetime | None = None,
    ) -> bool:
        """Mark a claimed delivery as sent, failed (to be tried again at ``next_attempt``), or as what ended it.

        Returns:
            whether it was still open; a delivery settled before stays as it is.

        Raises:
            ValueError: a failed one has no next attempt, or the state is not one a delivery ends an attempt in.
        """
        if state in {DeliveryState.PLANNED, DeliveryState.SENDING}:
            raise ValueError(f"a delivery is not settled as {state}")
        if state is DeliveryState.FAILED and next_attempt is None:
            raise ValueError("a failed delivery is tried again some time; quarantine it when it is not")
        with self._store.writing("settle") as connection:
            return settle(connection, delivery_id, state, now, error=error, receipt=receipt, next_attempt=next_attempt)

    def listed(self, state: DeliveryState | None = None, limit: int = 100) -> tuple[Delivery, ...]:
        """Deliveries, newest first."""
        with self._store.reading() as connection:
            return listed(connection, state, limit)
