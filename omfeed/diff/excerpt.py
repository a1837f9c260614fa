"""Tells a text that was cut from one that was changed: “the first words of what is known …” says nothing anew.

Feeds are switched between whole posts and excerpts, some for one night. A text that is the beginning of another and
ends in an ellipsis or in “Read more” is an excerpt of it; of the two, the whole one is what the vendor says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from omfeed.model import Entry, Fact
from omfeed.text.normal import words

_ELLIPSIS: Final = re.compile(r"\s*[\[(]?\s*(?:…|\.{3,}|⋯)\s*[\])]?\s*\Z")
# “Learn more” is no such mark: whole posts end with it.
_ONWARDS: Final = re.compile(
    r"(?:\A|(?<=[\s.…\])]))(?:read (?:more|on|the (?:full|whole|rest of the) \w+)|continue reading"
    r"|view (?:full )?(?:post|article)"
    r"|weiterlesen|mehr lesen|lire (?:la suite|plus)|leer más|seguir leyendo|leggi (?:tutto|di più)|continua a leggere"
    r"|ler mais|continue lendo|lees (?:verder|meer)|더 ?보기|계속 읽기|자세히 보기"
    r"|続きを読む|もっと読む|阅读全文|阅读更多|繼續閱讀|閱讀更多)"
    r"(?:[^\S\n]+(?:of )?[“\"'][^\n]{1,160})?[\s.:»›→>]*\Z",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(
    r"\s*\bThe post [^\n]{1,300} (?:appeared first|first appeared) on [^\n]{1,120}\Z", re.IGNORECASE
)
"""What the most common maker of feeds puts below each post, cut or whole."""
_TAIL: Final = 400
"""Characters at the end in which a mark can stand."""
_MOST: Final = 0.5
_AT_LEAST: Final = 3


def is_excerpt(text: str, whole: str) -> bool:
    """Whether a text is the beginning of another and says by a mark at its end that it was cut.

    Args:
        text: the shorter one, perhaps.
        whole: the one it may have been cut from, which may end in such a mark itself.
    """
    if text == whole or len(text) >= len(whole) + 40:
        return False
    body = _uncut(text)
    if body is None:
        return False
    begin, all_words = words(body), words(_SIGNED.sub("", whole))
    if len(begin) >= len(all_words):
        return False
    if not begin:
        return True
    # The last word may be cut, too.
    if begin[:-1] != all_words[: len(begin) - 1] or not all_words[len(begin) - 1].startswith(begin[-1]):
        return False
    return not _written_so(body, whole)


def unabridged(
    pairs: Mapping[int, int], known: Sequence[Entry], seen: Sequence[Entry]
) -> tuple[tuple[Entry, ...], str]:
    """The seen entries, each excerpt with the fuller text that is known, and one line if most of them are excerpts.

    Args:
        pairs: for the index of a known entry that of the seen one that it is now.
        known: entries as they were known.
        seen: entries as the snapshot shows them.
    """
    out = list(seen)
    cut = 0
    for old, new in pairs.items():
        before, after = known[old], seen[new]
        if is_excerpt(after.text, before.text):
            out[new] = replace(after, text=before.text, html=before.html, facts=_fuller(before.facts, after.facts))
            cut += 1
    if cut >= _AT_LEAST and cut > _MOST * len(seen):
        return tuple(out), f"{cut} of {len(seen)} entries came cut to excerpts, and the whole texts known stay"
    return tuple(out) if cut else tuple(seen), ""


def _uncut(text: str) -> str | None:
    """A text without the mark that it was cut; none if it bears no such mark."""
    start = max(0, len(text) - _TAIL)
    head, tail = text[:start], _SIGNED.sub("", text[start:])
    bare = _ELLIPSIS.sub("", _ONWARDS.sub("", tail).rstrip())
    return None if bare.rstrip() == tail.rstrip() else head + bare


def _written_so(body: str, whole: str) -> bool:
    """Whether the whole text has an ellipsis in that place itself: then what follows was added, or taken away."""
    last = body.split()[-2:]
    return bool(re.search(r"\s+".join(map(re.escape, last)) + r"\s*[\[(]?(?:…|\.{3}|⋯)[\])]?\s*\S", whole))


def _fuller(before: Mapping[str, Fact], after: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts of an excerpt, with those that only the whole text told."""
    told: dict[str, Fact] = {**before, **after}
    for name, value in before.items():
        now = after.get(name)
        if isinstance(value, tuple) and isinstance(now, tuple) and {*now} < {*value}:
            told[name] = value
    return told
