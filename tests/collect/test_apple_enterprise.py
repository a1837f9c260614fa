"""What is new for enterprise in a system of Apple's."""

from __future__ import annotations

import pytest

from omfeed.errors import ParseError
from omfeed.model import Window
from tests.collect.bodies import APPLE_ENTERPRISE, read

URL = "https://support.apple.com/en-us/148828"


def test_each_release_is_one_entry_with_its_day_and_system() -> None:
    parsed = read("apple-enterprise", APPLE_ENTERPRISE, url=URL)
    assert parsed.window is Window.COMPLETE
    newest, first = parsed.entries
    assert (newest.title, newest.key, newest.published, newest.language) == (
        "iOS 27.1",
        "iOS 27.1",
        "2026-10-20",
        "en-us",
    )
    assert newest.facts == {
        "product": "iOS",
        "version": "27.1",
        "platforms": ("iOS",),
        "released": "2026-10-20",
        "category": "enterprise",
    }
    assert newest.url == f"{URL}#271"
    assert newest.text.splitlines() == [
        "This update includes:",
        "Managed apps keep their data.",
        "Fixes an issue where VPN did not connect.",
    ]
    assert "https://support.apple.com/guide/deployment/dep1" in newest.html
    assert first.text.splitlines() == [
        "Device management",
        "A new restriction for widgets.",
        "Bug fixes and other improvements",
        "802.1X works again.",
    ]
    assert "Learn more" not in first.text


@pytest.mark.parametrize("name", ["macOS Redwood 27.1", "iPadOS 27.1.2", "What’s new in visionOS 27.1", "macOS 27.2"])
def test_systems_are_known_by_name_and_version(name: str) -> None:
    body = APPLE_ENTERPRISE.replace(">iOS 27.1<", f">{name}<")
    one = read("apple-enterprise", body, url=URL).entries[0]
    assert one.title == name.removeprefix("What’s new in ")
    assert one.facts["product"] == one.title.split()[0]
    assert one.facts["version"] == one.title.split()[-1]


def test_a_localised_page_is_read_alike() -> None:
    body = (
        APPLE_ENTERPRISE.replace("What’s new for enterprise in iOS 27", "Neue Funktionen für Unternehmen in iOS 27")
        .replace('lang="en-us"', 'lang="de-de"')
        .replace("Released October 20, 2026", "Veröffentlicht am 20. Oktober 2026")
    )
    newest, _ = read("apple-enterprise", body, url=URL).entries
    assert (newest.key, newest.language, newest.published) == ("iOS 27.1", "de-de", "")


def test_a_line_that_is_added_later_belongs_to_its_release() -> None:
    later = APPLE_ENTERPRISE.replace("802.1X works again.</li>", "802.1X works again.</li><li>Added later.</li>")
    before, after = (read("apple-enterprise", body, url=URL).entries for body in (APPLE_ENTERPRISE, later))
    assert [one.key for one in before] == [one.key for one in after]
    assert after[1].text == f"{before[1].text}\nAdded later."


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html><body><h1>What’s new for enterprise in iOS 27</h1><div id='app'></div></body></html>",
        APPLE_ENTERPRISE[: APPLE_ENTERPRISE.index("<h2 id")],
        APPLE_ENTERPRISE.replace("<h2", "<div").replace("</h2", "</div"),
    ],
    ids=["empty", "made in the browser", "cut before its releases", "redesigned"],
)
def test_what_names_no_release_is_refused(body: str) -> None:
    with pytest.raises(ParseError):
        read("apple-enterprise", body, url=URL)


def test_one_that_is_cut_within_a_release_is_read_up_to_there() -> None:
    cut = APPLE_ENTERPRISE[: APPLE_ENTERPRISE.index("Bug fixes")]
    assert len(read("apple-enterprise", cut, url=URL).entries) == 2
