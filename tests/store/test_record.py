"""What a reading leaves behind: entries, their states and revisions, exactly as the pure rule says."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from omfeed.model import Change, ChangeKind, Diff, Drift, Entry, EntryState, SourceState
from omfeed.store import Store, schema
from omfeed.store.bulk import insert_rows
from omfeed.store.opening import opening
from tests.store.kit import NIGHT, Page, added, entry, fetched, first_reading, judged, night, source, well


def test_the_first_reading_makes_every_entry_known(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One", place=0), entry("Two", place=1, key="guid-2", facts={"cves": ("CVE-1",), "major": True}))
    assert store.known("whats-new") == page.known
    assert [row.entry.title for row in page.known] == ["One", "Two"]


def test_an_entry_comes_back_exactly_as_it_was_parsed(store: Store) -> None:
    one = Entry(
        title="Änderung – “quoted”",
        section=("Week of May 4", "Device “management”"),
        html="<p>ü</p>",
        text="ü\n설정 변경",
        key="MC123",
        anchor="a",
        url="https://example.org/#a",
        published="2026-05-04",
        updated="2026-05-05T10:00:00Z",
        place=7,
        language="ko-kr",
        facts={"cves": ("CVE-2026-1", "CVE-2026-2"), "exploited": True, "cve_count": 2, "product": "iOS"},
    )
    Page.of(store).baseline(one)
    assert store.known("whats-new")[0].entry == one


def test_an_edit_is_a_revision_and_both_states_stay(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One", "Due in August."))
    page.edit(page.row("One"), entry("One", "Due in October."), now=night(1))
    assert store.known("whats-new") == page.known
    first, second = store.revisions(page.row("One").id)
    assert (first.entry.text, second.entry.text) == ("Due in August.", "Due in October.")
    assert (first.at, second.at) == (NIGHT, night(1))
    assert first.fingerprint != second.fingerprint


def test_a_silent_difference_of_words_is_a_revision_too(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One", "A setting for users."))
    row = page.row("One")
    page.show(seen={row.id: entry("One", "A setting, for users.")}, now=night(1))
    assert store.known("whats-new") == page.known
    assert len(store.revisions(row.id)) == 2
    assert len(store.known("whats-new")[0].fingerprints) == 1


def test_position_and_link_targets_are_brought_up_to_date_without_a_revision(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One", place=0, url="https://example.org/one"))
    row = page.row("One")
    page.show(seen={row.id: replace(row.entry, place=5)}, now=night(1))
    page.show(seen={row.id: replace(row.entry, place=6, url="https://example.org/1", html="<b>x</b>")}, now=night(2))
    assert store.known("whats-new") == page.known
    assert store.known("whats-new")[0].entry.place == 6
    assert store.known("whats-new")[0].last_seen == night(2)
    assert len(store.revisions(row.id)) == 1


def test_what_a_change_tells_is_a_revision_even_when_only_its_place_of_belonging_differs(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"))
    row = page.row("One")
    moved = replace(row.entry, section=("Archive",))
    change = Change(kind=ChangeKind.MOVED, material=False, before=row.entry, after=moved, known_id=row.id)
    (change_id,) = page.show(change, seen={row.id: moved}, now=night(1))
    assert store.known("whats-new") == page.known
    assert store.item(change_id).change == change  # type: ignore[union-attr]  # it was just stored


@pytest.mark.parametrize(
    ("kind", "state"),
    [(ChangeKind.WITHDRAWN, EntryState.WITHDRAWN), (ChangeKind.AGED_OUT, EntryState.AGED_OUT)],
)
def test_an_entry_that_left_stays_known(store: Store, kind: ChangeKind, state: EntryState) -> None:
    page = Page.of(store)
    page.baseline(entry("One"), entry("Two"))
    page.leave(page.row("One"), kind, now=night(1))
    known = store.known("whats-new")
    assert known == page.known
    assert [row.state for row in known] == [state, EntryState.PRESENT]
    assert [row.last_seen for row in known] == [NIGHT, night(1)]


def test_an_entry_that_returns_is_present_again_with_its_whole_past(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One", "First."), entry("Two"))
    page.edit(page.row("One"), entry("One", "Second."), now=night(1))
    page.leave(page.row("One"), ChangeKind.WITHDRAWN, now=night(2))
    row = page.row("One")
    back = entry("One", "First.")
    change = Change(kind=ChangeKind.RESTORED, material=True, before=row.entry, after=back, known_id=row.id)
    page.show(change, seen=page.present | {row.id: back}, now=night(3))
    known = store.known("whats-new")
    assert known == page.known
    assert known[0].state is EntryState.PRESENT
    assert len(known[0].fingerprints) == 3


def test_of_a_page_that_only_lost_too_much_the_news_is_recorded(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"), entry("Two"))
    drift = Drift(reason="Fewer than half are left.", entries_before=2, entries_now=1, partial=True)
    page.show(added(entry("Three")), drift=drift, now=night(1))
    assert [(row.entry.title, row.state) for row in store.known("whats-new")] == [
        (title, EntryState.PRESENT) for title in ("One", "Two", "Three")
    ]
    assert store.standings(["whats-new"])["whats-new"].drift_since == night(1)


def test_of_a_drifted_page_the_body_is_kept_and_no_entry_is_touched(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"))
    before = store.known("whats-new")
    drift = Drift(reason="No entry is left.", entries_before=1, entries_now=0)
    page.show(drift=drift, now=night(1), body=b"<html>please accept cookies</html>", fetch=fetched(etag='"two"'))
    assert store.known("whats-new") == before
    standing = store.standings(["whats-new"])["whats-new"]
    assert standing.drift_since == night(1)
    # It is not read again while it stays so, and a newer collector finds it.
    assert standing.etag == '"two"'
    assert store.body(standing.body_hash) == b"<html>please accept cookies</html>"
    assert [kept.verdict for kept in store.snapshots("whats-new")] == ["drifted", "read"]
    page.show(drift=drift, now=night(2), body=b"<html>cookies!</html>")
    assert store.standings(["whats-new"])["whats-new"].drift_since == night(1)
    page.show(seen=page.present, now=night(3))
    assert store.standings(["whats-new"])["whats-new"].drift_since is None


def test_validators_stand_with_the_body_they_came_with(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"))
    standing = store.standings(["whats-new"])["whats-new"]
    assert (standing.url, standing.etag, standing.last_modified) == (
        "https://whats-new.example/",
        '"one"',
        "Sun, 01 Mar 2026 00:00:00 GMT",
    )
    assert (standing.collector, standing.collector_version) == ("learn-html", 1)
    assert store.body(standing.body_hash) == page.last_body


def test_a_reading_that_cannot_be_stored_leaves_nothing_of_itself(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"))
    before = (store.known("whats-new"), store.standings(["whats-new"]), store.snapshots("whats-new"))
    stranger = Change(kind=ChangeKind.EDITED, material=True, before=entry("X"), after=entry("Y"), known_id=4711)
    diff = Diff(changes=(added(entry("New")), stranger))
    with pytest.raises(ValueError, match="4711"):
        store.record_snapshot(
            page.run,
            page.source,
            fetched(),
            b"body",
            1,
            diff,
            [judged(change) for change in diff.changes],
            well(page.source),
            night(1),
        )
    assert (store.known("whats-new"), store.standings(["whats-new"]), store.snapshots("whats-new")) == before
    assert store.last_change_id() == 1


def test_a_first_reading_made_ready_elsewhere_leaves_what_one_from_here_leaves(tmp_path: Path) -> None:
    shown = (
        entry("One", published="2026-02-03", facts={"cves": ("CVE-1",), "major": True}, section=("Week 1",)),
        entry("Two\0", "Half a \ud83d pair.", url="https://example.org/two", published="2026-01-09"),
        entry("Three", published="2027-01-01", language="ko"),
    )
    left = []
    for name in ("ready", "whole"):
        with Store.open(tmp_path / f"{name}.db", now=NIGHT) as store:
            other = Page.of(store, source("other"))
            other.baseline(entry("Before"))
            page = Page.of(store)
            body = f"<html>{NIGHT.isoformat()}</html>".encode()
            if name == "ready":
                first_reading(store, *shown, run=page.run)
            else:
                page.show(*(added(one, ChangeKind.BASELINE) for one in shown), body=body)
            store.export(tmp_path / f"{name}.jsonl")
        rows = (tmp_path / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        left.append([row for row in rows if '"state":"well"' not in row])
    assert left[0] == left[1]
    assert len(left[0]) > 3 * len(shown)


def test_a_first_reading_is_recorded_once(store: Store) -> None:
    page = Page.of(store)
    first_reading(store, entry("One"), run=page.run)
    with pytest.raises(ValueError, match="was read before"):
        first_reading(store, entry("Two"), run=page.run)
    assert [row.entry.title for row in store.known("whats-new")] == ["One"]


def test_what_continues_something_is_no_first_reading(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"))
    row = page.row("One")
    again = judged(Change(kind=ChangeKind.EDITED, material=True, before=row.entry, after=row.entry, known_id=row.id))
    assert opening(Diff(changes=(again.change,)), [again], NIGHT.date()) is None
    gone = Drift(reason="gone", entries_before=4, entries_now=0)
    for diff in (Diff(drift=gone), Diff(seen={1: row.entry}), Diff(summary="a product was renamed")):
        assert opening(diff, [], NIGHT.date()) is None


def test_ids_of_rows_that_are_gone_are_not_given_again(store: Store) -> None:
    page = Page.of(store)
    assert page.baseline(entry("One"), entry("Two")) == (1, 2)
    with store.writing("test") as connection:
        connection.execute(delete(schema.assessment_platform))
        connection.execute(delete(schema.assessment))
        connection.execute(delete(schema.change))
    assert page.add(entry("Three"), now=night(1)) == (3,)


def test_rows_are_written_in_the_order_of_their_table(store: Store) -> None:
    with store.writing("test") as connection, pytest.raises(ValueError, match="in its order"):
        insert_rows(connection, schema.story, ("opened", "key"), [(NIGHT, "s-1")])


def test_each_change_must_be_judged(store: Store) -> None:
    page = Page.of(store)
    with pytest.raises(ValueError, match="judged"):
        store.record_snapshot(
            page.run, page.source, fetched(), b"", 1, Diff(changes=(added(entry("One")),)), [], well(page.source), NIGHT
        )


def test_entries_of_the_same_family_are_found_elsewhere(store: Store) -> None:
    coming = source("in-development", family="intune", stage="development")
    here = source("whats-new", family="intune", stage="released")
    alone = source("apple")
    store.sync_sources([coming, here, alone], NIGHT)
    first = Page(store, coming, store.begin_run(NIGHT, "1.0"))
    first.baseline(entry("Soon"))
    Page(store, alone, first.run).baseline(entry("Apple"))
    (found,) = store.elsewhere(here)
    assert (found.source_id, found.stage, found.entry) == ("in-development", "development", entry("Soon"))
    assert found.story == f"s-{found.entry_id}"
    assert (found.state, found.first_seen) == (EntryState.PRESENT, NIGHT)
    assert store.elsewhere(alone) == ()


def test_days_with_news_are_remembered_and_a_baseline_lends_its_dates(store: Store) -> None:
    page = Page.of(store)
    page.baseline(
        entry("One", published="2026-02-03T08:00:00Z"),
        entry("Two", published="2026-01-09"),
        entry("Odd", published="?"),
    )
    page.add(entry("Three"), now=night(5))
    days = store.standings(["whats-new"])["whats-new"].change_days
    assert [day.isoformat() for day in days] == ["2026-01-09", "2026-02-03", "2026-03-06"]


def test_health_is_as_the_night_judged_it(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"))
    (health,) = store.health()
    assert health == replace(well(page.source), entries=0)
    assert health.state is SourceState.WELL


TITLES = st.sampled_from(["Alpha", "Beta", "Gamma"])
TEXTS = st.sampled_from(["a due date", "A due date.", "another", "third form", "third, form"])
STATES = st.builds(
    entry,
    TITLES,
    TEXTS,
    place=st.integers(0, 3),
    url=st.sampled_from(["", "https://example.org/x"]),
    section=st.sampled_from([("Week 1",), ("Week 2",)]),
)
FATES = st.sampled_from(["same", "seen", "edited", "withdrawn", "aged_out", "restored", "unseen"])
NIGHTS = st.lists(
    st.tuples(st.lists(STATES, max_size=2), st.lists(st.tuples(FATES, STATES), max_size=6), st.booleans()),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@given(nights=NIGHTS)
def test_whatever_happens_the_store_knows_what_advance_knows(
    nights: list[tuple[list[Entry], list[tuple[str, Entry]], bool]], empty_database: Path
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "omfeed.db"
        shutil.copy(empty_database, copy)
        with Store.open(copy, now=NIGHT) as store:
            page = Page.of(store)
            for number, (new, fates, drifts) in enumerate(nights):
                tell(page, number, new, fates, drifts=drifts)
                assert store.known(page.source.id) == page.known
            assert store.check() == ()


def tell(page: Page, number: int, new: list[Entry], fates: list[tuple[str, Entry]], *, drifts: bool) -> None:
    """One night in which each known entry meets its fate."""
    changes = [added(one) for one in new]
    seen: dict[int, Entry] = {}
    for row, (fate, state) in zip(page.known, fates, strict=False):
        match fate:
            case "same":
                seen[row.id] = row.entry
            case "seen":
                seen[row.id] = state
            case "edited" | "restored":
                seen[row.id] = state
                changes.append(
                    Change(kind=ChangeKind(fate), material=True, before=row.entry, after=state, known_id=row.id)
                )
            case "withdrawn" | "aged_out":
                changes.append(Change(kind=ChangeKind(fate), material=True, before=row.entry, known_id=row.id))
    drift = Drift(reason="A redesign.", entries_before=9, entries_now=0) if drifts and number else None
    page.show(*changes, seen=seen, now=night(number), drift=drift)
