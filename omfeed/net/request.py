"""What is asked of the network and what comes back, as values; touches nothing.

A caller builds a ``Request``, the client answers with one of three outcomes: ``Fresh`` (a body), ``Unchanged`` (the
server says that we have it already) or ``Failed`` (no body, and why). ``Limits`` bounds every one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from omfeed.errors import FetchError, Unreachable

ACCEPT: Final = "text/html, application/xhtml+xml, application/xml;q=0.9, application/json;q=0.9, */*;q=0.8"
"""What is asked for when a request does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one request, redirects and repeated attempts included; each is applied while bytes arrive."""

    connect: float = 10.0
    """Seconds for the name, the connection and TLS together."""
    read: float = 15.0
    """Seconds of silence from a server."""
    total: float = 30.0
    """Seconds for everything: slow headers, slow bodies, redirects, repeated attempts and the pauses between them."""
    wire_bytes: int = 8 * 1024 * 1024
    """Bytes that may arrive for one answer, headers included, before unpacking."""
    body_bytes: int = 16 * 1024 * 1024
    """Bytes of one body after unpacking."""
    redirects: int = 5
    per_host: int = 2
    """Requests at the same time to one host."""


@dataclass(frozen=True, slots=True)
class Request:
    """One question to the network."""

    url: str
    etag: str = ""
    """Of the body we have, as the server gave it: makes the request conditional."""
    last_modified: str = ""
    """Likewise."""
    accept: str = ""
    """Media types, or empty for ``ACCEPT``."""
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)
    method: str = "GET"
    body: bytes = b""
    allow_private: bool = False
    """Whether the host and port of ``url`` may be a private or loopback address; never any other host."""
    allow_file: bool = False
    """Whether ``url`` may be a ``file:`` address."""
    pinned_host: bool = True
    """``headers`` and ``body`` stay with the host of ``url``: a redirect to another goes on without them, or fails
    where a body would have to be sent again."""
    allow_metadata: bool = False
    """Whether ``url`` may be the metadata service of a cloud machine; the sign-in by managed identity sets it, nothing
    that a source or a configuration says does."""
    secret_url: bool = False
    """The address is a secret itself (a webhook): errors name its host only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A body arrived, whole."""

    body: bytes
    """Unpacked."""
    media_type: str
    """Lower case, without parameters; empty when the server did not say."""
    charset: str
    """As the server declared it, lower case; empty when it did not."""
    final_url: str
    moved_to: str = ""
    """The new address when every redirect on the way was a permanent one, else empty."""
    hops: tuple[str, ...] = ()
    """Each address we were sent on to, in order; the last is ``final_url``."""
    etag: str = ""
    last_modified: str = ""
    status: int = 200
    seconds: float = 0.0
    said_at: str = ""
    """The moment at which the server says that it answered, as it wrote it (``Date``), or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The server says that the body we know is still the one; its validators are those to store."""

    final_url: str
    moved_to: str = ""
    etag: str = ""
    last_modified: str = ""
    seconds: float = 0.0
    hops: tuple[str, ...] = ()
    said_at: str = ""
    """As in ``Fresh``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """No body, and why."""

    error: FetchError
    final_url: str
    """Where it failed, as it may be shown: without query values; of a secret address only the host."""
    seconds: float = 0.0
    hops: tuple[str, ...] = ()
    said_at: str = ""
    """As in ``Fresh``; empty where no server answered."""
    answered: bool = False
    """Whether a server answered on the way: said no, or sent us where we do not go."""


Fetched = Fresh | Unchanged | Failed


def is_offline(outcomes: Iterable[Fetched]) -> bool:
    """Whether these outcomes together say that there is no network at all, rather than that some servers are down.

    True when there is at least one outcome, and each of them is a failure to reach any server. Then it is kinder to
    say so once than to blame every source.
    """
    known = list(outcomes)
    return bool(known) and all(
        isinstance(outcome, Failed) and isinstance(outcome.error, Unreachable) and not outcome.error.reached
        for outcome in known
    )
