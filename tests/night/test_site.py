"""The site grows night by night: what did not change is not written again, and what changed never waits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from omfeed.archive import STAMP
from omfeed.digest import site as room
from omfeed.errors import OmfeedError
from omfeed.model import Fleet, FleetGroup, Platform
from tests.kit.items import by_story
from tests.kit.learn import Page
from tests.kit.nights import FIRST, World


def _page() -> Page:
    page = Page()
    week = page.week("November 2, 2026")
    week.category("Apps").item("An app setting", "You can set it.", applies_to="iOS/iPadOS")
    week.category("Devices").item("A connector ends", "The connector stops on November 20, 2026.", applies_to="Windows")
    return page


def _feed(*titles: str) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><guid isPermaLink='false'>{title}</guid>"
        f"<link>https://vendor.example/{title.replace(' ', '-')}</link><description>All about {title}.</description>"
        "<pubDate>Mon, 02 Nov 2026 10:00:00 +0000</pubDate></item>"
        for title in titles
    )
    return f"<rss version='2.0'><channel><title>Blog</title>{items}</channel></rss>".encode()


@pytest.fixture
def site(night: World) -> World:
    """A world whose first night is over."""
    night.source("news")
    night.shows("news", _page())
    night.night(0)
    return night


def _at_once(world: World, number: int) -> Iterator[tuple[str, bytes]]:
    """Every page that all changes make on the night of that number."""
    return room.site(by_story(world.changes(announced=None)), world.fleet, (FIRST + timedelta(days=number)).date())


def _files(world: World) -> dict[str, tuple[int, int]]:
    """Every file of the site with what tells whether it was written again."""
    top = world.folder / "digests"
    every = (path for path in top.rglob("*") if path.is_file() and not path.relative_to(top).parts[0].startswith("20"))
    return {path.relative_to(top).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in every}


def _written(world: World, before: dict[str, tuple[int, int]]) -> set[str]:
    return {name for name, state in _files(world).items() if before.get(name) != state}


def _made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """For each time that pages of the site are made: the stories whose pages were wanted."""
    calls: list[object] = []
    real = room.site

    def counted(*given: object, **more: object) -> object:
        calls.append(more["touched"])
        return real(*given, **more)  # type: ignore[arg-type]  # passed on as they are

    monkeypatch.setattr(room, "site", counted)
    return calls


def test_a_second_run_of_a_day_without_news_makes_no_page(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _files(site)
    made = _made(monkeypatch)
    site.night(0)
    assert made == []
    assert _written(site, before) == set()


def test_a_second_run_of_a_day_makes_what_came_since_the_first(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = _page()
    page.week("November 9, 2026").category("Apps").item("One more", "It came at noon.", applies_to="iOS/iPadOS")
    site.shows("news", page)
    before = _files(site)
    made = _made(monkeypatch)
    site.night(0)
    (touched,) = made
    assert isinstance(touched, frozenset)
    assert len(touched) == 1
    assert _written(site, before) == {
        *(f"stories/{key}.html" for key in touched), "platforms/ios.html", "sources/news.html", "sources.html",
        "search.html", "index.html", STAMP,
    }  # fmt: skip


def test_the_site_that_grew_night_by_night_is_the_one_that_all_changes_make_at_once(night: World) -> None:
    night.source("news", family="product")
    night.source("blog", family="product", collector="feed")
    page = _page()
    for number in range(30):
        page.week("November 2, 2026").category("Apps").item(f"Setting {number}", f"It is number {number} of them.")
    night.shows("news", page)
    night.shows("blog", _feed("A post"))
    night.night(0)
    page.week("November 9, 2026").category("Apps").item("Tunnels end", "They stop on December 1, 2026.")
    night.shows("news", page)
    night.night(1)
    edited = _page()
    for number in range(1, 30):
        words = f"It is number {number} of them." + " It is on by default." * (number == 7)
        edited.week("November 2, 2026").category("Apps").item(f"Setting {number}", words)
    edited.week("November 9, 2026").category("Apps").item("Tunnels end", "They stop on March 1, 2027.")
    night.shows("news", edited)
    night.shows("blog", _feed("A post", "Tunnels end", "Windows asks twice"))
    night.night(2)
    night.shows("blog", _feed("A post", "Windows asks twice"))
    for number in (3, 4, 5):
        night.night(number)

    items = night.changes(announced=None)
    assert {item.change.kind.value for item in items} >= {"baseline", "added", "edited", "withdrawn"}
    top = night.folder / "digests"
    at_once = dict(_at_once(night, 3))
    kept = {name: (top / name).read_bytes() for name in _files(night)}
    assert at_once.keys() - kept.keys() == set()
    assert [name for name, made in at_once.items() if kept[name] != made] == []
    assert {name for name in kept if name.startswith("stories/")} <= at_once.keys()
    assert len([name for name in at_once if name.startswith("stories/")]) >= 3


def _news(titles: str) -> Page:
    page = Page()
    for title in titles:
        page.week("November 2, 2026").category("Apps").item(f"Setting {title}", f"It is setting {title}.")
    return page


@pytest.fixture
def two(night: World) -> World:
    """A world of two sources, each of which told something on the second night."""
    for name in ("one", "two"):
        night.source(name)
        night.shows(name, _news("a"))
    night.night(0)
    for name in ("one", "two"):
        night.shows(name, _news("ab"))
    night.night(1)
    return night


def _pages_made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all pages of the site that are made from now on."""
    names: list[str] = []
    real = room.site

    def told(*given: object, **more: object) -> Iterator[tuple[str, bytes]]:
        for name, data in real(*given, **more):  # type: ignore[arg-type]  # passed on as they are
            names.append(name)
            yield name, data

    monkeypatch.setattr(room, "site", told)
    return names


