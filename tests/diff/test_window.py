"""Withdrawn, aged out, shipped or come back: what it means that an entry is no longer, or again, shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from omfeed.model import Elsewhere, Entry, EntryState, Window
from tests.diff.page import START, SUBJECTS, Nights, entry, source, week

A, B, C, D, E, F = SUBJECTS[:6]


def there(entry_there: Entry, stage: str, number: int = 1) -> Elsewhere:
    return Elsewhere(entry_id=number, source_id=f"the-{stage}-page", stage=stage, story=f"story-{number}",
                     state=EntryState.PRESENT, first_seen=START, entry=entry_there)  # fmt: skip


def test_an_entry_that_goes_while_its_neighbours_stay_was_withdrawn() -> None:
    night = Nights(*week("2026-03-02", A, B, C), *week("2026-02-23", D)).then(
        *week("2026-03-02", A, C), *week("2026-02-23", D)
    )
    assert night.announced == [f"withdrawn: {B}"]
    assert night.only.shown_text == ""


def test_whole_weeks_at_the_old_end_age_out() -> None:
    page = [*week("2026-03-02", A, B), *week("2026-02-23", C), *week("2026-02-16", D), *week("2026-02-09", E)]
    night = Nights(*page).then(*page[:3])
    assert night.announced == []
    assert night.silent == [f"aged_out: {D}", f"aged_out: {E}"]


def test_a_week_gone_from_the_middle_was_withdrawn() -> None:
    page = [*week("2026-03-02", A, B), *week("2026-02-23", C), *week("2026-02-16", D, E), *week("2026-02-09", F)]
    assert Nights(*page).then(*page[:2], *page[3:]).announced == [f"withdrawn: {C}"]


def test_part_of_the_oldest_week_gone_was_withdrawn() -> None:
    page = [*week("2026-03-02", A, B), *week("2026-02-16", D, E)]
    assert Nights(*page).then(*page[:3]).announced == [f"withdrawn: {E}"]


def test_a_notice_below_the_weeks_that_goes_was_withdrawn() -> None:
    notices = [entry(title, section=("Notices",), published="") for title in (D, E)]
    night = Nights(*week("2026-03-02", A, B), *notices).then(*week("2026-03-02", A, B), notices[0])
    assert night.announced == [f"withdrawn: {E}"]


def feed(*titles: str, first: int = 20) -> list[Entry]:
    return [entry(title, key=title, section=(), published=f"2026-02-{first - n:02}") for n, title in enumerate(titles)]


def test_the_last_items_of_a_feed_age_out() -> None:
    items = feed(*SUBJECTS[:6])
    night = Nights(*items).then(entry("News", key="News", section=(), published="2026-03-03"), *items[:5])
    assert night.announced == ["added: News"]
    assert night.silent == [f"aged_out: {F}"]


def test_the_last_items_of_an_undated_feed_age_out_by_place() -> None:
    items = [replace(each, published="") for each in feed(*SUBJECTS[:6])]
    assert Nights(*items).then(*items[:4]).announced == []


def test_an_item_from_the_middle_of_a_feed_was_withdrawn() -> None:
    items = feed(*SUBJECTS[:6])
    assert Nights(*items).then(*items[:2], *items[3:]).announced == [f"withdrawn: {C}"]


def test_a_feed_whose_whole_window_moved_on_has_withdrawn_nothing() -> None:
    new = [entry(f"Later {n}", key=f"l{n}", section=(), published=f"2026-04-{20 - n:02}") for n in range(6)]
    night = Nights(*feed(*SUBJECTS[:6])).then(*new)
    assert night.last.drift is None
    assert len(night.announced) == 6
    assert {change.kind for change in night.last.changes} == {"added", "aged_out"}


def test_a_row_missing_from_a_complete_list_was_withdrawn() -> None:
    rows = [entry(title, key=title, section=(), published="") for title in SUBJECTS[:6]]
    assert Nights(*rows, window=Window.COMPLETE).then(*rows[:5]).announced == [f"withdrawn: {F}"]


def test_what_outlived_its_stated_end_ages_out() -> None:
    rows = [
        entry(title, key=title, section=(), published="", facts={"support_end": "2025-12-31"}) for title in SUBJECTS[:6]
    ]
    assert Nights(*rows, window=Window.COMPLETE).then(*rows[:5]).announced == []


def test_the_newest_of_a_series_replaces_the_one_before() -> None:
    rows = [entry(title, key=title, section=(), published="2026-01-01") for title in SUBJECTS[:4]]
    old = entry("Malware list 5290", "Number 5290", key="list 5290", section=(), published="2026-03-01")
    new = entry("Malware list 5291", "Number 5291", key="list 5291", section=(), published="2026-03-02")
    night = Nights(old, *rows).then(new, *rows)
    assert night.announced == ["added: Malware list 5291"]
    assert night.silent == ["aged_out: Malware list 5290"]


def test_a_version_pulled_while_others_of_its_series_stay_was_withdrawn() -> None:
    rows = [
        entry(f"Version 12{n}.0", f"Fixes {n}", key=f"12{n}.0", section=(), published=f"2026-02-2{n}")
        for n in (5, 4, 3, 2)
    ]
    new = entry("Version 126.0", "Fixes 6", key="126.0", section=(), published="2026-03-02")
    assert Nights(*rows).then(new, *rows[1:]).announced == ["added: Version 126.0", "withdrawn: Version 125.0"]


def in_development(*titles: str) -> list[Entry]:
    return [entry(title, section=("Device management",), published="") for title in titles]


def test_a_feature_that_leaves_in_development_without_a_trace_was_withdrawn() -> None:
    page = in_development(A, B, C)
    night = Nights(*page, window=Window.TRANSIENT).then(*page[:2])
    assert night.announced == [f"withdrawn: {C}"]


def test_a_feature_that_leaves_in_development_for_whats_new_has_shipped() -> None:
    page = in_development(A, B, C)
    of = source(stage="development", family="intune")
    night = Nights(*page, window=Window.TRANSIENT, of=of)
    night.then(*page[:2], elsewhere=[there(week("2026-03-02", C)[0], "released")])
    assert night.announced == []
    assert night.silent == [f"aged_out: {C}"]
    assert "shipped" in night.only.reason
    assert night.last.continues[0].story == "story-1"


def test_what_ships_tells_since_when_it_was_in_development() -> None:
    night = Nights(*week("2026-03-02", A), of=source(stage="released"))
    night.then(*week("2026-03-02", A, B), elsewhere=[there(in_development(B)[0], "development")])
    assert night.announced == [f"added: {B}"]
    assert night.only.reason == "new: shipped; was in development since 2026-03-02"
    assert night.last.continues[0].entry_id == 1


def test_an_entry_that_reaches_the_archive_is_not_new() -> None:
    night = Nights(*week("2026-01-05", A), of=source(stage="archive"))
    night.then(*week("2026-03-02", B), *week("2026-01-05", A), elsewhere=[there(week("2026-03-02", B)[0], "released")])
    assert night.announced == []
    assert night.silent == [f"moved: {B}"]


def test_an_archive_without_its_forerunner_tells_nothing_old_as_new() -> None:
    night = Nights(*week("2026-01-05", A), of=source(stage="archive"))
    assert night.then(*week("2025-10-06", B), *week("2026-01-05", A)).announced == []


def test_an_entry_moved_to_the_archive_was_not_withdrawn() -> None:
    night = Nights(*week("2026-03-02", A, B, C), of=source(stage="released"))
    night.then(*week("2026-03-02", A, C), elsewhere=[there(week("2026-03-02", B)[0], "archive")])
    assert night.announced == []


@pytest.mark.parametrize("days", [3, 30])
def test_a_numbered_message_has_had_its_time_after_two_weeks(days: int) -> None:
    messages = [entry(title, key=f"MC10{n}", section=(), published="") for n, title in enumerate(SUBJECTS[:4])]
    night = Nights(*messages, window=Window.TRANSIENT).then(*messages[:3], days=days)
    assert night.announced == ([f"withdrawn: {D}"] if days < 14 else [])


def test_gone_tonight_and_back_tomorrow_is_restored_in_a_word() -> None:
    page = week("2026-03-02", A, B, C)
    night = Nights(*page).then(*page[:2])
    assert night.announced == [f"withdrawn: {C}"]
    night.then(*page)
    assert night.announced == [f"restored: {C}"]
    assert night.only.shown_text == ""
    assert night.only.known_id == 3


def test_an_aged_out_entry_that_comes_back_is_recorded_only() -> None:
    page = [*week("2026-03-02", A, B), *week("2026-02-09", C)]
    night = Nights(*page).then(*page[:2]).then(*page)
    assert night.announced == []
    assert night.silent == [f"restored: {C}"]


def test_the_same_headline_a_year_later_is_new_and_not_restored() -> None:
    old = entry(
        "Newly available apps", "These apps came: Alpha by One.", section=("Week of January 5",), published="2025-01-06"
    )
    new = entry(
        "Newly available apps", "These apps came: Beta by Two.", section=("Week of March 2",), published="2026-03-02"
    )
    night = Nights(*week("2026-02-23", A, B), old).then(*week("2026-02-23", A, B))
    assert night.then(new, *week("2026-02-23", A, B)).announced == ["added: Newly available apps"]


def test_the_reverse_of_an_edit_is_restored_and_shown_as_one_small_difference() -> None:
    before, rest = week("2026-03-02", A)[0], week("2026-03-02", B)
    after = replace(before, text=before.text + "\nOnly until June.", html=before.html + "<p>Only until June.</p>")
    night = Nights(before, *rest).then(after, *rest)
    assert night.announced == [f"edited: {A}"]
    night.then(before, *rest)
    assert night.announced == [f"restored: {A}"]
    assert night.only.shown_text == "[-Only until June.-]"


def test_a_wording_that_flickers_is_told_no_more() -> None:
    before, rest = week("2026-03-02", A)[0], week("2026-03-02", B)
    after = replace(before, text=before.text + "\nOnly until June.", html=before.html + "<p>Only until June.</p>")
    night = Nights(before, *rest)
    told = [bool(night.then(state, *rest).announced) for _ in range(8) for state in (after, before)]
    assert all(told[:6])
    assert not any(told[-2:])


def test_an_entry_that_comes_and_goes_is_told_three_times_each_way() -> None:
    first, second, third = week("2026-03-02", A, B, C)
    night = Nights(first, second, third)
    told = [night.then(*state).announced for _ in range(5) for state in ((first, third), (first, second, third))]
    assert told[:6] == [[f"withdrawn: {B}"], [f"restored: {B}"]] * 3
    assert told[6:] == [[]] * 4
    assert "comes and goes, 5 times so far" in night.then(first, third).last.changes[0].reason


def test_what_changed_while_it_was_away_is_told_however_often_it_comes_and_goes() -> None:
    first, second, third = week("2026-03-02", A, B, C)
    night = Nights(first, second, third)
    for _ in range(4):
        night.then(first, third).then(first, second, third)
    night.then(first, third)
    assert night.then(first, replace(second, text=second.text + "\nOnly until June."), third).announced == [
        f"restored: {B}"
    ]


def test_the_baseline_announces_only_what_the_look_back_covers() -> None:
    now = START + timedelta(days=1)
    recent, older = week(now.date().isoformat(), A), week("2026-01-05", B)
    night = Nights(*recent, *older, of=source(look_back_days=14))
    assert night.announced == [f"baseline: {A}"]
    assert night.silent == [f"baseline: {B}"]


def versions(**ends: str) -> list[Entry]:
    """The rows of the versions of a product, each with its stated end."""
    return [
        entry(f"Desk OS, version {name}", section=("Current versions",), published="2023-10-31", key=name,
              facts={"product": "Desk OS", "version": name, "support_end": end or None})
        for name, end in ends.items()
    ]  # fmt: skip


def builds(version: str, *days: str) -> list[Entry]:
    """The history of a version, the newest build first."""
    return [
        entry(f"Desk OS, version {version}: build {version}.{day}", section=(f"Desk OS, version {version}",),
              published=day, key=f"{version}.{day}",
              facts={"product": "Desk OS", "version": version, "build": (f"{version}.{day}",), "released": day})
        for day in days
    ]  # fmt: skip


NEWER = builds("9", "2026-02-10", "2026-01-13", "2025-12-09", "2025-11-11")
OLDER = builds("8", "2026-02-10", "2026-01-13", "2025-12-09")
ROWS = versions(v9="2027-10-12", v8="2026-11-10")
NINE, EIGHT = (replace(row, facts={**row.facts, "version": name}) for row, name in zip(ROWS, "98", strict=True))


def test_a_version_that_leaves_before_its_stated_end_is_told_once_and_its_builds_leave_with_it() -> None:
    night = Nights(NINE, EIGHT, *NEWER, *OLDER).then(NINE, *NEWER)
    assert night.announced == ["withdrawn: Desk OS, version v8"]
    assert len(night.silent) == 3
    assert night.last.changes[0].reason == "withdrawn: its stated end, 2026-11-10, lies ahead"


def test_a_version_that_leaves_after_its_stated_end_leaves_in_silence_with_its_builds() -> None:
    night = Nights(NINE, EIGHT, *NEWER, *OLDER).then(NINE, *NEWER, days=270)
    assert (night.announced, len(night.silent)) == ([], 4)


def test_a_version_with_a_single_build_takes_it_along() -> None:
    night = Nights(NINE, EIGHT, *NEWER, *OLDER[:1]).then(NINE, *NEWER)
    assert night.announced == ["withdrawn: Desk OS, version v8"]


def test_the_oldest_build_falls_off_its_history_whatever_others_hold() -> None:
    night = Nights(NINE, EIGHT, *NEWER, *OLDER).then(NINE, EIGHT, *NEWER, *OLDER[:2])
    assert (night.announced, night.silent) == ([], [f"aged_out: {OLDER[2].title}"])


@pytest.mark.parametrize("gone", [0, 1])
def test_a_build_that_goes_while_older_ones_of_its_version_stay_was_withdrawn(gone: int) -> None:
    stay = [one for at, one in enumerate(OLDER) if at != gone]
    night = Nights(NINE, EIGHT, *NEWER, *OLDER).then(NINE, EIGHT, *NEWER, *stay)
    assert night.announced == [f"withdrawn: {OLDER[gone].title}"]


def test_the_only_build_of_a_version_that_stays_was_withdrawn() -> None:
    night = Nights(NINE, EIGHT, *NEWER, *OLDER[:1]).then(NINE, EIGHT, *NEWER)
    assert night.announced == [f"withdrawn: {OLDER[0].title}"]


def issues(*states: str) -> list[Entry]:
    """Known issues, the newest first; those that are over stand last, as collectors put them."""
    return [
        replace(one, facts={"status": state}) for one, state in zip(feed(*SUBJECTS[: len(states)]), states, strict=True)
    ]


@pytest.mark.parametrize("state", ["Mitigated", "Confirmed", "Investigating", "serviceDegradation", "In development"])
def test_an_issue_that_vanishes_unresolved_is_told_though_it_was_the_oldest(state: str) -> None:
    page = issues("Confirmed", state)
    night = Nights(*page).then(page[0])
    assert night.announced == [f"withdrawn: {B}"]
    assert night.only.reason == f"withdrawn: it was not over, its state was “{state}”"


@pytest.mark.parametrize("state", ["Resolved", "resolved external", "Launched", "Inactive", ""])
def test_an_issue_that_is_over_leaves_in_silence(state: str) -> None:
    page = issues("Confirmed", state)
    night = Nights(*page).then(page[0])
    assert (night.announced, night.silent) == ([], [f"aged_out: {B}"])


def test_an_open_issue_that_turns_up_among_the_resolved_was_not_withdrawn() -> None:
    page = issues("Confirmed", "Mitigated")
    night = Nights(*page, of=source(stage="released", family="desk"))
    resolved = replace(page[1], facts={"status": "Resolved"}, text=f"{page[1].text}\nThis issue was resolved.")
    night.then(page[0], elsewhere=[there(resolved, "archive")])
    assert (night.announced, night.silent) == ([], [f"aged_out: {B}"])
