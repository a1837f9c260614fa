"""Which blocks of two revisions belong together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from omfeed.text.align import align, likeness_of

ROWS = st.lists(st.sampled_from(["a b c d e", "a b c d f", "x y z", "one two", "one three", "q"]), max_size=8)


def pairs(before: list[str], after: list[str]) -> list[tuple[int | None, int | None]]:
    return [(pairing.before, pairing.after) for pairing in align(before, after)]


def test_equal_blocks_stay_together() -> None:
    assert pairs(["a", "b"], ["a", "b"]) == [(0, 0), (1, 1)]


def test_an_edited_block_is_paired_with_its_forerunner() -> None:
    assert pairs(["intro", "alpha beta gamma delta"], ["intro", "alpha beta gamma omega"]) == [(0, 0), (1, 1)]


def test_a_vanished_block_stands_where_it_was() -> None:
    assert pairs(["a", "gone away", "b"], ["a", "b"]) == [(0, 0), (1, None), (2, 1)]


def test_a_moved_block_is_moved() -> None:
    assert [p.moved for p in align(["a", "b", "c"], ["b", "c", "a"])] == [False, False, True]


def test_unlike_blocks_are_not_paired() -> None:
    assert pairs(["alpha beta gamma"], ["delta epsilon zeta"]) == [(0, None), (None, 0)]


def test_a_part_is_like_its_whole() -> None:
    assert likeness_of("a b c d e f".split(), "a b c d e f g h i j k l m n".split()) >= 0.8
    assert likeness_of([], ["a"]) == 0.0


@given(ROWS, ROWS)
def test_every_block_is_told_exactly_once(before: list[str], after: list[str]) -> None:
    told = align(before, after)
    assert sorted(p.before for p in told if p.before is not None) == list(range(len(before)))
    assert [p.after for p in told if p.after is not None] == list(range(len(after)))
    kept = [(p.before, p.after) for p in told if p.same or p.moved]
    assert all(b is not None and a is not None and before[b] == after[a] for b, a in kept)
