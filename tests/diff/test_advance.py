"""The next state of what is known."""

from __future__ import annotations

from dataclasses import replace

from omfeed.model import EntryState
from omfeed.text.fingerprint import fingerprint
from tests.diff.page import SUBJECTS, Nights, week

A, B, C = SUBJECTS[:3]


def test_new_entries_get_the_next_ids_in_the_order_of_the_page() -> None:
    night = Nights(*week("2026-03-02", A, B)).then(*week("2026-03-02", C, A, B))
    assert [(row.id, row.entry.title) for row in night.known] == [(1, A), (2, B), (3, C)]


def test_an_unchanged_entry_is_seen_again() -> None:
    night = Nights(*week("2026-03-02", A)).then(*week("2026-03-02", A))
    assert night.known[0].last_seen == night.now
    assert night.known[0].first_seen < night.now
    assert len(night.known[0].fingerprints) == 1


def test_an_edit_adds_a_fingerprint_and_a_cosmetic_one_does_not() -> None:
    before = week("2026-03-02", A)[0]
    night = Nights(before, *week("2026-03-02", B))
    loud = replace(before, text=before.text.upper())
    assert night.then(loud, *week("2026-03-02", B)).known[0].fingerprints == (fingerprint(before),)
    assert night.known[0].entry.text == loud.text
    edited = replace(before, text="Something else is true now.")
    assert night.then(edited, *week("2026-03-02", B)).known[0].fingerprints == (
        fingerprint(before),
        fingerprint(edited),
    )


def test_a_withdrawn_entry_keeps_its_last_state_and_comes_back_under_its_row() -> None:
    page = week("2026-03-02", A, B, C)
    night = Nights(*page).then(*page[:2])
    assert night.known[2].state is EntryState.WITHDRAWN
    assert night.known[2].entry.title == C
    night.then(*page)
    assert night.known[2].state is EntryState.PRESENT
    assert len(night.known) == 3


def test_the_place_follows_the_page_without_a_change() -> None:
    night = Nights(*week("2026-03-02", A, B)).then(*week("2026-03-02", B, A))
    assert night.last.changes == ()
    assert [row.entry.place for row in night.known] == [1, 0]
