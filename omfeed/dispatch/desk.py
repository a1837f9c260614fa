"""Where letters are written: what many subscribers share is made once, and lies in files named by their content."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from omfeed.deliver.files import write_all
from omfeed.deliver.letters import Letter
from omfeed.dispatch import schedule, writing
from omfeed.duty import Duty, duties, whose
from omfeed.model import Audience, Cadence, Channel, Filter, Item, Owner, SourceHealth, Subscription
from omfeed.publish import Care, Edition, care_of, is_news, told_at_once
from omfeed.store import Store
from omfeed.store.values import DigestRecord, Planned

PREFIX: Final = "subscription:"
"""Before a subscription's id, where the store asks for whom something was made."""
EXPIRES: Final = timedelta(days=3)
"""After so long a message is tried no more; the next one says what it would have said."""
BEGUN: Final = "begun"
"""In place of a hash: nothing was told yet, the subscription only became known."""
_FOR_PEOPLE: Final = frozenset({Channel.MAIL, Channel.TEAMS, Channel.SLACK, Channel.APPRISE})
"""Where single messages are read by people, who lose track of too many; programs do not."""
CUT: Final = "cut"
"""Likewise: what is told begins at its moment, though more was never told."""
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Before anything became of any source."""


class Desk:
    """Where letters are written: what many subscribers share is made once."""

    def __init__(
        self, store: Store, edition: Edition, outbox: Path, now: datetime, base_url: str, owners: Sequence[Owner]
    ) -> None:
        self._store = store
        self._edition = edition
        self._outbox = outbox
        self._now = now
        self._base_url = base_url
        self._owners = owners
        self._standing: Mapping[str, Duty] | None = None
        self._care: Care | None = None
        self._urgent: set[tuple[str, str]] | None = None
        self._upto = store.last_change_id()
        self._health: tuple[SourceHealth, ...] | None = None
        self._turns: list[datetime] | None = None
        self._shelves: dict[tuple[int, datetime | None], writing.Shelf] = {}
        self._paths: dict[object, str] = {}
        self._unwritten: dict[str, bytes] = {}
        self._kept: writing.Wording | None = None
        self.letters = 0

    def record(
        self, subscription: Subscription, last: DigestRecord | None, run_id: int, *, tells_health: bool
    ) -> DigestRecord:
        """What says how far a subscriber has been told, and when last of how sources stand."""
        before = last.health_told if last else NEVER
        return DigestRecord(
            audience=PREFIX + subscription.id,
            date=schedule.local_day(subscription, self._now),
            after_change=last.upto_change if last else 0,
            upto_change=self._upto,
            run_id=run_id,
            path="",
            sha256="",
            at=self._now,
            health_at=self._now if tells_health else before,
        )

    def deliveries(
        self, subscription: Subscription, last: DigestRecord | None, *, after_night: bool = True
    ) -> list[Planned]:
        """The deliveries that a subscription is due, their letters written; that all is quiet only a night can say."""
        after = last.upto_change if last else 0
        shelf = self._covered(subscription, last)
        items = shelf.chosen(subscription)
        if subscription.each:
            return self._singles(subscription, shelf, items)
        told = self._health_told(last)
        tells_quiet = after_night and self._tells_quiet(subscription)
        if not items and not tells_quiet and not self._tells_health(subscription, told):
            return []
        muted = shelf.muted(subscription) if subscription.audience is Audience.ADMIN else 0
        path = self._digest(subscription, items, last.at if last else None, muted, told)
        span = f"{after}-{self._upto}"
        if after == self._upto:
            # The proof that a night was quiet, and what became of sources, is of that night alone.
            span = f"{schedule.local_day(subscription, self._now).isoformat()}/{span}"
        return [self._planned(subscription, f"{subscription.id}/{span}", path)]

    def reports(self, subscription: Subscription, last: DigestRecord | None, missed: Sequence[str]) -> list[Planned]:
        """The reports of the months that are over and of which this stakeholder was not told."""
        from omfeed.dispatch import reports

        made = []
        for month in reports.months(subscription, last.at if last else None, self._now, missed):
            same = ("report", month, subscription.wanted, subscription.language, subscription.time_zone)
            if same not in self._paths:
                letter = reports.letter(self._store, subscription, month, self._edition, self._wording())
                self._paths[same] = self._written(letter)
            made.append(self._planned(subscription, reports.key(subscription, month), self._paths[same]))
        return made

    def write(self) -> None:
        """Put the letters that were worded since the last call in place, all at once, since each waits for the disk."""
        self.letters += write_all(self._outbox, self._unwritten.items(), private=True) if self._unwritten else 0
        self._unwritten.clear()

    def _covered(self, subscription: Subscription, last: DigestRecord | None) -> writing.Shelf:
        after = last.upto_change if last else 0
        # A subscription begins a cadence before its first message, also when that one never arrived.
        cut = last is not None and last.sha256 == CUT
        since = None if after and not cut else last.at if last else self._now - schedule.FIRST[subscription.cadence]
        if (after, since) not in self._shelves:
            items = self._store.items(after=after, upto=self._upto, since=since)
            self._shelves[after, since] = writing.Shelf(items)
        return self._shelves[after, since]

    def _tells_quiet(self, subscription: Subscription) -> bool:
        return (
            self._edition.write_quiet_nights
            and subscription.audience is Audience.ADMIN
            and subscription.channel is Channel.MAIL
            and subscription.cadence is not Cadence.CRITICAL
        )

    def _tells_health(self, subscription: Subscription, told: datetime | None) -> bool:
        """Whether a message is written for what became of sources alone: to those who can look after them."""
        return (
            subscription.audience is Audience.ADMIN
            and subscription.cadence is not Cadence.CRITICAL
            and is_news(self._known_health(), told)
        )

    def _health_told(self, last: DigestRecord | None) -> datetime | None:
        """When a subscriber was last told how sources stand, as far as it makes a difference; none: never.

        It is put back to the moment before it at which anything became of a source, so that subscribers who are to be
        told the same of sources share a letter, whenever each was told last.
        """
        if last is None:
            return None
        if self._turns is None:
            moments = (
                moment for one in self._known_health() for moment in (one.turned, one.since, one.ill_since) if moment
            )
            self._turns = sorted(moments)
        before = bisect_right(self._turns, last.health_told)
        return self._turns[before - 1] if before else NEVER

    def _digest(
        self,
        subscription: Subscription,
        items: Sequence[Item],
        since: datetime | None,
        muted: int,
        health_told: datetime | None,
    ) -> str:
        day = schedule.local_day(subscription, self._now)
        ids = tuple(item.id for item in items)
        urgent = subscription.cadence is Cadence.CRITICAL
        at_once = self._told_at_once(subscription, items)
        marked = tuple(sorted(at_once.items()))
        shared = (subscription.audience, subscription.language, urgent, ids, since, day, muted, health_told, marked)
        if shared not in self._paths:
            letter = writing.digest(
                items,
                self._known_health(),
                self._edition,
                audience=subscription.audience,
                language=subscription.language,
                urgent=urgent,
                since=since,
                now=self._now,
                day=day,
                base_url=self._base_url,
                care=replace(self._cared(items), at_once=at_once),
                muted=muted,
                kept=self._wording(),
                health_told=health_told,
            )
            self._paths[shared] = self._written(letter)
        return self._paths[shared]

    def _singles(self, subscription: Subscription, shelf: writing.Shelf, items: Sequence[Item]) -> list[Planned]:
        """One message a change: what was chosen, and what became of matters that this reader was told of before.

        A matter that no longer needs action, or was withdrawn, no longer fits the filter that opened its ticket; its
        ticket is told all the same.
        """
        from omfeed.dispatch.threads import Threads

        everything = shelf.chosen(replace(subscription, wanted=Filter(), cadence=Cadence.DAILY))
        threads = Threads(self._store, subscription.id, everything)
        chosen, met = {item.id for item in items}, set[str]()
        told: list[tuple[Item, str]] = []
        for item in everything:
            name = threads.of(item)
            if item.id in chosen or name in met or threads.is_told(name):
                told.append((item, name))
                met.add(name)
        rest = _too_many([item for item, _ in told], subscription)
        made = []
        for item, name in told:
            if item.id in rest:
                continue
            made.append(self._single(subscription, item, name, threads.key(name), first=not threads.is_told(name)))
            threads.tell(name)
        if rest:
            made.append(self._more(subscription, [item for item, _ in told if item.id in rest]))
        return made

    def _more(self, subscription: Subscription, items: Sequence[Item]) -> Planned:
        """One message that tells together what is too much to come one by one."""
        from omfeed.digest.speech import speech

        talk = speech(subscription.language)
        letter = writing.together(
            items,
            self._edition.fleet,
            schedule.local_day(subscription, self._now),
            language=subscription.language,
            subject=f"omfeed: {talk.count('{n} more item', '{n} more items', len(items))}",
            preface=talk.say("These come together, because they are too many to come one by one."),
            urgent=subscription.cadence is Cadence.CRITICAL,
            kept=self._wording(),
        )
        return self._planned(subscription, f"{subscription.id}/more-{items[-1].id}", self._written(letter))

    def _single(self, subscription: Subscription, item: Item, name: str, thread: str, *, first: bool) -> Planned:
        letter = writing.single(
            item,
            self._edition.fleet,
            schedule.local_day(subscription, self._now),
            language=subscription.language,
            urgent=subscription.cadence is Cadence.CRITICAL,
            follows="" if first else thread,
            thread=name,
            owner=next(iter(self._cared([item]).owners.values()), ""),
            kept=self._wording(),
        )
        key = thread if first else f"{thread}/{item.id}"
        if subscription.system and subscription.channel is Channel.MAIL:
            from omfeed.dispatch.ticketing import as_mail

            letter = replace(
                letter, text=as_mail(letter, subscription.system, key=key, folders=self._edition.templates)
            )
        return self._planned(subscription, key, self._written(letter))

    def _wording(self) -> writing.Wording:
        if self._kept is None:
            self._kept = writing.Wording()
        return self._kept

    def _cared(self, items: Sequence[Item]) -> Care:
        """Who looks after these, and what waits for somebody."""
        from omfeed.digest.cards import judged_of
        from omfeed.digest.select import stories

        if self._care is None or self._standing is None:
            self._standing = duties(self._store.people.deeds())
            self._care = care_of(self._store, self._owners, self._now, self._now.date(), self._edition.fleet)
        owners = whose(((told.key, judged_of(told)) for told in stories(items)), self._owners, self._standing)
        return replace(self._care, owners=owners)

    def _told_at_once(self, reader: Subscription, items: Sequence[Item]) -> Mapping[int, datetime]:
        """Which of these this reader was told of at once, by another subscription to the same address."""
        if reader.cadence is Cadence.CRITICAL:
            return {}
        if self._urgent is None:
            every = (*self._edition.urgent, *self._store.people.subscriptions())
            self._urgent = {(one.channel, one.to.casefold()) for one in every if one.cadence is Cadence.CRITICAL}
        if (reader.channel, reader.to.casefold()) not in self._urgent:
            return {}
        return told_at_once(self._store, self._edition.urgent, items, reader=reader)

    def _known_health(self) -> tuple[SourceHealth, ...]:
        if self._health is None:
            self._health = tuple(self._store.health())
        return self._health

    def _written(self, letter: Letter) -> str:
        data = letter.to_json().encode()
        name = f"{self._now.date().isoformat()}/{hashlib.sha256(data).hexdigest()[:32]}.json"
        self._unwritten[name] = data
        return name

    def _planned(self, subscription: Subscription, key: str, path: str) -> Planned:
        return Planned(
            key=key,
            channel=subscription.channel,
            recipient=subscription.to,
            audience=PREFIX + subscription.id,
            date=schedule.local_day(subscription, self._now),
            path=path,
            # No later message would say what a message of a single matter said: it waits for a person in the end.
            expires=None if subscription.each else self._now + EXPIRES,
        )


def _too_many(items: Sequence[Item], subscription: Subscription) -> frozenset[int]:
    """The ids of those that are too many to be told one by one: not of the most severe, nor of tickets, ever."""
    if subscription.channel not in _FOR_PEOPLE or subscription.system or len(items) <= subscription.most:
        return frozenset()
    by_weight = sorted(items, key=lambda item: (item.assessment.severity.rank, item.id))
    return frozenset(item.id for item in by_weight[subscription.most :])
