"""``omfeed changes`` and ``omfeed show``: what was found, and why it was judged so."""

from __future__ import annotations

from datetime import datetime

import click

from omfeed.cli.context import Cli, clock_at, echo, echo_json, find, pass_cli
from omfeed.cli.jsonform import item_json
from omfeed.cli.options import CHANGE, PLATFORMS, item_of, limit
from omfeed.cli.printing import because, columns, devices, fitted
from omfeed.cli.since import Since
from omfeed.model import ChangeKind, Item, Platform


@click.command(epilog="Example: omfeed changes --since 2026-11-01 --platform ios")
@click.option("--since", type=Since(), help="Only what was found since a date, or days such as 7d.")
@click.option("--source", "source_id", metavar="ID", help="Only of this source.")
@click.option("--platform", type=PLATFORMS, help="Only of this platform.")
@click.option("--all", "everything", is_flag=True, help="Also what was recorded without being announced.")
@click.option("--muted", is_flag=True, help="Only what your own rules mute.")
@limit("At most so many, the newest.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a change.")
@pass_cli
def changes(
    cli: Cli,
    since: datetime | None,
    source_id: str | None,
    platform: str | None,
    everything: bool,
    muted: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """List the changes found so far, oldest first.

    What your own rules mute is marked, and `omfeed show` names the rule.
    """
    with cli.recorded(clock_at(None).now()) as store:
        items = store.items(
            since=since,
            announced=None if everything else True,
            source_id=source_id,
            platform=Platform(platform) if platform else None,
            limit=None if muted else limit,
            newest=True,
        )
    if muted:
        items = tuple(item for item in items if item.assessment.muted_by)[-(limit or 0) :]
    if as_json:
        for item in items:
            echo_json(item_json(item))
    else:
        for line in columns([_cells(item) for item in items], right=frozenset({0})):
            echo(fitted(line))
    if not items:
        if source_id is not None:
            find(cli, source_id)
        narrowed = since or source_id or platform or muted
        cli.say("No such changes." if narrowed else "No changes were announced so far; --all lists what was recorded.")


@click.command(short_help="Show one change whole, and why it was judged so.", epilog="Example: omfeed show 42")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@CHANGE
@pass_cli
def show(cli: Cli, as_json: bool, change: int) -> None:
    """Show one CHANGE whole (its number is in `omfeed changes`): its words, and why it was judged so."""
    with cli.recorded(clock_at(None).now()) as store:
        item = item_of(store, change)
        history = store.revisions(item.entry_id)
    if as_json:
        echo_json(item_json(item))
        return
    entry = item.change.entry
    echo(f"{entry.title}\n{'=' * min(len(entry.title), 78)}")
    echo(f"{item.change.kind}, found {item.at:%Y-%m-%d %H:%M} UTC at {item.source.title}")
    if entry.section:
        echo(" › ".join(entry.section))
    echo(entry.url or item.source.url)
    for delta in item.deltas:
        echo(f"  * {delta.kind} {delta.subject} {delta.before} -> {delta.after}".rstrip(" ->"))
    echo(f"\n{item.change.shown_text}\n")
    echo(f"Why it is told so: {item.change.reason or 'no reason was recorded.'}")
    assessment = item.assessment
    where = ", ".join(platform.label for platform in assessment.platforms) or "the service itself"
    echo(f"Severity {assessment.severity}; {where}; devices of ours: {devices(assessment)}")
    if assessment.muted_by:
        echo(f"Muted by your rule “{assessment.muted_by}”: digests count it and leave it out.")
    for given in assessment.evidence:
        echo(f"  {because(given)}")
    if len(history) > 1:
        echo(f"\n{len(history):,} states of this entry are kept, the first of {history[0].at:%Y-%m-%d}.")


def _cells(item: Item) -> tuple[str, ...]:
    platforms = ",".join(item.assessment.platforms) or "service"
    stands = item.change.kind is not ChangeKind.WITHDRAWN
    due = item.assessment.due[0].date if item.assessment.due and stands else ""
    muted = "(muted) " if item.assessment.muted_by else ""
    entry = item.change.entry
    return (str(item.id), f"{item.at:%Y-%m-%d}", item.change.kind, platforms, due, f"{muted}{entry.title}")
