"""Sources, runs, fetches and digests: what a night asks before it begins and writes as it goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from omfeed.model import SourceState
from omfeed.store import Store
from omfeed.store.values import DigestRecord, FetchRecord, Planned, RunKind, RunRecord
from tests.store.kit import NIGHT, Page, entry, failing, fetched, night, source, statements, well


def test_a_source_is_known_from_the_catalogue_before_it_is_ever_read(store: Store) -> None:
    store.sync_sources([source()], NIGHT)
    standing = store.standings(["whats-new", "never-heard-of"])["whats-new"]
    assert (standing.url, standing.etag, standing.body_hash, standing.collector_version) == ("", "", "", 0)
    assert standing.health.state is SourceState.WELL
    assert standing.health.last_success is None


def test_the_catalogue_is_written_only_where_it_differs(store: Store) -> None:
    sources = [source(f"s{number}") for number in range(5)]
    store.sync_sources(sources, NIGHT)
    with statements() as heard:
        store.sync_sources(sources, night(1))
    assert [one for one in heard if one.startswith(("INSERT", "UPDATE", "BEGIN IMMEDIATE"))] == []
    with statements() as heard:
        store.sync_sources([*sources[:4], replace(sources[4], title="Renamed")], night(1))
    assert len([one for one in heard if one.startswith("UPDATE")]) == 1
    assert {health.title for health in store.health()} == {"S0", "S1", "S2", "S3", "Renamed"}


def test_a_source_that_moved_still_knows_what_its_validators_spoke_of(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"))
    store.sync_sources([source(url="https://elsewhere.example/")], night(1))
    assert store.standings(["whats-new"])["whats-new"].url == "https://whats-new.example/"
    assert store.health()[0].url == "https://elsewhere.example/"


def test_a_source_switched_off_is_not_among_those_that_have_a_health(store: Store) -> None:
    store.sync_sources([source(), source("off", enabled=False)], NIGHT)
    assert [health.source_id for health in store.health()] == ["whats-new"]


def test_a_source_that_left_the_catalogue_is_reported_no_more_and_keeps_its_past(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"))
    store.sync_sources([source("apple")], night(1))
    assert [health.source_id for health in store.health()] == ["apple"]
    assert store.known("whats-new") == page.known
    store.sync_sources([source("apple"), page.source], night(2))
    assert [health.source_id for health in store.health()] == ["apple", "whats-new"]


def test_an_unchanged_body_refreshes_validators_and_nothing_else(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"))
    other = source("apple")
    store.sync_sources([other], NIGHT)
    known, kept = store.known("whats-new"), store.snapshots("whats-new")
    before = store.standings(["whats-new"])["whats-new"]
    again = fetched(night(1), status="unchanged", http_status=304, etag='"two"', body_hash=before.body_hash)
    store.record_unchanged(page.run, [("whats-new", again, well(page.source, night(1))), ("apple", again, well(other))])
    after = store.standings(["whats-new"])["whats-new"]
    assert after == replace(before, etag='"two"', health=well(page.source, night(1)))
    assert (store.known("whats-new"), store.snapshots("whats-new")) == (known, kept)
    assert store.fetches("whats-new") == (again, replace(fetched(), body_hash=""))


def test_a_failure_is_counted_and_what_is_known_stays(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"))
    before = store.standings(["whats-new"])["whats-new"]
    failed = FetchRecord(at=night(1), status="failed", http_status=503, error="The server said no.", seconds=1.5)
    store.record_failure(page.run, "whats-new", failed, failing(page.source, night(1), failures=3))
    after = store.standings(["whats-new"])["whats-new"]
    assert after == replace(before, health=failing(page.source, night(1), failures=3))
    assert store.fetches("whats-new", limit=1) == (failed,)


def test_a_body_nobody_could_read_is_kept_and_changes_no_standing(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"))
    before = store.standings(["whats-new"])["whats-new"]
    store.record_failure(page.run, "whats-new", fetched(night(1)), failing(page.source), body=b"\xff\x00broken")
    assert store.standings(["whats-new"])["whats-new"].body_hash == before.body_hash
    latest = store.snapshot("whats-new")
    assert latest is not None
    assert (latest.verdict, latest.body) == ("unreadable", b"\xff\x00broken")
    read = store.snapshot("whats-new", verdict="read")
    assert read is not None
    assert read.body == page.last_body
    assert (read.media_type, read.charset, read.size) == ("text/html", "utf-8", len(page.last_body))
    assert store.snapshot("whats-new", before=NIGHT) is None


def test_equal_bodies_are_kept_once(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"), now=NIGHT)
    page.show(seen=page.present, now=night(1), body=b"same" * 1000)
    page.show(seen=page.present, now=night(2), body=b"other")
    page.show(seen=page.present, now=night(3), body=b"same" * 1000)
    kept = store.snapshots("whats-new")
    assert len(kept) == 4
    assert len({one.sha256 for one in kept}) == 3
    assert kept[0].sha256 == kept[2].sha256
    assert kept[0].stored_size < 100 < kept[0].size
    assert store.body("0" * 64) is None


def test_a_run_is_opened_and_closed(store: Store) -> None:
    run = store.begin_run(NIGHT, "1.0")
    assert store.runs() == (RunRecord(id=run, started=NIGHT, version="1.0"),)
    store.end_run(run, night(1), outcome="partly", sources=45, failed=2, changes=7)
    assert store.runs(limit=1) == (
        RunRecord(
            id=run, started=NIGHT, finished=night(1), outcome="partly", version="1.0", sources=45, failed=2, changes=7
        ),
    )


def test_a_run_that_was_killed_is_called_interrupted_by_the_next(store: Store) -> None:
    store.begin_run(NIGHT, "1.0")
    second = store.begin_run(night(1), "1.1")
    later, earlier = store.runs()
    assert (later.id, later.outcome, earlier.outcome) == (second, "running", "interrupted")
    assert earlier.finished is None


def test_the_last_night_is_not_what_ran_between_the_nights(store: Store) -> None:
    assert store.last_night() is None
    old = store.begin_run(NIGHT, "1.0")
    found = store.last_night()
    assert found is not None
    assert (found.id, found.kind) == (old, RunKind.UNKNOWN)
    whole = store.begin_run(night(1), "1.0", RunKind.NIGHT)
    for kind in (RunKind.LANE, RunKind.PART, RunKind.REREAD, RunKind.UNKNOWN):
        store.begin_run(night(2), "1.0", kind)
    found = store.last_night()
    assert found is not None
    assert (found.id, found.kind) == (whole, RunKind.NIGHT)


def test_the_last_good_run_is_one_that_was_praised(store: Store) -> None:
    assert store.last_good_run() is None
    for day in range(3):
        store.end_run(store.begin_run(night(day), "1.0", RunKind.NIGHT), night(day), outcome="well")
    store.praise_run(2)
    found = store.last_good_run()
    assert found is not None
    assert (found.id, found.good) == (2, True)
    assert [run.good for run in store.runs()] == [False, True, False]


def test_a_run_that_an_error_ended_keeps_the_reason(store: Store) -> None:
    run = store.begin_run(NIGHT, "1.0", RunKind.NIGHT)
    store.end_run(run, night(1), outcome="failed", reason="The template admin.html cannot be used.")
    assert store.runs()[0].reason == "The template admin.html cannot be used."


def test_changes_of_a_run_are_counted_when_nobody_says_how_many(store: Store) -> None:
    page = Page.of(store)
    page.baseline(entry("One"), entry("Two"))
    store.end_run(page.run, NIGHT, outcome="well")
    assert store.runs()[0].changes == 2


def digest(day: int, upto: int, audience: str = "admin") -> DigestRecord:
    return DigestRecord(
        audience=audience,
        date=date(2026, 3, day),
        after_change=0,
        upto_change=upto,
        run_id=1,
        path=f"2026-03-0{day}/{audience}.html",
        sha256="0" * 64,
        at=night(day),
        changes=3,
        act=1,
        troubles=2,
    )


def test_the_last_digest_of_an_audience_is_found_and_written_again_the_same_day(store: Store) -> None:
    store.begin_run(NIGHT, "1.0")
    assert store.last_digest("admin") is None
    store.record_digest(digest(1, 10))
    store.record_digest(digest(2, 20))
    store.record_digest(digest(2, 20, "helpdesk"))
    store.record_digest(digest(2, 25))
    assert store.last_digest("admin") == digest(2, 25)
    assert store.last_digest("admin", before=date(2026, 3, 2)) == digest(1, 10)
    assert store.last_digest("admin", before=date(2026, 3, 1)) is None
    assert store.digests() == (digest(1, 10), digest(2, 25), digest(2, 20, "helpdesk"))


def test_many_digests_are_recorded_together_and_the_last_of_each_is_found(store: Store) -> None:
    store.begin_run(NIGHT, "1.0")
    letters = [Planned(key="k1", channel="mail", recipient="a"), Planned(key="k2", channel="mail", recipient="b")]
    store.record_digests([digest(1, 10), digest(2, 20), digest(1, 10, "helpdesk")], letters, NIGHT)
    store.record_digests([digest(2, 15), digest(2, 20)], letters, NIGHT)
    assert store.last_digests() == {"admin": digest(2, 20), "helpdesk": digest(1, 10, "helpdesk")}
    assert [one.planned for one in store.outbox.listed()] == letters[::-1]
    assert store.digests(["helpdesk"]) == (digest(1, 10, "helpdesk"),)
    assert store.digests([]) == ()
