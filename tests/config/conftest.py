"""Fixtures of the configuration's tests."""

from pathlib import Path

import pytest

from tests.config.kit import Files


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """A folder with a catalogue of two sources."""
    return Files(tmp_path)
