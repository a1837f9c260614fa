"""Feeds are read as feedparser reads them, entry for entry, in less time."""

from __future__ import annotations

import io
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omfeed.collect import feedxml
from tests.kit.corpus import bodies

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xml:base="https://vendor.example/blog/">
<channel><title>News &amp; more</title><link>https://vendor.example/?a=1&amp;b=2</link><language>en-US</language>
<atom:link rel="self" href="feed.xml"/><image><url>logo.png</url><title>Logo</title><link>/</link></image>
<lastBuildDate>Sun, 01 Nov 2026 10:00:00 GMT</lastBuildDate>
<item><title>&lt;b&gt;One&lt;/b&gt;</title><link>one?x=1&amp;y=2</link><guid isPermaLink="false">1</guid>
<pubDate>Sun, 01 Nov 2026 10:00:00 GMT</pubDate><description>&lt;p&gt;Text&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Full <a href="more">text</a></p>]]></content:encoded>
<category domain="d">iOS</category><category>iOS</category></item>
<item><title type="html">Two</title><guid>https://vendor.example/two</guid><dc:date>2026-11-02T10:00:00+01:00</dc:date>
<description>Plain</description><author>a@vendor.example (A. Uthor)</author><odd a="b">c</odd></item>
<item><title/><pubDate>yesterday</pubDate><pubDate/><description xml:lang="">No title</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko" xml:base="https://vendor.example/a/"><title>A</title>
<entry><id>tag:vendor.example,2026:1</id><title type="html">&lt;i&gt;x&lt;/i&gt;</title>
<updated>2026-11-02T10:00:00Z</updated>
<published>2026-11-01</published><link href="1.html"/><link rel="enclosure" href="b.zip"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>In <em>it</em></p><svg/></div></content></entry>
<entry><id>2</id><title>y</title><summary type="text">1 &lt; 2</summary>
<content type="text/plain" mode="base64">aGVsbG8=</content>
<source><title>Elsewhere</title><updated>2026-10-01T00:00:00Z</updated></source></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dcterms="http://purl.org/dc/terms/"><channel rdf:about="x"><title>R</title></channel>
<item rdf:about="y"><title>caf\u00c3\u00a9 \x93</title><link>y</link><dcterms:issued>2026-11-03</dcterms:issued>
<dcterms:modified>1 November 2026</dcterms:modified></item></rdf:RDF>"""
TORN = RSS.replace("Plain", "<![CDATA[<p>a &amp; b</p>]]> &lt;p&gt;one&lt;/p&gt;\n&#8211; two &amp;amp; three")
BROKEN = RSS.replace("&amp; more", "& more")
DATES = ("published_parsed", "updated_parsed")


def by_itself(data: bytes) -> Any:
    return feedparser.parse(
        io.BytesIO(data),
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )


def plain(value: Any) -> Any:
    """All that is in a reading, with dates as they are understood."""
    if isinstance(value, dict):
        return {
            name: feedxml.when(dict.__getitem__(value, name)) if name in DATES else plain(dict.__getitem__(value, name))
            for name in dict.keys(value)
        }
    return [plain(one) for one in value] if isinstance(value, list) else value


def same(data: bytes) -> None:
    ours, theirs = feedxml.read(data), by_itself(data)
    assert (ours.version, ours.namespaces, bool(ours.bozo)) == (theirs.version, theirs.namespaces, bool(theirs.bozo))
    assert plain(ours.feed) == plain(theirs.feed)
    assert plain(ours.entries) == plain(theirs.entries)


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF, TORN, BROKEN], ids=["rss", "atom", "rdf", "pieces", "broken"])
def test_a_feed_is_read_as_feedparser_reads_it(feed: str) -> None:
    same(feed.encode())
    assert feedxml.read(feed.encode()).entries


@pytest.mark.parametrize("folder", ["sofa-rss", "windows-message-center", "other-feeds", "ubuntu-usn-rss"])
def test_captured_feeds_are_read_alike(folder: str) -> None:
    for _, body in bodies(folder)[::25]:
        same(body)


@given(
    st.lists(st.sampled_from(ATOM.replace("<", "\n<").splitlines() + RSS.replace("<", "\n<").splitlines()), max_size=30)
)
def test_heaps_of_pieces_are_read_alike(pieces: list[str]) -> None:
    same(f"<rss><channel><item>{''.join(pieces)}".encode())


def test_a_date_is_as_it_was_written_until_it_is_asked_for() -> None:
    one, other = feedxml.read(RSS.encode()).entries[:2]
    assert one.published_parsed == "Sun, 01 Nov 2026 10:00:00 GMT"
    assert (feedxml.when(one.published_parsed) or ())[:6] == (2026, 11, 1, 10, 0, 0)
    assert (feedxml.when(other.updated_parsed) or ())[:6] == (2026, 11, 2, 9, 0, 0)
    assert feedxml.when("yesterday") is None
    assert feedxml.when(None) is None


def test_nobody_elses_feedparser_is_another() -> None:
    feedxml.read(RSS.encode())
    assert by_itself(RSS.encode()).entries[0].published_parsed[:3] == (2026, 11, 1)
    assert feedparser.api.PREFERRED_XML_PARSERS[0] != feedxml.DRIVER
