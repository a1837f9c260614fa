"""Whatever comes in, what goes on is the allow-list and nothing else, and reading it again changes nothing."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omfeed.text.markup import SCHEMES, TAGS, absolute, sanitise
from omfeed.text.visible import visible
from tests.kit.tried import tried
from tests.kit.vectors import VECTORS
from tests.text.soup import soups

BASE = "https://vendor.example/docs/page"
REL = ' rel="noopener noreferrer nofollow"'
ALLOWED = {
    "a": {"href", "rel"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "li": {"value"},
}


class Judge(HTMLParser):
    """A reader of HTML other than the one that sanitised it: notes everything that is not on the list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ALLOWED.get(tag, ()):
                self.faults.append(f"{tag} {name}")
            if name == "href" and (urlsplit(value or "").scheme not in SCHEMES or "@" in urlsplit(value or "").netloc):
                self.faults.append(f"href {value}")
            if name == "rel" and value != "noopener noreferrer nofollow":
                self.faults.append(f"rel {value}")

    def handle_comment(self, data: str) -> None:
        self.faults.append("a comment")

    def handle_decl(self, decl: str) -> None:
        self.faults.append("a declaration")

    def handle_pi(self, data: str) -> None:
        self.faults.append("a processing instruction")

    def unknown_decl(self, data: str) -> None:
        self.faults.append("a marked section")


def faults(clean: str) -> list[str]:
    judge = Judge()
    judge.feed(clean)
    judge.close()
    return judge.faults


@pytest.mark.parametrize("name", VECTORS)
def test_no_hostile_markup_gets_past(name: str) -> None:
    clean = sanitise(VECTORS[name], base_url=BASE)
    assert faults(clean) == []
    assert sanitise(clean) == clean
    tried("XSS vectors")


def test_there_are_as_many_vectors_as_it_claims() -> None:
    assert len(VECTORS) >= 230


def test_the_judge_finds_fault_with_the_vectors_themselves() -> None:
    live = [name for name, vector in VECTORS.items() if faults(vector)]
    assert len(live) > 0.8 * len(VECTORS)


@settings(deadline=None, max_examples=400)
@given(soups)
def test_markup_in_any_state_ends_on_the_list_and_stays_as_it_is(soup: str) -> None:
    clean = sanitise(soup, base_url=BASE)
    assert faults(clean) == []
    assert sanitise(clean) == clean
    assert sanitise(clean, base_url="https://elsewhere.example/") == clean
    assert visible(clean) == clean
    clean.encode()


@settings(deadline=None, max_examples=150)
@given(st.text())
def test_any_text_at_all_is_borne(text: str) -> None:
    clean = sanitise(text, base_url=text)
    assert faults(clean) == []
    assert sanitise(clean) == clean


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        (
            "<p>Some <b>bold</b> and <i>slanted</i> words",
            "<p>Some <strong>bold</strong> and <em>slanted</em> words</p>",
        ),
        ("<h4 id=x class=y>New</h4>", "<h4>New</h4>"),
        ("<ul><li>one<li>two</ul>", "<ul><li>one</li><li>two</li></ul>"),
        ('<ol start=3><li value="7">x</ol>', '<ol start="3"><li value="7">x</li></ol>'),
        ('<ol start="1"><li>x</ol>', "<ol><li>x</li></ol>"),
        ('<td colspan="99999">', ""),
        (
            '<table><tr><th scope="row" colspan="2">a<td rowspan=0>b</table>',
            '<table><tbody><tr><th scope="row" colspan="2">a</th><td>b</td></tr></tbody></table>',
        ),
        ('<a href="../a b?c#d">x</a>', f'<a href="https://vendor.example/a%20b?c#d"{REL}>x</a>'),
        ('<a href="//other.example/a">x</a>', f'<a href="https://other.example/a"{REL}>x</a>'),
        ('<a href="#part">x</a>', f'<a href="https://vendor.example/docs/page#part"{REL}>x</a>'),
        ('<a href="mailto:a@example.com">x</a>', f'<a href="mailto:a@example.com"{REL}>x</a>'),
        ('<a href="tel:+1">x</a>', "x"),
        ('<a name="x">here</a>', "here"),
        ("before<section>one</section><section>two</section>", "before<div>one</div><div>two</div>"),
        ("<span style='color:red'>red</span>", "red"),
        ('<img src="a.png" alt="A picture of a &lt;setting&gt;">', " A picture of a &lt;setting&gt; "),
        ('<img src="a.png">', " "),
        ('<img alt="say &quot;x&quot;">', ' say "x" '),
        ("<pre>\n\n  two\n  lines</pre>", "<pre>  two\n  lines</pre>"),
        ("a&nbsp;b &amp; c", "a&nbsp;b &amp; c"),
        ("a<br/>b", "a<br>b"),
        ("<del>old</del> <ins>new</ins>", "<del>old</del> <ins>new</ins>"),
        ("in\u00advisible\u200b \u202eevil\u202c", "invisible evil"),
        ("carriage&#13;return", "carriage\nreturn"),
        ("\ud800", "\ufffd"),
        ("", ""),
    ],
)
def test_what_a_reader_needs_stays(html: str, clean: str) -> None:
    assert sanitise(html, base_url=BASE) == clean


