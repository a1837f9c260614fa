"""An expression that could take forever is told from one that cannot, and why."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from omfeed.collect import options
from omfeed.errors import ParseError
from omfeed.model import Source
from omfeed.text.patterns import LONGEST, risk, search
from tests.kit.bounded import seconds_of_cpu

FOREVER = [
    *("(a+)+$", "(a*)*b", r"(\w+\s?)*$", "(x+x+)+y", "((ab)*)*", "(?:(?:a|b){2,})+", r"(?:\.[\d.]+)*$", "(.*a){20}"),
    *("(a|ab)*c", "(?:ab|a.)+x", "(.|ab)*b", r"(?:ab|\w)*!"),
    *("(.*,){9}x", ".*.*.*.*x", "a+b+c+d+e+f+g+h+i+", r"(?=(a+)+$)x", "(?:a+|b){11}c", "(a+)*?b"),
]
FINE = [
    *(
        "",
        "iOS",
        r"^(?P<product>iOS) (?P<version>\d+(?:\.\d+)*)$",
        "(?:iOS|macOS)+",
        "(a|b|c)*d",
        "(?:a++)+b",
        "(?>a+)+b",
    ),
    *(
        r"(?: [^ ]+)*",
        r"Update (?P<version>[\d.]+)",
        r"^.*\bfor\b.*$",
        r"\b(?:Xcode|TestFlight|Xtra)\b",
        "(?i)(?:ab){2,5}",
    ),
]
HOSTILE = ["a" * 40 + "!", "ab" * 400, "1." * 400 + "x", " " * 5000, ",".join("a" * 9), "aaaa " * 500]


@pytest.mark.parametrize("pattern", FOREVER)
def test_what_could_take_forever_is_told(pattern: str) -> None:
    re.compile(pattern)
    assert risk(pattern)


@pytest.mark.parametrize("pattern", FINE)
def test_what_cannot_is_fine_and_comes_to_an_end(pattern: str) -> None:
    assert risk(pattern) == ""
    compiled = re.compile(pattern)
    with seconds_of_cpu(4.0):
        for text in HOSTILE:
            search(compiled, text)


def test_so_much_of_a_text_is_looked_at() -> None:
    assert search(re.compile("end"), "x" * (LONGEST - 3) + "end")
    assert search(re.compile("end"), "x" * LONGEST + "end") is None


def test_no_expression_of_the_shipped_catalogue_is_refused() -> None:
    text = (Path(__file__).resolve().parents[2] / "sources.toml").read_text(encoding="utf-8")
    blocks = next(value for value in tomllib.loads(text).values() if isinstance(value, list))
    named = [
        block.get("options", {}).get(name, "")
        for block in blocks
        for name in ("title_pattern", "only", "skip", "table")
    ]
    assert len([pattern for pattern in named if pattern]) >= 10
    assert [pattern for pattern in named if risk(pattern)] == []


def test_an_option_that_could_take_forever_is_refused_in_words() -> None:
    source = Source(id="x", title="x", url="https://x.example/", collector="feed", options={"only": "(a+)+$"})
    with pytest.raises(ParseError, match="take forever"):
        options.wanted(source, "a" * 40 + "!")
