"""An empty store for each test, on SQLite; on PostgreSQL too when OMFEED_TEST_POSTGRES names a server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from omfeed.store import Store
from tests.store.kit import NIGHT

SERVER = os.environ.get("OMFEED_TEST_POSTGRES", "")


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file as the migrations leave it; made once, because they take their time."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    Store.open(path, now=NIGHT).close()
    return path


@pytest.fixture
def path(empty_database: Path, tmp_path: Path) -> Path:
    """The file of a fresh, empty database."""
    copy = tmp_path / "omfeed.db"
    shutil.copy(empty_database, copy)
    return copy


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> Iterator[str | Path]:
    """Where a fresh, empty database is: a file, and a database on the server when there is one."""
    if request.param == "sqlite":
        yield request.getfixturevalue("path")
        return
    if not SERVER:
        pytest.skip("OMFEED_TEST_POSTGRES names no PostgreSQL server")
    server = make_url(SERVER).set(drivername="postgresql+psycopg")
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    name = f"omfeed_{os.getpid()}_{abs(hash(request.node.nodeid))}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def store(address: str | Path) -> Iterator[Store]:
    """A store with nothing in it."""
    with Store.open(address, now=NIGHT) as opened:
        yield opened
