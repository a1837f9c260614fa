"""Words a feed: what happened to an entry, in its title and at the head of its text, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import escape

from omfeed.digest.body import from_text
from omfeed.digest.phrases import KINDS, delta_phrase, kind_word
from omfeed.digest.speech import speech
from omfeed.model import ChangeKind, DeltaKind, Item

_QUIET = frozenset({ChangeKind.BASELINE, ChangeKind.ADDED})
"""What is news by itself needs no word of it."""
_SAID = frozenset({DeltaKind.WITHDRAWN, DeltaKind.RESTORED})
"""Differences that are the kind of the change itself."""
_NO_LONGER = frozenset({ChangeKind.WITHDRAWN})


class FeedWords:
    """What feeds say in the words of omfeed.

    Args:
        language: language of the feed's readers.

    Raises:
        ConfigError: there is no such language.
    """

    def __init__(self, language: str = "en") -> None:
        self._talk = speech(language)

    def of_entry(self, item: Item) -> tuple[str, str]:
        """Title and text (HTML) of a feed entry that shows an entry as it stands after this change: whole."""
        entry = item.change.entry
        title = self._headed(item) if item.change.kind in _NO_LONGER else entry.title
        return title, self._lead(item, dated=True) + (entry.html or from_text(entry.text))

    def of_change(self, item: Item) -> tuple[str, str]:
        """Title and text (HTML) of a feed entry that tells this change: of an edit, the passages that it touched."""
        change, entry = item.change, item.change.entry
        shown = change.shown_html or from_text(change.shown_text) or entry.html or from_text(entry.text)
        return self._headed(item), self._lead(item, dated=False) + shown

    def of_more(self, nights: Sequence[tuple[str, int, str]]) -> tuple[str, str]:
        """Title and text (HTML) of the last entry of a feed that could not hold all of its last days.

        Args:
            nights: for each night that is not told whole: its day, how many are left out, and where the digest of that
                night is, or empty.
        """
        title = self._talk.count(
            "{n} more that this feed does not hold",
            "{n} more that this feed does not hold",
            sum(n for _, n, _ in nights),
        )
        rows = []
        for day, n, address in nights:
            place = f'<a href="{escape(address)}">{escape(day)}</a>' if address else str(escape(day))
            rows.append(f"<li>{place}: {self._talk.number(n)}</li>")
        where = self._talk.say("The digest of each night tells them all:")
        return title, f"<p>{escape(where)}</p><ul>{''.join(rows)}</ul>"

    def _headed(self, item: Item) -> str:
        if item.change.kind in _QUIET or item.change.kind not in KINDS:
            return item.change.entry.title
        return f"{kind_word(KINDS[item.change.kind], self._talk)}: {item.change.entry.title}"

    def _lead(self, item: Item, *, dated: bool) -> str:
        """What happened, the named differences first."""
        if item.change.kind in _QUIET or item.change.kind not in KINDS:
            return ""
        talk, kind = self._talk, item.change.kind
        word = kind_word(KINDS[kind], talk)
        if dated:
            word = f"{word} ({talk.day(item.at.date(), short=True)})"
        told = list(dict.fromkeys(delta_phrase(delta, talk) for delta in item.deltas if delta.kind not in _SAID))
        head = f"{word}: {'; '.join(told)}" if told else word
        said = f'<p lang="{talk.language}"><strong>{escape(head)}</strong></p>'
        if kind is ChangeKind.WITHDRAWN:
            last = talk.say("Its source no longer shows this. The text as it last stood:")
            said += f'<p lang="{talk.language}">{escape(last)}</p>'
        return said
