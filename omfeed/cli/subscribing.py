"""``omfeed subscribe`` and ``unsubscribe``: who gets what, from the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

import click

from omfeed.cli.context import Cli, Moment, clock_at, pass_cli
from omfeed.cli.options import PLATFORMS
from omfeed.config.mailing import ENROLMENTS
from omfeed.errors import ConfigError
from omfeed.model import Audience, Cadence, Channel, Nature, RuleAction, Severity, TicketSystem

if TYPE_CHECKING:
    from omfeed.model import Subscription

_FILES: Final = ("feed", "calendar")
"""Channels that are files and have no address."""
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@click.command(
    short_help="Subscribe somebody.",
    epilog="Example: omfeed subscribe helpdesk-mac --mail mac@example.com --for helpdesk --platform macos",
)
@click.argument("subscription_id", metavar="ID")
@click.option("--mail", metavar="ADDRESS", help="By mail to one address.")
@click.option("--webhook", "hook", metavar="VARIABLE", help="To the webhook whose address this variable holds.")
@click.option(
    "--as",
    "channel",
    type=click.Choice(["teams", "slack", "webhook", "ticket", "apprise", "feed", "calendar"]),
    help="What the variable's address is of, or which file to keep.",
)
@click.option(
    "--signed-with",
    "secret",
    metavar="VARIABLE",
    help="Variable that holds the key for signing, or the system's token.",
)
@click.option(
    "--system", type=click.Choice([str(one) for one in TicketSystem]), help="For tickets, and mails of one matter each."
)
@click.option(
    "--for",
    "audience",
    type=click.Choice([str(one) for one in Audience]),
    default="admin",
    show_default=True,
    help="For whom it is written.",
)
@click.option("--platform", "platforms", multiple=True, type=PLATFORMS, help="Only this platform; repeatable.")
@click.option(
    "--enrolment",
    "enrolment",
    multiple=True,
    type=click.Choice(ENROLMENTS),
    help="Only this way of enrolling; likewise.",
)
@click.option(
    "--nature",
    "natures",
    multiple=True,
    type=click.Choice([str(one) for one in Nature]),
    help="Only this sort of news; likewise.",
)
@click.option("--source", "sources", multiple=True, metavar="ID", help="Only this source; likewise.")
@click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="Only this topic; likewise.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only what a rule of yours tagged so; likewise.")
@click.option("--word", "words", multiple=True, metavar="WORDS", help="Only entries with these words; likewise.")
@click.option(
    "--severity",
    type=click.Choice([str(one) for one in Severity]),
    default="low",
    show_default=True,
    help="Leave out what is less severe.",
)
@click.option("--only-action", is_flag=True, help="Only what somebody must act on.")
@click.option("--only-visible", is_flag=True, help="Only what users will notice.")
@click.option("--only-ours", is_flag=True, help="Not what is known to touch none of our devices.")
@click.option(
    "--cadence",
    type=click.Choice([str(one) for one in Cadence]),
    default="daily",
    show_default=True,
    help="How often; critical is at once, and only what is critical.",
)
@click.option("--weekday", type=click.Choice(_WEEKDAYS), default="monday", show_default=True, help="For weekly.")
@click.option("--workdays", is_flag=True, help="Not on Saturday and Sunday; Monday tells it all.")
@click.option(
    "--pause-until", "paused", type=Moment(), metavar="DAY", help="Nothing before this day; what it missed comes then."
)
@click.option("--not-before", default="00:00", show_default=True, metavar="HH:MM", help="Not before this time of day.")
@click.option("--zone", default="UTC", show_default=True, metavar="ZONE", help="Time zone, such as Europe/Berlin.")
@click.option("--language", default="en", show_default=True, metavar="LANGUAGE", help="Language of the message.")
@click.option("--each", is_flag=True, help="One message for each matter.")
@click.option(
    "--most", type=click.IntRange(min=1), metavar="N", help="With --each: so many at a time; one more tells the rest."
)
@click.option("--allow-private", is_flag=True, help="The address may stand inside the house.")
@pass_cli
def subscribe(cli: Cli, /, subscription_id: str, **said: object) -> None:
    """Subscribe somebody under the name ID; a subscription of that name is replaced."""
    from omfeed.config.single import subscription
    from omfeed.dispatch.schedule import ANY_TIME

    channel = said["channel"]
    if not (said["mail"] or said["hook"] or channel):
        raise click.UsageError("Say by which way: --mail ADDRESS, --webhook VARIABLE, or --as feed or calendar.")
    if not (said["mail"] or said["hook"] or channel in _FILES):
        raise click.UsageError(f"--as {channel} needs --webhook: the name of the variable that holds its address.")
    one = subscription(dict(_keys(subscription_id, said)))
    now = clock_at(None).now()
    _check(cli, one, now)
    with cli.store(now) as store:
        new = store.people.subscribe(one, now)
    cli.say(f"{'Subscribed' if new else 'Changed'} “{one.id}”. `omfeed subscriptions preview {one.id}` shows the past.")
    if one.at != ANY_TIME and one.channel not in {Channel.FEED, Channel.CALENDAR}:
        cli.say(f"It comes with the first `omfeed deliver` after {one.at} {one.time_zone}: put that into cron, too.")


def _check(cli: Cli, one: Subscription, now: datetime) -> None:
    """Refuse what is well formed and yet cannot be meant.

    Raises:
        ConfigError: its name is taken, nobody sends mail, or it names what there is not.
    """
    from omfeed.assess.topics import topic_names
    from omfeed.dispatch.schedule import local_day

    if any(known.id == one.id for known in cli.config.subscriptions):
        raise ConfigError(f"“{one.id}” stands in omfeed.toml.", hint="Change it there, or choose another name.")
    if one.channel is Channel.MAIL and not cli.config.mail.sender:
        raise ConfigError("Nobody sends mail yet.", hint="Put a table [mail] with sender and host into omfeed.toml.")
    known = {source.id for source in cli.config.sources}
    for name in one.wanted.sources:
        if name not in known:
            raise ConfigError(f"There is no source “{name}”.", hint="`omfeed sources list` names them.")
    tags = {rule.value for rule in cli.config.rules if rule.action is RuleAction.TAG}
    for name in one.wanted.tags:
        if name not in tags:
            raise ConfigError(f"No rule sets the tag “{name}”.", hint='A [[rule]] with action = "tag" sets one.')
    topics = topic_names()
    for name in one.wanted.topics:
        if name not in topics:
            raise ConfigError(f"There is no topic “{name}”.", hint=f"There are: {', '.join(topics)}.")
    if one.paused_until is not None and one.paused_until <= local_day(one, now):
        raise ConfigError(
            f"{one.paused_until} is no day ahead.", hint="--pause-until names the day on which it goes on."
        )


@click.command(short_help="End a subscription.")
@click.argument("subscription_id", metavar="ID")
@pass_cli
def unsubscribe(cli: Cli, subscription_id: str) -> None:
    """End the subscription ID; nothing more is sent, also of what was planned."""
    now = clock_at(None).now()
    with cli.store(now) as store:
        ended = store.people.unsubscribe(subscription_id, now)
    if not ended:
        in_file = any(one.id == subscription_id for one in cli.config.subscriptions)
        hint = "It stands in omfeed.toml: take it out there." if in_file else "`omfeed subscriptions list` names them."
        raise ConfigError(f"There is no subscription “{subscription_id}” made from the command line.", hint=hint)
    cli.say(f"“{subscription_id}” gets nothing more.")


def _keys(subscription_id: str, said: dict[str, object]) -> Iterator[tuple[str, object]]:
    """What was said as the keys of ``[[subscription]]``; what was not said is left out."""
    named = {
        "audience": said["audience"],
        "minimum_severity": said["severity"],
        "only_action_required": said["only_action"],
        "only_user_visible": said["only_visible"],
        "only_ours": said["only_ours"],
        "cadence": said["cadence"],
        "weekday": said["weekday"],
        "at": said["not_before"],
        "time_zone": said["zone"],
        "language": said["language"],
        "each": said["each"],
        "most": said["most"],
        "workdays": said["workdays"],
        "allow_private": said["allow_private"],
        "paused_until": said["paused"].date() if isinstance(said["paused"], datetime) else None,
        "to": said["mail"],
        "to_env": said["hook"],
        "secret_env": said["secret"],
        "system": said["system"],
    }
    yield "id", subscription_id
    yield "channel", "mail" if said["mail"] else said["channel"] or "webhook"
    for name in ("platforms", "enrolment", "natures", "sources", "topics", "tags", "words"):
        value = said[name]
        if isinstance(value, tuple) and value:
            yield name, list(value)
    yield from ((name, value) for name, value in named.items() if value is not None)
