"""Which old entry is this one? Pairs the entries known with the entries seen, one to one.

In order of trust: the source's own id (unless the source has just renumbered everything), the same words in the same
place, the same words elsewhere, the publisher's work item, the same title in the same place, and last likeness of
title and body, assigned best over all pairs. What is left is new or gone. Deciding what that means is not done here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from omfeed.diff.assign import assign
from omfeed.diff.likeness import (
    ACCEPT,
    Features,
    Scale,
    alike,
    another_time,
    bodies_alike,
    features,
    titles_alike,
)
from omfeed.model import Entry
from omfeed.text.days import day_of
from omfeed.text.normal import normal

_ALL_PAIRS: Final = 3600
"""Up to so many pairs, each is weighed; beyond, only those that share rare words."""
_CANDIDATES: Final = 8
_RARE: Final = 12
_LONG_AGO: Final = 90
"""Days after which a short text said again in another place is said anew."""
_STOCK: Final = 25
"""Words below which a text may be a stock phrase."""
_TELLING: Final = 4
"""Words from which on a text can tell one entry from another."""


@dataclass(slots=True)
class Matching:
    """Pairs by index, each with the reason it was made; and what found no partner."""

    pairs: dict[int, int] = field(default_factory=dict)
    """Index of the known entry to index of the seen one."""
    why: dict[int, str] = field(default_factory=dict)
    """Index of the known entry to the reason, in words for a person."""
    lost: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    renumbered: bool = False
    """Whether the source gave most of its entries new ids this time, so that ids were not believed."""


def match(known: Sequence[Entry], seen: Sequence[Entry]) -> Matching:
    """Pairs the entries of two snapshots one to one.

    Args:
        known: the latest states of the entries that may come back.
        seen: the entries of the new snapshot.
    """
    return _Matcher(known, seen).run()


class _Matcher:
    def __init__(self, known: Sequence[Entry], seen: Sequence[Entry]) -> None:
        self.known, self.seen = known, seen
        self.result = Matching(lost=list(range(len(known))), new=list(range(len(seen))))
        self._features: dict[tuple[bool, int], Features] = {}
        self._sections: set[tuple[tuple[str, ...], str]] | None = None

    def run(self) -> Matching:
        result = self.result
        result.renumbered = _renumbered(self.known, self.seen)
        keyed = not result.renumbered
        if keyed:
            self._by(lambda entry: entry.key or None, "the source's own id is the same")
        self._keyed = keyed
        self._by(lambda entry: (entry.title, entry.text, entry.section), "the same words in the same place")
        self._by(lambda entry: (entry.title, entry.text), "the same words in another place")
        self._by(
            lambda entry: (normal(entry.title), normal(entry.text)) if normal(entry.text) else None,
            "the same words but for case and punctuation",
        )
        if result.lost and result.new:
            self._by_likeness()
        return result

    def _by(self, key: Callable[[Entry], Hashable], why: str) -> None:
        """Pairs what is equal under a key; several equals in the order in which they stand."""
        if not self.result.lost or not self.result.new:
            return
        places: dict[Hashable, list[int]] = defaultdict(list)
        for index in self.result.new:
            value = key(self.seen[index])
            if value is not None:
                places[value].append(index)
        groups: dict[Hashable, list[int]] = defaultdict(list)
        for index in self.result.lost:
            value = key(self.known[index])
            if value is not None and value in places:
                groups[value].append(index)
        made: dict[int, int] = {}
        for value, olds in groups.items():
            made.update(self._in_group(olds, places[value]))
        self._take(made, lambda _old, _new: why)

    def _in_group(self, olds: list[int], news: list[int]) -> dict[int, int]:
        if len(olds) == len(news) == 1:
            return {olds[0]: news[0]} if self._may(olds[0], news[0]) else {}
        made: dict[int, int] = {}
        left = list(news)
        # Twins first by all they have in common, then in order.
        for same in (lambda a, b: a.text == b.text and a.section == b.section, lambda a, b: True):  # noqa: ARG005
            for old in olds:
                if old in made:
                    continue
                fits = (n for n in left if self._may(old, n) and same(self.known[old], self.seen[n]))
                partner = next(fits, None)
                if partner is not None:
                    made[old] = partner
                    left.remove(partner)
        return made

    def _may(self, old: int, new: int) -> bool:
        """Two different ids of a source that is believed are two entries, unless one of them was given anew; and a
        stock phrase said again at another time is said anew."""
        before, after = self.known[old], self.seen[new]
        if self._said_anew(before, new):
            return False
        if self.result.renumbered or not before.key or not after.key or before.key == after.key:
            return True
        return normal(before.title) == normal(after.title) and normal(before.text) == normal(after.text)

    def _said_anew(self, before: Entry, new: int) -> bool:
        """Whether a short text stands again in a later section while its old one is gone from the page with it."""
        after = self.seen[new]
        if (before.key and before.key == after.key) or before.section == after.section:
            return False
        then, today = day_of(before.published), day_of(after.published)
        if then is None or today is None or (today - then).days <= _LONG_AGO:
            return False
        if self._sections is None:
            self._sections = {(entry.section[:1], entry.published[:10]) for entry in self.seen}
        old_section = (before.section[:1], before.published[:10])
        return old_section not in self._sections and len(self._new(new).body) < _STOCK

    def _take(self, made: dict[int, int], why: Callable[[int, int], str]) -> None:
        if not made:
            return
        self.result.pairs.update(made)
        self.result.why.update({old: why(old, new) for old, new in made.items()})
        used = set(made.values())
        self.result.lost = [old for old in self.result.lost if old not in made]
        self.result.new = [new for new in self.result.new if new not in used]

    def _old(self, index: int) -> Features:
        return self._cached(False, index, self.known)

    def _new(self, index: int) -> Features:
        return self._cached(True, index, self.seen)

    def _cached(self, is_new: bool, index: int, entries: Sequence[Entry]) -> Features:
        if (is_new, index) not in self._features:
            self._features[is_new, index] = features(entries[index])
        return self._features[is_new, index]

    def _by_likeness(self) -> None:
        scale = Scale(self._everything())
        self._by_work_item(scale)
        self._by_title_in_place(scale)
        scores: dict[tuple[int, int], float] = {}
        for old, new in self._candidates(scale):
            if self._may(old, new):
                score = alike(self._old(old), self._new(new), scale).score
                if score >= ACCEPT:
                    # Order on the page decides between equals.
                    order = abs(self.known[old].place - self.seen[new].place)
                    scores[old, new] = score - 1e-4 * min(order, 400) / 400
        self._take(assign(scores), lambda old, new: self._likeness_told(old, new, scale))

    def _everything(self) -> Iterable[Features]:
        """What words are weighed over: all that is unpaired and a sample of the rest, enough to know boilerplate."""
        yield from (self._old(index) for index in self.result.lost)
        yield from (self._new(index) for index in self.result.new)
        rest = sorted(self.result.pairs.values())
        step = max(1, len(rest) // 120)
        yield from (self._new(index) for index in rest[::step])

    def _likeness_told(self, old: int, new: int, scale: Scale) -> str:
        likeness = alike(self._old(old), self._new(new), scale)
        return f"title {likeness.title:.0%} and text {likeness.body:.0%} alike, the best pairing of all"

    def _by_work_item(self, scale: Scale) -> None:
        made: dict[int, int] = {}
        olds = _holders(self.result.lost, self._old)
        news = _holders(self.result.new, self._new)
        for item, holders in olds.items():
            if len(holders) != 1 or len(news.get(item, ())) != 1:
                continue
            old, new = holders[0], news[item][0]
            left, right = self._old(old), self._new(new)
            if left.work_items != right.work_items or old in made or new in made.values():
                continue
            if max(titles_alike(left, right, scale), bodies_alike(left, right, scale)) >= 0.25:
                made[old] = new
        self._take(made, lambda _old, _new: "the publisher's work item is the same")

    def _by_title_in_place(self, scale: Scale) -> None:
        """The same title under the same headings; several of them by likeness of their text."""
        groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for index in self.result.lost:
            groups[self._old(index).title, self._old(index).section][0].append(index)
        for index in self.result.new:
            groups[self._new(index).title, self._new(index).section][1].append(index)
        made: dict[int, int] = {}
        for olds, news in groups.values():
            if not olds or not news or not self._old(olds[0]).title:
                continue
            scores = {
                (old, new): 0.1 + bodies_alike(self._old(old), self._new(new), scale)
                for old in olds
                for new in news
                if self._may(old, new) and self._same_item(old, new, scale)
            }
            made.update(assign(scores))
        self._take(made, lambda _old, _new: "the same title in the same place")

    def _same_item(self, old: int, new: int, scale: Scale) -> bool:
        left, right = self._old(old), self._new(new)
        if left.section and left.published == right.published:
            return True
        # A feed that repeats its titles (a monthly headline) tells its items apart by date and text.
        body = bodies_alike(left, right, scale)
        return body >= 0.5 and not another_time(left, right, body)

    def _candidates(self, scale: Scale) -> Iterable[tuple[int, int]]:
        lost, new = self.result.lost, self.result.new
        if len(lost) * len(new) <= _ALL_PAIRS:
            yield from ((old, one) for old in lost for one in new)
            return
        holders: dict[str, list[int]] = defaultdict(list)
        for index in new:
            for word in self._telling(self._new(index), scale):
                holders[word].append(index)
        for old in lost:
            votes: Counter[int] = Counter()
            for word in self._telling(self._old(old), scale):
                those = holders.get(word, ())
                if len(those) <= 40:
                    votes.update({index: scale.weight(word) for index in those})
            yield from ((old, index) for index, _ in votes.most_common(_CANDIDATES))

    @staticmethod
    def _telling(one: Features, scale: Scale) -> set[str]:
        """Its title, its rarest words and its rarest pairs of words."""
        ranked = sorted({*one.title_words, *one.body_words}, key=lambda word: (-scale.weight(word), word))
        rare = set(ranked[:_RARE])
        pairs = {f"{a} {b}" for a, b in zip(one.body, one.body[1:], strict=False) if a in rare or b in rare}
        return {one.title, *rare, *sorted(pairs)[: 2 * _RARE]}


def _holders(indices: Iterable[int], of: Callable[[int], Features]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for index in indices:
        for item in of(index).work_items:
            holders[item].append(index)
    return holders


def _renumbered(known: Sequence[Entry], seen: Sequence[Entry]) -> bool:
    """Whether at least half of what was known came back under new ids (a feed that moved house, a list that renamed
    its rows): the same single title, or the same text."""
    keyed = [entry for entry in known if entry.key]
    keys_seen = {entry.key for entry in seen if entry.key}
    gone = [entry for entry in keyed if entry.key not in keys_seen]
    if len(keyed) < 2 or not keys_seen or 2 * len(gone) < len(keyed):
        return False
    keys_known = {entry.key for entry in keyed}
    come = [entry for entry in seen if entry.key and entry.key not in keys_known]
    titles = Counter(normal(entry.title) for entry in come)
    often = Counter(normal(entry.title) for entry in keyed)
    texts = Counter(text for entry in come if len((text := normal(entry.text)).split()) >= _TELLING)
    back = 0
    for entry in gone:
        title, text = normal(entry.title), normal(entry.text)
        if texts[text] > 0:
            texts[text] -= 1
            back += 1
        elif titles[title] == often[title] == 1:
            back += 1
    return 2 * back >= len(keyed)
