"""Withdrawn or aged out? What the disappearance of an entry means, from the part of the past its source shows.

A rolling page drops whole sections at its old end (weeks that went to the archive); a feed drops its last items. Those
aged out. An entry that disappears while older or neighbouring ones stay was withdrawn. On a page of things to come an
entry that left has shipped if it can be found where shipped things are told. On a complete list nothing ages.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from omfeed.diff.likeness import day_of
from omfeed.model import Entry, Window
from omfeed.text.normal import normal

_NEARLY_ALL: Final = 0.8


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an entry that is no longer shown."""

    aged_out: bool
    reason: str


def fates(
    lost: Sequence[Entry], stay: Sequence[tuple[Entry, Entry]], seen: Sequence[Entry], window: Window
) -> tuple[Fate, ...]:
    """What became of each lost entry, in their order.

    Args:
        lost: entries that were shown and are no more, in their last state.
        stay: both states of every entry that is still shown.
        seen: all entries of the new snapshot.
        window: which part of the past the source shows.
    """
    if window is not Window.ROLLING:
        reason = (
            "withdrawn: this source always shows its whole list"
            if window is Window.COMPLETE
            else "left the page of things to come while its neighbours stay"
        )
        return tuple(Fate(False, reason) for _ in lost)
    return tuple(_Roll(lost, stay, seen).fate(entry) for entry in lost)


class _Roll:
    """Where the old end of a rolling source lies, before and now."""

    def __init__(self, lost: Sequence[Entry], stay: Sequence[tuple[Entry, Entry]], seen: Sequence[Entry]) -> None:
        self._lost = lost
        self._stay = [before for before, _ in stay]
        self._days_lost = _days(lost)
        self._days_stay = _days(self._stay)
        self._headings = {_heading(entry) for entry in seen} | {_heading(before) for before, _ in stay}
        self._last_place = max((entry.place for entry in self._stay), default=-1)
        self._flat = not any(entry.section for entry in [*lost, *self._stay])
        self._everything_new = not stay and bool(seen)
        self._newer = _newest(seen) and _newest(lost) and (_newest(seen) or date.min) >= (_newest(lost) or date.min)

    def fate(self, entry: Entry) -> Fate:
        day = day_of(entry.published)
        if self._flat:
            return self._of_feed(entry, day)
        if day is None:
            return Fate(False, "withdrawn: its neighbours stay")
        if _heading(entry) in self._headings:
            return Fate(False, "withdrawn: other entries under the same heading stay")
        return self._by_day(day)

    def _of_feed(self, entry: Entry, day: date | None) -> Fate:
        if self._everything_new:
            return Fate(bool(self._newer), "the whole window has moved on")
        if entry.place > self._last_place:
            return Fate(True, "aged out: it stood at the end of the feed")
        if day is not None and self._days_stay and day <= min(self._days_stay):
            return Fate(True, "aged out: it was older than all that stays")
        return Fate(False, "withdrawn: older entries of the feed stay")

    def _by_day(self, day: date) -> Fate:
        if not self._days_stay:
            return Fate(bool(self._newer), "the whole window has moved on")
        older_stay = sum(1 for other in self._days_stay if other < day)
        if not older_stay:
            return Fate(True, "aged out: its section was older than all that stays")
        older_lost = sum(1 for other in self._days_lost if other < day)
        if older_lost and older_lost >= _NEARLY_ALL * (older_lost + older_stay):
            return Fate(True, "aged out: nearly all that was older has left as well")
        return Fate(False, "withdrawn: older entries stay")


def _days(entries: Collection[Entry]) -> list[date]:
    return [day for entry in entries if (day := day_of(entry.published)) is not None]


def _newest(entries: Collection[Entry]) -> date | None:
    return max(_days(entries), default=None)


def _heading(entry: Entry) -> str:
    return normal(entry.section[0]) if entry.section else ""
