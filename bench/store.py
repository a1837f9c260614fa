"""What the store costs: start-up and a quiet night, a large first reading, reading back, and room on disk.

Run: ``.venv/bin/python bench/store.py [--years N]``. Times are CPU milliseconds of this process, the least of some
runs; sizes are bytes. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from omfeed.model import (
    Assessment,
    Change,
    ChangeKind,
    Delta,
    DeltaKind,
    Diff,
    Due,
    Entry,
    Evidence,
    Judged,
    Platform,
    Precision,
    Source,
    SourceHealth,
    SourceState,
)
from omfeed.store import Store
from omfeed.store.values import FetchRecord

NOW = datetime(2026, 1, 1, 3, tzinfo=UTC)
WORDS = (
    "policy device enrolment update admin user setting version macOS iOS Windows Android profile app release".split()
)


def source(number: int) -> Source:
    """One of the sources."""
    return Source(id=f"source-{number}", title=f"Source {number}", url=f"https://{number}.example/", collector="rss")


def entry(number: int, *, words: int = 120) -> Entry:
    """An entry of usual length, always the same for its number."""
    chance = random.Random(number)
    text = "\n".join(" ".join(chance.choices(WORDS, k=words // 4)) for _ in range(4))
    html = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return Entry(
        title=" ".join(chance.choices(WORDS, k=7)) + f" {number}",
        section=("Week of May 4", "Device management"),
        html=html,
        text=text,
        key=f"k{number}",
        url=f"https://example.org/{number}",
        published="2026-05-04",
        facts={"platforms": ("iOS", "macOS"), "version": "18.1"},
    )


def judged(change: Change) -> Judged:
    """A change with an assessment of usual size."""
    proof = tuple(
        Evidence(field=f"field{n}", value="x", rule="a-rule", words="some words of it " * 3) for n in range(5)
    )
    assessment = Assessment(
        platforms=(Platform.IOS, Platform.MACOS),
        versions={Platform.IOS: "<17"},
        due=(Due(date="2026-08-31", precision=Precision.DAY, what="support ends"),),
        evidence=proof,
        topics=("updates",),
    )
    return Judged(
        change=change, assessment=assessment, deltas=(Delta(kind=DeltaKind.RETITLED),), announced=change.material
    )


def baseline(entries: list[Entry]) -> Diff:
    """The diff of a first reading."""
    return Diff(
        changes=tuple(
            Change(kind=ChangeKind.BASELINE, material=True, after=one, shown_html=one.html, shown_text=one.text)
            for one in entries
        )
    )


def health(of: Source, now: datetime) -> SourceHealth:
    """A source that is well."""
    return SourceHealth(
        source_id=of.id, title=of.title, url=of.url, state=SourceState.WELL, last_success=now, last_change=now
    )


def fresh(now: datetime) -> FetchRecord:
    """A fetch that brought a body."""
    return FetchRecord(at=now, status="fresh", http_status=200, etag='"abc"', media_type="text/html", charset="utf-8")


def unchanged(now: datetime) -> FetchRecord:
    """A fetch that found the body as it was."""
    return FetchRecord(at=now, status="unchanged", http_status=304, etag='"abc"', body_hash="0" * 64, seconds=0.2)


def cpu(work: Callable[[], object], times: int = 5) -> float:
    """CPU milliseconds of the quickest of some runs."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return round(best * 1000, 1)


def importing(times: int = 7) -> float:
    """CPU milliseconds for a fresh interpreter to import the store, less those of the bare interpreter."""
    script = "import time; a=time.process_time(); import omfeed.store; print(time.process_time()-a)"
    took = [float(subprocess.check_output([sys.executable, "-c", script])) for _ in range(times)]
    return round(min(took) * 1000, 1)


def quiet_night(path: Path, sources: list[Source]) -> None:
    """Open, read how 45 sources stand, record that none changed."""
    with Store.open(path, now=NOW) as store:
        store.sync_sources(sources, NOW)
        standings = store.standings([one.id for one in sources])
        run = store.begin_run(NOW, "0.1")
        store.record_unchanged(run, [(one.id, unchanged(NOW), standings[one.id].health) for one in sources])
        store.end_run(run, NOW, outcome="well", sources=len(sources))


def cold_night(path: Path, times: int = 7) -> float:
    """CPU milliseconds of a whole process that spends a quiet night: interpreter, imports and all."""
    command = [sys.executable, __file__, "--quiet-night", str(path)]
    return min(float(subprocess.check_output(command)) for _ in range(times))


def first_reading(folder: Path, number: int) -> Callable[[], None]:
    """Record a body of 250 entries never seen before, in a database of its own."""
    entries = [entry(n) for n in range(250)]
    diff = baseline(entries)
    told = [judged(change) for change in diff.changes]
    body = "\n".join(one.html for one in entries).encode()
    count = iter(range(10**6))
    store = Store.open(folder / f"first-{number}.db", now=NOW)
    run = store.begin_run(NOW, "0.1")

    def work() -> None:
        of = source(next(count))
        store.sync_sources([of], NOW)
        store.record_snapshot(run, of, fresh(NOW), body, 1, diff, told, health(of, NOW), NOW)

    return work


