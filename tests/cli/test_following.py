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
