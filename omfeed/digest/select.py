"""Which changes a digest tells: those that were announced, that fit a filter, and each entry of them once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from omfeed.digest.dates import span
from omfeed.model import (
    Assessment,
    Audience,
    ChangeKind,
    Delta,
    DeltaKind,
    Entry,
    Filter,
    Fleet,
    Item,
    Link,
)
from omfeed.text import phrases

Rediff = Callable[[Entry, Entry], tuple[str, str]]
"""Compares two states of an entry anew and gives what a reader is shown of it: HTML with ins/del, and plain text."""

_PRIVACY = re.compile(r"(?i)\bdata[\s_-]*privacy\b")
"""Tag of the message center on posts that only privacy readers may see."""
_NEWS = frozenset({ChangeKind.BASELINE, ChangeKind.ADDED})
_SILENT = frozenset({ChangeKind.MOVED, ChangeKind.AGED_OUT})
_MOVES = frozenset({DeltaKind.DUE_MOVED, DeltaKind.DELAYED})
_UNDO = {
    DeltaKind.PLATFORM_ADDED: DeltaKind.PLATFORM_REMOVED,
    DeltaKind.PLATFORM_REMOVED: DeltaKind.PLATFORM_ADDED,
    DeltaKind.DUE_ADDED: DeltaKind.DUE_REMOVED,
    DeltaKind.DUE_REMOVED: DeltaKind.DUE_ADDED,
    DeltaKind.ACTION_REQUIRED: DeltaKind.ACTION_DROPPED,
    DeltaKind.ACTION_DROPPED: DeltaKind.ACTION_REQUIRED,
    DeltaKind.WITHDRAWN: DeltaKind.RESTORED,
    DeltaKind.RESTORED: DeltaKind.WITHDRAWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One matter of a digest: the items of one story, one an entry, the one that speaks for all first."""

    key: str
    items: tuple[Item, ...]

    @property
    def lead(self) -> Item:
        """The item whose title and words stand for the story."""
        return self.items[0]


def is_told(item: Item) -> bool:
    """Whether a digest tells this change at all: material, not merely moved or aged out, not muted."""
    return item.change.material and item.change.kind not in _SILENT and not item.assessment.muted_by


def muted(items: Sequence[Item]) -> int:
    """How many of these changes would be told, had no rule of ours muted them."""
    return sum(map(is_muted, items))


def is_muted(item: Item) -> bool:
    """Whether a digest would tell this change, had no rule of ours muted it."""
    return bool(item.assessment.muted_by) and item.change.material and item.change.kind not in _SILENT


def is_private(item: Item) -> bool:
    """Whether only admins may read it: in any of its states the vendor tagged it as a matter of data privacy.

    Microsoft shows such posts to few roles only. They stand in admin digests and in messages to admins, and nowhere
    else: not for the helpdesk, in no report, on no page, feed or calendar of the site, in no knowledge base. No rule
    of a user's changes that.
    """
    states = (item.change.before, item.change.after)
    return any(_PRIVACY.search(tag) for state in states if state is not None for tag in _tags(state))


def _tags(entry: Entry) -> tuple[str, ...]:
    tags = entry.facts.get("tags", ())
    return tags if isinstance(tags, tuple) else (str(tags),)


def for_helpdesk(item: Item) -> bool:
    """Whether the helpdesk reads it: people with managed devices notice, or a rule routed it there."""
    if is_private(item):
        return False
    return item.assessment.user_visible or Audience.HELPDESK in item.assessment.audiences


def touches(judged: Assessment, fleet: Fleet) -> bool:
    """Whether an item concerns what we manage: a platform of ours with devices, or the service itself."""
    if not judged.platforms or not fleet.platforms:
        return True
    return judged.devices != 0 and any(platform in fleet.platforms for platform in judged.platforms)


def fits(item: Item, wanted: Filter) -> bool:
    """Whether an item is one that somebody wants to read."""
    # The flags are cheaper to ask than a reader's words.
    return _fits_flags(item.assessment, wanted) and _fits_lists(item, wanted)


def stories(items: Sequence[Item], *, rediff: Rediff | None = None) -> tuple[Told, ...]:
    """The matters of these changes, in the order in which they first came: each entry once, first to last.

    Args:
        items: changes, in any order; those that are not told are left out.
        rediff: compares first and last state of an entry that was edited more than once; without it the words of its
            last edit are shown.
    """
    by_entry: dict[object, list[Item]] = {}
    for item in sorted(filter(is_told, items), key=lambda item: (item.at, item.id)):
        by_entry.setdefault(("entry", item.entry_id) if item.entry_id else ("change", item.id), []).append(item)
    by_story: dict[str, list[Item]] = {}
    for group in by_entry.values():
        merged = _merge(group, rediff)
        if merged is not None:
            by_story.setdefault(story_of(merged), []).append(merged)
    return tuple(Told(key=key, items=tuple(sorted(group, key=lead_order))) for key, group in by_story.items())


