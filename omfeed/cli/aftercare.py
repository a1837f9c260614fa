"""After a run: tell those who watch it from outside; and what of it may be forgotten some day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omfeed.cli.context import Cli, complain

if TYPE_CHECKING:
    from omfeed.config import Config
    from omfeed.store import Store
    from omfeed.store.retention import Retention


def retention_of(config: Config) -> Retention:
    """For how long the configuration has what is no history kept."""
    from omfeed.store.retention import Retention

    kept = config.retention
    return Retention(bodies_days=kept.bodies_days, fetches_days=kept.fetches_days, deliveries_days=kept.deliveries_days)


def look_after(cli: Cli, store: Store, *, arrived: bool) -> None:
    """Record whether the night was a good one; write figures and send the heartbeat, where omfeed.toml asks for them.

    Neither changes how the run ends: what could not be written or sent is told.

    Args:
        cli: the call.
        store: the database, after the run.
        arrived: whether every delivery arrived.
    """
    from omfeed import watch
    from omfeed.errors import DeliveryError
    from omfeed.store.values import DeliveryState

    config = cli.config
    runs = store.runs(limit=1)
    if not runs:
        return
    good = watch.is_good(runs[0], arrived=arrived)
    if good:
        store.praise_run(runs[0].id)
    if config.metrics:
        last_good = store.last_good_run()
        figures = watch.Figures(
            last=runs[0],
            last_good=last_good.finished if last_good else None,
            health=store.health(),
            waiting=len(store.outbox.listed(DeliveryState.FAILED, limit=100_000)),
            refused=len(store.outbox.listed(DeliveryState.QUARANTINED, limit=100_000)),
        )
        try:
            watch.write(config.metrics, figures)
        except DeliveryError as error:
            complain(str(error))
    if good and config.watch.heartbeat_env:
        _beat(cli)


def _beat(cli: Cli) -> None:
    config = cli.config
    url = config.secrets.get(config.watch.heartbeat_env)
    if not url:
        complain(f"no heartbeat: the variable {config.watch.heartbeat_env} is not set.")
        return
    from omfeed.net.client import Client
    from omfeed.watch import beat

    with Client(config.limits, user_agent=config.user_agent, proxy=config.proxy) as net:
        told = beat(net, url, allow_private=config.watch.heartbeat_private)
    if told:
        complain(told)
