"""Bundled templates are kept in compiled form, as modules are; nothing depends on it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from omfeed import resources
from omfeed.digest import render as rendering
from omfeed.digest.compiled import FOLDER
from omfeed.digest.index import build_index
from omfeed.digest.render import render


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the bundled templates, in use."""
    folder = tmp_path / "templates"
    shutil.copytree(resources.path("templates"), folder, ignore=shutil.ignore_patterns(FOLDER))
    monkeypatch.setattr(resources, "path", lambda _name: folder)
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    rendering._environment.cache_clear()
    yield folder
    rendering._environment.cache_clear()


def _page(*folders: Path) -> str:
    rendering._environment.cache_clear()
    return render(build_index([]), folders=folders).html


def test_what_is_kept_is_used_and_says_the_same(templates: Path) -> None:
    first = _page()
    kept = {path: path.stat().st_mtime_ns for path in (templates / FOLDER).iterdir()}
    assert kept
    assert all(path.suffix == ".jinja" for path in kept)
    assert _page() == first
    assert {path: path.stat().st_mtime_ns for path in (templates / FOLDER).iterdir()} == kept


def test_a_template_that_changed_is_compiled_anew(templates: Path) -> None:
    before = _page()
    body = templates / "index" / "body.html"
    body.write_text(body.read_text("utf-8").replace("{% endblock %}", "<p>Good morning.</p>{% endblock %}"), "utf-8")
    assert "Good morning." not in before
    assert "Good morning." in _page()


@pytest.mark.parametrize("rest", [b"", b"not what was kept", b"j2\x05\x00" * 40])
def test_what_is_kept_may_be_broken(templates: Path, rest: bytes) -> None:
    first = _page()
    for path in (templates / FOLDER).iterdir():
        path.write_bytes(rest)
    assert _page() == first


def test_where_nothing_can_be_written_nothing_is_kept(templates: Path) -> None:
    first = _page()
    shutil.rmtree(templates / FOLDER)
    (templates / FOLDER).write_text("a file stands in the way", "utf-8")
    assert _page() == first


def test_a_users_own_templates_are_not_kept(templates: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    assert _page(own)
    assert not (templates / FOLDER).exists()
