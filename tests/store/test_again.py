"""A database that is opened again and again by one process leaves nothing of itself behind."""

from __future__ import annotations

import gc
from pathlib import Path

from sqlalchemy.engine import Dialect

from omfeed.store import Store
from tests.store.kit import Page, entry, night, source


def _spend(folder: Path, number: int) -> None:
    """A night that adds an entry, with the database opened for it."""
    with Store.open(folder / "omfeed.db", now=night(number)) as store:
        page = Page(store, source(), store.begin_run(night(number), "1.0"))
        store.sync_sources([page.source], night(number))
        page.add(entry(f"Entry {number}"), now=night(number))
        store.end_run(page.run, night(number), outcome="well")


def _living() -> tuple[int, int]:
    """Objects that live, and the dialects among them: each opened database has one of its own."""
    gc.collect()
    every = gc.get_objects()
    return len(every), sum(isinstance(one, Dialect) for one in every)


def test_nights_of_one_process_add_no_object_that_stays(tmp_path: Path) -> None:
    for number in range(3):
        _spend(tmp_path, number)
    objects, dialects = _living()
    for number in range(3, 13):
        _spend(tmp_path, number)
    more, more_dialects = _living()
    assert more_dialects <= dialects
    # A dialect kept with what was compiled for it is some eight hundred objects a night.
    assert more - objects < 500
