"""Entries cut in two or put together: whose text a new entry was part of, and into which one a lost entry went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from omfeed.model import Entry
from omfeed.text.normal import normal

_ENOUGH: Final = 8
"""Words below which a passage proves nothing."""
_SHARE: Final = 0.9


def split_from(new: Entry, pairs: Sequence[tuple[Entry, Entry]]) -> Entry | None:
    """The entry whose text held this new one's before and holds it no more."""
    if new.key:
        return None
    for before, after in pairs:
        if before.text != after.text and _holds(before, new) and not _holds(after, new):
            return after
    return None


def merged_into(lost: Entry, pairs: Sequence[tuple[Entry, Entry]]) -> Entry | None:
    """The entry whose text holds this lost one's now and did not before.

    An entry with an id of its own is no piece of another, and a stock phrase that other entries hold proves nothing.
    """
    if lost.key or any(_holds(before, lost) for before, _ in pairs):
        return None
    for before, after in pairs:
        if before.text != after.text and _holds(after, lost):
            return after
    return None


def _holds(whole: Entry, part: Entry) -> bool:
    """Whether nearly all passages of one stand in the other, word for word."""
    passages = [passage for line in part.text.splitlines() if (passage := normal(line))]
    total = sum(len(passage.split()) for passage in passages)
    if total < _ENOUGH:
        return False
    text = f" {normal(whole.text)} "
    return sum(len(p.split()) for p in passages if f" {p} " in text) >= _SHARE * total
