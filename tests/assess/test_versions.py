"""Which OS versions an entry concerns, written as a range."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omfeed.assess import ranges as reader
from omfeed.model import Platform
from tests.assess.kit import judged, why


def ranges(title: str, markdown: str = "", **values: object) -> dict[str, str]:
    """The ranges by platform, as words."""
    judgement = judged(title, markdown, **values)  # type: ignore[arg-type]  # passes keywords of the builder on
    return {platform.value: text for platform, text in judgement.versions.items()}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("iOS 17 and later", {"ios": ">=17"}),
        ("iOS/iPadOS 16.0 or newer", {"ios": ">=16"}),
        ("iPadOS 13.4 and above", {"ios": ">=13.4"}),
        ("iOS 17+", {"ios": ">=17"}),
        ("Android 8.0+", {"android": ">=8"}),
        ("Android 12 and later", {"android": ">=12"}),
        ("macOS 13.x and newer", {"macos": ">=13"}),
        ("macOS Sonoma and later", {"macos": ">=14"}),
        ("Windows 10 and later", {"windows": ">=10"}),
        ("Windows 11 or later", {"windows": ">=11"}),
        ("Windows 10, version 22H2 and later", {"windows": ">=22H2"}),
        ("Windows 11, version 24H2 (build 26100.2161) or later", {"windows": ">=24H2"}),
        ("Windows 10 RS4 and later", {"windows": ">=1803"}),
        ("Windows 10 Insider Preview Build 17672 or later", {"windows": ">=10.0.17672"}),
        ("Ubuntu Desktop 22.04 LTS and later", {"linux": ">=22.04"}),
        ("visionOS 2 and later", {"visionos": ">=2"}),
        ("Windows 10", {}),
        ("Windows 10/11", {}),
        ("iOS", {}),
        ("macOS 12, 13 and 14", {}),
    ],
)
def test_what_applies_to_says_becomes_a_range(stated: str, expected: dict[str, str]) -> None:
    assert ranges("New settings", f"Applies to:\n\n- {stated}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On devices running iOS/iPadOS 버전 17 이상", {"ios": ">=17"}),
        ("iOS/iPadOS 17 以降のデバイス", {"ios": ">=17"}),
        ("Geräte mit iOS 17 oder höher", {"ios": ">=17"}),
        ("It blocks devices running versions earlier than Android 10.", {"android": "<10"}),
        ("It concerns macOS 12 and earlier.", {"macos": "<=12"}),
        ("It needs Outlook for Android 4.83.0 or later.", {}),
        ("It needs version 12.0.16 and later of the SDK on iOS.", {}),
    ],
)
def test_running_text_gives_ranges_too(text: str, expected: dict[str, str]) -> None:
    assert ranges("A change", text) == expected


def test_applies_to_without_a_version_silences_the_text() -> None:
    text = "It was tried with iOS 17 and later.\n\nApplies to:\n\n- iOS"
    assert ranges("New settings", text) == {}


def test_moving_to_support_newer_versions_concerns_the_older_ones() -> None:
    assert ranges("Plan for Change: Intune is moving to support iOS/iPadOS 16 and later") == {"ios": "<16"}
    assert ranges("Minimum OS version", "From October 2026, Android 10 and later is the minimum version.") == {
        "android": "<10"
    }


def test_the_title_says_it_best() -> None:
    text = "Devices without users keep iOS 14 and later for now."
    assert ranges("Plan for Change: Intune moving to support iOS 17 and higher", text) == {"ios": "<17"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ending support for Android 9", {"android": "<10"}),
        ("Ending support for iOS 18", {"ios": "<26"}),
        ("Windows 10, version 21H2 reaches end of servicing", {"windows": "<=21H2"}),
    ],
)
def test_a_version_whose_support_ends_takes_the_older_with_it(title: str, expected: dict[str, str]) -> None:
    assert ranges(title) == expected


def test_windows_11_and_10_share_names_of_versions_but_not_devices() -> None:
    from omfeed.model import Fleet
    from tests.assess.kit import group

    fleet = Fleet(groups=(group("windows", "10.0.19045.5000", 70), group("windows", "10.0.22621.4000", 30)))
    text = "Applies to:\n\n- Windows 11, version 22H2 and later"
    judgement = judged("New settings", text, fleet=fleet)
    assert judgement.versions == {Platform.WINDOWS: ">=22H2"}
    assert judgement.devices == 30


def test_a_release_concerns_those_behind_and_a_support_end_those_on_it() -> None:
    released = judged("iOS 18.2.1", facts={"product": "iOS", "version": "18.2.1", "released": "2026-07-10"})
    assert released.versions == {Platform.IOS: "<18.2.1"}
    facts = {"product": "Windows 11", "version": "23H2", "support_end": "2026-11-10"}
    ending = judged("Windows 11, version 23H2", facts=facts)
    assert ending.versions == {Platform.WINDOWS: "23H2"}
    browser = judged("Edge 140", "For Windows.", facts={"product": "Edge", "version": "140", "released": "2026-07-10"})
    assert browser.versions == {}


def test_a_range_shows_its_words() -> None:
    judgement = judged("New settings", "Applies to:\n\n- iOS 17 and later")
    assert why(judgement, "versions") == ["version-range"]
    assert [one.words for one in judgement.evidence if one.field == "versions"] == ["iOS 17 and later"]


@pytest.mark.parametrize("platform", Platform)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_quick_look_passes_over_no_text_that_tells_a_range(platform: Platform, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(reader._PATTERNS[platform]))
    told = [reader.told_by(match, platform) for match in reader._PATTERNS[platform].finditer(text)]
    assert reader._may_tell(text, platform) or not any(told)
