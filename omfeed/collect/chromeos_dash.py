"""Reads what ChromeOS serves (chromiumdash, ``fetch_serving_builds``).

``builds`` holds for each board, or each model of a board, its devices and the version served by channel. Told are the
version that most boards get, one lasting entry for the stable and each long-term channel, and for each board whether
its updates ended (auto-update expiration). Which board gets which version on which day of a rollout is left out: that
would be seventy changes for each release. Options: ``channels``, names parted by semicolons; ``only`` and ``skip`` look
at board and device names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from omfeed.collect import options
from omfeed.collect.shapes import Record, document, mapping
from omfeed.collect.writing import entry, listing
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the channel; the board, and its model where it has several"

_CHANNELS: Final = ("servingStable", "servingLtc", "servingLtr")
_LABELS: Final = {
    "servingstable": "stable",
    "servingltc": "long-term support candidate",
    "servingltr": "long-term support",
    "servingbeta": "beta",
    "servingdev": "dev",
    "servingcanary": "canary",
}


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The channels as entries, then the boards in alphabetical order.

    Raises:
        ParseError: the body is not JSON, or names no board.
    """
    builds = mapping(document(body, charset), "a list of boards").record("builds")
    boards = sorted(_boards(builds), key=lambda pair: pair[0])
    if not boards:
        raise ParseError("The answer names no board.", hint=f"Look at {source.url}: has its format changed?")
    made: list[Entry] = []
    for channel in options.listed(source, "channels") or _CHANNELS:
        if (version := _most_common(boards, channel))[0]:
            made.append(_served(channel, version, source, len(made)))
    for name, board in boards:
        if options.wanted(source, name, *board.texts("brandNames")):
            made.append(_board(name, board, source, len(made)))
    return Parsed(entries=tuple(made), window=Window.COMPLETE, title=source.title, language="en")


def _boards(builds: Record) -> Iterator[tuple[str, Record]]:
    """Every board by name, and every model of the boards that are parted into models."""
    for name, value in builds.items():
        board = Record(value) if isinstance(value, dict) else Record({})
        if "isAue" in board:
            yield name, board
        for model, inner in board.record("models").items():
            if isinstance(inner, dict) and "isAue" in (one := Record(inner)):
                yield f"{name}/{model}", one


def _most_common(boards: list[tuple[str, Record]], channel: str) -> tuple[str, str]:
    """Version of ChromeOS and of Chrome that most boards are served on a channel; empty texts where there is none."""
    served = Counter(
        (build.line("version"), build.line("chromeVersion"))
        for _, board in boards
        if not board.flag("isAue") and (build := board.record(channel)).line("version")
    )
    # Of two versions served equally often the greater, so that the order of boards decides nothing.
    return max(served, key=lambda version: (served[version], version), default=("", ""))


def _served(channel: str, version: tuple[str, str], source: Source, place: int) -> Entry:
    label = _LABELS.get(channel.casefold(), channel)
    system, browser = version
    return entry(
        title=f"ChromeOS {label} channel",
        html=listing([("ChromeOS", system), ("Chrome", browser)]),
        section=("Versions served",),
        key=channel,
        url=source.url,
        place=place,
        facts={
            "product": "ChromeOS",
            "version": browser,
            "build": (system,),
            "release_type": label,
            "platforms": ("ChromeOS",),
        },
    )


def _board(name: str, board: Record, source: Source, place: int) -> Entry:
    ended = board.flag("isAue")
    return entry(
        title=f"ChromeOS on {name}",
        html=listing(
            [
                ("Devices", ", ".join(sorted(board.texts("brandNames")))),
                ("Automatic updates", "ended" if ended else "provided"),
            ]
        ),
        section=("Boards",),
        key=name,
        url=source.url,
        place=place,
        facts={
            "product": "ChromeOS",
            "platforms": ("ChromeOS",),
            "status": "updates ended" if ended else "updates provided",
        },
    )
