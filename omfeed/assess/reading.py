"""Reads an entry the way the rules need it: cut into sentences, each knowing where it stands and what in it is no news.

Paths through a console (“Devices > Windows > Enrolment”) are blanked: they say where to click, not whom a change
concerns. Sentences that only point elsewhere (“For more information, see …”) are marked. What stands under or after
“Applies to” is collected apart, in every form it takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from omfeed.assess import console_paths
from omfeed.assess.sieve import Sifted
from omfeed.assess.signs import Saying
from omfeed.model import Entry
from omfeed.text.blocks import Block, BlockKind, blocks, fold
from omfeed.text.months import MONTHS


class Sentence(NamedTuple):
    """One sentence of an entry. A tuple, as there are ten an entry and they are asked more than anything else."""

    text: str
    """Its words, with console paths blanked."""
    lower: str
    """The same in lower case with straight quotes: what signs are tried on."""
    place: str
    """``title``, ``lead`` (first block), ``body`` or ``applies`` (an item of what it applies to)."""
    label: bool = False
    """Whether it is a heading or a list label (“iOS settings:”) inside the entry."""
    item: bool = False
    """Whether it stands in a list."""
    pointer: bool = False
    """Whether it only points to further reading."""
    first: bool = False
    """Whether it opens the text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry as the rules see it."""

    entry: Entry
    sentences: tuple[Sentence, ...]
    applies: tuple[str, ...]
    """What the entry says it applies to, one text an item; empty when it says nothing."""
    lower: str
    """All sentences in lower case, one a line."""
    section: str
    """The headings above it in lower case, one a line."""
    week: date | None
    """The week that a heading above it names, if any."""
    bare: bool
    """Whether its title is only a version or a day: then the text says what it is about, and the day is a stamp."""
    sifted: Sifted = field(compare=False, repr=False)
    """Which signs can speak in which of its sentences, and after those in which of the headings above it."""

    @property
    def title(self) -> Sentence:
        """Its title."""
        return self.sentences[0]

    @property
    def opening(self) -> str:
        """The first sentence of its text in lower case, or nothing."""
        return next((one.lower for one in self.sentences[1:] if one.first), "")


_BARE: Final = re.compile(
    r"(?:version |build )?[\d.]+\b.{0,24}$|[a-z]{3,9} \d{1,2},? 20\d\d$"
    r"|(?:[a-z]{3,9} )?\d{1,2}(?:,? [a-z]{3,9})?,? 20\d\d$"
)


def read(entry: Entry) -> Reading:
    """Cuts an entry into sentences."""
    drafts = [_Draft(fold(entry.title), "title")]
    parts = blocks(entry.html) if entry.html.strip() else tuple(_lines(entry.text))
    applies: list[str] = []
    kept = list(_applies(parts, applies))
    for index, part in enumerate(kept):
        place = "lead" if index == 0 else "body"
        item = part.kind is BlockKind.ITEM
        link = item and _ONLY_LINK.fullmatch(part.html) is not None
        for text in split(console_paths.blanked(part)):
            label = part.kind is BlockKind.HEADING or (len(text) < 60 and text.endswith(":"))
            drafts.append(_Draft(text, place, label, item, len(drafts) == 1, link))
    drafts += [_Draft(text, "applies") for text in applies]
    lowers = [lowered(one.text) for one in drafts]
    section = "\n".join(entry.section).casefold()
    sifted = Sifted([*lowers, *section.splitlines()])
    points = {at for at in _POINTER.places(sifted) if at < len(lowers) and _POINTER.search(lowers[at])}
    points |= set(_listed(drafts, points))
    return Reading(
        entry=entry,
        sentences=tuple(
            [
                Sentence(one.text, lower, one.place, one.label, one.item, at in points, one.first)
                for at, (one, lower) in enumerate(zip(drafts, lowers, strict=True))
            ]
        ),
        applies=tuple(applies),
        lower="\n".join(lowers),
        section=section,
        week=_week(entry.section),
        bare=_BARE.match(lowers[0]) is not None,
        sifted=sifted,
    )


class _Draft(NamedTuple):
    """A sentence as it stands, before all of them are looked through."""

    text: str
    place: str
    label: bool = False
    item: bool = False
    first: bool = False
    link: bool = False
    """Whether its block is an item of a list that is nothing but a link."""


_ONLY_LINK: Final = re.compile(r"\s*<a\b[^>]*>(?:(?!</a>).)*</a>[\s.,;]*")


def _listed(drafts: Sequence[_Draft], points: Set[int]) -> Iterator[int]:
    """Places of the links below a pointer (“For more information, see:”), which are pointers, too."""
    below = False
    for at, one in enumerate(drafts):
        if not one.item:
            below = at in points
        elif below and one.link:
            yield at


def lowered(text: str) -> str:
    """The text in lower case with straight quotes and plain dashes, character for character: places stay the same."""
    lower = text.lower()
    if text.isascii():
        return lower
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.translate(_STRAIGHT)


_STRAIGHT: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})

_POINTER: Final = Saying(
    r"^(?:\W*(?:note|tip)\W+)?(?:for (?:more|additional|further|detailed|a (?:full|complete|detailed|list)|step"
    r"|instructions|details?|"
    r"information|related|guidance|the (?:full|complete|list))\b"
    r"|to (?:learn|read|find out) (?:more|about|how)|to see (?:the|these|a|all|your|what)\b[^.]{0,80}?(?:\bgo to|, see)"
    r"|(?:see|read|go to|visit|check out|learn|refer to)\b|more information|related (?:content|articles?|links?)"
    r"|(?!.*\bnow\b)[^.:]{3,110}\b(?:shows you how|(?:provides?|has|have) more information"
    r"|lists? (?:the|all|these|all the) (?:\w+ ){0,3}settings(?: \w+){0,6}\W*$)"
    r"|additional information|to get started,? (?:see|go to|read)"
    r"|to (?:set up|configure|use|create|add)\b[^.]{0,90}?,? (?:see|go to)\b"
    r"|(?:updated?\b[^:]{0,40}: )?th(?:is|e) (?:post|message|article|announcement|notice|page) (?:was|has been|is) "
    r"(?:updated|edited|amended|corrected)\b)"
)
"""What leads elsewhere, or speaks of the text itself, says nothing of its matter."""


def _lines(text: str) -> Iterator[Block]:
    for line in text.splitlines():
        words = fold(line)
        if not words:
            continue
        bullet = re.match(r"(?:[-*•·‣]|\d{1,2}[.)])\s+", words)
        kind = BlockKind.ITEM if bullet else BlockKind.PARAGRAPH
        yield Block(kind=kind, text=words[bullet.end() :] if bullet else words, html="")


# ---------------------------------------------------------------------------------------------------------------------
# Sentences

_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|incl|no|ver|inc|corp|ltd|mr|dr|st|fig|u\.s|z\.b|bzw|ca|ggf|jan|feb|mar|apr"
    r"|jun|jul"
    r"|aug|sept?|oct|nov|dec))\.$",
    re.IGNORECASE,
)
_GERMAN_DAY: Final = re.compile(r"\b\d{1,2}\.$")
_GERMAN_MONTH: Final = re.compile(
    r"(?:Jan|Feb|März|April|Mai|Ju[nl]i|Aug|Sept|Okt|Nov|Dez|Quartal|Hälfte|Jahreshälfte|Halbjahr)"
)
_END: Final = re.compile(
    r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?(?:[A-ZÀ-Þ0-9가-힣぀-ヿ一-鿿*]|iOS|iPad|iPhone|macOS|tvOS|visionOS))|[。！？]"
)
"""What ends a sentence, from its mark to where the next begins."""


_LONGEST: Final = 3_000
"""Characters of a sentence; the signs of the rules are tried on each, and what has no end is no sentence."""
_TAIL: Final = 20
"""So much of a sentence's end is looked at for an abbreviation."""


