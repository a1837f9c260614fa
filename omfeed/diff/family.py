"""Entries that go from page to page of one family: In development → What's new → archive.

What is new here may be an old acquaintance from the page before; what has gone from here may be found on the page
after. Only pages that hand on to each other are compared, so that two of the same title elsewhere mean nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from omfeed.diff.match import match
from omfeed.model import Elsewhere, Entry, Source

_COMES_FROM: Final[Mapping[str, tuple[str, ...]]] = {
    "released": ("archive", "development"),
    "archive": ("released",),
    "development": (),
}
_GOES_TO: Final[Mapping[str, tuple[str, ...]]] = {
    "development": ("released", "archive"),
    "released": ("archive",),
    "archive": ("released",),
}


def came_from(new: Sequence[Entry], source: Source, elsewhere: Sequence[Elsewhere]) -> dict[int, Elsewhere]:
    """For the index of each new entry that carries on an entry of another page: that entry.

    Args:
        new: entries that this page did not show before.
        source: this page.
        elsewhere: entries of the other pages of the family.
    """
    return _found(new, _COMES_FROM.get(source.stage, ()), elsewhere)


def went_to(lost: Sequence[Entry], source: Source, elsewhere: Sequence[Elsewhere]) -> dict[int, Elsewhere]:
    """For the index of each lost entry that lives on upon another page: that entry."""
    return _found(lost, _GOES_TO.get(source.stage, ()), elsewhere)


def _found(entries: Sequence[Entry], stages: tuple[str, ...], elsewhere: Sequence[Elsewhere]) -> dict[int, Elsewhere]:
    found: dict[int, Elsewhere] = {}
    for stage in stages:
        there = [one for one in elsewhere if one.stage == stage]
        left = [index for index in range(len(entries)) if index not in found]
        if not there or not left:
            continue
        # Ids, dates and headings belong to one page; across pages only words and work items speak.
        matching = match([_bare(one.entry) for one in there], [_bare(entries[index]) for index in left])
        found.update({left[new]: there[old] for old, new in matching.pairs.items()})
    return found


def _bare(entry: Entry) -> Entry:
    return replace(entry, key="", section=(), published="", anchor="")
