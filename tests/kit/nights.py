"""Runs whole nights over a scripted loopback server: ``World`` holds the server, the database and the folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from omfeed.asking import Net
from omfeed.clock import FixedClock
from omfeed.faults import Hook, nothing
from omfeed.model import Fleet, FleetGroup, Item, Platform, Source
from omfeed.net.client import Client
from omfeed.net.request import Limits
from omfeed.net.retry import NEVER
from omfeed.night import Plan, Report, run_night
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.understand import Judge
from tests.kit.learn import Page
from tests.kit.server import Reply, Server, serve

FIRST = datetime(2026, 11, 2, 3, tzinfo=UTC)
FLEET = Fleet(groups=(FleetGroup(platform=Platform.IOS, version="18.1", count=120),))


@dataclass
class World:
    """A vendor's server, and our database and digests."""

    server: Server
    folder: Path
    sources: list[Source] = field(default_factory=list)
    fleet: Fleet = FLEET
    pages_a_night: int = 20
    hands: int = 0

    def source(self, name: str, *, collector: str = "learn-html", **more: object) -> Source:
        """A source at the path of that name, added to the catalogue."""
        url = self.server.url(f"/{name}")
        source = Source(
            id=name,
            title=name.title(),
            url=url,
            collector=collector,
            allow_private=True,
            **more,  # type: ignore[arg-type]  # fields by name
        )
        self.sources.append(source)
        return source

    def shows(self, name: str, page: Page | bytes, *, etag: str = "") -> None:
        """What the vendor shows there from now on."""
        body = page if isinstance(page, bytes) else page.html()
        self.server.script(f"/{name}", Reply(body, etag=etag))

    def night(
        self,
        number: int = 0,
        *,
        only: Sequence[str] = (),
        digests: bool = True,
        net: Net | None = None,
        hook: Hook = nothing,
    ) -> Report:
        """Run the night of that number, counted from the first; over the network, or another way out."""
        clock = FixedClock(FIRST + timedelta(days=number))
        plan = Plan(
            sources=tuple(self.sources),
            judge=Judge(fleet=self.fleet),
            edition=Edition(folder=self.folder / "digests", fleet=self.fleet),
            pages_a_night=self.pages_a_night,
            hands=self.hands,
        )
        with (
            Store.open(self.folder / "omfeed.db", now=clock.now(), hook=hook) as store,
            Client(Limits(total=5), user_agent="omfeed-test", retries=NEVER) as client,
        ):
            return run_night(plan, store=store, net=net or client, clock=clock, only=only, digests=digests, hook=hook)

    def changes(self, *, announced: bool | None = True) -> tuple[Item, ...]:
        """Every change found so far."""
        with Store.open(self.folder / "omfeed.db", now=FIRST) as store:
            return store.items(announced=announced)

    def told(self) -> list[tuple[str, str]]:
        """Kind and title of every change that digests tell, in order."""
        return [(item.change.kind.value, item.change.entry.title) for item in self.changes()]

    def digest(self, number: int = 0, name: str = "admin.txt") -> str:
        """A digest of the night of that number."""
        day = (FIRST + timedelta(days=number)).date().isoformat()
        return (self.folder / "digests" / day / name).read_text(encoding="utf-8")


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """A world whose server is shut down at the end."""
    with serve({}) as server:
        yield World(server, folder)
