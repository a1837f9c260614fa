"""Decides which platforms an entry concerns, strongest evidence first.

“Applies to” decides alone. Then the source's own fields, the title, the opening of the text, and last mentions in its
running text. Console paths, pointers to further reading, comparisons and negations say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from omfeed.assess.needs import DIGIT, START, bare, telling, ways
from omfeed.assess.reading import Reading, Sentence, lowered
from omfeed.assess.sieve import Sieve
from omfeed.assess.signs import Saying, board
from omfeed.assess.tables.asides import ASIDES
from omfeed.assess.tables.platform_word import PlatformWord
from omfeed.assess.tables.platform_words import ALL
from omfeed.model import Evidence, Platform, Source


class Mention(NamedTuple):
    """A word of an entry that speaks for platforms."""

    word: PlatformWord
    sentence: Sentence
    words: str
    at: int
    example: bool = False
    """Whether it is named as an example (“a profile type, such as iOS”)."""


class _Word:
    """A platform word; each of its patterns is compiled when first tried."""

    __slots__ = ("_any", "_needs", "_regexes", "word")

    def __init__(self, word: PlatformWord) -> None:
        self.word = word
        self._regexes: list[re.Pattern[str] | None] = [None] * len(word.patterns)
        self._needs: list[tuple[str, ...]] = [()] * len(word.patterns)
        self._any: re.Pattern[str] | None = None

    def search(self, text: str, which: Iterable[int]) -> re.Match[str] | None:
        """The first match of any of some patterns, at one place that of the first of them."""
        best: re.Match[str] | None = None
        for number in which:
            regex = self._regexes[number]
            if regex is None:
                regex = self._regexes[number] = re.compile(self.word.patterns[number])
                self._needs[number] = _in_its_case(self.word.patterns[number])
            needs = self._needs[number]
            for need in needs:
                if need in text:
                    break
            else:
                if needs:
                    continue
            match = regex.search(text)
            if match and (best is None or match.start() < best.start()):
                best = match
        return best

    def without(self, text: str) -> str:
        """The text with its matches blanked."""
        if self._any is None:
            self._any = re.compile("|".join(self.word.patterns))
        return self._any.sub(lambda match: " " * len(match[0]), text)


def _in_its_case(pattern: str) -> tuple[str, ...]:
    """What a pattern needs any of, letter for letter, where that is short to say: “iOS” is no “IOS” and in no kiosk."""
    found = ways(pattern)
    needs = {bare(need).strip(START) for need in telling(found[0])} if len(found) == 1 else set()
    return tuple(sorted(needs)) if len(needs) <= _FEW and DIGIT not in needs else ()


_FEW: Final = 4
_Present = tuple[_Word, list[int]]
"""A word that may stand in a text, and which of its patterns can match there."""


def _loosely(need: str) -> str:
    """What a platform's word needs, in lower case, wherever it stands: passing clauses may be blanked beside it."""
    return lowered(bare(need)).replace(START, "")


_PATTERNS: Final = tuple((word, at) for word in map(_Word, ALL) for at in range(len(word.word.patterns)))
_SIEVE: Final = Sieve((word.word.patterns[at] for word, at in _PATTERNS), _loosely)
"""Asked with texts in lower case, although the words mind their case: one reading of a sentence serves every table."""
_ASIDES: Final = board(ASIDES)
_NAME: Final = (
    r"(?:iOS/iPadOS|iOS|iPadOS|macOS|Android(?: Enterprise)?|Windows(?: 1[01])?|Linux|tvOS|visionOS|ChromeOS)"
)
_CLAUSE_END: Final = re.compile(rf"[;.:!?()]|,(?! (?:{_NAME}, )*(?:{_NAME},)? ?(?:and|or) {_NAME}\b)|\s-\s|$")
"""A comma ends a clause unless it stands in a list of platforms (“for Android, iOS, and Windows”)."""
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
    if found:
        return _outcome("", found)
    if source.platforms:
        return _ordered(source.platforms), tuple(
            Evidence(field="platforms", value=one.value, rule="source-default", words=source.title or source.id)
            for one in _ordered(source.platforms)
        )
    return (), ()


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
    present = _present(lowered(text))
    clear = _without_asides(text, present)
    spoken = [
        (platform, one.word.name, text)
        for one, which in present
        if one.word.strength in {"named", "implied"}
        for match in [one.search(clear, which)]
        if match and not (one.word.strength == "implied" and _EXAMPLE.search(clear, 0, match.start()))
        for platform in one.word.platforms
    ]
    named = [one for one in spoken if _strength(one[1]) == "named"]
    return named or spoken


def _present(lower: str) -> list[_Present]:
    """The words that may stand in a text in lower case, in the order of the table."""
    return _of_words(_SIEVE.numbers(lower))


def _of_words(numbers: Iterable[int]) -> list[_Present]:
    """The words of which some patterns are."""
    found: list[_Present] = []
    for number in numbers:
        word, at = _PATTERNS[number]
        if found and found[-1][0] is word:
            found[-1][1].append(at)
        else:
            found.append((word, [at]))
    return found


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


