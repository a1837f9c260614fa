"""The whole judgement: evidence for each flag, and figures on labelled entries that must not fall."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from omfeed.assess.judge import assess
from omfeed.model import Assessment, Entry, Fleet, Nature
from tests.assess.kit import entry, group, judged, source, why
from tests.kit.corpus import SHARED

DATA = Path(__file__).parent / "data"
GOLD = SHARED / "gold" / "entries.jsonl"
FILES = [*sorted(DATA.glob("*.jsonl")), GOLD]
FLAGS = ("platforms", "versions", "enrolment", "due", "topics", "audiences")


def labelled(path: Path) -> Iterator[tuple[dict[str, object], Assessment]]:
    """Each labelled entry's labels and what omfeed concludes."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        made = entry(row["title"], row["markdown"], section=row["section"], published=row["published"])
        yield row["gold"], assess(made, source(id=row["source"]), Fleet(), date.fromisoformat(row["published"][:10]))


def f1(right: int, wrong: int, missed: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (2 * right + wrong + missed)


@pytest.mark.parametrize("path", FILES, ids=[path.parent.name + "/" + path.name for path in FILES])
def test_labelled_entries_are_judged_as_careful_readers_did(path: Path) -> None:
    if not path.is_file():
        pytest.skip("the labelled entries are not beside this checkout")
    pairs = list(labelled(path))
    platforms = [({one.value for one in said.platforms}, set(gold["platforms"])) for gold, said in pairs]  # type: ignore[call-overload]  # JSON
    micro = f1(
        sum(len(said & true) for said, true in platforms),
        sum(len(said - true) for said, true in platforms),
        sum(len(true - said) for said, true in platforms),
    )
    acted = [(said.action_required, gold["action_required"]) for gold, said in pairs]
    noticed = [(said.user_visible, gold["user_visible"]) for gold, said in pairs]
    due = sum(
        {(one.date, one.precision.value) for one in said.due}
        == {(one["date"], one["precision"]) for one in gold["due"]}
        for gold, said in pairs
    )  # type: ignore[attr-defined]  # JSON
    ranged = sum({key.value: text for key, text in said.versions.items()} == gold["versions"] for gold, said in pairs)
    assert micro >= 0.98
    assert sum(said.nature.value == gold["nature"] for gold, said in pairs) / len(pairs) >= 0.9
    assert all(said for said, true in acted if true)
    assert sum(said for said, _ in acted) * 0.9 <= sum(true is True for said, true in acted if said)
    assert f1(noticed.count((True, True)), noticed.count((True, False)), noticed.count((False, True))) >= 0.85
    assert due / len(pairs) >= 0.97
    assert ranged / len(pairs) >= 0.97


@pytest.mark.parametrize("path", FILES[:-1], ids=[path.name for path in FILES[:-1]])
def test_every_flag_that_is_set_shows_the_words_it_rests_on(path: Path) -> None:
    for _, said in labelled(path):
        for name in FLAGS:
            values = getattr(said, name)
            assert len([one for one in said.evidence if one.field == name]) >= len(values), name
        for name in ("action_required", "user_visible"):
            assert bool(why(said, name)) == getattr(said, name)
        assert why(said, "nature")
        assert why(said, "severity")


def test_a_judgement_depends_on_nothing_but_its_arguments() -> None:
    made = entry("Intune ends support for Android 9", "Update before October 1, 2026.")
    fleet = Fleet(groups=(group("android", "9", 3),))
    one, other = (assess(made, source(), fleet, date(2026, 7, 15)) for _ in range(2))
    assert one == other
    assert one.evidence == other.evidence


def test_html_and_its_plain_text_are_judged_alike() -> None:
    for _, made in enumerate(_entries()):
        html = assess(made, source(), Fleet(), date(2026, 7, 15))
        text = assess(replace(made, html=""), source(), Fleet(), date(2026, 7, 15))
        assert (html.nature, html.platforms, html.due) == (text.nature, text.platforms, text.due)


def _entries() -> Iterator[Entry]:
    yield entry("New settings", "You can now set them.\n\nApplies to:\n\n- iOS 17 and later\n- macOS")
    yield entry("Intune ends support for Android 9", "It ends on October 1, 2026. Update devices before then.")
    yield entry("The report is renamed", "It is now called Status.\n\n- One\n- Two")


def test_an_empty_entry_is_judged_too() -> None:
    empty = judged("")
    assert empty.platforms == ()
    assert empty.nature is Nature.NEW
    assert not empty.action_required


def test_ways_of_enrolment_and_topics_are_named() -> None:
    text = "On corporate-owned dedicated devices, the Managed Home Screen shows a Wi-Fi page."
    judgement = judged("Wi-Fi on dedicated devices", text)
    assert judgement.enrolment == ("cosu",)
    assert {"network", "kiosk"} <= set(judgement.topics)
    stated = judged("Settings", "Supervised devices too.\n\nApplies to:\n\n- Personally-owned work profile (BYOD)")
    assert stated.enrolment == ("byod",)
