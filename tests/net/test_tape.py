"""A night that was recorded can be run again with no network, answer for answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from omfeed.errors import ConfigError, FetchError
from omfeed.net.client import Client
from omfeed.net.request import Failed, Fetched, Fresh, Request, Unchanged
from omfeed.net.retry import NEVER
from omfeed.net.tape import INDEX, Recorder, Tape
from tests.kit.server import Reply, redirect, serve


def test_answers_come_back_as_they_were(tmp_path: Path) -> None:
    with serve({}) as server, Client(user_agent="t", retries=NEVER) as net:
        server.script("/a", Reply(b"body \xff", media_type="text/html; charset=latin-1", etag='"1"'))
        server.script("/b", redirect("/a", 301))
        server.script("/c", Reply(b"no", status=404))
        requests = [Request(server.url(path), allow_private=True) for path in ("/a", "/b", "/c")]
        recorder = Recorder(net, tmp_path / "tape")
        recorded = [recorder.get(request) for request in requests]
    tape = Tape(tmp_path / "tape")
    first, second, third = (tape.get(request) for request in requests)
    assert isinstance(first, Fresh)
    assert (first.body, first.charset, first.etag) == (b"body \xff", "latin-1", '"1"')
    assert isinstance(second, Fresh)
    assert isinstance(recorded[1], Fresh)
    assert second.moved_to == recorded[1].moved_to != ""
    assert isinstance(third, Failed)
    assert "404" in str(third.error)


def test_a_recorded_body_that_is_known_is_unchanged(tmp_path: Path) -> None:
    with serve({"/a": Reply(b"x", etag='"1"')}) as server, Client(user_agent="t") as net:
        request = Request(server.url("/a"), etag='"1"', allow_private=True)
        assert isinstance(Recorder(net, tmp_path).get(request), Fresh)
    assert isinstance(Tape(tmp_path).get(request), Unchanged)


def test_what_was_not_recorded_fails_in_words(tmp_path: Path) -> None:
    (tmp_path / INDEX).write_text("", encoding="utf-8")
    fetched = Tape(tmp_path).get(Request("https://a.example/"))
    assert isinstance(fetched, Failed)
    assert "not in the recording" in str(fetched.error)


def test_a_foreign_recording_reaches_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s", encoding="utf-8")
    folder = tmp_path / "tape"
    folder.mkdir()
    (folder / INDEX).write_text(
        '{"url": "https://a.example/", "body": "../secret", "status": 200, "hops": []}\n', encoding="utf-8"
    )
    assert isinstance(Tape(folder).get(Request("https://a.example/")), Failed)


@pytest.mark.parametrize("content", ["{", "[]", '{"no": "url"}', "[" * 200_000], ids=["cut", "list", "other", "deep"])
def test_a_broken_recording_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / INDEX).write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match="no recording"):
        Tape(tmp_path)


def test_a_recording_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / INDEX).write_text("", encoding="utf-8")
    with Client(user_agent="t") as net, pytest.raises(ConfigError, match="already"):
        Recorder(net, tmp_path)


def test_a_recording_holds_no_token_of_an_address_and_is_answered_from_all_the_same(tmp_path: Path) -> None:
    url = "https://feeds.example/private?token=canary-51&x=1"
    hop = "https://cdn.example/a?sig=canary-51"
    answers = {
        url: Fresh(body=b"one", media_type="text/plain", charset="", final_url=url),
        f"{url}&moved": Fresh(body=b"two", media_type="", charset="", final_url=hop, moved_to=hop, hops=(hop,)),
        f"{url}&lost": Failed(error=FetchError("It is gone."), final_url=f"{url}&lost"),
    }

    class Answers:
        def get(self, request: Request) -> Fetched:
            return answers[request.url]

    recorder = Recorder(Answers(), tmp_path / "tape")
    for each in answers:
        recorder.get(Request(each))
    kept = b"".join(path.read_bytes() for path in (tmp_path / "tape").iterdir())
    assert b"canary-51" not in kept
    tape = Tape(tmp_path / "tape")
    first = tape.get(Request(url))
    assert isinstance(first, Fresh)
    assert (first.body, first.final_url) == (b"one", url)
    second = tape.get(Request(f"{url}&moved"))
    assert isinstance(second, Fresh)
    assert second.final_url == "https://cdn.example/a?…"
    assert isinstance(tape.get(Request(f"{url}&lost")), Failed)
    unknown = tape.get(Request(f"{url}&other"))
    assert isinstance(unknown, Failed)
    assert "canary-51" not in str(unknown.error) + unknown.final_url
