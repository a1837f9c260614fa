"""Chat gets cards within what each service takes; foreign words stay words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from omfeed.deliver import slack, teams, webhook
from omfeed.deliver.letters import Letter, Line
from omfeed.deliver.outcome import Delivered, Later, Never, of_answer
from omfeed.errors import DeliveryError
from omfeed.net.client import Client
from tests.deliver.kit import letter, line
from tests.kit.server import Reply, serve

NOW = datetime(2026, 11, 3, 4, 0, tzinfo=UTC)
LONG = "Ein sehr langer Titel mit (Klammern) und *Sternen* " * 20


def told(*lines: Line) -> Letter:
    """A letter of just these matters."""
    return replace(letter(), lines=lines)


def card(body: bytes) -> dict[str, Any]:
    """The card in a message to Teams."""
    made = json.loads(body)
    assert made["type"] == "message"
    (attachment,) = made["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    content: dict[str, Any] = attachment["content"]
    assert content["type"] == "AdaptiveCard"
    return content


def texts(value: Any) -> list[str]:
    """Every text of a card or of blocks."""
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return []


def test_a_card_in_teams_shows_subject_summary_and_every_line() -> None:
    made = card(teams.message(letter(more_url="https://news.example.com/2026-11-03/admin.html")))
    said = texts(made)
    assert said[0] == "Admin digest, 3 November 2026: 2 need action"
    assert "[Setting 1](https://learn.example/new#1)" in said
    assert made["actions"][0]["url"].endswith("/admin.html")


@pytest.mark.parametrize("count", [0, 1, 40, 400])
def test_a_card_stays_within_the_budget_and_counts_what_it_leaves_out(count: int) -> None:
    body = teams.message(told(*(line(n, title=LONG, text=LONG) for n in range(count))))
    assert len(body) <= teams.BUDGET
    shown = sum(block["type"] == "Container" for block in card(body)["body"])
    if shown < count:
        assert f"+ {count - shown}" in texts(card(body))
    assert shown == count or shown >= 8


def test_foreign_words_make_no_markdown_in_a_card() -> None:
    hostile = "[click](javascript:alert(1)) **bold** <at>everyone</at>"
    said = texts(card(teams.message(told(line(1, title=hostile, url="https://x.example/a)b", text=hostile)))))
    title = next(text for text in said if "click" in text)
    assert title.startswith("[\\[click\\](javascript:alert(1)) \\*\\*bold")
    assert title.endswith("](https://x.example/a%29b)")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://contoso.webhook.office.com/webhookb2/x", "Microsoft has retired them"),
        ("https://outlook.office.com/webhook/x", "Microsoft has retired them"),
        ("https://prod-01.westeurope.logic.azure.com:443/workflows/x", "of the old kind"),
        ("http://x.api.powerplatform.com/x", "begins with https://"),
    ],
)
def test_an_address_that_cannot_work_is_explained(url: str, words: str) -> None:
    assert words in teams.address_fault(url)
    with pytest.raises(DeliveryError, match=re.escape(words)):
        teams.request(letter(), url)


def test_the_address_of_a_workflow_is_used_exactly_as_given_and_never_shown() -> None:
    url = "https://default0.00.environment.api.powerplatform.com:443/x/triggers/manual?sp=%2Ftriggers%2Fmanual&sig=a-B_c%3D"
    assert teams.address_fault(url) == ""
    request = teams.request(letter(), url)
    assert request.url == url
    assert request.secret_url


@pytest.mark.parametrize("count", [0, 3, 60, 300])
def test_slack_gets_what_it_takes(count: int) -> None:
    made = slack.message(told(*(line(n, title=LONG, text=LONG) for n in range(count))))
    blocks = made["blocks"]
    assert isinstance(blocks, list)
    assert len(blocks) <= slack.BLOCKS
    assert all(len(text) <= slack.SECTION for text in texts(blocks))
    assert len(json.dumps(blocks, ensure_ascii=False)) < 16_000
    assert len(blocks[0]["text"]["text"]) <= slack.HEADER
    assert made["text"]
    shown = sum(":large_orange_circle:" in text for text in texts(blocks))
    assert shown == count or f"+ {count - shown}" in texts(blocks)


def test_foreign_words_mention_nobody_in_slack() -> None:
    made = slack.message(told(line(1, title="<!channel> & <https://x|y>", url="")))
    assert any("&lt;!channel&gt; &amp;" in text for text in texts(made["blocks"]))
    assert not any("<!" in text for text in texts(made["blocks"]))


def test_a_webhook_is_signed_over_its_moment_and_its_body() -> None:
    request = webhook.request(letter(), "https://x.example/in", key="k", secret="shh", now=NOW)
    stamp, signature = request.headers[webhook.TIMESTAMP], request.headers[webhook.SIGNATURE]
    assert webhook.verify(request.body, stamp, signature, "shh", NOW + timedelta(seconds=299))
    assert not webhook.verify(request.body, stamp, signature, "shh", NOW + timedelta(seconds=301))
    assert not webhook.verify(request.body + b" ", stamp, signature, "shh", NOW)
    assert not webhook.verify(request.body, str(int(stamp) + 1), signature, "shh", NOW)
    assert not webhook.verify(request.body, stamp, signature, "other", NOW)
    assert not webhook.verify(request.body, "now", signature, "shh", NOW)


def test_every_attempt_has_the_same_idempotency_key_and_body() -> None:
    first = webhook.request(letter(), "https://x.example/in", key="k", secret="shh", now=NOW)
    again = webhook.request(letter(), "https://x.example/in", key="k", secret="shh", now=NOW + timedelta(hours=1))
    assert first.headers["Idempotency-Key"] == again.headers["Idempotency-Key"]
    assert first.body == again.body
    assert first.headers[webhook.SIGNATURE] != again.headers[webhook.SIGNATURE]


def test_a_ticket_keeps_the_id_of_its_story() -> None:
    made = webhook.payload(told(line(7, is_updated=True)), key="k", ticket=True)
    assert made["external_id"] == "omfeed-story-7"
    assert made["is_updated"] is True
    assert "external_id" not in webhook.payload(letter(), key="k")


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (Reply(b"ok", 200, media_type="text/plain"), Delivered, ""),
        (Reply(b"", 202), Delivered, ""),
        (Reply(b"slow down", 429, headers={"Retry-After": "7"}), Later, "answered 429"),
        (Reply(b"", 503), Later, "answered 503"),
        (Reply(b"", 404), Never, "the address is gone"),
        (Reply(b"", 410), Never, "the address is gone"),
        (Reply(b"", 401), Never, "does not let us in"),
        (Reply(b"", 413), Never, "too large"),
        (Reply(b"", 400), Never, "would do so again"),
        (Reply(reset=True), Later, ""),
    ],
)
def test_an_answer_decides_whether_it_is_tried_again(reply: Reply, kind: type, words: str) -> None:
    with serve({"/in": reply}) as server, Client(user_agent="omfeed-test") as net:
        request = webhook.request(letter(), server.url("/in"), key="k", secret="shh", now=NOW, allow_private=True)
        outcome = of_answer(net.send(request), "the webhook")
        assert len(server.seen) == 1
        assert webhook.verify(
            server.seen[0].body,
            server.seen[0].headers["x-omfeed-timestamp"],
            server.seen[0].headers["x-omfeed-signature"],
            "shh",
            NOW,
        )
    assert type(outcome) is kind
    if isinstance(outcome, Later | Never):
        assert words in outcome.error
    if reply.headers:
        assert isinstance(outcome, Later) and outcome.wait == 7


def test_a_private_address_is_refused_unless_allowed() -> None:
    with serve({"/in": Reply(b"ok")}) as server, Client(user_agent="omfeed-test") as net:
        request = webhook.request(letter(), server.url("/in"), key="k", secret="", now=NOW)
        outcome = of_answer(net.send(request), "the webhook")
        assert server.seen == []
    assert isinstance(outcome, Never)
