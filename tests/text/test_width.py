"""A text takes the columns that a terminal gives it, and is cut to those that there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omfeed.text.width import clipped, columns


@pytest.mark.parametrize(
    ("text", "wide"),
    [("", 0), ("plain", 5), ("한글", 4), ("日本 a", 6), ("e\u0301", 1), ("\u200bzero", 4), ("☑\ufe0f", 1), ("🙂", 2)],
)
def test_each_character_takes_its_room(text: str, wide: int) -> None:
    assert columns(text) == wide


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("plain", 5, "plain"),
        ("plainer", 5, "plai…"),
        ("one two", 5, "one…"),
        ("한글 말", 7, "한글 말"),
        ("한글 말", 6, "한글…"),
        ("한글말", 4, "한…"),
        ("ab", 1, "…"),
    ],
)
def test_what_has_no_room_is_left_out(text: str, most: int, cut: str) -> None:
    assert clipped(text, most) == cut


@given(st.text(max_size=60), st.integers(min_value=1, max_value=40))
def test_no_text_is_wider_than_there_is_room_and_what_fits_is_whole(text: str, most: int) -> None:
    cut = clipped(text, most)
    assert columns(cut) <= most
    assert (cut == text) == (columns(text) <= most)
