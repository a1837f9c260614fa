"""Which old entry is this one? Retitled, moved, repeated, renumbered, split and merged entries."""

from __future__ import annotations

from dataclasses import replace

from tests.diff.page import SUBJECTS, Nights, entry, week

A, B, C, D, E = SUBJECTS[:5]


def test_the_same_page_again_says_nothing() -> None:
    assert Nights(*week("2026-03-02", A, B)).then(*week("2026-03-02", A, B)).last.changes == ()


def test_a_new_entry_is_added_and_shown_whole() -> None:
    night = Nights(*week("2026-03-02", A)).then(*week("2026-03-02", B, A))
    assert night.announced == [f"added: {B}"]
    assert night.only.shown_text == night.only.entry.text


def test_a_reworded_title_is_an_edit_and_never_one_gone_one_new() -> None:
    night = Nights(*week("2026-03-02", A, B)).then(
        replace(week("2026-03-02", A)[0], title="FileVault key rotation, now on every Mac"), *week("2026-03-02", B)
    )
    assert night.announced == ["edited: FileVault key rotation, now on every Mac"]
    assert night.only.before is not None
    assert night.only.before.title == A


def test_a_rewritten_text_under_the_same_title_in_the_same_place_is_an_edit() -> None:
    night = Nights(*week("2026-03-02", A, B)).then(
        entry(A, "We took this back. Nothing changes for anybody until further notice."), *week("2026-03-02", B)
    )
    assert night.announced == [f"edited: {A}"]


def test_pairs_are_the_best_over_all_not_the_first_that_come() -> None:
    # Each new title is close to both old ones; only the whole assignment gets both right.
    wifi, vpn = (
        "alpha beta gamma delta epsilon zeta eta theta iota",
        "alpha beta gamma delta epsilon zeta eta lambda mu",
    )
    old = [entry("Settings for Wi-Fi profiles", wifi), entry("Settings for VPN profiles", vpn)]
    new = [entry("New settings for VPN profiles", f"{vpn} xi"), entry("New settings for Wi-Fi profiles", f"{wifi} xi")]
    night = Nights(*old).then(*new)
    pairs = {(change.before.title, change.entry.title) for change in night.last.changes if change.before}
    assert pairs == {
        ("Settings for Wi-Fi profiles", "New settings for Wi-Fi profiles"),
        ("Settings for VPN profiles", "New settings for VPN profiles"),
    }


def test_a_headline_that_returns_every_month_is_another_item_each_time() -> None:
    apps = "Newly available protected apps"
    told = "The following apps are now available:"
    may = entry(apps, f"{told} Alpha by One, Beta by Two.", section=("Week of May 4", "Apps"), published="2026-05-04")
    june = entry(apps, f"{told} Gamma by Three.", section=("Week of June 1", "Apps"), published="2026-06-01")
    assert Nights(may, *week("2026-05-04", A)).then(june, may, *week("2026-05-04", A)).announced == [f"added: {apps}"]


def test_the_monthly_headline_is_new_even_on_the_night_the_oldest_one_ages_out() -> None:
    apps = "Newly available protected apps"
    january = entry(apps, "The following apps are now available: Alpha by One.", section=("Week of January 5",),
                    published="2026-01-05")  # fmt: skip
    july = entry(apps, "The following apps are now available: Beta by Two.", section=("Week of July 6",),
                 published="2026-07-06")  # fmt: skip
    middle = week("2026-03-02", A, B)
    night = Nights(*middle, january).then(july, *middle)
    assert night.announced == [f"added: {apps}"]
    assert night.silent == [f"aged_out: {apps}"]


def test_moving_to_another_category_or_week_is_recorded_and_not_announced() -> None:
    moved = replace(week("2026-03-02", A)[0], section=("Week of February 23, 2026", "Apps"), published="2026-02-23")
    night = Nights(*week("2026-03-02", A, B)).then(*week("2026-03-02", B), moved)
    assert night.announced == []
    assert night.silent == [f"moved: {A}"]
    assert "Week of February 23, 2026" in night.only.reason


def test_a_move_with_an_edit_is_an_edit() -> None:
    before = week("2026-03-02", A)[0]
    after = replace(before, section=("Week of February 23, 2026",), text=before.text + "\nIt needs Android 12.",
                    html=before.html + "<p>It needs Android 12.</p>")  # fmt: skip
    night = Nights(before, *week("2026-03-02", B)).then(after, *week("2026-03-02", B))
    assert night.announced == [f"edited: {A}"]
    assert "moved from" in night.only.reason


def test_a_reworded_week_heading_moves_its_entries_silently() -> None:
    renamed = [replace(e, section=("Week of March 2, 2026 (Service release 2603)", "Devices"))
               for e in week("2026-03-02", A, B, C)]  # fmt: skip
    night = Nights(*week("2026-03-02", A, B, C)).then(*renamed)
    assert night.announced == []
    assert len(night.silent) == 3


def test_order_on_the_page_means_nothing() -> None:
    assert Nights(*week("2026-03-02", A, B, C)).then(*week("2026-03-02", C, A, B)).last.changes == ()


