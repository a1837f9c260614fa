"""Plans deliveries: for each subscription that is due, one letter over every change since its last, or none.

The letter lies in a file of the outbox folder, named by its content, so that ten thousand subscribers of the same words
share one. Its delivery and the record of what it covers are written in one transaction: they stand both or not at all.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from omfeed.dispatch import schedule
from omfeed.dispatch.desk import BEGUN, CUT, NEVER, PREFIX, Desk
from omfeed.dispatch.reports import is_report
from omfeed.faults import Hook, nothing
from omfeed.model import Cadence, Channel, Owner, Subscription
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.store.values import Delivery, DeliveryState, DigestRecord, Planned

BATCH: Final = 200
"""Subscriptions planned in one transaction, where nobody says."""
_KEPT: Final = timedelta(days=35)
_FILES: Final = frozenset({Channel.FEED, Channel.CALENDAR})
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_SPAN: Final = re.compile(r"/(?P<after>\d+)-(?P<upto>\d+)$")
"""The changes that a digest covers, at the end of its key."""
PATIENCE: Final = timedelta(days=14)
"""For how long a message that does not expire is tried."""
_REFUSED_FOR: Final = timedelta(hours=6)
"""So long after it was refused for good, a message is told by the next one also where nothing else has come."""
_MOST_BACK: Final = timedelta(days=100)
"""Further back no message reaches for what never arrived: three monthly ones."""
_LOOKS_BACK: Final = timedelta(days=40)
"""For how long what never arrived is said by the next message: longer than from one monthly message to the next."""


_Due = tuple[Subscription, DigestRecord | None, list[str], Sequence[Delivery]]
"""Who is due; how far they were told; keys of what their message says instead; what never reached them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """What was planned."""

    due: int = 0
    """Subscriptions whose time it was."""
    planned: int = 0
    """Deliveries that are new in the outbox."""
    letters: int = 0
    """Different letters that they carry."""
    waiting: tuple[str, ...] = ()
    """Subscriptions whose hours passed without anybody sending in them."""


def plan(
    store: Store,
    subscriptions: Sequence[Subscription],
    edition: Edition,
    outbox: Path,
    now: datetime,
    *,
    base_url: str = "",
    owners: Sequence[Owner] = (),
    batch: int = BATCH,
    hook: Hook = nothing,
) -> Plans:
    """Plan what every subscription that is due is to be sent.

    Args:
        store: what is known.
        subscriptions: all of them; feeds and calendars are left to ``write_files``.
        edition: fleet, templates, and whether a night without news is told.
        outbox: folder of the letters.
        now: the moment, UTC.
        base_url: where digests are served, or empty.
        owners: who looks after what, by rule.
        batch: how many subscriptions are planned in one transaction.
        hook: called at each point at which it may be cut off.

    Raises:
        StoreError: the database could not be read or written.
        DeliveryError: a letter could not be written; what was planned before stands.
    """
    runs = store.runs(limit=1)
    if not runs:
        return Plans()
    desk = Desk(store, edition, outbox, now, base_url, owners)
    lasts, night = store.last_digests(), store.last_night()
    began = night.started if night else None
    untold, upto = store.outbox.untold(now - _LOOKS_BACK), store.last_change_id()
    due: list[_Due] = []
    begun: list[DigestRecord] = []
    waiting: list[str] = []
    for subscription in subscriptions:
        if subscription.channel in _FILES:
            continue
        known = lasts.get(PREFIX + subscription.id)
        if schedule.is_due(subscription, known.at if known else None, now, night=began):
            missed = untold.get(PREFIX + subscription.id, [])
            last = _told(subscription, known, now)
            due.append((subscription, *_unreached(store, subscription, last, missed, upto, now), missed))
        elif known is None and subscription.cadence is not Cadence.CRITICAL:
            begun.append(_beginning(subscription, runs[0].id, now))
        elif _waited(subscription, known, began, now):
            waiting.append(subscription.id)
    if begun:
        store.record_digests(begun, (), now)
    singly = [PREFIX + subscription.id for subscription, *_ in due if subscription.each]
    if singly:
        store.outbox.again(singly, now - PATIENCE, now - _REFUSED_FOR)
    planned = 0
    for start in range(0, len(due), batch):
        planned += _plan_batch(store, desk, due[start : start + batch], runs[0].id, began, now, hook)
    return Plans(due=len(due), planned=planned, letters=desk.letters, waiting=tuple(waiting))


