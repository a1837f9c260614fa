"""How long ten thousand subscriptions over a night of two hundred changes take: chosen, laid out, planned.

    python -m bench.dispatch [SUBSCRIPTIONS] [CHANGES]

No two filters are the same: each follows its own platforms, severity and words, so that most are shown few changes.
Letters over the same changes are shared, as in a real house. Everything is written to a database in a temporary folder;
nothing is sent.
"""

from __future__ import annotations

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
        words = f"Setting {number} can be configured on {platform} devices. {demand}"
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


def main() -> None:
    """Measure and print."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    changes = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    fleet = Fleet(groups=tuple(FleetGroup(platform=one, count=100) for one in PLATFORMS))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Store.open(folder / "omfeed.db", now=NOW) as store:
            fill(store, changes, fleet)
            edition = Edition(folder=folder / "digests", fleet=fleet, write_quiet_nights=False)
            subscribed = subscriptions(people)
            items = store.items()
            start = time.perf_counter()
            for one in subscribed:
                writing.chosen(items, one)
            choosing = time.perf_counter() - start
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            start, cpu = time.perf_counter(), time.process_time()
            plans = plan(store, subscribed, edition, folder / "outbox", NOW + timedelta(hours=1))
            wall, cpu = time.perf_counter() - start, time.process_time() - cpu
            after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        size = sum(path.stat().st_size for path in (folder / "outbox").rglob("*.json"))
    print(f"{people} subscriptions, {changes} changes: {plans.planned} deliveries of {plans.letters} letters")
    print(f"{len({one.wanted for one in subscribed})} different filters")
    print(f"choosing alone {choosing:.1f} s; all of it {wall:.1f} s, {cpu:.1f} s of CPU")
    print(f"peak memory {after / 1024:.0f} MB (before: {before / 1024:.0f} MB); letters {size / 1e6:.1f} MB on disk")


if __name__ == "__main__":
    main()
