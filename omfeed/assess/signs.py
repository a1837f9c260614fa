"""Signs: rules held as data, each patterns that speak for a value, with an example to match and one not to.

A table of signs (``omfeed.assess.tables``) is made into a ``Board`` once. A pattern is compiled when it is first tried,
and tried only where a quick sieve cannot exclude it; what the sieve knows is read off the pattern, so that a table
states each thing once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from omfeed.assess.sieve import Sieve, Sifted, may_match


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One rule of a table."""

    name: str
    """Short name, shown as the rule in evidence."""
    value: str
    """What it speaks for: a nature, ``yes`` or ``no``, a topic …"""
    patterns: tuple[str, ...]
    """Regular expressions over a sentence in lower case with straight quotes; any of them speaks."""
    weight: float = 1.0
    """How strongly it speaks."""
    where: str = "any"
    """``title``, ``body``, ``lead`` (title or first block), ``section`` or ``any``."""
    yes: str
    """A sentence that it must match."""
    no: str
    """A sentence that it must not match."""


class Saying:
    """A pattern by itself, tried only on texts where the sieve cannot exclude it.

    For texts that signs are tried on too: which patterns can match in a text is found out for all of them at once.
    """

    __slots__ = ("_number", "_regex")

    def __init__(self, *patterns: str) -> None:
        """Take in a pattern over texts in lower case with straight quotes, or several of which any is meant."""
        pattern = "|".join(patterns)
        self._regex = re.compile(pattern)
        self._number = Sieve((pattern,)).first

    def search(self, text: str) -> re.Match[str] | None:
        """Its first match in a text in lower case with straight quotes."""
        return self._regex.search(text) if may_match(self._number, text) else None

    def search_before(self, text: str, end: int) -> re.Match[str] | None:
        """Its first match in what stands before a place of a text; the place ends no word for it that goes on there."""
        return self._regex.search(text, 0, end) if may_match(self._number, text) else None

    def places(self, sifted: Sifted) -> Sequence[int]:
        """The places of the texts in which the sieve cannot exclude it, in order."""
        return sifted.places(self._number)

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """Its matches in a text in lower case with straight quotes."""
        return self._regex.finditer(text) if may_match(self._number, text) else ()


class Compiled:
    """One pattern of a sign, ready for use."""

    __slots__ = ("_regex", "pattern", "search", "sign")

    def __init__(self, sign: Sign, pattern: str) -> None:
        self.sign = sign
        self.pattern = pattern
        self._regex: re.Pattern[str] | None = None
        self.search: Callable[[str], re.Match[str] | None] = self._first_search
        """Its first match in a text in lower case with straight quotes."""

    def _first_search(self, text: str) -> re.Match[str] | None:
        self.search = self.regex.search
        return self.search(text)

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern compiled; most of a table is never tried in a night, and compiling it all takes a second."""
        if self._regex is None:
            self._regex = re.compile(self.pattern)
        return self._regex


@dataclass(frozen=True, slots=True)
class Board:
    """A table in use."""

    compiled: tuple[Compiled, ...]
    sieve: Sieve

    def present(self, text: str) -> tuple[Compiled, ...]:
        """The patterns that can match somewhere in a text (in lower case): a quick first sieve."""
        return tuple([self.compiled[number] for number in self.sieve.numbers(text)])


def board(signs: Iterable[Sign], *, apart: bool = False) -> Board:
    """Makes a table of signs ready for use.

    Args:
        signs: the table.
        apart: whether it is for other texts than the sentences of an entry.
    """
    compiled = tuple(Compiled(sign, pattern) for sign in signs for pattern in sign.patterns)
    return Board(compiled, Sieve((one.pattern for one in compiled), apart=apart))
