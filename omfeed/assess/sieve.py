"""A quick first sieve before many patterns: which of them can match in a text at all.

Each pattern needs certain texts (``omfeed.assess.needs``), and each such text has a longest part without white space
that lies within one word of whatever contains it. So a text is cut into words once, for all sieves together, and which
parts a word holds, and whether it begins or ends with them where that is asked, is looked up once for each word of the
language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Final

from omfeed.assess.needs import BOUND, DIGIT, START, Way, bare, is_of_words, preceding, telling, ways

_MOST_WORDS: Final = 20_000
_LONGEST_WORD: Final = 32
"""Longer ones (addresses, languages written without spaces) hardly come a second time."""
_MOST_TEXT: Final = 100_000
"""Characters of the texts whose answers are kept: several entries' worth, for rules that ask again."""


_Part = tuple[str, int, int]
"""What a word must hold, and whether there must be no letter before and after it: 0 any, 1 no letter, 2 nothing."""
_Hint = tuple[int, int]
"""A pattern, and the groups of which it needs something else in the text, a bit each."""
_Lead = tuple[str, tuple[str, ...], list[int], list[_Hint]]
"""Where one of the needs of a pattern leads: what must stand in the text as well (empty where the part that was looked
up is all of it), after one of which texts, the patterns that need nothing else, and the others."""
_Leads = list[_Lead]
_Word = tuple[int, Sequence[int], Sequence[_Hint], _Leads, dict[str, _Leads], dict[str, _Leads]]
"""What a word tells: the groups of which it holds something, and where its parts lead: the patterns that need nothing
else, those that need something of other groups, and the leads of which more must stand in the text: any, those where
the next word begins with a character, and those where the word before ends with one. A tuple, as this is looked at some
hundred times an entry."""
_NOTHING: Final[_Word] = (0, (), (), [], {}, {})


