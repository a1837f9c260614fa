"""Signs: rules held as data, each patterns that speak for a value, with an example to match and one not to.

A table of signs (``omfeed.assess.tables``) is compiled once into a ``Board``. For speed a board knows, for each
pattern, a few words of which a match must contain one; a pattern whose words are absent from an entry is never tried
on it. The words are read off the pattern, so that a table states each thing once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final


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


@dataclass(frozen=True, slots=True)
class Compiled:
    """One pattern of a sign, ready for use."""

    sign: Sign
    regex: re.Pattern[str]
    needs: frozenset[str]
    """Any match contains one of these; empty: unknown, always try."""


@dataclass(frozen=True, slots=True)
class Board:
    """A compiled table."""

    compiled: tuple[Compiled, ...]
    literals: tuple[str, ...]
    """Everything that any of its patterns needs, each once."""

    def present(self, text: str) -> tuple[Compiled, ...]:
        """The patterns that can match somewhere in a text (in lower case): a quick first sieve."""
        found = {literal for literal in self.literals if literal in text}
        return tuple(one for one in self.compiled if not one.needs or not one.needs.isdisjoint(found))

    def sieved(self, text: str) -> tuple[tuple[Compiled, tuple[str, ...]], ...]:
        """As ``present``, each with those of its literals that the text holds; none of them: it needs none.

        A part of the text can only match where it holds one of these, which is quicker to ask than all it could need.
        """
        found = {literal for literal in self.literals if literal in text}
        return tuple(
            (one, tuple(one.needs & found)) for one in self.compiled if not one.needs or not one.needs.isdisjoint(found)
        )


def board(signs: Iterable[Sign]) -> Board:
    """Compiles a table of signs."""
    compiled = tuple(
        Compiled(sign, re.compile(pattern), frozenset(needed(pattern))) for sign in signs for pattern in sign.patterns
    )
    return Board(compiled, tuple(sorted({need for one in compiled for need in one.needs})))


# ---------------------------------------------------------------------------------------------------------------------
# Reading off a pattern what any match of it must contain.

_SHORTEST: Final = 3
_MOST: Final = 24


def needed(pattern: str) -> tuple[str, ...]:
    """Literal texts of which every match of a pattern contains at least one, or none where that cannot be told.

    Understands what the tables use: literals, groups, alternatives, classes, quantifiers, look-around and anchors.
    """
    found = _Reader(pattern).alternatives()
    return tuple(sorted(found)) if found else ()


class _Reader:
    """A small reader of regular expressions that keeps only the literals which must appear."""

    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0

    def alternatives(self) -> frozenset[str] | None:
        """What a (sub)pattern needs: each of its alternatives must need something."""
        branches = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            branches.append(self._sequence())
        if any(branch is None for branch in branches):
            return None
        joined = frozenset[str]().union(*(branch for branch in branches if branch is not None))
        return joined if len(joined) <= _MOST else None

    def _sequence(self) -> frozenset[str] | None:
        candidates: list[frozenset[str]] = []
        run = ""

        def close() -> None:
            nonlocal run
            if len(run) >= _SHORTEST:
                candidates.append(frozenset({run}))
            run = ""

        for literal, needs, optional in self._atoms():
            if literal and not optional:
                run += literal
                continue
            close()
            if needs and not optional:
                candidates.append(needs)
        close()
        return max(candidates, key=lambda one: (min(map(len, one)), -len(one)), default=None)

    def _atoms(self) -> Iterator[tuple[str, frozenset[str] | None, bool]]:
        """Each atom as (its literal character or empty, what it needs, whether it may be absent)."""
        while self._at < len(self._text) and self._peek() not in {"|", ")"}:
            literal, needs = self._atom()
            optional, repeated = self._quantifier()
            if literal and repeated and not optional:
                yield literal, None, False
                yield "", None, True
            else:
                yield literal, needs, optional

    def _atom(self) -> tuple[str, frozenset[str] | None]:
        char = self._peek()
        self._at += 1
        if char == "(":
            return "", self._group()
        if char == "[":
            self._skip_class()
            return "", None
        if char == "\\":
            escaped = self._peek()
            self._at += 1
            return ("", None) if escaped.isalnum() else (escaped, None)
        if char in ".^$":
            return "", None
        return char, None

    def _group(self) -> frozenset[str] | None:
        absent = False
        if self._peek() == "?":
            head = re.compile(r"\?(?::|<?[=!]|P?<\w+>|[aimsux-]+:)").match(self._text, self._at)
            if head is None:
                raise ValueError(f"a group this reader does not know: {self._text[self._at - 1 :]}")
            absent = head[0].endswith(("=", "!"))
            self._at = head.end()
        needs = self.alternatives()
        self._at += 1  # the closing bracket
        return None if absent else needs

    def _quantifier(self) -> tuple[bool, bool]:
        match = re.compile(r"([?*+]|\{(\d*),?\d*\})[?+]?").match(self._text, self._at)
        if match is None:
            return False, False
        self._at = match.end()
        optional = match[1] in {"?", "*"} or (match[1].startswith("{") and match[2] in {"", "0"})
        return optional, True

    def _skip_class(self) -> None:
        if self._peek() == "^":
            self._at += 1
        if self._peek() == "]":
            self._at += 1
        while self._peek() != "]":
            self._at += 2 if self._peek() == "\\" else 1
        self._at += 1

    def _peek(self) -> str:
        return self._text[self._at] if self._at < len(self._text) else ""
