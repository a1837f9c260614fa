"""The word diff a reader sees: small, whole, and fit for mail and screen readers."""

from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omfeed.text.blocks import plain
from omfeed.text.markup import sanitise
from omfeed.text.worddiff import difference, text_difference
from tests.kit.bounded import seconds_of_cpu

LINK = '<a href="https://example.org/x" rel="noopener noreferrer nofollow">'


def html(before: str, after: str) -> str:
    return difference(before, after).html


def text(before: str, after: str) -> str:
    return difference(before, after).text


def test_one_word_in_a_paragraph_is_shown_with_two_words_of_context() -> None:
    before = "<p>The retirement of the old console begins in May and ends before winter comes.</p>"
    after = before.replace("May", "June")
    assert text(before, after) == "…begins in [-May-]{+June+} and ends…"
    assert html(before, after) == "<p>…begins in <del>May</del> <ins>June</ins> and ends…</p>"


def test_unchanged_paragraphs_are_not_shown() -> None:
    assert text("<p>One stays.</p><p>Two goes.</p>", "<p>One stays.</p><p>Two went.</p>") == "Two [-goes.-]{+went.+}"


def test_equal_texts_show_nothing() -> None:
    shown = difference("<p>Same, old words.</p>", "<div>Same <strong>old</strong> words</div>")
    assert (shown.html, shown.text, shown.changed, shown.shown) == ("", "", 0, 0)


def test_case_and_punctuation_are_not_marked_beside_a_real_change() -> None:
    assert text("<p>Admin Center, for May</p>", "<p>admin center for June</p>") == "…center for [-May-]{+June+}"


def test_a_hyphen_is_not_marked_beside_a_real_change() -> None:
    before = "<p>It has no end user impact, as we said before May.</p>"
    assert (
        text(before, before.replace("end user", "end-user").replace("May", "June")) == "…said before [-May.-]{+June.+}"
    )


def test_a_title_is_told_first() -> None:
    shown = difference("<p>x</p>", "<p>x</p>", before_title="Wi-Fi profiles", after_title="Wi-Fi and VPN profiles")
    assert shown.text == "Wi-Fi {+and VPN+} profiles"
    assert shown.html == "<p><strong>Wi-Fi <ins>and VPN</ins> profiles</strong></p>"


def test_a_list_stays_a_list_and_shows_only_the_items_that_changed() -> None:
    before = "<ul><li>iOS 13</li><li>macOS</li></ul>"
    after = "<ul><li>iOS 14</li><li>macOS</li><li>Linux</li></ul>"
    assert html(before, after) == "<ul><li>iOS <del>13</del> <ins>14</ins></li><li><ins>Linux</ins></li></ul>"
    assert text(before, after) == "- iOS [-13-]{+14+}\n- {+Linux+}"


def test_nested_lists_keep_their_nesting() -> None:
    before = "<ul><li>Apps<ul><li>Word</li></ul></li></ul>"
    after = "<ul><li>Apps<ul><li>Word</li><li>Excel</li></ul></li></ul>"
    assert plain(html(before, after)) == "Excel"
    assert sanitise(html(before, after)) == html(before, after)


def test_a_table_row_stays_a_row_with_its_cells() -> None:
    before = "<table><tr><th>OS</th><th>Until</th></tr><tr><td>Eleven</td><td>May 2026</td></tr></table>"
    after = before.replace("May", "June")
    assert html(before, after) == (
        "<table><tr><td>Eleven</td><td><del>May</del> <ins>June</ins> 2026</td></tr></table>"
    )
    assert text(before, after) == "Eleven | [-May-]{+June+} 2026"


def test_a_row_is_known_by_its_first_cell() -> None:
    row = "<tr><td>Eleven Pro</td><td>one two three four five six</td><td>May</td></tr>"
    before = f"<table>{row}</table>"
    assert text(before, before.replace("May", "June")) == "Eleven Pro | …six | [-May-]{+June+}"


def test_a_link_is_never_torn() -> None:
    before = f"<p>See {LINK}the old guide</a> first.</p>"
    after = f"<p>See {LINK}the new guide</a> first.</p>"
    assert html(before, after) == f"<p>See {LINK}the <del>old</del> <ins>new</ins> guide</a> first.</p>"


def test_context_that_shows_only_part_of_a_link_shows_no_link() -> None:
    before = f"<p>It is {LINK}a long story told in the guide</a> for May.</p>"
    assert "<a" not in html(before, before.replace("May", "June"))


def test_a_whole_new_paragraph_keeps_its_links_and_emphasis() -> None:
    after = f"<p>One.</p><p>See {LINK}the <strong>guide</strong></a>.</p>"
    assert html("<p>One.</p>", after) == f"<p><ins>See {LINK}the <strong>guide</strong></a>.</ins></p>"


def test_a_moved_paragraph_is_not_shown() -> None:
    first, second, third = "<p>Alpha beta gamma.</p>", "<p>Delta epsilon zeta.</p>", "<p>Eta theta iota.</p>"
    assert text(first + second + third, second + third + first) == ""