def _waited(subscription: Subscription, known: DigestRecord | None, began: datetime | None, now: datetime) -> bool:
    """Whether a night brought something to say, and nobody sent it at the hours at which it was wanted."""
    if known is None or (began is not None and began <= known.at):
        return False
    return schedule.is_kept_waiting(subscription, known.at, now)


def _plan_batch(
    store: Store, desk: Desk, due: Sequence[_Due], run_id: int, began: datetime | None, now: datetime, hook: Hook
) -> int:
    """Plan for some of those who are due, in one transaction; says how many deliveries there are."""
    records: list[DigestRecord] = []
    deliveries: list[Planned] = []
    instead_of: list[str] = []
    for subscription, reached, unsent, missed in due:
        slept = began is None or reached is None or began > reached.at
        if is_report(subscription):
            made = desk.reports(subscription, reached, [one.planned.key for one in missed])
        else:
            made = desk.deliveries(subscription, reached, after_night=slept)
        hook("dispatch.worded")
        # Without a night since, an empty message uses no moment up: the night may only be late.
        if made or (slept and subscription.cadence is not Cadence.CRITICAL):
            records.append(desk.record(subscription, reached, run_id, tells_health=bool(made)))
            deliveries.extend(made)
        instead_of.extend(unsent if made else ())
    desk.write()
    hook("dispatch.written")
    store.record_digests(records, deliveries, now, instead_of=instead_of)
    hook("dispatch.planned")
    return len(deliveries)


def _beginning(subscription: Subscription, run_id: int, now: datetime) -> DigestRecord:
    """What says since when a subscription is known whose first message waits for its moment."""
    return DigestRecord(
        audience=PREFIX + subscription.id,
        date=schedule.local_day(subscription, now),
        after_change=0,
        upto_change=0,
        run_id=run_id,
        path="",
        sha256=BEGUN,
        at=now,
        health_at=NEVER,
    )


def _told(subscription: Subscription, known: DigestRecord | None, now: datetime) -> DigestRecord | None:
    """How far a subscriber was told; none where the first message is to reach one cadence back, as it does at least."""
    if known is None or known.sha256 != BEGUN:
        return known
    # What the night before brought is still news to whoever begins.
    begins = known.at - schedule.FIRST[Cadence.DAILY]
    return replace(known, at=begins) if begins < now - schedule.FIRST[subscription.cadence] else None


def _unreached(
    store: Store,
    subscription: Subscription,
    last: DigestRecord | None,
    missed: Sequence[Delivery],
    upto: int,
    now: datetime,
) -> tuple[DigestRecord | None, list[str]]:
    """How far a subscriber was told, less what was planned and never arrived: the next message says that, too.

    Returns:
        the record to go on from, and the keys of what still waits and is said by that message.
    """
    if subscription.each or last is None or not missed:
        return last, []
    audience, newest = PREFIX + subscription.id, missed[-1]
    expires = newest.planned.expires
    refused = newest.state is DeliveryState.QUARANTINED and (newest.settled_at or now) <= now - _REFUSED_FOR
    over = refused or newest.state is DeliveryState.EXPIRED or (expires is not None and expires <= now)
    if not over and upto == last.upto_change:
        # Nothing has come since, and what waits says all there is, but for how sources stand.
        quiet = [one for one in missed if (found := _SPAN.search(one.planned.key)) and found["after"] == found["upto"]]
        if not quiet:
            return last, []
        before = store.last_digest(audience, before=quiet[0].planned.date or now.date())
        return replace(last, health_at=before.health_told if before else NEVER), [one.planned.key for one in quiet]
    begins = {int(found["after"]): one for one in reversed(missed) if (found := _SPAN.search(one.planned.key))}
    if not begins:
        return last, []
    day = begins[min(begins)].planned.date or now.date()
    before = store.last_digest(audience, before=day)
    then = store.last_digest(audience, before=day + timedelta(days=1)) or last
    at = before.at if before and before.sha256 != BEGUN else then.at - schedule.FIRST[subscription.cadence]
    back = replace(last, upto_change=min(begins), at=at, health_at=min(at, last.health_told))
    if at < now - _MOST_BACK:
        # A mailbox that is gone for good is not told ever more.
        back = replace(back, at=now - _MOST_BACK, sha256=CUT)
    return back, [one.planned.key for one in missed]


def tidy(outbox: Path, today: date) -> int:
    """Remove the letters of days long past; says of how many days."""
    old = [
        folder
        for folder in (outbox.iterdir() if outbox.is_dir() else ())
        if _DAY.fullmatch(folder.name) and folder.is_dir() and folder.name < (today - _KEPT).isoformat()
    ]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)
