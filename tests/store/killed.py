"""Kills a night at every point, the first and the second time, lets the next run come, and says what is then there.

Run as a program with a folder that holds ``empty.db``. It forks a child for each death, and prints one line of JSON for
each: where it died, how the database checks, and whether it holds what an undisturbed night leaves.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from omfeed.faults import Hook, nothing
from omfeed.model import Change, ChangeKind, Diff, Entry, Source
from omfeed.store import Store
from omfeed.store.values import DeliveryState, DigestRecord, Planned
from tests.kit.faults import KillAt, Trace
from tests.store.kit import NIGHT, added, entry, failing, fetched, judged, night, source, well

SOURCES = tuple(source(name, family="intune") for name in ("in-development", "whats-new", "archive"))
QUIET, BROKEN = source("apple"), source("broken")


def bodies(number: int) -> dict[str, tuple[Entry, ...]]:
    """What each page shows on a night: one entry more every night, and the first one edited."""
    return {
        of.id: (
            entry("First", f"State {number}."),
            *(entry(f"Entry {count} of {of.id}", place=count) for count in range(1, number + 3)),
        )
        for of in SOURCES
    }


def read(store: Store, run: int, of: Source, shown: tuple[Entry, ...], number: int) -> None:
    """Read one page as a night does: not at all when its body is known already."""
    body = "\n".join(one.title + one.text for one in shown).encode()
    standing = store.standings([of.id])[of.id]
    if standing.body_hash and store.body(standing.body_hash) == body:
        return
    known = {row.entry.title: row for row in store.known(of.id)}
    changes: list[Change] = []
    seen: dict[int, Entry] = {}
    for one in shown:
        row = known.get(one.title)
        if row is None:
            changes.append(added(one, ChangeKind.ADDED if known else ChangeKind.BASELINE))
            continue
        seen[row.id] = one
        if row.entry.text != one.text:
            edit = replace(added(one), kind=ChangeKind.EDITED, before=row.entry, known_id=row.id)
            changes.append(edit)
    diff = Diff(changes=tuple(changes), seen=seen)
    told = [judged(change) for change in changes]
    moment = night(number)
    store.record_snapshot(run, of, fetched(moment), body, 1, diff, told, well(of, moment, len(shown)), moment)


def one_night(path: Path, number: int, hook: Hook) -> None:
    """A night with three busy sources, a quiet one, a broken one, a digest and two deliveries."""
    now = night(number)
    with Store.open(path, now=now, hook=hook) as store:
        store.sync_sources([*SOURCES, QUIET, replace(BROKEN, notes=f"night {number}")], now)
        run = store.begin_run(now, "1.0")
        for of in SOURCES:
            read(store, run, of, bodies(number)[of.id], number)
        store.record_failure(run, BROKEN.id, fetched(now, status="failed"), failing(BROKEN, now), body=b"?")
        store.record_unchanged(run, [(QUIET.id, fetched(now, status="unchanged"), well(QUIET, now))])
        day = date(2026, 3, 1 + number)
        last = store.last_digest("admin", before=day)
        digest = DigestRecord(
            audience="admin",
            date=day,
            after_change=last.upto_change if last else 0,
            upto_change=store.last_change_id(),
            run_id=run,
            path=f"{day}/admin.html",
            sha256="0" * 64,
            at=now,
        )
        mails = [Planned(key=f"{day}-{name}", channel="mail", recipient=name) for name in ("ann", "bob")]
        store.record_digest(digest, deliveries=mails)
        store.outbox.plan([Planned(key=f"{day}-team", channel="teams", recipient="team")], now)
        for delivery in store.outbox.claim(now):
            store.outbox.settle(delivery.id, DeliveryState.SENT, now)
        store.end_run(run, now, outcome="well")
        store.prune(now=now)


def content(path: Path) -> str:
    """What the database holds, but for the runs that it took and when deliveries went."""
    with Store.open(path, now=NIGHT) as store:
        told = [replace(item, run_id=0) for item in store.items(announced=None)]
        held = (
            [store.known(of.id) for of in SOURCES],
            told,
            [store.revisions(item.entry_id) for item in told],
            store.standings([of.id for of in (*SOURCES, QUIET, BROKEN)]),
            [(one.sha256, one.at, store.body(one.sha256)) for of in SOURCES for one in store.snapshots(of.id)],
            [replace(digest, run_id=0) for digest in store.digests()],
            sorted(one.planned.key for one in store.outbox.listed()),
        )
        return repr(held)


def in_child(path: Path, number: int, hook: Hook) -> int:
    """Spend a night in a child process and give the signal that ended it, 0 when it came to its end."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            one_night(path, number, hook)
            code = 0
        finally:
            # Whatever happens, the child must not go on with its parent's work.
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return os.WTERMSIG(status)
    if os.WEXITSTATUS(status):
        raise SystemExit("a night failed by itself")
    return 0


def main(folder: Path) -> None:
    """Kill at every point, and report."""
    path, calm = folder / "omfeed.db", folder / "calm.db"
    shutil.copy(folder / "empty.db", calm)
    trace = Trace()
    one_night(calm, 0, nothing)
    shutil.copy(calm, folder / "first.db")
    one_night(calm, 1, trace)
    expected = content(calm)
    deaths: Counter[str] = Counter()
    for point in trace.points:
        deaths[point] += 1
        if deaths[point] > 2:
            continue
        shutil.copy(folder / "first.db", path)
        ended = in_child(path, 1, KillAt(point, deaths[point]))
        in_child(path, 1, nothing)
        with Store.open(path, now=NIGHT) as store:
            problems = store.check()
            runs = [run.outcome for run in store.runs()]
        line = {
            "point": point,
            "nth": deaths[point],
            "killed": ended == signal.SIGKILL,
            "problems": problems,
            "same": content(path) == expected,
            "runs": runs,
        }
        sys.stdout.write(json.dumps(line) + "\n")
        for left in folder.glob("omfeed.db*"):
            left.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