class _Vocabulary:
    """What every sieve looks for, by the words of the texts it is looked for in; patterns are numbered throughout.

    A group of needs, of which a pattern needs any, is a bit, and groups together are an integer: to ask whether a text
    has something of each of three groups takes one step.
    """

    def __init__(self) -> None:
        self.size = 0
        self._leads: dict[str, _Lead] = {}
        self._groups: dict[frozenset[_Part], int] = {}
        self._parts: dict[str, list[_Part]] = {}
        """Every part, by its first two characters."""
        self._grouped: dict[_Part, int] = {}
        """For a part, the groups it is of."""
        self._led: dict[_Part, list[_Lead]] = {}
        """For a part, where it leads."""
        self._words: dict[str, _Word] = {}
        """For a word, what it tells."""
        self._alike: dict[frozenset[_Part], _Word] = {}
        """For the parts that a word holds, the same."""
        self.firsts: list[int] = []
        """For a pattern, the first of its sieve."""
        self._texts: dict[str, set[int]] = {}
        self._kept = 0
        self._always: list[int] = []

    def add(self, patterns: Iterable[str], fold: Callable[[str], str]) -> int:
        """Take in the patterns of one more sieve; the number of the first."""
        first = self.size
        for pattern in patterns:
            for way in ways(pattern):
                self._add_way(self.size, way, fold)
            self.size += 1
        self.firsts += [first] * (self.size - first)
        self._words.clear()
        self._alike.clear()
        self._forget()
        return first

    def _add_way(self, number: int, way: Way, fold: Callable[[str], str]) -> None:
        key = telling(way)
        if not key:
            self._always.append(number)
        others = reduce(or_, [self._group(map(fold, group)) for group in way if group != key], 0)
        for need in sorted({fold(need) for need in key}):
            part = _longest(need)
            self._look_for(part)
            if need not in self._leads:
                whole, tails = bare(need), tuple(map(fold, preceding(need)))
                self._leads[need] = (whole if tails or len(whole.split()) > 1 else "", tails, [], [])
                self._led.setdefault(part, []).append(self._leads[need])
            _, _, proves, hints = self._leads[need]
            if others:
                hints.append((number, others))
            else:
                proves.append(number)

    def _group(self, needs: Iterable[str]) -> int:
        """The bit of a group of needs."""
        parts = frozenset(map(_longest, needs))
        if parts not in self._groups:
            self._groups[parts] = 1 << len(self._groups)
            for part in parts:
                self._look_for(part)
                self._grouped[part] |= self._groups[parts]
        return self._groups[parts]

    def _look_for(self, part: _Part) -> None:
        if part not in self._grouped:
            self._grouped[part] = 0
            self._parts.setdefault(part[0][:2], []).append(part)

    def found(self, text: str) -> set[int]:
        """The patterns that can match somewhere in a text."""
        known = self._texts.get(text)
        return self._sift(text) if known is None else known

    def may(self, number: int, text: str) -> bool:
        """Whether the pattern of that number can match somewhere in a text."""
        known = self._texts.get(text)
        return number in (self._sift(text) if known is None else known)

    def _sift(self, text: str) -> set[int]:
        found = self._found(START + text)
        self._kept += len(text)
        if self._kept > _MOST_TEXT:
            self._forget()
            self._kept = len(text)
        self._texts[text] = found
        return found

    def _found(self, marked: str) -> set[int]:
        """The patterns that can match in a text, before which its start is marked."""
        tokens = marked.split()
        words = self._words
        try:
            entries = [words[word] for word in tokens]
        except KeyError:
            entries = [words.get(word) or self._read(word) for word in tokens]
        held = 0
        found = set(self._always)
        hinted: list[Sequence[_Hint]] = []
        led: list[_Leads] = []
        expects: dict[str, _Leads] = {}
        last = ""
        for (groups, proves, hints, leads, by_next, by_last), word in zip(entries, tokens, strict=True):
            if expects and (after := expects.get(word[0])):
                led.append(after)
            if by_last and last and (after := by_last.get(last[-1])):
                led.append(after)
            held |= groups
            if proves:
                found.update(proves)
            if hints:
                hinted.append(hints)
            if leads:
                led.append(leads)
            expects, last = by_next, word
        for leads in led:
            for whole, tails, proves, hints in leads:
                if whole in marked and (not tails or _follows(marked, whole, tails)):
                    found.update(proves)
                    hinted.append(hints)
        found.update([number for hints in hinted for number, needed in hints if held & needed == needed])
        return found

    def _read(self, word: str) -> _Word:
        """What a word tells."""
        starts = {word[at : at + size] for at in range(len(word)) for size in (1, 2)}
        parts = {part for start in starts for part in self._parts.get(start, ()) if _holds(word, part)}
        if any(map(str.isdecimal, word)):
            parts.update(self._parts.get(DIGIT, ()))
        # Words that hold the same, as most numbers do, share what they tell.
        key = frozenset(parts)
        entry = self._alike.get(key)
        if entry is None:
            entry = self._alike[key] = self._told(key) if key else _NOTHING
        if len(word) <= _LONGEST_WORD:
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
                self._alike.clear()
            self._words[word] = entry
        return entry

    def _told(self, parts: Iterable[_Part]) -> _Word:
        told: list[int] = []
        hinted: list[_Hint] = []
        anywhere: _Leads = []
        by_next: dict[str, _Leads] = {}
        by_last: dict[str, _Leads] = {}
        for text, lead in [(part[0], lead) for part in parts for lead in self._led.get(part, ())]:
            whole, _, proves, hints = lead
            around = whole.split()
            if not whole:
                told += proves
                hinted += hints
            elif len(around) == 1 or around.count(text) > 1:
                anywhere.append(lead)
            elif text != around[-1]:
                by_next.setdefault(around[around.index(text) + 1][0], []).append(lead)
            else:
                by_last.setdefault(around[-2][-1], []).append(lead)
        groups = reduce(or_, [self._grouped[part] for part in parts])
        return groups, tuple(told), tuple(hinted), anywhere, by_next, by_last

    def _forget(self) -> None:
        self._texts.clear()
        self._kept = 0


