"""Cosmetic or material: what is stored without a word, and what is announced."""

from __future__ import annotations

from dataclasses import replace

import pytest

from omfeed.model import Entry, Fact, Window
from tests.diff.page import SUBJECTS, Nights, entry, week

REST = week("2026-03-02", *SUBJECTS[:5])
TEXT = (
    "You can deploy certificates to managed devices with the Settings Catalog.\n"
    "The setting applies to iOS/iPadOS 17.4+ and must be assigned by 1 October 2026."
)


def told(before: Entry, after: Entry) -> tuple[list[str], list[str]]:
    night = Nights(before, *REST).then(after, *REST)
    return night.announced, night.silent


def texts(before: str, after: str) -> tuple[list[str], list[str]]:
    return told(entry("Certificates", before), entry("Certificates", after))


COSMETIC = {
    "white space": TEXT.replace("to managed", "to  managed\u00a0"),
    "punctuation": TEXT.replace("Catalog.", "Catalog!").replace("2026.", "2026"),
    "quotation marks": TEXT.replace("Settings Catalog", "“Settings Catalog”"),
    "case": TEXT.replace("Settings Catalog", "settings catalog"),
    "hyphens": TEXT.replace("managed devices", "managed-devices"),
    "a space in a word": TEXT.replace("Settings Catalog", "SettingsCatalog"),
    "order of passages": "\n".join(reversed(TEXT.splitlines())),
    "a misspelling put right": TEXT,
    "a doubled word": TEXT.replace("managed devices", "managed managed devices"),
    "a stamp": "Updated May 3, 2026\n" + TEXT,
    "another stamp": "Last updated: 2026-05-03\n" + TEXT,
    "a German stamp": "Zuletzt aktualisiert am 3. Mai 2026\n" + TEXT,
    "a Korean stamp": "업데이트 2026년 5월 3일\n" + TEXT,
}


@pytest.mark.parametrize("what", COSMETIC)
def test_nobody_would_act_on(what: str) -> None:
    before = TEXT.replace("certificates", "cerificates") if what == "a misspelling put right" else TEXT
    announced, silent = texts(before, COSMETIC[what])
    assert announced == []
    assert silent == ["edited: Certificates"]


MATERIAL = {
    "a date": ("1 October", "1 December"),
    "a year": ("2026", "2027"),
    "a version": ("17.4+", "17.5+"),
    "a floor dropped": ("17.4+", "17.4"),
    "a negation": ("You can deploy", "You can't deploy"),
    "another negation": ("must be", "must not be"),
    "a platform": ("iOS/iPadOS", "iOS/iPadOS and macOS"),
    "a short word": ("with the", "from the"),
    "an obligation": ("must be", "may be"),
    "a prefix": ("managed devices", "unmanaged devices"),
    "an ending": ("applies to", "applied to"),
    "a sentence": ("Settings Catalog.", "Settings Catalog. This is a preview."),
    "a word gone": ("must be assigned", "be assigned"),
}


@pytest.mark.parametrize("what", MATERIAL)
def test_somebody_would_act_on(what: str) -> None:
    old, new = MATERIAL[what]
    assert old in TEXT
    assert texts(TEXT, TEXT.replace(old, new))[0] == ["edited: Certificates"]


def test_due_date_in_a_labelled_line_is_no_stamp() -> None:
    assert texts(f"Due date: 1 May 2026\n{TEXT}", f"Due date: 1 June 2026\n{TEXT}")[0] == ["edited: Certificates"]


def test_a_real_word_for_another_real_word_is_no_misspelling() -> None:
    other = entry("Roaming", "Devices that adapt to a network adopt its proxy.")
    before, after = (
        entry("Proxies", "Kiosks adapt the proxy of the room."),
        entry("Proxies", "Kiosks adopt the proxy of the room."),
    )
    assert Nights(before, other, *REST).then(after, other, *REST).announced == ["edited: Proxies"]


def test_markup_and_link_targets_are_cosmetic() -> None:
    before = entry("Certificates", TEXT)
    after = replace(
        before, html=before.html.replace("certificates", '<a href="https://example.org/c">certificates</a>')
    )
    assert told(before, after) == ([], ["edited: Certificates"])


def test_updated_in_brackets_before_a_title_is_a_stamp() -> None:
    assert told(entry("Certificates", TEXT), entry("(Updated) Certificates", TEXT))[0] == []
    assert told(entry("Certificates", TEXT), entry("(Preview) Certificates", TEXT))[0] == [
        "edited: (Preview) Certificates"
    ]


