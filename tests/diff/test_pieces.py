"""Entries cut in two or put together: a piece is named as one, and what only passed between the two is no change."""

from __future__ import annotations

from datetime import timedelta

import pytest

from omfeed.diff.advance import advance
from omfeed.model import DeltaKind, Entry, Known
from omfeed.understand import Judge, Understood
from tests.diff.page import START, SUBJECTS, Nights, entry, parsed, source, week

REST = week("2026-03-02", *SUBJECTS[:3])
LOCK = "With the new policy you set a password for the recovery of Macs and rotate it on a schedule."
PASSCODE = "The same policy lets the helpdesk remove the passcode of supervised iPads when it was forgotten."
LONG = (f"{LOCK}\n{PASSCODE}", LOCK, PASSCODE)
SHORT = ("Profiles can ask for WPA3 with 192 bit.",) * 3


def _piece(title: str, text: str, *platforms: str) -> Entry:
    return entry(title, "\n".join([text, "Applies to:", *platforms]))


def _entries(texts: tuple[str, str, str]) -> tuple[Entry, Entry, Entry]:
    whole, one, other = texts
    return (
        _piece("A policy for desks and tablets", whole, "macOS", "iOS/iPadOS"),
        _piece("A policy for desks and tablets", one, "macOS"),
        _piece("The same policy for tablets", other, "iOS/iPadOS"),
    )


def _understand(known: tuple[Known, ...], *entries: Entry, night: int) -> tuple[Understood, tuple[Known, ...]]:
    now = START + timedelta(days=night)
    found = Judge().understand(parsed(*entries), source(), known, now)
    return found, advance(known, found.diff, now)


@pytest.mark.parametrize("texts", [LONG, SHORT], ids=["long", "short"])
def test_an_entry_split_in_two_lost_nothing_and_put_together_gained_nothing(texts: tuple[str, str, str]) -> None:
    whole, one, other = _entries(texts)
    _, known = _understand((), whole, *REST, night=0)
    split, known = _understand(known, one, other, *REST, night=1)
    kinds = {judged.change.kind.value: judged for judged in split.judged}
    assert kinds["added"].change.reason == f"new: split off from “{whole.title}”"
    assert DeltaKind.PLATFORM_REMOVED not in [delta.kind for delta in kinds["edited"].deltas]
    merged, _ = _understand(known, whole, *REST, night=2)
    kinds = {judged.change.kind.value: judged for judged in merged.judged}
    assert not kinds["withdrawn"].announced
    assert kinds["withdrawn"].change.reason == f"its text now stands in “{whole.title}”"
    assert DeltaKind.PLATFORM_ADDED not in [delta.kind for delta in kinds["restored"].deltas]


def test_a_platform_that_no_piece_took_along_was_lost() -> None:
    whole, one, other = _entries(LONG)
    whole = _piece(whole.title, LONG[0], "macOS", "iOS/iPadOS", "Android")
    _, known = _understand((), whole, *REST, night=0)
    split, _ = _understand(known, one, other, *REST, night=1)
    (edited,) = (judged for judged in split.judged if judged.change.kind.value == "edited")
    assert [delta.subject for delta in edited.deltas if delta.kind is DeltaKind.PLATFORM_REMOVED] == ["android"]


def test_a_date_that_a_piece_took_along_was_not_removed() -> None:
    ends = "On December 1, 2026, support for the old agent of iPads ends. Update it before that date."
    whole, one, other = _entries((f"{LOCK}\n{ends}", LOCK, ends))
    _, known = _understand((), whole, *REST, night=0)
    split, _ = _understand(known, one, other, *REST, night=1)
    kinds = {judged.change.kind.value: judged for judged in split.judged}
    assert [due.date for due in kinds["added"].assessment.due] == ["2026-12-01"]
    lost = {DeltaKind.DUE_REMOVED, DeltaKind.ACTION_DROPPED, DeltaKind.PLATFORM_REMOVED}
    assert not lost.intersection(delta.kind for delta in kinds["edited"].deltas)


def test_a_stock_phrase_that_other_entries_hold_is_no_piece_of_one() -> None:
    stock = "This feature is in public preview and may change at any time."
    holder = entry("Another thing", f"It shows reports.\n{stock}")
    edited = entry("Another thing", f"It shows lists.\n{stock}")
    night = Nights(*REST, holder, entry("Third", f"It counts.\n{stock}"), entry("Gone", stock))
    night.then(*REST, edited, entry("Third", f"It counts.\n{stock}"))
    assert "withdrawn: Gone" in night.announced


def test_an_entry_that_goes_while_a_like_one_is_edited_otherwise_was_withdrawn() -> None:
    _, one, other = _entries(SHORT)
    edited = _piece(one.title, f"{SHORT[0]}\nThe profile names a server as well.", "macOS")
    night = Nights(one, other, *REST).then(edited, *REST)
    assert f"withdrawn: {other.title}" in night.announced
