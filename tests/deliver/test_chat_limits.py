"""Whatever a letter holds, a card is one by the schema of its version, and a Slack message is within Slack's limits."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.deliver import slack, teams
from omfeed.deliver.letters import Letter, Line
from tests.deliver.kit import letter, line
from tests.kit.adaptive import faults

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=400)
LINES = st.builds(
    Line,
    title=WORDS,
    url=st.sampled_from(["", "https://x.example/a)b|c>d e", "https://x.example/" + "p" * 3_000]),
    severity=st.sampled_from(["critical", "high", "medium", "low"]),
    severity_word=st.sampled_from(["", "high"]),
    kind_word=st.sampled_from(["", "Edited"]),
    update_word=st.sampled_from(["", "Update of what was told before"]),
    meaning=st.lists(WORDS, max_size=6).map(tuple),
    platforms=st.sampled_from(["", "Windows, macOS"]),
    devices=WORDS,
    due=WORDS,
    text=WORDS,
)
LETTERS = st.builds(
    Letter,
    subject=WORDS,
    text=WORDS,
    lines=st.lists(LINES, max_size=60).map(tuple),
    summary=WORDS,
    trouble=WORDS,
    more_url=st.sampled_from(["", "https://news.example.com/2026-11-03/admin.html"]),
    more_word=st.sampled_from(["Read more", "더 읽기"]),
)
MODEST = settings(max_examples=40, deadline=None)


@MODEST
@given(LETTERS)
def test_a_card_is_one_by_the_schema_and_within_the_budget(told: Letter) -> None:
    body = teams.message(told)
    assert len(body) <= teams.BUDGET
    made = json.loads(body)
    assert made["type"] == "message"
    content: dict[str, Any] = made["attachments"][0]["content"]
    assert content["version"] == "1.5"
    assert faults(content) == []


@MODEST
@given(LETTERS)
def test_a_slack_message_is_within_its_limits(told: Letter) -> None:
    made = slack.message(told)
    blocks = made["blocks"]
    assert isinstance(blocks, list)
    assert len(blocks) <= 50
    assert isinstance(made["text"], str)
    assert made["text"]
    total = 0
    for block in blocks:
        match block["type"]:
            case "header":
                assert block["text"]["type"] == "plain_text"
                assert 1 <= len(block["text"]["text"]) <= 150
            case "section":
                assert block["text"]["type"] == "mrkdwn"
                assert 1 <= len(block["text"]["text"]) <= 3_000
            case "context":
                assert 1 <= len(block["elements"]) <= 10
            case other:
                raise AssertionError(other)
        total += len(json.dumps(block, ensure_ascii=False))
    assert total <= 13_200


@pytest.mark.parametrize("word", ["Update of what was told before", ""])
def test_a_post_says_of_a_matter_that_it_was_told_before(word: str) -> None:
    told = letter(lines=0)
    one = line(1, is_updated=bool(word), update_word=word, kind_word="Edited" if word else "New")
    told = Letter(subject=told.subject, text=told.text, lines=(one,))
    for said in (teams.message(told).decode(), json.dumps(slack.message(told), ensure_ascii=False)):
        assert ("Update of what was told before" in said) is bool(word)
        assert ("Edited" in said) is bool(word)
