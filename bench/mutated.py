"""Breaks captured bodies ten thousand times and takes each through the night: read, compare, judge, write one entry.

    python -m bench.mutated [--count N] [--seed N] [--collector NAME] [--corpus DIR]

Every captured body beside the checkout and every good one of the tests is broken by bit flips, cuts, splices, repeated
blocks, nesting, false charsets, NULs, huge attributes, entities and bombs. A collector may refuse a body in words; any
other exception, an entry that breaks its promises or a body that takes longer than its bound is wrong. Prints what was
tried and how long the slowest took, each wrong one with the seed that repeats it; exits 1 when there was one.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from omfeed.collect import registry
from omfeed.diff.advance import advance
from omfeed.errors import ParseError
from omfeed.model import FACTS, Audience, Entry, Fleet, FleetGroup, Item, Judged, Known, Parsed, Platform, Source
from omfeed.publish import Edition, lay_out
from omfeed.text.markup import sanitise
from omfeed.understand import Judge
from tests.collect.test_corpus_bodies import FOLDERS
from tests.kit.good import good_body, good_source
from tests.kit.wild import wild

CORPUS: Final = Path(__file__).resolve().parents[2] / "shared" / "corpus"
LEARN: Final = {
    "intune-whats-new": "learn-markdown",
    "intune-in-development": "learn-markdown",
    "edge-stable-relnotes": "learn-markdown",
    "edge-security-relnotes": "learn-markdown",
    "edge-mobile-relnotes": "learn-markdown",
}
LARGEST: Final = 400_000
"""Larger captured bodies are left out: breaking them shows nothing more and takes longer."""
NOW: Final = datetime(2026, 11, 24, 3, tzinfo=UTC)
FLEET: Final = Fleet(
    groups=(FleetGroup(platform=Platform.WINDOWS, count=10), FleetGroup(platform=Platform.IOS, count=5))
)
JUDGE: Final = Judge(fleet=FLEET)
EDITION: Final = Edition(folder=Path(), fleet=FLEET)


@dataclass(frozen=True, slots=True)
class Body:
    """A good body, and who reads it."""

    collector: str
    name: str
    data: bytes


def bound(size: int) -> float:
    """Seconds of CPU that a body of so many bytes may take through all stages: 3, and 6 for each megabyte."""
    return 3.0 + 6.0 * size / 1_000_000


def good_bodies(corpus: Path) -> Iterator[Body]:
    """Those of the tests, one a collector, and the captured ones."""
    for name in registry.names():
        yield Body(name, "ours", good_body(name))
    captured = {**{folder: FOLDERS[folder] for folder in FOLDERS}, **{folder: (LEARN[folder], "") for folder in LEARN}}
    for folder, (collector, part) in sorted(captured.items()):
        if not (corpus / folder).is_dir():
            continue
        paths = [path for path in sorted((corpus / folder).rglob("*")) if path.is_file() and part in path.name]
        small = [path for path in paths if path.name != "MANIFEST.tsv" and path.stat().st_size < LARGEST]
        for path in small[:: max(1, len(small) // 6)]:
            data = path.read_bytes()
            data = gzip.decompress(data) if path.suffix == ".gz" else data
            if len(data) <= LARGEST:
                yield Body(collector, f"{folder}/{path.name}", data)


def sound(entry: Entry) -> bool:
    """Whether an entry keeps the promises of its class, whatever it was read from."""
    texts = [value for field in fields(Entry) if isinstance(value := getattr(entry, field.name), str)]
    return (
        bool(entry.title.strip() or entry.key)
        and sanitise(entry.html) == entry.html
        and not any(mark in text for text in texts for mark in ("\0", "\ud800", "\u202e"))
        and entry.url.startswith(("https://", "http://", "mailto:"))
        and set(entry.facts) <= set(FACTS)
    )


def read(name: str, body: bytes, charset: str = "") -> Parsed | None:
    """What the collector makes of it; none where it refuses in words."""
    try:
        parsed = registry.load(name).parse(body, good_source(name), charset=charset)
    except ParseError as error:
        assert len(error.message.split()) >= 3
        return None
    assert all(map(sound, parsed.entries)), "an entry breaks its promises"
    return parsed


def night(name: str, before: bytes, after: bytes, charset: str = "") -> str:
    """Both bodies through read, compare and judge, and one entry of the second through the digests.

    Returns:
        How it went: ``refused``, ``drifted``, ``unchanged`` or ``told``.
    """
    source = replace(good_source(name), look_back_days=0)
    return _through(source, known_of(name, before), read(name, after, charset))


@cache
def known_of(name: str, body: bytes) -> tuple[Known, ...]:
    """What is known after a good body."""
    parsed = read(name, body)
    if parsed is None:
        return ()
    source = replace(good_source(name), look_back_days=0)
    return advance((), JUDGE.understand(parsed, source, (), NOW).diff, NOW)


def _through(source: Source, known: tuple[Known, ...], parsed: Parsed | None) -> str:
    if parsed is None:
        return "refused"
    understood = JUDGE.understand(parsed, source, known, NOW)
    advance(known, understood.diff, NOW)
    told = [judged for judged in understood.judged if judged.announced] or list(understood.judged)
    if not told:
        return "drifted" if understood.diff.drift else "unchanged"
    item = _item(max(told, key=lambda judged: len(judged.change.entry.html)), source)
    for audience in (Audience.ADMIN, Audience.HELPDESK):
        assert _page(audience, item).count("<script") <= _own_scripts(audience), "a page shows foreign script"
    return "told"


def _page(audience: Audience, item: Item) -> str:
    return lay_out(audience, (item,), (), EDITION, since=None, until=NOW, day=NOW.date(), upcoming=(item,)).html


@cache
def _own_scripts(audience: Audience) -> int:
    """How many scripts a page has of its own."""
    source = good_source("feed")
    parsed = read("feed", good_body("feed"))
    assert parsed is not None
    judged = JUDGE.understand(parsed, source, (), NOW).judged[0]
    return _page(audience, _item(judged, source)).count("<script")


def _item(judged: Judged, source: Source) -> Item:
    return Item(
        id=1, at=NOW, run_id=1, source=source, change=judged.change, assessment=judged.assessment, deltas=judged.deltas,
        entry_id=1, story=judged.story or "a story",
    )  # fmt: skip


def check_markup(body: bytes) -> None:
    """The sanitiser's promises for any text: nothing off the list, and reading it again changes nothing."""
    from tests.text.test_markup import faults

    clean = sanitise(body.decode("utf-8", "surrogateescape"), base_url="https://vendor.example/page")
    assert sanitise(clean) == clean, "sanitised twice is not sanitised once"
    assert not faults(clean), faults(clean)


