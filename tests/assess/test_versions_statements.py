"""What the words around a version say of it: spared, raised, ended, spanned, and numbers that stand by themselves."""

from __future__ import annotations

import pytest

from omfeed.model import Platform
from tests.assess.test_versions import ranges


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phones on Android 13 and lower are not affected.", {"android": ">=14"}),
        ("iOS 17 and earlier devices aren't impacted by the new enrolment screen.", {"ios": ">=18"}),
        ("iOS 18 and earlier devices aren't impacted by the new enrolment screen.", {"ios": ">=26"}),
        ("macOS 15 and later isn't affected by the new check; update macOS 14 devices first.", {"macos": "<15"}),
        ("No action is required for devices running Android 12 and later.", {"android": "<12"}),
        ("macOS 14.4 and earlier is not affected.", {"macos": ">14.4"}),
        ("Windows 11, version 23H2 and earlier is not affected.", {"windows": ">23H2"}),
        ("Nicht betroffen sind Geräte mit Windows 11, Version 25H2 und höher.", {"windows": "<25H2"}),
        ("Geräte mit iOS 18 und höher sind nicht betroffen.", {"ios": "<18"}),
        ("Android 13 이상을 실행하는 기기는 영향을 받지 않습니다.", {"android": "<13"}),
        ("iOS 18 以降を実行しているデバイスは影響を受けません。", {"ios": "<18"}),
    ],
)
def test_where_some_are_not_affected_the_others_are_concerned(text: str, expected: dict[str, str]) -> None:
    [system] = expected
    assert ranges(f"A change for {Platform(system).label}", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Supervised devices with iOS 17 and later are not affected.",
        "Devices with iOS 17 and later are not affected unless they use a proxy.",
        "Devices enrolled by a partner on Android 12 and later are not affected.",
        "It no longer requires iOS 17 and later.",
        "The agent doesn't need macOS 14 or later.",
        "Nicht betroffen sind betreute Geräte mit iOS 17 und höher.",
    ],
)
def test_where_more_than_the_version_decides_who_is_spared_no_range_is_told(text: str) -> None:
    assert ranges("A change to note", text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Devices running macOS 15 and later remain unaffected.",
        "This change does not affect devices that run macOS 15 or later.",
        "There is no impact on Macs with macOS 15 or later.",
    ],
)
def test_a_title_names_the_system_of_which_some_are_spared(text: str) -> None:
    assert ranges("A change for macOS", text) == {"macos": "<15"}


def test_what_a_clause_spares_the_next_may_name() -> None:
    text = "Devices on Android 14 and later are not affected, but those on Android 11 and earlier stop checking in."
    assert ranges("A change to note", text) in ({"android": "<14"}, {"android": "<=11"})


def test_something_new_that_some_cannot_have_concerns_the_others() -> None:
    assert ranges("New restart setting for macOS", "The setting is not available on macOS 13 and earlier.") == {
        "macos": ">=14"
    }
    text = "We end support for it. The app is no longer supported on macOS 13 and earlier."
    assert ranges("Ending support for the agent on macOS", text) == {"macos": "<=13"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ab März 2027 unterstützt Intune nur noch macOS 15 und höher.", {"macos": "<15"}),
        ("Intune unterstützt ab dem 3. Mai 2027 nur noch Android 12 und höher.", {"android": "<12"}),
        ("Intune은 2027년 3월부터 macOS 15 이상만 지원합니다.", {"macos": "<15"}),
        ("Intune は 2027 年 3 月から Android 12 以降のみをサポートします。", {"android": "<12"}),
        ("최소 지원 버전은 이제 iOS 18입니다.", {"ios": "<18"}),
        ("最小バージョンは macOS 15 に引き上げられます。", {"macos": "<15"}),
        ("From May 2027, Intune will support only Android 12 and later.", {"android": "<12"}),
        ("The minimum supported version will be macOS 15.", {"macos": "<15"}),
        ("Die Mindestversion wird auf macOS 15 angehoben.", {"macos": "<15"}),
        ("We're increasing the minimum supported version of iOS to 18.", {"ios": "<18"}),
        ("We are raising the minimum OS version for Android to 13.", {"android": "<13"}),
        ("The lowest supported version of macOS is now 15.", {"macos": "<15"}),
    ],
)
def test_a_raised_minimum_concerns_those_below_it_in_every_language(text: str, expected: dict[str, str]) -> None:
    assert ranges("A change to note", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The lowest supported version is now 18.",
        "The minimum supported version is now 18.",
        "Lowest supported is now 18.",
        "The oldest supported OS version will be 18.",
    ],
)
def test_a_minimum_without_a_system_is_that_of_the_only_one_concerned(text: str) -> None:
    assert ranges("A change for iPad devices with iPadOS", text) == {"ios": "<18"}
    assert ranges("A change for iOS and macOS devices", text) == {}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Update the Company Portal for iOS", "The minimum supported version of the app is now 18."),
        ("Company Portal for Android", "The minimum version of the Company Portal is now 5.0."),
        ("Company Portal for Android", "Company Portal for Android: version 5.0.6012.0 or later."),
        ("A check of apps", "They use the App SDK for iOS, version 19.2.0 or later."),
        ("A check on macOS", "Passwords older than 14 days expire."),
        ("A check on iOS", "The agent asks for TLS older than 12."),
        ("A report for Windows", "It needs Configuration Manager 2309 or later."),
    ],
)
def test_versions_of_apps_and_counts_of_days_are_not_the_systems(title: str, text: str) -> None:
    assert ranges(title, text) == {}


