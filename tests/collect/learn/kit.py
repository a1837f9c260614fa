"""The page that tests read, and what it says when read."""

from __future__ import annotations

from omfeed.model import Parsed, Source
from tests.kit.learn import URL


def source(url: str = URL, **more: object) -> Source:
    return Source(id="page", title="Page", url=url, collector="learn-html", **more)  # type: ignore[arg-type] # tests name fields


def told(parsed: Parsed) -> list[tuple[str, ...]]:
    """Each entry as its section and title."""
    return [(*entry.section, entry.title) for entry in parsed.entries]
