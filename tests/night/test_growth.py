"""The verdict of a simulated year on memory: what grows turns it red, what only wavers does not."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from bench.soak import Tally
from bench.year import growth, report
from bench.year.machine import Answer

NIGHTS = range(1, 365)
MB = 1_000_000
BOUNDS = pytest.mark.parametrize("most", [report.MOST_GROWTH, report.MOST_ALONE, report.MOST_QUIET])


def _year(grows: float, *, wavers: float = 0.0, steps: Mapping[int, float] | None = None) -> dict[int, int]:
    """Bytes by night: so many megabytes more in a hundred nights, a lot drawn around them, and steps that stay."""
    chance = random.Random(8)
    return {
        night: round(
            MB
            * (
                150
                + grows * night / 100
                + chance.uniform(-wavers, wavers)
                + sum(height for first, height in (steps or {}).items() if night >= first)
            )
        )
        for night in NIGHTS
    }


def _tally(*, lives: float = 0.0, alone: float = 0.0) -> Tally:
    """A year whose one process, and whose nights by themselves, grow by so many megabytes in a hundred nights."""
    flat = dict.fromkeys(NIGHTS, 300_000)
    nights = {night: Answer(0, "", 1.0, held) for night, held in _year(alone).items() if night % 5 == 0}
    return Tally(memory=_year(lives), objects=flat, alone=nights)


def test_a_year_in_which_nothing_grows_is_well() -> None:
    assert list(report.grown(_tally(), len(NIGHTS))) == []


def test_a_process_that_keeps_what_it_needs_no_more_is_found() -> None:
    (told,) = report.grown(_tally(lives=report.MOST_GROWTH * 1.2), len(NIGHTS))
    assert told.startswith("the memory of the process of all nights grows")


def test_nights_that_take_more_as_the_database_grows_are_found_busy_and_quiet_ones() -> None:
    busy, quiet = report.grown(_tally(alone=max(report.MOST_ALONE, report.MOST_QUIET) * 1.2), len(NIGHTS))
    assert busy.startswith("the memory of a night by itself grows")
    assert quiet.startswith("the memory of a quiet night by itself grows")


def test_objects_that_stay_night_after_night_are_found() -> None:
    tally = _tally()
    tally.objects = {night: 300_000 + 300 * night for night in NIGHTS}
    assert list(report.grown(tally, len(NIGHTS))) == ["living objects grow by 7.3% in a hundred nights"]


def test_of_a_short_year_nothing_is_judged() -> None:
    assert list(report.grown(_tally(lives=1000, alone=1000), report.LONG - 1)) == []


@BOUNDS
def test_what_grows_a_little_more_than_it_may_is_told_with_its_figure(most: float) -> None:
    (told,) = growth.too_much("the process", _year(most * 1.2), most)
    assert told.startswith(f"the memory of the process grows by {most * 1.2:.1f} MB in a hundred nights")


@BOUNDS
def test_what_grows_a_little_less_than_it_may_is_well(most: float) -> None:
    assert list(growth.too_much("the process", _year(most * 0.8), most)) == []


@BOUNDS
def test_growth_is_seen_through_nights_that_differ_by_ten_times_as_much(most: float) -> None:
    grown = _year(most * 1.5, wavers=most * 5)
    assert list(growth.too_much("the process", grown, most)) != []
    assert list(growth.too_much("the process", _year(0, wavers=most * 5), most)) == []


def test_a_step_at_the_end_of_the_year_is_no_slope() -> None:
    assert growth.in_hundred(_year(2.0, steps={350: 40.0})) == pytest.approx(2.0, abs=0.1)


def test_a_night_with_ten_times_the_news_bends_nothing() -> None:
    held = _year(2.0) | dict.fromkeys(range(300, 340), 900 * MB)
    assert growth.in_hundred(held) == pytest.approx(2.0, abs=0.5)


def test_only_the_nights_from_a_number_on_are_judged() -> None:
    held = {night: min(100, night) * MB for night in NIGHTS}
    assert growth.in_hundred(held, since=100) == 0
    assert growth.in_hundred({night: held[night] for night in NIGHTS if night <= 100}) == pytest.approx(100.0)


@pytest.mark.parametrize("held", [{}, {3: 5 * MB}])
def test_fewer_than_two_nights_say_nothing(held: dict[int, int]) -> None:
    assert growth.in_hundred(held) == 0
