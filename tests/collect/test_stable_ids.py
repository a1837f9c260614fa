"""What each collector says its ids are is what they are: the ids of a body stand where the words say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest

from omfeed.collect import registry
from omfeed.collect.registry import stable_id
from omfeed.config import shipped_sources
from omfeed.errors import ConfigError
from omfeed.model import Source
from tests.collect.bodies import ALL, OPTIONS, RESOLVED_ISSUES, item, read, release, rss, sofa, source
from tests.kit.good import good_body, good_source


@dataclass(frozen=True, slots=True)
class Rests:
    """What the ids of a collector rest on."""

    words: str
    """How the collector says it."""
    ids: tuple[str, ...]
    """The ids of its good body."""
    where: tuple[str, ...]
    """Where each id stands in the body, one pattern for each: ``{}`` for the id, ``{0}``, ``{1}`` for parts of it."""
    url: str = "https://news.example/list/page"


JSON_ID = (r'"id": "?{}\b',)
RESTS = {
    "android-bulletin": Rests(
        "the month of the bulletin; the date of a patch level",
        ("2026-09", "2026-09-01", "2026-09-05"),
        (r"{}-01 security patch level", r'<h2 id="{}-details">'),
    ),
    "apple-advisory": Rests(
        "the number of the document, as in its address", ("199010",), (), "https://support.apple.com/en-us/199010"
    ),
    "apple-enterprise": Rests("the release that the heading names", ("iOS 27.1", "iOS 27"), (r"<h2 [^>]+>{}</h2>",)),
    "apple-pmv": Rests(
        "version and build",
        ("27.1 24B10", "27.1 24S10", "26.9 25G10", "27.1 (a) 24B10a"),
        (r'"ProductVersion": "{0}", "Build": "{1}"', r'"{0}", "ProductVersionExtra": "{1}", "Build": "{2}"'),
    ),
    "apple-security": Rests(
        "the name of the release",
        ("iOS 27.1 and iPadOS 27.1", "watchOS 27.1", "macOS Redwood 27.1"),
        (r'href="/en-us/199010">{}</a>', r'<td><p class="gb-paragraph">{}</p>'),
    ),
    "apple-status": Rests(
        "the service with the number of its message, else with the moment at which the event began",
        ("Apple Business Manager 2000001",),
        (r'"serviceName": "{0} {1} {2}".*"messageId": {3}',),
    ),
    "chromeos-dash": Rests(
        "the channel; the board, and its model where it has several",
        ("servingStable", "servingLtr", "alpha", "beta/b1", "old"),
        (r'"{}": \{{', r'"beta": \{{"models": \{{"b1"'),
    ),
    "cisa-kev": Rests("the CVE number", ("CVE-2026-90001", "CVE-2026-80001"), (r'"cveID": "{}"',)),
    "deb-packages": Rests(
        "package and version",
        ("intune-portal 1.2610.2-noble", "intune-portal 1.2610.2~beta1-noble", "intune-portal 1.2609.10-noble"),
        (r"Package: {0}\nArchitecture: amd64\nVersion: {1}\n",),
    ),
    "endoflife": Rests(
        "the name of the release, without the words of the product", ("11-26h2-e", "11-24h2-w"), (r'"name": "{}"',)
    ),
    "feed": Rests(
        "the item's guid or id; its link where it has none; title and likeness where several items bear the same",
        ("n-1",),
        (r"<guid [^>]+>{}</guid>",),
    ),
    "graph-expiry": Rests("the id of the token or certificate", ("t1", "t2"), JSON_ID),
    "graph-health": Rests("the id of the service", ("Exchange", "Intune"), JSON_ID),
    "graph-issues": Rests("the number of the issue", ("IT900001",), JSON_ID),
    "graph-messages": Rests("the number of the post", ("MC900001",), JSON_ID),
    "graph-protection": Rests(
        "the name of the figure",
        (
            "deviceProtectionOverview/criticalFailuresDeviceCount",
            "deviceProtectionOverview/pendingRestartDeviceCount",
            "windowsMalwareOverview/malwareDetectedDeviceCount",
        ),
        (r'"{0}": \{{[^}}]*"{1}": \d',),
    ),
    "json-rows": Rests("the value of “Id”", ("7",), (r'"Id": {},',)),
    "jsonfeed": Rests(
        "the item's guid or id; its link where it has none; title and likeness where several items bear the same",
        ("a1", "a2"),
        JSON_ID,
    ),
    "m365-roadmap": Rests("the roadmap number", ("600001", "600002"), JSON_ID),
    "msrc-cvrf": Rests("the CVE number", ("CVE-2026-50002", "CVE-2026-50010"), (r'"CVE": "{}"',)),
    "msrc-summary": Rests(
        "the month, as in the address", ("2026-Sep",), (), "https://api.msrc.microsoft.com/cvrf/v3.0/cvrf/2026-Sep"
    ),
    "redhat-csaf": Rests("the number of the advisory", ("RHSA-2026:90001",), JSON_ID),
    "samsung-smr": Rests(
        "month and year of the release", ("SMR-SEP-2026", "SMR-AUG-2026"), (r'<div class="acc_title">{}<',)
    ),
    "sofa": Rests(
        "system and version; the build as well where a version came twice; the name of the part of XProtect",
        ("macOS 26.7", "macOS 26.6"),
        (r'"ProductName": "{0}", "ProductVersion": "{1}"',),
    ),
    "table": Rests("the text of the column “OS build”", ("26200.9001", "26200.9002"), (r">{}<",)),
    "ubuntu-notices": Rests("the number of the notice", ("USN-9001-2",), JSON_ID),
    "windows-kb": Rests("the KB number; of a known issue title and likeness", ("KB5130000",), (r"<title>[^<]*\b{}\b",)),
    "windows-known-issues": Rests(
        "the number of the issue, as in the page's anchors", ("901",), (r"<div id='{}msg'></div>",)
    ),
    "windows-message-center": Rests(
        "the number of the row, as in the page's anchors", ("4101", "4100"), (r'<td id="{}">',)
    ),
    "windows-release-info": Rests(
        "the build; of a version its name and servicing option",
        (
            "Windows 11, version 27H1 General Availability Channel",
            "Windows 11, version 26H2 General Availability Channel",
            "26300.200",
            "26300.150",
            "26300.140",
        ),
        (r"<td>{}</td><td>(?:<a|KB|<)", r"<td>{3}</td><td>{4} {5} {6}</td>"),
    ),
    "windows-servicing-toc": Rests(
        "the KB number; the build, else the address where it has none",
        ("KB5130001", "KB5130000", "2026/08/end-of-servicing"),
        (r'"toc_title": "[^"]*{} ', r'"href": "{}"'),
    ),
}


def tried(name: str) -> Source:
    return source(name, url=RESTS[name].url, options=OPTIONS.get(name, {}))


@pytest.mark.parametrize("name", sorted(ALL))
def test_the_words_of_a_collector_say_what_its_ids_rest_on(name: str) -> None:
    assert stable_id(tried(name)) == RESTS[name].words


@pytest.mark.parametrize("name", sorted(ALL))
def test_ids_stand_in_the_body_where_the_words_say(name: str) -> None:
    rests = RESTS[name]
    ids = [one.key for one in registry.load(name).parse(ALL[name].encode(), tried(name)).entries if one.key]
    assert sorted(ids) == sorted(rests.ids)
    for one in ids:
        parts = [re.escape(part) for part in re.split("[ /]", one)]
        room = [*parts, *[r"\Z."] * 9]
        places = [where.replace("{}", re.escape(one)).format(*room) for where in rests.where]
        if not places:
            places, body = [rf"/{re.escape(one)}$"], rests.url
        else:
            body = ALL[name]
        assert any(re.search(place, body) for place in places), one


def test_ids_of_the_same_news_in_other_words_stay() -> None:
    told = {
        "feed": ("A new thing", "Another title"),
        "graph-messages": ("old enrolment ends", "enrolment of old ends later"),
        "graph-issues": ("arrive late", "are late"),
        "windows-known-issues": ("Printers may vanish", "Some printers vanish"),
        "windows-message-center": ("end of servicing", "servicing has ended"),
        "ubuntu-notices": ("Printing system vulnerability", "Printing vulnerability"),
        "m365-roadmap": ("wipe without waiting", "wipe at once"),
        "cisa-kev": ("Memory Corruption", "Use-After-Free"),
        "redhat-csaf": ("cups security update", "cups update"),
    }
    for name, (before, after) in told.items():
        assert before in ALL[name]
        later = read(name, ALL[name].replace(before, after)).entries
        earlier = read(name, ALL[name]).entries
        assert {one.key for one in later} == {one.key for one in earlier}, name
        assert later != earlier


@pytest.mark.parametrize("name", ["learn-html", "learn-markdown", "page"])
def test_a_heading_has_its_version_for_an_id_or_none(name: str) -> None:
    assert stable_id(good_source(name)) == (
        "the version that the heading names; without one, title, place and likeness"
    )
    parse = registry.load(name).parse
    assert {one.key for one in parse(good_body(name), good_source(name)).entries} == {""}
    versions = ("Version 151.0.1.2: May 6, 2026", "Version 150.0.9.9: April 2, 2026")
    if name == "learn-markdown":
        body = "# Release notes" + "".join(f"\n\n## {title}\n\nFixes." for title in versions)
    else:
        headings = "".join(f"<h2>{title}</h2><p>Fixes.</p>" for title in versions)
        body = f"<html><body><main><h1>Release notes</h1>{headings}</main></body></html>"
    assert [one.key for one in parse(body.encode(), good_source(name)).entries] == ["151.0.1.2", "150.0.9.9"]


class TestWhereTheFirstIdIsNotToBeHad:
    def test_an_item_without_guid_goes_by_its_link(self) -> None:
        assert [one.key for one in read("feed", rss(item(guid=None))).entries] == ["https://news.example/1"]

    def test_items_under_one_guid_have_none(self) -> None:
        assert [one.key for one in read("feed", rss(item("A"), item("B"))).entries] == ["", ""]

    def test_a_version_that_came_twice_goes_by_its_build_as_well(self) -> None:
        twice = sofa(release("macOS Tahoe 26.7", "26.7"), release("macOS Tahoe 26.7", "26.7", Build="25X200"))
        assert [one.key for one in read("sofa", twice).entries] == ["macOS 26.7", "macOS 26.7 25X200"]

    def test_a_known_issue_of_an_article_has_none(self) -> None:
        assert [one.key for one in read("windows-kb", ALL["windows-kb"]).entries] == ["KB5130000", ""]

    def test_an_issue_keeps_its_number_on_the_page_of_resolved_ones(self) -> None:
        assert [one.key for one in read("windows-known-issues", RESOLVED_ISSUES).entries] == ["911", "87"]


class TestTheCatalogue:
    def test_every_source_says_what_its_ids_rest_on(self) -> None:
        for one in shipped_sources():
            words = stable_id(one)
            assert words, one.id
            assert "{" not in words and "“”" not in words, one.id

    def test_a_key_that_the_source_names_stands_in_the_words(self) -> None:
        named = {one.id: stable_id(one) for one in shipped_sources() if "key" in one.options}
        assert named == {"msrc-documents": "the value of “ID”", "chrome-schedule": "the value of “mstone”"}
        builds = source("table", options={"key": "{Version} {OS build}"})
        assert stable_id(builds) == "the text of the column “{Version} {OS build}”"


def test_a_collector_of_others_need_not_say_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Theirs:
        VERSION = 1

    monkeypatch.setattr(registry, "load", lambda name: Theirs())
    assert stable_id(source("theirs")) == ""


def test_a_collector_that_is_gone_is_an_error() -> None:
    with pytest.raises(ConfigError):
        stable_id(replace(source("feed"), collector="no-such-collector"))
