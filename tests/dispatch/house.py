"""A house that opens tickets at a desk: its world, its subscriber, its evenings, and what its page says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from omfeed.clock import FixedClock
from omfeed.deliver.mail import Sender
from omfeed.dispatch.plan import plan
from omfeed.dispatch.send import Tally, Ways, send_due
from omfeed.model import Change, ChangeKind, Channel, Diff, Filter, Judged, Subscription, TicketSystem
from omfeed.net.client import Client
from omfeed.net.request import Fetched, Limits, Request
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.store.values import Delivery, FetchRecord
from tests.dispatch.kit import Mailbox
from tests.dispatch.kit import subscription as subscribed
from tests.dispatch.test_cut_off import Cut
from tests.kit.desks import Desk, GitHubDesk, ImportDesk, JiraDesk, Record, ServiceNowDesk
from tests.kit.learn import Page
from tests.kit.nights import FIRST, World, world
from tests.kit.server import Server, serve

SYSTEMS: list[tuple[type[Desk], TicketSystem]] = [
    (GitHubDesk, TicketSystem.GITHUB),
    (JiraDesk, TicketSystem.JIRA),
    (ServiceNowDesk, TicketSystem.SERVICENOW),
    (ImportDesk, TicketSystem.SERVICENOW),
]
EVERY = pytest.mark.parametrize(("kind", "system"), SYSTEMS, ids=lambda one: getattr(one, "__name__", str(one)))
TITLE = "Update the agent to keep @devices <managed> & [safe](x)"


def ticket(system: TicketSystem | None, channel: Channel = Channel.TICKET, **more: Any) -> Subscription:
    """A ticket for each matter that must be acted on."""
    return subscribed(
        "desk",
        channel,
        **{"each": True, "system": system, "secret": "KEY", "allow_private": True, "wanted": ACTING} | more,
    )


ACTING = Filter(only_action_required=True)


def page(*parts: tuple[str, str]) -> Page:
    """A page of a week with these entries, and two that only stand beside them."""
    made = Page()
    week = made.week("November 2, 2026").category("Apps")
    calm = (("A calm new report", "You can see more."), ("Another calm report", "You can sort it."))
    for title, text in (*parts, *calm):
        week.item(title, text, applies_to="iOS/iPadOS")
    return made


def must(day: str) -> str:
    """Words that demand something."""
    return f"You must update the agent before {day}. After that date devices stop working."


@dataclass
class Dying:
    """A way out on a machine that dies when so many requests were answered; 0: never."""

    net: Client
    after: int
    answered: int = 0

    def send(self, request: Request) -> Fetched:
        """Send it, and die or not."""
        answer = self.net.send(request)
        self.answered += 1
        if self.answered == self.after:
            raise Cut
        return answer


class House:
    """A world, its subscriber, and the desk that it opens tickets at."""

    def __init__(self, one: World, desk: Desk, server: Server, person: Subscription) -> None:
        self.world, self.desk, self.server, self.person = one, desk, server, person
        self.mailbox = Mailbox()
        self.templates: tuple[Path, ...] = ()
        one.source("news", look_back_days=30)

    def night(self, number: int, made: Page) -> Tally:
        """The page of a night, and its evening at the post."""
        self.world.shows("news", made)
        self.world.night(number, digests=False)
        return self.evening(FIRST + timedelta(days=number, hours=3))

    def evening(self, at: datetime, *, dies_after: int = 0) -> Tally:
        """Plan and send."""
        edition = Edition(folder=self.world.folder / "digests", fleet=self.world.fleet, templates=self.templates)
        outbox = self.world.folder / "outbox"
        secrets = {"HOOK": self.server.url(self.desk.path), "KEY": self.desk.secret}
        with self.store(at) as store, Client(Limits(total=5), user_agent="omfeed-test") as net:
            plan(store, (self.person,), edition, outbox, at)
            ways = Ways(
                net=Dying(net, dies_after),
                secrets=secrets,
                sender=Sender(address="omfeed@example.com"),
                mailer=self.mailbox,
                templates=self.templates,
                sleep=lambda _: None,
            )
            return send_due(store, (self.person,), outbox, ways, FixedClock(at))

    def cut_off(self, at: datetime, nth: int) -> bool:
        """An evening whose machine dies when the nth request was answered; false when there are not so many."""
        try:
            self.evening(at, dies_after=nth)
        except Cut:
            return True
        return False

    def joins(self, story: str, at: datetime) -> None:
        """The entry of the one matter is edited, and found to be told by another source under that key, too."""
        with self.store(at) as store:
            item = next(one for one in reversed(store.items()) if one.change.entry.title.startswith("Update"))
            after = replace(item.change.entry, text=f"{item.change.entry.text}\nIt says more now.")
            change = Change(
                kind=ChangeKind.EDITED, material=True, before=item.change.entry, after=after, known_id=item.entry_id,
                shown_html="more", shown_text="{+It says more now.+}",
            )  # fmt: skip
            told = Judged(change=change, assessment=item.assessment, announced=True, story=story)
            run = store.begin_run(at, "test")
            (health,) = store.health()
            diff = Diff(changes=(change,), seen={item.entry_id: after})
            store.record_snapshot(
                run, item.source, FetchRecord(at=at, status="fresh"), b"more", 1, diff, [told], health, at
            )
            store.end_run(run, at, outcome="well", sources=1, failed=0, changes=1)

    def store(self, at: datetime = FIRST) -> Store:
        """The database."""
        return Store.open(self.world.folder / "omfeed.db", now=at)

    def deliveries(self) -> list[Delivery]:
        """All of them, oldest first."""
        with self.store() as store:
            return sorted(store.outbox.listed(), key=lambda one: one.id)


@contextmanager
def house(folder: Path, kind: type[Desk], system: TicketSystem | None, **more: Any) -> Iterator[House]:
    """A house with one desk."""
    desk = kind()
    folder.mkdir(exist_ok=True)
    with world(folder) as one, serve({}) as server:
        server.answer(desk)
        yield House(one, desk, server, ticket(system, **more))


def only(desk: Desk) -> Record:
    """The one ticket there is."""
    (record,) = desk.tickets
    return record
