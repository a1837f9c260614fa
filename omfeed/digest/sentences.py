"""Finds the source's own sentences that a helpdesk needs: what users notice, what to tell them, what to try.

Nothing is written here, only chosen: a card shows sentences of the entry, word for word, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from omfeed.text.blocks import BlockKind, blocks, fold

_END = re.compile(r"(?<=[.!?])[\"”’)\]]?\s+(?=[\"“‘(\[]?[A-ZÄÖÜÀ-Ý0-9가-힣])|(?<=[。！？])\s*")
_WHOLE = re.compile(r"[.!?。！？][\"”’)\]]?$")
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|no|incl|z\.B|bzw|Nr|Mr|Ms|Dr|St|Inc|Corp)|\b[A-Z])\.$", re.IGNORECASE
)

_USERS = re.compile(
    r"\b(?:end[ -]?users?|users?|employees?|people|students?|customers?|device owners?|prompt(?:s|ed)?|notifications?"
    r"|sign[ -]?in screens?|Benutzer\w*|utilisateurs?)\b|사용자|ユーザー|用户",
    re.IGNORECASE,
)
_TELL = re.compile(
    r"\b(?:users?|employees?|people|students?|they)\b[^.]{0,80}?"
    r"\b(?:must|should|needs? to|ha(?:ve|s) to|can|may|will|(?:is|are) (?:asked|required)|no longer|won't|cannot)\b"
    r"|\b(?:ask|tell|advise|remind|inform|notify)\s+(?:your\s+)?(?:end[ -]?)?users?\b"
    r"|사용자(?:는|가|에게)|ユーザー(?:は|に)",
    re.IGNORECASE,
)
_TRY = re.compile(
    r"\bwork(?:\s|-)?arounds?\b"
    r"|\bto (?:work around|resolve|mitigate|fix|avoid|recover from|correct|prevent)\b"
    r"|\b(?:mitigation|remediation|resolution)\b|\bas a temporary (?:measure|solution|fix)\b"
    r"|(?:^|[,:;] )(?:then |and |or |please )?(?:restart|reboot|reinstall|re-enroll?|sign out)\b(?! of the| has| is)"
    r"|\b(?:please|should|must|can|needs? to|ha(?:ve|s) to|then) (?:restart|reboot|reinstall|re-enroll?|sign out)\b"
    r"|\btry (?:to |again|the|these)\b"
    r"|해결 방법|回避策|Problemumgehung|contournement",
    re.IGNORECASE,
)
_WHOM = re.compile(
    r"\b(?:devices?|phones?|tablets?|computers?|laptops?|iPhones?|iPads?|Macs?|PCs?|Chromebooks?|apps?|you|Ger[äa]te?n?"
    r"|appareils?)\b|기기|장치|디바이스|단말|デバイス|端末|设备|裝置",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\bno longer\b|\bcan(?:not|['’]t| not| only)\b|\b(?:won['’]t|will not|unable to)\b"
    r"|\b(?:stop(?:s|ped)?|loses?|fails?|blocked|removed|signed out|wiped|locked out|unsupported|not supported)\b"
    r"|\b(?:expires?|must|ha(?:ve|s) to|needs? to|required)\b"
    r"|nicht mehr|ne pourr\w+ plus|ne peu\w+ plus|없습니다|해야|하세요|なくなります|できません|必要があります|无法"
    r"|不再",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"(?:See|For (?:more|details)|(?:Learn|Read) more|More (?:information|about))\b|자세한|詳し")
"""How a sentence begins that only points to another page."""
_DENIED = re.compile(
    r"\b(?:no|not|without|isn't|there(?:'s| is) (?:currently )?no)\b[^.]{0,40}\bwork(?:\s|-)?arounds?\b", re.IGNORECASE
)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a plain text, in order; a line never runs on into the next."""
    found: list[str] = []
    for line in text.splitlines():
        held = ""
        for part in _END.split(fold(line)):
            part = f"{held} {part}".strip() if held else part.strip()
            held = part if _SHORT.search(part) else ""
            if part and not held:
                found.append(part)
        if held:
            found.append(held)
    return tuple(found)


def noticed(text: str, words: Sequence[str], *, most: int = 3) -> tuple[str, ...]:
    """The sentences that say what people will see: those holding the evidence, else those about users, else the first.

    Args:
        text: the entry's plain text.
        words: the words on which the conclusion “users will notice” rests.
        most: how many sentences at most.
    """
    every = sentences(text)
    wanted = [fold(word).casefold() for word in words if fold(word)]
    found = [sentence for sentence in every if any(word in sentence.casefold() for word in wanted)]
    if not found:
        found = [sentence for sentence in every if _USERS.search(sentence)]
    return tuple((found or list(opening(text)))[:most])


def opening(text: str, most: int = 2) -> tuple[str, ...]:
    """The first sentences that say something by themselves: “Applies to:” and the names in a list below it do not."""
    every = sentences(text)
    return tuple(sentence for sentence in every if _WHOLE.search(sentence))[:most] or every[:most]


def to_tell(text: str, *, besides: Sequence[str] = (), most: int = 3) -> tuple[str, ...]:
    """The sentences that say what users do or are asked for, without those shown already."""
    return tuple(
        sentence
        for sentence in sentences(text)
        if _TELL.search(sentence) and not _TRY.search(sentence) and sentence not in besides
    )[:most]


def affected(text: str, *, besides: Sequence[str] = (), most: int = 4) -> tuple[str, ...]:
    """The sentences that say what ends for whoever uses a device, or what must be done by when, without those shown."""
    return tuple(
        sentence
        for sentence in sentences(text)
        if sentence not in besides
        and _ENDS.search(sentence)
        and (_WHOM.search(sentence) or _USERS.search(sentence))
        and not _TRY.search(sentence)
        and not _ELSEWHERE.match(sentence)
    )[:most]


def to_try(html: str, text: str, *, most: int = 8) -> tuple[str, ...]:
    """The source's workaround, word for word, with the steps of the list it opens; empty when it states none.

    Args:
        html: the entry's sanitised HTML, from which it is seen where a list of steps ends; may be empty.
        text: its plain text, used when there is no HTML.
        most: how many sentences and steps at most.
    """
    if html:
        lines = [(block.text, block.kind is BlockKind.ITEM) for block in blocks(html)]
    else:
        lines = [(line, False) for line in text.splitlines()]
    found: list[str] = []
    in_steps = False
    for line, is_step in lines:
        if in_steps and is_step:
            found.append(line)
            continue
        hits = [sentence for sentence in sentences(line) if _TRY.search(sentence) and not _DENIED.search(sentence)]
        found += hits
        in_steps = bool(hits) and hits[-1].endswith(":")
    return tuple(dict.fromkeys(found))[:most]
