"""A list with its pages from the command line: recorded, run from the recording, read anew."""

from __future__ import annotations

import json

from tests.cli.conftest import Shell
from tests.kit import lists
from tests.kit.server import Reply, serve

BLOCK = """
[catalogue]
enabled = false
[network]
pages_a_night = 1
[[sources]]
id = "bulletins"
title = "Bulletins"
url = "{url}"
collector = "android-bulletin"
follow = "android-bulletin"
look_back_days = 3660
allow_private = true
"""


def test_a_recording_holds_the_pages_and_runs_without_the_vendor(omfeed: Shell) -> None:
    with serve({}) as vendor:
        url = vendor.script("/asb", Reply(lists.bulletins("2026-10", "2026-09")))
        for month in ("2026-10", "2026-09"):
            body = lists.bulletin(month, f"CVE-{month}01", exploited=f"CVE-{month}01")
            vendor.script(f"/docs/security/bulletin/2026/{month}-01", Reply(body))
        (omfeed.folder / "omfeed.toml").write_text(BLOCK.format(url=url), encoding="utf-8")
        said = omfeed("record", "tape")
        assert said.code == 0, said.err
        paths = [seen.path for seen in vendor.seen]
    assert sorted(paths) == ["/asb", "/docs/security/bulletin/2026/2026-10-01", "/robots.txt"]
    ran = omfeed("run", "--replay", "tape", "--at", "2026-11-02T03:00:00Z")
    assert ran.code == 0, ran.err
    told = [json.loads(line) for line in omfeed("changes", "--json").out.splitlines()]
    newest = next(one for one in told if "2026-10" in one["title"])
    assert newest["assessment"]["severity"] == "critical"
    assert omfeed("reparse", "bulletins").code == 0
    assert len(omfeed("changes", "--json").out.splitlines()) == len(told)


def test_the_pages_of_a_source_are_counted_and_those_amiss_are_named(omfeed: Shell) -> None:
    with serve({}) as vendor:
        url = vendor.script("/asb", Reply(lists.bulletins("2026-10", "2026-09", "2026-08", "2014-01")))
        body = lists.bulletin("2026-10", "CVE-2026-1001", exploited="CVE-2026-1001")
        vendor.script("/docs/security/bulletin/2026/2026-10-01", Reply(body))
        block = BLOCK.format(url=url).replace("pages_a_night = 1", "pages_a_night = 2")
        (omfeed.folder / "omfeed.toml").write_text(block, encoding="utf-8")
        for night in ("02", "03", "04"):
            assert omfeed("run", "--at", f"2026-11-{night}T03:00:00Z").code in (0, 3)
    shown = omfeed("sources", "show", "bulletins").out.splitlines()
    (at,) = [number for number, line in enumerate(shown) if line.startswith("pages ")]
    assert shown[at].split(None, 1)[1] == "4 listed: 1 read, 2 missing, 1 further back than is read"
    missing = [line.strip() for line in shown[at + 1 :]]
    assert len(missing) == 2
    assert all("-01 missing" in line and "404" in line for line in missing)
    health = json.loads(omfeed("sources", "show", "bulletins", "--json").out)["health"]
    assert sorted(one["state"] for one in health["pages"]) == ["missing", "missing", "passed", "read"]


def test_a_source_that_is_not_followed_says_nothing_of_pages(omfeed: Shell) -> None:
    said = omfeed("sources", "show", "intune-whats-new").out
    assert not [line for line in said.splitlines() if line.startswith("pages ")]
    followed = omfeed("sources", "show", "android-security-bulletins").out
    assert [line for line in followed.splitlines() if line.startswith("pages ") and line.endswith("none listed yet")]
