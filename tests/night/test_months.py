"""A bulletin that appears at a new address each month, night by night."""

from __future__ import annotations

from dataclasses import replace

from tests.kit.nights import World
from tests.kit.server import Reply


def _issue(*cves: str, words: str = "A flaw") -> bytes:
    items = "".join(f"<h3>{cve}</h3><p>{words} of the number {cve} in the system.</p>" for cve in cves)
    return f"<html><body><main><h1>Bulletin</h1><h2>Framework</h2>{items}</main></body></html>".encode()


NOVEMBER = ("CVE-2026-1001", "CVE-2026-1002", "CVE-2026-1003", "CVE-2026-1004")
DECEMBER = ("CVE-2026-2001", "CVE-2026-2002", "CVE-2026-1004")


def _world(night: World) -> World:
    night.source("bulletin", collector="page")
    night.sources[0] = replace(night.sources[0], url=night.server.url("/{year}/{month:02}"))
    night.server.script("/2026/11", Reply(_issue(*NOVEMBER), etag='"11"'))
    return night


def test_the_next_issue_is_news_and_the_last_one_ages_out_in_silence(night: World) -> None:
    _world(night)
    assert night.night(0).exit_code == 0
    night.server.script("/2026/12", Reply(_issue(*DECEMBER), etag='"12"'))
    assert night.night(40).exit_code == 0
    assert night.told() == [("added", "CVE-2026-2001"), ("added", "CVE-2026-2002")]
    silent = [(one.change.kind.value, one.change.entry.title) for one in night.changes(announced=False)]
    assert sorted(silent)[:3] == [("aged_out", cve) for cve in NOVEMBER[:3]]
    assert ("restored", "CVE-2026-1004") in silent
    report = night.night(41)
    assert (report.exit_code, report.announced) == (0, 0)
    assert night.server.seen[-1].headers["if-none-match"] == '"12"'


def test_until_the_new_issue_exists_the_last_one_stands(night: World) -> None:
    _world(night)
    night.night(0)
    report = night.night(30)
    assert report.exit_code == 0
    assert [seen.path for seen in night.server.seen][-2:] == ["/2026/12", "/2026/11"]
    assert night.server.seen[-1].headers["if-none-match"] == '"11"'
    again = night.night(31)
    assert again.exit_code == 0
    assert night.server.seen[-1].headers["if-none-match"] == '"11"'
    assert night.told() == []


def test_a_bulletin_with_neither_issue_fails_by_the_newer_address(night: World) -> None:
    _world(night)
    report = night.night(70)
    (outcome,) = report.gathered.outcomes
    assert outcome.error is not None
    assert "404" in str(outcome.error)
    assert outcome.health.url.endswith("/2027/01")


def test_an_edited_issue_is_compared_with_itself(night: World) -> None:
    _world(night)
    night.night(0)
    night.server.script("/2026/11", Reply(_issue(*NOVEMBER, "CVE-2026-1005")))
    night.night(1)
    assert night.told() == [("added", "CVE-2026-1005")]
