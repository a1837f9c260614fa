"""Addresses that name their month."""

from __future__ import annotations

from datetime import date

import pytest

from omfeed.text.addresses import fault, filled, is_dated, issues

DAY = date(2026, 9, 3)


@pytest.mark.parametrize(
    ("url", "now"),
    [
        ("https://v.example/{year}-{month_short}", "https://v.example/2026-Sep"),
        ("https://v.example/{year}/{year}-{month:02}-01", "https://v.example/2026/2026-09-01"),
        ("https://v.example/{month_name}/{month}?x=1", "https://v.example/September/9?x=1"),
        ("https://v.example/plain", "https://v.example/plain"),
    ],
)
def test_a_month_is_filled_in(url: str, now: str) -> None:
    assert filled(url, DAY) == now
    assert is_dated(url) == (url != now)
    assert fault(url) == ""


def test_the_issue_before_is_tried_after_this_months_also_over_new_year() -> None:
    assert issues("https://v.example/{year}-{month:02}", date(2027, 1, 31)) == (
        "https://v.example/2027-01",
        "https://v.example/2026-12",
    )
    assert issues("https://v.example/", DAY) == ("https://v.example/",)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://v.example/{day}", "Allowed: {year}"),
        ("https://v.example/{month:3}", "Allowed"),
        ("https://v.example/{year", "partner"),
        ("https://v.example/year}", "partner"),
        ("https://v.example/{{year}}", "partner"),
    ],
)
def test_what_cannot_be_filled_in_is_told(url: str, words: str) -> None:
    assert words in fault(url)
