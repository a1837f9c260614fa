"""The one guarded HTTP client: conditional requests, redirects, retries, a connection kept for each host.

Every outgoing request of omfeed passes through here. Each hop of a redirect is judged by the same guard as the first
address; proxies of the environment are ignored, because they would carry requests past it; cookies are never kept.
The client never raises a ``FetchError``: it hands it back in a ``Failed``, so that one source's trouble is a value.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Final

from omfeed.errors import BadStatus, FetchError, Garbled, Refused, TimedOut
from omfeed.net import address as addresses
from omfeed.net.address import Address
from omfeed.net.dial import Clock, Connect, Dialler, connect, look_up
from omfeed.net.exchange import Answer, Connection
from omfeed.net.guard import Resolver
from omfeed.net.local import read_file
from omfeed.net.proxy import Proxy
from omfeed.net.request import ACCEPT, Failed, Fetched, Fresh, Limits, Request, Unchanged
from omfeed.net.retry import NEVER, Retries, pause, retry_after
from omfeed.net.unpack import OFFERED

if TYPE_CHECKING:
    import ssl

METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PERMANENT: Final = frozenset({301, 308})
_OURS: Final = frozenset(
    "accept-encoding connection content-length expect host keep-alive proxy-authorization proxy-connection te trailer "
    "transfer-encoding upgrade user-agent".split()
)
"""Headers that belong to the connection; a request does not set them."""
_VALIDATOR: Final = re.compile(r"[\x20-\x7e]{1,1024}")
_MEDIA_TYPE: Final = re.compile(r"[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}")
_CHARSET: Final = re.compile(r""";\s*charset\s*=\s*["']?([a-zA-Z0-9_.:-]{1,40})""", re.IGNORECASE)

_LONGEST_DATE: Final = 60

_Key = tuple[str, str, int, bool]


@dataclass(slots=True)
class _Trip:
    """One request on its way: where it stands, where it has been, and until when it may take."""

    request: Request
    limits: Limits
    started: float
    home: Address
    """The request's own address: its permissions are for this host and port only."""
    here: Address
    hops: tuple[str, ...] = ()
    permanent: bool = True
    said_at: str = ""
    """The last answer's ``Date``."""
    answered: bool = False

    @property
    def deadline(self) -> float:
        """The moment of the clock after which nothing is waited for."""
        return self.started + self.limits.total

    @property
    def at_home(self) -> bool:
        """Whether it is still at the host and port it was meant for."""
        return self.here.place == self.home.place

    @property
    def shown(self) -> str:
        """The present address as it may be shown."""
        return addresses.host_only(self.here.url) if self.request.secret_url else self.here.shown


