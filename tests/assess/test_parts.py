"""Parts of a sentence are heard apart, and joined they say that someone must act."""

from __future__ import annotations

import pytest

from omfeed.assess.parts import joined, parts_of
from omfeed.assess.reading import read
from omfeed.assess.tables.action_joins import JOINS, Join
from omfeed.assess.tables.parts import PARTS
from tests.assess.kit import entry


def _fits(join: Join, sentence: str) -> bool:
    heard = parts_of(sentence)
    return join.parts <= heard and join.without.isdisjoint(heard)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_is_heard_in_its_example_alone(part: object) -> None:
    assert part.name in parts_of(part.yes)  # type: ignore[attr-defined]  # a sign; the ids want an object
    assert part.name not in parts_of(part.no)  # type: ignore[attr-defined]  # as above


@pytest.mark.parametrize("join", JOINS, ids=lambda join: str(join.name))
def test_a_join_fits_its_example_alone(join: Join) -> None:
    assert _fits(join, join.yes)
    assert not _fits(join, join.no)


def test_joins_are_made_of_parts_that_exist_and_have_names_of_their_own() -> None:
    names = {part.name for part in PARTS}
    assert all(join.parts <= names and join.without <= names for join in JOINS)
    assert len({join.name for join in JOINS}) == len(JOINS)


def test_a_sentence_that_only_points_elsewhere_joins_nothing() -> None:
    pointing = read(entry("Tokens", "For more information, see the list of tokens that expire in May 2026."))
    telling = read(entry("Tokens", "The tokens expire in May 2026."))
    assert not joined(pointing)
    assert [one.join.name for one in joined(telling)] == ["ends-on-a-day", "ends-some-day"]
