"""The monthly report: its totals are the nights' own, its readiness is honest, its table is harmless."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from omfeed.digest.admin import build_admin
from omfeed.digest.contexts import Period
from omfeed.digest.render import render
from omfeed.digest.report import Duty, build_report
from omfeed.digest.report_contexts import ReportContext
from omfeed.digest.table import COLUMNS, harmless, table
from omfeed.model import ChangeKind, Delta, DeltaKind, Item, Platform
from tests.kit.items import FLEET, entry, item, judged, well
from tests.kit.scenes import busy_night

IOS = Platform.IOS
MONTH = Period(
    since=datetime(2026, 10, 1, tzinfo=UTC), until=datetime(2026, 11, 1, tzinfo=UTC), label=date(2026, 10, 31)
)


def on(day: int, *more: object, **rest: object) -> Item:
    return item(*more, at=datetime(2026, 10, day, 3, tzinfo=UTC), **rest)  # type: ignore[arg-type]


def report(*items: Item, **more: object) -> ReportContext:
    return build_report(items, well(), FLEET, MONTH, **more)  # type: ignore[arg-type]


def act(title: str, *due: str, day: int = 5) -> Item:
    return on(day, entry(title, published="2026-10-01"), judged(IOS, act=True, due=due, devices=9), story=title)


def test_its_totals_are_the_sum_of_the_nights() -> None:
    nights = {
        5: [on(5, entry("a"), entry_id=1), on(5, entry("b"), entry_id=2)],
        6: [on(6, entry("a", "Other."), entry_id=1, kind=ChangeKind.EDITED, before=entry("a"))],
        7: [],
        8: [on(8, entry("c"), kind=ChangeKind.MOVED), on(8, entry("d"))],
    }
    told = 0
    for day, items in nights.items():
        moment = datetime(2026, 10, day, 3, tzinfo=UTC)
        night = Period(since=moment - timedelta(days=1), until=moment, label=date(2026, 10, day))
        proof = build_admin(items, well(), FLEET, night).health.proof
        told += int(proof.split(", ")[1].split()[0])
    page = report(*(one for items in nights.values() for one in items))
    assert page.figures[0].value == str(told) == "4"
    assert sum(bar.value for bar in page.charts[0].bars) == told
    assert {figure.label: figure.value for figure in page.figures}["New items"] == "3"


def test_every_figure_links_to_the_items_it_counts() -> None:
    page = report(*(replace(one, at=datetime(2026, 10, 9, tzinfo=UTC)) for one in busy_night()))
    html = render(page).html
    for figure in page.figures:
        assert f'id="{figure.anchor}"' in html
    assert [figure.value for figure in page.figures[1:]] == [str(len(found.cards)) for found in page.lists]


@pytest.mark.parametrize(
    ("duties", "readiness", "states"),
    [
        (None, "not measured: nobody records yet what was done", ["open", "open", "open"]),
        ({}, "0% (0 of 2)", ["missed", "missed", "open"]),
        ({"a": Duty(done_on=date(2026, 10, 9))}, "50% (1 of 2)", ["done", "missed", "open"]),
        ({"a": Duty(done_on=date(2026, 10, 20))}, "0% (0 of 2)", ["done", "missed", "open"]),
    ],
)
def test_readiness_is_the_share_done_in_time(duties: object, readiness: str, states: list[str]) -> None:
    page = report(act("a", "2026-10-10"), act("b", "2026-10-20"), act("c", "2026-12"), duties=duties)
    assert page.readiness == readiness
    assert [row.state for row in page.duties] == states


def test_no_readiness_is_claimed_when_nothing_fell_due() -> None:
    assert report(act("c", "2026-12"), duties={}).readiness == "nothing fell due"


def test_a_coarse_date_is_missed_only_when_all_of_it_has_passed() -> None:
    assert report(act("a", "2026-10"), duties={}).duties[0].state == "open"
    assert report(act("a", "2026-Q3"), duties={}).duties[0].state == "missed"


def test_dates_that_moved_by_most_days() -> None:
    def slip(title: str, before: str, after: str) -> Item:
        deltas = [Delta(kind=DeltaKind.DELAYED, before=before, after=after)]
        return on(9, entry(title), kind=ChangeKind.EDITED, before=entry(title, "Old."), deltas=deltas)

    page = report(slip("little", "2026-11-01", "2026-11-02"), slip("much", "2026-11-01", "2027-02-01"))
    assert [(row.title, row.days, row.moved) for row in page.slips] == [
        ("much", "92 days later", "due date 1 Nov 2026 → 1 Feb 2027"),
        ("little", "1 day later", "due date 1 Nov → 2 Nov 2026"),
    ]


def moving(*steps: tuple[DeltaKind, str, str]) -> list[Item]:
    """An entry that came on the 2nd and was edited on each day after."""
    news = on(2, entry("Moved"), entry_id=9, number=1)
    return [
        news,
        *(
            on(
                3 + number,
                entry("Moved", f"State {number}."),
                entry_id=9,
                number=2 + number,
                kind=ChangeKind.EDITED,
                before=entry("Moved"),
                deltas=[Delta(kind=kind, before=before, after=after)],
            )
            for number, (kind, before, after) in enumerate(steps)
        ),
    ]


def test_moves_within_the_month_are_told_also_of_what_was_new_in_it_and_dropped_in_the_end() -> None:
    page = report(
        *moving(
            (DeltaKind.DELAYED, "2027-01-15", "2027-03-15"),
            (DeltaKind.DELAYED, "2027-03-15", "2027-04-01"),
            (DeltaKind.DUE_MOVED, "2027-04-01", "2027-03-20"),
            (DeltaKind.DUE_REMOVED, "2027-03-20", ""),
        )
    )
    (row,) = page.slips
    assert row.moved == "due date 15 Jan → 20 Mar 2027, moved 3 times, then dropped"
    assert row.days == "64 days later"
    assert {figure.label: figure.value for figure in page.figures}["Edited items"] == "1"
    assert "moved 3 times" in render(page).text


def test_a_date_that_came_back_has_moved_all_the_same() -> None:
    there, back = (DeltaKind.DELAYED, "2027-01-15", "2027-03-15"), (DeltaKind.DUE_MOVED, "2027-03-15", "2027-01-15")
    (row,) = report(*moving(there, back)).slips
    assert row.moved.endswith(", moved 2 times")
    assert row.days == "back where it was"


def test_a_date_that_was_only_dropped_is_told_as_that() -> None:
    (row,) = report(*moving((DeltaKind.DUE_REMOVED, "2027-01-15", ""))).slips
    assert (row.days, row.moved) == ("dropped", "date dropped: 15 Jan 2027")


def test_two_dates_of_an_entry_move_each_by_itself() -> None:
    first, second = (DeltaKind.DELAYED, "2027-01-15", "2027-01-16"), (DeltaKind.DELAYED, "2027-06-01", "2027-07-01")
    assert [row.days for row in report(*moving(first, second)).slips] == ["30 days later", "1 day later"]


def test_two_pages_that_tell_one_move_are_one_row() -> None:
    moved = [Delta(kind=DeltaKind.DELAYED, before="2026-11-01", after="2026-11-02")]
    both = [
        on(9, entry(title), kind=ChangeKind.EDITED, before=entry(title, "Old."), deltas=moved, entry_id=key, story="s")
        for key, title in ((1, "a"), (2, "b"))
    ]
    assert len(report(*both).slips) == 1


def test_what_rules_muted_is_counted_beside_the_figures() -> None:
    page = report(on(3), on(4, assessment=judged(IOS, muted_by="No iPads")))
    assert (page.figures[0].value, page.muted) == ("1", "1 change muted by your rules")
    made = render(page)
    assert "1 change muted by your rules" in made.text
    assert "1 change muted by your rules" in made.html
    assert report(on(3)).muted == ""


def test_lead_time_is_the_median_over_days_named_exactly() -> None:
    page = report(act("a", "2026-10-11"), act("b", "2026-10-31"), act("c", "2026-12-10"), act("d", "2026-12"))
    assert page.lead_time == "30 days from announcement to date, the median of 3 dates"
    assert report(act("d", "2026-12")).lead_time == ""


def test_dates_of_the_next_ninety_days() -> None:
    standing = [
        act("near", "2026-11-05"),
        act("far", "2027-03-01"),
        act("gone by", "2026-10-30"),
        act("coarse", "2027-Q1"),
    ]
    assert [row.title for row in report(standing=standing).ahead] == ["near", "coarse"]


def test_charts_have_words_and_a_table() -> None:
    html = render(report(on(5), on(5), on(6))).html
    assert "The busiest night was 5 October 2026 with 2 changes." in html
    assert html.count('role="img"') == 2
    assert '<th scope="row">5 October 2026</th><td>2</td>' in html


class TestTable:
    def test_one_line_a_told_change(self) -> None:
        items = [act("a", "2026-10-10"), on(6, entry("moved"), kind=ChangeKind.MOVED)]
        rows = list(csv.DictReader(io.StringIO(table(items))))
        assert len(rows) == 1
        assert list(rows[0]) == list(COLUMNS)
        assert (rows[0]["title"], rows[0]["due"], rows[0]["devices"]) == ("a", "2026-10-10", "9")

    @pytest.mark.parametrize(
        "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "=cmd|' /C calc'!A0", "＝1"]
    )
    def test_no_cell_is_a_formula(self, cell: str) -> None:
        assert harmless(cell) == "'" + cell
        rows = list(csv.reader(io.StringIO(table([on(5, entry(cell, "x"))]), newline="")))
        assert rows[1][4] == "'" + cell

    def test_plain_cells_stay(self) -> None:
        assert harmless("What's new") == "What's new"
        assert harmless("") == ""