def one(body: Body, broken: bytes, charset: str) -> tuple[str, float]:
    """How the night over a broken body went, and the seconds of CPU it took; raises what was wrong."""
    start = time.process_time()
    outcome = night(body.collector, body.data, broken, charset)
    return outcome, time.process_time() - start


def attempts(bodies: list[Body], count: int, seed: int) -> Iterator[tuple[Body, int, bytes, str]]:
    """So many broken bodies, of each good one in turn; the seed of each repeats it."""
    kinds: dict[str, list[bytes]] = {}
    for body in bodies:
        kinds.setdefault(body.collector, []).append(body.data)
    everything = [body.data for body in bodies]
    for number in range(count):
        body = bodies[number % len(bodies)]
        mine = seed * 1_000_000 + number
        others = kinds[body.collector] if mine % 3 else everything
        broken, charset = wild(body.data, others, mine)
        yield body, mine, broken, charset


def main() -> int:
    """Try them all; 1 when something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--collector", action="append", default=[])
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    chosen = parser.parse_args()
    bodies = [body for body in good_bodies(chosen.corpus) if not chosen.collector or body.collector in chosen.collector]
    for body in bodies:
        one(body, body.data, "")
    outcomes: Counter[str] = Counter()
    slowest: dict[str, tuple[float, int, int]] = {}
    wrong = 0
    for body, seed, broken, charset in attempts(bodies, chosen.count, chosen.seed):
        try:
            outcome, took = one(body, broken, charset)
        except Exception:  # noqa: BLE001 - this is what is looked for
            wrong += 1
            print(f"WRONG {body.collector}, {body.name}, seed {seed}", flush=True)
            traceback.print_exc(limit=-4, file=sys.stdout)
            continue
        outcomes[outcome] += 1
        slowest[body.collector] = max(slowest.get(body.collector, (0.0, 0, 0)), (took, len(broken), seed))
        if took > bound(len(broken)):
            wrong += 1
            print(f"SLOW  {body.collector}, {body.name}, seed {seed}: {took:.1f} s for {len(broken)} bytes", flush=True)
    print(f"{sum(outcomes.values())} broken bodies of {len(bodies)} good ones, {wrong} wrong: {dict(outcomes)}")
    for name, (took, size, seed) in sorted(slowest.items(), key=lambda each: -each[1][0]):
        print(f"{name:24} slowest {took * 1000:7.0f} ms of CPU for {size:8} bytes, seed {seed}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
