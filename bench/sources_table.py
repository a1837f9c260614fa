"""Prints the tables of docs/sources.md from sources.toml; a test holds the page equal to them.

Usage: ``python bench/sources_table.py`` writes the page's tables anew, between its marks.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from omfeed.collect.registry import stable_id
from omfeed.config import shipped_sources
from omfeed.model import Source

PAGE = Path(__file__).resolve().parents[1] / "docs" / "sources.md"
COLUMNS = (
    "source",
    "on",
    "read by",
    "stable id",
    "platforms",
    "cadence",
    "look-back",
    "licence of the text",
    "notes",
)
BEGIN, END = "<!-- sources: begin -->", "<!-- sources: end -->"


def tables() -> str:
    """The tables, one for each vendor, in the order of the catalogue."""
    sources = shipped_sources()
    parts = []
    for vendor in dict.fromkeys(source.vendor for source in sources):
        rows = [_row(source) for source in sources if source.vendor == vendor]
        head = (_line(COLUMNS), _line(["---"] * len(COLUMNS)))
        parts.append(f"### {vendor}\n\n" + "\n".join((*head, *rows)))
    return "\n\n".join(parts)


def _row(source: Source) -> str:
    platforms = ", ".join(platform.label for platform in source.platforms) or "service"
    return _line(
        (
            f"[{source.title}]({source.url}) `{source.id}`",
            "yes" if source.enabled else "no",
            f"`{source.collector}`",
            stable_id(source),
            platforms,
            f"{source.cadence_days:g} d",
            f"{source.look_back_days} d",
            source.licence,
            source.notes,
        )
    )


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> None:
    """Writes the page with the tables of today's catalogue."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{tables()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
