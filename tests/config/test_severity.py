"""``[severity]`` changes the points it names and leaves the others; what cannot be is told."""

from __future__ import annotations

from omfeed.weights import DEFAULT
from tests.config.kit import Files


def test_without_a_table_the_defaults_weigh(files: Files) -> None:
    assert files.load("").severity == DEFAULT


def test_named_points_change_and_the_others_stay(files: Files) -> None:
    table = files.load("[severity]\nuser_visible = 2\n[severity.nature]\nretiring = 4\nnew = 1\n").severity
    assert (table.user_visible, table.action_required) == (2, DEFAULT.action_required)
    assert (table.nature["retiring"], table.nature["new"]) == (4, 1)
    assert table.nature["security"] == DEFAULT.nature["security"]


def test_steps_of_days_and_shares_stand_in_place_of_the_default_ones(files: Files) -> None:
    table = files.load('[severity.due_within]\n30 = 3\n[severity.fleet_share]\n"0.25" = 2\n').severity
    assert table.due_within == {30: 3}
    assert table.fleet_share == {0.25: 2}


def test_severities_that_do_not_follow_each_other_are_refused(files: Files) -> None:
    [fault] = files.faults("[severity]\ncritical = 5\n")
    assert "critical (5) must be above high (5.5)" in fault


def test_an_unknown_nature_is_refused(files: Files) -> None:
    assert files.faults("[severity.nature]\nretire = 4\n")
