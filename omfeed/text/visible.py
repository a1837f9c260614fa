"""Leaves out of a text what a reader cannot see."""

from __future__ import annotations

import re
from typing import Final

# Controls, zero-width and direction marks (an attacker's way to show one text and mean another), soft hyphens, BOMs,
# noncharacters and unpaired surrogates. Joiners (200C, 200D) are letters' business in Persian, Indic scripts and
# emoji: they stay between two characters beyond ASCII.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
    "|(?<![\x80-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\x80-\U0010ffff])"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    """The text without characters that a reader cannot see: controls, zero-width and direction marks, soft hyphens."""
    if text.isascii() and text.isprintable():
        return text
    return _INVISIBLE.sub("", without_surrogates(text))


def without_surrogates(text: str) -> str:
    """The text with halves of pairs, which no encoding can write, replaced."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
