"""Platforms that an entry only compares with, denies or leaves out are none that it concerns."""

from __future__ import annotations

import pytest

from omfeed.model import Platform
from tests.assess.kit import judged, platforms, source


def concerned(text: str, title: str = "A change") -> list[str]:
    """The platforms of an entry with that text, in the order of names."""
    return sorted(platforms(judged(title, text)))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It is there on macOS, not on Windows, and needs a restart.", ["macos"]),
        ("The option is offered on macOS, iOS, but not on Linux.", ["ios", "macos"]),
        ("The report isn't supported on Android, nor on iOS. On macOS it is.", ["macos"]),
        ("The report isn't available on Windows, Linux and Android.", []),
        ("Neither Windows nor Linux gets the option; macOS does.", ["macos"]),
        ("Windows and Linux devices aren't affected. Macs must be restarted.", ["macos"]),
        ("Not Windows: macOS and Linux.", ["linux", "macos"]),
        ("The Android settings are unchanged.", []),
        ("It isn't supported on Windows 8.1 or on macOS.", []),
        ("It isn't supported on Linux but works on macOS.", ["macos"]),
        ("This won't affect Windows devices.", []),
        ("For iOS devices, there's no change.", []),
        ("There is no change for Android devices.", []),
        ("If you only manage Windows devices, skip the step.", []),
    ],
)
def test_a_denial_names_nobody(text: str, left: list[str]) -> None:
    assert concerned(text) == left


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Restart isn't offered for iOS devices: not supported on iOS", ["ios"]),
        ("Windows 10 remains supported", ["windows"]),
        ("Unlike on Windows", []),
        ("Every platform except Linux", []),
        ("Not Windows: macOS and Linux", ["linux", "macos"]),
    ],
)
def test_what_a_title_denies_is_its_matter_and_what_it_compares_with_is_not(title: str, left: list[str]) -> None:
    assert concerned("", title) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("All platforms except Linux get the option.", []),
        ("All platforms but Windows get the option.", []),
        ("All Apple platforms except tvOS show it.", ["ios", "macos", "visionos"]),
        ("It shows on all Apple platforms.", ["ios", "macos", "tvos", "visionos"]),
        ("Unlike Windows and Android, macOS asks again.", ["macos"]),
        ("Like Windows, macOS now asks again.", ["macos"]),
        ("Filters can be copied, just as they do for Android and iOS policies.", []),
        ("The options of macOS are on par with Windows.", ["macos"]),
        ("In addition to Windows, the option is there on macOS.", ["macos"]),
        ("Whether or not Windows Hello is set up, the PC asks.", ["windows"]),
    ],
)
def test_a_comparison_and_an_exclusion_name_nobody(text: str, left: list[str]) -> None:
    assert concerned(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Wie unter Windows zeigt macOS nun die Meldung.", ["macos"]),
        ("Anders als unter Windows und Linux fragt macOS nach.", ["macos"]),
        ("Alle Plattformen außer Linux erhalten sie.", []),
        ("Die Option gilt nicht für Android-Geräte, nur für iPhones.", ["ios"]),
        ("Windows-Geräte sind davon nicht betroffen.", []),
        ("Linux를 제외한 모든 플랫폼에 적용됩니다.", []),
        ("Windows를 제외한 macOS 및 Linux에서 사용할 수 있습니다.", ["linux", "macos"]),
        ("Android에는 적용되지 않으며 iOS에만 적용됩니다.", ["ios"]),
        ("iOS 및 macOS용 새 옵션", ["ios", "macos"]),
        ("Windows와 마찬가지로 macOS에서도 표시됩니다.", ["macos"]),
        ("Windows 8.1은 더 이상 지원되지 않습니다.", ["windows"]),
        ("Windows と同様に、macOS でも表示されます。", ["macos"]),
        ("Windowsとは異なり、macOSでは表示されます。", ["macos"]),
        ("Windows 以外のプラットフォームで利用できます。", []),
        ("Android は対象外です。iOS に適用されます。", ["ios"]),
        ("Windowsデバイスで利用できます。", ["windows"]),
    ],
)
def test_other_languages_deny_and_compare_too(text: str, left: list[str]) -> None:
    assert concerned(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Endpoint security > macOS > Antivirus",
        "Go to Endpoint security > macOS > Antivirus to see it.",
        "It is under Tenant administration > Connectors > Apple VPP tokens.",
    ],
)
def test_a_path_without_bold_names_nobody(text: str) -> None:
    assert concerned(text, "Reports of scans") == []


def test_the_system_of_a_watch_is_none_of_ours_whatever_the_source_is_for() -> None:
    apple = source(platforms=(Platform.IOS, Platform.MACOS))
    for title, text in [
        ("watchOS 27", "Available for: Apple Watch Series 6 and later"),
        ("Apple releases watchOS 27", "watchOS 27 is available for Apple Watch."),
    ]:
        assert judged(title, text, of=apple).platforms == ()
    assert concerned("watchOS 27 is available for Apple Watch.") == []
    assert platforms(judged("iOS 27 and watchOS 27", "", of=apple)) == ["ios"]
    assert platforms(judged("Unlocking", "It fails with an Apple Watch.", of=apple)) == ["macos", "ios"]


@pytest.mark.parametrize(
    ("title", "text", "left"),
    [
        ("ADE sync fails for tvOS devices", "", ["tvos"]),
        ("ADE sync fails", "Tokens fail to sync tvOS devices.", ["tvos"]),
        ("Account-driven enrolment for visionOS", "", ["visionos"]),
        ("Android and Apple enrolment limits", "", ["android", "ios", "macos"]),
        ("DFCI for Samsung devices", "", ["windows"]),
        ("Firmware of Samsung devices", "You can manage Samsung devices that run Windows 11.", ["windows"]),
        ("Firmware of Samsung devices", "Knox updates them.", ["android"]),
        ("Updates", "Samsung Galaxy Book PCs get the update.", ["windows"]),
    ],
)
def test_a_named_platform_narrows_what_a_vendor_implies(title: str, text: str, left: list[str]) -> None:
    assert concerned(text, title) == left


def test_windows_server_is_windows_but_as_the_host_of_a_connector_it_is_not_concerned() -> None:
    assert concerned("", "Windows Server 2016 reaches end of support") == ["windows"]
    assert concerned("Windows Server 2016 no longer gets updates.") == ["windows"]
    assert concerned("Set up the connector on Windows Server 2022.") == []


def test_items_that_each_say_what_they_apply_to_speak_for_none() -> None:
    items = (
        "- Apps – Applies to app deployments.\n- Scripts – Applies to scripts for devices that run macOS or Windows."
    )
    assert concerned(f"Policies guard these:\n\n{items}", "Approval by several admins") == []


def test_a_list_of_all_platforms_is_no_example() -> None:
    every = "Set rules per platform, like Windows, iOS/iPadOS, macOS, and Android."
    assert concerned(every, "Cleanup rules") == ["android", "ios", "macos", "windows"]
    assert concerned("Choose a platform, such as iOS, and then a profile.", "Profiles") == []
