"""Asks Graph as a night does, and takes the answer apart."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from omfeed.errors import FetchError
from omfeed.net.client import Client
from omfeed.net.graph.access import Access
from omfeed.net.graph.reader import GraphNet
from omfeed.net.request import Failed, Fetched, Fresh, Request
from tests.kit.graph import MESSAGES, SECRET, FakeGraph
from tests.net.conftest import HandClock

NOW = datetime(2026, 11, 2, 3, tzinfo=UTC)


def ask(
    graph: FakeGraph,
    client: Client,
    path: str = MESSAGES,
    *,
    etag: str = "",
    kept: bytes | None = None,
    access: Access | None = None,
    now: datetime = NOW,
    clock: HandClock | None = None,
) -> Fetched:
    hands = clock or HandClock()
    net = GraphNet(client, access or graph.access(), now=now, kept=lambda _: kept, clock=hands, sleep=hands.sleep)
    return net.get(Request(graph.url(path), etag=etag))


def read(fetched: Fetched) -> list[str]:
    assert isinstance(fetched, Fresh), fetched
    return [one["id"] for one in json.loads(fetched.body)["value"]]


def error(fetched: Fetched) -> FetchError:
    assert isinstance(fetched, Failed), fetched
    assert SECRET not in str(fetched.error)
    assert "admin@contoso" not in str(fetched.error)
    return fetched.error
