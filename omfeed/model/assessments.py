"""What omfeed concludes of an entry, for whom, and by whose rules: assessments, rules, filters, the fleet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from omfeed.model.kinds import Audience, Nature, Platform, Precision, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A date on which something happens or by which something must be done."""

    date: str
    """``2026-08-31``, ``2026-08``, ``2026-Q3``, ``2026-H2`` or ``2026``, by precision."""
    precision: Precision
    what: str = ""
    """The words that tell what happens then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why one field of an assessment has its value."""

    field: str
    value: str
    rule: str
    """Name of the rule that spoke."""
    words: str
    """The words of the entry it rests on."""


AT_MOST = "at most"
BEHIND = "behind"
"""What the rule of a row of evidence about ``devices`` says of how they were counted, behind the rule's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What omfeed concludes about an entry, each conclusion with its evidence."""

    platforms: tuple[Platform, ...] = ()
    """Platforms concerned, in the order of ``Platform``; empty: the service or console itself."""
    versions: Mapping[Platform, str] = field(default_factory=dict, hash=False)
    """For a platform, the range of OS versions concerned, such as ``<17`` or ``>=13``."""
    counted_by: Mapping[Platform, str] = field(default_factory=dict, hash=False)
    """For a platform, the ranges by which devices are counted, where the words tell more than ``versions`` does:
    ``11`` (every device with Windows 11) or ``<=23H2,>=11``; several are joined by ``|``."""
    enrolment: tuple[str, ...] = ()
    nature: Nature = Nature.NEW
    action_required: bool = False
    due: tuple[Due, ...] = ()
    user_visible: bool = False
    severity: Severity = Severity.LOW
    audiences: tuple[Audience, ...] = (Audience.ADMIN,)
    topics: tuple[str, ...] = ()
    """What users struggle with or admins filter by: ``enrolment``, ``apps``, ``company-portal``, ``updates``, …"""
    devices: int | None = None
    """How many of our devices fall under platforms, versions and ways of enrolment, or are behind the release that the
    entry is; none: the fleet is not known."""
    evidence: tuple[Evidence, ...] = ()
    tags: tuple[str, ...] = ()
    muted_by: str = ""
    """Name of the user's rule that muted it, or empty."""

    @property
    def at_most(self) -> bool:
        """Whether ``devices`` is a bound: of some of them the version or the way of enrolment is not known."""
        return AT_MOST in self._counted

    @property
    def behind(self) -> bool:
        """Whether ``devices`` are those that do not have the release yet, rather than those that it touches."""
        return BEHIND in self._counted

    @property
    def _counted(self) -> tuple[str, ...]:
        rows = [one for one in self.evidence if one.field == "devices" and one.value == str(self.devices)]
        return tuple(rows[0].rule.split(", ")) if rows else ()


class RuleAction(StrEnum):
    """What a user's own rule does to the entries it fits."""

    RAISE = "raise"
    LOWER = "lower"
    MUTE = "mute"
    TAG = "tag"
    ROUTE = "route"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the user's: all conditions that are set must fit; each list fits when any of it does."""

    name: str
    action: RuleAction
    value: str = ""
    """The tag to set, the audience to route to, or the severity to raise or lower to; empty: one step."""
    sources: tuple[str, ...] = ()
    platforms: tuple[Platform, ...] = ()
    natures: tuple[Nature, ...] = ()
    sections: tuple[str, ...] = ()
    """Texts of which a section heading holds one, case-blind, also within a word."""
    words: tuple[str, ...] = ()
    """Words or phrases of title or text, as ``omfeed.text.phrases`` finds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which items somebody wants to read: all conditions that are set must fit; each list fits when any of it does."""

    platforms: tuple[Platform, ...] = ()
    """Entries of the whole service or console (no platform) fit any platform."""
    enrolment: tuple[str, ...] = ()
    """Entries that name no enrolment type fit any."""
    sources: tuple[str, ...] = ()
    natures: tuple[Nature, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Labels that the user's own rules set."""
    words: tuple[str, ...] = ()
    """Words or phrases of title or text, as ``omfeed.text.phrases`` finds them."""
    minimum_severity: Severity = Severity.LOW
    only_action_required: bool = False
    only_user_visible: bool = False
    only_ours: bool = False
    """Leave out what is known to touch none of our devices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetGroup:
    """So many devices alike in what matters."""

    platform: Platform
    version: str = ""
    """OS version of these devices, or empty when only their number is known."""
    count: int | None = None
    """How many; none: we manage this platform, the number is not known."""
    enrolment: str = ""
    ownership: str = ""
    compliance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """What we manage."""

    groups: tuple[FleetGroup, ...] = ()

    @property
    def platforms(self) -> tuple[Platform, ...]:
        """The platforms we manage, in the order of ``Platform``."""
        ours = {group.platform for group in self.groups}
        return tuple(platform for platform in Platform if platform in ours)

    def count(self, platform: Platform) -> int | None:
        """How many devices of a platform there are, or none when no number is known."""
        counts = [group.count for group in self.groups if group.platform is platform and group.count is not None]
        return sum(counts) if counts else None
