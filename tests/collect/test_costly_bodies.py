"""Bodies made to cost a reader time or memory with the square of their length cost no more than others."""

from __future__ import annotations

import contextlib
import json

import pytest

from omfeed import understand
from omfeed.assess.reading import split
from omfeed.collect import registry
from omfeed.collect.bounds import LONGEST_NAME
from omfeed.errors import ParseError
from omfeed.model import Parsed
from omfeed.text.normal import words
from tests.kit.bombs import PIECES, filled, planted
from tests.kit.bounded import seconds_of_cpu
from tests.kit.good import good_body, good_source

SIZE = 300_000
HEAD = '<!doctype html><html lang="en-us"><body><h1>Versions</h1>'
ROWS = "<table><tr><th>OS build</th><th>Date</th></tr>"


def read(name: str, body: str) -> Parsed | None:
    registry.load(name).parse(good_body(name), good_source(name))  # imports are not what is measured
    with seconds_of_cpu(6.0):
        try:
            return registry.load(name).parse(body.encode(), good_source(name))
        except ParseError:
            return None


COSTLY = {
    "marked sections without end": ("feed", "<rss version='2.0'><channel><title>x</title>" + filled("<![CDATA[", SIZE)),
    "comments before a feed": ("feed", filled("<!-- a -->\n", SIZE) + "<rss version='2.0'><channel></channel></rss>"),
    "document types": ("feed", filled("<!DOCTYPE[", SIZE) + "<rss version='2.0'><channel></channel></rss>"),
    "comments without end": (
        "table",
        f'{HEAD}{ROWS}<tr><td>1</td><td><a href="{filled("<!--", SIZE)}">x</a></td></tr></table></body></html>',
    ),
    "long comments without end": ("learn-html", HEAD + "<h2>a</h2><p>" + filled("<!-- a", SIZE)),
    "bold words side by side": ("table", HEAD + filled("<b>a</b>", SIZE) + ROWS + "<tr><td>1</td></tr></table>"),
    "attacks without end": (
        "android-bulletin",
        good_body("android-bulletin").decode().replace("</body>", "<p>" + filled("indications that CVE-2026-1 ", SIZE)),
    ),
    "a field of spaces": ("endoflife", "---\nreleases:\n- releaseCycle: 1\n  eol: a" + " " * SIZE + "b\n---\n"),
    "a comment of spaces": ("endoflife", "---\ntitle: x\nreleases:\n- releaseCycle: 1" + " " * SIZE + "\n---\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", COSTLY)
def test_what_was_made_to_be_slow_is_not(name: str) -> None:
    read(*COSTLY[name])


@pytest.mark.parametrize("collector", ["feed", "table", "learn-html", "learn-markdown"])
def test_no_piece_repeated_makes_a_reader_slow(collector: str) -> None:
    good, source = good_body(collector), good_source(collector)
    parse = registry.load(collector).parse
    parse(good, source)
    tried = 0
    for number, piece in enumerate(list(PIECES.values())[::4]):
        places = list(planted(good, filled(piece, 20_000)))
        _, body = places[number % len(places)]
        with seconds_of_cpu(4.0), contextlib.suppress(ParseError):
            parse(body, source)
        tried += 1
    assert tried >= 40


def test_a_label_spans_and_a_book_does_not() -> None:
    cell = "<td colspan=100 rowspan=100>{}</td>"
    rows = "".join(f"<tr><td>26100.{number}</td></tr>" for number in range(90))
    short = read("table", f"{HEAD}{ROWS}<tr><td>26100.x</td>{cell.format('June')}</tr>{rows}</table>")
    long = read("table", f"{HEAD}{ROWS}<tr><td>26100.x</td>{cell.format('June ' * 20_000)}</tr>{rows}</table>")
    assert short is not None
    assert long is not None
    assert sum("June" in one.text for one in short.entries) == 91
    assert sum("June" in one.text for one in long.entries) == 1
    assert sum(len(one.html) for one in long.entries) < 200_000


def test_a_name_is_cut_and_still_tells_one_from_another() -> None:
    items = "".join(f"<item><title>{'long ' * 5000}</title><guid>{'k' * 9000}{end}</guid></item>" for end in "ab")
    parsed = read("feed", f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>")
    assert parsed is not None
    first, second = parsed.entries
    assert len(first.title) <= LONGEST_NAME
    assert first.title.endswith("…")
    assert first.key != second.key
    assert max(len(first.key), len(second.key)) <= LONGEST_NAME


@pytest.mark.parametrize("declared", ["n\\u0000\\u0000us", "en us", "<b>", "e" * 40, "en-\\u202eus"])
def test_a_language_that_is_none_is_not_repeated(declared: str) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"id": "1", "title": "One"}]}
    body = json.dumps(feed)[:-1] + f', "language": "{declared}"}}'
    parsed = read("jsonfeed", body)
    assert parsed is not None
    assert parsed.language == ""
    assert {one.language for one in parsed.entries} == {"en-us"}


def test_words_and_sentences_are_cut_in_time_with_the_length_of_their_text() -> None:
    with seconds_of_cpu(4.0):
        words(filled("<!-- a ", SIZE))
        split(filled("e.g. A ", SIZE))
    cut = split("word " * 10_000)
    assert max(map(len, cut)) <= 3_000
    assert " ".join(cut).split() == ["word"] * 10_000


DEEP = {
    "learn-html": f"{HEAD}<h2>a</h2>{'<div>' * 2000}x",
    "learn-markdown": f"# a\n\n## b\n\n{'<div>' * 2000}x\n",
    "feed": f"<rss version='2.0'><channel><item><title>x</title>{'<a>' * 2000}x{'</a>' * 2000}</item></channel></rss>",
}


@pytest.mark.parametrize("collector", DEEP)
def test_what_is_nested_as_no_honest_body_is_refused(collector: str) -> None:
    with pytest.raises(ParseError, match="nested"):
        registry.load(collector).parse(DEEP[collector].encode(), good_source(collector))


LONG = {
    "a page of tags": ("table", HEAD + ROWS + "<p>" * 300_000),
    "a feed of items": ("feed", f"<rss version='2.0'><channel>{'<item/>' * 300_000}</channel></rss>"),
    "a page of marks": ("learn-markdown", "# a\n\n## b\n\n" + "*a* " * 150_000),
    "a page of paragraphs": ("learn-markdown", "# a\n\n## b\n\n" + "a\n\n" * 70_000),
}


@pytest.mark.parametrize("name", LONG)
def test_what_would_fill_the_memory_is_refused_before_it_is_parsed(name: str) -> None:
    collector, body = LONG[name]
    registry.load(collector).parse(good_body(collector), good_source(collector))
    with seconds_of_cpu(1.5), pytest.raises(ParseError, match="more than"):
        registry.load(collector).parse(body.encode(), good_source(collector))


def test_a_list_longer_than_a_night_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(understand, "MOST_ENTRIES", 2)
    body = good_body("learn-markdown")
    with pytest.raises(ParseError, match="at most 2 entries"):
        understand.read(good_source("learn-markdown"), body, "")