def story_of(item: Item) -> str:
    """The key under which an item is told: its story's, or one of its own."""
    return item.story or (f"entry-{item.entry_id}" if item.entry_id else f"change-{item.id}")


def merged_deltas(groups: Sequence[Sequence[Delta]]) -> tuple[Delta, ...]:
    """What successive edits mean together: a date moved twice has moved once, what was undone is not told."""
    told: list[Delta] = []
    for group in groups:
        for delta in group:
            _fold_in(told, delta)
    return tuple(delta for delta in told if not (delta.before and delta.before == delta.after))


def _fold_in(told: list[Delta], delta: Delta) -> None:
    for index, earlier in enumerate(told):
        if earlier == delta:
            return
        alike = earlier.kind is delta.kind or {earlier.kind, delta.kind} <= _MOVES
        if alike and earlier.subject == delta.subject and earlier.after == delta.before != "":
            told[index] = replace(earlier, kind=_direction(earlier, delta), after=delta.after)
            return
        if earlier.kind is DeltaKind.DUE_ADDED and delta.kind in _MOVES and earlier.after == delta.before:
            told[index] = replace(earlier, after=delta.after)
            return
        undone = _UNDO.get(delta.kind) is earlier.kind and earlier.subject == delta.subject
        if undone and (earlier.after or earlier.before) == (delta.before or delta.after):
            del told[index]
            return
    told.append(delta)


def _direction(earlier: Delta, later: Delta) -> DeltaKind:
    """Whether two moves of a date together are one to later."""
    before, after = span(earlier.before), span(later.after)
    if earlier.kind not in _MOVES or before is None or after is None:
        return later.kind
    return DeltaKind.DELAYED if after[1] > before[1] else DeltaKind.DUE_MOVED


def _merge(group: Sequence[Item], rediff: Rediff | None) -> Item | None:
    """One item for all changes of an entry, or none when it ended as it began."""
    first, last = group[0], group[-1]
    if len(group) == 1:
        return last
    links = _links(group)
    if last.change.kind is ChangeKind.WITHDRAWN:
        return replace(last, links=links)
    if first.change.kind in _NEWS:
        entry = last.change.entry
        change = replace(
            first.change, after=entry, shown_html=entry.html, shown_text=entry.text, reason=last.change.reason
        )
        return replace(last, change=change, deltas=(), links=links)
    before, after = first.change.before, last.change.after
    deltas = merged_deltas([item.deltas for item in group])
    if before is None or after is None:
        return replace(last, deltas=deltas, links=links)
    if (before.title, before.text, before.facts) == (after.title, after.text, after.facts):
        return None
    kind = ChangeKind.RESTORED if first.change.kind is ChangeKind.WITHDRAWN else ChangeKind.EDITED
    shown_html, shown_text = last.change.shown_html, last.change.shown_text
    if rediff is not None:
        shown_html, shown_text = rediff(before, after)
    change = replace(last.change, kind=kind, before=before, shown_html=shown_html, shown_text=shown_text)
    return replace(last, change=change, deltas=deltas, links=links)


def _links(group: Sequence[Item]) -> tuple[Link, ...]:
    seen: dict[str, Link] = {}
    for item in group:
        for link in item.links:
            seen.setdefault(link.url, link)
    return tuple(seen.values())


def lead_order(item: Item) -> tuple[int, int, float, int]:
    """A key that puts the item that speaks for its story first."""
    # The worst speaks for the story; between equals, what has been released outranks what is being built or archived.
    late_stage = {"": 0, "released": 0, "development": 1, "archive": 2}.get(item.source.stage, 1)
    return item.assessment.severity.rank, late_stage, -item.at.timestamp(), item.id


def _fits_lists(item: Item, wanted: Filter) -> bool:
    judged: Assessment = item.assessment
    if wanted.platforms and judged.platforms and not set(wanted.platforms) & set(judged.platforms):
        return False
    if wanted.enrolment and judged.enrolment and not set(wanted.enrolment) & set(judged.enrolment):
        return False
    if wanted.sources and item.source.id not in wanted.sources:
        return False
    if wanted.natures and judged.nature not in wanted.natures:
        return False
    if wanted.topics and not set(wanted.topics) & set(judged.topics):
        return False
    if wanted.tags and not set(wanted.tags) & set(judged.tags):
        return False
    return not wanted.words or any(says(item, phrase) for phrase in wanted.words)


def _fits_flags(judged: Assessment, wanted: Filter) -> bool:
    if judged.severity.rank > wanted.minimum_severity.rank:
        return False
    if wanted.only_action_required and not judged.action_required:
        return False
    if wanted.only_user_visible and not judged.user_visible:
        return False
    return not (wanted.only_ours and judged.devices == 0)


def says(item: Item, phrase: str) -> bool:
    """Whether title or text of an item's newest state have these words, see :mod:`omfeed.text.phrases`."""
    entry = item.change.entry
    return any(phrases.find((phrase,), text) is not None for text in (entry.title, entry.text))
