"""How omfeed signs in to Microsoft Graph: by secret, certificate or managed identity, in every cloud."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key, pkcs12

from omfeed.errors import NotAllowed, Refused
from omfeed.net.client import Client
from omfeed.net.graph.access import CLOUDS, Access, at_graph
from omfeed.net.graph.reader import GraphNet
from omfeed.net.graph.sign_in import SignIn, certificate_end
from omfeed.net.request import Fresh, Request
from tests.kit.graph import CLIENT, ISSUES, MESSAGES, SECRET, TENANT, FakeGraph, trusting
from tests.kit.server import Reply
from tests.net.conftest import Make, local
from tests.net.graph.asking import NOW, ask, error, read


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
