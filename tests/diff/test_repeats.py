"""A post that stands twice in a feed, under two ids: told once, wherever the second one stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from omfeed.model import Entry
from tests.diff.page import SUBJECTS, Nights, entry

TEXTS = [
    entry(title, key=f"g{number}", section=(), published=f"2026-02-{20 - number:02}")
    for number, title in enumerate(SUBJECTS[:5])
]
FEED = [replace(one, url=f"https://example.org/{one.key}") for one in TEXTS]


def _again(one: Entry, **changed: str) -> Entry:
    return replace(one, key="again", published="2026-03-03", **changed)  # type: ignore[arg-type]  # texts of an entry


@pytest.mark.parametrize("place", [0, 2, 5])
def test_a_post_repeated_under_a_second_id_and_date_is_told_once(place: int) -> None:
    night = Nights(*FEED).then(*FEED[:place], _again(FEED[1]), *FEED[place:])
    assert night.announced == []
    assert night.only.reason == "the same entry stands here twice"


def test_a_repeat_in_another_spacing_is_the_same_post() -> None:
    again = _again(FEED[1], text=FEED[1].text.replace(" ", "  "))
    assert Nights(*FEED).then(again, *FEED).announced == []


def test_a_new_post_that_comes_twice_at_once_is_told_once() -> None:
    new = replace(entry("Fresh news", key="one", section=(), published="2026-03-03"), url="https://example.org/new")
    night = Nights(*FEED).then(new, replace(new, key="two", text=new.text.upper()), *FEED)
    assert night.announced == ["added: Fresh news"]


def test_the_same_words_behind_another_link_are_another_post() -> None:
    night = Nights(*FEED).then(_again(FEED[1], url="https://example.org/march"), *FEED)
    assert night.announced == [f"added: {SUBJECTS[1]}"]


def test_other_words_behind_the_same_link_are_another_post() -> None:
    night = Nights(*FEED).then(_again(FEED[1], text="It was postponed to May 5, 2026."), *FEED)
    assert night.announced == [f"added: {SUBJECTS[1]}"]


def test_when_the_first_of_the_two_leaves_nothing_was_withdrawn() -> None:
    night = Nights(*FEED).then(_again(FEED[1]), *FEED).then(_again(FEED[1]), FEED[0], *FEED[2:])
    assert night.announced == []
