"""Decides which platforms an entry concerns, strongest evidence first.

“Applies to” decides alone. Then the source's own fields, the title, the opening of the text, and last mentions in its
running text. Console paths, pointers to further reading, comparisons and negations say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from omfeed.assess.mentions import Mention, mentions, named
from omfeed.assess.reading import Reading, lowered
from omfeed.assess.signs import Saying
from omfeed.assess.tables.platform_words import ALL
from omfeed.model import Evidence, Platform, Source

_ORDER: Final = tuple(Platform)


def platforms(reading: Reading, source: Source) -> tuple[tuple[Platform, ...], tuple[Evidence, ...]]:
    """The platforms concerned, in the order of ``Platform``, with the words they rest on; empty: the service itself."""
    said = _stated(reading)
    if any(_strength(name) == "named" for _, name, _ in said):
        return _outcome("applies-to", said)
    fielded = _fielded(reading)
    if fielded:
        return _outcome("source-field", fielded)
    found = _judged(mentions(reading), bare=reading.bare)
    if said:
        # “Applies to: devices enrolled by ADE” narrows what title and text name, it does not widen it.
        could = {platform for platform, _, _ in said}
        both = [one for one in found if one[0] in could]
        return _outcome("applies-to", said) if not both else _outcome("", both)
    unmanaged = _of_unmanaged(reading)
    if found and not (unmanaged and all(name.endswith(_PROGRAMS) for _, name, _ in found)):
        return _outcome("", found)
    if source.platforms and not unmanaged:
        return _ordered(source.platforms), tuple(
            Evidence(field="platforms", value=one.value, rule="source-default", words=source.title or source.id)
            for one in _ordered(source.platforms)
        )
    return (), ()


def _of_unmanaged(reading: Reading) -> bool:
    """Whether it is of a system that is none of ours, such as that of a watch: then no default and no vendor counts."""
    told = (reading.title.lower, *map(lowered, reading.applies))
    return any(map(_UNMANAGED.search, told)) or _OPENS_UNMANAGED.search(reading.opening) is not None


_UNMANAGED: Final = Saying(r"\bwatchos\b|\baudioos\b|\bhomepod software\b|^apple watch\b")
_OPENS_UNMANAGED: Final = Saying(r"^\W*(?:apple (?:has |today )?release[ds] )?watchos\b")
_PROGRAMS: Final = (": ade", ": dep", ": vpp")
"""How the rules end that speak for Apple by what it offers for all its systems."""
_APPLE: Final = frozenset({Platform.MACOS, Platform.IOS, Platform.TVOS, Platform.VISIONOS})


Spoken = tuple[Platform, str, str]
"""A platform, the rule that spoke for it, and the words."""


def _outcome(rule: str, spoken: Sequence[Spoken]) -> tuple[tuple[Platform, ...], tuple[Evidence, ...]]:
    first: dict[Platform, Evidence] = {}
    for platform, name, words in spoken:
        if platform not in first:
            full = f"{rule}: {name}" if rule and name else rule or name
            first[platform] = Evidence(field="platforms", value=platform.value, rule=full, words=words)
    ordered = _ordered(first)
    return ordered, tuple(first[one] for one in ordered)


def _ordered(these: Iterable[Platform]) -> tuple[Platform, ...]:
    chosen = set(these)
    return tuple(one for one in _ORDER if one in chosen)


def _stated(reading: Reading) -> list[Spoken]:
    spoken: list[Spoken] = []
    for text in reading.applies:
        spoken += named_in(text)
    return spoken


def named_in(text: str) -> list[Spoken]:
    """The platforms that a short statement (an “Applies to” item, a field of the source) names."""
    spoken = [
        (platform, word.name, text)
        for word, example in named(text)
        if word.strength in {"named", "implied"} and not (word.strength == "implied" and example)
        for platform in word.platforms
    ]
    return [one for one in spoken if _strength(one[1]) == "named"] or spoken


_STRENGTHS: Final = {one.name: one.strength for one in ALL}


def _strength(name: str) -> str:
    return _STRENGTHS[name]


def _fielded(reading: Reading) -> list[Spoken]:
    spoken: list[Spoken] = []
    for name in ("platforms", "product"):
        value = reading.entry.facts.get(name)
        values = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
        for one in values:
            try:
                spoken.append((Platform(one.casefold()), name, one))
            except ValueError:
                spoken += [(platform, name, one) for platform, _, _ in named_in(one)]
        if spoken:
            return spoken
    return spoken


def _not_examples(own: Sequence[Mention]) -> list[Mention]:
    """Without the platforms that come up first as an example: what follows goes on with the example."""
    first: dict[tuple[Platform, ...], Mention] = {}
    for one in own:
        first.setdefault(one.word.platforms, one)
    return [one for one in own if not first[one.word.platforms].example]


def _judged(found: Sequence[Mention], *, bare: bool = False) -> list[Spoken]:
    own = list(found)
    if own and own[0].sentence.place == "title" and _CONSOLE.search(own[0].sentence.lower):
        own = [one for one in own if one.word.strength != "hinted"]
    own = _not_examples(own)
    title = [one for one in own if one.sentence.place == "title"]
    body = [one for one in own if one.sentence.place != "title"]
    if bare:
        # Notes of a version: one of many items that names a platform is not what the version is for.
        body = [one for one in body if one.sentence.place == "lead"]
    of_title = _pick(title, of_title=True)
    if of_title and all(len(one.word.platforms) > 1 and one.word.strength != "named" for one in of_title):
        # “Apple”, “Managed Browser”: the text may say which of the two is meant.
        could = {platform for one in of_title for platform in one.word.platforms}
        if could <= _APPLE:
            could = set(_APPLE)
        meant = [one for one in body if len(one.word.platforms) == 1 and one.word.platforms[0] in could]
        meant = [one for one in meant if one.word.strength != "hinted"]
        named = [one for one in meant if one.word.strength == "named"]
        if named or meant:
            return _spoken(named or meant, "text")
    if of_title and all(one.word.name == _MAKERS for one in of_title):
        # “Samsung devices”, of which the text says that they run Windows.
        runs = [one for one in body if one.word.strength == "named" and one.sentence.place == "lead"]
        if runs and all(Platform.ANDROID not in one.word.platforms for one in runs):
            return _spoken(runs, "text")
    if of_title:
        beside = {one.platforms[0] for one in (m.word for m in title) if one.strength == "named"}
        return _spoken(of_title, "title") + _spoken(_beside(of_title, body, bool(beside)), "text")
    return _spoken(_pick(body), "text")


def _pick(group: Sequence[Mention], *, of_title: bool = False) -> list[Mention]:
    """The named platforms of a group, or those implied, or those hinted at."""
    named = [one for one in group if one.word.strength == "named"]
    implied = [one for one in group if one.word.strength == "implied"]
    if named:
        flat = {platform for one in named for platform in one.word.platforms}
        # “Android and Apple”: a vendor beside a platform adds its own, unless one of these is named; a product of one
        # platform is a mere setting.
        vendors = [one for one in implied if one.word.name in _VENDORS]
        if flat & _APPLE:
            vendors = [one for one in vendors if not _APPLE.issuperset(one.word.platforms)]
        if of_title:
            return named + [one for one in vendors if not flat & set(one.word.platforms)]
        return named + [one for one in vendors if _IN_LIST.search(one.sentence.lower)]
    if any(Platform.ANDROID not in one.word.platforms for one in implied):
        implied = [one for one in implied if one.word.name != _MAKERS]
    if implied:
        single = {one.word.platforms[0] for one in implied if len(one.word.platforms) == 1}
        return [one for one in implied if len(one.word.platforms) == 1 or not single & set(one.word.platforms)]
    hinted = [one for one in group if one.word.strength == "hinted" and one.sentence.place != "body"]
    return [one for one in hinted if one.sentence.place == "title" or one.word.name not in _IN_TITLES]


_IN_TITLES: Final = frozenset({"security-baseline", "app-protection"})
"""What is managed with them is met on a platform; what is told in passing of them is of the console."""
_MAKERS: Final = "makers"
"""Makers of devices, most of which run Android."""
_VENDORS: Final = frozenset({"ade", "autopilot"})
_SYSTEM: Final = (
    r"(?:ios/ipados|ios|ipados|macos|android(?: enterprise)?|windows(?: 1[01])?|linux|tvos|visionos|chromeos)"
)
_JOINED: Final = re.compile(rf"\b{_SYSTEM}(?: [\d.]+)?(?: devices)?,?(?: and| or|,| &|/) ?(?:and |or )?{_SYSTEM}\b")
"""“iOS/iPadOS and macOS devices”: platforms named in one breath are concerned alike."""
_IN_LIST: Final = re.compile(
    rf"\b(?:{_SYSTEM}(?: devices)?,? (?:and |or )?apple|apple(?: devices)?,? (?:and |or )?{_SYSTEM})\b"
)
"""“Windows, Apple, and Android devices”: a vendor in a list of platforms stands for its own."""
_CONSOLE: Final = re.compile(
    r"\b(?:node|pane|blade|ui|locations?|search|filters?|columns?|keyword|navigation|console"
    r"|(?:portal )?views?|tabs?|details|versioning|assignments?|where (?:you |to )?configure)\b"
)
"""A title that speaks of the console's own furniture: what it hints at is where it stands, not whom it concerns."""


def _beside(of_title: Sequence[Mention], body: Sequence[Mention], title_names: bool) -> list[Mention]:
    """What the text adds to the title: platforms that label a part, stand beside its own, or open the text."""
    have = {platform for one in of_title for platform in one.word.platforms}
    extra = [one for one in body if one.word.strength == "named" and not have & set(one.word.platforms)]
    labels = [one for one in extra if one.sentence.label]
    if labels:
        return labels
    opening = next((one.sentence for one in body if one.sentence.first), None)
    joined = [one for one in extra if one.sentence is opening and _JOINED.search(one.sentence.lower)]
    if joined:
        return joined
    return [] if title_names else [one for one in extra if one.sentence.place == "lead"]


def _spoken(group: Sequence[Mention], rule: str) -> list[Spoken]:
    return [
        (platform, f"{rule}: {one.word.name}", one.sentence.text) for one in group for platform in one.word.platforms
    ]
