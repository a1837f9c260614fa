"""Names what an edit means before its words are shown: “1 Aug → 1 Oct”, “now also macOS”, “preview → available”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from omfeed.model import Assessment, Delta, DeltaKind, Due, Entry, Fact, Nature, Platform
from omfeed.text.blocks import fold
from omfeed.text.dates import last_day

_TOLD: Final = (
    "version",
    "build",
    "release_type",
    "status",
    "source_severity",
    "exploited",
    "cve_count",
    "support_end",
    "security_end",
    "action_by",
    "due_date",
    "major",
    "category",
    "released",
    "kb",
)
"""Facts whose change is told; those that are dates are told as moved due dates."""
_DATES: Final = frozenset({"support_end", "security_end", "action_by", "due_date"})

_BOTH: Final = frozenset({"10", "11"})
_WINDOWS: Final = re.compile(
    r"\bWindows\s+(1[01])\b(?![.\d])(?:\s*(?:/|,|and|or|&|und|oder|및|와|과)\s*(1[01])\b(?![.\d]))?", re.IGNORECASE
)


def deltas(before: Entry, after: Entry, was: Assessment, now_is: Assessment) -> tuple[Delta, ...]:
    """The named differences between two revisions of an entry, most telling first.

    Args:
        before: the earlier revision.
        after: the later one.
        was: assessment of the earlier revision.
        now_is: assessment of the later one.
    """
    return (
        *_due(before, after, was.due, now_is.due),
        *_action(was, now_is),
        *_nature(was, now_is),
        *_platforms(was, now_is),
        *_products(before, after, was, now_is),
        *_versions(was, now_is),
        *_facts(before, after),
        *_title(before, after),
    )


def _due(before: Entry, after: Entry, was: Sequence[Due], now_is: Sequence[Due]) -> Iterator[Delta]:
    old = {one.date for one in was}
    new = {one.date for one in now_is}
    gone = sorted(old - new, key=_order)
    come = sorted(new - old, key=_order)
    # A month of which a day stood before says that day more roughly; where another day came, that is the date's move.
    rough = [one for one in come if any(day.startswith(f"{one}-") for day in gone)]
    if len(rough) < len(come):
        come = [one for one in come if one not in rough]
    named = {
        name: (str(before.facts.get(name) or ""), str(after.facts.get(name) or ""))
        for name in _DATES
        if before.facts.get(name) != after.facts.get(name)
    }
    for name, (one, other) in sorted(named.items()):
        if one[:10] in gone and other[:10] in come:
            gone.remove(one[:10])
            come.remove(other[:10])
            yield _moved(one[:10], other[:10], name)
    for one, other in zip(gone, come, strict=False):
        yield _moved(one, other)
    paired = min(len(gone), len(come))
    for one in come[paired:]:
        yield Delta(kind=DeltaKind.DUE_ADDED, after=one)
    for one in gone[paired:]:
        yield Delta(kind=DeltaKind.DUE_REMOVED, before=one)


def _order(value: str) -> tuple[str, str]:
    return last_day(value).isoformat(), value


def _moved(before: str, after: str, subject: str = "") -> Delta:
    later = last_day(after) > last_day(before) and not before.startswith(f"{after}-")
    return Delta(kind=DeltaKind.DELAYED if later else DeltaKind.DUE_MOVED, subject=subject, before=before, after=after)


def _action(was: Assessment, now_is: Assessment) -> Iterator[Delta]:
    if now_is.action_required and not was.action_required:
        yield Delta(kind=DeltaKind.ACTION_REQUIRED)
    elif was.action_required and not now_is.action_required:
        yield Delta(kind=DeltaKind.ACTION_DROPPED)


def _nature(was: Assessment, now_is: Assessment) -> Iterator[Delta]:
    if was.nature is now_is.nature:
        return
    if was.nature is Nature.PREVIEW and now_is.nature is Nature.NEW:
        yield Delta(kind=DeltaKind.AVAILABLE, before=was.nature.value, after=now_is.nature.value)
    else:
        yield Delta(kind=DeltaKind.NATURE_CHANGED, before=was.nature.value, after=now_is.nature.value)


def _platforms(was: Assessment, now_is: Assessment) -> Iterator[Delta]:
    for one in Platform:
        if one in now_is.platforms and one not in was.platforms:
            yield Delta(kind=DeltaKind.PLATFORM_ADDED, subject=one.value)
        elif one in was.platforms and one not in now_is.platforms:
            yield Delta(kind=DeltaKind.PLATFORM_REMOVED, subject=one.value)


def _products(before: Entry, after: Entry, was: Assessment, now_is: Assessment) -> Iterator[Delta]:
    """Windows 10 or 11 that came or went beside the other one, by name: the platform stays."""
    old, new = _windows(before, was), _windows(after, now_is)
    if old and new:
        for one in sorted(new - old):
            yield Delta(kind=DeltaKind.PLATFORM_ADDED, subject=f"Windows {one}")
        for one in sorted(old - new):
            yield Delta(kind=DeltaKind.PLATFORM_REMOVED, subject=f"Windows {one}")


def _windows(entry: Entry, judged: Assessment) -> frozenset[str]:
    """The products of Windows that an entry concerns as a whole; empty where versions are told, or none is named."""
    if Platform.WINDOWS not in judged.platforms or judged.versions.get(Platform.WINDOWS):
        return frozenset()
    counted = frozenset(judged.counted_by.get(Platform.WINDOWS, "").split("|")) - {""}
    if not counted:
        # Both are every device that runs Windows, as is Windows without a number.
        named = {number for found in _WINDOWS.finditer(f"{entry.title}\n{entry.text}") for number in found.groups()}
        return _BOTH if named >= _BOTH else frozenset()
    return counted if counted <= _BOTH else frozenset()


def _versions(was: Assessment, now_is: Assessment) -> Iterator[Delta]:
    for one in Platform:
        if one not in was.platforms or one not in now_is.platforms:
            continue  # the platform itself came or went, which is told
        before, after = was.versions.get(one, ""), now_is.versions.get(one, "")
        if before != after:
            yield Delta(kind=DeltaKind.VERSION_CHANGED, subject=one.value, before=before, after=after)


def _facts(before: Entry, after: Entry) -> Iterator[Delta]:
    for name in _TOLD:
        if name in _DATES:
            continue
        one, other = before.facts.get(name), after.facts.get(name)
        if one != other and (one or other):
            yield Delta(kind=DeltaKind.FACT_CHANGED, subject=name, before=_shown(one), after=_shown(other))


def _shown(value: Fact | None) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _title(before: Entry, after: Entry) -> Iterator[Delta]:
    if fold(before.title).casefold() != fold(after.title).casefold():
        yield Delta(kind=DeltaKind.RETITLED, before=before.title, after=after.title)
