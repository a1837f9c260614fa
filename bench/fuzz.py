"""Fuzzes the readers of HTML, Markdown, feeds and tables, guided by coverage, for a bounded time.

    python -m bench.fuzz [--seconds N] [--name NAME]... [--engine atheris|lines] [--keep DIR] [--seed N]

The time is shared among the readers, the sanitiser and a whole night over two bodies; each runs in a process of its
own, so that one that hangs is found and ends. Uses atheris where it is installed, else a loop of our own. What reached
new code is kept in DIR (``.fuzz``) for the next time; what was wrong lies in ``found`` beside it, and makes the exit
code 1.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

HOME: Final = Path(__file__).resolve().parents[1]
NAMES: Final = ("learn-html", "learn-markdown", "feed", "table", "windows-kb", "android-bulletin", "markup", "night")
"""One reader of each kind of body, the sanitiser behind all of them, and what comes after reading."""
_STAT: Final = re.compile(r"stat::number_of_executed_units: (\d+)")
_REACHED: Final = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")
_GRACE: Final = 90.0
"""Seconds beyond its time after which a process is called hanging: imports, instrumentation, the kept bodies."""


def fuzz(name: str, seconds: float, engine: str, keep: Path, seed: int) -> tuple[str, list[str]]:
    """One reader: how far it came, in words, and what was wrong."""
    mine = keep / name
    (mine / "found").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "bench.fuzz_target", name, "--seconds", str(seconds)]
    command += ["--engine", engine, "--keep", str(mine), "--seed", str(seed)]
    try:
        done = subprocess.run(
            command,
            cwd=HOME,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds + _GRACE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "hung", [f"{name} did not end in its time"]
    if engine == "lines":
        if done.returncode:
            return "broke", [done.stderr[-2000:]]
        told = json.loads(done.stdout.splitlines()[-1])
        return f"{told['runs']} bodies, {told['kept']} kept, {told['reached']} lines reached", told["wrong"]
    wrong = sorted({line for line in done.stderr.splitlines() if line.startswith(("WRONG", "SUMMARY", "==", "ALARM"))})
    runs, reached = _STAT.search(done.stderr), _REACHED.findall(done.stderr)
    if runs is None and not wrong:
        wrong = [done.stderr[-2000:]]
    cov, features, kept = reached[-1] if reached else ("?", "?", "?")
    return f"{runs[1] if runs else '?'} bodies, {kept} kept, {cov} branches and {features} features reached", wrong


def main() -> int:
    """Fuzz each in turn; 1 when something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=240.0, help="for all of them together")
    parser.add_argument("--name", action="append", default=[])
    parser.add_argument("--engine", choices=["atheris", "lines"])
    parser.add_argument("--keep", type=Path, default=HOME / ".fuzz")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    engine = chosen.engine or ("atheris" if importlib.util.find_spec("atheris") else "lines")
    names = chosen.name or NAMES
    bad = 0
    for name in names:
        words, wrong = fuzz(name, chosen.seconds / len(names), engine, chosen.keep.resolve(), chosen.seed)
        print(f"{name:20} {words}, {len(wrong)} wrong ({engine})", flush=True)
        for one in wrong:
            print(f"    {one}", flush=True)
        bad += len(wrong)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
