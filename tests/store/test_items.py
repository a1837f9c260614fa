"""Changes read back as items: whole, in order, chosen, and in few statements."""

from __future__ import annotations

from dataclasses import replace

import pytest

from omfeed.correction import Correction
from omfeed.model import (
    Assessment,
    Audience,
    ChangeKind,
    Delta,
    DeltaKind,
    Diff,
    Due,
    Elsewhere,
    EntryState,
    Evidence,
    Judged,
    Link,
    Nature,
    Platform,
    Precision,
    Severity,
)
from omfeed.store import Store, changes
from tests.store.kit import NIGHT, Page, added, entry, fetched, judged, night, source, statements, well

FULL = Assessment(
    platforms=(Platform.MACOS, Platform.IOS),
    versions={Platform.IOS: "<17", Platform.MACOS: ">=13"},
    enrolment=("byod",),
    nature=Nature.RETIRING,
    action_required=True,
    due=(
        Due(date="2026-08-31", precision=Precision.DAY, what="support ends"),
        Due(date="2026-H2", precision=Precision.HALF),
    ),
    user_visible=True,
    severity=Severity.HIGH,
    audiences=(Audience.HELPDESK, Audience.ADMIN),
    topics=("updates",),
    devices=420,
    evidence=(Evidence(field="due", value="2026-08-31", rule="by-date", words="by August 31"),),
    tags=("mine",),
    muted_by="my rule",
)


def test_an_item_is_what_was_recorded(store: Store) -> None:
    page = Page.of(store, source(platforms=(Platform.IOS,), options={"list": "yes"}, nature=Nature.SECURITY))
    change = added(entry("One", facts={"cves": ("CVE-1",)}))
    told = Judged(change=change, assessment=FULL, announced=True, deltas=(Delta(kind=DeltaKind.RETITLED, before="a"),))
    (change_id,) = store.record_snapshot(
        page.run, page.source, fetched(), b"x", 1, Diff(changes=(change,)), [told], well(page.source), NIGHT
    )
    item = store.item(change_id)
    assert item is not None
    assert item.change == change
    assert item.assessment == FULL
    assert item.assessment.versions == FULL.versions
    assert item.deltas == told.deltas
    assert item.source == page.source
    assert item.source.options == {"list": "yes"}
    assert (item.id, item.at, item.run_id, item.entry_id) == (change_id, NIGHT, page.run, 1)
    assert item.story == "s-1"
    assert item.links == (Link(title="Whats-New", url="https://whats-new.example/", source_id="whats-new"),)


