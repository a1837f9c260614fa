"""What holds for any page: order and looks mean nothing, k new entries are k announcements, nothing is told twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omfeed.diff.advance import advance
from omfeed.diff.assign import assign
from omfeed.diff.compare import compare
from omfeed.model import Change, Diff, Entry, EntryState, Known, Parsed, Window
from omfeed.text.markup import sanitise
from tests.diff.page import START, SUBJECTS, Nights, entry, parsed, source

CALM = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = [*SUBJECTS, *(f"{subject} on {platform}" for subject in SUBJECTS for platform in ("tablets", "kiosks"))]
WEEKS = ["2026-03-02", "2026-02-23", "2026-02-16"]


@st.composite
def pages(draw: st.DrawFn, least: int = 1) -> list[Entry]:
    """A page of distinct entries in up to three weeks, newest first, now and then with ids."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=least, max_size=14, unique=True))
    keyed = draw(st.booleans())
    days = sorted((draw(st.sampled_from(WEEKS)) for _ in names), reverse=True)
    return [
        entry(name, section=(f"Week of {day}", "Devices"), published=day, key=f"id {name}" if keyed else "")
        for name, day in zip(names, days, strict=True)
    ]


@CALM
@given(pages())
def test_a_page_against_itself_says_nothing(page: list[Entry]) -> None:
    assert Nights(*page).then(*page).last.changes == ()


@CALM
@given(pages(), st.randoms(use_true_random=False))
def test_shuffling_announces_nothing(page: list[Entry], chance: object) -> None:
    shuffled = list(page)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis's Random
    assert Nights(*page).then(*shuffled).announced == []


@CALM
@given(pages(), st.data())
def test_moving_entries_announces_nothing(page: list[Entry], data: st.DataObject) -> None:
    moved = [
        replace(each, section=(f"Week of {day}", data.draw(st.sampled_from(["Devices", "Apps"]))), published=day)
        for each in page
        for day in [data.draw(st.sampled_from(WEEKS))]
    ]
    assert Nights(*page).then(*moved).announced == []


@CALM
@given(pages())
def test_restyling_announces_nothing(page: list[Entry]) -> None:
    styled = [
        replace(
            each,
            title=each.title.upper(),
            text=each.text.replace(".", " !").replace(" ", "  "),
            html=each.html.replace("<p>", "<div><strong>").replace("</p>", "</strong></div>"),
        )
        for each in page
    ]
    assert Nights(*page).then(*styled).announced == []


@CALM
@given(pages(least=2), st.data())
def test_adding_k_entries_announces_exactly_k(page: list[Entry], data: st.DataObject) -> None:
    known = data.draw(st.integers(1, len(page) - 1))
    chosen = data.draw(st.permutations(range(len(page))))[:known]
    before = [page[at] for at in sorted(chosen)]
    night = Nights(*before).then(*page)
    assert Counter(night.announced) == Counter(f"added: {e.title}" for e in page if e not in before)
    assert night.silent == []


@CALM
@given(pages(least=4), st.data())
def test_an_edit_and_its_reverse_are_told_as_edited_and_restored(page: list[Entry], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(page) - 1))
    extra = data.draw(st.sampled_from(["Not on Linux.", "It ends on 1 May 2027.", "You must act."]))
    edited = replace(page[at], text=f"{page[at].text}\n{extra}", html=f"{page[at].html}<p>{extra}</p>")
    night = Nights(*page).then(*page[:at], edited, *page[at + 1 :])
    assert night.announced == [f"edited: {edited.title}"]
    assert night.only.shown_text == "{+" + extra + "+}"
    assert night.then(*page).announced == [f"restored: {edited.title}"]


