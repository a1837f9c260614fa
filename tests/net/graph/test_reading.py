"""Microsoft Graph read as an application: pages, and what changed since."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from omfeed.errors import Garbled, Refused
from omfeed.net.client import Client
from omfeed.net.graph.reader import GraphNet
from omfeed.net.request import Failed, Fresh, Request, Unchanged
from tests.kit.graph import HEALTH, MESSAGES, PUSH, VOLUME, FakeGraph, message
from tests.kit.server import Reply
from tests.net.conftest import Make
from tests.net.graph.asking import NOW, ask, error, read


class TestReading:
    def test_all_pages_are_one_body_in_a_stable_order(self, graph: FakeGraph, client: Client) -> None:
        first = ask(graph, client)
        assert read(first) == ["MC1", "MC2", "MC3"]
        assert len(graph.asked) == 2, "two a page"
        assert all("odata.maxpagesize=100" in headers["prefer"] for _, _, headers in graph.asked)
        graph.holds[MESSAGES] = list(reversed(list(graph.holds[MESSAGES])))
        again = ask(graph, client)
        assert isinstance(first, Fresh) and isinstance(again, Fresh)
        assert again.body == first.body

    def test_only_listed_fields_are_kept(self, graph: FakeGraph, client: Client) -> None:
        fetched = ask(graph, client)
        assert isinstance(fetched, Fresh)
        assert b"viewPoint" not in fetched.body and b"hasAttachments" not in fetched.body

    def test_what_is_secret_is_neither_asked_for_nor_kept(self, graph: FakeGraph, client: Client) -> None:
        graph.holds[VOLUME] = [
            {"id": "v1", "organizationName": "Contoso", "expirationDateTime": "2027-01-01T00:00:00Z",
             "token": "VERYSECRET", "appleId": "ada@example.com"}
        ]  # fmt: skip
        fetched = ask(graph, client, VOLUME)
        ((_, query, _),) = graph.asked
        assert "token" not in query["$select"].split(",") and "appleId" not in query["$select"]
        assert isinstance(fetched, Fresh) and b"VERYSECRET" not in fetched.body

    def test_a_single_object_is_a_list_of_one(self, graph: FakeGraph, client: Client) -> None:
        graph.holds[PUSH] = {"id": "p1", "appleIdentifier": "ada@example.com", "expirationDateTime": "2027-01-01"}
        fetched = ask(graph, client, PUSH)
        assert read(fetched) == ["p1"]
        assert isinstance(fetched, Fresh) and b"example.com" not in fetched.body

    def test_an_address_that_is_not_listed_is_never_asked_for(self, graph: FakeGraph, client: Client) -> None:
        for path in ("/v1.0/users", "/v1.0/deviceManagement/managedDevices", "/v1.0/me/messages"):
            assert isinstance(error(ask(graph, client, path)), Refused)
        assert graph.asked == [] and graph.logins == []

    def test_the_next_page_must_be_at_the_same_place(self, graph: FakeGraph, client: Client) -> None:
        elsewhere = json.dumps({"value": [], "@odata.nextLink": "https://graph.example.net/next"}).encode()
        graph.first[MESSAGES] = [Reply(elsewhere, media_type="application/json")]
        assert "another place" in str(error(ask(graph, client)))

    def test_pages_that_go_round_in_a_circle_end(self, graph: FakeGraph, client: Client) -> None:
        around = json.dumps({"value": [], "@odata.nextLink": graph.url(MESSAGES)}).encode()
        graph.first[MESSAGES] = [Reply(around, media_type="application/json")] * 3
        assert isinstance(error(ask(graph, client)), Garbled)

    @pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"value": 3}', b"{}"])
    def test_what_is_no_answer_of_graph_is_told(self, graph: FakeGraph, client: Client, body: bytes) -> None:
        graph.first[MESSAGES] = [Reply(body)] * 2
        assert isinstance(error(ask(graph, client)), Garbled)

    def test_half_a_character_costs_nothing_but_itself(self, graph: FakeGraph, client: Client) -> None:
        graph.holds[MESSAGES] = [message(1, title="Half \ud83d")]
        fetched = ask(graph, client)
        assert isinstance(fetched, Fresh) and json.loads(fetched.body)["value"][0]["title"] == "Half ?"

    @pytest.mark.parametrize("link", ["https://[", "//", "next", 7, "https://127.0.0.1:1/\ud800"])
    def test_an_odd_next_page_harms_this_source_alone(self, graph: FakeGraph, client: Client, link: object) -> None:
        body = json.dumps({"value": [message(1)], "@odata.nextLink": link}).encode()
        graph.first[MESSAGES] = [Reply(body, media_type="application/json")]
        fetched = ask(graph, client)
        assert isinstance(fetched, Failed) or (link == 7 and read(fetched) == ["MC1"])

    @pytest.mark.parametrize("value", ["x", 7, None, [], {"a": 1}, "2026-99-99T00:00:00Z"])
    def test_odd_fields_harm_nothing(self, graph: FakeGraph, client: Client, value: object) -> None:
        odd = message(1, id=value, lastModifiedDateTime=value, body=value, tags=value)
        graph.first[MESSAGES] = [Reply(json.dumps({"value": [odd, 3, None]}).encode(), media_type="application/json")]
        assert isinstance(ask(graph, client), Fresh)

    def test_any_other_address_goes_to_the_client(self, graph: FakeGraph, client: Client, make: Make) -> None:
        net = GraphNet(client, graph.access(), now=NOW)
        fetched = net.get(Request("http://127.0.0.1:1/feed"))
        assert isinstance(fetched, Failed) and isinstance(fetched.error, Refused)
        assert graph.logins == []


class TestChanges:
    def night(self, graph: FakeGraph, client: Client) -> Fresh:
        fetched = ask(graph, client)
        assert isinstance(fetched, Fresh)
        graph.asked.clear()
        return fetched

    def test_only_what_changed_is_asked_for_and_merged(self, graph: FakeGraph, client: Client) -> None:
        before = self.night(graph, client)
        held = graph.holds[MESSAGES]
        assert isinstance(held, list)
        held[1] = message(1, "2026-11-01T08:00:00Z", title="Changed")
        held.append(message(4, "2026-11-01T09:00:00Z"))
        after = ask(graph, client, etag=before.etag, kept=before.body, now=NOW + timedelta(days=1))
        assert read(after) == ["MC1", "MC2", "MC3", "MC4"]
        assert isinstance(after, Fresh) and json.loads(after.body)["value"][0]["title"] == "Changed"
        assert graph.asked[0][1]["$filter"] == "lastModifiedDateTime gt 2026-10-20T07:50:00Z"

    def test_without_a_change_it_is_unchanged(self, graph: FakeGraph, client: Client) -> None:
        before = self.night(graph, client)
        after = ask(graph, client, etag=before.etag, kept=before.body, now=NOW + timedelta(days=1))
        assert isinstance(after, Unchanged) and after.etag == before.etag

    def test_once_a_week_all_is_read_and_what_left_is_gone(self, graph: FakeGraph, client: Client) -> None:
        before = self.night(graph, client)
        held = graph.holds[MESSAGES]
        assert isinstance(held, list)
        del held[0]
        soon = ask(graph, client, etag=before.etag, kept=before.body, now=NOW + timedelta(days=6))
        assert isinstance(soon, Unchanged)
        later = ask(graph, client, etag=before.etag, kept=before.body, now=NOW + timedelta(days=7))
        assert read(later) == ["MC1", "MC2"]

    @pytest.mark.parametrize("kept", [None, b'{"value": []}', b"other"])
    def test_without_the_body_it_speaks_of_all_is_read(
        self, graph: FakeGraph, client: Client, kept: bytes | None
    ) -> None:
        before = self.night(graph, client)
        assert read(ask(graph, client, etag=before.etag, kept=kept)) == ["MC1", "MC2", "MC3"]
        assert "$filter" not in graph.asked[0][1]

    def test_a_graph_that_knows_no_differences_is_read_whole(self, graph: FakeGraph, client: Client) -> None:
        before = self.night(graph, client)
        held = graph.holds[MESSAGES]
        assert isinstance(held, list)
        held.append(message(4))
        graph.first[MESSAGES] = [Reply(b'{"error": {"code": "BadRequest"}}', 400)]
        after = ask(graph, client, etag=before.etag, kept=before.body, now=NOW + timedelta(days=1))
        assert read(after) == ["MC1", "MC2", "MC3", "MC4"]
        assert ["$filter" in query for _, query, _ in graph.asked] == [True, False, False]

    def test_what_tells_no_change_is_read_whole_each_time(self, graph: FakeGraph, client: Client) -> None:
        graph.holds[HEALTH] = [{"id": "Intune", "service": "Microsoft Intune", "status": "serviceOperational"}]
        fetched = ask(graph, client, HEALTH)
        assert isinstance(fetched, Fresh) and fetched.etag == ""
