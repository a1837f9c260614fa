"""What an edit means is named before its words are shown."""

from __future__ import annotations

from omfeed.assess.deltas import deltas
from omfeed.assess.judge import assess
from omfeed.model import Delta, DeltaKind, Entry, Fleet
from tests.assess.kit import TODAY, entry, source


def between(before: Entry, after: Entry) -> list[Delta]:
    """The deltas of two revisions, each judged."""
    was, now_is = (assess(one, source(), Fleet(), TODAY) for one in (before, after))
    return list(deltas(before, after, was, now_is))


def kinds(before: Entry, after: Entry) -> list[tuple[str, str, str, str]]:
    """The same as words."""
    return [(one.kind.value, one.subject, one.before, one.after) for one in between(before, after)]


def test_nothing_changed_says_nothing() -> None:
    same = entry("The connector ends", "Support ends on August 1, 2026.")
    assert kinds(same, same) == []


def test_a_later_date_is_a_delay_and_an_earlier_one_a_move() -> None:
    first = entry("The connector ends", "Support ends on August 1, 2026.")
    later = entry("The connector ends", "Support ends on October 1, 2026.")
    assert kinds(first, later) == [("delayed", "", "2026-08-01", "2026-10-01")]
    assert kinds(later, first) == [("due_moved", "", "2026-10-01", "2026-08-01")]


def test_a_month_in_the_title_is_no_new_date_when_the_day_in_the_text_moves() -> None:
    first = entry("Intune requires the new agent by October 2026", "Update it before October 15, 2026.")
    later = entry("Intune requires the new agent by October 2026", "Update it before November 10, 2026.")
    assert kinds(first, later) == [("delayed", "", "2026-10-15", "2026-11-10")]


def test_a_day_that_is_told_by_its_month_alone_is_no_delay() -> None:
    day = entry("The connector ends", "Support ends on October 15, 2026.")
    month = entry("The connector ends", "Support ends in October 2026.")
    assert kinds(day, month) == [("due_moved", "", "2026-10-15", "2026-10")]


def test_dates_that_come_and_go_are_named() -> None:
    without = entry("The connector ends", "Support ends.")
    dated = entry("The connector ends", "Support ends on August 1, 2026.")
    assert kinds(without, dated) == [("due_added", "", "", "2026-08-01")]
    assert kinds(dated, without) == [("due_removed", "", "2026-08-01", "")]


def test_a_date_in_a_field_keeps_its_name_when_it_moves() -> None:
    before = entry("A post", facts={"action_by": "2026-08-01"})
    after = entry("A post", facts={"action_by": "2026-12-01"})
    assert kinds(before, after) == [("delayed", "action_by", "2026-08-01", "2026-12-01")]


def test_platforms_and_versions_that_come_and_go_are_named() -> None:
    before = entry("New settings", "Applies to:\n\n- iOS 16 and later")
    after = entry("New settings", "Applies to:\n\n- iOS 17 and later\n- macOS")
    assert kinds(before, after) == [
        ("platform_added", "macos", "", ""),
        ("version_changed", "ios", ">=16", ">=17"),
    ]
    assert ("platform_removed", "macos", "", "") in kinds(after, before)


def test_a_preview_that_becomes_available_is_told_as_that() -> None:
    preview = entry("Bulk actions (preview)", "In public preview.")
    available = entry("Bulk actions", "Now generally available.")
    told = [one.kind for one in between(preview, available)]
    assert told == [DeltaKind.AVAILABLE, DeltaKind.RETITLED]
    assert DeltaKind.NATURE_CHANGED in [one.kind for one in between(available, entry("Bulk actions are retired", ""))]


def test_a_call_to_act_that_comes_or_goes_is_named() -> None:
    calm = entry("The connector", "It has a new page.")
    urgent = entry("The connector", "You must update it before August 1, 2026, or it will stop working.")
    assert DeltaKind.ACTION_REQUIRED in [one.kind for one in between(calm, urgent)]
    assert DeltaKind.ACTION_DROPPED in [one.kind for one in between(urgent, calm)]


def test_fields_that_change_are_named_with_both_values() -> None:
    before = entry("An issue", facts={"status": "Confirmed", "cve_count": 3, "exploited": False})
    after = entry("An issue", facts={"status": "Mitigated", "cve_count": 4, "exploited": True})
    told = kinds(before, after)
    assert ("fact_changed", "status", "Confirmed", "Mitigated") in told
    assert ("fact_changed", "cve_count", "3", "4") in told
    assert ("fact_changed", "exploited", "no", "yes") in told


def test_a_new_title_is_told_but_not_one_of_case_or_space() -> None:
    assert kinds(entry("Old name"), entry("New  name"))[-1] == ("retitled", "", "Old name", "New  name")
    assert kinds(entry("Old name"), entry("old  Name")) == []
