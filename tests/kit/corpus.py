"""Finds the captured bodies that lie beside some checkouts; tests over them skip where they are absent."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"


def folder(name: str) -> Path:
    """The corpus folder of that name, or a skip that says why."""
    path = SHARED / "corpus" / name
    if not path.is_dir():
        pytest.skip(f"the corpus of captured pages ({name}) is not beside this checkout")
    return path


def bodies(name: str) -> list[tuple[str, bytes]]:
    """Every captured body of a folder in name order: file name and bytes (unpacked)."""
    paths = [path for path in sorted(folder(name).iterdir()) if path.is_file() and path.name != "MANIFEST.tsv"]
    return [(path.name, read(path)) for path in paths]


def read(path: Path) -> bytes:
    """The bytes of a captured file, unpacked when it is gzipped."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data
