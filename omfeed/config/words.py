"""Words that name what is allowed, and the one that was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Final

_CALLED: Final = {
    **dict.fromkeys(("iphone", "ipad", "ipados", "iphones", "ipads"), "ios"),
    **dict.fromkeys(("mac", "macs", "osx", "os x"), "macos"),
    **dict.fromkeys(("win", "pc", "win11", "windows 11", "windows11"), "windows"),
    **dict.fromkeys(("chromebook", "chrome os"), "chromeos"),
}
"""What people call a platform, and its name here."""


def shown(value: str) -> str:
    """A value as a message may repeat it: of a web address its host only, since the rest may be a secret."""
    scheme, mark, rest = value.partition("://")
    host = re.split(r"[/?#\\]", rest)[0].rpartition("@")[2]
    return value if not mark or rest in {host, f"{host}/"} else f"{scheme}://{host}/…"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that ``word`` was probably meant to be, or empty."""
    folded = {name.lower().replace("-", "_"): name for name in known}
    if (commonly := _CALLED.get(word.lower())) in folded:
        return folded[commonly]
    close = difflib.get_close_matches(word.lower().replace("-", "_"), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def listed(words: Iterable[str]) -> str:
    """Words in quotation marks, with commas."""
    return ", ".join(f'"{word}"' for word in words)


def unknown(found: str, known: Iterable[str], *, what: str) -> str:
    """What to say of a word that is none of the known ones."""
    names = tuple(known)
    meant = nearest(found, names)
    guess = f' Did you mean "{meant}"?' if meant else ""
    return f'{what} "{found}" is not known.{guess} Allowed: {listed(names)}.'
