"""``omfeed sources``: what is watched, and how well omfeed sees it."""

from __future__ import annotations

import sys
from typing import Final

import click

from omfeed.cli import looking, watching
from omfeed.cli.context import Cli, clock_at, echo, echo_json, find, pass_cli
from omfeed.cli.jsonform import health_json, state_of
from omfeed.cli.printing import columns, fitted
from omfeed.cli.shown import lines, seen, sight_json, source_json, standings
from omfeed.collect import registry
from omfeed.model import SourceHealth, SourceState
from omfeed.sight import sight

NONE_ON: Final = "No source is on, so omfeed sees nothing. `omfeed sources list --all` names those that are off."
"""What there is to say where nothing is watched."""


@click.group()
def sources() -> None:
    """Say what is watched, and how well; watch more, or less."""


for _command in (
    looking.test,
    watching.add,
    watching.enable,
    watching.disable,
    watching.accept,
    watching.import_,
    watching.export,
):
    sources.add_command(_command)


@sources.command("list")
@click.option("--all", "everything", is_flag=True, help="Also those that are switched off.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a source.")
@pass_cli
def list_(cli: Cli, everything: bool, as_json: bool) -> None:
    """List the sources."""
    listed = [source for source in cli.config.sources if source.enabled or everything]
    if as_json:
        standing = standings(cli, listed)
        for source in listed:
            is_page, unread = registry.reads_pages(source.collector), cli.config.unread.get(source.id, "")
            found = sight(source, standing.get(source.id), is_page=is_page, unread=unread)
            echo_json({**source_json(source), "health": sight_json(source, found, whole=False)})
        return
    told = [
        (source.id, ",".join(source.platforms) or "service", f"{'' if source.enabled else '(off) '}{source.title}")
        for source in listed
    ]
    for line in columns(told):
        echo(fitted(line))
    if not listed:
        cli.say(NONE_ON)


@sources.command(
    short_help="Show everything that is known of a source.", epilog="Example: omfeed sources show intune-whats-new"
)
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.argument("source_id", metavar="ID")
@pass_cli
def show(cli: Cli, as_json: bool, source_id: str) -> None:
    """Show everything that is known of the source ID: what is set for it, and how the nights have seen it."""
    source = find(cli, source_id)
    found = seen(cli, source)
    if as_json:
        echo_json({**source_json(source), "health": sight_json(source, found, whole=True)})
        return
    for name, words in lines(source, found, clock_at(None).now()):
        echo(f"{name:<16} {words}".rstrip())


@sources.command(
    short_help="Say how well omfeed sees each source.",
    epilog="In a monitor: omfeed sources check || alert. Exits with 3 when a source is not well.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a source.")
@pass_cli
def check(cli: Cli, as_json: bool) -> None:
    """Say how well omfeed sees each source, from the nights so far; fetches nothing."""
    with cli.recorded(clock_at(None).now()) as store:
        known = {health.source_id: health for health in store.health()}
    if not any(source.enabled for source in cli.config.sources):
        cli.say(NONE_ON)
    unwell = 0
    for source in cli.config.sources:
        if not source.enabled:
            if source.id in cli.config.unread and not as_json:
                echo(f"{SourceState.OFF:<10} {source.id}: {cli.config.unread[source.id]}")
            continue
        unheard = SourceHealth(source_id=source.id, title=source.title, url=source.url, state=SourceState.WELL)
        health = known.get(source.id, unheard)
        if health.state not in (SourceState.WELL, SourceState.OFF):
            unwell += 1
        if as_json:
            echo_json(health_json(health))
        else:
            # A source that fails from its first night on has no last reading that its reason could name.
            never = " It was never read." if health.reason and health.last_success is None else ""
            echo(f"{state_of(health):<10} {source.id}" + (f": {health.reason}{never}" if health.reason else ""))
    sys.exit(3 if unwell else 0)
