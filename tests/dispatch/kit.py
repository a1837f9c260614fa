"""A house that plans and sends: its database, its outbox, and receivers that remember what they got."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from omfeed.clock import FixedClock
from omfeed.deliver.mail import Sender
from omfeed.deliver.outcome import Delivered, Outcome
from omfeed.demo import sample
from omfeed.dispatch.plan import Plans, plan
from omfeed.dispatch.send import Tally, Ways, send_due
from omfeed.errors import Unreachable
from omfeed.faults import Hook, nothing
from omfeed.model import (
    Channel,
    Entry,
    Fleet,
    FleetGroup,
    Parsed,
    Platform,
    Source,
    SourceHealth,
    SourceState,
    Subscription,
    Window,
)
from omfeed.net.request import Failed, Fetched, Fresh, Request
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.store.values import Delivery, FetchRecord
from omfeed.understand import Judge

NOW = datetime(2026, 10, 14, 6, 0, tzinfo=UTC)
"""A Wednesday, after the third night."""
FLEET = Fleet(groups=(FleetGroup(platform=Platform.IOS, version="26.7", count=1204),))


def subscription(name: str = "admins", channel: Channel = Channel.MAIL, **more: Any) -> Subscription:
    """A subscription to everything, daily."""
    to = {Channel.MAIL: f"{name}@example.com"}.get(channel, "HOOK")
    return Subscription(**({"id": name, "channel": channel, "to": to} | more))


@dataclass
class Mailbox:
    """Takes mails, or says what it was told to say to a recipient."""

    mails: list[EmailMessage] = field(default_factory=list)
    says: dict[str, Callable[[], Outcome]] = field(default_factory=dict)

    def send(self, message: EmailMessage, sender: str, recipient: str) -> Outcome:
        """Take one."""
        if recipient in self.says:
            return self.says[recipient]()
        self.mails.append(message)
        return Delivered(receipt="250 queued")

    def ids(self) -> list[str]:
        """Message-IDs of all mails taken."""
        return [str(mail["Message-ID"]) for mail in self.mails]


@dataclass
class Web:
    """Takes requests; a status other than 200 refuses them."""

    requests: list[Request] = field(default_factory=list)
    down: bool = False

    def send(self, request: Request) -> Fetched:
        """Take one."""
        if self.down:
            return Failed(error=Unreachable("There is no way to hook.example."), final_url="hook.example")
        self.requests.append(request)
        return Fresh(body=b"ok", media_type="text/plain", charset="", final_url=request.url)


class Post:
    """Everything in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outbox = folder / "outbox"
        self.mailbox = Mailbox()
        self.web = Web()
        self.slept: list[float] = []
        self.secrets = {"HOOK": "https://hook.example/s3cret", "KEY": "shh"}
        self.edition = Edition(folder=folder / "digests", fleet=FLEET, write_quiet_nights=False)

    def store(self) -> Store:
        """The database, opened."""
        return Store.open(self.folder / "omfeed.db", now=NOW)

    def plan(self, *subscriptions: Subscription, at: datetime = NOW, hook: Hook = nothing, **more: Any) -> Plans:
        """Plan what is due."""
        with self.store() as store:
            return plan(store, subscriptions, self.edition, self.outbox, at, hook=hook, **more)

    def send(self, *subscriptions: Subscription, at: datetime = NOW, hook: Hook = nothing) -> Tally:
        """Send what is planned."""
        ways = Ways(
            net=self.web,
            secrets=self.secrets,
            sender=Sender(address="omfeed@example.com"),
            mailer=self.mailbox,
            sleep=self.slept.append,
        )
        with self.store() as store:
            return send_due(store, subscriptions, self.outbox, ways, FixedClock(at), hook=hook)

    def deliveries(self) -> list[Delivery]:
        """All of them, oldest first."""
        with self.store() as store:
            return sorted(store.outbox.listed(), key=lambda one: one.id)


def days(number: float) -> timedelta:
    """So many days."""
    return timedelta(days=number)


def alarm(store: Store) -> None:
    """At three in the morning, a release that closes a hole used in attacks."""
    at = NOW.replace(hour=3)
    source = Source(
        id="alarms", title="Alarms", url="https://alarms.example/", collector="sofa", platforms=(Platform.IOS,)
    )
    entry = Entry(
        title="iOS 27.0.2 and iPadOS 27.0.2",
        html="<p>It fixes 2 vulnerabilities, 1 of them actively exploited.</p>",
        text="It fixes 2 vulnerabilities, 1 of them actively exploited.",
        key="iOS 27.0.2",
        url="https://alarms.example/27.0.2",
        published="2026-10-13",
        facts={"exploited": True, "exploited_cves": ("CVE-2026-90001",), "version": "27.0.2", "product": "iOS"},
    )
    store.sync_sources([*sample.sources("http://127.0.0.1:8"), source], at)
    understood = Judge(fleet=FLEET).understand(Parsed(entries=(entry,), window=Window.ROLLING), source, (), at)
    health = SourceHealth(source_id="alarms", title="Alarms", url=source.url, state=SourceState.WELL)
    run = store.begin_run(at, "test")
    store.record_snapshot(
        run, source, FetchRecord(at=at, status="fresh"), b"x", 1, understood.diff, understood.judged, health, at
    )
    store.end_run(run, at, outcome="well", sources=1, failed=0, changes=1)
