"""Plays the sample: every night of it through the real pipeline, read from a server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path

from omfeed.clock import FixedClock
from omfeed.config import Config, load
from omfeed.demo import sample
from omfeed.demo.server import stage
from omfeed.net.client import Client
from omfeed.net.retry import NEVER
from omfeed.night import Plan, Report, run_night
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.understand import Judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """A play that is ready to begin."""

    config: Config
    edition: Edition
    address: str
    """Where the sample is served."""
    count: int
    """How many sources it has."""
    nights: Iterator[tuple[sample.Night, Report]]
    """Runs one night each time it is asked."""
    store: Store


@contextmanager
def play(folder: Path, *, language: str = "en") -> Iterator[Play]:
    """The sample over a folder that is there and empty; its database and digests go into it.

    Args:
        folder: where ``omfeed.toml``, the database and the digests go.
        language: language of the digests.

    Raises:
        ConfigError: there is no such language.
    """
    first = sample.nights()[0]
    with stage() as server, Store.open(folder / "omfeed.db", now=_morning(first)) as store:
        file = folder / "omfeed.toml"
        file.write_text(sample.config_text(server.base_url, language=language), encoding="utf-8")
        config = load(file, environ={})
        edition = Edition(
            folder=config.output, fleet=config.fleet, audiences=config.audiences, language=config.language
        )
        plan = Plan(
            sources=sample.sources(server.base_url),
            judge=Judge(fleet=config.fleet, rules=config.rules, severity_table=config.severity),
            edition=edition,
        )

        def nights() -> Iterator[tuple[sample.Night, Report]]:
            with Client(config.limits, user_agent=config.user_agent, retries=NEVER) as net:
                for night in sample.nights():
                    server.night = night
                    yield night, run_night(plan, store=store, net=net, clock=FixedClock(_morning(night)))

        yield Play(
            config=replace(config, sources=plan.sources),
            edition=edition,
            address=server.base_url,
            count=len(plan.sources),
            nights=nights(),
            store=store,
        )


def _morning(night: sample.Night) -> datetime:
    return datetime.combine(night.date, time(3), UTC)
