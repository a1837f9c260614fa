"""https is only ever spoken to a server that proves to be the one that was meant."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading

import pytest
import trustme

from omfeed.errors import Refused, TimedOut, Unreachable
from omfeed.net.dial import connect
from omfeed.net.request import Failed, Fetched, Fresh, Limits, is_offline
from omfeed.net.retry import Retries
from tests.kit.server import Reply, redirect, serve
from tests.net.conftest import Make, client_context, local, server_context

LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
ONCE = Retries(attempts=1)


def test_a_trusted_server_is_read_and_its_connection_kept(make: Make, authority: trustme.CA) -> None:
    client = make(tls=client_context(authority))
    with serve({"/a": Reply(b"x")}, tls=server_context(authority, "127.0.0.1")) as server:
        assert isinstance(client.get(local(server.url("/a"))), Fresh)
        assert isinstance(client.get(local(server.url("/a"))), Fresh)
        assert server.connections == 1


def test_the_name_is_proven_although_an_address_is_dialled(make: Make, authority: trustme.CA) -> None:
    names: list[str | None] = []
    context = server_context(authority, "learn.example")
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    client = make(tls=client_context(authority), resolver=lambda *_: ["127.0.0.1"])
    with serve({"/a": Reply(b"x")}, tls=context) as server:
        assert isinstance(client.get(local(server.url("/a", "learn.example"))), Fresh)
        assert server.seen[0].headers["host"] == f"learn.example:{server.port}"
    assert names == ["learn.example"]


def refusal(make: Make, context: ssl.SSLContext, trust: ssl.SSLContext) -> str:
    client = make(tls=trust, retries=Retries(attempts=3))
    with serve({"/a": Reply(b"x")}, tls=context) as server:
        outcome = client.get(local(server.url("/a")))
        assert server.seen == []
        assert server.connections == 1, "a certificate does not get better by asking again"
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, Unreachable)
    assert outcome.error.reached
    assert not is_offline([outcome])
    return str(outcome.error)


def test_an_expired_certificate_is_refused(make: Make, authority: trustme.CA) -> None:
    context = server_context(authority, "127.0.0.1", not_after=LONG_AGO)
    assert "expired" in refusal(make, context, client_context(authority))


def test_a_certificate_for_another_host_is_refused(make: Make, authority: trustme.CA) -> None:
    context = server_context(authority, "elsewhere.example")
    assert "127.0.0.1" in refusal(make, context, client_context(authority))


def test_a_certificate_of_an_unknown_authority_is_refused(make: Make, authority: trustme.CA) -> None:
    context = server_context(trustme.CA(), "127.0.0.1")
    assert "certificate" in refusal(make, context, client_context(authority))


def test_the_machine_does_not_trust_our_test_authority_by_itself(make: Make, authority: trustme.CA) -> None:
    with serve({"/a": Reply(b"x")}, tls=server_context(authority, "127.0.0.1")) as server:
        outcome = make(retries=ONCE).get(local(server.url("/a")))
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, Unreachable)


def test_a_server_of_old_tls_only_is_refused(make: Make, authority: trustme.CA) -> None:
    context = server_context(authority, "127.0.0.1")
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning):
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    outcome = offer(make, context, authority)
    assert isinstance(outcome, Failed)
    assert "TLS" in str(outcome.error)


def offer(make: Make, context: ssl.SSLContext, authority: trustme.CA) -> Fetched:
    with serve({"/a": Reply(b"x")}, tls=context) as server:
        return make(tls=client_context(authority), retries=ONCE).get(local(server.url("/a")))


def test_plain_http_where_tls_was_expected_is_told(make: Make, authority: trustme.CA) -> None:
    with serve({"/a": Reply(b"x")}) as server:
        outcome = make(tls=client_context(authority), retries=ONCE).get(
            local(server.url("/a").replace("http:", "https:"))
        )
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, Unreachable)
    assert outcome.error.reached


def test_a_handshake_byte_by_byte_is_bounded_as_a_whole(make: Make, authority: trustme.CA) -> None:
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            connection, _ = listener.accept()
            with connection:
                # The start of a handshake record that is never finished, a byte at a time.
                for byte in b"\x16\x03\x03\x40\x00" + bytes(500):
                    if stop.wait(0.01):
                        return
                    try:
                        connection.sendall(bytes([byte]))
                    except OSError:
                        return

        dripping = threading.Thread(target=drip)
        dripping.start()
        client = make(tls=client_context(authority), retries=ONCE, limits=Limits(connect=0.15))
        outcome = client.get(local(f"https://127.0.0.1:{listener.getsockname()[1]}/"))
        stop.set()
        dripping.join()
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, TimedOut)


def test_a_redirect_to_plain_http_is_refused(make: Make, authority: trustme.CA) -> None:
    with serve({"/a": Reply(b"x")}) as plain, serve(tls=server_context(authority, "127.0.0.1")) as server:
        server.script("/a", redirect(plain.url("/a")))
        outcome = make(tls=client_context(authority)).get(local(server.url("/a")))
        assert plain.seen == []
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, Refused)
    assert "unencrypted" in str(outcome.error)


def test_a_body_larger_than_a_record_arrives_whole(make: Make, authority: trustme.CA) -> None:
    client = make(tls=client_context(authority))
    with serve({"/a": Reply(bytes(200_000))}, tls=server_context(authority, "127.0.0.1")) as server:
        fresh = client.get(local(server.url("/a")))
        assert isinstance(fresh, Fresh)
        assert len(fresh.body) == 200_000


def test_the_next_address_of_a_name_is_tried_when_the_first_is_down(make: Make) -> None:
    dialled = []

    def connecting(ip: str, port: int, seconds: float) -> socket.socket:
        dialled.append(ip)
        if ip != "127.0.0.1":
            raise ConnectionRefusedError
        return connect(ip, port, seconds)

    client = make(resolver=lambda *_: ["fd00::1", "fd00::2", "fd00::3", "127.0.0.1", "127.0.0.2"], connect=connecting)
    with serve({"/a": Reply(b"x")}) as server:
        assert isinstance(client.get(local(server.url("/a", "wiki.corp"))), Fresh)
    # The families take turns, so that a broken one cannot use up all tries.
    assert dialled == ["fd00::1", "127.0.0.1"]
