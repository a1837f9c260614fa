"""How commands put what they found into words and columns."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

from omfeed.model import Evidence
from omfeed.text.counting import counted as counted


def columns(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as lines whose columns stand below each other, two spaces apart; the last column is as long as it is.

    Args:
        rows: cells, the same number in every row.
        right: the columns that are set to the right, by place from 0: numbers.
    """
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        line = ""
        for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
            room = " " * (width - _width(cell))
            line += f"{room}{cell}  " if place in right else f"{cell}{room}  "
        lines.append(line.rstrip())
    return lines


def _width(cell: str) -> int:
    """How many columns of a terminal a cell takes; Chinese, Japanese and Korean characters take two."""
    return sum(2 if east_asian_width(one) in {"W", "F"} else 1 for one in cell)


def because(given: Evidence) -> str:
    """A piece of evidence in a line: what was concluded, by which rule, from which words."""
    words = f": “{given.words}”" if given.words else ""
    return f"{given.field} = {given.value}  by {given.rule}{words}"
