"""``omfeed init`` and ``omfeed run`` as cron and a newcomer call them, with sources of their own on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from omfeed.lock import only_one
from tests.cli.conftest import Shell
from tests.deliver.kit import relay
from tests.kit.learn import Page
from tests.kit.server import Reply, Server, serve

NIGHT = ("--at", "2026-11-03T03:00:00Z")
NEXT = ("--at", "2026-11-04T03:00:00Z")


@pytest.fixture
def vendor() -> Iterator[Server]:
    """A vendor's server."""
    with serve({}) as server:
        yield server


def _configure(omfeed: Shell, vendor: Server, *names: str, more: str = "") -> None:
    blocks = "".join(
        f'[[sources]]\nid = "{name}"\ntitle = "{name}"\nurl = "{vendor.url("/" + name)}"\n'
        'collector = "learn-html"\nallow_private = true\n'
        for name in names
    )
    text = f'[catalogue]\nenabled = false\n[[platform]]\nname = "ios"\ndevices = 7\n{blocks}{more}'
    (omfeed.folder / "omfeed.toml").write_text(text, encoding="utf-8")


def _page() -> Page:
    page = Page()
    page.week("October 26, 2026").category("Apps").item("Recent app", "Users see it.", applies_to="iOS/iPadOS")
    return page


def test_init_writes_a_configuration_that_works_and_never_overwrites_yours(omfeed: Shell) -> None:
    assert omfeed("init").code == 0
    assert "[[platform]]" in (omfeed.folder / "omfeed.toml").read_text(encoding="utf-8")
    assert omfeed("sources", "list").code == 0
    again = omfeed("init")
    assert again.code == 2
    assert "--force" in again.err
    assert omfeed("init", "--force").code == 0


def test_a_run_writes_digests_and_an_archive(omfeed: Shell, vendor: Server) -> None:
    _configure(omfeed, vendor, "news")
    vendor.script("/news", Reply(_page().html()))
    said = omfeed("run", *NIGHT)
    assert said.code == 0, said.err
    day = omfeed.folder / "digests" / "2026-11-03"
    assert sorted(path.name for path in day.iterdir()) == ["admin.html", "admin.txt", "helpdesk.html", "helpdesk.txt"]
    assert "2026-11-03/admin.html" in (omfeed.folder / "digests" / "index.html").read_text(encoding="utf-8")
    assert "Recent app" in (day / "helpdesk.html").read_text(encoding="utf-8")
    changes = omfeed("changes", "--json")
    (change,) = [json.loads(line) for line in changes.out.splitlines()]
    assert (change["title"], change["source"], change["assessment"]["devices"]) == ("Recent app", "news", 7)
    shown = omfeed("show", str(change["id"]))
    assert "Why it is told so" in shown.out


def test_quiet_means_only_what_went_wrong(omfeed: Shell, vendor: Server) -> None:
    _configure(omfeed, vendor, "news")
    vendor.script("/news", Reply(_page().html()), Reply(b"gone", status=404))
    first = omfeed("-q", "run", *NIGHT)
    assert (first.code, first.out, first.err) == (0, "", "")
    failed = omfeed("-q", "run", *NEXT)
    assert failed.code == 1
    assert "news" in failed.err
    assert "404" in failed.err


def test_json_says_how_it_went(omfeed: Shell, vendor: Server) -> None:
    _configure(omfeed, vendor, "news", "broken")
    vendor.script("/news", Reply(_page().html()))
    vendor.script("/broken", Reply(b"no", status=410))
    said = omfeed("run", "--json", *NIGHT)
    told = json.loads(said.out)
    assert (said.code, told["exit"], told["failed"], told["changes"]) == (3, 3, ["broken"], 1)
    checked = omfeed("sources", "check", "--json")
    assert checked.code == 3
    states = {line["source"]: line["state"] for line in map(json.loads, checked.out.splitlines())}
    assert states == {"news": "well", "broken": "failing"}


