"""Puts Microsoft Graph before the client of a night, where the configuration says as which application."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from omfeed.errors import ConfigError, OmfeedError
from omfeed.net.graph.access import at_graph

if TYPE_CHECKING:
    from omfeed.asking import Net
    from omfeed.assess.fleet_import import Imported
    from omfeed.cli.context import Cli
    from omfeed.model import Source
    from omfeed.net.client import Client
    from omfeed.net.graph.reader import Reader
    from omfeed.store import Store

_NOTICE: Final = timedelta(days=30)
"""So long before the end of our own certificate a person is told, every night."""


def with_graph(cli: Cli, net: Client, sources: Iterable[Source], *, now: datetime, store: Store | None = None) -> Net:
    """The client, or one that reads Graph as well when one of these sources stands there.

    Args:
        cli: for the application that reads.
        net: the way out.
        sources: those that are read.
        now: the moment, UTC.
        store: where the bodies of the last reading are kept, so that only changes are asked for; none: read whole.

    Raises:
        ConfigError: a source stands in Graph, and no application may read it.
    """
    there = [source for source in sources if at_graph(source.url, cli.config.graph)]
    if not there:
        return net
    access = cli.config.graph
    if access is None:
        why = cli.config.unread.get(there[0].id, "It reads Microsoft Graph, and [graph] says as no application.")
        raise ConfigError(f"{there[0].id} cannot be read: {why}", hint="docs/graph.md tells how to register one.")
    from omfeed.net.graph.reader import GraphNet
    from omfeed.net.graph.sign_in import certificate_end

    ends = certificate_end(access)
    if ends is not None and ends - now < _NOTICE:
        cli.say(
            f"The certificate that signs in at Microsoft Graph ends on {ends.date().isoformat()}. "
            "Upload a new one to the application and put it in its place."
        )
    kept: dict[str, bytes] = {}
    if store is not None:
        for source in there:
            snapshot = store.snapshot(source.id, verdict="read")
            if snapshot is not None and snapshot.body is not None:
                kept[source.url] = snapshot.body
    return GraphNet(net, access, now=now, kept=kept.get)


def counted(reader: Reader, *, overview: bool) -> Imported:
    """How many devices there are of each kind, from Graph.

    Args:
        reader: reads as the application.
        overview: ask for the tenant's own sums only; they tell no versions, and no device is looked at.

    Raises:
        OmfeedError: Graph cannot be read, or holds no device.
    """
    from omfeed.assess.fleet_import import count_devices, from_overview
    from omfeed.net.graph.endpoints import DEVICES, OVERVIEW

    if overview:
        imported = from_overview(next((one for page in reader.pages(OVERVIEW) for one in page), {}))
    else:
        imported = count_devices(one for page in reader.pages(DEVICES) for one in page)
    if not imported.devices:
        raise OmfeedError(
            "Graph names no device; what was counted before stays.",
            hint="Check that the application belongs to the tenant whose devices you manage.",
        )
    return imported
