"""Nights with deliveries, each in a process of its own that dies at its nth point, as by a power cut.

``python -m tests.kit.dying PORT NIGHT FOLDER:POINT …``: for each folder the night is run in a child of this process,
which kills itself when it reaches the point of that number (0: lives to the end). Prints a line a folder: the signal
that ended the child (0: none), its exit code, and the points it passed.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

from omfeed.clock import FixedClock
from omfeed.dispatch.plan import plan as planned
from omfeed.dispatch.send import Ways, send_due
from omfeed.model import Audience, Channel, Source, Subscription
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


PEOPLE = tuple(
    Subscription(id=name, channel=Channel.WEBHOOK, to=name, audience=audience, allow_private=True)
    for name, audience in (("hook-a", Audience.ADMIN), ("hook-b", Audience.HELPDESK), ("hook-c", Audience.ADMIN))
)
CLAIM = timedelta(minutes=20)
"""After so long a claim that was cut off is taken for dead."""


def night(folder: Path, port: int, number: int, die_at: int, *, later: timedelta = timedelta()) -> list[str]:
    """Run the night and its deliveries, and die at the point of that number; gives the points that were passed."""
    passed: list[str] = []

    def hook(point: str) -> None:
        passed.append(point)
        if len(passed) == die_at:
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
        evening = FixedClock(clock.now() + later)
        planned(store, PEOPLE, plan.edition, folder / "outbox", evening.now(), batch=2, hook=hook)
        secrets = {one.to: f"http://127.0.0.1:{port}/{folder.name}/{one.to}" for one in PEOPLE}
        send_due(store, PEOPLE, folder / "outbox", Ways(net=net, secrets=secrets), evening, hook=hook)
    return passed


def main(port: int, number: int, jobs: list[str]) -> None:
    """Run every job in a child of its own, which is started with everything loaded."""
    for job in jobs:
        folder, _, point = job.rpartition(":")
        out, into = os.pipe()
        child = os.fork()
        if not child:
            os.close(out)
            later = timedelta() if int(point) else CLAIM
            passed = night(Path(folder), port, number, int(point), later=later)
            os.write(into, " ".join(passed).encode())
            os._exit(0)
        os.close(into)
        with os.fdopen(out, "rb") as told:
            words = told.read().decode()
        _, status = os.waitpid(child, 0)
        died = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0
        sys.stdout.write(f"{died} {code} {words}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
