"""The shipped catalogue and the pages about it: every block can be followed, and the pages cannot go stale."""

# ruff: noqa: E501 - bodies keep the long lines that they have in the wild

from __future__ import annotations

import re
import runpy
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from omfeed.collect import registry
from omfeed.collect.options import expression, pairs, window
from omfeed.config import shipped_sources
from omfeed.model import FACTS, Platform, Source, Window
from tests.collect.bodies import JSON_ROWS, RESOLVED_ISSUES, TABLE, item, rss

ROOT = Path(__file__).resolve().parents[2]
SOURCES = shipped_sources()
GUIDE = (ROOT / "docs" / "adding-a-source.md").read_text(encoding="utf-8")


def test_the_catalogue_serves_every_platform() -> None:
    assert len(SOURCES) >= 45
    assert {platform for source in SOURCES for platform in source.platforms} == set(Platform)
    for platform in (Platform.WINDOWS, Platform.MACOS, Platform.IOS, Platform.ANDROID, Platform.LINUX):
        assert any(source.enabled and platform in source.platforms for source in SOURCES)


def test_ids_and_addresses_are_used_once() -> None:
    assert len({source.id for source in SOURCES}) == len(SOURCES)
    assert len({source.url for source in SOURCES}) == len(SOURCES)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_a_block_can_be_followed(source: Source) -> None:
    registry.check(source.collector)
    if source.follow:
        registry.check(source.follow)
    for option in ("only", "skip", "title_pattern", "table"):
        expression(source, option)
    pairs(source, "facts")
    window(source, Window.ROLLING)
    assert source.url.startswith("https://")
    assert source.vendor and source.licence


@pytest.mark.parametrize("source", [source for source in SOURCES if source.enabled], ids=lambda source: source.id)
def test_what_is_on_needs_no_account_and_is_verified(source: Source) -> None:
    assert "graph.microsoft.com" not in source.url
    assert "address unverified" not in source.notes.lower()


def test_off_by_default_says_why_where_it_is_not_a_variant() -> None:
    unsaid = {source.id for source in SOURCES if not source.enabled and not source.notes}
    assert all(
        any(
            part in one
            for part in ("defender", "sofa", "edge", "intune-sdk", "chromeos", "endoflife", "windows-", "msrc")
        )
        for one in unsaid
    )


def test_patterns_of_titles_name_facts_only() -> None:
    for source in SOURCES:
        pattern = expression(source, "title_pattern")
        assert pattern is None or set(pattern.groupindex) <= set(FACTS)


def shipped(name: str) -> Source:
    return next(source for source in SOURCES if source.id == name)


def feed_of(name: str, *titles: str, categories: tuple[str, ...] = ()) -> list[tuple[str, dict[str, object]]]:
    source = shipped(name)
    items = [
        item(title, guid=str(number), description="", categories=categories) for number, title in enumerate(titles)
    ]
    parsed = registry.load(source.collector).parse(rss(*items).encode(), source)
    return [(one.title, {fact: value for fact, value in one.facts.items() if fact != "tags"}) for one in parsed.entries]


class TestBlocksAgainstTitlesOfTheirKind:
    def test_apple_betas_are_told_and_tools_are_not(self) -> None:
        told = feed_of(
            "apple-developer-releases",
            "iOS 28.1 beta 3 (25C5031a)",
            "Xcode 28 (28A1)",
            "TestFlight Update",
            "macOS 28 RC (26A10)",
        )
        assert told == [
            (
                "iOS 28.1 beta 3 (25C5031a)",
                {"product": "iOS", "version": "28.1", "release_type": "beta", "build": "25C5031a"},
            ),
            ("macOS 28 RC (26A10)", {"product": "macOS", "version": "28", "release_type": "RC", "build": "26A10"}),
        ]

    def test_ubuntu_notices_share_the_number_of_their_group(self) -> None:
        assert [facts for _, facts in feed_of("ubuntu-usn", "USN-9001-1:  A matter", "USN-9001-2: A matter again")] == [
            {"category": "9001"},
            {"category": "9001"},
        ]

    def test_the_roadmap_is_kept_to_intune(self) -> None:
        assert feed_of("m365-roadmap-intune", "Microsoft Intune: x", categories=("Microsoft Intune",)) == [
            ("Microsoft Intune: x", {"product": "Microsoft Intune"})
        ]
        assert feed_of("m365-roadmap-intune", "Teams: y", categories=("Microsoft Teams",)) == []

    def test_a_months_document_is_told_once(self) -> None:
        body = b'{"value": [{"ID": "2026-Sep", "DocumentTitle": "September 2026 Security Updates", "InitialReleaseDate": "2026-09-08T07:00:00Z", "CurrentReleaseDate": "2026-09-20T07:00:00Z"}]}'
        source = shipped("msrc-documents")
        (one,) = registry.load(source.collector).parse(body, source).entries
        assert (one.key, one.title) == ("2026-Sep", "September 2026 Security Updates")
        assert one.url == "https://msrc.microsoft.com/update-guide/releaseNote/2026-Sep"
        later = body.replace(b"2026-09-20", b"2026-09-21")
        (again,) = registry.load(source.collector).parse(later, source).entries
        # That it was issued anew only says that the month's own page is to be read again.
        assert (again.updated, replace(again, updated=one.updated)) == ("2026-09-21T07:00:00Z", one)

    def test_a_milestone_is_told_by_its_dates(self) -> None:
        body = b'{"mstones": [{"mstone": 160, "earliest_beta": "2027-01-06T00:00:00", "stable_date": "2027-01-20T00:00:00", "late_stable_date": "2027-02-03T00:00:00"}]}'
        source = shipped("chrome-schedule")
        (one,) = registry.load(source.collector).parse(body, source).entries
        assert (one.key, one.title, one.published) == ("160", "Chrome 160: release dates", "2027-01-20")
        assert one.text == "First beta: 2027-01-06\nStable: 2027-01-20\nLate stable: 2027-02-03"


