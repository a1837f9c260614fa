"""``omfeed runs``: how the last nights went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from omfeed.cli.context import Cli, clock_at, echo, echo_json, pass_cli
from omfeed.cli.options import limit
from omfeed.cli.printing import columns, counted

if TYPE_CHECKING:
    from omfeed.store.values import RunRecord

_WORDS: Final = {
    "well": "all well",
    "partly": "some sources unwell",
    "failed": "every source failed",
    "offline": "no network",
    "interrupted": "cut off",
    "running": "not finished",
    "reparsed": "read anew",
    "accepted": "taken at its word",
}
_KINDS: Final = {"lane": "critical lane", "part": "part of a night", "reread": "kept bodies"}
"""What is said of a run that was no whole night."""


@click.command(short_help="List the last runs, and how they went.", epilog="Example: omfeed runs --limit 7")
@limit("At most so many, the newest.", default=20)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a run.")
@pass_cli
def runs(cli: Cli, limit: int, as_json: bool) -> None:
    """List the last runs, newest first: when, how long, how they went, what they found.

    A run of the critical lane, of some sources only, or over kept bodies is called so; all others are whole nights.
    """
    with cli.recorded(clock_at(None).now()) as store:
        found = store.runs(limit)
    if as_json:
        for one in found:
            echo_json(_json(one))
    else:
        for line in columns([_cells(one) for one in found], right=frozenset({0, 2})):
            echo(line)
    if not found:
        cli.say("omfeed has not run yet.")


def _cells(one: RunRecord) -> tuple[str, ...]:
    took = "" if one.finished is None else f"{(one.finished - one.started).total_seconds():.0f} s"
    found = f"{counted(one.sources, 'source')}, {one.failed:,} failed, {counted(one.changes, 'change')}"
    # What ended a whole run says more than that it failed; else each source has a reason of its own.
    went = f"failed: {one.reason}" if one.reason else _WORDS.get(one.outcome, one.outcome)
    return (str(one.id), f"{one.started:%Y-%m-%d %H:%M} UTC", took, _KINDS.get(one.kind, "night"), found, went)


def _json(one: RunRecord) -> dict[str, object]:
    return {
        "run": one.id,
        "started": one.started.isoformat(),
        "finished": one.finished.isoformat() if one.finished else None,
        "kind": one.kind or None,
        "outcome": one.outcome,
        "reason": one.reason,
        "good": one.good,
        "version": one.version,
        "sources": one.sources,
        "failed": one.failed,
        "changes": one.changes,
    }
