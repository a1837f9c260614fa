"""Words and columns of what commands print."""

from __future__ import annotations

import io
import sys

import pytest

from omfeed.cli.printing import because, columns, counted, fitted
from omfeed.model import Evidence

TITLE = "42  windows  A title that is longer than the terminal is wide"


class Screen(io.StringIO):
    """A standard output that a person looks at."""

    def isatty(self) -> bool:
        return True


def looked_at(monkeypatch: pytest.MonkeyPatch, wide: int) -> None:
    """Let what is printed go to a terminal of that width."""
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setenv("COLUMNS", str(wide))


def test_a_noun_goes_with_its_number() -> None:
    assert counted(1, "change") == "1 change"
    assert counted(0, "change") == "0 changes"
    assert counted(1_204, "reply", "replies") == "1,204 replies"


def test_the_conditions_of_a_rule_of_ours_are_told_without_quotation_marks_around_them() -> None:
    ours = Evidence(field="tags", value="x", rule="your rule “macs” (tag)", words="words “FileVault”")
    assert because(ours) == "tags = x  by your rule “macs” (tag): words “FileVault”"
    theirs = Evidence(field="nature", value="new", rule="you-can", words="You can rotate keys.")
    assert because(theirs) == "nature = new  by you-can: “You can rotate keys.”"


def test_columns_stand_below_each_other_however_long_a_cell_is() -> None:
    rows = [("9", "windows", "a title"), ("128", "windows,macos,linux", "another, longer title")]
    assert columns(rows, right=frozenset({0})) == [
        "  9  windows              a title",
        "128  windows,macos,linux  another, longer title",
    ]


def test_korean_takes_the_room_it_takes_in_a_terminal() -> None:
    assert columns([("서비스", "a"), ("ios", "b")]) == ["서비스  a", "ios     b"]


def test_no_row_is_no_line() -> None:
    assert columns([]) == []


def test_a_line_that_a_terminal_has_no_room_for_ends_in_an_ellipsis(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at(monkeypatch, 40)
    assert fitted(TITLE) == "42  windows  A title that is longer tha…"
    assert len(fitted(TITLE)) == 40
    assert fitted(TITLE[:40]) == TITLE[:40]


def test_wide_characters_are_cut_by_the_room_they_take(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at(monkeypatch, 21)
    assert fitted("42  관리 기기의 업데이트 정책") == "42  관리 기기의 업데…"


def test_piped_lines_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setenv("COLUMNS", "40")
    assert fitted(TITLE) == TITLE


def test_in_a_terminal_that_is_hardly_one_nothing_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at(monkeypatch, 5)
    assert fitted(TITLE) == TITLE


def test_what_is_cut_can_steer_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at(monkeypatch, 40)
    assert "\x1b" not in fitted("\x1b[31m" * 20 + TITLE)
