"""The bench of judging says how entries are parted, what is taken for what, and lists every miss with its evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.assess import labelled, measured, run, speed
from bench.assess_figures import Yes, grid
from bench.assess_truths import message_center, without_applies
from omfeed.model import Entry

ENTRIES = [
    ("key", "FileVault keys can be rotated", "Admins can rotate the key of a Mac.", ["macos"], "new"),
    ("two", "Intune ends support for Android 9", "Update devices by 1 March 2027.", ["android"], "fixed"),
    ("three", "A new filter for Windows devices", "There is a new filter.", ["windows"], "new"),
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    rows = [
        {
            "id": name,
            "source": "page",
            "title": title,
            "section": [],
            "markdown": text,
            "published": "2026-07-13",
            "gold": {
                "platforms": platforms,
                "versions": {},
                "nature": nature,
                "action_required": name == "two",
                "due": [{"date": "2027-03-01", "precision": "day"}] if name == "two" else [],
                "user_visible": False,
            },
        }
        for name, title, text, platforms, nature in ENTRIES
    ]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return path


def post(number: str, title: str, text: str, **fields: object) -> dict[str, object]:
    """A post as Graph gives it."""
    return {
        "id": number,
        "title": title,
        "startDateTime": "2026-07-01T00:00:00Z",
        "lastModifiedDateTime": "2026-07-01T00:00:00Z",
        "category": "stayInformed",
        "severity": "normal",
        "services": ["Microsoft Intune"],
        "tags": [],
        "isMajorChange": False,
        "body": {"contentType": "html", "content": text},
        **fields,
    }


@pytest.fixture
def center(tmp_path: Path) -> Path:
    by = {"actionRequiredByDateTime": "2026-09-30T00:00:00Z"}
    rows = [
        post(
            "MC1",
            "Action required: renew the connector",
            "<p>You must renew the connector by September 30, 2026, or enrolment stops working.</p>",
            category="planForChange",
            isMajorChange=True,
            **by,
        ),
        post("MC2", "A new colour of the console", "<p>The console is blue.</p>", tags=["New feature"], **by),
        post("MC3", "A new font", "<p>There is a new font.</p>", services=["Microsoft Teams"], severity="high"),
    ]
    (tmp_path / "001.json").write_text(json.dumps({"value": rows}), "utf-8")
    return tmp_path


def test_the_split_is_stated_and_fixed_by_the_id(gold: Path) -> None:
    lines = list(measured([gold], brief=False))
    assert "by the id of an entry: “test” where the SHA-256 of the id" in lines[0]
    parts = {one.id: one.part for one in labelled(gold)}
    assert parts == {"key": "tune", "two": "tune", "three": "test"}
    assert any(line == "gold.jsonl, tune: 2 entries" for line in lines)
    assert any(line == "gold.jsonl, test: 1 entry" for line in lines)


def test_every_miss_is_listed_with_its_evidence(gold: Path) -> None:
    _, misses = run(gold)
    told = "\n".join(misses)
    assert "  two (tune) Intune ends support for Android 9" in misses
    assert "    nature: said retiring, is fixed" in misses
    assert "      nature retiring by" in told
    listed = "\n".join(measured([gold], brief=False))
    assert told in listed
    assert "nature: said" not in "\n".join(measured([gold], brief=True))


def test_natures_stand_in_a_table_of_what_is_and_what_was_said(gold: Path) -> None:
    scores, _ = run(gold)
    assert scores["tune"].natures[("fixed", "retiring")] == 1
    head, *rows = scores["tune"].lines()[-3:]
    assert head.split() == ["new", "retiring", "all"]
    assert [row.split() for row in rows] == [["new", "1", "·", "1"], ["fixed", "·", "1", "1"]]


def test_each_part_tells_precision_and_recall_and_each_platform(gold: Path) -> None:
    text = "\n".join(measured([gold], brief=False))
    assert text.count("  action_required F1") == 2
    assert text.count("  user_visible    F1") == 2
    assert "    macos         F1 1.000  P 1.000  R 1.000  (1 right, 0 wrong, 0 missed)" in text
    assert "    windows       F1 1.000  P 1.000  R 1.000  (1 right, 0 wrong, 0 missed)" in text


def test_a_set_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert any("none.jsonl is not there; left out." in line for line in measured([tmp_path / "none.jsonl"], brief=True))


def test_a_question_counts_what_is_right_wrong_and_missed() -> None:
    yes = Yes()
    for said, is_so in [(True, True), (True, False), (False, True), (False, False), (True, True)]:
        yes.add(said, is_so)
    assert (yes.right, yes.wrong, yes.missed) == (2, 1, 1)
    assert [yes.precision, yes.recall, yes.f1] == pytest.approx([2 / 3] * 3)
    assert str(Yes()) == "F1 1.000  P 1.000  R 1.000  (0 right, 0 wrong, 0 missed)"


def test_a_table_has_the_columns_that_occur_and_all_rows() -> None:
    lines = grid({("a", "x"): 2, ("b", "y"): 1, ("a", "y"): 1}, "what", ["x", "y", "z"])
    assert [line.split() for line in lines] == [["what", "x", "y", "all"], ["a", "2", "1", "3"], ["b", "·", "1", "1"]]


@pytest.fixture
def compared(center: Path) -> Iterator[str]:
    yield "\n".join(message_center(center))


def test_fields_of_the_message_center_are_hidden_and_then_compared(compared: str) -> None:
    assert "Microsoft Intune: 2 posts" in compared
    assert "every service: 3 posts" in compared
    assert "actionRequiredByDateTime ~ action_required: said of 1 of the 2 posts that set it" in compared
    assert "actionRequiredByDateTime ~ due: a due date was found on its day for 1 of 2" in compared
    assert "tag “New feature” ~ nature new, preview or release: F1" in compared
    rows = [line.split() for line in compared.splitlines()]
    assert any(row[:2] == ["isMajorChange", "yes"] and row[-1] == "1" for row in rows)
    assert any(row[:2] == ["severity", "high"] and row[-1] == "1" for row in rows)
    assert any(row[:1] == ["planForChange"] and row[-1] == "1" for row in rows)
    assert "the major weighs more 100%, less 0% of the time" in compared


def test_a_deadline_that_was_not_heard_is_listed(compared: str) -> None:
    assert "Deadlines missed, with the evidence:\n  MC2 A new colour of the console" in compared
    assert "action_required: said False, to be done by 2026-09-30" in compared
    assert "due: said [], is 2026-09-30\n      no rule spoke for due" in compared


def test_without_a_capture_nothing_is_compared(tmp_path: Path) -> None:
    assert message_center(tmp_path / "none") == []


def test_a_list_of_platforms_is_cut_out_and_predicted() -> None:
    told = Entry(
        title="Rotate FileVault keys",
        html="<p>Keys can be rotated.</p><p>Applies to:</p><ul><li>macOS</li></ul>",
        text="",
    )
    untold = Entry(title="A new key", html="<p>It is new.</p><p>Applies to:</p><ul><li>Windows</li></ul>", text="")
    lines = without_applies([told, untold, Entry(title="A filter", html="<p>New.</p>", text="")], "a page", misses=True)
    text = "\n".join(lines)
    assert "by the weak rules alone: 2 entries of a page that state it" in text
    assert "    macos         F1 1.000" in text
    assert "    A new key: said [], is ['windows']\n      no rule spoke for platforms" in text
    assert without_applies([], "nothing", misses=True) == []


def test_the_speed_is_told_for_a_thousand_entries() -> None:
    (line,) = [one for one in speed([Entry(title="A filter", html="<p>New.</p>", text="New.")]) if one]
    assert line.startswith("1,000 entries in ")
    assert line.endswith(" s of processor time, on one core")
    assert speed([]) == []
