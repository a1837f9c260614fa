"""Numbers with their nouns: one entry is “1 entry” wherever omfeed speaks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import omfeed
from omfeed.text.counting import counted

ROOM = Path(omfeed.__file__).parent
NOUNS = re.compile(
    r"^ (?:more )?(?:attempts|bodies|bytes|changes|days|deliveries|devices|digests|entries|faults|feeds|files|headings|"
    r"hours|ids|items|lines|matters|messages|minutes|nights|objects|packages|pages|people|records|rows|runs|seconds|"
    r"sources|stories|tables|tags|times|versions|words)\b"
)
BY_HAND = {
    # bounds, and numbers that are told only where they are several
    "assess/fleet_csv.py: count times",
    "assess/fleet_import.py: devices + left_out rows",
    "collect/bounds.py: MOST_TAGS tags",
    "collect/graph_protection.py: low * 10 - 1 devices",
    "collect/outline.py: MOST_HEADINGS headings",
    "collect/outline.py: MOST_TAGS tags",
    "config/faults.py: len(self.faults) faults",
    "diff/compare.py: before entries",
    "diff/compare.py: row.departures times",
    "diff/excerpt.py: len(seen) entries",
    "diff/throughout.py: count entries",
    "diff/throughout.py: counts[old, new] entries",
    "diff/throughout.py: labelled entries",
    "diff/throughout.py: len(dated) entries",
    "dispatch/send.py: waited.days days",
    "doctor/here.py: minutes minutes",
    "doctor/here.py: round(minutes / 1440) days",
    "doctor/here.py: round(minutes / 60) hours",
    "enriching.py: found.asked pages",
    "health.py: tonight.pages_nights nights",
    "health.py: usual.usual_days days",
    "net/client.py: trip.limits.redirects times",
    "net/graph/reader.py: len(seen) pages",
    "understand.py: MOST_ENTRIES entries",
    # fractions, and forms that a catalogue of sentences knows again
    "cli/shown.py: days days",
    "diff/suspicion.py: count entries",
    "health.py: days days",
    # said to a programmer
    "demo/sample.py: text.count(before) times",
    "store/record.py: len(diff.changes) changes",
}
"""Where a number stands before a noun of many and is never one."""


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 entries"), (1, "1 entry"), (2, "2 entries"), (1204, "1,204 entries")]
)
def test_a_number_bends_its_noun(number: int, said: str) -> None:
    assert counted(number, "entry", "entries") == said


def test_most_nouns_take_an_s_and_others_bring_their_verb() -> None:
    assert [counted(number, "change") for number in (1, 2)] == ["1 change", "2 changes"]
    assert [counted(number, "row repeats", "rows repeat") for number in (1, 2)] == ["1 row repeats", "2 rows repeat"]


def _plurals(module: Path) -> Iterator[str]:
    """Each number in a text of a module that is followed by a noun of many, as written."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            for number, words in zip(node.values, node.values[1:], strict=False):
                found = NOUNS.match(str(words.value)) if isinstance(words, ast.Constant) else None
                if found and isinstance(number, ast.FormattedValue):
                    yield f"{module.relative_to(ROOM)}: {ast.unparse(number.value)}{found[0]}"


def test_no_text_joins_a_number_with_a_noun_of_many_by_hand() -> None:
    told = {one for module in sorted(ROOM.rglob("*.py")) for one in _plurals(module)}
    assert told - BY_HAND == set()
