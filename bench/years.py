"""What years of nights take: room on disk, and how long the care of the database and a quiet night then take.

Run it with ``make bench-years`` (``python -m bench.years [--years N]``). 45 sources; every fourth night each shows a
new entry, an edited one and a new body of 40 entries. One entry in eight has a date, half a year ahead. Sizes are those
of the file; times are CPU seconds. Nights are measured in processes of their own, as cron starts them, with the most
memory that each held: everything that omfeed does on one but asking the sources and comparing. It reads how they stand,
records that the others did not change, lays out both digests, looks after the site, feeds and calendar, and plans what
is to be sent.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bench import store as parts
from bench.year.alone import most
from omfeed.dispatch.desk import PREFIX
from omfeed.dispatch.files import write_files
from omfeed.dispatch.plan import plan
from omfeed.model import (
    Audience,
    Change,
    ChangeKind,
    Channel,
    Diff,
    Due,
    Entry,
    Judged,
    Precision,
    Source,
    Subscription,
)
from omfeed.publish import Edition, publish
from omfeed.store import Store
from omfeed.store.values import DigestRecord

SOURCES: Final = 45
SHOWN: Final = 40
EVERY: Final = 4
"""A source has news every so many nights."""
MEASURED: Final = 3
"""Nights that are spent for being measured."""
DATABASE: Final = "omfeed.db"
PEOPLE: Final = tuple(
    Subscription(id=f"reader-{number}", channel=Channel.MAIL, to=f"r{number}@corp.example") for number in range(5)
)


class Years:
    """The sources and what each shows, night after night."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.sources = [parts.source(number) for number in range(SOURCES)]
        self._shown: dict[str, deque[tuple[int, Entry]]] = {}
        self._next = 0
        self.store.sync_sources(self.sources, parts.NOW)

    def first(self) -> None:
        """The night of the first reading."""
        run = self.store.begin_run(parts.NOW, "0.1")
        for of in self.sources:
            entries = [self._made() for _ in range(SHOWN)]
            self._shown[of.id] = deque(entries)
            self._record(run, of, parts.baseline([entry for _, entry in entries]), parts.NOW)
        self.store.end_run(run, parts.NOW, outcome="well")

    def night(self, number: int) -> None:
        """A later one."""
        now = moment(number)
        run = self.store.begin_run(now, "0.1")
        busy = [of for index, of in enumerate(self.sources) if (index + number) % EVERY == 0]
        for of in busy:
            shown = self._shown[of.id]
            last_id, last = shown.pop()
            after = replace(last, text=f"{last.text} edited {number}")
            shown.append((last_id, after))
            shown.popleft()
            new_id, new = self._made()
            changes = (
                Change(kind=ChangeKind.ADDED, material=True, after=new, shown_html=new.html, shown_text=new.text),
                Change(
                    kind=ChangeKind.EDITED,
                    material=True,
                    before=last,
                    after=after,
                    known_id=last_id,
                    shown_html=after.html,
                    shown_text="{+edited+}",
                ),
            )
            diff = Diff(changes=changes, seen=dict(shown))
            shown.append((new_id, new))
            self._record(run, of, diff, now)
        quiet = [of for of in self.sources if of not in busy]
        self.store.record_unchanged(run, [(of.id, parts.unchanged(now), parts.health(of, now)) for of in quiet])
        self.store.end_run(run, now, outcome="well", sources=SOURCES)

    def _made(self) -> tuple[int, Entry]:
        self._next += 1
        return self._next, parts.entry(10_000 + self._next)

    def _record(self, run: int, of: Source, diff: Diff, now: datetime) -> None:
        body = "".join(entry.html for _, entry in self._shown[of.id]).encode()
        told = [_dated(parts.judged(change), now) for change in diff.changes]
        self.store.record_snapshot(run, of, parts.fresh(now), body, 1, diff, told, parts.health(of, now), now)


def _dated(one: Judged, now: datetime) -> Judged:
    """One entry in eight has a date."""
    number = int(one.change.entry.key[1:])
    day = (now + timedelta(days=120 + number % 120)).date().isoformat()
    due = (Due(date=day, precision=Precision.DAY, what="support ends"),) if number % 8 == 0 else ()
    return replace(one, assessment=replace(one.assessment, due=due))


def moment(number: int) -> datetime:
    """When the night of that number begins."""
    return parts.NOW + timedelta(days=number)


