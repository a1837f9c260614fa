"""Who gets what, how and when, and who did what about it: subscriptions, deeds, owners."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from omfeed.model.assessments import Filter
from omfeed.model.kinds import Audience, Platform


class Channel(StrEnum):
    """How a subscription is served."""

    MAIL = "mail"
    TEAMS = "teams"
    SLACK = "slack"
    WEBHOOK = "webhook"
    TICKET = "ticket"
    """A signed webhook that is given one matter at a time, each with the id of its story."""
    APPRISE = "apprise"
    """Any other service, by its address in Apprise's form."""
    FEED = "feed"
    """Atom and JSON Feed files on the site."""
    CALENDAR = "calendar"
    """An iCalendar file on the site."""


class TicketSystem(StrEnum):
    """Whose interface a ticket is kept by, and whose form a mail of one matter has."""

    GITHUB = "github"
    JIRA = "jira"
    SERVICENOW = "servicenow"


class Cadence(StrEnum):
    """How often a subscription is served."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    CRITICAL = "critical"
    """At once, and only what is critical."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Who gets what, how and when."""

    id: str
    """Short stable name, ``[a-z0-9-]``; names the list in mails and the file of a feed."""
    channel: Channel
    to: str = ""
    """Mail address, or the name of the environment variable that holds the address of a webhook; empty for files."""
    secret: str = ""
    """Name of the environment variable that holds the key a webhook is signed with, or the token of a ticket system;
    empty: there is none."""
    audience: Audience = Audience.ADMIN
    wanted: Filter = field(default_factory=Filter)
    cadence: Cadence = Cadence.DAILY
    weekday: int = 0
    """For weekly: 0 Monday … 6 Sunday."""
    at: str = "00:00"
    """Not before this time of day, ``HH:MM``; 00:00: no time was named, and the night serves it."""
    workdays: bool = False
    """Not on Saturdays and Sundays; what they brought comes on Monday."""
    time_zone: str = "UTC"
    language: str = "en"
    paused_until: date | None = None
    """Nothing is sent before this day; what it missed comes then."""
    each: bool = False
    """One message for each matter, as ticket mailboxes want it."""
    most: int = 50
    """With ``each``, to people: at most so many messages at a time; one more tells the rest together."""
    system: TicketSystem | None = None
    """For tickets and for mails of one matter each: of which system; none: the webhook and the mail of our own form."""
    allow_private: bool = False
    """Whether a webhook may stand at a private address."""


class DeedKind(StrEnum):
    """What somebody did about a matter."""

    ACKNOWLEDGED = "acknowledged"
    ASSIGNED = "assigned"
    """``value`` is the new owner."""
    STATUS = "status"
    """``value`` is a ``DutyState``; for ``snoozed`` the day follows behind a space."""
    NOTED = "noted"
    TICKED = "ticked"
    """``value`` is the line of the checklist."""


class DutyState(StrEnum):
    """How far we are with a matter."""

    OPEN = "open"
    PLANNED = "planned"
    DONE = "done"
    NOT_APPLICABLE = "not-applicable"
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One line of the audit trail: who did what about which matter, and when. Never changed afterwards."""

    story: str
    """Key of the matter."""
    at: datetime
    by: str
    """Who did it, as they call themselves."""
    kind: DeedKind
    value: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Somebody who looks after matters of some platforms or topics."""

    name: str
    mail: str = ""
    platforms: tuple[Platform, ...] = ()
    topics: tuple[str, ...] = ()
    deputy: str = ""
    """Name of whoever is told when the owner does not answer."""
    hours: float = 4.0
    """Working hours within which a critical matter of theirs is to be acknowledged, before the deputy is told."""
    awareness: bool = False
    """The one who owns whatever nobody else does."""
