"""What was edited is said in words where no marks are shown."""

from __future__ import annotations

import pytest

from omfeed.diff.compare import shown
from omfeed.digest.edits import edited, readable
from omfeed.digest.speech import languages, speech
from omfeed.model import Change, ChangeKind
from tests.kit.items import entry


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        (
            "Support ends on [-December 1, 2026-]{+March 1, 2027+}.",
            "Before: Support ends on December 1, 2026.\nNow: Support ends on March 1, 2027.",
        ),
        ("{+A new passage.+}", "Added: A new passage."),
        ("[-An old passage.-]", "Removed: An old passage."),
        ("[-All of it.-]{+Something else.+}", "Removed: All of it.\nAdded: Something else."),
        ("- Turn it on [-now-].", "Before: Turn it on now.\nNow: Turn it on."),
        ("Nothing was marked here.\n{+But here.+}", "Nothing was marked here.\nAdded: But here."),
        ("…until [-May-] {+June+}…", "Before: …until May…\nNow: …until June…"),
        ("", ""),
    ],
)
def test_each_passage_says_how_it_stood_and_stands(marked: str, said: str) -> None:
    assert readable(marked, speech("en")) == said


@pytest.mark.parametrize("language", languages())
def test_what_the_comparison_shows_is_readable_in_every_language(language: str) -> None:
    before = entry("T", "Support ends on December 1, 2026.\nA passage that goes.\nA passage that stays.")
    after = entry("T", "Support ends on March 1, 2027.\nA passage that stays.\nA passage that is quite new here.")
    said = readable(shown(before, after)[1], speech(language))
    assert not any(mark in said for mark in ("[-", "-]", "{+", "+}"))
    for words in ("December 1, 2026", "March 1, 2027", "passage that goes.", "quite new here"):
        assert words in said


def change(before: str, after: str, *, title: str = "T", now: str = "T") -> Change:
    """An edit of a text as the comparison shows it."""
    old, new = entry(title, before), entry(now, after)
    html, text = shown(old, new)
    return Change(
        kind=ChangeKind.EDITED, material=True, before=old, after=new, shown_html=html, shown_text=text
    )  # fmt: skip


OLD = (
    "Starting on March 15, the service will require iOS 18 and later. Devices on iOS 17 can no longer enroll. "
    "You must update devices before June 1. Users will see a prompt."
)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (
            OLD.replace("June 1", "July 1"),
            "Before: You must update devices before June 1.\nNow: You must update devices before July 1.",
        ),
        (OLD.replace(" Users will see a prompt.", ""), "Removed: Users will see a prompt."),
        (f"{OLD} It is free.", "Added: It is free."),
        (
            OLD.replace("Devices on iOS 17 can no longer enroll. You must update devices before June 1.", "It waits."),
            "Before: Devices on iOS 17 can no longer enroll. You must update devices before June 1.\nNow: It waits.",
        ),
        (
            OLD.replace("March 15", "April 2").replace("June 1", "July 1"),
            "Before: Starting on March 15, the service will require iOS 18 and later.\n"
            "Now: Starting on April 2, the service will require iOS 18 and later.\n"
            "Before: You must update devices before June 1.\nNow: You must update devices before July 1.",
        ),
        ("Users will see a prompt. " + OLD.replace(" Users will see a prompt.", " More."), "Added: More."),
    ],
)
def test_an_edit_quotes_whole_sentences_as_they_stood_and_stand(after: str, said: str) -> None:
    assert edited(change(OLD, after), speech("en")) == said


def test_a_new_title_is_said_with_the_former_one() -> None:
    said = edited(change("It is so.", "It is so.", title="An old name", now="Another name"), speech("en"))
    assert said == "Before: An old name\nNow: Another name"


def test_where_no_sentence_differs_the_marked_words_are_told() -> None:
    same = change("It is so.", "It is so.")
    bare = Change(
        kind=ChangeKind.EDITED, material=True, before=same.before, after=same.after, shown_text="{+[link]+}"
    )  # fmt: skip
    assert edited(bare, speech("en")) == "Added: [link]"


def test_a_long_passage_is_quoted_by_its_first_sentences() -> None:
    long = " ".join(f"This is the sentence with the number {number}." for number in range(500))
    said = edited(change(f"It stays.\n{long}", "It stays."), speech("en"))
    assert said.startswith("Removed: This is the sentence with the number 0.")
    assert said.endswith("…")
    assert len(said.split()) < 200
