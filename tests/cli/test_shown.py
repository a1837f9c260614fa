"""``omfeed sources show`` and ``list``: what is set for a source, and how the nights have seen it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.cli.conftest import Shell
from tests.collect.bodies import item, rss
from tests.kit.learn import Page
from tests.kit.server import Reply, Server, redirect, serve


@pytest.fixture
def vendor() -> Iterator[Server]:
    """A vendor's server."""
    with serve({}) as server:
        yield server


def _watch(omfeed: Shell, **urls: str) -> None:
    blocks = ["[catalogue]", "enabled = false"]
    for name, url in urls.items():
        collector = "feed" if "feed" in name else "learn-html"
        blocks += ["[[sources]]", f'id = "{name}"', f'title = "{name}"', f'url = "{url}"']
        blocks += [f'collector = "{collector}"', "allow_private = true"]
    (omfeed.folder / "omfeed.toml").write_text("\n".join(blocks), encoding="utf-8")


def _news(number: int) -> Reply:
    page = Page()
    for week in range(number, 0, -1):
        page.week(f"October {week}, 2026").category("Apps").item(
            f"Setting {week}", f"What setting {week} does, in words."
        )
    return Reply(page.html())


def _told(omfeed: Shell, name: str) -> Mapping[str, str]:
    said = omfeed("sources", "show", name)
    assert said.code == 0, said.err
    lines = [(line[:16].strip(), line[17:]) for line in said.out.splitlines()]
    return {name: words for name, words in lines if name}


def _json(omfeed: Shell, *words: str) -> Any:
    said = omfeed("sources", *words, "--json")
    assert said.code == 0, said.err
    return json.loads(said.out)


def test_a_source_that_no_night_has_read_says_so_and_says_what_is_set(omfeed: Shell) -> None:
    told = _told(omfeed, "msrc-documents")
    assert told["stable_id"] == "the value of “ID”"
    assert (told["cadence_days"], told["look_back_days"]) == ("31", "14")
    assert (told["follow_days"], told["follow_newest"]) == ("45", "1")
    assert (told["state"], told["last success"], told["entries"]) == ("never read", "never", "none read yet")
    assert told["usual rhythm"] == (
        "not yet learned: 6 more days with news are wanted; until then by its cadence, news every 31 days; "
        "late after 76 days"
    )
    assert told["robots.txt"] == "not asked: it is there for programs"
    assert _told(omfeed, "intune-whats-new")["platforms"] == "service"
    assert "never called late" in _told(omfeed, "intune-whats-new-archive")["usual rhythm"]


def test_health_is_told_in_words(omfeed: Shell, vendor: Server) -> None:
    _watch(omfeed, news=vendor.script("/news", _news(2)))
    for day, weeks in enumerate((2, 3, 4, 5, 6, 7), 3):
        vendor.script("/news", _news(weeks))
        assert omfeed("run", "--at", f"2026-10-{day:02}T03:00:00Z").code == 0
    told = _told(omfeed, "news")
    assert told["state"] == "well, since 2026-10-03 03:00 UTC"
    assert told["last success"].startswith("2026-10-08 03:00 UTC (")
    assert told["last new entry"].startswith("2026-10-08 03:00 UTC (")
    assert told["last new entry"].endswith("; the newest bears the date 2026-10-07")
    assert told["usual rhythm"].startswith("news every day, learned from ")
    assert told["entries"].startswith("7 at the last reading; before: 6 on 2026-10-07, 5 on 2026-10-06")
    assert (told["failures"], told["drift"], told["redirects"]) == ("none", "none", "none")
    assert told["robots.txt"] == "heeded: it is a page for people"


def test_trouble_is_told_in_words(omfeed: Shell, vendor: Server) -> None:
    vendor.script("/feed", Reply(rss(item("One")).encode()))
    _watch(
        omfeed,
        news=vendor.script("/news", _news(7)),
        gone=vendor.script("/gone", Reply(status=404)),
        feed=vendor.script("/old", redirect("/feed", 301)),
    )
    omfeed("run", "--at", "2026-10-08T03:00:00Z")
    vendor.script("/news", _news(1))
    omfeed("run", "--at", "2026-10-09T03:00:00Z")
    drifted = _told(omfeed, "news")
    assert drifted["state"] == "drifted, since 2026-10-09 03:00 UTC"
    assert drifted["drift"] == "since 2026-10-09 03:00 UTC"
    gone = _told(omfeed, "gone")
    assert (gone["state"], gone["failures"]) == ("failing, since 2026-10-08 03:00 UTC", "2 attempts in a row")
    assert (gone["last success"], gone["last new entry"]) == ("never", "none")
    assert "404" in omfeed("sources", "show", "gone").out
    moved = _told(omfeed, "feed")
    assert moved["redirects"] == f"moved for good to {vendor.url('/feed')}; correct its url"
    assert moved["entries"] == "1 at the last reading"
    assert moved["last new entry"] == "none since the first reading on 2026-10-08; the newest bears the date 2026-09-07"


def test_json_holds_the_same(omfeed: Shell, vendor: Server) -> None:
    _watch(omfeed, news=vendor.script("/news", _news(2)))
    before = _json(omfeed, "show", "news")
    assert before["health"]["state"] == "never read"
    omfeed("run", "--at", "2026-10-03T03:00:00Z")
    vendor.script("/news", _news(3))
    omfeed("run", "--at", "2026-10-05T03:00:00Z")
    told = _json(omfeed, "show", "news")
    assert {"page", "allow_private", "allow_file", "robots", "follow_days", "follow_newest", "stable_id"} <= set(told)
    health = told["health"]
    assert (health["state"], health["failures"], health["entries"]) == ("well", 0, 3)
    assert health["last_new"] == "2026-10-05T03:00:00+00:00"
    assert health["first_read"] == "2026-10-03T03:00:00+00:00"
    assert [one["entries"] for one in health["readings"]] == [3, 2]
    assert health["rhythm"]["learned"] is False
    assert health["rhythm"]["wanting"] + health["rhythm"]["news_days"] == 6
    listed = _json(omfeed, "list")
    assert {**listed, "health": {}} == {**told, "health": {}}
    assert listed["health"].items() <= health.items()
    assert listed["health"]["rhythm"] == health["rhythm"]


def test_a_source_that_is_off_says_so_and_why_it_is_off_all_the_same(omfeed: Shell) -> None:
    (omfeed.folder / "omfeed.toml").write_text("[source.m365-message-center]\nenabled = true\n", encoding="utf-8")
    told = _told(omfeed, "m365-message-center")
    assert (told["enabled"], told["state"]) == ("no", "off")
    assert "[graph]" in omfeed("sources", "show", "m365-message-center").out
    assert _json(omfeed, "show", "chrome-releases")["health"]["state"] == "off"


def test_json_of_every_source_costs_no_network_and_no_database(omfeed: Shell) -> None:
    said = omfeed("sources", "list", "--all", "--json")
    told = [json.loads(line) for line in said.out.splitlines()]
    assert said.code == 0
    assert len(told) >= 100
    assert all(one["stable_id"] for one in told)
    assert {one["health"]["state"] for one in told} == {"never read", "off"}
    assert not list(omfeed.folder.iterdir())


def test_the_list_says_service_where_no_platform_is_named_and_what_is_off_before_its_title(omfeed: Shell) -> None:
    said = {line.split()[0]: line for line in omfeed("sources", "list", "--all").out.splitlines()}
    assert said["intune-whats-new"].split()[1] == "service"
    assert "(off) " in said["msrc-month"]
    assert "(off)" not in said["msrc-documents"]
