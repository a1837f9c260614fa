"""Makes of a letter about one matter what a ticket system or its mailbox is told, by templates anybody may replace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from omfeed.deliver.letters import Letter, Line
from omfeed.deliver.outcome import Later, Never, Outcome
from omfeed.deliver.tickets import FORMS, Say, desk, hand_over
from omfeed.deliver.tickets.talk import Net
from omfeed.deliver.webhook import digest, external_id
from omfeed.digest.ticket import TicketContext, bodies, mail_form
from omfeed.errors import ConfigError
from omfeed.model import Subscription, TicketSystem


def send(
    letter: Letter,
    subscription: Subscription,
    url: str,
    secret: str,
    net: Net,
    *,
    key: str,
    again: bool,
    folders: Sequence[Path] = (),
) -> Outcome:
    """Bring the ticket of a letter's matter to where it should be.

    Args:
        letter: of one matter.
        subscription: whose; with its system.
        url: of the project or table.
        secret: token, or ``user:password``.
        net: the guarded client.
        key: the delivery's key.
        again: whether an earlier attempt may have arrived.
        folders: the user's folders of templates.

    Raises:
        DeliveryError: the address is none of such a project.
    """
    if subscription.system is None or not letter.lines:
        return Never(error="There is no matter to make a ticket of.")
    line = letter.lines[0]
    try:
        made = bodies(context(letter, line, key=key), subscription.system, FORMS, folders)
    except ConfigError as error:
        return Later(error=str(error))
    say = Say(action=letter.action, external_id=external_id(line), mark=digest(key), bodies=made, again=again)
    return hand_over(desk(subscription.system, url, secret, net, allow_private=subscription.allow_private), say)


def as_mail(letter: Letter, system: TicketSystem, *, key: str, folders: Sequence[Path] = ()) -> str:
    """The text of a mail of one matter in the form that a system's mailbox reads.

    Raises:
        ConfigError: a template of the user's cannot be used.
    """
    line = letter.lines[0]
    return mail_form(context(letter, line, key=key), system, folders)


def context(letter: Letter, line: Line, *, key: str) -> TicketContext:
    """What templates of tickets are given."""
    return TicketContext(
        language=letter.language,
        subject=letter.subject,
        external_id=external_id(line),
        mark=digest(key),
        action=letter.action,
        title=line.title,
        url=line.url,
        text=letter.text,
        facts=letter.summary,
        severity=line.severity,
        severity_word=line.severity_word,
        kind_word=line.kind_word,
        update_word=line.update_word if letter.action != "opened" else "",
        meaning=line.meaning,
        platforms=line.platforms,
        devices=line.devices,
        due=line.due,
        due_iso=line.due_iso,
        action_required=line.action_required,
        owner=line.owner,
        source=line.source,
    )
