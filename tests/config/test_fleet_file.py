"""The counts of an imported export come back as they were written, and stand before what omfeed.toml tells."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from omfeed.config import fleet_file
from omfeed.errors import ConfigError
from omfeed.model import Fleet, FleetGroup, Platform

NOW = datetime(2026, 11, 24, tzinfo=UTC)
IMPORTED = Fleet(
    groups=(
        FleetGroup(platform=Platform.IOS, version="18.1", count=900, enrolment="ade", ownership="company"),
        FleetGroup(platform=Platform.IOS, version="17.6", count=0, compliance="noncompliant"),
    )
)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "fleet.json"
    path.write_text(fleet_file.text(IMPORTED, imported=NOW), encoding="utf-8")
    assert fleet_file.read(path) == IMPORTED


def test_without_an_import_nothing_is_known(tmp_path: Path) -> None:
    assert fleet_file.read(tmp_path / "fleet.json") == Fleet()


def test_an_import_counts_for_its_platforms_and_no_other() -> None:
    windows = FleetGroup(platform=Platform.WINDOWS, count=None)
    told = Fleet(groups=(FleetGroup(platform=Platform.IOS, count=5), windows))
    assert fleet_file.merged(told, IMPORTED).groups == (*IMPORTED.groups, windows)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"form": 2, "groups": []}', '{"form": 1, "groups": [{"count": 1}]}'])
def test_any_other_file_is_refused_in_words(tmp_path: Path, text: str) -> None:
    path = tmp_path / "fleet.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"fleet\.json is not a file that"):
        fleet_file.read(path)
