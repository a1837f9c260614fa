"""Every rule is data with an example it must match and one it must not; the sieve before it never loses a match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.assess.needs import BOUND, DIGIT, START, preceding, ways
from omfeed.assess.reading import lowered
from omfeed.assess.sieve import Sieve
from omfeed.assess.signs import Board, Saying, Sign, board
from omfeed.assess.tables import (
    action_signs,
    asides,
    date_clauses,
    date_signs,
    enrolment_signs,
    nature_signs,
    platform_words,
    topic_signs,
    visible_signs,
)
from omfeed.assess.tables.platform_word import PlatformWord
from omfeed.model import Nature
from omfeed.text.patterns import risk
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
    "around a date": date_clauses.CLAUSES,
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
    matching = [number for number, pattern in enumerate(rule.patterns) if re.search(pattern, rule.yes)]
    assert set(matching) <= set(Sieve(rule.patterns).numbers(rule.yes))
    assert set(matching) <= set(Sieve(rule.patterns, lowered).numbers(lowered(rule.yes)))


@pytest.mark.parametrize("name", RULES)
def test_no_rule_can_take_forever_on_a_foreign_text(name: str) -> None:
    # Choices of whole words may begin alike: each ends with its own space, so there is one way through them.
    assert not [pattern for pattern in RULES[name].patterns if risk(pattern) == "it repeats what itself repeats"]


@pytest.mark.parametrize("table", TABLES)
def test_names_in_a_table_are_unique(table: str) -> None:
    names = [sign.name for sign in TABLES[table]]
    assert len(names) == len(set(names))


def test_natures_of_the_table_exist() -> None:
    assert {sign.value for sign in nature_signs.NATURE} <= {one.value for one in Nature}


def _shown(need: str) -> str:
    """A needed text as the cases below write it: ``|`` bounds a word, ``^`` is the start, ``#`` a digit."""
    before = f"({'/'.join(one.replace(START, '^') for one in preceding(need))})" if preceding(need) else ""
    return before + (need[1:] if before else need).replace(BOUND, "|").replace(START, "^").replace(DIGIT, "#")


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\bno longer (?:support|work)", [["|no longer support", "|no longer work"]]),
        (r"(?:deprecat|retir)(?:e|ed)?", [["deprecat", "retir"]]),
        (r"\bkiosks?\b", [["|kiosk|", "|kiosks|"]]),
        (r"\bwi-?fi\b", [["|wi-fi|", "|wifi|"]]),
        (r"\bx?\d+\b", [["#"]]),
        (r"support(?! desk) ends", [["support ends"]]),
        (r"a{2,3}bcd", [["bcd"]]),
        (r"(?:abc)?defg", [["defg"]]),
        (r"(?:abc)+defg", [["abc"], ["defg"]]),
        (r"ab+cd", [["ab"], ["cd"]]),
        (r"x?.\s+\s", []),
        (r"(?:ab|\d)cd", [["#", "ab"], ["cd"]]),
        (r"更新(?:され|しまし)", [["更新され", "更新しまし"]]),
        (r"\d{4} ?[년年]", [["#"], ["年", "년"]]),
        (r"[년年]?까지[^日]", [["까지"]]),
        (r"[가-힣]x", []),
        (r"^(?:use|add)\b", [["^add|", "^use|"]]),
        (r"\bsee (?:\w+ ){0,3}docs", [["|see "], ["|docs"]]),
        (r"an? (?:very )?new\b", [["|new|"]]),
        (
            r"(?:^|[.:] |^if [^,]+, |\bplease )(?:move|turn)\b",
            [[f"(^/, /. /: /please ){one}|" for one in ("move", "turn")]],
        ),
    ],
)
def test_what_a_match_needs_is_read_off_its_pattern(pattern: str, needs: list[list[str]]) -> None:
    assert [[set(map(_shown, group)) for group in way] for way in ways(pattern)] == [[set(group) for group in needs]]


def test_each_alternative_of_a_whole_pattern_is_a_way_of_its_own() -> None:
    assert ways("[ab]defg|hij") == ((frozenset({"adefg", "bdefg"}),), (frozenset({"hij"}),))


