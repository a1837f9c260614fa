"""Care for the database as a whole: checked, copied, put back, exported, pruned, and nothing lost by any of it."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from omfeed.errors import SchemaTooNew, StoreError
from omfeed.model import Drift
from omfeed.store import Store
from omfeed.store.retention import Pruned, Retention
from omfeed.store.schema import HEAD
from omfeed.store.values import DeliveryState, DigestRecord, Planned
from tests.kit.faults import Trace
from tests.store.kit import NIGHT, Page, entry, fetched, night, source, well


def fill(store: Store) -> Page:
    """A little of everything."""
    page = Page.of(store)
    page.baseline(entry("One", "설정"), entry("Two", facts={"cves": ("CVE-1",)}))
    page.edit(page.row("One"), entry("One", "Edited."), now=night(1))
    page.add(entry("Three"), story="kb-3", now=night(2))
    store.outbox.plan([Planned(key="k", channel="mail", recipient="r", expires=night(9))], NIGHT)
    return page


def content(store: Store) -> object:
    """What a store knows, as values."""
    ids = [item.entry_id for item in store.items(announced=None)]
    return (
        store.known("whats-new"),
        store.items(announced=None),
        store.standings(["whats-new"]),
        [store.revisions(entry_id) for entry_id in ids],
        [(kept, store.body(kept.sha256)) for kept in store.snapshots("whats-new")],
        store.fetches("whats-new"),
        store.runs(),
        store.outbox.listed(),
    )


def test_a_sound_database_has_no_problems(store: Store) -> None:
    fill(store)
    assert store.check() == ()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE body SET data = x'00' WHERE size < 60", "is damaged"),
        ("UPDATE body SET codec = 'none'", "is damaged"),
        ("DELETE FROM assessment", "4 changes without an assessment"),
        ("UPDATE entry SET latest = 9 WHERE id = 1", "1 entries without their latest revision"),
        ("UPDATE entry SET story = NULL", "3 entries without a story"),
        ("DELETE FROM snapshot", "3 kept bodies that belong to no snapshot and no page"),
        ("UPDATE source SET body_hash = 'x'", "1 sources whose last body is not kept"),
        ("PRAGMA foreign_keys=OFF; DELETE FROM story", "points to a missing row of story"),
    ],
)
def test_what_is_wrong_is_told_in_words(path: Path, damage: str, words: str) -> None:
    with Store.open(path, now=NIGHT) as store:
        fill(store)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(damage)
    with Store.open(path, now=NIGHT) as store:
        assert any(words in problem for problem in store.check())


def test_a_backup_is_made_while_a_run_goes_on_and_put_back_whole(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "backups.db"
    with Store.open(path, now=NIGHT) as store:
        page = fill(store)
        before = content(store)
        with closing(sqlite3.connect(path, isolation_level=None)) as run:
            run.execute("BEGIN IMMEDIATE")
            run.execute("DELETE FROM assessment")
            assert store.backup(target) == target.stat().st_size > 0
            run.execute("ROLLBACK")
        page.add(entry("After the backup"), now=night(3))
        after = content(store)
    trace = Trace()
    aside = Store.restore(target, path, now=night(4), hook=trace)
    assert trace.points == ["restore.put-aside", "restore.copied", "restore.done"]
    with Store.open(path, now=NIGHT) as store:
        assert content(store) == before
        assert store.check() == ()
    assert aside is not None
    with Store.open(aside, now=NIGHT) as store:
        assert content(store) == after
    assert sorted(tmp_path.glob("*.part")) == []


def test_a_backup_is_put_where_nothing_was(path: Path, tmp_path: Path) -> None:
    with Store.open(path, now=NIGHT) as store:
        fill(store)
        before = content(store)
        store.backup(tmp_path / "copy.db")
    assert Store.restore(tmp_path / "copy.db", tmp_path / "new.db", now=NIGHT) is None
    with Store.open(tmp_path / "new.db", now=NIGHT) as store:
        assert content(store) == before


def test_a_damaged_database_and_its_log_are_kept_when_a_backup_takes_their_place(path: Path, tmp_path: Path) -> None:
    with Store.open(path, now=NIGHT) as store:
        fill(store)
        before = content(store)
        store.backup(tmp_path / "copy.db")
    path.write_bytes(b"rubbish " * 1000)
    path.with_name("omfeed.db-wal").write_bytes(b"more rubbish")
    aside = Store.restore(tmp_path / "copy.db", path, now=NIGHT)
    assert aside is not None
    assert aside.read_bytes() == b"rubbish " * 1000
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"more rubbish"
    with Store.open(path, now=NIGHT) as store:
        assert content(store) == before


def test_a_database_in_use_is_not_replaced(path: Path, tmp_path: Path) -> None:
    with Store.open(path, now=NIGHT) as store:
        fill(store)
        store.backup(tmp_path / "copy.db")
        with closing(sqlite3.connect(path, isolation_level=None)) as run:
            run.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="locked"):
                Store.restore(tmp_path / "copy.db", path, now=NIGHT)
            run.execute("ROLLBACK")
        assert store.check() == ()


def test_only_a_sound_backup_of_ours_is_put_back(path: Path, tmp_path: Path) -> None:
    with Store.open(path, now=NIGHT) as store:
        fill(store)
        store.backup(tmp_path / "copy.db")
        before = content(store)
    theirs, newer, torn = tmp_path / "theirs.db", tmp_path / "newer.db", tmp_path / "torn.db"
    with closing(sqlite3.connect(theirs)) as raw:
        raw.execute("CREATE TABLE theirs (id INTEGER)")
    shutil.copy(tmp_path / "copy.db", newer)
    with closing(sqlite3.connect(newer)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0099'")
        raw.commit()
    torn.write_bytes((tmp_path / "copy.db").read_bytes()[:40_000])
    with pytest.raises(StoreError, match="another program"):
        Store.restore(theirs, path, now=NIGHT)
    with pytest.raises(SchemaTooNew, match="0099"):
        Store.restore(newer, path, now=NIGHT)
    with pytest.raises(StoreError, match="damaged"):
        Store.restore(torn, path, now=NIGHT)
    with pytest.raises(StoreError, match="no backup"):
        Store.restore(tmp_path / "nothing.db", path, now=NIGHT)
    with Store.open(path, now=NIGHT) as store:
        assert content(store) == before


def test_a_backup_that_cannot_be_written_is_told(path: Path, tmp_path: Path) -> None:
    with Store.open(path, now=NIGHT) as store, pytest.raises(StoreError, match=r"nowhere.copy\.db cannot be written"):
        store.backup(tmp_path / "nowhere" / "copy.db")


@pytest.mark.parametrize("name", ["export.jsonl", "export.jsonl.gz"])
def test_an_export_read_into_another_database_is_that_database(
    path: Path, address: str | Path, tmp_path: Path, name: str, empty_database: Path
) -> None:
    shutil.copy(empty_database, tmp_path / "origin.db")
    with Store.open(tmp_path / "origin.db", now=NIGHT) as origin:
        fill(origin)
        before = content(origin)
        counts = origin.export(tmp_path / name)
    with Store.open(address, now=NIGHT) as store:
        assert store.import_(tmp_path / name) == counts
        assert content(store) == before
        assert store.check() == ()
        store.export(tmp_path / f"again-{name}")
        # And it counts on from there.
        assert store.begin_run(night(5), "1.0") == 2
        page = Page(store, source(), 2, known=store.known("whats-new"))
        page.add(entry("New"), now=night(5))
        assert store.known("whats-new") == page.known
        assert store.last_change_id() == 5
    assert (tmp_path / name).read_bytes() == (tmp_path / f"again-{name}").read_bytes()


def test_an_export_says_what_it_is_and_how_much_it_holds(path: Path, tmp_path: Path) -> None:
    with Store.open(path, now=NIGHT) as store:
        fill(store)
        store.export(tmp_path / "export.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "export.jsonl").read_text().splitlines()]
    assert lines[0] == {"format": "omfeed export 1", "schema": HEAD}
    assert lines[-1]["rows"]["change"] == 4
    assert sum(lines[-1]["rows"].values()) == len(lines) - 2


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda lines: lines[:-1], "not whole"),
        (lambda lines: [*lines[:5], *lines[6:]], "not whole"),
        (lambda lines: [*lines[:-2], lines[-1]], "not whole"),
        (lambda lines: [*lines[:-1], lines[-1][:10]], "not whole"),
        (lambda lines: [line.replace('"outcome":', '"result":') for line in lines], "not as it was written"),
        (lambda lines: [line.replace("2026-03-01T", "Sunday ") for line in lines], "not as it was written"),
        (lambda lines: lines[1:], "not an export"),
        (lambda lines: [], "not an export"),
        (lambda lines: ["[1]", *lines], "not whole"),
        (lambda lines: [lines[0].replace(HEAD, "0099"), *lines[1:]], "newer omfeed"),
        (lambda lines: [lines[0], '{"table": "secrets", "row": {}}', *lines[1:]], "'secrets'"),
    ],
)
def test_an_export_that_is_not_whole_is_not_read_at_all(
    path: Path, tmp_path: Path, empty_database: Path, spoil: object, words: str
) -> None:
    file = tmp_path / "export.jsonl"
    with Store.open(path, now=NIGHT) as store:
        fill(store)
        store.export(file)
    lines = file.read_text().splitlines()
    file.write_text("".join(f"{line}\n" for line in spoil(lines)))  # type: ignore[operator]  # a lambda of the table
    shutil.copy(empty_database, tmp_path / "target.db")
    with Store.open(tmp_path / "target.db", now=NIGHT) as store:
        with pytest.raises(StoreError, match=words):
            store.import_(file)
        assert store.last_change_id() == 0
        assert store.runs() == ()


def test_a_packed_export_cut_short_is_told(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "export.jsonl.gz"
    with Store.open(path, now=NIGHT) as store:
        file.write_bytes(gzip.compress(b'{"format": "omfeed export 1"')[:-9])
        with pytest.raises(StoreError, match="not whole"):
            store.import_(file)
        with pytest.raises(StoreError, match=r"nothing\.jsonl cannot be read"):
            store.import_(tmp_path / "nothing.jsonl")
        with pytest.raises(StoreError, match=r"x\.jsonl cannot be written"):
            store.export(tmp_path / "nowhere" / "x.jsonl")


def test_an_export_is_read_into_an_empty_database_only(path: Path, tmp_path: Path) -> None:
    with Store.open(path, now=NIGHT) as store:
        fill(store)
        before = content(store)
        store.export(tmp_path / "export.jsonl")
        with pytest.raises(StoreError, match="empty"):
            store.import_(tmp_path / "export.jsonl")
        assert content(store) == before


def test_pruning_forgets_raw_bodies_and_logs_and_never_history(store: Store) -> None:
    page = fill(store)
    for number in range(3, 200):
        page.show(seen=page.present, now=night(number), body=b"night %d " % number * 50)
    history = (store.known("whats-new"), store.items(announced=None), store.revisions(1))
    pruned = store.prune(Retention(bodies_days=30, monthly_days=120, fetches_days=60), now=night(200))
    kept = store.snapshots("whats-new")
    assert pruned.snapshots == 200 - len(kept)
    assert pruned.bodies == pruned.snapshots > 150
    assert pruned.body_bytes > 0
    assert [one.at for one in kept if one.at < night(170)] == [night(153), night(122), night(92)]
    assert len(store.fetches("whats-new", limit=999)) == 60
    assert (store.known("whats-new"), store.items(announced=None), store.revisions(1)) == history
    assert store.check() == ()
    assert store.prune(Retention(bodies_days=30, monthly_days=120, fetches_days=60), now=night(200)) == Pruned()


def test_the_body_a_source_rests_on_and_its_newest_stay_whatever_their_age(store: Store) -> None:
    page = fill(store)
    drift = Drift(reason="A redesign.", entries_before=3, entries_now=0)
    page.show(drift=drift, now=night(5), body=b"drifted")
    for number in range(6, 9):
        store.record_failure(page.run, "whats-new", fetched(night(number)), well(page.source), body=b"%d" % number)
    store.prune(Retention(bodies_days=0, monthly_days=0, bodies_always=1, fetches_days=0), now=night(900))
    assert [one.at for one in store.snapshots("whats-new")] == [night(8), night(5)]
    assert store.body(store.standings(["whats-new"])["whats-new"].body_hash) == b"drifted"
    assert store.fetches("whats-new") == ()
    assert store.check() == ()


def test_settled_deliveries_are_forgotten_and_open_ones_are_not(store: Store) -> None:
    keys = ("sent", "to be tried again", "open")
    store.outbox.plan([Planned(key=key, channel="mail", recipient="r", expires=night(3)) for key in keys], NIGHT)
    sent, failed = store.outbox.claim(NIGHT, limit=2)
    store.outbox.settle(sent.id, DeliveryState.SENT, NIGHT)
    store.outbox.settle(failed.id, DeliveryState.FAILED, NIGHT, next_attempt=night(999))
    assert store.prune(now=night(399)).deliveries == 0
    assert store.prune(now=night(401)).deliveries == 1
    assert [one.planned.key for one in store.outbox.listed()] == ["open", "to be tried again"]


def test_of_what_a_subscriber_was_told_the_last_record_stays_and_of_pages_every_one(store: Store) -> None:
    page = fill(store)

    def record(audience: str, number: int, path: str = "") -> DigestRecord:
        return DigestRecord(
            audience=audience, date=night(number).date(), after_change=0, upto_change=number, run_id=page.run,
            path=path, sha256="", at=night(number),
        )  # fmt: skip

    store.record_digests([record("subscription:ann", number) for number in range(1, 500)], (), NIGHT)
    store.record_digests([record("subscription:gone", 3)], (), NIGHT)
    store.record_digests([record("admin", number, "x.html") for number in range(1, 500)], (), NIGHT)
    assert store.prune(now=night(500)).letters == 99
    assert len(store.digests({"admin"})) == 499
    assert len(store.digests({"subscription:ann"})) == 400
    last = store.last_digests()
    assert (last["subscription:ann"].upto_change, last["subscription:gone"].upto_change) == (499, 3)


def test_a_message_of_a_single_matter_is_remembered_for_good(store: Store) -> None:
    store.outbox.plan([Planned(key="tickets/story-1", channel="ticket", recipient="r")], NIGHT)
    (ticket,) = store.outbox.claim(NIGHT)
    store.outbox.settle(ticket.id, DeliveryState.SENT, NIGHT)
    assert store.prune(now=night(4000)).deliveries == 0
    assert [one.planned.key for one in store.outbox.listed()] == ["tickets/story-1"]


@pytest.mark.parametrize("policy", [Retention(bodies_always=0), Retention(bodies_days=-1)])
def test_a_policy_that_keeps_nothing_is_refused(store: Store, policy: Retention) -> None:
    with pytest.raises(ValueError, match="newest body"):
        store.prune(policy, now=NIGHT)


def test_room_is_given_back_to_the_disk(path: Path) -> None:
    with Store.open(path, now=NIGHT) as store:
        page = fill(store)
        for number in range(3, 40):
            body = b"".join(b"%d %d;" % (number, line * number * 7919) for line in range(4_000))
            page.show(seen=page.present, now=night(number), body=body)
        before = content(store)
        store.prune(Retention(bodies_days=0, monthly_days=0, bodies_always=1), now=night(40) + timedelta(days=1))
        assert store.vacuum() > 300_000
        assert store.vacuum() == 0
        assert store.check() == ()
        assert before != content(store)
        assert store.known("whats-new") == page.known


def test_a_database_on_a_server_or_in_memory_says_what_to_use_instead(address: str | Path, tmp_path: Path) -> None:
    with Store.open(address, now=NIGHT) as store:
        if store.path is None:
            with pytest.raises(StoreError, match="pg_dump"):
                store.backup(tmp_path / "x.db")
            assert store.vacuum() == 0
        else:
            assert store.where == str(address)