def test_a_moved_sentence_is_named_as_moved() -> None:
    sentence = "Existing profiles keep working until you edit them."
    before = f"<p>Settings moved to the catalog. {sentence}</p><p>This applies to tablets in kiosk mode.</p>"
    after = f"<p>Settings moved to the catalog.</p><p>This applies to tablets in kiosk mode. {sentence}</p>"
    assert text(before, after) == "(moved: “Existing profiles keep working…”)"
    assert "<del>" not in html(before, after)


def test_paragraphs_put_together_show_only_the_words_that_changed() -> None:
    one = "How does this affect me?"
    two = "The change concerns everybody who manages tablets with profiles of the old kind."
    before = f"<h4>{one}</h4><p>{two}</p><p>Nothing has to be done before May.</p>"
    after = f"<p>{one} {two} Nothing has to be done before June.</p>"
    assert text(before, after) == "…done before [-May.-]{+June.+}"


def test_a_long_deletion_is_recalled_by_its_ends() -> None:
    words = " ".join(f"word{n}" for n in range(60))
    shown = difference(f"<p>Stays.</p><p>{words}</p>", "<p>Stays.</p>")
    assert shown.text == "[-word0 word1 word2 word3 word4 word5 word6 word7 …word56 word57 word58 word59-]"
    assert shown.changed == 60


def test_a_passage_of_which_more_was_replaced_than_stayed_is_shown_as_it_stood_and_stands() -> None:
    before = "Admins can block the old app on all shared devices in the console."
    after = "Users may keep the new tool on some private phones in a browser."
    shown = difference(f"<p>{before}</p>", f"<p>{after}</p>")
    assert shown.text == f"[-{before}-]{{+{after}+}}"
    assert shown.html == f"<p><del>{before}</del> <ins>{after}</ins></p>"


def test_a_few_words_in_a_passage_are_still_shown_alone() -> None:
    before = "Admins can block the old app on all shared devices in the console."
    shown = difference(f"<p>{before}</p>", f"<p>{before.replace('block', 'allow').replace('console', 'portal')}</p>")
    assert "[-block-]{+allow+}" in shown.text
    assert "shared" not in shown.text


def test_what_is_new_is_never_shortened() -> None:
    words = " ".join(f"word{n}" for n in range(60))
    assert text("<p>Stays.</p>", f"<p>Stays.</p><p>{words}</p>") == "{+" + words + "+}"


def test_korean_is_cut_at_its_spaces_and_chinese_at_its_characters() -> None:
    assert text("<p>기기를 3월 관리합니다</p>", "<p>기기를 4월 관리합니다</p>") == "기기를 [-3월-]{+4월+} 관리합니다"
    assert text("<p>支持旧平台</p>", "<p>支持新平台</p>") == "支持[-旧-]{+新+}平台"


def test_markup_in_a_text_is_shown_not_run() -> None:
    shown = difference(
        "<p>a</p>", "<p>a &lt;script&gt;x&lt;/script&gt;</p>", before_title="t", after_title="<b>t</b> u"
    )
    assert "<script" not in shown.html
    assert "&lt;b&gt;" in shown.html


def test_plain_texts_are_compared_line_by_line() -> None:
    assert text_difference("one\ntwo & three", "one\ntwo & four").text == "two & [-three-]{+four+}"


WORDS = st.lists(st.sampled_from("alpha beta gamma delta 17.4 May not <17 & 기기 関".split()), max_size=12)
PAGES = st.lists(WORDS, max_size=6)


def page(blocks: list[list[str]], tag: str = "p") -> str:
    return "".join(f"<{tag}>{escape(' '.join(row), quote=False)}</{tag}>" for row in blocks if row)


@given(PAGES, PAGES)
def test_the_html_is_well_nested_and_clean_for_any_two_texts(before: list[list[str]], after: list[list[str]]) -> None:
    shown = difference(page(before), page(after))
    assert sanitise(shown.html) == shown.html


@given(PAGES, PAGES)
def test_every_new_word_is_shown(before: list[list[str]], after: list[list[str]]) -> None:
    old = {word for row in before for word in row}
    shown = difference(page(before), page(after))
    for row in after:
        for word in row:
            if word not in old and re.search(r"\w", word):
                assert word in shown.text


@given(PAGES)
def test_a_text_differs_in_nothing_from_itself(blocks: list[list[str]]) -> None:
    assert difference(page(blocks), page(blocks)).html == ""


@pytest.mark.parametrize("broken", ["", "<p>", "<li>x", "<table><tr><td>a", "&#0;", "<p>a</p></ul>", "<a href='x'>y"])
def test_broken_markup_raises_nothing(broken: str) -> None:
    difference(broken, "<p>b</p>")
    difference("<p>b</p>", broken)


@pytest.mark.parametrize("after", ["- " * 40_000, "! ? " * 20_000, "Word " * 20_000, "x" * 200_000])
def test_a_paragraph_that_became_a_row_of_marks_is_compared_in_time_with_its_length(after: str) -> None:
    with seconds_of_cpu(6.0):
        difference("<p>A few words that were there.</p>", f"<p>{after}</p>")
