"""``omfeed demo``: what a newcomer runs first."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from omfeed.cli import cli
from omfeed.demo import sample
from omfeed.errors import ConfigError, OmfeedError


def test_it_plays_every_night_in_the_language_asked_for(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["-q", "demo", "--folder", str(tmp_path / "demo"), "--lang", "ko"])
    assert done.exit_code == 0
    pages = done.output.split()
    assert [Path(page).is_file() for page in pages] == [True] * 3
    assert '<html lang="ko">' in Path(pages[1]).read_text(encoding="utf-8")
    assert 'language = "ko"' in (tmp_path / "demo" / "omfeed.toml").read_text(encoding="utf-8")
    listed = CliRunner().invoke(cli, ["-c", str(tmp_path / "demo" / "omfeed.toml"), "sources", "check"])
    assert listed.output.count("well ") == len(sample.sources("https://demo.example"))


def test_an_unknown_language_is_told_before_the_last_demo_is_emptied(tmp_path: Path) -> None:
    (tmp_path / ".omfeed-demo").write_text("", encoding="utf-8")
    (tmp_path / "kept").write_text("", encoding="utf-8")
    done = CliRunner().invoke(cli, ["demo", "--folder", str(tmp_path), "--lang", "xx"])
    assert isinstance(done.exception, ConfigError)
    assert (tmp_path / "kept").exists()


def test_a_folder_that_is_not_the_demos_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("", encoding="utf-8")
    done = CliRunner().invoke(cli, ["demo", "--folder", str(tmp_path)])
    assert isinstance(done.exception, OmfeedError)
    with pytest.raises(OmfeedError, match="not made by the demo"):
        raise done.exception
    assert (tmp_path / "mine").exists()
