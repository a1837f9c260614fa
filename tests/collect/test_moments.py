"""Dates as publishers write them, addresses without tracking, and texts that were escaped too often."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.collect.links import address, untracked, untracked_html
from omfeed.collect.moments import day, moment
from omfeed.collect.writing import by_end, by_number, counted, cves, entry, listing, prose
from omfeed.text.markup import sanitise


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-08-31", "2026-08-31"),
        ("2026-8-3", "2026-08-03"),
        ("2026-08-31T14:00:00Z", "2026-08-31T14:00:00Z"),
        ("2026-08-31T14:00:00.1234567+02:00", "2026-08-31T12:00:00Z"),
        ("2026-08-22T18:45:02+00:00Z", "2026-08-22T18:45:02Z"),
        ("2026-08-31 14:00", "2026-08-31T14:00:00Z"),
        ("Mon, 31 Aug 2026 10:00:00 PDT", "2026-08-31T17:00:00Z"),
        ("Mon, 31 Aug 2026 10:00:00 Z", "2026-08-31T10:00:00Z"),
        ("31 Aug 26 10:00 EST", "2026-08-31T15:00:00Z"),
        ("20 Aug 2025", "2025-08-20"),
        ("August 20th, 2025", "2025-08-20"),
        ("Thursday, October 9, 2025", "2025-10-09"),
        ("November 22, 2019 04:10 PM PT", "2019-11-23T00:10:00Z"),
        ("2026-07-31 14:00 PT", "2026-07-31T21:00:00Z"),
        ("2026-12-31 14:00 PT", "2026-12-31T22:00:00Z"),
        ("20. August 2025", "2025-08-20"),
        ("20 de agosto de 2025", "2025-08-20"),
        ("2018 年 8 月 6 日", "2018-08-06"),
        ("2026년 9월 1일", "2026-09-01"),
        # A time in a zone that nobody can name loses its time, never its date.
        ("Mon, 31 Aug 2026 23:00:00 XYZ", "2026-08-31"),
        ("0001-01-01T00:00:00", "0001-01-01T00:00:00Z"),
        ("August 2026", ""),
        ("2026-02-30", ""),
        ("H2 2026", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_a_date_is_read_and_never_guessed(written: str, meant: str) -> None:
    assert moment(written) == meant


def test_a_time_without_a_zone_is_of_the_sources_zone() -> None:
    assert moment("2026-01-31 14:00", time_zone="Asia/Seoul") == "2026-01-31T05:00:00Z"


def test_no_zone_moves_a_day_that_is_asked_for_as_such() -> None:
    assert day("2026-08-31T23:00:00-07:00") == "2026-08-31"


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    assert len(moment(text)) in {0, 10, 20}


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x?utm_source=a&id=3&UTM_Medium=b", "https://a.example/x?id=3"),
        ("https://a.example/x?WT.mc_id=1", "https://a.example/x"),
        ("https://a.example/x?q=utm_source&empty=", "https://a.example/x?q=utm_source&empty="),
        ("https://a.example/x?a=1#part", "https://a.example/x?a=1#part"),
        ("https://a.example/x", "https://a.example/x"),
    ],
)
def test_tracking_leaves_an_address_and_nothing_else_does(url: str, kept: str) -> None:
    assert untracked(url) == kept
    html = sanitise(f'<p><a href="{url.replace("&", "&amp;")}">x</a></p>')
    assert f'href="{kept.replace("&", "&amp;")}"' in untracked_html(html)


def test_addresses_of_other_kinds_are_none() -> None:
    assert address("javascript:alert(1)", "https://a.example/") == ""
    assert address("  ", "https://a.example/") == ""
    assert address("../b", "https://a.example/x/y") == "https://a.example/b"


def test_names_with_numbers_are_ordered_as_a_person_would() -> None:
    assert by_number(["CVE-2025-10", "CVE-2025-9", "CVE-2024-11", "CVE-2025-9"]) == (
        "CVE-2024-11",
        "CVE-2025-9",
        "CVE-2025-10",
    )
    assert cves("See cve-2026-12345 and CVE-2026-12344.", "CVE-20-1") == ("CVE-2026-12344", "CVE-2026-12345")


def test_what_is_written_is_escaped_and_empty_things_are_left_out() -> None:
    assert prose("a < b\nand c\n\nnext") == "<p>a &lt; b and c</p><p>next</p>"
    assert listing([("Size", "<1>"), ("Empty", " ")]) == "<ul><li><strong>Size:</strong> &lt;1&gt;</li></ul>"
    assert listing([("Empty", "")]) == ""
    assert entry(title="x", facts={"version": "", "cves": (), "cve_count": 0, "exploited": None}).facts == {
        "cve_count": 0
    }
    assert [counted(number, "item") for number in (0, 1, 2)] == ["no items", "1 item", "2 items"]


def test_entries_stand_in_the_order_in_which_they_end() -> None:
    ends = {"a": "2026-09-01", "b": "", "c": "2026-12-01", "d": "2026-09-01"}
    made = by_end((end, entry(title=name, key=name)) for name, end in ends.items())
    assert [(one.key, one.place) for one in made] == [("b", 0), ("c", 1), ("a", 2), ("d", 3)]
