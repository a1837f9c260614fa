"""Wordings by which release notes, advisories and messages name platforms, or speak of them only by the way."""

from __future__ import annotations

import pytest

from tests.assess.kit import judged, platforms

CASES = {
    "what was before": [
        ("Previously, you could block phones only for iOS and Android. Now you can block macOS devices.", ["macos"]),
        ("Before this update, only Windows devices sent it. With this update, macOS devices send it.", ["macos"]),
        ("The report is no longer limited to Windows. Use it on macOS too.", ["macos"]),
        ("Macs get the option. Windows devices already have it.", ["macos"]),
        ("Das war bisher nur unter Windows möglich. Nun geht es auch auf Macs.", ["macos"]),
        ("이전에는 Windows에서만 사용할 수 있었습니다. 이제 macOS에서도 지원됩니다.", ["macos"]),
        ("これまで Windows でのみ利用できました。macOS でも利用できるようになりました。", ["macos"]),
    ],
    "what may come": [
        ("You can use it on iPads. macOS isn't supported yet.", ["ios"]),
        ("You can use it on iOS. Android support will follow.", ["ios"]),
        ("You can use it on iOS. Support for Android is planned for later this year.", ["ios"]),
        ("We're bringing the report from Windows to macOS.", ["macos"]),
        ("Following the release for Windows, the report comes to macOS.", ["macos"]),
    ],
    "what it is not for": [
        ("The option is for supervised iOS devices. It isn't for macOS.", ["ios"]),
        ("The agent runs on Windows only (no macOS support).", ["windows"]),
        ("The issue occurs on Windows 11. It doesn't occur on Linux or macOS.", ["windows"]),
        ("Devices that don't run Windows see a message.", []),
        ("Devices not running iOS 17 or later are blocked.", ["ios"]),
        ("Unaffected platforms: Linux and ChromeOS.", []),
        ("Nicht betroffen: Windows und Linux.", []),
        ("対象外: Linux", []),
        ("Mac- and Linux-based hosts are not affected. Restart Windows PCs.", ["windows"]),
        ("Restart Macs. For Windows, see the other article.", ["macos"]),
        ("As opposed to iOS, Android keeps the file.", ["android"]),
    ],
    "what a message is not for": [
        ("Coming to the new mail app for Windows. This message does not apply to the mail app for Mac.", ["windows"]),
        ("Affected: Windows 11. Not affected: Windows Server, macOS, Linux.", ["windows"]),
        ("Not supported on: Linux", []),
        ("適用対象外: Linux", []),
        ("다음에 적용되지 않습니다: Android", []),
        ("The app is there for iOS and Android, but Windows isn't supported.", ["android", "ios"]),
        ("Windows PCs, Macs, and iPads get it; Chromebooks don't.", ["ios", "macos", "windows"]),
        ("Auf iOS-Geräten wird die Funktion nicht unterstützt.", []),
        ("Für Android ändert sich nichts. iPhones müssen neu gestartet werden.", ["ios"]),
        ("Linux には影響しません。", []),
    ],
    "what others have": [
        ("The same restriction that exists for Android now comes to iOS.", ["ios"]),
        ("The option works the same on macOS as it does on Windows.", ["macos"]),
        ("iOS users now get the prompt that Android users know.", ["ios"]),
        ("It behaves differently than on Windows: macOS asks first.", ["macos"]),
        ("macOS gets the report; Windows support is coming later.", ["macos"]),
        ("Die Optionen von macOS entsprechen denen für iOS/iPadOS.", ["macos"]),
    ],
    "the machine of an admin": [
        ("Sign in from a Windows PC and set up the policy for iPads.", ["ios"]),
        ("You need a Mac to wrap iOS apps.", ["ios"]),
        ("Install it on PC or Mac.", ["macos", "windows"]),
    ],
    "what is lost is concerned": [
        ("The app is no longer available on iOS.", ["ios"]),
        ("Windows Phone 8.1 is not supported anymore.", ["windows"]),
        ("Android 9 devices won't be supported.", ["android"]),
        ("Starting in May, macOS 12 isn't supported.", ["macos"]),
    ],
    "what does not change there": [
        ("Profiles for iOS/iPadOS and macOS get it. For Windows 10/11 there's no change.", ["ios", "macos"]),
        ("Android and iOS behave alike; on Windows the old page stays.", ["android", "ios"]),
        ("The page is new on Macs; Windows continues to use the old one.", ["macos"]),
        ("Macs see it. Windows and Linux users can ignore this.", ["macos"]),
        ("This doesn't concern Windows.", []),
        ("This is not relevant for Windows devices.", []),
        ("It is limited to macOS. Windows and iOS will be supported at a later date.", ["macos"]),
        ("It is there on desktop (Windows, Mac), and is not available on mobile (iOS, Android).", ["macos", "windows"]),
        ("Formerly known as Windows Defender ATP, the service gets a new portal.", []),
    ],
    "what was there before": [
        ("The report, which so far showed Windows devices, now shows Macs.", ["macos"]),
        ("Remote sessions, already there for Windows and Android, come to Macs.", ["macos"]),
        ("Queries, available for Windows since 2024, now reach Linux.", ["linux"]),
        ("Filters are now available for Linux in addition to Windows and macOS.", ["linux"]),
        ("Scripts return values on Macs, as they do on Windows.", ["macos"]),
    ],
    "what fails is concerned": [
        ("Fixed an issue where policies didn't apply to Windows devices.", ["windows"]),
        ("An issue where the VPN doesn't work on Android 14 devices.", ["android"]),
        ("After the update, Wi-Fi doesn't work on Android 14 devices.", ["android"]),
        ("Enrolment isn't possible on iOS devices at present.", ["ios"]),
        ("The app isn't supported on iOS 15 and earlier.", ["ios"]),
        ("Die App ist nicht mehr für Android 9 verfügbar.", ["android"]),
        ("We found that Windows devices have an error.", ["windows"]),
        ("You can now exclude Windows devices from the report.", ["windows"]),
        ("The option was available on Windows and is removed.", ["windows"]),
        ("Users without Windows Hello are asked.", ["windows"]),
        ("This issue does not affect Macs.", []),
    ],
    "an example": [
        ("Choose the platform (such as Windows) in the filter.", []),
        ("Set rules per platform: Windows, macOS, iOS/iPadOS, and Android.", ["android", "ios", "macos", "windows"]),
        ("The tile counts iOS devices and non-iOS devices.", ["ios"]),
        ("Helpers on Windows can now connect to macOS devices.", ["macos"]),
        ("Device administrator on Android 15 ends.", ["android"]),
    ],
    "paths": [
        ("Intune admin center » Devices » iOS/iPadOS » Enrolment", []),
        ("In the admin center › Devices › macOS › Scripts, a column is new.", []),
        ("Intune admin center > Devices > Android > Enrolment", []),
    ],
    "names in other scripts": [
        ("macOS용 회사 포털", ["macos"]),
        ("Android版とiOS版のアプリ", ["android", "ios"]),
        ("Unternehmensportal für iOS- und Android-Geräte", ["android", "ios"]),
    ],
}


