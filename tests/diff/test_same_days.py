"""A date written another way is the same date; another date, and other words around it, are edits."""

from __future__ import annotations

import pytest

from tests.diff.page import SUBJECTS, Nights, entry, week

OTHERS = week("2026-03-02", *SUBJECTS[1:4])


def _night(before: str, after: str) -> Nights:
    old = entry(SUBJECTS[0], f"Profiles are renewed no more {before}. Change them before.")
    new = entry(SUBJECTS[0], f"Profiles are renewed no more {after}. Change them before.")
    return Nights(old, *OTHERS).then(new, *OTHERS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("on November 1, 2026", "on 1 November 2026"),
        ("on January 15, 2027", "on Friday, January 15, 2027"),
        ("on Fri, Jan 15, 2027", "on January 15, 2027"),
        ("on November 1, 2026", "on 2026-11-01"),
        ("from November 1-5, 2026", "from 1–5 November 2026"),
        ("in November 2026", "in Nov 2026"),
        ("am 1. November 2026", "am Sonntag, den 1. November 2026"),
        ("2026년 11월 1일", "2026년 11월 1일(일)"),
    ],
)
def test_the_same_days_written_another_way_are_cosmetic(before: str, after: str) -> None:
    night = _night(before, after)
    assert night.announced == []
    assert "cosmetic" in night.only.reason


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("on November 1, 2026", "on 2 November 2026"),
        ("on November 1, 2026", "on November 1"),
        ("on November 1, 2026", "in November 2026"),
        ("in late November 2026", "in early November 2026"),
        ("from November 1-11, 2026", "from November 1, 2026"),
        ("before November 1, 2026", "after 1 November 2026"),
        ("on November 1, 2026 at 10:00", "on 1 November 2026 at 11:00"),
        ("on November 1, 2026 and May 2, 2027", "on 2 May 2027 and 1 November 2026"),
        ("every Sunday", "every Monday"),
    ],
)
def test_other_days_or_other_words_are_told(before: str, after: str) -> None:
    assert _night(before, after).announced == [f"edited: {SUBJECTS[0]}"]


def test_a_headline_written_anew_is_told() -> None:
    old, new = (entry(title, "It ends for all.") for title in ("Ends May 5, 2026", "Ends 5 May 2026"))
    assert Nights(old, *OTHERS).then(new, *OTHERS).announced == ["edited: Ends 5 May 2026"]
