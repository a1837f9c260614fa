"""``omfeed doctor``: what can be wrong is named, with what to do; nothing is sent, and no secret is shown."""

from __future__ import annotations

import json
import os
import shlex
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from omfeed.doctor import Finding, Verdict, exit_code, here
from omfeed.store import Store
from omfeed.store.values import RunKind, RunRecord
from tests.cli.conftest import Said, Shell
from tests.deliver.kit import relay
from tests.kit.server import Reply, Server, serve

NOW = datetime(2026, 11, 3, 3, tzinfo=UTC)
SECRET = "hook-canary-71ab"


@pytest.fixture
def vendor() -> Iterator[Server]:
    """A vendor's server; the webhook is beside it."""
    with serve({}) as server:
        server.script("/", Reply(b"hello", headers={"Date": format_datetime(datetime.now(UTC), usegmt=True)}))
        yield server


def _doctor(
    omfeed: Shell, vendor: Server | None, *words: str, more: str = "", env: dict[str, str] | None = None
) -> Said:
    source = (
        f"[[sources]]\nid = 'news'\ntitle = 'News'\ncollector = 'feed'\nurl = '{vendor.url('/news')}'\n"
        "allow_private = true\n"
        if vendor
        else ""
    )
    (omfeed.folder / "omfeed.toml").write_text(f"[catalogue]\nenabled = false\n{source}{more}", encoding="utf-8")
    (omfeed.folder / "omfeed.toml").chmod(0o600)
    return omfeed("doctor", "--json", *words, env=env)


def _lines(said: Said) -> dict[str, dict[str, str]]:
    return {told["what"]: told for told in map(json.loads, said.out.splitlines())}


def test_before_the_first_run_everything_is_well_but_that(omfeed: Shell, vendor: Server) -> None:
    said = _doctor(omfeed, vendor)
    told = _lines(said)
    assert said.code == 3, said.err
    assert {what for what, line in told.items() if line["verdict"] != "well"} == {"database", "last night"}
    assert told["template admin"]["verdict"] == "well"
    assert not (omfeed.folder / "omfeed.db").exists()
    assert [request.method for request in vendor.seen] == ["HEAD"]


def test_offline_asks_nobody(omfeed: Shell, vendor: Server) -> None:
    _doctor(omfeed, vendor, "--offline")
    assert vendor.seen == []


def test_a_broken_configuration_is_told_as_a_finding(omfeed: Shell) -> None:
    said = _doctor(omfeed, None, more="[output]\nfoldr = 'x'\n")
    (line,) = _lines(said).values()
    assert said.code == 1
    assert (line["what"], line["verdict"]) == ("configuration", "broken")
    assert "foldr" in line["words"] + line["todo"]


def test_a_broken_template_and_a_broken_database_are_told(omfeed: Shell, vendor: Server) -> None:
    (omfeed.folder / "own" / "admin").mkdir(parents=True)
    for name in ("admin.html", "admin/admin.html", "admin/body.html", "admin.txt"):
        (omfeed.folder / "own" / name).write_text("{% if %}", encoding="utf-8")
    (omfeed.folder / "omfeed.db").write_bytes(b"this is no database" * 500)
    said = _doctor(omfeed, vendor, "--offline", more='[output]\ntemplates = ["own"]\n')
    told = _lines(said)
    assert said.code == 1
    assert told["database"]["verdict"] == "broken"
    assert told["template admin"]["verdict"] == "broken"


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX")
def test_a_file_that_others_may_change_is_told_with_the_cure(omfeed: Shell) -> None:
    _doctor(omfeed, None, "--offline")
    (omfeed.folder / "omfeed.toml").chmod(0o666)
    said = omfeed("doctor", "--json", "--offline")
    line = _lines(said)["permissions"]
    assert (said.code, line["verdict"]) == (1, "broken")
    assert "chmod go-w" in line["todo"]


def test_a_relay_greets_and_gets_no_mail(omfeed: Shell, vendor: Server) -> None:
    with relay() as book:
        more = f'[mail]\nsender = "o@example.com"\nhost = "127.0.0.1"\nport = {book.port}\nsecurity = "none"\n'
        told = _lines(_doctor(omfeed, vendor, more=more))
    assert told[f"mail relay 127.0.0.1:{book.port}"]["verdict"] == "well"
    assert book.mails == []


def test_a_webhook_is_reached_and_told_nothing_and_its_address_is_never_shown(omfeed: Shell, vendor: Server) -> None:
    more = '[[subscription]]\nid = "ops"\nchannel = "webhook"\nto_env = "OPS"\n'
    open_ = more + "allow_private = true\n"
    url = vendor.url(f"/{SECRET}")
    reached = _doctor(omfeed, vendor, more=open_, env={"OPS": url})
    assert _lines(reached)["subscription ops"]["verdict"] == "well"
    assert all(request.path == "/" for request in vendor.seen)
    refused = _doctor(omfeed, vendor, more=more, env={"OPS": url})
    assert _lines(refused)["subscription ops"]["verdict"] == "broken"
    unset = _doctor(omfeed, vendor, more=more)
    assert "OPS is not set" in _lines(unset)["subscription ops"]["words"]
    assert SECRET not in reached.out + reached.err + refused.out + refused.err


