"""Normal forms: what is left of a text when everything that no reader acts on is taken away.

Two texts with the same normal form differ at most in white space, punctuation, case, typographic variants and markup.
What carries meaning stays: digits with their inner points, slashes and dashes (versions, dates, times), the sign before
or after a number (``<17``, ``13+``, ``10%``), and every word. Everything here is pure and never raises.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

# A number keeps what makes it a version, a date, a time, a bound or a share; a word keeps its inner apostrophe until
# it is folded; Chinese and Japanese are written without spaces, so that each character stands for itself.
_WORD: Final = re.compile(
    r"(?:[<>≤≥~±]=?\s?|(?<![\w)])[-\u2212+])?\d+(?:[.,:/\-\u2010-\u2015]\d+)*(?:[+%°]|(?![^\W_]))"
    r"|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])[^\W_])+"
    r"(?:['\u2018\u2019](?:(?![\u3040-\u30ff\u3400-\u9fff])[^\W_])+)*(?:\+\+?|\#(?!\w))?"
)
# The same for ASCII alone, which nearly all texts are. No number begins with a letter, so that words come first.
_ASCII_WORD: Final = re.compile(
    r"[a-z][a-z0-9]*(?:'[a-z0-9]+)*(?:\+\+?|\#(?!\w))?"
    r"|(?:[<>~]=?\s?|(?<![\w)])[-+])?[0-9]+(?:[.,:/\-][0-9]+)*(?:[+%]|(?![a-z0-9]))"
    r"|[0-9][a-z0-9]*(?:'[a-z0-9]+)*(?:\+\+?|\#(?!\w))?"
)
_AROUND: Final = '.,;:!?()[]"'
_THOUSANDS: Final = re.compile(r"[<>≤≥~±=+-]*\d{1,3}(?:,\d{3})+[+%]?")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_APOSTROPHES: Final = str.maketrans("", "", "'\u2018\u2019\u02bc\uff07")
_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))


def words(text: str) -> list[str]:
    """The words of a text in their normal form, in order.

    ``words("Don’t wait: iOS/iPadOS 17.4+ only")`` is ``["dont", "wait", "ios", "ipados", "17.4+", "only"]``.
    """
    if "<!--" in text:
        # A comment that a publisher's renderer let through as text (Intune's pages, 2018) is no word of the page.
        # Only up to the last end of one: a beginning without an end is looked for to the end of the text.
        last = text.rfind("-->") + 3
        text = _COMMENT.sub(" ", text[:last]) + text[last:] if last >= 3 else text
    if text.isascii():
        return _ascii_words(text.lower())
    found = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return [word if word.isalpha() else _fold(word) for word in found]


def _ascii_words(text: str) -> list[str]:
    if "<" in text or ">" in text or "~" in text:
        # The one part of a word that may have white space after it.
        return [word if word.isalpha() else _fold(word) for word in _ASCII_WORD.findall(text)]
    found: list[str] = []
    for word in text.split():
        # Most are letters and no more, but for what ends or surrounds a phrase.
        bare = word if word.isalpha() else word.strip(_AROUND)
        if bare.isalpha():
            found.append(bare)
        else:
            found += map(_fold, _ASCII_WORD.findall(word))
    return found


@lru_cache(maxsize=16384)
def normal(text: str) -> str:
    """The words of a text in their normal form, joined by one space."""
    return " ".join(words(text))


def glued(tokens: Iterable[str]) -> str:
    """Words run together, so that “set up” equals “setup”; a number stays apart from the number beside it."""
    out: list[str] = []
    for token in tokens:
        if out and out[-1][-1:].isdigit() and token[:1].isdigit():
            out.append(" ")
        out.append(token)
    return "".join(out)


def _fold(word: str) -> str:
    if "," in word and _THOUSANDS.fullmatch(word):
        word = word.replace(",", "")
    return word.translate(_APOSTROPHES).translate(_DASHES).replace(" ", "")
