"""Counts anew how many of our devices a corrected platform is, when the fleet or the words of an entry have changed.

A person corrects platforms; the number follows from them, from the versions and ways of enrolment that the entry names
now, and from the fleet. It is kept beside the correction, because whoever reads an item knows no fleet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from omfeed.model import Assessment, Entry, Fleet, Platform
from omfeed.store import Store

if TYPE_CHECKING:
    from omfeed.assess.fleet import Tally


def counted(platforms: Sequence[Platform], judged: Assessment, fleet: Fleet, *, entry: Entry | None = None) -> Tally:
    """How many of our devices an entry concerns when its platforms are these, and how sure that is.

    Args:
        platforms: as corrected.
        judged: what omfeed makes of the entry, for the versions and ways of enrolment that it names.
        fleet: what we manage.
        entry: the entry, which may be the news of a release; none: it is not looked at for that.
    """
    from omfeed.assess.enrolment import alone
    from omfeed.assess.fleet import tally
    from omfeed.assess.releases import released

    ranges = {**judged.versions, **judged.counted_by}
    versions = {one: ranges[one] for one in platforms if one in ranges}
    releases = released(entry, platforms, judged.nature, fleet) if entry is not None else {}
    return tally(platforms, versions, fleet, ways=alone(judged.evidence), releases=releases)


def devices(platforms: Sequence[Platform], judged: Assessment, fleet: Fleet) -> int | None:
    """The number of ``counted`` alone; none where no number is known."""
    return counted(platforms, judged, fleet).devices


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
        last = known[-1]
        tally = counted(correction.platforms, last.assessment, fleet, entry=last.change.entry)
        how = None if tally.devices is None else tally.rule
        if (tally.devices, how) != (correction.devices, correction.counted):
            store.corrections.recount(entry_id, tally.devices, how)
            changed += 1
    return changed
