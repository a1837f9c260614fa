"""Forgetting breaks no history: who clears out every night tells the same as one who keeps all."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.year.vendors import made
from omfeed.clock import FixedClock
from omfeed.net.client import Client
from omfeed.net.request import Limits
from omfeed.net.retry import NEVER
from omfeed.night import Plan, run_night
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.store.retention import Retention
from omfeed.understand import Judge
from tests.kit.nights import FIRST, FLEET, World, world
from tests.kit.server import Reply

NIGHTS = 8
APART = timedelta(days=23)
"""Far enough apart that clearing out has something to do."""
LEAST = Retention(bodies_days=0, monthly_days=0, bodies_always=1, fetches_days=0, deliveries_days=0)
POLICIES = st.builds(
    Retention,
    bodies_days=st.integers(0, 400),
    monthly_days=st.integers(0, 800),
    bodies_always=st.integers(1, 5),
    fetches_days=st.integers(0, 500),
    deliveries_days=st.integers(0, 500),
)


def _spend(lived: World, retention: Retention | None) -> None:
    """Spend the nights; with a policy each clears out, as the first run of a week does."""
    histories = made(FIRST.date(), NIGHTS, pages=2, feeds=2)
    for history in histories:
        lived.source(history.id, collector=history.collector, family=history.family, stage=history.stage)
    for number in range(NIGHTS):
        for history in histories:
            body = history.body(history.shown(number, NIGHTS))
            if number == 5 and history is histories[0]:
                body = b"<html><body><main><h1>Before you continue</h1><p>We use cookies.</p></main></body></html>"
            lived.server.script(f"/{history.id}", Reply(body, media_type=history.media_type))
        clock = FixedClock(FIRST + number * APART)
        plan = Plan(
            sources=tuple(lived.sources),
            judge=Judge(fleet=FLEET),
            edition=Edition(folder=lived.folder / "digests", fleet=FLEET),
            retention=retention,
        )
        with (
            Store.open(lived.folder / "omfeed.db", now=clock.now()) as store,
            Client(Limits(total=5), user_agent="omfeed-test", retries=NEVER) as net,
        ):
            run_night(plan, store=store, net=net, clock=clock)


def _history(path: Path, names: list[str]) -> object:
    """All that is known of the past, as values."""
    with Store.open(path, now=FIRST) as store:
        items = store.items(announced=None)
        return (
            [(item.id, item.at, item.change, item.assessment, item.deltas, item.story) for item in items],
            [store.revisions(entry_id) for entry_id in sorted({item.entry_id for item in items})],
            [(store.known(name), store.elsewhere(item.source)) for name in names for item in items[:1]],
            [(standing.etag, standing.body_hash, standing.health) for standing in store.standings(names).values()],
            [digest for digest in store.digests() if digest.path],
        )


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The nights of one who never forgets."""
    with world(tmp_path_factory.mktemp("kept")) as lived:
        _spend(lived, None)
    return lived


def _without_ports(files: dict[str, bytes], lived: World) -> dict[str, bytes]:
    """The files without the port of the server, and of the site's own stamp the lists that it names.

    Its marks of them are fingerprints of addresses, too: of those with another port nothing could be replaced.
    """
    made = {name: data.replace(str(lived.server.port).encode(), b"PORT") for name, data in files.items()}
    stamp = json.loads(made["site.json"])
    return {**made, "site.json": json.dumps({**stamp, "lists": sorted(stamp["lists"])}).encode()}


def test_who_forgets_every_night_tells_the_same_to_the_byte(kept: World, tmp_path: Path) -> None:
    with world(tmp_path) as forgets:
        _spend(forgets, LEAST)
    names = [source.id for source in kept.sources]
    there = _without_ports(_files(forgets.folder / "digests"), forgets)
    assert there.keys() == _files(kept.folder / "digests").keys()
    assert there == _without_ports(_files(kept.folder / "digests"), kept)
    assert any(name.startswith("stories/") for name in there)
    with (
        Store.open(forgets.folder / "omfeed.db", now=FIRST) as store,
        Store.open(kept.folder / "omfeed.db", now=FIRST) as other,
    ):
        assert store.check() == ()
        assert [item.change.entry.title for item in store.items(announced=None)] == [
            item.change.entry.title for item in other.items(announced=None)
        ]
        assert sum(len(store.snapshots(name)) for name in names) < sum(len(other.snapshots(name)) for name in names)


@settings(max_examples=12)
@given(policy=POLICIES, days=st.integers(0, 1500))
def test_whatever_the_policy_no_history_is_touched(
    kept: World, tmp_path_factory: pytest.TempPathFactory, policy: Retention, days: int
) -> None:
    path = tmp_path_factory.mktemp("pruned") / "omfeed.db"
    shutil.copy(kept.folder / "omfeed.db", path)
    names = [source.id for source in kept.sources]
    before = _history(path, names)
    now: datetime = FIRST + NIGHTS * APART + timedelta(days=days)
    with Store.open(path, now=now) as store:
        read = {name: store.snapshot(name) for name in names}
        store.prune(policy, now=now)
        assert store.check() == ()
        # A better collector always has something to read again.
        assert {name: store.snapshot(name) for name in names} == read
    assert _history(path, names) == before
