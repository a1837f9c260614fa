"""What the feeds of the sample say, all of it invented: posts of two blogs and a list of notes, and OS releases.

Everything is told by date; what a night's feed shows follows from its date (``omfeed.demo.sample``).
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from omfeed.demo.feeds import Post, Release


def _at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def _blog(number: int, at: str, title: str, html: str, *categories: str) -> Post:
    return Post(
        id=f"https://techcommunity.microsoft.com/t5/intune-customer-success/ba-p/{number}",
        title=title,
        at=_at(at),
        html=html,
        link=f"https://techcommunity.microsoft.com/t5/intune-customer-success/ba-p/{number}",
        categories=categories,
    )


BLOG: Final = (
    _blog(
        4460101,
        "2026-08-11T16:00",
        "Support tip: Read the new enrollment failure codes",
        "<p>Since August, enrollment failures carry a code of five digits. This post explains the ten that you will"
        " meet most, and what each asks of the person in front of the device.</p>",
        "Enrollment",
    ),
    _blog(
        4460133,
        "2026-08-27T15:30",
        "Wi-Fi with certificates: renewals without a gap",
        "<p>How to renew the certificates of a Wi-Fi profile so that no device is offline for a night. Works for SCEP"
        " and PKCS.</p>",
        "Configuration",
    ),
    _blog(
        4460170,
        "2026-09-08T16:00",
        "Day zero support for iOS/iPadOS 27 and macOS 27",
        "<p>Microsoft Intune supports the new versions from Apple on the day of their release. Test your policies with"
        " the release candidate now.</p><ul><li>Company Portal 5.2609 or later is needed.</li><li>Devices that run"
        " iOS 17 can't be updated.</li></ul>",
        "iOS",
        "macOS",
    ),
    _blog(
        4460192,
        "2026-09-15T17:00",
        "Known issue: web clips open twice on iPads with Stage Manager",
        "<p>On iPads with Stage Manager turned on, a web clip may open in two windows. We're working on a fix."
        " Workaround: turn off <strong>Full screen</strong> for the web clip.</p>",
        "iOS",
        "Known issue",
    ),
    _blog(
        4460214,
        "2026-09-24T16:00",
        "Windows 11, version 26H2: plan the rings",
        "<p>Version 26H2 of Windows 11 is an enablement package for devices on 25H2. A plan for three rings, with the"
        " reports to watch in each.</p>",
        "Windows",
    ),
    _blog(
        4460238,
        "2026-09-30T15:00",
        "Support tip: Company Portal asks for the screen lock twice on Android 16",
        "<p>On some devices with Android 16, people are asked for their screen lock twice during enrollment. Both"
        " prompts are genuine. Tell users to answer both; enrollment then goes on.</p>",
        "Android",
        "Known issue",
    ),
    _blog(
        4460251,
        "2026-10-06T16:00",
        "Move from the diagnostics v1 export before October 30",
        "<p>The first version of the diagnostics export is retired on October 30, 2026. Scripts that call it stop"
        " working. This post has a script that finds the callers.</p>",
        "Windows",
    ),
    _blog(
        4460260,
        "2026-10-08T16:00",
        "Updated: how Intune decides that a Mac is compliant",
        "<p>A walk through the checks of a managed Mac, in the order in which they run, with the time each may take."
        "</p>",
        "macOS",
    ),
    _blog(
        4460277,
        "2026-10-12T17:00",
        "What's new in the October service release, in ten minutes",
        "<p>A short tour of release 2610: removing optional apps in the Company Portal, recovery lock for Macs, and"
        " two new reports.</p>",
        "News",
    ),
    _blog(
        4460301,
        "2026-10-27T18:00",
        "Known issue: VPN on demand drops after the update to iOS 27.1",
        "<p>After the update to iOS/iPadOS 27.1, per-app VPN connections on demand may drop after the device was"
        " locked for more than 15 minutes. Users see a message that the server did not respond.</p>"
        "<p><strong>Workaround:</strong> turn airplane mode on and off again, or open the VPN app once. A fix is"
        " being prepared together with Apple.</p>",
        "iOS",
        "Known issue",
    ),
    _blog(
        4460309,
        "2026-10-28T16:00",
        "Prepare for Android 12 as the lowest supported version",
        "<p>From December 1, 2026, user-based management needs Android 12 or later. How to find the devices, what"
        " their owners will see, and a mail that you can send them.</p>",
        "Android",
    ),
    _blog(
        4460330,
        "2026-11-09T17:00",
        "Resolved: VPN on demand drops after the update to iOS 27.1",
        "<p>The issue with per-app VPN on demand is resolved in iOS/iPadOS 27.1.1. Update affected devices, and remove"
        " the workaround.</p>",
        "iOS",
        "Known issue",
    ),
)


def _chrome(number: str, at: str, title: str, html: str, *labels: str) -> Post:
    return Post(
        id=f"tag:blogger.com,1999:blog-8800000000000000001.post-{number}",
        title=title,
        at=_at(at),
        html=html,
        link=f"https://chromereleases.googleblog.com/2026/{at[5:7]}/{number[-6:]}.html",
        categories=labels,
    )


def _stable(version: str, fixes: int) -> str:
    return (
        f"<p>The Stable channel has been updated to {version} for Windows, Mac and Linux. It will roll out over the"
        f" coming days.</p><p>This update includes <b>{fixes}</b> security fixes.</p>"
    )


_DESKTOP: Final = "Stable Channel Update for Desktop"

CHROME: Final = (
    _chrome("7000000000000100211", "2026-08-25T19:10", _DESKTOP, _stable("152.0.8021.61", 12), "Stable updates"),
    _chrome("7000000000000100245", "2026-09-08T18:40", _DESKTOP, _stable("153.0.8064.44", 31), "Stable updates"),
    _chrome("7000000000000100262", "2026-09-15T18:55", _DESKTOP, _stable("153.0.8064.70", 4), "Stable updates"),
    _chrome("7000000000000100280", "2026-09-22T18:20", _DESKTOP, _stable("154.0.8101.39", 27), "Stable updates"),
    _chrome(
        "7000000000000100291",
        "2026-09-24T20:05",
        "Chrome for Android Update",
        "<p>Chrome 154 (154.0.8101.41) for Android is released. It becomes available on Google Play over the next few"
        " days, with the security fixes of the desktop release.</p>",
        "Chrome for Android",
        "Stable updates",
    ),
    _chrome("7000000000000100310", "2026-09-29T18:30", _DESKTOP, _stable("154.0.8101.68", 6), "Stable updates"),
    _chrome(
        "7000000000000100325",
        "2026-10-01T19:45",
        "Stable Channel Update for ChromeOS",
        "<p>The Stable channel is being updated to OS version 16745.52.0, browser version 153.0.8064.92, for most"
        " ChromeOS devices.</p>",
        "ChromeOS",
        "Stable updates",
    ),
    _chrome("7000000000000100340", "2026-10-06T18:25", _DESKTOP, _stable("155.0.8142.33", 22), "Stable updates"),
    _chrome("7000000000000100371", "2026-10-19T18:35", _DESKTOP, _stable("155.0.8142.77", 5), "Stable updates"),
    _chrome(
        "7000000000000100402",
        "2026-11-02T20:15",
        _DESKTOP,
        "<p>The Stable channel has been updated to 156.0.8190.48 for Windows, Mac and Linux. It will roll out over the"
        " coming days.</p><p>This update includes <b>3</b> security fixes. Google is aware that an exploit for"
        " <b>CVE-2026-90417</b> exists in the wild.</p>",
        "Stable updates",
    ),
    _chrome("7000000000000100419", "2026-11-09T18:30", _DESKTOP, _stable("156.0.8190.66", 7), "Stable updates"),
)


def _note(number: int, at: str, title: str, html: str, *tags: str) -> Post:
    return Post(
        id=f"amapi-{number}",
        title=title,
        at=_at(at),
        html=html,
        link=f"https://android-enterprise.example.com/notes/{number}",
        categories=tags,
    )


ANDROID: Final = (
    _note(
        71,
        "2026-07-14T12:00",
        "Work profile: personal apps can be paused while on call",
        "<p>A policy may pause personal apps on company-owned devices while a call in the work profile is running.</p>",
        "work profile",
    ),
    _note(
        72,
        "2026-08-04T12:00",
        "Zero-touch: names of configurations up to 64 characters",
        "<p>Names of zero-touch configurations may be longer.</p>",
        "zero-touch",
    ),
    _note(
        73,
        "2026-08-25T12:00",
        "Security patch level of August is required for hardware attestation",
        "<p>Devices whose security patch level is older than 2026-08-05 report attestation as software only.</p>",
        "security",
    ),
    _note(
        74,
        "2026-09-09T12:00",
        "Dedicated devices: lock task mode keeps the status bar",
        "<p>In lock task mode the clock and the battery can stay visible on dedicated devices with Android 14 or"
        " later.</p>",
        "dedicated devices",
    ),
    _note(
        75,
        "2026-09-23T12:00",
        "Private space can be blocked on company-owned devices",
        "<p>A new policy blocks private space on company-owned devices with Android 16 and later. An existing private"
        " space is removed, with its data.</p>",
        "company-owned",
    ),
    _note(
        76,
        "2026-10-05T12:00",
        "Company-owned devices: eSIM profiles survive a factory reset",
        "<p>A policy can keep eSIM profiles on company-owned devices when they are reset. People no longer have to ask"
        " their carrier for a new code.</p>",
        "company-owned",
    ),
    _note(
        77,
        "2026-10-27T12:00",
        "Deprecation of the device administrator inventory API",
        "<p>The inventory call for devices managed by device administrator is deprecated and stops working on"
        " March 31, 2027. Move such devices to Android Enterprise before that date.</p>",
        "deprecation",
    ),
)


def _numbers(first: int, count: int) -> tuple[str, ...]:
    """Invented CVE numbers, far above those that were ever given."""
    return tuple(f"CVE-2026-9{first + number:04d}" for number in range(count))


IOS: Final = (
    Release(version="18.7.9", build="22H402", on=date(2026, 6, 23), fixed=_numbers(1, 9), page="127011"),
    Release(version="26.6", build="23G71", on=date(2026, 7, 21), fixed=_numbers(10, 24), page="127204"),
    Release(version="26.6.1", build="23G80", on=date(2026, 8, 18)),
    Release(version="18.8", build="22H440", on=date(2026, 9, 14), fixed=_numbers(40, 14), page="127377"),
    Release(version="26.7", build="23H20", on=date(2026, 9, 14), fixed=_numbers(40, 18), page="127376"),
    Release(version="27.0", build="24A341", on=date(2026, 9, 14), fixed=_numbers(40, 33), page="127375"),
    Release(version="27.0.1", build="24A350", on=date(2026, 9, 28)),
    Release(version="27.1", build="24B83", on=date(2026, 10, 26), fixed=_numbers(80, 21), page="127501"),
    Release(
        version="26.7.2",
        build="23H55",
        on=date(2026, 11, 2),
        fixed=_numbers(420, 2),
        exploited=_numbers(420, 1),
        page="127533",
    ),
    Release(
        version="27.1.1",
        build="24B91",
        on=date(2026, 11, 2),
        fixed=_numbers(420, 2),
        exploited=_numbers(420, 1),
        page="127532",
    ),
)

MACOS: Final = (
    Release(version="15.7.8", build="24G710", on=date(2026, 7, 21), fixed=_numbers(10, 30), page="127206"),
    Release(version="26.6", build="25G70", on=date(2026, 7, 21), fixed=_numbers(10, 41), page="127205"),
    Release(version="15.8", build="24H20", on=date(2026, 9, 14), fixed=_numbers(40, 29), page="127380"),
    Release(version="26.7", build="25H18", on=date(2026, 9, 14), fixed=_numbers(40, 36), page="127379"),
    Release(version="27.0", build="26A325", on=date(2026, 9, 14), fixed=_numbers(40, 52), page="127378"),
    Release(version="27.0.1", build="26A337", on=date(2026, 9, 28)),
    Release(version="27.1", build="26B74", on=date(2026, 10, 26), fixed=_numbers(80, 38), page="127502"),
    Release(
        version="27.1.1",
        build="26B82",
        on=date(2026, 11, 2),
        fixed=_numbers(420, 3),
        exploited=_numbers(420, 1),
        page="127534",
    ),
)
