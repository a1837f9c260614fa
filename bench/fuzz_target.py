"""Fuzzes one reader, guided by coverage: bodies that reach new code are kept and broken further.

    python -m bench.fuzz_target NAME --seconds N --keep DIR [--engine atheris|lines] [--seed N]

NAME is a collector, or ``markup`` (the sanitiser), or ``night`` (two bodies of a page: read, compared, judged). With
atheris libFuzzer leads; without it our own loop does, over the lines that Python says it has reached. What is found is
written to DIR/found. Prints one JSON object: runs, bodies kept, lines or features reached, what was wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Final

LONGEST: Final = 20_000
"""Bytes of a fuzzed body: what breaks a reader is small, and small bodies are read often."""
SLOWEST: Final = 5.0
"""Seconds of CPU for one body of that length, instrumented; honest ones take milliseconds."""
MARK: Final = b"\n=====\n"
"""Parts the two bodies of ``night``."""

Check = Callable[[bytes], None]


class TooSlow(Exception):
    """A body took longer than ``SLOWEST``."""


def check_of(name: str) -> Check:
    """What is asked of each body: anything it raises is a finding."""
    if name == "markup":
        from bench.mutated import check_markup

        return check_markup
    if name == "night":
        from bench.mutated import night

        return lambda body: night("learn-markdown", *(body.split(MARK, 1) * 2)[:2])
    from bench.mutated import read

    def reading(body: bytes) -> None:
        read(name, body)

    return reading


def seeds(name: str) -> list[bytes]:
    """Good bodies to begin with."""
    from tests.kit.good import good_body
    from tests.kit.vectors import VECTORS

    if name == "markup":
        return [vector.encode("utf-8", "replace") for vector in VECTORS.values() if len(vector) < LONGEST]
    if name == "night":
        good = good_body("learn-markdown")
        return [good + MARK + good.replace(b"setting 1", b"switch 1")]
    return [good_body(name)]


def broken(body: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """A body made of kept ones."""
    from tests.kit.mutate import mutations

    if chance.random() < 0.2:
        other = chance.choice(others)
        body = body[: chance.randrange(len(body) + 1)] + other[chance.randrange(len(other) + 1) :]
    return next(mutations(body, 1, chance.getrandbits(63)))[:LONGEST]


class Lines:
    """Counts the lines of omfeed that were reached, each once, at little cost after the first time."""

    def __init__(self, roots: tuple[str, ...]) -> None:
        self._roots = roots
        self.seen: set[tuple[CodeType, int]] = set()

    def start(self) -> None:
        """Watch from here on."""
        monitoring: Any = getattr(sys, "monitoring", None)  # Python 3.12 and newer
        if monitoring is None:
            sys.settrace(self._call)
            return
        monitoring.use_tool_id(monitoring.COVERAGE_ID, "omfeed")
        monitoring.register_callback(monitoring.COVERAGE_ID, monitoring.events.LINE, self._reached)
        monitoring.set_events(monitoring.COVERAGE_ID, monitoring.events.LINE)

    def _reached(self, code: CodeType, line: int) -> object:
        if code.co_filename.startswith(self._roots):
            self.seen.add((code, line))
        monitoring: Any = sys.monitoring  # type: ignore[attr-defined]  # only called where there is one
        return monitoring.DISABLE

    def _call(self, frame: FrameType, _event: str, _arg: object) -> object:
        return self._line if frame.f_code.co_filename.startswith(self._roots) else None

    def _line(self, frame: FrameType, event: str, _arg: object) -> object:
        if event == "line":
            self.seen.add((frame.f_code, frame.f_lineno))
        return self._line


def by_lines(name: str, check: Check, seconds: float, keep: Path, seed: int) -> dict[str, object]:
    """Our own loop."""
    import omfeed

    chance = random.Random(seed)
    watch = Lines((str(Path(omfeed.__file__).parent),))
    kept = [*seeds(name), *(path.read_bytes() for path in sorted(keep.glob("*.body")))]
    signal.signal(signal.SIGVTALRM, _give_up)
    until = time.monotonic() + seconds
    runs, wrong = 0, []
    check(kept[0])  # imports, and templates that are compiled once, are no news
    watch.start()
    queue = list(kept)
    while time.monotonic() < until:
        body = queue.pop() if queue else broken(chance.choice(kept), kept, chance)
        before = len(watch.seen)
        signal.setitimer(signal.ITIMER_VIRTUAL, SLOWEST)
        try:
            check(body)
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            wrong.append(_found(keep, body, error))
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        runs += 1
        if len(watch.seen) > before and body not in kept:
            kept.append(body)
            (keep / f"{hashlib.sha256(body).hexdigest()[:16]}.body").write_bytes(body)
    return {"engine": "lines", "runs": runs, "kept": len(kept), "reached": len(watch.seen), "wrong": sorted(set(wrong))}


def by_atheris(name: str, seconds: float, keep: Path, seed: int) -> None:
    """libFuzzer's loop; it ends the process, and tells on standard error how far it came."""
    import atheris

    with atheris.instrument_imports(include=["omfeed", "markdown_it", "feedparser"]):
        # Readers are imported on first use, so a first reading is part of it.
        check = check_of(name)
        for body in seeds(name):
            (keep / f"{hashlib.sha256(body).hexdigest()[:16]}.body").write_bytes(body)
            check(body)

    def one(body: bytes) -> None:
        try:
            check(body)
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            print("WRONG " + _found(keep, body, error), file=sys.stderr, flush=True)

    words = (f"-max_total_time={seconds:.0f}", f"-max_len={LONGEST}", f"-timeout={SLOWEST * 2:.0f}", f"-seed={seed}")
    atheris.Setup(["fuzz", *words, f"-artifact_prefix={keep / 'found'}/", "-print_final_stats=1", str(keep)], one)
    atheris.Fuzz()


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlow(f"longer than {SLOWEST:g} s")


def _found(keep: Path, body: bytes, error: Exception) -> str:
    where = traceback.extract_tb(error.__traceback__)[-1]
    words = f"{type(error).__name__}: {str(error)[:120]} ({Path(where.filename).name}:{where.lineno})"
    name = hashlib.sha256(f"{type(error).__name__} {where.filename} {where.lineno}".encode()).hexdigest()[:12]
    path = keep / "found" / name
    if not path.exists() or len(path.read_bytes()) > len(body):
        path.write_bytes(body)
    return f"{words} in found/{name}"


def main() -> int:
    """Fuzz; always 0, since what was found is told and not raised."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--keep", type=Path, required=True)
    parser.add_argument("--engine", choices=["atheris", "lines"], default="lines")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    (chosen.keep / "found").mkdir(parents=True, exist_ok=True)
    if chosen.engine == "atheris":
        by_atheris(chosen.name, chosen.seconds, chosen.keep, chosen.seed)
        return 0
    told = by_lines(chosen.name, check_of(chosen.name), chosen.seconds, chosen.keep, chosen.seed)
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
