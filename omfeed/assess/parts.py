"""Hears the parts of each sentence (``omfeed.assess.tables.parts``) and joins them into what they mean together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from omfeed.assess.reading import Reading, Sentence
from omfeed.assess.signs import Saying, board
from omfeed.assess.tables.action_joins import Join
from omfeed.assess.tables.action_signs import CONDITIONAL
from omfeed.assess.tables.parts import PARTS

_CONDITIONAL: Final = Saying(CONDITIONAL)
_PURPOSE: Final = Saying(
    r"\bto (?:configure|use|make use of|take advantage of|benefit from) (?:this|the new|these|it)\b"
    r"|^(?:not configured|block|allow|enabled?|disabled?|require|yes|no|previously)\b[^.]{0,24}[:(,]"
)
"""What a demand is for (“… to make use of it”), or what a value of a setting does (“Block (default): …”)."""
_NAMED_SETTING: Final = re.compile(r"(?:[A-Z][\w/-]*)(?: [\w/()-]+){0,9}: ")
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


def joined(reading: Reading, joins: Sequence[Join]) -> tuple[Joined, ...]:
    """Each join that some sentence fits, with the first such sentence.

    Pointers to further reading never count, nor does the price of something optional.
    """
    found: dict[str, Joined] = {}
    optional = priced(reading)
    for sentence in reading.sentences:
        if sentence.pointer or sentence.place == "applies" or sentence in optional:
            continue
        heard = parts_of(sentence.lower)
        if not heard:
            continue
        for join in joins:
            if join.name not in found and join.parts <= heard and join.without.isdisjoint(heard):
                found[join.name] = Joined(join, sentence)
    return tuple(found.values())


def is_optional(sentence: Sentence) -> bool:
    """Whether a sentence of the text tells what to do for something that one may leave alone."""
    return sentence.place != "title" and (
        _CONDITIONAL.search(sentence.lower) is not None
        or _PURPOSE.search(sentence.lower) is not None
        or (sentence.item and _NAMED_SETTING.match(sentence.text) is not None)
    )


def priced(reading: Reading) -> frozenset[Sentence]:
    """Sentences that tell the price of something optional, and the items of a list that such a sentence opens."""
    found: list[Sentence] = []
    opened = False
    for one in reading.sentences:
        optional = is_optional(one)
        opened = (opened and one.item) or (optional and not one.item and one.text.rstrip().endswith(":"))
        if optional or opened:
            found.append(one)
    return frozenset(found)
