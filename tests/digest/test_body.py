"""What stands open and what is folded, and the names that pages get."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from omfeed.deliver.files import place
from omfeed.digest.body import bounded, cut, from_text, script_json
from omfeed.digest.cards import slug
from omfeed.text.blocks import plain
from omfeed.text.markup import sanitise

PIECES = (
    "<p>one two</p>",
    "<ul><li>a</li><li>b</li></ul>",
    "loose text",
    "<h3>Head</h3>",
    "<b>bold</b>",
    "<table><tr><td>x",
    "</div>",
    "<div>",
    "<script>x()</script>",
    "<ins>new</ins>",
    "<del>old",
    "&lt;b&gt;",
    "<pre>\n\n code</pre>",
    "<a href='https://a/'>l",
)
FRAGMENTS = st.lists(st.sampled_from(PIECES), max_size=12)


def words(html: str) -> list[str]:
    return plain(html).split()


@settings(deadline=None, max_examples=60)
@given(parts=FRAGMENTS, most=st.integers(1, 12))
def test_a_cut_loses_no_word_and_adds_none(parts: list[str], most: int) -> None:
    html = sanitise("".join(parts))
    body = cut(html, words=most, added="", removed="")
    assert words(str(body.lead)) + words(str(body.more)) == words(html)
    assert "<script" not in body.lead + body.more


@settings(deadline=None, max_examples=60)
@example(key="aux", other="com1")
@given(key=st.text(max_size=200), other=st.text(max_size=200))
def test_a_story_s_name_is_one_that_every_disk_can_hold_and_its_own(key: str, other: str) -> None:
    name = f"{slug(key)}.html"
    if name != ".html":
        assert place(Path("site"), f"stories/{name}")
    assert (slug(key) == slug(other)) is (key == other)


@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=100))
def test_data_of_a_script_holds_no_markup(text: str) -> None:
    made = script_json([text])
    assert not set("<>&") & set(made)


def test_text_without_markup_becomes_paragraphs() -> None:
    assert from_text("a < b\n\nc") == "<p>a &lt; b</p><p>c</p>"


def test_what_is_short_enough_stays_whole() -> None:
    assert bounded("<p>one two</p>", "one two", words=2) == ("<p>one two</p>", "one two", 0)


def test_what_is_too_long_is_cut_between_passages_and_says_how_much_is_left_out() -> None:
    lines = [f"passage number {number} of it" for number in range(100)]
    html, text, left = bounded(from_text("\n".join(lines)), "\n".join(lines), words=20)
    assert text.splitlines() == lines[:4]
    assert words(html) == words(text)
    assert left == 96 * 5


def test_a_single_passage_that_is_far_too_long_is_cut_between_words() -> None:
    long = "word " * 5_000
    html, text, left = bounded(f"<p>{long}</p>", long, words=100)
    assert len(words(html)) == len(words(text)) == 100
    assert left == 4_900


def test_a_script_without_spaces_is_cut_by_its_room() -> None:
    long = "가" * 100_000
    html, text, _ = bounded(f"<p>{long}</p>", long, words=100)
    assert len(html) < 1_000
    assert text.endswith("…")


def test_marks_of_an_edit_are_never_torn() -> None:
    marked = "[-" + "gone " * 500 + "-]{+" + "new " * 500 + "+}"
    assert bounded(f"<p>{marked}</p>", f"{marked}\nmore of it", words=50, marked=True)[1] == marked
