"""``omfeed deliver``, ``deliveries``, ``subscribe``, ``unsubscribe``, ``subscriptions``: who gets what, and whether."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from omfeed.cli.context import Cli, Moment, clock_at, complain, echo, echo_json, pass_cli
from omfeed.cli.locking import locked
from omfeed.cli.options import limit
from omfeed.cli.printing import columns, counted, fitted
from omfeed.cli.since import Since
from omfeed.errors import ConfigError, OmfeedError

if TYPE_CHECKING:
    from omfeed.clock import Clock
    from omfeed.dispatch.evening import Evening
    from omfeed.store import Store
    from omfeed.store.values import Delivery

_AT = click.option("--at", "now_at", type=Moment(), metavar="MOMENT", help="Work as if it were this moment.")


@click.command(
    short_help="Send what is due; keep feeds and calendars.",
    epilog="From cron, every quarter of an hour:   7,22,37,52 * * * *  cd /srv/omfeed && omfeed -q deliver",
)
@click.option("--json", "as_json", is_flag=True, help="Say how it went as one JSON object.")
@_AT
@pass_cli
def deliver(cli: Cli, as_json: bool, now_at: datetime | None) -> None:
    """Send what is due: mails, chat posts, webhooks; keep feeds and calendars.

    Run it as often as you like: nothing is sent twice, and what could not be sent is tried again, ever more patiently,
    for three days.
    """
    clock = clock_at(now_at)
    with locked(cli), cli.store(clock.now()) as store:
        done = send(cli, store, clock)
    tally = done.tally
    if as_json:
        echo_json(
            {
                "planned": done.plans.planned,
                "sent": tally.sent,
                "waiting": done.waiting,
                "refused": tally.refused,
                "files": done.files,
            }
        )
    else:
        tell_post(cli, done)
    tell_stand_ins(done.faults)
    if done.faults or not done.all_well:
        sys.exit(3)


def tell_stand_ins(faults: Iterable[str]) -> None:
    """Say which of the user's templates could not be used, and what was done about it."""
    for fault in faults:
        complain(f"{fault} The bundled one stands in.", hint="`omfeed check` tries them all.")


def send(cli: Cli, store: Store, clock: Clock, faults: tuple[str, ...] = ()) -> Evening:
    """Keep files, plan what is due, attempt everything that is.

    Args:
        cli: the call.
        store: the database.
        clock: tells the time.
        faults: templates that the night's digests were written without, for the head of what admins are sent.

    Raises:
        StoreError, DeliveryError, ConfigError: see ``dispatch.evening``.
    """
    from omfeed.cli.nights import edition_of
    from omfeed.dispatch.evening import evening
    from omfeed.net.client import Client

    config = cli.config
    with Client(config.limits, user_agent=config.user_agent, proxy=config.proxy) as net:
        return evening(config, store, net, clock, replace(edition_of(config), faults=faults), environ=os.environ)


def tell_post(cli: Cli, done: Evening) -> None:
    """Say how the post went, in a line or two."""
    tally = done.tally
    files = counted(done.files, "file")
    cli.say(f"{tally.sent} sent, {done.waiting} waiting to be tried again, {tally.refused} refused; {files} written.")
    for said in tally.away:
        complain(said, hint="It was asked no more in this call; what is for it waits.")
    if done.kept:
        complain(
            f"{counted(done.kept, 'critical matter')} without an answer, and nothing was sent in working hours.",
            hint="Put `omfeed deliver` into cron, too; `omfeed schedule install` does.",
        )
    if waiting := done.plans.waiting:
        names = ", ".join(waiting[:3]) + (" …" if len(waiting) > 3 else "")
        complain(
            f"{counted(len(waiting), 'subscription')} waited in vain for the time of day they name ({names}).",
            hint="Nobody sends by day: put `omfeed deliver` into cron, too; `omfeed schedule install` does.",
        )
    if not done.all_well:
        complain("Some deliveries did not arrive.", hint="`omfeed deliveries` says which and why.")