@lru_cache(maxsize=32)
def split(text: str) -> tuple[str, ...]:
    """The sentences of a block of text; one longer than any honest one is cut between two words."""
    inside = text[:-1]
    if text.isascii() and "." not in inside and "?" not in inside and "!" not in inside:
        text = text.strip()
        return (text,) if 0 < len(text) <= _LONGEST else tuple(_cut(text))
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        at = match.start() + 1
        if match[0][0] == "." and at - start < _LONGEST:
            tail = text[max(start, at - _TAIL) : at].strip()
            german_day = _GERMAN_DAY.search(tail) and _GERMAN_MONTH.match(text, match.end())
            if german_day or _ABBREVIATED.search(tail):
                continue
        found += _cut(text[start:at].strip())
        start = match.end()
    found += _cut(text[start:].strip())
    return tuple(found)


def _cut(sentence: str) -> Iterator[str]:
    while len(sentence) > _LONGEST:
        at = sentence.rfind(" ", 1, _LONGEST) + 1 or _LONGEST
        yield sentence[:at].strip()
        sentence = sentence[at:]
    if sentence:
        yield sentence


# ---------------------------------------------------------------------------------------------------------------------
# “Applies to”

_APPLIES: Final = re.compile(
    r"\W{0,3}(?:(?:this|these|the)\s(?!(?:[\w-]+\s){0,4}(?:not|never)\s)"
    r"(?:[\w-]+\s){1,5}?(?:applies|apply)\s(?:only\s)?to(?=\s*[:：]"
    r"|\s+(?:devices running|the following)|\s+[A-Z])"
    r"|(?:this )?(?:also )?applies (?:only )?to|supported (?:on(?: the following)?|(?:os|device)? ?platforms?"
    r"|operating systems?)(?=\s*[:：])"
    r"|platforms?(?: (?:affected|impacted|supported))?(?=\s*[:：]\s)|affected platforms?(?=\s*[:：])|available (?:on"
    r"|for)(?=\s*[:：])"
    r"|requires(?=\s*[:：])|적용\s?대상(?!\s?(?:아님|이 아|에서 제외|외))|다음에\s?적용(?!되지)|적용\s?플랫폼"
    r"|適用\s?対象(?!外)|適用先|対象(?=\s*[:：])"
    r"|gilt für|betrifft(?=\s*[:：])|anwendbar auf|s['’]applique à|se aplica a|si applica a|van toepassing op|适用于)"
    r"\s*(?:devices that run|devices running|the following(?: (?:platforms?|devices|operating systems?))?)?"
    r"\s*[:：]?\s*",
    re.IGNORECASE,
)