def test_a_feature_that_takes_a_version_is_no_raised_minimum() -> None:
    assert ranges("새 설정", "이 설정은 iOS 18 이상만 지원합니다.") == {"ios": ">=18"}
    assert ranges("A new setting", "The minimum version supported is iOS 17.x.") == {"ios": ">=17"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("macOS 13 is no longer supported.", {"macos": "<14"}),
        ("macOS 15 will no longer be supported.", {"macos": "<26"}),
        ("iOS 16.4 reaches end of support in May.", {"ios": "<=16.4"}),
        ("We are ending support for Android 10.", {"android": "<11"}),
        ("Android 10 wird nicht mehr unterstützt.", {"android": "<11"}),
        ("iOS 17은 더 이상 지원되지 않습니다.", {"ios": "<18"}),
        ("iOS 17 のサポートが終了します。", {"ios": "<18"}),
        ("Windows 11, version 23H2 reaches end of servicing in May.", {"windows": "<=23H2"}),
        ("Android 10 is supported.", {}),
        ("Kiosk mode is no longer supported for apps on iOS 16.", {}),
    ],
)
def test_what_is_no_longer_supported_takes_the_older_with_it(text: str, expected: dict[str, str]) -> None:
    assert ranges("A change to note", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It works on macOS (15.0 and newer).", {"macos": ">=15"}),
        ("It concerns Android 9.0 through 13.", {"android": ">=9,<=13"}),
        ("It concerns iOS 16 to iOS 18.", {"ios": ">=16,<=18"}),
        ("Es betrifft Android 9 bis 13.", {"android": ">=9,<=13"}),
        ("Android 9부터 13까지 해당합니다.", {"android": ">=9,<=13"}),
        ("It concerns Windows 10, version 1809 through 22H2.", {"windows": ">=1809,<=22H2"}),
        ("macOS versions older than 15.2 fail.", {"macos": "<15.2"}),
        ("Macs older than 15.2 fail.", {"macos": "<15.2"}),
        ("Devices with iOS earlier than 17.4 fail.", {"ios": "<17.4"}),
        ("Geräte mit iOS älter als 17.4 melden einen Fehler.", {"ios": "<17.4"}),
        ("iOS 18 미만 기기에서 오류가 납니다.", {"ios": "<18"}),
        ("iOS 18 未満のデバイスでエラーが出ます。", {"ios": "<18"}),
        ("It needs Windows 10 21H2 build 19044.1766 or later.", {"windows": ">=21H2"}),
        ("It affects Windows builds earlier than 26100.2161.", {"windows": "<10.0.26100.2161"}),
        ("Update your devices from iOS 16 to 18.", {}),
        ("A macOS 14-day trial through 20 users.", {}),
    ],
)
def test_spans_and_comparisons_are_read_wherever_they_stand(text: str, expected: dict[str, str]) -> None:
    assert ranges("A change to note", text) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("A fault on Macs", "Devices older than 14.4 restart.", {"macos": "<14.4"}),
        ("A fault on Windows", "It needs 21H2 build 19044.1766 or later.", {"windows": ">=21H2"}),
        ("A fault on Windows", "OS Build 26100.2161 and earlier fail.", {"windows": "<=10.0.26100.2161"}),
        ("Ein Fehler unter Windows", "24H2 und höher sind betroffen.", {"windows": ">=24H2"}),
    ],
)
def test_a_number_by_itself_is_the_version_of_the_only_system_concerned(
    title: str, text: str, expected: dict[str, str]
) -> None:
    assert ranges(title, text) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("macOS 14.x", {"macos": "14"}),
        ("Windows 10, version 22H2", {"windows": "22H2"}),
        ("Windows 11, versions 23H2 and 24H2", {"windows": ">=23H2,<=24H2"}),
        ("Windows 11", {}),
        ("Windows 10", {}),
    ],
)
def test_applies_to_may_name_versions_without_a_comparison(stated: str, expected: dict[str, str]) -> None:
    assert ranges("New settings", f"Applies to:\n\n- {stated}") == expected