@pytest.mark.parametrize(("text", "left"), [case for cases in CASES.values() for case in cases])
def test_the_text_of_an_entry_tells_whom_it_concerns(text: str, left: list[str]) -> None:
    assert sorted(platforms(judged("A change", text))) == left


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Cisco IOS and IOS XE Software overflow", []),
        ("IOS XR denial of service", []),
        ("Samsung MagicINFO 9 Server path traversal", []),
        ("Microsoft Win32k privilege escalation", ["windows"]),
        ("Compliance for Windows Subsystem for Linux", ["windows"]),
        ("Versions of WSL distributions", ["windows"]),
        ("Ivanti Endpoint Manager (EPM) path traversal", []),
        ("Cisco ASR 9000 routers", []),
        ("App Store Connect 3.1", []),
        ("Elevation by EPM", ["windows"]),
        ("iTunes 12 for Windows", ["windows"]),
        ("Rapid Security Responses can be deferred", ["ios", "macos"]),
        ("Factory Reset Protection accounts", ["android"]),
        ("Neue Gruppenrichtlinien", ["windows"]),
        ("仕事用プロファイルの新しい設定", ["android"]),
        ("앱 보호 정책 설정", ["android", "ios"]),
        ("A new power shell script for the connector", []),
        ("Tunnel runs on Red Hat Enterprise Linux 10", []),
        ("Windows App for iOS", ["ios"]),
    ],
)
def test_products_that_only_sound_like_a_platform_name_none(title: str, left: list[str]) -> None:
    assert sorted(platforms(judged(title))) == left
