"""Decides whether people who use managed devices will notice."""

from __future__ import annotations

import re
from typing import Final

from omfeed.assess.exploits import exploit_told
from omfeed.assess.reading import Reading, Sentence
from omfeed.assess.scoring import hits
from omfeed.assess.signs import Saying, Sign, board
from omfeed.assess.tables.visible_signs import THRESHOLD, VISIBLE
from omfeed.model import Evidence, Nature

_BOARD: Final = board(VISIBLE)
_PLACES: Final = {"title": 1.0, "lead": 1.0, "body": 0.8}
_OLD_SYSTEM: Final = re.compile(
    r"\b(?:ios|ipados|ios/ipados|android|macos|os x|mac os x|windows(?: phone)?|chromeos|ubuntu|rhel)(?:,? version)? \d"
)
_WHERE_TO_SET: Final = Saying(
    r"\b(?:configure|set|create|turn (?:it|this) (?:on|off)|enable)\b[^.]{0,120}\b(?:in|from|with|using) (?:the )?"
    r"(?:[\w/]+ ){0,5}?(?:admin cent(?:er|re)|(?:admin )?(?:console|portal))\b"
    r"|\b(?:settings?|options?|profiles?) (?:is|are|will be) (?:available|found|located) in the (?:\w+ ){0,3}"
    r"(?:console|portal|admin center)\b"
)
"""Where an admin sets something says nothing of who notices it."""
_DEVICE_NEWS: Final = frozenset({Nature.RELEASE, Nature.SECURITY})

_CONSOLE: Final = frozenset({"console-only", "in-the-console"})
_SPARED: Final = Saying(*next(one for one in VISIBLE if one.name == "no-user-impact").patterns)
_CASES: Final = ("if ", "for customers who", "for tenants that", "when you", "unless ")
_VERSION: Final = re.compile(r"(?:version |build |v)?\d+(?:\.\d+)+")
_FIGURES: Final = re.compile(
    r"\b(?:reports?|status|counts?|totals?|figures?|console|admin|portal|tenants?|logs?|page)\b"
)
"""What goes wrong there goes wrong for admins alone."""
_BACKSTAGE: Final = re.compile(
    r"\b(?:connectors?|sdk|wrapping tool|modules?|powershell|servers?|service (?:release|update|build)|agents?"
    r"|gateways?|management extension"
    r"|api|baselines?|domain controllers?|templates?|cmdlets?|cli|console|library|exchange|sql|engine version"
    r"|release notes for the"
    r" service)\b"
)
"""What ships to those who run things, not to those who use devices."""


