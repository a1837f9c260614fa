"""How long ten thousand subscriptions over a night of two hundred changes take: chosen, laid out, planned.

    python -m bench.dispatch [SUBSCRIPTIONS] [CHANGES]

Twice: as in a real house, where no two filters are the same, most are shown few changes, and letters over the same
changes are shared; and at the worst, where everybody gets a letter that nobody else gets, of four changes out of two
hundred. Each in a process of its own, so that the memory of the one is not counted for the other. Everything is written
to a database in a temporary folder; nothing is sent.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

from omfeed.dispatch import writing
from omfeed.dispatch.plan import plan
from omfeed.model import (
    Audience,
    Channel,
    Entry,
    Filter,
    Fleet,
    FleetGroup,
    Parsed,
    Platform,
    Severity,
    Source,
    SourceHealth,
    SourceState,
    Subscription,
    Window,
)
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.store.values import FetchRecord
from omfeed.text.blocks import plain
from omfeed.understand import Judge

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
SOURCE = Source(id="news", title="News", url="https://news.example/", collector="feed", look_back_days=30)
PLATFORMS = (Platform.WINDOWS, Platform.MACOS, Platform.IOS, Platform.ANDROID, Platform.LINUX)


def entries(count: int) -> tuple[Entry, ...]:
    """Entries that differ in platform, demand and length."""
    made = []
    for number in range(count):
        platform = PLATFORMS[number % len(PLATFORMS)].label
        demand = "You must update the agent before December 15, 2026." if number % 7 == 0 else "It is available now."
        words = f"Setting {number} can be configured on {platform} devices. Users will see a prompt. {demand}"
        html = f"<p>{words}</p><p>Applies to:</p><ul><li>{platform}</li></ul>"
        made.append(
            Entry(
                title=f"Setting {number} for {platform}",
                text=plain(html),
                html=html,
                key=f"n{number}",
                url=f"https://news.example/{number}",
                published="2026-11-23",
                place=number,
            )
        )
    return tuple(made)


def subscriptions(count: int) -> list[Subscription]:
    """So many people, nearly all with a filter of their own: platforms, severity, words that few others follow."""
    subsets = [pair for size in (1, 2, 3) for pair in combinations(PLATFORMS, size)]
    made = []
    for number in range(count):
        wanted = Filter(
            platforms=subsets[number % len(subsets)],
            minimum_severity=(Severity.LOW, Severity.MEDIUM, Severity.HIGH)[number // 7 % 3],
            only_action_required=number % 5 == 0,
            words=(f"Setting {number // 3 % 211}", f"Setting {number % 199}", ("agent", "profile")[number % 2]),
        )
        made.append(
            Subscription(
                id=f"s{number}",
                channel=Channel.MAIL,
                to=f"s{number}@example.com",
                audience=(Audience.ADMIN, Audience.HELPDESK)[number % 2],
                wanted=wanted,
            )
        )
    return made


def worst(count: int, changes: int) -> list[Subscription]:
    """So many people, of whom no two follow the same four changes."""
    chance = random.Random(7)
    seen: set[tuple[int, ...]] = set()
    while len(seen) < count:
        seen.add(tuple(sorted(chance.sample(range(changes), 4))))
    return [
        Subscription(
            id=f"s{number}",
            channel=Channel.MAIL,
            to=f"s{number}@example.com",
            audience=(Audience.ADMIN, Audience.HELPDESK)[number % 2],
            wanted=Filter(words=tuple(f"Setting {one}" for one in four)),
        )
        for number, four in enumerate(sorted(seen, key=str))
    ]


def fill(store: Store, count: int, fleet: Fleet) -> None:
    """A night with so many changes."""
    store.sync_sources([SOURCE], NOW)
    run_id = store.begin_run(NOW, "bench")
    parsed = Parsed(entries=entries(count), window=Window.ROLLING)
    understood = Judge(fleet=fleet).understand(parsed, SOURCE, (), NOW)
    health = SourceHealth(source_id="news", title="News", url=SOURCE.url, state=SourceState.WELL)
    store.record_snapshot(
        run_id, SOURCE, FetchRecord(at=NOW, status="fresh"), b"x", 1, understood.diff, understood.judged, health, NOW
    )  # fmt: skip
    store.end_run(run_id, NOW, outcome="well", sources=1, failed=0, changes=count)


def measure(title: str, subscribed: list[Subscription], changes: int) -> None:
    """Plan a night for these people, and print how long it took."""
    fleet = Fleet(groups=tuple(FleetGroup(platform=one, count=100) for one in PLATFORMS))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Store.open(folder / "omfeed.db", now=NOW) as store:
            fill(store, changes, fleet)
            edition = Edition(folder=folder / "digests", fleet=fleet, write_quiet_nights=False)
            shelf = writing.Shelf(store.items())
            cpu = time.process_time()
            for one in subscribed:
                shelf.chosen(one)
            choosing = time.process_time() - cpu
            # The first letters load templates, catalogues and the time zones; what comes after must not grow.
            plan(store, subscribed[:200], edition, folder / "outbox", NOW + timedelta(hours=1))
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            start, cpu = time.perf_counter(), time.process_time()
            plans = plan(store, subscribed[200:], edition, folder / "outbox", NOW + timedelta(hours=1))
            wall, cpu = time.perf_counter() - start, time.process_time() - cpu
            after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        size = sum(path.stat().st_size for path in (folder / "outbox").rglob("*.json"))
    print(f"{title}: {len(subscribed)} subscriptions, {changes} changes")
    print(f"  {len({one.wanted for one in subscribed})} different filters, {plans.letters} letters")
    print(f"  {cpu:.1f} s of CPU ({wall:.1f} s), of it choosing {choosing:.1f} s")
    print(
        f"  peak memory {before / 1024:.0f} MB after 200, {after / 1024:.0f} MB after all; {size / 1e6:.0f} MB on disk"
    )


def main() -> None:
    """Measure both and print."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    changes = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    for title, subscribed in (("a real house", subscriptions(people)), ("all letters differ", worst(people, changes))):
        process = multiprocessing.get_context("spawn").Process(target=measure, args=(title, subscribed, changes))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
