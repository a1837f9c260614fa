"""Finds what changed all over a page at once, so that it is told once instead of in every entry.

A product renamed in five entries or more, whose old name the page has (all but) ceased to use, is one piece of news. A
stated value that appears, disappears or shifts by the same span in most entries is the source's doing, not the
entries'.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from html import unescape
from typing import Final

from omfeed.diff.material import Throughout, changed_facts, relabelled, word_edits
from omfeed.model import Entry
from omfeed.text.days import day_of
from omfeed.text.edits import Edit
from omfeed.text.fingerprint import telling_facts
from omfeed.text.normal import normal, words

AT_LEAST: Final = 5
"""Entries in which the same replacement must occur to be a change throughout the page."""
_ROWS: Final = 2
"""Rows that make a table, in all of which a column must have been renamed."""
_COLUMN: Final = re.compile(r"<strong>([^<>]{1,80}):</strong>")
"""How the rows of a table name the column of each value."""
_MOST_WORDS: Final = 6
_SELDOM: Final = 5
_AS_OFTEN: Final = 0.8
_MOST_OF: Final = 0.6
_STATEMENTS: Final = frozenset(
    "not no never none cannot cant dont doesnt wont isnt arent without only except must may can should will required"
    " optional enabled disabled supported unsupported available unavailable retired deprecated preview".split()
)
"""Words that say what is so; replacing them, in however many entries, is news of each."""


def find(pairs: Sequence[tuple[Entry, Entry]], seen: Sequence[Entry]) -> tuple[Throughout, str]:
    """What changed throughout the page, and one line that says so (empty when nothing did).

    Args:
        pairs: both states of every entry that stayed.
        seen: all entries of the new snapshot.
    """
    worded = [pair for pair in pairs if pair[0].text != pair[1].text or pair[0].title != pair[1].title]
    narrow = wide = frozenset[Edit]()
    columns = _columns(worded, seen)
    lines = [f"“{old}” became “{new}” in {count} entries" for (old, new), count in sorted(columns.items())]
    renamed = tuple(columns)
    if renamed:
        worded = [(relabelled(before, renamed), after) for before, after in worded]
        worded = [pair for pair in worded if pair[0].text != pair[1].text or pair[0].title != pair[1].title]
    if len(worded) >= AT_LEAST:
        narrow, counts = _renames(worded, seen, 0)
        wide, wide_counts = _renames(worded, seen, 2)
        # “Office 365 ProPlus” for “Microsoft 365 Apps” is told whole; a word beside another change is told alone.
        if max((wide_counts[edit] for edit in wide), default=0) >= _AS_OFTEN * max(
            (counts[e] for e in narrow), default=0
        ):
            lines += _told(wide, wide_counts, worded)
        else:
            lines += _told(narrow, counts, worded)
    facts = _facts(pairs)
    lines.extend(f"“{name.replace('_', ' ')}” changed throughout the source" for name in sorted(facts))
    labels, labelled = _labels(worded, len(pairs))
    if labels:
        lines.append(f"{labelled} entries gained or lost a label")
    dated = [pair for pair in pairs if pair[0].published != pair[1].published]
    if len(dated) >= AT_LEAST and len(dated) >= _MOST_OF * len(pairs):
        lines.append(f"{len(dated)} entries were given another date")
    return Throughout(narrow, wide, facts, labels, renamed), "; ".join(lines[:4])


def _told(renames: Collection[Edit], counts: Counter[Edit], worded: Sequence[tuple[Entry, Entry]]) -> list[str]:
    before = "\n".join(f"{old.title}\n{old.text}" for old, _ in worded)
    after = "\n".join(f"{new.title}\n{new.text}" for _, new in worded)
    return [
        f"“{_as_written(old, before)}” became “{_as_written(new, after)}” in {counts[old, new]} entries"
        for old, new in sorted(renames, key=lambda edit: (-counts[edit], edit))
    ]


def _as_written(name: Sequence[str], text: str) -> str:
    """How the page mostly writes words that are compared without case and punctuation."""
    pattern = r"[^\w\n]{1,3}".join(re.escape(word) for word in name)
    forms = Counter(found[0] for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE))
    return forms.most_common(1)[0][0] if forms else " ".join(name)


def _renames(
    worded: Sequence[tuple[Entry, Entry]], seen: Sequence[Entry], gap: int
) -> tuple[frozenset[Edit], Counter[Edit]]:
    counts: Counter[Edit] = Counter()
    for before, after in worded:
        counts.update(set(word_edits(before, after, gap=gap)))
    often = [
        (old, new)
        for (old, new), count in counts.items()
        if count >= AT_LEAST and old and new and max(len(old), len(new)) <= _MOST_WORDS and _names(old, new)
    ]
    if not often:
        return frozenset(), counts
    page = f" {' | '.join(f'{normal(entry.title)} | {normal(entry.text)}' for entry in seen)} "
    gone = frozenset(
        (old, new)
        for old, new in often
        if _left(page, " ".join(old), " ".join(new)) <= counts[old, new] / _SELDOM
        and _a_word_is_gone(page, old, new, counts[old, new])
    )
    return gone, counts


def _a_word_is_gone(page: str, old: tuple[str, ...], new: tuple[str, ...], count: int) -> bool:
    """Whether a word of the old name has all but left the page; a name that only grew has lost none."""
    lost = {*old} - {*new}
    return not lost or any(page.count(f" {word} ") <= count / _SELDOM for word in lost)


def _names(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether a replacement can be one name for another: no numbers, no dates, nothing that turns a statement round."""
    changed = {*old} ^ {*new}
    return (
        all(word.isalpha() for word in changed) and not changed & _STATEMENTS and any(len(word) >= 3 for word in {*old})
    )


