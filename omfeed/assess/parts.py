"""Hears the parts of each sentence (``omfeed.assess.tables.parts``) and joins them into what they mean together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from omfeed.assess.reading import Reading, Sentence
from omfeed.assess.signs import Compiled, Saying, board
from omfeed.assess.tables.action_joins import JOINS, Join
from omfeed.assess.tables.action_signs import CONDITIONAL
from omfeed.assess.tables.parts import PARTS

_CONDITIONAL: Final = Saying(CONDITIONAL)
_PURPOSE: Final = Saying(
    r"^for example\b|\bby the (?:given|specified|set|configured|chosen) (?:date|day|time|deadline)\b"
    r"|\bto (?:configure|use|make use of|take advantage of|benefit from) (?:this|the new|these|it)\b"
    r"|^(?:not configured|block|allow|enabled?|disabled?|require|yes|no|previously)\b[^.]{0,24}[:(,]"
)
"""What a demand is for (“… to make use of it”), or what a value of a setting does (“Block (default): …”)."""
_CALL: Final = "called-on"
_LABEL: Final = re.compile(
    r"\W*(?:[\w']+ ){0,3}?\S*(?:required|needed|necessary|actions?|erforderlich|maßnahmen?|aktion(?:en)?"
    r"|handlungsbedarf|조치|필요|필요합니다|対応|アクション|操作|措置|です)\W*"
)
"""“Action required” by itself, as a heading or in bold."""
_NOTHING: Final = re.compile(
    r"\W*(?:none|nothing|not?\b(?! later)|n/a|you (?:don't|do not|need not|needn't)|there is no|keine?\b|없|なし|不要)"
)
_FEATURES: Final = re.compile(
    r"^(?!.*\b(?:retir|remov|end(?:s|ing)?\b|deprecat|no longer|stop|discontinu|must|need|require|before|prepare))"
    r".*\b(?:features?|capabilities|capability|improvements?|abilit(?:y|ies)|benefits|scenarios|permissions|you can"
    r"|lets you|allows? you(?: to)?|able to|collaborated|worked)\b[^.]{0,80}:$"
)
"""What opens a list of what something does: “Configure several connectors” in it tells nobody to."""
_NAMED_SETTING: Final = re.compile(
    r"(?!(?i:required |immediate )?(?i:actions?\b))(?:[A-Z][\w/-]*)(?: [\w/()-]+){0,9}: "
)
_BOARD: Final = board(PARTS)


@dataclass(frozen=True, slots=True)
class Joined:
    """A join that a sentence fits."""

    join: Join
    sentence: Sentence


def parts_of(text: str) -> frozenset[str]:
    """The names of the parts heard in a sentence (lower case, straight quotes)."""
    return frozenset(_heard(_BOARD.present(text), text))


def _heard(may: Iterable[Compiled], text: str) -> set[str]:
    heard: set[str] = set()
    for one in may:
        if one.sign.name not in heard and one.search(text):
            heard.add(one.sign.name)
    return heard


def _led_by() -> Mapping[str, tuple[int, ...]]:
    """For a part the joins, by their places in the table, of whose parts it is the one that fewest others have."""
    count = Counter(part for join in JOINS for part in join.parts)
    led: dict[str, list[int]] = {}
    for at, join in enumerate(JOINS):
        led.setdefault(min(join.parts, key=lambda part: (count[part], part)), []).append(at)
    return {part: tuple(places) for part, places in led.items()}


_LED_BY: Final = _led_by()


def joined(reading: Reading) -> tuple[Joined, ...]:
    """Each join that some sentence fits, with the first such sentence.

    Pointers to further reading never count, nor does the price of something optional.
    """
    found: dict[str, Joined] = {}
    optional = priced(reading)
    for place, numbers in reading.sifted.by_place(_BOARD.sieve).items():
        if place >= len(reading.sentences):
            break  # what follows are headings
        sentence = reading.sentences[place]
        if sentence.pointer or sentence.place == "applies" or (optional and sentence in optional):
            continue
        heard = _heard([_BOARD.compiled[number] for number in numbers], sentence.lower)
        if _CALL in heard and not _calls(reading, place):
            heard.discard(_CALL)
        fit = [
            at
            for part in heard
            for at in _LED_BY.get(part, ())
            if JOINS[at].parts <= heard and JOINS[at].without.isdisjoint(heard)
        ]
        for at in sorted(fit):
            found.setdefault(JOINS[at].name, Joined(JOINS[at], sentence))
    return tuple(found.values())


def _calls(reading: Reading, place: int) -> bool:
    """Whether “Action required” calls on someone: not as the name of a column or state, nor over “None”."""
    sentence = reading.sentences[place]
    if not _LABEL.fullmatch(sentence.lower):
        return True
    following = reading.sentences[place + 1 :][:1]
    return not sentence.item and bool(following) and _NOTHING.match(following[0].lower) is None


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
    # A list is opened by what is optional, or has an item that is.
    told = {*_CONDITIONAL.places(reading.sifted), *_PURPOSE.places(reading.sifted)}
    for at, one in enumerate(reading.sentences) if told or any(one.item for one in reading.sentences) else ():
        optional = (at in told or one.item) and is_optional(one)
        colon = not one.item and one.text.rstrip().endswith(":")
        opened = (opened and one.item) or (colon and (optional or _FEATURES.search(one.lower) is not None))
        if optional or opened:
            found.append(one)
    return frozenset(found)
