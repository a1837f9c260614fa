"""Blanks what names a platform in passing: comparisons, negations, exclusions, the machine that a tool runs on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from omfeed.assess.reading import lowered
from omfeed.assess.signs import Compiled, Saying, board
from omfeed.assess.tables.asides import ASIDES
from omfeed.assess.tables.platform_names import BETWEEN, DEVICES, NAME, NAMED

BOARD: Final = board(ASIDES)
"""The signs, for looking them up in all sentences of an entry at once."""

_NEXT: Final = rf"(?:on |for |für |unter )?{NAME}{DEVICES}"
_JOIN: Final = r"(?:and|or|nor|und|oder|sowie)"
_WORDS: Final = r"\.(?!\d)|\s-\s|\b(?:but|while|whereas|though|although|however|sondern|aber|während)\b"
_TURN: Final = rf"[;:!?()。；：]|{_WORDS}"


class _Late:
    """An expression that is compiled when first used: those with names of platforms in them are long."""

    __slots__ = ("_pattern", "_regex")

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._regex: re.Pattern[str] | None = None

    @property
    def regex(self) -> re.Pattern[str]:
        if self._regex is None:
            self._regex = re.compile(self._pattern)
        return self._regex


_CLAUSE_END: Final = _Late(
    rf"{_TURN}|、|\bnow (?:comes?|available|also|on|for|supported)\b|,(?! (?:{_NEXT}, ){{0,6}}{_JOIN} {_NEXT})|$"
)
"""A comma ends a clause unless it stands in a list of platforms (“for Android, iOS, and Windows”)."""
_TOOL_END: Final = _Late(r"[,;:!?()]|\.(?!\d)|\b(?:and|to|then)\b|$")
_DENIAL_END: Final = _Late(
    rf"[;:!?)。；：]|\((?!{NAME}{DEVICES}(?:\)|,|/| and | or ))|{_WORDS}"
    rf"|,(?! (?:{_NEXT}, ){{0,6}}(?:{_NEXT},? )?{_JOIN} {_NEXT})(?! (?:nor|noch|or on|or for)\b)"
    rf"(?! {_NEXT}(?:, {_NEXT}){{0,5}}\))|$"
)
"""“Not on Windows, iOS and macOS”: after a negation the last comma may be missing; “…, nor on iOS” goes on."""
_ENDS: Final = {"comparison": _CLAUSE_END, "tool": _TOOL_END}
_BEFORE: Final = _Late(rf"(?:{NAMED}{BETWEEN}){{0,7}}{NAMED}\s?$")
"""The names that stand before a sign which follows what it speaks of (“Windows devices aren't affected”)."""
_NAMES: Final = _Late(rf"{NAMED}(?:{BETWEEN}{NAMED}){{0,7}}")
"""The names that stand after one."""
_PROBLEM: Final = Saying(
    r"\b(?:issues?|problems?|bugs?|errors?) (?:where|in which|that|when|with|causing|whereby)\b|\bfix(?:ed|es)?\b"
    r"|\bresolve[sd]?\b|\bknown issue\b|\btemporarily\b|\bat present\b|^(?:after|since|when|once)\b.*\b(?:doesn't"
    r"|don't|does not|do not|not) work"
    r"|문제|問題|\bproblem\b.{0,30}\bbehoben\b|\bfehler\b"
)
"""“An issue where it doesn't work on iOS”: what fails on a platform concerns it."""
_OLDER: Final = re.compile(r"\b(?:earlier|older|lower|below|prior)\b")
"""“Isn't supported on iOS 15 and earlier”: who loses support is concerned."""
_NEAR: Final = 160
"""So many characters before such a sign its names are looked for."""


def masked(text: str, lower: str, signs: Iterable[Compiled], *, denied: bool = True) -> str:
    """A sentence with what is said in passing blanked, character for character.

    Args:
        text: the sentence.
        lower: the same in lower case with straight quotes.
        signs: those of the table that can match in it.
        denied: whether to blank also what is denied of a platform, not only what is compared and excluded.
    """
    for one in signs:
        kind, _, where = one.sign.value.partition("-")
        if kind == "denial" and (not denied or _PROBLEM.search(lower)):
            continue
        for match in one.regex.finditer(lower):
            if where == "after":
                names = _BEFORE.regex.search(lower, max(0, match.start() - _NEAR), match.start())
                if names:
                    text = _blanked(text, names.start(), match.end())
                continue
            if where == "names":
                names = _NAMES.regex.match(lower, match.end())
                text = _blanked(text, match.start(), names.end() if names else match.end())
                continue
            end = _ENDS.get(kind, _DENIAL_END).regex.search(lower, match.end())
            stop = end.start() if end else len(lower)
            if kind == "denial" and _OLDER.search(lower[match.end() : stop]):
                continue
            text = _blanked(text, match.start(), stop)
    return text


def without_asides(text: str) -> str:
    """A short statement with what it says in passing blanked."""
    lower = lowered(text)
    return masked(text, lower, BOARD.present(lower))


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
