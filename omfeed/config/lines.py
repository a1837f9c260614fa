"""Finds the line of a key in a TOML file, which the standard parser forgets.

A search by headers and keys, good enough to point a person to the place: it may miss a key written in an unusual way
(then 0 is said), and it never raises.
"""

from __future__ import annotations

import re
from typing import Final

Place = tuple[str | int, ...]
"""Keys and list positions (from 0) that lead to a value."""

_HEADER: Final = re.compile(r"^\s*(\[{1,2})\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
_NAME: Final = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_KEY: Final = re.compile(rf"^\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=")
_PART: Final = re.compile(_NAME)


def show(place: Place) -> str:
    """A place as people write it: ``platform[2].versions`` (positions counted from 1)."""
    shown = ""
    for part in place:
        if isinstance(part, int):
            shown += f"[{part + 1}]"
        else:
            name = part if re.fullmatch(r"[A-Za-z0-9_-]+", part) else f'"{part}"'
            shown += f".{name}" if shown else name
    return shown


def line_of(text: str, place: Place) -> int:
    """The line (from 1) on which the value at a place begins, or of its nearest table; 0 when none is found."""
    seen: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    prefix: Place = ()
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header:
            prefix = _open(_parts(header[2]), header[1] == "[[", counts)
            for depth in range(1, len(prefix) + 1):
                seen.setdefault(prefix[:depth], number)
            continue
        key = _KEY.match(line)
        if key:
            names = (*prefix, *_parts(key[1]))
            for depth in range(len(prefix) + 1, len(names) + 1):
                seen.setdefault(names[:depth], number)
    wanted = place
    while wanted and wanted not in seen:
        wanted = wanted[:-1]
    return seen.get(wanted, 0) if wanted else 0


def _open(names: tuple[str, ...], array: bool, counts: dict[Place, int]) -> Place:
    """The place of the table that a header opens; ``counts`` knows the newest element of every array so far."""
    place: Place = ()
    for depth, name in enumerate(names, 1):
        place = (*place, name)
        if array and depth == len(names):
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))
