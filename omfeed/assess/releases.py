"""Tells which release of an operating system an entry is, and whose devices can be behind it. Pure.

Apple and Microsoft keep several lines alive at once: 18.7.2 is for those who stay on 18 while 26.1 is out, a build of
26100 for those on that version of Windows. A device is behind a release of the newest line when it runs anything older,
and behind one of another line only when it is on that line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from omfeed.assess.tables.version_names import CODE_NAMES
from omfeed.model import Entry, Fleet, Nature, Platform
from omfeed.text.versions import Key, version_key


@dataclass(frozen=True, slots=True)
class Release:
    """One release of one platform."""

    version: str
    """As a reader writes it: ``26.1``, ``26100.7171``."""
    key: Key
    line: int
    """How many of its first numbers a device must share with it to be behind it; 0: any older device is."""

    def lacked_by(self, key: Key | None) -> bool | None:
        """Whether a device of that version is behind; none where its version is not known exactly enough."""
        if key is None:
            return None
        if self.line and key[: self.line] != self.key[: self.line]:
            return None if key == self.key[: len(key)] else False
        if len(key) <= self.line < len(self.key) and self.line == _WINDOWS_LINE:
            return None
        return key[: len(self.key)] < self.key


_WINDOWS_LINE: Final = 3
"""10, 0 and the build: what is behind the third dot says how far a device of that build has been updated."""
_NAMES: Final[Mapping[Platform, str]] = {
    Platform.IOS: r"iOS|iPadOS",
    Platform.MACOS: r"macOS|OS X",
    Platform.TVOS: r"tvOS",
    Platform.VISIONOS: r"visionOS",
    Platform.ANDROID: r"Android",
    Platform.CHROMEOS: r"Chrome ?OS",
    Platform.LINUX: r"Ubuntu(?: Desktop| Server)?|RHEL|Red Hat Enterprise Linux",
}
_CODES: Final = "|".join(
    sorted((re.escape(code) for codes in CODE_NAMES.values() for code in codes), key=len, reverse=True)
)
_NUMBER: Final = r"\d{1,3}(?:\.\d{1,5}){0,3}"
_ONE: Final = rf"(?:{'|'.join(_NAMES.values())})(?: (?:{_CODES}))?,?(?: version)? {_NUMBER}(?: LTS)?(?: ?\([^()]*\))?"
_TITLE: Final = re.compile(
    rf"(?:(?:About the )?security content of |release notes (?:for|of) |released: |apple )?{_ONE}"
    rf"(?:(?:,| and| &| ?/|, and) ?(?:{_ONE}))*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ENDS_SO: Final = re.compile(r"(?:\W*(?:is|are|was|were)? ?(?:now )?(?:available|released|out|security updates?)?)?\W*")
"""What may stand behind the name of a release that an entry of another nature is about."""
_TRIAL: Final = re.compile(
    r"\b(?:betas?|rc ?\d?|release candidate|seed|insider|canary|dev(?:eloper)? (?:channel|preview))\b", re.IGNORECASE
)
"""Nobody is behind what is only tried out."""
_EACH: Final = {
    platform: re.compile(rf"\b(?:{names})(?: (?:{_CODES}))?,?(?: version)? ({_NUMBER})", re.IGNORECASE)
    for platform, names in _NAMES.items()
}
_BUILD: Final = re.compile(r"(?<![\d.])(?:10\.0\.)?(\d{5})\.(\d{1,5})(?![\d.])")
_APPLE: Final = frozenset({Platform.IOS, Platform.MACOS, Platform.TVOS, Platform.VISIONOS})


def released(
    entry: Entry, platforms: Sequence[Platform], nature: Nature, fleet: Fleet
) -> dict[Platform, tuple[Release, ...]]:
    """The releases that an entry is the news of, by platform; empty for an entry that is no release.

    Args:
        entry: the entry.
        platforms: the platforms that it concerns.
        nature: what sort of news it is; only releases and security updates are looked at.
        fleet: what we manage; of an entry without a day, its newest line is taken for the newest there is.
    """
    if nature not in {Nature.RELEASE, Nature.SECURITY} or _TRIAL.search(entry.title):
        return {}
    found: dict[Platform, tuple[Release, ...]] = {}
    title = entry.title.strip()
    match = _TITLE.match(title)
    if match and (nature is Nature.RELEASE or _ENDS_SO.fullmatch(match["rest"])):
        day = _day(entry.published)
        for platform in platforms:
            if platform in _EACH:
                newest = newest_line(platform, day) if day else _newest_of(fleet, platform)
                versions = dict.fromkeys(_EACH[platform].findall(title[: match.start("rest")]))
                found[platform] = tuple(one for text in versions if (one := _release(text, platform, newest)))
    if Platform.WINDOWS in platforms:
        found[Platform.WINDOWS] = _builds(entry)
    return {platform: releases for platform, releases in found.items() if releases}


def _release(text: str, platform: Platform, newest: int) -> Release | None:
    key = version_key(text, platform)
    return Release(text, key, _line(key, platform, newest)) if key else None


def _line(key: Key, platform: Platform, newest: int) -> int:
    if platform is Platform.LINUX:  # Ubuntu's year and month, Red Hat's major; the two are no measure of each other
        return min(2, len(key)) if key[0] > _RED_HAT else 1
    return 1 if platform in _APPLE and key[0] < newest else 0


_RED_HAT: Final = 15
"""Majors of Red Hat lie below, years of Ubuntu above."""


def newest_line(platform: Platform, day: date) -> int:
    """The major of Apple's newest system on a day: a new one each September, since 2025 named for the year to come."""
    year = day.year if (day.month, day.day) >= (9, 10) else day.year - 1
    if year >= 2025:
        return year - 1999
    first = {Platform.MACOS: 2009, Platform.VISIONOS: 2022}.get(platform, 2006)
    return year - first


def _newest_of(fleet: Fleet, platform: Platform) -> int:
    keys = [version_key(one.version, platform) for one in fleet.groups if one.platform is platform and one.version]
    return max((key[0] for key in keys if key), default=0)


def _builds(entry: Entry) -> tuple[Release, ...]:
    """Builds of Windows: of a row of the release history, or in the title of an article about an update."""
    stated = entry.facts.get("build")
    told = " ".join(stated) if isinstance(stated, tuple) else str(stated or "")
    found = _BUILD.findall(f"{told} {entry.title if 'build' in entry.title.lower() else ''}")
    return tuple(
        Release(f"{build}.{revision}", (10, 0, int(build), int(revision)), _WINDOWS_LINE)
        for build, revision in dict.fromkeys(found)
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
