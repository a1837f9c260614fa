"""A corrected platform is counted anew by version, way of enrolment and release, and says how sure its number is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from omfeed.correction import Correction, corrected
from omfeed.model import Assessment, Evidence, Fleet, FleetGroup, Nature, Platform
from omfeed.recount import counted
from omfeed.store import Store
from tests.dispatch.kit import NOW
from tests.kit.items import entry
from tests.kit.learn import Page
from tests.kit.nights import FIRST, world

FLEET = Fleet(
    groups=(
        FleetGroup(platform=Platform.WINDOWS, version="10.0.26100.1", count=70),
        FleetGroup(platform=Platform.ANDROID, version="16", count=30, enrolment="cobo"),
        FleetGroup(platform=Platform.ANDROID, version="16", count=50, enrolment="byod"),
        FleetGroup(platform=Platform.MACOS, version="26.1", count=8),
        FleetGroup(platform=Platform.MACOS, version="15.7.1", count=2),
    )
)
UNKNOWN = FleetGroup(platform=Platform.ANDROID, version="16", count=5)
FULLY_MANAGED = Assessment(
    platforms=(Platform.WINDOWS,),
    enrolment=("cobo",),
    devices=70,
    evidence=(Evidence(field="enrolment", value="cobo", rule="fully-managed", words="fully managed"),),
)


def test_a_corrected_platform_is_counted_by_the_ways_that_the_entry_names() -> None:
    assert counted((Platform.ANDROID,), FULLY_MANAGED, FLEET).devices == 30
    partly = counted((Platform.ANDROID,), FULLY_MANAGED, Fleet(groups=(*FLEET.groups, UNKNOWN)))
    assert (partly.devices, partly.rule) == (35, "fleet, at most")


def test_a_corrected_platform_of_a_release_is_counted_by_who_is_behind() -> None:
    judged = Assessment(platforms=(Platform.IOS,), nature=Nature.RELEASE, devices=0)
    told = counted((Platform.MACOS,), judged, FLEET, entry=entry("macOS Sequoia 15.7.2"))
    assert (told.devices, told.rule) == (2, "fleet, behind")


def test_a_correction_says_how_its_devices_were_counted() -> None:
    made = corrected(
        FULLY_MANAGED,
        Correction(by="ada", at=NOW, platforms=(Platform.ANDROID,), devices=35, counted="fleet, at most"),
    )
    assert (made.devices, made.at_most) == (35, True)
    assert [one.words for one in made.evidence if one.field == "devices"] == ["Android"]
    plain = corrected(FULLY_MANAGED, Correction(by="ada", at=NOW, platforms=(Platform.ANDROID,), devices=35))
    assert not plain.at_most


def test_a_later_correction_of_platforms_forgets_how_the_former_were_counted() -> None:
    first = Correction(by="ada", at=NOW, platforms=(Platform.ANDROID,), devices=35, counted="fleet, at most")
    again = Correction(by="bob", at=NOW, platforms=(Platform.WINDOWS,), devices=70).over(first)
    assert (again.devices, again.counted) == (70, None)
    kept = Correction(by="bob", at=NOW, user_visible=True).over(first)
    assert (kept.devices, kept.counted) == (35, "fleet, at most")


def test_the_bound_is_kept_with_the_correction_and_goes_when_the_fleet_knows_more(tmp_path: Path) -> None:
    page = Page()
    page.week("October 26, 2026").category("Apps").item("Fully managed devices get a new setting", "It is new.")
    with world(tmp_path) as one:
        one.source("news")
        one.shows("news", page)
        one.fleet = Fleet(groups=(*FLEET.groups, UNKNOWN))
        one.night(0)
        with Store.open(one.folder / "omfeed.db", now=FIRST) as store:
            entry_id = store.items(announced=None)[-1].entry_id
            store.corrections.correct(
                entry_id, Correction(by="ada", at=FIRST + timedelta(hours=1), platforms=(Platform.ANDROID,), devices=85)
            )
        one.night(1)
        judged = one.changes()[-1].assessment
        assert (judged.devices, judged.at_most) == (35, True)
        one.fleet = FLEET
        one.night(2)
        judged = one.changes()[-1].assessment
        assert (judged.devices, judged.at_most) == (30, False)
