"""Tries a table of signs on an entry and collects what spoke, where, and how strongly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from omfeed.assess.reading import Reading, Sentence
from omfeed.assess.signs import Board, Sign

PLACES: Final[Mapping[str, float]] = {"title": 1.6, "lead": 1.0, "body": 0.7}
"""How much a sign weighs by where it stands."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sign that matched."""

    sign: Sign
    words: str
    """The sentence it matched in."""
    score: float


def hits(
    reading: Reading,
    table: Board,
    *,
    places: Mapping[str, float] = PLACES,
    skip: Callable[[Sign, Sentence], bool] = lambda _sign, _sentence: False,
) -> tuple[Hit, ...]:
    """The best hit of each sign, in the order of the table; pointers to further reading never count."""
    present = table.present(f"{reading.lower}\n{reading.section}")
    if not present:
        return ()
    sentences = [one for one in reading.sentences if not one.pointer]
    best: dict[str, Hit] = {}
    for one in present:
        sign = one.sign
        if sign.where == "section":
            if any(one.regex.search(heading) for heading in reading.section.splitlines()):
                best.setdefault(sign.name, Hit(sign, " > ".join(reading.entry.section), sign.weight))
            continue
        for sentence in sentences:
            so_far = best.get(sign.name)
            score = sign.weight * places[sentence.place]
            if (
                (so_far is None or score > so_far.score)
                and _fits(sign.where, sentence.place)
                and one.may_match(sentence.lower)
                and one.regex.search(sentence.lower)
                and not skip(sign, sentence)
            ):
                best[sign.name] = Hit(sign, sentence.text, score)
    return tuple(best.values())


def _fits(where: str, place: str) -> bool:
    return (
        where == "any"
        or where == place
        or (where == "lead" and place == "title")
        or (where == "body" and place != "title")
    )


def totals(found: Sequence[Hit]) -> dict[str, float]:
    """The sum of scores by value."""
    sums: dict[str, float] = {}
    for hit in found:
        sums[hit.sign.value] = sums.get(hit.sign.value, 0.0) + hit.score
    return sums
