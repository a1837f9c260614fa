"""A page says the same as HTML and as Markdown: over generated pages, over foreign text, over captured pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.collect import learn_html, learn_markdown
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source
from tests.kit import corpus
from tests.kit.learn import URL, Page
from tests.kit.learnify import learnify

SOURCE = Source(id="page", title="Page", url=URL, collector="learn-html")


def bare(entry: Entry) -> Entry:
    """An entry without what only one form can know: work items, and the looks of its markup."""
    return replace(entry, html="", facts={name: fact for name, fact in entry.facts.items() if name != "work_items"})


def same(one: Parsed, other: Parsed) -> None:
    assert [bare(entry) for entry in one.entries] == [bare(entry) for entry in other.entries]
    assert [dict(bare(entry).facts) for entry in one.entries] == [dict(bare(entry).facts) for entry in other.entries]
    assert (one.window, one.title, one.language) == (other.window, other.title, other.language)


# Generated pages

WORDS = st.builds(
    lambda first, rest, last: f"{first}{rest}{last}",
    st.sampled_from("aBé한字"),
    st.text(alphabet="abc é 한 字 Ü -.,:;()/'\"1", max_size=20),
    st.sampled_from("xYü국1)"),
)
INLINE = st.lists(
    st.one_of(
        WORDS,
        WORDS.map(lambda words: f"**{words}**"),
        WORDS.map(lambda words: f"[{words}](../protect/x.md#y)"),
        st.just("`code [x]`"),
        st.just("A &amp; B &gt; C"),
        st.just("[!INCLUDE [x](../y.md)]"),
        st.just("<!-- 1234567 -->"),
    ),
    min_size=1,
    max_size=4,
).map(" and ".join)
BLOCK = st.one_of(
    INLINE.map(lambda text: f"Text {text}"),
    st.lists(INLINE, min_size=1, max_size=3).map(lambda items: "\n".join(f"- x {item}" for item in items)),
    INLINE.map(lambda text: f"> [!NOTE]\n> y {text}"),
    INLINE.map(lambda text: f"> [!IMPORTANT]\n>\n> - y {text}"),
    INLINE.map(lambda text: f"> z {text}"),
    INLINE.map(lambda text: f'> [!div class="checklist"]\n> Applies to:\n>\n> - x {text}'),
    WORDS.map(lambda text: f"| A | B |\n|---|---|\n| 1 | {text} |"),
    st.just("```xml\n<!-- kept -->\n#### no heading\n```"),
    st.just("<!--\n\n#### Hidden\n\nx\n\n-->"),
    st.just(':::image type="content" source="a.png" alt-text="A screen":::'),
    WORDS.map(lambda text: f"##### {text}\n\nBelow."),
)
BODY = st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join)
CATEGORIES = st.sampled_from(["App management", "Device configuration", "Device security", "디바이스 관리"])


@st.composite
def pages(draw: st.DrawFn) -> Page:
    page = Page(item_level=draw(st.sampled_from([None, 4])))
    for day in range(draw(st.integers(1, 3))):
        week = page.week(f"May {day + 1}", release=draw(st.sampled_from(["", "2405"])))
        for _ in range(draw(st.integers(1, 3))):
            group = draw(st.one_of(st.none(), CATEGORIES))
            target = week.category(group) if group and page.item_level else week
            # An entry without a word is no news, and a page of such is rightly refused.
            body = f"{draw(WORDS)}.\n\n{draw(BODY)}"
            target.item(draw(WORDS), body, work_item=draw(st.one_of(st.none(), st.integers(10**6, 10**7))))
    if draw(st.booleans()):
        page.notices().item(draw(WORDS), draw(BODY))
    return page


@settings(deadline=None, max_examples=60)
@given(pages(), st.booleans())
def test_generated_pages(page: Page, modern: bool) -> None:
    markdown = learn_markdown.parse(page.markdown(), SOURCE)
    same(markdown, learn_html.parse(page.html(modern=modern), SOURCE))
    assert len(markdown.entries) >= 1


# Foreign text


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=400))
def test_foreign_text_is_read_or_refused(text: str) -> None:
    body = text.encode("utf-8", "surrogatepass")
    for parse in (learn_markdown.parse, learn_html.parse):
        for around in (body, b"# P\n\n## May 6, 2024\n\n" + body, b"<main><h2>May 6, 2024</h2>" + body):
            try:
                parsed = parse(around, SOURCE)
            except ParseError as error:
                assert "xpected" in str(error)
            else:
                assert all(entry.title for entry in parsed.entries)


MARKS = st.lists(
    st.sampled_from(
        "# ## ### #### - 1. > ``` ~~~ <!-- --> [ ]( ) [!NOTE] [!INCLUDE ::: :::row::: :::image | --- === * ** ` < > &"
        " &gt; <div> </div> <table> <p> <script> <b> <a name= \n \n\n \t \\ May 6, 2024 x".split(" ")
    ),
    max_size=60,
)


@settings(deadline=None, max_examples=150)
@given(MARKS, st.sampled_from([" ", "\n", ""]))
def test_any_heap_of_marks_is_read_or_refused(marks: list[str], between: str) -> None:
    body = ("# P\n\n## May 6, 2024\n\n### T\n\n" + between.join(marks)).encode()
    for parse in (learn_markdown.parse, learn_html.parse):
        try:
            parsed = parse(body, SOURCE)
        except ParseError:
            continue
        assert parsed.entries


# Captured pages


@pytest.mark.parametrize(
    ("folder", "every"),
    [
        ("intune-whats-new/2018", 8),
        ("intune-whats-new/2020", 6),
        ("intune-whats-new/ko-kr", 1),
        ("intune-in-development/2020", 3),
        ("edge-mobile-relnotes", 4),
        ("edge-security-relnotes", 6),
        ("edge-stable-relnotes", 16),
    ],
)
def test_captured_pages(folder: str, every: int) -> None:
    locale = "ko-kr" if "ko-kr" in folder else "en-us"
    source = replace(
        SOURCE, locale=locale, url=f"https://learn.microsoft.com/{locale}/mem/intune/fundamentals/whats-new"
    )
    for name, body in corpus.bodies(folder)[::every]:
        markdown = learn_markdown.parse(body, source)
        same(markdown, learn_html.parse(learnify(body, locale=locale), source))
        for entry in markdown.entries:
            assert entry.text, (name, entry.title)
            assert "<!--" not in entry.title + entry.text, (name, entry.title)
            assert entry.published or not entry.section or not entry.section[0].startswith("Week"), (name, entry.title)
