"""How alike two entries are, by title and body, on a scale where the rare words of the page weigh most.

Entries of one page share their boilerplate (“For more information, see…”, “Applies to:”); a word that stands in every
entry says nothing about which entry this is. So each word weighs by how few entries of both snapshots hold it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from omfeed.model import Entry
from omfeed.text.days import day_of
from omfeed.text.normal import normal

ACCEPT: Final = 0.5
"""Two entries at least so alike are taken for two states of one."""
_ONE_MATTER: Final = 0.55
"""Likeness of bodies from which on two entries of different titles may be about one matter."""
_A_PASSAGE: Final = 12
"""Words from which on a body that is part of another proves something."""
_ANOTHER_TIME: Final = 20
"""Days between the dates of two entries from which on a headline that both bear may be one that repeats."""
_A_WEEK: Final = 7
_UNMISTAKABLE: Final = 0.85
"""Likeness of bodies from which on they are one matter whenever it was told."""


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared of an entry."""

    title: str
    title_words: Mapping[str, int]
    body: tuple[str, ...]
    body_words: Mapping[str, int]
    section: tuple[str, ...]
    published: date | None
    work_items: frozenset[str]
    anchor: str


def features(entry: Entry) -> Features:
    """What is compared of an entry."""
    title = normal(entry.title)
    body = tuple(normal(entry.text).split())
    items = entry.facts.get("work_items", ())
    return Features(
        title=title,
        title_words=Counter(title.split()),
        body=body,
        body_words=Counter(body),
        section=tuple(normal(part) for part in entry.section),
        published=day_of(entry.published),
        work_items=frozenset(items) if isinstance(items, tuple) else frozenset(),
        anchor=entry.anchor,
    )


class Scale:
    """Weighs words by rarity over all entries of both snapshots."""

    def __init__(self, everything: Iterable[Features]) -> None:
        holders: Counter[str] = Counter()
        count = 0
        for one in everything:
            holders.update(set(one.title_words) | set(one.body_words))
            count += 1
        self._count = max(count, 2)
        self._holders = holders

    def weight(self, word: str) -> float:
        """How much a word says, from near 0 (in every entry) upwards."""
        return math.log((self._count + 1) / (self._holders.get(word, 0) + 0.5)) + 0.05

    def shared(self, left: Mapping[str, int], right: Mapping[str, int]) -> float:
        """Weighted share of words in common, 0 to 1."""
        common = sum(min(times, right[word]) * self.weight(word) for word, times in left.items() if word in right)
        total = sum(times * self.weight(word) for word, times in left.items())
        total += sum(times * self.weight(word) for word, times in right.items())
        return 2 * common / total if total else 0.0

    def contained(self, part: Mapping[str, int], whole: Mapping[str, int]) -> float:
        """Weighted share of a part's words that the whole holds too, 0 to 1."""
        total = sum(times * self.weight(word) for word, times in part.items())
        common = sum(min(times, whole[word]) * self.weight(word) for word, times in part.items() if word in whole)
        return common / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two entries are, in parts and as a whole."""

    title: float
    body: float
    score: float


def titles_alike(left: Features, right: Features, scale: Scale) -> float:
    """Likeness of two titles, 0 to 1: spelling and rare words count alike."""
    if left.title == right.title:
        return 1.0
    spelt = fuzz.ratio(left.title, right.title) / 100
    return max(scale.shared(left.title_words, right.title_words), 0.5 * spelt + 0.5 * _ordered(left, right))


def _ordered(left: Features, right: Features) -> float:
    return Indel.normalized_similarity(left.title.split(), right.title.split())


def bodies_alike(left: Features, right: Features, scale: Scale) -> float:
    """Likeness of two bodies, 0 to 1; a body that only grew or shrank is like its other state."""
    if left.body == right.body:
        return 1.0
    if not left.body or not right.body:
        return 0.0
    same = scale.shared(left.body_words, right.body_words)
    # Order tells a rewritten sentence from a bag of the same jargon.
    if 0.3 < same < 0.95:
        same = 0.7 * same + 0.3 * _in_order(left.body, right.body)
    small, large = sorted((left, right), key=lambda one: len(one.body))
    if len(small.body) >= _A_PASSAGE:
        grown = scale.contained(small.body_words, large.body_words)
        if grown > 0.9:
            share = len(small.body) / len(large.body)
            same = max(same, (0.85 if share > 0.3 else 0.45) * grown)
    return same


def _in_order(left: Sequence[str], right: Sequence[str]) -> float:
    return Indel.normalized_similarity(left, right)


def alike(left: Features, right: Features, scale: Scale) -> Likeness:
    """How alike two entries are; ``score`` is to be held against ``ACCEPT``."""
    title = titles_alike(left, right, scale)
    body = bodies_alike(left, right, scale)
    if not left.body and not right.body:
        score = title - 0.15
    elif not left.body or not right.body:
        score = title - 0.3
    else:
        score = 0.4 * title + 0.6 * body
        if title < 1.0 and body < _ONE_MATTER:
            # Entries made from one pattern have like titles; what they are about is below.
            score -= 0.05 + 1.5 * (_ONE_MATTER - body)
    if left.section == right.section:
        score += 0.06
    elif left.section[:1] != right.section[:1] and title < 0.9:
        # Retitled and moved at once is rare; a new item on an old matter is not.
        score -= 0.1
    if left.anchor and left.anchor == right.anchor and title < 1.0:
        score += 0.1
    if left.work_items and right.work_items:
        score += 0.25 if left.work_items & right.work_items else -0.12
    score -= _apart(left, right, body)
    return Likeness(title, body, 0.0 if another_time(left, right, body) else score)


def another_time(left: Features, right: Features, body: float) -> bool:
    """Whether two entries alike stand so far apart in time that they are two items of one recurring headline."""
    if left.published is None or right.published is None:
        return False
    days = abs((left.published - right.published).days)
    enough = _UNMISTAKABLE if min(len(left.body), len(right.body)) >= _A_PASSAGE else 2.0
    return days >= _ANOTHER_TIME and body < enough


def _apart(left: Features, right: Features, body: float) -> float:
    """What is taken off for the distance in time."""
    if left.published is None or right.published is None or body > _UNMISTAKABLE:
        return 0.0
    return 0.1 if abs((left.published - right.published).days) > _A_WEEK else 0.0
