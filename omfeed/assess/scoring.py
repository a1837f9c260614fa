"""Tries a table of signs on an entry and collects what spoke, where, and how strongly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from omfeed.assess.reading import Reading, Sentence
from omfeed.assess.signs import Board, Sign

PLACES: Final[Mapping[str, float]] = {"title": 1.6, "lead": 1.0, "body": 0.7}
"""How much a sign weighs by where it stands."""


class Hit(NamedTuple):
    """A sign that matched."""

    sign: Sign
    words: str
    """The sentence it matched in."""
    score: float
    place: str = "section"


def hits(
    reading: Reading,
    table: Board,
    *,
    places: Mapping[str, float] = PLACES,
    skip: Callable[[Sign, Sentence], bool] = lambda _sign, _sentence: False,
    each_place: bool = False,
) -> tuple[Hit, ...]:
    """The best hit of each sign, in the order of the table; pointers to further reading never count.

    Args:
        reading: the entry.
        table: the signs to try.
        places: weight by place.
        skip: whether a hit in a sentence does not count after all.
        each_place: whether a sign counts once in each place (title, opening, rest) rather than once.
    """
    best: dict[str | tuple[str, str], Hit] = {}
    sentences = reading.sentences
    count = len(sentences)
    for number, where in reading.sifted.of(table.sieve):
        one = table.compiled[number]
        sign, search = one.sign, one.search
        if sign.where == "section":
            if any(one.search(heading) for heading in reading.section.splitlines()):
                best.setdefault(
                    (sign.name, "") if each_place else sign.name,
                    Hit(sign, " > ".join(reading.entry.section), sign.weight),
                )
            continue
        fits, name, weight = _FITS[sign.where], sign.name, sign.weight
        for at in where:
            if at >= count:
                break  # what follows are headings
            sentence = sentences[at]
            place = sentence.place
            if place not in fits or sentence.pointer or place not in places:
                continue
            key = (name, place) if each_place else name
            so_far = best.get(key)
            score = weight * places[place]
            if (so_far is None or score > so_far.score) and search(sentence.lower) and not skip(sign, sentence):
                best[key] = Hit(sign, sentence.text, score, place)
    return tuple(best.values())


_FITS: Final[Mapping[str, frozenset[str]]] = {
    "any": frozenset({"title", "lead", "body", "applies"}),
    "title": frozenset({"title"}),
    "lead": frozenset({"title", "lead"}),
    "body": frozenset({"lead", "body", "applies"}),
}
"""Where a sign that stands somewhere is tried."""


def strongest(found: Sequence[Hit]) -> dict[str, float]:
    """For each value the sum, over the places, of its strongest sign there: many weak words do not outweigh a title."""
    best: dict[tuple[str, str], float] = {}
    for hit in found:
        key = (hit.sign.value, hit.place)
        best[key] = max(best.get(key, 0.0), hit.score)
    sums: dict[str, float] = {}
    for (value, _), score in best.items():
        sums[value] = sums.get(value, 0.0) + score
    return sums