class TestReleaseHealth:
    def test_each_version_has_its_known_and_its_resolved_issues_in_one_family(self) -> None:
        pages = [source for source in SOURCES if source.collector == "windows-known-issues"]
        known = {source.family: source for source in pages if source.id.endswith("-known-issues")}
        resolved = {source.family: source for source in pages if source.id.endswith("-resolved-issues")}
        assert set(known) == set(resolved)
        assert len(known) * 2 == len(pages) >= 20
        assert {"windows-11-26h2", "windows-11-26h1", "windows-10-22h2", "windows-server-2025"} <= set(known)
        for family, before in known.items():
            after = resolved[family]
            assert (before.id, after.id) == (f"{family}-known-issues", f"{family}-resolved-issues")
            assert (before.stage, after.stage, after.look_back_days) == ("released", "archive", 0)
            assert before.time_zone == after.time_zone == "America/Los_Angeles"
            assert before.enabled or not after.enabled

    def test_resolved_issues_are_read_by_each_of_their_blocks(self) -> None:
        for source in SOURCES:
            if source.id.endswith("-resolved-issues"):
                parsed = registry.load(source.collector).parse(RESOLVED_ISSUES.encode(), source)
                assert [(one.key, one.facts["status"]) for one in parsed.entries] == [
                    ("911", "Resolved"),
                    ("87", "Resolved"),
                ]
                assert parsed.entries[0].url == f"{source.url}#911msgdesc"


class TestPages:
    def test_the_page_of_sources_tells_the_catalogue_of_today(self) -> None:
        table = runpy.run_path(str(ROOT / "bench" / "sources_table.py"))
        page = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
        told = page.partition(table["BEGIN"])[2].partition(table["END"])[0].strip()
        assert told == table["tables"](), "run python bench/sources_table.py"

    def test_every_example_of_the_guide_is_a_source(self) -> None:
        examples = _examples()
        assert len(examples) == 8
        for one in examples:
            registry.check(one.collector)
            pairs(one, "facts")

    def test_the_examples_read_bodies_of_their_kind(self) -> None:
        by_id = {one.id: one for one in _examples()}
        bodies = {
            "os-releases": rss(item("tvOS 28.1 (25K1)"), item("tvOS 28.2 beta (25K2)", guid="2")),
            "vendor-builds": TABLE,
            "vendor-api": JSON_ROWS,
        }
        read_as = {
            name: registry.load(by_id[name].collector).parse(body.encode(), by_id[name]).entries
            for name, body in bodies.items()
        }
        assert [one.facts for one in read_as["os-releases"]] == [
            {"product": "tvOS", "version": "28.1", "build": "25K1"}
        ]
        assert [one.title for one in read_as["vendor-builds"]] == [
            "Version 25H2 (26200.9001)",
            "Version 25H2 (26200.9002)",
        ]
        assert [(one.key, one.url) for one in read_as["vendor-api"]] == [("7", "https://vendor.example/items/7")]

    def test_the_collector_of_the_guide_works(self) -> None:
        (code,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
        names: dict[str, object] = {}
        exec(compile(code, "guide", "exec"), names)
        parsed = names["parse"](b"one\ntwo", replace(SOURCES[0], url="https://a.example/"))  # type: ignore[operator]
        assert [one.title for one in parsed.entries] == ["one", "two"]

    def test_every_collector_has_a_word_in_the_pages(self) -> None:
        page = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8") + GUIDE
        unsaid = {name for name in registry.COLLECTORS if f"`{name}`" not in page and f'"{name}"' not in page}
        assert unsaid <= {"rss", "atom", "jsonfeed", "learn-markdown"}


def _examples() -> list[Source]:
    made = []
    for block in re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL):
        for keys in tomllib.loads(block).get("sources", ()):
            platforms = tuple(Platform(name) for name in keys.pop("platforms", ()))
            hosts = tuple(keys.pop("follow_hosts", ()))
            made.append(Source(**{**keys, "platforms": platforms, "follow_hosts": hosts}))
    return made
