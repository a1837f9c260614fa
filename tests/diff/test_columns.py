"""A column of a table that gets another name is told once, however few the rows."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from omfeed.collect.writing import listing
from omfeed.model import Entry, Window
from omfeed.text.blocks import plain
from tests.diff.page import Nights, entry

ROWS = [
    {"Minimum OS": "Android 12", "End of updates: Home, Pro": "2028-03-14"},
    {"Minimum OS": "Android 13", "End of updates: Home, Pro": "2029-03-13"},
    {"Minimum OS": "Android 14", "End of updates: Home, Pro": "2030-03-12"},
]


def _row(number: int, cells: Mapping[str, str]) -> Entry:
    html = listing(cells.items())
    return entry(f"RX{number}", plain(html), html=html, key=f"rx{number}", section=("Models",), published="")


def _table(old: str = "", new: str = "", rows: list[dict[str, str]] = ROWS) -> list[Entry]:
    return [
        _row(number, {new if name == old else name: value for name, value in cells.items()})
        for number, cells in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [("End of updates: Home, Pro", "End of servicing: Home and Pro"), ("Minimum OS", "Minimum operating system")],
)
def test_a_column_that_gets_another_name_is_told_once(old: str, new: str) -> None:
    night = Nights(*_table(), window=Window.COMPLETE).then(*_table(old, new))
    assert night.announced == []
    assert night.last.summary == f"“{old}” became “{new}” in 3 entries"


def test_a_value_that_changes_with_the_name_of_its_column_is_told() -> None:
    moved = [{**ROWS[0], "End of updates: Home, Pro": "2028-04-11"}, *ROWS[1:]]
    after = _table("End of updates: Home, Pro", "End of servicing: Home and Pro", moved)
    assert Nights(*_table(), window=Window.COMPLETE).then(*after).announced == ["edited: RX0"]


def test_columns_in_another_order_are_no_new_names() -> None:
    turned = [dict(reversed(cells.items())) for cells in ROWS]
    night = Nights(*_table(), window=Window.COMPLETE).then(*_table(rows=turned))
    assert night.announced == []
    assert night.last.summary == ""


def test_another_name_in_one_row_alone_is_told() -> None:
    first = _table("Minimum OS", "Recommended OS")[0]
    assert Nights(*_table(), window=Window.COMPLETE).then(first, *_table()[1:]).announced == ["edited: RX0"]


def test_a_name_that_says_something_else_is_told_of_each_row() -> None:
    rows = [{"Available": "May"}, {"Available": "June"}]
    night = Nights(*_table(rows=rows), window=Window.COMPLETE).then(*_table("Available", "Retired", rows))
    assert len(night.announced) == 2
