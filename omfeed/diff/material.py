"""Cosmetic or material: would a reader act or plan differently after this edit?

White space, punctuation, case, markup, link targets, spelling, the order of blocks, stamps of the last update and a
name changed throughout the page are cosmetic: stored, not announced. Everything else is material; in doubt, material.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from omfeed.diff.excerpt import is_excerpt
from omfeed.model import Entry
from omfeed.text.edits import Edit, doubled, edits, harmless, unstamped, untitled_stamp
from omfeed.text.fingerprint import telling_facts
from omfeed.text.normal import normal, words
from omfeed.text.same_days import same_days

_MOST_SLIPS: Final = 12
"""An entry with more single edits than this was rewritten, not corrected."""
CAME_WHOLE: Final = "the whole text came after an excerpt"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an edit amounts to."""

    edited: bool
    """Whether anything of the content differs."""
    material: bool = False
    reason: str = ""
    facts: tuple[str, ...] = ()
    """Names of the stated values that changed."""


@dataclass(frozen=True, slots=True)
class Throughout:
    """What changed all over the page and is told once: names replaced, facts that came, went or shifted."""

    edits: Collection[Edit] = ()
    wide_edits: Collection[Edit] = ()
    """The same with up to two unchanged words within."""
    facts: Collection[str] = ()
    labels: Collection[str] = ()
    """Lines in normal form that most entries gained or lost."""
    columns: Collection[tuple[str, str]] = ()
    """Names of columns before and after, as they are written."""


class Vocabulary:
    """Which words the page uses; it is asked seldom, so that it searches instead of counting beforehand."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def beyond(self, *own: Entry) -> Callable[[str], bool]:
        """Whether a word occurs in an entry other than these."""

        def known_word(word: str) -> bool:
            whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
            return any(
                whole.search(entry.text) or whole.search(entry.title) for entry in self._entries if entry not in own
            )

        return known_word


def judge(
    before: Entry, after: Entry, vocabulary: Vocabulary, throughout: Throughout, *, renumbered: bool = False
) -> Verdict:
    """Whether an entry was edited, and whether that matters.

    Args:
        before, after: its two states.
        vocabulary: the words of both snapshots.
        throughout: what changed all over the page.
        renumbered: whether the source gave all its entries new ids, and names with them.
    """
    facts = changed_facts(before, after)
    telling = tuple(
        name
        for name in facts
        if name not in throughout.facts
        and not (renumbered and before.facts.get(name) == before.key and after.facts.get(name) == after.key)
    )
    if telling:
        named = ", ".join(name.replace("_", " ") for name in telling)
        return Verdict(True, True, f"material: stated values changed ({named})", telling)
    if before.title == after.title and before.text == after.text:
        return _same_words(before, after, bool(facts))
    if renumbered and normal(before.text) == normal(after.text):
        return Verdict(True, False, "cosmetic: the source renamed all its entries", facts)
    renamed = relabelled(before, throughout.columns)
    if renamed != before and renamed.title == after.title and normal(renamed.text) == normal(after.text):
        return Verdict(True, False, "cosmetic: a name was changed throughout the page", facts)
    reason = _cosmetic(renamed, after, vocabulary, throughout)
    if reason:
        return Verdict(True, False, f"cosmetic: {reason}", facts)
    part = "title" if normal(before.text) == normal(after.text) else "text"
    return Verdict(True, True, f"material: words of the {part} changed", facts)


def changed_facts(before: Entry, after: Entry) -> tuple[str, ...]:
    """Names of the stated values that differ and could matter to a reader."""
    was, now_is = telling_facts(before.facts), telling_facts(after.facts)
    return tuple(sorted(name for name in {*was, *now_is} if was.get(name) != now_is.get(name)))


def _same_words(before: Entry, after: Entry, facts: bool) -> Verdict:
    if facts:
        return Verdict(True, False, "cosmetic: a stated value changed throughout the source")
    if before.html != after.html:
        return Verdict(True, False, "cosmetic: markup or link targets only")
    if before.published != after.published:
        return Verdict(False, False, "cosmetic: only its date was changed")
    return Verdict(False)


def _cosmetic(before: Entry, after: Entry, vocabulary: Vocabulary, throughout: Throughout) -> str:
    """Why nobody would act on the difference in words; empty when somebody might."""
    if normal(before.title) == normal(after.title):
        if normal(before.text) == normal(after.text):
            return "punctuation, case or spacing only"
        if _lines(before.text) == _lines(after.text):
            return "the same passages in another order"
        if throughout.labels and _unlabelled(before.text, throughout) == _unlabelled(after.text, throughout):
            return "a label that most entries gained or lost"
    if normal(before.title) == normal(after.title) and is_excerpt(before.text, after.text):
        return CAME_WHOLE
    # A headline is known by its writing: one that is written anew is told.
    if normal(before.title) == normal(after.title) and same_days(before.text, after.text):
        return "the same days written another way"
    old = [*untitled_stamp(before.title), "\n", *unstamped(before.text)]
    new = [*untitled_stamp(after.title), "\n", *unstamped(after.text)]
    if old == new:
        return "only a stamp of the last update changed"
    if doubled(old, new):
        return "a word written twice was put right"
    found = edits(old, new)
    named = edits(old, new, anchored=True)
    if throughout.edits and all(edit in throughout.edits for edit in named):
        return "a name was changed throughout the page"
    if throughout.wide_edits and all(edit in throughout.wide_edits for edit in edits(old, new, gap=2, anchored=True)):
        return "a name was changed throughout the page"
    if len(found) > _MOST_SLIPS:
        return ""
    known_word = vocabulary.beyond(before, after)
    reasons = [
        "a name changed throughout the page" if name in throughout.edits else harmless(edit, known_word)
        for edit, name in zip(found, named, strict=True)
    ]
    return ", ".join(dict.fromkeys(reasons)) + " only" if all(reasons) else ""


def _lines(text: str) -> Counter[str]:
    return Counter(normal(line) for line in text.splitlines() if line.strip())


def _unlabelled(text: str, throughout: Throughout) -> Counter[str]:
    return Counter({line: times for line, times in _lines(text).items() if line not in throughout.labels})


def relabelled(entry: Entry, columns: Collection[tuple[str, str]]) -> Entry:
    """A row with the new names of its columns, for each old name and its new one; as it was where there are none."""
    if not columns:
        return entry
    lines = entry.text.splitlines()
    for at, line in enumerate(lines):
        name = next(((old, new) for old, new in columns if line.startswith(f"{old}:")), None)
        if name is not None:
            lines[at] = f"{name[1]}{line[len(name[0]) :]}"
    return replace(entry, text="\n".join(lines))


def word_edits(before: Entry, after: Entry, *, gap: int = 0) -> list[Edit]:
    """The edits of title and text of an entry; an insertion carries the word before it, to be known by."""
    out: list[Edit] = []
    for old, new in ((words(before.title), words(after.title)), (words(before.text), words(after.text))):
        if old != new:
            out.extend(edits(old, new, gap=gap, anchored=True))
    return out
