"""A page that no longer reads like itself: nothing on it is taken at its word, and what was missed comes once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from omfeed.diff.advance import advance
from omfeed.diff.compare import compare
from omfeed.model import Drift, Window
from tests.diff.page import START, SUBJECTS, Nights, entry, parsed, week

PAGE = (*week("2026-03-02", *SUBJECTS[:6]), *week("2026-02-23", *SUBJECTS[6:12]))
LIST = tuple(entry(title, section=("Devices",), published="") for title in SUBJECTS)


def drift(night: Nights) -> Drift:
    assert night.last.drift is not None
    assert night.last.changes == ()
    return night.last.drift


def test_a_page_without_entries_is_drift() -> None:
    found = drift(Nights(*PAGE).then())
    assert (found.entries_before, found.entries_now) == (12, 0)


def test_a_page_that_says_in_words_that_nothing_is_left_is_believed() -> None:
    night = Nights(*LIST, window=Window.COMPLETE)
    said = replace(parsed(window=Window.COMPLETE), says_none=True)
    found = compare(night.known, said, night.source, START + timedelta(days=1))
    assert found.drift is None
    assert len(found.changes) == len(LIST)


def test_a_language_switch_is_drift() -> None:
    german = [replace(each, language="de", title=f"Neu: {each.title}") for each in PAGE]
    assert "de" in drift(Nights(*PAGE).then(*german)).reason


def test_a_region_is_no_language() -> None:
    british = [replace(each, language="en-gb") for each in PAGE]
    assert Nights(*PAGE).then(*british).last.drift is None


def test_fewer_than_half_in_one_night_is_never_believed() -> None:
    night = Nights(*LIST, window=Window.COMPLETE).then(*LIST[::3])
    assert "Fewer than half of 12 entries" in drift(night).reason


def test_half_of_a_list_gone_is_believed() -> None:
    assert Nights(*LIST, window=Window.COMPLETE).then(*LIST[::2]).last.drift is None


def test_a_list_cleared_out_in_its_midst_is_believed_at_once_while_it_stands_to_its_end() -> None:
    """What is in development leaves its list when the month's release ships."""
    kept = tuple(LIST[at] for at in (0, 3, 6, 9, 11))
    night = Nights(*LIST, window=Window.COMPLETE).then(*kept)
    assert night.last.drift is None
    assert len(night.announced) == 7


def test_a_list_that_breaks_off_between_two_entries_is_drift() -> None:
    assert drift(Nights(*LIST, window=Window.COMPLETE).then(*LIST[:5])).entries_now == 5


NEWS = tuple(
    entry(title, f"{title} came to the service.", section=("Apps",), published="")
    for title in ("Zebra printers", "Quarantine notices", "Voucher imports", "Yearly licences", "Kerberos tickets")
)
SMALLER = (*LIST[:2], *NEWS, *LIST[5:7])


def test_a_page_that_is_plainly_itself_tells_its_news_at_once_and_only_what_left_waits() -> None:
    night = Nights(*LIST, window=Window.COMPLETE).then(*SMALLER)
    assert night.last.drift is not None
    assert night.last.drift.partial
    assert night.announced == [f"added: {each.title}" for each in NEWS]
    night.then(*SMALLER)
    assert night.last.drift is None
    assert sorted(night.announced) == sorted(f"withdrawn: {each.title}" for each in (*LIST[2:5], *LIST[7:]))
    assert night.then(*SMALLER).last.changes == ()


def test_what_was_missing_for_one_night_only_is_never_told() -> None:
    night = Nights(*LIST, window=Window.COMPLETE).then(*SMALLER)
    assert night.then(*LIST, *NEWS).last.changes == ()


def test_of_a_page_whose_texts_all_changed_no_news_is_believed() -> None:
    other = [replace(each, text=f"{each.text} Sponsored.") for each in LIST[:4]]
    night = Nights(*LIST, window=Window.COMPLETE).then(*other, *NEWS)
    assert night.last.drift is not None
    assert night.last.changes == ()


