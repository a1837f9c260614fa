"""Looks at the other side: whether sources, relay and webhooks answer. Nothing is sent to anybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import urlsplit

from omfeed.clock import Clock
from omfeed.doctor.finding import Finding, Verdict
from omfeed.errors import FetchError
from omfeed.model import Channel, Source, Subscription
from omfeed.net import address as addresses
from omfeed.net.request import Failed, Fetched, Request
from omfeed.text.counting import counted

if TYPE_CHECKING:
    from omfeed.config.mailing import MailTable
    from omfeed.net.dial import Dialler

WITHIN: Final = 60.0
"""Seconds after which no further host of a source is asked; with the longest answer under way, doctor waits for 75."""
_AT_ONCE: Final = 16
"""Hosts that are asked at once."""
_NAMED: Final = 3
_SECONDS: Final = 10.0
_WEB: Final = frozenset({Channel.TEAMS, Channel.SLACK, Channel.WEBHOOK, Channel.TICKET})


class Net(Protocol):
    """The way out."""

    def get(self, request: Request) -> Fetched:
        """Ask an address."""


def sources(
    net: Net, wanted: Iterable[Source], clock: Clock, *, within: float = WITHIN
) -> tuple[list[Finding], dict[str, timedelta]]:
    """Whether the host of every source that is on answers: each is asked once, for the headers of its front page.

    Any answer will do, also one that refuses or sends us elsewhere.

    Args:
        net: the way out; it follows no redirect.
        wanted: the sources.
        clock: tells the time.
        within: seconds after which no further host is asked.

    Returns:
        What was found, in one line for all, and by host how far its clock is ahead of ours, where it told the time.
    """
    hosts = _hosts(wanted)
    if not hosts:
        return [], {}
    ahead: dict[str, timedelta] = {}
    answers: dict[str, Fetched] = {}

    def ask(place: str) -> None:
        request = Request(url=place, method="HEAD", allow_private=any(one.allow_private for one in hosts[place]))
        answers[place] = answer = net.get(request)
        if (told := _moment(answer.said_at)) is not None:
            ahead[_host(place)] = told - clock.now()

    pool = ThreadPoolExecutor(max_workers=_AT_ONCE, thread_name_prefix="doctor")
    try:
        wait([pool.submit(ask, place) for place in hosts], timeout=within)
    finally:
        pool.shutdown(cancel_futures=True)
    mute = {
        place: answer.error
        for place in hosts
        if isinstance(answer := answers.get(place), Failed) and not answer.answered
    }
    return [_reached(hosts, mute, [place for place in hosts if place not in answers])], ahead


def _hosts(wanted: Iterable[Source]) -> dict[str, list[Source]]:
    """The front page of each host of the sources that are on, and its sources."""
    hosts: dict[str, list[Source]] = {}
    for source in wanted:
        parts = urlsplit(source.url)
        if source.enabled and parts.scheme in {"http", "https"}:
            hosts.setdefault(f"{parts.scheme}://{parts.netloc.lower()}/", []).append(source)
    return hosts


def _reached(hosts: Mapping[str, Sequence[Source]], mute: Mapping[str, FetchError], unasked: Sequence[str]) -> Finding:
    """What is to be said of all hosts, in one line."""
    what, count = "source hosts", counted(sum(map(len, hosts.values())), "source")
    if not mute and not unasked:
        one = "the one host" if len(hosts) == 1 else f"all {len(hosts):,} hosts"
        return Finding(what=what, words=f"{one} of {count} answer{'s' if len(hosts) == 1 else ''}")
    named = [f"{_host(place)} ({_sources(hosts[place])}): {error.message}" for place, error in mute.items()]
    if unasked:
        named.append(f"not asked in time: {', '.join(map(_host, unasked))}.")
    reached = len(hosts) - len(mute) - len(unasked)
    of_all = f"{reached:,} of {counted(len(hosts), 'host')} of {count} answer{'s' if reached == 1 else ''}"
    words = f"{of_all}; {' '.join(named)}"
    if reached:
        hints = dict.fromkeys(error.hint for error in mute.values() if error.hint)
        todo = " ".join(
            [*hints, "Try again later; what stays so, look at in a browser, or name in `[network]` a proxy."]
        )
        return Finding(what=what, verdict=Verdict.LOOK, words=words, todo=todo)
    todo = "See to this machine's network: name server, route, firewall; is there a proxy, name it in `[network]`."
    return Finding(what=what, verdict=Verdict.BROKEN, words=words, todo=todo)


def _host(place: str) -> str:
    """A host as it may be shown."""
    return addresses.host_only(place).removesuffix("/…").partition("://")[2]


def _sources(several: Sequence[Source]) -> str:
    """Whose host it is, a few by name."""
    names = ", ".join(source.id for source in several[:_NAMED])
    return names if len(several) <= _NAMED else f"{names} and {len(several) - _NAMED} more"


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
