"""``omfeed sources``: looking at addresses, watching them, switching them, and believing a rebuilt page."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Shell
from tests.collect.bodies import TABLE, item, rss
from tests.kit.learn import Page
from tests.kit.server import Reply, Server, redirect, serve

PRIVATE = "--allow-private"


@pytest.fixture
def vendor() -> Iterator[Server]:
    """A vendor's server."""
    with serve({}) as server:
        yield server


def _own(omfeed: Shell) -> list[dict[str, object]]:
    file = omfeed.folder / "omfeed.toml"
    held: list[dict[str, object]] = tomllib.loads(file.read_text(encoding="utf-8")).get("sources", [])
    return held


def _blog(*titles: str, head: str = "") -> bytes:
    items = "".join(f"<h3>{title}</h3><p>All that is to be said about {title}.</p>" for title in titles)
    return f"<html><head>{head}</head><body><main><h1>Blog</h1><h2>May 2026</h2>{items}</main></body></html>".encode()


def _feed(*titles: str, words: str = "All that is to be said about {}.") -> bytes:
    return rss(*(item(title=title, guid=title, description=words.format(title)) for title in titles)).encode()


ALTERNATE = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'


def test_a_feed_is_looked_at_and_added_on_consent(omfeed: Shell, vendor: Server) -> None:
    url = vendor.script("/news/feed.xml", Reply(_feed("One", "Two"), media_type="application/rss+xml"))
    said = omfeed("sources", "add", url, PRIVATE, "--platform", "ios", "--id", "vendor-news", "--yes")
    assert said.code == 0, said.err
    assert "read as feed" in said.out
    assert "2 entries" in said.out
    (own,) = _own(omfeed)
    assert own | {"title": ""} == {
        "id": "vendor-news",
        "title": "",
        "url": url,
        "collector": "feed",
        "platforms": ["ios"],
        "allow_private": True,
    }
    assert omfeed("run", "--only", "vendor-news").code == 0


def test_nothing_is_written_without_consent(omfeed: Shell, vendor: Server) -> None:
    url = vendor.script("/feed", Reply(_feed("One")))
    said = omfeed("sources", "add", url, PRIVATE)
    assert said.code == 0
    assert "[[sources]]" in said.out
    assert "Nothing was written" in said.err
    assert not (omfeed.folder / "omfeed.toml").exists()


def test_a_table_is_added_with_its_options(omfeed: Shell, vendor: Server) -> None:
    url = vendor.script("/versions", Reply(TABLE.encode()))
    assert omfeed("sources", "add", url, PRIVATE, "--collector", "table", "-y").code == 0
    (own,) = _own(omfeed)
    assert (own["collector"], own["options"]) == (
        "table",
        {"key": "OS build", "table": "^Supported$", "date": "Date"},
    )


def test_a_feed_that_tells_as_much_is_preferred_to_its_page(omfeed: Shell, vendor: Server) -> None:
    page = vendor.script("/blog", Reply(_blog("One", "Two", "Three", head=ALTERNATE)))
    vendor.script("/feed.xml", Reply(_feed("One", "Two")))
    said = omfeed("sources", "add", page, PRIVATE, "-y")
    assert "tells as much" in said.out
    assert [own["url"] for own in _own(omfeed)] == [vendor.url("/feed.xml")]


@pytest.mark.parametrize("feed", [_feed("One", words="{}…"), _feed("Another", "Matter")])
def test_a_feed_that_tells_less_is_named_and_the_page_is_watched(omfeed: Shell, vendor: Server, feed: bytes) -> None:
    page = vendor.script("/blog", Reply(_blog("One", "Two", head=ALTERNATE)))
    vendor.script("/feed.xml", Reply(feed))
    said = omfeed("sources", "add", page, PRIVATE, "-y")
    assert "tells less" in said.out
    assert [own["url"] for own in _own(omfeed)] == [page]


def test_the_lasting_address_of_a_moved_page_is_taken(omfeed: Shell, vendor: Server) -> None:
    vendor.script("/new", Reply(_feed("One")))
    old = vendor.script("/old", redirect("/new", 301))
    assert omfeed("sources", "add", old, PRIVATE, "-y").code == 0
    assert [own["url"] for own in _own(omfeed)] == [vendor.url("/new")]


def test_two_addresses_never_get_one_id_and_one_address_never_two(omfeed: Shell, vendor: Server) -> None:
    first = vendor.script("/a/feed.xml", Reply(_feed("One")))
    second = vendor.script("/a/feed-xml", Reply(_feed("Two")))
    assert omfeed("sources", "add", first, PRIVATE, "-y").code == 0
    assert omfeed("sources", "add", second, PRIVATE, "-y").code == 0
    names = [own["id"] for own in _own(omfeed)]
    assert names[1] == f"{names[0]}-2"
    again = omfeed("sources", "add", first, PRIVATE, "-y")
    assert again.code == 2
    assert f"watched already, as {names[0]}" in again.err


