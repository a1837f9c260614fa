"""A quick first sieve before many patterns: which of them can match in a text at all.

Each pattern needs certain texts (``omfeed.assess.needs``), and each such text has a longest part without white space
that lies within one word of whatever contains it. So a text is cut into words once, for all sieves together, and what
a word is part of is looked up once for each word of the language.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from omfeed.assess.needs import Way, telling, ways

_MOST_WORDS: Final = 20_000
_LONGEST_WORD: Final = 32
"""Longer ones (addresses, languages written without spaces) hardly come a second time."""
_MOST_TEXT: Final = 400_000
"""Characters of the texts whose answers are kept: several entries' worth, for rules that ask again."""


@dataclass(frozen=True, slots=True)
class _Clue:
    """A text that some patterns need."""

    whole: str
    """What must stand in the text as well; empty where the part that was looked up is all of it."""
    proves: list[int] = field(default_factory=list)
    """The patterns that need nothing else."""
    hints: list[tuple[int, tuple[tuple[str, ...], ...]]] = field(default_factory=list)
    """The others, each with what else it needs."""


_Lead = tuple[str, list[int], list[tuple[int, tuple[tuple[str, ...], ...]]]]
"""The fields of a clue, as a tuple: this is looked at some hundred times an entry."""


class _Vocabulary:
    """What every sieve looks for, by the words of the texts it is looked for in; patterns are numbered throughout."""

    def __init__(self) -> None:
        self.size = 0
        self._clues: dict[str, _Clue] = {}
        self._parts: dict[str, list[tuple[str, _Clue]]] = {}
        self._words: dict[str, tuple[_Lead, ...]] = {}
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
        # The smallest first: it is the quickest to deny.
        others = tuple(sorted((tuple(sorted(map(fold, group))) for group in way if group != key), key=len))
        if not key:
            self._always.append(number)
        for need in map(fold, key):
            if need not in self._clues:
                part = max(need.split(), key=len)
                clue = self._clues[need] = _Clue("" if part == need else need)
                self._parts.setdefault(part[:2], []).append((part, clue))
            if others:
                self._clues[need].hints.append((number, others))
            else:
                self._clues[need].proves.append(number)

    def tried(self, text: str) -> Sequence[int]:
        """The patterns that can match somewhere in a text, in order."""
        known = self._texts.get(text)
        if known is not None:
            return known
        found = set(self._always)
        words = self._words
        # Loops in place of any() and all(), for the same reason.
        for word in set(text.split()):
            leads = words.get(word)
            for whole, proves, hints in self._read(word) if leads is None else leads:
                if whole and whole not in text:
                    continue
                if proves:
                    found.update(proves)
                for number, others in hints:
                    for group in others:
                        for need in group:
                            if need in text:
                                break
                        else:
                            break
                    else:
                        found.add(number)
        self._kept += len(text)
        if self._kept > _MOST_TEXT:
            self._forget()
            self._kept = len(text)
        self._texts[text] = answer = sorted(found)
        return answer

    def _read(self, word: str) -> tuple[_Lead, ...]:
        """The clues of which a part lies in a word."""
        starts = {word[at : at + size] for at in range(len(word)) for size in (1, 2)}
        clues = [clue for start in starts for part, clue in self._parts.get(start, ()) if part in word]
        leads = tuple([(clue.whole, clue.proves, clue.hints) for clue in clues])
        if len(word) <= _LONGEST_WORD:
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
            self._words[word] = leads
        return leads

    def _forget(self) -> None:
        self._texts.clear()
        self._kept = 0


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
        return [number - self.first for number in _part(self, _VOCABULARY.tried(text))]


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
        for number in _part(sieve, self._numbers):
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


def _part(sieve: Sieve, numbers: Sequence[int]) -> Sequence[int]:
    """Of numbers in order those that belong to a sieve."""
    return numbers[bisect_left(numbers, sieve.first) : bisect_left(numbers, sieve.first + sieve.size)]
