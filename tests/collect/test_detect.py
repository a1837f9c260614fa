"""Finding out by looking how an address is read, and the block that is proposed for it."""

# ruff: noqa: E501 - bodies keep the long lines that they have in the wild

from __future__ import annotations

import tomllib

import pytest

from omfeed.collect.detect import alternates, block, detect
from omfeed.model import Source
from tests.collect.bodies import ALL, ATOM, CVRF_XML, OVERVIEW, TABLE, item, rss

ADDRESSES = {
    "windows-message-center": "https://learn.microsoft.com/en-us/windows/release-health/windows-message-center",
    "android-bulletin": "https://source.android.com/docs/security/bulletin/2026/2026-09-01",
}


def guesses(body: str, url: str = "https://www.vendor.example/en/news/list") -> list[str]:
    return [guess.collector for guess in detect(body.encode(), "", url)]


NEEDS_A_WORD = frozenset({"deb-packages", "msrc-summary"})
"""Those that a person chooses: which packages are meant, and that a month is to be one entry, no body says."""


@pytest.mark.parametrize("name", sorted(set(ALL) - {"table", "json-rows", "jsonfeed"} - NEEDS_A_WORD))
def test_a_known_format_is_found_first(name: str) -> None:
    assert guesses(ALL[name], ADDRESSES.get(name, "https://www.vendor.example/en/news/list"))[0] == name


def test_feeds_of_every_kind_are_feeds() -> None:
    assert guesses(ATOM) == ["feed"]
    assert guesses(ALL["jsonfeed"])[0] == "feed"
    assert guesses(rss(item()).replace("?>", "?>\n<!-- x -->")) == ["feed"]


def test_both_forms_of_one_format_are_found() -> None:
    assert guesses(CVRF_XML)[0] == "msrc-cvrf"
    assert guesses(OVERVIEW, "https://source.android.com/docs/security/bulletin/asb-overview")[0] == "android-bulletin"


def test_a_table_is_proposed_with_its_key_and_date() -> None:
    (guess,) = [
        guess
        for guess in detect(TABLE.encode(), "text/html", "https://vendor.example/versions")
        if guess.collector == "table"
    ]
    assert guess.options == {"key": "OS build", "table": "^Supported$", "date": "Date"}
    assert [one.key for one in guess.parsed.entries] == ["26200.9001", "26200.9002"]


def test_a_list_in_json_is_proposed_with_its_places() -> None:
    body = (
        b'{"results": [{"id": 1, "name": "One", "date": "2026-09-01"}, {"id": 2, "name": "Two", "date": "2026-09-02"}]}'
    )
    (guess,) = detect(body, "application/json", "https://vendor.example/api")
    assert (guess.collector, guess.options) == (
        "json-rows",
        {"rows": "results", "key": "id", "title": "name", "date": "date"},
    )


def test_a_page_of_headings_is_a_page_and_on_learn_a_learn_page() -> None:
    body = (
        "<html><body><main><h1>News</h1><h2>May 2026</h2><h3>One</h3><p>a</p><h3>Two</h3><p>b</p></main></body></html>"
    )
    assert guesses(body)[0] == "page"
    assert guesses(body, "https://learn.microsoft.com/en-us/intune/whats-new/")[0] == "learn-html"


@pytest.mark.parametrize("body", ["", "not a page", '{"status": "ok"}', "[1, 2]", "\x00"])
def test_what_nothing_understands_gives_nothing(body: str) -> None:
    assert guesses(body) == []


def test_a_page_names_its_feeds() -> None:
    body = b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"><link rel="icon" href="x"></head><body></body></html>'
    assert alternates(body, "https://vendor.example/blog/") == ("https://vendor.example/feed.xml",)
    assert alternates(b"", "https://vendor.example/") == ()


def test_the_proposed_block_is_a_source() -> None:
    url = "https://www.vendor.example/en-us/products/versions.html"
    (guess,) = [guess for guess in detect(TABLE.encode(), "text/html", url) if guess.collector == "table"]
    (keys,) = tomllib.loads(block(guess, url))["sources"]
    source = Source(**keys)
    assert (source.id, source.title, source.collector) == ("vendor-products-versions", "Versions", "table")
    assert source.options == guess.options


def test_a_title_with_quotes_stays_one_text() -> None:
    (guess,) = detect(rss(item()).replace("<title>News", '<title>"New" \\ News').encode(), "", "https://a.example/f")
    assert tomllib.loads(block(guess, "https://a.example/f"))["sources"][0]["title"] == '"New" \\ News'


def test_markdown_is_told_from_a_page() -> None:
    body = "---\ntitle: News\n---\n# News\n\n## May 2026\n\n### One <!-- 1234567 -->\n\nWords.\n\n### Two\n\nMore.\n"
    assert guesses(body)[0] == "learn-markdown"
