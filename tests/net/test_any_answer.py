"""No answer of a server, however broken, makes the client raise: it is a body, unchanged, or a failure with words."""

from __future__ import annotations

import gzip
import zlib

from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.errors import FetchError
from omfeed.net.address import follow, parse, shown
from omfeed.net.client import Client
from omfeed.net.request import Failed, Fresh, Limits, Request, Unchanged
from omfeed.net.retry import NEVER
from omfeed.net.robots import allowed, rules
from tests.net.hostile import PUBLIC, Play

LIMITS = Limits(connect=1, read=1, total=5, wire_bytes=64 * 1024, body_bytes=128 * 1024)

names = st.sampled_from(
    "Content-Length Content-Type Content-Encoding Transfer-Encoding Location ETag Last-Modified Retry-After Date "
    "Connection Upgrade Set-Cookie Link X".split()
)
values = st.one_of(
    st.sampled_from(
        "0 5 -1 1,1 chunked gzip deflate br identity gzip,gzip close keep-alive text/html;charset=utf-8 a;charset="
        ' / /2 http:// https://good.example/ //x //[ ?q #f file:///x 120 W/"1" "1"'.split(" ")
    ),
    st.text(max_size=20),
)
headers = st.lists(st.tuples(names, values), max_size=6).map(
    lambda pairs: "".join(f"{name}: {value}\r\n" for name, value in pairs).encode("utf-8", "replace")
)
bodies = st.one_of(
    st.binary(max_size=200),
    st.binary(max_size=200).map(gzip.compress),
    st.binary(max_size=200).map(zlib.compress),
    st.binary(max_size=60).map(lambda data: b"%x\r\n%s\r\n0\r\n\r\n" % (len(data), data)),
    st.integers(1, 400_000).map(lambda size: gzip.compress(bytes(size))),
)
answers = st.one_of(
    st.binary(max_size=300),
    st.builds(
        lambda status, head, body, cut: (b"HTTP/1.1 %d X\r\n%s\r\n%s" % (status, head, body))[: cut or None],
        st.sampled_from([100, 101, 200, 200, 200, 204, 206, 301, 302, 304, 308, 404, 429, 500, 999]),
        headers,
        bodies,
        st.integers(0, 300),
    ),
)


@settings(deadline=None, max_examples=500)
@given(st.lists(answers, min_size=1, max_size=3), st.booleans())
def test_any_bytes_are_an_outcome(raw: list[bytes], conditional: bool) -> None:
    play = Play(*raw, names={"good.example": [[PUBLIC]]})
    try:
        with Client(
            LIMITS, user_agent="omfeed/test", retries=NEVER, resolver=play.resolver, connect=play.connect
        ) as client:
            outcome = client.get(Request("http://good.example/", etag='"1"' if conditional else ""))
        assert play.dialled == []
        match outcome:
            case Fresh():
                assert len(outcome.body) <= LIMITS.body_bytes
                assert 200 <= outcome.status < 300
                assert outcome.etag.isascii()
            case Unchanged():
                assert conditional
            case Failed():
                assert isinstance(outcome.error, FetchError)
                assert outcome.error.message.endswith(".")
    finally:
        play.close()


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=60) | st.from_regex(r"https?://[^/]{0,30}(/.{0,30})?", fullmatch=True), st.text(max_size=40))
def test_an_address_is_read_or_refused_and_reads_the_same_again(url: str, location: str) -> None:
    assert "\n" not in shown(url)
    try:
        address = parse(url)
    except FetchError:
        return
    assert parse(address.url) == address
    assert address.url.isascii()
    try:
        there = follow(address, location)
    except FetchError:
        return
    assert parse(there.url) == there


@settings(deadline=None, max_examples=200)
@given(st.text(), st.text(max_size=40))
def test_any_robots_txt_is_an_answer(text: str, path: str) -> None:
    assert allowed(rules(text), f"/{path}") in {True, False}
