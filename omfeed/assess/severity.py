"""Weighs an entry by one table, which a user may replace: how much it matters to this fleet, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from omfeed.model import Due, Entry, Evidence, Fleet, Nature, Severity
from omfeed.text.dates import first_day, last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityTable:
    """Points for what is known of an entry, and the points from which each severity begins.

    Severity is critical from ``critical`` points on, high from ``high``, medium from ``medium``, else low.
    """

    action_required: float = 3.0
    user_visible: float = 1.0
    exploited: float = 6.0
    major: float = 1.0
    nature: Mapping[str, float] | None = None
    """Points by nature; what is not named has none."""
    due_within: Mapping[int, float] | None = None
    """Points by nearness: days to the earliest date still ahead → points; the nearest that fits counts."""
    source_words: Mapping[str, float] | None = None
    """Points for the source's own severity, in lower case."""
    fleet_share: Mapping[float, float] | None = None
    """Points by the share of our devices touched (0 to 1) → points; the highest that fits counts."""
    untouched: float = -3.0
    """Points when platforms are named and none of our devices is touched."""
    critical: float = 9.0
    high: float = 5.5
    medium: float = 2.5


NATURES: Final[Mapping[str, float]] = {
    "retiring": 2.5,
    "security": 3.0,
    "issue": 2.5,
    "changed": 1.0,
    "release": 1.5,
    "fixed": 0.5,
}
NEARNESS: Final[Mapping[int, float]] = {14: 3.0, 45: 2.0, 120: 1.0}
SOURCE_WORDS: Final[Mapping[str, float]] = {"critical": 3.0, "high": 2.0, "important": 1.5, "moderate": 0.5}
SHARES: Final[Mapping[float, float]] = {0.5: 1.0, 0.1: 0.5}

DEFAULT: Final = SeverityTable()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What the table looks at."""

    entry: Entry
    nature: Nature
    action_required: bool
    user_visible: bool
    due: Sequence[Due]
    devices: int | None
    concerned: bool
    """Whether any of our platforms is concerned, or none is named; unknown fleets count as concerned."""
    exploited: str = ""
    """The words that tell of an exploit in use, where no field of the source does."""


def severity(
    weighed: Weighed, fleet: Fleet, today: date, table: SeverityTable = DEFAULT
) -> tuple[Severity, tuple[Evidence, ...]]:
    """The severity, with one row of evidence for each thing that weighed."""
    points: list[tuple[float, str, str]] = []

    def add(value: float, rule: str, words: str) -> None:
        if value:
            points.append((value, rule, words))

    if weighed.action_required:
        add(table.action_required, "action-required", "someone must act")
    if weighed.user_visible:
        add(table.user_visible, "user-visible", "users will notice")
    natures = NATURES if table.nature is None else table.nature
    add(natures.get(weighed.nature.value, 0.0), "nature", weighed.nature.value)
    facts = weighed.entry.facts
    if exploited := _exploited(weighed):
        add(table.exploited, "exploited", exploited)
    if facts.get("major") is True:
        add(table.major, "major", "the source calls it major")
    words = str(facts.get("source_severity") or "").casefold()
    add((SOURCE_WORDS if table.source_words is None else table.source_words).get(words, 0.0), "source-severity", words)
    nearest = _nearest(weighed.due, today)
    if nearest is not None:
        nearness = NEARNESS if table.due_within is None else table.due_within
        fits = [within for within in sorted(nearness) if nearest[0] <= within]
        if fits:
            add(nearness[fits[0]], "due-near", f"{nearest[1]}, in {nearest[0]} days")
    if not weighed.concerned:
        add(table.untouched, "not-ours", "none of our devices")
    elif weighed.devices:
        total = sum(group.count or 0 for group in fleet.groups)
        shares = SHARES if table.fleet_share is None else table.fleet_share
        share = weighed.devices / total if total else 0.0
        fits_share = [least for least in sorted(shares, reverse=True) if share >= least]
        if fits_share:
            add(shares[fits_share[0]], "fleet-share", f"{weighed.devices} of {total} devices")
    total_points = sum(value for value, _, _ in points)
    chosen = _level(total_points, table)
    evidence = tuple(
        Evidence(field="severity", value=chosen.value, rule=f"{rule} {value:+g}", words=words)
        for value, rule, words in points
    )
    return chosen, evidence or (Evidence(field="severity", value=chosen.value, rule="nothing-weighs", words=""),)


def _exploited(weighed: Weighed) -> str:
    facts = weighed.entry.facts
    if facts.get("exploited") is True or facts.get("exploited_cves"):
        return "exploited in the wild"
    return weighed.exploited


def _level(points: float, table: SeverityTable) -> Severity:
    if points >= table.critical:
        return Severity.CRITICAL
    if points >= table.high:
        return Severity.HIGH
    return Severity.MEDIUM if points >= table.medium else Severity.LOW


def _nearest(due: Sequence[Due], today: date) -> tuple[int, str] | None:
    """Days to the earliest date that is not over, and the date."""
    ahead = [(max(0, (first_day(one.date) - today).days), one.date) for one in due if last_day(one.date) >= today]
    return min(ahead, default=None)