@st.composite
def histories(draw: st.DrawFn) -> list[list[Entry]]:
    """Arbitrary successive states: anything may come, go, change, move and double."""
    states = []
    for _ in range(draw(st.integers(2, 4))):
        page = draw(pages(least=0)) if draw(st.booleans()) or not states else list(states[-1])
        page = [
            replace(e, text=f"{e.text} {draw(st.sampled_from(['', '', 'More.', 'Not so.', 'x' * 30]))}") for e in page
        ]
        if page and draw(st.booleans()):
            page.insert(0, draw(st.sampled_from(page)))
        states.append(page)
    return states


@CALM
@given(histories(), st.sampled_from(list(Window)))
def test_every_entry_is_accounted_for_exactly_once(history: list[list[Entry]], window: Window) -> None:
    known: tuple[Known, ...] = ()
    now = START
    for page in history:
        now += timedelta(days=1)
        snapshot = parsed(*page, window=window)
        diff = compare(known, snapshot, source(), now)
        _account(known, snapshot, diff)
        following = advance(known, diff, now)
        _agree(known, following, snapshot, diff)
        known = following


def _account(known: tuple[Known, ...], snapshot: Parsed, diff: Diff) -> None:
    if diff.drift is not None:
        assert diff.changes == ()
        return
    added = [change.after for change in diff.changes if change.known_id is None]
    assert Counter(map(id, [*diff.seen.values(), *added])) == Counter(map(id, snapshot.entries))
    gone = [change.known_id for change in diff.changes if change.after is None]
    present = {row.id for row in known if row.state is EntryState.PRESENT}
    assert len(gone) == len(set(gone))
    assert set(gone) | (set(diff.seen) & present) == present
    assert not set(gone) & set(diff.seen)
    ids = [change.known_id for change in diff.changes if change.known_id is not None]
    assert len(ids) == len(set(ids))


def _agree(known: tuple[Known, ...], following: tuple[Known, ...], snapshot: Parsed, diff: Diff) -> None:
    if diff.drift is not None:
        assert following == known
        return
    shown = [row for row in following if row.state is EntryState.PRESENT]
    assert sorted(row.entry.place for row in shown) == list(range(len(snapshot.entries)))
    assert [row.id for row in following] == sorted({row.id for row in following})
    assert all(isinstance(change, Change) and change.reason for change in diff.changes)


ANYTHING = st.builds(
    Entry,
    title=st.text(max_size=20),
    section=st.lists(st.text(max_size=8), max_size=3).map(tuple),
    html=st.text(max_size=40).map(sanitise),
    text=st.text(max_size=60),
    key=st.sampled_from(["", "", "a", "b"]),
    published=st.sampled_from(["", "2026-01-01", "2026-02-30", "soon", "2026-01-01T00:00:00Z"]),
    language=st.sampled_from(["en", "de", ""]),
    facts=st.dictionaries(
        st.sampled_from(["version", "cves", "work_items", "support_end", "odd"]),
        st.one_of(
            st.text(max_size=8), st.booleans(), st.integers(), st.lists(st.text(max_size=5), max_size=3).map(tuple)
        ),
        max_size=3,
    ),
)


@CALM
@given(st.lists(st.lists(ANYTHING, max_size=6), min_size=2, max_size=4), st.sampled_from(list(Window)))
def test_no_input_raises(history: list[list[Entry]], window: Window) -> None:
    night = Nights(*history[0], window=window)
    for page in history[1:]:
        night.then(*page)


@CALM
@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(1, 9).map(float), max_size=20))
def test_the_assignment_is_the_best_of_all(scores: dict[tuple[int, int], float]) -> None:
    pairing = assign(scores)
    assert len(set(pairing.values())) == len(pairing)
    assert sum(scores[pair] for pair in pairing.items()) == _best(scores, frozenset(), 0)


def _best(scores: dict[tuple[int, int], float], taken: frozenset[int], left: int) -> float:
    if left > 5:
        return 0.0
    best = _best(scores, taken, left + 1)
    for (row, column), score in scores.items():
        if row == left and column not in taken:
            best = max(best, score + _best(scores, taken | {column}, left + 1))
    return best
