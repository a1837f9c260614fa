"""The loopback server that other tests stand on does what its reply says."""

from __future__ import annotations

import http.client
import socket

from tests.kit.server import Reply, Server, redirect, serve


def ask(server: Server, path: str, **headers: str) -> tuple[int, bytes, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    finally:
        connection.close()


def test_a_path_answers_in_order_and_then_repeats_its_last_reply() -> None:
    with serve({"/a": (Reply(b"one"), Reply(b"two"))}) as server:
        assert [ask(server, "/a")[1] for _ in range(3)] == [b"one", b"two", b"two"]
        assert ask(server, "/b")[0] == 404
        assert [seen.path for seen in server.seen] == ["/a", "/a", "/a", "/b"]


def test_a_reply_with_an_etag_is_not_sent_twice() -> None:
    with serve({"/a": Reply(b"one", etag='"1"')}) as server:
        assert ask(server, "/a", If_None_Match='"1"')[:2] == (304, b"")
        assert ask(server, "/a", If_None_Match='"0"')[:2] == (200, b"one")


def test_chunked_and_redirected_replies_are_well_formed() -> None:
    with serve({"/a": Reply(b"some words", chunked=True), "/b": redirect("/a", 301)}) as server:
        assert ask(server, "/a")[1] == b"some words"
        status, _, headers = ask(server, "/b")
        assert (status, headers["Location"]) == (301, "/a")


def test_what_is_no_request_is_not_waited_for() -> None:
    with serve({}) as server, socket.create_connection(("127.0.0.1", server.port), timeout=5) as hello:
        hello.sendall(b"\x16\x03\x01 random bytes\n and no end")
        assert hello.recv(1) == b""
