"""Devices are counted by the way in which they are enrolled, where the entry and the fleet tell it."""

from __future__ import annotations

import pytest

from omfeed.assess.fleet import tally, ways_of
from omfeed.model import Fleet, Platform
from tests.assess.kit import group, judged

FLEET = Fleet(
    groups=(
        group("android", "16", 100, enrolment="cobo"),
        group("android", "16", 200, enrolment="byod", ownership="personal"),
        group("android", "15", 100, enrolment="device-admin"),
        group("android", "14", 150, enrolment="cosu"),
        group("android", "14", 50, enrolment="cope"),
        group("ios", "26.1", 30, enrolment="ade"),
        group("ios", "26.1", 10, enrolment="supervised"),
        group("ios", "18.7.1", 60, enrolment="byod", ownership="personal"),
        group("windows", "10.0.26100.1", 400),
    )
)
PARTLY = Fleet(groups=(*FLEET.groups, group("android", "16", 40, ownership="company")))


def told(title: str, text: str = "", fleet: Fleet = FLEET) -> tuple[int | None, str]:
    """How many devices an entry concerns, and by which rule."""
    made = judged(title, text, fleet=fleet)
    (why,) = [one for one in made.evidence if one.field == "devices"]
    return made.devices, why.rule


@pytest.mark.parametrize(
    ("title", "text", "devices"),
    [
        ("New setting for fully managed Android devices", "", 100),
        ("A setting", "You can set it.\n\nApplies to:\n\n- Android Enterprise fully managed (COBO)\n", 100),
        ("Android device administrator loses a setting", "", 100),
        ("Wallpaper on Android dedicated devices", "", 150),
        (
            "Two settings",
            "Set them.\n\nApplies to:\n\n- Android Enterprise corporate-owned fully managed (COBO)\n"
            "- Android Enterprise corporate-owned work profile (COPE)\n- Android Enterprise dedicated devices (COSU)\n",
            300,
        ),
        ("Two settings", "Set them.\n\nApplies to:\n\n- Android Enterprise fully managed and dedicated devices\n", 250),
        ("A setting for Android", "More text here.\n\nIt affects fully managed devices only.", 100),
        ("Personally-owned work profile on Android", "", 200),
        ("A new pane for iPhones in Automated Device Enrollment", "", 40),
        ("Supervised iOS devices get a restriction", "", 40),
    ],
)
def test_an_entry_about_one_way_of_enrolment_counts_the_devices_enrolled_so(
    title: str, text: str, devices: int
) -> None:
    assert told(title, text) == (devices, "fleet")


@pytest.mark.parametrize(
    ("title", "text", "devices"),
    [
        ("A setting for Android", "It is new.\n\nMore follows. See what fully managed devices do with it.", 600),
        ("Filters", "Use them.\n\nApplies to:\n\n- Android device administrator\n- Android Enterprise\n", 600),
        ("App protection policies for Android", "", 600),
        ("Android devices", "", 600),
    ],
)
def test_a_way_that_is_named_in_passing_or_beside_all_narrows_nothing(title: str, text: str, devices: int) -> None:
    assert told(title, text) == (devices, "fleet")


def test_devices_whose_way_is_not_known_may_be_concerned() -> None:
    assert told("New setting for fully managed Android devices", fleet=PARTLY) == (140, "fleet, at most")
    typed = Fleet(groups=(group("android", "", 600),))
    made = judged("New setting for fully managed Android devices", fleet=typed)
    assert (made.devices, made.at_most, made.behind) == (600, True, False)
    known = judged("New setting for fully managed Android devices", fleet=FLEET)
    assert (known.devices, known.at_most) == (100, False)


def test_a_companys_device_of_unknown_way_is_nobodys_own() -> None:
    assert told("Personally-owned work profile on Android", fleet=PARTLY) == (200, "fleet")


def test_a_way_of_one_platform_narrows_no_other() -> None:
    both = (Platform.IOS, Platform.ANDROID)
    assert ways_of(Platform.ANDROID, ("cobo",), both) == {"cobo"}
    assert ways_of(Platform.IOS, ("cobo",), both) == set()
    assert ways_of(Platform.IOS, ("byod", "cobo"), both) == set()
    assert ways_of(Platform.IOS, ("byod",), both) == {"byod"}
    assert tally(both, {}, FLEET, ways=("cobo",)).devices == 200


def test_versions_and_ways_narrow_together() -> None:
    assert tally((Platform.ANDROID,), {Platform.ANDROID: "<16"}, FLEET, ways=("device-admin", "cobo")).devices == 100


def test_the_evidence_names_the_ways() -> None:
    made = judged("New setting for fully managed Android devices", fleet=FLEET)
    assert [one.words for one in made.evidence if one.field == "devices"] == ["Android cobo"]


def test_an_entry_about_a_way_that_we_do_not_use_touches_nobody() -> None:
    fleet = Fleet(groups=(group("android", "16", 10, enrolment="byod"),))
    made = judged("Android device administrator loses a setting", fleet=fleet)
    assert made.devices == 0
    assert any("not-ours" in one.rule for one in made.evidence if one.field == "severity")
