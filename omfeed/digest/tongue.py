"""Which language an entry is written in, where its page says another: browsers break lines by it, voices read by it."""

from __future__ import annotations

import re
from typing import Final

from omfeed.model import Entry

_HANGUL: Final = re.compile(r"[\uac00-\ud7a3]")
_KANA: Final = re.compile(r"[\u3040-\u30ff]")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_READ: Final = 400
"""So many characters of a text tell."""
_SHARE: Final = 0.3
"""Such a share of the letters is no mere name or quotation."""


def spoken(entry: Entry) -> str:
    """The language of an entry: by its script where that names one, else as its page has it.

    A post in Korean on an English blog is Korean, whatever the blog says of itself. Scripts that many languages share
    name none.
    """
    text = f"{entry.title} {entry.text[:_READ]}"
    if text.isascii():
        return entry.language
    letters = sum(map(str.isalpha, text))
    hangul, kana = len(_HANGUL.findall(text)), len(_KANA.findall(text))
    if hangul >= letters * _SHARE:
        return entry.language if _is(entry.language, "ko") else "ko"
    if kana and kana + len(_HAN.findall(text)) >= letters * _SHARE:
        return entry.language if _is(entry.language, "ja") else "ja"
    return entry.language


def _is(language: str, code: str) -> bool:
    return language.partition("-")[0].lower() == code
