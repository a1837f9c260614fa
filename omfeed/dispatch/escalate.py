"""Tells the deputy, once, of a critical matter that nobody has acknowledged within so many working hours."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from omfeed.deliver.files import write
from omfeed.dispatch.desk import EXPIRES
from omfeed.dispatch.writing import single
from omfeed.duty import duties, is_unanswered, owner_of
from omfeed.model import Channel, Item, Owner, Severity
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.store.values import Planned

PREFIX: Final = "owner:"
"""Before an owner's name, where the store asks for whom something was made."""
_REACHES: Final = timedelta(days=14)


def escalate(store: Store, owners: Sequence[Owner], edition: Edition, outbox: Path, now: datetime) -> int:
    """Plan a mail to the deputy for each critical matter without an answer, and say how many are new.

    Each matter is told to a deputy once for ever: the key of its delivery is made of the matter alone.

    Args:
        store: what is known, and the trail of deeds.
        owners: who looks after what; those without a deputy that has a mail address are passed over.
        edition: fleet, language and time zone.
        outbox: folder of the letters.
        now: the moment, UTC.

    Raises:
        StoreError: the database could not be read or written.
        DeliveryError: a letter could not be written.
    """
    from omfeed.digest.cards import judged_of
    from omfeed.digest.select import is_told, stories, story_of
    from omfeed.dispatch.threads import first_told

    by_name = {owner.name: owner for owner in owners}
    if not any(owner.deputy for owner in owners):
        return 0
    standing = duties(store.people.deeds())
    recent = store.items(since=now - _REACHES)
    joined = store.people.own_keys({story_of(item) for item in recent})
    names = {story: [_key(one) for one in first_told(story, joined)] for story in map(story_of, recent)}
    told_before = store.outbox.known(key for keys in names.values() for key in keys)
    # From its first critical change on, people have time to answer; no later edit gives them more.
    first: dict[str, datetime] = {}
    for item in recent:
        if is_told(item) and item.assessment.severity is Severity.CRITICAL:
            first.setdefault(story_of(item), item.at)
    planned = []
    for told in stories(recent):
        story, judged = told.key, judged_of(told)
        if story not in first or judged.severity is not Severity.CRITICAL:
            continue
        duty = standing.get(story)
        owner = by_name.get(duty.owner) if duty and duty.owner else owner_of(judged, owners)
        deputy = by_name.get(owner.deputy) if owner else None
        if owner is None or deputy is None or not deputy.mail:
            continue
        if is_unanswered(duty, first[story], now, hours=owner.hours, time_zone=edition.time_zone):
            # Under the key under which a deputy was told already it is told no second time, unless that expired.
            key = next((key for key in names[story] if key in told_before), _key(story))
            planned.append(_planned(key, told.lead, owner, deputy, edition, outbox, now))
    return store.outbox.plan(planned, now) if planned else 0


def _key(story: str) -> str:
    return f"escalation/{story}"


def _planned(
    key: str, item: Item, owner: Owner, deputy: Owner, edition: Edition, outbox: Path, now: datetime
) -> Planned:
    from omfeed.digest.speech import speech

    talk = speech(edition.language)
    waited = talk.count(
        "Nobody has acknowledged this critical matter within {n} working hour. It is {owner}'s; you are the deputy.",
        "Nobody has acknowledged this critical matter within {n} working hours. It is {owner}'s; you are the deputy.",
        int(owner.hours),
        owner=owner.name,
    )
    seen = talk.say("Once you have seen it, say so: {command}", command=f"omfeed ack {item.id}")
    letter = single(
        item, edition.fleet, now.date(), language=edition.language, urgent=True, owner=owner.name,
        preface=f"{waited}\n{seen}",
    )  # fmt: skip
    data = letter.to_json().encode()
    name = f"{now.date().isoformat()}/{hashlib.sha256(data).hexdigest()[:32]}.json"
    write(outbox, name, data, private=True)
    return Planned(
        key=key,
        channel=Channel.MAIL,
        recipient=deputy.mail,
        audience=PREFIX + deputy.name,
        path=name,
        expires=now + EXPIRES,
    )
