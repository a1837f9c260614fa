"""Some weeks of the simulated year: a leap day, both mails and webhooks, and every trouble of the long form.

`make soak` spends the whole year over captured histories.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import soak
from bench.year import report
from tests.kit.tried import tried

NIGHTS = 20


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed there as by a power cut")
def test_weeks_of_troubled_nights_lose_nothing_tell_nothing_twice_and_check_clean(tmp_path: Path) -> None:
    folder, room = tmp_path / "omfeed", tmp_path / "copies"
    folder.mkdir()
    room.mkdir()
    year = soak.soak(folder, NIGHTS, own=True, few=True)
    wrong = report.verdict(year, room)
    told = "\n".join(report.lines(year, wrong))
    assert wrong == [], told
    assert sum(year.tally.deaths.values()) >= 1, told
    assert year.tally.told["the disk was full: told, and exit 1"] == 1, told
    assert year.tally.told["the database was locked: told, and exit 1"] == 1, told
    received = sum(report.books_of(year).values())
    assert received > 60, told
    tried("nights simulated", NIGHTS)
    tried("deliveries received", received)
    tried("kills survived in nights", sum(year.tally.deaths.values()))


def test_cron_runs_twice_in_the_hour_that_comes_twice_and_once_in_the_one_that_is_missing() -> None:
    from datetime import date, time

    half_past_two = time(2, 30)
    assert len(soak._moments(date(2027, 10, 31), half_past_two)) == 2
    (missing,) = soak._moments(date(2028, 3, 26), half_past_two)
    assert missing.isoformat() == "2028-03-26T01:30:00+00:00"
    (plain,) = soak._moments(date(2028, 2, 29), half_past_two)
    assert plain.isoformat() == "2028-02-29T01:30:00+00:00"
