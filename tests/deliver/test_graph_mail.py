"""Mail through Microsoft Graph, with a token that is fetched once."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest

from omfeed.deliver.graph_mail import GRAPH_SCOPE, Application, GraphMail, Tokens
from omfeed.deliver.mail import Sender, compose
from omfeed.deliver.outcome import Delivered, Later, Never
from omfeed.errors import DeliveryError
from omfeed.net.client import Client
from tests.deliver.kit import letter
from tests.kit.server import Reply, Server, serve

TOKEN = "/contoso.onmicrosoft.com/oauth2/v2.0/token"
MAIL = "/v1.0/users/omfeed%40example.com/sendMail"
SENDER = Sender(address="omfeed@example.com")
MESSAGE = compose(letter(), SENDER, "ada@example.com", key="k", at=datetime(2026, 11, 3, tzinfo=UTC))


@pytest.fixture
def graph() -> Iterator[Server]:
    """A login that gives tokens, and a Graph that takes mails."""
    given = json.dumps({"access_token": "tok-1", "expires_in": 3599}).encode()
    with serve({TOKEN: Reply(given, media_type="application/json"), MAIL: Reply(b"", 202)}) as server:
        yield server


def ways(server: Server, net: Client) -> GraphMail:
    """The way through that Graph."""
    base = server.url("")
    application = Application(
        tenant="contoso.onmicrosoft.com", client_id="app", secret="s3cret", login=base, allow_private=True
    )
    return GraphMail(net, Tokens(application, net, GRAPH_SCOPE), base_url=base, allow_private=True)


def test_a_mail_goes_as_it_was_composed_with_a_token_fetched_once(graph: Server) -> None:
    with Client(user_agent="omfeed-test") as net:
        way = ways(graph, net)
        outcomes = [way.send(MESSAGE, "omfeed@example.com", "ada@example.com") for _ in range(2)]
    assert all(isinstance(outcome, Delivered) for outcome in outcomes)
    token, first, second = graph.seen
    form = parse_qs(token.body.decode())
    assert form["grant_type"] == ["client_credentials"]
    assert form["scope"] == [GRAPH_SCOPE]
    assert form["client_secret"] == ["s3cret"]
    assert first.headers["authorization"] == second.headers["authorization"] == "Bearer tok-1"
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
def test_what_graph_says_decides(graph: Server, reply: Reply, kind: type) -> None:
    graph.script(MAIL, reply)
    with Client(user_agent="omfeed-test") as net:
        outcome = ways(graph, net).send(MESSAGE, "omfeed@example.com", "ada@example.com")
    assert type(outcome) is kind
    assert isinstance(outcome, Later | Never) and "Microsoft Graph answered" in outcome.error


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b'{"error": "invalid_client"}', 401, media_type="application/json"),
        Reply(b"<html>", media_type="text/html"),
        Reply(b'{"access_token": 3}', media_type="application/json"),
        Reply(b'{"access_token": "a\\u00e4"}', media_type="application/json"),
        Reply(b"[]", media_type="application/json"),
    ],
)
def test_without_a_token_the_mail_waits_and_no_secret_is_told(graph: Server, reply: Reply) -> None:
    graph.script(TOKEN, reply)
    with Client(user_agent="omfeed-test") as net:
        outcome = ways(graph, net).send(MESSAGE, "omfeed@example.com", "ada@example.com")
        with pytest.raises(DeliveryError, match="Entra"):
            Tokens(
                Application(tenant="contoso.onmicrosoft.com", client_id="a", secret="s3cret", login=graph.url(""),
                            allow_private=True), net, GRAPH_SCOPE,
            )()  # fmt: skip
    assert isinstance(outcome, Later)
    assert "s3cret" not in outcome.error
    assert [seen.path for seen in graph.seen] == [TOKEN, TOKEN]
