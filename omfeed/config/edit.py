"""Changes a person's omfeed.toml by command as they would by hand: comments, order, line ends and all else stay.

The functions on text are pure: they change or add single lines, and prove by reading the result that it says exactly
what was meant. ``save`` puts a text in place only after omfeed has read it as a whole and found nothing wrong.
"""

from __future__ import annotations

import codecs
import os
import re
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from omfeed.config.config import load
from omfeed.config.faults import InvalidConfig
from omfeed.config.lines import Place, line_of
from omfeed.errors import ConfigError

_ENABLED: Final = re.compile(r"^(\s*(?:\w+\s*\.\s*)?enabled\s*=\s*)(?:true|false)\b")


def appended(text: str, blocks: Sequence[str]) -> str:
    """A configuration with further ``[[sources]]`` blocks at its end.

    Raises:
        ConfigError: the file writes its sources in a form that has no room for blocks.
    """
    meant = _said(text)
    held = meant.get("sources", [])
    added = [block for one in blocks for block in tomllib.loads(one)["sources"]]
    meant["sources"] = [*held, *added] if isinstance(held, list) else added
    parts = [part for part in (text.rstrip("\n"), *(block.strip("\n") for block in blocks)) if part]
    return _proven("\n\n".join(parts) + "\n", meant, "add the block by hand")


def switched(text: str, source_id: str, *, on: bool) -> str:
    """A configuration that switches one source on or off, in the user's own block or in ``[source.<id>]``.

    Raises:
        ConfigError: the file is written in a form that only a person can change.
    """
    meant = _said(text)
    overrides, own = meant.get("source", {}), meant.get("sources", [])
    number = next((at for at, block in enumerate(own) if block.get("id") == source_id), None)
    if number is not None and "enabled" not in overrides.get(source_id, {}):
        own[number]["enabled"] = on
        place: Place = ("sources", number)
        beside: Place = (*place, "id")
    else:
        meant["source"] = {**overrides, source_id: {**overrides.get(source_id, {}), "enabled": on}}
        place = beside = ("source", source_id)
    wanted = f"enabled = {'true' if on else 'false'}"
    lines = text.splitlines(keepends=True)
    key = line_of(text, (*place, "enabled"))
    if key and _ENABLED.match(lines[key - 1]):
        lines[key - 1] = _ENABLED.sub(rf"\g<1>{'true' if on else 'false'}", lines[key - 1])
    elif source_id in overrides or number is not None:
        at = line_of(text, beside)
        before = lines[at - 1].rstrip("\n") if at else ""
        lines[at - 1 : at] = [before + "\n", wanted + "\n"]
    else:
        lines.append(("\n" if text.endswith("\n") or not text else "\n\n") + f"[source.{source_id}]\n{wanted}\n")
    return _proven("".join(lines), meant, f"write {wanted} by hand")


def save(file: Path, text: str, *, environ: Mapping[str, str]) -> None:
    """Put a new text in a configuration's place: whole or not at all, and only one that omfeed can read.

    Args:
        file: the configuration; a link stays a link. Its rights, byte order mark and line ends are kept.
        text: what it says from now on, with ``\\n`` at line ends.
        environ: the environment, for what the file asks of it.

    Raises:
        ConfigError: the text says something that is not allowed, or the file cannot be written.
    """
    target = file.resolve()
    before = target.read_bytes() if target.exists() else b""
    body = (text.replace("\n", "\r\n") if b"\r\n" in before else text).encode()
    if before.startswith(codecs.BOM_UTF8):
        body = codecs.BOM_UTF8 + body
    draft: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".omfeed-", suffix=".toml", dir=target.parent)
        draft = Path(name)
        with os.fdopen(handle, "wb") as out:
            out.write(body)
            out.flush()
            os.fsync(out.fileno())
        load(draft, environ=environ)
        draft.chmod(target.stat().st_mode & 0o777 if before else 0o644)
        draft.replace(target)
    except InvalidConfig as error:
        raise InvalidConfig(file, error.faults) from None
    except OSError as error:
        raise ConfigError(f"{file} cannot be written: {error.strerror or error}.", hint="Check its rights.") from error
    finally:
        if draft is not None:
            with suppress(OSError):
                draft.unlink()


def _said(text: str) -> dict[str, Any]:  # what a file says may be anything
    return tomllib.loads(text)


def _proven(text: str, meant: Mapping[str, Any], instead: str) -> str:
    """The text, when it says exactly what is meant."""
    with suppress(tomllib.TOMLDecodeError):
        if tomllib.loads(text) == meant:
            return text
    raise ConfigError(
        "omfeed.toml is written in a form that omfeed does not dare to change.",
        hint=f"Open it and {instead}; docs/configuration.md shows the usual form.",
    )
