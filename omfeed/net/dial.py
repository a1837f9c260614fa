"""Opens guarded connections: the only module that creates a socket to the outside.

``Dialler.open`` looks a name up once, has the guard judge every address, dials one of exactly those and returns a
``Wire``: a stream on which each read and write stands under a deadline for the whole of an exchange, so that a server
that sends a byte now and then cannot hold a night up, and on which arriving bytes are counted.
"""

from __future__ import annotations

import select
import socket
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from omfeed.errors import Garbled, TimedOut, Unreachable
from omfeed.net.address import Address
from omfeed.net.guard import Resolver, permitted
from omfeed.net.proxy import Proxy, may_pass, tunnel

if TYPE_CHECKING:
    import ssl

Clock = Callable[[], float]
"""Seconds from any fixed point, never going back."""

Connect = Callable[[str, int, float], socket.socket]
"""Connects to an IP address and port within so many seconds; raises OSError."""

CHUNK: Final = 64 * 1024


def look_up(host: str, port: int) -> Sequence[str]:
    """The addresses of a name from the machine's resolver, in the order it prefers.

    Raises:
        OSError: the name is unknown, or no resolver answers.
    """
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(answer[4][0]) for answer in answers if answer[0] in {socket.AF_INET, socket.AF_INET6}]


def connect(ip: str, port: int, seconds: float) -> socket.socket:
    """A TCP connection to exactly this IP address; no name is looked up.

    Raises:
        OSError: it is refused, unreachable or too slow.
    """
    sock = socket.socket(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.settimeout(seconds)
        sock.connect((ip, port))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        sock.close()
        raise
    return sock


class Wire:
    """A connected stream under a deadline.

    Args:
        sock: the connection.
        where: the address as it may be shown, for errors.
        clock: tells the seconds against which ``deadline`` stands.
    """

    def __init__(self, sock: socket.socket, where: str, clock: Clock) -> None:
        self.received = 0
        """Bytes that arrived so far."""
        self.deadline = 0.0
        self.read_seconds = 0.0
        """Longest silence."""
        self._sock = sock
        self._where = where
        self._clock = clock

    def bound(self, *, deadline: float, read_seconds: float) -> None:
        """Set the moment (of ``clock``) after which nothing is waited for, and the longest silence in seconds."""
        self.deadline = deadline
        self.read_seconds = read_seconds

    def check(self) -> None:
        """Raise TimedOut when the deadline has passed."""
        self._left(self.read_seconds)

    def read(self) -> bytes:
        """The next bytes; empty at the end of the stream.

        Raises:
            TimedOut: silence, or the deadline.
            Garbled: the connection broke.
        """
        self._sock.settimeout(self._left(self.read_seconds))
        try:
            data = self._sock.recv(CHUNK)
        except TimeoutError as error:
            raise self._too_slow() from error
        except OSError as error:
            raise Garbled(f"The connection to {self._where} broke ({_why(error)}).") from error
        self.received += len(data)
        return data

    def write(self, data: bytes) -> None:
        """Send all of it.

        Raises:
            TimedOut: the other side does not take it in time.
            Garbled: the connection broke.
        """
        self._sock.settimeout(self._left(self.read_seconds))
        try:
            self._sock.sendall(data)
        except TimeoutError as error:
            raise self._too_slow() from error
        except OSError as error:
            raise Garbled(f"The connection to {self._where} broke ({_why(error)}).") from error

    def secure(self, context: ssl.SSLContext, host: str, seconds: float) -> None:
        """Speak TLS from here on, with a certificate that is valid for this host.

        Raises:
            TimedOut: the handshake takes longer than these seconds (all of it, not each byte).
            Unreachable: the certificate does not fit, or the other side speaks no TLS.
        """
        import ssl

        self._sock.settimeout(seconds)
        try:
            self._sock = context.wrap_socket(self._sock, server_hostname=host)
        except ssl.SSLCertVerificationError as error:
            raise Unreachable(
                f"{self._where} shows a certificate that cannot be trusted ({error.verify_message}).",
                hint="Check the address, and this machine's clock and certificates.",
                transient=False,
                reached=True,
            ) from error
        except TimeoutError as error:
            raise self._too_slow() from error
        except ssl.SSLError as error:
            raise Unreachable(
                f"{self._where} does not speak TLS as it should ({error.reason or 'no reason given'}).",
                hint="Check whether the address should begin with http: or has another port.",
                reached=True,
            ) from error
        except OSError as error:
            raise Unreachable(
                f"The connection to {self._where} broke while TLS began ({_why(error)}).", reached=True
            ) from error

    def stale(self) -> bool:
        """Whether the other side has hung up, or said something unasked; such a connection is not used again."""
        try:
            if hasattr(select, "poll"):
                poll = select.poll()
                poll.register(self._sock, select.POLLIN)
                return bool(poll.poll(0))
            return bool(select.select([self._sock], [], [], 0)[0])
        except (OSError, ValueError):
            return True

    def close(self) -> None:
        """Hang up."""
        self._sock.close()

    def _left(self, most: float) -> float:
        left = self.deadline - self._clock()
        if left <= 0:
            raise self._too_slow()
        return min(most, left)

    def _too_slow(self) -> TimedOut:
        return TimedOut(
            f"{self._where} was slower than the bound.",
            hint="It is tried again next time; raise the limit if it is slow.",
        )


class Dialler:
    """Opens connections that the guard permits.

    Args:
        resolver: looks names up; the machine's own by default.
        connect: connects to an IP address; a test gives one that records and refuses.
        clock: monotonic seconds.
    """

    def __init__(
        self, *, resolver: Resolver = look_up, connect: Connect = connect, clock: Clock = time.monotonic
    ) -> None:
        self._resolver = resolver
        self._connect = connect
        self._clock = clock

    def open(
        self,
        address: Address,
        *,
        allow_private: bool,
        allow_metadata: bool = False,
        seconds: float,
        tls: ssl.SSLContext | None = None,
        via: Proxy | None = None,
    ) -> Wire:
        """A connection to an address, with TLS where a context is given.

        Args:
            address: where to.
            allow_private: whether private, shared and loopback addresses will do.
            allow_metadata: whether the metadata service of a cloud machine will do.
            seconds: for the look-up, the connection and TLS together.
            tls: client context; without one the stream is plain.
            via: the proxy to go through.

        Raises:
            Refused: the guard does not permit it.
            TimedOut: it took longer than ``seconds``.
            Unreachable: no name, no route, no TLS.
        """
        end = self._clock() + seconds
        if via is not None:
            may_pass(address)
        sock = self.dial(
            via.address if via else address,
            allow_private=allow_private or bool(via),
            allow_metadata=allow_metadata,
            seconds=seconds,
        )
        wire = Wire(sock, address.shown, self._clock)
        try:
            if via is not None and tls is not None:
                wire.bound(deadline=end, read_seconds=seconds)
                tunnel(wire, address, via)
            if tls is not None:
                wire.secure(tls, address.host, max(end - self._clock(), 0.001))
        except BaseException:
            wire.close()
            raise
        return wire

    def dial(
        self, address: Address, *, allow_private: bool, seconds: float, allow_metadata: bool = False
    ) -> socket.socket:
        """A bare TCP connection for other protocols than HTTP, under the same guard.

        Raises:
            Refused: the guard does not permit it.
            Unreachable: no name, no route, no answer within ``seconds``.
        """
        end = self._clock() + seconds
        ips = permitted(
            address,
            lambda host, port: self._look_up(host, port, seconds),
            allow_private=allow_private,
            allow_metadata=allow_metadata,
        )
        return self._first_that_answers(address, ips, end)

    def _look_up(self, host: str, port: int, seconds: float) -> Sequence[str]:
        """The resolver's answer under a bound: the C library's own wait has none that we can set."""
        answer: list[Sequence[str]] = []
        failure: list[BaseException] = []

        def ask() -> None:
            try:
                answer.append(self._resolver(host, port))
            except BaseException as error:  # noqa: BLE001  # raised again in the thread that waits
                failure.append(error)

        asking = threading.Thread(target=ask, daemon=True, name=f"look up {host}")
        asking.start()
        asking.join(seconds)
        if failure:
            raise failure[0]
        if not answer:
            raise TimeoutError(f"no answer within {seconds:g} s")
        return answer[0]

    def _first_that_answers(self, address: Address, ips: Sequence[str], end: float) -> socket.socket:
        failure: OSError | None = None
        for index, ip in enumerate(ips):
            left = end - self._clock()
            if left <= 0:
                break
            try:
                return self._connect(ip, address.port, left / (len(ips) - index))
            except OSError as error:
                failure = error
        if failure is None or isinstance(failure, TimeoutError):
            raise Unreachable(
                f"{address.host} port {address.port} did not answer in time.",
                hint="Check the network, a firewall on the way, or whether the server is up.",
            ) from failure
        raise Unreachable(
            f"{address.host} port {address.port} could not be reached ({_why(failure)}).",
            hint="Check the network, a firewall on the way, or whether the server is up.",
        ) from failure


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
