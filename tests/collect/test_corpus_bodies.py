"""Every captured body of a known format reads: no error, unique ids, dates of their time, and no change from noise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import pytest

from omfeed.model import Entry, Parsed
from tests.collect.bodies import read
from tests.kit.corpus import bodies

FOLDERS: Mapping[str, tuple[str, str]] = {
    "sofa-rss": ("feed", ""),
    "windows-message-center": ("feed", ""),
    "other-feeds": ("feed", ""),
    "apple-developer-releases": ("feed", ".xml"),
    "ubuntu-usn-rss": ("feed", ".xml"),
    "sofa-ios": ("sofa", ""),
    "sofa-macos": ("sofa", ""),
    "sofa-v2-ios": ("sofa", ""),
    "sofa-v2-macos": ("sofa", ""),
    "windows-message-center-html": ("windows-message-center", ""),
    "windows-release-information": ("windows-release-info", ""),
    "windows11-servicing-toc": ("windows-servicing-toc", ""),
    "windows-kb-article": ("windows-kb", ""),
    "m365-message-center": ("graph-messages", ""),
    "msrc-cvrf": ("msrc-cvrf", "cvrf"),
    "apple-security-releases": ("apple-security", "table_sample"),
    "apple-gdmf": ("apple-pmv", ""),
    "cisa-kev": ("cisa-kev", ""),
    "chromeos-dash": ("chromeos-dash", ""),
    "chromeos-dash-flex": ("chromeos-dash", ""),
    "android-security-bulletin": ("android-bulletin", ""),
    "pixel-bulletin": ("android-bulletin", ""),
    "redhat-csaf": ("redhat-csaf", "rhsa"),
    "redhat-errata": ("redhat-csaf", ""),
    "endoflife-android-product": ("endoflife", ""),
    "endoflife-ios": ("endoflife", ""),
    "endoflife-ipados": ("endoflife", ""),
    "endoflife-macos": ("endoflife", ""),
    "endoflife-rhel": ("endoflife", ""),
    "endoflife-samsung-mobile": ("endoflife", ""),
    "endoflife-surface": ("endoflife", ""),
    "endoflife-ubuntu": ("endoflife", ""),
    "endoflife-visionos": ("endoflife", ""),
    "endoflife-windows-product": ("endoflife", ""),
    "endoflife-windows-server-product": ("endoflife", ""),
}
"""Folder of captured bodies: the collector that reads it, and what a file's name must hold."""

MOST = 8
"""So many bodies of a folder are read here, spread over its history; the replay reads all."""


def parsed_bodies(folder: str, *, all_of_them: bool = False) -> Iterator[tuple[str, Parsed]]:
    collector, part = FOLDERS[folder]
    captured = [(name, body) for name, body in bodies(folder) if part in name]
    step = 1 if all_of_them else max(len(captured) // MOST, 1)
    for name, body in captured[::step]:
        yield name, read(collector, body, url="https://learn.microsoft.com/en-us/windows/page")


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_every_body_reads(folder: str) -> None:
    for name, parsed in parsed_bodies(folder):
        keys = [one.key for one in parsed.entries if one.key]
        assert parsed.entries, name
        assert len(set(keys)) == len(keys), name
        for one in parsed.entries:
            assert one.title, name
            assert not one.published or "1990" < one.published[:4] < "2027", (name, one.published)


def _said(parsed: Parsed) -> dict[str, tuple[str, str, object]]:
    def facts(one: Entry) -> object:
        # Labels are no news.
        return sorted((fact, value) for fact, value in one.facts.items() if fact != "tags")

    return {one.key or one.title: (one.title, one.text, facts(one)) for one in parsed.entries}


@pytest.mark.parametrize(
    ("folder", "real"),
    [
        ("sofa-rss", 9),
        ("windows-message-center", 14),
        ("sofa-v2-ios", 6),
        ("sofa-v2-macos", 1),
        ("chromeos-dash-flex", 6),
    ],
)
def test_only_steps_with_news_differ(folder: str, real: int) -> None:
    history = [_said(parsed) for _, parsed in parsed_bodies(folder, all_of_them=True)]
    assert sum(before != after for before, after in pairwise(history)) == real
