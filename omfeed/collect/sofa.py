"""Reads the JSON feeds of SOFA (Simple Organized Feed for Apple Software Updates), versions 1 and 2, all platforms.

One entry for each release of an OS or of Safari. Left out on purpose, because it rolls forward without news: the
expiry date of a signing window, hashes, the moment of the last check, device lists (a model id flips between two
builds of the feed, seen in 2025), advice and counts that are computed anew at each build. Build numbers are labels
(the fact ``tags``), whose change is no news: version 1 names the build of the newest release only, and version 2 drops
those of a release that is no longer signed (2026).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from omfeed.collect.links import address
from omfeed.collect.moments import day
from omfeed.collect.shapes import Record, document, mapping, records
from omfeed.collect.writing import by_number, counted, cves, entry, listing, paragraphs
from omfeed.errors import ParseError
from omfeed.model import Entry, Fact, Parsed, Source, Window

VERSION = 1
STABLE_ID = "system and version; the build as well where a version came twice; the name of the part of XProtect"

_SYSTEMS: Final = re.compile(r"\b(iOS|iPadOS|macOS|tvOS|watchOS|visionOS|Safari)\b")
_ALL_RELEASES: Final = "https://support.apple.com/en-us/100100"
_GENERAL_PAGE: Final = re.compile(r"/(?:100100|HT201222)$")
"""The list of all releases, which SOFA names where a release has no page of its own."""


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The releases of a SOFA feed as entries, newest OS first, as the feed orders them.

    Raises:
        ParseError: the body is not JSON or not a SOFA feed, or it names no release.
    """
    feed = mapping(document(body, charset), "a SOFA feed")
    lines = feed.records("OSVersions") or feed.records("AppVersions")
    if not lines:
        raise ParseError("No OS or app versions are in the SOFA feed.", hint=f"Look at {source.url}.")
    systems = _systems(lines)
    made: dict[str, Entry] = {}
    for release, name in _releases(lines):
        one = _release(release, name, systems, len(made))
        # A version released twice under one name (another build) keeps both.
        key = one.key if one.key not in made else f"{one.key} {release.line('Build')}"
        made.setdefault(key, replace(one, key=key))
    for one in (*_improvements(feed, systems, len(made)), *_xprotect(feed, source)):
        made.setdefault(one.key, replace(one, place=len(made)))
    if not made:
        raise ParseError("No release is in the SOFA feed.", hint=f"Look at {source.url}.")
    return Parsed(entries=tuple(made.values()), window=Window.ROLLING, title=source.title, language="en")


def _systems(lines: tuple[Record, ...]) -> tuple[str, ...]:
    """What the feed is about, after the names of its releases: iOS and iPadOS, or one other."""
    for major in lines:
        for release in (*major.records("SecurityReleases"), major.record("Latest")):
            if named := _SYSTEMS.findall(release.line("ProductName")) or _SYSTEMS.findall(release.line("UpdateName")):
                return ("iOS", "iPadOS") if {"iOS", "iPadOS"} & set(named) else (named[0],)
    return ("macOS",) if any(" " in major.line("OSVersion") for major in lines) else ("iOS", "iPadOS")


def _releases(lines: tuple[Record, ...]) -> Iterator[tuple[Record, str]]:
    """Each release with the name of its line; the latest first where its list of releases lacks it still."""
    for major in lines:
        name = major.line("OSVersion", "AppVersion")
        releases = major.records("SecurityReleases")
        latest = major.record("Latest")
        versions = {release.line("ProductVersion") for release in releases}
        if latest.line("ProductVersion") and latest.line("ProductVersion") not in versions:
            yield latest, name
        for release in releases:
            yield release, name