def test_the_sources_own_id_outranks_title_and_text() -> None:
    old = entry("XProtect update", "Version 5290 of the list.", key="xprotect", section=(), published="2026-03-01")
    new = entry("XProtect of today", "Another list altogether, number 5300.", key="xprotect", section=(),
                published="2026-03-09")  # fmt: skip
    night = Nights(old, entry(A, key="a", section=())).then(new, entry(A, key="a", section=()))
    assert night.announced == ["edited: XProtect of today"]
    assert "id" in night.only.reason


def test_two_ids_are_two_entries_however_alike() -> None:
    old = entry("Stable channel update", "Fixes 3 issues. Version 120.0.1.", key="post-1", section=())
    new = entry("Stable channel update", "Fixes 4 issues. Version 120.0.2.", key="post-2", section=())
    assert Nights(old).then(new, old).announced == ["added: Stable channel update"]


def test_a_feed_that_renumbers_all_its_items_announces_none() -> None:
    old = [entry(title, key=f"http://old/{n}", section=()) for n, title in enumerate(SUBJECTS[:6])]
    new = [entry(title, key=f"https://new/{n}", section=()) for n, title in enumerate(SUBJECTS[:6])]
    night = Nights(*old).then(*new)
    assert night.announced == []
    night.then(entry(SUBJECTS[7], key="https://new/7", section=()), *new)
    assert night.announced == [f"added: {SUBJECTS[7]}"]


def test_a_list_that_renames_its_rows_and_their_ids_announces_none() -> None:
    def row(name: str, key: str, end: str) -> object:
        return entry(name, f"Released: 2019-10-0{end}\nSupport ends: 2031-10-1{end}", key=key, section=(),
                     facts={"version": key})  # fmt: skip

    old = [row(f"Tablet Model {n}", f"Tablet Model {n}", str(n)) for n in range(6)]
    new = [row(f"tablet-{n}", f"tablet-{n}", str(n)) for n in range(6)]
    assert Nights(*old).then(*new).announced == []  # type: ignore[arg-type]  # entries


def test_a_republished_item_with_one_new_id_is_not_new() -> None:
    others = [entry(title, key=title, section=()) for title in (B, C, D)]
    night = Nights(entry(A, key="1", section=()), *others).then(entry(A, key="2", section=()), *others)
    assert night.announced == []


def test_an_entry_listed_twice_is_told_once() -> None:
    night = Nights(*week("2026-03-02", A)).then(*week("2026-03-02", A, A))
    assert night.announced == []
    assert night.then(*week("2026-03-02", A)).announced == []


def test_a_split_is_told_with_where_it_came_from() -> None:
    first, second = (
        "The report lists every device.\nIt is sent weekly.",
        "Tags may now hold spaces.\nOld tags stay as they are for ever.",
    )
    whole = entry(A, f"{first}\n{second}")
    night = Nights(whole, *week("2026-03-02", C)).then(
        entry(A, first), entry("Tags with spaces", second), *week("2026-03-02", C)
    )
    added = next(change for change in night.last.changes if change.kind == "added")
    assert A in added.reason
    assert "withdrawn" not in {change.kind for change in night.last.changes}


def test_a_merge_withdraws_nothing() -> None:
    first, second = (
        "The report lists every device.\nIt is sent weekly.",
        "Tags may now hold spaces.\nOld tags stay as they are for ever.",
    )
    night = Nights(entry(A, first), entry("Tags with spaces", second), *week("2026-03-02", C)).then(
        entry(A, f"{first}\n{second}"), *week("2026-03-02", C)
    )
    assert night.announced == [f"edited: {A}"]
    assert night.silent == ["withdrawn: Tags with spaces"]


def test_a_stock_phrase_taken_over_by_another_entry_is_no_merge() -> None:
    stock = "Fixed various problems. Security updates of this channel are listed on their own page."
    page = [entry(title, f"{stock}\nIt also brings {n * 7919}.") for n, title in enumerate(SUBJECTS[:5])]
    page += [entry("A small release", stock, section=("Week of March 2, 2026",)), *week("2026-02-23", *SUBJECTS[6:9])]
    grown = replace(page[-1], text=f"{page[-1].text}\n{stock}", html=f"{page[-1].html}<p>{stock}</p>")
    night = Nights(*page).then(*page[:5], *page[6:-1], grown)
    assert "withdrawn: A small release" in night.announced


def test_the_publishers_work_item_holds_a_rewritten_entry_together() -> None:
    old = entry("Kiosk mode", "Kiosks come to tablets.", facts={"work_items": ("1234567",)})
    new = entry("Kiosk profiles for tablets", "Profiles bring kiosks.", facts={"work_items": ("1234567",)})
    assert Nights(old, *week("2026-03-02", B)).then(new, *week("2026-03-02", B)).announced == [
        "edited: Kiosk profiles for tablets"
    ]


def test_every_decision_carries_its_reason() -> None:
    night = Nights(*week("2026-03-02", A, B)).then(*week("2026-03-02", C, B))
    assert all(change.reason for change in night.last.changes)
