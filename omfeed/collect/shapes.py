"""Reads JSON of foreign make without ever tripping over it: a missing or odd field is an empty value.

Vendors change the case of names between versions (Graph's camelCase, the PascalCase of PowerShell dumps), so that names
are found case-blind.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from omfeed.collect import charset as charsets
from omfeed.errors import ParseError
from omfeed.text.blocks import fold

_SAID: Final = {True: "true", False: "false"}


class Record:
    """One JSON object; every reading of it gives a value of the asked type, empty where there is none."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Mapping[str, object]) -> None:
        self._fields = {str(name).casefold(): value for name, value in fields.items()}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._fields

    def get(self, name: str) -> object:
        """The raw value, or none."""
        return self._fields.get(name.casefold())

    def text(self, *names: str) -> str:
        """The first non-empty value of the names as text; numbers and truth values are written out."""
        for name in names:
            if written := _text(self.get(name)):
                return written
        return ""

    def line(self, *names: str) -> str:
        """The same on one line."""
        return fold(self.text(*names))

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list; a single text is a list of one; objects and empty texts are left out."""
        value = self.get(name)
        listed = value if isinstance(value, list) else [value]
        return tuple(written for one in listed if (written := fold(_text(one))))

    def number(self, name: str) -> int | None:
        """A whole number, also when written as text."""
        try:
            return int(_text(self.get(name)))
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        """Whether the value is true, also when written as text."""
        return _text(self.get(name)).casefold() == "true"

    def record(self, name: str) -> Record:
        """An inner object; an empty one where there is none."""
        value = self.get(name)
        return Record(value) if isinstance(value, Mapping) else Record({})

    def records(self, name: str) -> tuple[Record, ...]:
        """The objects of an inner list; anything else in it is left out."""
        return tuple(records(self.get(name)))

    def items(self) -> Iterator[tuple[str, object]]:
        """The names (folded) and raw values."""
        return iter(self._fields.items())

    def values(self) -> Iterator[object]:
        """The raw values."""
        return iter(self._fields.values())


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return _SAID[value]
    return str(value) if isinstance(value, int | float) else ""


def load(text: str) -> object:
    """The value of a JSON text.

    Raises:
        ParseError: it is empty, cut short or no JSON; a web page in its stead is named as such.
    """
    text = text.lstrip("\ufeff \t\r\n")
    if not text:
        raise ParseError("The body is empty where JSON was expected.", hint="Open the address: has it moved?")
    if text.startswith("<"):
        raise ParseError(
            "A web page or XML came where JSON was expected (a consent wall, a login or an error page).",
            hint="Open the address in a browser: has it moved?",
        )
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ParseError(
            f"The JSON cannot be read ({type(error).__name__}: {str(error)[:100]}); it may be cut short.",
            hint="If this stays so for days, look at the address.",
        ) from error


def document(body: bytes, charset: str = "") -> object:
    """The value of a JSON body.

    Raises:
        ParseError: as for ``load``.
    """
    return load(charsets.decode(body, charset))


def records(value: object) -> Iterator[Record]:
    """The objects of a list, in order; nothing for anything else."""
    if isinstance(value, list):
        for one in value:
            if isinstance(one, Mapping):
                yield Record(one)


def mapping(value: object, what: str) -> Record:
    """The object that a document must be.

    Args:
        value: a JSON value.
        what: what was expected, for the message.

    Raises:
        ParseError: it is something else.
    """
    if not isinstance(value, Mapping):
        raise ParseError(f"The JSON is not {what}.", hint="Look at the address: has its format changed?")
    return Record(value)