@click.command(
    short_help="List deliveries, and how they went.",
    epilog="Example: omfeed deliveries --state quarantined   then   omfeed deliveries --retry 42",
)
@click.option(
    "--state",
    type=click.Choice(["planned", "sending", "sent", "failed", "expired", "quarantined", "no-longer-wanted"]),
    help="Only those that stand so.",
)
@limit("At most so many, the newest.", default=50)
@click.option(
    "--retry", metavar="ID|all", multiple=True, help="Have one that was put aside attempted anew; repeatable, or all."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a delivery.")
@pass_cli
def deliveries(cli: Cli, state: str | None, limit: int, retry: tuple[str, ...], as_json: bool) -> None:
    """List deliveries, newest first: to whom, how they stand, and what the other side said.

    One that was put aside (quarantined) or has expired is attempted anew with --retry, once what stood in its way is
    put right.
    """
    from omfeed.store.values import DeliveryState

    if retry:
        _retry(cli, retry)
        return
    with cli.recorded(clock_at(None).now()) as store:
        found = store.outbox.listed(DeliveryState(state) if state else None, limit)
    rows: list[tuple[str, ...]] = []
    for one in found:
        if as_json:
            echo_json(_json(one))
        else:
            said = one.error or one.receipt
            to = one.planned.audience.partition(":")[2] or one.planned.recipient
            again = f" (again from {one.next_attempt:%Y-%m-%d %H:%M})" if one.next_attempt else ""
            when = f"{one.planned_at:%Y-%m-%d %H:%M}"
            rows.append((str(one.id), when, one.state, one.planned.channel, to, f"{said}{again}"))
    for row in columns(rows, frozenset({0})) if rows else ():
        echo(row)
    if not found:
        cli.say("There are no such deliveries.")


def _retry(cli: Cli, wanted: tuple[str, ...]) -> None:
    """Let some deliveries, or all that were put aside, be attempted anew.

    Raises:
        OmfeedError: one of them was not put aside; the others are attempted all the same.
    """
    numbers = [int(word) for word in dict.fromkeys(wanted) if word.isdecimal() and int(word)]
    if wanted != ("all",) and len(numbers) != len(set(wanted)):
        raise click.BadParameter("give numbers of deliveries, or the word all.", param_hint="--retry")
    with cli.recorded(clock_at(None).now()) as store:
        if not numbers:
            found = store.outbox.release()
            cli.say(f"{counted(found, 'delivery', 'deliveries')} put aside are attempted by the next `omfeed deliver`.")
            return
        released = [number for number in numbers if store.outbox.release(number)]
    for number in released:
        cli.say(f"Delivery {number} is attempted by the next `omfeed deliver`.")
    if missing := [number for number in numbers if number not in released]:
        raise OmfeedError(
            f"There is no delivery {', '.join(map(str, missing))} that was put aside or has expired.",
            hint="`omfeed deliveries --state quarantined` lists them.",
        )


@click.group(short_help="See who is subscribed, and try a subscription on the past.")
def subscriptions() -> None:
    """See who is subscribed, and try a subscription on the past before you trust it."""


@subscriptions.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a subscription.")
@pass_cli
def list_(cli: Cli, as_json: bool) -> None:
    """List everybody, those of omfeed.toml first."""
    from omfeed.dispatch.desk import BEGUN
    from omfeed.dispatch.evening import everybody

    now = clock_at(None).now()
    database = cli.config.database
    if isinstance(database, Path) and not database.exists():
        people, lasts = cli.config.subscriptions, {}
    else:
        with cli.recorded(now) as store:
            people, lasts = everybody(cli.config, store), dict(store.last_digests())
    rows: list[tuple[str, ...]] = []
    for one in people:
        last = lasts.get(f"subscription:{one.id}")
        if last and last.sha256 == BEGUN:
            last = None
        if as_json:
            echo_json(
                {
                    "id": one.id,
                    "channel": one.channel,
                    "to": one.to,
                    "audience": one.audience,
                    "cadence": one.cadence,
                    "last": last.at.isoformat() if last else None,
                    "paused_until": one.paused_until.isoformat() if one.paused_until else None,
                }
            )
        else:
            told = f"last {last.at:%Y-%m-%d %H:%M}" if last else "nothing yet"
            paused = f", paused until {one.paused_until}" if one.paused_until and one.paused_until > now.date() else ""
            rows.append((one.id, f"{one.channel} {one.to}", one.audience, one.cadence, f"{told}{paused}"))
    for row in columns(rows) if rows else ():
        echo(row)
    if not people:
        cli.say("Nobody is subscribed. `omfeed subscribe --help` tells how.")


@subscriptions.command(epilog="Example: omfeed subscriptions preview helpdesk-mobile --since 90d")
@click.option("--since", type=Since(), help="A date, or days such as 90d (default: the last 90 days).")
@click.argument("subscription_id", metavar="ID")
@pass_cli
def preview(cli: Cli, since: datetime | None, subscription_id: str) -> None:
    """Show what a subscription would have brought, message by message. Nothing is sent."""
    from omfeed.dispatch.evening import everybody
    from omfeed.dispatch.preview import preview as previewed

    now = clock_at(None).now()
    with cli.recorded(now) as store:
        one = next((one for one in everybody(cli.config, store) if one.id == subscription_id), None)
        if one is None:
            raise ConfigError(
                f"There is no subscription “{subscription_id}”.", hint="`omfeed subscriptions list` names them."
            )
        found = previewed(store, one, since or now - timedelta(days=90))
    for sent in found.messages:
        echo(f"{sent.day}  {counted(len(sent.items), 'change')}")
        for item in sent.items:
            echo(fitted(f"    {item.id}  {item.assessment.severity:<8}  {item.change.entry.title}"))
    over = f"; {counted(found.passed_over, 'other change')} passed over" if found.passed_over else ""
    echo(f"{counted(len(found.messages), 'message')}, {counted(found.told, 'change')}{over}.")


def _json(one: Delivery) -> dict[str, object]:
    return {
        "id": one.id,
        "to": one.planned.audience.partition(":")[2],
        "channel": one.planned.channel,
        "state": one.state,
        "attempts": one.attempts,
        "planned": one.planned_at.isoformat(),
        "settled": one.settled_at.isoformat() if one.settled_at else None,
        "next": one.next_attempt.isoformat() if one.next_attempt else None,
        "uncertain": one.uncertain,
        "error": one.error,
        "receipt": one.receipt,
    }
