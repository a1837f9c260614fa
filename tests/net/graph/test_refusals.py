"""What Microsoft Graph refuses is waited for or told in words; without Graph nothing of it is loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

from omfeed.errors import BadStatus, NotAllowed
from omfeed.net.client import Client
from tests.kit.graph import ISSUES, MESSAGES, PUSH, TENANT, VOLUME, FakeGraph
from tests.kit.server import Reply
from tests.net.conftest import HandClock, Make
from tests.net.graph.asking import ask, error, read


class TestThrottling:
    @pytest.mark.parametrize("status", [429, 503])
    def test_it_waits_as_long_as_it_is_told(self, graph: FakeGraph, client: Client, status: int) -> None:
        clock = HandClock()
        graph.first[MESSAGES] = [Reply(b"", status, headers={"Retry-After": "47"})]
        assert read(ask(graph, client, clock=clock)) == ["MC1", "MC2", "MC3"]
        assert clock.slept == [47.0]

    def test_without_being_told_it_waits_longer_each_time(self, graph: FakeGraph, client: Client) -> None:
        clock = HandClock()
        graph.first[MESSAGES] = [Reply(b"", 429), Reply(b"", 429), Reply(b"", 429)]
        assert read(ask(graph, client, clock=clock)) == ["MC1", "MC2", "MC3"]
        assert len(clock.slept) == 3 and clock.slept == sorted(clock.slept) and clock.slept[0] >= 1

    def test_in_the_end_it_gives_up_in_words(self, graph: FakeGraph, client: Client) -> None:
        graph.first[MESSAGES] = [Reply(b"", 429) for _ in range(9)]
        told = error(ask(graph, client))
        assert isinstance(told, BadStatus) and told.status == 429
        assert "throttles" in told.hint
        assert len(graph.asked) == 5

    def test_a_login_that_is_busy_is_waited_for_too(self, graph: FakeGraph, client: Client) -> None:
        clock = HandClock()
        found = f"/{TENANT}/v2.0/.well-known/openid-configuration"
        token = f"/{TENANT}/oauth2/v2.0/token"
        graph.server.script(found, Reply(b"", 503), graph.discovery(TENANT))
        graph.server.script(token, Reply(b"", 429, headers={"Retry-After": "7"}), graph.given("token-1"))
        assert read(ask(graph, client, clock=clock)) == ["MC1", "MC2", "MC3"]
        assert len(clock.slept) == 2 and 7.0 in clock.slept

    def test_what_the_login_says_in_no_language_is_told(self, graph: FakeGraph, client: Client) -> None:
        token = f"/{TENANT}/oauth2/v2.0/token"
        for body in (b"<html>", b"[]", b'{"access_token": 3}', b'{"access_token": "a\\u00e4"}', b"{}"):
            graph.server.script(token, Reply(body, media_type="application/json"))
            assert "Entra" in str(error(ask(graph, client)))

    def test_a_network_that_is_not_there_is_not_waited_for(self, graph: FakeGraph, make: Make) -> None:
        clock = HandClock()
        told = error(ask(graph, make(resolver=lambda *_: []), clock=clock))
        assert not isinstance(told, NotAllowed) and len(clock.slept) <= 1

    def test_an_hour_is_not_waited(self, graph: FakeGraph, client: Client) -> None:
        clock = HandClock()
        graph.first[MESSAGES] = [Reply(b"", 429, headers={"Retry-After": "3600"})]
        assert isinstance(error(ask(graph, client, clock=clock)), BadStatus)
        assert clock.slept == []


class TestPermissions:
    @pytest.mark.parametrize(
        ("path", "permission"),
        [
            (MESSAGES, "ServiceMessage.Read.All"),
            (ISSUES, "ServiceHealth.Read.All"),
            (PUSH, "DeviceManagementServiceConfig.Read.All"),
            (VOLUME, "DeviceManagementApps.Read.All"),
        ],
    )
    def test_a_missing_one_is_named(self, graph: FakeGraph, client: Client, path: str, permission: str) -> None:
        graph.granted.clear()
        told = error(ask(graph, client, path))
        assert isinstance(told, NotAllowed)
        assert permission in told.hint and "consent" in told.hint and "Forbidden" in str(told)

    def test_what_a_tenant_does_not_have_is_told(self, graph: FakeGraph, client: Client) -> None:
        told = error(ask(graph, client, PUSH))
        assert "404" in str(told) and "switch this source off" in told.hint


def test_a_night_without_graph_loads_nothing_of_it() -> None:
    code = (
        "import sys, omfeed.cli.graph, omfeed.cli.nights, omfeed.dispatch.ways, omfeed.config\n"
        "print([name for name in sys.modules if name in ('msal', 'requests', 'omfeed.net.graph.reader')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
