"""How commands put what they found into words and columns."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import Final

from omfeed.model import Assessment, Evidence
from omfeed.text import width
from omfeed.text.counting import counted as counted
from omfeed.text.visible import visible

_LEAST: Final = 20
"""In a terminal of fewer columns nothing is clipped: too little would be left."""


def columns(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as lines whose columns stand below each other, two spaces apart; the last column is as long as it is.

    Args:
        rows: cells, the same number in every row.
        right: the columns that are set to the right, by place from 0: numbers.
    """
    widths = [max(map(width.columns, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        line = ""
        for place, (cell, wide) in enumerate(zip(row, widths, strict=True)):
            room = " " * (wide - width.columns(cell))
            line += f"{room}{cell}  " if place in right else f"{cell}{room}  "
        lines.append(line.rstrip())
    return lines


def fitted(line: str) -> str:
    """A line of a list, cut to the terminal's width; whole where it goes to a file or another program."""
    if not sys.stdout.isatty():
        return line
    most = shutil.get_terminal_size().columns
    return width.clipped(visible(line), most) if most >= _LEAST else line


def devices(assessment: Assessment) -> str:
    """How many of our devices a change touches, or are behind what it ships: “at most 140”, “30 behind it”."""
    if assessment.devices is None:
        return "unknown"
    bound, behind = "at most " if assessment.at_most else "", " behind it" if assessment.behind else ""
    return f"{bound}{assessment.devices:,}{behind}"


def because(given: Evidence) -> str:
    """A piece of evidence in a line: what was concluded, by which rule, from which words."""
    words = f": “{given.words}”" if given.words else ""
    if given.rule.startswith("your rule "):
        # Its words are conditions, with quotation marks of their own.
        words = f": {given.words}"
    return f"{given.field} = {given.value}  by {given.rule}{words}"