def _longest(need: str) -> _Part:
    """The longest part of a text without white space in it, with what must stand beside it."""
    whole = bare(need)
    words = whole.split()
    text = words[0] if len(words) == 1 else max(words, key=len)
    before = after = 2
    if text is words[0] and not whole[0].isspace():
        tails = preceding(need)
        opens = all(not is_of_words(tail[-1]) for tail in tails) if tails else need[0] == BOUND
        before = int(opens and is_of_words(whole[0]))
    if text is words[-1] and not whole[-1].isspace():
        after = int(need[-1] == BOUND)
    return text, before, after


def _follows(text: str, whole: str, tails: tuple[str, ...]) -> bool:
    """Whether a part of a text stands somewhere in it directly after one of some others."""
    at = text.find(whole)
    while at >= 0 and not text.endswith(tails, 0, at):
        at = text.find(whole, at + 1)
    return at >= 0


def _holds(word: str, part: _Part) -> bool:
    text, before, after = part
    at = word.find(text)
    while at >= 0:
        end = at + len(text)
        if (at == 0 or not before or (before == 1 and not is_of_words(word[at - 1]))) and (
            end == len(word) or not after or (after == 1 and not is_of_words(word[end]))
        ):
            return True
        at = word.find(text, at + 1)
    return False


_VOCABULARY: Final = _Vocabulary()
_APART: Final = _Vocabulary()
may_match: Final = _VOCABULARY.may


class Sieve:
    """What a series of patterns needs; the patterns are known by their numbers, from 0."""

    __slots__ = ("_vocabulary", "first", "size")

    def __init__(self, patterns: Iterable[str], fold: Callable[[str], str] = str, *, apart: bool = False) -> None:
        """Take in patterns.

        Args:
            patterns: regular expressions, without flags.
            fold: what is done to a text before it is asked about and hence to what the patterns need, such as lowering.
            apart: whether they are for other texts than all the rest are, so that neither should be looked for in both.

        Raises:
            ValueError: a pattern is not understood.
        """
        self._vocabulary = _APART if apart else _VOCABULARY
        self.first = self._vocabulary.add(patterns, fold)
        self.size = self._vocabulary.size - self.first

    def may(self, text: str) -> bool:
        """Whether any of the patterns can match somewhere in a text."""
        return self._vocabulary.may(self.first, text) if self.size == 1 else bool(self.numbers(text))

    def numbers(self, text: str) -> Sequence[int]:
        """The patterns that can match somewhere in a text, in order; the others cannot."""
        first, size = self.first, self.size
        return sorted([number - first for number in self._vocabulary.found(text) if 0 <= number - first < size])


Tried = tuple[int, list[int]]
"""A pattern of a sieve, and the places of the texts in which it can match, in order."""


class Sifted:
    """Several texts and, for any pattern, in which of them it can match."""

    __slots__ = ("_places", "_size", "_texts", "_tried")

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._size = -1
        self._places: dict[int, list[int]] = {}
        self._tried: dict[int, list[Tried]] = {}

    def of(self, sieve: Sieve) -> Sequence[Tried]:
        """Each pattern of a sieve that can match, in order."""
        if self._size != _VOCABULARY.size:
            self._sift()
        return self._tried.get(sieve.first, ())

    def places(self, number: int) -> Sequence[int]:
        """The places of the texts in which a pattern can match, in order; it is known by ``Sieve.first`` and on."""
        if self._size != _VOCABULARY.size:
            self._sift()
        return self._places.get(number, ())

    def by_place(self, sieve: Sieve) -> Mapping[int, Sequence[int]]:
        """For each place of a text in which any pattern of a sieve can match, in order, those that can, in order."""
        numbers: dict[int, list[int]] = defaultdict(list)
        for number, places in self.of(sieve):
            for place in places:
                numbers[place].append(number)
        return {place: numbers[place] for place in sorted(numbers)}

    def _sift(self) -> None:
        self._size = _VOCABULARY.size
        places: dict[int, list[int]] = defaultdict(list)
        for place, text in enumerate(self._texts):
            for number in _VOCABULARY.found(text):
                places[number].append(place)
        tried: dict[int, list[Tried]] = defaultdict(list)
        firsts = _VOCABULARY.firsts
        for number in sorted(places):
            first = firsts[number]
            tried[first].append((number - first, places[number]))
        self._places, self._tried = places, tried
