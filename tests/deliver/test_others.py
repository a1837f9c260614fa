"""Other services through Apprise: every byte by our own way out, or none; no secret in any word."""

from __future__ import annotations

import json
import logging
import socket
import subprocess
import sys
from urllib.parse import parse_qs

import pytest

from omfeed.deliver import others
from omfeed.deliver.outcome import Delivered, Later, Never
from omfeed.net.client import Client
from omfeed.net.lent import lend
from omfeed.net.request import Fetched, Fresh, Limits, Request
from tests.deliver.kit import letter
from tests.kit.server import Reply, Seen, serve

SECRET = "s3cr3t-word"


def sent(url: str, reply: Reply, *, allow_private: bool = True) -> tuple[object, list[Seen]]:
    """What became of a letter to a receiver on loopback; ``{}`` in the address is its host and port."""
    with serve({}) as server, Client(Limits(total=5), user_agent="omfeed-test") as net:
        server.answer(lambda _: reply)
        url = url.format(f"127.0.0.1:{server.port}")
        return others.send(letter(), url, net, allow_private=allow_private), server.seen


def test_a_letter_arrives_as_json() -> None:
    outcome, seen = sent(f"json://omfeed:{SECRET}@{{}}/in?+X-Room=fleet", Reply(b"{}"))
    assert outcome == Delivered(receipt="taken by JSON")
    (one,) = seen
    told = json.loads(one.body)
    assert told["title"] == letter().subject
    assert told["message"] == letter().text.strip()
    assert one.headers["user-agent"] == "omfeed-test", "by our own client"
    assert one.headers["x-room"] == "fleet"
    assert one.headers["authorization"].startswith("Basic ")


def test_a_letter_arrives_as_a_form() -> None:
    outcome, (one,) = sent("form://{}/in", Reply(b"ok"))
    assert isinstance(outcome, Delivered)
    assert parse_qs(one.body.decode())["title"] == [letter().subject]


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [(503, Later, "answered 503"), (429, Later, "answered 429"), (401, Never, "does not let us in"),
     (404, Never, "the address is gone"), (400, Never, "would do so again")],
)  # fmt: skip
def test_an_answer_decides_whether_it_is_tried_again(status: int, kind: type, words: str) -> None:
    outcome, seen = sent(f"json://omfeed:{SECRET}@{{}}/{SECRET}?retry=3&wait=9", Reply(b"no", status=status))
    assert isinstance(outcome, Later | Never)
    assert type(outcome) is kind
    assert words in outcome.error
    assert SECRET not in outcome.error
    assert len(seen) == 1, "one attempt, whatever the address asks of Apprise"


def test_a_server_that_is_not_there_is_tried_again() -> None:
    with serve({}) as server:
        port = server.port
    with Client(Limits(total=5), user_agent="omfeed-test") as net:
        outcome = others.send(letter(), f"json://127.0.0.1:{port}/{SECRET}", net, allow_private=True)
    assert isinstance(outcome, Later)
    assert SECRET not in outcome.error


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "127.0.0.1", "[::1]", "192.168.1.5"])
@pytest.mark.parametrize("scheme", ["json", "jsons", "form", "xml", "ntfy", "gotify", "matrix", "rocket", "mmost"])
def test_an_address_inside_the_house_is_refused_by_the_guard(scheme: str, host: str) -> None:
    with Client(Limits(total=5), user_agent="omfeed-test") as net:
        outcome = others.send(letter(), f"{scheme}://user:token@{host}/AAAAAAAAAAAAAAAA", net)
    assert isinstance(outcome, Never)


def test_only_the_host_that_is_written_may_stand_inside() -> None:
    asked: list[Request] = []

    class Net:
        def send(self, request: Request) -> Fetched:
            asked.append(request)
            return Fresh(body=b"", media_type="", charset="", final_url="")

    import requests

    with lend(Net(), private_host="here.example"):
        requests.post("http://here.example/a", data="x", timeout=1)
        requests.post("http://elsewhere.example/b", data=b"y", timeout=1)
    assert [request.allow_private for request in asked] == [True, False]
    assert [request.body for request in asked] == [b"x", b"y"]
    assert all(request.secret_url for request in asked)


def test_a_redirect_is_followed_by_our_own_rules() -> None:
    outcome, seen = sent("json://{}/in", Reply(status=302, headers={"Location": "http://10.0.0.1/"}))
    assert isinstance(outcome, Never)
    assert len(seen) == 1


@pytest.mark.parametrize("url", ["syslog://", "irc://127.0.0.1/room", "rsyslog://127.0.0.1", "mailtos://a:b@x.example"])
def test_what_goes_out_otherwise_is_refused(url: str) -> None:
    with Client(Limits(total=5), user_agent="omfeed-test") as net:
        outcome = others.send(letter(), url, net, allow_private=True)
    assert isinstance(outcome, Never)


def test_nothing_goes_past_the_guard_while_the_way_is_lent() -> None:
    with serve({}) as server, Client(Limits(total=5), user_agent="omfeed-test") as net, lend(net) as lending:
        with pytest.raises(PermissionError), socket.create_connection(("127.0.0.1", server.port), timeout=1):
            pass
        with pytest.raises(PermissionError):
            socket.getaddrinfo("localhost", 80)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line, pytest.raises(PermissionError):
            line.sendto(b"x", ("127.0.0.1", 9))
        with pytest.raises(PermissionError):
            subprocess.run([sys.executable, "--version"], check=False)
        assert server.seen == []
    assert len(lending.stopped) == 4
    assert socket.getaddrinfo("localhost", 80), "afterwards all is as before"


def test_what_is_no_address_of_a_service_is_told() -> None:
    with Client(Limits(total=5), user_agent="omfeed-test") as net:
        outcome = others.send(letter(), f"nonsense://{SECRET}", net)
    assert isinstance(outcome, Never)
    assert "knows no service" in outcome.error
    assert SECRET not in outcome.error


def test_without_the_library_the_message_waits_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(others, "is_installed", lambda: False)
    outcome = others.send(letter(), "json://x.example", Client(user_agent="omfeed-test"))
    assert outcome == Later(error="Other services need Apprise, which is not installed: pip install 'omfeed[apprise]'")


def test_no_log_has_the_address(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        sent(f"json://omfeed:{SECRET}@{{}}/{SECRET}", Reply(b"no", status=500))
        sent(f"nonsense://{SECRET}", Reply(b""))
    assert SECRET not in caplog.text


def test_the_library_is_loaded_only_when_it_is_needed() -> None:
    code = (
        "import sys; import omfeed.deliver.others, omfeed.dispatch.send; "
        "print({'apprise', 'requests', 'omfeed.deliver.tickets'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