class Client:
    """Fetches what sources and channels ask for; made once a run, used by several threads, closed at its end.

    Args:
        limits: bounds on each request.
        user_agent: who we are, with a way to contact us (see ``user_agent``).
        retries: how patient to be with failures that may pass; ``send`` never repeats anything.
        resolver: looks names up.
        connect: opens a connection to an IP address.
        clock: monotonic seconds.
        sleep: waits for so many seconds; tests give one that does not.
        tls: client context for https, by default one that trusts what this machine trusts.
        proxy: where to go through; proxies of the environment are never used.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        user_agent: str,
        retries: Retries | None = None,
        resolver: Resolver = look_up,
        connect: Connect = connect,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        tls: ssl.SSLContext | None = None,
        proxy: Proxy | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._user_agent = user_agent
        self._retries = retries or Retries()
        self._dialler = Dialler(resolver=resolver, connect=connect, clock=clock)
        self._clock = clock
        self._sleep = sleep
        self._tls = tls
        self._proxy = proxy
        self._lock = threading.Lock()
        self._idle: dict[_Key, list[Connection]] = {}
        self._slots: dict[str, threading.BoundedSemaphore] = {}
        self._closed = False

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up all connections that were kept."""
        with self._lock:
            self._closed = True
            kept = [connection for connections in self._idle.values() for connection in connections]
            self._idle.clear()
        for connection in kept:
            connection.close()

    def get(self, request: Request) -> Fetched:
        """The body at an address, or that it is unchanged, or why there is none; never raises a ``FetchError``."""
        return self._run(request, self._retries if request.method in {"GET", "HEAD"} else NEVER)

    def send(self, request: Request) -> Fetched:
        """Send a request that may change something at the other side: one attempt, so that nothing is done twice."""
        return self._run(request, NEVER)

    def _run(self, request: Request, retries: Retries) -> Fetched:
        started = self._clock()
        if request.url[:5].lower() == "file:":
            return read_file(request, self._limits, lambda: self._clock() - started)
        try:
            first = addresses.parse(request.url)
            _check(request)
        except FetchError as error:
            return Failed(error=error, final_url=_named(request), seconds=self._clock() - started)
        with self._slot(first.host):
            # Waiting for others to leave the same host is our own politeness, not the server's slowness.
            return self._attempts(_Trip(request, self._limits, self._clock(), first, first), retries)

    def _attempts(self, trip: _Trip, retries: Retries) -> Fetched:
        attempt = 1
        while True:
            trip.here, trip.hops, trip.permanent, trip.said_at, trip.answered = trip.home, (), True, "", False
            try:
                return self._follow(trip)
            except FetchError as error:
                now = self._clock()
                salt = f"{self._user_agent} {trip.request.url}"
                wait = pause(error, attempt, trip.deadline - now, retries, salt=salt)
                if wait is None:
                    return Failed(
                        error=error,
                        final_url=trip.shown,
                        seconds=now - trip.started,
                        hops=trip.hops,
                        said_at=trip.said_at,
                        answered=trip.answered,
                    )
            self._sleep(wait)
            attempt += 1

    def _follow(self, trip: _Trip) -> Fetched:
        """Goes from hop to hop until there is an outcome; raises FetchError."""
        while True:
            answer = self._ask(trip)
            trip.said_at, trip.answered = answer.headers.get("date", "")[:_LONGEST_DATE], True
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return self._outcome(trip, answer)
            there = addresses.follow(trip.here, answer.headers["location"])
            self._may_go(trip, there, answer.status)
            trip.permanent = trip.permanent and answer.status in _PERMANENT
            trip.hops = (*trip.hops, there.url)
            trip.here = there

    def _may_go(self, trip: _Trip, there: Address, status: int) -> None:
        request, here = trip.request, trip.here
        if here.scheme == "https" and there.scheme == "http":
            raise Refused(
                f"{trip.shown} redirects to an unencrypted address ({there.shown}).",
                hint="Give the source an https address that answers itself.",
            )
        if there.url in {request.url, here.url, *trip.hops}:
            raise Refused(f"{trip.shown} redirects in a circle.", hint="Check the address in a browser.")
        if len(trip.hops) >= trip.limits.redirects:
            raise Refused(
                f"{_named(request)} redirects more than {trip.limits.redirects} times.",
                hint="Give the source the address at which the redirects end.",
            )
        if there.port < 1024 and there.port not in {80, 443}:
            raise Refused(f"{trip.shown} redirects to port {there.port}, which serves no web pages.")
        if request.method not in {"GET", "HEAD"} and (
            status not in {307, 308} or (request.pinned_host and there.place != trip.home.place)
        ):
            raise Refused(
                f"{trip.shown} answered a {request.method} with a redirect to {there.scheme}://{there.authority}.",
                hint="Set the new address, if it is the right one.",
            )

    def _ask(self, trip: _Trip) -> Answer:
        """One exchange with the present address, on a kept connection where there is one."""
        here, request, limits = trip.here, trip.request, trip.limits
        allowed = request.allow_private and trip.at_home
        metadata = request.allow_metadata and trip.at_home
        key = (here.scheme, here.host, here.port, allowed or metadata)
        # What a source may reach inside is reached directly.
        via = None if allowed or metadata else self._proxy
        target, headers = here.target, self._headers(trip)
        if via is not None and here.scheme == "http":
            target, headers = here.url, [*headers, *via.headers]
        again = request.method in {"GET", "HEAD"}
        connection = self._kept(key) if again else None
        while True:
            if connection is None:
                left = trip.deadline - self._clock()
                if left <= 0:
                    raise TimedOut(f"{trip.shown} was slower than the bound of {limits.total:g} s.")
                tls = self._context() if here.scheme == "https" else None
                seconds = min(limits.connect, left)
                wire = self._dialler.open(
                    here, allow_private=allowed, allow_metadata=metadata, seconds=seconds, tls=tls, via=via
                )
                connection = Connection(wire)
            wire, before = connection.wire, connection.wire.received
            wire.bound(deadline=trip.deadline, read_seconds=limits.read)
            try:
                answer = connection.exchange(target, request.method, headers, request.body, limits, where=trip.shown)
            except Garbled:
                connection.close()
                if connection.used and wire.received == before:
                    # The server hung up on a kept connection just as we asked: nothing was answered, so ask anew.
                    connection = None
                    continue
                raise
            except BaseException:
                connection.close()
                raise
            self._keep(key, connection)
            return answer

    def _outcome(self, trip: _Trip, answer: Answer) -> Fresh | Unchanged:
        request, here, headers = trip.request, trip.here, answer.headers
        moved_to = here.url if trip.hops and trip.permanent else ""
        etag, last_modified = _validator(headers, "etag"), _validator(headers, "last-modified")
        seconds = self._clock() - trip.started
        if answer.status == 304:
            if not (request.etag or request.last_modified):
                raise BadStatus(
                    f"{trip.shown} answered “not modified” (304) although nothing was asked about.",
                    status=304,
                    hint="Some cache on the way is broken; it is asked again next time.",
                )
            return Unchanged(
                final_url=here.url,
                moved_to=moved_to,
                etag=etag or request.etag,
                last_modified=last_modified or request.last_modified,
                seconds=seconds,
                hops=trip.hops,
                said_at=trip.said_at,
            )
        # A part (206) was not asked for, and would look as if the rest had been withdrawn.
        if not 200 <= answer.status < 300 or answer.status == 206:
            raise _bad_status(trip, answer)
        content_type = headers.get("content-type", "")
        media_type = content_type.partition(";")[0].strip().lower()
        charset = _CHARSET.search(content_type)
        return Fresh(
            body=answer.body,
            media_type=media_type if _MEDIA_TYPE.fullmatch(media_type) else "",
            charset=charset[1].lower() if charset else "",
            final_url=here.url,
            moved_to=moved_to,
            hops=trip.hops,
            etag=etag,
            last_modified=last_modified,
            status=answer.status,
            seconds=seconds,
            said_at=trip.said_at,
        )

    def _headers(self, trip: _Trip) -> list[tuple[str, str]]:
        request, here = trip.request, trip.here
        headers = [
            ("Host", here.authority),
            ("User-Agent", self._user_agent),
            ("Accept", request.accept or ACCEPT),
            ("Accept-Encoding", OFFERED),
        ]
        if request.etag:
            headers.append(("If-None-Match", request.etag))
        if request.last_modified:
            headers.append(("If-Modified-Since", request.last_modified))
        if not request.pinned_host or trip.at_home:
            headers += request.headers.items()
        if request.body or request.method in {"POST", "PUT", "PATCH"}:
            headers.append(("Content-Length", str(len(request.body))))
        return headers

    def _slot(self, host: str) -> threading.BoundedSemaphore:
        with self._lock:
            return self._slots.setdefault(host, threading.BoundedSemaphore(self._limits.per_host))

    def _kept(self, key: _Key) -> Connection | None:
        while True:
            with self._lock:
                connections = self._idle.get(key)
                if not connections:
                    return None
                connection = connections.pop()
            if not connection.wire.stale():
                return connection
            connection.close()

    def _keep(self, key: _Key, connection: Connection) -> None:
        if connection.reusable():
            with self._lock:
                if not self._closed:
                    self._idle.setdefault(key, []).append(connection)
                    return
        connection.close()

    def _context(self) -> ssl.SSLContext:
        with self._lock:
            if self._tls is None:
                from omfeed.net.trust import context  # TLS costs start-up; a night of local sources needs none

                self._tls = context()
            return self._tls