@given(st.lists(st.text(alphabet=[*"ab '\"=/!-`{}]?;:.#&<>\t\n\x00\xa0é"], max_size=9), min_size=1, max_size=4))
def test_paragraphs_of_words_are_what_they_are_beside_other_elements(texts: list[str]) -> None:
    html = "".join(f"<p>{text}</p>" for text in texts)
    assert sanitise(html) == sanitise(f"{html}<hr>")


@given(
    st.text(alphabet=[*"ab.A0-:/?&=%~+;#@\\[] "], max_size=14),
    st.sampled_from([BASE, "", "http://[x", "//x", "https://ü.example/", "http://\u2100.example/"]),
)
def test_an_address_is_made_absolute_however_it_is_written(rest: str, base: str) -> None:
    # The scheme in capitals means the same, and is made so the long way.
    assert absolute(f"http://{rest}", base) == absolute(f"HTTP://{rest}", base)


def test_without_a_base_a_relative_link_becomes_its_text() -> None:
    assert sanitise('<a href="/x">there</a>') == "there"


@pytest.mark.parametrize(
    ("url", "base", "expected"),
    [
        ("a", "https://x.example/b/c", "https://x.example/b/a"),
        ("?q", "https://x.example/b", "https://x.example/b?q"),
        ("", "https://x.example/b", "https://x.example/b"),
        ("HTTPS://x.example/", "", "https://x.example/"),
        ("//x.example/", "http://y.example/", "http://x.example/"),
        ("a\u200bb", "https://x.example/", "https://x.example/ab"),
        ("/a b\u2003c", "https://x.example/", "https://x.example/a%20b%E2%80%83c"),
        ('/"><x>`', "https://x.example/", "https://x.example/%22%3E%3Cx%3E%60"),
        ("/한국어", "https://x.example/", "https://x.example/한국어"),
        ("mailto:a@b.example", "", "mailto:a@b.example"),
        ("javascript:x", "https://x.example/", ""),
        ("java\nscript:x", "https://x.example/", ""),
        ("mail\n\tto:a@b.example", "", "mailto:a@b.example"),
        ("ht\rtps://x.example/a\nb", "", "https://x.example/ab"),
        ("data:,x", "https://x.example/", ""),
        ("https:x", "", ""),
        ("https:///x", "", ""),
        ("https://[x", "", ""),
        ("https://user@x.example/", "", ""),
        ("https://x.example\\@evil.example/", "", ""),
        ("ftp://x.example/", "", ""),
        ("/x", "", ""),
        ("/x", "not an address", ""),
    ],
)
def test_addresses_are_absolute_or_nothing(url: str, base: str, expected: str) -> None:
    assert absolute(url, base) == expected


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain", "plain"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("a\x00b\x1b[31mc\x85d\x7f", "ab[31mcd"),
        ("\ufeffstart", "start"),
        ("user\u202eexe.txt\u202c", "userexe.txt"),
        ("\u2066isolated\u2069", "isolated"),
        ("\u200e\u200f\u061cmarks", "marks"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("filler\u115f\u3164", "filler\u3164"),
        ("lone \udfff", "lone \ufffd"),
        ("non\ufffecharacter\ufdd0", "noncharacter"),
        ("नि\u200dम", "नि\u200dम"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("a\u200db", "ab"),
    ],
)
def test_what_cannot_be_seen_is_not_there_and_letters_are_kept_whole(text: str, seen: str) -> None:
    assert visible(text) == seen
    assert visible(seen) == seen


MONSTERS = {
    "deep": "<div>" * 20_000,
    "deep lists": "<ul><li>" * 10_000,
    "deep tables": "<table><tr><td>" * 5_000,
    "deep quotations": "<blockquote><p>x" * 10_000,
    "open formatting": "<b>" * 200 + "<p>x" * 10_000,
    "misplaced in a table": "<table>" + "<b>x</b>y" * 40_000,
    "many short elements": "<i>x</i>" * 40_000,
    "many attributes": "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">x</p>",
    "many attributes, hidden": '<script><p title="</script><p ' + " ".join(f"a{n}" for n in range(200_000)) + ">",
    "one long line": "word " * 400_000,
    "one long word": "x" * 2_000_000,
    "only openings": "<" * 2_000_000,
    "only names": "<a " * 400_000,
    "only ampersands": "&amp" * 400_000,
    "comments": "<!--" * 400_000,
    "marked sections": "<![CDATA[" * 200_000,
}


@pytest.mark.parametrize("name", MONSTERS)
def test_a_monster_is_told_from_a_page_before_it_is_parsed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[int] = []
    monkeypatch.setattr("omfeed.text.markup._cleaner", _steps(parsed))
    clean = sanitise(MONSTERS[name])
    assert faults(clean) == []
    assert parsed == []
    assert len(clean) < 1_100_000


def _steps(parsed: list[int]) -> object:
    from omfeed.text import markup

    make = markup._cleaner

    class Counting:
        def __init__(self, base_url: str) -> None:
            self.cleaner = make(base_url)

        def clean(self, html: str) -> str:
            parsed.append(len(html))
            return self.cleaner.clean(html)

    return Counting


def test_a_long_honest_entry_keeps_its_markup() -> None:
    page = "<h4>Setting</h4><p>It does <strong>this</strong>.</p><table><tr><td>a<td>b</table>" * 2000
    clean = sanitise(page)
    assert clean.count("<h4>") == 2000
    assert clean.count("<td>") == 4000


def test_an_entry_with_a_picture_inside_it_is_no_monster() -> None:
    clean = sanitise("<p>before<img src='data:image/png;base64," + "A" * 900_000 + "'>after</p>")
    assert clean == "<p>before after</p>"


@pytest.mark.parametrize(
    "piece", ["<li>a", "<td>", "<p>", "&", "\xa0", "a\r", "<b>a", "<a href=https://a.example/>b</a>"]
)
@pytest.mark.parametrize("size", [60_000, 160_000, 600_000])
def test_what_is_too_much_ends_as_words_that_stay_as_they_are(piece: str, size: int) -> None:
    clean = sanitise(piece * (size // len(piece)))
    assert sanitise(clean) == clean


def test_markup_that_is_read_as_more_than_it_was_ends_as_words() -> None:
    tables = "<table><td>a</table>" * 9_000
    clean = sanitise(tables)
    assert "<td>" in sanitise(tables[: 20 * 900])
    assert "<" not in clean
    assert sanitise(clean) == clean