def user_visible(reading: Reading, nature: Nature, *, leaves: bool = False) -> tuple[bool, tuple[Evidence, ...]]:
    """Whether users will notice, and the words it rests on.

    Args:
        reading: the entry.
        nature: its nature.
        leaves: whether OS versions lose their support; whoever has such a device must upgrade it.
    """
    facts = reading.entry.facts
    tags = facts.get("tags")
    if isinstance(tags, tuple) and any(tag.casefold() == "user impact" for tag in tags):
        return True, (_evidence("source-field: tags", "User impact"),)
    if nature in _DEVICE_NEWS and (facts.get("version") or facts.get("build") or facts.get("kb")):
        return True, (_evidence("source-field: version", "an update that devices install"),)
    if nature is Nature.RETIRING and facts.get("support_end"):
        return True, (_evidence("source-field: support_end", str(facts["support_end"])),)
    shipped = nature in _DEVICE_NEWS or (nature is Nature.FIXED and _VERSION.match(reading.title.lower))
    if shipped and not _BACKSTAGE.search(f"{reading.title.lower} {reading.opening} {reading.lower[:400]}"):
        return True, (_evidence("shipped-to-devices", reading.title.text),)
    if nature is Nature.SECURITY and (exploited := exploit_told(reading)):
        return True, (_evidence("exploit-told", exploited),)
    if nature is Nature.RETIRING and leaves and not _spared(reading):
        return True, (_evidence("versions-lose-support", reading.title.text),)
    if nature is Nature.RETIRING and _OLD_SYSTEM.search(reading.title.lower):
        return True, (_evidence("system-loses-support", reading.title.text),)
    calm = _spared_sentences(reading)
    if (
        nature is Nature.ISSUE
        and not calm[0]
        and not (_BACKSTAGE.search(reading.lower) or _FIGURES.search(reading.title.lower))
    ):
        return True, (_evidence("fails-on-devices", reading.title.text),)
    found = hits(
        reading,
        _BOARD,
        places=_PLACES,
        skip=lambda sign, sentence: _about_users_app(sign, sentence) or not _counts(sign, sentence, calm),
    )
    titled = any(hit.sign.value == "yes" and hit.place == "title" for hit in found)
    if titled or nature is Nature.ISSUE:
        # Where the console shows it does not take back what a title says, nor that something fails.
        found = tuple(hit for hit in found if hit.sign.name not in _CONSOLE)
    if any(hit.sign.value == "optional" for hit in found):
        found = tuple(hit for hit in found if hit.sign.name not in _WHERE_USERS_ARE and hit.sign.value != "optional")
    total = sum(hit.score if hit.sign.value == "yes" else -hit.score for hit in found)
    if total < THRESHOLD:
        return False, ()
    return True, tuple(_evidence(hit.sign.name, hit.words) for hit in found if hit.sign.value == "yes")


def _spared(reading: Reading) -> bool:
    return bool(_spared_sentences(reading)[0])


def _spared_sentences(reading: Reading) -> tuple[frozenset[Sentence], frozenset[Sentence]]:
    """The sentences that say nobody will notice: those said of everyone, and those said of one case among several.

    “If you have no policies, the feature is off. There is no end-user impact.” leaves those who do have some.
    """
    plain: set[Sentence] = set()
    of_a_case: set[Sentence] = set()
    for at in _SPARED.places(reading.sifted):
        if at < len(reading.sentences) and _SPARED.search(reading.sentences[at].lower):
            case = any(one.lower.startswith(_CASES) for one in reading.sentences[max(at - 3, 0) : at + 1])
            (of_a_case if case else plain).add(reading.sentences[at])
    return frozenset(plain), frozenset(of_a_case)


def _counts(sign: Sign, sentence: Sentence, calm: tuple[frozenset[Sentence], frozenset[Sentence]]) -> bool:
    """Whether a sign counts in a sentence: in one that denies an effect only the denial does, if it is of everyone."""
    if sign.name == "no-user-impact":
        return sentence in calm[0]
    if sign.name == "faults-on-devices" and _TOLD_OF.search(sentence.lower):
        return False
    if sign.name in _NAMES and sentence.item and len(sentence.text.split()) <= _SHORT:
        return False
    return sentence not in calm[0] and sentence not in calm[1]


_WHERE_USERS_ARE: Final = frozenset(
    {"titled-users-app", "company-portal", "users-may", "elsewhere-portal", "elsewhere-users"}
)
"""Signs that only say where people are: whether they see anything there is the admin's choice."""
_TOLD_OF: Final = Saying(r"\b(?:if|whether|why|alerts?|reports?|notif\w+|email)\b")
"""An alert about a fault is no fault."""
_NAMES: Final = frozenset(
    {"single-sign-on", "install-changes", "message-to-user", "app-protection", "shown-on-devices"}
)
"""Signs that a mere name of a setting (“Allow Popups”) in a list does not bear out."""
_SHORT: Final = 6


def _about_users_app(sign: Sign, sentence: Sentence) -> bool:
    """“Search”, “filter” and the like are the console's unless the sentence is about the app that users have."""
    return sign.name in _CONSOLE and (
        "company portal" in sentence.lower or _WHERE_TO_SET.search(sentence.lower) is not None
    )


def _evidence(rule: str, words: str) -> Evidence:
    return Evidence(field="user_visible", value="true", rule=rule, words=words)