def mentions(reading: Reading) -> tuple[Mention, ...]:
    """Every word that speaks for a platform, passing ones left out."""
    found: list[Mention] = []
    asides = reading.sifted.by_place(_ASIDES.sieve)
    for at, numbers in reading.sifted.by_place(_SIEVE).items():
        if at >= len(reading.sentences):
            break  # what follows are headings
        sentence = reading.sentences[at]
        text = sentence.text
        if not text or sentence.pointer or sentence.place == "applies" or sentence.lower.startswith(_EXAMPLES):
            continue
        if sentence.place != "title" and _PAPERWORK.search(sentence.lower):
            continue
        present = _of_words(numbers)
        for number in asides.get(at, ()):
            for match in _ASIDES.compiled[number].regex.finditer(sentence.lower):
                text = _masked(text, match.start(), match.end())
        heard = list(_in_sentence(sentence, text, present))
        if not heard and sentence.place == "title":
            # “Wipe isn't available for iOS devices”: what a title denies to its only platform concerns that platform.
            heard = list(_in_sentence(sentence, sentence.text, present))
        if not _one_of_many(heard):
            found += heard
    return tuple(found)


def _in_sentence(sentence: Sentence, text: str, present: Sequence[_Present]) -> Iterator[Mention]:
    for one, which in present:
        if one.word.strength == "not":
            text = one.without(text)
            continue
        match = one.search(text, which)
        if match and not (one.word.strength != "named" and _passing(sentence, text, match)):
            example = _ONE_OF_A_KIND.search_before(sentence.lower, match.start()) is not None
            yield Mention(one.word, sentence, match[0], match.start(), example)


def _one_of_many(found: Sequence[Mention]) -> bool:
    """Whether a product is one item of a list of things of no platform (“Wipe, Retire, Autopilot Reset”)."""
    if len(found) != 1 or found[0].word.strength == "named" or found[0].sentence.place == "title":
        return False
    text, at = found[0].sentence.text, found[0].at
    start = max(text.rfind(mark, 0, at) for mark in ",:(") + 1
    end = min((place for mark in ",.;)" if (place := text.find(mark, at)) >= 0), default=len(text))
    return text.count(",") >= _LIST and len(text[start:end].split()) <= _ITEM


_LIST: Final = 2
"""So many commas make a list."""
_ITEM: Final = 4
"""So many words an item has at most."""


def _passing(sentence: Sentence, text: str, match: re.Match[str]) -> bool:
    """Whether a product is only an example, or by itself one choice of a list (“Co-management”)."""
    alone = sentence.item and len(sentence.text) <= len(match[0]) + 1
    return alone or _EXAMPLE.search(text, 0, match.start()) is not None


_PAPERWORK: Final = Saying(
    r"\b(?:update|review|revise)\b.{0,40}\b(?:documentation|docs|user guides?|guidance|training)\b"
)
"""Whose documentation is to be brought up to date is not whom the change concerns."""
_EXAMPLES: Final = ("for example", "e.g.", "z. b.", "z.b.", "예를 들어", "たとえば", "例えば")
_EXAMPLE: Final = re.compile(r"\b(?:such as|for example|e\.g\.|including services like)\b[^.;]*$")
"""“Services such as Windows 365”: a product that is only an example implies no platform."""
_ONE_OF_A_KIND: Final = Saying(
    r"\b(?:platforms?|(?:device )?profiles?|(?:profile|device|policy) types?),? (?:such as|like|for example"
    r"|e\.g\.)[^.;]*$"
)
"""“You choose a profile, such as iOS”: the platform stands for any."""


def _without_asides(text: str, present: Sequence[_Present]) -> str:
    lower = lowered(text)
    for sign in _ASIDES.present(lower):
        for match in sign.regex.finditer(lower):
            text = _masked(text, match.start(), match.end())
    for one, _ in present:
        if one.word.strength == "not":
            text = one.without(text)
    return text


def _masked(text: str, start: int, cue_end: int) -> str:
    if len(text) < start:
        return text
    end = _CLAUSE_END.search(text, cue_end)
    stop = end.start() if end else len(text)
    return text[:start] + " " * (stop - start) + text[stop:]


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
    if of_title and all(len(one.word.platforms) > 1 for one in of_title):
        # “Apple”, “Managed Browser”: the text may say which of the two is meant.
        could = {platform for one in of_title for platform in one.word.platforms}
        meant = [one for one in body if len(one.word.platforms) == 1 and one.word.platforms[0] in could]
        meant = [one for one in meant if one.word.strength != "hinted"]
        named = [one for one in meant if one.word.strength == "named"]
        if named or meant:
            return _spoken(named or meant, "text")
    if of_title:
        beside = {one.platforms[0] for one in (m.word for m in title) if one.strength == "named"}
        return _spoken(of_title, "title") + _spoken(_beside(of_title, body, bool(beside)), "text")
    return _spoken(_pick(body), "text")


def _pick(group: Sequence[Mention], *, of_title: bool = False) -> list[Mention]:
    """The named platforms of a group, or those implied, or those hinted at."""
    named = [one for one in group if one.word.strength == "named"]
    implied = [one for one in group if one.word.strength == "implied"]
    if named and not of_title:
        return named + [one for one in implied if one.word.name in _VENDORS and _IN_LIST.search(one.sentence.lower)]
    if named:
        flat = {platform for one in named for platform in one.word.platforms}
        # “Android and Apple”: a vendor beside a platform adds its own; a product of one platform is a mere setting.
        return named + [one for one in implied if one.word.name in _VENDORS and not flat & set(one.word.platforms)]
    if implied:
        single = {one.word.platforms[0] for one in implied if len(one.word.platforms) == 1}
        return [one for one in implied if len(one.word.platforms) == 1 or not single & set(one.word.platforms)]
    hinted = [one for one in group if one.word.strength == "hinted" and one.sentence.place != "body"]
    return [one for one in hinted if one.sentence.place == "title" or one.word.name not in _IN_TITLES]


_IN_TITLES: Final = frozenset({"security-baseline", "app-protection"})
"""What is managed with them is met on a platform; what is told in passing of them is of the console."""
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
