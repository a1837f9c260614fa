"""Going out by a proxy that the user names: what it is asked, what it is not, and what TLS still proves."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import trustme

from omfeed.errors import Refused, Unreachable
from omfeed.net.proxy import Proxy, proxy
from omfeed.net.request import Failed, Fresh, Request
from omfeed.net.retry import Retries
from tests.kit.server import Reply, Seen, serve
from tests.net.conftest import Make, client_context, local, server_context

ONCE = Retries(attempts=1)


@contextmanager
def tunnels(port: int, answer: bytes = b"HTTP/1.1 200 Connected\r\n\r\n") -> Iterator[tuple[Proxy, list[bytes]]]:
    """A proxy that connects everything it is asked for to a port of loopback; and what it was asked."""
    asked: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def pump(source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def work() -> None:
        client, _ = listener.accept()
        with client:
            head = b""
            while b"\r\n\r\n" not in head:
                part = client.recv(65536)
                if not part:
                    return
                head += part
            asked.append(head)
            client.sendall(answer)
            if b" 200 " not in answer:
                return
            with socket.create_connection(("127.0.0.1", port)) as server:
                back = threading.Thread(target=pump, args=(server, client))
                back.start()
                pump(client, server)
                back.join()

    working = threading.Thread(target=work)
    working.start()
    try:
        yield proxy(f"http://127.0.0.1:{listener.getsockname()[1]}", "Basic c2VjcmV0"), asked
    finally:
        with socket.create_connection(listener.getsockname()):
            pass
        working.join()
        listener.close()


def nowhere(*_: object) -> list[str]:
    raise AssertionError("a name was looked up past the proxy")


def through(server_port: int) -> Proxy:
    return proxy(f"http://127.0.0.1:{server_port}")


def test_a_plain_address_is_asked_of_the_proxy_as_a_whole(make: Make) -> None:
    def answer(seen: Seen) -> Reply:
        return Reply(seen.path.encode())

    with serve() as server:
        server.answer(answer)
        client = make(proxy=proxy(server.url("/"), "Basic c2VjcmV0"), resolver=nowhere)
        fresh = client.get(Request("http://vendor.example/a?b"))
    assert isinstance(fresh, Fresh)
    assert fresh.body == b"http://vendor.example/a?b"
    assert server.seen[0].headers["host"] == "vendor.example"
    assert server.seen[0].headers["proxy-authorization"] == "Basic c2VjcmV0"


def test_what_a_source_may_reach_inside_is_reached_directly(make: Make) -> None:
    with serve({"/a": Reply(b"x")}) as server:
        assert isinstance(make(proxy=through(9)).get(local(server.url("/a"))), Fresh)
        assert server.seen[0].path == "/a"


def test_https_is_tunnelled_and_the_server_still_proves_its_name(make: Make, authority: trustme.CA) -> None:
    with (
        serve({"/a": Reply(b"x")}, tls=server_context(authority, "vendor.example")) as server,
        tunnels(server.port) as (via, asked),
    ):
        client = make(proxy=via, tls=client_context(authority), resolver=nowhere)
        fresh = client.get(Request("https://vendor.example/a"))
        client.close()
        assert isinstance(fresh, Fresh)
        assert asked[0].startswith(b"CONNECT vendor.example:443 HTTP/1.1\r\n")
        assert b"Proxy-Authorization: Basic c2VjcmV0" in asked[0]
        assert "proxy-authorization" not in server.seen[0].headers
    with (
        serve({"/a": Reply(b"x")}, tls=server_context(authority, "other.example")) as server,
        tunnels(server.port) as (via, _),
    ):
        outcome = make(proxy=via, tls=client_context(authority), retries=ONCE).get(Request("https://vendor.example/a"))
        assert isinstance(outcome, Failed)
        assert "certificate" in str(outcome.error)


@pytest.mark.parametrize(("status", "words"), [(407, "authorisation"), (403, "allow this host"), (503, "answered 503")])
def test_a_proxy_that_says_no_is_quoted(make: Make, authority: trustme.CA, status: int, words: str) -> None:
    with tunnels(9, b"HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n" % status) as (via, _):
        outcome = make(proxy=via, tls=client_context(authority), retries=ONCE).get(Request("https://vendor.example/"))
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, Unreachable)
    assert words in str(outcome.error)
    assert "c2VjcmV0" not in f"{outcome.error} {via!r}"


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 10.0.0.1 169.254.169.254 [::1] [::ffff:127.0.0.1] localhost intranet a.localhost x.internal y.local "
    "metadata.google.internal z.corp 1.0.0.127.in-addr.arpa".split(),
)
def test_a_proxy_is_not_asked_for_what_is_inside(make: Make, host: str) -> None:
    with serve() as server:
        outcome = make(proxy=through(server.port), resolver=nowhere).get(Request(f"http://{host}/"))
        assert server.seen == []
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, Refused)


@pytest.mark.parametrize(
    "url", ["https://proxy.corp:3128", "http://u:p@proxy.corp:3128", "http://proxy.corp/x", "socks5://x"]
)
def test_what_is_no_proxy_is_refused_when_it_is_named(url: str) -> None:
    with pytest.raises(Refused):
        proxy(url)
