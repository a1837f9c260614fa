"""Calls the command line as a person would: another process, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Shell:
    """A folder to call omfeed in."""

    folder: Path

    def __call__(self, *words: str, given: str = "", env: Mapping[str, str] | None = None) -> Said:
        """Run ``omfeed`` with these words."""
        done = subprocess.run(
            [sys.executable, "-m", "omfeed", *words],
            cwd=self.folder,
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
            timeout=120,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def omfeed(tmp_path: Path) -> Shell:
    """The command, in an empty folder."""
    return Shell(tmp_path)
