"""Microsoft Graph read as an application: signing in, pages, differences, throttling, and refusals in words."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key, pkcs12

from omfeed.errors import BadStatus, FetchError, Garbled, NotAllowed, Refused
from omfeed.net.client import Client
from omfeed.net.graph.access import CLOUDS, Access, at_graph
from omfeed.net.graph.reader import GraphNet
from omfeed.net.graph.sign_in import SignIn, certificate_end
from omfeed.net.request import Failed, Fetched, Fresh, Request, Unchanged
from tests.kit.graph import (
    CLIENT,
    HEALTH,
    ISSUES,
    MESSAGES,
    PUSH,
    SECRET,
    TENANT,
    VOLUME,
    FakeGraph,
    fake_graph,
    message,
    trusting,
)
from tests.kit.server import Reply
from tests.net.conftest import HandClock, Make, local

NOW = datetime(2026, 11, 2, 3, tzinfo=UTC)


@pytest.fixture
def graph(authority: trustme.CA) -> Iterator[FakeGraph]:
    with fake_graph(authority) as made:
        made.holds[MESSAGES] = [message(number) for number in (3, 1, 2)]
        yield made


@pytest.fixture
def client(make: Make, authority: trustme.CA) -> Client:
    return make(tls=trusting(authority))


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


class TestSigningIn:
    def test_one_token_serves_a_whole_night(self, graph: FakeGraph, client: Client) -> None:
        graph.holds[ISSUES] = []
        net = GraphNet(client, graph.access(), now=NOW)
        for path in (MESSAGES, ISSUES, MESSAGES):
            assert isinstance(net.get(Request(graph.url(path))), Fresh)
        (form,) = graph.logins
        assert form["scope"] == [f"{graph.url('')}/.default"]
        assert form["client_id"] == [CLIENT]
        everything = [seen.path for seen in graph.server.seen]
        assert sum("openid-configuration" in path for path in everything) == 1

    @pytest.mark.parametrize("form", ["pem", "pfx", "thumbprint"])
    def test_a_certificate_signs_and_stays_here(
        self, graph: FakeGraph, client: Client, authority: trustme.CA, tmp_path: Path, form: str
    ) -> None:
        made = authority.issue_cert("omfeed.example", key_type=trustme.KeyType.RSA)
        key = made.private_key_pem.bytes()
        file = tmp_path / "omfeed.pem"
        more: dict[str, object] = {}
        if form == "pfx":
            cert = x509.load_pem_x509_certificate(made.cert_chain_pems[0].bytes())
            from cryptography.hazmat.primitives.serialization import BestAvailableEncryption

            loaded = load_pem_private_key(key, None)
            data = pkcs12.serialize_key_and_certificates(
                b"omfeed",
                loaded,
                cert,
                None,
                BestAvailableEncryption(b"pass"),  # type: ignore[arg-type]  # RSA
            )
            more["certificate_password"] = "pass"
        elif form == "thumbprint":
            data = key
            more["thumbprint"] = "AB" * 20
        else:
            data = key + made.cert_chain_pems[0].bytes()
        file.write_bytes(data)
        fetched = ask(graph, client, access=graph.access(secret="", certificate=file, **more))
        assert read(fetched) == ["MC1", "MC2", "MC3"]
        (login,) = graph.logins
        assert "client_secret" not in login
        assert login["client_assertion"][0].count(".") == 2
        assert all(key not in seen.body for seen in graph.server.seen)

    def test_a_broken_certificate_is_told_by_its_name(self, graph: FakeGraph, client: Client, tmp_path: Path) -> None:
        file = tmp_path / "omfeed.pem"
        for data, words in (
            (None, "cannot be read"),
            (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "holds no certificate"),
            (b"\x30\x82junk", "omfeed.pem failed"),
        ):
            if data is not None:
                file.write_bytes(data)
            told = error(ask(graph, client, access=graph.access(secret="", certificate=file)))
            assert words in str(told)
        assert graph.logins == []

    def test_its_end_is_known_before_it_comes(self, graph: FakeGraph, authority: trustme.CA, tmp_path: Path) -> None:
        made = authority.issue_cert("omfeed.example", not_after=NOW + timedelta(days=20))
        file = tmp_path / "omfeed.pem"
        file.write_bytes(made.private_key_pem.bytes() + made.cert_chain_pems[0].bytes())
        ends = certificate_end(graph.access(secret="", certificate=file))
        assert ends == NOW + timedelta(days=20)
        assert certificate_end(graph.access()) is None
        file.write_bytes(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
        assert certificate_end(graph.access(secret="", certificate=file)) is None

    def test_a_withdrawn_token_is_renewed_once(self, graph: FakeGraph, client: Client) -> None:
        net = GraphNet(client, graph.access(), now=NOW)
        assert isinstance(net.get(Request(graph.url(MESSAGES))), Fresh)
        graph.withdraw()
        assert isinstance(net.get(Request(graph.url(MESSAGES))), Fresh)
        assert len(graph.logins) == 2
        graph.first[MESSAGES] = [Reply(b"{}", 401), Reply(b"{}", 401)]
        told = error(net.get(Request(graph.url(MESSAGES))))
        assert isinstance(told, NotAllowed) and "token" in str(told)
        assert len(graph.logins) == 3

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            ("AADSTS7000215", "does not accept the secret"),
            ("AADSTS7000222", "has run out"),
            ("AADSTS700016", f"no application {CLIENT}"),
            ("AADSTS700027", "certificate"),
            ("AADSTS9999999", "AADSTS9999999"),
        ],
    )
    def test_a_refusal_says_what_to_do(self, graph: FakeGraph, client: Client, code: str, words: str) -> None:
        graph.refuses = code
        told = error(ask(graph, client))
        assert isinstance(told, NotAllowed)
        assert words in str(told) and code in str(told) and told.hint

    def test_a_wrong_tenant_is_named(self, graph: FakeGraph, client: Client) -> None:
        graph.tenants = ()
        told = error(ask(graph, client))
        assert TENANT in str(told) and "tenant" in told.hint

    def test_a_login_that_cannot_be_reached_is_no_fault_of_the_application(self, make: Make) -> None:
        client = make()
        access = Access(tenant=TENANT, client_id=CLIENT, secret=SECRET)
        net = GraphNet(make(resolver=lambda *_: []), access, now=NOW)
        told = error(net.get(Request("https://graph.microsoft.com" + MESSAGES)))
        assert "could not be looked up" in str(told) or "no address" in str(told)
        assert not isinstance(told, NotAllowed)
        client.close()

    def test_no_secret_is_shown(self, graph: FakeGraph) -> None:
        access = graph.access(certificate_password="hush")
        assert SECRET not in repr(access) and "hush" not in repr(access)


class TestManagedIdentity:
    def test_the_machine_tells_who_it_is(
        self, graph: FakeGraph, make: Make, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given = json.dumps({"access_token": "token-1", "expires_on": "1999999999", "token_type": "Bearer"}).encode()
        endpoint = graph.server.script("/msi/token", Reply(given, media_type="application/json"))
        graph.tokens.append("token-1")
        monkeypatch.setenv("IDENTITY_ENDPOINT", endpoint)
        monkeypatch.setenv("IDENTITY_HEADER", "h")
        access = graph.access(secret="", managed_identity=True)
        assert read(ask(graph, make(tls=trusting(authority)), access=access)) == ["MC1", "MC2", "MC3"]
        assert graph.server.seen[0].headers["x-identity-header"] == "h"
        assert graph.logins == []

    def test_only_the_sign_in_may_reach_the_metadata_service(self, make: Make) -> None:
        dialled: list[str] = []

        def connect(ip: str, port: int, seconds: float) -> None:
            dialled.append(f"{ip}:{port}")
            raise OSError(111, "refused")

        client = make(connect=connect)
        url = "http://169.254.169.254/metadata/identity/oauth2/token"
        assert isinstance(error(client.get(local(url))), Refused)
        assert dialled == []
        told = error(client.send(Request(url, allow_metadata=True)))
        assert not isinstance(told, Refused) and dialled == ["169.254.169.254:80"]
        dialled.clear()
        pointed = make(connect=connect, resolver=lambda *_: ["169.254.169.254"])
        assert isinstance(error(pointed.send(Request("http://evil.example/", allow_metadata=True))), Refused)
        assert dialled == []

    def test_without_an_identity_it_is_told(
        self, graph: FakeGraph, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        nothing = graph.server.script("/msi/token", Reply(b'{"statusCode": 400, "message": "none"}', 400))
        monkeypatch.setenv("IDENTITY_ENDPOINT", nothing)
        monkeypatch.setenv("IDENTITY_HEADER", "h")
        told = error(ask(graph, client, access=graph.access(secret="", managed_identity=True)))
        assert "managed identity" in str(told)


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


class TestClouds:
    @pytest.mark.parametrize("name", CLOUDS)
    def test_an_address_of_any_cloud_is_read_in_the_tenants_own(
        self, graph: FakeGraph, client: Client, name: str
    ) -> None:
        net = GraphNet(client, graph.access(), now=NOW)
        assert at_graph(CLOUDS[name].graph + MESSAGES)
        assert read(net.get(Request(CLOUDS[name].graph + MESSAGES))) == ["MC1", "MC2", "MC3"]

    @pytest.mark.parametrize(
        "url", ["http://graph.microsoft.com/v1.0/x", "https://graph.microsoft.com.evil.example/", "https://[", "file:x"]
    )
    def test_what_only_looks_like_graph_is_not(self, url: str) -> None:
        assert not at_graph(url)

    def test_mail_asks_for_its_own_resource(self, graph: FakeGraph, client: Client) -> None:
        assert SignIn(graph.access(), client).token("https://outlook.office365.com") == "token-1"
        assert graph.logins[0]["scope"] == ["https://outlook.office365.com/.default"]
