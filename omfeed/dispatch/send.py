"""Sends what is planned: each delivery by itself, so that one refused address harms no other.

A delivery is claimed, attempted once, and settled. What may pass is tried again later, ever more patiently, until the
message is old news; what is refused for good is put aside for a person to look at.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Final, Protocol

from omfeed.clock import Clock
from omfeed.deliver import mail, slack, teams, webhook
from omfeed.deliver.letters import Letter
from omfeed.deliver.outcome import Delivered, Later, Never, Outcome, Unwanted, of_answer
from omfeed.dispatch.desk import PREFIX
from omfeed.dispatch.plan import PATIENCE
from omfeed.errors import DeliveryError
from omfeed.faults import Hook, nothing
from omfeed.model import Channel, Subscription
from omfeed.net.request import Fetched, Request
from omfeed.store import Store
from omfeed.store.values import Delivery, DeliveryState

BATCH: Final = 10
"""Deliveries claimed at once; few, so that a claim never grows old while others are being sent."""
_FIRST_WAIT: Final = timedelta(minutes=5)
_LONGEST_WAIT: Final = timedelta(hours=6)
_SILENT: Final = 2
"""After so many messages in a row that were not answered in time, a receiver is asked no more in this call."""
_CHAT: Final = frozenset({Channel.TEAMS, Channel.SLACK})


class Net(Protocol):
    """The way out for webhooks."""

    def send(self, request: Request) -> Fetched:
        """One attempt at a request that changes something."""
        ...


class Mailer(Protocol):
    """Whoever takes mails."""

    def send(self, message: EmailMessage, sender: str, recipient: str) -> Outcome:
        """Hand one mail over."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways on which deliveries go."""

    net: Net
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)
    """Values of environment variables by name."""
    sender: mail.Sender | None = None
    mailer: Mailer | None = None
    templates: tuple[Path, ...] = ()
    """The user's folders of templates, for tickets."""
    sleep: Callable[[float], None] = time.sleep
    """Keeps the pace that chat services ask for; tests give one that does not wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How an evening at the post went."""

    sent: int = 0
    later: int = 0
    """To be tried again."""
    refused: int = 0
    """Put aside; a person has to look."""
    dropped: int = 0
    """Nobody wants them any more."""
    away: tuple[str, ...] = ()
    """What was said of those that did not answer, and were asked no more."""

    def plus(self, outcome: Outcome) -> Tally:
        """This and one more."""
        if isinstance(outcome, Delivered):
            return replace(self, sent=self.sent + 1)
        if isinstance(outcome, Unwanted):
            return replace(self, dropped=self.dropped + 1)
        return (
            replace(self, later=self.later + 1)
            if isinstance(outcome, Later)
            else replace(self, refused=self.refused + 1)
        )


def send_due(
    store: Store,
    subscriptions: Sequence[Subscription],
    outbox: Path,
    ways: Ways,
    clock: Clock,
    *,
    hook: Hook = nothing,
) -> Tally:
    """Attempt every delivery that is due, once.

    Args:
        store: the outbox and its records.
        subscriptions: who is subscribed now; a delivery to one who no longer is, is dropped.
        outbox: folder of the letters.
        ways: mail and network.
        clock: tells the time of each attempt.
        hook: called at each point at which it may be cut off.

    Raises:
        StoreError: the database could not be read or written.
    """
    known = {subscription.id: subscription for subscription in subscriptions}
    tally = Tally()
    silent: dict[str, int] = {}
    away: dict[str, str] = {}
    while batch := store.outbox.claim(clock.now(), BATCH, away=tuple(away)):
        for delivery in batch:
            hook("dispatch.claimed")
            other_side = _other_side(delivery)
            if other_side in away:
                outcome: Outcome = Later(error=away[other_side])
            else:
                person = known.get(delivery.planned.audience.removeprefix(PREFIX))
                outcome = _attempt(store, delivery, person, outbox, ways, clock)
                silent[other_side] = silent.get(other_side, 0) + 1 if _is_silent(outcome) else 0
                if isinstance(outcome, Later) and silent[other_side] >= _SILENT:
                    away[other_side] = outcome.error
                    tally = replace(tally, away=(*tally.away, outcome.error))
            hook("dispatch.sent")
            outcome = _patient(delivery, outcome, clock.now())
            _settle(store, delivery, outcome, clock.now())
            hook("dispatch.settled")
            tally = tally.plus(outcome)
    return tally


def next_attempt(delivery: Delivery, outcome: Later, now: datetime) -> datetime:
    """When a delivery is tried again: twice as late each time, or when the other side asked for it."""
    doubled = _FIRST_WAIT * (1 << min(delivery.attempts - 1, 10))
    asked = timedelta(seconds=outcome.wait or 0)
    return now + max(min(doubled, _LONGEST_WAIT), min(asked, _LONGEST_WAIT))


