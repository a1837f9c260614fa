"""Indexes of Debian package repositories."""

from __future__ import annotations

import pytest

from omfeed.errors import ParseError
from tests.collect.bodies import PACKAGES, read

OPTIONS = {"only": "^intune-", "title": "Microsoft Intune app for Linux"}


def test_the_versions_of_the_packages_wanted_are_told_newest_first() -> None:
    parsed = read("deb-packages", PACKAGES, options=OPTIONS)
    assert [one.title for one in parsed.entries] == [
        "Microsoft Intune app for Linux 1.2610.2-noble",
        "Microsoft Intune app for Linux 1.2610.2~beta1-noble",
        "Microsoft Intune app for Linux 1.2609.10-noble",
    ]
    first = parsed.entries[0]
    assert first.key == "intune-portal 1.2610.2-noble"
    assert first.facts == {
        "product": "Microsoft Intune app for Linux",
        "version": "1.2610.2-noble",
        "platforms": ("Linux",),
        "release_type": "stable",
    }
    assert "The first words" not in first.text


def test_versions_sort_by_number_and_epoch() -> None:
    rows = "".join(f"Package: intune-x\nVersion: {one}\n\n" for one in ("1.9", "1.10", "1:0.1", "1.10~rc1"))
    parsed = read("deb-packages", rows, options=OPTIONS)
    assert [one.facts["version"] for one in parsed.entries] == ["1:0.1", "1.10", "1.10~rc1", "1.9"]


def test_only_the_newest_are_told() -> None:
    rows = "".join(f"Package: intune-x\nVersion: 1.{one}\n\n" for one in range(40))
    assert [one.facts["version"] for one in read("deb-packages", rows, options=OPTIONS).entries] == [
        f"1.{one}" for one in range(39, 34, -1)
    ]


def test_an_index_cut_in_the_middle_is_read_up_to_there() -> None:
    assert len(read("deb-packages", PACKAGES[: PACKAGES.index("1.2610.2~")], options=OPTIONS).entries) == 2


@pytest.mark.parametrize("body", ["", "<html><body>no</body></html>", "Package: other\nVersion: 1\n"])
def test_what_holds_none_is_refused(body: str) -> None:
    with pytest.raises(ParseError):
        read("deb-packages", body, options=OPTIONS)


def test_without_the_option_that_says_which_nothing_is_read() -> None:
    with pytest.raises(ParseError, match="only"):
        read("deb-packages", PACKAGES)


def test_a_chapter_of_news_on_a_page_of_instructions_is_read_alone() -> None:
    page = (
        "<html lang='en-us'><body><main><h1>Use the helper</h1><p>Intro.</p><h2>Capabilities</h2><p>It can.</p>"
        "<h2>What's new for the helper</h2><p>Read here.</p><h3>March 21, 2027</h3><p>Version: 5.2</p>"
        "<ul><li>It chats.</li></ul></main></body></html>"
    )
    (one,) = read("learn-html", page, options={"only": "what.s new"}).entries
    assert "It chats." in one.text
    with pytest.raises(ParseError, match="only and skip"):
        read("learn-html", page.replace("What's new", "History"), options={"only": "what.s new"})
