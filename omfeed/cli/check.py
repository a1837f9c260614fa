"""``omfeed check``: whether the configuration does what its owner means, before a night finds out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from omfeed.cli.context import DEFAULT_CONFIG, Cli, clock_at, echo, echo_json, pass_cli
from omfeed.cli.printing import counted
from omfeed.errors import ConfigError, OmfeedError
from omfeed.model import Channel, Subscription

if TYPE_CHECKING:
    from omfeed.config import Config


@click.command(
    short_help="Check the configuration; nothing is fetched or sent.",
    epilog="In CI, before a changed omfeed.toml goes live:   omfeed -q check",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
@pass_cli
def check(cli: Cli, as_json: bool) -> None:
    """Check omfeed.toml and all it names: sources, collectors, time zones, templates, owners, secrets.

    What a night would stumble over is a fault and ends with exit code 2; what may be meant so is a remark.
    """
    config = cli.config
    now = clock_at(None).now()
    people = _people(cli, now)
    faults = [
        *collector_faults(config),
        *template_faults(config, people, now),
        *ticket_faults(config, people),
        *library_faults(people),
        *owner_faults(config),
        *topic_faults(config, people),
    ]
    remarks = [
        *source_remarks(config),
        *missing_templates(config.templates),
        *stray_templates(config.templates),
        *secret_remarks(config),
        *owner_remarks(config),
        *hour_remarks(config, people),
        *((f"{name} is off: {why}", "") for name, why in config.unread.items()),
    ]
    for weight, found in (("fault", faults), ("remark", remarks)):
        for what, todo in found:
            if as_json:
                echo_json({"weight": weight, "what": what, "todo": todo})
            else:
                echo(f"{weight}: {what}\n    {todo}" if todo else f"{weight}: {what}")
    cli.say(
        f"{config.file or 'No omfeed.toml, the defaults'}: "
        f"{counted(sum(source.enabled for source in config.sources), 'source')}, "
        f"{counted(len(config.subscriptions), 'subscription')}, {counted(len(config.owners), 'owner')}; "
        f"{counted(len(faults), 'fault')}, {counted(len(remarks), 'remark')}."
    )
    if cli.config_path is None and not DEFAULT_CONFIG.exists():
        cli.say("There is no omfeed.toml here; `omfeed init` writes one.")
    sys.exit(ConfigError.exit_code if faults else 0)


def collector_faults(config: Config) -> Iterator[tuple[str, str]]:
    """Sources that are on and that nothing can read: what is wrong, and what to do."""
    from omfeed.collect import registry

    for source in config.sources:
        for name in filter(None, (source.collector, source.follow) if source.enabled else ()):
            try:
                registry.load(name)
            except ConfigError as error:
                yield f"Source “{source.id}”: {error.message}", error.hint


def source_remarks(config: Config) -> Iterator[tuple[str, str]]:
    """That nothing is watched."""
    from omfeed.cli.sources import NONE_ON

    if not any(source.enabled for source in config.sources):
        what, _, todo = NONE_ON.partition(" `")
        yield what, f"`{todo}"


def missing_templates(folders: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Folders of the user's templates that are not there: a night says so, too, and uses the bundled ones."""
    for folder in folders:
        if not folder.is_dir():
            yield (
                f"The templates folder {folder} is not there; omfeed's own are used.",
                "Make it, or take it out of [output] templates.",
            )