def test_all_titles_and_texts_changed_is_drift() -> None:
    other = [
        entry(f"Cookie notice {n}", f"Choice {n} of our partners may be stored on your machine.") for n in range(12)
    ]
    assert "recognised" in drift(Nights(*PAGE).then(*other)).reason


def test_a_body_that_breaks_off_is_drift_even_when_most_of_it_arrived() -> None:
    half = replace(PAGE[8], text=PAGE[8].text[:40], html=f"<p>{PAGE[8].text[:40]}</p>")
    assert "breaks off" in drift(Nights(*PAGE).then(*PAGE[:8], half)).reason


def test_the_monthly_roll_is_no_drift_and_announces_nothing() -> None:
    old = [each for month in ("2026-01-05", "2025-12-08", "2025-11-03")
           for each in week(month, *(f"{subject} in {month}" for subject in SUBJECTS[:6]))]  # fmt: skip
    night = Nights(*PAGE, *old).then(*PAGE)
    assert night.last.drift is None
    assert night.announced == []
    assert len(night.silent) == 18


def test_a_roll_with_news_tells_the_news() -> None:
    old = week("2026-01-05", *(f"Old {subject}" for subject in SUBJECTS), *SUBJECTS[:4])
    night = Nights(*PAGE[:4], *old).then(*week("2026-03-09", SUBJECTS[9]), *PAGE[:4])
    assert night.announced == [f"added: {SUBJECTS[9]}"]


def test_a_page_split_in_two_is_drift() -> None:
    apps = [entry(title, section=("Apps",), published="") for title in SUBJECTS[:5]]
    devices = [entry(title, section=("Devices",), published="") for title in SUBJECTS[5:]]
    night = Nights(*devices, *apps, window=Window.COMPLETE).then(*devices)
    assert "“Apps” left the page with all their entries" in drift(night).reason
    assert len(night.then(*devices).announced) == 5


def test_drift_teaches_nothing() -> None:
    night = Nights(*PAGE)
    known = night.known
    night.then()
    assert advance(known, night.last, START) == known


def test_when_it_heals_the_missed_changes_come_once() -> None:
    night = Nights(*PAGE).then()
    drift(night)
    night.then(*week("2026-03-09", "Brand new thing"), *PAGE)
    assert night.announced == ["added: Brand new thing"]
    assert night.then(*week("2026-03-09", "Brand new thing"), *PAGE).last.changes == ()


def test_a_page_that_is_recognised_only_smaller_is_believed_at_second_sight() -> None:
    night = Nights(*LIST, window=Window.COMPLETE).then(*LIST[::3])
    drift(night)
    night.then(*LIST[::3])
    assert night.last.drift is None
    assert len(night.announced) == 8
    assert night.then(*LIST[::3]).last.changes == ()


def test_a_consent_wall_is_not_believed_however_long_it_stands() -> None:
    wall = [entry("We value your privacy", "Accept all or choose."), entry("Partners", "They store things.")]
    night = Nights(*PAGE)
    for _ in range(4):
        drift(night.then(*wall))
    assert night.then(*PAGE).last.changes == ()


def test_a_user_can_have_the_page_taken_at_its_word() -> None:
    night = Nights(*LIST, window=Window.COMPLETE).then(*LIST[::4], accept_drift=True)
    assert night.last.drift is None
    assert len(night.announced) == 9


@pytest.mark.parametrize("left", [0, 1])
def test_a_source_of_three_entries_may_lose_two(left: int) -> None:
    night = Nights(*LIST[:3], window=Window.COMPLETE).then(LIST[left])
    assert night.last.drift is None


def test_very_many_withdrawn_at_once_are_told_in_one_line() -> None:
    rows = [entry(f"Model {n} of the series", f"Serial {n * 7919} and {n * 104729}", section=(), published="",
                  key=f"row {n}") for n in range(120)]  # fmt: skip
    night = Nights(*rows, window=Window.COMPLETE).then(*rows[60:])
    assert night.last.drift is None
    assert night.announced == []
    assert night.last.summary == "60 of 120 entries left the page at once"
