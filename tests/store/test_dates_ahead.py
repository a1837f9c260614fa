"""What has a date ahead is found without unpacking all that has none, at every precision of a date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from omfeed.correction import Correction
from omfeed.digest.dates import span
from omfeed.model import Assessment, Change, ChangeKind, Diff, Due, Evidence, Judged, Precision
from omfeed.store import Store
from tests.store.kit import NIGHT, Page, added, entry, fetched, night, source, well

DUES = (
    "2026-03-01", "2026-08-31", "2026-12-31", "2027-01-01", "2025-12-31", "2024-02-29",
    "2026-02", "2026-03", "2026-08", "2026-12", "2025-11",
    "2026-Q1", "2026-Q3", "2026-Q4", "2025-Q4", "2026-H1", "2026-H2", "2025-H2",
    "2025", "2026", "2027",
)  # fmt: skip


def record(page: Page, *dues: str, words: str = "", announced: bool = True) -> None:
    """A baseline with one entry for each of these dates, and one that has none."""
    changes = tuple(added(entry(f"Due {due}" if due else "Undated"), ChangeKind.BASELINE) for due in (*dues, ""))
    told = []
    for change, due in zip(changes, (*dues, ""), strict=True):
        judged = Assessment(
            due=(Due(date=due, precision=Precision.DAY, what=words),) if due else (),
            # Words that look like a date of ours, and are none.
            evidence=(Evidence(field="due", value="2099-01-01", rule='["2099-01-01","day"', words="2099"),),
        )
        told.append(Judged(change=change, assessment=judged, announced=announced))
    page.store.record_snapshot(
        page.run, page.source, fetched(), b"x", 1, Diff(changes=changes), told, well(page.source), NIGHT
    )


def _age_out(page: Page, due: str) -> None:
    """The entry of this date leaves at the old end of its page; what it said is judged as before."""
    row = page.row(f"Due {due}")
    change = Change(kind=ChangeKind.AGED_OUT, material=False, before=row.entry, known_id=row.id, reason="aged out")
    judged = Judged(change=change, assessment=Assessment(due=(Due(date=due, precision=Precision.DAY),)))
    page.store.record_snapshot(
        page.run, page.source, fetched(), b"y", 1, Diff(changes=(change,)), [judged], well(page.source), night(1)
    )


def titles(items: Sequence[object]) -> list[str]:
    """The titles of items, in order."""
    return [item.change.entry.title for item in items]  # type: ignore[attr-defined]  # items of the store


@pytest.mark.parametrize("since", ["2024-03-01", "2025-12-31", "2026-01-01", "2026-06-30", "2026-09-30", "2026-12-31"])
def test_a_date_is_ahead_until_its_last_day(store: Store, since: str) -> None:
    record(Page.of(store), *DUES, words='said "so", [["2090-01-01"]]')
    day = date.fromisoformat(since)
    ends = {due: bounds[1] for due in DUES if (bounds := span(due))}
    assert titles(store.ahead(day)) == [f"Due {due}" for due in DUES if ends[due] >= day]
    assert titles(store.with_dates(day)) == titles(store.ahead(day))


def test_only_the_last_state_of_what_is_shown_counts_for_what_is_ahead_and_every_state_for_calendars(
    store: Store,
) -> None:
    page = Page.of(store)
    record(page, "2027-01-01", "2027-02-02")
    page.known = store.known(page.source.id)
    page.leave(page.row("Due 2027-01-01"), ChangeKind.WITHDRAWN, now=night(1))
    moved = page.row("Due 2027-02-02")
    page.edit(moved, replace(moved.entry, text="It has no date any more."), now=night(2))
    assert store.ahead(NIGHT.date()) == ()
    assert len(store.with_dates(NIGHT.date())) == 4


def test_what_somebody_corrected_is_looked_at_whatever_it_said(store: Store) -> None:
    record(Page.of(store), "2020-01-01")
    assert store.ahead(NIGHT.date()) == ()
    (old, *_) = store.items(announced=None)
    due = (Due(date="2027-05-05", precision=Precision.DAY),)
    store.corrections.correct(old.entry_id, Correction(by="Ada", at=NIGHT, due=due))
    assert [item.assessment.due for item in store.ahead(NIGHT.date())] == [due]


def test_nothing_is_ahead_in_an_empty_database(store: Store) -> None:
    assert store.ahead(NIGHT.date()) == ()
    assert store.with_dates(NIGHT.date()) == ()


def test_what_was_told_and_aged_out_stays_ahead_until_another_page_of_its_family_shows_it(store: Store) -> None:
    news = Page.of(store, source("whats-new", family="intune", stage="released"))
    record(news, "2027-01-01", "2027-02-02")
    news.known = store.known(news.source.id)
    _age_out(news, "2027-01-01")
    assert titles(store.ahead(NIGHT.date())) == ["Due 2027-02-02", "Due 2027-01-01"]
    archive = source("archive", family="intune", stage="archive")
    (there,) = (one for one in store.elsewhere(archive) if one.entry.title == "Due 2027-01-01")
    here = replace(there.entry, text="It ends on March 3, 2027.")
    arrived = Change(kind=ChangeKind.EDITED, material=True, before=there.entry, after=here, reason="moved here")
    diff = Diff(changes=(arrived,), continues={0: there})
    judged = Judged(
        change=arrived,
        assessment=Assessment(due=(Due(date="2027-03-03", precision=Precision.DAY),)),
        story=there.story,
        announced=True,
    )
    page = Page.of(store, archive)
    store.record_snapshot(page.run, archive, fetched(), b"x", 1, diff, [judged], well(archive), night(2))
    assert titles(store.ahead(NIGHT.date())) == ["Due 2027-02-02", "Due 2027-01-01"]
    assert [item.assessment.due[0].date for item in store.ahead(NIGHT.date())] == ["2027-02-02", "2027-03-03"]
    assert store.items()[-1].change.before == there.entry


def test_what_was_never_told_is_ahead_only_while_it_is_shown(store: Store) -> None:
    page = Page.of(store)
    record(page, "2027-01-01", announced=False)
    assert titles(store.ahead(NIGHT.date())) == ["Due 2027-01-01"]
    page.known = store.known(page.source.id)
    _age_out(page, "2027-01-01")
    assert store.ahead(NIGHT.date()) == ()
