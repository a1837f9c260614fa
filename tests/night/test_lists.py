"""The vendors' lists, each in its true form over loopback, with the pages or parts that they point to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from omfeed.model import Source
from omfeed.net.client import Client
from omfeed.net.request import Limits
from omfeed.net.retry import NEVER
from omfeed.net.robots import Robots
from omfeed.net.tape import Recorder, Tape
from omfeed.store import Store
from tests.collect.bodies import CVRF
from tests.kit import lists
from tests.kit.nights import FIRST, World
from tests.kit.server import Reply, redirect


def facts(night: World, name: str) -> dict[str, dict[str, object]]:
    """What the entries of a source state, by their keys."""
    with Store.open(night.folder / "omfeed.db", now=FIRST) as store:
        return {row.entry.key: dict(row.entry.facts) for row in store.known(name)}


class TestApple:
    NEW = ("iOS 27.1 and iPadOS 27.1", "199010", "2026-11-03")
    OLD = (("macOS 27.0.1", "199003", "2026-10-02"), ("iOS 27.0.1", "199002", "2026-10-01"))

    @pytest.fixture
    def world(self, night: World) -> World:
        night.source("apple", collector="apple-security", follow="apple-advisory", look_back_days=0)
        night.sources[0] = Source(
            **{name: getattr(night.sources[0], name) for name in Source.__slots__}
            | {"url": night.server.url("/en-us/100100")}
        )
        self.shows(night, *self.OLD)
        for name, number, _ in self.OLD:
            night.server.script(f"/en-us/{number}", Reply(lists.advisory(name, f"CVE-2026-{number[-4:]}")))
        night.night(0)
        return night

    def shows(self, night: World, *rows: tuple[str, str, str]) -> None:
        night.server.script("/en-us/100100", Reply(lists.releases(*rows)))

    def test_a_release_is_told_with_what_its_advisory_states(self, world: World) -> None:
        self.shows(world, self.NEW, *self.OLD)
        body = lists.advisory(self.NEW[0], "CVE-2026-80001", "CVE-2026-80002", exploited="CVE-2026-80002")
        world.server.script("/en-us/199010", Reply(body))
        world.night(1)
        (item,) = world.changes()
        stated = item.change.entry.facts
        assert (item.change.kind.value, stated["version"], stated["cve_count"]) == ("added", "27.1", 2)
        assert stated["exploited_cves"] == ("CVE-2026-80002",)
        assert item.assessment.severity.value == "critical"
        assert "Part 2 (CVE-2026-80002)" in world.digest(1)

    def test_an_advisory_that_is_published_later_is_news_of_its_own(self, world: World) -> None:
        name, number, day = self.NEW
        self.shows(world, (name, "", day), *self.OLD)
        world.night(1)
        world.server.script("/en-us/199010", Reply(lists.advisory(name, "CVE-2026-80001")))
        self.shows(world, (name, number, day), *self.OLD)
        world.night(2)
        assert world.told() == [("added", name), ("edited", name)]
        assert world.changes()[-1].change.entry.facts["cves"] == ("CVE-2026-80001",)

    def test_an_advisory_that_moved_is_read_where_it_went(self, world: World) -> None:
        self.shows(world, self.NEW, *self.OLD)
        world.server.script("/en-us/199010", redirect("/en-us/199011", 301))
        world.server.script("/en-us/199011", Reply(lists.advisory(self.NEW[0], "CVE-2026-80001")))
        world.night(1)
        assert facts(world, "apple")[self.NEW[0]]["cves"] == ("CVE-2026-80001",)


class TestWindowsArticles:
    OLD = (("5130000", "26300.80", "2026-10-14"), ("5129000", "26300.70", "2026-09-09"))
    NEW = ("5131000", "26300.90", "2026-11-03")

    @pytest.fixture
    def world(self, night: World) -> World:
        night.source("toc", collector="windows-servicing-toc", follow="windows-kb", look_back_days=0)
        night.sources[0] = Source(
            **{name: getattr(night.sources[0], name) for name in Source.__slots__}
            | {"url": night.server.url("/servicing/toc.json")}
        )
        self.shows(night, *self.OLD)
        for one in self.OLD:
            night.server.script(f"/servicing/kb{one[0]}", Reply(lists.article(*one)))
        night.night(0)
        return night

    def shows(self, night: World, *rows: tuple[str, str, str]) -> None:
        night.server.script("/servicing/toc.json", Reply(lists.servicing(*rows), media_type="application/json"))

    def test_an_update_is_told_with_its_highlights_and_the_names_of_its_known_issues(self, world: World) -> None:
        self.shows(world, self.NEW, *self.OLD)
        world.server.script("/servicing/kb5131000", Reply(lists.article(*self.NEW, "The clock stands still")))
        world.night(1)
        (item,) = world.changes()
        assert item.change.entry.title == "November 3, 2026—KB5131000 (OS Build 26300.90)"
        lines = item.change.entry.text.splitlines()
        assert "Printing works again." in item.change.entry.text
        assert any("Known issues" in line for line in lines)
        assert any("The clock stands still" in line for line in lines)
        assert "Symptoms" not in item.change.entry.text

    def test_a_known_issue_that_is_added_is_told(self, world: World) -> None:
        world.server.script("/servicing/kb5130000", Reply(lists.article(*self.OLD[0], "Sleep is not restful")))
        world.night(1)
        (item,) = world.changes()
        assert item.change.kind.value == "edited"
        assert "Sleep is not restful" in item.change.shown_text

    def test_an_article_of_another_number_is_not_believed(self, world: World) -> None:
        self.shows(world, self.NEW, *self.OLD)
        world.server.script("/servicing/kb5131000", Reply(lists.article("5999999", "1.1", "2026-11-03")))
        (outcome,) = world.night(1).gathered.outcomes
        assert "KB5999999 came" in outcome.health.reason
        assert "Printing" not in world.changes()[0].change.entry.text


class TestMonthsOfTheSecurityUpdateGuide:
    def _list(self, night: World, stamp: str) -> None:
        rows = [{"ID": "2026-Sep", "DocumentTitle": "September 2026", "InitialReleaseDate": "2026-10-20T07:00:00Z",
                 "CurrentReleaseDate": stamp}]  # fmt: skip
        night.server.script("/updates", Reply(json.dumps({"value": rows}).encode()))

    def test_a_month_is_asked_again_only_when_its_list_says_that_it_was_issued_anew(self, night: World) -> None:
        night.source(
            "updates",
            collector="json-rows",
            follow="msrc-summary",
            follow_url=night.server.url("/cvrf/{key}"),
            look_back_days=0,
            options={"rows": "value", "key": "ID", "title": "DocumentTitle", "date": "InitialReleaseDate",
                     "updated": "CurrentReleaseDate", "page.only": "^Windows 11"},
        )  # fmt: skip
        self._list(night, "2026-10-20T07:00:00Z")
        night.server.script("/cvrf/2026-Sep", Reply(CVRF.encode()))
        night.night(0)
        assert facts(night, "updates")["2026-Sep"]["exploited_cves"] == ("CVE-2026-50010",)
        assert facts(night, "updates")["2026-Sep"]["cve_count"] == 1
        night.night(1)
        assert [seen.path for seen in night.server.seen].count("/cvrf/2026-Sep") == 1
        self._list(night, "2026-11-04T07:00:00Z")
        night.night(2)
        night.night(3)
        assert [seen.path for seen in night.server.seen].count("/cvrf/2026-Sep") == 2
        assert night.told() == []


class TestAListInParts:
    @pytest.fixture
    def world(self, night: World) -> World:
        night.source(
            "usn",
            collector="ubuntu-notices",
            look_back_days=0,
            more=night.server.url("/usn") + "?offset={seen}",
        )
        self.shows(night, 100)
        night.night(0)
        return night

    def shows(self, night: World, last: int, size: int = 5) -> None:
        """A list whose newest notice is of that number, in parts of that size."""
        for offset in range(0, 40, size):
            body = lists.notices(range(last - offset, last - offset - size, -1))
            night.server.script(f"/usn?offset={offset}" if offset else "/usn", Reply(body))

    def parts(self, night: World, since: int) -> list[str]:
        return [seen.path for seen in night.server.seen[since:]]

    def test_is_read_on_until_it_meets_what_is_known(self, world: World) -> None:
        self.shows(world, 112)
        before = len(world.server.seen)
        world.night(1)
        assert self.parts(world, before) == ["/usn", "/usn?offset=5", "/usn?offset=10"]
        assert sorted(title for _, title in world.told()) == sorted(
            f"USN-{number}-1: Library {number} vulnerability" for number in range(101, 113)
        )

    def test_whose_first_part_holds_what_is_known_is_read_no_further(self, world: World) -> None:
        self.shows(world, 102)
        before = len(world.server.seen)
        world.night(1)
        assert self.parts(world, before) == ["/usn"]
        assert len(world.told()) == 2

    def test_on_the_first_night_goes_back_no_further_than_the_look_back(self, world: World) -> None:
        assert self.parts(world, 0) == ["/usn"]

    def test_is_read_no_further_than_a_night_may_ask(self, world: World) -> None:
        self.shows(world, 139)
        world.pages_a_night = 2
        (outcome,) = world.night(1).gathered.outcomes
        assert len(world.told()) == 15
        assert "more parts that are new than may be asked in a night" in outcome.health.reason

    @pytest.mark.parametrize("reply", [Reply(b"no", 500), Reply(b"<html><h1>Sign in</h1></html>")])
    def test_a_part_that_fails_ends_the_list_there_and_is_made_up_for_on_the_next_night(
        self, world: World, reply: Reply
    ) -> None:
        self.shows(world, 112)
        world.server.script("/usn?offset=5", reply)
        report = world.night(1)
        (outcome,) = report.gathered.outcomes
        assert (report.exit_code, outcome.health.state.value) == (0, "well")
        assert outcome.health.reason.startswith("The list was read up to part 1; of the next: ")
        assert len(world.told()) == 5
        self.shows(world, 113)
        (outcome,) = world.night(2).gathered.outcomes
        assert outcome.health.reason == ""
        assert sorted(title for _, title in world.told()) == sorted(
            f"USN-{number}-1: Library {number} vulnerability" for number in range(101, 114)
        )
        before = len(world.server.seen)
        self.shows(world, 114)
        world.night(3)
        assert self.parts(world, before) == ["/usn"]

    def test_a_part_that_fails_for_three_nights_makes_a_list_that_is_failing(self, world: World) -> None:
        self.shows(world, 112)
        world.server.script("/usn?offset=5", Reply(b"no", 500))
        assert [world.night(number).exit_code for number in (1, 2, 3)] == [0, 0, 3]
        assert len(world.told()) == 5

    def test_when_unchanged_costs_one_request_and_is_not_read(self, world: World) -> None:
        self.shows(world, 112)
        world.night(1)
        self.shows(world, 112)
        world.night(2)
        assert len(world.told()) == 12


class TestAWholeListInParts:
    """A list that shows everything: one that is missing was withdrawn, so a part may not be."""

    def _source(self, night: World) -> None:
        night.source("plans", collector="json-rows", more="@odata.nextLink", options={"rows": "value", "key": "id"})

    def _shows(self, night: World, *numbers: str) -> None:
        half = (len(numbers) + 1) // 2
        first = {"value": [{"id": one} for one in numbers[:half]], "@odata.nextLink": night.server.url("/rest")}
        night.server.script("/plans", Reply(json.dumps(first).encode(), etag='"always"'))
        rest = {"value": [{"id": one} for one in numbers[half:]]}
        night.server.script("/rest", Reply(json.dumps(rest).encode()))

    def test_is_read_to_its_end_although_its_first_part_stays(self, night: World) -> None:
        self._source(night)
        self._shows(night, "a", "b", "c", "d", "e", "f")
        night.night(0)
        assert len(facts(night, "plans")) == 6
        self._shows(night, "a", "b", "c", "d", "e")
        night.night(1)
        assert night.told() == [("withdrawn", "f")]

    def test_nothing_is_withdrawn_because_a_part_is_missing(self, night: World) -> None:
        self._source(night)
        self._shows(night, "a", "b", "c", "d", "e", "f")
        night.night(0)
        night.server.script("/rest", Reply(b"no", 500))
        (outcome,) = night.night(1).gathered.outcomes
        assert outcome.health.state.value == "failing"
        assert "Part 2 of the list is missing" in outcome.health.reason
        assert night.told() == []

    def test_one_with_more_parts_than_a_night_may_ask_is_not_believed(self, night: World) -> None:
        self._source(night)
        night.pages_a_night = 0
        self._shows(night, "a", "b")
        (outcome,) = night.night(0).gathered.outcomes
        assert "more parts than may be asked" in outcome.health.reason


def test_a_recorded_night_holds_the_pages_and_runs_again_without_a_network(night: World, tmp_path: Path) -> None:
    from omfeed.trial import record

    night.source("asb", collector="android-bulletin", follow="android-bulletin", look_back_days=40)
    night.server.script("/asb", Reply(lists.bulletins("2026-10", "2026-09")))
    for month in ("2026-10", "2026-09"):
        body = lists.bulletin(month, f"CVE-2026-{month[-2:]}01")
        night.server.script(f"/docs/security/bulletin/2026/{month}-01", Reply(body))
    with Client(Limits(total=5), user_agent="omfeed-test", retries=NEVER) as net:
        recorder = Recorder(net, tmp_path / "tape")
        answer = record(night.sources[0], recorder, robots=Robots(recorder), now=FIRST, most=20)
    assert not hasattr(answer, "error")
    night.server.close()
    night.night(0, net=Tape(tmp_path / "tape"))
    assert facts(night, "asb")["2026-10"]["cves"] == ("CVE-2026-1001",)
    assert [kind for kind, _ in night.told()] == ["baseline"]
