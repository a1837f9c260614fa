"""Finds the ways of enrolment that an entry names."""

from __future__ import annotations

from typing import Final

from omfeed.assess.reading import Reading
from omfeed.assess.scoring import hits
from omfeed.assess.signs import board
from omfeed.assess.tables.enrolment_signs import ENROLMENT
from omfeed.model import Evidence

_BOARD: Final = board(ENROLMENT)


def enrolment(reading: Reading) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """The ways of enrolment, in the order of the table; what “Applies to” names decides alone."""
    stated = " \n".join(reading.applies).casefold()
    if stated:
        named = list({one.sign.name: one.sign for one in _BOARD.present(stated) if one.search(stated)}.values())
        if named:
            words = "; ".join(reading.applies)
            return tuple(one.value for one in named), tuple(
                Evidence(field="enrolment", value=one.value, rule=f"applies-to: {one.name}", words=words)
                for one in named
            )
    found = hits(reading, _BOARD)
    return tuple(hit.sign.value for hit in found), tuple(
        Evidence(field="enrolment", value=hit.sign.value, rule=hit.sign.name, words=hit.words) for hit in found
    )
