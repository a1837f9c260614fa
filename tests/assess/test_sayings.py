"""Hundreds of ways in which vendors say things, each with what a careful reader makes of it.

``data/sayings.tsv`` holds them: what is said, and for each question the answer, or ``-`` where it is not asked. A rule
that is made for one wording fails on the next; so what counts is how many of them all are heard.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from omfeed.model import Assessment
from tests.assess.kit import judged

_FILE = Path(__file__).parent / "data" / "sayings.tsv"


@pytest.fixture(scope="module")
def said() -> list[tuple[dict[str, str], Assessment]]:
    """Each saying with what omfeed makes of it."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row, judged(row["title"], row["text"], published="2023-01-10")) for row in rows]


def _answers(said: list[tuple[dict[str, str], Assessment]], name: str) -> list[tuple[bool, bool, str]]:
    flags = {"action": "action_required", "visible": "user_visible"}
    return [
        (bool(getattr(made, flags[name])), row[name] == "1", f"{row['title']}: {row['text']}")
        for row, made in said
        if row[name] != "-"
    ]


def test_almost_every_call_to_act_is_heard(said: list[tuple[dict[str, str], Assessment]]) -> None:
    calls = [(heard, words) for heard, is_so, words in _answers(said, "action") if is_so]
    missed = [words for heard, words in calls if not heard]
    assert len(calls) > 100
    assert len(missed) <= 0.1 * len(calls), missed


def test_hardly_anything_is_taken_for_a_call_to_act_that_is_none(
    said: list[tuple[dict[str, str], Assessment]],
) -> None:
    answers = _answers(said, "action")
    wrong = [words for heard, is_so, words in answers if heard and not is_so]
    assert len(wrong) <= 0.1 * sum(heard for heard, _, _ in answers), wrong


def test_what_people_notice_is_told_from_what_only_admins_do(said: list[tuple[dict[str, str], Assessment]]) -> None:
    answers = _answers(said, "visible")
    right = sum(heard and is_so for heard, is_so, _ in answers)
    wrong = [words for heard, is_so, words in answers if heard != is_so]
    assert 2 * right / (2 * right + len(wrong)) >= 0.88, wrong


def test_the_nature_of_nine_in_ten_is_heard(said: list[tuple[dict[str, str], Assessment]]) -> None:
    asked = [(row, made) for row, made in said if row["nature"] != "-"]
    wrong = [
        f"{made.nature.value} for {row['nature']}: {row['title']}: {row['text']}"
        for row, made in asked
        if made.nature.value != row["nature"]
    ]
    assert len(asked) > 150
    assert len(wrong) <= 0.1 * len(asked), wrong


@pytest.mark.parametrize("nature", ["retiring", "security", "issue", "fixed", "changed", "release", "preview", "apps"])
def test_no_nature_goes_unheard(said: list[tuple[dict[str, str], Assessment]], nature: str) -> None:
    told = [made.nature.value == nature for row, made in said if row["nature"] == nature]
    assert sum(told) >= 0.75 * len(told)
