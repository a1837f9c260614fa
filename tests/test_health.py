"""A source is well, late, failing, drifted or off, and says why in words for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.errors import BadStatus, ParseError, TimedOut
from omfeed.health import Tonight, judge, rhythm
from omfeed.model import Drift, Source, SourceHealth, SourceState

START = datetime(2024, 1, 1, 3, 0, tzinfo=UTC)
WEEKLY = Source(id="page", title="Page", url="https://vendor.example/page", collector="learn-html", cadence_days=7)
QUIET = Tonight(unchanged=True)
NEWS = Tonight(entries=12, changed=True)
DRIFT = Tonight(drift=Drift(reason="Only 2 of 40 entries are left.", entries_before=40, entries_now=2))
TIMEOUT = Tonight(error=TimedOut("The server was slower than 30 s.", hint="It is tried again next time."))


@dataclass
class Nights:
    """Lets nights pass over one source."""

    source: Source = WEEKLY
    day: int = 0
    health: SourceHealth | None = None
    news: list[date] = field(default_factory=list)

    def night(self, tonight: Tonight, *, drift_since: datetime | None = None) -> SourceHealth:
        """One night."""
        now = START + timedelta(days=self.day)
        self.day += 1
        if tonight.changed:
            self.news.append(now.date())
        self.health = judge(self.source, self.health, tonight, now, change_days=self.news, drift_since=drift_since)
        return self.health

    def quiet(self, nights: int) -> SourceHealth:
        """So many nights on which nothing changed."""
        states = [self.night(QUIET) for _ in range(nights)]
        return states[-1]

    def speaks_every(self, days: int, times: int) -> None:
        """News, and then quiet, again and again."""
        for _ in range(times):
            self.night(NEWS)
            if days > 1:
                self.quiet(days - 1)


# Well


def test_a_source_that_was_read_is_well_and_needs_no_words() -> None:
    health = Nights().night(NEWS)
    assert health.state is SourceState.WELL
    assert health.reason == ""
    assert (health.last_success, health.last_change, health.since) == (START, START, START)
    assert (health.entries, health.failures) == (12, 0)


def test_an_unchanged_body_is_a_success_and_keeps_what_is_known() -> None:
    nights = Nights()
    nights.night(NEWS)
    health = nights.night(QUIET)
    assert health.last_success == START + timedelta(days=1)
    assert (health.last_change, health.since, health.entries) == (START, START, 12)


def test_the_new_address_is_kept_until_it_answers_itself() -> None:
    nights = Nights()
    assert (
        nights.night(Tonight(unchanged=True, moved_to="https://new.example/")).redirected_to == "https://new.example/"
    )
    assert nights.night(TIMEOUT).redirected_to == "https://new.example/"
    assert nights.night(QUIET).redirected_to == ""


# Late


def test_a_weekly_page_is_late_after_a_month_of_silence() -> None:
    nights = Nights()
    nights.night(NEWS)
    assert nights.quiet(28).state is SourceState.WELL
    health = nights.night(QUIET)
    assert health.state is SourceState.LATE
    assert "29 days" in health.reason
    assert "every 7 days" in health.reason
    assert WEEKLY.url in health.reason


def test_a_feed_frozen_for_sixty_days_is_late_although_it_is_said_to_be_slow() -> None:
    nights = Nights(replace(WEEKLY, cadence_days=14))
    nights.night(NEWS)
    assert nights.quiet(60).state is SourceState.LATE


def test_a_source_that_never_had_news_is_late_too() -> None:
    nights = Nights()
    nights.night(Tonight(entries=40))
    health = nights.quiet(30)
    assert health.state is SourceState.LATE
    assert "Nothing new for 30 days" in health.reason
    assert nights.quiet(9).state is SourceState.LATE


def test_no_source_is_late_within_ten_days() -> None:
    nights = Nights(replace(WEEKLY, cadence_days=0.25))
    nights.speaks_every(1, 20)
    assert nights.quiet(10).state is SourceState.WELL
    assert nights.night(QUIET).state is SourceState.LATE


def test_a_slow_source_is_given_its_time() -> None:
    nights = Nights(replace(WEEKLY, cadence_days=90))
    nights.night(NEWS)
    assert nights.quiet(130).state is SourceState.WELL
    assert nights.quiet(10).state is SourceState.LATE


def test_the_rhythm_is_learned_from_the_source_itself() -> None:
    nights = Nights(replace(WEEKLY, cadence_days=90))
    nights.speaks_every(2, 10)
    health = nights.quiet(12)
    assert health.state is SourceState.LATE
    assert "usually speaks every 2 days" in health.reason


def test_a_source_that_is_known_to_rest_long_may_rest_long() -> None:
    nights = Nights()
    nights.speaks_every(7, 6)
    nights.quiet(33)  # a long summer, which ended by itself
    nights.speaks_every(7, 2)
    assert nights.quiet(45).state is SourceState.WELL
    assert nights.quiet(12).state is SourceState.LATE


def test_being_late_lasts_until_it_speaks_and_is_dated_from_its_first_night() -> None:
    nights = Nights()
    nights.night(NEWS)
    first = nights.quiet(29)
    assert nights.quiet(5).since == first.since
    spoke = nights.night(NEWS)
    assert (spoke.state, spoke.reason) == (SourceState.WELL, "")
    assert spoke.since == spoke.last_change


def test_an_archive_may_be_silent_for_ever() -> None:
    nights = Nights(replace(WEEKLY, stage="archive"))
    nights.night(Tonight(entries=900))
    assert nights.quiet(400).state is SourceState.WELL


def test_too_few_days_with_news_make_no_rhythm() -> None:
    days = [date(2024, 1, day) for day in (1, 2, 3, 4, 5)]
    assert not rhythm(WEEKLY, days).learned
    assert rhythm(WEEKLY, [*days, date(2024, 1, 6)]).learned
    assert rhythm(WEEKLY, days).usual_days == 7


def test_the_order_of_the_days_does_not_matter() -> None:
    days = [date(2024, 1, day) for day in (1, 8, 15, 22, 29, 30)]
    assert rhythm(WEEKLY, days) == rhythm(WEEKLY, days[::-1]) == rhythm(WEEKLY, [*days, *days])


# Failing


def test_a_failure_says_what_happened_and_what_to_do() -> None:
    nights = Nights()
    nights.night(NEWS)
    health = nights.night(TIMEOUT)
    assert health.state is SourceState.FAILING
    assert health.reason == "The server was slower than 30 s. It is tried again next time."
    assert (health.failures, health.last_success, health.entries) == (1, START, 12)


def test_failures_are_counted_and_the_last_success_is_named() -> None:
    nights = Nights()
    nights.night(NEWS)
    for _ in range(3):
        health = nights.night(TIMEOUT)
    assert health.failures == 3
    assert "Last read well 3 days ago." in health.reason
    assert health.since == START + timedelta(days=1)


def test_that_a_source_never_was_read_is_left_to_be_told_beside_its_reason() -> None:
    nights = Nights()
    gone = Tonight(error=BadStatus("The server answered 404.", status=404, hint="Look for its new address."))
    nights.night(gone)
    health = nights.night(gone)
    assert health.reason == "The server answered 404. Look for its new address."
    assert (health.last_success, health.last_change) == (None, None)
    assert nights.night(Tonight(entries=3)).last_change == START + timedelta(days=2)


def test_a_week_of_failures_asks_for_a_decision() -> None:
    nights = Nights()
    reasons = [nights.night(TIMEOUT).reason for _ in range(7)]
    assert "enabled = false" in reasons[6]
    assert not any("enabled = false" in reason for reason in reasons[:6])


def test_one_success_forgets_the_failures() -> None:
    nights = Nights()
    nights.night(NEWS)
    nights.night(TIMEOUT)
    health = nights.night(QUIET)
    assert (health.state, health.failures, health.reason) == (SourceState.WELL, 0, "")


def test_a_body_that_is_not_understood_is_a_failure() -> None:
    health = Nights().night(Tonight(error=ParseError("Expected entries, met a consent wall.", hint="Open it.")))
    assert health.state is SourceState.FAILING
    assert "consent wall" in health.reason


# Drifted


def test_drift_says_what_was_met_and_that_nothing_was_withdrawn() -> None:
    nights = Nights()
    nights.night(Tonight(entries=40, changed=True))
    health = nights.night(DRIFT)
    assert health.state is SourceState.DRIFTED
    assert health.reason.startswith("Only 2 of 40 entries are left. Nothing was announced as withdrawn.")
    assert WEEKLY.url in health.reason
    assert health.entries == 40
    assert health.last_success == START + timedelta(days=1)


def test_a_page_that_is_itself_and_only_smaller_says_what_was_told_and_what_waits() -> None:
    partial = Drift(reason="Only 12 of 40 entries are left.", entries_before=40, entries_now=12, partial=True)
    told = Nights().night(Tonight(drift=partial, entries=12, changed=True))
    assert told.state is SourceState.DRIFTED
    assert "What came new was told; what is missing is told as withdrawn when it is missing a second" in told.reason


def test_the_same_drifted_body_is_drifted_the_next_night_too() -> None:
    nights = Nights()
    nights.night(NEWS)
    first = nights.night(DRIFT)
    second = nights.night(QUIET)
    assert (second.state, second.reason, second.since) == (first.state, first.reason, first.since)


def test_a_failure_in_between_does_not_heal_drift() -> None:
    nights = Nights()
    nights.night(NEWS)
    drifted = nights.night(DRIFT)
    nights.night(TIMEOUT)
    health = nights.night(QUIET, drift_since=drifted.since)
    assert health.state is SourceState.DRIFTED
    assert WEEKLY.url in health.reason


def test_a_page_that_reads_like_itself_again_is_well() -> None:
    nights = Nights()
    nights.night(NEWS)
    nights.night(DRIFT)
    assert nights.night(NEWS).state is SourceState.WELL


# Off


def test_a_source_that_is_switched_off_is_neither_late_nor_failing() -> None:
    nights = Nights(replace(WEEKLY, enabled=False))
    assert nights.quiet(90).state is SourceState.OFF
    assert nights.night(TIMEOUT).state is SourceState.OFF


# In general


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.sampled_from([QUIET, NEWS, TIMEOUT, DRIFT]), min_size=1, max_size=80),
    st.sampled_from([0.5, 1, 7, 30, 365]),
)
def test_whatever_happens_the_judgement_is_consistent(course: Sequence[Tonight], cadence: float) -> None:
    nights = Nights(replace(WEEKLY, cadence_days=cadence))
    for tonight in course:
        before = nights.health
        health = nights.night(tonight)
        assert (health.reason == "") == (health.state is SourceState.WELL)
        assert (health.failures > 0) == (health.state is SourceState.FAILING)
        assert health.since is not None
        if before is not None and before.state is health.state:
            assert health.since == before.since


@pytest.mark.parametrize("cadence", [0.01, 1, 7, 30, 90, 365])
def test_patience_grows_with_the_rhythm_and_has_a_floor(cadence: float) -> None:
    source = replace(WEEKLY, cadence_days=cadence)
    assert rhythm(source, []).patience_days >= max(10.0, cadence)
