"""Forms of dates that name several days at once, or that are told from the day of reading."""

from __future__ import annotations

from datetime import date

import pytest

from omfeed.text.dates import find_dates

READ = date(2026, 9, 7)


def found(text: str) -> list[str]:
    """The dates in a text."""
    return [one.date for one in find_dates(text, READ)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("between March 3 and 21, 2027", ["2027-03-03", "2027-03-21"]),
        ("March 3-21, 2027", ["2027-03-03", "2027-03-21"]),
        ("Mar. 3 – 21, 2027", ["2027-03-03", "2027-03-21"]),
        ("from March 3 to 21.", ["2027-03-03", "2027-03-21"]),
        ("from 3–21 March 2027", ["2027-03-03", "2027-03-21"]),
        ("from the 3rd to the 21st of March 2027", ["2027-03-03", "2027-03-21"]),
        ("March 3, 10, and 17, 2027", ["2027-03-03", "2027-03-10", "2027-03-17"]),
        ("zwischen dem 3. und 21. März 2027", ["2027-03-03", "2027-03-21"]),
        ("vom 3. bis zum 21. März 2027", ["2027-03-03", "2027-03-21"]),
        ("vom 3.–21.03.2027", ["2027-03-03", "2027-03-21"]),
        ("vom 03.03. bis 21.03.2027", ["2027-03-03", "2027-03-21"]),
        ("zwischen Mai und Juni 2028", ["2028-05", "2028-06"]),
        ("2027년 3월 3일부터 21일까지", ["2027-03-03", "2027-03-21"]),
        ("2027년 3월 3~21일", ["2027-03-03", "2027-03-21"]),
        ("2028년 3월부터 5월까지", ["2028-03", "2028-05"]),
        ("2028년 3월 30일부터 4월 2일까지", ["2028-03-30", "2028-04-02"]),
        ("2027年3月3日から21日まで", ["2027-03-03", "2027-03-21"]),
        ("2028年11月～1月", ["2028-11", "2029-01"]),
        ("Q1–Q2 2028", ["2028-Q1", "2028-Q2"]),
        ("from November 2028 to January", ["2028-11", "2029-01"]),
    ],
)
def test_both_ends_of_a_range_and_each_day_of_a_list_are_dates(text: str, dates: list[str]) -> None:
    assert found(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Windows 10 to 11 October 2026", ["2026-10-11"]),
        ("On October 5, 12 devices are moved", ["2026-10-05"]),
        ("On October 5 to 10 devices a day", ["2026-10-05"]),
        ("on October 5, 10:30", ["2026-10-05"]),
        ("October 23 and 5, 2026", ["2026-10-23"]),
        ("between February 5 and 31, 2027", ["2027-02-05"]),
        ("10월 5일, 12대의 장치", ["2026-10-05"]),
    ],
)
def test_a_number_beside_a_day_is_not_always_a_day(text: str, dates: list[str]) -> None:
    assert found(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("by year-end 2027", ["2027"]),
        ("before year's end", ["2026"]),
        ("in the last quarter of 2027", ["2027-Q4"]),
        ("in the final quarter of this year", ["2026-Q4"]),
        ("until the end of this quarter", ["2026-Q3"]),
        ("next quarter", ["2026-Q4"]),
        ("bis Jahresende", ["2026"]),
        ("zum Jahresende 2027", ["2027"]),
        ("Anfang nächsten Jahres", ["2027"]),
        ("im letzten Quartal 2027", ["2027-Q4"]),
        ("im ersten Quartal", ["2027-Q1"]),
        ("im zweiten Quartal des nächsten Jahres", ["2027-Q2"]),
        ("bis Ende dieses Quartals", ["2026-Q3"]),
        ("Ende nächsten Monats", ["2026-10"]),
        ("올해 말까지", ["2026"]),
        ("내년 상반기에", ["2027-H1"]),
        ("내년 1분기", ["2027-Q1"]),
        ("다음 분기", ["2026-Q4"]),
        ("다음 달", ["2026-10"]),
        ("2027년 마지막 분기", ["2027-Q4"]),
        ("2027년 연말까지", ["2027"]),
        ("2027년 4/4분기", ["2027-Q4"]),
        ("2027.03.21부터", ["2027-03-21"]),
        ("今年末までに", ["2026"]),
        ("来年前半に", ["2027-H1"]),
        ("今四半期末", ["2026-Q3"]),
        ("来月", ["2026-10"]),
    ],
)
def test_a_date_may_be_told_from_the_day_of_reading(text: str, dates: list[str]) -> None:
    assert found(text) == dates


@pytest.mark.parametrize(
    "text",
    [
        "compared with the last quarter",
        "over the next quarter of the list",
        "the year-end report",
        "by fiscal year end reporting",
        "im letzten Quartal",
        "the end of each quarter",
        "매년 연말",
    ],
)
def test_a_time_that_comes_again_or_is_past_is_no_date(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mit dem Oktober-Release (2610)",
        "Mit der Version von Oktober (2610)",
        "10월(2610) 서비스 릴리스에서",
        "10월 서비스 릴리스(2610)에서",
        "10月 (2610) サービス リリースで",
        "10月のサービス リリース (2610) で",
    ],
)
def test_a_service_release_is_known_by_its_number_in_every_language(text: str) -> None:
    dates = find_dates(text, READ)
    assert [(one.date, one.release) for one in dates] == [("2026-10", True)]


def test_a_leap_day_is_not_carried_into_a_year_without_one() -> None:
    dates = find_dates("from February 29 to March 2, 2027", date(2027, 9, 7))
    assert [one.date for one in dates] == ["2028-02-29", "2027-03-02"]
