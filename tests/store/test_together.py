"""Several at once: who reads long never holds up a run, and two writers never meet half-way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from omfeed.store import Store
from tests.store.kit import NIGHT, Page, added, entry, night, source


def test_a_long_read_sees_one_moment_and_holds_up_nobody(address: str | Path) -> None:
    with Store.open(address, now=NIGHT) as run, Store.open(address, now=NIGHT) as reader:
        page = Page.of(run)
        page.baseline(*(entry(f"Entry {number}") for number in range(300)))
        with reader.reading() as connection:
            rows = connection.execution_options(yield_per=10).exec_driver_sql("SELECT id FROM revision ORDER BY id")
            first = next(rows)
            for number in range(1, 6):
                page.add(entry(f"Night {number}"), now=night(number))
            run.prune(now=night(6))
            assert 1 + sum(1 for _ in rows) == 300
            assert first.id == 1
        assert len(reader.known("whats-new")) == 305


def test_what_another_program_wrote_is_seen_at_once(address: str | Path) -> None:
    with Store.open(address, now=NIGHT) as one, Store.open(address, now=NIGHT) as other:
        page = Page.of(one)
        page.baseline(entry("One"))
        assert other.known("whats-new") == page.known
        assert other.last_change_id() == 1


def test_several_writers_at_once_lose_nothing(address: str | Path) -> None:
    names = [f"source-{number}" for number in range(4)]

    def write(name: str) -> None:
        with Store.open(address, now=NIGHT) as own:
            page = Page(own, source(name), run)
            for number in range(5):
                # The same body and the same story for all: they meet in both.
                page.show(added(entry(f"{name} {number}")), story=f"shared-{number}", body=b"same", now=night(number))

    with Store.open(address, now=NIGHT) as store:
        store.sync_sources([source(name) for name in names], NIGHT)
        run = store.begin_run(NIGHT, "1.0")
        with ThreadPoolExecutor(max_workers=4) as writers:
            list(writers.map(write, names))
        items = store.items()
        assert len(items) == 20
        assert {len(item.links) for item in items if item.story == "shared-1"} == {4}
        assert {len(store.known(name)) for name in names} == {5}
        assert store.check() == ()


def test_a_database_created_by_several_at_once_is_created_once(tmp_path: Path) -> None:
    def create(_: int) -> None:
        Store.open(tmp_path / "omfeed.db", now=NIGHT).close()

    with ThreadPoolExecutor(max_workers=3) as programs:
        list(programs.map(create, range(3)))
    with Store.open(tmp_path / "omfeed.db", now=NIGHT) as store:
        assert store.check() == ()
