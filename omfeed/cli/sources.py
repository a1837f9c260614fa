"""``omfeed sources``: what is watched, and how well omfeed sees it."""

from __future__ import annotations

import sys

import click

from omfeed.cli.context import Cli, clock_at, echo, echo_json, pass_cli
from omfeed.cli.jsonform import health_json
from omfeed.errors import ConfigError
from omfeed.model import Source, SourceState


@click.group()
def sources() -> None:
    """Say what is watched, and how well."""


@sources.command("list")
@click.option("--all", "everything", is_flag=True, help="Also those that are switched off.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a source.")
@pass_cli
def list_(cli: Cli, everything: bool, as_json: bool) -> None:
    """List the sources."""
    for source in cli.config.sources:
        if not (source.enabled or everything):
            continue
        if as_json:
            echo_json(_source_json(source))
        else:
            off = "" if source.enabled else "  (off)"
            platforms = ",".join(source.platforms) or "all"
            echo(f"{source.id:<34} {platforms:<24} {source.title}{off}")


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
    for name, value in _source_json(source).items():
        if value not in ("", [], {}, None):
            echo(f"{name:<16} {', '.join(value) if isinstance(value, list) else value}")


@sources.command(epilog="In a monitor: omfeed sources check || alert. Exits with 3 when a source is not well.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a source.")
@pass_cli
def check(cli: Cli, as_json: bool) -> None:
    """Say how well omfeed sees each source, from the nights so far; fetches nothing."""
    with cli.store(clock_at(None).now()) as store:
        known = {health.source_id: health for health in store.health()}
    unwell = 0
    for source in cli.config.sources:
        if not source.enabled:
            continue
        health = known.get(source.id)
        if health is not None and health.state not in (SourceState.WELL, SourceState.OFF):
            unwell += 1
        if as_json:
            if health is not None:
                echo_json(health_json(health))
        elif health is None:
            echo(f"{'never read':<10} {source.id}")
        else:
            echo(f"{health.state:<10} {source.id}" + (f": {health.reason}" if health.reason else ""))
    sys.exit(3 if unwell else 0)


@sources.command(epilog="Example: omfeed sources test https://learn.microsoft.com/en-us/intune/whats-new/")
@click.option("--collector", metavar="NAME", help="Read it with this collector.")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Entries to print.")
@click.argument("target", metavar="ID|URL")
@pass_cli
def test(cli: Cli, collector: str | None, limit: int, target: str) -> None:
    """Fetch a source (or any address) now and print what would be understood; records nothing."""
    from dataclasses import replace

    from omfeed.collect import registry
    from omfeed.net.client import Client
    from omfeed.net.request import Failed, Fresh, Request
    from omfeed.understand import Judge

    if "://" in target:
        source = Source(id="test", title=target, url=target, collector=collector or "learn-html")
    else:
        source = find(cli, target)
        source = replace(source, collector=collector or source.collector)
    with Client(cli.config.limits, user_agent=cli.config.user_agent, proxy=cli.config.proxy) as net:
        fetched = net.get(Request(url=source.url, allow_private=source.allow_private, allow_file=source.allow_file))
    if isinstance(fetched, Failed):
        raise fetched.error
    assert isinstance(fetched, Fresh)  # noqa: S101  # an unconditional request is never answered with “unchanged”
    for hop in fetched.hops:
        echo(f"redirected to {hop}")
    parsed = registry.load(source.collector).parse(fetched.body, source, charset=fetched.charset)
    echo(f"{len(fetched.body):,} bytes of {fetched.media_type or 'unstated type'}, read as {source.collector}")
    echo(f"{len(parsed.entries)} entries, window {parsed.window}")
    for warning in parsed.warnings:
        echo(f"warning: {warning}")
    judge = Judge(fleet=cli.config.fleet, rules=cli.config.rules)
    for entry in parsed.entries[:limit]:
        judged = judge.assess(entry, source, clock_at(None).now())
        platforms = ",".join(judged.platforms) or "service"
        echo(f"  {entry.published or 'undated':<10}  {platforms:<16}  {judged.nature:<9}  {entry.title}")


def find(cli: Cli, source_id: str) -> Source:
    """The source of that id.

    Raises:
        ConfigError: there is none; the message names the nearest.
    """
    from difflib import get_close_matches

    known = {source.id: source for source in cli.config.sources}
    if source_id in known:
        return known[source_id]
    near = get_close_matches(source_id, known, n=3, cutoff=0.5)
    raise ConfigError(
        f"There is no source “{source_id}”.",
        hint=f"Did you mean {' or '.join(near)}?" if near else "`omfeed sources list --all` names them.",
    )


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
        "licence": source.licence,
        "notes": source.notes,
    }
