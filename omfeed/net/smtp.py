"""Connections to a mail relay through the same guard as every other one; speaks nothing by itself.

``smtplib`` does the talking, with two things taken out of its hands: where it connects to, and how long a conversation
may take altogether (its own time-out is for each read, which a relay that sends a byte now and then never reaches).
"""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
import threading
from typing import Final

from omfeed.net.address import server
from omfeed.net.dial import Dialler
from omfeed.net.trust import context as trusted

PATIENCE: Final = 120.0
"""Seconds that a whole conversation may take."""
TROUBLE: Final = (smtplib.SMTPException, OSError)
"""What a conversation with a relay may raise once there is a connection."""


class GuardedSMTP(smtplib.SMTP):
    """A connection to a relay, plain at first (``starttls`` makes it private, with the certificate verified).

    Args:
        host: name or IP address of the relay.
        port: usually 587 or 25.
        allow_private: whether the relay may stand at a private or loopback address.
        seconds: for connecting, and for each answer.
        patience: for the whole conversation; then the connection is cut, which smtplib reports as a disconnection.
        dialler: opens the connection; tests give one that records.
        context: TLS context; by default one that trusts what this machine trusts.

    Raises:
        Refused: the guard does not permit the address.
        Unreachable: no connection could be made.
        smtplib.SMTPException: the relay does not greet us as it should.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        allow_private: bool,
        seconds: float = 20.0,
        patience: float = PATIENCE,
        dialler: Dialler | None = None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._allow_private = allow_private
        self._dialler = dialler or Dialler()
        self._context = context
        self._watch = threading.Timer(patience, self._cut)
        self._watch.daemon = True
        self._watch.start()
        try:
            # Our own name is given, because smtplib would ask a resolver for it.
            super().__init__(host, port, local_hostname=own_name(), timeout=seconds)
        except BaseException:
            self.close()
            raise

    def starttls(  # type: ignore[override]  # key files as arguments are gone since Python 3.12
        self, *, context: ssl.SSLContext | None = None
    ) -> tuple[int, bytes]:
        """Go on in private; the certificate must be trusted and fit the host."""
        return super().starttls(context=context or self._context or trusted())

    def close(self) -> None:
        """Hang up."""
        self._watch.cancel()
        super().close()

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return self._dialler.dial(server("smtp", host, port), allow_private=self._allow_private, seconds=timeout)

    def _cut(self) -> None:
        with contextlib.suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]  # none before it is connected


class GuardedSMTPS(GuardedSMTP):
    """A connection to a relay that speaks TLS from the first byte (port 465); arguments as for ``GuardedSMTP``."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        bare = super()._get_socket(host, port, timeout)
        try:
            bare.settimeout(timeout)
            return (self._context or trusted()).wrap_socket(bare, server_hostname=host)
        except BaseException:
            bare.close()
            raise


def own_name() -> str:
    """The name with which we greet a relay: this machine's where it is a full one, else a literal (RFC 5321)."""
    name = socket.gethostname()
    return name if "." in name.strip(".") and name.isascii() else "[127.0.0.1]"
