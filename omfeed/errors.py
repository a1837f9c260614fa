"""Everything that can go wrong, as one small tree; each error says what, where, and what to do next.

OmfeedError
├─ ConfigError            a file of the user's is wrong                 exit 2
├─ Busy                   another run holds the lock                    exit 4
├─ StoreError             the database cannot be used                   exit 1
│  └─ SchemaTooNew        it was written by a newer omfeed
├─ SourceError            one source failed, the night goes on
│  ├─ FetchError          the body did not arrive
│  │  ├─ Refused          we will not go there (private address, scheme, redirect)
│  │  ├─ TooLarge         more bytes than the bound
│  │  ├─ TimedOut         longer than the bound
│  │  ├─ Unreachable      no name, no route, no TLS
│  │  ├─ Garbled          the answer broke off or breaks the rules of HTTP
│  │  ├─ BadStatus        the server said no
│  │  └─ NotAllowed       who asks was not let in, or lacks a permission
│  └─ ParseError          the body is not of the collector's format
└─ DeliveryError          a digest could not be handed over
"""

from __future__ import annotations


class OmfeedError(Exception):
    """Base of all errors that omfeed tells a person.

    Args:
        message: what happened and where, one sentence.
        hint: what to do next, one sentence, or empty.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ConfigError(OmfeedError):
    """A configuration file is missing, unreadable or says something that is not allowed."""

    exit_code = 2


class Busy(OmfeedError):
    """Another run is in progress; nothing was touched."""

    exit_code = 4


class StoreError(OmfeedError):
    """The database cannot be opened, read or written."""


class SchemaTooNew(StoreError):
    """The database was written by a newer omfeed than this one."""


class SourceError(OmfeedError):
    """One source failed; other sources are unharmed."""


class FetchError(SourceError):
    """A body could not be fetched."""

    transient = False
    """Whether trying again soon may help."""


class Refused(FetchError):
    """The address is one that omfeed does not go to."""


class TooLarge(FetchError):
    """The body is larger than the bound."""


class TimedOut(FetchError):
    """The server was slower than the bound."""

    transient = True


class Unreachable(FetchError):
    """No connection could be made (name, route, TLS).

    Args:
        transient: whether trying again soon may help.
        reached: whether some server was met, so that the network as such is there (TLS failed).
    """

    def __init__(self, message: str, *, hint: str = "", transient: bool = True, reached: bool = False) -> None:
        super().__init__(message, hint=hint)
        self.transient = transient
        self.reached = reached


class Garbled(FetchError):
    """The answer broke off, or is not what HTTP allows.

    Args:
        transient: whether trying again soon may help.
    """

    def __init__(self, message: str, *, hint: str = "", transient: bool = True) -> None:
        super().__init__(message, hint=hint)
        self.transient = transient


class BadStatus(FetchError):
    """The server answered with an error status.

    Args:
        status: HTTP status code.
        retry_after: seconds the server asked us to wait, or none.
        body: the beginning of what it said with it, for protocols that explain themselves; never shown as it is.
    """

    def __init__(
        self, message: str, *, status: int, retry_after: float | None = None, hint: str = "", body: bytes = b""
    ) -> None:
        super().__init__(message, hint=hint)
        self.body = body
        self.status = status
        self.retry_after = retry_after
        self.transient = status in {408, 425, 429, 500, 502, 503, 504}


class NotAllowed(FetchError):
    """A service that wants a sign-in does not know us, or has not granted what is asked for."""


class ParseError(SourceError):
    """A body is not of the format that the collector reads."""


class DeliveryError(OmfeedError):
    """A digest could not be written or sent."""
