"""Writes what each audience reads from what the store holds: the digests of a day, and the site around them.

A digest of a day tells everything since the last digest of an earlier day. Running again on the same day writes the
same pages anew, with whatever has come since: nothing is told on two days, and nothing is lost to a run that died.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from omfeed.archive import Site, keep
from omfeed.faults import Hook, nothing
from omfeed.model import (
    Audience,
    Cadence,
    ChangeKind,
    Entry,
    Filter,
    Fleet,
    Item,
    Owner,
    Severity,
    SourceHealth,
    Subscription,
)
from omfeed.store import Store
from omfeed.store.values import Delivery, DeliveryState, DigestRecord

_EVERYTHING = Filter()
_RECENT = timedelta(days=30)
"""For how long the digest asks after a matter that nobody acknowledged."""
_FIRST_REACH = timedelta(days=1)
"""How far back the first message of somebody who is told at once reaches; later ones begin where it ended."""
_HOME = "../index.html"
_STORIES = "../stories/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """For whom, where and how digests are written."""

    folder: Path
    """Where digests go."""
    templates: tuple[Path, ...] = ()
    """Folders of the user's whose templates override the bundled ones, first wins."""
    fleet: Fleet = field(default_factory=Fleet)
    time_zone: str = "UTC"
    """IANA name of the zone whose days are the days of digests."""
    audiences: Mapping[Audience, Filter] = field(
        default_factory=lambda: {Audience.ADMIN: _EVERYTHING, Audience.HELPDESK: _EVERYTHING}, hash=False
    )
    """Who reads a nightly digest, and what of it."""
    language: str = "en"
    owners: tuple[Owner, ...] = ()
    """Who looks after what; empty: nobody keeps track, and no digest asks who has seen what."""
    urgent: tuple[Subscription, ...] = ()
    """Who is told of critical matters at once, by configuration; those from the command line are in the store."""
    write_quiet_nights: bool = True
    """Whether a night without news or trouble is told in one line; else nothing is written for it."""
    faults: tuple[str, ...] = ()
    """Templates of the user's that could not be used and are stood in for, a sentence each, as told to admins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was written."""

    day: date
    paths: tuple[Path, ...] = ()
    """Every page of this day: for each audience HTML, then text."""
    written: int = 0
    """How many files were new or differed."""
    faults: tuple[str, ...] = ()
    """Templates of the user's that could not be used, so that bundled ones stood in, a sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """What the admin is told of duty and delivery."""

    owners: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Who looks after what: by the key of a matter, by platform, and ``*`` for everything else."""
    unseen: int = 0
    """Open matters of the last weeks that need action and that nobody has acknowledged."""
    undelivered: int = 0
    """Deliveries that wait for another attempt or were refused."""
    at_once: Mapping[int, datetime] = field(default_factory=dict, hash=False)
    """Changes that somebody was told of at once, by id, with the moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """One digest in its forms, and what the archive says of it."""

    html: str
    text: str
    subject: str
    changes: int
    act: int


def publish(store: Store, edition: Edition, now: datetime, *, run_id: int, hook: Hook = nothing) -> Published:
    """Write the digests of today for every audience, and bring the site up to date.

    A template of the user's that cannot be used is stood in for by the bundled one, and named at the head of the admin
    digest: nobody goes without theirs for the slip in one of them.

    Args:
        store: what is known.
        edition: for whom, where and how.
        now: the moment, UTC.
        run_id: the run that writes them.
        hook: called at each point at which a night may be cut off.

    Raises:
        StoreError: the database could not be read or written.
        DeliveryError: a file could not be written.
    """
    from omfeed.digest.standins import standing_in

    day = now.astimezone(ZoneInfo(edition.time_zone)).date()
    with standing_in() as faults:
        _try_templates(edition, now)
        desk = _Desk(
            store=store,
            edition=edition,
            now=now,
            day=day,
            run_id=run_id,
            health=store.health(),
            upto=store.last_change_id(),
            care=care_of(store, edition.owners, now, day, edition.fleet),
            dated=store.ahead(day),
            hook=hook,
        )
        told = tuple(faults.values())
        paths: list[Path] = []
        written = 0
        for audience in (Audience.ADMIN, Audience.HELPDESK):
            if audience in edition.audiences:
                made, differing = desk.tell(audience, told)
                paths += made
                written += differing
        site = Site(folder=edition.folder, templates=edition.templates, fleet=edition.fleet, language=edition.language)
        written += keep(store, site, day, now, upto=desk.upto)
        if tuple(faults.values()) != told and Audience.ADMIN in edition.audiences:
            # What only the real pages brought to light belongs at the head of the digest, too.
            made, differing = desk.tell(Audience.ADMIN, tuple(faults.values()))
            paths += [path for path in made if path not in paths]
            written += differing
        hook("publish.site")
        return Published(day=day, paths=tuple(paths), written=written, faults=tuple(faults.values()))


def _try_templates(edition: Edition, now: datetime) -> None:
    """Find the templates that need a stand-in before anything is written that is to name them."""
    if not edition.templates:
        return
    from omfeed.tryout import tried

    for error in tried(edition.templates, edition.fleet, [edition.language], now):
        # What cannot be stood in for is no template's fault, and ends the night.
        raise error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """Where the digests of one day are written."""

    store: Store
    edition: Edition
    now: datetime
    day: date
    run_id: int
    health: Sequence[SourceHealth]
    upto: int
    """The last change there is."""
    care: Care
    dated: Sequence[Item]
    """The latest change of every entry that has dates ahead."""
    hook: Hook

    def tell(self, audience: Audience, faults: tuple[str, ...]) -> tuple[list[Path], int]:
        """Write and record the digest of one audience: its pages, and how many of them differed."""
        from omfeed.deliver.files import write

        store, edition = self.store, self.edition
        last = store.last_digest(audience, before=self.day)
        after = last.upto_change if last else 0
        health_told = last.health_told if last else None
        items = store.items(after=after, upto=self.upto)
        care = replace(self.care, at_once=told_at_once(store, edition.urgent, items))
        pages = lay_out(
            audience, items, self.health, edition, since=last.at if last else None, until=self.now, day=self.day,
            upcoming=self.dated, care=care, health_told=health_told, faults=faults,
        )  # fmt: skip
        if not (items or faults or is_news(self.health, health_told) or edition.write_quiet_nights):
            return [], 0
        paths: list[Path] = []
        written = 0
        name = f"{self.day.isoformat()}/{audience}"
        for suffix, text in ((".html", pages.html), (".txt", pages.text)):
            written += write(edition.folder, name + suffix, text.encode())
            paths.append(edition.folder / (name + suffix))
            self.hook("publish.written")
        record = DigestRecord(
            audience=audience,
            date=self.day,
            after_change=after,
            upto_change=self.upto,
            run_id=self.run_id,
            path=f"{name}.html",
            sha256=sha256((pages.html + pages.text).encode()).hexdigest(),
            at=self.now,
            changes=pages.changes,
            act=pages.act,
            troubles=sum(source.is_ill for source in self.health),
            health_at=self.now,
        )
        store.record_digest(record)
        self.hook("publish.recorded")
        return paths, written


def is_news(health: Sequence[SourceHealth], told: datetime | None) -> bool:
    """Whether a reader has to be told of sources: of a new trouble, of one that is another now, or of its end.

    Args:
        health: how each source stands.
        told: when that reader was last told how sources stand; none: never.
    """
    return any(source.is_news(told) or source.is_over(told) for source in health)


def care_of(store: Store, owners: Sequence[Owner], now: datetime, today: date, fleet: Fleet) -> Care:
    """Who looks after what, and what waits for somebody; what is known to touch none of our devices waits for nobody.

    Raises:
        StoreError: the database could not be read.
    """
    undelivered = len(store.outbox.listed(DeliveryState.QUARANTINED)) + len(store.outbox.listed(DeliveryState.FAILED))
    if not owners:
        return Care(undelivered=undelivered)
    from omfeed.digest.select import is_told, story_of, touches
    from omfeed.duty import Duty, duties, names

    standing = duties(store.people.deeds())
    recent = [item for item in store.items(since=now - _RECENT) if is_told(item)]
    kinds = {item.entry_id or ("change", item.id): item.change.kind for item in recent}
    acting = {
        story_of(item)
        for item in recent
        if item.assessment.action_required
        and touches(item.assessment, fleet)
        and kinds[item.entry_id or ("change", item.id)] is not ChangeKind.WITHDRAWN
    }
    known = (standing.get(story, Duty(story=story)) for story in acting)
    unseen = sum(duty.is_open(today) and not duty.acknowledged for duty in known)
    return Care(owners=names(owners, standing), unseen=unseen, undelivered=undelivered)


def told_at_once(
    store: Store, urgent: Sequence[Subscription], items: Sequence[Item], *, reader: Subscription | None = None
) -> Mapping[int, datetime]:
    """Which of these changes somebody was told of at once, by id, and when first: what did not arrive told nobody.

    Args:
        store: what was sent.
        urgent: who is told at once by configuration; those from the command line are in the store.
        items: the changes of a digest.
        reader: whose digest it is, so that only what came to them counts; none: that of the site, which all read.

    Raises:
        StoreError: the database could not be read.
    """
    critical = [item for item in items if item.assessment.severity is Severity.CRITICAL]
    if not critical:
        return {}
    from omfeed.digest.select import fits, for_helpdesk, is_private

    people = {
        f"subscription:{one.id}": one
        for one in (*store.people.subscriptions(), *urgent)
        if one.cadence is Cadence.CRITICAL and (reader is None or _address(one) == _address(reader))
    }
    told: dict[int, datetime] = {}
    since = min(item.at for item in critical) - _FIRST_REACH
    for sent in store.outbox.sent(people, since) if people else ():
        one = people[sent.planned.audience]
        to_helpdesk = one.audience is Audience.HELPDESK
        for item in critical:
            allowed = for_helpdesk(item) if to_helpdesk else one.audience is Audience.ADMIN or not is_private(item)
            if allowed and _covers(sent, one, item) and fits(item, one.wanted):
                told.setdefault(item.id, sent.settled_at or sent.planned_at)
    return told


def _address(one: Subscription) -> tuple[str, str]:
    return one.channel, one.to.casefold()


def _covers(sent: Delivery, one: Subscription, item: Item) -> bool:
    """Whether a message that arrived told a change."""
    key = sent.planned.key
    if not one.each:
        span = re.search(r"/(\d+)-(\d+)$", key)
        if span is None or not int(span[1]) < item.id <= int(span[2]):
            return False
        return int(span[1]) > 0 or item.at > sent.planned_at - _FIRST_REACH
    from omfeed.digest.cards import slug
    from omfeed.digest.select import story_of
    from omfeed.model import own_story

    if key.endswith(f"/{item.id}"):
        return True
    names = {slug(story_of(item)), *([slug(own_story(item.entry_id))] if item.entry_id else [])}
    first = key.removeprefix(f"{one.id}/story-")
    return first in names and item.at <= sent.planned_at


def lay_out(
    audience: Audience,
    items: Sequence[Item],
    health: Sequence[SourceHealth],
    edition: Edition,
    *,
    since: datetime | None,
    until: datetime,
    day: date,
    upcoming: Sequence[Item] = (),
    care: Care | None = None,
    health_told: datetime | None = None,
    faults: Sequence[str] = (),
) -> Pages:
    """One digest, built and rendered.

    Args:
        audience: ``admin`` or ``helpdesk``.
        items: the changes it covers.
        health: how each source stands.
        edition: whose fleet, filters, templates and language.
        since: moment of the digest before, or none.
        until: its own moment.
        day: the day it is of.
        upcoming: the latest change of every entry that has dates ahead, for what is told before the day.
        care: who looks after what, and what waits for somebody.
        health_told: when its readers were last told how sources stand; none: never.
        faults: templates of the user's that are stood in for, a sentence each; only admins are told.

    Raises:
        ConfigError: a template of the user's cannot be used and nothing stands in, see ``digest.standins``.
    """
    from omfeed.digest.admin import build_admin
    from omfeed.digest.contexts import AdminContext, HelpdeskContext, Period
    from omfeed.digest.helpdesk import build_helpdesk
    from omfeed.digest.render import render
    from omfeed.digest.select import fits, is_told

    care = care or Care()
    period = Period(since=since, until=until, label=day, health_told=health_told)
    wanted = edition.audiences.get(audience, _EVERYTHING)
    told = [item for item in items if is_told(item) and fits(item, wanted)]
    context: AdminContext | HelpdeskContext
    if audience is Audience.HELPDESK:
        context = build_helpdesk(
            items, health, edition.fleet, period,
            platforms=wanted.platforms, wanted=wanted, upcoming=upcoming, rediff=_compared, language=edition.language,
            home=_HOME, pages=_STORIES, at_once=care.at_once,
        )  # fmt: skip
    else:
        context = build_admin(
            items, health, edition.fleet, period,
            wanted=wanted, standing=upcoming, rediff=_compared, owners=care.owners, unseen=care.unseen,
            undelivered=care.undelivered, language=edition.language,
            home=_HOME, pages=_STORIES, at_once=care.at_once, faults=faults,
        )  # fmt: skip
    rendered = render(context, folders=edition.templates)
    return Pages(
        html=rendered.html,
        text=rendered.text,
        subject=rendered.subject,
        changes=len(told),
        act=sum(item.assessment.action_required for item in told),
    )


def _compared(before: Entry, after: Entry) -> tuple[str, str]:
    """What changed from one state of an entry to another; loaded only when an entry was edited twice."""
    from omfeed.diff.compare import shown

    return shown(before, after)
