"""``--log-format json``: one object a line with run and source, and no secret in anything omfeed says or keeps."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from omfeed.cli.jsonlog import JsonLine
from tests.cli.conftest import Shell
from tests.kit.server import Reply, serve

CANARIES = {
    "HOOK": "hook-canary-41c9",
    "KEY": "key-canary-41c9",
    "PASS": "pass-canary-41c9",
    "BEAT": "beat-canary-41c9",
}


def _feed(*titles: str) -> bytes:
    items = "".join(f"<item><title>{one}</title><guid>{one}</guid></item>" for one in titles)
    return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()


def test_a_record_is_one_object_on_one_line_with_what_is_known() -> None:
    try:
        int("two\nlines \x1b[31m")
    except ValueError:
        record = logging.LogRecord("omfeed.gather", logging.ERROR, "", 1, "of %s", ("news\r\n",), sys.exc_info())
    record.source, record.run = "news", 7
    line = JsonLine().format(record)
    told = json.loads(line)
    assert "\n" not in line
    assert "\x1b" not in line
    assert (told["level"], told["words"], told["source"], told["run"]) == ("error", "of news\r\n", "news", 7)
    assert "ValueError" in told["trace"]


SPEAK = """
import logging, sys
from omfeed.cli import cli
cli.main([*sys.argv[1:], "sources", "list"], standalone_mode=False)
logging.getLogger("omfeed.gather").warning("of %s", "news", extra={"source": "news"})
"""


@pytest.mark.parametrize("words", [("--log-format", "json"), ()])
def test_the_log_is_objects_when_asked_by_option_or_variable(tmp_path: Path, words: tuple[str, ...]) -> None:
    env = {**os.environ, "OMFEED_LOG_FORMAT": "text" if words else "json"}
    done = subprocess.run(
        [sys.executable, "-c", SPEAK, *words], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )
    told = json.loads(done.stderr.splitlines()[-1])
    assert (told["level"], told["room"], told["words"], told["source"]) == (
        "warning", "omfeed.gather", "of news", "news",
    )  # fmt: skip


def test_no_secret_is_said_or_kept_by_any_command_well_or_failing(omfeed: Shell) -> None:
    with serve({}) as server:
        server.script("/news", Reply(_feed("One")), Reply(_feed("Two", "One")))
        (omfeed.folder / "omfeed.toml").write_text(
            "[catalogue]\nenabled = false\n[[sources]]\nid = 'news'\ntitle = 'News'\ncollector = 'feed'\n"
            f"url = '{server.url('/news')}'\nallow_private = true\n"
            "[mail]\nsender = 'o@example.com'\nhost = '127.0.0.1'\nport = 9\nuser = 'o'\npassword_env = 'PASS'\n"
            "[[subscription]]\nid = 'ops'\nchannel = 'webhook'\nto_env = 'HOOK'\nsecret_env = 'KEY'\n"
            "allow_private = true\n[[subscription]]\nid = 'post'\nchannel = 'mail'\nto = 'a@example.com'\n"
            "[watch]\nheartbeat_env = 'BEAT'\nheartbeat_private = true\nmetrics = 'omfeed.prom'\n",
            encoding="utf-8",
        )
        env = {
            "HOOK": server.url(f"/{CANARIES['HOOK']}"),
            "KEY": CANARIES["KEY"],
            "PASS": CANARIES["PASS"],
            "BEAT": server.url(f"/{CANARIES['BEAT']}"),
        }
        said = ""
        for words in (
            ("run", "--at", "2026-11-03"), ("run", "--json", "--at", "2026-11-04"), ("run", "--at", "2026-11-05"),
            ("deliver",), ("deliveries", "--json"), ("doctor",), ("runs",),
            ("sources", "check"), ("subscriptions", "list"), ("changes",), ("schedule", "install", "--cron"),
            ("db", "export", "all.jsonl"),
        ):  # fmt: skip
            for form in ("text", "json"):
                done = omfeed("-vv", "--log-format", form, *words, env=env)
                said += done.out + done.err
        assert any(CANARIES["HOOK"] in seen.path for seen in server.seen)
    kept = b"".join(path.read_bytes() for path in sorted(omfeed.folder.rglob("*")) if path.is_file())
    for canary in CANARIES.values():
        assert canary not in said
        assert canary.encode() not in kept


def test_every_line_of_a_run_names_the_run_and_its_source(omfeed: Shell) -> None:
    with serve({}) as server:
        server.script("/news", Reply(_feed("One")))
        sources = "".join(
            f"[[sources]]\nid = '{name}'\ntitle = '{name}'\ncollector = 'feed'\nurl = '{server.url(path)}'\n"
            "allow_private = true\n"
            for name, path in (("news", "/news"), ("lost", "/lost"))
        )
        (omfeed.folder / "omfeed.toml").write_text(f"[catalogue]\nenabled = false\n{sources}", encoding="utf-8")
        first = omfeed("-v", "--log-format", "json", "run", "--at", "2026-11-03")
        second = omfeed("-v", "--log-format", "json", "run", "--at", "2026-11-04")
    lines = [json.loads(line) for line in first.err.splitlines()]
    asked = {line["source"]: line["run"] for line in lines if line["room"] == "omfeed.asking"}
    assert asked == {"news": 1, "lost": 1}
    (failed,) = (line for line in lines if line["level"] == "error")
    assert (failed["source"], failed["run"]) == ("lost", 1)
    assert {line["run"] for line in map(json.loads, second.err.splitlines())} == {2}


def test_an_error_that_ends_a_command_is_a_line_as_well(omfeed: Shell) -> None:
    said = omfeed("--log-format", "json", "sources", "show", "nobody")
    told = json.loads(said.err)
    assert (said.code, told["level"]) == (2, "error")
    assert "nobody" in told["words"]
    assert told["hint"]
