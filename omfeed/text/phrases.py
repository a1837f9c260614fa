"""Finds the words that a person gave (in a rule, in a filter) in a text, in any script. Pure.

Words are whole and case-blind: “filter” is not in “filters”. Where a ``*`` stands at an end of a word, the word may go
on there: “certificate*” is in “certificates”. Korean, Japanese, Chinese, Thai and their like do not part words by
spaces, or hang particles on them. A word in such a script is found wherever it stands, “인증서” in “인증서를”, and a
word in Latin letters is whole beside them, “SCEP” in “SCEP를”.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

REST: Final = "*"
"""Where a word may go on."""
_RUN_ON: Final = (
    r"\u0e00-\u0eff"  # Thai, Lao
    r"\u0f00-\u109f"  # Tibetan, Burmese
    r"\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"  # Hangul
    r"\u1780-\u17ff\u19e0-\u19ff"  # Khmer
    r"\u3005-\u3007\u3021-\u3029\u3031-\u303c\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana and their marks
    r"\u3100-\u312f\u31a0-\u31bf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han, bopomofo
)
"""Scripts that are written without spaces between words, or in which particles follow a word without one."""
_RUNS_ON: Final = re.compile(f"[{_RUN_ON}]")
_PARTED: Final = rf"(?-i:[^\W{_RUN_ON}])"
"""A letter or digit of a script that parts its words. Told not to be case-blind, for which ``re`` would go through some
hundred thousand characters each time."""
_ALIKE: Final = {
    **dict.fromkeys("'\u2018\u2019\u02bc", "['\u2018\u2019\u02bc]"),
    **dict.fromkeys("-\u2010\u2011", "[-\u2010\u2011]"),
}
"""Apostrophes and hyphens, which keyboards and publishers do not write alike."""
_APART: Final = re.compile(f"[{re.escape(''.join(_ALIKE))}]")


def fault(phrase: str) -> str:
    """What is wrong with a phrase as somebody gave it, in words, or nothing."""
    words = phrase.split()
    if not words:
        return "white space alone is no word."
    for word in words:
        bare = _bare(word)
        if not bare:
            return f'"{word}" alone fits everything; write {REST} at the end of a word, such as "certificate{REST}".'
        if REST in bare:
            return f'{REST} may only stand at the end or the beginning of a word, such as "certificate{REST}".'
    return ""


def find(phrases: tuple[str, ...], text: str) -> str | None:
    """The words of a text that are one of some phrases, as they stand there, or none.

    Args:
        phrases: each a word, or several in the order in which they must stand, with any white space between them.
        text: one that may be long: most phrases are excluded by looking for a part of them.
    """
    text = _composed(text)
    folded = text.casefold()
    for part, pattern in _sought(phrases):
        if part in folded and (found := pattern.search(text)):
            return found[0]
    return None


@lru_cache(maxsize=1024)
def _sought(phrases: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each phrase a part that no text with it can lack, case-folded, and what finds it."""
    return tuple((part, pattern) for part, pattern in map(_one_sought, phrases) if part)


def _one_sought(phrase: str) -> tuple[str, re.Pattern[str]]:
    words = [word for word in _composed(phrase).split() if word.strip(REST)]
    parts = [part.casefold() for word in words for part in _APART.split(_bare(word))]
    made = ""
    for at, word in enumerate(words):
        if at:
            # Where a space is a matter of taste, “관리 센터” and “관리센터”, it may be missing.
            made += r"\s*+" if _runs_on(words[at - 1][-1]) or _runs_on(word[0]) else r"\s++"
        made += _way(word)
    return max(parts, key=len, default=""), re.compile(made, re.IGNORECASE)


def _composed(text: str) -> str:
    """The text with each letter and its marks as one character, as far as there is one: macOS takes Hangul apart."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _bare(word: str) -> str:
    return word.removeprefix(REST).removesuffix(REST)


def _way(word: str) -> str:
    """One word. What was taken is not given back, so that no text can take long."""
    bare = _bare(word)
    first, *rest = (_ALIKE.get(letter) or re.escape(letter) for letter in bare)
    before = after = ""
    if not _runs_on(bare[0]):
        # Looking back after the first letter is many times as fast as at every place of the text.
        if word.startswith(REST):
            before = rf"(?<!{_PARTED}){_PARTED}*?"
        else:
            first = rf"{first}(?<!{_PARTED}{first})"
    if not _runs_on(bare[-1]):
        after = rf"{_PARTED}*+" if word.endswith(REST) else rf"(?!{_PARTED})"
    return f"(?>{before}{first}{''.join(rest)}{after})"


def _runs_on(letter: str) -> bool:
    return _RUNS_ON.match(letter) is not None
