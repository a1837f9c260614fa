"""A night over the pages of one family: what goes from page to page is neither lost nor told as withdrawn."""

from __future__ import annotations

import pytest

from omfeed.digest.speech import speech
from omfeed.digest.story import ledger
from omfeed.gather import in_family_order
from omfeed.model import Source
from omfeed.net.request import Unchanged
from omfeed.store import Store
from tests.kit.learn import Group, Page
from tests.kit.nights import FIRST, World

CATEGORY = "Device management"
ENDS = "On December 14, 2026, the legacy connector for mail stops. Move your rules before this date."
TITLE = "Legacy connector ends"
STAGES = {"archive": "archive", "news": "released", "plans": "development"}
WEEKS = ("November 2, 2026", "October 19, 2026", "September 7, 2026")


def _news() -> Page:
    page = Page()
    for date, subject in zip(WEEKS, ("wallpaper", "screen lock", "network drive"), strict=True):
        _fill(page.week(date), subject)
    return page


def _archive() -> Page:
    page = Page(title="Archive of what's new")
    for date, subject in (("May 18, 2026", "lamp"), ("April 20, 2026", "chair"), ("March 9, 2026", "door")):
        _fill(page.week(date), subject)
    return page


def _fill(week: Group, subject: str) -> None:
    group = week.category(CATEGORY)
    group.item(f"Choose the {subject} of desks", f"The {subject} is set in the console and applied at check-in.")
    group.item(f"A report of each {subject}", f"The report names the devices that lost their {subject} last month.")


def _world(night: World, *names: str) -> None:
    for name in names:
        night.source(name, family="product", stage=STAGES[name], look_back_days=0)


def _show(night: World, news: Page, archive: Page) -> None:
    night.shows("news", news)
    night.shows("archive", archive)


@pytest.mark.parametrize("order", [("news", "archive"), ("archive", "news")])
def test_an_earlier_date_on_the_way_to_the_archive_is_told_and_replaces_the_old_one(
    night: World, order: tuple[str, ...]
) -> None:
    _world(night, *order)
    news, archive = _news(), _archive()
    last = news.week(WEEKS[-1])
    _show(night, news, archive)
    night.night(0)
    item = last.category(CATEGORY).item(TITLE, ENDS, applies_to="iOS/iPadOS")
    _show(night, news, archive)
    night.night(1)
    news.groups.remove(last)
    archive.groups.insert(0, last)
    item.body = ENDS.replace("December 14", "November 23")
    item.applies_to = ("iOS/iPadOS", "Android")
    _show(night, news, archive)
    night.night(2)
    assert night.told() == [("added", TITLE), ("edited", TITLE)]
    edited = night.changes()[-1]
    assert edited.change.before is not None
    assert edited.change.before.text.startswith("On December 14")
    assert {(delta.kind.value, delta.subject or delta.after) for delta in edited.deltas} == {
        ("due_moved", "2026-11-23"),
        ("platform_added", "android"),
    }
    assert "23 November 2026" in night.digest(2)
    dates = (night.folder / "digests" / "due.html").read_text()
    assert "23 November 2026" in dates
    assert "14 December 2026" not in dates
    with Store.open(night.folder / "omfeed.db", now=FIRST) as store:
        (story,) = store.told_stories()
    rows = [(row.iso, row.seen, row.until) for row in ledger(story, speech("en"))]
    assert rows == [
        ("2026-11-23", "4 November 2026", ""),
        ("2026-12-14", "3 November 2026", "4 November 2026"),
    ]


@pytest.mark.parametrize("order", [("news", "archive", "plans"), ("archive", "plans", "news")])
def test_a_single_entry_taken_to_the_archive_was_not_withdrawn_whatever_the_order(
    night: World, order: tuple[str, ...]
) -> None:
    _world(night, *order)
    news, archive = _news(), _archive()
    _show(night, news, archive)
    night.shows("plans", _news())
    night.night(0)
    title = "Choose the wallpaper of desks"
    taken = next(item for item in news.week(WEEKS[0]).items() if item.title == title)
    news.week(WEEKS[0]).drop(title)
    archive.week(WEEKS[0]).category(CATEGORY).children.append(taken)
    _show(night, news, archive)
    night.night(1)
    assert night.told() == []
    kinds = {item.source.id: item.change.kind.value for item in night.changes(announced=None)[-2:]}
    assert kinds == {"archive": "moved", "news": "aged_out"}


def test_an_issue_resolved_on_both_pages_the_same_night_is_told_once(night: World) -> None:
    _world(night, "news", "archive")
    news, archive = _news(), _archive()
    item = news.week(WEEKS[0]).category(CATEGORY).item(TITLE, ENDS, applies_to="iOS/iPadOS")
    _show(night, news, archive)
    night.night(0)
    item.body = ENDS.replace("December 14", "December 7")
    archive.week(WEEKS[0]).category(CATEGORY).children.append(item)
    _show(night, news, archive)
    night.night(1)
    assert night.told() == [("edited", TITLE)]


def _source(name: str, stage: str = "", family: str = "") -> Source:
    return Source(id=name, title=name, url=f"https://example.org/{name}", collector="feed", stage=stage, family=family)


def test_a_page_waits_for_those_it_hands_its_entries_on_to_and_nobody_else_does() -> None:
    plans, news = _source("plans", "development", "one"), _source("news", "released", "one")
    archive, alone = _source("archive", "archive", "one"), _source("alone", "released")
    other = _source("other", "released", "two")
    asked = [plans, news, alone, archive, other]
    answers = [(source, Unchanged(final_url=source.url)) for source in asked]
    order = [source.id for source, _ in in_family_order(answers, asked)]
    assert order == ["alone", "archive", "news", "plans", "other"]


def test_a_page_waits_for_none_that_does_not_answer() -> None:
    news, archive = _source("news", "released", "one"), _source("archive", "archive", "one")
    answers = [(news, Unchanged(final_url=news.url))]
    assert [source.id for source, _ in in_family_order(answers, [news, archive])] == ["news"]
    assert [source.id for source, _ in in_family_order(answers, [news])] == ["news"]


def test_a_date_that_was_told_stays_ahead_when_its_entry_ages_out_and_no_archive_is_read(night: World) -> None:
    _world(night, "news")
    news = _news()
    last = news.week(WEEKS[-1])
    night.shows("news", news)
    night.night(0)
    last.category(CATEGORY).item(TITLE, ENDS, applies_to="iOS/iPadOS")
    night.shows("news", news)
    night.night(1)
    news.groups.remove(last)
    news.week(WEEKS[0]).category(CATEGORY).item("Choose the lamp of desks", "The lamp is set in the console.")
    night.shows("news", news)
    night.night(2)
    assert night.told()[-1] == ("added", "Choose the lamp of desks")
    assert f"14 December 2026 · {TITLE}" in night.digest(2)
    assert "14 December 2026" in (night.folder / "digests" / "due.html").read_text()
