"""Who runs the service: somebody who may do what a run does, found before anything is installed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from omfeed.cli import runas
from omfeed.cli.runas import Places, choose
from omfeed.errors import ConfigError
from tests.cli.conftest import Shell

pwd = pytest.importorskip("pwd", reason="services of systemd are POSIX")

IS_ROOT = os.geteuid() == 0
SOMEBODY = pwd.getpwnam("nobody") if IS_ROOT else pwd.getpwuid(os.geteuid())
"""A user who is not root."""
ONLY_ROOT = pytest.mark.skipif(not IS_ROOT, reason="only root can give a file away")


@dataclass(frozen=True)
class _Srv:
    """A folder that everybody may enter, with what a run touches."""

    folder: Path

    @property
    def wanted(self) -> Places:
        """What a run touches where omfeed.toml says nothing else."""
        return Places(written=(self.folder, self.folder / "digests"), read=(self.folder / "omfeed.toml",))

    def give(self, name: str = "", *, user: int = SOMEBODY.pw_uid) -> None:
        """Let somebody own something in it, or the folder itself."""
        if IS_ROOT:
            os.chown(self.folder / name, user, -1)


@pytest.fixture
def srv() -> Iterator[_Srv]:
    """Such a folder, which somebody owns."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    (folder / "omfeed.toml").write_text("", encoding="utf-8")
    (folder / "omfeed.toml").chmod(0o644)
    folder.chmod(0o755)
    found = _Srv(folder)
    found.give()
    yield found
    for one in folder.iterdir():
        one.chmod(0o755)
    shutil.rmtree(folder)


def test_whoever_owns_the_folder_of_the_database_runs_it(srv: _Srv) -> None:
    runner = choose(srv.wanted)
    assert (runner.user, runner.writable) == (SOMEBODY.pw_name, (srv.folder,))
    assert runner.why == f"It runs as {SOMEBODY.pw_name}, who owns {srv.folder}."


def test_a_user_who_is_named_is_taken(srv: _Srv) -> None:
    assert choose(srv.wanted, SOMEBODY.pw_name).user == SOMEBODY.pw_name


def test_a_user_whom_there_is_not_is_refused_with_how_to_make_one(srv: _Srv) -> None:
    with pytest.raises(ConfigError, match="There is no user “no-such-user”") as caught:
        choose(srv.wanted, "no-such-user")
    assert "useradd --system no-such-user" in caught.value.hint


@ONLY_ROOT
def test_what_belongs_to_nobody_known_is_refused(srv: _Srv) -> None:
    srv.give(user=54_321)
    with pytest.raises(ConfigError, match="user 54321, who has no name") as caught:
        choose(srv.wanted)
    assert "chown -R" in caught.value.hint


def test_what_root_owns_elsewhere_is_run_by_nobody_and_both_ways_out_are_told() -> None:
    with pytest.raises(ConfigError, match="Nobody but root may write to /usr") as caught:
        choose(Places(written=(Path("/usr"),), read=()))
    assert "chown -R omfeed /usr" in caught.value.hint
    assert "/var/lib/omfeed" in caught.value.hint


@ONLY_ROOT
@pytest.mark.parametrize("owner", [0, 64_000])
def test_what_lies_in_the_state_folder_is_run_by_a_user_that_systemd_makes_up(
    srv: _Srv, monkeypatch: pytest.MonkeyPatch, owner: int
) -> None:
    monkeypatch.setattr(runas, "_STATE", (srv.folder,))
    srv.give(user=owner)
    (srv.folder / "omfeed.toml").chmod(0o600)
    runner = choose(srv.wanted)
    assert (runner.user, runner.writable) == ("", ())
    assert "systemd makes up" in runner.why


@ONLY_ROOT
def test_such_a_user_must_be_able_to_start_it(srv: _Srv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runas, "_STATE", (srv.folder / "state",))
    (srv.folder / "state").mkdir()
    program = srv.folder / "omfeed"
    program.touch(0o755)
    wanted = Places(written=(srv.folder / "state",), read=(program,))
    program.chmod(0o755)
    assert choose(wanted).user == ""
    program.chmod(0o750)
    with pytest.raises(ConfigError, match=f"A user that systemd makes up may not read {program}"):
        choose(wanted)


def test_a_file_that_the_user_may_not_read_is_named(srv: _Srv) -> None:
    hidden = srv.folder / "own" / "admin.html"
    hidden.parent.mkdir()
    hidden.touch()
    hidden.parent.chmod(0o600)
    srv.give("own")
    with pytest.raises(ConfigError, match=f"may not read {hidden}"):
        choose(replace(srv.wanted, read=(hidden,)))


@pytest.mark.parametrize("name", ["omfeed.db", "omfeed.db.lock", "digests"])
def test_what_the_user_may_not_write_is_named_with_the_cure(srv: _Srv, name: str) -> None:
    place = srv.folder / name
    if name == "digests":
        place.mkdir()
    else:
        place.touch()
    place.chmod(0o444 if not IS_ROOT else 0o644)
    with pytest.raises(ConfigError, match=f"{SOMEBODY.pw_name} may not write to {place}") as caught:
        choose(srv.wanted)
    assert f"chown -R {SOMEBODY.pw_name} {place}" in caught.value.hint


def test_a_folder_that_is_missing_outside_those_that_are_there_must_be_made(srv: _Srv) -> None:
    away = srv.folder.with_name(f"{srv.folder.name}-web")
    wanted = replace(srv.wanted, written=(srv.folder, away))
    with pytest.raises(ConfigError, match=f"The folder {away} is not there") as caught:
        choose(wanted)
    assert f"install -d -o {SOMEBODY.pw_name} {away}" in caught.value.hint
    away.mkdir()
    away.chmod(0o755)
    try:
        if IS_ROOT:
            os.chown(away, SOMEBODY.pw_uid, -1)
        assert choose(wanted).writable == (srv.folder, away)
    finally:
        away.rmdir()


def test_a_group_that_may_write_will_do(srv: _Srv) -> None:
    os.chown(srv.folder, -1, SOMEBODY.pw_gid)
    if IS_ROOT:
        srv.give(user=0)
    srv.folder.chmod(0o770)
    assert choose(srv.wanted, SOMEBODY.pw_name).user == SOMEBODY.pw_name


@ONLY_ROOT
def test_nothing_is_installed_where_nobody_could_run_it(omfeed: Shell) -> None:
    (omfeed.folder / "units").mkdir()
    (omfeed.folder / "omfeed.toml").write_text("", encoding="utf-8")
    said = omfeed("schedule", "install", "--directory", "units")
    assert said.code == 2
    assert "Nobody but root may write to" in said.err
    assert list((omfeed.folder / "units").iterdir()) == []
