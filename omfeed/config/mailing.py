"""Tables of omfeed.toml that say who gets what: ``[mail]`` and ``[[subscription]]``."""

# ruff: noqa: RUF009 - key() and required() make dataclass fields, as dataclasses.field does

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from omfeed.config.checks import address_fault, clock_fault, receiver_fault, zone_fault
from omfeed.config.keys import (
    DAY,
    FLAG,
    TEXT,
    VARIABLE,
    Kind,
    checked,
    choice,
    key,
    many,
    one_of,
    required,
    text,
    whole,
)
from omfeed.model import Audience, Cadence, Channel, Nature, Platform, Severity, TicketSystem
from omfeed.text import phrases

ENROLMENTS: Final = tuple("byod cobo cope cosu aosp device-admin ade mam supervised autopilot cloud-pc".split())
"""Ways of enrolling that rules, fleets and filters may name."""

SOURCE_ID: Final = text("short name of lower-case letters, digits and hyphens", pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
TIME_ZONE: Final = checked(text('IANA time zone such as "Europe/Berlin"'), zone_fault)
ENROLMENT: Final = choice(*ENROLMENTS)
PLATFORMS: Final = many(one_of(Platform), "list of platforms")
NATURES: Final = many(one_of(Nature), "list of natures")
WORDS: Final = many(TEXT, "list of texts")
PHRASES: Final = many(checked(TEXT, phrases.fault), "list of words and phrases")
"""Words as :mod:`omfeed.text.phrases` finds them."""
LANGUAGE: Final = choice("en", "ko")
MAIL_ADDRESS: Final = checked(text("mail address"), address_fault)
RECEIVER: Final = checked(text("mail address"), receiver_fault)
CLOCK_TIME: Final = checked(text('time of day such as "07:30"'), clock_fault)
WEEKDAYS: Final = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
_FILES: Final = frozenset({Channel.FEED, Channel.CALENDAR})
_PORT: Final[Kind] = whole("port number", least=1, most=65535)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailTable:
    """``[mail]``: how mail goes out."""

    sender: str = key(MAIL_ADDRESS, "", "Address in whose name mail goes out; needed to send any.")
    name: str = key(TEXT, "omfeed", "Name beside that address.")
    method: str = key(choice("smtp", "graph"), "smtp", "By a mail relay, or by Microsoft Graph.")
    host: str = key(TEXT, "", "Name of the relay.")
    port: int = key(_PORT, 587, "Port of the relay.")
    security: str = key(
        choice("starttls", "tls", "none"), "starttls", "`tls` is for port 465, `none` for a relay inside."
    )
    auth: str = key(choice("password", "xoauth2"), "password", "How to sign in, if `user` is given.")
    user: str = key(TEXT, "", "Who signs in at the relay; left out: nobody.")
    password_env: str = key(VARIABLE, "", "Variable that holds the password.")
    tenant: str = key(TEXT, "", "Microsoft Entra tenant, for `graph` and `xoauth2`; left out: that of `[graph]`.")
    client_id: str = key(TEXT, "", "Application that sends; left out: that of `[graph]`.")
    client_secret_env: str = key(VARIABLE, "", "Variable that holds the application's secret.")
    allow_private: bool = key(FLAG, True, "Whether the relay may stand at a private address.")
    unsubscribe: str = key(MAIL_ADDRESS, "", "Address that takes people off a list; left out: `sender`.")
    unsubscribe_url: str = key(
        text("address with {key}", pattern=r"^https://\S+$"), "", "Form that takes one-click unsubscribing by POST."
    )


def mail_fault(table: MailTable) -> str:
    """What is wrong with a mail table whose keys are right one by one, or nothing."""
    by_application = table.method == "graph" or (table.user and table.auth == "xoauth2")
    named = [bool(part) for part in (table.tenant, table.client_id, table.client_secret_env)]
    if by_application and any(named) and not all(named):
        return "tenant, client_id and client_secret_env belong together; without all three [graph] says who sends."
    if table.method == "smtp" and table.sender and not table.host:
        return "host is missing: the name of the relay."
    if table.user and table.auth == "password" and not table.password_env:
        return "user is given, so password_env must be: the variable that holds the password."
    if table.user and table.security == "none":
        return 'signing in over an open line gives the password away; set security = "starttls" or "tls".'
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionBlock:
    """``[[subscription]]``: who gets what, how and when."""

    id: str = required(str, SOURCE_ID, "Short stable name; mails can be sorted by it, files are named by it.")
    channel: Channel = required(Channel, one_of(Channel), "How it is served.")
    to: str = key(RECEIVER, "", "For mail: one address.")
    to_env: str = key(
        VARIABLE, "", "For chat, webhooks, tickets and Apprise: variable that holds the address, which is a secret."
    )
    secret_env: str = key(
        VARIABLE,
        "",
        "For webhooks: variable that holds the key for signing; for a ticket system: token or user:password.",
    )
    audience: Audience = key(one_of(Audience), Audience.ADMIN, "For whom it is written.")
    platforms: tuple[Platform, ...] = key(PLATFORMS, (), "Only these platforms, and what concerns the whole service.")
    enrolment: tuple[str, ...] = key(many(ENROLMENT), (), "Only these ways of enrolling, and what names none.")
    sources: tuple[str, ...] = key(many(SOURCE_ID), (), "Only these sources.")
    natures: tuple[Nature, ...] = key(NATURES, (), "Only these natures.")
    topics: tuple[str, ...] = key(WORDS, (), "Only these topics.")
    tags: tuple[str, ...] = key(WORDS, (), "Only what a rule of yours gave one of these tags.")
    words: tuple[str, ...] = key(PHRASES, (), "Only entries that hold one of these words or phrases.")
    minimum_severity: Severity = key(one_of(Severity), Severity.LOW, "Leave out what is less severe.")
    only_action_required: bool = key(FLAG, False, "Only what somebody must act on.")
    only_user_visible: bool = key(FLAG, False, "Only what people with managed devices will notice.")
    only_ours: bool = key(FLAG, False, "Leave out what is known to touch none of our devices.")
    cadence: Cadence = key(
        one_of(Cadence), Cadence.DAILY, "How often; `critical` is at once, and only what is critical."
    )
    weekday: str = key(choice(*WEEKDAYS), "monday", "For weekly.")
    at: str = key(CLOCK_TIME, "00:00", "Not before this time of day; left out: with the night.")
    workdays: bool = key(FLAG, False, "Not on Saturday and Sunday; Monday tells it all.")
    time_zone: str = key(TIME_ZONE, "UTC", "Zone of `at` and of the days.")
    language: str = key(LANGUAGE, "en", "Language of the message; entries keep their own.")
    paused_until: date | None = key(DAY, None, "Nothing before this day; what it missed comes then.")
    each: bool = key(FLAG, False, "One message for each matter, as ticket mailboxes want it.")
    most: int = key(
        whole("number of messages", least=1, most=10_000),
        50,
        "With `each`, by mail (without `system`), chat or Apprise: at most so many at a time; one more tells the rest.",
    )
    system: str = key(
        choice("", *(str(one) for one in TicketSystem)),
        "",
        "For tickets: whose interface is spoken; for mails of one matter each: whose form they have.",
    )
    allow_private: bool = key(FLAG, False, "Allow a webhook at a private address.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerBlock:
    """``[[owner]]``: who looks after what."""

    name: str = required(str, TEXT, "Name of the person or team, as digests show it.")
    mail: str = key(MAIL_ADDRESS, "", "Where they are reached.")
    platforms: tuple[Platform, ...] = key(PLATFORMS, (), "Matters of these platforms are theirs.")
    topics: tuple[str, ...] = key(WORDS, (), "Matters of these topics are theirs, whatever the platform.")
    deputy: str = key(TEXT, "", "Name of another owner, who is told when this one does not answer.")
    hours: int = key(
        whole("working hours", least=1, most=80), 4, "Working hours in which a critical matter is to be acknowledged."
    )
    awareness: bool = key(FLAG, False, "Owns whatever nobody else does; exactly one may.")


def subscription_fault(block: SubscriptionBlock) -> str:
    """What is wrong with a subscription whose keys are right one by one, or nothing."""
    if block.system and not (block.channel is Channel.TICKET or (block.channel is Channel.MAIL and block.each)):
        return "`system` is for tickets, and for mails with each = true."
    if block.system and block.channel is Channel.TICKET and not block.secret_env:
        return f"{block.system} is asked with a token: name its variable in `secret_env`."
    reports = block.cadence is Cadence.MONTHLY and not block.each and block.channel is not Channel.TICKET
    if block.audience is Audience.STAKEHOLDER and block.channel not in _FILES and not reports:
        return 'stakeholders are sent the monthly report: set cadence = "monthly", or choose admin or helpdesk.'
    if block.channel is Channel.MAIL:
        if block.to and block.to_env:
            return "a mail goes to the address in `to`; leave `to_env` out."
        return "" if block.to else "a subscription by mail needs `to`: one address."
    if block.channel in {Channel.FEED, Channel.CALENDAR}:
        return "a file has no address; leave `to` and `to_env` out." if block.to or block.to_env else ""
    if block.to:
        return (
            f"`to` is for mail, and this is a subscription by {block.channel}: put its address into an environment "
            "variable and name that in `to_env`, in place of `to`."
        )
    return "" if block.to_env else f"a subscription by {block.channel} needs `to_env`: the variable with its address."
