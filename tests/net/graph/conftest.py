"""A Graph on loopback with three posts, and a client that trusts it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import trustme

from omfeed.net.client import Client
from tests.kit.graph import MESSAGES, FakeGraph, fake_graph, message, trusting
from tests.net.conftest import Make


@pytest.fixture
def graph(authority: trustme.CA) -> Iterator[FakeGraph]:
    """Graph, as a tenant's application sees it."""
    with fake_graph(authority) as made:
        made.holds[MESSAGES] = [message(number) for number in (3, 1, 2)]
        yield made


@pytest.fixture
def client(make: Make, authority: trustme.CA) -> Client:
    """A client that trusts its certificate."""
    return make(tls=trusting(authority))