def test_a_second_run_at_the_same_time_ends_with_four_and_touches_nothing(omfeed: Shell, vendor: Server) -> None:
    _configure(omfeed, vendor, "news")
    vendor.script("/news", Reply(_page().html()))
    with only_one(omfeed.folder / "omfeed.db.lock"):
        said = omfeed("run", *NIGHT)
    assert said.code == 4
    assert "in progress" in said.err
    assert not (omfeed.folder / "omfeed.db").exists()
    assert vendor.seen == []


def test_a_wrong_configuration_ends_with_two_and_names_the_key(omfeed: Shell, vendor: Server) -> None:
    _configure(omfeed, vendor, "news", more='[output]\nfoldr = "x"\n')
    said = omfeed("run")
    assert said.code == 2
    assert "output.foldr" in said.err
    assert "folder" in said.err


def test_an_unknown_collector_is_found_before_anything_is_fetched(omfeed: Shell, vendor: Server) -> None:
    _configure(omfeed, vendor, "news")
    file = omfeed.folder / "omfeed.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("learn-html", "learn-htlm"), encoding="utf-8")
    said = omfeed("run")
    assert said.code == 2
    assert "learn-html" in said.err
    assert vendor.seen == []


def test_a_collector_that_is_gone_fails_its_source_and_no_other(omfeed: Shell, vendor: Server) -> None:
    _configure(omfeed, vendor, "news", "other")
    vendor.script("/news", Reply(_page().html()))
    file = omfeed.folder / "omfeed.toml"
    head, _, tail = file.read_text(encoding="utf-8").rpartition("learn-html")
    file.write_text(f"{head}a-package-of-ours{tail}", encoding="utf-8")
    said = omfeed("run", *NIGHT)
    assert said.code == 3
    assert "There is no collector “a-package-of-ours”" in said.err
    assert [request.path for request in vendor.seen if request.path != "/robots.txt"] == ["/news"]
    assert "failing    other: other was not asked." in omfeed("sources", "check").out
    assert omfeed("run", "--source", "other", *NEXT).code == 2


def test_with_no_network_it_says_so_once_and_names_the_demo(omfeed: Shell, vendor: Server) -> None:
    _configure(omfeed, vendor, "news", "other", "third")
    vendor.close()
    said = omfeed("run", *NIGHT)
    assert said.code == 1
    assert said.err.count("network") == 2
    assert "omfeed demo" in said.err
    assert not (omfeed.folder / "digests").exists()


def test_a_merged_digest_goes_to_standard_output(omfeed: Shell, vendor: Server) -> None:
    _configure(omfeed, vendor, "news")
    vendor.script("/news", Reply(_page().html()))
    omfeed("run", *NIGHT)
    said = omfeed("digest", "--since", "2026-11-01", "--at", "2026-11-04")
    assert said.code == 0, said.err
    assert "Recent app" in said.out
    earlier = omfeed("digest", "--since", "2026-11-01", "--at", "2026-11-02")
    assert earlier.code == 0, earlier.err
    assert "Recent app" not in earlier.out


def test_a_merged_digest_of_the_days_ahead_is_refused(omfeed: Shell) -> None:
    said = omfeed("digest", "--since", "2026-11-09", "--at", "2026-11-07")
    assert (said.code, said.out) == (2, "")
    assert "2026-11-09 lies ahead" in said.err


def test_a_merged_digest_tells_an_entry_once_from_first_to_last_and_the_dates_ahead(
    omfeed: Shell, vendor: Server
) -> None:
    _configure(omfeed, vendor, "news")
    for day, date in (
        ("3", "June 1, 2027"),
        ("4", "July 1, 2027"),
        ("5", "August 1, 2027"),
        ("6", "September 1, 2027"),
    ):
        page = Page()
        text = f"You must move before {date}. Support ends on that day."
        page.week("October 5, 2026").category("Apps").item("It ends", text, applies_to="iOS/iPadOS")
        vendor.script("/news", Reply(page.html()))
        assert omfeed("run", "--at", f"2026-11-0{day}T03:00:00Z").code == 0
    said = omfeed("digest", "--since", "2026-11-04", "--at", "2026-11-07")
    assert said.code == 0, said.err
    assert said.out.count("* It ends") == 1
    assert "due date 1 Jun → 1 Sept 2027" in said.out
    assert "July" not in said.out
    assert "Dates ahead" in said.out


