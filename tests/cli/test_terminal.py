"""Foreign words that come to a terminal or a log stay words: they steer nothing, hide nothing and begin no new line."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest

from omfeed.cli.context import Cli, complain, echo, echo_json, set_up_logging

HOSTILE = "red \x1b[31m \x9b2J bell \x07 back \b\b title \x1b]0;x\x07 rtl \u202eexe.txt zero\u200bwidth \ud800 end"
STEERING = [chr(code) for code in (*range(9), *range(11, 32), *range(127, 160), 0x202E, 0x200B, 0xD800)]


def steers(said: str) -> list[str]:
    """What of it a terminal would obey."""
    return [one for one in STEERING if one in said]


@pytest.fixture
def log() -> Iterator[None]:
    """The root logger as it was, afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_printed_text_steers_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    echo(f"one\n{HOSTILE}\ntwo")
    Cli().say(HOSTILE)
    complain(HOSTILE, hint=HOSTILE, source=HOSTILE)
    said = capsys.readouterr()
    assert steers(said.out + said.err) == []
    assert said.out.count("\n") == 3
    assert "red" in said.out


def test_printed_json_steers_no_terminal_and_loses_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    words = HOSTILE.replace("\ud800", "")
    echo_json({"words": words, "plain": "한국어"})
    said = capsys.readouterr().out
    assert steers(said) == []
    assert json.loads(said) == {"words": words, "plain": "한국어"}
    assert "한국어" in said


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_record_of_the_log_is_one_line_that_steers_nothing(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    err = io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    set_up_logging(0, quiet=False, form=form)
    logging.getLogger("omfeed.gather").warning("%s", f"one\r\nERROR omfeed: two {HOSTILE}")
    (line,) = err.getvalue().splitlines()
    assert steers(line) == []
    assert "two" in line
