"""Wordings that once misled the rules: what a careful reader makes of each."""

from __future__ import annotations

import pytest

from omfeed.model import Nature, Platform
from tests.assess.kit import judged


@pytest.mark.parametrize(
    ("title", "text", "nature"),
    [
        ("Icons for enrollment profiles", "The icons of enrollment profiles have changed.", Nature.CHANGED),
        ("Size of line-of-business apps", "Intune increased the largest size of a package to 8 GB.", Nature.CHANGED),
        ("Telemetry collection change", "See the privacy page for what is sent.", Nature.CHANGED),
        ("Status tiles on two pages", "The status tiles were removed from the overview page.", Nature.CHANGED),
        ("Lock isn't available for shared iPads", "Lock is greyed out for such devices.", Nature.CHANGED),
        ("New help and support experience", "Describe your problem and get an answer.", Nature.CHANGED),
        ("View configuration changes", "You can now see who changed a profile.", Nature.NEW),
        ("Rename a device", "You can now rename a device. It does not support renaming hybrid devices.", Nature.NEW),
        ("Windows 10 kiosk is generally available", "The kiosk profile is out of preview.", Nature.NEW),
        ("Windows 11, version 24H2 is now available", "Install it from Windows Update.", Nature.RELEASE),
        ("Updated connector", "We've released an update that addresses an issue where requests stop.", Nature.FIXED),
        ("Updated connectors", "The new releases fix several known issues.", Nature.FIXED),
        ("Intune supports iOS 15 and later", "Older versions aren't supported.", Nature.RETIRING),
        ("The SDK and its keys", "The app SDK for Android now uses longer keys for what it stores.", Nature.CHANGED),
        (
            "A PIN after other fingers",
            "Users are now prompted for a PIN after another finger is enrolled.",
            Nature.CHANGED,
        ),
        ("New default setting for the length", "The default value for the length changes:", Nature.CHANGED),
        ("Pause the kiosk to make changes", "This update includes new settings to pause it.", Nature.NEW),
        (
            "Require users to connect",
            "You can now require it. While this feature is in preview, enrol anew.",
            Nature.PREVIEW,
        ),
        ("Preview update: reset the password", "You can now reset it for devices with a work profile.", Nature.PREVIEW),
        (
            "Defender in compliance policies",
            "As a public preview, you can now use it. It moves from preview to general availability in May.",
            Nature.PREVIEW,
        ),
        ("Scripts run before apps, and time out reduced", "Scripts now run first.", Nature.CHANGED),
        ("View end of support details of your profiles", "Two columns show what reached its end.", Nature.NEW),
        ("A progress bar for apps", "End users will now see a progress bar while an app comes.", Nature.NEW),
        ("Create apps limited to a region", "You can choose the region of an app.", Nature.NEW),
        ("The size of files", "The size has increased from 1 MB to 4 MB.", Nature.CHANGED),
        ("PowerShell module", "A module is now available for preview.", Nature.PREVIEW),
        ("Export your old policies", "Policies of the old portal will be deprecated.", Nature.RETIRING),
        ("New apps", "You can manage the following apps with Intune app protection policies:", Nature.APPS),
    ],
)
def test_the_nature_follows_what_is_said_not_a_word_beside_it(title: str, text: str, nature: Nature) -> None:
    assert judged(title, text).nature is nature


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("The order column becomes the group column", "In your CSV files you must use Group as the header, not Order."),
        ("Password rules on Macs", "Intune is enforcing a new password at the next sign-in on all Macs."),
        (
            "The beta API",
            "We strongly recommend switching your reports to the first version to avoid breaking changes.",
        ),
        ("Data transfer by user name", "Admins using the old value should review the new settings and update theirs."),
        ("Group Tag in place of Order", "When using CSV files, you must use Group Tag as the header, not Order."),
        ("Transport security", "Apple has announced that they will enforce it for all apps."),
        (
            "Keys of the SDK",
            "The SDK for iOS will use longer keys. All apps will need to have version 8.1 to share data.",
        ),
        ("One profile a device", "With this update, Intune will support only one kiosk profile per device."),
        ("macOS 13.4.1", "Vulnerabilities addressed: 12. Exploited CVE(s): 2"),
    ],
)
def test_what_must_be_done_otherwise_from_now_on_calls_for_action(title: str, text: str) -> None:
    assert judged(title, text).action_required


