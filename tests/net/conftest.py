"""Clients and clocks for tests of the network room: real loopback servers, time that a test turns by hand."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
import trustme

from omfeed.net.client import Client
from omfeed.net.request import Limits, Request
from omfeed.net.retry import Retries

QUICK = Limits(connect=2.0, read=2.0, total=5.0, wire_bytes=256 * 1024, body_bytes=512 * 1024)


class HandClock:
    """A clock that goes on only when it is told to; its sleep takes no time."""

    def __init__(self) -> None:
        self.moment = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.moment

    def sleep(self, seconds: float) -> None:
        """Go on by so many seconds at once."""
        self.slept.append(seconds)
        self.moment += seconds


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def client(clock: HandClock) -> Iterator[Client]:
    """A client with small bounds that neither waits nor repeats for long."""
    with Client(QUICK, user_agent="omfeed/test (+tester)", retries=Retries(attempts=1), sleep=clock.sleep) as made:
        yield made


Make = Callable[..., Client]


@pytest.fixture
def make() -> Iterator[Make]:
    """Makes clients that are closed when the test ends."""
    with ExitStack() as stack:

        def build(**options: object) -> Client:
            options = {"user_agent": "omfeed/test (+tester)", **options}
            limits = options.pop("limits", QUICK)
            return stack.enter_context(Client(limits, **options))  # type: ignore[arg-type]  # named by each test

        yield build


def local(url: str, **options: object) -> Request:
    """A request that may go to loopback."""
    return Request(url, allow_private=True, **options)  # type: ignore[arg-type]  # named by each test


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


def server_context(authority: trustme.CA, *names: str, **options: object) -> ssl.SSLContext:
    """A server's side of TLS with a certificate of that authority for these names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **options).configure_cert(context)  # type: ignore[arg-type]  # named by each test
    return context


def client_context(authority: trustme.CA) -> ssl.SSLContext:
    """A client's side that trusts that authority only."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context
