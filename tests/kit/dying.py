"""A night in a process of its own that dies at its nth point, as by a power cut: ``python -m tests.kit.dying …``.

Arguments: the world's folder, the server's port, the number of the night, the point to die at (0: live to the end).
Prints how many points were passed when it lives.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

from omfeed.clock import FixedClock
from omfeed.model import Source
from omfeed.net.client import Client
from omfeed.net.request import Limits
from omfeed.net.retry import NEVER
from omfeed.night import Plan, run_night
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.understand import Judge
from tests.kit.nights import FIRST, FLEET

NAMES = ("news", "plans", "feed", "broken")


def sources(port: int) -> tuple[Source, ...]:
    """The sources of these nights."""
    collectors = {"feed": "feed"}
    return tuple(
        Source(
            id=name,
            title=name.title(),
            url=f"http://127.0.0.1:{port}/{name}",
            collector=collectors.get(name, "learn-html"),
            allow_private=True,
            family="intune" if name in {"news", "plans"} else "",
            stage={"news": "released", "plans": "development"}.get(name, ""),
        )
        for name in NAMES
    )


def main(folder: Path, port: int, number: int, die_at: int) -> None:
    """Run the night, and die at the point of that number."""
    passed = 0

    def hook(point: str) -> None:
        nonlocal passed
        passed += 1
        if passed == die_at:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    clock = FixedClock(FIRST + timedelta(days=number))
    plan = Plan(
        sources=sources(port), judge=Judge(fleet=FLEET), edition=Edition(folder=folder / "digests", fleet=FLEET)
    )
    with (
        Store.open(folder / "omfeed.db", now=clock.now(), hook=hook) as store,
        Client(Limits(total=5), user_agent="omfeed-test", retries=NEVER) as net,
    ):
        run_night(plan, store=store, net=net, clock=clock, hook=hook)
    sys.stdout.write(f"{passed}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