def edited_night(store: Store, run: int, of: Source, count: int) -> Callable[[], None]:
    """Record a body of known entries of which one was edited and all moved down by one."""
    rounds = iter(range(10**6))

    def work() -> None:
        known = store.known(of.id)
        turn = next(rounds)
        seen = {row.id: replace(row.entry, place=row.entry.place + 1) for row in known[:count]}
        first = known[0]
        after = replace(seen[first.id], text=first.entry.text + f" {turn}")
        seen[first.id] = after
        change = Change(
            kind=ChangeKind.EDITED, material=True, before=first.entry, after=after, known_id=first.id, shown_html="x"
        )
        diff = Diff(changes=(change,), seen=seen)
        store.record_snapshot(run, of, fresh(NOW), f"{turn}".encode(), 1, diff, [judged(change)], health(of, NOW), NOW)

    return work


def years(path: Path, count: int, sources: list[Source]) -> dict[str, object]:
    """The room that so many years of nights take, with one new and one edited entry a source every fourth night."""
    sizes: list[int] = []
    number = 10_000
    with Store.open(path, now=NOW) as store:
        store.sync_sources(sources, NOW)
        first = store.begin_run(NOW, "0.1")
        for of in sources:
            entries = [entry(number + n) for n in range(40)]
            number += 40
            diff = baseline(entries)
            told = [judged(change) for change in diff.changes]
            body = "".join(one.html for one in entries).encode()
            store.record_snapshot(first, of, fresh(NOW), body, 1, diff, told, health(of, NOW), NOW)
        for night in range(1, 365 * count + 1):
            now = NOW + timedelta(days=night)
            run = store.begin_run(now, "0.1")
            busy = [of for index, of in enumerate(sources) if (index + night) % 4 == 0]
            for of in busy:
                known = store.known(of.id)[-40:]
                new, last = entry(number), known[-1]
                number += 1
                after = replace(last.entry, text=last.entry.text + f" edited {night}")
                changes = (
                    Change(kind=ChangeKind.ADDED, material=True, after=new, shown_html=new.html, shown_text=new.text),
                    Change(
                        kind=ChangeKind.EDITED,
                        material=True,
                        before=last.entry,
                        after=after,
                        known_id=last.id,
                        shown_html=after.html,
                        shown_text="{+edited+}",
                    ),
                )
                seen = {row.id: row.entry for row in known[1:]} | {last.id: after}
                body = "".join(one.html for one in (new, after, *seen.values())).encode()
                diff = Diff(changes=changes, seen=seen)
                told = [judged(change) for change in changes]
                store.record_snapshot(run, of, fresh(now), body, 1, diff, told, health(of, now), now)
            quiet = [of for of in sources if of not in busy]
            store.record_unchanged(run, [(of.id, unchanged(now), health(of, now)) for of in quiet])
            store.end_run(run, now, outcome="well")
            if night % 365 == 0:
                sizes.append(path.stat().st_size)
        end = NOW + timedelta(days=365 * count)
        report: dict[str, object] = {"bytes_after_each_year": sizes}
        changes_kept = store.last_change_id()
        start = time.process_time()
        pruned = store.prune(now=end)
        report["prune_cpu_ms"] = round((time.process_time() - start) * 1000)
        report["pruned"] = {name: getattr(pruned, name) for name in pruned.__slots__}
        store.vacuum()
        report["changes"] = changes_kept
    report["bytes_after_prune_and_vacuum"] = path.stat().st_size
    return report


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--years", type=int, default=0, help="also simulate so many years of nights")
    options.add_argument(
        "--quiet-night", type=Path, help="only spend a quiet night over this database, and say its CPU ms"
    )
    chosen = options.parse_args()
    sources = [source(number) for number in range(45)]
    if chosen.quiet_night:
        quiet_night(chosen.quiet_night, sources)
        sys.stdout.write(f"{time.process_time() * 1000:.1f}")
        return
    report: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "quiet.db"
        quiet_night(path, sources)
        report["import_omfeed_store_cpu_ms"] = importing()
        report["cold_process_quiet_night_45_sources_cpu_ms"] = cold_night(path)
        report["quiet_night_45_sources_cpu_ms"] = cpu(lambda: quiet_night(path, sources), 9)
        first = first_reading(folder, 1)
        report["record_first_reading_250_entries_cpu_ms"] = cpu(first)
        with Store.open(folder / "first-1.db", now=NOW) as store:
            run = store.begin_run(NOW, "0.1")
            report["record_edit_among_250_entries_cpu_ms"] = cpu(edited_night(store, run, source(0), 250))
            report["known_250_entries_cpu_ms"] = cpu(lambda: store.known("source-1"))
            while store.last_change_id() < 5_000:
                first()
            report["items_5000_changes_cpu_ms"] = cpu(lambda: store.items(upto=5_000), 3)
            report["items_of_one_night_200_cpu_ms"] = cpu(lambda: store.items(upto=200), 3)
            report["bytes_5000_changes"] = (folder / "first-1.db").stat().st_size
        if chosen.years:
            report["years"] = years(folder / "years.db", chosen.years, sources)
    json.dump(report, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
