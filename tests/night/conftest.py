"""A vendor's server and a database for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.nights import World, world


@pytest.fixture
def night(tmp_path: Path) -> Iterator[World]:
    """A fresh world."""
    with world(tmp_path) as fresh:
        yield fresh
