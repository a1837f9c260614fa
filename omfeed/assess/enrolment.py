"""Finds the ways of enrolment that an entry names, and which of them it concerns alone.

An entry that names a way in what it applies to, in its title, at its opening or with a word such as “only” is about
devices that are enrolled so. One that mentions it further down may be about others too; that is told apart by the name
of the rule, and such a mention narrows no count of devices.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from omfeed.assess.reading import Reading
from omfeed.assess.scoring import hits
from omfeed.assess.signs import board
from omfeed.assess.tables.enrolment_signs import ENROLMENT
from omfeed.model import Evidence

_BOARD: Final = board(ENROLMENT)
_BESIDES: Final = ", among others"
"""Ends the name of a rule whose way is named beside all devices of a platform, or in passing."""
_FIRM: Final = frozenset({"title", "lead", "section"})
_ALONE: Final = re.compile(
    r"\b(?:only|solely|exclusively|alone|limited to|restricted to|(?:applies|apply|specific) to|affects?|concerns?)\b"
    r"|에만|에 한해|のみ|だけ|\b(?:nur|ausschließlich|betrifft|betreffen)\b"
)
"""What makes a sentence of the running text say whom the whole concerns."""
_PLATFORM: Final = re.compile(r"\b(?:android|ios|ipad(?:os)?|mac ?os|windows)\b")
_PARTED: Final = re.compile(r"[;,\n](?![^()]*\))")


def enrolment(reading: Reading) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """The ways of enrolment, in the order of the table; what “Applies to” names decides alone."""
    stated = " \n".join(reading.applies).casefold()
    if stated:
        named = list({one.sign.name: one.sign for one in _BOARD.present(stated) if one.search(stated)}.values())
        if named:
            words = "; ".join(reading.applies)
            besides = _BESIDES if _names_all(_PARTED.split(stated)) else ""
            return tuple(one.value for one in named), tuple(
                Evidence(field="enrolment", value=one.value, rule=f"applies-to: {one.name}{besides}", words=words)
                for one in named
            )
    found = hits(reading, _BOARD)
    return tuple(hit.sign.value for hit in found), tuple(
        Evidence(
            field="enrolment",
            value=hit.sign.value,
            rule=hit.sign.name + ("" if hit.place in _FIRM or _ALONE.search(hit.words.casefold()) else _BESIDES),
            words=hit.words,
        )
        for hit in found
    )


def alone(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """The ways of enrolment that an entry concerns alone; empty: it may concern devices enrolled in any way.

    Args:
        evidence: why an assessment is as it is.
    """
    rows = [one for one in evidence if one.field == "enrolment"]
    return () if any(one.rule.endswith(_BESIDES) for one in rows) else tuple(dict.fromkeys(one.value for one in rows))


def _names_all(items: list[str]) -> bool:
    """Whether an item of what an entry applies to is a platform that other items narrow, said without a way."""
    narrowed = {name for item in items if _ways(item) for name in _platforms(item)}
    for number, item in enumerate(items):
        if _ways(item) or not narrowed & set(_platforms(item)):
            continue
        following = items[number + 1] if number + 1 < len(items) else ""
        if not (_ways(following) and not any(_platforms(following))):  # else the heading of the items beneath it
            return True
    return False


def _ways(text: str) -> bool:
    return any(one.search(text) for one in _BOARD.present(text))


def _platforms(text: str) -> Iterator[str]:
    for match in _PLATFORM.finditer(text):
        yield match[0].replace("ipados", "ios").replace("ipad", "ios").replace(" ", "")
