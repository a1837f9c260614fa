"""One HTTP/1.1 question and its answer over one connection, every bound applied while the bytes arrive.

h11 judges the grammar; this module moves the bytes and counts them. It knows nothing of redirects, retries or pools.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import h11

from omfeed.errors import Garbled, Refused, TimedOut, TooLarge
from omfeed.net.unpack import unpacker

if TYPE_CHECKING:
    from omfeed.net.dial import Wire
    from omfeed.net.request import Limits

MOST_HEADER_BYTES: Final = 64 * 1024
MOST_INTERIM: Final = 8
"""Interim (1xx) answers that are passed over."""
REST: Final = 16 * 1024
"""Bytes of a body nobody wants that are read all the same, to keep the connection."""
REST_SECONDS: Final = 1.0
"""Longest silence that is borne with for such a body."""

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    """Names in lower case; repeated ones joined by commas."""
    body: bytes


class Connection:
    """A connection to one server that carries one exchange after the other.

    Args:
        wire: the connected stream; closed with this connection.
    """

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.used = False
        """Whether it has carried an exchange already."""
        self._state = h11.Connection(h11.CLIENT, max_incomplete_event_size=MOST_HEADER_BYTES)
        self._most = 0
        self._last = 0

    def close(self) -> None:
        """Hang up."""
        self.wire.close()

    def reusable(self) -> bool:
        """Whether another exchange may follow; makes ready for it."""
        state = self._state
        if state.our_state is not h11.DONE or state.their_state is not h11.DONE or state.trailing_data[0]:
            return False
        state.start_next_cycle()
        self.used = True
        return True

    def exchange(
        self, target: str, method: str, headers: Headers, body: bytes, limits: Limits, *, where: str
    ) -> Answer:
        """Ask, and read the whole answer; of what is no success only a short body (``REST``), as far as it can be read.

        Args:
            target: path and query, or for a proxy the whole address.
            method: of the request.
            headers: all of them, in order.
            body: of the request.
            limits: bounds on the answer.
            where: the address as it may be shown, for errors.

        Raises:
            Refused: the request cannot be put into HTTP (a line break in a header).
            TooLarge, TimedOut, Garbled: see the classes.
        """
        wire, state = self.wire, self._state
        self._bound(limits.wire_bytes)
        try:
            lines = [(name.encode("ascii"), value.encode("utf-8", "replace")) for name, value in headers]
            head = state.send(h11.Request(method=method, target=target, headers=lines))
            data = (state.send(h11.Data(data=body)) or b"") if body else b""
            end = state.send(h11.EndOfMessage())
        except (h11.LocalProtocolError, UnicodeEncodeError) as error:
            raise Refused(
                f"The request to {where} cannot be sent as it is ({error}).", hint="Check the headers of this source."
            ) from error
        wire.write((head or b"") + data + (end or b""))
        response = self._head(where)
        found: dict[str, str] = {}
        for raw_name, raw_value in response.headers:
            name, value = raw_name.decode("ascii"), _text(raw_value)
            if name == "location" and found.get(name, value) != value:
                raise Garbled(f"{where} redirects to two places at once.", transient=False)
            found[name] = f"{found[name]}, {value}" if name in found and name != "location" else value
        if not 200 <= response.status_code < 300:
            return Answer(response.status_code, found, self._pass_over(found, where))
        if _claimed(found) > limits.wire_bytes:
            raise _too_large(where, limits.wire_bytes, "announced")
        return Answer(response.status_code, found, self._body(found, limits, where))

    def _bound(self, most: int) -> None:
        """From here on, take in at most so many bytes."""
        self._most = most
        self._last = self.wire.received + most

    def _head(self, where: str) -> h11.Response:
        for _ in range(MOST_INTERIM + 1):
            event = self._next(where)
            if isinstance(event, h11.Response):
                return event
            if not isinstance(event, h11.InformationalResponse) or event.status_code == 101:
                break
        raise Garbled(f"{where} answered something that is no answer to what was asked.", transient=False)

    def _body(self, headers: dict[str, str], limits: Limits, where: str) -> bytes:
        unpack = unpacker(headers.get("content-encoding", ""), where)
        body = bytearray()
        while isinstance(event := self._next(where), h11.Data):
            for piece in unpack.feed(bytes(event.data)):
                body += piece
                if len(body) > limits.body_bytes:
                    raise _too_large(where, limits.body_bytes, "unpacked")
        if not isinstance(event, h11.EndOfMessage):
            raise Garbled(f"{where} closed the connection in the middle of its answer.")
        unpack.finish()
        return bytes(body)

    def _pass_over(self, headers: dict[str, str], where: str) -> bytes:
        """Reads the short body of an answer whose status says nearly all, so that the connection can be kept."""
        wire = self.wire
        wire.bound(deadline=wire.deadline, read_seconds=min(wire.read_seconds, REST_SECONDS))
        self._bound(REST)
        body = bytearray()
        try:
            while isinstance(event := self._next(where), h11.Data):
                body += bytes(event.data)
            unpack = unpacker(headers.get("content-encoding", ""), where)
            plain = bytearray()
            for piece in unpack.feed(bytes(body)):
                plain += piece
                if len(plain) > REST:
                    return b""
            return bytes(plain)
        except (TooLarge, TimedOut, Garbled, Refused):
            # Where it broke off the connection stays in the middle of an answer, so `reusable` says no.
            return b""

    def _next(self, where: str) -> object:
        wire = self.wire
        while True:
            try:
                event = self._state.next_event()
                if event is not h11.NEED_DATA:
                    # Tiny chunks cost much time for few bytes: look at the clock on each of them.
                    wire.check()
                    return event
                data = wire.read()
                if wire.received > self._last:
                    raise _too_large(where, self._most, "sent")
                if not data and self._state.their_state is h11.SEND_RESPONSE:
                    raise Garbled(f"{where} closed the connection without an answer.")
                self._state.receive_data(data)
            except h11.RemoteProtocolError as error:
                raise _garbled(where, error) from error


def _garbled(where: str, error: h11.RemoteProtocolError) -> Garbled | TooLarge:
    if error.error_status_hint == 431:
        return TooLarge(f"{where} sent more than {MOST_HEADER_BYTES // 1024} KiB of headers.")
    return Garbled(f"{where} answered with what is not HTTP, or broke off ({error}).")


def _text(value: bytes) -> str:
    """A header's value: UTF-8 as servers of today mean it, else Latin-1 as the standard once had it."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _claimed(headers: dict[str, str]) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0


def _too_large(where: str, most: int, how: str) -> TooLarge:
    return TooLarge(
        f"The body of {where} is larger than the bound of {most / 1048576:.3g} MiB ({how}).",
        hint="Raise the bound in the limits if this source is meant to be so large.",
    )
