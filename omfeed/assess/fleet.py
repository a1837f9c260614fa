"""Matches what an entry concerns against what we manage: how many of our devices, which are behind, what is leaving."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from omfeed.model import Fleet, Platform
from omfeed.text.versions import parse_range, version_key


def touched(platforms: Sequence[Platform], versions: Mapping[Platform, str], fleet: Fleet) -> int | None:
    """How many of our devices fall under platforms and version ranges.

    A device whose version is unknown counts as touched: it may be. None when no number is known for any of the
    platforms; a platform that we do not manage touches nobody. No platform named: the service itself, which touches no
    device (0 is never told for it: the answer is none).

    Args:
        platforms: platforms concerned.
        versions: for a platform, a range such as ``<17``; absent: all versions.
        fleet: what we manage.
    """
    if not platforms or not fleet.groups:
        return None
    total = 0
    known = False
    for platform in platforms:
        groups = [group for group in fleet.groups if group.platform is platform]
        if not groups:
            known = True
            continue
        counted = [group for group in groups if group.count is not None]
        if not counted:
            continue
        known = True
        bounds = parse_range(versions.get(platform, ""), platform)
        for group in counted:
            key = version_key(group.version, platform) if group.version else None
            if key is None or all(bound.holds(key) for bound in bounds):
                total += group.count or 0
    return total if known else None


def concerned(platforms: Sequence[Platform], versions: Mapping[Platform, str], fleet: Fleet) -> bool:
    """Whether any of our devices may be touched; an unknown fleet, or no platform named, always may."""
    if not platforms or not fleet.groups:
        return True
    if not set(platforms) & set(fleet.platforms):
        return False
    return touched(platforms, versions, fleet) != 0


def behind(platform: Platform, version: str, fleet: Fleet) -> int | None:
    """How many of our devices of a platform run an older version than the one given; none where no version is known."""
    key = version_key(version, platform)
    groups = [
        group for group in fleet.groups if group.platform is platform and group.count is not None and group.version
    ]
    if key is None or not groups:
        return None
    total = 0
    for group in groups:
        has = version_key(group.version, platform)
        if has is not None and has[: len(key)] < key:
            total += group.count or 0
    return total


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetRow:
    """One line of the fleet's picture."""

    platform: Platform
    version: str
    """Empty: the whole platform."""
    count: int | None
    share: float | None
    """Of all our devices with a known number, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetSummary:
    """The fleet at a glance."""

    total: int | None
    platforms: tuple[FleetRow, ...] = ()
    versions: tuple[FleetRow, ...] = ()
    """Within each platform the most frequent version first."""
    enrolment: Mapping[str, int] | None = None
    ownership: Mapping[str, int] | None = None
    compliance: Mapping[str, int] | None = None


def summary(fleet: Fleet) -> FleetSummary:
    """The fleet by platform and version, and by enrolment, ownership and compliance over all platforms."""
    numbers = [group.count for group in fleet.groups if group.count is not None]
    total = sum(numbers) if numbers else None

    def share(count: int | None) -> float | None:
        return count / total if count is not None and total else None

    rows = []
    detail = []
    for platform in fleet.platforms:
        count = fleet.count(platform)
        rows.append(FleetRow(platform=platform, version="", count=count, share=share(count)))
        by_version: dict[str, int] = {}
        for group in fleet.groups:
            if group.platform is platform and group.version:
                by_version[group.version] = by_version.get(group.version, 0) + (group.count or 0)
        ordered = sorted(by_version.items(), key=lambda pair: (-pair[1], pair[0]))
        detail += [FleetRow(platform=platform, version=version, count=n, share=share(n)) for version, n in ordered]
    return FleetSummary(
        total=total,
        platforms=tuple(rows),
        versions=tuple(detail),
        enrolment=_by(fleet, "enrolment"),
        ownership=_by(fleet, "ownership"),
        compliance=_by(fleet, "compliance"),
    )


def _by(fleet: Fleet, name: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for group in fleet.groups:
        value = {"enrolment": group.enrolment, "ownership": group.ownership, "compliance": group.compliance}[name]
        if value and group.count:
            counts[value] = counts.get(value, 0) + group.count
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
