"""The head of a digest tells a trouble in full once, then in a line, and its end once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from omfeed.digest.admin import build_admin
from omfeed.digest.contexts import AdminContext, HelpdeskContext, Period
from omfeed.digest.helpdesk import build_helpdesk
from omfeed.digest.mail import mail
from omfeed.digest.render import render
from omfeed.model import SourceHealth, SourceState
from tests.kit.items import FLEET, NIGHT, TODAY, health

ADVICE = "The page is gone; look for its new address."
LONG_AGO = NIGHT - timedelta(days=10)
YESTERDAY = NIGHT - timedelta(days=1)


def gone(name: str, since: datetime, turned: datetime | None = None) -> SourceHealth:
    """A source whose page is gone."""
    ill = health(name, SourceState.FAILING, reason=ADVICE, since=since, last_success=since - timedelta(days=1))
    return replace(ill, cause="BadStatus", turned=turned or since, ill_since=since)


def again(name: str, ill_since: datetime, since: datetime) -> SourceHealth:
    """A source that is well again."""
    return replace(health(name, since=since), turned=ill_since, ill_since=ill_since)


def admin(*stand: SourceHealth, told: datetime | None = YESTERDAY, language: str = "en") -> AdminContext:
    period = Period(since=YESTERDAY, until=NIGHT, label=TODAY, health_told=told)
    return build_admin([], stand, FLEET, period, language=language)


def helpdesk(stand: Sequence[SourceHealth], told: datetime | None = YESTERDAY) -> HelpdeskContext:
    period = Period(since=YESTERDAY, until=NIGHT, label=TODAY, health_told=told)
    return build_helpdesk([], stand, FLEET, period)


def forms(context: AdminContext | HelpdeskContext) -> list[str]:
    """The digest as a page, as text and as a mail, lines joined."""
    page, letter = render(context), mail(context)
    return [" ".join(words.split()) for words in (page.html, page.text, letter.html)]


def test_a_new_trouble_is_told_in_full_with_what_to_do() -> None:
    context = admin(gone("a", NIGHT))
    assert [line.reason for line in context.health.troubles] == [ADVICE]
    assert context.health.lasting == ""
    assert all(ADVICE in form for form in forms(context))


def test_a_lasting_trouble_is_a_line_without_the_advice() -> None:
    context = admin(gone("a", LONG_AGO))
    line = "1 source still not seen well: A (since 14 Nov 2026). “omfeed sources check” says why."
    assert (context.health.troubles, context.health.lasting) == ((), line)
    for form in forms(context):
        assert line in form
        assert ADVICE not in form
        assert "We do not see" not in form


def test_several_stand_in_one_line_the_oldest_first() -> None:
    older = LONG_AGO - timedelta(days=40)
    told = admin(gone("b", LONG_AGO), gone("c", older), gone("a", LONG_AGO)).health.lasting
    assert told.startswith(
        "3 sources still not seen well: C (since 5 Oct 2026), A (since 14 Nov 2026), B (since 14 Nov 2026)."
    )


def test_of_very_many_the_rest_is_counted() -> None:
    told = admin(*[gone(f"s{number}", LONG_AGO) for number in range(30)]).health.lasting
    assert told.startswith("30 sources still not seen well: S0 (since 14 Nov 2026), ")
    assert ", 24 more. " in told
    assert len(told) < 260


def test_a_trouble_that_became_another_one_is_told_in_full_again() -> None:
    head = admin(gone("a", LONG_AGO, turned=NIGHT)).health
    assert [line.since for line in head.troubles] == ["since 14 Nov 2026, last read 13 Nov 2026"]
    assert head.lasting == ""


def test_new_and_lasting_stand_side_by_side() -> None:
    head = admin(gone("a", NIGHT), gone("b", LONG_AGO)).health
    assert [line.title for line in head.troubles] == ["A"]
    assert "B (since" in head.lasting
    assert "A (since" not in head.lasting


def test_whoever_was_never_told_is_told_everything_in_full() -> None:
    head = admin(gone("a", LONG_AGO), gone("b", NIGHT), told=None).health
    assert [line.title for line in head.troubles] == ["A", "B"]
    assert head.lasting == ""


def test_a_weekly_reader_is_told_in_full_what_began_within_the_week() -> None:
    stand = [gone("a", NIGHT - timedelta(days=5)), gone("b", LONG_AGO)]
    head = helpdesk(stand, told=NIGHT - timedelta(days=7)).health
    assert [line.title for line in head.troubles] == ["A"]
    assert "B (since" in head.lasting


def test_the_end_of_a_trouble_is_told_once() -> None:
    well = again("a", LONG_AGO, NIGHT)
    context = admin(well)
    assert context.health.well
    assert context.health.over == "1 source is seen well again: A (after trouble since 14 Nov 2026)."
    assert all(context.health.over in form for form in forms(context))
    assert admin(well, told=NIGHT).health.over == ""


def test_what_came_and_went_between_two_digests_needs_no_word() -> None:
    well = again("a", NIGHT - timedelta(days=3), NIGHT - timedelta(days=2))
    assert admin(well, told=NIGHT - timedelta(days=7)).health.over == ""


def test_the_helpdesk_is_not_sent_to_a_command_line() -> None:
    told = helpdesk([gone("a", LONG_AGO)]).health.lasting
    assert told == "1 source still not seen well: A (since 14 Nov 2026)."


def test_only_a_new_trouble_stands_in_the_subject() -> None:
    assert admin(gone("a", NIGHT)).subject.endswith(", blind spots")
    assert not admin(gone("a", LONG_AGO)).subject.endswith(", blind spots")


def test_the_proof_counts_what_is_not_read_for_as_long_as_it_lasts() -> None:
    head = admin(gone("a", LONG_AGO), health("b")).health
    assert not head.well
    assert head.proof == "1 of 2 sources read, 0 changes"


def test_a_new_address_is_told_in_full_once() -> None:
    moved = replace(health("a", redirected_to="https://new.example/"), turned=NIGHT)
    assert [line.state for line in admin(moved).health.moved] == ["moved"]
    head = admin(moved, told=NIGHT).health
    assert head.moved == ()
    assert head.lasting == "1 source still answers from a new address: A. “omfeed sources check” says why."


@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_is_one_line_in_every_language(language: str) -> None:
    context = admin(gone("a", LONG_AGO), again("b", LONG_AGO, NIGHT), language=language)
    for line in (context.health.lasting, context.health.over):
        assert line
        assert all(line in form for form in forms(context))
