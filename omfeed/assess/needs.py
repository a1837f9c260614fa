"""Reads off a regular expression which texts any match of it must contain, so that it is not tried where they are not.

Understands what the tables of rules use: literals, groups, alternatives, classes, quantifiers, look-around and anchors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

Way = tuple[frozenset[str], ...]
"""One way to match: of each of its groups at least one text is contained. No group: nothing can be told."""

_SHORTEST: Final = 2
_MOST: Final = 200
_GROUP: Final = re.compile(r"\?(?::|<?[=!]|P?<\w+>)")
_QUANTIFIER: Final = re.compile(r"([?*+]|\{(\d*),?\d*\})[?+]?")


def ways(pattern: str) -> tuple[Way, ...]:
    """The ways in which a pattern can match; every match takes one of them.

    Raises:
        ValueError: the pattern holds a group of a kind that is not understood.
    """
    found = _Reader(pattern).alternatives()
    return found if all(found) else ((),)


def telling(way: Way) -> frozenset[str]:
    """The group of a way that a text is least likely to fulfil by chance: the one of the longest texts."""
    return max(way, key=lambda group: (min(map(len, group)), -len(group)), default=frozenset())


def _tells(literal: str) -> bool:
    """Whether it says something of a text that it holds this literal."""
    return len(literal.strip()) >= _SHORTEST or literal > "\u3000"


class _Reader:
    """A small reader of regular expressions that keeps only the literals which must appear."""

    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0

    def alternatives(self) -> tuple[Way, ...]:
        """What each alternative of a (sub)pattern needs."""
        branches = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            branches.append(self._sequence())
        return tuple(branches)

    def _sequence(self) -> Way:
        groups: list[frozenset[str]] = []
        run = ""
        for literal, needs, optional in self._atoms():
            if literal and not optional:
                run += literal
                continue
            if _tells(run):
                groups.append(frozenset({run}))
            run = ""
            if not optional:
                groups += needs
        if _tells(run):
            groups.append(frozenset({run}))
        return tuple(dict.fromkeys(groups))

    def _atoms(self) -> Iterator[tuple[str, Way, bool]]:
        """Each atom as (its literal character or empty, what it needs, whether it may be absent)."""
        while self._at < len(self._text) and self._peek() not in {"|", ")"}:
            literal, needs = self._atom()
            optional, repeated = self._quantifier()
            yield literal, needs, optional
            if literal and repeated and not optional:
                yield "", (), True

    def _atom(self) -> tuple[str, Way]:
        char = self._peek()
        self._at += 1
        if char == "(":
            return "", self._group()
        if char == "[":
            return "", self._class()
        if char == "\\":
            escaped = self._peek()
            self._at += 1
            return ("", ()) if escaped.isalnum() else (escaped, ())
        if char in ".^$":
            return "", ()
        return char, ()

    def _group(self) -> Way:
        absent = False
        if self._peek() == "?":
            head = _GROUP.match(self._text, self._at)
            if head is None:
                raise ValueError(f"a group this reader does not know: {self._text[self._at - 1 :]}")
            absent = head[0].endswith(("=", "!"))
            self._at = head.end()
        branches = self.alternatives()
        self._at += 1  # the closing bracket
        if absent or not all(branches):
            return ()
        if len(branches) == 1:
            return branches[0]
        joined = frozenset[str]().union(*map(telling, branches))
        return (joined,) if len(joined) <= _MOST else ()

    def _quantifier(self) -> tuple[bool, bool]:
        match = _QUANTIFIER.match(self._text, self._at)
        if match is None:
            return False, False
        self._at = match.end()
        optional = match[1] in {"?", "*"} or (match[1].startswith("{") and match[2] in {"", "0"})
        return optional, True

    def _class(self) -> Way:
        start = self._at
        if self._peek() == "^":
            self._at += 1
        if self._peek() == "]":
            self._at += 1
        while self._peek() != "]":
            self._at += 2 if self._peek() == "\\" else 1
        chars = self._text[start : self._at]
        self._at += 1
        # One letter of an alphabet is in every text; one Chinese character or Korean syllable is not.
        return (frozenset(chars),) if chars and all(map(_tells, chars)) else ()

    def _peek(self) -> str:
        return self._text[self._at] if self._at < len(self._text) else ""
