"""Asks after a critical matter that nobody has acknowledged: first its owner, then, once, the deputy.

Half the working hours that an owner has to answer go by, and the owner is reminded; when all of them are over, the
deputy is told. Neither is written to outside of working hours, or of those that a subscription of theirs asks for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from omfeed.deliver.files import write
from omfeed.deliver.letters import Letter
from omfeed.dispatch import schedule
from omfeed.dispatch.desk import EXPIRES
from omfeed.dispatch.writing import single, together
from omfeed.duty import Duty, duties, is_at_work, is_unanswered, owner_of
from omfeed.model import Channel, Item, Owner, Severity, Subscription
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.store.values import DeliveryState, Planned

PREFIX: Final = "owner:"
"""Before an owner's name, where the store asks for whom something was made."""
MOST: Final = 5
"""More matters at once are told to the same person in one message."""
_WORKING_DAY: Final = 10.0
_REACHES: Final = timedelta(days=14)
_LOST: Final = frozenset({DeliveryState.EXPIRED, DeliveryState.QUARANTINED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated:
    """What came of it."""

    reminded: int = 0
    """Matters of which an owner is now reminded."""
    told: int = 0
    """Matters of which a deputy is now told."""
    waiting: int = 0
    """Matters that were due to be told for a whole working day, in which nothing was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One matter that somebody is to be asked about."""

    key: str
    item: Item
    owner: Owner
    to: Owner
    """The owner, or the deputy."""


def escalate(
    store: Store,
    owners: Sequence[Owner],
    edition: Edition,
    outbox: Path,
    now: datetime,
    *,
    people: Sequence[Subscription] = (),
) -> Escalated:
    """Plan a reminder to the owner, then a mail to the deputy, for each critical matter without an answer.

    Each matter is told to a person once for ever: the key of its delivery is made of the matter alone.

    Args:
        store: what is known, and the trail of deeds.
        owners: who looks after what; those without a deputy that has a mail address are passed over.
        edition: fleet, language and time zone.
        outbox: folder of the letters.
        now: the moment, UTC.
        people: all subscriptions: an owner who has one by mail that names hours is written to in these.

    Raises:
        StoreError: the database could not be read or written.
        DeliveryError: a letter could not be written.
    """
    from omfeed.digest.cards import judged_of
    from omfeed.digest.select import is_told, stories, story_of
    from omfeed.dispatch.threads import first_told

    by_name = {owner.name: owner for owner in owners}
    if not any(owner.deputy for owner in owners):
        return Escalated()
    standing = duties(store.people.deeds())
    recent = store.items(since=now - _REACHES)
    joined = store.people.own_keys({story_of(item) for item in recent})
    names = {story: list(first_told(story, joined)) for story in map(story_of, recent)}
    known = store.outbox.states(
        f"{kind}/{name}" for every in names.values() for name in every for kind in ("escalation", "reminder")
    )
    # From its first critical change on, people have time to answer; no later edit gives them more.
    first: dict[str, datetime] = {}
    for item in recent:
        if is_told(item) and item.assessment.severity is Severity.CRITICAL:
            first.setdefault(story_of(item), item.at)
    reminders: list[_Asked] = []
    tellings: list[_Asked] = []
    waiting = 0
    for told in stories(recent):
        story, judged = told.key, judged_of(told)
        if story not in first or judged.severity is not Severity.CRITICAL:
            continue
        duty = standing.get(story)
        owner = by_name.get(duty.owner) if duty and duty.owner else owner_of(judged, owners)
        deputy = by_name.get(owner.deputy) if owner else None
        if owner is None or deputy is None or not deputy.mail:
            continue
        reminder, telling = (_key(kind, names[story], known) for kind in ("reminder", "escalation"))
        if telling in known and known[telling][0] not in _LOST:
            continue
        to = _next(duty, owner, deputy, first[story], known.get(reminder), now, edition.time_zone)
        if to is None:
            continue
        if not _may_be_told(to, people, edition.time_zone, now):
            late = owner.hours + _WORKING_DAY
            waiting += is_unanswered(duty, first[story], now, hours=late, time_zone=edition.time_zone)
        elif to is deputy:
            tellings.append(_Asked(key=telling, item=told.lead, owner=owner, to=to))
        else:
            reminders.append(_Asked(key=reminder, item=told.lead, owner=owner, to=to))
    for asked in (reminders, tellings):
        _plan(store, asked, known, edition, outbox, now)
    return Escalated(reminded=len(reminders), told=len(tellings), waiting=waiting)


def _key(kind: str, names: Sequence[str], known: Mapping[str, object]) -> str:
    """The key under which a matter was told already, also before it joined others; else its own."""
    return next((f"{kind}/{name}" for name in names if f"{kind}/{name}" in known), f"{kind}/{names[0]}")


def _next(
    duty: Duty | None,
    owner: Owner,
    deputy: Owner,
    first: datetime,
    reminded: tuple[DeliveryState, datetime] | None,
    now: datetime,
    time_zone: str,
) -> Owner | None:
    """Who is to be asked now: the owner after half their time, the deputy after all of it; or nobody yet."""
    half = owner.hours / 2
    if not is_unanswered(duty, first, now, hours=half if owner.mail else owner.hours, time_zone=time_zone):
        return None
    if owner.mail and reminded is None:
        return owner
    # Whoever could be reminded late only has as long to answer as everybody has after a reminder.
    over = is_unanswered(duty, first, now, hours=owner.hours, time_zone=time_zone) and (
        reminded is None or is_unanswered(duty, reminded[1], now, hours=half, time_zone=time_zone)
    )
    return deputy if over else None


def _may_be_told(who: Owner, people: Sequence[Subscription], time_zone: str, now: datetime) -> bool:
    """Whether it is an hour at which somebody may be written to: that of their own subscription, or a working hour."""
    for one in people:
        is_theirs = one.channel is Channel.MAIL and one.to.casefold() == who.mail.casefold()
        if is_theirs and (one.workdays or one.at != schedule.ANY_TIME):
            return schedule.is_open(one, now)
    return is_at_work(now, time_zone)


def _plan(
    store: Store,
    asked: Sequence[_Asked],
    known: Mapping[str, tuple[DeliveryState, datetime]],
    edition: Edition,
    outbox: Path,
    now: datetime,
) -> None:
    # What was lost is sent as it was: it may tell of others, too.
    store.outbox.renew([one.key for one in asked if one.key in known], now + EXPIRES)
    fresh = [one for one in asked if one.key not in known]
    for to in dict.fromkeys(one.to.name for one in fresh):
        theirs = [one for one in fresh if one.to.name == to]
        if len(theirs) <= MOST:
            letters = [(one, _letter(one, edition, now)) for one in theirs]
        else:
            letters = [(theirs[0], _letter_of_many(theirs, edition, now))]
        planned = [_planned(one, letter, outbox, now) for one, letter in letters]
        rest = [] if len(theirs) <= MOST else [_planned(one, letters[0][1], outbox, now) for one in theirs[1:]]
        store.outbox.plan(planned, now, told_by_them=rest)


def _letter(one: _Asked, edition: Edition, now: datetime) -> Letter:
    from omfeed.digest.speech import speech

    talk = speech(edition.language)
    seen = talk.say("Once you have seen it, say so: {command}", command=f"omfeed ack {one.item.id}")
    letter = single(
        one.item, edition.fleet, now.date(), language=edition.language, urgent=True, owner=one.owner.name,
        preface=f"{_why(one, edition)}\n{seen}",
    )  # fmt: skip
    title = letter.lines[0].title
    if one.to is one.owner:
        return replace(letter, subject=talk.say("Reminder: {title}", title=title))
    return replace(letter, subject=talk.say("Escalation: {title}", title=title))


def _letter_of_many(asked: Sequence[_Asked], edition: Edition, now: datetime) -> Letter:
    from omfeed.digest.speech import speech

    talk = speech(edition.language)
    if asked[0].to is asked[0].owner:
        subject = talk.count("Reminder: {n} critical matter", "Reminder: {n} critical matters", len(asked))
    else:
        subject = talk.count("Escalation: {n} critical matter", "Escalation: {n} critical matters", len(asked))
    say = talk.say("Once you have seen it, say so: {command}", command="omfeed ack N")
    return together(
        [one.item for one in asked], edition.fleet, now.date(), language=edition.language, subject=subject,
        preface=f"{_why(asked[0], edition)}\n{say}", urgent=True,
    )  # fmt: skip


def _why(one: _Asked, edition: Edition) -> str:
    from omfeed.digest.speech import speech

    talk = speech(edition.language)
    hours = int(one.owner.hours)
    if one.to is one.owner:
        return talk.count(
            "This critical matter is yours, and nobody has acknowledged it. After {n} working hour {deputy} is told.",
            "This critical matter is yours, and nobody has acknowledged it. After {n} working hours {deputy} is told.",
            hours,
            deputy=one.owner.deputy,
        )
    return talk.count(
        "Nobody has acknowledged this critical matter within {n} working hour. It is {owner}'s; you are the deputy.",
        "Nobody has acknowledged this critical matter within {n} working hours. It is {owner}'s; you are the deputy.",
        hours,
        owner=one.owner.name,
    )


def _planned(one: _Asked, letter: Letter, outbox: Path, now: datetime) -> Planned:
    data = letter.to_json().encode()
    name = f"{now.date().isoformat()}/{hashlib.sha256(data).hexdigest()[:32]}.json"
    write(outbox, name, data, private=True)
    return Planned(
        key=one.key,
        channel=Channel.MAIL,
        recipient=one.to.mail,
        audience=PREFIX + one.to.name,
        path=name,
        expires=now + EXPIRES,
    )