def test_a_new_date_without_a_new_word_is_no_news() -> None:
    before = entry("Certificates", TEXT, published="2026-03-02")
    assert told(before, replace(before, updated="2026-03-05"))[0] == []
    assert told(before, replace(before, published="2026-03-03")) == ([], ["edited: Certificates"])


@pytest.mark.parametrize(
    ("name", "before", "after", "material"),
    [
        ("build", ("22A100",), ("22A101",), True),
        ("exploited", False, True, True),
        ("support_end", "2026-10-13", "2027-10-12", True),
        ("platforms", ("Windows", "macOS"), ("macos", "windows"), False),
        ("cves", ("CVE-2026-1", "CVE-2026-2"), ("CVE-2026-2", "CVE-2026-1"), False),
        ("work_items", ("1234567",), ("1234567", "7654321"), False),
        ("tags", ("Feature update",), ("Feature update", "Admin impact"), False),
        ("exploited", False, None, False),
    ],
)
def test_stated_values(name: str, before: Fact, after: Fact | None, material: bool) -> None:
    old = entry("Release", "A release.", facts={name: before})
    new = replace(old, facts={} if after is None else {name: after})
    assert bool(told(old, new)[0]) is material


def test_a_changed_value_is_shown_when_the_words_do_not_tell_it() -> None:
    old = entry("Release", "A release.", facts={"cves": ("CVE-2026-1", "CVE-2026-2")})
    night = Nights(old, *REST).then(replace(old, facts={"cves": ("CVE-2026-2", "CVE-2026-3")}), *REST)
    assert night.only.shown_text == "cves: [-CVE-2026-1-]{+CVE-2026-3+}"
    assert night.only.shown_html == "<p>cves: <del>CVE-2026-1</del> <ins>CVE-2026-3</ins></p>"


def renamed(count: int, old: str, new: str) -> tuple[list[Entry], list[Entry]]:
    before = [
        entry(title, f"{old} now does thing {n}.\nSee the pages of {old}.") for n, title in enumerate(SUBJECTS[:count])
    ]
    return before, [replace(e, text=e.text.replace(old, new), html=e.html.replace(old, new)) for e in before]


def test_a_product_renamed_throughout_the_page_is_told_once() -> None:
    before, after = renamed(8, "Azure Directory", "Entra")
    night = Nights(*before).then(*after)
    assert night.announced == []
    assert night.last.summary == "“Azure Directory” became “Entra” in 8 entries"


def test_a_name_that_grew_throughout_the_page_is_told_once() -> None:
    before, after = renamed(8, "iOS", "iOS/iPadOS")
    assert Nights(*before).then(*after).announced == []


def test_an_entry_with_more_than_the_new_name_is_told() -> None:
    before, after = renamed(8, "Azure Directory", "Entra")
    more = replace(after[0], text=after[0].text + "\nIt ends in May.", html=after[0].html + "<p>It ends in May.</p>")
    assert Nights(*before).then(more, *after[1:]).announced == [f"edited: {more.title}"]


def test_a_replacement_in_few_entries_is_no_rename() -> None:
    before, after = renamed(3, "Azure Directory", "Entra")
    assert (
        len(
            Nights(*before, *week("2026-03-02", *SUBJECTS[6:12]))
            .then(*after, *week("2026-03-02", *SUBJECTS[6:12]))
            .announced
        )
        == 3
    )


def test_the_same_date_moved_in_many_entries_is_no_rename() -> None:
    before, after = renamed(8, "1 May 2026", "1 June 2026")
    assert len(Nights(*before).then(*after).announced) == 8


def test_a_column_that_appears_in_all_rows_is_told_once() -> None:
    rows = [entry(f"Model {n}", f"Row {n * 7919}", key=f"m{n}", section=(), published="") for n in range(10)]
    more = [replace(row, facts={"category": f"kind {n % 3}"}) for n, row in enumerate(rows)]
    night = Nights(*rows, window=Window.COMPLETE).then(*more)
    assert night.announced == []
    assert "category" in night.last.summary


def test_all_rows_getting_a_new_build_on_one_night_is_news_of_each() -> None:
    rows = [entry(f"Model {n}", f"Row {n * 7919}", key=f"m{n}", section=(), published="", facts={"build": (f"1.{n}",)})
            for n in range(6)]  # fmt: skip
    more = [replace(row, facts={"build": (f"2.{n}",)}) for n, row in enumerate(rows)]
    assert len(Nights(*rows, window=Window.COMPLETE).then(*more).announced) == 6
