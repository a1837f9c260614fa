"""A list whose entries have a page each, night by night: told complete, told once, asked politely."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from omfeed.clock import FixedClock
from omfeed.collect import android_bulletin
from omfeed.errors import ParseError
from omfeed.model import Parsed, Source
from omfeed.reparse import reparse
from omfeed.store import Store
from omfeed.store.values import HeldPage, PageState
from omfeed.understand import Judge
from tests.kit import lists
from tests.kit.nights import FIRST, FLEET, World
from tests.kit.server import Reply, serve

OLD = ("2026-10", "2026-09", "2026-08", "2026-07", "2026-06")
PATH = "/docs/security/bulletin/{0:.4}/{0}-01"


def android(night: World, *months: str, **more: object) -> Source:
    """The overview and the bulletin of each month, the newest first."""
    source = night.source("asb", collector="android-bulletin", follow="android-bulletin", **more)
    show(night, *(months or OLD))
    return source


def show(night: World, *months: str) -> None:
    night.server.script("/asb", Reply(lists.bulletins(*months), etag=f'"{months[0]}"'))
    for month in months:
        page(night, month, f"CVE-2026-{month[-2:]}01", f"CVE-2026-{month[-2:]}02")


def page(night: World, month: str, *cves: str, exploited: str = "") -> None:
    body = lists.bulletin(month, *cves, exploited=exploited)
    night.server.script(PATH.format(month), Reply(body, etag=f'"{month} {len(cves)}{exploited}"'))


def asked(night: World, since: int = 0) -> list[str]:
    """The pages that were asked, in order; neither the list nor robots.txt."""
    return [seen.path for seen in night.server.seen[since:] if seen.path not in {"/asb", "/robots.txt"}]


def pages(night: World, name: str = "asb") -> Sequence[HeldPage]:
    with Store.open(night.folder / "omfeed.db", now=FIRST) as store:
        return store.pages.of([name]).get(name, ())


class TestTheFirstNight:
    def test_reads_the_newest_pages_only(self, night: World) -> None:
        android(night)
        assert night.night(0).exit_code == 0
        assert asked(night) == [PATH.format(month) for month in OLD[:3]]
        assert [one.state for one in pages(night)] == [PageState.PASSED] * 2 + [PageState.READ] * 3
        assert night.told() == []

    def test_reads_those_of_the_look_back_and_tells_them_complete(self, night: World) -> None:
        android(night, "2026-11", *OLD, look_back_days=40, follow_newest=1)
        page(night, "2026-11", "CVE-2026-1101", exploited="CVE-2026-1101")
        night.night(0)
        assert asked(night) == [PATH.format(month) for month in ("2026-11", "2026-10")]
        first = night.changes()[0]
        assert first.change.entry.facts["cves"] == ("CVE-2026-1101",)
        assert first.change.entry.facts["exploited_cves"] == ("CVE-2026-1101",)
        assert "It fixes 1 vulnerability (1 high)." in first.change.entry.text
        assert "Android security patch level 2026-11-01: It fixes 1" in first.change.entry.text

    def test_goes_back_as_far_as_is_asked_for_within_what_a_night_may_ask(self, night: World) -> None:
        android(night, follow_newest=5)
        night.pages_a_night = 2
        for number in range(4):
            night.night(number)
        assert asked(night)[:5] == [PATH.format(month) for month in OLD]
        assert {one.state for one in pages(night)} == {PageState.READ}
        assert night.told() == []


class TestMoreThanBefore:
    def test_pages_that_were_passed_over_are_read_although_the_list_is_as_it_was(self, night: World) -> None:
        source = android(night, follow_newest=1)
        night.night(0)
        assert [one.state for one in pages(night)] == [PageState.PASSED] * 4 + [PageState.READ]
        before = len(night.server.seen)
        night.sources[0] = replace(source, follow_newest=4)
        night.pages_a_night = 2
        for number in (1, 2, 3):
            assert night.night(number).exit_code == 0
        assert asked(night, before)[:3] == [PATH.format(month) for month in OLD[1:4]]
        assert [one.state for one in pages(night)] == [PageState.PASSED] + [PageState.READ] * 4
        # What lay in the past by the first night is recorded and told to nobody.
        assert night.told() == []
        known = {item.change.entry.key: item.change.entry for item in night.changes(announced=None)}
        assert "CVE-2026-0702" in str(known["2026-07"].facts.get("cves"))

    def test_of_a_list_without_dates_they_wait_until_it_changes(self, night: World) -> None:
        source = night.source("asb", collector="android-bulletin", follow="android-bulletin", follow_newest=1)
        show(night, *OLD)
        undated = re.sub(rb"<td>[A-Z][a-z]+ \d+, \d{4}</td>", b"<td></td>", lists.bulletins(*OLD))
        night.server.script("/asb", Reply(undated, etag='"u"'))
        night.night(0)
        states = [one.state for one in pages(night)]
        night.sources[0] = replace(source, follow_newest=4)
        night.night(1)
        assert [one.state for one in pages(night)] == states
        night.server.script("/asb", Reply(undated.replace(b"</body>", b"<p>More.</p></body>"), etag='"v"'))
        night.night(2)
        assert [one.state for one in pages(night)].count(PageState.READ) == 4


class TestANewEntry:
    def test_is_told_once_and_complete_in_the_night_it_appears(self, night: World) -> None:
        android(night)
        night.night(0)
        show(night, "2026-11", *OLD)
        page(night, "2026-11", "CVE-2026-1101", "CVE-2026-1102", exploited="CVE-2026-1102")
        night.night(1)
        (item,) = night.changes()
        assert (item.change.kind.value, item.change.entry.facts["cve_count"]) == ("added", 2)
        assert item.change.entry.facts["exploited"] is True
        assert night.night(2).announced == 0
        assert night.told() == [("added", "Android security bulletin: 2026-11")]

    def test_whose_page_comes_late_is_not_told_a_second_time(self, night: World) -> None:
        android(night)
        night.night(0)
        show(night, "2026-11", *OLD)
        night.server.script(PATH.format("2026-11"), Reply(b"busy", 500))
        night.night(1)
        page(night, "2026-11", "CVE-2026-1101")
        assert night.night(2).announced == 0
        assert night.told() == [("added", "Android security bulletin: 2026-11")]
        silent = night.changes(announced=False)[-1]
        assert silent.change.reason.startswith("its page was read for the first time")
        assert silent.change.entry.facts["cves"] == ("CVE-2026-1101",)

    def test_whose_late_page_states_exploitation_is_told_again(self, night: World) -> None:
        android(night)
        night.night(0)
        show(night, "2026-11", *OLD)
        night.server.script(PATH.format("2026-11"), Reply(b"busy", 500))
        night.night(1)
        page(night, "2026-11", "CVE-2026-1101", exploited="CVE-2026-1101")
        night.night(2)
        assert [kind for kind, _ in night.told()] == ["added", "edited"]


class TestAPageThatWasRead:
    def test_is_asked_only_whether_it_changed_and_only_while_it_is_young(self, night: World) -> None:
        android(night)
        night.night(0)
        before = len(night.server.seen)
        night.night(1)
        again = [seen for seen in night.server.seen[before:] if seen.path != "/asb"]
        assert {seen.headers.get("if-none-match", "") for seen in again} == {f'"{month} 2"' for month in OLD[:3]}
        before = len(night.server.seen)
        night.night(40)
        assert asked(night, before) == []

    def test_tells_what_its_publisher_adds(self, night: World) -> None:
        android(night)
        night.night(0)
        page(night, "2026-10", "CVE-2026-1001", "CVE-2026-1002", "CVE-2026-1003", exploited="CVE-2026-1003")
        night.night(1)
        (item,) = night.changes()
        assert item.change.kind.value == "edited"
        assert item.change.entry.facts["exploited_cves"] == ("CVE-2026-1003",)
        assert "{+" in item.change.shown_text
        assert night.night(2).announced == 0

    def test_whose_bytes_differ_and_whose_words_do_not_is_as_it_was(self, night: World) -> None:
        android(night)
        night.night(0)
        kept = {one.url: one.sha256 for one in pages(night)}
        for month in OLD:
            body = lists.bulletin(month, f"CVE-2026-{month[-2:]}01", f"CVE-2026-{month[-2:]}02")
            night.server.script(PATH.format(month), Reply(body + b"<!-- served by machine 7 -->"))
        report = night.night(1)
        assert [outcome.read for outcome in report.gathered.outcomes] == [False]
        assert {one.url: one.sha256 for one in pages(night)} == kept

    def test_is_asked_no_more_when_its_list_names_it_no_more(self, night: World) -> None:
        android(night)
        night.night(0)
        night.server.script("/asb", Reply(lists.bulletins(*OLD[1:])))
        before = len(night.server.seen)
        night.night(1)
        night.night(2)
        assert PATH.format(OLD[0]) not in asked(night, before)
        assert PATH.format(OLD[1]) in asked(night, before)

    @pytest.mark.parametrize(
        "reply",
        [
            Reply(b"gone", 404),
            Reply(b"no", 500),
            Reply(status=429),
            Reply(b"<html><body><h1>Sign in</h1></body></html>"),
        ],
        ids=["404", "500", "429", "another page"],
    )
    def test_stays_in_its_entry_when_it_cannot_be_read_any_more(self, night: World, reply: Reply) -> None:
        android(night)
        night.night(0)
        for month in OLD:
            night.server.script(PATH.format(month), reply)
        night.server.script("/asb", Reply(lists.bulletins(*OLD), etag='"other"'))
        night.night(1)
        night.night(2)
        assert night.told() == []
        with Store.open(night.folder / "omfeed.db", now=FIRST) as store:
            kept = {row.entry.key: row.entry.facts.get("cves") for row in store.known("asb")}
        assert kept["2026-10"] == ("CVE-2026-1001", "CVE-2026-1002")

    def test_lives_through_a_list_that_lost_half_of_its_rows(self, night: World) -> None:
        android(night)
        night.night(0)
        night.server.script("/asb", Reply(lists.bulletins(OLD[0])))
        night.night(1)
        night.server.script("/asb", Reply(lists.bulletins(*OLD)))
        night.night(2)
        assert night.told() == []


class TestPoliteness:
    def test_no_more_than_the_configured_number_is_asked_and_the_rest_waits(self, night: World) -> None:
        android(night)
        night.night(0)
        night.pages_a_night = 3
        show(night, "2026-11", *OLD)
        before = len(night.server.seen)
        night.night(1)
        # The new one first, then those that were not asked for longest.
        assert asked(night, before) == [PATH.format(month) for month in ("2026-11", "2026-08", "2026-09")]
        before = len(night.server.seen)
        night.night(2)
        assert asked(night, before)[0] == PATH.format("2026-10")

    def test_a_site_that_is_busy_is_left_alone_until_the_next_night(self, night: World) -> None:
        android(night)
        for month in OLD:
            night.server.script(PATH.format(month), Reply(status=429))
        report = night.night(0)
        assert len(asked(night)) == 1
        (outcome,) = report.gathered.outcomes
        assert (outcome.health.state.value, report.exit_code) == ("well", 0)
        assert outcome.health.reason.startswith("The list was read; its page could not be read:")
        assert outcome.health.reason.endswith("2 more wait for the next night.")

    def test_what_robots_txt_refuses_is_not_asked(self, night: World) -> None:
        night.server.script("/robots.txt", Reply(b"User-agent: *\nDisallow: /docs/"))
        android(night)
        (outcome,) = night.night(0).gathered.outcomes
        assert asked(night) == []
        assert "robots.txt" in outcome.health.reason
        assert outcome.health.state.value == "well"

    def test_a_page_on_another_host_is_asked_only_where_the_block_names_it(self, night: World) -> None:
        elsewhere = night.server.url("/page", host="localhost")
        night.source(
            "rows",
            collector="json-rows",
            follow="page",
            follow_url=elsewhere.replace("/page", "/{key}"),
            options={"key": "id"},
        )
        night.server.script("/rows", Reply(b'[{"id": "one"}]'))
        assert night.night(0).exit_code == 0
        assert [seen.path for seen in night.server.seen] == ["/rows"]
        assert pages(night, "rows") == ()

    def test_a_private_address_is_open_to_the_list_and_not_to_what_it_points_to(self, night: World) -> None:
        with serve({"/one": Reply(b"<html><body><h1>Inside</h1><h2>A</h2><p>Secret.</p></body></html>")}) as inside:
            night.source(
                "rows",
                collector="json-rows",
                follow="page",
                follow_url=inside.url("/{key}"),
                follow_hosts=("127.0.0.1",),
                options={"key": "id"},
            )
            night.server.script("/rows", Reply(b'[{"id": "one"}]'))
            (outcome,) = night.night(0).gathered.outcomes
            assert inside.seen == []
        assert outcome.health.state.value == "well"
        assert "its page could not be read" in outcome.health.reason
        assert "Secret" not in night.changes(announced=None)[0].change.entry.text


class TestHealth:
    def test_pages_of_which_some_fail_are_told_once_beside_a_list_that_is_well(self, night: World) -> None:
        android(night)
        night.server.script(PATH.format("2026-10"), Reply(b"gone", 404))
        (outcome,) = night.night(0).gathered.outcomes
        assert outcome.health.reason.startswith("The list was read; 1 of 3 pages could not be read: ")
        assert "404" in outcome.health.reason
        assert "1 of 3 pages could not be read" in " ".join(night.digest(0).split())
        (outcome,) = night.night(1).gathered.outcomes
        assert (outcome.health.state.value, outcome.health.reason) == ("well", "")

    def test_a_list_none_of_whose_pages_can_be_had_for_three_nights_is_failing(self, night: World) -> None:
        android(night)
        for month in OLD:
            night.server.script(PATH.format(month), Reply(b"no", 500))
        reports = [night.night(number) for number in range(3)]
        assert [report.exit_code for report in reports] == [0, 0, 3]
        (outcome,) = reports[-1].gathered.outcomes
        assert outcome.health.state.value == "failing"
        assert "answered 500" in outcome.health.reason and "for 3 nights" in outcome.health.reason
        show(night, *OLD)
        assert night.night(3).exit_code == 0

    def test_a_list_that_fails_fails_as_ever_and_asks_for_no_page(self, night: World) -> None:
        android(night)
        night.server.script("/asb", Reply(b"<html><body><h1>Consent</h1></body></html>"))
        assert night.night(0).exit_code == 1
        assert asked(night) == []


class TestAnUpgrade:
    def _again(self, night: World) -> None:
        with Store.open(night.folder / "omfeed.db", now=FIRST) as store:
            reparse(night.sources, store=store, judge=Judge(fleet=FLEET), clock=FixedClock(FIRST))

    def test_pages_that_no_collector_could_read_are_read_from_what_is_kept(
        self, night: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        good = android_bulletin.parse

        def broken(body: bytes, source: Source, *, charset: str = "") -> Parsed:
            if source.id and "/bulletin/" in source.url:
                raise ParseError("Expected a bulletin of the old form.")
            return good(body, source, charset=charset)

        android(night)
        monkeypatch.setattr(android_bulletin, "parse", broken)
        night.night(0)
        assert PageState.UNREADABLE in {one.state for one in pages(night)}
        monkeypatch.setattr(android_bulletin, "parse", good)
        monkeypatch.setattr(android_bulletin, "VERSION", android_bulletin.VERSION + 1)
        before = len(night.server.seen)
        self._again(night)
        assert len(night.server.seen) == before
        with Store.open(night.folder / "omfeed.db", now=FIRST) as store:
            facts = {row.entry.key: row.entry.facts for row in store.known("asb")}
        assert facts["2026-10"]["cves"] == ("CVE-2026-1001", "CVE-2026-1002")
        assert night.told() == []

    def test_what_only_a_better_reading_of_pages_changes_is_recorded_in_silence(
        self, night: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        android(night)
        night.night(0)
        monkeypatch.setattr(android_bulletin, "_summary", lambda level: f"It now reads {len(level.fixed)} better.")
        monkeypatch.setattr(android_bulletin, "VERSION", android_bulletin.VERSION + 1)
        self._again(night)
        assert night.told() == []
        assert {item.change.kind.value for item in night.changes(announced=None)} == {"baseline", "edited"}
        self._again(night)
        assert len(night.changes(announced=None)) == len(OLD) + 3


def test_a_source_that_is_followed_from_now_on_tells_nothing_of_what_it_knew(night: World) -> None:
    source = android(night)
    night.sources[0] = Source(**{name: getattr(source, name) for name in Source.__slots__} | {"follow": ""})
    night.night(0)
    night.sources[0] = source
    page(night, "2026-10", "CVE-2026-1001", exploited="CVE-2026-1001")
    report = night.night(1)
    assert night.told() == []
    assert report.gathered.outcomes[0].health.reason == ""
    assert len(asked(night)) == 3
