"""The key by which several sources tell one story."""

from __future__ import annotations

from dataclasses import replace

import pytest

from omfeed.diff.story import story_key
from omfeed.model import Entry, Fact
from tests.diff.page import source

APPLE = source(id="apple", stage="released")


def key_of(title: str) -> str:
    return key(title)


def key(title: str, stage: str = "", own: str = "", **facts: Fact) -> str:
    return story_key(Entry(title=title, key=own, facts=facts), replace(APPLE, stage=stage))


@pytest.mark.parametrize(
    ("title", "own", "facts"),
    [
        ("iOS 17.5.1 and iPadOS 17.5.1", "125001", {}),
        ("iOS 17.5.1", "iOS_OS_17.5.1", {"product": "iOS", "version": "17.5.1"}),
        ("iOS/iPadOS 17.5.1", "", {"product": "iOS and iPadOS", "version": "17.5.1"}),
    ],
)
def test_one_release_told_by_three_sources_is_one_story(title: str, own: str, facts: dict[str, Fact]) -> None:
    assert key(title, own=own, **facts) == "release:ios:17.5.1"


@pytest.mark.parametrize(
    ("title", "facts", "expected"),
    [
        ("macOS Sequoia 15.4", {}, "release:macos:15.4"),
        ("iOS 27.2 beta 2 (24B5089g)", {}, "release:ios:27.2 beta 2"),
        ("Microsoft Edge 129.0.2792.52", {}, "release:edge:129.0.2792.52"),
        ("July 28, 2026—KB5101681 (OS Build 28000.2608) Preview", {}, "kb:5101681"),
        ("A known issue", {"kb": "KB5101681"}, "kb:5101681"),
        ("MC1034571 Plan for change", {}, "message:MC1034571"),
        ("Device limits", {"roadmap_ids": ("123456",)}, "roadmap:123456"),
        ("CVE-2026-12345: a hole", {}, "cve:CVE-2026-12345"),
        ("USN-7758-4: Linux kernel", {}, "advisory:USN-7758-4"),
    ],
)
def test_what_names_one_matter(title: str, facts: dict[str, Fact], expected: str) -> None:
    assert key(title, **facts) == expected


@pytest.mark.parametrize(
    ("title", "facts"),
    [
        ("Prepare for iOS 26", {}),
        ("New settings for iOS 17.4 and macOS 14.4", {}),
        ("CVE-2026-1111 and CVE-2026-2222", {}),
        ("Several roadmap items", {"roadmap_ids": ("1", "2")}),
        ("KB5101681 and KB5101682", {}),
        ("Assignment filters", {}),
    ],
)
def test_no_key_is_better_than_a_wrong_one(title: str, facts: dict[str, Fact]) -> None:
    assert key(title, **facts) == ""


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("iOS 27.1 and iPadOS 27.1", "release:ios:27.1"),
        ("Day zero support for iOS/iPadOS 27.1", "release:ios:27.1"),
        ("About the security content of macOS Tahoe 26.3", "release:macos:26.3"),
        ("Resolved: VPN on demand drops after the update to iOS 27.1", ""),
        ("Known issue: profiles fail on macOS 26.3", ""),
        ("New settings for iOS 27.1 devices in the settings catalog", ""),
    ],
)
def test_a_title_that_only_mentions_a_release_tells_another_matter(title: str, key: str) -> None:
    assert key_of(title) == key
