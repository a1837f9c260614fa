"""How many of our devices a matter concerns, in words: how sure that is, who is behind, and how long is left."""

from __future__ import annotations

import pytest

from omfeed.digest.cards import deadline
from omfeed.digest.phrases import devices
from omfeed.digest.speech import speech
from omfeed.model import Assessment, Evidence, Fleet, FleetGroup, Platform
from tests.kit.items import TODAY, dated

FLEET = Fleet(groups=(FleetGroup(platform=Platform.IOS, version="26.1", count=100),))
ONE = Fleet(groups=(FleetGroup(platform=Platform.IOS, version="26.1", count=1),))


def counted(number: int, rule: str = "fleet") -> Assessment:
    """An assessment whose devices were counted by a rule."""
    row = Evidence(field="devices", value=str(number), rule=rule, words="iOS/iPadOS")
    return Assessment(platforms=(Platform.IOS,), devices=number, evidence=(row,))


@pytest.mark.parametrize(
    ("number", "rule", "english", "korean"),
    [
        (40, "fleet", "40 of your 100 devices", "우리 장치 100대 중 40대"),
        (40, "fleet, at most", "at most 40 of your 100 devices", "우리 장치 100대 중 최대 40대"),
        (100, "fleet, at most", "at most 100 of your 100 devices", "우리 장치 100대 중 최대 100대"),
        (0, "fleet, behind", "none of your 100 devices is behind", "우리 장치 100대 모두 최신"),
        (40, "fleet, behind", "40 of your 100 devices are behind", "우리 장치 100대 중 40대가 이전 버전"),
        (100, "fleet, behind", "all your 100 devices are behind", "우리 장치 100대 모두 이전 버전"),
        (
            40,
            "fleet, behind, at most",
            "at most 40 of your 100 devices are behind",
            "우리 장치 100대 중 최대 40대가 이전 버전",
        ),
    ],
)
def test_a_number_of_devices_says_what_it_is_and_how_sure(number: int, rule: str, english: str, korean: str) -> None:
    assert devices(counted(number, rule), FLEET, speech("en")) == english
    assert devices(counted(number, rule), FLEET, speech("ko")) == korean


def test_one_device_is_told_as_one() -> None:
    assert devices(counted(1, "fleet, behind"), ONE, speech("en")) == "your 1 device is behind"
    assert devices(counted(0, "fleet, behind"), ONE, speech("en")) == "your 1 device is not behind"
    assert devices(counted(1, "fleet, at most"), ONE, speech("en")) == "at most 1 of your 1 device"


def test_only_the_row_of_the_number_itself_says_how_it_was_counted() -> None:
    other = Evidence(field="devices", value="7", rule="fleet, behind", words="")
    made = counted(40)
    assert not Assessment(devices=40, evidence=(other, *made.evidence)).behind
    assert Assessment(devices=7, evidence=(other, *made.evidence)).behind
    assert not Assessment(devices=40).at_most


@pytest.mark.parametrize(
    ("due", "english", "korean"),
    [
        ("2027-03-30", "in 126 days, about 4 months left", "126일 후, 약 4개월 남음"),
        ("2027-09-29", "in 309 days, about 10 months left", "309일 후, 약 10개월 남음"),
        ("2027-03", "about 4 months left", "약 4개월 남음"),
        ("2026-12-25", "in 31 days", "31일 후"),
        ("2026-12", "", ""),
        ("2027", "", ""),
        ("2026-11-24", "today", "오늘"),
        ("2026-11-20", "4 days ago", "4일 전"),
    ],
)
def test_what_ends_tells_the_months_that_are_left(due: str, english: str, korean: str) -> None:
    assert deadline(dated(due), TODAY, speech("en"), leaving=True).distance == english
    assert deadline(dated(due), TODAY, speech("ko"), leaving=True).distance == korean
    assert "left" not in deadline(dated(due), TODAY, speech("en")).distance


def test_a_page_that_must_not_change_with_the_day_tells_no_months() -> None:
    assert deadline(dated("2027-03-30"), None, speech("en"), leaving=True).distance == ""
