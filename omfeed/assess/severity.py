"""Weighs an entry by one table, which a user may replace: how much it matters to this fleet, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from omfeed.model import Due, Entry, Evidence, Fleet, Nature, Severity
from omfeed.text.counting import counted
from omfeed.text.dates import first_day, last_day
from omfeed.weights import DEFAULT, SeverityTable


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
    add(table.nature.get(weighed.nature.value, 0.0), "nature", weighed.nature.value)
    facts = weighed.entry.facts
    if exploited := _exploited(weighed):
        add(table.exploited, "exploited", exploited)
    if facts.get("major") is True:
        add(table.major, "major", "the source calls it major")
    words = str(facts.get("source_severity") or "").casefold()
    add(table.source_words.get(words, 0.0), "source-severity", words)
    nearest = _nearest(weighed.due, today)
    if nearest is not None:
        fits = [within for within in sorted(table.due_within) if nearest[0] <= within]
        if fits:
            add(table.due_within[fits[0]], "due-near", f"{nearest[1]}, in {counted(nearest[0], 'day')}")
    if not weighed.concerned:
        add(table.untouched, "not-ours", "none of our devices")
    elif weighed.devices:
        total = sum(group.count or 0 for group in fleet.groups)
        share = weighed.devices / total if total else 0.0
        fits_share = [least for least in sorted(table.fleet_share, reverse=True) if share >= least]
        if fits_share:
            add(table.fleet_share[fits_share[0]], "fleet-share", f"{weighed.devices} of {counted(total, 'device')}")
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
