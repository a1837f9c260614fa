"""A release of an operating system tells how many devices are behind it: of its line, where there are several."""

from __future__ import annotations

from datetime import date

import pytest

from omfeed.assess.releases import newest_line, released
from omfeed.model import Assessment, Fact, Fleet, Nature, Platform
from tests.assess.kit import entry, group, judged, source

FLEET = Fleet(
    groups=(
        group("ios", "26.1", 50),
        group("ios", "26.0.1", 20),
        group("ios", "18.7.1", 25),
        group("ios", "17.7.2", 5),
        group("macos", "26.1", 8),
        group("macos", "15.7.1", 2),
        group("windows", "10.0.26100.7171", 40),
        group("windows", "10.0.26100.6899", 30),
        group("windows", "10.0.22631.6199", 20),
        group("linux", "24.04.1", 6),
        group("linux", "22.04.5", 4),
    )
)
APPLE = source(nature=Nature.RELEASE, platforms=(Platform.IOS,))
WINDOWS = source(nature=Nature.RELEASE, platforms=(Platform.WINDOWS,))


def behind(
    title: str, *, of: object = APPLE, fleet: Fleet = FLEET, day: str = "2025-11-03", **facts: Fact
) -> Assessment:
    """What is concluded of a release."""
    return judged(title, "It is available.", of=of, fleet=fleet, published=day, facts=facts)  # type: ignore[arg-type]  # a source


@pytest.mark.parametrize(
    ("title", "devices"),
    [
        ("iOS 26.1 (23B85)", 50),
        ("iOS 26.1 and iPadOS 26.1", 50),
        ("iOS 26.1.1", 100),
        ("iOS 26", 30),
        ("iOS 18.7.2 (22H124)", 25),
        ("iOS 18.7.1", 0),
        ("iOS 17.7.10", 5),
        ("iOS 16.7.12", 0),
    ],
)
def test_devices_behind_a_release_are_those_of_its_line_unless_it_is_the_newest(title: str, devices: int) -> None:
    made = behind(title)
    assert (made.devices, made.behind, made.at_most) == (devices, True, False)


def test_nobody_is_behind_what_all_have() -> None:
    everybody = Fleet(groups=(group("ios", "26.1", 100),))
    made = behind("iOS 26.1 (23B85)", fleet=everybody)
    assert (made.devices, made.behind) == (0, True)
    (why,) = [one for one in made.evidence if one.field == "devices"]
    assert (why.rule, why.words) == ("fleet, behind", "iOS/iPadOS older than 26.1")


@pytest.mark.parametrize(("title", "devices"), [("iOS 26.1", 50), ("iOS 18.7.2", 25), ("iOS 17.7.10", 5)])
def test_without_a_day_the_newest_line_of_the_fleet_is_the_newest(title: str, devices: int) -> None:
    assert behind(title, day="").devices == devices
    older = Fleet(groups=(group("ios", "18.7.1", 3), group("ios", "17.7.2", 4)))
    assert behind("iOS 18.7.2", day="", fleet=older).devices == 7
    assert behind("iOS 18.7.2", fleet=older).devices == 3


def test_a_row_with_a_version_is_counted_by_line_too() -> None:
    facts: dict[str, Fact] = {"product": "iOS", "version": "18.7.2"}
    made = behind("iOS 18.7.2", **facts)
    assert (made.devices, made.versions) == (25, {Platform.IOS: "<18.7.2"})


@pytest.mark.parametrize("title", ["iOS 26.2 beta 3 (23C5044b)", "iOS 26.2 RC", "iOS 26.2 Release Candidate"])
def test_nobody_is_behind_what_is_only_tried_out(title: str) -> None:
    assert not behind(title).behind


def test_a_device_of_unknown_version_may_be_behind() -> None:
    some = Fleet(groups=(group("ios", "26.1", 10), group("ios", "", 5)))
    made = behind("iOS 26.1", fleet=some)
    assert (made.devices, made.behind, made.at_most) == (5, True, True)


@pytest.mark.parametrize(
    ("title", "facts", "devices", "at_most"),
    [
        ("Windows 11, version 24H2: build 26100.7171 (KB5068861)", {"build": ("26100.7171",)}, 30, False),
        ("November 11, 2025—KB5068861 (OS Builds 26200.7171 and 26100.7171)", {}, 30, False),
        ("December 9, 2025—KB5072033 (OS Builds 26200.7462 and 26100.7462)", {}, 70, False),
        ("Windows 11, version 23H2: build 22631.6199", {"build": ("22631.6199",)}, 0, False),
    ],
)
def test_a_build_of_windows_is_for_its_version_alone(
    title: str, facts: dict[str, Fact], devices: int, at_most: bool
) -> None:
    made = behind(title, of=WINDOWS, **facts)
    assert (made.devices, made.behind, made.at_most) == (devices, True, at_most)


def test_a_windows_device_without_a_revision_may_be_behind() -> None:
    fleet = Fleet(groups=(group("windows", "24H2", 7), group("windows", "23H2", 3), group("windows", "11", 2)))
    made = behind("Windows 11, version 24H2: build 26100.7171", of=WINDOWS, fleet=fleet, build=("26100.7171",))
    assert (made.devices, made.at_most) == (9, True)


def test_a_point_release_of_ubuntu_is_for_its_year_alone() -> None:
    ubuntu = source(nature=Nature.RELEASE, platforms=(Platform.LINUX,))
    assert behind("Ubuntu 24.04.3 LTS", of=ubuntu).devices == 6
    assert behind("Ubuntu 22.04.5 LTS", of=ubuntu).devices == 0


def test_an_advisory_about_a_release_is_one_and_other_news_are_not() -> None:
    def of(title: str, nature: Nature) -> bool:
        return bool(released(entry(title), (Platform.IOS, Platform.MACOS), nature, FLEET))

    assert of("About the security content of iOS 26.1 and iPadOS 26.1", Nature.SECURITY)
    assert of("macOS Tahoe 26.1", Nature.SECURITY)
    assert not of("iOS 26.1 and older have a flaw in WebKit", Nature.SECURITY)
    assert not of("iOS 26.1", Nature.RETIRING)
    assert not of("Company Portal for iOS 5.2510", Nature.RELEASE)


@pytest.mark.parametrize(
    ("platform", "day", "major"),
    [
        (Platform.IOS, date(2025, 11, 3), 26),
        (Platform.MACOS, date(2026, 3, 1), 26),
        (Platform.IOS, date(2026, 10, 1), 27),
        (Platform.IOS, date(2025, 8, 20), 18),
        (Platform.MACOS, date(2024, 12, 11), 15),
        (Platform.VISIONOS, date(2025, 1, 1), 2),
    ],
)
def test_the_newest_line_follows_from_the_day(platform: Platform, day: date, major: int) -> None:
    assert newest_line(platform, day) == major