def stray_templates(folders: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Files in the user's folders that look like templates of ours and, by a slip of the pen, replace none."""
    from difflib import get_close_matches

    from omfeed import resources

    bundled = resources.path("templates")
    ours = [path.relative_to(bundled).as_posix() for path in sorted(bundled.rglob("*")) if path.is_file()]
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            if name not in ours and (near := get_close_matches(name, ours, n=1, cutoff=0.8)):
                yield f"The template {path} replaces none of omfeed's.", f"Did you mean {near[0]}?"


def owner_faults(config: Config) -> Iterator[tuple[str, str]]:
    """Platforms that we manage and nobody owns by name, once anybody owns anything."""
    from omfeed.duty import unowned

    if not config.owners:
        return
    for platform in unowned(config.fleet, config.owners):
        names = " or ".join(f"“{owner.name}”" for owner in config.owners[:3])
        yield (
            f"{platform.label} is managed and nobody owns it.",
            f'Add "{platform}" to platforms of an [[owner]], such as {names}.',
        )


def topic_faults(config: Config, subscriptions: Sequence[Subscription]) -> Iterator[tuple[str, str]]:
    """Topics that are named and that no entry is ever given."""
    from omfeed.assess.topics import topic_names

    known = topic_names()
    named = [
        *((f"Subscription “{one.id}”", one.wanted.topics) for one in subscriptions),
        *((f"Audience {name}", wanted.topics) for name, wanted in config.audiences.items()),
        *((f"Owner “{one.name}”", one.topics) for one in config.owners),
    ]
    for who, topics in named:
        for name in topics:
            if name not in known:
                yield f"{who} names the topic “{name}”, which there is not.", f"There are: {', '.join(known)}."


def owner_remarks(config: Config) -> Iterator[tuple[str, str]]:
    """That nobody owns anything of a fleet that is known."""
    if config.fleet.platforms and not config.owners:
        yield (
            "Nobody owns anything yet: no matter has an owner, and nobody is told when one is overlooked.",
            "Write [[owner]] with a name, platforms and a deputy; exactly one with awareness = true.",
        )


def hour_remarks(config: Config, subscriptions: Sequence[Subscription]) -> Iterator[tuple[str, str]]:
    """Who can only be served by day, which a run in the night does not do."""
    from omfeed.dispatch.schedule import ANY_TIME

    timed = [one.id for one in subscriptions if one.at != ANY_TIME and one.channel not in _FILES]
    more = " …" if len(timed) > 3 else ""
    who = [f"{counted(len(timed), 'subscription')} with a time of day ({', '.join(timed[:3])}{more})"] if timed else []
    who += ["deputies, who are told within working hours"] if any(owner.deputy for owner in config.owners) else []
    if who:
        yield (
            f"There are {' and '.join(who)}: `omfeed run` alone does not serve them.",
            "Have `omfeed deliver` run by day, too: `omfeed schedule install` writes both.",
        )


def secret_remarks(config: Config) -> Iterator[tuple[str, str]]:
    """Environment variables that are named and not set for whoever runs this check."""
    mail = config.mail
    named = [mail.password_env, mail.client_secret_env]
    named += [one.to for one in config.subscriptions if one.channel in _BY_WEB]
    named += [one.secret for one in config.subscriptions]
    for name in dict.fromkeys(name for name in named if name):
        if name not in config.secrets:
            yield f"The environment variable {name} is not set here.", "Set it for the user that runs omfeed."


_FILES = frozenset({Channel.FEED, Channel.CALENDAR})
_BY_WEB = frozenset({Channel.TEAMS, Channel.SLACK, Channel.WEBHOOK, Channel.TICKET, Channel.APPRISE})


def library_faults(subscriptions: Sequence[Subscription]) -> Iterator[tuple[str, str]]:
    """Subscriptions that need a library which is not installed."""
    from omfeed.deliver.others import INSTALL, is_installed

    for one in subscriptions:
        if one.channel is Channel.APPRISE and not is_installed():
            yield f"Subscription “{one.id}” needs Apprise, which is not installed.", f"Run: {INSTALL}"


def ticket_faults(config: Config, subscriptions: Sequence[Subscription]) -> Iterator[tuple[str, str]]:
    """Bodies of tickets that cannot be made, tried on an invented matter."""
    from omfeed.deliver.letters import Letter, Line
    from omfeed.deliver.tickets import FORMS
    from omfeed.digest.ticket import bodies
    from omfeed.dispatch.ticketing import as_mail, context

    line = Line(title="A check of the templates", story="check", action="updated", due_iso="2027-01-15")
    letter = Letter(subject=line.title, text="Words about it.", lines=(line,), follows="check")
    for system in dict.fromkeys(one.system for one in subscriptions if one.system):
        try:
            bodies(context(letter, line, key="check"), system, FORMS, config.templates)
            as_mail(letter, system, key="check", folders=config.templates)
        except ConfigError as error:
            yield error.message, error.hint


def template_faults(config: Config, subscriptions: Sequence[Subscription], now: datetime) -> Iterator[tuple[str, str]]:
    """Templates and languages in which a digest, a mail or a notice cannot be laid out, tried on an invented night."""
    from omfeed.tryout import tried

    languages = [config.language, *(one.language for one in subscriptions)]
    for error in tried(config.templates, config.fleet, languages, now):
        yield error.message, error.hint


def _people(cli: Cli, now: datetime) -> tuple[Subscription, ...]:
    """Everybody who is subscribed; those of the database only where there is one already: a check makes none."""
    config = cli.config
    if isinstance(config.database, str) or config.database.exists():
        from omfeed.dispatch.evening import everybody

        try:
            with cli.recorded(now) as store:
                return everybody(config, store)
        except OmfeedError as error:
            cli.say(f"The database could not be asked: {error}")
    return config.subscriptions
