"""Decides which IP addresses omfeed may talk to: the public internet, and beyond it only what a source names itself.

Pure but for the one look-up it is given. A name is looked up once, every address of the answer is judged, and the very
addresses that were judged are the ones that are dialled; a single bad one among good ones refuses the name, because a
server that mixes them is playing tricks. What is public is decided here and not by ``ipaddress.is_global``, which (on
3.11) takes translated, mapped, site-local and multicast ranges for public. Ranges: IANA special-purpose registries for
IPv4 and IPv6, and the metadata addresses that cloud providers document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from omfeed.errors import Refused, Unreachable
from omfeed.net.address import Address, Literal

Resolver = Callable[[str, int], Sequence[str]]
"""Looks up a host name and port: the IP addresses as text, best first; raises OSError."""

MOST_DIALLED: Final = 4
"""Addresses of one name that are tried, one after the other."""

PRIVATE: Final = frozenset({"private", "loopback", "shared"})
"""Kinds of address that a source may open for itself with ``allow_private``."""

# The more special range stands before the one it lies in.
_RANGES: Final[tuple[tuple[str, str], ...]] = (
    ("169.254.169.254/32", "metadata"),
    ("169.254.170.2/32", "metadata"),
    ("168.63.129.16/32", "metadata"),
    ("100.100.100.200/32", "metadata"),
    ("192.0.0.192/32", "metadata"),
    ("0.0.0.0/8", "this network"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "shared"),
    ("127.0.0.0/8", "loopback"),
    ("169.254.0.0/16", "link-local"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "protocol assignments"),
    ("192.0.2.0/24", "documentation"),
    ("192.31.196.0/24", "protocol assignments"),
    ("192.52.193.0/24", "protocol assignments"),
    ("192.88.99.0/24", "6to4 relay"),
    ("192.168.0.0/16", "private"),
    ("192.175.48.0/24", "protocol assignments"),
    ("198.18.0.0/15", "benchmarking"),
    ("198.51.100.0/24", "documentation"),
    ("203.0.113.0/24", "documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
    ("fd00:ec2::254/128", "metadata"),
    ("fd20:ce::254/128", "metadata"),
    ("fd00:c1::a9fe:a9fe/128", "metadata"),
    ("::/128", "this network"),
    ("::1/128", "loopback"),
    ("::ffff:0:0/96", "IPv4-mapped"),
    ("::/96", "IPv4-compatible"),
    ("64:ff9b::/96", "IPv4-translated"),
    ("64:ff9b:1::/48", "IPv4-translated"),
    ("fc00::/7", "private"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "site-local"),
    ("ff00::/8", "multicast"),
    ("2001:db8::/32", "documentation"),
    ("2001::/32", "tunnelled IPv4"),
    ("2001::/23", "protocol assignments"),
    ("2002::/16", "6to4"),
    ("3fff::/20", "documentation"),
    ("2620:4f:8000::/48", "protocol assignments"),
)


def _table() -> tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]]:
    four: list[tuple[int, int, str]] = []
    six: list[tuple[int, int, str]] = []
    for text, kind in _RANGES:
        network: IPv4Network | IPv6Network = ip_network(text)
        rows = four if network.version == 4 else six
        rows.append((int(network.network_address), int(network.broadcast_address), kind))
    return four, six


_FOUR, _SIX = _table()
_UNICAST: Final = (0x2 << 124, (0x4 << 124) - 1)
"""2000::/3, all that IANA has opened for global unicast."""


def kind(ip: Literal) -> str:
    """``public``, or the name of the special range that an address lies in."""
    number = int(ip)
    for first, last, name in _FOUR if isinstance(ip, IPv4Address) else _SIX:
        if first <= number <= last:
            return name
    if isinstance(ip, IPv6Address):
        if not _UNICAST[0] <= number <= _UNICAST[1]:
            return "reserved"
        # ISATAP (RFC 5214) hides an IPv4 address behind an interface id of this form.
        if (number >> 32) & 0xFCFFFFFF == 0x00005EFE:
            return "tunnelled IPv4"
    return "public"


def permitted(
    address: Address, resolver: Resolver, *, allow_private: bool, allow_metadata: bool = False
) -> tuple[str, ...]:
    """The IP addresses at which a host may be dialled, in the order to try.

    Args:
        address: where to.
        resolver: asked once, and only for a name.
        allow_private: whether private, shared and loopback addresses will do.
        allow_metadata: whether the metadata service of a cloud machine will do, written as an IP address.

    Raises:
        Refused: any of its addresses is one that omfeed does not go to.
        Unreachable: the name cannot be looked up.
    """
    found = [str(address.literal)] if address.literal else _look_up(address, resolver)
    judged: list[Literal] = []
    for text in found:
        try:
            ip = ip_address(text)
        except ValueError as error:
            raise Unreachable(f"The name {address.host} was looked up as something that is no IP address.") from error
        name = "zoned" if isinstance(ip, IPv6Address) and ip.scope_id else kind(ip)
        at_metadata = allow_metadata and name == "metadata" and bool(address.literal)
        if name != "public" and not (allow_private and name in PRIVATE) and not at_metadata:
            raise _refusal(address, ip, name)
        judged.append(ip)
    return tuple(str(ip) for ip in _taking_turns(judged)[:MOST_DIALLED])


def _look_up(address: Address, resolver: Resolver) -> Sequence[str]:
    try:
        found = resolver(address.host, address.port)
    except (OSError, UnicodeError) as error:
        raise Unreachable(
            f"The name {address.host} could not be looked up ({getattr(error, 'strerror', None) or error}).",
            hint="Check the address and this machine's DNS.",
        ) from error
    if not found:
        raise Unreachable(f"The name {address.host} has no address.", hint="Check the address.")
    return found


def _refusal(address: Address, ip: Literal, name: str) -> Refused:
    where = f"{address.host} is" if address.literal else f"{address.host} leads to {ip},"
    hint = (
        "If that is meant, set allow_private for this source and give it this very address."
        if name in PRIVATE
        else "omfeed never goes there."
    )
    return Refused(f"{where} an address of the range “{name}”, not a public one; nothing was sent.", hint=hint)


def _taking_turns(found: list[Literal]) -> list[Literal]:
    """IPv6 and IPv4 in turn, the resolver's first choice first, so that one broken family cannot use up the tries."""
    unique = list(dict.fromkeys(found))
    first = [ip for ip in unique if ip.version == unique[0].version]
    other = [ip for ip in unique if ip.version != unique[0].version]
    turns: list[Literal] = []
    for index in range(max(len(first), len(other))):
        turns += first[index : index + 1] + other[index : index + 1]
    return turns
