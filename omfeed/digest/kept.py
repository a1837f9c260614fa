"""Keeps the cards of one night, so that what a thousand digests tell is worded once.

A card depends on its matter, the fleet, the day, the language and its owner, and on nothing else. One keeper serves one
fleet; it is made by whoever writes many digests at a time, and thrown away with them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import Final, TypeVar

from omfeed.digest.cards import WORDS_OPEN, card, judged_of, owner
from omfeed.digest.contexts import Card, HelpCard
from omfeed.digest.select import Told
from omfeed.digest.speech import Speech
from omfeed.model import Fleet

T = TypeVar("T")

MOST: Final = 4_096
"""Cards kept at once; beyond that they are begun anew, so that memory stays flat."""


class Kept:
    """Cards made so far, by what they depend on.

    Args:
        most: how many are kept at once.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        # The matter is kept beside its card: as long as it lives, no other has the identity it is found by.
        self._cards: dict[Hashable, tuple[Told, Card]] = {}
        self._helpcards: dict[Hashable, tuple[Told, HelpCard]] = {}

    def card(
        self,
        told: Told,
        fleet: Fleet,
        today: date | None,
        talk: Speech,
        *,
        pages: str = "",
        owners: Mapping[str, str] | None = None,
        words: int = WORDS_OPEN,
    ) -> Card:
        """What ``cards.card`` makes of the same arguments."""
        whose = owner(told.key, judged_of(told), owners or {})
        key = (*_identity(told), today, talk.language, pages, whose, words)
        return self._kept(
            self._cards,
            key,
            told,
            lambda: card(told, fleet, today, talk, pages=pages, owners=owners, words=words),
        )

    def helpcard(
        self, told: Told, today: date, talk: Speech, pages: str, escalate: str, make: Callable[[Told], HelpCard]
    ) -> HelpCard:
        """What ``make`` gives for a matter on this day, in this language, with these addresses."""
        key = (*_identity(told), today, talk.language, pages, escalate)
        return self._kept(self._helpcards, key, told, lambda: make(told))

    def _kept(self, made: dict[Hashable, tuple[Told, T]], key: Hashable, told: Told, make: Callable[[], T]) -> T:
        found = made.get(key)
        if found is None:
            if len(made) >= self._most:
                made.clear()
            found = made[key] = (told, make())
        return found[1]


def _identity(told: Told) -> tuple[str, tuple[int, ...]]:
    return told.key, tuple(map(id, told.items))
