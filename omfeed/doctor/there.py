"""Looks at the other side: whether sources, relay and webhooks answer. Nothing is sent to anybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final, Protocol

from omfeed.clock import Clock
from omfeed.doctor.finding import Finding, Verdict
from omfeed.errors import BadStatus, FetchError
from omfeed.model import Channel, Source, Subscription
from omfeed.net import address as addresses
from omfeed.net.request import Failed, Fetched, Request

if TYPE_CHECKING:
    from omfeed.config.mailing import MailTable
    from omfeed.net.dial import Dialler

_HOSTS: Final = 5
_SECONDS: Final = 10.0
_WEB: Final = frozenset({Channel.TEAMS, Channel.SLACK, Channel.WEBHOOK, Channel.TICKET})


class Net(Protocol):
    """The way out."""

    def get(self, request: Request) -> Fetched:
        """Ask an address."""


def sources(net: Net, wanted: Iterable[Source], clock: Clock) -> tuple[list[Finding], dict[str, timedelta]]:
    """Whether the hosts of sources answer, a few of them; any answer will do, also one that refuses.

    Returns:
        What was found, and by host how far its clock is ahead of ours, where it told the time.
    """
    ahead: dict[str, timedelta] = {}
    hosts: dict[str, Source] = {}
    for source in wanted:
        if source.enabled and source.url.startswith("http"):
            hosts.setdefault(source.url.split("/")[2], source)
    found = []
    for host, source in list(hosts.items())[:_HOSTS]:
        answer = net.get(Request(url=f"{source.url.split('/')[0]}//{host}/", method="HEAD",
                                 allow_private=source.allow_private))  # fmt: skip
        what = f"source host {addresses.host_only(source.url)}"
        if (told := _moment(answer.said_at)) is not None:
            ahead[host] = told - clock.now()
        if isinstance(answer, Failed) and not isinstance(answer.error, BadStatus):
            found.append(_failed(what, answer.error))
        else:
            found.append(Finding(what=what, words="it answers"))
    return found, ahead


def relay(mail: MailTable, *, dialler: Dialler | None = None) -> list[Finding]:
    """Whether the mail relay greets us; nothing is sent and nobody signs in."""
    if mail.method != "smtp" or not mail.host:
        return []
    from omfeed.net.smtp import TROUBLE, GuardedSMTP, GuardedSMTPS

    what = f"mail relay {mail.host}:{mail.port}"
    kind = GuardedSMTPS if mail.security == "tls" else GuardedSMTP
    try:
        with kind(
            mail.host, mail.port, allow_private=mail.allow_private, seconds=_SECONDS, patience=3 * _SECONDS,
            dialler=dialler,
        ) as talk:  # fmt: skip
            talk.ehlo()
            if mail.security == "starttls" and not talk.has_extn("starttls"):
                todo = 'Use another port, or security = "none" for a relay inside the house.'
                return [Finding(what=what, verdict=Verdict.BROKEN, words="it offers no STARTTLS", todo=todo)]
    except FetchError as error:
        return [_failed(what, error)]
    except TROUBLE as error:
        words = f"it does not greet us ({type(error).__name__})"
        return [
            Finding(what=what, verdict=Verdict.BROKEN, words=words, todo="Check host, port and security in [mail].")
        ]
    return [Finding(what=what, words="it greets us")]


def webhooks(people: Sequence[Subscription], secrets: Mapping[str, str], dialler: Dialler) -> list[Finding]:
    """Whether the hosts of webhooks take a connection; nothing is said to them, and no address is shown."""
    found = []
    for one in people:
        if one.channel not in _WEB:
            continue
        what = f"subscription {one.id}"
        url = secrets.get(one.to, "")
        if not url:
            words = f"the variable {one.to} is not set"
            found.append(Finding(what=what, verdict=Verdict.BROKEN, words=words, todo="Set it where omfeed runs."))
            continue
        try:
            where = addresses.parse(url)
            dialler.dial(where, allow_private=one.allow_private, seconds=_SECONDS).close()
        except FetchError as error:
            # What is said of a secret address may hold it; the kind of trouble does not.
            words = f"its webhook cannot be reached ({type(error).__name__})"
            todo = f"Check the address in {one.to}, and the network."
            found.append(Finding(what=what, verdict=Verdict.BROKEN, words=words, todo=todo))
        else:
            found.append(Finding(what=what, words=f"the host in {one.to} takes a connection"))
    return found


def _moment(said: str) -> datetime | None:
    """A ``Date`` header as a moment, or none."""
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _failed(what: str, error: FetchError) -> Finding:
    return Finding(what=what, verdict=Verdict.LOOK, words=error.message, todo=error.hint or "Try again later.")
