"""Lines the blocks of two revisions up: which stayed, which moved, which was edited into which, which came or went.

Equal blocks are found first, in order; then those that only moved; what is left between is paired by likeness, the
most alike first. The word diff is then a matter of single pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Indel

_ALIKE: Final = 0.34
_MOST_PAIRS: Final = 40_000


@dataclass(frozen=True, slots=True)
class Pairing:
    """One block of either or both revisions, by index; a moved one has both and ``moved`` set."""

    before: int | None
    after: int | None
    same: bool = False
    moved: bool = False


def align(before: Sequence[str], after: Sequence[str]) -> tuple[Pairing, ...]:
    """All blocks of both revisions, in the order of the newer one (a vanished block stands where it was).

    Args:
        before, after: normal forms of the blocks.
    """
    same: dict[int, int] = {}
    for op in Indel.opcodes(before, after):
        if op.tag == "equal":
            same.update(zip(range(op.dest_start, op.dest_end), range(op.src_start, op.src_end), strict=True))
    left_before = [b for b in range(len(before)) if b not in set(same.values())]
    left_after = [a for a in range(len(after)) if a not in same]
    moved = _moved(before, after, left_before, left_after)
    edited = _edited(before, after, left_before, left_after) if left_before and left_after else {}
    return _in_order(len(before), len(after), same, moved, edited)


def _moved(
    before: Sequence[str], after: Sequence[str], left_before: list[int], left_after: list[int]
) -> dict[int, int]:
    """Takes the blocks that only stand elsewhere out of both lists."""
    places: dict[str, list[int]] = defaultdict(list)
    for b in left_before:
        places[before[b]].append(b)
    moved: dict[int, int] = {}
    for a in left_after:
        if places.get(after[a]):
            moved[a] = places[after[a]].pop(0)
    left_before[:] = [b for b in left_before if b not in set(moved.values())]
    left_after[:] = [a for a in left_after if a not in moved]
    return moved


def _edited(
    before: Sequence[str], after: Sequence[str], left_before: list[int], left_after: list[int]
) -> dict[int, int]:
    if len(left_before) * len(left_after) > _MOST_PAIRS:
        # Text so thoroughly rewritten is paired in order; likeness of every pair would cost too much.
        return dict(zip(left_after, left_before, strict=False))
    if len(left_before) == len(left_after) == 1:
        b, a = left_before[0], left_after[0]
        likeness = likeness_of(before[b].split(), after[a].split())
        return {a: b} if likeness >= _ALIKE / 2 else {}
    cut_before = {b: before[b].split() for b in left_before}
    cut_after = {a: after[a].split() for a in left_after}
    scored = [
        (likeness, -abs(a - b), a, b)
        for b, b_words in cut_before.items()
        for a, a_words in cut_after.items()
        if (likeness := likeness_of(b_words, a_words)) >= _ALIKE
    ]
    scored.sort(reverse=True)
    edited: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, a, b in scored:
        if a not in edited and b not in taken:
            edited[a] = b
            taken.add(b)
    return edited


def likeness_of(before: Sequence[str], after: Sequence[str]) -> float:
    """Share of words two word lists have in common and in order, 0 to 1; a part of a longer text counts as like it."""
    if not before or not after:
        return 0.0
    common = (len(before) + len(after) - Indel.distance(before, after)) / 2
    whole = 2 * common / (len(before) + len(after))
    part = common / min(len(before), len(after))
    return max(whole, 0.8 * part if common >= 5 else 0.0)


def _in_order(
    count_before: int, count_after: int, same: dict[int, int], moved: dict[int, int], edited: dict[int, int]
) -> tuple[Pairing, ...]:
    known = {**same, **moved, **edited}
    gone = [b for b in range(count_before) if b not in set(known.values())]
    # A vanished block is told after the newest block that stood before it, and at the head where there is none.
    after_of = {b: a for a, b in {**same, **edited}.items()}
    homes: dict[int, list[int]] = defaultdict(list)
    for b in gone:
        homes[max((after_of[x] for x in range(b) if x in after_of), default=-1)].append(b)
    out = [Pairing(b, None) for b in homes[-1]]
    for a in range(count_after):
        out.append(Pairing(known.get(a), a, same=a in same, moved=a in moved))
        out.extend(Pairing(b, None) for b in homes[a])
    return tuple(out)
