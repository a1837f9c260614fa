"""Whether a page still reads like itself, before anything on it is taken at its word.

A consent wall, a soft 404, an empty or cut-off body, a redesign or another language make most entries vanish at once.
Then nothing is withdrawn and nothing is announced; the source is marked, with the reason, and what was missed comes
once when the page reads well again. A page that is plainly itself (what stayed stands there word for word) and yet lost
most of its entries is believed in what it gained; only what it lost waits for a second sight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from omfeed.model import Drift, Entry, Parsed
from omfeed.text.normal import normal

_FEW: Final = 4
"""A source with fewer entries than this may lose most of them without being suspected."""
_A_PAGE: Final = 10
_MOST: Final = 0.6
"""What a page that is plainly itself, down to its last entry, may lose at once: a list of what is to come is cleared
out when the month's release ships."""
_MUCH: Final = 0.4
"""A page of ten entries or more that loses so much in whole sections, and gains nothing, may have been split."""


def before_matching(present: Sequence[Entry], parsed: Parsed) -> Drift | None:
    """The drift that shows before entries are compared: nothing left without a word about it, or another language.

    Args:
        present: the entries the source showed last.
        parsed: what it shows now.
    """
    if not present or parsed.says_none:
        return None
    if not parsed.entries:
        return _drift(present, parsed, f"The page showed {_entries(len(present))} and now shows none.")
    was, now_is = _language(present), _language(parsed.entries)
    if was and now_is and was != now_is:
        return _drift(present, parsed, f"The page was in “{was}” and is now in “{now_is}”.")
    return None


def after_matching(
    present: Sequence[Entry],
    parsed: Parsed,
    pairs: Mapping[int, int],
    explained: Collection[int],
    *,
    second_sight: bool = False,
) -> Drift | None:
    """The drift that shows when entries were compared: most of them gone without an explanation.

    Args:
        present: the entries the source showed last.
        parsed: what it shows now.
        pairs: index of each entry found again to its index in the new snapshot.
        explained: indices of those that aged out or were found on another page.
        second_sight: whether the snapshot before this one was held back as drift.
    """
    if parsed.says_none:
        return None
    count, stay, seen = len(present), len(pairs), parsed.entries
    if not second_sight and stay < count and (title := _cut_short(present, seen, pairs)):
        return _drift(present, parsed, f"The page breaks off in the middle of “{title}”.")
    if not second_sight and (gone := _sections_gone(present, seen, pairs, explained)):
        return _drift(present, parsed, f"{gone} left the page with all their entries: it may have been split.")
    if count < _FEW or 2 * stay >= count:
        return None
    whole = _lives_on(seen, pairs) or _ends_whole(present, seen, pairs)
    missing = count - stay - (len(explained) if whole else 0)
    itself = _word_for_word(present, seen, pairs)
    to_the_end = itself and pairs.get(count - 1) == len(seen) - 1 and _ends_whole(present, seen, pairs)
    if missing <= count * (_MOST if to_the_end else 0.5):
        return None
    if second_sight and 2 * stay >= len(seen) and (whole or not _tail_only(count, pairs)):
        return None
    if 2 * len(seen) < count:
        reason = f"Fewer than half of {_entries(count)} are left: only {len(seen)}."
    else:
        reason = f"Only {stay} of {_entries(count)} were recognised among {len(seen)} on the page."
    return _drift(present, parsed, reason, partial=itself and whole)


def _word_for_word(present: Sequence[Entry], seen: Sequence[Entry], pairs: Mapping[int, int]) -> bool:
    """Whether what stayed stands there as it did: several entries, most of them untouched."""
    same = sum(
        1
        for old, new in pairs.items()
        if seen[new].text and (present[old].title, present[old].text) == (seen[new].title, seen[new].text)
    )
    return same >= _FEW and 3 * same >= 2 * len(pairs)


def _lives_on(seen: Sequence[Entry], pairs: Mapping[int, int]) -> bool:
    """Whether the page went on while much of it left: something new came, or what stands below its old end stayed."""
    if len(seen) > len(pairs):
        return True
    stay = [seen[index] for index in pairs.values()]
    last_dated = max((entry.place for entry in stay if entry.published), default=-1)
    return any(not entry.published and entry.place > last_dated >= 0 for entry in stay)


def _ends_whole(present: Sequence[Entry], seen: Sequence[Entry], pairs: Mapping[int, int]) -> bool:
    """Whether the last entry shown stands there word for word: a body that was cut ends in the middle of one."""
    last = next((old for old, new in pairs.items() if new == len(seen) - 1), None)
    return last is not None and bool(seen[-1].text) and present[last].text == seen[-1].text


def _cut_short(present: Sequence[Entry], seen: Sequence[Entry], pairs: Mapping[int, int]) -> str:
    """The title of the last entry shown when its text breaks off and all that stood below it is gone; or empty."""
    if not pairs or len(seen) > len(pairs):
        return ""
    last, old = seen[-1], next(old for old, new in pairs.items() if new == len(seen) - 1)
    if any(index < old for index in range(len(present)) if index not in pairs):
        return ""
    before, after = normal(present[old].text), normal(last.text)
    return last.title if before != after and before.startswith(after) else ""


def _sections_gone(
    present: Sequence[Entry], seen: Sequence[Entry], pairs: Mapping[int, int], explained: Collection[int]
) -> str:
    """The names of sections that vanished whole, when they held much of the page and nothing else changed; or empty."""
    lost = [index for index in range(len(present)) if index not in pairs and index not in explained]
    if len(present) < _A_PAGE or len(lost) < _MUCH * len(present) or len(seen) > len(pairs):
        return ""
    stay = {_outermost(present[index]) for index in pairs} | {_outermost(entry) for entry in seen}
    gone = list(dict.fromkeys(_outermost(present[index]) for index in lost))
    if "" in gone or stay.intersection(gone):
        return ""
    return " and ".join(f"“{name}”" for name in gone[:3])


def _outermost(entry: Entry) -> str:
    return entry.section[0] if entry.section else ""


def _tail_only(count: int, pairs: Mapping[int, int]) -> bool:
    """Whether exactly the end of the page is missing."""
    return bool(pairs) and max(pairs) < count - 1 and len(pairs) >= 0.9 * (max(pairs) + 1)


def _drift(present: Sequence[Entry], parsed: Parsed, reason: str, *, partial: bool = False) -> Drift:
    if parsed.warnings and not parsed.entries:
        reason = f"{reason} The reader remarked: {parsed.warnings[0]}"
    return Drift(reason=reason, entries_before=len(present), entries_now=len(parsed.entries), partial=partial)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _language(entries: Sequence[Entry]) -> str:
    """The language of most entries, without its region (``en`` of ``en-us``); empty when they do not agree."""
    counts = Counter(entry.language.partition("-")[0].casefold() for entry in entries)
    language, count = counts.most_common(1)[0]
    return language if 2 * count > len(entries) else ""
