"""``omfeed doctor``: everything that a run needs, looked over."""

from __future__ import annotations

import glob
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING

import click

from omfeed.cli.context import DEFAULT_CONFIG, Cli, clock_at, echo, echo_json, pass_cli
from omfeed.errors import ConfigError, OmfeedError

if TYPE_CHECKING:
    from datetime import datetime

    from omfeed.doctor import Finding


@click.command(
    short_help="Look over everything that a run needs.",
    epilog="Exit codes: 0 all well · 3 something to look at · 1 something is broken.",
)
@click.option("--offline", is_flag=True, help="Ask no source, no relay, no webhook.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@pass_cli
def doctor(cli: Cli, offline: bool, as_json: bool) -> None:
    """Look over configuration, database, disk, clock, templates, rights, sources, relay and webhooks.

    Nothing is sent to anybody. Each line says how a thing stands and, where it is not well, what to do.
    """
    from omfeed.doctor import exit_code

    found = []
    for finding in _all(cli, clock_at(None).now(), offline=offline):
        found.append(finding)
        if as_json:
            echo_json({"what": finding.what, "verdict": finding.verdict, "words": finding.words, "todo": finding.todo})
        else:
            echo(f"{finding.verdict:<6}  {finding.what}: {finding.words}")
            if finding.todo:
                echo(f"        {finding.todo}")
    sys.exit(exit_code(found))


def _all(cli: Cli, now: datetime, *, offline: bool) -> Iterator[Finding]:
    from omfeed.cli.check import missing_templates
    from omfeed.cli.nights import edition_of
    from omfeed.doctor import Finding, Verdict, here, there

    try:
        config = cli.config
    except ConfigError as error:
        yield Finding(what="configuration", verdict=Verdict.BROKEN, words=error.message, todo=error.hint)
        return
    yield here.watched(str(config.file or "the defaults"), _count(cli))
    for name, why in config.unread.items():
        yield Finding(what=f"source {name}", verdict=Verdict.LOOK, words=f"it is off: {why}", todo="See docs/graph.md.")
    folder = config.database.parent if isinstance(config.database, Path) else config.output.parent
    yield here.disk(folder.absolute(), shutil.disk_usage(folder.absolute()).free)
    yield here.writable({place: os.access(place, os.W_OK | os.X_OK) for place in _written(cli)})
    if os.name == "posix":
        yield here.permissions(_modes(_trusted(cli)))
        yield here.secret_files(_modes(_secret(cli)))
        yield here.kept(_records(cli))
    last, night, people = None, None, config.subscriptions
    old: Finding | None = None
    if isinstance(config.database, Path) and not config.database.exists():
        words = f"{config.database} is not there yet"
        yield Finding(what="database", verdict=Verdict.LOOK, words=words, todo="The first `omfeed run` makes it.")
    elif old := _older(config.database):
        yield old
    else:
        try:
            from omfeed.dispatch.evening import everybody

            with cli.recorded(now) as store:
                problems, runs, night = store.check(bodies=False), store.runs(limit=1), store.last_night()
                last, people, where = (runs[0] if runs else None), everybody(config, store), store.where
            yield here.database(where, problems)
        except OmfeedError as error:
            yield Finding(what="database", verdict=Verdict.BROKEN, words=error.message, todo=error.hint)
    yield here.clock(now, last)
    yield here.zone(config.time_zone, now)
    if old is None:
        yield here.last_night(now, night, last)
    for what, todo in missing_templates(config.templates):
        yield Finding(what="templates", verdict=Verdict.LOOK, words=what, todo=todo)
    yield from here.templates(edition_of(config), now)
    if offline:
        return
    from omfeed.net.client import Client
    from omfeed.net.dial import Dialler
    from omfeed.net.retry import NEVER

    # A host that sends us elsewhere has answered: nobody is followed.
    limits = replace(config.limits, total=min(config.limits.total, 15.0), redirects=0)
    with Client(limits, user_agent=config.user_agent, proxy=config.proxy, retries=NEVER) as net:
        answers, ahead = there.sources(net, config.sources, clock_at(None))
    yield from answers
    yield here.drift(ahead)
    yield from there.relay(config.mail)
    yield from there.webhooks(people, {**os.environ, **config.secrets}, Dialler())


def _count(cli: Cli) -> int:
    return sum(source.enabled for source in cli.config.sources)


def _older(database: str | Path) -> Finding | None:
    """What is to be said of a database that an older omfeed wrote; opening it would upgrade it."""
    from omfeed.doctor import here
    from omfeed.store.peek import HEAD, outdated

    if not isinstance(database, Path):
        return None
    found = outdated(database)
    return here.schema(database, found, HEAD) if found else None


def _modes(paths: Iterable[Path]) -> list[tuple[Path, int]]:
    """The modes of files, as far as they are there."""
    return [(path, path.stat().st_mode) for path in paths if path.exists()]


def _written(cli: Cli) -> list[Path]:
    """Where a run writes: each folder, or the nearest above it that is there already."""
    config = cli.config
    folders = [config.output, config.outbox]
    if isinstance(config.database, Path):
        folders.append(config.database.parent)
    places = [folder.absolute() for folder in folders]
    return list(dict.fromkeys(next(one for one in (place, *place.parents) if one.exists()) for place in places))


def _trusted(cli: Cli) -> list[Path]:
    """What omfeed believes."""
    config = cli.config
    named = [config.file or DEFAULT_CONFIG, config.fleet_file, config.outbox, *config.templates]
    return [*named, config.database] if isinstance(config.database, Path) else named


def _secret(cli: Cli) -> list[Path]:
    """Files that hold secrets: the certificate, the environment that the schedule names, a ``.env`` of any name."""
    config = cli.config
    beside = (config.file or DEFAULT_CONFIG).absolute().parent
    found = [path for path in sorted(beside.glob("*.env")) if path.is_file()]
    found += [path for path in (beside / ".env", Path("/etc/omfeed.env")) if path.is_file()]
    if config.graph is not None and config.graph.certificate is not None:
        found.append(config.graph.certificate)
    return list(dict.fromkeys(found))


def _records(cli: Cli) -> list[tuple[Path, int]]:
    """The database where it is a file, what lies beside it, and of the folder of letters what any is open to."""
    config = cli.config
    found = []
    if isinstance(config.database, Path):
        beside = sorted(config.database.parent.glob(f"{glob.escape(config.database.name)}*"))
        # The lock is empty and means nothing.
        found = _modes(path for path in beside if path.suffix != ".lock")
    letters = [path.stat().st_mode for path in config.outbox.rglob("*") if path.is_file()]
    return [*found, (config.outbox, reduce(or_, letters))] if letters else found
