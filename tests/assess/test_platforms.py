"""Whom of ours a change concerns: strong words beat weak ones, and words in passing count for nothing."""

from __future__ import annotations

import pytest

from omfeed.model import Platform
from tests.assess.kit import judged, platforms, source, why


@pytest.mark.parametrize(
    ("markdown", "concerned"),
    [
        ("New settings.\n\nApplies to:\n\n- iOS/iPadOS\n- macOS", ["macos", "ios"]),
        ("New settings.\n\n**Applies to:** Windows 10 and later", ["windows"]),
        ("New settings. Applies to: Android Enterprise dedicated devices.", ["android"]),
        ("New settings.\nApplies to Windows 11.", ["windows"]),
        ("New settings.\n\nThis feature applies to:\n\n* Linux\n* Chrome OS", ["linux", "chromeos"]),
        ("> [!NOTE]\n> Applies to: tvOS and visionOS", ["tvos", "visionos"]),
        ("Neue Einstellungen.\n\nGilt für:\n\n- Android", ["android"]),
        ("새 설정.\n\n적용 대상:\n\n- iOS/iPadOS", ["ios"]),
        ("新しい設定。\n\n適用対象:\n\n- macOS", ["macos"]),
        ("#### First part\n\nApplies to:\n\n- macOS\n\n#### Second part\n\nApplies to:\n\n- Linux", ["macos", "linux"]),
    ],
)
def test_applies_to_is_understood_in_all_its_forms(markdown: str, concerned: list[str]) -> None:
    assert platforms(judged("New settings", markdown)) == concerned


def test_applies_to_beats_what_the_text_names() -> None:
    judgement = judged("VPN settings for iOS and macOS", "Works with Android too.\n\nApplies to:\n\n- iOS")
    assert platforms(judgement) == ["ios"]
    assert why(judgement, "platforms") == ["applies-to: ios"]


def test_applies_to_a_way_of_enrolment_narrows_but_does_not_widen() -> None:
    text = "You can schedule updates.\n\nApplies to devices that enrolled with Automated Device Enrollment."
    assert platforms(judged("Update schedule for iOS devices", text)) == ["ios"]


@pytest.mark.parametrize(
    "text",
    [
        "Choose the group (**Devices** > **Windows** > **Enrolment**).",
        "Go to Devices > Windows > Enrolment to see it.",
        "For more information, see [Wi-Fi settings for Android](https://learn.example/a).",
        "It works just like on Android devices.",
        "This is similar to the policy for macOS.",
        "The same settings that are already available for iOS.",
        "It doesn't apply to Windows.",
        "Run the tool on a Windows computer.",
        "Maintenance Windows can be set.",
    ],
)
def test_words_in_passing_name_nobody(text: str) -> None:
    assert platforms(judged("Scope tags for groups", f"You can now assign scope tags to groups. {text}")) == []


def test_a_comparison_leaves_the_platform_that_is_meant() -> None:
    judgement = judged("Threat level of devices", "Android devices send it, similar to what Windows devices do.")
    assert platforms(judgement) == ["android"]


def test_no_longer_supported_concerns_those_who_lose_it() -> None:
    assert platforms(judged("Support changes", "The agent is no longer supported on Windows 8.1.")) == ["windows"]


@pytest.mark.parametrize(
    ("title", "concerned"),
    [
        ("Autopilot profiles have a new option", ["windows"]),
        ("BitLocker keys can be rotated", ["windows"]),
        ("Win32 apps can be superseded", ["windows"]),
        ("ADMX files can be imported", ["windows"]),
        ("Cloud PC actions in bulk", ["windows"]),
        ("FileVault recovery keys for users", ["macos"]),
        ("Managed Google Play tracks", ["android"]),
        ("Samsung Knox service plugin", ["android"]),
        ("Apple Business Manager tokens sync faster", ["macos", "ios"]),
        ("Shared iPad sessions", ["ios"]),
        ("Tunnel for MAM", ["ios", "android"]),
        ("Chromebooks can be restarted", ["chromeos"]),
        ("Company Portal for macOS shows apps", ["macos"]),
    ],
)
def test_product_words_imply_their_platform(title: str, concerned: list[str]) -> None:
    assert platforms(judged(title)) == concerned


def test_the_text_settles_which_of_two_is_meant() -> None:
    assert platforms(judged("Apple push certificates", "Renew them for iOS devices.")) == ["ios"]


def test_labels_inside_the_entry_add_platforms_to_the_title() -> None:
    text = "**iOS settings**:\n\n- One\n\n**macOS settings**:\n\n- Two"
    assert platforms(judged("New settings for iOS", text)) == ["macos", "ios"]


def test_fields_of_the_source_outrank_prose() -> None:
    judgement = judged("Release 8", "Runs on Windows as well.", facts={"platforms": ("macOS", "iPadOS")})
    assert platforms(judgement) == ["macos", "ios"]
    assert why(judgement, "platforms") == ["source-field: platforms", "source-field: platforms"]


def test_the_default_of_a_source_counts_only_where_nothing_is_named() -> None:
    windows = source(platforms=(Platform.WINDOWS,), title="Windows news")
    assert platforms(judged("A new option", of=windows)) == ["windows"]
    assert why(judged("A new option", of=windows), "platforms") == ["source-default"]
    assert platforms(judged("A new option for macOS", of=windows)) == ["macos"]


def test_the_console_itself_concerns_no_platform() -> None:
    assert platforms(judged("Use keyword search with Security Baselines", "Filter in the search bar.")) == []
    assert platforms(judged("Filter the list of all devices", "A new filter is there.")) == []


def test_a_feature_that_is_only_an_example_implies_nothing() -> None:
    text = "Admins sign in with a second factor. This includes services such as Windows 365."
    assert platforms(judged("Second factor for admins", text)) == []


def test_every_platform_found_carries_its_words() -> None:
    judgement = judged("New options", "On iOS and Android devices, you can now block printing.")
    assert {one.value for one in judgement.evidence if one.field == "platforms"} == {"ios", "android"}
    assert all("block printing" in one.words for one in judgement.evidence if one.field == "platforms")
