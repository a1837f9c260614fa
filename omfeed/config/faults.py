"""What is wrong in a configuration file, in words for the person who wrote it: file, line, key, found, allowed.

All faults of a file are told at once, so that nobody mends one only to meet the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic_core import ErrorDetails

from omfeed.config.checks import CONTACT_FORM
from omfeed.config.keys import OWN_WORDS
from omfeed.config.lines import Place, line_of, show
from omfeed.config.words import listed, nearest, shown, unknown
from omfeed.errors import ConfigError

_SHOWN: Final = 60
_SECRET: Final = re.compile(r"(?:^|_)(?:password|passwd|secret|token|api_?key|credential)s?(?:$|_)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong."""

    place: Place
    """Keys and list positions (from 0) that lead to it; empty: the file as a whole."""
    words: str
    """What was found and what is allowed."""
    line: int = 0
    """Line of the file, from 1; 0 when not known."""

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        return where + (f"{show(self.place)}: {self.words}" if self.place else self.words)


class InvalidConfig(ConfigError):
    """A configuration file says something that is not allowed.

    Args:
        file: the file.
        faults: all that is wrong in it, at least one.
    """

    def __init__(self, file: Path, faults: Sequence[Fault]) -> None:
        self.file = file
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.line, show(fault.place))))
        if len(self.faults) == 1:
            message = f"{file}: {self.faults[0]}"
        else:
            message = f"{file} has {len(self.faults)} faults:" + "".join(f"\n  {fault}" for fault in self.faults)
        super().__init__(message, hint="docs/configuration.md explains every key.")

    def __str__(self) -> str:
        gap = "\n" if len(self.faults) > 1 else " "
        return f"{self.message}{gap}{self.hint}"


def faults(errors: Iterable[ErrorDetails], text: str, names: Callable[[Place], Iterable[str]]) -> tuple[Fault, ...]:
    """The validator's findings as faults.

    Args:
        errors: what the validator found.
        text: the file, to find lines in.
        names: the keys that exist in the table at a place.
    """
    found: list[Fault] = []
    for error in errors:
        place = error["loc"]
        if place and place[-1] == "[key]":
            place = place[:-1]
        words = _words(error, place, names)
        found.append(Fault(place=place, words=words, line=line_of(text, place)))
    return tuple(found)


def _words(error: ErrorDetails, place: Place, names: Callable[[Place], Iterable[str]]) -> str:
    found = _found(error["input"])
    context: Mapping[str, object] = error.get("ctx", {})
    kind = error["type"]
    if kind == OWN_WORDS:
        return str(context["words"])
    if kind == "unexpected_keyword_argument":
        return _unknown_key(str(place[-1]), tuple(names(place[:-1])))
    if kind == "missing":
        return "is missing, and must be there."
    if kind in {"enum", "literal_error"}:
        return _not_a_member(error["input"], str(context.get("expected", "")))
    if kind == "string_too_short":
        return "is empty; give a value or leave the key out."
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern"))
        if pattern == _VARIABLE:
            # What is no name may be the secret itself, written where its name belongs.
            found = "the value"
        return f"{found} does not fit; {_PATTERNS.get(pattern, 'another form is expected')}."
    for limit, said in _LIMITS.items():
        if kind == limit:
            return f"{found} is out of bounds: it must be {said} {_plain(context.get(_BOUND[limit]))}."
    return f"{found} is not allowed here; {_TYPES.get(kind, error['msg'].lower())} is expected."


def _unknown_key(name: str, known: tuple[str, ...]) -> str:
    if _SECRET.search(name):
        return (
            f"secrets are never written in this file. Put it in an environment variable"
            f" and name that variable in a key that ends in _env{_among(name, known)}."
        )
    meant = nearest(name, known)
    guess = f' Did you mean "{meant}"?' if meant else ""
    return f"there is no such key.{guess} Allowed: {listed(known)}."


def _among(name: str, known: tuple[str, ...]) -> str:
    variables = [key for key in known if key.endswith("_env")]
    meant = nearest(f"{name}_env", variables)
    return f" ({meant})" if meant else ""


def _not_a_member(found: object, expected: str) -> str:
    members = re.findall(r"'([^']*)'", expected)
    if isinstance(found, str):
        return unknown(found, members, what="the value")
    return f"{_found(found)} is not allowed here. Allowed: {listed(members)}."


def _found(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        value = shown(value)
        return f'"{value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"}"'
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return str(value)


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


_LIMITS: Final = {
    "greater_than": "above",
    "greater_than_equal": "at least",
    "less_than_equal": "at most",
}
_BOUND: Final = {"greater_than": "gt", "greater_than_equal": "ge", "less_than_equal": "le"}
_TYPES: Final = {
    "string_type": "a text in quotation marks",
    "int_type": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "date_type": "a date such as 2026-12-24, without quotation marks,",
    "tuple_type": "a list in square brackets",
    "dict_type": "a table",
    "dataclass_type": "a table",
}
_VARIABLE: Final = r"^[A-Za-z_][A-Za-z0-9_]*$"
_PATTERNS: Final = {
    CONTACT_FORM: "a mail address or a page is expected, without spaces",
    r"^[a-z0-9][a-z0-9-]{0,63}$": "up to 64 lower-case letters, digits and hyphens are allowed",
    r"^(https?://|file:)\S+$": "an address begins with https://, http:// or file:, and holds no spaces",
    r"^https?://\S+$": "an address begins with https:// or http://, and holds no spaces",
    r"^https://\S+$": "an address begins with https://, and holds no spaces",
    _VARIABLE: "the name of an environment variable is letters, digits and underscores",
}
