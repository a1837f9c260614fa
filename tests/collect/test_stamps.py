"""A heading's date is found in every language of ours, at its own precision, and never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.collect.stamps import iso_date, stamp


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Week of June 15, 2020 (2006 Service release)", "2020-06-15"),
        ("Week of July 06, 2020", "2020-07-06"),
        ("Version 108.0.1462.77: January 6, 2023", "2023-01-06"),
        ("Version 114.0.1823.79, July 10, 2023", "2023-07-10"),
        ("March 13 - 2023", "2023-03-13"),
        ("Week of June 15-19, 2020", "2020-06-15"),
        ("June 15th, 2020", "2020-06-15"),
        ("15 June 2020", "2020-06-15"),
        ("15-Jun-2020", "2020-06-15"),
        ("Sept. 3, 2024", "2024-09-03"),
        ("Woche vom 15. Juni 2020", "2020-06-15"),
        ("Semaine du 1er juin 2020", "2020-06-01"),
        ("Semana del 15 de junio de 2020", "2020-06-15"),
        ("settimana del 15 giugno 2020", "2020-06-15"),
        ("2020년 6월 15일이 포함된 주", "2020-06-15"),
        ("2020年6月15日の週", "2020-06-15"),
        ("2020 年 6 月 15 日当周", "2020-06-15"),
        ("15.06.2020", "2020-06-15"),
        ("2020-06-15", "2020-06-15"),
        ("2020/6/5", "2020-06-05"),
        ("6/15/2020", "2020-06-15"),
        ("June 2020", "2020-06"),
        ("Juni 2020", "2020-06"),
        ("junio de 2020", "2020-06"),
        ("2020년 6월", "2020-06"),
        ("2020年6月", "2020-06"),
        ("2020-06", "2020-06"),
        ("Release 2405 (May 2024)", "2024-05"),
    ],
)
def test_dates_of_headings(text: str, iso: str) -> None:
    assert iso_date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Week of June 15",
        "February 30, 2020",
        "2020-13-01",
        "Version 2020.6.1.3",
        "Version 10.0.2023.12",
        "Windows 10 version 2004",
        "May the 4th be with you",
        "2020",
        "Office 2019 in March",
        "31/12",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert iso_date(text) == ""


def test_the_first_date_counts_and_says_where_it_stands() -> None:
    text = "Added May 6, 2024, updated June 1, 2024"
    found = stamp(text)
    assert found is not None
    assert text[found.start : found.end] == "May 6, 2024"


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="0123456789 -/.,年月日년월일MayJune", max_size=40))
def test_no_text_raises_and_every_answer_is_a_date(text: str) -> None:
    iso = iso_date(text)
    assert iso == "" or len(iso) in {7, 10}