def _applies(parts: tuple[Block, ...], found: list[str]) -> Iterator[Block]:
    """Passes on the blocks of an entry without its “Applies to” statements, which are collected in ``found``."""
    listing = False
    for part in parts:
        if listing:
            if part.kind is BlockKind.ITEM:
                found.append(part.text)
                continue
            # Some feeds write the list as bare lines.
            bare = part.kind is BlockKind.PARAGRAPH and len(part.text) < 60 and not part.path
            if bare and not part.text.endswith((".", ":")) and _PLATFORM_LINE.match(part.text):
                found.append(part.text)
                continue
            listing = False
        sentences = split(part.text) if "\n" not in part.text else (part.text,)
        for sentence in sentences:
            if match := _APPLIES.match(sentence):
                opening = match.end()
                break
        else:
            late = _LATE.search(part.text) if "Applies to" in part.text else None
            if late is None:
                yield part
                continue
            found.append(part.text[late.end() :])
            yield Block(
                kind=part.kind, text=part.text[: late.start()].strip(), html="", path=part.path, level=part.level
            )
            continue
        said = sentence[opening:].strip(" .:：*")
        if said:
            found.append(said)
            # A colon ends a clause that a list completes, on the same line or below.
            listing = sentence.rstrip().endswith((":", "："))
        else:
            listing = True
        if len(sentences) > 1:
            position = part.text.find(sentence)
            cut = part.text[:position] + part.text[position + len(sentence) :]
            yield Block(kind=part.kind, text=fold(cut), html=_without(part, sentence), path=part.path, level=part.level)


_LATE: Final = re.compile(
    r"(?<=[\w.)*])\s+(?:\*\*)?Applies to:?(?:\*\*)?[:：]\s*|(?<=[\w.)])\s+Applies to(?=:?\s+(?:Windows|iOS|iPadOS"
    r"|Android|macOS|Linux)\b[^.]{0,80}\.?$)"
)
_PLATFORM_LINE: Final = re.compile(
    r"\W*(?:Windows|iOS|iPadOS|macOS|Android|Linux|Ubuntu|Chrome ?OS|tvOS|visionOS|Apple TV|AOSP)\b"
)


def _without(part: Block, sentence: str) -> str:
    """The HTML of a block without an “Applies to” that ends it, so that its bold marks still show console paths."""
    html = part.html
    at = html.find(sentence[:10])
    return html[:at] if at > 0 and part.text.rstrip().endswith(sentence.rstrip()) else ""


# ---------------------------------------------------------------------------------------------------------------------
# Week headings

_WEEK: Final = re.compile(
    r"week of (\w+) (\d{1,2})(?:st|nd|rd|th)?,? (20\d\d)|(20\d\d)년 (\d{1,2})월 (\d{1,2})일"
    r"|(20\d\d)年(\d{1,2})月(\d{1,2})日|woche vom (\d{1,2})\. (\w+) (20\d\d)"
)


def _week(section: tuple[str, ...]) -> date | None:
    for heading in section:
        match = _WEEK.search(heading.casefold())
        if match is None:
            continue
        try:
            if match[1]:
                return date(int(match[3]), MONTHS.get(match[1], 0), int(match[2]))
            if match[10]:
                return date(int(match[12]), MONTHS.get(match[11], 0), int(match[10]))
            year, month, day = match.group(4, 5, 6) if match[4] else match.group(7, 8, 9)
            return date(int(year), int(month), int(day))
        except ValueError:
            return None
    return None