def _patient(delivery: Delivery, outcome: Outcome, now: datetime) -> Outcome:
    """The outcome, or that a person has to look: what no later message says is not given up in silence."""
    waited = now - delivery.planned_at
    if isinstance(outcome, Later) and delivery.planned.expires is None and waited >= PATIENCE:
        return Never(error=f"It could not be delivered for {waited.days} days; at last: {outcome.error}")
    return outcome


def _other_side(delivery: Delivery) -> str:
    """Who is asked to take it: the one relay of all mails, else the receiver itself."""
    return Channel.MAIL.value if delivery.planned.channel == Channel.MAIL else delivery.planned.recipient


def _is_silent(outcome: Outcome) -> bool:
    return isinstance(outcome, Later) and outcome.is_away


def _settle(store: Store, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
    if isinstance(outcome, Delivered):
        store.outbox.settle(delivery.id, DeliveryState.SENT, now, receipt=outcome.receipt)
    elif isinstance(outcome, Unwanted):
        store.outbox.settle(delivery.id, DeliveryState.UNWANTED, now, error=outcome.why)
    elif isinstance(outcome, Never):
        store.outbox.settle(delivery.id, DeliveryState.QUARANTINED, now, error=outcome.error)
    else:
        again = next_attempt(delivery, outcome, now)
        store.outbox.settle(delivery.id, DeliveryState.FAILED, now, error=outcome.error, next_attempt=again)


def _attempt(
    store: Store, delivery: Delivery, subscription: Subscription | None, outbox: Path, ways: Ways, clock: Clock
) -> Outcome:
    planned = delivery.planned
    if subscription is None:
        return Unwanted(why="Nobody is subscribed under this name any more.")
    if (subscription.channel, subscription.to) != (planned.channel, planned.recipient):
        return Never(error="The subscription has another address now; its next message goes there.")
    try:
        letter = _letter(planned.payload, outbox, planned.path)
        if letter.follows and _waits(store, letter.follows):
            return Later(error="The message that tells this matter first has not arrived yet.")
        if subscription.channel is Channel.MAIL:
            return _by_mail(letter, delivery, subscription, ways)
        return _by_web(letter, delivery, subscription, ways, clock.now())
    except DeliveryError as error:
        return Never(error=str(error))


def _waits(store: Store, first: str) -> bool:
    """Whether what a message follows is known and did not arrive: then it would be an update of nothing."""
    state = store.outbox.states([first]).get(first)
    return state is not None and state[0] not in {DeliveryState.SENT, DeliveryState.UNWANTED}


def _letter(payload: str, outbox: Path, path: str) -> Letter:
    if payload:
        return Letter.from_json(payload)
    try:
        return Letter.from_json((outbox / path).read_text(encoding="utf-8"))
    except OSError as error:
        raise DeliveryError(
            f"The letter {path} cannot be read: {error.strerror or error}.", hint="Was the outbox folder emptied?"
        ) from error


def _by_mail(letter: Letter, delivery: Delivery, subscription: Subscription, ways: Ways) -> Outcome:
    if ways.sender is None or ways.mailer is None:
        return Later(error="Mail is not set up: the table [mail] is missing.")
    if delivery.planned.audience.startswith(PREFIX):
        letter = replace(letter, list_id=subscription.id, list_name=f"omfeed {subscription.id}")
    message = mail.compose(
        letter,
        ways.sender,
        subscription.to,
        key=delivery.planned.key,
        at=delivery.planned_at,
        unsubscribe_key=subscription.id,
    )
    return ways.mailer.send(message, ways.sender.address, subscription.to)


def _by_web(letter: Letter, delivery: Delivery, subscription: Subscription, ways: Ways, now: datetime) -> Outcome:
    url = ways.secrets.get(subscription.to, "")
    if not url:
        return Later(error=f"The environment variable {subscription.to}, which holds the address, is not set.")
    secret = ways.secrets.get(subscription.secret, "")
    if subscription.secret and not secret:
        return Later(error=f"The environment variable {subscription.secret}, which holds the key, is not set.")
    private = subscription.allow_private
    if subscription.channel is Channel.APPRISE:
        from omfeed.deliver import others

        return others.send(letter, url, ways.net, allow_private=private)
    if subscription.channel is Channel.TICKET and subscription.system is not None:
        from omfeed.dispatch import ticketing

        return ticketing.send(
            letter, subscription, url, secret, ways.net,
            key=delivery.planned.key, again=delivery.attempts > 1, folders=ways.templates,
        )  # fmt: skip
    if subscription.channel is Channel.TEAMS:
        request = teams.request(letter, url, allow_private=private)
    elif subscription.channel is Channel.SLACK:
        request = slack.request(letter, url, allow_private=private)
    else:
        request = webhook.request(
            letter,
            url,
            key=delivery.planned.key,
            secret=secret,
            now=now,
            allow_private=private,
            ticket=subscription.channel is Channel.TICKET,
        )
    outcome = of_answer(ways.net.send(request), f"{subscription.channel.capitalize()} of “{subscription.id}”")
    if subscription.channel in _CHAT:
        ways.sleep(teams.PACE)
    return outcome
