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
    """The entry whose text held this new one's before and no longer holds all that it held of it."""
    if new.key:
        return None
    for before, after in pairs:
        if before.text != after.text and _holds(before, new) and _gains(after, before, new):
            return after
    return None


def merged_into(lost: Entry, pairs: Sequence[tuple[Entry, Entry]]) -> Entry | None:
    """The entry whose text holds this lost one's now and did not hold all of it before.

    An entry with an id of its own is no piece of another, and a stock phrase that other entries hold proves nothing.
    """
    if lost.key:
        return None
    holders = [at for at, (before, _) in enumerate(pairs) if _holds(before, lost)]
    for at, (before, after) in enumerate(pairs):
        if before.text != after.text and holders in ([], [at]) and _holds(after, lost) and _gains(before, after, lost):
            return after
    return None


def _holds(whole: Entry, part: Entry) -> bool:
    """Whether nearly all passages of one stand in the other, word for word."""
    passages = _passages(part)
    total = sum(len(passage.split()) for passage in passages)
    if total < _ENOUGH:
        return False
    text = f" {normal(whole.text)} "
    return sum(len(p.split()) for p in passages if f" {p} " in text) >= _SHARE * total


def _gains(less: Entry, more: Entry, part: Entry) -> bool:
    """Whether a passage of a part stands in one entry and not in the other."""
    short, long = f" {normal(less.text)} ", f" {normal(more.text)} "
    return any(f" {passage} " in long and f" {passage} " not in short for passage in _passages(part))


def _passages(entry: Entry) -> list[str]:
    return [passage for line in entry.text.splitlines() if (passage := normal(line))]
