"""Histories with a truth by construction: real pages, changed at random in ways that are known.

Each trial takes the entries of a captured page, holds some back, and makes a successor: entries added, withdrawn,
retitled, edited, moved, restyled, misspelt, shuffled, rolled off. What must be announced follows from what was done.
The seed is fixed, so that a figure can be repeated.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import escape
from itertools import pairwise

from omfeed.diff.advance import advance
from omfeed.diff.compare import compare
from omfeed.model import ChangeKind, Entry, Parsed, Source, Window

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
SOURCE = Source(id="bench", title="bench", url="https://example.org/", collector="learn-html", look_back_days=0)


@dataclass
class Trial:
    """What one trial did and what was said of it."""

    real: int = 0
    announced: int = 0
    wrong: list[str] = field(default_factory=list)


def run(parsed: Parsed, trials: int, seed: int = 1) -> Trial:
    """So many trials over one page, summed up."""
    chance = random.Random(seed)
    total = Trial()
    for number in range(trials):
        _trial(parsed, chance, number, total)
    return total


def _trial(parsed: Parsed, chance: random.Random, number: int, total: Trial) -> None:
    page = [_plain(entry) for entry in parsed.entries]
    held = set(chance.sample(range(len(page)), k=min(len(page) // 8, chance.randint(0, 6))))
    before = [entry for at, entry in enumerate(page) if at not in held]
    after: list[tuple[Entry, str]] = []
    expected: Counter[str] = Counter()
    rolled = _rolled(page, chance) if parsed.window is Window.ROLLING else frozenset[str]()
    stays = [entry for entry in page if entry.published not in rolled]
    for at, entry in enumerate(page):
        if entry.published in rolled:
            continue
        if at in held:
            after.append((entry, "added"))
            expected[f"added {entry.title}"] += 1
            continue
        what = chance.choices(list(_DEEDS), weights=[weight for weight, _ in _DEEDS.values()])[0]
        if what == "withdraw" and _has_company(page, entry, rolled):
            expected[f"withdrawn {entry.title}"] += 1
            continue
        made = _DEEDS[what][1](entry, chance, stays)
        after.append((made, what))
        if what in _NEWS and made != entry:
            expected[f"edited {made.title}"] += 1
    if chance.random() < 0.3:
        chance.shuffle(after)
    _score(before, [entry for entry, _ in after], parsed, expected, number, total)


def _score(
    before: list[Entry], after: list[Entry], parsed: Parsed, expected: Counter[str], number: int, total: Trial
) -> None:
    first = _snapshot(before, parsed)
    known = advance((), compare((), first, SOURCE, NOW), NOW)
    diff = compare(known, _snapshot(after, parsed), SOURCE, NOW)
    if diff.drift is not None:
        total.wrong.append(f"trial {number}: drift: {diff.drift.reason}")
        return
    told = Counter(f"{_KIND.get(c.kind, c.kind)} {c.entry.title}" for c in diff.changes if c.material)
    total.real += sum(expected.values())
    total.announced += sum(told.values())
    total.wrong.extend(f"trial {number}: missed: {name}" for name in (expected - told).elements())
    total.wrong.extend(f"trial {number}: spurious: {name}" for name in (told - expected).elements())


_KIND = {ChangeKind.ADDED: "added", ChangeKind.EDITED: "edited", ChangeKind.WITHDRAWN: "withdrawn"}


def _snapshot(entries: list[Entry], parsed: Parsed) -> Parsed:
    return replace(parsed, entries=tuple(replace(entry, place=place) for place, entry in enumerate(entries)))


def _plain(entry: Entry) -> Entry:
    """The entry as published pages have it: without work items; its HTML made from its text."""
    return _with(replace(entry, facts={}), entry.title, entry.text)


def _with(entry: Entry, title: str, text: str) -> Entry:
    html = "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines())
    return replace(entry, title=title, text=text, html=html)


def _rolled(page: list[Entry], chance: random.Random) -> frozenset[str]:
    days = sorted({entry.published for entry in page if entry.published})
    return frozenset(days[: chance.randint(0, max(0, len(days) // 3))] if chance.random() < 0.4 else ())


def _has_company(page: list[Entry], entry: Entry, rolled: frozenset[str]) -> bool:
    """Whether something older surely stays, so that the entry's going is a withdrawal."""
    days = sorted({other.published for other in page if other.published} - rolled)
    return not entry.published or entry.published not in days[:2]


