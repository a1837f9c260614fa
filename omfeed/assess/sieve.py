"""A quick first sieve before many patterns: which of them can match in a text at all.

Each pattern needs certain texts (``omfeed.assess.needs``), and each such text has a longest part without white space
that lies within one word of whatever contains it. So a text is cut into words once, for all sieves together, and what
a word is part of is looked up once for each word of the language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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
    leads: list[tuple[int, int, Way]] = field(default_factory=list)
    """The sieve and the number of each pattern that needs it, and what else that pattern needs."""


class _Vocabulary:
    """What every sieve looks for, by the words of the texts it is looked for in."""

    def __init__(self) -> None:
        self._clues: dict[str, _Clue] = {}
        self._parts: dict[str, list[tuple[str, _Clue]]] = {}
        self._words: dict[str, tuple[_Clue, ...]] = {}
        self._texts: dict[str, Mapping[int, Sequence[int]]] = {}
        self._kept = 0
        self._always: list[list[int]] = []

    def add(self, patterns: Iterable[str], fold: Callable[[str], str]) -> int:
        """Take in the patterns of one more sieve; its number."""
        sieve = len(self._always)
        self._always.append([])
        for number, pattern in enumerate(patterns):
            for way in ways(pattern):
                key = telling(way)
                others = tuple(frozenset(map(fold, group)) for group in way if group != key)
                if not key:
                    self._always[sieve].append(number)
                for need in key:
                    self._clue(fold(need)).leads.append((sieve, number, others))
        self._words.clear()
        self._forget()
        return sieve

    def _clue(self, need: str) -> _Clue:
        part = max(need.split(), key=len)
        if need not in self._clues:
            self._clues[need] = _Clue("" if part == need else need)
            self._parts.setdefault(part[:2], []).append((part, self._clues[need]))
        return self._clues[need]

    def tried(self, text: str) -> Mapping[int, Sequence[int]]:
        """For each sieve the numbers of its patterns that can match, in order."""
        known = self._texts.get(text)
        if known is not None:
            return known
        found: dict[int, set[int]] = {sieve: set(numbers) for sieve, numbers in enumerate(self._always) if numbers}
        for word in set(text.split()):
            clues = self._words.get(word)
            for clue in self._read(word) if clues is None else clues:
                if clue.whole and clue.whole not in text:
                    continue
                for sieve, number, others in clue.leads:
                    for group in others:
                        for need in group:
                            if need in text:
                                break
                        else:
                            break
                    else:
                        found.setdefault(sieve, set()).add(number)
        self._kept += len(text)
        if self._kept > _MOST_TEXT:
            self._forget()
            self._kept = len(text)
        self._texts[text] = answer = {sieve: sorted(numbers) for sieve, numbers in found.items()}
        return answer

    def _read(self, word: str) -> tuple[_Clue, ...]:
        """The clues of which a part lies in a word."""
        starts = {word[at : at + size] for at in range(len(word)) for size in (1, 2)}
        clues = tuple(clue for start in starts for part, clue in self._parts.get(start, ()) if part in word)
        if len(word) <= _LONGEST_WORD:
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
            self._words[word] = clues
        return clues

    def _forget(self) -> None:
        self._texts.clear()
        self._kept = 0


_VOCABULARY: Final = _Vocabulary()


class Sieve:
    """What a series of patterns needs; the patterns are known by their numbers, from 0."""

    __slots__ = ("_number",)

    def __init__(self, patterns: Iterable[str], fold: Callable[[str], str] = str) -> None:
        """Take in patterns.

        Args:
            patterns: regular expressions, without flags.
            fold: what is done to a text before it is asked about and hence to what the patterns need, such as lowering.

        Raises:
            ValueError: a pattern is not understood.
        """
        self._number = _VOCABULARY.add(patterns, fold)

    def numbers(self, text: str) -> Sequence[int]:
        """The patterns that can match somewhere in a text, in order; the others cannot."""
        return _VOCABULARY.tried(text).get(self._number, ())
