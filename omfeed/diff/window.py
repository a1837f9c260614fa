"""Withdrawn or aged out? What the disappearance of an entry means, from the part of the past its source shows.

A rolling page drops whole sections at its old end (weeks that went to the archive); a feed drops its last items. Those
aged out, and so did what outlived its own stated end, what the next of its series replaced (a source that only ever
shows the newest version), the builds of a version that left with it, and a numbered message after its time. An entry
that disappears while older or neighbouring ones stay was withdrawn, and so was what is not over by its own words: an
issue that is still open, a version whose stated end lies ahead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from omfeed.model import Entry, Known, Parsed, Window
from omfeed.text.days import day_of
from omfeed.text.months import MONTHS
from omfeed.text.normal import normal

_NEARLY_ALL: Final = 0.8
_NEAR_THE_END: Final = 1 / 30
"""A feed does not always drop its items strictly by age; this share of it, at its old end, counts as the end."""
_ITS_TIME: Final = 14
"""Days after which a numbered message that disappears has had its time."""
_ENDS: Final = ("support_end", "security_end")
_OPEN: Final = re.compile(
    r"\b(?:investigat|confirmed|mitigated|reported|identified|open\b|opened|reopened|ongoing|active\b|in progress"
    r"|planned|in development|rolling out|restoring|verifying|degrad|extended ?recovery"
    r"|service ?(?:degradation|interruption))",
    re.IGNORECASE,
)
"""States in which a matter is not over: an issue known, confirmed or worked around, a feature on its way."""
_NUMBERED: Final = re.compile(r"(?<!\S)[^\s\d]*+\d\S*+")


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an entry that is no longer shown."""

    aged_out: bool
    reason: str


def fates(
    lost: Sequence[Known], stay: Sequence[tuple[Entry, Entry]], parsed: Parsed, new: Sequence[Entry], now: datetime
) -> tuple[Fate, ...]:
    """What became of each lost entry, in their order.

    Args:
        lost: entries that were shown and are no more.
        stay: both states of every entry that is still shown.
        parsed: the new snapshot.
        new: its entries that were not known.
        now: the moment of the snapshot, UTC.
    """
    if not lost:
        return ()
    series = _series(new) - _series([after for _, after in stay])
    roll = _Roll([row.entry for row in lost], stay, parsed.entries)
    return tuple(_fate(row, parsed.window, series, roll, now) for row in lost)


def _fate(row: Known, window: Window, series: Collection[tuple[str, ...]], roll: _Roll, now: datetime) -> Fate:
    entry = row.entry
    ends = [day for name in _ENDS if (day := day_of(str(entry.facts.get(name, "")))) is not None]
    if ends and max(ends) <= now.date():
        return Fate(True, f"aged out: its stated end, {max(ends).isoformat()}, has passed")
    if entry.key and _kind_of(entry) in series:
        return Fate(True, "aged out: the next of its series has replaced it")
    if window is Window.ROLLING:
        if _OPEN.match(state := str(entry.facts.get("status", ""))):
            return Fate(False, f"withdrawn: it was not over, its state was “{state}”")
        return roll.fate(entry, max(ends, default=None))
    if window is Window.COMPLETE:
        return Fate(False, "withdrawn: this source always shows its whole list")
    since = min(row.first_seen.date(), day_of(entry.published) or row.first_seen.date())
    if entry.key and (now.date() - since).days >= _ITS_TIME:
        return Fate(True, "aged out: it stood its time and was taken down")
    return Fate(False, "withdrawn: it left the page while its neighbours stay")


def _series(entries: Iterable[Entry]) -> set[tuple[str, ...]]:
    return {_kind_of(entry) for entry in entries if entry.key}


def _kind_of(entry: Entry) -> tuple[str, ...]:
    """What an entry shares with the next of its series: its headings and its title without numbers and dates."""
    title = normal(_NUMBERED.sub("#", entry.title)).split()
    name = " ".join(word for word in title if word not in MONTHS)
    # A title that is all numbers and months names no series, and one without a number names one thing.
    return (*entry.section, name) if name and _NUMBERED.search(entry.title) else ("", entry.key)


