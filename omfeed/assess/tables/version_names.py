"""What the versions of each platform are called, after the vendors' release pages: names, code names, next majors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from omfeed.model import Platform

NAMES: Final[Mapping[Platform, str]] = {
    Platform.WINDOWS: r"(?:Microsoft )?Windows(?:\s(?:Holographic|Phone|Mobile|Insider(?: Preview)?|RT|Client))?",
    Platform.MACOS: r"mac ?OS(?: X)?|Mac OS(?: X)?|OS X|Macs?",
    Platform.IOS: r"iOS ?/ ?iPad ?OS|iOS(?: and | or |, ?)iPad ?OS|iOS|iPad ?OS|iPads?|iPhones?",
    Platform.ANDROID: r"Android(?:\s(?:Enterprise|OS|AOSP|\(AOSP\)))?|AOSP",
    Platform.LINUX: r"Ubuntu(?: Desktop| Server)?(?: LTS)?|(?:RedHat|Red Hat) Enterprise Linux|RHEL|Linux",
    Platform.CHROMEOS: r"Chrome ?OS",
    Platform.TVOS: r"tvOS",
    Platform.VISIONOS: r"visionOS",
}
"""Patterns of the names that a version follows."""

MARKS: Final[Mapping[Platform, tuple[str, ...]]] = {
    Platform.WINDOWS: ("windows",),
    Platform.MACOS: ("mac", "os x"),
    Platform.IOS: ("ios", "ipad", "iphone"),
    Platform.ANDROID: ("android", "aosp"),
    Platform.LINUX: ("ubuntu", "red", "rhel", "linux"),
    Platform.CHROMEOS: ("chrome",),
    Platform.TVOS: ("tvos",),
    Platform.VISIONOS: ("visionos",),
}
"""In lower case, what every name of a platform holds: a quick look before the long patterns."""

CODE_NAMES: Final[Mapping[Platform, Mapping[str, str]]] = {
    Platform.MACOS: {
        "mavericks": "10.9",
        "yosemite": "10.10",
        "el capitan": "10.11",
        "sierra": "10.12",
        "high sierra": "10.13",
        "mojave": "10.14",
        "catalina": "10.15",
        "big sur": "11",
        "monterey": "12",
        "ventura": "13",
        "sonoma": "14",
        "sequoia": "15",
        "tahoe": "26",
    },
    Platform.ANDROID: {
        "kitkat": "4.4",
        "lollipop": "5",
        "marshmallow": "6",
        "nougat": "7",
        "oreo": "8",
        "pie": "9",
    },
    Platform.WINDOWS: {
        "anniversary update": "1607",
        "fall creators update": "1709",
        "creators update": "1703",
        "april 2018 update": "1803",
        "october 2018 update": "1809",
        "may 2019 update": "1903",
        "november 2019 update": "1909",
        "may 2020 update": "2004",
        "october 2020 update": "20H2",
        "rs1": "1607",
        "rs2": "1703",
        "rs3": "1709",
        "rs4": "1803",
        "rs5": "1809",
        "19h1": "1903",
        "19h2": "1909",
        "20h1": "2004",
        "redstone 4": "1803",
        "redstone 5": "1809",
    },
}
"""Names under which a version is known, to its number."""

SYSTEM_NAMES: Final[Mapping[Platform, str]] = {
    Platform.WINDOWS: "Windows 10, version",
    Platform.MACOS: "macOS",
    Platform.IOS: "iOS",
    Platform.ANDROID: "Android",
    Platform.LINUX: "Ubuntu",
    Platform.CHROMEOS: "ChromeOS",
    Platform.TVOS: "tvOS",
    Platform.VISIONOS: "visionOS",
}
"""What stands before a version in a row of values that gives the number alone."""

MAJORS: Final[Mapping[Platform, tuple[int, int]]] = {
    Platform.MACOS: (10, 40),
    Platform.IOS: (5, 40),
    Platform.ANDROID: (4, 30),
    Platform.LINUX: (6, 40),
    Platform.CHROMEOS: (50, 300),
    Platform.TVOS: (9, 40),
    Platform.VISIONOS: (1, 40),
}
"""Majors that exist or may within the life of this table."""

APPLE_JUMPS: Final[Mapping[Platform, int]] = {
    Platform.IOS: 18,
    Platform.TVOS: 18,
    Platform.MACOS: 15,
    Platform.VISIONOS: 2,
}
"""The last major before Apple numbered all its systems alike, from 26 on."""
APPLE_YEAR: Final = 26

PRODUCT_ENDS: Final[Mapping[str, str]] = {"7": "<8", "8": "<8.1", "8.1": "<10", "10": "<11"}
"""Whose devices leave support with a product of Windows."""


def following(version: str, platform: Platform) -> str:
    """The major after a version that is a major by itself, or nothing."""
    if not version.isdigit() or platform is Platform.WINDOWS:
        return ""
    return str(APPLE_YEAR) if APPLE_JUMPS.get(platform) == int(version) else str(int(version) + 1)
