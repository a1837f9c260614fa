"""``omfeed runs``: how the last nights went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from omfeed.cli.context import Cli, clock_at, echo, echo_json, pass_cli

if TYPE_CHECKING:
    from omfeed.store.values import RunRecord

_WORDS: Final = {
    "well": "all well",
    "partly": "some sources failed",
    "failed": "every source failed",
    "offline": "no network",
    "interrupted": "cut off",
    "running": "not finished",
}


@click.command(epilog="Example: omfeed runs --limit 7")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many, the newest.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a run.")
@pass_cli
def runs(cli: Cli, limit: int, as_json: bool) -> None:
    """List the last runs, newest first: when, how long, how they went, what they found."""
    with cli.store(clock_at(None).now()) as store:
        found = store.runs(limit)
    for one in found:
        if as_json:
            echo_json(_json(one))
        else:
            took = "" if one.finished is None else f"{(one.finished - one.started).total_seconds():.0f} s"
            echo(
                f"{one.id}  {one.started:%Y-%m-%d %H:%M} UTC  {took:>6}  {_WORDS.get(one.outcome, one.outcome):<19}  "
                f"{one.sources} sources, {one.failed} failed, {one.changes} changes"
            )
    if not found:
        cli.say("omfeed has not run yet.")


def _json(one: RunRecord) -> dict[str, object]:
    return {
        "run": one.id,
        "started": one.started.isoformat(),
        "finished": one.finished.isoformat() if one.finished else None,
        "outcome": one.outcome,
        "version": one.version,
        "sources": one.sources,
        "failed": one.failed,
        "changes": one.changes,
    }