def _lists(names: Iterable[str]) -> set[str]:
    return {name for name in names if name.startswith(("sources/", "platforms/"))}


def test_of_the_lists_only_those_are_made_that_read_otherwise(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = _pages_made(monkeypatch)
    two.shows("two", _news("abc"))
    two.night(2)
    assert _lists(made) == {"sources/two.html"}
    at_once = dict(_at_once(two, 2))
    assert "sources/one.html" in at_once
    assert all((two.folder / "digests" / name).read_bytes() == data for name, data in at_once.items())


def test_a_list_that_somebody_took_away_is_made_again(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = _pages_made(monkeypatch)
    (two.folder / "digests" / "sources" / "one.html").unlink()
    two.shows("two", _news("abc"))
    two.night(2)
    assert _lists(made) == {"sources/one.html", "sources/two.html"}


def test_a_source_that_has_another_title_has_its_list_made_again(two: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = _pages_made(monkeypatch)
    two.sources[0] = replace(two.sources[0], title="Number one")
    two.shows("two", _news("abc"))
    two.night(2)
    assert _lists(made) == {"sources/one.html", "sources/two.html"}
    assert "Number one" in (two.folder / "digests" / "sources" / "one.html").read_text(encoding="utf-8")


def test_whoever_is_cut_off_among_the_lists_makes_all_of_them_again(
    two: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = room.build_due

    def cut_off(*given: object, **more: object) -> NoReturn:
        raise OmfeedError("cut off")

    two.shows("two", _news("abc"))
    monkeypatch.setattr(room, "build_due", cut_off)
    with pytest.raises(OmfeedError, match="cut off"):
        two.night(2)
    monkeypatch.setattr(room, "build_due", real)
    made = _pages_made(monkeypatch)
    two.night(2)
    assert _lists(made) == _lists(name for name, _ in _at_once(two, 2))


def test_a_quiet_night_writes_the_front_page_alone(site: World) -> None:
    before = _files(site)
    site.night(1)
    assert _written(site, before) == {"index.html"}


def test_a_date_that_passes_on_a_quiet_night_is_among_those_that_passed(site: World) -> None:
    due = site.folder / "digests" / "due.html"
    assert "as of 2 November 2026" in due.read_text(encoding="utf-8")
    site.night(18)
    assert "as of 2 November 2026" in due.read_text(encoding="utf-8")
    before = _files(site)
    site.night(19)
    text = due.read_text(encoding="utf-8")
    assert "0 dates ahead, as of 21 November 2026" in text
    assert text.index("Passed") < text.index("A connector ends")
    assert _written(site, before) == {"index.html", "due.html", STAMP}
    assert due.read_bytes() == dict(_at_once(site, 19))["due.html"]
    site.night(20)
    assert "as of 21 November 2026" in due.read_text(encoding="utf-8")


def test_another_fleet_makes_every_page_anew(site: World) -> None:
    (story,) = [path for path in _stories(site) if "An app setting" in path.read_text(encoding="utf-8")]
    assert "120" in story.read_text(encoding="utf-8")
    site.fleet = Fleet(groups=(FleetGroup(platform=Platform.IOS, count=200),))
    site.night(1)
    assert "120 of your 200 devices" in story.read_text(encoding="utf-8")


@pytest.mark.parametrize("stamp", [None, b"", b"[]", b'{"upto": "many"}', b'{"upto": 1}'])
def test_whoever_was_cut_off_before_the_end_builds_all_of_it_again(
    site: World, stamp: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = site.folder / "digests" / STAMP
    kept = file.read_bytes()
    if stamp is None:
        file.unlink()
    else:
        file.write_bytes(stamp)
    (gone, *_) = _stories(site)
    text = gone.read_bytes()
    gone.unlink()
    made = _made(monkeypatch)
    site.night(0)
    assert made == [None]
    assert gone.read_bytes() == text
    assert json.loads(file.read_bytes()).keys() == json.loads(kept).keys()


def test_a_database_that_was_begun_anew_builds_all_of_it_again(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    file = site.folder / "digests" / STAMP
    file.write_text(json.dumps({**json.loads(file.read_bytes()), "upto": 10**6}), encoding="utf-8")
    made = _made(monkeypatch)
    site.night(1)
    assert made == [None]


def _stories(world: World) -> list[Path]:
    return sorted((world.folder / "digests" / "stories").iterdir())