def test_a_zero_that_is_written_ends_a_range() -> None:
    assert ranges("A fault", "It concerns iOS 26.0 and earlier.") == {"ios": "<=26.0"}
    assert ranges("A fault", "It concerns iOS 26 and earlier.") == {"ios": "<=26"}
    assert ranges("A fault", "It concerns iOS 26.0 and later.") == {"ios": ">=26"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nothing changes for phones on iOS 18 and later.", {"ios": "<18"}),
        ("The fault doesn't occur on iOS 18.1 and later.", {"ios": "<18.1"}),
        ("Affected: iOS 17 and earlier. Not affected: iOS 18 and later.", {"ios": "<=17"}),
        ("Phones that don't run iOS 18 or later can no longer enrol.", {"ios": "<18"}),
        ("Phones not running iOS 18 or later lose access.", {"ios": "<18"}),
        ("The fault is resolved in iOS 18.2 and later.", {"ios": "<18.2"}),
        ("Phones that run iOS 18 or later can enrol.", {"ios": ">=18"}),
    ],
)
def test_devices_that_lack_a_version_are_those_below_it(text: str, expected: dict[str, str]) -> None:
    assert ranges("A change for iOS", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Support for iOS 16 and iOS 17 ends in March.", {"ios": "<18"}),
        ("Support for macOS Ventura ends in October.", {"macos": "<14"}),
        ("macOS Ventura (13) is no longer supported.", {"macos": "<14"}),
        ("macOS 13 Ventura and earlier are no longer supported.", {"macos": "<=13"}),
        ("Android 9, 10 and 11 are no longer supported.", {"android": "<12"}),
        ("We're dropping Android 10.", {"android": "<11"}),
        ("The minimum OS goes up to iOS 18.", {"ios": "<18"}),
        ("iOS 18 becomes the minimum version.", {"ios": "<18"}),
        ("The new minimum is Android 12.", {"android": "<12"}),
        ("The minimum iOS version will be raised from 17 to 18.", {"ios": "<18"}),
    ],
)
def test_ends_and_minimums_are_heard_in_many_wordings(text: str, expected: dict[str, str]) -> None:
    assert ranges("Upcoming change", text) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("iOS/iPadOS: 18 and later", {"ios": ">=18"}),
        ("iOS and iPadOS, version 18 and later", {"ios": ">=18"}),
        ("iOS ≥ 18", {"ios": ">=18"}),
        ("macOS <= 14", {"macos": "<=14"}),
        ("Android (minimum version 13)", {"android": ">=13"}),
        ("Minimum: macOS 15", {"macos": ">=15"}),
        ("at least macOS 15", {"macos": ">=15"}),
        ("macOS Sequoia (15) and later", {"macos": ">=15"}),
        ("macOS 15 Sequoia and later", {"macos": ">=15"}),
        ("iOS 18 and all later versions", {"ios": ">=18"}),
        ("macOS 13.x, 14.x", {"macos": ">=13,<=14"}),
        ("macOS 13.x\n- macOS 14.x and later", {"macos": ">=13"}),
        ("Windows 11 Pro, Enterprise, and Education, version 24H2 and later", {"windows": ">=24H2"}),
        ("Windows 10 22H2, Windows 11 24H2", {"windows": ">=22H2,<=24H2"}),
    ],
)
def test_applies_to_is_read_in_every_form(stated: str, expected: dict[str, str]) -> None:
    assert ranges("New settings", f"Applies to:\n\n- {stated}") == expected


