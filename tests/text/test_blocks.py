"""Sanitised markup cut into blocks: every word once, in reading order, with what it stands in."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from omfeed.text.blocks import BlockKind, blocks, fold, plain
from omfeed.text.markup import sanitise
from tests.text.soup import soups

P, H, LI, TR, PRE, QUOTE = (
    BlockKind.PARAGRAPH,
    BlockKind.HEADING,
    BlockKind.ITEM,
    BlockKind.ROW,
    BlockKind.CODE,
    BlockKind.QUOTE,
)


def cut(html: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(html)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", []),
        ("  \n ", []),
        ("<p></p><p> </p>", []),
        ("bare words", [(P, "bare words")]),
        ("<p>one</p><p>two</p>", [(P, "one"), (P, "two")]),
        ("one<br>two", [(P, "one two")]),
        ("<div>one<div>two</div>three</div>", [(P, "one"), (P, "two"), (P, "three")]),
        ("<h2>Title</h2>text", [(H, "Title"), (P, "text")]),
        ("<ul><li>a</li><li><p>b</p></li></ul>", [(LI, "a"), (LI, "b")]),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", [(LI, "a"), (LI, "b"), (LI, "c")]),
        ("<dl><dt>term</dt><dd>meaning</dd></dl>", [(LI, "term"), (LI, "meaning")]),
        ("<table><tbody><tr><th>a</th><td>b <em>c</em></td></tr></tbody></table>", [(TR, "a | b c")]),
        ("<table><tbody><tr><td></td><td>b</td></tr><tr><td></td></tr></tbody></table>", [(TR, "| b")]),
        ("<table><caption>Title</caption><tbody><tr><td>x</td></tr></tbody></table>", [(P, "Title"), (TR, "x")]),
        ("<pre>a\n  b</pre>", [(PRE, "a b")]),
        ("<blockquote><p>said</p></blockquote>said so", [(QUOTE, "said"), (P, "said so")]),
        ("a <strong>b</strong><em>c</em> d", [(P, "a bc d")]),
        ("<em>a<div>b</div>c</em>", [(P, "a"), (P, "b"), (P, "c")]),
        ("a&nbsp;&nbsp;b\u2003c", [(P, "a b c")]),
        ("5 &lt; 6 &amp; 7", [(P, "5 < 6 & 7")]),
    ],
)
def test_each_block_is_a_unit_of_reading(html: str, expected: list[tuple[str, str]]) -> None:
    assert cut(html) == expected
    assert plain(html) == "\n".join(text for _, text in expected)


def test_a_block_knows_what_it_stands_in() -> None:
    found = blocks("<h3>T</h3><ul><li>a<ol><li>b</li></ol></li></ul><blockquote><ul><li>c</li></ul></blockquote>")
    assert [(block.text, block.path, block.level) for block in found] == [
        ("T", (), 3),
        ("a", ("ul",), 0),
        ("b", ("ul", "ol"), 0),
        ("c", ("blockquote", "ul"), 0),
    ]


def test_a_row_knows_its_cells() -> None:
    [row] = blocks("<table><tbody><tr><td>a</td><td></td><td>c | d</td></tr></tbody></table>")
    assert row.labels == ("a", "", "c | d")
    assert row.html == "<td>a</td><td></td><td>c | d</td>"


def test_a_block_keeps_its_inline_markup_and_code_its_lines() -> None:
    assert blocks("<p>See <a href='https://x.example/'>this</a> &amp; that</p>")[0].html == (
        'See <a href="https://x.example/">this</a> &amp; that'
    )
    assert blocks("<pre>a\n  <code>b</code>\n</pre>")[0].html == "a\n  <code>b</code>\n"


@settings(deadline=None, max_examples=400)
@given(soups)
def test_no_word_is_lost_or_doubled(soup: str) -> None:
    clean = sanitise(soup, base_url="https://x.example/")
    whole = lxml_html.fragment_fromstring(clean, create_parent="div").text_content() if clean.strip() else ""
    words = "".join(block.text for block in blocks(clean))
    assert _squeezed(words) == _squeezed(whole)


@settings(deadline=None, max_examples=150)
@given(soups)
def test_every_text_is_folded_and_no_block_is_empty(soup: str) -> None:
    for block in blocks(sanitise(soup)):
        assert block.text
        assert fold(block.text) == block.text
        assert "\n" not in block.text
        assert (block.kind is H) == (block.level > 0)


@pytest.mark.parametrize(
    "monster", ["<div>" * 5000 + "x", "<ul><li>" * 5000 + "x", "<b>" * 5000 + "x", "x<br>" * 20_000]
)
def test_deep_or_long_markup_is_cut_as_well(monster: str) -> None:
    assert "x" in plain(sanitise(monster))


def _squeezed(text: str) -> str:
    return "".join(fold(text).replace("|", "").split())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=4), st.sampled_from(["", " ", "\n\n"]))
def test_plain_paragraphs_are_cut_as_a_parser_of_html_would(texts: list[str], between: str) -> None:
    html = sanitise(between.join(f"<p>{escape(text)}</p>" for text in texts))
    # An empty emphasis says nothing and sends the fragment to the parser.
    assert blocks(html) == blocks(f"{html}<em></em>")


def test_what_is_cut_twice_is_equal_and_the_long_is_cut_too() -> None:
    page = "<p>word</p><ul><li>item</li></ul>" * 400
    assert blocks(page) == blocks(page)
    assert len(blocks(page)) == 800


@given(st.text(st.sampled_from("ab \t\n\x1c\u00a0\u2003\u3000\u200b"), max_size=12) | st.text(max_size=12))
def test_a_text_is_folded_alike_wherever_it_begins(text: str) -> None:
    assert fold(text) == fold(f"\n{text}")
