"""A database of three nights, made once, and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from omfeed.clock import FixedClock
from omfeed.config import load
from omfeed.demo import sample
from omfeed.demo.server import stage
from omfeed.net.client import Client
from omfeed.net.retry import NEVER
from omfeed.night import Plan, run_night
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.understand import Judge
from tests.dispatch.kit import Post
from tests.dispatch.shell import Shell

NIGHTS = 3


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database after the first nights of the sample."""
    folder = tmp_path_factory.mktemp("made")
    file = folder / "omfeed.toml"
    file.write_text(sample.config_text(), encoding="utf-8")
    config = load(file, environ={})
    nights = sample.nights()[:NIGHTS]
    with stage() as server, Store.open(folder / "omfeed.db", now=nights[0].at) as store:
        plan = Plan(
            sources=sample.sources(server.base_url),
            judge=Judge(fleet=config.fleet, rules=config.rules),
            edition=Edition(folder=folder / "digests", fleet=config.fleet),
        )
        with Client(config.limits, user_agent="omfeed-test", retries=NEVER) as net:
            for night in nights:
                server.night = night
                run_night(plan, store=store, net=net, clock=FixedClock(night.at), digests=False)
    return folder / "omfeed.db"


@pytest.fixture
def post(made: Path, tmp_path: Path) -> Post:
    """A house with its own copy of that database, and nobody subscribed."""
    shutil.copy(made, tmp_path / "omfeed.db")
    return Post(tmp_path)


@pytest.fixture
def omfeed(post: Post, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The commands."""
    monkeypatch.setenv("USER", "ada")
    monkeypatch.setenv("LOGNAME", "ada")
    return Shell(post)
