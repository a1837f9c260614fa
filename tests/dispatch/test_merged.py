"""After an absence one digest tells an entry that was edited three times once: from its first state to its last."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from omfeed.model import Audience
from omfeed.publish import Edition, lay_out
from omfeed.store import Store
from tests.kit.learn import Page
from tests.kit.nights import FIRST, world


def _page(day: str) -> Page:
    page = Page()
    page.week("October 26, 2026").category("Enrollment").item(
        "Ending support for an old agent",
        f"Support for the old agent ends on {day}. Update the agent before that date.",
        applies_to="iOS/iPadOS",
    )
    return page


def test_three_edits_over_three_nights_are_told_once_first_to_last(tmp_path: Path) -> None:
    with world(tmp_path) as one:
        one.source("news")
        for number, day in enumerate(("December 1, 2026", "January 12, 2027", "February 9, 2027", "March 16, 2027")):
            one.shows("news", _page(day))
            one.night(number)
        since, now = FIRST + timedelta(hours=12), FIRST + timedelta(days=4)
        with Store.open(tmp_path / "omfeed.db", now=now) as store:
            items, health = store.items(since=since), store.health()
        assert len(items) == 3
        edition = Edition(folder=tmp_path / "digests", fleet=one.fleet)
        told = lay_out(Audience.ADMIN, items, health, edition, since=since, until=now, day=now.date()).text
        assert "3 changes, told as 1 item" in told
        assert "1 December 2026" in told or "1 Dec 2026" in told
        assert "16 March 2027" in told or "16 Mar 2027" in told
        assert "February" not in told
