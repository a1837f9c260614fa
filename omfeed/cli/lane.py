"""``omfeed run --lane critical``: between the nights, what cannot wait."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from omfeed.cli.context import Cli, echo_json
from omfeed.cli.locking import locked

if TYPE_CHECKING:
    from omfeed.clock import Clock
    from omfeed.lane import Asked
    from omfeed.store import Store

_LATELY = 8
"""Attempts that are looked at to see how long a source has failed."""


def critical(cli: Cli, clock: Clock, *, as_json: bool) -> None:
    """Read the sources that are due, record what changed, and tell whoever wants it what is critical; write no digest.

    What came is told by the next digest like everything else, and marked as told at once where somebody was.
    """
    from omfeed.cli.graph import with_graph
    from omfeed.cli.nights import edition_of, plan_of, tell
    from omfeed.cli.post import tell_post, tell_stand_ins
    from omfeed.dispatch.evening import evening
    from omfeed.lane import due
    from omfeed.net.client import Client
    from omfeed.night import run_night
    from omfeed.store.values import RunKind

    config = cli.config
    plan = plan_of(cli)
    now = clock.now()
    with (
        locked(cli),
        cli.store(now) as store,
        Client(config.limits, user_agent=config.user_agent, proxy=config.proxy) as net,
    ):
        wanted = due(plan.sources, _asked(store, [source.id for source in plan.sources]), now)
        report = None
        if wanted:
            sources = [source for source in plan.sources if source.id in wanted]
            way = with_graph(cli, net, sources, now=now, store=store)
            report = run_night(plan, store=store, net=way, clock=clock, only=wanted, digests=False, kind=RunKind.LANE)
            tell(cli, report)
        else:
            cli.say("No source is due.")
        done = evening(config, store, net, clock, edition_of(config), environ=os.environ, urgent_only=True)
        tell_post(cli, done)
        tell_stand_ins(done.faults)
    if as_json:
        found = report.announced if report else 0
        echo_json({"sources": len(wanted), "changes": found, "planned": done.plans.planned, "sent": done.tally.sent})
    sys.exit((report.exit_code if report else 0) or (0 if done.all_well and not done.faults else 3))


def _asked(store: Store, ids: list[str]) -> dict[str, Asked]:
    """How each source was asked of late."""
    from omfeed.lane import Asked

    found = {}
    for name in ids:
        attempts = store.fetches(name, limit=_LATELY)
        if attempts:
            failures = next((at for at, one in enumerate(attempts) if one.status != "failed"), len(attempts))
            found[name] = Asked(last=attempts[0].at, failures=failures)
    return found