def evening(folder: Path, number: int) -> None:
    """What is left of a night when its news is recorded, in this process; prints its CPU seconds and most memory."""
    now = moment(number)
    edition = Edition(folder=folder / "digests")
    sources = [parts.source(place) for place in range(SOURCES)]
    with Store.open(folder / DATABASE, now=now) as store:
        standings = store.standings([one.id for one in sources])
        run = store.begin_run(now, "0.1")
        store.record_unchanged(run, [(one.id, parts.unchanged(now), standings[one.id].health) for one in sources])
        publish(store, edition, now, run_id=run)
        store.end_run(run, now, outcome="well", sources=len(sources))
        write_files(store, PEOPLE, edition.folder, now)
        plan(store, PEOPLE, edition, folder / "outbox", now)
    print(json.dumps((time.process_time(), most())))


def told_so_far(store: Store, number: int) -> None:
    """Record that everybody was told everything up to the night of that number, as nightly digests would have."""
    run = store.begin_run(moment(number), "0.1")
    store.end_run(run, moment(number), outcome="well")
    for audience in (Audience.ADMIN, Audience.HELPDESK, *(PREFIX + one.id for one in PEOPLE)):
        record = DigestRecord(
            audience=audience,
            date=moment(number).date(),
            after_change=0,
            upto_change=store.last_change_id(),
            run_id=run,
            path="",
            sha256="",
            at=moment(number),
        )
        store.record_digest(record)


def took(work: Callable[[], object]) -> float:
    """CPU seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def tell(name: str, words: str) -> None:
    """One line of the report."""
    print(f"{name:<34} {words}", flush=True)


def nights(years: Years, folder: Path, number: int) -> None:
    """Spend three nights after the last one of that number, and tell what each took by itself."""
    told_so_far(years.store, number)
    tell("after", f"{number} nights, {years.store.last_change_id():,} changes:")
    kinds = ("the site built of all", "with news", "quiet")
    assert len(kinds) == MEASURED
    for later, what in enumerate(kinds, start=1):
        if what == "with news":
            years.night(number + later)
        words = [sys.executable, "-m", "bench.years", "--evening", str(folder), str(number + later)]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        seconds, held = json.loads(done.stdout.splitlines()[-1])
        tell(f"  a night, {what}", f"{seconds:.2f} s, {held / 1e6:.0f} MB at most")


def tables(path: Path) -> str:
    """Where the room goes."""
    with closing(sqlite3.connect(path)) as raw:
        try:
            rows = raw.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 6").fetchall()
        except sqlite3.OperationalError:
            return "not told by this SQLite"
    return ", ".join(f"{name} {size / 1e6:.0f}" for name, size in rows)


def changes_listed(folder: Path) -> tuple[float, int]:
    """CPU seconds of ``omfeed changes --json`` in a process of its own, and how many it lists."""
    (folder / "omfeed.toml").write_text("[catalogue]\nenabled = false\n", encoding="utf-8")
    script = (
        "import sys, time\nfrom omfeed.cli import main\nsys.argv = ['omfeed', 'changes', '--json']\n"
        "try:\n    main()\nfinally:\n    sys.stderr.write(f'CPU {time.process_time()}')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=True)
    return float(done.stderr.rpartition("CPU ")[2]), done.stdout.count("\n")


def main() -> None:
    """Spend the years, and tell."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--years", type=int, default=5)
    options.add_argument("--evening", nargs=2, metavar=("FOLDER", "NUMBER"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.evening:
        evening(Path(chosen.evening[0]), int(chosen.evening[1]))
        return
    with tempfile.TemporaryDirectory() as name:
        spend(Path(name), chosen.years)


def spend(folder: Path, count: int) -> None:
    """Spend so many years in a folder, and tell."""
    path = folder / DATABASE
    with Store.open(path, now=parts.NOW) as store:
        years = Years(store)
        years.first()
        skipped = 0
        for number in range(1, 365 * count + 1):
            if skipped:
                skipped -= 1
                continue
            years.night(number)
            if number == 30:
                nights(years, folder, number)
                skipped = MEASURED
            if number % 365 == 0:
                tell(f"{number // 365} years, nothing pruned", f"{path.stat().st_size / 1e6:.0f} MB")
        end = 365 * count
        nights(years, folder, end)
        pruned: list[object] = []
        seconds = took(lambda: pruned.append(store.prune(now=moment(end))))
        tell("prune", f"{seconds:.2f} s: {pruned[0]}")
        tell("check", f"{took(store.check):.2f} s")
        tell("backup", f"{took(lambda: store.backup(folder / 'backup.db')):.2f} s")
        tell("vacuum", f"{took(store.vacuum):.2f} s")
        tell("pruned and vacuumed", f"{path.stat().st_size / 1e6:.0f} MB; of it, in MB: {tables(path)}")
        tell("check", f"{took(store.check):.2f} s")
        tell("export", f"{took(lambda: store.export(folder / 'export.jsonl.gz')):.2f} s")
    spent, listed = changes_listed(folder)
    tell("omfeed changes --json", f"{spent:.2f} s for {listed:,} changes")


if __name__ == "__main__":
    main()