def _words(text: str) -> list[str]:
    """The words with the space before each; a Chinese or Japanese character is one."""
    return re.findall(r"\s*(?:[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+)", text)


def _sentences(text: str) -> list[str]:
    return re.findall(r".+?(?:\.(?=\s)|。|$)", text, flags=re.DOTALL)


def _retitle(entry: Entry, chance: random.Random, _page: list[Entry]) -> Entry:
    row = _words(entry.title)
    at = chance.randrange(len(row))
    how = chance.choice(("drop", "add", "swap", "front"))
    if how == "drop" and len(row) > 3:
        del row[at]
    elif how == "add":
        row.insert(at, chance.choice((" improved", " additional", " preview", " new")))
    elif how == "front":
        row = [chance.choice(("Update: ", "Improved ", "Preview: ")), *row]
    else:
        row[at] = chance.choice((" settings", " devices", " profiles", " experience"))
    title = "".join(row).strip()
    told = [word.strip().lower() for word in row]
    twice = any(left == right for left, right in pairwise(told))
    return entry if twice or title.lower() == entry.title.lower() else _with(entry, title, entry.text)


def _edit(entry: Entry, chance: random.Random, page: list[Entry]) -> Entry:
    sentences = _sentences(entry.text)
    how = chance.choice(("insert", "delete", "number", "word", "append"))
    other = chance.choice(_sentences(chance.choice(page).text) or [""])
    if how == "delete" and len(sentences) > 2:
        del sentences[chance.randrange(len(sentences))]
    elif how == "number" and re.search(r"\d", entry.text):
        return _with(entry, entry.title, re.sub(r"\d+", lambda m: str(int(m[0]) + 1), entry.text, count=1))
    elif how == "word":
        row = _words(entry.text)
        row[chance.randrange(len(row))] = chance.choice((" never", " always", " preview", " 2027"))
        return _with(entry, entry.title, "".join(row))
    elif how != "append":
        sentences.insert(chance.randint(0, len(sentences)), f" {other.strip()} ")
    text = "".join(sentences) if how != "append" else f"{entry.text}\n{other}"
    return entry if sorted(_words(text)) == sorted(_words(entry.text)) else _with(entry, entry.title, text)


def _both(entry: Entry, chance: random.Random, page: list[Entry]) -> Entry:
    return _edit(_retitle(entry, chance, page), chance, page)


def _move(entry: Entry, chance: random.Random, page: list[Entry]) -> Entry:
    other = chance.choice(page)
    return replace(entry, section=other.section, published=other.published) if entry.text else entry


def _move_and_edit(entry: Entry, chance: random.Random, page: list[Entry]) -> Entry:
    edited = _edit(entry, chance, page)
    near = [other for other in page if other.published == entry.published]
    return replace(edited, section=chance.choice(near).section) if edited != entry else entry


def _restyle(entry: Entry, chance: random.Random, _page: list[Entry]) -> Entry:
    text = entry.text
    how = chance.randrange(5)
    if how == 0:
        text = text.replace(",", "").replace("'", "’")
    elif how == 1:
        text = text.replace(" ", "  ")
    elif how == 2:
        text = text.title()
    elif how == 3:
        text = "\n".join(reversed(text.splitlines()))
    return _with(replace(entry, html=""), entry.title, text)


def _same(entry: Entry, _chance: random.Random, _page: list[Entry]) -> Entry:
    return entry


_DEEDS = {
    "keep": (70, _same),
    "withdraw": (4, _same),
    "retitle": (4, _retitle),
    "edit": (6, _edit),
    "retitle and edit": (3, _both),
    "move": (4, _move),
    "move and edit": (2, _move_and_edit),
    "restyle": (7, _restyle),
}
_NEWS = frozenset({"retitle", "edit", "retitle and edit", "move and edit"})
