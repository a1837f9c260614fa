"""Measures a night over 45 unchanged sources, start-up included: ``make bench-night``.

The vendor's server runs in this process; omfeed runs in one of its own, as cron starts it, byte-compiled. Printed are
the CPU seconds of that process (network waits apart) and where its start-up goes.
"""

from __future__ import annotations

import compileall
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.kit.learn import Page
from tests.kit.server import Reply, serve

SOURCES = 45
TIMES = 15


def _configure(folder: Path, port: int) -> None:
    blocks = "".join(
        f'[[sources]]\nid = "s{n}"\ntitle = "S {n}"\nurl = "http://127.0.0.1:{port}/s{n}"\n'
        'collector = "learn-html"\nallow_private = true\n'
        for n in range(SOURCES)
    )
    (folder / "omfeed.toml").write_text(f"[catalogue]\nenabled = false\n{blocks}", encoding="utf-8")


def _run(folder: Path, day: int, *words: str) -> tuple[float, str]:
    """CPU seconds and standard error of one ``omfeed run`` on a day of November 2026."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, *words, "-m", "omfeed", "run", "--at", f"2026-11-{day:02}T03:00:00Z"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime), done.stderr


def main() -> None:
    import omfeed

    compileall.compile_dir(Path(omfeed.__file__).parent, quiet=1)
    page = Page()
    for week in range(1, 9):
        items = page.week(f"October {week}, 2026").category("Apps")
        for n in range(8):
            items.item(f"Setting {week}-{n}", f"The setting {week}-{n} does what it says.", applies_to="Windows")
    with tempfile.TemporaryDirectory() as name, serve({}) as server:
        folder = Path(name)
        for n in range(SOURCES):
            server.script(f"/s{n}", Reply(page.html(), etag=f'"{n}"'))
        _configure(folder, server.port)
        first, _ = _run(folder, 1)
        quiet = [_run(folder, 2 + number)[0] for number in range(TIMES)]
        bare = statistics.median(_bare() for _ in range(TIMES))
        _, times = _run(folder, 3 + TIMES, "-X", "importtime")
    print(f"first night, {SOURCES} sources read:       {first:6.2f} s of CPU")
    print(f"quiet night, {SOURCES} unchanged (median): {statistics.median(quiet):6.2f} s, best {min(quiet):.2f} s")
    print(f"the interpreter alone:              {bare:6.2f} s")
    rows = [line.split("|") for line in times.splitlines() if line.startswith("import time:") and "|" in line]
    own = [(row[2].strip(), int(row[0].partition(":")[2])) for row in rows if row[1].strip().isdigit()]
    loading = Counter[str]()
    for module, cost in own:
        loading[_stage(module)] += cost
    print("loading on a quiet night, by what is loaded (ms, each with what timing an import costs):")
    for stage, cost in loading.most_common(12):
        print(f"  {cost / 1000:8.1f}  {stage}")
    print(f"  {sum(loading.values()) / 1000:8.1f}  all loading; the rest of the night is its work")


def _stage(module: str) -> str:
    """What a module is loaded for: a room of omfeed's, or a package."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "omfeed" else parts[0]


def _bare() -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


if __name__ == "__main__":
    main()
