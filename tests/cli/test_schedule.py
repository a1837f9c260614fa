"""``omfeed schedule``: unit files that systemd takes, a crontab line, and nothing of anybody else's touched."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from omfeed import schedule
from tests.cli.conftest import Said, Shell

HARDENING = (
    "ProtectSystem=strict",
    "PrivateTmp=yes",
    "NoNewPrivileges=yes",
    "TimeoutStartSec=1h",
    "CapabilityBoundingSet=\n",
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
)


def _install(omfeed: Shell, *words: str) -> Said:
    (omfeed.folder / "omfeed.toml").write_text("[catalogue]\nenabled = false\n", encoding="utf-8")
    return omfeed("schedule", "install", "--directory", "units", *words)


def _wish(**more: object) -> schedule.Wish:
    told: dict[str, object] = {
        "program": Path("/usr/bin/true"),
        "config": Path("/srv/omfeed/omfeed.toml"),
        "writable": (Path("/srv/omfeed"),),
    }
    return schedule.Wish(**(told | more))  # type: ignore[arg-type]  # fields by name


def test_units_are_written_shown_and_removed(omfeed: Shell) -> None:
    (omfeed.folder / "units").mkdir()
    said = _install(omfeed, "--at", "02:30")
    assert said.code == 0, said.err
    service = (omfeed.folder / "units" / "omfeed.service").read_text(encoding="utf-8")
    assert all(line in service for line in HARDENING)
    assert "DynamicUser=yes" in service
    assert f'ReadWritePaths="{omfeed.folder}"\n' in service
    assert "OnCalendar=*-*-* 02:30:00" in omfeed("schedule", "show", "--directory", "units").out
    assert omfeed("schedule", "remove", "--directory", "units", "--dry-run").code == 0
    assert len(list((omfeed.folder / "units").iterdir())) == 2
    assert omfeed("schedule", "remove", "--directory", "units").code == 0
    assert list((omfeed.folder / "units").iterdir()) == []
    assert omfeed("schedule", "show", "--directory", "units").code == 1


def test_a_dry_run_writes_nothing(omfeed: Shell) -> None:
    said = _install(omfeed, "--dry-run", "--user", "omfeed", "--environment", "secrets.env")
    assert "User=omfeed\n" in said.out
    assert "DynamicUser" not in said.out
    assert f"EnvironmentFile=-{omfeed.folder}/secrets.env\n" in said.out
    assert not (omfeed.folder / "units").exists()


def test_a_unit_of_somebody_else_is_left_alone(omfeed: Shell) -> None:
    (omfeed.folder / "units").mkdir()
    other = omfeed.folder / "units" / "omfeed.service"
    other.write_text("[Unit]\nDescription=ours\n", encoding="utf-8")
    assert _install(omfeed).code == 1
    assert omfeed("schedule", "remove", "--directory", "units").code == 1
    assert other.read_text(encoding="utf-8") == "[Unit]\nDescription=ours\n"


def test_a_folder_that_is_not_there_is_not_made(omfeed: Shell) -> None:
    assert _install(omfeed).code == 2
    said = omfeed("schedule", "install", "--directory", "unitz")
    assert said.code == 2
    assert "There is no folder unitz." in said.err
    assert "Nothing is installed in unitz." in omfeed("schedule", "remove", "--directory", "unitz").err


def test_a_line_of_cron(omfeed: Shell) -> None:
    said = _install(omfeed, "--cron", "--at", "04:05")
    assert said.out.startswith(f"5 4 * * *  cd {omfeed.folder} && ")
    assert said.out.endswith("omfeed.toml run\n")


@pytest.mark.parametrize(
    "words", [("--at", "25:00"), ("--at", "3 am"), ("--user", "a b"), ("--user", "x\nExecStart=y")]
)
def test_what_no_unit_may_hold_is_refused(omfeed: Shell, words: tuple[str, str]) -> None:
    said = _install(omfeed, *words)
    assert said.code == 2
    assert not (omfeed.folder / "units").exists()


def test_odd_names_of_folders_stay_one_word() -> None:
    folder = Path('/srv/our $HOME 100% "feed"')
    wish = _wish(config=folder / "omfeed.toml", writable=(folder,))
    service = schedule.units(wish)[schedule.SERVICE]
    assert 'ReadWritePaths="/srv/our $HOME 100%% \\"feed\\""\n' in service
    assert '--config "/srv/our $$HOME 100%% \\"feed\\"/omfeed.toml" run\n' in service
    assert "100\\%" in schedule.crontab(wish)
    assert schedule.fault(_wish(config=Path("/srv/a\nb/omfeed.toml"))) != ""


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this machine has no systemd-analyze")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    wish = _wish(config=tmp_path / "omfeed.toml", writable=(tmp_path,), environment=tmp_path / "secrets.env")
    for name, text in schedule.units(wish).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / "omfeed.service"), str(tmp_path / "omfeed.timer")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "omfeed" in line]
    assert (done.returncode, ours) == (0, []), done.stderr