def test_an_address_that_nothing_understands_is_told_with_a_way_on(omfeed: Shell, vendor: Server) -> None:
    url = vendor.script("/x", Reply(b"hello", media_type="text/plain"))
    for command in ("add", "test"):
        said = omfeed("sources", command, url, PRIVATE)
        assert said.code == 2
        assert "understands nothing" in said.err
        assert "--collector" in said.err


def test_test_looks_at_an_address_and_says_how_it_would_be_read(omfeed: Shell, vendor: Server) -> None:
    url = vendor.script("/versions", Reply(TABLE.encode()))
    said = omfeed("sources", "test", url, PRIVATE)
    assert said.code == 0, said.err
    assert "read as " in said.out
    assert "could also be read as" in said.out
    assert "read as page\n2 entries" in omfeed("sources", "test", url, PRIVATE, "--collector", "page").out


def test_enable_and_disable_keep_the_file_as_it_is(omfeed: Shell) -> None:
    file = omfeed.folder / "omfeed.toml"
    file.write_text('# mine\n[output]\nfolder = "d"  # here\n', encoding="utf-8")
    assert omfeed("sources", "disable", "intune-whats-new").code == 0
    assert file.read_text(encoding="utf-8").startswith('# mine\n[output]\nfolder = "d"  # here\n')
    assert "intune-whats-new " not in omfeed("sources", "list").out
    assert "already" in omfeed("sources", "disable", "intune-whats-new").err
    assert omfeed("sources", "enable", "intune-whats-new").code == 0
    assert "intune-whats-new " in omfeed("sources", "list").out
    wrong = omfeed("sources", "enable", "intune-whats-now")
    assert wrong.code == 2
    assert "intune-whats-new" in wrong.err


def test_enable_without_a_configuration_writes_one_to_begin_with(omfeed: Shell) -> None:
    assert omfeed("sources", "disable", "intune-whats-new").code == 0
    text = (omfeed.folder / "omfeed.toml").read_text(encoding="utf-8")
    assert text.startswith("# omfeed.toml: what you manage")
    assert text.endswith("[source.intune-whats-new]\nenabled = false\n")


def test_opml_comes_in_and_goes_out(omfeed: Shell) -> None:
    (omfeed.folder / "my.opml").write_text(
        '<opml version="2.0"><body><outline text="News &amp; more"><outline text="A" xmlUrl="https://a.example/feed" '
        'htmlUrl="https://a.example/"/></outline><outline text="B" xmlUrl="https://b.example/feed"/></body></opml>',
        encoding="utf-8",
    )
    assert omfeed("sources", "import", "my.opml").code == 0
    assert not (omfeed.folder / "omfeed.toml").exists()
    assert omfeed("sources", "import", "my.opml", "-y").code == 0
    assert [(own["title"], own["url"], own.get("page")) for own in _own(omfeed)] == [
        ("A", "https://a.example/feed", "https://a.example/"),
        ("B", "https://b.example/feed", None),
    ]
    again = omfeed("sources", "import", "my.opml", "-y")
    assert "2 watched already" in again.err
    assert len(_own(omfeed)) == 2
    out = omfeed("sources", "export").out
    assert 'xmlUrl="https://a.example/feed"' in out
    assert out.startswith("<?xml")


def _weeks(*titles: str) -> bytes:
    page = Page()
    for number, title in enumerate(titles, 1):
        apps = page.week(f"October {number}, 2026").category("Apps")
        apps.item(f"{title} setting", f"The setting {title} does what {title} says, and {number} more things.")
    return page.html()


def test_a_rebuilt_page_is_believed_on_demand(omfeed: Shell, vendor: Server) -> None:
    url = vendor.script("/news", Reply(_weeks("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf")))
    (omfeed.folder / "omfeed.toml").write_text(
        f'[catalogue]\nenabled = false\n[[sources]]\nid = "news"\ntitle = "News"\nurl = "{url}"\n'
        'collector = "learn-html"\nallow_private = true\n',
        encoding="utf-8",
    )
    assert omfeed("run", "--at", "2026-11-03T03:00:00Z").code == 0
    early = omfeed("sources", "accept", "news")
    assert early.code == 2
    assert "nothing to accept" in early.err
    vendor.script("/news", Reply(_weeks("Wholly", "Different", "Matters")))
    assert omfeed("run", "--at", "2026-11-03T04:00:00Z").code == 3
    assert "drifted" in omfeed("sources", "check").out
    said = omfeed("sources", "accept", "news")
    assert said.code == 0, said.err
    assert "3 entries believed" in said.out
    assert omfeed("sources", "check").code == 0
    assert "Wholly setting" in omfeed("changes").out
    assert omfeed("sources", "accept", "news").code == 2


