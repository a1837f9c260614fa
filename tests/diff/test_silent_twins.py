"""An entry that only repeats another is none that came: it does not count as a source's last new entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from omfeed.model import Known
from omfeed.sight import sight
from tests.diff.page import START, Nights, entry, source, week


def _last_new(known: tuple[Known, ...]) -> object:
    return sight(source(), None, known=known, is_page=True).last_new


def test_a_page_that_stands_twice_in_its_body_has_no_new_entry() -> None:
    page = week("2026-03-02", "Keys can be rotated", "Filters for apps", "Logs of bulk actions")
    nights = Nights(*page)
    assert _last_new(nights.known) is None
    nights.then(*page, *page)
    assert len(nights.known) == 6
    assert _last_new(nights.known) is None


def test_a_post_repeated_under_another_id_is_no_new_entry() -> None:
    post = replace(entry("Keys can be rotated", key="a", section=()), url="https://example.org/a")
    other = replace(entry("Filters for apps", key="b", section=()), url="https://example.org/b")
    nights = Nights(post, other).then(replace(post, key="again", published="2026-03-04"), post, other)
    assert _last_new(nights.known) is None


def test_an_entry_that_came_later_is_the_last_new_one() -> None:
    page = week("2026-03-02", "Keys can be rotated", "Filters for apps")
    nights = Nights(*page).then(*week("2026-03-09", "Keys can be rotated"), *page)
    assert _last_new(nights.known) == START + timedelta(days=2)