def test_sources_test_prints_what_would_be_understood_and_records_nothing(omfeed: Shell, vendor: Server) -> None:
    _configure(omfeed, vendor, "news")
    vendor.script("/news", Reply(_page().html()))
    said = omfeed("sources", "test", "news")
    assert said.code == 0, said.err
    assert "1 entries" in said.out or "1 entry" in said.out
    assert "Recent app" in said.out
    assert not (omfeed.folder / "omfeed.db").exists()


def test_every_command_has_help_and_an_unknown_one_is_a_usage_error(omfeed: Shell) -> None:
    listed = omfeed("--help")
    assert listed.code == 0
    for name in ("init", "run", "collect", "digest", "changes", "show", "sources", "demo", "replay", "assess", "db"):
        assert f"\n  {name} " in listed.out
        assert omfeed(name, "--help").code == 0
    assert omfeed("nonsense").code == 2


def test_a_run_sends_its_digest_to_those_who_subscribed_once(omfeed: Shell, vendor: Server) -> None:
    with relay() as book:
        mail = f'[mail]\nsender = "omfeed@corp.example"\nhost = "127.0.0.1"\nport = {book.port}\nsecurity = "none"\n'
        who = '[[subscription]]\nid = "desk"\nchannel = "mail"\nto = "desk@corp.example"\naudience = "helpdesk"\n'
        _configure(omfeed, vendor, "news", more=mail + who)
        vendor.script("/news", Reply(_page().html()))
        first = omfeed("run", "--at", "2026-11-03T08:00:00Z")
        again = omfeed("run", "--at", "2026-11-03T09:00:00Z")
    assert (first.code, again.code) == (0, 0), first.err + again.err
    assert "1 sent" in first.err
    assert [handed.recipient for handed in book.mails] == ["desk@corp.example"]


def test_a_letter_that_was_refused_ends_the_run_with_three(omfeed: Shell, vendor: Server) -> None:
    with relay() as book:
        book.refuse["desk@corp.example"] = "550 5.1.1 user unknown"
        mail = f'[mail]\nsender = "omfeed@corp.example"\nhost = "127.0.0.1"\nport = {book.port}\nsecurity = "none"\n'
        who = '[[subscription]]\nid = "desk"\nchannel = "mail"\nto = "desk@corp.example"\naudience = "helpdesk"\n'
        _configure(omfeed, vendor, "news", more=mail + who)
        vendor.script("/news", Reply(_page().html()))
        said = omfeed("run", "--at", "2026-11-03T08:00:00Z")
        omfeed("run", "--at", "2026-11-04T08:00:00Z")
    assert said.code == 3
    assert "omfeed deliveries" in said.err
    told = (omfeed.folder / "digests" / "2026-11-04" / "admin.txt").read_text(encoding="utf-8")
    assert "1 delivery did not arrive" in told


def test_a_limit_lists_the_newest_changes_oldest_first(omfeed: Shell, vendor: Server) -> None:
    _configure(omfeed, vendor, "news")
    page = Page()
    kind = page.week("October 26, 2026").category("Apps")
    for name in ("First", "Second", "Third"):
        kind.item(f"{name} app", "Users see it.", applies_to="iOS/iPadOS")
    vendor.script("/news", Reply(page.html()))
    assert omfeed("run", *NIGHT).code == 0
    every = [line.split()[0] for line in omfeed("changes").out.splitlines()]
    assert len(every) == 3
    assert [line.split()[0] for line in omfeed("changes", "--limit", "2").out.splitlines()] == every[-2:]