def _release(release: Record, name: str, systems: tuple[str, ...], place: int) -> Entry:
    version = release.line("ProductVersion")
    title = release.line("UpdateName") or _name(systems, name, version)
    rapid = release.line("ReleaseType") if release.line("ReleaseType").upper().startswith("RSR") else ""
    released = day(release.text("ReleaseDate"))
    fixed, exploited = _fixed(release), by_number(release.texts("ActivelyExploitedCVEs"))
    # Of a release that only the “latest” block of version 1 names, the counts of zero mean “not known yet”.
    told = "UpdateName" in release and (bool(fixed) or release.number("UniqueCVEsCount") == 0)
    page = address(release.text("SecurityInfo"))
    facts: dict[str, Fact | None] = {
        "product": systems[0],
        "version": version,
        "tags": by_number(release.texts("AllBuilds") or release.texts("Build")) if "UpdateName" in release else None,
        "release_type": "security" if rapid else "stable",
        "released": released,
        "platforms": _platforms(title, systems),
        "cves": fixed,
        "cve_count": len(fixed) if told else None,
        "exploited_cves": exploited,
        "exploited": bool(exploited) or None,
    }
    verb = "were" if " and " in title else "was"
    html = paragraphs(
        f"{title} {verb} released on {released}." if released else f"{title} {verb} released.",
        _security(fixed, exploited) if told else "Its security content is not published yet.",
    )
    return entry(
        title=title,
        html=html + listing([("Actively exploited", ", ".join(exploited))]),
        section=(f"{systems[0]} {name}" if name.isdigit() else name,) if name else (),
        key=f"{systems[0]} {version} {rapid}".strip(),
        url=page if page and not _GENERAL_PAGE.search(page) else _ALL_RELEASES,
        published=released,
        place=place,
        facts=facts,
    )


def _security(fixed: tuple[str, ...], exploited: tuple[str, ...]) -> str:
    if not fixed:
        return "No security content is published for it."
    words = f"It fixes {counted(len(fixed), 'vulnerability', 'vulnerabilities')}"
    return f"{words}, {len(exploited)} of them actively exploited." if exploited else f"{words}."


def _fixed(release: Record) -> tuple[str, ...]:
    return cves(*(name for name, _ in release.record("CVEs").items()))


def _platforms(title: str, systems: tuple[str, ...]) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(_SYSTEMS.findall(title))) or systems
    return ("macOS",) if named == ("Safari",) else named


def _name(systems: tuple[str, ...], line_name: str, version: str) -> str:
    """The name of a release that only the “latest” block of version 1 tells yet."""
    marketing = line_name.rpartition(" ")[0]
    return " and ".join(f"{system} {marketing} {version}".replace("  ", " ") for system in systems)


def _improvements(feed: Record, systems: tuple[str, ...], place: int) -> Iterator[Entry]:
    """Background Security Improvements (2026), Apple's successor of the Rapid Security Response."""
    for major, listed in sorted(feed.record("BackgroundSecurityImprovements").items()):
        for one in records(listed):
            version, build, posted = one.line("version"), one.line("build"), day(one.text("posting_date"))
            yield entry(
                title=f"Background Security Improvement for {' and '.join(systems)} {version} ({build})",
                html=paragraphs(f"Apple posted it on {posted}." if posted else "Apple posted it."),
                section=("Background Security Improvements",),
                key=f"bsi {major} {version} {build}",
                url=_ALL_RELEASES,
                published=posted,
                place=place,
                facts={
                    "product": systems[0],
                    "version": version,
                    "build": (build,),
                    "release_type": "security",
                    "released": posted,
                    "platforms": _platforms("", systems),
                },
            )


def _xprotect(feed: Record, source: Source) -> Iterator[Entry]:
    """The malware signatures and tools of macOS: one lasting entry each, whose version moves."""
    parts = (
        ("XProtectPlistConfigData", "com.apple.XProtect", "XProtect configuration data"),
        ("XProtectPayloads", "com.apple.XProtectFramework.XProtect", "XProtect Remediator"),
    )
    for block, name, title in parts:
        data = feed.record(block)
        version, released = data.line(name), day(data.text("ReleaseDate"))
        if not version:
            continue
        yield entry(
            title=title,
            html=paragraphs(f"{title} {version} was released on {released}."),
            section=("XProtect",),
            key=block,
            url=source.url,
            published=released,
            facts={"product": title, "version": version, "released": released, "platforms": ("macOS",)},
        )
