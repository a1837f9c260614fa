"""Under which name a matter was told to a reader, so that whatever becomes of it is told in the same place.

An entry has a story for itself until it joins one that other sources tell, too; its ticket stays the one it had.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from omfeed.digest.cards import slug
from omfeed.digest.select import story_of
from omfeed.model import Item, own_story
from omfeed.store import Store
from omfeed.store.values import DeliveryState

_LOST = frozenset({DeliveryState.EXPIRED, DeliveryState.QUARANTINED})


class Threads:
    """The threads in which one reader is told of matters, each named by the key of a story.

    Args:
        store: what is known.
        subscription_id: whose.
        items: every change that may be told.
    """

    def __init__(self, store: Store, subscription_id: str, items: Sequence[Item]) -> None:
        self._subscription_id = subscription_id
        joined = store.people.own_keys({story_of(item) for item in items})
        self._names = {item.id: _names(item, joined) for item in items}
        every = {self.key(name) for names in self._names.values() for name in names}
        # What was refused told nobody anything: the matter is still to be opened.
        self._told = {key for key, (state, _) in store.outbox.states(every).items() if state not in _LOST}

    def of(self, item: Item) -> str:
        """The name of the thread in which a change is told: that of before, where there is one."""
        names = self._names[item.id]
        return next((name for name in names if self.is_told(name)), slug(story_of(item)))

    def is_told(self, name: str) -> bool:
        """Whether anything was told in that thread."""
        return self.key(name) in self._told

    def tell(self, name: str) -> None:
        """Something is told in that thread now."""
        self._told.add(self.key(name))

    def key(self, name: str) -> str:
        """The key of the first delivery of that thread."""
        return f"{self._subscription_id}/story-{name}"


def first_told(story: str, joined: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """Every key under which a matter may have been told, its own first.

    Args:
        story: its key now.
        joined: the keys that its entries had for themselves, by story.
    """
    return dict.fromkeys((story, *joined.get(story, ())))


def _names(item: Item, joined: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The threads that a change may belong to: its entry's own, its story's, those of the story's other entries."""
    own = [own_story(item.entry_id)] if item.entry_id else []
    return tuple(map(slug, dict.fromkeys((*own, *first_told(story_of(item), joined)))))