def user_agent(version: str, contact: str = "") -> str:
    """Who we are, for servers: name, version and how the operator can be reached.

    Args:
        version: of omfeed.
        contact: an address or mailbox of whoever runs it; by default the project's own page.
    """
    words = re.sub(r"[^\x21-\x7e]+", " ", contact).strip().replace("(", "").replace(")", "")
    return f"omfeed/{version} (+{words})" if words else f"omfeed/{version} (change-tracking feed reader)"


def _check(request: Request) -> None:
    if request.method not in METHODS:
        raise Refused(f"The method {request.method[:20]!r} is not one that omfeed uses.")
    for name in request.headers:
        if name.lower() in _OURS:
            raise Refused(f"The header {name} is set by omfeed itself.", hint="Leave it out of the source's headers.")


def _named(request: Request) -> str:
    return addresses.host_only(request.url) if request.secret_url else addresses.shown(request.url)


def _validator(headers: Mapping[str, str], name: str) -> str:
    """A validator as the server gave it, or empty for one that is too long or odd to send back."""
    value = headers.get(name, "")
    return value if _VALIDATOR.fullmatch(value) else ""


def _bad_status(trip: _Trip, answer: Answer) -> BadStatus:
    status, asked = answer.status, retry_after(answer.headers.get("retry-after", ""), answer.headers.get("date", ""))
    match status:
        case 401 | 403 | 407 | 451:
            hint = "It may want a login or refuse programs; open it in a browser."
        case 404 | 410:
            hint = "The page is gone; look for its new address."
        case 429:
            hint = "We asked too often; it is tried again next time."
        case _ if status >= 500:
            hint = "The fault is the server's; it is tried again next time."
        case _:
            hint = "Open the address in a browser."
    wait = f" and asked to wait {asked:.0f} s" if asked is not None else ""
    return BadStatus(
        f"{trip.shown} answered {status}{wait}.", status=status, retry_after=asked, hint=hint, body=answer.body
    )
