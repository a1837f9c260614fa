"""What only the published page has: its frame, wrappers, redesigns, and the pages that stand in for it."""

from __future__ import annotations

import pytest

from omfeed.collect.learn_html import parse
from omfeed.errors import ParseError
from omfeed.model import Parsed, Source
from tests.kit.learn import URL, Page

SOURCE = Source(id="page", title="Page", url=URL, collector="learn-html")
ARTICLE = """
<h1 id="whats-new">What's new</h1>
<p>Intro.</p>
<h2 id="week">Week of May 6, 2024</h2>
<h3 id="apps">App management</h3>
<h4 id="title">Title</h4>
<p>Words.</p>
"""


def page(article: str, *, around: str = '<main id="main">{}</main>', lang: str = "en-us") -> Parsed:
    body = around.format(article)
    text = f'<!DOCTYPE html><html lang="{lang}"><head><title>What is new | X</title></head><body>{body}</body></html>'
    return parse(text.encode(), SOURCE)


def told(parsed: Parsed) -> list[tuple[str, str, str]]:
    return [("/".join(made.section), made.title, made.text) for made in parsed.entries]


EXPECTED = [("Week of May 6, 2024/App management", "Title", "Words.")]


@pytest.mark.parametrize(
    "around",
    [
        '<main id="main">{}</main>',
        '<div id="main" role="main">{}</div>',
        "<main>{}</main>",
        "<article>{}</article>",
        '<div class="content">{}</div>',
        "<section><div><div>{}</div></div></section>",
        "{}",
        '<main><div class="content"><h1>x</h1></div><div class="content">{}</div></main>',
    ],
)
def test_the_article_is_found_wherever_it_stands(around: str) -> None:
    article = ARTICLE if "<h1>x" not in around else ARTICLE.replace('<h1 id="whats-new">What\'s new</h1>', "")
    assert told(page(article, around=around)) == EXPECTED


@pytest.mark.parametrize(
    "frame",
    [
        "<nav><h2>In this article</h2><ul><li>x</li></ul></nav>",
        '<div class="doc-outline"><h2>Topics</h2><p>x</p></div>',
        '<section id="user-feedback"><h2>Tell us</h2><p>x</p></section>',
        '<div class="feedback-section"><h2>Tell us</h2><p>x</p></div>',
        "<aside><h2>More</h2><p>x</p></aside>",
        "<footer><h2>More</h2><p>x</p></footer>",
        "<form><h2>More</h2><p>x</p></form>",
        "<div hidden><h2>More</h2><p>x</p></div>",
        "<script>document.write('<h2>More</h2><p>x</p>')</script>",
        "<!-- <h2>More</h2><p>x</p> -->",
        "<button>Copy</button>",
        '<section id="site-user-feedback-footer"><h2 id="ms--feedback">Rückmeldung</h2><p>x</p></section>',
        '<div id="ms--additional-resources-mobile"><h2 id="ms--additional-resources-mobile-heading">Mehr</h2>x</div>',
        '<h2 id="ms--whatever-comes">Neu</h2>',
        '<div id="article-metadata-footer"><ul class="metadata page-metadata"><li>2025-07-23</li></ul></div>',
        '<div data-bi-name="site-feedback-section"><h2>Sag es</h2><p>x</p></div>',
        '<h2 id="in-this-article">Whatever it is called</h2><ul><li>x</li></ul>',
    ],
)
def test_the_frame_is_no_news(frame: str) -> None:
    assert told(page(f"{ARTICLE}{frame}")) == EXPECTED
    assert told(page(ARTICLE.replace("<p>Intro.</p>", f"<p>Intro.</p>{frame}"))) == EXPECTED


def test_headings_in_wrappers_and_sections() -> None:
    wrapped = (
        "<h1>What's new</h1><section><div class='heading-wrapper' data-heading-level='h2'>"
        "<a class='anchor-link docon' href='#week' aria-label='Section titled: Week'></a>"
        "<h2 id='week'>Week of May 6, 2024</h2></div><section><h3 id='apps'>App management</h3>"
        "<div><div><h4 id='title'>Title</h4></div>Loose words, <em>some</em> set.<p>Words.</p></div></section>"
    )
    made = page(wrapped).entries[0]
    assert made.section == ("Week of May 6, 2024", "App management")
    assert made.text == "Loose words, some set.\nWords."
    assert made.anchor == "title"


def test_headings_within_lists_tables_and_alerts_head_no_entry() -> None:
    body = (
        "<ul><li><h4>In a list</h4>a</li></ul><table><tr><td><h4>In a table</h4>b</td></tr></table>"
        "<div class='NOTE'><h4>In an alert</h4><p>c</p></div><blockquote><h4>In a quotation</h4>d</blockquote>"
    )
    made = page(ARTICLE.replace("<p>Words.</p>", body)).entries
    assert [entry.title for entry in made] == ["Title"]
    assert made[0].text.split("\n")[0] == "In a list"


