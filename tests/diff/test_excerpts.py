"""A feed that is switched to excerpts says nothing anew, neither when posts are cut nor when they are whole again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

import pytest

from omfeed.diff.baseline import baseline
from omfeed.diff.excerpt import is_excerpt
from omfeed.model import DeltaKind, Entry, Known
from omfeed.understand import Judge
from tests.diff.page import START, SUBJECTS, Nights, entry, parsed, source

TEXT = (
    "The old ring of hotpatches ends on December 1, 2026.\nEnrol devices in the new policy before this date, or they"
    " get no updates without a restart.\nThe policy stands under Devices."
)
FEED = [
    entry(title, key=f"g{number}", section=(), published=f"2026-02-{20 - number:02}")
    for number, title in enumerate(SUBJECTS[:6])
]


def _with(one: Entry, text: str) -> Entry:
    return replace(one, text=text, html=f"<p>{escape(text)}</p>")


def _cut(one: Entry, mark: str = "…", at: int = 60) -> Entry:
    return _with(one, " ".join(one.text.split())[:at] + mark)


@pytest.mark.parametrize(
    "mark",
    ["…", "...", " [...]", " […]", " (…)", "… Read more", " Continue reading →", "… 더 보기", "...\nWeiterlesen »"],
)
def test_a_night_of_excerpts_tells_nothing_and_neither_does_the_night_after(mark: str) -> None:
    nights = Nights(*FEED).then(*(_cut(one, mark) for one in FEED))
    assert nights.last.changes == ()
    assert "excerpts" in nights.last.summary
    assert [row.entry.text for row in nights.known] == [one.text for one in FEED]
    nights.then(*FEED)
    assert nights.last.changes == ()
    assert nights.last.summary == ""


def test_one_excerpt_among_many_posts_is_no_matter_of_the_source() -> None:
    night = Nights(*FEED).then(_cut(FEED[0]), *FEED[1:])
    assert night.last.changes == ()
    assert night.last.summary == ""


def test_an_edit_beside_excerpts_is_told() -> None:
    changed = _with(FEED[0], "It was put off until May 5, 2026, because …")
    night = Nights(*FEED).then(changed, *(_cut(one) for one in FEED[1:]))
    assert night.announced == [f"edited: {SUBJECTS[0]}"]


def test_a_title_changed_over_an_excerpt_is_told_with_the_whole_text_kept() -> None:
    night = Nights(*FEED).then(replace(_cut(FEED[0]), title="Another title altogether"), *FEED[1:])
    assert night.announced == ["edited: Another title altogether"]
    assert night.only.entry.text == FEED[0].text


def test_facts_that_only_the_whole_text_tells_stay_with_it() -> None:
    whole = replace(FEED[0], facts={"cves": ("CVE-2026-1000", "CVE-2026-2000"), "tags": ("a",)})
    cut = replace(_cut(whole), facts={"cves": ("CVE-2026-1000",), "tags": ("a",)})
    assert Nights(whole, *FEED[1:]).then(cut, *FEED[1:]).last.changes == ()


def test_a_post_first_read_as_an_excerpt_is_silent_when_it_comes_whole() -> None:
    night = Nights(*(_cut(one) for one in FEED)).then(*FEED)
    assert night.announced == []
    assert "the whole text came after an excerpt" in night.last.changes[0].reason


def test_a_longer_excerpt_is_no_news_either() -> None:
    night = Nights(*(_cut(one) for one in FEED)).then(*(_cut(one, at=90) for one in FEED))
    assert night.announced == []
    assert [row.entry.text for row in night.known] == [_cut(one, at=90).text for one in FEED]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It is mended now.", "It is mended now. Restart to get it."),
        ("We look into it...", "We look into it... It is mended by KB5000001."),
        ("We look into it …", "We look into it… It is mended by KB5000001."),
        ("It comes in May …", "It comes in June with all that was asked for."),
        ("The old ring ends. Learn more", "The old ring ends. Enrol devices before. Learn more"),
        ("All of it stands here …", "All of it stands here"),
        ("", "Words that went altogether."),
    ],
)
def test_what_is_no_excerpt(text: str, whole: str) -> None:
    assert not is_excerpt(text, whole)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The old ring of hotpa…", TEXT),
        (
            "“The old ring of hotpatches” ends on [&#8230;]".replace("&#8230;", "…")
            .replace("“", '"')
            .replace("”", '"'),
            TEXT,
        ),
        ("… Read more", TEXT),
        ("The old ring … Continue reading “Hotpatches”", TEXT),
        ("The old ring […]\nThe post Rings appeared first on News.", f"{TEXT}\nThe post Rings appeared first on News."),
    ],
)
def test_what_is_an_excerpt(text: str, whole: str) -> None:
    assert is_excerpt(text, whole)


@pytest.fixture
def came_whole() -> Callable[[str], tuple[bool, list[DeltaKind]]]:
    """Whether a post is told when it comes whole, and what is named of it."""

    def judged(whole: str) -> tuple[bool, list[DeltaKind]]:
        short = _cut(_with(FEED[0], whole), at=12)
        first = baseline(parsed(short), source(), START)
        known = [Known(id=1, entry=first.changes[0].entry, first_seen=START, last_seen=START)]
        after = Judge().understand(parsed(_with(FEED[0], whole)), source(), known, START)
        return after.judged[0].announced, [delta.kind for delta in after.judged[0].deltas]

    return judged


def test_the_rest_of_a_post_is_told_when_it_names_a_date(
    came_whole: Callable[[str], tuple[bool, list[DeltaKind]]],
) -> None:
    announced, kinds = came_whole(TEXT)
    assert announced
    assert DeltaKind.DUE_ADDED in kinds


def test_the_rest_of_a_post_is_not_told_when_it_only_goes_on(
    came_whole: Callable[[str], tuple[bool, list[DeltaKind]]],
) -> None:
    assert came_whole("The new pane shows the names of the groups of a device in the order of their age.") == (
        False,
        [],
    )
