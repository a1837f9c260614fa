"""Asks a site's robots.txt whether a page may be fetched by us (RFC 9309); the answer is kept for a run.

Only wanted for pages that publishers did not mean for programs; feeds and interfaces are there for programs. Where the
file does not exist (4xx) everything is allowed, as the standard says. Where it cannot be had (5xx, no network) the
standard tells *crawlers* to stay away; omfeed follows no links and fetches, once a night, single pages that a person
named, so it goes on: a hiccup of robots.txt must not blind a source, and the page's own answer tells soon enough.

The standard library's parser was left out: it takes the first rule that fits where the standard takes the longest, and
knows no wildcards.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import quote, unquote

from omfeed.errors import Refused
from omfeed.net.address import parse
from omfeed.net.request import Fetched, Fresh, Request

AGENT: Final = "omfeed"
"""The product token by which robots.txt may name us."""
MOST_BYTES: Final = 500 * 1024
"""Bytes of a robots.txt that are read; the rest is ignored, as the standard allows."""
_SAFE: Final = "!#$&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line ``Allow`` or ``Disallow``."""

    pattern: str
    allow: bool

    def fits(self, path: str) -> bool:
        """Whether the path begins like the pattern; ``*`` stands for anything, ``$`` at the end for the end."""
        parts = self.pattern.removesuffix("$").split("*")
        if not path.startswith(parts[0]):
            return False
        at = len(parts[0])
        anchored = self.pattern.endswith("$")
        if len(parts) == 1:
            return not anchored or at == len(path)
        for part in parts[1:-1]:
            found = path.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        if anchored:
            return len(path) - len(parts[-1]) >= at and path.endswith(parts[-1])
        return path.find(parts[-1], at) >= 0


def rules(text: str, agent: str = AGENT) -> tuple[Rule, ...]:
    """The rules of a robots.txt that are for this agent: those under its name, else those for everybody."""
    groups: dict[str, list[Rule]] = {}
    names: list[str] = []
    begun = False
    for line in text.splitlines():
        field, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        kind = field.lower()
        if kind == "user-agent":
            # Several such lines in a row share the rules that follow them.
            names = [value.lower().partition("/")[0]] if begun else [*names, value.lower().partition("/")[0]]
            begun = False
            groups.setdefault(names[-1], [])
        elif kind in {"allow", "disallow"}:
            begun = True
            if value:
                for name in names:
                    groups[name].append(Rule(_normal(value), kind == "allow"))
    return tuple(groups.get(agent, groups.get("*", ())))


def allowed(known: Sequence[Rule], target: str) -> bool:
    """Whether rules permit a path with its query: the longest pattern that fits decides, at a tie the kinder one."""
    path = _normal(target)
    fitting = [rule for rule in known if rule.fits(path)]
    return max(fitting, key=lambda rule: (len(rule.pattern), rule.allow)).allow if fitting else True


class _Gets(Protocol):
    def get(self, request: Request) -> Fetched: ...


class Robots:
    """What the sites of one run permit.

    Args:
        client: fetches each host's robots.txt, once.
    """

    def __init__(self, client: _Gets) -> None:
        self._client = client
        self._known: dict[str, tuple[Rule, ...]] = {}
        self._asking: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def allow(self, request: Request) -> bool:
        """Whether the site lets us fetch this address; true where the site does not say."""
        try:
            address = parse(request.url)
        except Refused:
            return True  # the client will say what is wrong with it
        origin = f"{address.scheme}://{address.authority}"
        with self._lock:
            asking = self._asking.setdefault(origin, threading.Lock())
        with asking:
            if origin not in self._known:
                self._known[origin] = self._fetch(f"{origin}/robots.txt", request)
        return address.target == "/robots.txt" or allowed(self._known[origin], address.target)

    def _fetch(self, url: str, request: Request) -> tuple[Rule, ...]:
        outcome = self._client.get(Request(url, accept="text/plain, */*;q=0.1", allow_private=request.allow_private))
        if not isinstance(outcome, Fresh):
            return ()
        return rules(outcome.body[:MOST_BYTES].decode("utf-8-sig", "replace"))


def _normal(path: str) -> str:
    """The path with each character spelled in one way only, so that ``%7E`` and ``~`` compare equal."""
    parts = path.replace("%2f", "%2F").split("%2F")
    plain = (unquote(part, errors="surrogateescape").encode("utf-8", "surrogateescape") for part in parts)
    return "%2F".join(quote(part, safe=_SAFE) for part in plain)
