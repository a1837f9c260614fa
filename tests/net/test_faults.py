"""Whatever a server does wrong is one failure with words, within the bounds, and the client goes on as before."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass

import pytest

from omfeed.errors import BadStatus, FetchError, Garbled, Refused, TimedOut, TooLarge, Unreachable
from omfeed.net.client import Client
from omfeed.net.request import Failed, Fresh, Limits
from omfeed.net.retry import Retries
from tests.kit.server import Reply, redirect, serve
from tests.kit.tried import tried
from tests.net.conftest import QUICK, HandClock, Make, local

BRIEF = Limits(connect=0.5, read=0.15, total=0.4, wire_bytes=128 * 1024, body_bytes=256 * 1024)
ROOMY = Limits(connect=5, read=5, total=20, wire_bytes=128 * 1024, body_bytes=256 * 1024)
"""The same bounds on bytes with time to spare, for faults that are no matter of time."""
HEAD = b"HTTP/1.1 200 OK\r\n"
BOMB = gzip.compress(bytes(64 * 1024 * 1024), compresslevel=9, mtime=0)


@dataclass(frozen=True)
class Fault:
    what: str
    reply: Reply
    error: type[FetchError] | None
    """None: it is survived, and a body comes."""
    words: str = ""


def raw(data: bytes, **options: object) -> Reply:
    return Reply(raw=data, **options)  # type: ignore[arg-type]  # named by each row


FAULTS = [
    Fault("reset before the answer", Reply(reset=True), Garbled),
    Fault("closed before the answer", raw(b""), Garbled, "without an answer"),
    Fault("closed in the status line", raw(b"HTTP/1."), Garbled),
    Fault("closed in the headers", raw(HEAD + b"Content-Ty"), Garbled),
    Fault("closed before the body", raw(HEAD + b"Content-Length: 5\r\n\r\n"), Garbled),
    Fault("closed in the body", Reply(b"x" * 100, cut=50), Garbled),
    Fault("closed in a chunk", Reply(b"x" * 100, chunked=True, cut=20), Garbled),
    Fault("closed between chunks", raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"), Garbled),
    Fault("closed in the trailer", raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\nA: b"), Garbled),
    Fault("an answer that is no HTTP", raw(b"220 mail.example ESMTP\r\n"), Garbled),
    Fault("an answer of zero bytes of text", raw(b"\0" * 300), Garbled),
    Fault("HTTP/0.9", raw(b"<html>hi</html>"), Garbled),
    Fault("HTTP/2 unasked", raw(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), Garbled),
    Fault("a status that is no number", raw(b"HTTP/1.1 abc OK\r\n\r\n"), Garbled),
    Fault("a status beyond three digits", raw(b"HTTP/1.1 2000 OK\r\n\r\n"), Garbled),
    Fault("a header without a colon", raw(HEAD + b"nonsense\r\n\r\n"), Garbled),
    Fault("a header with a control character", raw(HEAD + b"A: b\x00c\r\n\r\n"), Garbled),
    Fault("a length that is no number", raw(HEAD + b"Content-Length: many\r\n\r\n"), Garbled),
    Fault("a negative length", raw(HEAD + b"Content-Length: -1\r\n\r\n"), Garbled),
    Fault("two lengths that differ", raw(HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"), Garbled),
    Fault("a length smaller than the body", raw(HEAD + b"Content-Length: 2\r\n\r\nhi and more"), None),
    Fault("a length too large to believe", raw(HEAD + b"Content-Length: 99999999999\r\n\r\nhi"), TooLarge, "announced"),
    Fault("a length of 30 digits", raw(HEAD + b"Content-Length: " + b"9" * 30 + b"\r\n\r\nhi"), Garbled),
    Fault("a chunk size that is no number", raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhi\r\n"), Garbled),
    Fault("a chunk size of 30 digits", raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 30), Garbled),
    Fault("another transfer coding", raw(HEAD + b"Transfer-Encoding: gzip\r\n\r\nhi"), Garbled),
    Fault("switching protocols", raw(b"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\n"), Garbled),
    Fault("interim answers before the answer", raw(b"HTTP/1.1 103 Hints\r\n\r\n" * 3 + HEAD + b"\r\nhi"), None),
    Fault("interim answers without end", raw(b"", endless=b"HTTP/1.1 103 Hints\r\n\r\n" * 99), Garbled),
    Fault("a header without end", raw(HEAD + b"A: ", endless=b"a" * 4096), TooLarge, "headers"),
    Fault("headers without end", raw(HEAD, endless=b"A: b\r\n" * 512), TooLarge, "headers"),
    Fault("a status line without end", raw(b"HTTP/1.1 200 ", endless=b"a" * 4096), TooLarge, "headers"),
    Fault(
        "trailers without end", raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", endless=b"A: b\r\n"), TooLarge
    ),
    Fault("a body without end", raw(HEAD + b"\r\n", endless=b"x" * 65536), TooLarge),
    Fault(
        "chunks without end", raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", endless=b"1\r\nx\r\n" * 99), TooLarge
    ),
    Fault(
        "a chunk extension without end",
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;", endless=b"a" * 999),
        TooLarge,
    ),
    Fault("a body larger than the bound", Reply(b"x" * 140_000), TooLarge),
    Fault("a body larger than the bound on the wire only", Reply(b"x" * 140_000, chunked=True), TooLarge, "sent"),
    Fault("never an answer", Reply(hang="headers"), TimedOut),
    Fault("a body that stops", Reply(b"x" * 1000, hang="body"), TimedOut),
    Fault("headers byte by byte", Reply(b"hi", drip=0.02), TimedOut),
    Fault("gzip that unpacks beyond the bound", raw(HEAD + b"Content-Encoding: gzip\r\n\r\n" + BOMB), TooLarge),
    Fault(
        "gzip of many members",
        raw(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(9999)) * 999),
        TooLarge,
    ),
    Fault(
        "deflate that unpacks beyond the bound",
        raw(HEAD + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(bytes(9_000_000))),
        TooLarge,
    ),
    Fault(
        "gzip that breaks off", raw(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 999)[:-9]), Garbled
    ),
    Fault(
        "gzip with a wrong checksum",
        raw(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x")[:-8] + b"12345678"),
        Garbled,
    ),
    Fault("gzip claimed of plain text", raw(HEAD + b"Content-Encoding: gzip\r\n\r\nplain"), Garbled, "not packed as"),
    Fault(
        "gzip followed by padding",
        raw(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x") + b"\0" * 99),
        None,
    ),
    Fault(
        "gzip twice",
        Reply(b"x", encoding="gzip", headers={"Content-Encoding": "gzip, gzip"}),
        Garbled,
        "more than once",
    ),
    Fault("brotli unasked", Reply(b"x", encoding="br"), Garbled, "not offered"),
    Fault("zstd unasked", Reply(b"x", encoding="zstd"), Garbled, "not offered"),
    Fault("identity said aloud", Reply(b"x", headers={"Content-Encoding": "identity"}), None),
    Fault("an empty 200", Reply(b""), None),
    Fault("a part that was not asked for", Reply(b"x", status=206), BadStatus, "206"),
    Fault("a 204", Reply(status=204), None),
    Fault("a 304 to no question", Reply(status=304), BadStatus, "not modified"),
    Fault("a redirect to nowhere", Reply(status=302), BadStatus),
    Fault("a redirect to an empty address", redirect(" "), Refused),
    Fault("a redirect of an unknown kind", Reply(status=399, headers={"Location": "/good"}), BadStatus),
    Fault("a redirect to itself", redirect("/fault"), Refused, "circle"),
    Fault("a redirect to a script", redirect("javascript:alert(1)"), Refused),
    Fault("a redirect to a file", redirect("file:///etc/passwd"), Refused),
    Fault(
        "a redirect with two places",
        Reply(status=302, headers={"Location": "http://a/", "location": "http://b/"}),
        Garbled,
    ),
    Fault("400", Reply(status=400), BadStatus, "400"),
    Fault("401", Reply(status=401, headers={"WWW-Authenticate": "Basic"}), BadStatus, "401"),
    Fault("403", Reply(status=403), BadStatus, "403"),
    Fault("404", Reply(b"gone", status=404), BadStatus, "404"),
    Fault("407", Reply(status=407), BadStatus, "407"),
    Fault("410", Reply(status=410), BadStatus, "410"),
    Fault("418", Reply(status=418), BadStatus, "418"),
    Fault("429", Reply(status=429), BadStatus, "429"),
    Fault("500", Reply(status=500), BadStatus, "500"),
    Fault("503 with a body that never ends", raw(b"HTTP/1.1 503 X\r\n\r\n", endless=b"x" * 9999), BadStatus, "503"),
    Fault("404 with a body that stops", Reply(b"x" * 99, status=404, hang="body"), BadStatus, "404"),
    Fault("404 with a body packed wrongly", Reply(b"x", status=404, encoding="br"), BadStatus, "404"),
    Fault("599", Reply(status=599), BadStatus, "599"),
    Fault("999", Reply(status=999), BadStatus, "999"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.what)
def test_a_fault_is_one_failure_with_words(make: Make, fault: Fault) -> None:
    timely = fault.reply.hang or fault.reply.drip
    client = make(limits=BRIEF if timely else ROOMY, retries=Retries(attempts=1))
    with serve({"/fault": fault.reply, "/good": Reply(b"good")}) as server:
        outcome = client.get(local(server.url("/fault?key=s3cret")))
        after = client.get(local(server.url("/good")))
    if fault.error is None:
        assert isinstance(outcome, Fresh), outcome
    else:
        assert isinstance(outcome, Failed)
        assert type(outcome.error) is fault.error, outcome.error
        assert fault.words in str(outcome.error)
        assert f"127.0.0.1:{server.port}" in str(outcome.error) or fault.error is Refused
        assert "s3cret" not in f"{outcome.error} {outcome.final_url}"
    assert isinstance(after, Fresh)
    assert after.body == b"good"
    tried("HTTP faults")


def test_the_table_of_faults_is_as_long_as_it_claims() -> None:
    assert len(FAULTS) >= 70


def test_a_body_may_drip_until_the_whole_time_is_over(make: Make) -> None:
    client = make(limits=BRIEF, retries=Retries(attempts=1))
    with serve({"/slow": Reply(b"x" * 200, drip=0.01, headers={"Content-Type": ""})}) as server:
        outcome = client.get(local(server.url("/slow")))
        assert isinstance(outcome, Failed)
        assert isinstance(outcome.error, TimedOut)


def test_a_gigabyte_in_a_megabyte_is_stopped_at_the_bound(make: Make) -> None:
    import tracemalloc

    # A block that ends with a full flush may be repeated as it is.
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    begin = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
    bomb = begin + block * 1024
    assert len(bomb) < 1.5 * 1024**2
    client = make(limits=Limits(wire_bytes=4 * 1024**2, body_bytes=8 * 1024**2), retries=Retries(attempts=1))
    with serve({"/bomb": Reply(raw=HEAD + b"Content-Encoding: gzip\r\n\r\n" + bomb)}) as server:
        tracemalloc.start()
        outcome = client.get(local(server.url("/bomb")))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, TooLarge)
    assert peak < 32 * 1024**2


def test_the_slowest_reader_of_chunks_still_minds_the_clock(make: Make, clock: HandClock) -> None:
    ticks = iter(range(10**9))

    def hurrying() -> float:
        return next(ticks) / 1000  # each look at the clock costs a millisecond

    client = make(limits=Limits(total=0.5, wire_bytes=10**7), clock=hurrying, retries=Retries(attempts=1))
    with serve({"/tiny": Reply(raw=HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 5000)}) as server:
        outcome = client.get(local(server.url("/tiny")))
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, TimedOut)


def test_a_server_that_is_not_there_is_named(make: Make) -> None:
    with serve() as server:
        url = server.url("/a")
    outcome = make(limits=QUICK, retries=Retries(attempts=1)).get(local(url))
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, Unreachable)
    assert not outcome.error.reached
    assert str(server.port) in str(outcome.error)


def test_a_closed_client_keeps_no_connection() -> None:
    with serve({"/a": Reply(b"x")}) as server:
        client = Client(QUICK, user_agent="x")
        client.close()
        assert isinstance(client.get(local(server.url("/a"))), Fresh)  # a late thread still gets its answer


def test_an_answer_may_come_before_the_question_was_taken(make: Make) -> None:
    body = b"x" * 3_000_000  # more than the buffers of a connection hold
    with serve() as server:
        server.script("/hook", Reply(b"too large", status=413))
        outcome = make().send(local(server.url("/hook"), method="POST", body=body))
        assert isinstance(outcome, Failed)
        assert isinstance(outcome.error, BadStatus)
