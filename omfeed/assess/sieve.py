"""A quick first sieve before many patterns: which of them can match in a text at all.

Each pattern needs certain texts (``omfeed.assess.needs``), and each such text has a longest part without white space
that lies within one word of whatever contains it. So a text is cut into words once, for all sieves together, and what
a word is part of is looked up once for each word of the language.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Final

from omfeed.assess.needs import Way, telling, ways

_MOST_WORDS: Final = 20_000
_LONGEST_WORD: Final = 32
"""Longer ones (addresses, languages written without spaces) hardly come a second time."""
_MOST_TEXT: Final = 400_000
"""Characters of the texts whose answers are kept: several entries' worth, for rules that ask again."""


_Hint = tuple[int, tuple[int, ...]]
"""A pattern, and what else it needs: of each set of parts at least one."""
_Lead = tuple[str, list[int], list[_Hint]]
"""Where one of the needs of a pattern leads: what must stand in the text as well (empty where the part that was looked
up is all of it), the patterns that need nothing else, and the others. Tuples, as this is looked at some hundred times
an entry."""


class _Vocabulary:
    """What every sieve looks for, by the words of the texts it is looked for in; patterns are numbered throughout.

    A part of a word is a bit, and parts together are an integer: to ask whether a text has any of thirty parts takes
    one step.
    """

    def __init__(self) -> None:
        self.size = 0
        self._leads: dict[str, _Lead] = {}
        self._bits: dict[str, int] = {}
        self._parts: dict[str, list[str]] = {}
        """Every part, by its first two characters."""
        self._led: dict[str, list[_Lead]] = {}
        """For a part, where it leads."""
        self._words: dict[str, tuple[int, tuple[_Lead, ...]]] = {}
        """For a word, the parts it holds and where they lead; what is needed nowhere holds nothing."""
        self._texts: dict[str, Sequence[int]] = {}
        self._kept = 0
        self._always: list[int] = []

    def add(self, patterns: Iterable[str], fold: Callable[[str], str]) -> int:
        """Take in the patterns of one more sieve; the number of the first."""
        first = self.size
        for pattern in patterns:
            for way in ways(pattern):
                self._add_way(self.size, way, fold)
            self.size += 1
        self._words.clear()
        self._forget()
        return first

    def _add_way(self, number: int, way: Way, fold: Callable[[str], str]) -> None:
        key = telling(way)
        if not key:
            self._always.append(number)
        others = tuple(reduce(or_, [self._bit(fold(need)) for need in group]) for group in way if group != key)
        for need in map(fold, key):
            self._bit(need)
            part = _part(need)
            if need not in self._leads:
                self._leads[need] = ("" if part == need else need, [], [])
                self._led.setdefault(part, []).append(self._leads[need])
            _, proves, hints = self._leads[need]
            if others:
                hints.append((number, others))
            else:
                proves.append(number)

    def _bit(self, need: str) -> int:
        part = _part(need)
        if part not in self._bits:
            self._bits[part] = 1 << len(self._bits)
            self._parts.setdefault(part[:2], []).append(part)
        return self._bits[part]

    def tried(self, text: str) -> Sequence[int]:
        """The patterns that can match somewhere in a text, in order."""
        known = self._texts.get(text)
        if known is not None:
            return known
        words = self._words
        held = 0
        followed: list[tuple[_Lead, ...]] = []
        for word in set(text.split()):
            entry = words.get(word)
            parts, leads = self._read(word) if entry is None else entry
            if parts:
                held |= parts
                followed.append(leads)
        found = set(self._always)
        for leads in followed:
            for whole, proves, hints in leads:
                if whole and whole not in text:
                    continue
                if proves:
                    found.update(proves)
                for number, others in hints:
                    for parts in others:
                        if not held & parts:
                            break
                    else:
                        found.add(number)
        self._kept += len(text)
        if self._kept > _MOST_TEXT:
            self._forget()
            self._kept = len(text)
        self._texts[text] = answer = sorted(found)
        return answer

    def _read(self, word: str) -> tuple[int, tuple[_Lead, ...]]:
        """The parts that a word holds and where they lead."""
        starts = {word[at : at + size] for at in range(len(word)) for size in (1, 2)}
        parts = [part for start in starts for part in self._parts.get(start, ()) if part in word]
        held = reduce(or_, [self._bits[part] for part in parts], 0)
        entry = held, tuple([lead for part in parts for lead in self._led.get(part, ())])
        if len(word) <= _LONGEST_WORD:
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
            self._words[word] = entry
        return entry

    def _forget(self) -> None:
        self._texts.clear()
        self._kept = 0


def _part(need: str) -> str:
    """The longest part of a text without white space in it."""
    return max(need.split(), key=len)


_VOCABULARY: Final = _Vocabulary()


class Sieve:
    """What a series of patterns needs; the patterns are known by their numbers, from 0."""

    __slots__ = ("first", "size")

    def __init__(self, patterns: Iterable[str], fold: Callable[[str], str] = str) -> None:
        """Take in patterns.

        Args:
            patterns: regular expressions, without flags.
            fold: what is done to a text before it is asked about and hence to what the patterns need, such as lowering.

        Raises:
            ValueError: a pattern is not understood.
        """
        self.first = _VOCABULARY.add(patterns, fold)
        self.size = _VOCABULARY.size - self.first

    def numbers(self, text: str) -> list[int]:
        """The patterns that can match somewhere in a text, in order; the others cannot."""
        return [number - self.first for number in _within(self, _VOCABULARY.tried(text))]


class Sifted:
    """Several texts and, for any sieve, which of its patterns can match in which of them."""

    __slots__ = ("_numbers", "_size", "_texts", "_where")

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._size = -1
        self._where: dict[int, list[int]] = {}
        self._numbers: list[int] = []

    def of(self, sieve: Sieve) -> Iterator[tuple[int, list[int]]]:
        """Each pattern of a sieve that can match, in order, with the places of the texts in which it can."""
        if self._size != _VOCABULARY.size:
            self._sift()
        for number in _within(sieve, self._numbers):
            yield number - sieve.first, self._where[number]

    def _sift(self) -> None:
        self._where.clear()
        for place, text in enumerate(self._texts):
            for number in _VOCABULARY.tried(text):
                if number in self._where:
                    self._where[number].append(place)
                else:
                    self._where[number] = [place]
        self._numbers = sorted(self._where)
        self._size = _VOCABULARY.size


def _within(sieve: Sieve, numbers: Sequence[int]) -> Sequence[int]:
    """Of numbers in order those that belong to a sieve."""
    return numbers[bisect_left(numbers, sieve.first) : bisect_left(numbers, sieve.first + sieve.size)]
