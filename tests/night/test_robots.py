"""A page is left alone when the robots.txt of its site says so; asking costs nothing on a quiet night."""

from __future__ import annotations

from dataclasses import replace

from tests.kit.learn import Page
from tests.kit.nights import World
from tests.kit.server import Reply

CLOSED = Reply(b"User-agent: *\nDisallow: /\n", media_type="text/plain")


def _page(*titles: str) -> Page:
    page = Page()
    apps = page.week("October 5, 2026").category("Apps")
    for title in titles:
        apps.item(title, f"All about {title}.")
    return page


def _paths(night: World) -> list[str]:
    paths = [seen.path for seen in night.server.seen]
    night.server.seen.clear()
    return sorted(paths)


def test_a_site_is_asked_once_a_night_and_only_when_a_body_is_fetched(night: World) -> None:
    for name in ("one", "two", "three"):
        night.source(name)
        night.shows(name, _page("First"), etag='"1"')
    night.night(0)
    assert _paths(night) == ["/one", "/robots.txt", "/three", "/two"]
    night.night(1)
    assert _paths(night) == ["/one", "/three", "/two"]
    night.shows("two", _page("First", "Second"), etag='"2"')
    night.night(2)
    assert _paths(night) == ["/one", "/robots.txt", "/three", "/two"]
    assert night.told() == [("added", "Second")]


def test_a_forbidden_page_is_not_fetched_and_that_is_told_with_a_way_on(night: World) -> None:
    night.source("news")
    night.shows("news", _page("First"))
    night.server.script("/robots.txt", CLOSED)
    (outcome,) = night.night(0).gathered.outcomes
    assert _paths(night) == ["/robots.txt"]
    assert outcome.health.state.value == "failing"
    assert "robots.txt" in outcome.health.reason
    assert "robots = false" in outcome.health.reason


def test_a_page_that_becomes_forbidden_is_read_no_more(night: World) -> None:
    night.source("news")
    night.shows("news", _page("First"), etag='"1"')
    night.night(0)
    night.server.script("/robots.txt", CLOSED)
    night.shows("news", _page("First", "Second"), etag='"2"')
    assert night.night(1).exit_code == 1
    assert night.told() == []


def test_feeds_are_for_programs_and_a_source_may_be_excepted(night: World) -> None:
    night.server.script("/robots.txt", CLOSED)
    night.source("feed", collector="feed")
    night.server.script("/feed", Reply(b"<rss version='2.0'><channel><title>x</title></channel></rss>"))
    night.source("news")
    night.shows("news", _page("First"))
    night.sources[1] = replace(night.sources[1], robots=False)
    assert night.night(0).exit_code == 0
    assert _paths(night) == ["/feed", "/news"]


def test_a_robots_txt_that_cannot_be_had_blinds_no_source(night: World) -> None:
    night.server.script("/robots.txt", Reply(status=503))
    night.source("news")
    night.shows("news", _page("First"))
    assert night.night(0).exit_code == 0
