"""What other programs measure: the JSON of replay and assess, and the exit codes."""

from __future__ import annotations

import json
import os

from tests.cli.conftest import Shell
from tests.kit.learn import Page

ENTRY = {
    "id": "x-1",
    "source": "intune-whats-new",
    "title": "New setting on managed phones",
    "section": ["Week of May 6, 2024", "Device configuration"],
    "markdown": "A new setting is available.\n\nApplies to:\n\n- iOS/iPadOS 17 and later\n",
    "published": "2024-05-06",
}


def _lines(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_replay_prints_one_object_a_change(omfeed: Shell) -> None:
    page = Page()
    week = page.week("January 5, 2026").category("Apps")
    item = week.item("One setting", "It does one thing for everybody.", applies_to="Windows")
    week.item("Another setting", "It does another thing for somebody.")
    bodies = omfeed.folder / "bodies"
    bodies.mkdir()
    (bodies / "1.md").write_bytes(page.markdown())
    item.title = "One renamed setting"
    week.item("A third setting", "It is new here.")
    (bodies / "2.md").write_bytes(page.markdown())
    said = omfeed("replay", "--collector", "learn-markdown", "bodies", "--json")
    assert said.code == 0, said.err
    told = _lines(said.out)
    assert [line["change"] for line in told if line["revision"] == "1.md"] == ["baseline", "baseline"]
    later = {line["change"]: line for line in told if line["revision"] == "2.md"}
    assert later["added"]["title"] == "A third setting"
    assert later["added"]["section"] == ["Week of January 5, 2026", "Apps"]
    assert later["added"]["material"] is True
    assert "It is new here." in str(later["added"]["shown"])
    assert later["edited"]["before_title"] == "One setting"
    assert later["edited"]["assessment"]["platforms"] == ["windows"]  # type: ignore[index]


def test_assess_prints_id_and_assessment(omfeed: Shell) -> None:
    said = omfeed("assess", "--json", "-", given=json.dumps(ENTRY) + "\n\n")
    assert said.code == 0, said.err
    (told,) = _lines(said.out)
    assert told["id"] == "x-1"
    assert told["platforms"] == ["ios"]
    assert told["versions"] == {"ios": ">=17"}
    assert told["nature"] == "new"
    assert {given["field"] for given in told["evidence"]} >= {"platforms", "versions"}  # type: ignore[union-attr]


def test_markdown_html_and_text_are_judged_alike(omfeed: Shell) -> None:
    html = "<p>A new setting is available.</p><p>Applies to:</p><ul><li>iOS/iPadOS 17 and later</li></ul>"
    text = "A new setting is available.\nApplies to:\niOS/iPadOS 17 and later"
    lines = [ENTRY, {**ENTRY, "markdown": None, "html": html}, {**ENTRY, "markdown": None, "text": text}]
    said = omfeed("assess", "--json", given="\n".join(json.dumps(line) for line in lines))
    assert said.code == 0, said.err
    first, *others = [{k: v for k, v in line.items() if k != "evidence"} for line in _lines(said.out)]
    assert others == [first, first]


def test_assess_tells_where_its_input_is_wrong(omfeed: Shell) -> None:
    said = omfeed("assess", "--json", given='{"title": "a", "text": "b"}\n{oops\n')
    assert said.code == 1
    assert "Line 2" in said.err


def test_an_unknown_collector_is_answered_with_the_nearest_names(omfeed: Shell) -> None:
    (omfeed.folder / "bodies").mkdir()
    (omfeed.folder / "bodies" / "1.md").write_text("# x", encoding="utf-8")
    said = omfeed("replay", "--collector", "learn-markdwon", "bodies")
    assert said.code == 2
    assert "learn-markdown" in said.err


def test_bodies_that_are_nothing_of_the_kind_end_with_one(omfeed: Shell) -> None:
    (omfeed.folder / "bodies").mkdir()
    (omfeed.folder / "bodies" / "1.json").write_text("no json", encoding="utf-8")
    said = omfeed("replay", "--collector", "sofa", "bodies", "--json")
    assert (said.code, said.out) == (1, "")


def test_a_fleet_and_rules_that_lie_here_judge_and_that_is_said_unless_none_are_named(omfeed: Shell) -> None:
    (omfeed.folder / "omfeed.toml").write_text('[[platform]]\nname = "ios"\ndevices = 7\n', encoding="utf-8")
    (omfeed.folder / "bodies").mkdir()
    page = Page()
    page.week("January 5, 2026").category("Apps").item("A setting", "It is new.", applies_to="iOS/iPadOS")
    (omfeed.folder / "bodies" / "1.md").write_bytes(page.markdown())
    words = ("replay", "--collector", "learn-markdown", "bodies", "--json")
    for named, devices in (((), 7), (("-c", os.devnull), None)):
        for more, given in ((words, ""), (("assess", "--json", "-"), json.dumps(ENTRY))):
            said = omfeed(*named, *more, given=given)
            (told,) = _lines(said.out)
            judged = told.get("assessment", told)
            assert judged["devices"] == devices  # type: ignore[index]
            assert f"by the rules of {named[1] if named else 'omfeed.toml'}." in said.err


def test_assess_says_in_words_how_many_devices_and_how_sure_that_is(omfeed: Shell) -> None:
    (omfeed.folder / "omfeed.toml").write_text('[[platform]]\nname = "ios"\ndevices = 7\n', encoding="utf-8")
    entry = json.dumps({"title": "Support for older systems ends", "text": "Applies to: iOS 16 and earlier"})
    for named, words in (((), "at most 7"), (("-c", os.devnull), "unknown")):
        said = omfeed(*named, "assess", "-", given=entry)
        assert said.code == 0, said.err
        (line,) = [line for line in said.out.splitlines() if line.strip().startswith("devices")]
        assert line.split(None, 1)[1] == words