@pytest.mark.parametrize(("megabytes", "verdict"), [(10, "broken"), (200, "look"), (5000, "well")])
def test_room_on_the_disk(megabytes: int, verdict: str) -> None:
    assert here.disk(Path("/srv"), megabytes * here.MEGABYTE).verdict == verdict


def _run(outcome: str = "well") -> RunRecord:
    return RunRecord(id=1, started=NOW, finished=NOW + timedelta(minutes=1), outcome=outcome)


def test_a_clock_that_stands_before_the_last_run_or_the_program_is_told() -> None:
    assert here.clock(NOW + timedelta(hours=1), _run()).verdict is Verdict.WELL
    assert here.clock(NOW - timedelta(days=1), _run()).verdict is Verdict.LOOK
    assert here.clock(datetime(1970, 1, 1, tzinfo=UTC), None).verdict is Verdict.BROKEN


@pytest.mark.parametrize(
    ("hours", "outcome", "verdict"),
    [(20, "well", "well"), (20, "partly", "well"), (20, "offline", "look"), (30, "well", "look")],
)
def test_the_last_run_and_the_next(hours: int, outcome: str, verdict: str) -> None:
    found = here.last_night(NOW + timedelta(hours=hours), _run(outcome))
    assert found.verdict == verdict
    assert "next due 2026-11-04 03:00" in found.words
    assert bool(found.todo) is (verdict != "well")


def test_the_worst_finding_decides_the_exit_code() -> None:
    well, look, broken = (Finding(what="x", verdict=verdict) for verdict in Verdict)
    assert (exit_code([well]), exit_code([well, look]), exit_code([look, broken, well])) == (0, 3, 1)


def test_a_clock_that_goes_with_the_others_is_well() -> None:
    found = here.drift({"a.example": timedelta(seconds=90), "b.example": timedelta(seconds=-5)})
    assert found.verdict is Verdict.WELL


def test_where_no_server_told_the_time_the_clock_is_not_called_well() -> None:
    found = here.drift({})
    assert (found.verdict, found.words) == (Verdict.LOOK, "unknown: no server told the time")
    assert found.todo


@pytest.mark.parametrize(
    ("ahead", "verdict", "words"),
    [
        ([timedelta(minutes=7)] * 3, Verdict.LOOK, "7 minutes behind"),
        ([timedelta(minutes=-5)], Verdict.LOOK, "5 minutes ahead of"),
        ([timedelta(hours=5)] * 2, Verdict.BROKEN, "5 hours behind"),
        ([timedelta(days=-400)], Verdict.BROKEN, "400 days ahead of"),
    ],
)
def test_a_clock_that_drifts_is_told_with_side_and_cure(ahead: list[timedelta], verdict: Verdict, words: str) -> None:
    found = here.drift({f"{number}.example": one for number, one in enumerate(ahead)})
    assert found.verdict is verdict
    assert words in found.words
    assert "NTP" in found.todo


def test_one_server_that_is_wrong_does_not_make_ours_wrong() -> None:
    right = dict.fromkeys(("a.example", "b.example"), timedelta(seconds=1))
    assert here.drift({**right, "c.example": timedelta(days=9)}).verdict is Verdict.WELL


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("Tue, 01 Jan 2019 00:00:00 GMT", "broken"), ("no date", "look"), ("", "look"), ("Tue, 99 Jan 2019", "look")],
)
def test_the_clock_is_held_against_what_the_servers_say(omfeed: Shell, vendor: Server, said: str, verdict: str) -> None:
    vendor.script("/", Reply(b"hello", headers={"Date": said}))
    told = _lines(_doctor(omfeed, vendor))
    assert told["clock beside others"]["verdict"] == verdict


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX")
def test_secrets_and_records_that_others_may_read_are_told_with_the_cure(omfeed: Shell) -> None:
    for name, mode in (("omfeed.env", 0o640), (".env", 0o600)):
        (omfeed.folder / name).write_text("PASS=x\n", encoding="utf-8")
        (omfeed.folder / name).chmod(mode)
    _doctor(omfeed, None, "--offline")
    omfeed("run")
    (omfeed.folder / "omfeed.db").chmod(0o644)
    told = _lines(omfeed("doctor", "--json", "--offline"))
    assert told["secrets"]["verdict"] == "broken"
    assert "omfeed.env" in told["secrets"]["todo"]
    assert "/.env" not in told["secrets"]["words"]
    assert told["records"]["verdict"] == "look"
    subprocess.run(shlex.split(told["secrets"]["todo"].partition(",")[0]), check=True, cwd=omfeed.folder)
    subprocess.run(shlex.split(told["records"]["todo"].partition(";")[0]), check=True, cwd=omfeed.folder)
    told = _lines(omfeed("doctor", "--json", "--offline"))
    assert told["secrets"]["verdict"] == told["records"]["verdict"] == "well"


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX")
def test_what_a_run_makes_is_not_for_everybody_and_letters_of_before_are_told(omfeed: Shell) -> None:
    _doctor(omfeed, None, "--offline")
    before = os.umask(0)
    try:
        assert omfeed("run").code == 0
    finally:
        os.umask(before)
    assert _lines(omfeed("doctor", "--json", "--offline"))["records"]["verdict"] == "well"
    letter = omfeed.folder / "outbox" / "2026-11-03" / "a.json"
    letter.parent.mkdir(parents=True)
    letter.write_text("{}", encoding="utf-8")
    letter.chmod(0o644)
    told = _lines(omfeed("doctor", "--json", "--offline"))["records"]
    assert (told["verdict"], "outbox" in told["words"]) == ("look", True)
    subprocess.run(shlex.split(told["todo"].partition(";")[0]), check=True, cwd=omfeed.folder)
    assert _lines(omfeed("doctor", "--json", "--offline"))["records"]["verdict"] == "well"


