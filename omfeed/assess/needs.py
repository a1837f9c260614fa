"""Reads off a regular expression which texts any match of it must contain, so that it is not tried where they are not.

Understands what the tables of rules use: literals, groups, alternatives, classes, quantifiers, look-around and anchors.
Where a pattern says so, a text also tells that it stands at the begin of what is searched, or that a word begins or
ends with it: ``\\bkiosks?\\b`` needs one of two words, and no “kiosk-like” will do for ``kiosk `` either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

Way = tuple[frozenset[str], ...]
"""One way to match: of each of its groups at least one text is contained. No group: nothing can be told."""

BOUND: Final = "\x08"
"""Before or after a needed text: a word begins or ends there. Before it may instead be said what stands before."""
START: Final = "\x02"
"""Before a needed text: it begins what is searched."""
DIGIT: Final = "\x03"
"""By itself: a digit, whichever."""

_SHORTEST: Final = 2
_MOST: Final = 200
_MOST_JOINED: Final = 8
"""Texts made of two lists of texts, unless one of the lists is a single text: beyond, more is asked than is saved."""
_ENDING: Final = 3
"""Characters of what may be absent within one needed text: an ending of a word, not a word between words."""
_GROUP: Final = re.compile(r"\?(?::|<?[=!]|P?<\w+>)")
_PLAIN: Final = re.compile(r"[^\\.^$*+?{}\[\]|()]+(?![?*+{])")
_QUANTIFIER: Final = re.compile(r"([?*+]|\{(\d*),?\d*\})[?+]?")
_NOTHING: Final = frozenset({""})


def ways(pattern: str) -> tuple[Way, ...]:
    """The ways in which a pattern can match; every match takes one of them.

    Raises:
        ValueError: the pattern holds a group or an escape of a kind that is not understood.
    """
    found = tuple(map(_needs, _Reader(pattern).alternatives("")))
    return found if all(found) else ((),)


def telling(way: Way) -> frozenset[str]:
    """The group of a way that a text is least likely to fulfil by chance: the one of the longest texts."""
    return max(way, key=lambda group: (min(map(len, group)), -len(group)), default=frozenset())


def is_of_words(character: str) -> bool:
    """Whether a character is one of words, as regular expressions have it."""
    return character.isalnum() or character == "_"


def bare(need: str) -> str:
    """The text that is needed, without what is said of its surroundings; a start is part of it."""
    return need[1 if need[:1] in _TAILS else 0 :].strip(BOUND)


def preceding(need: str) -> tuple[str, ...]:
    """What may stand directly before a needed text, one of these; nothing where that is open."""
    return tuple(sorted(_TAILS.get(need[:1], ())))


_TAILS: Final[dict[str, frozenset[str]]] = {}
"""For marks that begin needed texts, what may stand before these."""
_MARKS: Final[dict[frozenset[str], str]] = {}
_FIRST_MARK: Final = 0xF0000
"""Characters of private use, of which Unicode says that they mean nothing."""
_MOST_TAILS: Final = 40


@dataclass(frozen=True, slots=True)
class _Part:
    """What a part of a pattern matches."""

    texts: frozenset[str] | None
    """All that it can match; none where they are too many to list."""
    needs: Way = ()
    """What it needs where its texts are not listed."""
    tails: frozenset[str] | None = None
    """What its matches end with where its texts are not listed, if that is known."""
    closed: bool = False
    """Whether a word that follows it can only begin there."""


class _Reader:
    """A small reader of regular expressions that keeps only the literals which must appear."""

    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0

    def alternatives(self, edge: str) -> tuple[_Part, ...]:
        """What each alternative of a (sub)pattern matches; ``edge`` is what is known of the place where it begins."""
        branches = [self._sequence(edge)]
        while self._peek() == "|":
            self._at += 1
            branches.append(self._sequence(edge))
        return tuple(branches)

    def _sequence(self, edge: str) -> _Part:
        groups: list[frozenset[str]] = []
        run = frozenset({edge})
        listed = True
        while self._at < len(self._text) and self._peek() not in {"|", ")"}:
            atom = self._atom(run)
            optional, repeated = self._quantifier()
            texts = atom.texts | _NOTHING if atom.texts is not None and optional else atom.texts
            before = run
            if texts is not None and _fits(run, texts, optional=optional):
                run = frozenset(_joined(one, other) for one in run for other in texts)
                if not repeated:
                    continue
            groups += _telling_run(run)
            if not optional and run is before:
                groups += atom.needs
                if texts is not None:
                    edge = _edge(run)
                    run, listed = frozenset(_joined(edge, text) for text in texts), False
                    if not repeated:
                        continue
                    groups += _telling_run(run)
            run, listed = frozenset({_following(atom, before, optional=optional)}), False
        if listed:
            return _Part(run)
        needs = tuple(dict.fromkeys([*groups, *_telling_run(run)]))
        return _Part(None, needs, _ends(run), _is_closed(run))

    def _atom(self, before: frozenset[str]) -> _Part:
        plain = _PLAIN.match(self._text, self._at)
        if plain:
            self._at = plain.end()
            return _Part(frozenset({plain[0]}))
        char = self._peek()
        self._at += 1
        if char == "(":
            return self._group(before)
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        if char == "^":
            return _Part(frozenset({START}))
        if char == ".":
            return _Part(None)
        return _Part(_NOTHING if char == "$" else frozenset({char}))

    def _escape(self) -> _Part:
        escaped = self._peek()
        self._at += 1
        if escaped in {"b", "B"}:
            return _Part(frozenset({BOUND if escaped == "b" else ""}))
        if escaped in set("dDwWsS"):
            return _Part(None, (frozenset({DIGIT}),) if escaped == "d" else (), closed=escaped in {"s", "W"})
        if escaped.isalnum():
            raise ValueError(f"an escape this reader does not know: {self._text[self._at - 2 :]}")
        return _Part(frozenset({escaped}))

    def _group(self, before: frozenset[str]) -> _Part:
        aside = False
        if self._peek() == "?":
            head = _GROUP.match(self._text, self._at)
            if head is None:
                raise ValueError(f"a group this reader does not know: {self._text[self._at - 1 :]}")
            aside = head[0].endswith(("=", "!"))
            self._at = head.end()
        branches = self.alternatives("" if aside else _edge(before))
        self._at += 1  # the closing bracket
        if aside:
            return _Part(_NOTHING)
        texts = frozenset[str]().union(*[branch.texts or () for branch in branches])
        if len(texts) <= _MOST and all(branch.texts is not None for branch in branches):
            return _Part(texts)
        needs = _needs_of_any([_needs(branch) for branch in branches])
        tails = [branch.tails if branch.texts is None else _ends(branch.texts) for branch in branches]
        known = frozenset[str]().union(*[one or () for one in tails]) if all(tails) else None
        closed = all(branch.closed if branch.texts is None else _is_closed(branch.texts) for branch in branches)
        return _Part(None, needs, known, closed)

    def _quantifier(self) -> tuple[bool, bool]:
        """Whether what stands before may be absent, and whether it may come more than once."""
        match = _QUANTIFIER.match(self._text, self._at)
        if match is None:
            return False, False
        self._at = match.end()
        optional = match[1] in {"?", "*"} or (match[1].startswith("{") and match[2] in {"", "0"})
        return optional, match[1] != "?"

    def _class(self) -> _Part:
        start = self._at
        if self._peek() == "^":
            self._at += 1
        if self._peek() == "]":
            self._at += 1
        while self._peek() != "]":
            self._at += 2 if self._peek() == "\\" else 1
        chars = self._text[start : self._at]
        self._at += 1
        told = not chars.startswith("^") and "\\" not in chars and "-" not in chars[1:-1]
        return _Part(frozenset(chars) if told and len(chars) <= _MOST else None)

    def _peek(self) -> str:
        return self._text[self._at] if self._at < len(self._text) else ""


def _needs(part: _Part) -> Way:
    return part.needs if part.texts is None else tuple(_telling_run(part.texts))


def _needs_of_any(branches: list[Way]) -> Way:
    """What a match needs that takes any of some branches."""
    if not all(branches):
        return ()
    if len(branches) == 1:
        return branches[0]
    joined = frozenset[str]().union(*map(telling, branches))
    return (joined,) if len(joined) <= _MOST else ()


def _fits(run: frozenset[str], texts: frozenset[str], *, optional: bool) -> bool:
    """Whether one of some texts after one of others makes needed texts that are few and hold no word that is absent."""
    if optional and max(len(bare(text)) for text in texts) > _ENDING:
        return False
    return len(run) * len(texts) <= (_MOST if 1 in {len(run), len(texts)} else _MOST_JOINED)


def _joined(one: str, other: str) -> str:
    """One text after another, with marks only where they still tell something: at the ends."""
    if other[:1] == START and (one in {BOUND, START} or one in _TAILS):
        return other
    if one and (other[:1] in _TAILS or (other[:1] == BOUND and (len(other) > 1 or one[-1] in {BOUND, START}))):
        other = other[1:]
    if len(one) > 1 and one[-1] == BOUND and other.strip(BOUND):
        one = one[:-1]
    return one + other


def _following(atom: _Part, before: frozenset[str], *, optional: bool) -> str:
    """The mark of what is known of the place after an atom that is not part of the text that follows."""
    tails = atom.tails if atom.texts is None else _ends(atom.texts)
    closed = atom.closed if atom.texts is None else _is_closed(atom.texts)
    if optional:
        others = _ends(before)
        tails = None if tails is None or others is None else tails | others
        closed = closed and _is_closed(before)
    return _mark(tails, closed=closed)


def _edge(run: frozenset[str]) -> str:
    """The mark of what is known of the place after a run."""
    return _mark(_ends(run), closed=_is_closed(run))


def _mark(tails: frozenset[str] | None, *, closed: bool) -> str:
    if tails is None or len(tails) > _MOST_TAILS or START not in tails:
        return BOUND if closed else ""
    tails = frozenset(one for one in tails if not any(one.endswith(other) for other in tails if other != one))
    if tails not in _MARKS:
        _MARKS[tails] = chr(_FIRST_MARK + len(_MARKS))
        _TAILS[_MARKS[tails]] = tails
    return _MARKS[tails]


def _ends(run: Iterable[str]) -> frozenset[str] | None:
    """What stands before the place after a run, if that is known."""
    ends: set[str] = set()
    for text in run:
        said = {bare(text)} if bare(text) else _TAILS.get(text[:1])
        if not said:
            return None
        ends |= said
    return frozenset(ends)


def _is_closed(run: Iterable[str]) -> bool:
    """Whether a word can only begin after each of some texts."""
    return all(
        text == BOUND or (last != BOUND and bool(last) and not is_of_words(last))
        for one in run
        for text in (_TAILS.get(one, ()) or (one,))
        for last in (text[-1:],)
    )


def _telling_run(run: frozenset[str]) -> Iterator[frozenset[str]]:
    """The texts of a run as a group of needs, where each of them tells something."""
    texts = {_trimmed(text) for text in run}
    if all(map(_tells, texts)):
        yield frozenset(one for one in texts if not any(other in one for other in texts if other != one))


def _trimmed(text: str) -> str:
    """A text without marks beside what is no character of words: there they say something of what lies beyond."""
    if text.startswith(BOUND) and not is_of_words(text[1:2]):
        text = text[1:]
    if text.endswith(BOUND) and not is_of_words(text[-2:-1]):
        text = text[:-1]
    return text


def _tells(text: str) -> bool:
    """Whether it says something of a text that it holds this one."""
    said = bare(text).strip(START).strip()
    return len(said) >= _SHORTEST or said > "\u3000" or said == DIGIT
