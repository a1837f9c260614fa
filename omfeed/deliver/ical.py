"""Makes a calendar of deadlines: every due date with all its past, so that events move and are cancelled.

An event keeps its ``UID`` for ever; its ``SEQUENCE`` rises each time its date moves, and it is ``CANCELLED`` when its
date or its entry is withdrawn (RFC 5545). A coarse date (“October 2026”) is an all-day event on its first possible day
and says so, because a false exact day would be believed. Alarms ring 90, 30, 7 and 1 days before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING, Final

from omfeed.model import ChangeKind, DeltaKind, Due, Item, Precision
from omfeed.text.blocks import fold

if TYPE_CHECKING:
    import icalendar

ALARMS: Final = (90, 30, 7, 1)
"""Days before an event."""
_MOVES: Final = frozenset({DeltaKind.DUE_MOVED, DeltaKind.DELAYED})
_LONGEST: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One deadline with its history."""

    uid: str
    sequence: int
    due: Due
    item: Item
    """The change that told its present state."""
    moved_from: tuple[str, ...] = ()
    """Its earlier dates, oldest first."""
    cancelled: bool = False


def events(items: Iterable[Item]) -> tuple[Event, ...]:
    """The deadlines that a history of changes tells, by date.

    Args:
        items: every change of the entries concerned, silent ones too, in any order.
    """
    by_entry: dict[object, list[Item]] = {}
    for item in items:
        if not item.assessment.muted_by:
            by_entry.setdefault(item.entry_id or f"change-{item.id}", []).append(item)
    found = [
        event
        for key, group in by_entry.items()
        for event in _history(f"{group[0].source.id}-{key}", sorted(group, key=lambda one: (one.at, one.id)))
    ]
    return tuple(sorted(found, key=lambda event: (event.due.date, event.uid)))


def calendar(found: Sequence[Event], *, name: str) -> bytes:
    """The events as an iCalendar file, each stamped with the moment of its last change: same events, same bytes.

    Args:
        found: what ``events`` gave.
        name: name of the calendar for people.
    """
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", "-//omfeed//omfeed//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for event in found:
        made.add_component(_component(event))
    return bytes(made.to_ical())


def first_day(value: str) -> date:
    """The first day of a date of any precision: ``2026``, ``2026-H2``, ``2026-Q3``, ``2026-10``, ``2026-10-01``."""
    year, _, rest = value.partition("-")
    if not rest:
        return date(int(year), 1, 1)
    if rest[0] in "HQ":
        months = 6 if rest[0] == "H" else 3
        return date(int(year), (int(rest[1]) - 1) * months + 1, 1)
    month, _, day = rest.partition("-")
    return date(int(year), int(month), int(day or 1))


def _history(key: str, group: Sequence[Item]) -> list[Event]:
    """The events of one entry after all its changes."""
    live: dict[str, Event] = {}
    closed: list[Event] = []
    number = 0
    for item in group:
        if item.change.kind is ChangeKind.AGED_OUT:
            continue  # what fell out of a page's window is as true as before
        gone = item.change.kind is ChangeKind.WITHDRAWN
        now = {} if gone else {due.date: due for due in item.assessment.due}
        for delta in item.deltas:
            if delta.kind in _MOVES and delta.before in live and delta.after in now and delta.after not in live:
                event = live.pop(delta.before)
                live[delta.after] = replace(
                    event,
                    sequence=event.sequence + 1,
                    due=now[delta.after],
                    item=item,
                    moved_from=(*event.moved_from, delta.before),
                )
        for when in [when for when in live if when not in now]:
            event = live.pop(when)
            closed.append(replace(event, sequence=event.sequence + 1, item=item, cancelled=True))
        for when, due in now.items():
            if when in live:
                continue
            back = next((one for one in closed if one.due.date == when), None)
            if back is not None:
                closed.remove(back)
                live[when] = replace(back, sequence=back.sequence + 1, due=due, item=item, cancelled=False)
            else:
                live[when] = Event(uid=f"{key}-{number}@omfeed", sequence=0, due=due, item=item)
                number += 1
    return [*live.values(), *closed]


def _component(event: Event) -> icalendar.Event:
    import icalendar

    item, due = event.item, event.due
    title = item.change.entry.title
    start = first_day(due.date)
    coarse = "" if due.precision is Precision.DAY else f" ({due.date})"
    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", item.at.astimezone(UTC).replace(microsecond=0))
    made.add("last-modified", item.at.astimezone(UTC).replace(microsecond=0))
    made.add("dtstart", start)
    made.add("dtend", start + timedelta(days=1))
    made.add("summary", _clean(f"{title}{coarse}"))
    made.add("description", _clean(_description(event)))
    made.add("categories", [str(one) for one in (item.assessment.severity, *item.assessment.platforms)])
    made.add("transp", "TRANSPARENT")
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    if item.change.entry.url:
        made.add("url", "".join(_clean(item.change.entry.url).split()))
    if not event.cancelled:
        for days in ALARMS:
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", _clean(title))
            alarm.add("trigger", timedelta(days=-days))
            made.add_component(alarm)
    return made


def _description(event: Event) -> str:
    parts = [event.due.what]
    if event.moved_from:
        parts.append(f"{' → '.join((*event.moved_from, event.due.date))}")
    judged = event.item.assessment
    if judged.devices is not None:
        parts.append(f"Devices: {'at most ' if judged.at_most else ''}{judged.devices}")
    parts.append(event.item.change.entry.url)
    return "\n".join(part for part in parts if part)[:_LONGEST]


def _clean(text: str) -> str:
    return "\n".join(fold(line) for line in text.replace("\0", "").splitlines())
