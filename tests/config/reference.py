"""Keeps the tables of docs/configuration.md equal to the schema; ``python -m tests.config.reference`` renews them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from omfeed.config.keys import Key, keys
from omfeed.config.tables import TABLES

PAGE: Final = Path(__file__).parents[2] / "docs" / "configuration.md"


def reference(name: str) -> str:
    """The table of the keys of one table of the file."""
    head = "| key | value | if left out | what it does |\n|---|---|---|---|\n"
    return head + "".join(_row(key) for key in keys(TABLES[name]))


def renewed(page: str) -> str:
    """The page with every table as the schema has it."""
    return re.sub(
        r"<!-- keys of (.+?) -->\n.*?<!-- end -->",
        lambda found: f"<!-- keys of {found[1]} -->\n{reference(found[1])}<!-- end -->",
        page,
        flags=re.DOTALL,
    )


def _row(key: Key) -> str:
    return f"| `{key.name}` | {key.kind} | {_default(key)} | {key.help} |\n"


def _default(key: Key) -> str:
    value = key.default
    if key.needed:
        return "must be there"
    if value is None or value in ("", ()) or isinstance(value, Mapping):
        return "–"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, StrEnum | str):
        return f'`"{value}"`'
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
