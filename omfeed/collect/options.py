"""Reads the small language in which a source's block tells the generic collectors what is where.

Options are texts. A list is parted by semicolons or line breaks; a pair is ``name = place``; a template names places in
braces, ``{Version} (OS build {Build})``; a place may offer alternatives, ``OS build | Build``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from omfeed.errors import ParseError
from omfeed.model import FACTS, Source, Window
from omfeed.text import patterns

_PARTS: Final = re.compile(r"[;\n]")
_PLACE: Final = re.compile(r"\{([^{}]+)\}")
_PUNCTUATION: Final = re.compile(r"\s*\(\s*\)|\s*\[\s*\]")


def listed(source: Source, option: str) -> tuple[str, ...]:
    """The parts of an option that is a list."""
    return tuple(part.strip() for part in _PARTS.split(source.options.get(option, "")) if part.strip())


def pairs(source: Source, option: str) -> tuple[tuple[str, str], ...]:
    """The pairs of an option; a part without “=” is a pair of twice the same.

    Raises:
        ParseError: for the option ``facts``, a name that is no fact's.
    """
    made = []
    for part in listed(source, option):
        name, equals, place = part.partition("=")
        made.append((name.strip(), place.strip() if equals else name.strip()))
    if option == "facts" and (unknown := [name for name, _ in made if name not in FACTS]):
        raise wrong(source, option, f"“{unknown[0]}” is no fact; the names are {', '.join(sorted(FACTS))}")
    return tuple(made)


def alternatives(place: str) -> tuple[str, ...]:
    """The names that a place offers, in order of choice."""
    return tuple(name.strip() for name in place.split("|") if name.strip())


def filled(template: str, value_of: Callable[[str], str]) -> str:
    """A template with each place filled; a template without braces is one place. Empty brackets are dropped."""
    if "{" not in template:
        return value_of(template)
    text = _PLACE.sub(lambda found: value_of(found[1]), template)
    return " ".join(_PUNCTUATION.sub("", text).split())


def places(template: str) -> tuple[str, ...]:
    """The places that a template names."""
    return tuple(_PLACE.findall(template)) if "{" in template else (template,) if template else ()


def expression(source: Source, option: str) -> re.Pattern[str] | None:
    """The regular expression of an option, case-blind, or none.

    Raises:
        ParseError: it is not one, or one that could take forever on a text made for it.
    """
    pattern = source.options.get(option, "")
    return _compiled(source.id, option, pattern) if pattern else None


@lru_cache(maxsize=256)
def _compiled(source_id: str, option: str, pattern: str) -> re.Pattern[str]:
    try:
        made = re.compile(pattern, re.IGNORECASE)
        why = patterns.risk(pattern)
    except re.error as error:
        raise _wrong(source_id, option, f"it is not a regular expression: {error}") from error
    if why:
        raise _wrong(source_id, option, f"it could take forever on a text made for it, since {why}")
    return made


def wanted(source: Source, *texts: str) -> bool:
    """Whether ``only`` is found in one of the texts and ``skip`` in none; an option not set says nothing."""
    only, skip = expression(source, "only"), expression(source, "skip")
    if only and not any(patterns.search(only, text) for text in texts):
        return False
    return not (skip and any(patterns.search(skip, text) for text in texts))


def window(source: Source, default: Window) -> Window:
    """The window that the block names, else the collector's own.

    Raises:
        ParseError: there is no such window.
    """
    name = source.options.get("window", default.value)
    if name not in {one.value for one in Window}:
        raise wrong(source, "window", f"choose {', '.join(one.value for one in Window)}")
    return Window(name)


def required(source: Source, option: str) -> str:
    """An option that must be set.

    Raises:
        ParseError: it is not.
    """
    value = source.options.get(option, "").strip()
    if not value:
        raise wrong(source, option, "it is missing")
    return value


def wrong(source: Source, option: str, why: str) -> ParseError:
    """The error for an option that cannot be followed."""
    return _wrong(source.id, option, why)


def _wrong(source_id: str, option: str, why: str) -> ParseError:
    return ParseError(
        f"The option “{option}” of {source_id} cannot be followed: {why}.", hint="Correct it in the source's block."
    )
