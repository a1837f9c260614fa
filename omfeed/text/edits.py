"""The single word edits between two texts, and which of them nobody would act on.

An edit replaces a few words by others, either side possibly empty. Spelling mistakes put right, words doubled by
mistake, spaces and hyphens within a word, and stamps of the last update are no news; anything else is. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from rapidfuzz.distance import OSA, Indel

from omfeed.text.months import MONTHS
from omfeed.text.normal import glued, words

Edit: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""Words before and words after."""

_STAMP_WORDS: Final = frozenset(
    "updated modified reviewed revised added published edited aktualisiert geändert veröffentlicht hinzugefügt"
    " actualizado modificado publicado aggiornato modificato pubblicato atualizado bijgewerkt gewijzigd gepubliceerd"
    " mis mise jour modifié publié 업데이트 업데이트됨 게시됨 수정됨".split()
)
_STAMP_HELPERS: Final = frozenset(
    "date last on at am zuletzt dernière le el il à ultima última fecha data datum the".split()
)
_CONFUSED: Final = frozenset(
    [
        frozenset({"your", "youre"}),
        frozenset({"their", "theyre"}),
        frozenset({"their", "there"}),
        frozenset({"whose", "whos"}),
        frozenset({"then", "than"}),
        frozenset({"a", "an"}),
        frozenset({"lose", "loose"}),
    ]
)
"""English words that are written for one another by mistake and that turn no statement round."""


def edits(before: Sequence[str], after: Sequence[str], *, gap: int = 0, anchored: bool = False) -> list[Edit]:
    """The edits that lead from one word list to the other, in order.

    Args:
        before, after: words in normal form.
        gap: edits with at most so many unchanged words between them are taken as one.
        anchored: give an insertion or a deletion the word before it, to be known by.
    """
    spans: list[list[int]] = []
    for op in Indel.opcodes(before, after):
        if op.tag == "equal":
            continue
        b1, b2, a1, a2 = op.src_start, op.src_end, op.dest_start, op.dest_end
        if spans and b1 - spans[-1][1] <= gap and a1 - spans[-1][3] <= gap:
            spans[-1][1], spans[-1][3] = b2, a2
        else:
            spans.append([b1, b2, a1, a2])
    if anchored:
        spans = [
            [b1 - 1, b2, a1 - 1, a2] if (b1 == b2 or a1 == a2) and b1 and a1 else [b1, b2, a1, a2]
            for b1, b2, a1, a2 in spans
        ]
    return [(tuple(before[b1:b2]), tuple(after[a1:a2])) for b1, b2, a1, a2 in spans]


def unstamped(text: str) -> list[str]:
    """The words of a text without its stamps: “Updated May 3, 2024:” at the head of a line, “(Updated)” likewise."""
    kept: list[str] = []
    for line in text.splitlines():
        line_words = words(line)
        kept.extend(line_words[_stamp_length(line_words) :])
    return kept


def untitled_stamp(title: str) -> list[str]:
    """The words of a title without “(Updated)” or “[Updated]” at either end."""
    title = title.strip()
    for left, right in ("()", "[]"):
        if title.startswith(left) and right in title and _only_stamp(title[1 : title.index(right)]):
            title = title[title.index(right) + 1 :]
        if title.endswith(right) and left in title and _only_stamp(title[title.rindex(left) + 1 : -1]):
            title = title[: title.rindex(left)]
    return words(title)


def harmless(edit: Edit, known_word: Callable[[str], bool]) -> str:
    """Why nobody would act on this edit, in words; empty when somebody might.

    Args:
        edit: words before and after.
        known_word: whether a word occurs elsewhere on the page, in any other entry of either revision.
    """
    before, after = edit
    if glued(before) == glued(after):
        return "spacing or hyphens"
    if len(before) == len(after) and all(
        left == right or _misspelt(left, right, known_word) for left, right in zip(before, after, strict=True)
    ):
        return "spelling"
    return ""


def doubled(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the two differ only in words written twice in a row by mistake (“that that”)."""
    return _undoubled(before) == _undoubled(after)


def _undoubled(row: Sequence[str]) -> list[str]:
    return [word for at, word in enumerate(row) if not at or word != row[at - 1] or len(word) < 2 or not word.isalpha()]


def _misspelt(before: str, after: str, known_word: Callable[[str], bool]) -> bool:
    if frozenset({before, after}) in _CONFUSED:
        return True
    if not (before.isalpha() and after.isalpha()) or min(len(before), len(after)) < 5:
        return False
    # Beginnings and endings carry meaning (un-, -ed, -s); a slip of the pen is inside, and the slip is no word the
    # page uses, while what replaces it is one, or the same letters in another order.
    if before[0] != after[0] or before[-1] != after[-1] or "not" in before or "not" in after:
        return False
    distance = OSA.distance(before, after)
    if distance > 2 or (distance == 2 and len(after) < 9) or known_word(before):
        return False
    obvious = distance == 1 and (len(after) >= 8 or sorted(before) == sorted(after))
    return obvious or known_word(after)


def _only_stamp(text: str) -> bool:
    inner = words(text)
    if len(inner) == 1:
        return inner[0] in _STAMP_WORDS
    return bool(inner) and _stamp_length(inner) == len(inner)


def _stamp_length(row: Sequence[str]) -> int:
    """How many words at the head of a line are a stamp of the last update; 0 where there is none."""
    at = 0
    while at < len(row) and at < 5 and (row[at] in _STAMP_WORDS or row[at] in _STAMP_HELPERS):
        at += 1
    if not any(word in _STAMP_WORDS for word in row[:at]):
        return 0
    start = at
    numbers = 0
    has_year = has_month = False
    while at < len(row) and at - start < 6:
        word = row[at]
        if word[:1].isdigit():
            numbers += 1
            has_year = has_year or any(part.isdigit() and len(part) == 4 for part in _parts(word))
        elif word in MONTHS:
            has_month = True
        elif word not in {"de", "of", "th", "st", "nd", "rd", "년", "월", "일"}:
            break
        at += 1
    dated = has_year or (has_month and numbers)
    return at if dated else 0


def _parts(word: str) -> list[str]:
    for mark in "-/.:,":
        word = word.replace(mark, " ")
    return word.rstrip("년月일t").split()
