"""Every rule is data with an example it must match and one it must not; the sieve before it never loses a match."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.assess.signs import Sign, board, needed
from omfeed.assess.tables import (
    action_signs,
    asides,
    date_signs,
    enrolment_signs,
    nature_signs,
    platform_words,
    topic_signs,
    visible_signs,
)
from omfeed.assess.tables.platform_word import PlatformWord
from omfeed.model import Nature
from tests.assess.kit import judged

TABLES: dict[str, tuple[Sign, ...]] = {
    "nature": nature_signs.NATURE,
    "action": action_signs.ACTION,
    "visible": visible_signs.VISIBLE,
    "enrolment": enrolment_signs.ENROLMENT,
    "topics": topic_signs.TOPICS,
    "asides": asides.ASIDES,
    "before a date": date_signs.BEFORE,
    "after a date": date_signs.AFTER,
}


def _rules() -> Iterator[tuple[str, Sign | PlatformWord]]:
    for table, signs in TABLES.items():
        for sign in signs:
            yield f"{table}: {sign.name}", sign
    for word in platform_words.ALL:
        yield f"platforms: {word.name}", word


RULES = dict(_rules())


@pytest.mark.parametrize("name", RULES)
def test_a_rule_matches_its_example_and_not_its_counter_example(name: str) -> None:
    rule = RULES[name]
    assert any(re.search(pattern, rule.yes) for pattern in rule.patterns)
    assert not any(re.search(pattern, rule.no) for pattern in rule.patterns)


@pytest.mark.parametrize("name", RULES)
def test_the_sieve_lets_the_example_of_a_rule_through(name: str) -> None:
    rule = RULES[name]
    matching = [pattern for pattern in rule.patterns if re.search(pattern, rule.yes)]
    for pattern in matching:
        needs = needed(pattern)
        assert not needs or any(need in rule.yes for need in needs)


@pytest.mark.parametrize("table", TABLES)
def test_names_in_a_table_are_unique(table: str) -> None:
    names = [sign.name for sign in TABLES[table]]
    assert len(names) == len(set(names))


def test_natures_of_the_table_exist() -> None:
    assert {sign.value for sign in nature_signs.NATURE} <= {one.value for one in Nature}


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\bno longer (?:support|work)", ("no longer ",)),
        (r"(?:deprecat|retir)(?:e|ed)?\b", ("deprecat", "retir")),
        (r"\bx?\d+\b", ()),
        (r"support(?! desk) ends", ("support",)),
        (r"a{2,3}bcd", ("bcd",)),
        (r"(?:abc)?defg", ("defg",)),
        (r"[abc]defg|hij", ("defg", "hij")),
    ],
)
def test_what_a_match_needs_is_read_off_its_pattern(pattern: str, needs: tuple[str, ...]) -> None:
    assert needed(pattern) == needs


def test_a_group_of_an_unknown_kind_is_refused_rather_than_misread() -> None:
    with pytest.raises(ValueError, match="does not know"):
        needed(r"(?>abc)")


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(RULES)), st.data())
def test_nothing_that_a_rule_matches_falls_through_the_sieve(name: str, data: st.DataObject) -> None:
    for pattern in RULES[name].patterns:
        needs = needed(pattern)
        if not needs:
            continue
        text = data.draw(st.from_regex(pattern))
        assert any(need in text for need in needs)


def test_a_board_tries_only_what_can_match() -> None:
    signs = (
        Sign(name="one", value="a", patterns=(r"\bapple pie\b",), yes="apple pie", no="pie"),
        Sign(name="two", value="b", patterns=(r"\d",), yes="1", no="one"),
    )
    assert [one.sign.name for one in board(signs).present("nothing here")] == ["two"]
    assert [one.sign.name for one in board(signs).present("an apple pie")] == ["one", "two"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=80))
def test_no_text_makes_the_judgement_raise(body: str, title: str) -> None:
    judged(title, body)
