"""Which of our devices count under the versions that an entry names; Windows 10 and Windows 11 are two products."""

from __future__ import annotations

import pytest

from omfeed.assess.fleet import touched
from omfeed.model import Fleet, Platform, Severity
from omfeed.recount import devices
from omfeed.text.versions import parse_range, within
from tests.assess.kit import group, judged, why

FLEET = Fleet(
    groups=(
        group("windows", "10.0.19045.5247", 40),
        group("windows", "10.0.22631.4602", 5),
        group("windows", "10.0.26100.2605", 60),
    )
)


def counted(title: str, markdown: str = "", **values: object) -> int | None:
    """How many devices of the fleet an entry concerns."""
    return judged(title, markdown, fleet=FLEET, **values).devices  # type: ignore[arg-type]  # passes keywords on


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("Windows 11", 65),
        ("Windows 10", 40),
        ("Windows 10 and later", 105),
        ("Windows 11 and later", 65),
        ("Windows 10/11", 105),
        ("Windows 10 and Windows 11", 105),
        ("Windows 10\n- Windows 11", 105),
        ("Windows", 105),
        ("Windows 11, version 24H2", 60),
        ("Windows 10, version 22H2", 40),
        ("Windows 10\n- Windows 11, version 24H2 and later", 100),
        ("Windows 10, version 22H2\n- Windows 11, version 24H2 and later", 100),
        ("Windows 11, versions 23H2 and 24H2", 65),
        ("Windows 11, version 23H2 and earlier", 5),
        ("Windows 10 and earlier", 40),
        ("Windows 11\n- HoloLens 2", 105),
        ("Windows 11, version 24H2 (build 26100.3000) or later", 0),
    ],
)
def test_applies_to_counts_the_product_it_names(stated: str, expected: int) -> None:
    assert counted("New settings", f"Applies to:\n\n- {stated}") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Windows 11, version 23H2 reaches end of servicing on December 10, 2026", 5),
        ("Windows 11, version 22H2 reaches end of servicing", 0),
        ("Windows 10, version 22H2 reaches end of servicing", 40),
        ("Windows 10 reaches end of support", 40),
        ("Windows 10, version 22H2 and Windows 11, version 23H2 reach end of servicing", 45),
        ("Windows 11, version 23H2 and Windows 10, version 21H2 reach end of servicing", 5),
        ("A new setting for Windows 11 devices", 65),
        ("Upgrade to Windows 11", 105),
        ("Windows 11 readiness report", 105),
        ("A new setting for Windows devices", 105),
        ("Windows 11, version 24H2 devices with a build earlier than 26100.3000 fail", 65),
        ("Devices earlier than Windows 11, version 24H2 can no longer enrol", 45),
    ],
)
def test_a_statement_of_one_product_counts_no_device_of_the_other(title: str, expected: int) -> None:
    assert counted(title) == expected


def test_the_end_of_a_version_that_nobody_has_is_not_critical() -> None:
    fleet = Fleet(groups=(group("windows", "10.0.19045.5247", 40), group("windows", "10.0.26100.2605", 60)))
    judgement = judged("Windows 11, version 23H2 reaches end of servicing on July 25, 2026", fleet=fleet)
    assert judgement.versions == {Platform.WINDOWS: "<=23H2"}
    assert judgement.devices == 0
    assert judgement.severity is not Severity.CRITICAL


def test_the_product_stands_beside_the_range_and_in_the_evidence() -> None:
    judgement = judged("New settings", "Applies to:\n\n- Windows 11", fleet=FLEET)
    assert judgement.versions == {}
    assert judgement.counted_by == {Platform.WINDOWS: "11"}
    assert why(judgement, "devices") == ["fleet"]
    assert [one.words for one in judgement.evidence if one.field == "devices"] == ["Windows 11"]
    plain = judged("New settings", "Applies to:\n\n- iOS 17 and later", fleet=FLEET)
    assert plain.counted_by == {}


def test_a_corrected_platform_is_counted_by_the_product_too() -> None:
    judgement = judged("New settings", "Applies to:\n\n- Windows 11\n- iOS", fleet=FLEET)
    assert devices((Platform.WINDOWS,), judgement, FLEET) == 65


def test_a_title_that_goes_on_with_the_other_product_counts_both() -> None:
    text = "It is there for Windows 10 devices as well."
    assert counted("A new setting for Windows 11 devices", text) == 105
    assert counted("A new setting for Windows 11 devices", "Windows asks for a restart.") == 65
    assert counted("A new setting for Windows 11 devices", "It isn't available on Windows 10.") == 65


def test_the_opening_of_a_text_may_name_the_product() -> None:
    assert counted("Printing stops", "Devices running Windows 11, version 24H2 with an old driver stop printing.") == 65
    assert counted("A fault on Windows", "One example is Windows 11 with an old driver.") == 105
    assert counted("A way up", "You can upgrade to Windows 11 with a click.") == 105


def test_a_release_of_one_product_leaves_the_other_alone() -> None:
    facts = {"product": "Windows 11", "version": "26100.4000", "released": "2026-07-10"}
    fleet = Fleet(groups=(group("windows", "10.0.19045.5247", 40), group("windows", "10.0.26100.2605", 60)))
    assert judged("Windows 11, version 24H2, build 26100.4000", facts=facts, fleet=fleet).devices == 60


def test_a_written_zero_leaves_later_releases_out() -> None:
    fleet = Fleet(groups=(group("ios", "26.1", 100), group("ios", "26.0", 3), group("ios", "18.6", 4)))
    assert judged("A fault", "It concerns iOS 26.0 and earlier.", fleet=fleet).devices == 7
    assert judged("A fault", "It concerns iOS 26 and earlier.", fleet=fleet).devices == 107
    assert touched((Platform.IOS,), {Platform.IOS: "26.0"}, fleet) == 3
    assert touched((Platform.IOS,), {Platform.IOS: ">26.0"}, fleet) == 100


def test_products_of_windows_end_where_the_next_begins() -> None:
    assert within("10.0.22631.1", "<=10", Platform.WINDOWS) is False
    assert within("10.0.19045.1", "<=10", Platform.WINDOWS) is True
    assert within("10.0.26100.1", "<=11", Platform.WINDOWS) is True
    assert within("10.0.19045.1", "11", Platform.WINDOWS) is False
    assert within("10.0.22000.1", ">10", Platform.WINDOWS) is True
    assert within("6.3.9600", "10", Platform.WINDOWS) is False
    assert within("no version", "10", Platform.WINDOWS) is None


def test_a_version_may_be_in_any_of_several_ranges() -> None:
    assert within("10.0.26100.1", "10|>=24H2", Platform.WINDOWS) is True
    assert within("10.0.22631.1", "10|>=24H2", Platform.WINDOWS) is False
    assert within("15.2", "<14|>=15", Platform.IOS) is True
    assert within("14.2", "<14|>=15", Platform.IOS) is False
    assert len(parse_range("<14|>=15")) == 1
