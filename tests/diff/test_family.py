"""From page to page of one family: what is edited on the way is told, what only moves is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from omfeed.model import Elsewhere, Entry, EntryState, own_story
from tests.diff.page import START, SUBJECTS, Nights, entry, source, week

A, B, C = SUBJECTS[:3]
OLD = week("2026-01-05", A)
ENDS = "The old agent of kiosks ends on December 1, 2026.\nReplace it before this date.\nApplies to:\nAndroid"
SOONER = ENDS.replace("December", "October").replace("Android", "Android\nmacOS")


def told(text: str = ENDS, *, published: str = "2026-03-02", title: str = "The old agent ends") -> Entry:
    return replace(week(published, title)[0], text=text, html=f"<p>{text}</p>")


def there(one: Entry, stage: str, *, first_seen: datetime = START, story: str = "story-7") -> Elsewhere:
    return Elsewhere(
        entry_id=7, source_id="other", stage=stage, story=story, state=EntryState.PRESENT,
        first_seen=first_seen, entry=one,
    )  # fmt: skip


def archive() -> Nights:
    return Nights(*OLD, of=source(stage="archive", family="product"))


def test_what_is_edited_on_its_way_to_the_archive_is_told_as_edited() -> None:
    night = archive().then(told(SOONER), *OLD, elsewhere=[there(told(), "released")])
    assert night.announced == ["edited: The old agent ends"]
    assert night.only.reason == "moved here from “other”; material: words of the text changed"
    assert night.only.before == told()
    assert "[-December-]{+October+}" in night.only.shown_text
    assert night.last.continues[0].story == "story-7"


def test_what_is_only_tidied_on_its_way_has_moved() -> None:
    tidied = told(ENDS.replace("The old agent", "The  old agent,"))
    night = archive().then(tidied, *OLD, elsewhere=[there(told(), "released")])
    assert (night.announced, night.silent) == ([], ["moved: The old agent ends"])


def test_a_value_that_only_one_of_both_pages_states_was_not_edited() -> None:
    here = replace(told(), facts={"tags": ("kiosk",)})
    before = replace(told(), facts={"status": "on", "category": "Devices"})
    night = archive().then(here, *OLD, elsewhere=[there(before, "released")])
    assert (night.announced, night.silent) == ([], ["moved: The old agent ends"])


def test_a_value_that_both_pages_state_and_that_differs_was_edited() -> None:
    before, here = (replace(told(), facts={"status": state}) for state in ("Mitigated", "Resolved"))
    night = archive().then(here, *OLD, elsewhere=[there(before, "released")])
    assert night.announced == ["edited: The old agent ends"]
    assert "stated values changed (status)" in night.only.reason


def test_a_headline_of_every_month_is_no_edit_of_another_months() -> None:
    apps = "New protected apps"
    march = told("Contoso Notes and Fabrikam Mail are protected now.", title=apps)
    january = told("Litware Sign and Adatum Draw are protected now.", title=apps, published="2026-01-12")
    night = Nights(*OLD, of=source(stage="released", family="product"))
    night.then(march, *OLD, elsewhere=[there(january, "archive")])
    assert night.announced == [f"added: {apps}"]
    night = Nights(*week("2026-03-02", A, B), march, of=source(stage="released", family="product"))
    night.then(*week("2026-03-02", A, B), elsewhere=[there(january, "archive")])
    assert night.announced == [f"withdrawn: {apps}"]


def test_an_edit_that_was_told_with_the_move_is_not_told_by_the_page_that_still_shows_the_entry() -> None:
    night = Nights(told(), *OLD, of=source(stage="released", family="product"))
    tonight = night.now.replace(day=4)
    night.then(told(SOONER), *OLD, elsewhere=[there(told(SOONER), "archive", first_seen=tonight, story=own_story(1))])
    assert night.silent == ["edited: The old agent ends"]
    assert night.only.reason.endswith("told already by “other”")


def test_an_edit_of_an_entry_that_the_archive_has_long_had_is_told() -> None:
    night = Nights(told(), *OLD, of=source(stage="released", family="product"))
    night.then(told(SOONER), *OLD, elsewhere=[there(told(SOONER), "archive", story=own_story(1))], days=9)
    assert night.announced == ["edited: The old agent ends"]


def test_an_edit_is_told_by_its_page_when_the_archive_was_read_for_the_first_time_that_night() -> None:
    night = Nights(told(), *OLD, of=source(stage="released", family="product"))
    night.then(told(SOONER), *OLD, elsewhere=[there(told(SOONER), "archive", first_seen=night.now.replace(day=4))])
    assert night.announced == ["edited: The old agent ends"]


def test_an_entry_that_was_edited_on_its_way_has_not_been_withdrawn() -> None:
    night = Nights(told(), *week("2026-03-02", A, B), of=source(stage="released", family="product"))
    night.then(*week("2026-03-02", A, B), elsewhere=[there(told(SOONER), "archive")])
    assert (night.announced, night.silent) == ([], ["aged_out: The old agent ends"])


def test_a_development_entry_ships_whatever_its_dates() -> None:
    of = source(stage="development", family="product")
    page = [entry(title, section=("Devices",), published="2025-06-02") for title in (A, B, C)]
    night = Nights(*page, of=of).then(*page[:2], elsewhere=[there(week("2026-03-02", C)[0], "released")])
    assert "shipped" in night.only.reason