def _left(page: str, old: str, new: str) -> int:
    """How often the old name still stands on the page, outside the new one."""
    within = page.count(f" {new} ") if f" {old} " in f" {new} " else 0
    return page.count(f" {old} ") - within


def _columns(worded: Sequence[tuple[Entry, Entry]], seen: Sequence[Entry]) -> dict[tuple[str, str], int]:
    """Names of columns that every row shows under another name now, be they ever so few; and in how many rows."""
    renamed: Counter[tuple[str, str]] = Counter()
    for before, after in worded:
        old, new = _COLUMN.findall(before.html), _COLUMN.findall(after.html)
        if before.key and before.key == after.key and len(old) == len(new):
            renamed.update(
                (unescape(one), unescape(other)) for one, other in zip(old, new, strict=True) if one != other
            )
    if not renamed:
        return {}
    standing = {unescape(name) for entry in seen for name in _COLUMN.findall(entry.html)}
    held = {unescape(name) for before, _ in worded for name in _COLUMN.findall(before.html)}
    return {
        (old, new): count
        for (old, new), count in renamed.items()
        if count >= _ROWS and old not in standing and new not in held and _names(tuple(words(old)), tuple(words(new)))
    }


def _labels(worded: Sequence[tuple[Entry, Entry]], all_pairs: int) -> tuple[frozenset[str], int]:
    """Short lines that most entries gained, or lost, at their begin or end, a few for all of them; and in how many."""
    gained = [line for line in (_label(old, new) for old, new in worded) if line]
    lost = [line for line in (_label(new, old) for old, new in worded) if line]
    count = len(gained) + len(lost)
    few = {*gained, *lost}
    if count < AT_LEAST or count < _MOST_OF * all_pairs or 2 * len(few) > count:
        return frozenset(), 0
    return frozenset(few), count


def _label(before: Entry, after: Entry) -> str:
    """The one line that an entry has gained, in normal form, if it can be a label: no sentence, number or statement."""
    more, fewer = after.text.splitlines(), before.text.splitlines()
    if len(more) != len(fewer) + 1:
        return ""
    line = more[0] if more[1:] == fewer else more[-1] if more[:-1] == fewer else ""
    found = words(line)
    # A mark at its end makes it a sentence.
    if not found or len(found) > _MOST_WORDS or not line.rstrip()[-1].isalnum():
        return ""
    return "" if not all(map(str.isalpha, found)) or _STATEMENTS & {*found} else " ".join(found)


def _facts(pairs: Sequence[tuple[Entry, Entry]]) -> frozenset[str]:
    changed: Counter[str] = Counter()
    for before, after in pairs:
        changed.update(changed_facts(before, after))
    return frozenset(
        name
        for name, count in changed.items()
        if count >= AT_LEAST and count >= _MOST_OF * len(pairs) and _one_cause(name, pairs)
    )


def _one_cause(name: str, pairs: Sequence[tuple[Entry, Entry]]) -> bool:
    """Whether a value came everywhere, went everywhere, or shifted by the same day or less everywhere."""
    shifts: set[object] = set()
    for before, after in pairs:
        old, new = telling_facts(before.facts).get(name), telling_facts(after.facts).get(name)
        if old == new:
            continue
        if old is None or new is None:
            shifts.add("came" if old is None else "went")
            continue
        old_day, new_day = day_of(str(old)), day_of(str(new))
        if old_day is None or new_day is None or abs((new_day - old_day).days) > 1:
            return False
        shifts.add(new_day - old_day)
    return len(shifts) == 1
