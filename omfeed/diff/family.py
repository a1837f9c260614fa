"""Entries that go from page to page of one family: In development → What's new → archive.

What is new here may be an old acquaintance from the page before; what has gone from here may be found on the page
after. Only pages that hand on to each other are compared, so that two of the same title elsewhere mean nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from omfeed.diff.match import match
from omfeed.model import Elsewhere, Entry, Source, own_story
from omfeed.text.normal import normal

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
    return _found(new, _COMES_FROM.get(source.stage, ()), source, elsewhere)


def went_to(lost: Sequence[Entry], source: Source, elsewhere: Sequence[Elsewhere]) -> dict[int, Elsewhere]:
    """For the index of each lost entry that lives on upon another page: that entry."""
    return _found(lost, _GOES_TO.get(source.stage, ()), source, elsewhere)


def told_already(
    known_id: int | None, after: Entry, source: Source, elsewhere: Sequence[Elsewhere], since: datetime
) -> Elsewhere | None:
    """The entry of an archive that since then carries on an entry of this page, and says the same: what was edited was
    told with its move. What an archive held when it was first read carries on nothing.

    Args:
        known_id: row of the entry.
        after: it as it stands on this page now.
        source: this page.
        elsewhere: entries of the other pages of the family.
        since: when the night began, at the earliest.
    """
    if source.stage != "released" or known_id is None:
        return None
    words = (normal(after.title), normal(after.text))
    return next(
        (
            one
            for one in elsewhere
            if one.stage == "archive"
            and one.story == own_story(known_id)
            and one.first_seen >= since
            and (normal(one.entry.title), normal(one.entry.text)) == words
        ),
        None,
    )


def on_arrival(carried: Elsewhere, entry: Entry) -> Entry:
    """The state before of an entry that came from another page: of stated values only those that both pages state."""
    there, here = carried.entry.facts, entry.facts
    return replace(carried.entry, facts={name: value for name, value in there.items() if name in here})


def _found(
    entries: Sequence[Entry], stages: tuple[str, ...], source: Source, elsewhere: Sequence[Elsewhere]
) -> dict[int, Elsewhere]:
    found: dict[int, Elsewhere] = {}
    if not entries:
        return found
    for stage in stages:
        left = [index for index in range(len(entries)) if index not in found]
        there = _related([entries[index] for index in left], [one for one in elsewhere if one.stage == stage])
        if not there or not left:
            continue
        # An archive keeps the weeks of the page it takes from; they tell a headline that returns each month apart.
        dated = "development" not in {stage, source.stage}
        matching = match(
            [_bare(one.entry, dated=dated) for one in there], [_bare(entries[index], dated=dated) for index in left]
        )
        found.update({left[new]: there[old] for old, new in matching.pairs.items()})
    return found


def _related(entries: Sequence[Entry], elsewhere: Sequence[Elsewhere]) -> list[Elsewhere]:
    """Those whose title shares half of its words, or whose work item is the same: an archive holds thousands."""
    titles = [_title_words(entry) for entry in entries]
    items = {item for entry in entries for item in _work_items(entry)}
    return [
        one
        for one in elsewhere
        if (items and not items.isdisjoint(_work_items(one.entry))) or _shares(_title_words(one.entry), titles)
    ]


def _shares(title: frozenset[str], titles: Sequence[frozenset[str]]) -> bool:
    return any(2 * len(title & other) >= min(len(title), len(other)) for other in titles)


def _title_words(entry: Entry) -> frozenset[str]:
    return frozenset(normal(entry.title).split())


def _work_items(entry: Entry) -> tuple[str, ...]:
    items = entry.facts.get("work_items", ())
    return items if isinstance(items, tuple) else ()


def _bare(entry: Entry, *, dated: bool) -> Entry:
    """What of an entry speaks across pages: its words and work items; ids and headings belong to one page."""
    return replace(entry, key="", section=(), anchor="", published=entry.published if dated else "")
