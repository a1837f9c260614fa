"""Keeps one ticket a matter in a ticket system: opened once, followed by notes, closed when the matter is withdrawn.

What is said is made from templates by whoever sends; here is only how each system is asked. A ticket is found by its
external id, so that nothing that was cut off opens a second one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from omfeed.deliver.outcome import Delivered, Outcome
from omfeed.deliver.tickets.github import GitHub
from omfeed.deliver.tickets.jira import Jira
from omfeed.deliver.tickets.servicenow import ServiceNow
from omfeed.deliver.tickets.talk import Net, NotTaken, Ticket
from omfeed.model import TicketSystem

FORMS: Final = ("open", "note", "close")
"""What a ticket system is told, by the names of its templates."""


class Desk(Protocol):
    """A ticket system."""

    def find(self, external_id: str) -> Ticket | None:
        """The ticket of a matter, open or closed."""
        ...

    def open(self, external_id: str, body: Mapping[str, object]) -> Ticket:
        """Open one."""
        ...

    def is_noted(self, ticket: Ticket, mark: str) -> bool:
        """Whether a note with this mark stands on it already."""
        ...

    def note(self, ticket: Ticket, body: Mapping[str, object]) -> None:
        """Add a note."""
        ...

    def close(self, ticket: Ticket, body: Mapping[str, object]) -> bool:
        """Close it, where the system allows; says whether it did."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """What is to become of the ticket of one matter."""

    action: str
    """``opened``, ``updated`` or ``closed``."""
    external_id: str
    """The same for all changes of the matter."""
    mark: str
    """The same at every attempt of this delivery; stands in its note."""
    bodies: Mapping[str, Mapping[str, object]]
    """By the names of ``FORMS``."""
    again: bool = False
    """Whether an earlier attempt may have arrived."""


def desk(system: TicketSystem, url: str, secret: str, net: Net, *, allow_private: bool = False) -> Desk:
    """The ticket system at an address.

    Args:
        system: which one.
        url: of the project, as people open it in a browser.
        secret: a token, or ``user:password``.
        net: the guarded client.
        allow_private: whether it may stand inside the house.

    Raises:
        DeliveryError: the address is none of such a project.
    """
    kinds: Mapping[TicketSystem, type[GitHub] | type[Jira] | type[ServiceNow]] = {
        TicketSystem.GITHUB: GitHub,
        TicketSystem.JIRA: Jira,
        TicketSystem.SERVICENOW: ServiceNow,
    }
    return kinds[system](url, secret, net, allow_private=allow_private)


def hand_over(at: Desk, say: Say) -> Outcome:
    """Bring the ticket of a matter to where it should be; never raises for what the system says."""
    try:
        return Delivered(receipt=_done(at, say))
    except NotTaken as error:
        return error.outcome


def _done(at: Desk, say: Say) -> str:
    if isinstance(at, ServiceNow) and at.imports:
        further = {"opened": (), "updated": ("note",), "closed": ("note", "close")}[say.action]
        whole = dict(say.bodies["open"])
        for form in further:
            whole.update(say.bodies[form])
        return at.put(say.external_id, whole)
    ticket = at.find(say.external_id)
    if ticket is None:
        if say.action == "closed":
            return "there is no ticket to close"
        return f"opened {at.open(say.external_id, say.bodies['open']).name}"
    if say.again and (say.action == "opened" or at.is_noted(ticket, say.mark)):
        if say.action != "closed" or ticket.is_closed:
            return f"{ticket.name} has it already"
    else:
        at.note(ticket, say.bodies["note"])
    if say.action != "closed":
        return f"noted on {ticket.name}"
    if ticket.is_closed:
        return f"noted on {ticket.name}, which is closed already"
    return f"closed {ticket.name}" if at.close(ticket, say.bodies["close"]) else f"noted on {ticket.name}; close it"
