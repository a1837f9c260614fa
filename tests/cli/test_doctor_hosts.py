"""``omfeed doctor`` asks the host of every source that is on, each once, and says in one line who does not answer."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from omfeed.clock import FixedClock
from omfeed.doctor import Finding, Verdict, there
from omfeed.errors import BadStatus, FetchError, Refused, TimedOut, Unreachable
from omfeed.model import Source
from omfeed.net.request import Failed, Fetched, Fresh, Request
from tests.cli.conftest import Shell
from tests.kit.server import Reply, redirect, serve

NOW = datetime(2026, 11, 3, 3, tzinfo=UTC)
DATE = "Tue, 03 Nov 2026 03:00:30 GMT"


@dataclass
class _Net:
    """Hosts that fail as they are told to; all others answer."""

    failing: Mapping[str, FetchError] = field(default_factory=dict)
    said_at: str = DATE
    asked: list[Request] = field(default_factory=list)

    def get(self, request: Request) -> Fetched:
        self.asked.append(request)
        error = self.failing.get(request.url)
        if error is not None:
            answered = isinstance(error, BadStatus | Refused)
            return Failed(
                error=error, final_url=request.url, said_at=self.said_at if answered else "", answered=answered
            )
        return Fresh(body=b"", media_type="", charset="", final_url=request.url, said_at=self.said_at)


def _source(name: str, url: str, *, enabled: bool = True, allow_private: bool = False) -> Source:
    return Source(id=name, title=name, url=url, collector="feed", enabled=enabled, allow_private=allow_private)


def _ask(net: _Net, sources: Iterable[Source]) -> tuple[Finding, dict[str, timedelta]]:
    (found,), ahead = there.sources(net, sources, FixedClock(NOW))
    return found, ahead


def test_every_host_is_asked_once_for_the_headers_of_its_front_page() -> None:
    net = _Net()
    several = [_source(f"s{number}", f"https://v{number % 20}.example/feed?{number}") for number in range(60)]
    found, ahead = _ask(net, [*several, _source("off", "https://off.example/", enabled=False)])
    assert sorted(request.url for request in net.asked) == sorted(f"https://v{number}.example/" for number in range(20))
    assert {request.method for request in net.asked} == {"HEAD"}
    assert (found.verdict, found.words) == (Verdict.WELL, "all 20 hosts of 60 sources answer")
    assert ahead == {f"v{number}.example": timedelta(seconds=30) for number in range(20)}


def test_an_inner_address_is_open_to_the_host_of_a_source_that_may_go_there_and_to_no_other() -> None:
    net = _Net()
    _ask(net, [_source("in", "http://inner.example/a", allow_private=True), _source("out", "http://outer.example/a")])
    assert {request.url: request.allow_private for request in net.asked} == {
        "http://inner.example/": True,
        "http://outer.example/": False,
    }


def test_hosts_that_do_not_answer_are_named_with_their_sources_and_what_to_do() -> None:
    net = _Net({"https://b.example/": Unreachable("There is no host b.example.", hint="Look at the name.")})
    names = [_source(name, f"https://{name[0]}.example/x") for name in ("a1", "b1", "b2", "b3", "b4", "b5", "c1")]
    found, _ = _ask(net, names)
    assert found.verdict is Verdict.LOOK
    assert found.words == (
        "2 of 3 hosts of 7 sources answer; b.example (b1, b2, b3 and 2 more): There is no host b.example."
    )
    assert found.todo.startswith("Look at the name. ")


def test_an_answer_that_refuses_or_sends_us_elsewhere_is_an_answer() -> None:
    net = _Net(
        {
            "https://a.example/": BadStatus("a.example answered 403.", status=403),
            "https://b.example/": Refused("b.example redirects."),
        }
    )
    found, _ = _ask(net, [_source("a", "https://a.example/x"), _source("b", "https://b.example/x")])
    assert found.verdict is Verdict.WELL


def test_when_nobody_answers_it_is_this_machine() -> None:
    net = _Net({"https://a.example/": TimedOut("a.example was slower than the bound of 15 s.")})
    found, ahead = _ask(net, [_source("a", "https://a.example/x")])
    assert (found.verdict, ahead) == (Verdict.BROKEN, {})
    assert "0 of 1 host of 1 source answer" in found.words
    assert "proxy" in found.todo


def test_no_host_is_asked_after_the_time_for_all_and_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    given_up = threading.Event()

    class Slow(_Net):
        def get(self, request: Request) -> Fetched:
            given_up.wait(20)
            return super().get(request)

    def waiting(asked: Sequence[Future[None]], timeout: float) -> object:
        asked[-1].add_done_callback(lambda _: given_up.set())
        return wait(asked, timeout=timeout)

    monkeypatch.setattr(there, "wait", waiting)
    net = Slow()
    sources = [_source(f"s{number}", f"https://v{number}.example/") for number in range(40)]
    (found,), _ = there.sources(net, sources, FixedClock(NOW), within=0.01)
    assert (found.verdict, len(net.asked)) == (Verdict.LOOK, 16)
    assert "not asked in time: v16.example, v17.example" in found.words


def test_without_sources_on_the_web_nobody_is_asked() -> None:
    net = _Net()
    assert there.sources(net, [_source("file", "file:///srv/news.xml")], FixedClock(NOW)) == ([], {})
    assert net.asked == []


def test_a_front_page_that_sends_us_on_is_not_followed(omfeed: Shell) -> None:
    with serve({}) as server:
        server.script("/", redirect("/elsewhere", 302))
        server.script("/elsewhere", Reply(b"hello"))
        (omfeed.folder / "omfeed.toml").write_text(
            "[catalogue]\nenabled = false\n[[sources]]\nid = 'news'\ntitle = 'News'\ncollector = 'feed'\n"
            f"url = '{server.url('/news')}'\nallow_private = true\n",
            encoding="utf-8",
        )
        said = omfeed("doctor")
        assert "well    source hosts: the one host of 1 source answers" in said.out
        assert [request.path for request in server.seen] == ["/"]
