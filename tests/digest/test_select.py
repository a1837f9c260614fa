"""Which changes a digest tells, and each matter of them once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from omfeed.digest.select import fits, is_told, merged_deltas, muted, stories
from omfeed.model import ChangeKind, Delta, DeltaKind, Entry, Filter, Nature, Platform, Severity
from tests.kit.items import NIGHT, entry, item, judged, source

SEPTEMBER = entry("Old connector", "It stops on 1 September 2026.")
OCTOBER = entry("Old connector", "It stops on 1 October 2026.")
DECEMBER = entry("Old connector", "It stops on 1 December 2026.")


def moved(before: str, after: str) -> Delta:
    return Delta(kind=DeltaKind.DELAYED, before=before, after=after)


@pytest.mark.parametrize("kind", [ChangeKind.MOVED, ChangeKind.AGED_OUT])
def test_moved_and_aged_out_entries_are_never_told(kind: ChangeKind) -> None:
    assert not is_told(item(kind=kind, before=entry()))


def test_a_cosmetic_edit_is_never_told() -> None:
    assert not is_told(item(kind=ChangeKind.EDITED, before=entry(), material=False))


def test_a_baseline_entry_within_the_look_back_is_told() -> None:
    assert is_told(item(kind=ChangeKind.BASELINE))
    assert not is_told(item(kind=ChangeKind.BASELINE, material=False))


def test_what_a_rule_muted_is_counted_and_not_told() -> None:
    quiet = item(None, judged(Platform.WINDOWS, muted_by="noise"))
    assert not is_told(quiet)
    assert muted([quiet, item(), item(None, judged(muted_by="noise"), kind=ChangeKind.MOVED)]) == 1


def test_items_of_one_story_are_one_matter_and_the_worst_speaks_for_it() -> None:
    note = item(entry("Day zero note"), judged(Platform.IOS, severity=Severity.LOW), story="ios-26.2")
    security = item(entry("31 fixes"), judged(Platform.IOS, severity=Severity.HIGH), story="ios-26.2")
    other = item(entry("Something else"))
    told = stories([note, security, other])
    assert [[i.change.entry.title for i in matter.items] for matter in told] == [
        ["31 fixes", "Day zero note"],
        ["Something else"],
    ]


def test_between_equals_what_was_released_outranks_what_is_in_development() -> None:
    coming = item(entry("Coming"), story="s", of=source("dev", stage="development"))
    here = item(entry("Here"), story="s")
    assert stories([coming, here])[0].lead is here


def edits(*pairs: tuple[Entry, Entry]) -> list:
    return [
        item(
            after,
            kind=ChangeKind.EDITED,
            before=before,
            entry_id=7,
            at=NIGHT + timedelta(days=day),
            shown=(f"<p>diff {day}</p>", f"diff {day}"),
            deltas=[moved(before.text[12:-1], after.text[12:-1])],
        )
        for day, (before, after) in enumerate(pairs)
    ]


def test_an_entry_edited_twice_is_told_once_from_first_to_last() -> None:
    (told,) = stories(edits((SEPTEMBER, OCTOBER), (OCTOBER, DECEMBER)))
    change = told.lead.change
    assert (change.before, change.after) == (SEPTEMBER, DECEMBER)
    assert told.lead.deltas == (moved("1 September 2026", "1 December 2026"),)
    assert change.shown_html == "<p>diff 1</p>"


def test_its_words_are_compared_anew_when_somebody_can() -> None:
    (told,) = stories(
        edits((SEPTEMBER, OCTOBER), (OCTOBER, DECEMBER)),
        rediff=lambda before, after: (f"<p>{before.text}→{after.text}</p>", "new"),
    )
    assert "September" in told.lead.change.shown_html
    assert "December" in told.lead.change.shown_html


def test_an_entry_that_ended_as_it_began_is_not_told() -> None:
    assert stories(edits((SEPTEMBER, OCTOBER), (OCTOBER, SEPTEMBER))) == ()


def test_an_entry_added_and_edited_is_new_with_its_latest_words() -> None:
    added = item(SEPTEMBER, entry_id=7)
    edited = item(OCTOBER, entry_id=7, kind=ChangeKind.EDITED, before=SEPTEMBER, at=NIGHT + timedelta(days=1))
    (told,) = stories([edited, added])
    assert told.lead.change.kind is ChangeKind.ADDED
    assert told.lead.change.shown_text == OCTOBER.text
    assert told.lead.deltas == ()


def test_an_entry_added_and_withdrawn_is_told_as_withdrawn() -> None:
    added = item(SEPTEMBER, entry_id=7)
    gone = item(SEPTEMBER, entry_id=7, kind=ChangeKind.WITHDRAWN, at=NIGHT + timedelta(days=1))
    (told,) = stories([added, gone])
    assert told.lead.change.kind is ChangeKind.WITHDRAWN


def test_withdrawn_and_back_with_other_words_is_restored() -> None:
    gone = item(SEPTEMBER, entry_id=7, kind=ChangeKind.WITHDRAWN)
    back = item(OCTOBER, entry_id=7, kind=ChangeKind.RESTORED, before=SEPTEMBER, at=NIGHT + timedelta(days=1))
    (told,) = stories([gone, back])
    assert told.lead.change.kind is ChangeKind.RESTORED
    assert (told.lead.change.before, told.lead.change.after) == (SEPTEMBER, OCTOBER)


@pytest.mark.parametrize(
    ("nights", "together"),
    [
        (
            [[moved("2026-08-01", "2026-10-01")], [moved("2026-10-01", "2026-12-01")]],
            [moved("2026-08-01", "2026-12-01")],
        ),
        ([[moved("2026-08-01", "2026-10-01")], [moved("2026-10-01", "2026-08-01")]], []),
        (
            [
                [Delta(kind=DeltaKind.PLATFORM_ADDED, subject="macos")],
                [Delta(kind=DeltaKind.PLATFORM_REMOVED, subject="macos")],
            ],
            [],
        ),
        (
            [[Delta(kind=DeltaKind.DUE_ADDED, after="2026-08-01")], [moved("2026-08-01", "2026-10-01")]],
            [Delta(kind=DeltaKind.DUE_ADDED, after="2026-10-01")],
        ),
        (
            [[moved("2026-08-01", "2026-10-01"), moved("2027-01", "2027-02")]],
            [moved("2026-08-01", "2026-10-01"), moved("2027-01", "2027-02")],
        ),
        (
            [
                [Delta(kind=DeltaKind.PLATFORM_ADDED, subject="macos")],
                [Delta(kind=DeltaKind.PLATFORM_REMOVED, subject="ios")],
            ],
            [
                Delta(kind=DeltaKind.PLATFORM_ADDED, subject="macos"),
                Delta(kind=DeltaKind.PLATFORM_REMOVED, subject="ios"),
            ],
        ),
    ],
)
def test_what_edits_mean_together(nights: list[list[Delta]], together: list[Delta]) -> None:
    assert list(merged_deltas(nights)) == together


MAC = item(
    entry("Settings for FileVault", "A key is rotated."),
    judged(Platform.MACOS, severity=Severity.HIGH, act=True, topics=["updates"], nature=Nature.CHANGED, devices=0),
)


def test_a_filter_of_tags_lets_through_what_a_rule_tagged_so() -> None:
    tagged = item(entry("Settings for FileVault"), replace(judged(), tags=("app-team", "kiosk")))
    assert fits(tagged, Filter(tags=("other", "kiosk")))
    assert not fits(tagged, Filter(tags=("kios",)))
    assert not fits(MAC, Filter(tags=("kiosk",)))


@pytest.mark.parametrize(
    ("wanted", "reads"),
    [
        (Filter(), True),
        (Filter(platforms=(Platform.MACOS,)), True),
        (Filter(platforms=(Platform.IOS, Platform.ANDROID)), False),
        (Filter(sources=("whats-new",)), True),
        (Filter(sources=("other",)), False),
        (Filter(natures=(Nature.CHANGED,)), True),
        (Filter(natures=(Nature.ISSUE,)), False),
        (Filter(topics=("updates", "apps")), True),
        (Filter(topics=("apps",)), False),
        (Filter(words=("filevault",)), True),
        (Filter(words=("key is  rotated",)), True),
        (Filter(words=("vault",)), False),
        (Filter(words=("C++",)), False),
        (Filter(minimum_severity=Severity.HIGH), True),
        (Filter(minimum_severity=Severity.CRITICAL), False),
        (Filter(only_action_required=True), True),
        (Filter(only_user_visible=True), False),
        (Filter(only_ours=True), False),
    ],
)
def test_each_condition_of_a_filter(wanted: Filter, reads: bool) -> None:
    assert fits(MAC, wanted) is reads


def test_matters_of_the_whole_service_fit_every_platform() -> None:
    assert fits(item(None, judged()), Filter(platforms=(Platform.LINUX,)))
