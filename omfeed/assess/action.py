"""Decides whether someone must act: from the source's own deadline, the nature, and signs for and against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from omfeed.assess.ends import end_is_near
from omfeed.assess.exploits import exploit_told
from omfeed.assess.parts import Joined, is_optional, priced
from omfeed.assess.reading import Reading, Sentence
from omfeed.assess.scoring import hits
from omfeed.assess.signs import Saying, Sign, board
from omfeed.assess.tables.action_signs import ACTION, OFFER_THRESHOLD, THRESHOLD
from omfeed.model import Evidence, Nature

_BOARD: Final = board(ACTION)
_EXCEPTION: Final = re.compile(
    r"\b(?:if(?! necessary| needed| required| you (?:like|want|wish|prefer))|unless|except|otherwise"
    r"|for (?:customers|tenants|those) (?:who|that|with))\b"
)
"""“If you don't use it, no action is needed” leaves those who do."""
_NOTHING_TO_DO: Final = Saying(*next(one for one in ACTION if one.name == "no-action").patterns)
"""“No action is needed” asks for none, although the next sentence may take it back."""
_AN_UPDATE: Final = ("update to ", "update on ", "update for ")
"""“Update to the policies” over an entry names one; in its text “update to version 5” asks for one."""
_DATED_NOTICE: Final = 1.0
_OFFERS: Final = frozenset({Nature.NEW, Nature.PREVIEW, Nature.RELEASE, Nature.APPS})
"""Natures whose “must” is mostly the price of something that one may leave alone."""
_MANUAL: Final = frozenset({"make-sure", "told-what-to-do", "must-be-set-up"})
"""How an undated offer explains its use."""
_CALLS: Final = frozenset({"need-to-act", "to-prepare", "make-sure", "you-must", "must-be-updated", "titled-check"})
"""What a plain “no action is required” takes back."""
_PLACES: Final = {"title": 1.0, "lead": 1.0, "body": 1.0}
_HINT: Final = 2.0
"""Lighter joins only add to what else speaks, and never in an offer."""
_SUPPORT_LOSS: Final = 3.0
"""What the nature “retiring” by itself adds: something loses its support."""


def action_required(
    reading: Reading,
    nature: Nature,
    reference: str,
    *,
    dated: bool = False,
    leaves: bool = False,
    told: bool = True,
    heard: Sequence[Joined] = (),
) -> tuple[bool, tuple[Evidence, ...]]:
    """Whether an admin or user must act or an existing set-up stops working, and the words it rests on.

    Args:
        reading: the entry.
        nature: its nature.
        reference: the day of assessment as ISO text; a support end in the near future calls for action.
        dated: whether due dates were found; a notice with a date is mostly one to act on.
        told: whether words speak for its nature; without any, something new is not known to be an offer.
        heard: what the parts of its sentences mean together.
        leaves: whether OS versions lose their support; that some devices keep working for now changes nothing then.
    """
    facts = reading.entry.facts
    for name in ("action_by", "due_date"):
        if facts.get(name):
            return True, (_evidence(f"source-field: {name}", str(facts[name])),)
    if facts.get("exploited") is True or facts.get("exploited_cves"):
        return True, (_evidence("source-field: exploited", "exploited in the wild"),)
    if nature is Nature.SECURITY and (exploit := exploit_told(reading)):
        return True, (_evidence("exploit-told", exploit),)
    end = facts.get("support_end") or facts.get("security_end")
    if isinstance(end, str) and end:
        near = end_is_near(end, reference)
        return near, (_evidence("source-field: support_end", end),) if near else ()
    taken_back = _taken_back(reading)
    listed = priced(reading)
    found = hits(
        reading,
        _BOARD,
        places=_PLACES,
        skip=lambda sign, sentence: (
            _optional(sign, sentence)
            or (sign.name == "no-action" and sentence in taken_back)
            or (sign.name in _MANUAL and sentence in listed)
        ),
    )
    if leaves and nature is Nature.RETIRING:
        found = tuple(hit for hit in found if hit.sign.value == "yes" or hit.sign.name == "no-action")
    if any(hit.sign.name == "no-action" for hit in found):
        found = tuple(hit for hit in found if hit.sign.name not in _CALLS)
    calm = told and nature in _OFFERS and not any(hit.sign.where in {"title", "section"} for hit in found)
    if calm and not dated:
        found = tuple(hit for hit in found if hit.sign.name not in _MANUAL)
    if nature is Nature.FIXED:
        found = tuple(hit for hit in found if hit.sign.name != "a-way-round")
    total = _SUPPORT_LOSS if nature is Nature.RETIRING else 0.0
    total += sum(hit.score if hit.sign.value == "yes" else -hit.score for hit in found)
    best = _weightiest(_counted(heard, nature, calm=calm))
    total += sum(one.join.weight for one in best)
    if dated and any(hit.sign.name in {"titled-plan", "in-notices"} for hit in found):
        total += _DATED_NOTICE
    if total < (OFFER_THRESHOLD if calm else THRESHOLD):
        return False, ()
    spoke = tuple(_evidence(hit.sign.name, hit.words) for hit in found if hit.sign.value == "yes")
    spoke += tuple(_evidence(one.join.name, one.sentence.text) for one in best)
    return True, spoke or (_evidence("retiring", reading.title.text),)


def _counted(heard: Iterable[Joined], nature: Nature, *, calm: bool) -> Iterator[Joined]:
    """The joins that count: not what was once wrong, no demand of a title, no hints in a calm offer."""
    for one in heard:
        past = nature is Nature.FIXED and one.join.kind == "end"
        heading = one.sentence.place == "title" and one.join.kind == "demand"
        if not past and not heading and not (calm and one.join.weight < _HINT):
            yield one


def _weightiest(heard: Iterable[Joined]) -> list[Joined]:
    """Of each kind of join the weightiest: many sentences about one end do not make it more of an end."""
    best: dict[str, Joined] = {}
    for one in heard:
        if one.join.kind not in best or one.join.weight > best[one.join.kind].join.weight:
            best[one.join.kind] = one
    return list(best.values())


def _taken_back(reading: Reading) -> frozenset[Sentence]:
    """Sentences that the next one takes back: “You need not act. However, we encourage you to …”."""
    pairs = zip(reading.sentences, reading.sentences[1:], strict=False)
    return frozenset(
        one for one, following in pairs if following.lower.startswith(("however", "but ", "nevertheless", "still,"))
    )


def _optional(sign: Sign, sentence: Sentence) -> bool:
    if sign.name == "no-action":
        return bool(_EXCEPTION.search(sentence.lower))
    if sign.name in _CALLS and _NOTHING_TO_DO.search(sentence.lower):
        return True
    if sentence.place == "title" and sign.name == "make-sure" and sentence.lower.startswith(_AN_UPDATE):
        return True
    return sign.value == "yes" and sign.name != "this-and-no-longer-that" and is_optional(sentence)


def _evidence(rule: str, words: str) -> Evidence:
    return Evidence(field="action_required", value="true", rule=rule, words=words)
