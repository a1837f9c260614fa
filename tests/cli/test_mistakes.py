"""Slips of the hand: a word mistyped, a number too large, the wrong folder, a reader that leaves, Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
from click.testing import CliRunner

from omfeed.cli import cli
from omfeed.collect import registry
from omfeed.errors import ConfigError
from tests.cli.conftest import Shell


def test_a_mistyped_command_is_answered_with_the_nearest(omfeed: Shell) -> None:
    said = omfeed("chnages")
    assert said.code == 2
    assert "There is no command “chnages”. Did you mean changes?" in said.err
    assert "Did you mean" not in omfeed("zzzz").err


@pytest.mark.parametrize("command", ["show", "ack", "notice", "correct", "status"])
def test_a_number_beyond_all_databases_is_wrong_usage(omfeed: Shell, command: str) -> None:
    said = omfeed(command, "9" * 30)
    assert said.code == 2
    assert "not in the range" in said.err


def test_a_platform_may_be_written_as_its_maker_writes_it(omfeed: Shell) -> None:
    assert omfeed("-q", "demo").code == 0
    demo = Shell(omfeed.folder / "demo")
    assert demo("changes", "--platform", "iOS").out == demo("changes", "--platform", "ios").out != ""
    said = demo("changes", "--source", "intune-whats-nwe")
    assert (said.code, said.out) == (2, "")
    assert "There is no source" in said.err


def test_the_demo_says_where_it_cannot_write(omfeed: Shell) -> None:
    (omfeed.folder / "file").touch()
    said = omfeed("demo", "--folder", "file/demo")
    assert said.code == 1
    assert "cannot be written" in said.err
    assert "--folder" in said.err


def test_a_night_without_a_source_says_that_it_sees_nothing(omfeed: Shell) -> None:
    (omfeed.folder / "omfeed.toml").write_text("[catalogue]\nenabled = false\n", encoding="utf-8")
    assert "omfeed sees nothing" in omfeed("-q", "run").err
    assert "omfeed sees nothing" in omfeed("sources", "check").err
    assert "omfeed sees nothing" in omfeed("sources", "list").err


def test_a_source_of_which_nothing_was_heard_yet_is_not_called_well(omfeed: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    (omfeed.folder / "omfeed.toml").write_text(
        '[catalogue]\nenabled = false\n[[sources]]\nid = "far"\ntitle = "Far"\ncollector = "feed"\nrobots = false\n'
        f'allow_private = true\nurl = "http://127.0.0.1:{port}/feed"\n',
        encoding="utf-8",
    )
    assert omfeed("run").code == 1
    assert omfeed("sources", "check").out == "never read far\n"
    assert '"state": "never read"' in omfeed("sources", "check", "--json").out


def test_an_address_inside_ones_network_is_told_with_the_option_that_opens_it(omfeed: Shell) -> None:
    for words in (("sources", "test"), ("sources", "add")):
        said = omfeed(*words, "http://127.0.0.1:9/feed")
        assert said.code == 1
        assert "say --allow-private" in said.err


def test_a_packages_collector_that_breaks_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "their_lines.py").write_text("VERSION = 1\ndef parse(body, source, *, charset=''):\n    return 1 / 0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    points = EntryPoints([EntryPoint("their-lines", "their_lines", "omfeed.collectors")])
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points.select(group=group))
    for cached in (registry._offered, registry.load):
        cached.cache_clear()
    body = tmp_path / "body.txt"
    body.write_text("one\n")
    (tmp_path / "omfeed.toml").write_text(
        '[catalogue]\nenabled = false\n[[sources]]\nid = "x"\ntitle = "X"\ncollector = "their-lines"\n'
        f'allow_file = true\nurl = "{body.as_uri()}"\n',
        encoding="utf-8",
    )
    try:
        done = CliRunner().invoke(cli, ["-c", str(tmp_path / "omfeed.toml"), "sources", "test", "x"])
    finally:
        monkeypatch.undo()
        for cached in (registry._offered, registry.load):
            cached.cache_clear()
    assert isinstance(done.exception, ConfigError)
    assert "“their-lines” broke: ZeroDivisionError" in done.exception.message
    assert "their_lines.py, line 3" in done.exception.message


@pytest.mark.skipif(os.name != "posix", reason="pipes that close and SIGINT are POSIX")
def test_a_reader_that_leaves_ends_a_command_in_silence(omfeed: Shell) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "omfeed", "sources", "list", "--json"],
            cwd=omfeed.folder, stdout=out, stderr=subprocess.PIPE, timeout=120, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(os.name != "posix", reason="pipes that close and SIGINT are POSIX")
def test_ctrl_c_waits_for_no_server(omfeed: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(100)
        (omfeed.folder / "omfeed.toml").write_text(
            "[network]\nread_seconds = 100\ntotal_seconds = 100\n[catalogue]\nenabled = false\n"
            '[[sources]]\nid = "silent"\ntitle = "Silent"\ncollector = "feed"\nallow_private = true\nrobots = false\n'
            f'url = "http://127.0.0.1:{silent.getsockname()[1]}/feed"\n',
            encoding="utf-8",
        )
        running = subprocess.Popen(
            [sys.executable, "-m", "omfeed", "run"], cwd=omfeed.folder, stderr=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )  # fmt: skip
        asked, _ = silent.accept()
        with asked:
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=60)  # the server says nothing for as long as omfeed waits: 100 s
    assert running.returncode == 130
    assert b"Stopped." in said
