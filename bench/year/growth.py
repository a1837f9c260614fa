"""Whether what is measured night after night grows: its slope, which single nights cannot bend, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from statistics import median


def slope(measured: Mapping[int, float], *, since: int = 0) -> float:
    """By how much what is measured grows from one night to the next.

    It is the median of the slopes between every two nights (Theil and Sen): up to a quarter of the nights may be as
    they like, such as one that had ten times the news, or the last few, which come after the troubles.

    Args:
        measured: by the number of its night.
        since: only nights from that number on.
    """
    points = sorted((night, value) for night, value in measured.items() if night >= since)
    between = [(later - former) / (last - first) for (first, former), (last, later) in combinations(points, 2)]
    return median(between) if between else 0.0


def in_hundred(held: Mapping[int, int], *, since: int = 0) -> float:
    """Megabytes by which memory grows in a hundred nights; ``held`` in bytes, by night."""
    return slope(held, since=since) * 100 / 1e6


def too_much(what: str, held: Mapping[int, int], most: float, *, since: int = 0) -> Iterator[str]:
    """What is wrong with memory, in words; nothing where it keeps within bounds.

    Args:
        what: whose memory, for the words.
        held: bytes, by night.
        most: megabytes that a hundred nights may add.
        since: only nights from that number on.
    """
    grown = in_hundred(held, since=since)
    if grown > most:
        yield f"the memory of {what} grows by {grown:.1f} MB in a hundred nights, more than {most:g}"
