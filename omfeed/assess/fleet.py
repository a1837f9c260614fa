"""Matches what an entry concerns against what we manage: how many of our devices, which are behind, what is leaving."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from omfeed.assess.releases import Release
from omfeed.model import AT_MOST, BEHIND, Fleet, FleetGroup, Platform
from omfeed.text.versions import Bound, Key, parse_range, version_key

EMPTY: Final[Mapping[Platform, Sequence[Release]]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many of our devices something concerns, and how sure that is."""

    devices: int | None
    """None: no number is known."""
    unsure: int = 0
    """How many of them are counted because their version or way of enrolment is not known: they may be concerned."""
    behind: bool = False
    """Whether they are those that do not have a release yet."""

    @property
    def rule(self) -> str:
        """How they were counted, as a row of evidence says it."""
        said = ("fleet", BEHIND if self.behind else "", AT_MOST if self.unsure else "")
        return ", ".join(part for part in said if part)


def tally(
    platforms: Sequence[Platform],
    versions: Mapping[Platform, str],
    fleet: Fleet,
    *,
    ways: Collection[str] = (),
    releases: Mapping[Platform, Sequence[Release]] = EMPTY,
) -> Tally:
    """Count the devices that fall under platforms, versions and ways of enrolment.

    A device whose version or way is not known counts, and is told apart: it may be concerned. No number where none is
    known for any of the platforms; a platform that we do not manage touches nobody. No platform named: the service
    itself, which touches no device (0 is never told for it: the answer is none).

    Args:
        platforms: platforms concerned.
        versions: for a platform, a range such as ``<17``; absent: all versions.
        fleet: what we manage.
        ways: the ways of enrolment that alone are concerned; a platform that has none of them is concerned whole.
        releases: where an entry is the news of a release: those behind it are counted, whatever ``versions`` says.
    """
    if not platforms or not fleet.groups:
        return Tally(devices=None)
    total = unsure = 0
    known = False
    for platform in platforms:
        groups = [group for group in fleet.groups if group.platform is platform]
        numbered = [(group, group.count) for group in groups if group.count is not None]
        known = known or not groups or bool(numbered)
        bounds = parse_range(versions.get(platform, ""), platform)
        wanted = ways_of(platform, ways, platforms)
        for group, count in numbered:
            key = version_key(group.version, platform) if group.version else None
            roughly = platform is Platform.WINDOWS and _PRODUCT.fullmatch(group.version)
            if platform in releases:
                fits = _lacks(releases[platform], None if roughly else key)
            else:
                fits = _within(bounds, key)
            enrolled = _enrolled(group, wanted)
            if fits is False or enrolled is False:
                continue
            total += count
            unsure += count if fits is None or enrolled is None else 0
    return Tally(devices=total if known else None, unsure=unsure, behind=bool(set(releases) & set(platforms)))


_PRODUCT: Final = re.compile(r"(?:windows )?(?:7|8|8\.1|10|11|12)", re.IGNORECASE)
"""A version of Windows that says no build: how far these devices have been updated is not known."""


def _within(bounds: Sequence[Bound], key: Key | None) -> bool | None:
    if key is None:
        return None if bounds else True
    return all(bound.holds(key) for bound in bounds)


def _lacks(releases: Sequence[Release], key: Key | None) -> bool | None:
    """Whether a device is behind any of several releases; none: it may be."""
    told = [release.lacked_by(key) for release in releases]
    return True if True in told else None if None in told else False


_WAYS: Final[Mapping[str, frozenset[Platform]]] = {
    **dict.fromkeys(("cobo", "cope", "cosu", "aosp", "device-admin"), frozenset({Platform.ANDROID})),
    **dict.fromkeys(("ade", "supervised"), frozenset({Platform.IOS, Platform.MACOS, Platform.TVOS, Platform.VISIONOS})),
    **dict.fromkeys(("autopilot", "cloud-pc"), frozenset({Platform.WINDOWS})),
}
"""Ways of enrolment that exist on some platforms only; people's own devices (``byod``) are met on all."""
_ALIKE: Final[Mapping[str, frozenset[str]]] = {
    "ade": frozenset({"ade", "supervised"}),
    "supervised": frozenset({"ade", "supervised"}),
}
"""Apple's automated enrolment supervises a device, and an export tells one or the other."""


def ways_of(platform: Platform, ways: Collection[str], platforms: Collection[Platform]) -> frozenset[str]:
    """The ways of enrolment that alone are concerned on a platform; empty: any.

    “Personally owned” beside a way of one platform is said of that platform. App protection (``mam``) needs no
    enrolment and narrows nothing.
    """
    if "mam" in ways:
        return frozenset()
    own = frozenset(one for one in ways if platform in _WAYS.get(one, ()))
    elsewhere = any(set(platforms) & set(_WAYS.get(one, ())) for one in ways if one not in own)
    if "byod" in ways and (own or not elsewhere):
        own |= {"byod"}
    return frozenset(alike for one in own for alike in _ALIKE.get(one, {one}))


def _enrolled(group: FleetGroup, wanted: frozenset[str]) -> bool | None:
    """Whether devices are enrolled in one of the ways; none: that is not known."""
    if not wanted or group.enrolment in wanted or ("byod" in wanted and group.ownership == "personal"):
        return True
    if group.enrolment or (wanted == {"byod"} and group.ownership == "company"):
        return False
    return None


def touched(
    platforms: Sequence[Platform], versions: Mapping[Platform, str], fleet: Fleet, *, ways: Collection[str] = ()
) -> int | None:
    """The number of ``tally`` alone."""
    return tally(platforms, versions, fleet, ways=ways).devices


def concerned(platforms: Sequence[Platform], fleet: Fleet, counted: Tally) -> bool:
    """Whether any of our devices may be touched; an unknown fleet, or no platform named, always may."""
    if not platforms or not fleet.groups:
        return True
    return bool(set(platforms) & set(fleet.platforms)) and counted.devices != 0


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