@pytest.mark.parametrize(
    ("pattern", "through", "held"),
    [
        (r"\bkiosk\b", ["a kiosk", "(kiosk)", "kiosk-like"], ["kiosks", "a webkiosk"]),
        (r"\bapps? for", ["apps for", "an app for"], ["apple for", "app  for", "webapps for"]),
        (r"\d of", ["1 of", "2025 is of"], ["one of", "of 2025"]),
        (r"^add\b", ["add it", "add"], ["to add it", "adds"]),
        (r"(?:^|, |\bthen )(?:move|turn)\b", ["move it", "if so, move", "and then turn"], ["we move it", "moves"]),
        (r"\bapp to apps", ["app to apps", "an app to app to apps"], ["app to the apps", "apps to app"]),
    ],
)
def test_the_sieve_knows_where_words_begin_and_end(pattern: str, through: list[str], held: list[str]) -> None:
    sieve = Sieve((pattern,))
    assert [text for text in through + held if sieve.may(text)] == through


PIECES = [
    "ab", "c ", "a?", "[ab]", "^", ".", "a{2,3}", r"\b", r"\d", r"\s+", r"\W", "(?:ab|c)", "(?:b c )?", "(?: ab)+",
    "(?:^|, |so )", "(?:^ab [^,]*, |so )", r"(?:\w+ )*", "(?:ab|c)*", "(?:so )?", "(?!ab)", "(?<=, )",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6),
    st.lists(st.sampled_from(["ab", "c", "c ", " ", ", ", "so ", "1", "a", "b", "ab ", " ab", "\n"]), max_size=9),
)
def test_the_sieve_loses_no_match_of_any_pattern(pieces: list[str], texts: list[str]) -> None:
    pattern, text = "".join(pieces), "".join(texts)
    assert Sieve((pattern,)).may(text) or not re.search(pattern, text)


def test_a_saying_is_found_as_its_patterns_joined_are() -> None:
    saying, text = Saying(r"\bno impact\b", r"\bnobody notices\b"), "here nobody notices, there is no impact"
    first = saying.search(text)
    assert first is not None
    assert first.span() == (5, 19)
    assert saying.search_before(text, 12) is None
    assert [match[0] for match in saying.finditer(text)] == ["nobody notices", "no impact"]
    assert saying.search("an impact") is None
    assert list(saying.finditer("an impact")) == []


def test_a_group_of_an_unknown_kind_is_refused_rather_than_misread() -> None:
    with pytest.raises(ValueError, match="does not know"):
        ways(r"(?>abc)")
    with pytest.raises(ValueError, match="does not know"):
        ways(r"\x41bc")


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(RULES)), st.data())
def test_nothing_that_a_rule_matches_falls_through_the_sieve(name: str, data: st.DataObject) -> None:
    for number, pattern in enumerate(RULES[name].patterns):
        text = data.draw(st.from_regex(pattern))
        assert number in Sieve(RULES[name].patterns).numbers(text)


@cache
def _boards() -> tuple[Board, ...]:
    """The tables in use, made once: a pattern is compiled when it is first tried."""
    return tuple(map(board, TABLES.values()))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(sorted(RULES)), min_size=1, max_size=6), st.text(max_size=12))
def test_the_sieve_says_what_trying_everything_says(names: list[str], between: str) -> None:
    text = lowered(between.join(RULES[name].yes for name in names))
    for table in _boards():
        everything = [one.sign for one in table.compiled if one.regex.search(text)]
        assert [one.sign for one in table.present(text) if one.regex.search(text)] == everything


def test_a_board_tries_only_what_can_match() -> None:
    signs = (
        Sign(name="one", value="a", patterns=(r"\bapple pie\b",), yes="apple pie", no="pie"),
        Sign(name="two", value="b", patterns=(r"[aeiou]",), yes="one", no="1"),
        Sign(name="three", value="c", patterns=(r"\bbake\b.*\b(?:tart|cake)s?\b",), yes="bake a cake", no="cake"),
    )
    tried = {
        text: [one.sign.name for one in board(signs).present(text)]
        for text in ("nothing here", "an apple pie", "an apple  pie", "you bake", "you bake pancakes", "you bake cakes")
    }
    assert tried == {
        "nothing here": ["two"],
        "an apple pie": ["one", "two"],
        "an apple  pie": ["two"],
        "you bake": ["two"],
        "you bake pancakes": ["two"],
        "you bake cakes": ["two", "three"],
    }


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=80))
def test_no_text_makes_the_judgement_raise(body: str, title: str) -> None:
    judged(title, body)
