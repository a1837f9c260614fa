"""Getting a body, finding it unchanged, and following it where it went."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from omfeed.errors import BadStatus, Refused, TooLarge, Unreachable
from omfeed.net.client import Client, user_agent
from omfeed.net.request import Failed, Fresh, Limits, Unchanged
from tests.kit.server import Reply, Seen, redirect, serve
from tests.net.conftest import Make, local

DATE = "Mon, 02 Nov 2026 10:00:00 GMT"


def test_a_body_comes_with_its_type_charset_and_validators(client: Client) -> None:
    page = Reply(b"<p>hi", media_type="Text/HTML; Charset=UTF-8", etag='W/"1"', last_modified=DATE)
    with serve({"/a": page}) as server:
        fresh = client.get(local(server.url("/a?x=1")))
        assert isinstance(fresh, Fresh)
        assert (fresh.body, fresh.media_type, fresh.charset) == (b"<p>hi", "text/html", "utf-8")
        assert (fresh.etag, fresh.last_modified, fresh.status) == ('W/"1"', DATE, 200)
        assert (fresh.final_url, fresh.moved_to, fresh.hops) == (server.url("/a?x=1"), "", ())
        asked = server.seen[0]
        assert asked.headers["user-agent"] == "omfeed/test (+tester)"
        assert asked.headers["accept-encoding"] == "gzip, deflate"
        assert asked.headers["host"] == f"127.0.0.1:{server.port}"
        assert "cookie" not in asked.headers


@pytest.mark.parametrize("encoding", ["", "gzip", "deflate"])
@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_is_unpacked_however_it_was_sent(client: Client, encoding: str, chunked: bool) -> None:
    with serve({"/a": Reply(b"words " * 5000, encoding=encoding, chunked=chunked)}) as server:
        fresh = client.get(local(server.url("/a")))
        assert isinstance(fresh, Fresh)
        assert fresh.body == b"words " * 5000


@pytest.mark.parametrize("known", [{"etag": '"1"'}, {"last_modified": DATE}, {"etag": '"1"', "last_modified": DATE}])
def test_a_body_that_we_have_is_not_sent_again(client: Client, known: dict[str, str]) -> None:
    with serve({"/a": Reply(b"x", etag='"1"', last_modified=DATE)}) as server:
        outcome = client.get(local(server.url("/a"), **known))
        assert isinstance(outcome, Unchanged)
        assert (outcome.etag, outcome.last_modified) == ('"1"', DATE)


def test_a_304_without_validators_keeps_those_we_have(client: Client) -> None:
    with serve({"/a": Reply(status=304)}) as server:
        outcome = client.get(local(server.url("/a"), etag='"1"', last_modified=DATE))
        assert isinstance(outcome, Unchanged)
        assert (outcome.etag, outcome.last_modified) == ('"1"', DATE)


def test_a_304_to_an_unconditional_request_is_a_failure(client: Client) -> None:
    with serve({"/a": Reply(status=304)}) as server:
        outcome = client.get(local(server.url("/a")))
        assert isinstance(outcome, Failed)
        assert isinstance(outcome.error, BadStatus)
        assert "not modified" in str(outcome.error)


def test_requests_to_one_server_share_a_connection(client: Client) -> None:
    with serve({"/a": Reply(b"x", etag='"1"'), "/b": Reply(b"none", status=404)}) as server:
        for path in ("/a", "/b", "/a", "/b"):
            client.get(local(server.url(path), etag='"1"'))
        assert {seen.connection for seen in server.seen} == {0}


def test_a_kept_connection_that_the_server_closed_is_replaced(client: Client) -> None:
    with serve({"/a": Reply(b"x", headers={"X": "y"}), "/b": Reply(b"y", close=True)}) as server:
        for path in ("/a", "/b", "/a"):
            assert isinstance(client.get(local(server.url(path))), Fresh)


def test_what_a_server_says_unasked_is_not_taken_for_the_next_answer(client: Client) -> None:
    unasked = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
    with serve({"/a": Reply(b"hi" + unasked, headers={"Content-Length": "2"}), "/b": Reply(b"good")}) as server:
        for path, body in (("/a", b"hi"), ("/b", b"good")):
            fresh = client.get(local(server.url(path)))
            assert isinstance(fresh, Fresh)
            assert fresh.body == body
        assert [seen.connection for seen in server.seen] == [0, 1]


def test_no_more_requests_at_once_than_a_host_is_asked_to_bear(make: Make) -> None:
    gate = threading.Barrier(2, timeout=5)

    def slowly(_: Seen) -> Reply:
        gate.wait()  # each answer waits for a second request to be there: two at a time pass, one alone would not
        return Reply(b"x")

    client = make(limits=Limits(per_host=2))
    with serve() as server:
        server.answer(slowly)
        threads = [threading.Thread(target=client.get, args=(local(server.url(f"/{n}")),)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(server.seen) == 8
        assert server.most_at_once == 2


def test_a_chain_of_permanent_redirects_tells_the_new_address(client: Client) -> None:
    with serve({"/a": redirect("/b", 301), "/b": redirect("/c?x=1", 308), "/c": Reply(b"x")}) as server:
        fresh = client.get(local(server.url("/a")))
        assert isinstance(fresh, Fresh)
        assert fresh.hops == (server.url("/b"), server.url("/c?x=1"))
        assert fresh.moved_to == fresh.final_url == server.url("/c?x=1")


@pytest.mark.parametrize("status", [302, 303, 307])
def test_one_temporary_hop_makes_the_move_temporary(client: Client, status: int) -> None:
    with serve({"/a": redirect("/b", 301), "/b": redirect("/c", status), "/c": Reply(b"x")}) as server:
        fresh = client.get(local(server.url("/a")))
        assert isinstance(fresh, Fresh)
        assert (fresh.moved_to, fresh.final_url) == ("", server.url("/c"))


def test_an_unchanged_body_behind_a_permanent_redirect_tells_the_new_address(client: Client) -> None:
    with serve({"/a": redirect("/b", 301), "/b": Reply(b"x", etag='"1"')}) as server:
        outcome = client.get(local(server.url("/a"), etag='"1"'))
        assert isinstance(outcome, Unchanged)
        assert outcome.moved_to == server.url("/b")


def test_five_redirects_are_followed_and_a_sixth_is_not(client: Client) -> None:
    with serve({f"/{n}": redirect(f"/{n + 1}") for n in range(6)}) as server:
        server.script("/5", Reply(b"x"))
        assert isinstance(client.get(local(server.url("/0"))), Fresh)
        server.script("/5", redirect("/6"))
        outcome = client.get(local(server.url("/0")))
        assert isinstance(outcome, Failed)
        assert isinstance(outcome.error, Refused)
        assert "more than 5 times" in str(outcome.error)


@pytest.mark.parametrize("to", ["/a", "/b"])
def test_a_redirect_in_a_circle_is_told(client: Client, to: str) -> None:
    with serve({"/a": redirect("/b"), "/b": redirect(to)}) as server:
        outcome = client.get(local(server.url("/a")))
        assert isinstance(outcome, Failed)
        assert "circle" in str(outcome.error)
        assert len(server.seen) == 2


def test_our_headers_stay_with_the_host_they_were_meant_for(client: Client) -> None:
    with serve({"/b": Reply(b"x")}) as other, serve({"/a": redirect("/b"), "/b": redirect(other.url("/b"))}) as server:
        outcome = client.get(local(server.url("/a"), headers={"Authorization": "Bearer secret"}))
        assert [seen.headers.get("authorization") for seen in server.seen] == ["Bearer secret", "Bearer secret"]
        # The other port is another place: not even loopback may be gone to there.
        assert isinstance(outcome, Failed)
        assert other.seen == []


@pytest.mark.parametrize(
    ("status", "transient"), [(400, False), (401, False), (404, False), (410, False), (429, True), (503, True)]
)
def test_a_server_that_says_no_is_quoted(client: Client, status: int, transient: bool) -> None:
    with serve({"/a": Reply(b"no", status=status, headers={"Retry-After": "7"})}) as server:
        outcome = client.get(local(server.url("/a?key=secret")))
        assert isinstance(outcome, Failed)
        assert isinstance(outcome.error, BadStatus)
        assert (outcome.error.status, outcome.error.transient, outcome.error.retry_after) == (status, transient, 7.0)
        assert str(status) in str(outcome.error)
        assert server.url("/a") in str(outcome.error)
        assert "secret" not in str(outcome.error)
        assert outcome.error.hint


def test_a_posted_body_arrives_once_and_is_never_repeated(make: Make) -> None:
    client = make()
    with serve({"/hook": (Reply(b"busy", status=503), Reply(b"ok"))}) as server:
        outcome = client.send(local(server.url("/hook"), method="POST", body=b"{}", headers={"X-Key": "1"}))
        assert isinstance(outcome, Failed)
        outcome = client.send(local(server.url("/hook"), method="POST", body=b"{}"))
        assert isinstance(outcome, Fresh)
        assert [(seen.method, seen.body) for seen in server.seen] == [("POST", b"{}")] * 2


def test_a_post_is_not_sent_on_to_another_place(client: Client) -> None:
    with serve({"/a": redirect("/b", 302), "/c": redirect("/d", 307), "/d": Reply(b"x")}) as server:
        outcome = client.send(local(server.url("/a"), method="POST", body=b"x"))
        assert isinstance(outcome, Failed)
        assert isinstance(outcome.error, Refused)
        assert isinstance(client.send(local(server.url("/c"), method="POST", body=b"x")), Fresh)


def test_the_address_of_a_webhook_is_never_spelled_out(client: Client) -> None:
    with serve({"/services/T0/s3cret": Reply(status=404)}) as server:
        outcome = client.send(local(server.url("/services/T0/s3cret?sig=s3cret"), method="POST", secret_url=True))
        assert isinstance(outcome, Failed)
        assert "s3cret" not in f"{outcome.error} {outcome.final_url}"
        assert str(server.port) in str(outcome.error)


@pytest.mark.parametrize("name", ["Host", "Content-Length", "transfer-encoding", "User-Agent"])
def test_headers_of_the_connection_are_not_for_sources_to_set(client: Client, name: str) -> None:
    outcome = client.get(local("http://127.0.0.1:9/", headers={name: "1"}))
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, Refused)


@pytest.mark.parametrize("value", ["a\r\nX: y", "a\nb", "a\0b"])
def test_a_line_break_in_a_header_never_reaches_the_wire(client: Client, value: str) -> None:
    with serve({"/a": Reply(b"x")}) as server:
        for request in (local(server.url("/a"), headers={"X-Odd": value}), local(server.url("/a"), etag=value)):
            outcome = client.get(request)
            assert isinstance(outcome, Failed)
            assert isinstance(outcome.error, Refused)
        assert server.seen == []


def test_a_local_file_is_read_where_that_is_allowed(client: Client, tmp_path: Path) -> None:
    path = tmp_path / "a page.html"
    path.write_bytes(b"<p>hi")
    url = path.as_uri()
    fresh = client.get(local(url, allow_file=True))
    assert isinstance(fresh, Fresh)
    assert fresh.body == b"<p>hi"
    assert isinstance(client.get(local(url, allow_file=True, etag=fresh.etag)), Unchanged)
    path.write_bytes(b"<p>ho")
    assert isinstance(client.get(local(url, allow_file=True, etag=fresh.etag)), Fresh)


@pytest.mark.parametrize(
    ("url", "allowed", "error"),
    [
        ("{file}", False, Refused),
        ("file://server/share/a.html", True, Refused),
        ("{folder}", True, (Refused, Unreachable)),
        ("{folder}/none.html", True, Unreachable),
        ("{folder}/pipe", True, Refused),
        ("file:///dev/zero", True, Refused),
        ("{folder}/%00", True, Unreachable),
        ("{big}", True, TooLarge),
    ],
)
def test_what_is_no_plain_file_is_not_read(
    client: Client, tmp_path: Path, url: str, allowed: bool, error: type[Exception]
) -> None:
    import os

    (tmp_path / "a.html").write_bytes(b"x")
    (tmp_path / "big").write_bytes(bytes(512 * 1024 + 1))
    os.mkfifo(tmp_path / "pipe")
    folder = tmp_path.as_uri()
    url = url.format(file=f"{folder}/a.html", folder=folder, big=f"{folder}/big")
    outcome = client.get(local(url, allow_file=allowed))
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, error)


def test_the_user_agent_says_how_to_reach_us() -> None:
    assert user_agent("1.2", "https://example.com/bot") == "omfeed/1.2 (+https://example.com/bot)"
    assert user_agent("1.2", "ops@example.com\r\nX: y") == "omfeed/1.2 (+ops@example.com X: y)"
    assert user_agent("1.2").startswith("omfeed/1.2 (")
