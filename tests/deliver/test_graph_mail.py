"""Mail through Microsoft Graph, with a token that is fetched once."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import trustme

from omfeed.deliver.graph_mail import SMTP, GraphMail, Tokens
from omfeed.deliver.mail import Sender, compose
from omfeed.deliver.outcome import Delivered, Later, Never
from omfeed.errors import DeliveryError
from omfeed.net.client import Client
from tests.deliver.kit import letter
from tests.kit.graph import SECRET, FakeGraph, fake_graph, trusting
from tests.kit.server import Reply

MAIL = "/v1.0/users/omfeed%40example.com/sendMail"
SENDER = Sender(address="omfeed@example.com")
MESSAGE = compose(letter(), SENDER, "ada@example.com", key="k", at=datetime(2026, 11, 3, tzinfo=UTC))


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def graph(authority: trustme.CA) -> Iterator[FakeGraph]:
    """A login that gives tokens, and a Graph that takes mails."""
    with fake_graph(authority) as made:
        made.server.script(MAIL, Reply(b"", 202))
        yield made


@pytest.fixture
def net(authority: trustme.CA) -> Iterator[Client]:
    with Client(user_agent="omfeed-test", tls=trusting(authority)) as made:
        yield made


def test_a_mail_goes_as_it_was_composed_with_a_token_fetched_once(graph: FakeGraph, net: Client) -> None:
    way = GraphMail(net, graph.access())
    outcomes = [way.send(MESSAGE, "omfeed@example.com", "ada@example.com") for _ in range(2)]
    assert all(isinstance(outcome, Delivered) for outcome in outcomes)
    (form,) = graph.logins
    assert form["grant_type"] == ["client_credentials"]
    assert form["scope"] == [f"{graph.url('')}/.default"]
    assert form["client_secret"] == [SECRET]
    first, second = (seen for seen in graph.server.seen if seen.path == MAIL)
    assert first.headers["authorization"] == second.headers["authorization"] == "Bearer token-1"
    assert base64.b64decode(first.body) == MESSAGE.as_bytes()


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(b"", 429, headers={"Retry-After": "9"}), Later),
        (Reply(b"", 503), Later),
        (Reply(b"", 403), Never),
        (Reply(b"", 400), Never),
    ],
)
def test_what_graph_says_decides(graph: FakeGraph, net: Client, reply: Reply, kind: type) -> None:
    graph.server.script(MAIL, reply)
    outcome = GraphMail(net, graph.access()).send(MESSAGE, "omfeed@example.com", "ada@example.com")
    assert type(outcome) is kind
    assert isinstance(outcome, Later | Never) and "Microsoft Graph answered" in outcome.error


def test_without_a_token_the_mail_waits_and_no_secret_is_told(graph: FakeGraph, net: Client) -> None:
    graph.refuses = "AADSTS7000222"
    outcome = GraphMail(net, graph.access()).send(MESSAGE, "omfeed@example.com", "ada@example.com")
    with pytest.raises(DeliveryError, match=r"Entra .* has run out"):
        Tokens(graph.access(), net, SMTP)()
    assert isinstance(outcome, Later)
    assert SECRET not in outcome.error
    assert not any(seen.path == MAIL for seen in graph.server.seen)


def test_a_relay_of_exchange_has_tokens_of_its_own(graph: FakeGraph, net: Client) -> None:
    assert Tokens(graph.access(), net, SMTP)() == "token-1"
    assert graph.logins[0]["scope"] == ["https://outlook.office365.com/.default"]
