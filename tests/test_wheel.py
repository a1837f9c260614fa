"""The wheel brings everything along: templates, migrations, the catalogue and the demo work outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel unpacked into it, as an installer would."""
    built = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = built.glob("*.whl")
    target = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(target)
    return target


def _python(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("name", ["templates", "migrations", "sources.toml"])
def test_bundled_files_are_found_in_the_wheel(installed: Path, tmp_path: Path, name: str) -> None:
    said = _python(installed, tmp_path, "-c", f"from omfeed import resources; print(resources.path({name!r}))")
    assert said.stdout.strip() == str(installed / "omfeed" / "_data" / name), said.stderr


def test_the_demo_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    said = _python(installed, tmp_path, "-m", "omfeed", "demo")
    assert said.returncode == 0, said.stderr
    for line in said.stdout.splitlines():
        assert (tmp_path / line).is_file()
    assert len(said.stdout.splitlines()) == 3


def test_the_demo_never_empties_a_folder_that_is_not_its_own(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "mine.txt").write_text("precious", encoding="utf-8")
    said = _python(installed, tmp_path, "-m", "omfeed", "demo")
    assert said.returncode == 1
    assert "--folder" in said.stderr
    assert (tmp_path / "demo" / "mine.txt").read_text(encoding="utf-8") == "precious"
