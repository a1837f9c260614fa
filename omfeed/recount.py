"""Counts anew how many of our devices a corrected platform is, when the fleet or the words of an entry have changed.

A person corrects platforms; the number follows from them, from the versions that the entry names now, and from the
fleet. It is kept beside the correction, because whoever reads an item knows no fleet.
"""

from __future__ import annotations

from collections.abc import Sequence

from omfeed.model import Assessment, Fleet, Platform
from omfeed.store import Store


def devices(platforms: Sequence[Platform], judged: Assessment, fleet: Fleet) -> int | None:
    """How many of our devices an entry concerns when its platforms are these; none where no number is known.

    Args:
        platforms: as corrected.
        judged: what omfeed makes of the entry, for the versions it names of these platforms and how they count.
        fleet: what we manage.
    """
    from omfeed.assess.fleet import touched

    ranges = {**judged.versions, **judged.counted_by}
    return touched(platforms, {one: ranges[one] for one in platforms if one in ranges}, fleet)


def recount(store: Store, fleet: Fleet) -> int:
    """Bring the numbers of all standing corrections up to date, and say how many differed.

    Args:
        store: corrections and what is known of their entries.
        fleet: what we manage now.

    Raises:
        StoreError: the database could not be read or written.
    """
    changed = 0
    for entry_id, correction in store.corrections.standing().items():
        if correction.platforms is None:
            continue
        known = store.items(announced=None, entry_id=entry_id)
        if not known:
            continue
        number = devices(correction.platforms, known[-1].assessment, fleet)
        if number != correction.devices:
            store.corrections.recount(entry_id, number)
            changed += 1
    return changed
