"""The grammar of dates, and which of the dates in an entry are due dates."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omfeed.model import Precision
from omfeed.text.date_grammar import GRAMMAR, traits
from omfeed.text.dates import find_dates, first_day, last_day
from tests.assess.kit import due, judged, why

READ = date(2026, 7, 1)


def found(text: str, reference: date = READ) -> list[str]:
    """The dates in a text."""
    return [one.date for one in find_dates(text, reference)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on August 31, 2026", ["2026-08-31"]),
        ("on Aug. 31st, 2026", ["2026-08-31"]),
        ("on 31 August 2026", ["2026-08-31"]),
        ("on 2026-08-31", ["2026-08-31"]),
        ("am 31.08.2026", ["2026-08-31"]),
        ("on 8/31/2026", ["2026-08-31"]),
        ("on 31/8/2026", ["2026-08-31"]),
        ("starting in October 2026", ["2026-10"]),
        ("early to mid October 2026", ["2026-10"]),
        ("in mid-November", ["2026-11"]),
        ("by the end of March", ["2027-03"]),
        ("In September, Apple", ["2026-09"]),
        ("starting December 3", ["2026-12-03"]),
        ("by end of 2026", ["2026"]),
        ("in 2027", ["2027"]),
        ("later this year", ["2026"]),
        ("early next year", ["2027"]),
        ("in Q4 2026", ["2026-Q4"]),
        ("Q4 CY2026", ["2026-Q4"]),
        ("CY26 Q1", ["2026-Q1"]),
        ("2026 Q3", ["2026-Q3"]),
        ("in the third quarter of calendar year 2026", ["2026-Q3"]),
        ("in the fourth quarter of this year", ["2026-Q4"]),
        ("in the second half of 2026", ["2026-H2"]),
        ("in H2 2026 or 1H 2027", ["2026-H2", "2027-H1"]),
        ("with Intune's August (2608) service release", ["2026-08"]),
        ("in the 2609 service release", ["2026-09"]),
        ("with the July update to the service", ["2026-07"]),
        ("between August 31 and September 4, 2026", ["2026-08-31", "2026-09-04"]),
        ("December 15 through January 9, 2027", ["2026-12-15", "2027-01-09"]),
        ("in October–November 2026", ["2026-10", "2026-11"]),
        ("2026년 8월 31일부터", ["2026-08-31"]),
        ("2026년 3분기와 2026년 하반기", ["2026-Q3", "2026-H2"]),
        ("10월에 시작", ["2026-10"]),
        ("2026年8月31日に", ["2026-08-31"]),
        ("2026年第3四半期、2026年下半期、2026年末", ["2026-Q3", "2026-H2", "2026"]),
        ("ab dem 31. August 2026", ["2026-08-31"]),
        ("Ende 2026, im Oktober", ["2026", "2026-10"]),
        ("im dritten Quartal 2026", ["2026-Q3"]),
        ("in der zweiten Jahreshälfte 2026", ["2026-H2"]),
        ("le 31 août 2026", ["2026-08-31"]),
    ],
)
def test_a_date_is_read_as_exactly_as_it_was_written(text: str, dates: list[str]) -> None:
    assert found(text) == dates


@pytest.mark.parametrize(
    "text",
    [
        "You may 5 times march on.",
        "Windows 10, version 2004 and 22H2",
        "version 6.1907.1.0",
        "Windows Server 2019 and Office 2021",
        "February 30, 2026",
        "ratio 3/4 of 2/3",
        "in the 0813 building",
        "March of the penguins",
        "build 26100.2608",
        "a quarter of the devices",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert found(text) == []


def test_a_month_without_a_year_is_the_next_one_or_the_one_just_past() -> None:
    assert found("in June") == ["2026-06"]
    assert found("in May") == ["2027-05"]
    assert found("in December", date(2026, 1, 5)) == ["2026-12"]
    assert found("in January", date(2026, 12, 5)) == ["2027-01"]


def test_the_span_of_a_date_follows_its_precision() -> None:
    assert (first_day("2026-Q3"), last_day("2026-Q3")) == (date(2026, 7, 1), date(2026, 9, 30))
    assert (first_day("2026-H2"), last_day("2026-H2")) == (date(2026, 7, 1), date(2026, 12, 31))
    assert (first_day("2026-02"), last_day("2026-02")) == (date(2026, 2, 1), date(2026, 2, 28))
    assert (first_day("2026"), last_day("2026")) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (first_day("2026-02-03"), last_day("2026-02-03")) == (date(2026, 2, 3), date(2026, 2, 3))


@settings(max_examples=100, deadline=None)
@given(
    st.dates(date(2015, 1, 1), date(2039, 12, 31)), st.sampled_from(["%B %d, %Y", "%d %B %Y", "%Y-%m-%d", "%b %d, %Y"])
)
def test_every_full_date_is_found_as_it_is(day: date, form: str) -> None:
    assert found(f"It ends on {day.strftime(form)}.") == [day.isoformat()]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.dates(date(2015, 1, 1), date(2039, 12, 31)))
def test_no_text_makes_the_search_raise_and_dates_come_in_reading_order(text: str, reference: date) -> None:
    dates = find_dates(text, reference)
    assert all(one.start <= other.start for one, other in pairwise(dates))
    assert all(0 <= one.start < one.end <= len(text) for one in dates)


# ---------------------------------------------------------------------------------------------------------------------
# Which of them are due


def test_each_due_date_has_its_precision_and_its_sentence() -> None:
    judgement = judged("The connector ends", "Nothing yet. Support ends on October 14, 2026. Plan in Q3 2026.")
    assert [(one.date, one.precision, one.what) for one in judgement.due] == [
        ("2026-Q3", Precision.QUARTER, "Plan in Q3 2026."),
        ("2026-10-14", Precision.DAY, "Support ends on October 14, 2026."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We announced the change in March 2026.",
        "As we shared in MC123456 in May, this is coming.",
        "In May, we announced the removal of the setting.",
        "Updated June 7, 2026: we changed the wording.",
        "The baseline for May 2026 has new settings.",
        "The April 2018 Update and the October 2026 security update for Windows are needed.",
        "It was introduced in September 2019.",
        "Set a patch level, for example 2026-11-01.",
        "The version released in November 2021 is too old.",
        "See the list (June 2026) of apps. For more information, see the post of October 2026.",
    ],
)
def test_dates_of_other_things_are_not_due(text: str) -> None:
    assert due(judged("A change to the service", text)) == []


def test_only_the_new_date_of_a_postponed_change_counts() -> None:
    moved = "We have moved the enforcement date from August 9, 2026 to October 8, 2026."
    assert due(judged("A change", moved)) == ["2026-10-08"]
    assert due(judged("A change", "Beginning mid-October (previously mid-August), admins need a role.")) == ["2026-10"]
    assert due(judged("A change", "It was planned for August 1, 2026; now it starts on September 1, 2026.")) == [
        "2026-09-01"
    ]


def test_an_earlier_promise_in_reported_speech_is_history() -> None:
    text = "We shared in March that we would remove the portal in May. Now, at the end of August, you are redirected."
    assert due(judged("Reminder: the portal", text)) == ["2026-08"]


def test_the_week_of_the_section_is_the_day_of_reading_and_no_due_date() -> None:
    section = ("Week of June 4, 2018", "Device management")
    assert due(judged("A change", "It ends in July.", section=section, published="2018-09-05")) == ["2018-07"]
    assert due(judged("A change", "Nothing ends.", section=section, published="2018-09-05")) == []


def test_a_past_date_counts_only_where_something_took_effect() -> None:
    assert due(judged("Old system", "Support for it ended on January 14, 2026.")) == ["2026-01-14"]
    assert due(judged("Old system", "Support for it ended on January 14, 2020.")) == []
    assert due(judged("Old system", "The screenshot shows it (January 14, 2020).")) == []
    assert due(judged("Old system", "Since May 2019 it has three parts.")) == []


def test_days_after_publication_are_counted() -> None:
    text = "The tokens stop working 30 days after this announcement."
    assert due(judged("Tokens", text, published="2026-07-01")) == ["2026-07-31"]
    text = "You have 60 days after October 14, 2026 to renew them."
    assert due(judged("Tokens", text)) == ["2026-10-14", "2026-12-13"]
    assert due(judged("Tokens", "Users have 30 days after the installation to restart.")) == []


def test_a_bare_month_gives_way_to_a_day_within_it() -> None:
    assert due(judged("Windows changes in October 2026", "Support ends on October 14, 2026.")) == ["2026-10-14"]
    text = "Starting in mid-October 2026 you can opt in. Opt in before October 28, 2026."
    assert due(judged("A change", text)) == ["2026-10-28", "2026-10"]


def test_fields_of_the_source_speak_for_themselves() -> None:
    facts = {"action_by": "2026-10-15", "support_end": "2026-11-10", "due_date": "2026-08-05"}
    judgement = judged("A notice", facts=facts)
    assert due(judgement) == ["2026-08-05", "2026-10-15", "2026-11-10"]
    assert why(judgement, "due") == ["source-field: due_date", "source-field: action_by", "source-field: support_end"]


def test_the_release_date_of_a_row_is_not_due_but_its_ends_are() -> None:
    facts = {"version": "26.1", "released": "2026-06-30"}
    text = "Released: 2026-06-30\n\nEnd of updates for Home: 2028-03-14"
    assert due(judged("macOS 26.1", text, facts=facts)) == ["2028-03-14"]


@pytest.mark.parametrize(
    "words",
    [
        "Certificates that were made before March 2026 are replaced.",
        "Devices manufactured before January 2026 need a new certificate.",
        "Profiles configured after March 2026 have it already.",
    ],
)
def test_the_past_date_by_which_things_are_told_apart_is_no_due_date(words: str) -> None:
    assert judged("Certificates expire", words).due == ()


@pytest.mark.parametrize("row", range(len(GRAMMAR)))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_match_of_the_grammar_shows_the_traits_by_which_it_is_looked_for(row: int, data: st.DataObject) -> None:
    pattern, _, needs = GRAMMAR[row]
    text = data.draw(st.from_regex(pattern))
    assert needs <= traits(text)
