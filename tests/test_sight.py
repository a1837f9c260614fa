"""What is known of one source from the nights so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from omfeed.model import Entry, EntryState, Known, Source, SourceHealth, SourceState
from omfeed.sight import READINGS, Reading, sight
from omfeed.store.values import FetchRecord, Snapshot, Standing

FIRST = datetime(2026, 10, 1, 3, tzinfo=UTC)
SOURCE = Source(id="news", title="News", url="https://a.example/news", collector="page", cadence_days=7)
HEALTH = SourceHealth(
    source_id="news",
    title="News",
    url=SOURCE.url,
    state=SourceState.WELL,
    last_success=FIRST,
    last_change=FIRST,
    entries=3,
)
STANDING = Standing(
    source_id="news",
    url=SOURCE.url,
    etag="",
    last_modified="",
    body_hash="",
    collector="page",
    collector_version=1,
    health=HEALTH,
)


def night(number: int) -> datetime:
    return FIRST + timedelta(days=number)


def known(number: int, first: int, last: int, published: str = "") -> Known:
    entry = Entry(title=f"Entry {number}", published=published)
    return Known(id=number, entry=entry, state=EntryState.PRESENT, first_seen=night(first), last_seen=night(last))


def body(number: int, verdict: str = "read") -> Snapshot:
    return Snapshot(
        id=number,
        source_id="news",
        at=night(number),
        sha256=str(number),
        size=1,
        stored_size=1,
        media_type="text/html",
        charset="utf-8",
        final_url=SOURCE.url,
        collector="page",
        collector_version=1,
        verdict=verdict,
    )


def test_a_source_that_no_night_asked_has_nothing_behind_it() -> None:
    seen = sight(SOURCE, None, is_page=True)
    assert (seen.health.state, seen.health.last_success) == (SourceState.WELL, None)
    assert (seen.first_read, seen.last_new, seen.newest, seen.readings) == (None, None, "", ())
    assert (seen.rhythm.learned, seen.rhythm.wanting, seen.news_days) == (False, 6, 0)


def test_entries_are_counted_for_each_body_that_was_believed() -> None:
    entries = [known(1, 0, 4), known(2, 0, 2), known(3, 2, 4), known(4, 4, 4)]
    bodies = [body(4), body(3, "drifted"), body(2), body(1, "unreadable"), body(0)]
    assert sight(SOURCE, STANDING, known=entries, snapshots=bodies, is_page=True).readings == (
        Reading(at=night(4), entries=3),
        Reading(at=night(2), entries=3),
        Reading(at=night(0), entries=2),
    )


def test_no_more_readings_are_told_than_anybody_looks_at() -> None:
    bodies = [body(number) for number in range(9, -1, -1)]
    seen = sight(SOURCE, STANDING, known=[known(1, 0, 9)], snapshots=bodies, is_page=True)
    assert len(seen.readings) == READINGS
    assert seen.readings[0].at == night(9)


def test_what_the_first_reading_showed_is_no_new_entry() -> None:
    old = [known(1, 0, 5, "2026-09-20"), known(2, 0, 5, "2026-09-28T10:00:00Z")]
    assert sight(SOURCE, STANDING, known=old, is_page=True).last_new is None
    seen = sight(SOURCE, STANDING, known=[*old, known(3, 4, 5), known(4, 2, 2)], is_page=True)
    assert (seen.first_read, seen.last_new, seen.newest) == (night(0), night(4), "2026-09-28T10:00:00Z")


def test_the_rhythm_is_the_sources_own_once_enough_days_are_known() -> None:
    days = tuple(date(2026, 9, day) for day in (1, 3, 5, 7, 9, 11))
    five = sight(SOURCE, replace(STANDING, change_days=days[:5]), is_page=True)
    assert (five.rhythm.learned, five.rhythm.wanting, five.news_days) == (False, 1, 5)
    six = sight(SOURCE, replace(STANDING, change_days=days), is_page=True)
    assert (six.rhythm.learned, six.rhythm.wanting, six.rhythm.usual_days) == (True, 0, 2.0)


def test_a_source_that_is_off_is_off_and_keeps_its_past() -> None:
    seen = sight(replace(SOURCE, enabled=False), STANDING, is_page=True, unread="No [graph].")
    assert (seen.health.state, seen.health.reason) == (SourceState.OFF, "No [graph].")
    assert (seen.health.last_success, seen.health.entries) == (FIRST, 3)


def test_the_way_of_the_last_answer_is_told() -> None:
    way = ("https://a.example/b", "https://a.example/c")
    attempts = [FetchRecord(at=night(1), status="fresh", hops=way), FetchRecord(at=night(0), status="fresh")]
    assert sight(SOURCE, STANDING, fetches=attempts, is_page=True).hops == way


@pytest.mark.parametrize(
    ("source", "is_page", "said"),
    [
        (SOURCE, True, "heeded: it is a page for people"),
        (SOURCE, False, "not asked: it is there for programs"),
        (replace(SOURCE, robots=False), True, "not asked: robots = false"),
        (replace(SOURCE, url="file:///srv/x.json"), True, "not asked: a file of your own"),
    ],
)
def test_what_becomes_of_robots_txt_is_told(source: Source, is_page: bool, said: str) -> None:
    assert sight(source, None, is_page=is_page).robots == said
