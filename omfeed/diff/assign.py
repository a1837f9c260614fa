"""Finds the best pairing over all pairs: the one with the greatest total, not the first that comes along.

Independent groups are solved apart. A group of ordinary size is solved exactly (the Hungarian method); one beyond
``EXACT`` (a page wholly rewritten) takes its pairs in order of score, which costs n log n.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

EXACT: Final = 60
"""Largest number of rows or columns of a group that is solved exactly."""


def assign(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """The one-to-one pairing (left to right) with the greatest sum of scores; nothing has to be paired.

    Args:
        scores: a positive score for each pair (left, right) that may be made.
    """
    pairing: dict[int, int] = {}
    for group in _groups(scores):
        lefts = sorted({left for left, _ in group})
        rights = sorted({right for _, right in group})
        if len(lefts) == 1 or len(rights) == 1:
            left, right = max(group, key=lambda pair: (scores[pair], -pair[0], -pair[1]))
            pairing[left] = right
        elif max(len(lefts), len(rights)) <= EXACT:
            pairing.update(_hungarian(lefts, rights, scores))
        else:
            pairing.update(_by_score(group, scores))
    return pairing


def _groups(scores: Mapping[tuple[int, int], float]) -> Iterable[list[tuple[int, int]]]:
    """The pairs cut into groups that share neither a left nor a right."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for left, right in scores:
        parent[root(("left", left))] = root(("right", right))
    groups: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for pair in sorted(scores):
        groups[root(("left", pair[0]))].append(pair)
    return groups.values()


def _by_score(group: list[tuple[int, int]], scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    pairing: dict[int, int] = {}
    taken: set[int] = set()
    for left, right in sorted(group, key=lambda pair: (-scores[pair], pair)):
        if left not in pairing and right not in taken:
            pairing[left] = right
            taken.add(right)
    return pairing


def _hungarian(lefts: list[int], rights: list[int], scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Shortest augmenting paths with potentials; each left has a column of its own that means “stays alone”."""
    rows, columns = len(lefts), len(rights) + len(lefts)
    cost = [[-scores.get((left, right), 0.0) for right in rights] + [0.0] * len(lefts) for left in lefts]
    by_row, by_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        _augment(row, cost, by_row, by_column, owner, columns)
    return {
        lefts[owner[column] - 1]: rights[column - 1]
        for column in range(1, len(rights) + 1)
        if owner[column] and (lefts[owner[column] - 1], rights[column - 1]) in scores
    }


def _augment(
    row: int, cost: list[list[float]], by_row: list[float], by_column: list[float], owner: list[int], columns: int
) -> None:
    owner[0] = row
    column = 0
    least = [float("inf")] * (columns + 1)
    used = [False] * (columns + 1)
    way = [0] * (columns + 1)
    while owner[column]:
        used[column] = True
        current, delta, following = owner[column], float("inf"), 0
        for other in range(1, columns + 1):
            if used[other]:
                continue
            reduced = cost[current - 1][other - 1] - by_row[current] - by_column[other]
            if reduced < least[other]:
                least[other], way[other] = reduced, column
            if least[other] < delta:
                delta, following = least[other], other
        for other in range(columns + 1):
            if used[other]:
                by_row[owner[other]] += delta
                by_column[other] -= delta
            else:
                least[other] -= delta
        column = following
    while column:
        owner[column] = owner[way[column]]
        column = way[column]
