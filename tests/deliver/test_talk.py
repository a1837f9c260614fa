"""A ticket system may answer anything: what is no answer is told as the system's fault, and never ends the post."""

from __future__ import annotations

import pytest

from omfeed.deliver.outcome import Never
from omfeed.deliver.tickets.talk import NotTaken, Talk
from omfeed.net.request import Fetched, Fresh, Request

BASE = "https://desk.example/api"


class Answers:
    """A network that answers one body and remembers what was asked."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.asked: list[Request] = []

    def send(self, request: Request) -> Fetched:
        """Answer."""
        self.asked.append(request)
        return Fresh(body=self.body, media_type="application/json", charset="", final_url=request.url)


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 200_000, b'{"a":' * 100_000, b"<html>", b"NaN,"])
def test_what_is_no_json_is_the_systems_fault(body: bytes) -> None:
    with pytest.raises(NotTaken) as caught:
        Talk(BASE, {}, Answers(body), "The desk", allow_private=False).ask("GET", "/x")
    assert isinstance(caught.value.outcome, Never)
    assert "The desk" in caught.value.outcome.error


@pytest.mark.parametrize("value", [None, [], {}, {"a": 3}, {"a": []}, "text", 7])
def test_an_answer_without_what_was_asked_for_is_the_systems_fault(value: object) -> None:
    talk = Talk(BASE, {}, Answers(b""), "The desk", allow_private=False)
    with pytest.raises(NotTaken):
        talk.found(value, "a", 0)


def test_its_address_is_a_secret_and_stays_with_its_host() -> None:
    net = Answers(b"null")
    Talk(BASE, {"Authorization": "Bearer x"}, net, "The desk", allow_private=False).ask("POST", "/x", {})
    (asked,) = net.asked
    assert asked.secret_url
    assert asked.pinned_host
    assert not asked.allow_private
