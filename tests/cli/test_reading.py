"""The pages made on request: notice, knowledge base, report, guides, over the demo's database."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """The folder of a demo that has run."""
    folder = tmp_path_factory.mktemp("demo")
    assert Shell(folder)("-q", "demo").code == 0
    yield Shell(folder / "demo")


def _change(demo: Shell, words: str) -> str:
    for line in demo("changes", "--json").out.splitlines():
        change = json.loads(line)
        if words in change["title"]:
            return str(change["id"])
    raise AssertionError(f"no change about {words}")


def test_a_notice_is_short_plain_and_in_the_language_asked_for(demo: Shell) -> None:
    number = _change(demo, "Retirement of enrollment by device administrator")
    english, korean = demo("notice", number, "--contact", "Helpdesk 4711"), demo("notice", number, "--lang", "ko")
    assert english.code == korean.code == 0
    assert len(english.out.split()) <= 120
    assert "31 December 2026" in english.out
    assert "Helpdesk 4711" in english.out
    assert "2026년 12월 31일" in korean.out


def test_a_notice_about_nothing_is_told_in_words(demo: Shell) -> None:
    said = demo("notice", "99999")
    assert said.code == 1
    assert "omfeed changes" in said.err


def test_the_knowledge_base_export_keeps_its_names_and_rewrites_nothing(demo: Shell, tmp_path: Path) -> None:
    assert demo("kb", "export", str(tmp_path)).code == 0
    with (tmp_path / "index.csv").open(encoding="utf-8") as index:
        names = {row["name"] for row in csv.DictReader(index)}
    assert names == {path.name for path in tmp_path.glob("*.md")}
    assert "0 files written" in demo("kb", "export", str(tmp_path)).err


def test_the_knowledge_base_can_be_narrowed(demo: Shell, tmp_path: Path) -> None:
    demo("kb", "export", str(tmp_path / "android"), "--platform", "android", "--format", "html")
    demo("kb", "export", str(tmp_path / "all"), "--format", "html")
    narrow, whole = (len(list((tmp_path / name).glob("*.html"))) for name in ("android", "all"))
    assert 0 < narrow < whole
    assert demo("kb", "export", str(tmp_path), "--platform", "beos").code == 2


def test_the_report_of_a_month_counts_what_its_nights_told(demo: Shell) -> None:
    assert demo("report", "--month", "2026-10").code == 0
    folder = demo.folder / "digests" / "reports" / "2026-10"
    with (folder / "changes.csv").open(encoding="utf-8-sig") as table:
        rows = list(csv.DictReader(table))
    october = [line for line in demo("changes", "--json").out.splitlines() if '"at": "2026-10' in line]
    assert len(rows) == len(october)
    assert f"Changes told: {len(rows)}" in (folder / "report.txt").read_text(encoding="utf-8")


def test_a_month_that_is_none_is_a_usage_error(demo: Shell) -> None:
    assert demo("report", "--month", "October").code == 2


def test_guides_that_a_change_made_stale_wait_until_they_are_checked(demo: Shell) -> None:
    assert demo("guides").code == 2
    guides = demo.folder / "guides.toml"
    guides.write_text('[android]\ntitle = "Enrol an Android phone"\nplatforms = ["android"]\n', encoding="utf-8")
    assert "Enrol an Android phone" in demo("guides").out
    guides.write_text(guides.read_text(encoding="utf-8") + "checked = 2026-12-31\n", encoding="utf-8")
    assert "Enrol an Android phone" not in demo("guides").out


def test_the_impact_lists_the_dates_ahead_by_devices(demo: Shell) -> None:
    said = demo("fleet", "impact", "--json")
    assert said.code == 0, said.err
    rows = [json.loads(line) for line in said.out.splitlines()]
    counts = [row["devices"] for row in rows if row["devices"] is not None]
    assert counts == sorted(counts, reverse=True)
    assert {"2027-01-31", "2027-01-15"} <= {row["date"] for row in rows}


def test_a_fleet_is_imported_as_counts_and_shown(demo: Shell) -> None:
    devices = demo.folder / "devices.csv"
    lines = ["Device name,OS,OS version,Ownership,Primary user UPN,Serial number"]
    lines += [f"SECRET-{n},iOS/iPadOS,18.{n % 3},Corporate,someone-{n}@corp.example,SN{n}" for n in range(30)]
    devices.write_text("\ufeff" + "\r\n".join(lines), encoding="utf-8")
    assert demo("fleet", "import", "devices.csv").code == 0
    kept = (demo.folder / "fleet.json").read_text(encoding="utf-8")
    assert "SECRET" not in kept
    assert "corp.example" not in kept
    shown = demo("fleet", "show")
    assert "30" in shown.out.split("iOS/iPadOS")[1].splitlines()[0]
    assert ", today; " in shown.out
    assert "as typed into omfeed.toml." in shown.out.splitlines()[1]
    assert "long ago" not in shown.err
    (demo.folder / "fleet.json").unlink()


def test_an_old_picture_of_the_fleet_says_its_age_and_what_to_do(demo: Shell) -> None:
    old = '{"form": 1, "imported": "2020-02-03T04:05:06+00:00", "groups": [{"platform": "ios", "count": 5}]}'
    (demo.folder / "fleet.json").write_text(old, encoding="utf-8")
    shown = demo("fleet", "show")
    assert shown.out.splitlines()[1].startswith("Counted on 2020-02-03, ")
    assert " days ago; " in shown.out
    assert "omfeed fleet import FILE" in shown.err
    rows = [json.loads(line) for line in demo("fleet", "show", "--json").out.splitlines()]
    assert {row["platform"]: row["imported"] for row in rows}["ios"] == "2020-02-03T04:05:06+00:00"
    assert {row["imported"] for row in rows} == {"2020-02-03T04:05:06+00:00", None}
    (demo.folder / "fleet.json").unlink()


def test_a_picture_that_was_typed_says_so(demo: Shell) -> None:
    assert "As typed into omfeed.toml; nothing was imported." in demo("fleet", "show").out


def test_every_date_ahead_names_the_change_to_look_at(demo: Shell) -> None:
    first = json.loads(demo("fleet", "impact", "--json").out.splitlines()[0])
    line = next(line for line in demo("fleet", "impact").out.splitlines() if first["title"] in line)
    assert line.split()[0] == str(first["change"])
    assert first["title"] in demo("show", str(first["change"])).out


def test_the_impact_says_how_far_off_a_date_is(demo: Shell) -> None:
    rows = [json.loads(line) for line in demo("fleet", "impact", "--json").out.splitlines()]
    assert all("distance" in row for row in rows)
    told = next(row["distance"] for row in rows if row["distance"])
    assert told in demo("fleet", "impact").out
