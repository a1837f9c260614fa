"""Tells a regular expression that can take forever from one that cannot, before it meets a foreign text.

Python's matcher goes back over everything it has tried. An expression that repeats what itself repeats, ``(a+)+``, or
that repeats a choice whose ways begin alike, ``(a|ab)*``, has so many ways to go back that thirty characters take years
(CWE-1333). Such ones are refused where they are read. What is left costs at most a power of the length of the text,
which is why only so much of a text is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from re import _constants, _parser  # type: ignore[attr-defined]  # the parser of re, the only one that reads what re reads
from typing import Any, Final

LONGEST: Final = 300
"""Characters of a text that a user's expression is tried on."""
_FEW: Final = 10
"""A repeat of at most so many is no repeat that can take forever."""
_MOST: Final = 8
"""Repeats without end in one expression."""
_MOST_WIDE: Final = 3
"""Those among them that take any character (``.*``); each one more takes the cost to a further power of the length."""
_REPEATS: Final = frozenset({_constants.MAX_REPEAT, _constants.MIN_REPEAT})
_CLASSES: Final = frozenset({_constants.LITERAL, _constants.RANGE, _constants.CATEGORY, _constants.NEGATE})
_CATEGORIES: Final[dict[object, Callable[[str], bool]]] = {
    _constants.CATEGORY_DIGIT: str.isdecimal,
    _constants.CATEGORY_NOT_DIGIT: lambda one: not one.isdecimal(),
    _constants.CATEGORY_SPACE: str.isspace,
    _constants.CATEGORY_NOT_SPACE: lambda one: not one.isspace(),
    _constants.CATEGORY_WORD: lambda one: one.isalnum() or one == "_",
    _constants.CATEGORY_NOT_WORD: lambda one: not (one.isalnum() or one == "_"),
}
_Items = Any  # the parser's own lists, of which it says no types


def risk(pattern: str) -> str:
    """Why an expression could take forever, in words; empty when it cannot.

    Args:
        pattern: an expression that ``re`` can compile.

    Raises:
        re.error: it is none.
    """
    parsed = _parser.parse(pattern)
    repeated = list(_endless(parsed))
    if any(True for body in repeated for _ in _endless(body) if not _is_parted(body)):
        return "it repeats what itself repeats"
    if any(_alike(choice) for body in repeated for choice in _choices(body)):
        return "it repeats a choice whose ways begin alike"
    if _powers(parsed, wide=True) > _MOST_WIDE:
        return f"more than {_MOST_WIDE} of its repeats without end take any character"
    if _powers(parsed, wide=False) > _MOST:
        return f"it has more than {_MOST} repeats without end"
    return ""


def search(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """A user's expression in a foreign text, of which so much is looked at as an honest one has."""
    return pattern.search(text[:LONGEST])


def _endless(items: _Items) -> Iterator[_Items]:
    """What each repeat without end repeats, also those within; a possessive one never goes back into what it took."""
    for operator, value in items:
        if operator in _REPEATS and value[1] > _FEW:
            yield value[2]
        for inner in _within(operator, value):
            yield from _endless(inner)


def _powers(items: _Items, *, wide: bool) -> int:
    """How many repeats without end may stand beside each other, counted as often as something small repeats them."""
    total = 0
    for operator, value in items:
        if operator in _REPEATS and value[1] > _FEW:
            total += not wide or _is_wide(value[2])
            continue
        times = value[1] if operator in _REPEATS else 1
        inner = [_powers(part, wide=wide) for part in _within(operator, value)]
        total += times * (max(inner, default=0) if operator is _constants.BRANCH else sum(inner))
    return total


def _is_wide(body: _Items) -> bool:
    """Whether what is repeated is one character, of letters and spaces alike."""
    return len(body) == 1 and _may_be(body[0], "a") and _may_be(body[0], " ")


def _choices(items: _Items) -> Iterator[list[_Items]]:
    for operator, value in items:
        if operator is _constants.BRANCH:
            yield value[1]
        for inner in _within(operator, value):
            yield from _choices(inner)


def _within(operator: object, value: _Items) -> Iterator[_Items]:
    """The parts of one step of an expression."""
    if operator in _REPEATS:
        yield value[2]
    elif operator is _constants.SUBPATTERN:
        yield value[3]
    elif operator is _constants.BRANCH:
        yield from value[1]
    elif operator in {_constants.ASSERT, _constants.ASSERT_NOT}:
        yield value[1]
    elif operator is _constants.GROUPREF_EXISTS:
        yield from (part for part in value[1:] if part is not None)


def _is_parted(body: _Items) -> bool:
    """Whether what is repeated begins with a character that nothing repeated in it can be: ``(?:\\.\\d+)*``."""
    begin = _first(body)
    return begin is not None and all(len(inner) == 1 and not _may_be(inner[0], chr(begin)) for inner in _endless(body))


def _may_be(step: tuple[object, _Items], character: str) -> bool:
    """Whether a step may match a character; what is not understood may."""
    operator, value = step
    if operator is _constants.LITERAL:
        return bool(chr(value).casefold() == character.casefold())
    if operator is _constants.NOT_LITERAL:
        return bool(chr(value).casefold() != character.casefold())
    if operator is _constants.IN and all(kind in _CLASSES for kind, _ in value):
        negated = any(kind is _constants.NEGATE for kind, _ in value)
        return negated != any(_is_in(kind, inside, character) for kind, inside in value)
    return True


def _is_in(kind: object, inside: _Items, character: str) -> bool:
    if kind is _constants.LITERAL:
        return bool(chr(inside).casefold() == character.casefold())
    if kind is _constants.RANGE:
        both = {character.lower(), character.upper()}
        return any(inside[0] <= ord(one) <= inside[1] for one in both if len(one) == 1)
    if kind is _constants.CATEGORY:
        return _CATEGORIES[inside](character)
    return False


def _alike(ways: list[_Items]) -> bool:
    """Whether two ways of a choice may begin with the same character; what is no plain character may be any."""
    first = [_first(way) for way in ways]
    return None in first or len(set(first)) < len(first)


def _first(way: _Items) -> int | None:
    for operator, value in way:
        if operator is _constants.LITERAL:
            return int(value)
        return _first(value[3]) if operator is _constants.SUBPATTERN else None
    return None
