"""``omfeed runs``: the history of runs, for people and for programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from omfeed.store import Store
from omfeed.store.values import RunKind
from tests.cli.conftest import Shell

FIRST = datetime(2026, 11, 3, 3, tzinfo=UTC)


def _history(omfeed: Shell) -> None:
    (omfeed.folder / "omfeed.toml").write_text("[catalogue]\nenabled = false\n", encoding="utf-8")
    with Store.open(omfeed.folder / "omfeed.db", now=FIRST) as store:
        store.begin_run(FIRST, "1.0", RunKind.LANE)
        second = store.begin_run(FIRST + timedelta(days=1), "1.0", RunKind.NIGHT)
        store.end_run(second, FIRST + timedelta(days=1, seconds=42), outcome="partly", sources=45, failed=2, changes=7)


def test_runs_are_listed_newest_first_with_how_they_went(omfeed: Shell) -> None:
    _history(omfeed)
    said = omfeed("runs")
    assert said.code == 0
    newest, oldest = said.out.splitlines()
    assert "2026-11-04 03:00 UTC" in newest
    assert "42 s" in newest
    assert "some sources unwell" in newest
    assert "45 sources, 2 failed, 7 changes" in newest
    assert "cut off" in oldest
    assert "critical lane" in oldest
    assert "critical lane" not in newest


def test_runs_as_json_for_programs(omfeed: Shell) -> None:
    _history(omfeed)
    said = omfeed("runs", "--json", "--limit", "1")
    (line,) = said.out.splitlines()
    told = json.loads(line)
    assert (told["outcome"], told["failed"], told["finished"]) == ("partly", 2, "2026-11-04T03:00:42+00:00")
    assert (told["kind"], told["good"], told["reason"]) == ("night", False, "")


def test_where_omfeed_has_not_run_that_is_told_and_no_database_is_made(omfeed: Shell) -> None:
    (omfeed.folder / "omfeed.toml").write_text("[catalogue]\nenabled = false\n", encoding="utf-8")
    for words in (("runs",), ("changes",), ("show", "1"), ("sources", "check"), ("fleet", "impact"), ("ack", "1")):
        said = omfeed(*words)
        assert (said.code, said.out) == (1, ""), words
        assert "omfeed has not run here" in said.err
    assert [path.name for path in omfeed.folder.iterdir()] == ["omfeed.toml"]
