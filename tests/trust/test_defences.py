"""The table of defences, which `make defences` takes away in turn, goes with the code and the tests as they are."""

from __future__ import annotations

from collections import Counter

from bench.defences import DEFENCES, astray


def test_every_defence_stands_where_the_table_says_and_has_its_tests() -> None:
    assert astray(DEFENCES) == []


def test_every_defence_is_told_apart_and_its_absence_is_other_code() -> None:
    assert [name for name, count in Counter(defence.name for defence in DEFENCES).items() if count > 1] == []
    assert [defence.name for defence in DEFENCES if defence.old == defence.new] == []
