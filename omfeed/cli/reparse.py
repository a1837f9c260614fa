"""``omfeed reparse``: read kept bodies again after an upgrade."""

from __future__ import annotations

import sys

import click

from omfeed.cli.context import Cli, clock_at, echo, pass_cli
from omfeed.cli.locking import locked
from omfeed.cli.nights import plan_of, wanted_sources
from omfeed.text.counting import counted


@click.command(short_help="Read kept bodies again after an upgrade.", epilog="Example: omfeed reparse intune-whats-new")
@click.argument("source_ids", metavar="[ID]...", nargs=-1)
@pass_cli
def reparse(cli: Cli, source_ids: tuple[str, ...]) -> None:
    """Read the kept bodies of the sources ID (default: all that are on) again, without fetching anything.

    What a body held that could not be understood when it was fetched is announced by the next digest, once.
    """
    from omfeed.reparse import reparse as read_again

    clock = clock_at(None)
    wanted = wanted_sources(cli, source_ids)
    with locked(cli), cli.store(clock.now()) as store:
        store.sync_sources(cli.config.sources, clock.now())
        gathered = read_again(wanted, store=store, judge=plan_of(cli).judge, clock=clock)
    for outcome in gathered.outcomes:
        if outcome.error is not None:
            cli.say(f"{outcome.source.id}: {outcome.error}")
        elif outcome.read:
            echo(f"{outcome.source.id}: read again, {counted(outcome.announced, 'change')} to tell")
    read = sum(outcome.read for outcome in gathered.outcomes)
    looked = counted(len(gathered.outcomes), "source")
    cli.say(f"{looked} looked at, {read:,} read anew, {len(gathered.failed):,} not understood.")
    sys.exit(3 if gathered.failed else 0)
