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
    found: list[Hit] = []
    for one in present:
        best = (
            _section(reading, one.sign, one.regex.search(reading.section) is not None)
            if one.sign.where == "section"
            else None
        )
        if one.sign.where != "section":
            for sentence in sentences:
                if not _fits(one.sign.where, sentence.place) or (
                    one.needs and not any(need in sentence.lower for need in one.needs)
                ):
                    continue
                score = one.sign.weight * places[sentence.place]
                if (
                    (best is None or score > best.score)
                    and one.regex.search(sentence.lower)
                    and not skip(one.sign, sentence)
                ):
                    best = Hit(one.sign, sentence.text, score)
        if best is not None:
            found.append(best)
    return tuple(found)


def _section(reading: Reading, sign: Sign, matched: bool) -> Hit | None:
    return Hit(sign, " > ".join(reading.entry.section), sign.weight) if matched else None


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