@pytest.mark.parametrize(
    "text",
    [
        "You do not need to take any action but can consider updating your guidance if necessary.",
        "You don't have to take further action.",
        "If the certificate is deleted, devices need to be re-enrolled.",
        "No action is needed. However, you might want to tell your helpdesk.",
        "The section for ransomware has a data recovery option.",
        "It helps admins to assess the state of devices and take action.",
        "If you set it to something other than None, you must also configure a further setting.",
        "Existing policies are not impacted, and don't need to be changed.",
        "For this preview, you must opt in.",
    ],
)
def test_a_need_that_is_denied_calls_for_none(text: str) -> None:
    entry = judged("A full-screen experience is coming", f"What can I do to prepare? {text}", section=("Notices",))
    assert not entry.action_required


@pytest.mark.parametrize(
    ("title", "text", "seen"),
    [
        ("A keyboard for the PIN", "For end users who have set a PIN, they will now see the default keyboard.", True),
        ("The Enrollment Status Page now tracks Win32 apps", "", True),
        ("More grid sizes for the home screen layout", "", False),
        ("Disable NFC pairing", "", True),
        ("Move devices to the cloud", "Migrate devices without needing to re-enroll them", False),
        ("Require users to join a network during setup", "", True),
        ("Hide the account options on the sign-in page", "", True),
        ("Choose what opens when a user signs in", "Choose the files that open when a user signs in.", True),
        ("Lock screen footnote is renamed to message", "Block prevents users from changing it.", False),
        ("Wipe many devices by using the Graph API", "You can now reset and wipe up to 100 devices.", False),
        ("Access control for Citrix SSO", "A device id can be part of the VPN profile.", False),
        ("A limit for pasting", "The Company Portal app version for Android requires version 5.0 or later.", False),
        ("Guided scenarios", "They follow the role that a user or device plays in your organization.", False),
    ],
)
def test_people_notice_what_they_meet_not_what_is_named(title: str, text: str, seen: bool) -> None:
    assert judged(title, text).user_visible is seen


def test_an_update_to_something_is_a_name_over_an_entry_and_a_demand_in_it() -> None:
    assert not judged(
        "Update to configuration policies for Android devices", "Admins choose the type of enrollment."
    ).action_required
    assert judged(
        "Connector 4", "Older connectors stop working in May. Update to version 5 on your servers."
    ).action_required


def test_a_title_that_denies_something_to_a_platform_concerns_it() -> None:
    entry = judged("Wipe isn't available for iOS devices that users enroll", "It is a new type of Apple enrollment.")
    assert entry.platforms == (Platform.IOS,)


@pytest.mark.parametrize(
    ("title", "platforms"),
    [
        ("Acme - New Mobile Threat Defense partner", ()),
        ("Add Mobile Threat Defense apps", (Platform.IOS, Platform.ANDROID)),
        ("Conditional access on Surface Duo", (Platform.ANDROID,)),
        ("Conditional access on Surface laptops", (Platform.WINDOWS,)),
        ("Update for Microsoft Tunnel", ()),
        ("Endpoint analytics is generally available", ()),
        ("App protection policies guard incoming data", (Platform.IOS, Platform.ANDROID)),
        ("App protection policy assignments", ()),
        ("A column in the list of enrollment program tokens", (Platform.MACOS, Platform.IOS)),
    ],
)
def test_a_product_stands_for_the_platforms_it_is_met_on(title: str, platforms: tuple[Platform, ...]) -> None:
    assert set(judged(title, "").platforms) == set(platforms)


def test_a_version_that_ends_something_does_not_end_itself() -> None:
    entry = judged("Android 11 deprecates the deployment of root certificates", "Support for it has ended.")
    assert entry.nature is Nature.RETIRING
    assert entry.versions == {Platform.ANDROID: ">=11"}


def test_where_more_is_told_says_no_version() -> None:
    text = "You can enable FIPS mode for Windows 10. The settings for Windows 10 and later page shows you how to do it."
    assert not judged("FIPS mode for Wi-Fi profiles", text).versions


def test_a_code_name_stands_for_its_version_after_the_word_device_too() -> None:
    entry = judged("Rename a Windows device", "You can rename an enrolled Windows 10 device (RS4 or later).")
    assert entry.versions == {Platform.WINDOWS: ">=1803"}


def test_the_end_that_an_earlier_notice_told_is_not_due() -> None:
    text = (
        "We shared in August that the app was reaching its end on December 1, 2022. "
        "It is supported until March 31, 2023."
    )
    assert [due.date for due in judged("Updated support", text, published="2022-11-01").due] == ["2023-03-31"]
