"""Finds the words of an entry that speak for platforms; what is said in passing is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from typing import Final, NamedTuple

from omfeed.assess import passing
from omfeed.assess.needs import DIGIT, START, bare, telling, ways
from omfeed.assess.reading import Reading, Sentence, lowered
from omfeed.assess.sieve import Sieve
from omfeed.assess.signs import Compiled, Saying
from omfeed.assess.tables.platform_word import PlatformWord
from omfeed.assess.tables.platform_words import ALL
from omfeed.model import Platform


class Mention(NamedTuple):
    """A word of an entry that speaks for platforms."""

    word: PlatformWord
    sentence: Sentence
    words: str
    at: int
    example: bool = False
    """Whether it is named as an example (“a profile type, such as iOS”)."""


class _Word:
    """A platform word; each of its patterns is compiled when first tried.

    Words end where ASCII ones do: “macOS용” and “Windowsデバイス” name a platform, as particles have no space before.
    """

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
                regex = self._regexes[number] = re.compile(self.word.patterns[number], re.ASCII)
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
            self._any = re.compile("|".join(self.word.patterns), re.ASCII)
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


def named(text: str) -> Iterator[tuple[PlatformWord, bool]]:
    """The words of a short statement (an “Applies to” item, a field of the source), each with whether as an example."""
    lower = lowered(text)
    signs = passing.BOARD.present(lower)
    for word, match, clear in _heard(text, lower, _of_words(_SIEVE.numbers(lower)), signs):
        yield word, EXAMPLE.search(clear, 0, match.start()) is not None


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


def _heard(
    text: str, lower: str, present: Sequence[_Present], signs: Sequence[Compiled], *, denied: bool = True
) -> Iterator[tuple[PlatformWord, re.Match[str], str]]:
    """The words of a sentence that are not said in passing, with where, and the text that is left."""
    clear = passing.masked(text, lower, signs, denied=denied) if signs else text
    left = clear
    for one, which in present:
        if one.word.strength == "not":
            clear, left = one.without(clear), one.without(left)
            continue
        match = one.search(left, which)
        if match is None:
            continue
        word = one.word
        if word.strength == "named" and len(word.platforms) > 1 and clear != text:
            # “All Apple platforms except tvOS”
            said = {other.word.platforms for other, some in present if other.search(text, some)}
            kept = {other.word.platforms for other, some in present if other.search(clear, some)}
            word = replace(word, platforms=tuple(own for own in word.platforms if (own,) not in said - kept))
        yield word, match, left


def mentions(reading: Reading) -> tuple[Mention, ...]:
    """Every word that speaks for a platform, passing ones left out."""
    found: list[Mention] = []
    asides = reading.sifted.by_place(passing.BOARD.sieve)
    some = _some_of_many(reading)
    hosted = _HOST.search(reading.title.lower) is not None
    machines = _SERVERS if _TUNNEL.search(reading.title.lower) else _WINDOWS_SERVER
    for at, numbers in reading.sifted.by_place(_SIEVE).items():
        if at >= len(reading.sentences):
            break  # what follows are headings
        sentence = reading.sentences[at]
        if not sentence.text or sentence.pointer or sentence.place == "applies" or at in some:
            continue
        if sentence.lower.startswith(_EXAMPLES):
            continue
        if sentence.place != "title" and _PAPERWORK.search(sentence.lower):
            continue
        present = _of_words(numbers)
        if hosted or _HOST.search(sentence.lower):
            present = [one for one in present if one[0].word.name not in machines]
        signs = [passing.BOARD.compiled[number] for number in asides.get(at, ())]
        heard = list(_in_sentence(sentence, present, signs))
        if not heard and sentence.place == "title" and signs:
            # “Wipe isn't available for iOS devices”: what a title denies to its only platform concerns that platform.
            heard = list(_in_sentence(sentence, present, signs, denied=False))
        if not _one_of_many(heard):
            found += heard
    return tuple(found)


def _in_sentence(
    sentence: Sentence, present: Sequence[_Present], signs: Sequence[Compiled], *, denied: bool = True
) -> Iterator[Mention]:
    found: list[Mention] = []
    for word, match, left in _heard(sentence.text, sentence.lower, present, signs, denied=denied):
        if word.strength == "named" or not _passing(sentence, left, match):
            example = _ONE_OF_A_KIND.search_before(sentence.lower, match.start()) is not None
            found.append(Mention(word, sentence, match[0], match.start(), example))
    if {platform for one in found if one.example for platform in one.word.platforms} >= _ALL_MANAGED:
        # “Each platform, like Windows, iOS, macOS, and Android”: all there are is no example.
        found = [one._replace(example=False) for one in found]
    yield from found


_ALL_MANAGED: Final = frozenset({Platform.WINDOWS, Platform.MACOS, Platform.IOS, Platform.ANDROID})
_WINDOWS_SERVER: Final = frozenset({"windows-server"})
_SERVERS: Final = frozenset({"windows-server", "linux"})
_TUNNEL: Final = Saying(r"\btunnel\b")
"""An entry of the tunnel's server: whatever Linux it names, the server runs on it."""
_HOST: Final = Saying(
    r"\b(?:connectors?|gateways?|ndes|tunnel|proxy|\.net (?:\d[\d.]* )?framework|site servers?|install(?:ed"
    r"|s)? (?:it |them )?on"
    r"|runs? on|running on|hosted on)\b"
)
"""Where something is set up that serves devices, Windows Server is the machine it runs on."""


def _some_of_many(reading: Reading) -> Set[int]:
    """Places of items that each say what they apply to (“Scripts – Applies to …”), where some name no platform."""
    places = [at for at, one in enumerate(reading.sentences) if one.item and _OF_ITEM.search(one.lower)]
    if all(any(named(reading.sentences[at].text)) for at in places):
        return frozenset()
    return frozenset(places)


_OF_ITEM: Final = Saying(r"^[^,.:;-]{2,40}[-:] applies to\b")


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
    return alone or EXAMPLE.search(text, 0, match.start()) is not None


_PAPERWORK: Final = Saying(
    r"\b(?:update|review|revise)\b.{0,40}\b(?:documentation|docs|user guides?|guidance|training)\b"
)
"""Whose documentation is to be brought up to date is not whom the change concerns."""
_EXAMPLES: Final = ("for example", "e.g.", "z. b.", "z.b.", "예를 들어", "たとえば", "例えば")
EXAMPLE: Final = re.compile(r"\b(?:such as|for example|e\.g\.|including services like)\b[^.;]*$")
"""“Services such as Windows 365”: a product that is only an example implies no platform."""
_ONE_OF_A_KIND: Final = Saying(
    r"\b(?:platforms?|(?:device )?profiles?|(?:profile|device|policy) types?),? \(?(?:such as|like|for example"
    r"|e\.g\.)[^.;]*$"
)
"""“You choose a profile, such as iOS”: the platform stands for any."""
