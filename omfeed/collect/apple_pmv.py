"""Reads Apple's list of published software (gdmf.apple.com/v2/pmv): which versions devices are offered.

Lists for the public and for managed devices (what a device-management service can enforce), and Background Security
Improvements, each by platform. One entry for each version and build. While an offer stands, the dates on which it was
posted and on which it ends roll forward, and its list of devices changes by one model at a time: all are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from omfeed.collect.moments import day
from omfeed.collect.shapes import Record, document, mapping, records
from omfeed.collect.writing import by_end, entry, listing
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "version and build"

_LISTS: Final = {
    "publicassetsets": "everybody",
    "assetsets": "managed devices",
    "publicbackgroundsecurityimprovements": "everybody",
    "publicrapidsecurityresponses": "everybody",
}
_RAPID: Final = frozenset({"publicbackgroundsecurityimprovements", "publicrapidsecurityresponses"})
_DEVICES: Final = (
    (re.compile(r"iPhone|iPod"), "iOS"),
    (re.compile(r"iPad"), "iPadOS"),
    (re.compile(r"Watch"), "watchOS"),
    (re.compile(r"AppleTV|AudioAccessory"), "tvOS"),
    (re.compile(r"RealityDevice"), "visionOS"),
    (re.compile(r"Mac|J\d+|X\d+|VMA"), "macOS"),
)
"""Model identifiers by their beginning; watches and Apple TVs are listed under “iOS”."""


@dataclass(slots=True, kw_only=True)
class _Offer:
    """One version and build, over all lists that hold it."""

    version: str
    build: str
    systems: set[str] = field(default_factory=set)
    audiences: set[str] = field(default_factory=set)
    posted: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    rapid: bool = False


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The versions on offer as entries, the first to end last.

    Raises:
        ParseError: the body is not JSON or not such a list.
    """
    top = mapping(document(body, charset), "Apple's list of software")
    # The SOFA project keeps the answer wrapped with a hash of its own.
    lists = top.record("data") if "data" in top else top
    offers: dict[str, _Offer] = {}
    for name, audience, listed, platform in _offered(lists):
        version = listed.line("ProductVersion") + listed.line("ProductVersionExtra").replace("(", " (")
        build = listed.line("Build")
        if not version or not build:
            continue
        offer = offers.setdefault(f"{version} {build}", _Offer(version=version, build=build))
        offer.systems |= set(_systems(listed.texts("SupportedDevices"))) or {platform}
        offer.audiences.add(audience)
        offer.posted += [when] if (when := day(listed.text("PostingDate"))) else []
        offer.ends += [when] if (when := day(listed.text("ExpirationDate"))) else []
        offer.rapid |= name in _RAPID
    if not offers:
        raise ParseError("Apple's list of software names no version.", hint=f"Look at {source.url}.")
    ordered = sorted(offers.values(), key=lambda one: (min(one.systems), [-part for part in _numbers(one)], one.build))
    made = by_end((max(offer.ends, default=""), _entry(offer)) for offer in ordered)
    return Parsed(entries=made, window=Window.ROLLING, title=source.title, language="en")


def _offered(lists: Record) -> Iterator[tuple[str, str, Record, str]]:
    for name, audience in _LISTS.items():
        for platform, listed in lists.record(name).items():
            for one in records(listed):
                yield name, audience, one, "macOS" if platform == "macos" else platform.replace("os", "OS")


def _systems(devices: tuple[str, ...]) -> Iterator[str]:
    for device in devices:
        for pattern, system in _DEVICES:
            if pattern.match(device):
                yield system
                break


def _numbers(offer: _Offer) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", offer.version)]


def _entry(offer: _Offer) -> Entry:
    systems = tuple(sorted(offer.systems))
    posted = min(offer.posted, default="")
    what = "Background Security Improvement" if offer.rapid else "Software update"
    return entry(
        title=f"{' and '.join(systems)} {offer.version} ({offer.build})",
        html=listing(
            [
                ("Kind", what),
                ("Offered to", " and ".join(sorted(offer.audiences))),
            ]
        ),
        key=f"{offer.version} {offer.build}",
        url="https://gdmf.apple.com/v2/pmv",
        published=posted,
        facts={
            "product": systems[0],
            "version": offer.version,
            "build": (offer.build,),
            "release_type": "security" if offer.rapid else "stable",
            "platforms": systems,
        },
    )