class _Roll:
    """Where the old end of a rolling source lies, before and now."""

    def __init__(self, lost: Sequence[Entry], stay: Sequence[tuple[Entry, Entry]], seen: Sequence[Entry]) -> None:
        self._lost = lost
        self._stay = [before for before, _ in stay]
        self._days_lost = _days(lost)
        self._days_stay = _days(self._stay)
        self._headings_stay = Counter(_heading(entry) for entry in self._stay)
        self._headings_lost = Counter(_heading(entry) for entry in lost)
        self._last_place = max((entry.place for entry in self._stay), default=-1)
        self._lines_stay = _lines(self._stay)
        self._lines_lost = _lines(lost)
        self._versions_lost = {version for entry in lost if "build" not in entry.facts and (version := _version(entry))}
        self._flat = not any(entry.section for entry in [*lost, *self._stay])
        self._everything_new = not stay and bool(seen)
        days_seen = _days(seen)
        self._moved_on = bool(days_seen and self._days_lost) and min(days_seen) > max(self._days_lost)

    def fate(self, entry: Entry, end: date | None) -> Fate:
        day = day_of(entry.published)
        if self._flat:
            return self._of_feed(entry, day)
        if end is not None:
            return Fate(False, f"withdrawn: its stated end, {end.isoformat()}, lies ahead")
        if day is not None and (of_line := self._of_line(entry, day)):
            return of_line
        if day is None:
            return Fate(False, "withdrawn: its neighbours stay")
        lost, stay = self._headings_lost[_heading(entry)], self._headings_stay[_heading(entry)]
        if lost < _NEARLY_ALL * (lost + stay):
            return Fate(False, "withdrawn: other entries under the same heading stay")
        return self._by_day(day)

    def _of_line(self, entry: Entry, day: date) -> Fate | None:
        """What became of a build in the history of its version, or none where that says nothing."""
        version = _version(entry)
        if version is None or "build" not in entry.facts:
            return None
        if stay := self._lines_stay.get(version):
            if min(stay) >= day:
                return Fate(True, "aged out: it stood at the old end of the history of its version")
            return Fate(False, "withdrawn: older builds of its version stay")
        if version in self._versions_lost or len(self._lines_lost[version]) > 1:
            return Fate(True, "aged out: the history of its version has left with it")
        return None

    def _of_feed(self, entry: Entry, day: date | None) -> Fate:
        if self._everything_new:
            return self._replaced()
        if entry.place > self._last_place:
            return Fate(True, "aged out: it stood at the end of the feed")
        if day is not None and self._days_stay:
            older = sum(1 for other in self._days_stay if other < day)
            if older <= _NEAR_THE_END * len(self._days_stay):
                return Fate(True, "aged out: it stood near the old end of the feed")
        return Fate(False, "withdrawn: older entries of the feed stay")

    def _replaced(self) -> Fate:
        if self._moved_on:
            return Fate(True, "aged out: the whole window has moved on")
        return Fate(False, "withdrawn: nothing of what was shown stays")

    def _by_day(self, day: date) -> Fate:
        if not self._days_stay:
            return self._replaced()
        older_stay = sum(1 for other in self._days_stay if other < day)
        if not older_stay:
            return Fate(True, "aged out: its section was older than all that stays")
        older_lost = sum(1 for other in self._days_lost if other < day)
        if older_lost and older_lost >= _NEARLY_ALL * (older_lost + older_stay):
            return Fate(True, "aged out: nearly all that was older has left as well")
        return Fate(False, "withdrawn: older entries stay")


def _version(entry: Entry) -> tuple[str, str] | None:
    """The product and version that an entry states, or none."""
    product, version = entry.facts.get("product"), entry.facts.get("version")
    if isinstance(product, str) and isinstance(version, str) and product and version:
        return product, version
    return None


def _lines(entries: Collection[Entry]) -> dict[tuple[str, str], list[date]]:
    """The days of the builds of each version."""
    lines: dict[tuple[str, str], list[date]] = {}
    for entry in entries:
        version, day = _version(entry), day_of(entry.published)
        if version is not None and day is not None and "build" in entry.facts:
            lines.setdefault(version, []).append(day)
    return lines


def _days(entries: Collection[Entry]) -> list[date]:
    return [day for entry in entries if (day := day_of(entry.published)) is not None]


def _heading(entry: Entry) -> tuple[str, str]:
    """What makes two entries neighbours: the outermost heading and the date it stands for."""
    return (normal(entry.section[0]) if entry.section else "", entry.published[:10])
