"""What was edited is said in words where no marks are shown."""

from __future__ import annotations

import pytest

from omfeed.diff.compare import shown
from omfeed.digest.edits import readable
from omfeed.digest.speech import languages, speech
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
