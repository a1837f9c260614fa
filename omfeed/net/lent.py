"""Lends the one way out to a library that goes out by itself, and stops whatever it would send past it.

A library of other services (Apprise) speaks HTTP through ``requests``. For the time of one message, each of its
requests is taken over here, before a byte leaves, and handed to the guarded client: the same judgement of addresses,
the same bounds, the same certificates. Whatever else it tries meanwhile that could reach the world (a connection or
look-up of its own, a datagram, another program) is refused by an audit hook of the interpreter, and the refusal is
told. One message is sent at a time, so that the hook cannot meet anybody else's doings.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from omfeed.errors import BadStatus
from omfeed.net.request import Failed, Fetched, Fresh, Request

_WAYS: Final = frozenset(
    {
        *("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.bind"),
        *("socket.sendto", "socket.sendmsg", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn"),
        *("os.fork", "os.forkpty", "pty.spawn", "ctypes.dlopen", "webbrowser.open", "syslog.openlog", "syslog.syslog"),
    }
)
"""Events of the interpreter that mean a way out of this process."""
_DOOR: Final = "get_adapter"
_OURS: Final = frozenset(
    {"host", "content-length", "connection", "accept-encoding", "transfer-encoding", "user-agent", "accept", "expect"}
)
"""Headers that the client sets itself."""


class Net(Protocol):
    """The way out."""

    def send(self, request: Request) -> Fetched:
        """One attempt at a request that changes something."""
        ...


@dataclass
class Lending:
    """What went out while the way was lent, and what was kept from going."""

    answers: list[Fetched] = field(default_factory=list)
    """What each request brought, in order."""
    stopped: list[str] = field(default_factory=list)
    """Ways that were tried past the guard, by the interpreter's names for them."""
    ours: bool = False
    """Whether the guarded client is at work just now."""


@contextlib.contextmanager
def lend(net: Net, *, private_host: str = "") -> Iterator[Lending]:
    """Take over what ``requests`` sends, within the block.

    Args:
        net: the guarded client.
        private_host: the one host that may be a private address, lower case, or empty.
    """
    from requests.sessions import Session

    lending = Lending()
    adapter = _Adapter(net, lending, private_host)
    kept = Session.get_adapter
    # There is no other door for a transport of one's own where a library makes a session for each request.
    setattr(Session, _DOOR, lambda *_, **__: adapter)
    _watch(lending)
    try:
        yield lending
    finally:
        _watch(None)
        setattr(Session, _DOOR, kept)


class _Adapter:
    """What ``requests`` takes for its transport."""

    def __init__(self, net: Net, lending: Lending, private_host: str) -> None:
        self._net = net
        self._lending = lending
        self._private_host = private_host

    def send(self, prepared: Any, **_: object) -> Any:  # the types are those of requests, which has none
        """Send a prepared request the guarded way; certificates are verified whatever the library asks for."""
        url = str(prepared.url)
        request = Request(
            url,
            method=str(prepared.method),
            body=_bytes(prepared.body),
            headers=_headers(prepared.headers),
            accept=str(prepared.headers.get("Accept") or "*/*"),
            allow_private=bool(self._private_host) and (urlsplit(url).hostname or "") == self._private_host,
            secret_url=True,
        )
        self._lending.ours = True
        try:
            answer = self._net.send(request)
        finally:
            self._lending.ours = False
        self._lending.answers.append(answer)
        return _response(prepared, answer)

    def close(self) -> None:
        """Nothing is held open here."""


def _response(prepared: Any, answer: Fetched) -> Any:
    import requests

    made = requests.Response()
    made.request, made.url = prepared, prepared.url
    if isinstance(answer, Failed):
        if not isinstance(answer.error, BadStatus):
            raise requests.ConnectionError(answer.error.message, request=prepared)
        made.status_code, body = answer.error.status, answer.error.body
    elif isinstance(answer, Fresh):
        made.status_code, body = answer.status, answer.body
        made.headers["Content-Type"] = answer.media_type
        made.encoding = answer.charset or "utf-8"
    else:
        made.status_code, body = 304, b""
    made.raw = io.BytesIO(body)
    return made


def _headers(given: Mapping[str, Any]) -> dict[str, str]:
    texts = {name: value.decode("latin-1") if isinstance(value, bytes) else str(value) for name, value in given.items()}
    return {name: value for name, value in texts.items() if name.lower() not in _OURS}


def _bytes(body: Any) -> bytes:
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    return body if isinstance(body, bytes) else b"".join(body)


class _Watch:
    """The hook of this process; once set it stays, and is idle unless the way is lent."""

    lending: Lending | None = None
    is_set = False

    def __call__(self, event: str, _: tuple[object, ...]) -> None:
        """Refuse a way past the guard."""
        lending = self.lending
        if lending is None or lending.ours or event not in _WAYS:
            return
        lending.stopped.append(event)
        # What libraries expect of a system that forbids something.
        raise PermissionError(f"{event} is refused: what is sent goes through omfeed's own client.")


_WATCH: Final = _Watch()


def _watch(lending: Lending | None) -> None:
    if not _WATCH.is_set:
        _WATCH.is_set = True
        sys.addaudithook(_WATCH)
    _WATCH.lending = lending
