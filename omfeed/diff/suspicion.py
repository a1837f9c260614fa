"""Whether a page still reads like itself, before anything on it is taken at its word.

A consent wall, a soft 404, an empty or cut-off body, a redesign or another language make most entries vanish at once.
Then nothing is withdrawn and nothing is announced; the source is marked, with the reason, and what was missed comes
once when the page reads well again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from omfeed.model import Drift, Entry, Parsed

_FEW: Final = 4
"""A source with fewer entries than this may lose most of them without being suspected."""


def before_matching(present: Sequence[Entry], parsed: Parsed) -> Drift | None:
    """The drift that shows before entries are compared: nothing left, or another language.

    Args:
        present: the entries the source showed last.
        parsed: what it shows now.
    """
    if not present:
        return None
    if not parsed.entries:
        return _drift(present, parsed, f"The page showed {_entries(len(present))} and now shows none.")
    was, now_is = _language(present), _language(parsed.entries)
    if was and now_is and was != now_is:
        return _drift(present, parsed, f"The page was in “{was}” and is now in “{now_is}”.")
    return None


def after_matching(present: Sequence[Entry], parsed: Parsed, stay: int, explained: int, rolled: bool) -> Drift | None:
    """The drift that shows when entries were compared: most of them gone without an explanation.

    Args:
        present: the entries the source showed last.
        parsed: what it shows now.
        stay: how many of them were found again.
        explained: how many of the rest aged out or were found on another page.
        rolled: whether the page lived on while they aged out (something newer came, or its end stayed).
    """
    count = len(present)
    if count < _FEW:
        return None
    if not rolled:
        explained = 0
    missing = count - stay - explained
    if 2 * missing <= count or 2 * stay >= count:
        return None
    if 2 * len(parsed.entries) < count:
        reason = f"Fewer than half of {_entries(count)} are left: only {len(parsed.entries)}."
    else:
        reason = f"Only {stay} of {_entries(count)} were recognised among {len(parsed.entries)} on the page."
    return _drift(present, parsed, reason)


def _drift(present: Sequence[Entry], parsed: Parsed, reason: str) -> Drift:
    if parsed.warnings:
        reason = f"{reason} The reader remarked: {parsed.warnings[0]}"
    return Drift(reason=reason, entries_before=len(present), entries_now=len(parsed.entries))


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _language(entries: Sequence[Entry]) -> str:
    """The language of most entries, without its region (``en`` of ``en-us``); empty when they do not agree."""
    counts = Counter(entry.language.partition("-")[0].casefold() for entry in entries)
    language, count = counts.most_common(1)[0]
    return language if 2 * count > len(entries) else ""
