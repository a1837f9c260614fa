"""The closed sets of the nouns: platforms, natures, severities, precisions, audiences, kinds of change, states."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

Fact = str | int | bool | tuple[str, ...]
"""One structured value that a source states about an entry."""


class Platform(StrEnum):
    """An operating system family that Intune manages; ``ios`` is iOS and iPadOS."""

    WINDOWS = "windows"
    MACOS = "macos"
    IOS = "ios"
    ANDROID = "android"
    LINUX = "linux"
    CHROMEOS = "chromeos"
    TVOS = "tvos"
    VISIONOS = "visionos"

    @property
    def label(self) -> str:
        """The name as vendors write it."""
        return PLATFORM_LABELS[self]


PLATFORM_LABELS: Mapping[Platform, str] = {
    Platform.WINDOWS: "Windows",
    Platform.MACOS: "macOS",
    Platform.IOS: "iOS/iPadOS",
    Platform.ANDROID: "Android",
    Platform.LINUX: "Linux",
    Platform.CHROMEOS: "ChromeOS",
    Platform.TVOS: "tvOS",
    Platform.VISIONOS: "visionOS",
}


class Nature(StrEnum):
    """What sort of news an entry is; exactly one for each entry."""

    NEW = "new"
    PREVIEW = "preview"
    CHANGED = "changed"
    RETIRING = "retiring"
    ISSUE = "issue"
    FIXED = "fixed"
    SECURITY = "security"
    RELEASE = "release"
    APPS = "apps"


class Severity(StrEnum):
    """How much an entry matters to this fleet, from the one severity table."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for critical up to 3 for low, so that sorting puts the worst first."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Precision(StrEnum):
    """How exactly a source named a date."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Audience(StrEnum):
    """Whom a digest is written for."""

    ADMIN = "admin"
    HELPDESK = "helpdesk"
    STAKEHOLDER = "stakeholder"


class ChangeKind(StrEnum):
    """What happened to an entry between two snapshots of its source."""

    BASELINE = "baseline"
    ADDED = "added"
    EDITED = "edited"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    AGED_OUT = "aged_out"


class EntryState(StrEnum):
    """Where an entry stands at its source after the last snapshot."""

    PRESENT = "present"
    WITHDRAWN = "withdrawn"
    AGED_OUT = "aged_out"


class Window(StrEnum):
    """Which part of the past a source goes on showing; decides what a disappearance means.

    ``rolling``: the oldest entries fall off the tail (a feed, What's new); ``transient``: entries leave when they have
    shipped (In development); ``complete``: the whole list is always shown, so a missing row was withdrawn.
    """

    ROLLING = "rolling"
    TRANSIENT = "transient"
    COMPLETE = "complete"


class SourceState(StrEnum):
    """How well omfeed sees a source."""

    WELL = "well"
    LATE = "late"
    FAILING = "failing"
    DRIFTED = "drifted"
    OFF = "off"
