"""Which of our guides a change makes stale, until they are ticked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from omfeed.digest.render import render
from omfeed.digest.training import Guide, build_training, read_guides, stale
from omfeed.errors import ConfigError
from omfeed.model import ChangeKind, Item, Nature, Platform
from tests.kit.items import NIGHT, TODAY, entry, item, judged

IOS = Platform.IOS
GUIDE = Guide(name="enrol-iphone", title="Enrol an iPhone", topics=("enrolment",), platforms=(IOS,))


def change(
    *platforms: Platform, topics: tuple[str, ...] = ("enrolment",), nature: Nature = Nature.CHANGED, **more: object
) -> Item:
    return item(entry("A new screen"), judged(*platforms, topics=topics, nature=nature), **more)  # type: ignore[arg-type]


def names(items: list[Item], *guides: Guide) -> list[str]:
    return [guide.name for guide, _ in stale(items, guides or (GUIDE,))]


def test_a_change_of_what_it_shows_makes_a_guide_stale() -> None:
    assert names([change(IOS)]) == ["enrol-iphone"]
    assert names([change()]) == ["enrol-iphone"]


@pytest.mark.parametrize(
    "other",
    [
        change(Platform.WINDOWS),
        change(IOS, topics=("apps",)),
        change(IOS, kind=ChangeKind.MOVED),
        change(IOS, kind=ChangeKind.WITHDRAWN),
        change(IOS, nature=Nature.SECURITY),
    ],
    ids=["platform", "topic", "moved", "withdrawn", "nothing to see"],
)
def test_other_changes_do_not(other: Item) -> None:
    assert names([other]) == []


def test_it_stays_until_it_is_ticked_and_comes_back_with_the_next_change() -> None:
    ticked = Guide(name="g", title="G", topics=("enrolment",), checked=TODAY)
    assert names([change(IOS)], ticked) == []
    assert names([change(IOS), change(IOS, at=NIGHT + timedelta(days=1))], ticked) == ["g"]


def test_the_longest_stale_guide_stands_first_with_what_made_it_stale() -> None:
    mac = Guide(name="mac", title="Enrol a Mac", platforms=(Platform.MACOS,))
    page = build_training([change(IOS), change(Platform.MACOS, at=NIGHT - timedelta(days=3))], [GUIDE, mac])
    assert [row.name for row in page.rows] == ["mac", "enrol-iphone"]
    assert page.rows[0].since == "since 21 November 2026"
    made = render(page)
    assert "2 guides of ours are stale" in made.html
    assert "Enrol a Mac (mac), since 21 November 2026" in made.text


def test_guides_are_read_from_a_file() -> None:
    (guide,) = read_guides(
        '[enrol-iphone]\ntitle = "Enrol an iPhone"\nurl = "https://i.example/"\ntopics = ["enrolment"]\n'
        'platforms = ["ios"]\nwords = ["setup assistant"]\nowner = "Mina"\nchecked = 2026-11-01\n'
    )
    assert guide == Guide(
        name="enrol-iphone", title="Enrol an iPhone", url="https://i.example/", topics=("enrolment",),
        platforms=(IOS,), words=("setup assistant",), owner="Mina", checked=date(2026, 11, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[a", "not valid TOML"),
        ("a = 1", "a is not a table"),
        ('[a]\ntopic = ["x"]', "Did you mean topics?"),
        ("[a]\nzzz = 1", "There are: title"),
        ('[a]\ntopics = "x"', "not a list of texts"),
        ('[a]\nplatforms = ["iphone"]', "windows, macos, ios"),
        ('[a]\ntopics = ["x"]\nchecked = "today"', "not a date"),
        ('[a]\ntopics = ["x"]\nchecked = 2026-11-01T00:00:00Z', "not a date"),
        ('[a]\ntopics = ["x"]\ntitle = 3', "not a text"),
        ('[a]\ntitle = "x"', "fits every change"),
    ],
)
def test_a_file_that_is_wrong_says_where(text: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_guides(text)
    assert words in str(caught.value)
