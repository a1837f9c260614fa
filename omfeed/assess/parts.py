"""Hears the parts of each sentence (``omfeed.assess.tables.parts``) and joins them into what they mean together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from omfeed.assess.reading import Reading, Sentence
from omfeed.assess.signs import board
from omfeed.assess.tables.action_joins import Join
from omfeed.assess.tables.parts import PARTS

_BOARD: Final = board(PARTS)


@dataclass(frozen=True, slots=True)
class Joined:
    """A join that a sentence fits."""

    join: Join
    sentence: Sentence


def parts_of(text: str) -> frozenset[str]:
    """The names of the parts heard in a sentence (lower case, straight quotes)."""
    heard: set[str] = set()
    for one in _BOARD.present(text):
        if one.sign.name not in heard and one.regex.search(text):
            heard.add(one.sign.name)
    return frozenset(heard)


def joined(
    reading: Reading, joins: Sequence[Join], skip: Callable[[Sentence], bool] = lambda _sentence: False
) -> tuple[Joined, ...]:
    """Each join that some sentence fits, with the first such sentence; pointers to further reading never count."""
    found: dict[str, Joined] = {}
    for sentence in reading.sentences:
        if sentence.pointer or sentence.place == "applies" or skip(sentence):
            continue
        heard = parts_of(sentence.lower)
        if not heard:
            continue
        for join in joins:
            if join.name not in found and join.parts <= heard and join.without.isdisjoint(heard):
                found[join.name] = Joined(join, sentence)
    return tuple(found.values())
