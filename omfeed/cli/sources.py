"""``omfeed sources``: what is watched, and how well omfeed sees it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from omfeed.cli import looking, watching
from omfeed.cli.context import Cli, clock_at, echo, echo_json, find, pass_cli
from omfeed.cli.jsonform import health_json, state_of
from omfeed.cli.printing import columns
from omfeed.model import Source, SourceHealth, SourceState

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
        for source in listed:
            echo_json(_source_json(source))
        return
    told = [
        (source.id, ",".join(source.platforms) or "all", f"{source.title}{'' if source.enabled else '  (off)'}")
        for source in listed
    ]
    for line in columns(told):
        echo(line)
    if not listed:
        cli.say(NONE_ON)


@sources.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.argument("source_id", metavar="ID")
@pass_cli
def show(cli: Cli, as_json: bool, source_id: str) -> None:
    """Show everything that is known of the source ID."""
    source = find(cli, source_id)
    if as_json:
        echo_json(_source_json(source))
        return
    seen = _health_of(cli, source_id)
    told = _source_json(source) | (health_json(seen) if seen else {"state": "never read"})
    for name, value in told.items():
        if name != "source" and value not in ("", [], {}, None):
            echo(f"{name:<16} {_words(value)}")


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
            echo(f"{state_of(health):<10} {source.id}" + (f": {health.reason}" if health.reason else ""))
    sys.exit(3 if unwell else 0)


def _health_of(cli: Cli, source_id: str) -> SourceHealth | None:
    """How a source is seen, from the nights so far; none where there were none."""
    database = cli.config.database
    if isinstance(database, Path) and not database.exists():
        return None
    with cli.recorded(clock_at(None).now()) as store:
        return next((one for one in store.health() if one.source_id == source_id), None)


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} = {one}" for name, one in value.items())
    return str(value)


def _source_json(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "title": source.title,
        "vendor": source.vendor,
        "url": source.url,
        "collector": source.collector,
        "enabled": source.enabled,
        "platforms": [str(platform) for platform in source.platforms],
        "locale": source.locale,
        "cadence_days": source.cadence_days,
        "look_back_days": source.look_back_days,
        "time_zone": source.time_zone,
        "nature": str(source.nature) if source.nature else "",
        "stage": source.stage,
        "family": source.family,
        "options": dict(source.options),
        "follow": source.follow,
        "follow_url": source.follow_url,
        "follow_hosts": list(source.follow_hosts),
        "more": source.more,
        "licence": source.licence,
        "notes": source.notes,
    }
