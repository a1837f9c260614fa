"""RSS, Atom and JSON Feed as they are met: ids, dates, texts, links, and how broken ones are salvaged."""

from __future__ import annotations

import pytest

from omfeed.collect import feedxml
from omfeed.errors import ParseError
from omfeed.model import Window
from tests.collect.bodies import ATOM, JSON_FEED, item, read, rss


def only(body: str, **more: object):  # type: ignore[no-untyped-def]
    (one,) = read("feed", body, **more).entries
    return one


def test_an_item_becomes_an_entry() -> None:
    parsed = read("feed", rss(item(categories=["Windows", "Admin"])))
    (one,) = parsed.entries
    assert (parsed.title, parsed.language, parsed.window) == ("News", "en-us", Window.ROLLING)
    assert (one.title, one.key, one.url) == ("A new thing", "n-1", "https://news.example/1")
    assert (one.html, one.text) == ("<p>It works.</p>", "It works.")
    assert one.published == "2026-09-07T10:00:00Z"
    assert one.facts == {"tags": ("Admin", "Windows")}


def test_atom_gives_the_same_shape() -> None:
    second, first = read("feed", ATOM).entries
    assert (second.key, second.title) == ("tag:news.example,2026:2", "Second & last")
    assert second.url == "https://news.example/posts/2?id=2"
    assert (second.published, second.updated) == ("2026-09-07T06:00:00Z", "2026-09-08T08:00:00Z")
    assert 'href="https://news.example/guide?p=1"' in second.html
    assert (first.text, first.facts["cves"]) == ("Plain words about CVE-2026-10001.", ("CVE-2026-10001",))


@pytest.mark.parametrize("name", ["feed", "rss", "atom"])
def test_plain_names_mean_the_same_collector(name: str) -> None:
    assert read(name, ATOM) == read("feed", ATOM)


def test_a_json_feed_is_found_out_by_looking() -> None:
    assert read("feed", JSON_FEED).entries == read("jsonfeed", JSON_FEED).entries
    one, two = read("feed", JSON_FEED).entries
    assert (one.key, one.url, one.published) == ("a1", "https://news.example/a1", "2026-09-01T08:00:00Z")
    assert two.text == "Line one of it.\nLine two."


class TestIds:
    def test_a_guid_stays_as_it_is_even_when_it_looks_relative(self) -> None:
        assert only(rss("<item><title>x</title><guid>41</guid></item>"), url="https://a.example/f").key == "41"

    def test_without_a_guid_a_link_of_its_own_is_the_key(self) -> None:
        assert only(rss(item(guid=None, link="https://a.example/1?utm_source=rss"))).key == "https://a.example/1"

    def test_a_link_that_all_items_share_is_no_key(self) -> None:
        entries = read("feed", rss(item("a", guid=None), item("b", guid=None))).entries
        assert [one.key for one in entries] == ["", ""]

    def test_an_id_used_twice_is_told_and_not_trusted(self) -> None:
        parsed = read("feed", rss(item("a"), item("b"), item("c", guid="other")))
        assert [one.key for one in parsed.entries] == ["", "", "other"]
        assert "n-1" in parsed.warnings[0]


class TestTexts:
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("AT&amp;T", "AT&T"),
            ("AT&amp;amp;T", "AT&T"),
            ("AT&amp;amp;amp;T", "AT&T"),
            ("&lt;b&gt;Bold&lt;/b&gt; move", "Bold move"),
            ("<![CDATA[Over <i>there</i>]]>", "Over there"),
            ("5 &lt; 6", "5 < 6"),
            ("  two\n lines ", "two lines"),
        ],
    )
    def test_titles_are_plain_however_they_were_escaped(self, written: str, meant: str) -> None:
        assert only(rss(item(written))).title == meant

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", "One\nTwo"),
            ("&amp;lt;p&amp;gt;One&amp;lt;/p&amp;gt;", "One"),
            ("One line\nof it.\n\nAnother.", "One line of it.\nAnother."),
            ("<![CDATA[<ul><li>a</li><li>b</li></ul>]]>", "a\nb"),
            ("if a &lt; b then", "if a < b then"),
        ],
    )
    def test_bodies_are_html_or_prose_however_they_were_escaped(self, written: str, meant: str) -> None:
        assert only(rss(item(description=written))).text == meant

    def test_scripts_and_pictures_do_not_come_through(self) -> None:
        html = only(
            rss(item(description="&lt;p onclick='x'&gt;a&lt;script&gt;b&lt;/script&gt;&lt;img src='x'&gt;&lt;/p&gt;"))
        ).html
        assert html.replace(" ", "") == "<p>a</p>"

    def test_the_fullest_text_is_taken(self) -> None:
        space = "http://purl.org/rss/1.0/modules/content/"
        whole = f'<content:encoded xmlns:content="{space}">&lt;p&gt;The whole of it.&lt;/p&gt;</content:encoded>'
        assert only(rss(item(description="Short.").replace("</item>", f"{whole}</item>"))).text == "The whole of it."

    def test_an_item_without_a_title_is_called_by_its_first_line(self) -> None:
        assert only(rss(item("", description="First line.\n\nMore."))).title == "First line."

    def test_tracking_leaves_the_links(self) -> None:
        one = only(
            rss(
                item(
                    link="https://a.example/x?utm_source=a&amp;id=3&amp;WT.mc_id=z",
                    description="&lt;a href='https://b.example/?fbclid=1'&gt;b&lt;/a&gt;",
                )
            )
        )
        assert one.url == "https://a.example/x?id=3"
        assert 'href="https://b.example/"' in one.html

    def test_a_relative_link_is_made_absolute(self) -> None:
        assert only(rss(item(link="/x/1")), url="https://a.example/feeds/all.xml").url == "https://a.example/x/1"


