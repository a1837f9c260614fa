"""Tells how dates moved within a month: from where to where, how often, and whether they were dropped in the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from omfeed.digest.contexts import Card
from omfeed.digest.dates import due_of, span
from omfeed.digest.phrases import delta_phrase
from omfeed.digest.report_contexts import SlipRow
from omfeed.digest.select import story_of
from omfeed.digest.speech import Speech
from omfeed.digest.tongue import spoken
from omfeed.model import Delta, DeltaKind, Item

_MOVES = frozenset({DeltaKind.DUE_MOVED, DeltaKind.DELAYED})


@dataclass(slots=True)
class _Date:
    """One date of an entry, through the month."""

    subject: str
    values: list[str]
    """What it was, one after the other."""
    dropped: bool = False
    kinds: list[DeltaKind] = field(default_factory=list)


def slip_rows(told: Sequence[Item], cards: Mapping[str, Card], talk: Speech) -> tuple[SlipRow, ...]:
    """The dates that moved or were dropped, those that moved by most days first.

    Every move counts, also of what was new in the same month and of what was withdrawn or put back later.

    Args:
        told: every change that the month's digests told, in any order.
        cards: the month's matters, by story; one that is not there is named by its entry.
        talk: the reader's language.
    """
    by_entry: dict[object, list[Item]] = {}
    for item in sorted(told, key=lambda item: (item.at, item.id)):
        by_entry.setdefault(item.entry_id or ("change", item.id), []).append(item)
    rows: dict[tuple[str, str], tuple[int, SlipRow]] = {}
    for group in by_entry.values():
        last = group[-1]
        story, entry = story_of(last), last.change.entry
        shown = cards.get(story)
        for date in _dates(delta for item in group for delta in item.deltas):
            days = _days(date)
            if days is None:
                continue
            row = SlipRow(
                title=shown.title if shown else entry.title,
                url=(shown.page or shown.url) if shown else entry.url or last.source.url,
                language=shown.language if shown else spoken(entry),
                moved=_moved(date, talk),
                days=_by_how_much(date, days, talk),
            )
            # Two pages that tell one story move its date together.
            rows.setdefault((story, row.moved), (days, row))
    return tuple(row for _, row in sorted(rows.values(), key=lambda pair: (-abs(pair[0]), pair[1].title)))


def _dates(deltas: Iterable[Delta]) -> list[_Date]:
    found: list[_Date] = []
    for delta in deltas:
        if delta.kind is DeltaKind.DUE_REMOVED or (delta.kind in _MOVES and not delta.after):
            value = delta.before or delta.after
            if value:
                _of(found, delta.subject, value).dropped = True
        elif delta.kind in _MOVES and delta.before:
            date = _of(found, delta.subject, delta.before)
            date.values.append(delta.after)
            date.kinds.append(delta.kind)
    return found


def _of(found: list[_Date], subject: str, value: str) -> _Date:
    """The date that stands at a value, or another one that does."""
    for date in found:
        if not date.dropped and date.values[-1] == value and subject in {date.subject, ""}:
            return date
    found.append(_Date(subject=subject, values=[value]))
    return found[-1]


def _days(date: _Date) -> int | None:
    """By how many days it moved in all; none where a value is no date."""
    first, last = due_of(date.values[0]), due_of(date.values[-1])
    ends = span(first.date) if first else None, span(last.date) if last else None
    return (ends[1][1] - ends[0][1]).days if ends[0] and ends[1] else None


def _moved(date: _Date, talk: Speech) -> str:
    if not date.kinds:
        return delta_phrase(Delta(kind=DeltaKind.DUE_REMOVED, subject=date.subject, before=date.values[0]), talk)
    whole = Delta(kind=date.kinds[-1], subject=date.subject, before=date.values[0], after=date.values[-1])
    said = [delta_phrase(whole, talk)]
    if len(date.kinds) > 1:
        said.append(talk.count("moved {n} time", "moved {n} times", len(date.kinds)))
    if date.dropped:
        said.append(talk.say("then dropped"))
    return ", ".join(said)


def _by_how_much(date: _Date, days: int, talk: Speech) -> str:
    if not date.kinds:
        return talk.say("dropped")
    if not days and len(date.kinds) > 1:
        return talk.say("back where it was")
    if days >= 0:
        return talk.count("{n} day later", "{n} days later", days)
    return talk.count("{n} day earlier", "{n} days earlier", -days)
