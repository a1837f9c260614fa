"""How wide a text stands on a terminal, and what of it fits."""

from __future__ import annotations

import unicodedata

_WIDE = frozenset({"W", "F"})
_NO_ROOM = frozenset({"Mn", "Me", "Cf"})
"""Categories of characters that stand on the one before them, or show nothing."""
_MORE = "…"


def columns(text: str) -> int:
    """How many columns a text takes; Chinese, Japanese and Korean characters take two, marks on a character none."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def clipped(text: str, most: int) -> str:
    """The text in at most so many columns, with an ellipsis where something was left out.

    Args:
        text: one line.
        most: columns, at least 1.
    """
    if columns(text) <= most:
        return text
    room, kept = most - columns(_MORE), 0
    while (wide := _width(text[kept])) <= room:
        room -= wide
        kept += 1
    return text[:kept].rstrip() + _MORE


def _width(character: str) -> int:
    if unicodedata.category(character) in _NO_ROOM:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
