"""The machine that omfeed runs on: one process that spends night after night, and others that are killed in theirs.

``python -m bench.year.worker CONFIG`` takes one JSON object a line on standard input, ``{"words": ["run", "--at", …],
"fault": ""}``, runs that command as the command line does, and answers with its exit code, what it said, its CPU
seconds and the memory of the process. A fault is ``full`` (the disk has room for a few pages only) or ``locked``
(whoever waits for the database does not wait long).

``python -m bench.year.worker CONFIG --die N AT`` runs the night of that moment with its post, and kills itself at the
Nth of the points at which a night may be cut off.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import io
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.pool import Pool

from omfeed.cli.context import Cli, clock_at
from omfeed.cli.nights import edition_of, plan_of
from omfeed.dispatch.evening import evening
from omfeed.net.client import Client
from omfeed.night import run_night
from omfeed.store import sqlite

STATM: Final = Path("/proc/self/statm")
ROOM: Final = 0
"""Pages that a full disk still takes."""


def memory() -> int:
    """Bytes of memory the process holds now; where the system does not say, the most it ever held.

    What was given back to the C library alone is given back to the system first: room that a busy night needed and
    the next one uses again is no leak.
    """
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
    if STATM.exists():
        return int(STATM.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@contextlib.contextmanager
def fault(name: str) -> Iterator[None]:
    """Let the database meet that trouble within the block."""
    wait = sqlite.WAIT_SECONDS

    def full(connection: Any, record: object) -> None:
        del record
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages + ROOM}")

    if name == "locked":
        sqlite.WAIT_SECONDS = 0.05  # type: ignore[misc]  # nobody else reads it meanwhile
    if name == "full":
        event.listen(Pool, "connect", full)
    try:
        yield
    finally:
        sqlite.WAIT_SECONDS = wait  # type: ignore[misc]  # as before
        if name == "full":
            event.remove(Pool, "connect", full)


def command(config: str, words: list[str]) -> tuple[int, str]:
    """Run a command as the command line does; its exit code, and what it said."""
    from omfeed.cli import main

    said = io.StringIO()
    given, sys.argv = sys.argv, ["omfeed", "-c", config, *words]
    code = 0
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            main()
    except SystemExit as ending:
        code = int(ending.code or 0)
    finally:
        sys.argv = given
    return code, said.getvalue()


def serve(config: str) -> None:
    """Run what standard input asks for until it ends."""
    for line in sys.stdin:
        asked = json.loads(line)
        before = time.process_time()
        with fault(asked.get("fault", "")):
            code, said = command(config, asked["words"])
        took = time.process_time() - before
        answer = {"code": code, "said": said, "cpu": took, "memory": memory(), "objects": len(gc.get_objects())}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def die(config: str, number: int, at: str) -> None:
    """Run a night with its post, and die at the point of that number, as by a power cut; prints the points passed."""
    passed: list[str] = []

    def hook(point: str) -> None:
        passed.append(point)
        if len(passed) == number:
            # The parent reads where it happened; nothing else leaves the process.
            os.write(1, point.encode())
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    from omfeed.store import Store

    cli = Cli(config_path=config, quiet=True)
    clock = clock_at(datetime.fromisoformat(at))
    with (
        Store.open(cli.config.database, now=clock.now(), hook=hook) as store,
        Client(cli.config.limits, user_agent=cli.config.user_agent) as net,
    ):
        run_night(plan_of(cli), store=store, net=net, clock=clock, hook=hook)
        evening(cli.config, store, net, clock, edition_of(cli.config), environ=os.environ, hook=hook)
    os.write(1, str(len(passed)).encode())


if __name__ == "__main__":
    if "--die" in sys.argv:
        die(sys.argv[1], int(sys.argv[3]), sys.argv[4])
    else:
        serve(sys.argv[1])