class TestDates:
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("Fri, 30 Jan 2026 23:15:49 Z", "2026-01-30T23:15:49Z"),
            ("Mon, 21 Sep 2026 10:00:00 PDT", "2026-09-21T17:00:00Z"),
            ("Mon, 21 Sep 26 10:00 +0200", "2026-09-21T08:00:00Z"),
            ("2026-09-21", "2026-09-21"),
            ("2026-09-21T10:00:00.1234567Z", "2026-09-21T10:00:00Z"),
            ("soon", ""),
            ("", ""),
        ],
    )
    def test_dates_are_read_in_every_spelling_met(self, written: str, meant: str) -> None:
        assert only(rss(item(date=written))).published == meant

    def test_a_feed_that_only_tells_updates_is_published_then(self) -> None:
        assert read("feed", ATOM).entries[1].published == "2026-09-01T08:00:00Z"


class TestBroken:
    def test_a_mark_and_blank_lines_before_the_declaration_do_no_harm(self) -> None:
        assert read("feed", "\ufeff" + rss(item())).entries == read("feed", rss(item())).entries
        assert read("feed", "\n\n  " + rss(item())) == read("feed", rss(item()))

    def test_an_unclosed_feed_is_salvaged_and_told(self) -> None:
        parsed = read("feed", rss(item("one", guid="1"), item("two", guid="2"))[:-60])
        assert parsed.entries[0].title == "one"
        assert "not well-formed" in parsed.warnings[0]

    def test_a_bare_ampersand_does_not_lose_the_item(self) -> None:
        assert only(rss(item("Plan & do"))).title.startswith("Plan")

    def test_an_undeclared_western_feed_is_read_by_what_the_transport_says(self) -> None:
        body = rss(item("Größe"), before='<?xml version="1.0"?>').encode("cp1252")
        assert read("feed", body, charset="windows-1252").entries[0].title == "Größe"

    def test_an_empty_feed_is_a_feed(self) -> None:
        assert read("feed", rss()).entries == ()

    @pytest.mark.parametrize("page", ["<!DOCTYPE html><html><body>Sign in</body></html>", "<!-- x --><html></html>"])
    def test_a_page_in_its_stead_is_named_as_such(self, page: str) -> None:
        with pytest.raises(ParseError, match="web page"):
            read("feed", page)

    def test_a_bottomless_feed_is_refused_at_once(self) -> None:
        with pytest.raises(ParseError, match="nested"):
            read("feed", rss("<item>" + "<a>" * 5000))

    def test_entities_are_not_expanded(self) -> None:
        bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        body = rss(item("x &b; y")).replace("?>", "?>" + bomb, 1)
        assert all("aaaa" not in one.title for one in read("feed", body).entries)

    def test_whatever_the_library_raises_is_a_parse_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def breaks(*_: object, **__: object) -> None:
            raise KeyError("links")

        monkeypatch.setattr(feedxml, "_parse", breaks)
        with pytest.raises(ParseError, match="KeyError"):
            read("feed", rss(item()))


class TestOptions:
    def test_a_title_pattern_makes_facts(self) -> None:
        pattern = r"^(?P<product>\w+) (?P<version>[\d.]+) beta \d+ \((?P<build>\w+)\)"
        one = only(rss(item("iOS 27.2 beta 2 (24B5089g)")), options={"title_pattern": pattern})
        assert one.facts == {"product": "iOS", "version": "27.2", "build": "24B5089g"}

    def test_only_and_skip_look_at_titles_and_categories(self) -> None:
        body = rss(item("a", guid="1", categories=["Intune"]), item("b", guid="2"), item("c Intune", guid="3"))
        kept = [one.title for one in read("feed", body, options={"only": "Intune", "skip": "^c"}).entries]
        assert kept == ["a"]

    def test_a_feed_may_be_a_whole_list(self) -> None:
        assert read("feed", rss(item()), options={"window": "complete"}).window is Window.COMPLETE
        assert read("feed", JSON_FEED, options={"window": "complete"}).window is Window.COMPLETE

    def test_a_pattern_that_is_none_is_told(self) -> None:
        with pytest.raises(ParseError, match="only"):
            read("feed", rss(item()), options={"only": "("})


def test_a_stamp_of_the_build_changes_nothing() -> None:
    stamped = rss(item()).replace(
        "<channel>", "<channel><lastBuildDate>Tue, 25 Mar 2025 04:40:06 +0000</lastBuildDate>"
    )
    assert read("feed", stamped).entries == read("feed", rss(item())).entries


def test_attributes_of_links_in_another_order_change_nothing() -> None:
    one = only(rss(item(description="&lt;a target='_blank' href='https://x.example/'&gt;x&lt;/a&gt;")))
    two = only(rss(item(description="&lt;a href='https://x.example/' target='_blank'&gt;x&lt;/a&gt;")))
    assert one == two
