"""Somebody who may read omfeed's folder and not write to it looks into the past like everybody."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from omfeed.store import Store
from tests.store.kit import NIGHT, Page, entry

SETPRIV = shutil.which("setpriv")
IS_ROOT = os.name == "posix" and os.geteuid() == 0
BOUND = [SETPRIV or "setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if IS_ROOT else []
"""What makes the rights of files hold for root, too."""
READING = (
    ("changes", "--all"), ("show", "1"), ("runs",), ("fleet", "impact"), ("fleet", "show"),
    ("sources", "list"), ("sources", "check"), ("awareness",), ("deliveries",),
    ("subscriptions", "list"), ("db", "check"), ("digest", "--since", "2026-01-01"),
)  # fmt: skip
pytestmark = pytest.mark.skipif(
    os.name != "posix" or (IS_ROOT and SETPRIV is None), reason="nothing here keeps this user from writing"
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a night behind it, which this user may only read."""
    folder = Path(tempfile.mkdtemp())
    (folder / "omfeed.toml").write_text("[catalogue]\nenabled = false\n", encoding="utf-8")
    with Store.open(folder / "omfeed.db", now=NIGHT) as store:
        Page.of(store).baseline(entry("One"))
    (folder / "omfeed.db").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _omfeed(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BOUND, sys.executable, "-m", "omfeed", *words], cwd=folder, capture_output=True, text=True, encoding="utf-8",
        timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_reading_needs_no_right_to_write(folder: Path, words: tuple[str, ...]) -> None:
    said = _omfeed(folder, *words)
    assert said.returncode in {0, 3}, said.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["omfeed.db", "omfeed.toml"]


def test_what_is_read_is_what_was_recorded(folder: Path) -> None:
    assert "One" in _omfeed(folder, "changes", "--all").stdout


def test_writing_says_that_the_database_is_read_only(folder: Path) -> None:
    said = _omfeed(folder, "ack", "1")
    assert said.returncode == 1
    assert "is read-only" in said.stderr
    assert "Traceback" not in said.stderr
