"""Breaks bodies and reads them with every collector, for a bounded time; tells what was neither read nor refused.

    python -m bench.fuzz [--seconds N] [--seed N] [--collector NAME] [--corpus DIR]

Uses the tests' own bodies and, where they lie beside the checkout, captured ones. Prints runs, the slowest reading of
each collector and every exception but ParseError with the seed that repeats it; exits 1 when there was one or when a
reading took longer than two seconds a megabyte (at least two seconds).
"""

from __future__ import annotations

import argparse
import gzip
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path

from omfeed.collect import registry
from omfeed.errors import ParseError
from tests.kit.good import good_body, good_source
from tests.kit.mutate import mutations

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
FOLDERS: Mapping[str, str] = {
    "learn-markdown": "intune-in-development/2020",
    "sofa": "sofa-v2-ios",
    "feed": "ubuntu-usn-rss",
    "cisa-kev": "cisa-kev",
    "apple-pmv": "apple-gdmf",
    "graph-messages": "graph-samples",
    "windows-message-center": "windows-message-center-html",
    "windows-servicing-toc": "windows11-servicing-toc",
    "android-bulletin": "android-security-bulletin",
    "redhat-csaf": "redhat-csaf",
}
LARGEST = 300_000
"""Larger captured bodies are left out: breaking them shows nothing more and takes longer."""


def bodies(collector: str, corpus: Path) -> Iterator[bytes]:
    """Good bodies of a collector."""
    yield good_body(collector)
    folder = corpus / FOLDERS.get(collector, "-")
    if folder.is_dir():
        for path in sorted(folder.iterdir())[:3]:
            if path.is_file() and path.name != "MANIFEST.tsv":
                data = path.read_bytes()
                data = gzip.decompress(data) if path.suffix == ".gz" else data
                if len(data) <= LARGEST:
                    yield data


def main() -> int:
    """Run until the time is up; 1 when something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--collector", action="append", default=[])
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    chosen = parser.parse_args()
    names = chosen.collector or list(registry.names())
    good = {name: list(bodies(name, chosen.corpus)) for name in names}
    until = time.monotonic() + chosen.seconds
    runs = wrong = 0
    slowest: dict[str, float] = {}
    seed = chosen.seed
    while time.monotonic() < until:
        for name in names:
            source = good_source(name)
            for body in good[name]:
                for broken in mutations(body, 4, seed):
                    runs += 1
                    start = time.perf_counter()
                    try:
                        registry.load(name).parse(broken, source)
                    except ParseError:
                        pass
                    except Exception:  # noqa: BLE001 - this is what is looked for
                        wrong += 1
                        print(f"{name}, seed {seed}, body of {len(body)} bytes")
                        traceback.print_exc(limit=-3, file=sys.stdout)
                    took = time.perf_counter() - start
                    slowest[name] = max(took, slowest.get(name, 0.0))
                    if took > max(2.0, len(broken) / 500_000):
                        wrong += 1
                        print(f"{name}, seed {seed}, body of {len(body)} bytes: {took:.1f} s")
            if time.monotonic() >= until:
                break
        seed += 1
    print(f"{runs} broken bodies, {wrong} wrong, seeds {chosen.seed} to {seed - 1}")
    for name, took in sorted(slowest.items(), key=lambda each: -each[1]):
        print(f"{name:24} slowest {took * 1000:7.0f} ms")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
