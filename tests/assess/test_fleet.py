"""How many of our devices a change touches, which are behind, and the picture of the fleet."""

from __future__ import annotations

from omfeed.assess.fleet import concerned, summary, tally, touched
from omfeed.model import Fleet, Platform
from tests.assess.kit import group, judged

FLEET = Fleet(
    groups=(
        group("windows", "10.0.19045.5247", 60, ownership="company", compliance="compliant"),
        group("windows", "10.0.22631.4602", 30, ownership="company"),
        group("windows", "10.0.26100.2605", 10),
        group("ios", "17.6.1", 8, enrolment="ade", ownership="company"),
        group("ios", "18.2", 12, enrolment="byod", ownership="personal"),
        group("android", count=25),
    )
)


def test_devices_of_a_platform_and_a_range_are_counted() -> None:
    assert touched((Platform.WINDOWS,), {}, FLEET) == 100
    assert touched((Platform.WINDOWS,), {Platform.WINDOWS: ">=11"}, FLEET) == 40
    assert touched((Platform.WINDOWS,), {Platform.WINDOWS: "<=22H2"}, FLEET) == 60
    assert touched((Platform.WINDOWS,), {Platform.WINDOWS: "23H2"}, FLEET) == 30
    assert touched((Platform.WINDOWS,), {Platform.WINDOWS: ">=10.0.26100"}, FLEET) == 10
    assert touched((Platform.IOS,), {Platform.IOS: "<18"}, FLEET) == 8
    assert touched((Platform.IOS, Platform.WINDOWS), {Platform.IOS: "<18"}, FLEET) == 108


def test_a_device_of_unknown_version_may_be_touched() -> None:
    counted = tally((Platform.ANDROID,), {Platform.ANDROID: "<10"}, FLEET)
    assert (counted.devices, counted.unsure, counted.rule) == (25, 25, "fleet, at most")
    assert tally((Platform.ANDROID,), {}, FLEET).rule == "fleet"


def test_what_is_not_known_is_none_and_never_zero() -> None:
    assert touched((Platform.WINDOWS,), {}, Fleet()) is None
    assert touched((), {}, FLEET) is None
    assert touched((Platform.IOS,), {}, Fleet(groups=(group("ios"),))) is None


def test_a_platform_we_do_not_manage_touches_nobody() -> None:
    assert touched((Platform.LINUX,), {}, FLEET) == 0
    assert not concerned((Platform.LINUX,), FLEET, tally((Platform.LINUX,), {}, FLEET))
    assert not concerned((Platform.IOS,), FLEET, tally((Platform.IOS,), {Platform.IOS: "<15"}, FLEET))
    unknown = Fleet(groups=(group("ios"),))
    assert concerned((Platform.IOS,), unknown, tally((Platform.IOS,), {}, unknown))
    assert concerned((Platform.LINUX,), Fleet(), tally((Platform.LINUX,), {}, Fleet()))
    assert concerned((), FLEET, tally((), {}, FLEET))


def test_the_picture_of_the_fleet_adds_up() -> None:
    picture = summary(FLEET)
    assert picture.total == 145
    assert [(row.platform.value, row.count) for row in picture.platforms] == [
        ("windows", 100),
        ("ios", 20),
        ("android", 25),
    ]
    assert [(row.version, row.count) for row in picture.versions if row.platform is Platform.IOS] == [
        ("18.2", 12),
        ("17.6.1", 8),
    ]
    assert picture.ownership == {"company": 98, "personal": 12}
    assert picture.enrolment == {"byod": 12, "ade": 8}
    assert picture.compliance == {"compliant": 60}
    assert summary(Fleet(groups=(group("ios"),))).total is None


def test_an_assessment_tells_how_many_devices_and_why() -> None:
    judgement = judged("Intune ends support for iOS 17", "Update to iOS 18 and later.", fleet=FLEET)
    assert judgement.devices == 8
    assert [one.words for one in judgement.evidence if one.field == "devices"] == ["iOS/iPadOS <18"]
    assert judged("A change to the console", fleet=FLEET).devices is None
