"""Reads how each service of Microsoft 365 stands, as Graph answers: one entry a service, edited when that changes.

``admin/serviceAnnouncement/healthOverviews``: ``id`` is the service's permanent name. What is wrong stands in the
issues (``graph-issues``); this tells that something is.
"""

from __future__ import annotations

from typing import Final

from omfeed.collect import graph, options
from omfeed.collect.shapes import document
from omfeed.collect.writing import entry, listing
from omfeed.errors import ParseError
from omfeed.model import Parsed, Source, Window

VERSION = 1
STABLE_ID = "the id of the service"

_WELL: Final = frozenset({"serviceOperational", "falsePositive", "serviceRestored", "postIncidentReviewPublished"})


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The services as entries, by name. ``only`` and ``skip`` look at the service's name.

    Raises:
        ParseError: the body is not JSON, an error of Graph, or holds no service with a name.
    """
    services, warnings = graph.objects(document(body, charset), "service states", source)
    named = {one.line("id", "service"): one for one in services if one.line("service")}
    if services and not named:
        raise ParseError("No object of the answer names a service.", hint=f"Look at {source.url}.")
    entries = []
    for key, one in sorted(named.items(), key=lambda pair: pair[1].line("service").casefold()):
        if not options.wanted(source, one.line("service")):
            continue
        status = graph.enumerated(one.line("status"))
        entries.append(
            entry(
                title=f"{one.line('service')}: state of the service",
                html=listing([("State", "operational" if status in _WELL else graph.spoken(status))]),
                key=key,
                url="https://admin.microsoft.com/#/servicehealth",
                facts={"status": "operational" if status in _WELL else status, "services": (one.line("service"),)},
            )
        )
    return Parsed(
        entries=graph.placed(entries),
        window=options.window(source, Window.COMPLETE),
        title=source.title,
        warnings=warnings,
    )
