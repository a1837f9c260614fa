"""Whatever arrives, a collector reads it or refuses it with a ParseError: 2,000 broken bodies, the same every time."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.collect import registry
from omfeed.errors import ParseError
from omfeed.model import FACTS, Entry, Parsed
from omfeed.text.markup import sanitise
from tests.kit.good import good_body, good_source
from tests.kit.mutate import mutations
from tests.kit.tried import tried

NAMES = sorted(registry.COLLECTORS)
EACH = -(-2000 // len(NAMES))


def read(name: str, body: bytes, charset: str = "") -> Parsed | None:
    """What the collector makes of it, or none where it refuses in words."""
    try:
        parsed = registry.load(name).parse(body, good_source(name), charset=charset)
    except ParseError as error:
        assert len(error.message.split()) >= 3
        return None
    return parsed


def sound(entry: Entry) -> bool:
    """Whether an entry keeps the promises of its class, whatever it was read from."""
    texts = [value for field in fields(Entry) if isinstance(value := getattr(entry, field.name), str)]
    return (
        bool(entry.title.strip() or entry.key)
        and sanitise(entry.html) == entry.html
        and not any(mark in text for text in texts for mark in ("\0", "\ud800", "\u202e"))
        and entry.url.startswith(("https://", "http://", "mailto:"))
        and set(entry.facts) <= set(FACTS)
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_good_body_is_read(name: str) -> None:
    parsed = read(name, good_body(name))
    assert parsed is not None
    assert parsed.entries
    assert all(map(sound, parsed.entries))


@pytest.mark.parametrize("name", NAMES)
def test_broken_bodies_are_read_or_refused(name: str) -> None:
    for broken in mutations(good_body(name), EACH, seed=20240506):
        parsed = read(name, broken)
        assert parsed is None or all(map(sound, parsed.entries))
    tried("mutated bodies", EACH)


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=20)
@given(body=st.binary(max_size=200), charset=st.sampled_from(["", "utf-8", "utf-16", "shift_jis", "iso-2022-jp", "x"]))
def test_any_bytes_in_any_charset_are_read_or_refused(name: str, body: bytes, charset: str) -> None:
    parsed = read(name, body, charset)
    assert parsed is None or all(map(sound, parsed.entries))


@pytest.mark.parametrize("name", NAMES)
def test_a_body_in_the_wrong_charset_is_read_or_refused(name: str) -> None:
    body = good_body(name)
    for charset in ("utf-16", "utf-7", "shift_jis", "iso-8859-1", "no-such"):
        parsed = read(name, body, charset)
        assert parsed is None or all(map(sound, parsed.entries))
