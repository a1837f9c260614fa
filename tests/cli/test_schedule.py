"""``omfeed schedule``: unit files that systemd takes, a crontab line, and nothing of anybody else's touched."""

from __future__ import annotations

import getpass
import shutil
import subprocess
from pathlib import Path

import pytest

from omfeed import schedule
from tests.cli.conftest import Said, Shell

HARDENING = (
    "ProtectSystem=strict",
    "PrivateDevices=yes",
    "NoNewPrivileges=yes",
    "TimeoutStartSec=1h",
    "CapabilityBoundingSet=\n",
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
)


ME = getpass.getuser()
"""Who owns what the tests write, and may do all that a run does."""


def _install(omfeed: Shell, *words: str) -> Said:
    (omfeed.folder / "omfeed.toml").write_text("[catalogue]\nenabled = false\n", encoding="utf-8")
    return omfeed("schedule", "install", "--directory", "units", "--user", ME, *words)


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
    assert f"User={ME}\n" in service
    assert f"It runs as {ME}, as you said." in said.err
    assert f'ReadWritePaths="{omfeed.folder}"\n' in service
    assert "OnCalendar=*-*-* 02:30:00" in omfeed("schedule", "show", "--directory", "units").out
    assert omfeed("schedule", "remove", "--directory", "units", "--dry-run").code == 0
    assert len(list((omfeed.folder / "units").iterdir())) == 4
    assert omfeed("schedule", "remove", "--directory", "units").code == 0
    assert list((omfeed.folder / "units").iterdir()) == []
    assert omfeed("schedule", "show", "--directory", "units").code == 1


def test_a_dry_run_writes_nothing(omfeed: Shell) -> None:
    said = _install(omfeed, "--dry-run", "--environment", "secrets.env")
    assert f"User={ME}\n" in said.out
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
    said = omfeed("schedule", "install", "--directory", "unitz", "--user", ME)
    assert said.code == 2
    assert "There is no folder unitz." in said.err
    assert "Nothing is installed in unitz." in omfeed("schedule", "remove", "--directory", "unitz").err


def test_a_line_of_cron(omfeed: Shell) -> None:
    said = _install(omfeed, "--cron", "--at", "04:05")
    assert said.out.startswith(f"5 4 * * *  cd {omfeed.folder} && ")
    night, post = said.out.splitlines()
    assert night.endswith("omfeed.toml run")
    assert post.startswith(f"7,22,37,52 * * * *  cd {omfeed.folder} && ")
    assert post.endswith("omfeed.toml deliver")


@pytest.mark.parametrize("at", ["03:07", "03:52", "03:00"])
def test_the_post_never_begins_in_the_minute_of_the_night(omfeed: Shell, at: str) -> None:
    """Only one of the two works at a time, and the night must not be the one that leaves."""
    night, post = _install(omfeed, "--cron", "--at", at).out.splitlines()
    minutes = post.split()[0].split(",")
    assert len(minutes) == 4
    assert night.split()[0] not in minutes


def test_the_post_by_day_has_a_service_and_a_timer_of_its_own() -> None:
    units = schedule.units(_wish())
    assert " deliver\n" in units[schedule.POST_SERVICE]
    assert " run\n" in units[schedule.SERVICE]
    # That a night is at work is no failure of the post; that a night could not begin is one of the night.
    assert "SuccessExitStatus=3 4\n" in units[schedule.POST_SERVICE]
    assert "SuccessExitStatus=3\n" in units[schedule.SERVICE]
    assert "OnCalendar=*:07,22,37,52\n" in units[schedule.POST_TIMER]


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


@pytest.mark.parametrize("folder", ["/srv/omfeed", "/tmp/omfeed", "/var/tmp/omfeed"])
def test_what_lies_in_a_tmp_is_seen_by_the_service(folder: str) -> None:
    service = schedule.units(_wish(writable=(Path(folder),)))[schedule.SERVICE]
    assert ("PrivateTmp=yes\n" in service) is (folder == "/srv/omfeed")


def test_a_user_that_systemd_makes_up_owns_its_state_and_nothing_else() -> None:
    service = schedule.units(_wish(writable=(), config=Path("/var/lib/omfeed/omfeed.toml")))[schedule.SERVICE]
    assert "DynamicUser=yes\nStateDirectory=omfeed\nStateDirectoryMode=0750\n" in service
    assert "WorkingDirectory=/var/lib/omfeed\n" in service
    assert "ReadWritePaths" not in service


ANALYZE = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this machine has no systemd-analyze")
WISHES = {
    "a user": {"user": "daemon", "environment": Path("/etc/omfeed.env")},
    "made up": {"writable": (), "config": Path("/var/lib/omfeed/omfeed.toml")},
}


def _units(folder: Path, **more: object) -> list[str]:
    paths = []
    for name, text in schedule.units(_wish(**more)).items():
        (folder / name).write_text(text, encoding="utf-8")
        paths.append(str(folder / name))
    return paths


@ANALYZE
@pytest.mark.parametrize("who", WISHES)
def test_systemd_takes_the_units(tmp_path: Path, who: str) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *_units(tmp_path, **WISHES[who])],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    ours = [line for line in done.stderr.splitlines() if "omfeed" in line]
    assert (done.returncode, ours) == (0, []), done.stderr


@ANALYZE
@pytest.mark.parametrize("who", WISHES)
def test_systemd_finds_little_that_the_service_could_be_used_for(tmp_path: Path, who: str) -> None:
    services = [path for path in _units(tmp_path, **WISHES[who]) if path.endswith(".service")]
    assert len(services) == 2
    # On systemd's scale from 0 to 10, up to 3 is “OK”; of an ordinary service it says 9.6, “UNSAFE”.
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=30", "--no-pager", *services],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    if "unrecognized option" in done.stderr:
        pytest.skip("this systemd looks at loaded units only")
    assert done.returncode == 0, done.stdout[-500:] + done.stderr