def test_an_edit_tells_both_states_and_only_what_changed(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One", "Old words."))
    before = page.row("One").entry
    after = entry("One", "New words.")
    deltas = (Delta(kind=DeltaKind.DUE_MOVED, before="2026-08", after="2026-10"), Delta(kind=DeltaKind.RETITLED))
    (change_id,) = page.edit(page.row("One"), after, now=night(1), deltas=deltas)
    page.edit(page.row("One"), entry("One", "Newer words."), now=night(2))
    item = store.item(change_id)
    assert item is not None
    assert (item.change.before, item.change.after) == (before, after)
    assert (item.change.shown_html, item.change.shown_text) == ("<del>old</del>", "[-old-]")
    assert item.change.known_id == item.entry_id
    assert item.deltas == deltas


def test_a_withdrawal_tells_the_last_state(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"))
    (change_id,) = page.leave(page.row("One"), ChangeKind.WITHDRAWN, now=night(1))
    item = store.item(change_id)
    assert item is not None
    assert (item.change.before, item.change.after) == (entry("One"), None)
    assert item.change.shown_text == ""


def test_items_come_in_order_and_as_chosen(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"), entry("Two"))
    second_run = page.run = store.begin_run(night(1), "1.0")
    page.add(entry("Three"), entry("Four"), now=night(1))
    other = Page(store, source("apple"), page.run)
    store.sync_sources([other.source], NIGHT)
    other.add(entry("Five"), now=night(2))

    def titles(**chosen: object) -> list[str]:
        return [item.change.entry.title for item in store.items(**chosen)]  # type: ignore[arg-type]

    assert titles() == ["Three", "Four", "Five"]
    assert titles(announced=None) == ["One", "Two", "Three", "Four", "Five"]
    assert titles(announced=False) == ["One", "Two"]
    assert titles(after=3, upto=4) == ["Four"]
    assert titles(since=night(2)) == ["Five"]
    assert titles(until=night(2)) == ["Three", "Four"]
    assert titles(run_id=second_run) == ["Three", "Four", "Five"]
    assert titles(source_id="apple") == ["Five"]
    assert titles(platform=Platform.IOS) == ["Three", "Four", "Five"]
    assert titles(platform=Platform.LINUX) == []
    assert titles(limit=2) == ["Three", "Four"]
    assert titles(limit=2, newest=True) == ["Four", "Five"]
    assert titles(entry_id=1, announced=None) == ["One"]
    assert store.last_change_id() == 5
    assert store.item(99) is None


def test_before_the_first_change_there_is_none(store: Store) -> None:
    assert store.items(announced=None) == ()
    assert store.last_change_id() == 0


@pytest.mark.parametrize("count", [3, 60])
def test_few_statements_read_however_many_items(store: Store, count: int) -> None:
    page = Page.of(store)
    page.baseline(*(entry(f"Entry {number}") for number in range(count)))
    with statements() as heard:
        assert len(store.items(announced=None)) == count
    assert len([one for one in heard if one.startswith("SELECT")]) == 5


def test_an_entry_opens_a_story_of_its_own_or_joins_a_shared_one(store: Store) -> None:
    page = Page.of(store)
    page.add(entry("Alone"))
    page.add(entry("Shared", url="https://example.org/shared"), story="ios-18.1")
    other = Page(store, source("apple"), page.run)
    store.sync_sources([other.source], NIGHT)
    other.add(entry("Also"), story="ios-18.1")
    alone, shared, also = store.items()
    assert (alone.story, shared.story, also.story) == ("s-1", "ios-18.1", "ios-18.1")
    assert [link.url for link in shared.links] == ["https://example.org/shared", "https://apple.example/"]
    assert [link.url for link in also.links] == ["https://apple.example/", "https://example.org/shared"]


def test_an_entry_carries_on_the_story_of_the_page_it_came_from(store: Store) -> None:
    coming = Page.of(store, source("in-development", family="intune", stage="development"))
    coming.baseline(entry("A new setting"))
    here = source("whats-new", family="intune", stage="released")
    store.sync_sources([here], NIGHT)
    (found,) = store.elsewhere(here)
    change = added(entry("A new setting"))
    diff = Diff(changes=(change,), continues={0: found})
    (change_id,) = store.record_snapshot(
        coming.run, here, fetched(), b"x", 1, diff, [judged(change)], well(here), night(1)
    )
    item = store.item(change_id)
    assert item is not None
    assert item.story == found.story
    assert [link.source_id for link in item.links] == ["whats-new", "in-development"]


def test_a_story_told_once_keeps_its_key(store: Store) -> None:
    page = Page.of(store)
    page.add(entry("One"), story="kb-1")
    row = page.row("One")
    change = replace(added(entry("One", "More.")), kind=ChangeKind.EDITED, before=row.entry, known_id=row.id)
    page.show(change, story="kb-2", now=night(1))
    assert {item.story for item in store.items()} == {"kb-1"}


def test_an_entry_alone_joins_others_when_that_becomes_known(store: Store) -> None:
    page = Page.of(store)
    page.add(entry("One"))
    row = page.row("One")
    change = replace(added(entry("One", "Now with KB 7.")), kind=ChangeKind.EDITED, before=row.entry, known_id=row.id)
    page.show(change, story="kb-7", now=night(1))
    assert {item.story for item in store.items()} == {"kb-7"}


def test_links_of_withdrawn_entries_are_told_only_on_their_own_items(store: Store) -> None:
    page = Page.of(store)
    page.add(entry("Here", url="https://example.org/here"), story="s")
    page.add(entry("Gone", url="https://example.org/gone"), story="s", now=night(1))
    page.leave(page.row("Gone"), ChangeKind.WITHDRAWN, now=night(2))
    here, _, gone = store.items()
    assert [link.url for link in here.links] == ["https://example.org/here"]
    assert [link.url for link in gone.links] == ["https://example.org/gone", "https://example.org/here"]


def test_elsewhere_is_a_value_of_the_model(store: Store) -> None:
    page = Page.of(store, source("archive", family="intune", stage="archive"))
    page.baseline(entry("Old"))
    (found,) = store.elsewhere(source("whats-new", family="intune"))
    assert found == Elsewhere(
        entry_id=1,
        source_id="archive",
        stage="archive",
        story="s-1",
        state=EntryState.PRESENT,
        first_seen=NIGHT,
        entry=entry("Old"),
    )


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_stories_come_whole_and_without_those_of_which_nothing_was_ever_told(
    store: Store, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "_AT_ONCE", at_once)

    def told() -> list[list[str]]:
        stories = list(store.told_stories())
        assert all(len({item.story for item in story}) == 1 for story in stories)
        every = {item.id: item for item in store.items(announced=None)}
        assert all(item == every[item.id] for story in stories for item in story)
        return sorted([item.change.entry.title for item in story] for story in stories)

    page = Page.of(store)
    page.show(*(replace(added(entry(title), ChangeKind.BASELINE), material=False) for title in ("Stands", "Changes")))
    page.edit(page.row("Changes"), entry("Changes", "Otherwise."), now=night(1))
    other = Page(store, source("other"), page.run)
    store.sync_sources([page.source, other.source], NIGHT)
    other.show(replace(added(entry("Elsewhere"), ChangeKind.BASELINE), material=False), story="shared")
    assert told() == [["Changes", "Changes"]]
    page.show(added(entry("Here, too")), story="shared", seen=page.present, now=night(2))
    page.show(added(entry("Alone")), seen=page.present, now=night(2))
    assert told() == [["Alone"], ["Changes", "Changes"], ["Elsewhere", "Here, too"]]


def test_the_stories_between_two_changes_are_named_once_silent_ones_too(store: Store) -> None:
    page = Page.of(store)
    page.add(entry("One"), story="shared")
    page.add(entry("Two"), story="shared")
    page.add(entry("Three"))
    page.edit(page.row("One"), entry("One", "Tidied."), now=night(1), material=False)
    ids = [item.id for item in store.items(announced=None)]
    own = next(item.story for item in store.items() if item.change.entry.title == "Three")
    assert store.touched(after=0, upto=ids[-1]) == {"shared", own}
    assert store.touched(after=ids[1], upto=ids[2]) == {own}
    assert store.touched(after=ids[2], upto=ids[3]) == {"shared"}
    assert store.touched(after=ids[3], upto=ids[3]) == set()


def test_stories_that_have_or_had_a_date_can_be_asked_for(store: Store) -> None:
    page = Page.of(store)

    def told(title: str, *due: Due, story: str = "") -> None:
        change = added(entry(title))
        one = replace(judged(change, story=story), assessment=Assessment(due=due))
        diff = Diff(changes=(change,), seen=page.present)
        store.record_snapshot(page.run, page.source, fetched(), b"x", 1, diff, [one], well(page.source), NIGHT)

    told("Without")
    told("Dated", Due(date="2026-08-31", precision=Precision.DAY))
    told("Shared", story="shared")
    told("Shared, dated", Due(date="2026-H2", precision=Precision.HALF), story="shared")
    page.show(replace(added(entry("Only there"), ChangeKind.BASELINE), material=False), seen=page.present)
    found = [[item.change.entry.title for item in story] for story in store.told_stories(dated=True)]
    assert sorted(found) == [["Dated"], ["Shared", "Shared, dated"]]
    undated = next(item for item in store.items() if item.change.entry.title == "Without")
    moved = Due(date="2027-01-31", precision=Precision.DAY)
    store.corrections.correct(undated.entry_id, Correction(by="Ada", at=night(1), due=(moved,)))
    assert len(list(store.told_stories(dated=True))) == 3


def test_where_nothing_was_ever_told_there_are_no_stories(store: Store) -> None:
    assert list(store.told_stories()) == []


def test_a_condition_that_does_not_exist_is_refused(store: Store) -> None:
    with pytest.raises(TypeError, match="announcd"):
        store.items(announcd=True)  # type: ignore[call-arg]  # a slip of the pen