@pytest.mark.parametrize(
    "alert",
    [
        '<div class="NOTE">\n<p>Note</p>\n<p>Careful.</p>\n</div>',
        '<div class="alert is-info"><p class="alert-title"><span class="docon"></span> Note</p><p>Careful.</p></div>',
    ],
)
def test_alerts_keep_their_title(alert: str) -> None:
    made = page(ARTICLE.replace("<p>Words.</p>", alert)).entries[0]
    assert made.text == "Note\nCareful."
    assert made.html.startswith("<blockquote>")


def test_tabs_have_their_name_over_their_text() -> None:
    tabs = (
        '<div class="tabGroup"><ul role="tablist"><li role="presentation"><a href="#p1" role="tab" aria-controls="p1"'
        ' data-tab="win">Windows</a></li><li><a role="tab" aria-controls="p2" data-tab="mac">macOS</a></li></ul>'
        '<section id="p1" role="tabpanel" data-tab="win"><p>On Windows.</p></section>'
        '<section id="p2" role="tabpanel" data-tab="mac" aria-hidden="true" hidden="hidden"><p>On macOS.</p></section>'
    )
    assert page(ARTICLE.replace("<p>Words.</p>", tabs)).entries[0].text == "Windows\nOn Windows.\nmacOS\nOn macOS."


def test_passages_for_another_choice_are_read_although_they_are_hidden() -> None:
    zones = (
        '<div class="zone has-pivot" data-pivot="a"><p>A.</p></div><div class="zone has-pivot" hidden><p>B.</p></div>'
    )
    assert page(ARTICLE.replace("<p>Words.</p>", zones)).entries[0].text == "A.\nB."


def test_headings_of_the_frame_before_the_title_are_no_news() -> None:
    assert told(page(f"<details><h4>Share via</h4><a href='x'>Mail</a></details>{ARTICLE}")) == EXPECTED


def test_comments_that_stay_in_the_page_are_read_as_in_markdown() -> None:
    made = page(ARTICLE.replace("Title</h4>", "Title<!-- 25008744 --></h4>")).entries[0]
    assert made.title == "Title"
    assert made.facts["work_items"] == ("25008744",)


def test_pictures_give_their_words_and_links_become_absolute() -> None:
    body = '<p><img src="a.png" alt="A screen."> and <a href="../protect/x" data-linktype="relative-path">this</a></p>'
    made = page(ARTICLE.replace("<p>Words.</p>", body)).entries[0]
    assert made.text == "A screen. and this"
    assert 'href="https://learn.microsoft.com/en-us/intune/protect/x"' in made.html


def test_the_page_says_its_language() -> None:
    parsed = page(ARTICLE, lang="de-DE")
    assert parsed.language == "de-de"
    assert parsed.entries[0].language == "de"


def test_both_forms_of_the_frame_say_the_same() -> None:
    made = Page(item_level=4)
    made.week("May 6").category("App management").item("Title", "Words.", applies_to="Windows")
    assert parse(made.html(modern=True), SOURCE) == parse(made.html(modern=False), SOURCE)


def test_markdown_that_was_served_as_the_page_is_read_as_markdown() -> None:
    made = Page(item_level=4)
    made.week("May 6").category("App management").item("Title", "Words.", applies_to="Windows")
    assert parse(made.markdown(), SOURCE).entries == parse(made.html(), SOURCE).entries


def test_a_truncated_page_keeps_its_whole_entries() -> None:
    made = Page(item_level=4)
    for number in range(9):
        made.week(f"May {number + 1}").category("App management").item(f"Title {number}", "Words. " * 20)
    body = made.html()
    cut = body.index(b"Title 6</h4>")
    assert [entry.title for entry in parse(body[:cut], SOURCE).entries][:6] == [
        f"Title {number}" for number in range(6)
    ]


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("", "empty page"),
        ("<div>We value your privacy. <button>Accept all cookies</button></div>", "0 headings"),
        ("<h1>404 - Page not found</h1><h2>Here is what you can do</h2><p>Search.</p>", "404"),
        ("<h1>Page not found</h1><h2>Here is what you can do</h2><p>Search.</p>", "not found"),
        ("<h1>Sign in to your account</h1><h2>Email</h2><p>x</p>", "Sign in"),
        ("<h1>Just a moment...</h1><h2>Checking your browser</h2><p>x</p>", "Just a moment"),
        ("<h1>What's new</h1><div id='root'></div>", "titled “What's new”"),
    ],
)
def test_pages_that_stand_in_for_the_page(article: str, words: str) -> None:
    with pytest.raises(ParseError, match=words) as caught:
        page(article)
    assert str(caught.value).startswith("Expected")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0" * 5000,
        b"\xff" * 5000,
        b'{"error": "not html"}',
        b"<div>" * 200_000,
        b"<b>" * 200_000 + b"x",
        b"<a " * 300_000,
        b"<" * 3_000_000,
        b"<ul><li>" * 100_000,
        b"x" * 9_000_000,
        b"<p>" * 300_000,
        b"<!--" * 500_000,
        b"<script>" * 100_000,
    ],
    ids=lambda body: repr(body[:8]),
)
def test_hostile_bodies_are_parse_errors_too(body: bytes) -> None:
    with pytest.raises(ParseError):
        parse(body, SOURCE)
