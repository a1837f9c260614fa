"""Reads Apple's system status: the services of which some have events (outage, issue, maintenance).

``{"services": [{"serviceName", "events": [{"messageId", …}]}]}``, either bare or wrapped in a call
(``jsonCallback(…);``). An event stands while it lasts and for some days after; most days there is none, which is the
normal state. The shape is known from public readers of it, not from a captured body.
"""

from __future__ import annotations

import re
from typing import Final

from omfeed.collect import charset as charsets
from omfeed.collect import options
from omfeed.collect.moments import moment
from omfeed.collect.shapes import Record, load, mapping
from omfeed.collect.writing import by_end, entry, listing, paragraphs
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the service with the number of its message, else with the moment at which the event began"

_CALL: Final = re.compile(r"^\s*[A-Za-z_$][\w$]*\s*\((.*)\)\s*;?\s*$", re.DOTALL)
_AMERICAN: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(.*)", re.DOTALL)
_ENDED: Final = frozenset({"resolved", "completed"})


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The events as entries, those that are over last. ``only`` and ``skip`` look at the services' names.

    Raises:
        ParseError: the body is not such a status, or names no service.
    """
    text = charsets.decode(body, charset)
    call = _CALL.match(text)
    services = mapping(load(call[1] if call else text), "a system status").records("services")
    if not services:
        raise ParseError("The system status names no service.", hint=f"Look at {source.url}: has it moved?")
    made: dict[str, tuple[str, Entry]] = {}
    for service in services:
        name = service.line("serviceName")
        for event in service.records("events"):
            if options.wanted(source, name):
                one = _entry(name, event, source)
                ended = event.line("eventStatus").casefold() in _ENDED
                made.setdefault(one.key, (_when(event.text("endDate"), source) if ended else "", one))
    return Parsed(entries=by_end(made.values()), window=Window.ROLLING, title=source.title, language="en")


def _entry(name: str, event: Record, source: Source) -> Entry:
    kind, status = event.line("statusType"), event.line("eventStatus")
    begun = _when(event.text("startDate"), source)
    number = event.line("messageId") or f"{begun} {kind}".strip()
    ended = status.casefold() in _ENDED
    return entry(
        title=f"{name}: {kind or 'event'}",
        html=paragraphs(event.line("message"))
        + listing(
            [
                ("Status", status),
                ("Users affected", event.line("usersAffected")),
                ("Began", begun[:16].replace("T", " ")),
                ("Ended", _when(event.text("endDate"), source)[:16].replace("T", " ") if ended else ""),
                ("Services", ", ".join(sorted(event.texts("affectedServices")))),
            ]
        ),
        key=f"{name} {number}",
        url="https://www.apple.com/support/systemstatus/",
        published=begun,
        updated=_when(event.text("datePosted"), source),
        facts={
            "status": status,
            "services": (name,),
            "category": kind,
        },
    )


def _when(text: str, source: Source) -> str:
    """A moment as Apple writes it, “07/31/2026 10:15 PDT”, or in any other known form."""
    found = _AMERICAN.match(text.strip())
    written = f"{found[3]}-{found[1]:0>2}-{found[2]:0>2} {found[4].strip()}" if found else text
    return moment(written.strip(), time_zone=source.time_zone)