@pytest.mark.parametrize(
    ("label", "stated", "expected"),
    [
        ("Gilt für", "macOS ab Version 15", {"macos": ">=15"}),
        ("Gilt für", "Android 13 und darüber", {"android": ">=13"}),
        ("Gilt für", "Windows 11, Version 24H2 und höhere Versionen", {"windows": ">=24H2"}),
        ("적용 대상", "Windows 11 버전 24H2 이상", {"windows": ">=24H2"}),
        ("적용 대상", "macOS 15 및 이후 버전", {"macos": ">=15"}),
        ("適用対象", "Windows 11 バージョン 24H2 以降", {"windows": ">=24H2"}),
    ],
)
def test_applies_to_is_read_in_german_korean_and_japanese(label: str, stated: str, expected: dict[str, str]) -> None:
    assert ranges("Neu", f"{label}:\n\n- {stated}") == expected


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Conditional launch on Android", "You can now set the minimum OS version to 13."),
        ("Compliance settings for macOS", "A minimum OS version can be required; the new minimum is 15 by default."),
        ("New compliance setting", "The setting lets you set the minimum OS version for iOS devices to 17.4 or later."),
    ],
)
def test_a_minimum_that_an_admin_sets_is_not_raised_for_anyone(title: str, text: str) -> None:
    assert ranges(title, text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It works on iOS 17.0 up to iOS 17.4.", {"ios": ">=17,<=17.4"}),
        ("Between Android 11 and Android 13, the toggle is hidden.", {"android": ">=11,<=13"}),
        ("Android 5.0-6.0.1 phones fail.", {"android": ">=5,<=6.0.1"}),
        (
            "Windows 11, version 24H2 devices with a build earlier than 26100.3000 fail.",
            {"windows": "<10.0.26100.3000"},
        ),
    ],
)
def test_two_ends_are_read_wherever_they_stand(text: str, expected: dict[str, str]) -> None:
    assert ranges("A note", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Only iOS 18 and above will be supported.",
        "Support is limited to iOS 18 and later.",
        "We'll require iOS 18 as a minimum.",
        "iOS 18 is now required.",
        "iOS 17: end of support",
        "iOS 17 is out of support.",
        "iOS 17 won't be supported after March.",
        "Intune will drop iOS 17 support.",
        "Die Unterstützung von iOS 17 endet im März.",
        "iOS 17 wird ab März nicht mehr unterstützt.",
        "Intune setzt künftig iOS 18 oder höher voraus.",
        "iOS 17에 대한 지원을 종료합니다.",
        "최소 OS 버전이 iOS 17에서 iOS 18로 변경됩니다.",
        "iOS 17 はサポートされなくなります。",
        "iOS の最小サポートバージョンが 18 に引き上げられます。",
    ],
)
def test_those_below_eighteen_are_concerned_however_it_is_said(text: str) -> None:
    assert ranges("A note", text) == {"ios": "<18"}


def test_what_a_version_loses_concerns_that_version() -> None:
    text = "Intune will no longer support device administrator on Android 15 and later."
    assert ranges("Retiring device administrator on Android", text) == {"android": ">=15"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Starting with iOS 18.2, the prompt is gone.", {"ios": ">=18.2"}),
        ("Beginning in macOS 15, the profile is ignored.", {"macos": ">=15"}),
        ("As of Android 13, apps can't read the serial number.", {"android": ">=13"}),
        ("It is for iPhone 11 and later.", {}),
        ("It is for iPad 9 and newer.", {}),
    ],
)
def test_since_when_is_a_version_and_a_model_is_none(text: str, expected: dict[str, str]) -> None:
    assert ranges("A note", text) == expected
