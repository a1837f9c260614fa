"""What changed, what it means, and where its story can be read: deltas, changes, diffs, judged changes, items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from omfeed.model.assessments import Assessment
from omfeed.model.entries import Entry, Source
from omfeed.model.kinds import ChangeKind, EntryState


class DeltaKind(StrEnum):
    """What an edit means, named before its words are shown."""

    DUE_MOVED = "due_moved"
    DUE_ADDED = "due_added"
    DUE_REMOVED = "due_removed"
    DELAYED = "delayed"
    PLATFORM_ADDED = "platform_added"
    PLATFORM_REMOVED = "platform_removed"
    VERSION_CHANGED = "version_changed"
    NATURE_CHANGED = "nature_changed"
    AVAILABLE = "available"
    ACTION_REQUIRED = "action_required"
    ACTION_DROPPED = "action_dropped"
    RETITLED = "retitled"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    SHIPPED = "shipped"
    FACT_CHANGED = "fact_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """One named difference between two revisions of an entry."""

    kind: DeltaKind
    subject: str = ""
    """What it is about: a platform, a fact's name; empty where the kind says all."""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between what was known of a source and what its new snapshot shows.

    ``before`` is empty for added and baseline; ``after`` is empty for withdrawn and aged out.
    """

    kind: ChangeKind
    material: bool
    """True when a reader would act or plan differently: material changes are announced."""
    before: Entry | None = None
    after: Entry | None = None
    known_id: int | None = None
    """Row of the entry it continues, or none for a new one."""
    reason: str = ""
    """Why it was matched so and why it is (not) material, in words for a person."""
    shown_html: str = ""
    """What a digest shows of it: the text of a new entry, the changed passages of an edited one (ins/del)."""
    shown_text: str = ""
    """The same as plain text ([-gone-] and {+new+} in edited passages)."""

    @property
    def entry(self) -> Entry:
        """The newest state there is of the entry concerned."""
        entry = self.after or self.before
        if entry is None:
            raise ValueError("a change has a state before, after, or both")
        return entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A page that no longer reads like itself; nothing on it is taken at its word, or only what it gained."""

    reason: str
    """What was expected and what was met, in words for a person."""
    entries_before: int
    entries_now: int
    partial: bool = False
    """Whether the page is plainly itself: what it gained is believed, and only what it lost is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """All differences of one snapshot from what was known."""

    changes: tuple[Change, ...] = ()
    drift: Drift | None = None
    seen: Mapping[int, Entry] = field(default_factory=dict, hash=False)
    """For every known entry that the snapshot still shows: its row and its present state."""
    continues: Mapping[int, Elsewhere] = field(default_factory=dict, hash=False)
    """For the change at an index of ``changes``: the entry of another page whose story it carries on."""
    pieces: Mapping[int, int] = field(default_factory=dict, hash=False)
    """For the change at an index whose entry was split off from another or went into it: the index of that one's."""
    summary: str = ""
    """One line for what concerns the whole page (“a product was renamed in 40 entries”), or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """An entry of another source of the same family, for telling one story across pages."""

    entry_id: int
    source_id: str
    stage: str
    """``Source.stage`` of that source."""
    story: str
    state: EntryState
    first_seen: datetime
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A change with what omfeed concludes of it, ready to be stored."""

    change: Change
    assessment: Assessment
    deltas: tuple[Delta, ...] = ()
    story: str = ""
    """Story key to join, or empty to open a new one."""
    announced: bool = False
    """Whether digests tell it: material, and not part of an unannounced baseline."""


_OWN = "s-"


def own_story(entry_id: int) -> str:
    """The key of the story that an entry has for itself until it joins one that others tell as well."""
    return f"{_OWN}{entry_id}"


def entry_of_story(story: str) -> int | None:
    """The row of the entry whose own story this key is; none for the key of a story that several sources tell."""
    number = story.removeprefix(_OWN)
    return int(number) if story.startswith(_OWN) and number.isascii() and number.isdecimal() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One place where a story can be read."""

    title: str
    url: str
    source_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One stored change, with everything a digest may say of it."""

    id: int
    at: datetime
    """When omfeed saw it (UTC)."""
    run_id: int
    source: Source
    change: Change
    assessment: Assessment
    deltas: tuple[Delta, ...] = ()
    entry_id: int = 0
    story: str = ""
    """Stable key of the matter it belongs to; items of one story are told once, with several links."""
    links: tuple[Link, ...] = ()
