"""Nothing that is fetched can lead omfeed to an address on the inside: every spelling, by every road.

Rule: these tests run on a dialler that records and a resolver that makes answers up (``hostile.Play``).
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from omfeed.errors import Garbled, Refused, Unreachable
from omfeed.net.address import parse
from omfeed.net.client import Client
from omfeed.net.request import Failed, Fetched, Fresh, Limits, Request
from omfeed.net.retry import Retries
from tests.kit.server import Reply, serve
from tests.kit.tried import tried
from tests.net.hostile import OK, PUBLIC, PUBLIC_SIX, SPECIAL, Play, to, urls

HOSTILE = list(urls())
ROADS = ["direct", "redirect", "second hop", "permitted source"]
LOOK_UPS = ["alone", "after a good one", "before a good one", "rebinding", "redirect"]
GOOD = {"good.example": [[PUBLIC]]}


def fetch(play: Play, url: str, **options: object) -> Fetched:
    limits = Limits(connect=1, read=1, total=2)
    with Client(
        limits,
        user_agent="omfeed/test",
        retries=Retries(attempts=1),
        resolver=play.resolver,
        connect=play.connect,
    ) as client:
        return client.get(Request(url, **options))  # type: ignore[arg-type]  # named by each test


@pytest.fixture
def plays() -> Iterator[list[Play]]:
    made: list[Play] = []
    yield made
    for play in made:
        play.close()


def assert_nothing_happened(play: Play, outcome: Fetched) -> None:
    assert play.dialled == []
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, (Refused, Garbled))
    assert outcome.error.message


@pytest.mark.parametrize("url", HOSTILE)
def test_no_hostile_address_is_ever_dialled(plays: list[Play], url: str) -> None:
    for road in ROADS:
        match road:
            case "direct":
                play = Play()
                outcome = fetch(play, url)
            case "redirect":
                play = Play(to(url), names=GOOD)
                outcome = fetch(play, "http://good.example/")
            case "second hop":
                play = Play(to("http://good.example/2"), to(url), names=GOOD)
                outcome = fetch(play, "http://good.example/")
            case _:
                # Its permission is for its own host and port and does not travel.
                play = Play(to(url), names=GOOD)
                outcome = fetch(play, "http://good.example/", allow_private=True, allow_file=True)
        plays.append(play)
        assert play.dialled == [], road
        assert isinstance(outcome, Failed), road
        if road == "direct":
            assert isinstance(outcome.error, Refused)
            assert play.met == []
    tried("SSRF vectors", len(ROADS))


@pytest.mark.parametrize("ip", SPECIAL)
def test_no_name_leads_to_a_special_address(plays: list[Play], ip: str) -> None:
    for look_up in LOOK_UPS:
        match look_up:
            case "alone":
                play = Play(names={"bad.example": [[ip]]})
            case "after a good one":
                play = Play(OK, names={"bad.example": [[PUBLIC, PUBLIC_SIX, ip]]})
            case "before a good one":
                play = Play(OK, names={"bad.example": [[ip, PUBLIC]]})
            case "rebinding":
                # Good on the first look-up; the redirect makes us look again, for a new connection.
                play = Play(to("http://bad.example:8080/"), OK, names={"bad.example": [[PUBLIC], [ip]]})
            case _:
                play = Play(to("http://bad.example/"), names={**GOOD, "bad.example": [[ip]]})
        plays.append(play)
        outcome = fetch(play, "http://good.example/" if look_up == "redirect" else "http://bad.example/")
        assert_nothing_happened(play, outcome)
        assert isinstance(outcome, Failed)
        assert "nothing was sent" in str(outcome.error), look_up
    tried("SSRF vectors", len(LOOK_UPS))


def test_the_tables_are_as_large_as_they_claim() -> None:
    assert len(HOSTILE) == len(set(HOSTILE))
    assert len(HOSTILE) * len(ROADS) + len(SPECIAL) * len(LOOK_UPS) > 1200


@pytest.mark.parametrize(
    ("url", "host", "port", "target"),
    [
        ("http://good.example", b"good.example", 80, b"/"),
        ("http://good.example./a", b"good.example", 80, b"/a"),
        ("HTTP://GOOD.example/A", b"good.example", 80, b"/A"),
        ("http://good.example:8080/a?b=c#d", b"good.example:8080", 8080, b"/a?b=c"),
        ("http://good.example?x", b"good.example", 80, b"/?x"),
        ("http://good.example/ü/日本", b"good.example", 80, b"/%C3%BC/%E6%97%A5%E6%9C%AC"),
        ("http://good.example/a%20b/../c", b"good.example", 80, b"/a%20b/../c"),
        ("http://good.example/@user:a@b", b"good.example", 80, b"/@user:a@b"),
        ("http://bücher.example/", b"xn--bcher-kva.example", 80, b"/"),
        ("http://한국.example/", b"xn--3e0b707e.example", 80, b"/"),
        ("http://93.184.216.34/", b"93.184.216.34", 80, b"/"),
        ("http://[2606:2800:220:1:248:1893:25C8:1946]:81/", b"[2606:2800:220:1:248:1893:25c8:1946]:81", 81, b"/"),
        ("http://a_b.good-1.example/", b"a_b.good-1.example", 80, b"/"),
        ("http://1.2.3.4.example/", b"1.2.3.4.example", 80, b"/"),
        ("http://0x7f.example/", b"0x7f.example", 80, b"/"),
    ],
)
def test_an_honest_address_is_dialled_where_it_says(
    plays: list[Play], url: str, host: bytes, port: int, target: bytes
) -> None:
    name = host.decode().rpartition(":")[0] or host.decode()
    play = Play(OK, names={host.decode().partition(":")[0]: [[PUBLIC]], name: [[PUBLIC]]})
    plays.append(play)
    outcome = fetch(play, url)
    assert isinstance(outcome, Fresh), outcome
    assert [met[1] for met in play.met] == [port]
    assert play.heard()[0].startswith(b"GET %s HTTP/1.1\r\nHost: %s\r\n" % (target, host))


def test_a_name_is_looked_up_once_and_the_judged_address_is_the_one_dialled(plays: list[Play]) -> None:
    play = Play(OK, names={"good.example": [[PUBLIC_SIX, PUBLIC], ["127.0.0.1"]]})
    plays.append(play)
    assert isinstance(fetch(play, "http://good.example/"), Fresh)
    assert play.asked == ["good.example"]
    assert play.met == [(PUBLIC_SIX, 80)]


@pytest.mark.parametrize("ip", ["10.0.0.1", "192.168.1.1", "172.16.0.9", "127.0.0.1", "100.64.0.9", "::1", "fd00::9"])
def test_a_source_may_open_its_own_private_address_and_no_other(plays: list[Play], ip: str) -> None:
    play = Play(names={"wiki.corp": [[ip]]})
    plays.append(play)
    assert isinstance(fetch(play, "http://wiki.corp/", allow_private=True), Failed)
    assert play.dialled == [(ip, 80)]


@pytest.mark.parametrize(
    "ip", [ip for ip in SPECIAL if not ip.startswith(("10.", "127.", "172.", "192.168.", "fc", "fdff"))]
)
def test_what_is_not_merely_private_stays_shut_even_then(plays: list[Play], ip: str) -> None:
    play = Play(names={"wiki.corp": [[ip]]})
    plays.append(play)
    outcome = fetch(play, "http://wiki.corp/", allow_private=True)
    if ip in {"::1", "100.64.0.0", "100.127.255.255"}:
        assert play.dialled == [(ip, 80)]
    else:
        assert_nothing_happened(play, outcome)


@pytest.mark.parametrize(
    "there",
    ["http://wiki.corp:8080/", "https://wiki.corp/", "http://other.corp/", "http://10.0.0.1/", "http://127.0.0.1/"],
)
def test_a_permitted_private_host_cannot_send_us_to_another_place_inside(plays: list[Play], there: str) -> None:
    play = Play(to(there), names={"wiki.corp": [[PUBLIC], ["10.0.0.1"]], "other.corp": [["10.0.0.2"]]})
    plays.append(play)
    outcome = fetch(play, "http://wiki.corp/", allow_private=True)
    assert_nothing_happened(play, outcome)


def test_a_connection_made_by_permission_is_not_used_without_it() -> None:
    with serve({"/a": Reply(b"x")}) as server, Client(user_agent="x", retries=Retries(attempts=1)) as client:
        assert isinstance(client.get(Request(server.url("/a"), allow_private=True)), Fresh)
        outcome = client.get(Request(server.url("/a")))
        assert len(server.seen) == 1
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, Refused)


@pytest.mark.parametrize("pinned", [True, False])
def test_a_sources_own_headers_do_not_follow_it_to_another_host(plays: list[Play], pinned: bool) -> None:
    play = Play(to("http://other.example/"), OK)
    plays.append(play)
    outcome = fetch(play, "http://good.example/", headers={"Authorization": "s3cret"}, pinned_host=pinned)
    assert isinstance(outcome, Fresh)
    assert outcome.hops == ("http://other.example/",)
    first, second = play.heard()
    assert b"s3cret" in first
    assert (b"s3cret" in second) is not pinned


@pytest.mark.parametrize("port", [1, 22, 25, 53, 110, 143, 445, 587, 993])
def test_a_redirect_to_a_port_that_serves_no_pages_is_refused(plays: list[Play], port: int) -> None:
    play = Play(to(f"http://good.example:{port}/"), names=GOOD)
    plays.append(play)
    assert_nothing_happened(play, fetch(play, "http://good.example/"))


def test_proxies_of_the_environment_are_ignored(plays: list[Play], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:3128")
    play = Play(OK, names=GOOD)
    plays.append(play)
    assert isinstance(fetch(play, "http://good.example/"), Fresh)
    assert play.met == [(PUBLIC, 80)]


def test_a_resolver_that_answers_nonsense_or_nothing_is_told(plays: list[Play]) -> None:
    for answer in ([], ["nonsense"], [""], ["127.0.0.1 "]):
        play = Play(names={"good.example": [answer]})
        plays.append(play)
        outcome = fetch(play, "http://good.example/")
        assert isinstance(outcome, Failed)
        assert isinstance(outcome.error, Unreachable)
        assert play.dialled == []


def test_a_zone_id_is_refused_where_it_is_read() -> None:
    with pytest.raises(Refused, match="interface"):
        parse("http://[2606:2800:220:1:248:1893:25c8:1946%25eth0]/")


def test_credentials_never_show_in_what_is_said_about_an_address() -> None:
    for url in (
        "https://user:s3cret@host/",
        "https://user:s3cret@127.0.0.1/",
        "https://s3cret@host:99999/",
        "ftp://user:s3cret@host/",
        "https://host/?token=s3cret",
        "https://127.0.0.1/?token=s3cret#s3cret",
        "https://user:s3cret@host\\@x/",
        "//user:s3cret@host/",
        "user:s3cret@host",
        "gopher://host/?token=s3cret",
        "https://host:0/?token=s3cret",
        "https://[x]/#s3cret",
    ):
        outcome = fetch(Play(), url)
        assert isinstance(outcome, Failed)
        assert "s3cret" not in f"{outcome.error} {outcome.error.hint} {outcome.error!r}", url
