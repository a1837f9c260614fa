"""What holds for every collector: pure, stable, honest about bodies that are not what they should be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.collect import registry
from omfeed.errors import ParseError
from omfeed.model import FACTS, Parsed
from omfeed.text.blocks import plain
from omfeed.text.markup import sanitise
from tests.collect.bodies import ALL, OPTIONS, read

NAMES = sorted(ALL)
WALL = """<!doctype html><html lang="en"><head><title>Before you continue</title></head>
<body><h1>Before you continue</h1><p>We use cookies.</p><form><button>Accept all</button></form></body></html>"""


def understood(name: str, body: str | bytes) -> Parsed:
    return read(name, body, options=OPTIONS.get(name, {}))


@pytest.mark.parametrize("name", NAMES)
def test_is_in_the_table_with_a_version(name: str) -> None:
    assert name in registry.COLLECTORS
    assert registry.load(name).VERSION >= 1


@pytest.mark.parametrize("name", NAMES)
def test_a_good_body_gives_well_formed_entries(name: str) -> None:
    parsed = understood(name, ALL[name])
    keys = [one.key for one in parsed.entries if one.key]
    assert parsed.entries
    assert len(set(keys)) == len(keys)
    assert [one.place for one in parsed.entries] == list(range(len(parsed.entries)))
    for one in parsed.entries:
        assert one.title and one.title == one.title.strip()
        assert one.html == sanitise(one.html)
        assert one.text == plain(one.html)
        assert one.url.startswith("https://")
        assert re.fullmatch(r"(?:20\d\d-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?)?", one.published)
        assert set(one.facts) <= set(FACTS)
        assert all(value not in ("", (), None) for value in one.facts.values())


@pytest.mark.parametrize("name", NAMES)
def test_the_same_body_read_twice_gives_the_same(name: str) -> None:
    assert understood(name, ALL[name]) == understood(name, ALL[name])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("body", ["", " \n ", "not found", "\x00\x01"], ids=["empty", "blank", "words", "controls"])
def test_what_is_no_body_is_an_error(name: str, body: str) -> None:
    with pytest.raises(ParseError):
        understood(name, body)


@pytest.mark.parametrize("name", NAMES)
def test_a_consent_wall_is_an_error_and_no_empty_page(name: str) -> None:
    with pytest.raises(ParseError) as caught:
        understood(name, WALL)
    assert caught.value.hint


@pytest.mark.parametrize("name", NAMES)
def test_a_foreign_json_is_an_error(name: str) -> None:
    with pytest.raises(ParseError):
        understood(name, '{"status": "ok", "data": [1, 2, null]}')


@pytest.mark.parametrize("name", NAMES)
def test_a_body_cut_short_never_raises_another_error(name: str) -> None:
    body = ALL[name].encode()
    for end in range(0, len(body), max(len(body) // 40, 1)):
        try:
            parsed = understood(name, body[:end])
        except ParseError:
            continue
        assert isinstance(parsed, Parsed)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_mutated_bodies_raise_nothing_but_a_parse_error(name: str, data: st.DataObject) -> None:
    body = bytearray(ALL[name].encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=8) | st.sampled_from(_NASTY))
        if not body:
            return
    try:
        understood(name, bytes(body))
    except ParseError as error:
        assert str(error)


_NASTY = (
    b"<",
    b"&#1114112;",
    b"&#0;",
    b"]]>",
    b"<!--",
    b"\xff\xfe",
    b"{",
    b'"',
    b"<table><tr><td>",
    b"null",
    b"1e999",
    b"\xed\xa0\x80",
)
