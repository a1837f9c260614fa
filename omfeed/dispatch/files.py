"""Keeps feeds and calendars as files of the site: written when they differ, never through the outbox.

For every subscription of that kind its own, and without any: *admin* and *helpdesk* as feeds, one feed for each
platform that we manage, and *deadlines* as a calendar. A file can be written any number of times, so nothing of it
needs to be planned. When nothing was found or corrected since they were written, and the same are wanted, they are not
made again: a quiet night reads no history.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from omfeed import __version__
from omfeed.deliver import feed, ical
from omfeed.deliver.files import write
from omfeed.dispatch.writing import chosen
from omfeed.model import Audience, Channel, Filter, Item, Platform, Subscription
from omfeed.store import Store
from omfeed.store.values import DigestRecord

REACHES: Final = timedelta(days=180)
"""How far back feeds reach."""
BEHIND: Final = timedelta(days=400)
"""For how long a calendar keeps what is over."""
AUDIENCE: Final = "files"
"""Under this name the store keeps how far these files reach."""
STANDING: Final = (
    Subscription(id="admin", channel=Channel.FEED, audience=Audience.ADMIN),
    Subscription(id="helpdesk", channel=Channel.FEED, audience=Audience.HELPDESK),
    Subscription(id="deadlines", channel=Channel.CALENDAR, audience=Audience.ADMIN, wanted=Filter()),
)
"""What everybody has; a subscription of the same name takes its place."""
_KINDS: Final = {Channel.FEED, Channel.CALENDAR}


def write_files(
    store: Store,
    subscriptions: Sequence[Subscription],
    folder: Path,
    now: datetime,
    *,
    base_url: str = "",
    platforms: Sequence[Platform] = (),
) -> int:
    """Write every feed and calendar that differs, and say how many files were.

    Args:
        store: what is known.
        subscriptions: all of them; those that are no files are passed over.
        folder: of the site.
        now: the moment, UTC.
        base_url: where the folder is served, or empty.
        platforms: those that we manage; each has a feed under its own name.

    Raises:
        StoreError: the database could not be read.
        DeliveryError: a file could not be written.
    """
    ours = [Subscription(id=one.value, channel=Channel.FEED, wanted=Filter(platforms=(one,))) for one in platforms]
    wanted = {one.id: one for one in (*STANDING, *ours, *subscriptions) if one.channel in _KINDS}
    upto, told_by = store.last_change_id(), _told_by(store, list(wanted.values()), base_url)
    last = store.last_digest(AUDIENCE)
    if last and (last.upto_change, last.sha256) == (upto, told_by) and _all_there(list(wanted.values()), folder):
        return 0
    feeds = [one for one in wanted.values() if one.channel is Channel.FEED]
    calendars = [one for one in wanted.values() if one.channel is Channel.CALENDAR]
    recent = store.items(since=now - REACHES) if feeds else ()
    nights = _Nights(store.digests(set(Audience)) if feeds else (), base_url)
    written = sum(_feed(one, recent, folder, base_url, nights) for one in feeds)
    dated = store.with_dates((now - BEHIND).date()) if calendars else ()
    written += sum(_calendar(one, dated, folder) for one in calendars)
    _record(store, now, upto, told_by)
    return written


def _told_by(store: Store, wanted: Sequence[Subscription], base_url: str) -> str:
    """A hash of all that the files depend on besides the changes."""
    corrected = sorted(store.corrections.standing().items())
    return sha256(repr((__version__, base_url, wanted, corrected)).encode()).hexdigest()


def _all_there(wanted: Sequence[Subscription], folder: Path) -> bool:
    """Whether nobody took a file away."""
    names = [
        name for one in wanted for name in ((f"{one.id}.ics",) if one.channel is Channel.CALENDAR else _names(one))
    ]
    return all((folder / "feeds" / name).is_file() for name in names)


def _names(subscription: Subscription) -> tuple[str, ...]:
    return tuple(f"{subscription.id}-{kind}.{form}" for kind in ("items", "changes") for form in ("atom", "json"))


def _record(store: Store, now: datetime, upto: int, told_by: str) -> None:
    runs = store.runs(limit=1)
    if not runs:
        return
    store.record_digest(
        DigestRecord(
            audience=AUDIENCE,
            date=now.date(),
            after_change=0,
            upto_change=upto,
            run_id=runs[0].id,
            path="",
            sha256=told_by,
            at=now,
        )
    )


@dataclass(frozen=True, slots=True)
class _Nights:
    """Where each night is told."""

    digests: Sequence[DigestRecord]
    base_url: str

    def of(self, audience: Audience) -> Callable[[Item], str]:
        """The address of the digest that tells a change to an audience, else to admins; empty where there is none."""
        first = [one for one in self.digests if one.audience == audience]
        others = [one for one in self.digests if one.audience == Audience.ADMIN]

        def address(item: Item) -> str:
            found = next((one for one in (*first, *others) if one.after_change < item.id <= one.upto_change), None)
            return f"{self.base_url or '..'}/{found.path}" if found else ""

        return address


def _feed(subscription: Subscription, items: Sequence[Item], folder: Path, base_url: str, nights: _Nights) -> int:
    from omfeed.digest.feeds import FeedWords

    told = chosen(items, subscription)
    title, words = f"omfeed: {subscription.id}", FeedWords(subscription.language)
    night = nights.of(subscription.audience)
    written = 0
    for kind, make in (("items", feed.of_items), ("changes", feed.of_changes)):
        made = make(
            told,
            words,
            title=title,
            name=subscription.id,
            base_url=base_url,
            language=subscription.language,
            night=night,
        )
        name = f"feeds/{subscription.id}-{kind}"
        written += write(folder, f"{name}.atom", feed.atom(made))
        written += write(folder, f"{name}.json", feed.json_feed(made))
    return written


def _calendar(subscription: Subscription, items: Sequence[Item], folder: Path) -> int:
    """A calendar follows every state of an entry whose newest one fits: an event that moved away must be told, too."""
    from omfeed.digest.select import fits, is_private

    newest = {item.entry_id: item for item in items}
    fitting = {key for key, item in newest.items() if fits(item, subscription.wanted)}
    fitting -= {item.entry_id for item in items if is_private(item)}
    events = ical.events(item for item in items if item.entry_id in fitting)
    made = ical.calendar(events, name=f"omfeed: {subscription.id}")
    return int(write(folder, f"feeds/{subscription.id}.ics", made))