def test_looking_at_an_older_database_does_not_upgrade_it(omfeed: Shell) -> None:
    _doctor(omfeed, None, "--offline")
    omfeed("run")
    with sqlite3.connect(omfeed.folder / "omfeed.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")
    database.close()
    before = (omfeed.folder / "omfeed.db").read_bytes()
    told = _lines(omfeed("doctor", "--json", "--offline"))
    assert told["database"]["verdict"] == "look"
    assert "0001" in told["database"]["words"]
    assert "upgrades" in told["database"]["todo"]
    assert (omfeed.folder / "omfeed.db").read_bytes() == before
    assert not list(omfeed.folder.glob("*.bak"))


def test_every_line_that_is_not_well_says_what_to_do(omfeed: Shell, vendor: Server) -> None:
    (omfeed.folder / "omfeed.env").write_text("x", encoding="utf-8")
    for line in _lines(_doctor(omfeed, vendor)).values():
        assert (line["verdict"] == "well") is (line["todo"] == "")


def test_a_folder_that_this_user_may_not_write_to_is_broken() -> None:
    told = here.writable({Path("/srv/omfeed"): True, Path("/srv/omfeed/digests"): False})
    assert told.verdict is Verdict.BROKEN
    assert told.words == "this user may not write to /srv/omfeed/digests"
    assert here.writable({Path("/srv/omfeed"): True}).verdict is Verdict.WELL


def test_a_configuration_that_watches_nothing_is_looked_at(omfeed: Shell) -> None:
    told = _lines(_doctor(omfeed, None, "--offline"))["configuration"]
    assert told["verdict"] == "look"
    assert "omfeed sees nothing" in told["words"]


def test_a_run_that_is_open_for_hours_is_looked_at() -> None:
    begun = RunRecord(id=1, started=NOW, finished=None, outcome="running", version="1", sources=0, failed=0, changes=0)
    assert here.last_night(NOW + timedelta(minutes=30), begun).verdict is Verdict.WELL
    assert here.last_night(NOW + timedelta(hours=2), begun).verdict is Verdict.LOOK


def test_what_ended_a_night_is_told_with_it() -> None:
    failed = RunRecord(id=1, started=NOW, finished=NOW, outcome="failed", reason="The template x cannot be used.")
    found = here.last_night(NOW + timedelta(hours=1), failed)
    assert found.verdict is Verdict.LOOK
    assert "failed: The template x cannot be used; next due" in found.words
    assert found.todo.startswith("Mend that")


def test_the_critical_lane_is_taken_for_no_night(omfeed: Shell) -> None:
    _doctor(omfeed, None, "--offline")
    with Store.open(omfeed.folder / "omfeed.db", now=NOW) as store:
        lane = store.begin_run(NOW, "1", RunKind.LANE)
        store.end_run(lane, NOW, outcome="well")
        alone = _lines(omfeed("doctor", "--json", "--offline"))["last night"]
        assert (alone["verdict"], alone["words"]) == ("look", "only parts of a night have run")
        night = store.begin_run(NOW - timedelta(days=2), "1", RunKind.NIGHT)
        store.end_run(night, NOW - timedelta(days=2), outcome="well")
        store.end_run(store.begin_run(NOW, "1", RunKind.LANE), NOW, outcome="well")
    told = _lines(omfeed("doctor", "--json", "--offline"))["last night"]
    assert (told["verdict"], told["words"][:20]) == ("look", "2026-11-01 03:00 UTC")
