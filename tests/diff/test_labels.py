"""A label that most entries of a page gain, or lose, at once is the page's doing and told in one line."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pytest

from omfeed.model import Entry
from tests.diff.page import SUBJECTS, Nights, body_of, entry

PAGE = [entry(title, "\n".join(body_of(title).splitlines()[:2])) for title in SUBJECTS[:8]]


def _text(one: Entry, text: str) -> Entry:
    return replace(one, text=text, html="".join(f"<p>{escape(line)}</p>" for line in text.splitlines()))


def _above(one: Entry, label: str) -> Entry:
    return _text(one, f"{label}\n{one.text}")


def _below(one: Entry, label: str) -> Entry:
    return _text(one, f"{one.text}\n{label}")


LABELS = ("App management", "Device security")


@pytest.mark.parametrize("put", [_above, _below])
def test_labels_put_to_most_entries_are_no_edits(put: object) -> None:
    labelled = [put(one, LABELS[at % 2]) for at, one in enumerate(PAGE[:6])]  # type: ignore[operator]  # either of two
    night = Nights(*PAGE).then(*labelled, *PAGE[6:])
    assert night.announced == []
    assert night.last.summary == "6 entries gained or lost a label"
    back = night.then(*PAGE)
    assert back.announced == []
    assert back.last.summary == "6 entries gained or lost a label"


def test_a_real_edit_beside_labels_is_told() -> None:
    night = Nights(*PAGE).then(
        _text(PAGE[0], PAGE[0].text.replace("is now part", "is no longer part")),
        *(_below(one, LABELS[0]) for one in PAGE[1:]),
    )
    assert night.announced == [f"edited: {SUBJECTS[0]}"]


@pytest.mark.parametrize(
    "line",
    [
        "It ends soon.",
        "Retired",
        "Preview",
        "Ends in 2027",
        "Windows 10",
        "These are many words of a new passage for all",
    ],
)
def test_lines_that_say_something_are_told_of_each(line: str) -> None:
    night = Nights(*PAGE).then(*(_below(one, line) for one in PAGE))
    assert len(night.announced) == len(PAGE)


def test_another_line_for_each_entry_is_told_of_each() -> None:
    names = "one two three four five six seven eight".split()
    night = Nights(*PAGE).then(*(_below(one, f"Told by {name}") for one, name in zip(PAGE, names, strict=True)))
    assert len(night.announced) == len(PAGE)


def test_a_label_of_a_few_entries_is_told_of_each() -> None:
    night = Nights(*PAGE).then(*(_below(one, LABELS[0]) for one in PAGE[:4]), *PAGE[4:])
    assert len(night.announced) == 4
