"""``omfeed ack``, ``assign``, ``status``, ``tick``, ``awareness``: who looks after a matter, and how far they are."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, assert_never

import click

from omfeed.cli.context import Cli, Moment, clock_at, echo, echo_json, pass_cli
from omfeed.cli.options import CHANGE, item_of
from omfeed.cli.printing import fitted
from omfeed.cli.since import Since
from omfeed.duty import CHECKLIST, Duty, duties, owner_of, said_before
from omfeed.errors import ConfigError
from omfeed.model import Deed, DeedKind, DutyState, Item, Severity

BY = click.option("--by", metavar="NAME", help="Who does it (default: your user name).")
_ALREADY: Final = {
    DeedKind.ACKNOWLEDGED: "Already acknowledged",
    DeedKind.ASSIGNED: "Already given to that owner",
    DeedKind.STATUS: "Already said",
    DeedKind.TICKED: "Already ticked",
    DeedKind.NOTED: "Already noted",
}
NOTE = click.option("--note", default="", metavar="TEXT", help="A word on why.")


@click.command(short_help="Say that you have seen a matter.", epilog="Example: omfeed ack 42")
@BY
@NOTE
@CHANGE
@pass_cli
def ack(cli: Cli, by: str | None, note: str, change: int) -> None:
    """Say that you have seen the matter of CHANGE (its number is in `omfeed changes`)."""
    item = _do(cli, change, DeedKind.ACKNOWLEDGED, by=by, note=note)
    if item is not None:
        cli.say(f"Noted: “{item.change.entry.title}” is seen.")


@click.command(short_help="Give a matter to an owner.", epilog="Example: omfeed assign 42 Ada")
@BY
@NOTE
@CHANGE
@click.argument("owner")
@pass_cli
def assign(cli: Cli, by: str | None, note: str, change: int, owner: str) -> None:
    """Give the matter of CHANGE to OWNER; later changes of the same matter are theirs, too."""
    known = [one.name for one in cli.config.owners]
    if known and owner not in known:
        raise ConfigError(f"There is no owner “{owner}” in omfeed.toml.", hint=f"There are: {', '.join(known)}.")
    item = _do(cli, change, DeedKind.ASSIGNED, owner, by=by, note=note)
    if item is not None:
        cli.say(f"“{item.change.entry.title}” is now with {owner}.")


@click.command(
    short_help="Say, or see, how far you are with a matter.",
    epilog="Example: omfeed status 42 snoozed --until 2026-12-01 --note 'after the freeze'",
)
@BY
@NOTE
@click.option("--until", type=Moment(), help="For snoozed: the day on which it comes back.")
@CHANGE
@click.argument("state", type=click.Choice([str(one) for one in DutyState]), required=False)
@pass_cli
def status(cli: Cli, by: str | None, note: str, until: datetime | None, change: int, state: str | None) -> None:
    """Say how far you are with the matter of CHANGE; without STATE, show it with its whole trail."""
    if state is None:
        _show(cli, change)
        return
    if (until is not None) != (state == DutyState.SNOOZED):
        raise ConfigError(
            "--until goes with snoozed, and snoozed needs it.", hint="Example: snoozed --until 2026-12-01"
        )
    if until is not None and until <= clock_at(None).now():
        raise ConfigError(f"{until:%Y-%m-%d} is past.", hint="--until names the day on which the matter comes back.")
    value = f"{state} {until.date().isoformat()}" if until else state
    item = _do(cli, change, DeedKind.STATUS, value, by=by, note=note)
    if item is not None:
        cli.say(f"“{item.change.entry.title}”: {_state(value)}.")


@click.command(
    short_help="Tick a line of a matter's checklist.",
    epilog="Example: omfeed tick 42 helpdesk-equipped --note 'card printed'",
)
@BY
@NOTE
@CHANGE
@click.argument("line", type=click.Choice(CHECKLIST))
@pass_cli
def tick(cli: Cli, by: str | None, note: str, change: int, line: str) -> None:
    """Tick LINE of the checklist for the matter of CHANGE: admins know, the helpdesk can help, guides fit, users know.

    A line once ticked stays ticked for the whole matter; `omfeed status CHANGE` shows what is left.
    """
    item = _do(cli, change, DeedKind.TICKED, line, by=by, note=note)
    if item is not None:
        cli.say(f"“{item.change.entry.title}”: {line} is ticked.")


@click.command(
    short_help="List what needs action, whose it is, who has seen it.",
    epilog="Example: omfeed awareness --since 2026-11-01",
)
@click.option("--since", type=Since(), help="What was found since a date, or days such as 30d (which is the default).")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a matter.")
@pass_cli
def awareness(cli: Cli, since: datetime | None, as_json: bool) -> None:
    """List the matters that need action or are critical, whose they are, and who has seen them.

    What is known to touch none of your devices is left out.
    """
    from omfeed.digest.cards import judged_of
    from omfeed.digest.select import stories, touches

    now = clock_at(None).now()
    with cli.recorded(now) as store:
        items = store.items(since=since or now - timedelta(days=30))
        standing = duties(store.people.deeds())
    every = [(told, judged_of(told)) for told in stories(items)]
    pressing = [
        (told, judged)
        for told, judged in every
        if (judged.action_required or judged.severity is Severity.CRITICAL) and touches(judged, cli.config.fleet)
    ]
    for told, judged in pressing:
        item = told.lead
        duty = standing.get(told.key, Duty(story=told.key))
        rule = owner_of(judged, cli.config.owners)
        owner = duty.owner or (rule.name if rule else "")
        seen = sorted(duty.acknowledged)
        if as_json:
            echo_json(
                {
                    "change": item.id,
                    "title": item.change.entry.title,
                    "severity": judged.severity,
                    "owner": owner,
                    "state": duty.state,
                    "seen_by": seen,
                    "ticked": list(duty.ticked),
                    "left": left(duty),
                }
            )
        else:
            who = f"seen by {', '.join(seen)}" if seen else "seen by nobody"
            echo(f"{item.id}  {judged.severity:<8}  {duty.state:<8}  {owner or 'nobody'}  {who}")
            echo(fitted(f"    {item.change.entry.title}"))
            if duty.ticked and left(duty):
                echo(f"    not yet: {', '.join(left(duty))}")
    if not pressing:
        cli.say("Nothing needed action in that time.")


def left(duty: Duty) -> list[str]:
    """The lines of the checklist that nobody has ticked."""
    return [line for line in CHECKLIST if line not in duty.ticked]


def _do(cli: Cli, change: int, kind: DeedKind, value: str = "", *, by: str | None, note: str) -> Item | None:
    """Record what somebody did about the matter of a change; none where they said so before, which is told."""
    from omfeed.digest.select import story_of

    now = clock_at(None).now()
    with cli.recorded(now) as store:
        item = item_of(store, change)
        story = story_of(item)
        deed = Deed(story=story, at=now, by=by or me(), kind=kind, value=value, note=note)
        standing = duties(store.people.deeds(story)).get(story, Duty(story=story))
        before = said_before(standing, deed)
        if before is None:
            store.people.record(deed)
            return item
    cli.say(f"{_ALREADY[kind]} on {before.at:%Y-%m-%d} by {before.by}: “{item.change.entry.title}”. Nothing was added.")
    return None


def _show(cli: Cli, change: int) -> None:
    from omfeed.digest.select import story_of

    with cli.recorded(clock_at(None).now()) as store:
        item = item_of(store, change)
        story = story_of(item)
        duty = duties(store.people.deeds(story)).get(story, Duty(story=story))
    rule = owner_of(item.assessment, cli.config.owners)
    echo(f"{item.change.entry.title}")
    back = f" until {duty.snoozed_until}" if duty.state is DutyState.SNOOZED else ""
    echo(f"{duty.state}{back}, owner: {duty.owner or (rule.name if rule else 'nobody')}")
    for line in CHECKLIST:
        echo(f"  [{'x' if line in duty.ticked else ' '}] {line}")
    for line in _trail(duty.trail):
        echo(line)


def _trail(deeds: Sequence[Deed]) -> list[str]:
    return [f"  {deed.at:%Y-%m-%d %H:%M}  {_told(deed)}{f' ({deed.note})' if deed.note else ''}" for deed in deeds]


def _told(deed: Deed) -> str:
    match deed.kind:
        case DeedKind.ACKNOWLEDGED:
            return f"{deed.by} has seen it"
        case DeedKind.ASSIGNED:
            return f"{deed.by} gave it to {deed.value}"
        case DeedKind.TICKED:
            return f"{deed.by} ticked {deed.value}"
        case DeedKind.STATUS | DeedKind.NOTED:
            return f"{deed.by}: {_state(deed.value)}"
        case _:
            assert_never(deed.kind)


def _state(value: str) -> str:
    """A state as it is kept, in words: “snoozed until 2026-12-01”."""
    name, _, day = value.partition(" ")
    return f"{name} until {day}" if name == DutyState.SNOOZED and day else value


def me() -> str:
    """How the person at the keyboard is called here."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise ConfigError("Who are you?", hint="Say so with --by NAME.") from None
