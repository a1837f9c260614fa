"""Goes out through a proxy where the user names one: a trusted hop, never one of the environment.

A proxy looks names up itself, so the guard cannot judge what a name leads to; it judges what is written, refuses names
that only mean something inside a network, and leaves the rest to the proxy, whose business it is. Sources with
``allow_private`` do not use it: what is inside is reached directly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from omfeed.errors import Garbled, Refused, Unreachable
from omfeed.net.address import Address, parse
from omfeed.net.guard import permitted

if TYPE_CHECKING:
    from omfeed.net.dial import Wire

_INSIDE: Final = frozenset("localhost local internal intranet corp home lan localdomain private arpa onion".split())
"""Last labels of names that the public DNS never answers (RFC 6761, RFC 6762, RFC 8375, ICANN)."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy."""

    address: Address
    authorization: str = field(default="", repr=False)
    """Value of ``Proxy-Authorization``, or empty."""

    @property
    def headers(self) -> list[tuple[str, str]]:
        """What the proxy itself is told."""
        return [("Proxy-Authorization", self.authorization)] if self.authorization else []


def proxy(url: str, authorization: str = "") -> Proxy:
    """The proxy at an address.

    Args:
        url: ``http://host:port``.
        authorization: value of ``Proxy-Authorization``, such as ``Basic …``.

    Raises:
        Refused: the address is none of a proxy.
    """
    address = parse(url)
    if address.scheme != "http" or address.target != "/":
        raise Refused(f"{address.shown} is no address of a proxy.", hint="Write http://host:port.")
    return Proxy(address, authorization)


def may_pass(address: Address) -> None:
    """Judge an address that a proxy will look up, by what is written.

    Raises:
        Refused: it is an IP address that is not public, or a name that only means something inside a network.
    """
    if address.literal:
        permitted(address, lambda *_: (), allow_private=False)
    labels = address.host.split(".")
    if address.literal is None and (len(labels) < 2 or labels[-1] in _INSIDE):
        raise Refused(
            f"{address.host} is a name of the inside; the proxy is not asked for it.",
            hint="If that is meant, set allow_private for this source; it is then reached without the proxy.",
        )


def tunnel(wire: Wire, address: Address, via: Proxy) -> None:
    """Have the proxy connect a stream to an https address.

    Raises:
        Unreachable: it does not.
        TimedOut, Garbled: see the classes.
    """
    import h11  # costs start-up, and the configuration names proxies in this module's words

    where = f"{address.host}:{address.port}" if ":" not in address.host else f"[{address.host}]:{address.port}"
    state = h11.Connection(h11.CLIENT, max_incomplete_event_size=16 * 1024)
    ask = h11.Request(method="CONNECT", target=where, headers=[("Host", where), *via.headers])
    wire.write((state.send(ask) or b"") + (state.send(h11.EndOfMessage()) or b""))
    name = via.address.shown
    try:
        while not isinstance(event := state.next_event(), h11.Response):
            if event is h11.NEED_DATA:
                data = wire.read()
                if not data:
                    raise Garbled(f"The proxy {name} closed the connection without an answer.")
                state.receive_data(data)
    except h11.RemoteProtocolError as error:
        raise Garbled(f"The proxy {name} answered with what is not HTTP ({error}).") from error
    if not 200 <= event.status_code < 300:
        raise Unreachable(
            f"The proxy {name} does not connect to {address.host}: it answered {event.status_code}.",
            hint="It wants to know who we are; set its authorisation."
            if event.status_code == 407
            else "Ask whoever runs it to allow this host.",
            transient=event.status_code >= 500,
            reached=True,
        )
    if state.trailing_data[0]:
        raise Garbled(f"The proxy {name} spoke before the server could.", transient=False)
