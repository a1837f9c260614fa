"""Reads web addresses strictly, in one way only, so that what is checked is what is dialled; touches nothing.

Most ways round a guard are spellings that two parsers understand differently. So there is one reading here, and any
spelling that some parser somewhere takes for something else (octal or hexadecimal numbers for a host, back-slashes,
user names, zone ids, percent signs in a host) is refused instead of repaired. The rules for hosts that end in a number
are those of the WHATWG URL standard, turned from “interpret” to “refuse”.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from omfeed.errors import Refused

PORTS: Final = {"http": 80, "https": 443}
LONGEST: Final = 8192
"""Characters of an address; longer ones are refused."""

_CONTROL: Final = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]")
_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Characters that the two generations of internationalised names (RFC 3490, RFC 5891) turn into different hosts.
_DEVIATION: Final = re.compile("[\u00df\u1e9e\u03c2\u200c\u200d]")
_DOTS: Final = re.compile("[.\u3002\uff0e\uff61]")
"""What separates labels by RFC 3490."""
_SAFE: Final = "!#$%&'()*+,/:;=?@[]~"

Literal = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Address:
    """A web address taken apart."""

    scheme: str
    host: str
    """Lower case, ASCII, without a trailing dot or brackets."""
    port: int
    target: str
    """Path and query, ASCII, as sent to the server."""
    literal: Literal | None = None
    """The host as an IP address where it is written as one."""

    @property
    def authority(self) -> str:
        """Host and, where it is not the scheme's own, port: the ``Host`` header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS.get(self.scheme) else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def shown(self) -> str:
        """The address as it may be shown and logged: without the values of its query."""
        path, mark, _ = self.target.partition("?")
        return f"{self.scheme}://{self.authority}{path}{'?…' if mark else ''}"

    @property
    def place(self) -> tuple[str, int]:
        """Host and port."""
        return self.host, self.port


def parse(url: str) -> Address:
    """The address taken apart.

    Raises:
        Refused: it is no plain http or https address, or is written in a way that can be read as another one.
    """
    if len(url) > LONGEST:
        raise Refused(f"The address {shown(url)} is longer than {LONGEST} characters.", hint="Use the plain address.")
    if _CONTROL.search(url) or "\\" in url:
        raise _odd(url, "holds white space, a control character or a back-slash")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname or ""
    except ValueError as error:
        raise _odd(url, "cannot be read") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise Refused(
            f"The address {shown(url)} is neither http nor https.", hint="Only http: and https: addresses are fetched."
        )
    if "@" in parts.netloc:
        raise Refused(
            f"The address {shown(url)} holds a user name or password.",
            hint="Give credentials as a header from the environment instead.",
        )
    if port == 0 or parts.netloc.endswith(":") or re.search(r":\D*$", parts.netloc.rpartition("]")[2]):
        raise _odd(url, "has a port that is no number from 1 to 65535")
    name, literal = _host(url, host, bracketed="[" in parts.netloc)
    path = parts.path or "/"
    target = quote(path + (f"?{parts.query}" if parts.query else ""), safe=_SAFE)
    return Address(scheme, name, port or PORTS[scheme], target, literal)


def server(scheme: str, host: str, port: int) -> Address:
    """The address of a server that is no web server (``smtp``), its host read as strictly as any.

    Raises:
        Refused: as for ``parse``.
    """
    read = parse(f"https://[{host}]:{port}/" if ":" in host else f"https://{host}:{port}/")
    if read.target != "/" or read.port != port:
        raise _odd(f"{scheme}://{host}:{port}", "cannot be read", "Give a host name and a port number.")
    return replace(read, scheme=scheme, target="")


def follow(base: Address, location: str) -> Address:
    """Where a ``Location`` header leads from an address.

    Raises:
        Refused: as for ``parse``.
    """
    location = location.strip(" \t")
    if _CONTROL.search(location.replace(" ", "")) or "\\" in location:
        raise _odd(location, "holds a control character or a back-slash")
    try:
        return parse(urljoin(base.url, location.replace(" ", "%20")))
    except ValueError as error:
        raise _odd(location, "cannot be read") from error


def shown(url: str) -> str:
    """Any text that was meant as an address, fit for a message: without user name, query values and controls."""
    text = _CONTROL.sub("�", url[:LONGEST])
    text = re.sub(r"^([^/?#]*//|[a-zA-Z][a-zA-Z0-9+.-]*:)?[^/?#]*@", r"\1…@", text)
    text = re.sub(r"[?#].*$", "?…", text)
    return text if len(text) <= 200 else f"{text[:199]}…"


def host_only(url: str) -> str:
    """The scheme and host of an address whose rest is a secret."""
    match = re.match(r"[a-z]+://[^/?#@\\]*(?=[/?#]|$)", shown(url), re.IGNORECASE)
    return f"{match[0]}/…" if match else "…"


def _host(url: str, host: str, *, bracketed: bool) -> tuple[str, Literal | None]:
    if bracketed:
        try:
            six = ipaddress.IPv6Address(host)
        except ValueError as error:
            raise _odd(url, "has a host in brackets that is no plain IPv6 address") from error
        if six.scope_id:
            raise _odd(url, "names a network interface (zone id)")
        return str(six), six
    plain = host if host.isascii() else _ascii(url, host)
    plain = plain.removesuffix(".")
    labels = plain.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            four = ipaddress.IPv4Address(plain)
        except ValueError as error:
            raise _odd(url, "writes an IP address in an unusual way") from error
        if not host.isascii():
            raise _odd(url, "writes an IP address in an unusual way")
        return str(four), four
    if len(plain) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _odd(url, "has a host that is no valid name")
    return plain, None


def _ascii(url: str, host: str) -> str:
    if _DEVIATION.search(host):
        raise _odd(url, "has a host that two standards write differently", "Write the host in its xn-- form.")
    try:
        name = host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise _odd(url, "has a host that is no valid name") from error
    if name.count(".") != len(_DOTS.findall(host)):
        raise _odd(url, "has a host with a character that becomes a dot")
    return name


def _odd(url: str, what: str, hint: str = "Write it plainly: https://host/path.") -> Refused:
    return Refused(f"The address {shown(url)} {what}.", hint=hint)
