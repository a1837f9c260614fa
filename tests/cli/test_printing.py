"""Words and columns of what commands print."""

from __future__ import annotations

from omfeed.cli.printing import columns, counted


def test_a_noun_goes_with_its_number() -> None:
    assert counted(1, "change") == "1 change"
    assert counted(0, "change") == "0 changes"
    assert counted(1_204, "reply", "replies") == "1,204 replies"


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
