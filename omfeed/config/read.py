"""Reads a TOML file as people save it: with a byte order mark, with Windows line ends, and not always in UTF-8."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from omfeed.config.faults import Fault, InvalidConfig
from omfeed.errors import ConfigError

_AT: Final = re.compile(r"^(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def read(file: Path) -> tuple[str, Mapping[str, object]]:
    """The text of a file and what it says.

    Raises:
        ConfigError: it cannot be read, is not UTF-8, or is not TOML.
    """
    try:
        body = file.read_bytes()
    except FileNotFoundError:
        raise ConfigError(f"{file} does not exist.", hint="`omfeed init` writes one to begin with.") from None
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror or error}.") from error
    text = _decoded(file, body)
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidConfig(file, [_syntax(text, str(error))]) from error


def _decoded(file: Path, body: bytes) -> str:
    if body.startswith(_UTF16):
        raise ConfigError(f"{file} is saved as UTF-16.", hint="Save it again with the encoding UTF-8.")
    try:
        return body.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            f"{file} is not UTF-8: line {line} holds the byte 0x{body[error.start]:02x}.",
            hint="Save it again with the encoding UTF-8.",
        ) from error


def _syntax(text: str, said: str) -> Fault:
    at = _AT.match(said)
    if at is None:
        return Fault(place=(), words=f"this is not TOML: {said}.")
    if at[2] is None:
        return Fault(place=(), words=f"the file ends too early: {at[1]}.", line=text.count("\n") + 1)
    line = int(at[2])
    shown = text.splitlines()[line - 1].strip() if line <= len(text.splitlines()) else ""
    quoted = f" in: {shown}" if shown else ""
    return Fault(place=(), words=f"column {at[3]}: this is not TOML ({at[1]}){quoted}", line=line)