def test_a_list_is_tried_with_the_newest_pages_of_its_entries(omfeed: Shell, vendor: Server) -> None:
    from tests.kit import lists

    url = vendor.script("/asb", Reply(lists.bulletins("2026-10", "2026-09", "2026-08", "2026-07")))
    vendor.script("/docs/security/bulletin/2026/2026-10-01", Reply(lists.bulletin("2026-10", "CVE-2026-1001")))
    vendor.script("/docs/security/bulletin/2026/2026-09-01", Reply(lists.bulletin("2026-09", "CVE-2026-0901")))
    block = f'''
[[sources]]
id = "bulletins"
title = "Bulletins"
url = "{url}"
collector = "android-bulletin"
follow = "android-bulletin"
allow_private = true
'''
    (omfeed.folder / "omfeed.toml").write_text(block, encoding="utf-8")
    said = omfeed("sources", "test", "bulletins")
    assert said.code == 0, said.err
    assert "2 of the newest pages read by android-bulletin; 1 could not be: " in said.out
    assert "404" in said.out
    assert "4 entries" in said.out
    assert omfeed("sources", "show", "bulletins").out.count("android-bulletin") == 2


CLOSED = Reply(b"User-agent: *\nDisallow: /private\n", media_type="text/plain")


class TestSitesThatAskProgramsToStayAway:
    def test_a_page_is_not_fetched_and_that_is_told_with_a_way_on(self, omfeed: Shell, vendor: Server) -> None:
        vendor.script("/robots.txt", CLOSED)
        url = vendor.script("/private/blog", Reply(_blog("One", "Two")))
        for command in ("test", "add"):
            said = omfeed("sources", command, url, PRIVATE)
            assert said.code == 1
            assert "robots.txt of its site asks programs to stay away" in said.err
            assert "--collector feed" in said.err and "--no-robots" in said.err
        assert {seen.path for seen in vendor.seen} == {"/robots.txt"}

    def test_what_is_there_for_programs_is_fetched(self, omfeed: Shell, vendor: Server) -> None:
        vendor.script("/robots.txt", CLOSED)
        url = vendor.script("/private/feed", Reply(_feed("One", "Two")))
        assert "2 entries" in omfeed("sources", "test", url, PRIVATE, "--collector", "feed").out
        assert omfeed("sources", "add", url, PRIVATE, "--collector", "feed", "-y").code == 0
        (own,) = _own(omfeed)
        assert "robots" not in own

    def test_a_page_whose_publisher_lets_you_is_fetched_and_its_block_says_so(
        self, omfeed: Shell, vendor: Server
    ) -> None:
        vendor.script("/robots.txt", CLOSED)
        url = vendor.script("/private/blog", Reply(_blog("One", "Two")))
        assert "2 entries" in omfeed("sources", "test", url, PRIVATE, "--no-robots").out
        assert omfeed("sources", "add", url, PRIVATE, "--no-robots", "--id", "blog", "-y").code == 0
        (own,) = _own(omfeed)
        assert own["robots"] is False
        assert omfeed("sources", "test", "blog").code == 0
        assert "/robots.txt" not in {seen.path for seen in vendor.seen}

    def test_a_source_is_tried_as_a_night_reads_it(self, omfeed: Shell, vendor: Server) -> None:
        url = vendor.script("/private/blog", Reply(_blog("One", "Two")))
        assert omfeed("sources", "add", url, PRIVATE, "--id", "blog", "-y").code == 0
        vendor.script("/robots.txt", CLOSED)
        said = omfeed("sources", "test", "blog")
        assert said.code == 1
        assert "robots = false" in said.err
        assert omfeed("run", "--only", "blog").code == 1
        assert omfeed("sources", "test", "blog", "--no-robots").code == 0

    def test_a_recording_keeps_away_and_keeps_why(self, omfeed: Shell, vendor: Server) -> None:
        url = vendor.script("/private/blog", Reply(_blog("One", "Two")))
        assert omfeed("sources", "add", url, PRIVATE, "--id", "blog", "-y").code == 0
        vendor.script("/robots.txt", CLOSED)
        vendor.seen.clear()
        assert omfeed("record", "--only", "blog", "tape").code == 1
        assert {seen.path for seen in vendor.seen} == {"/robots.txt"}
        assert omfeed("run", "--only", "blog", "--replay", "tape").code == 1
        assert "robots.txt" in omfeed("sources", "check").out
