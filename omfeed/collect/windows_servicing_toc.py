"""Reads the servicing index of support.microsoft.com: the update history of a Windows product as JSON.

``items`` hold one version each, their ``children`` one article each; date, KB, builds and kind stand only in its title:
“July 28, 2026—KB5101684 (OS Builds 26200.8973 and 26100.8973) Preview”. An update of two versions stands under both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from omfeed.collect.links import address
from omfeed.collect.moments import day
from omfeed.collect.shapes import document, mapping
from omfeed.collect.writing import entry, listing
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the KB number; the build, else the address where it has none"

_TITLE: Final = re.compile(r"^\s*(?P<date>[A-Z][a-z]+ \d{1,2}, \d{4})\s*[—–-]?\s*(?P<rest>.*)$", re.DOTALL)
_KB: Final = re.compile(r"KB\s?(\d{6,8})", re.IGNORECASE)
_BUILD: Final = re.compile(r"\b\d{4,5}\.\d+\b")
_KIND: Final = re.compile(r"\b(preview|out-of-band)\b", re.IGNORECASE)
_VERSION: Final = re.compile(r"version (\S+)", re.IGNORECASE)
_PRODUCT: Final = re.compile(r"Windows (?:Server(?:,? \d{4})?|\d{2})\b")


@dataclass(slots=True, kw_only=True)
class _Update:
    """An article of the index, and the versions under which it stands."""

    title: str
    href: str
    names: list[str]


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The updates of the index as entries, each once, newest version first as in the index.

    Raises:
        ParseError: the body is not JSON or not such an index, or names no update.
    """
    index = mapping(document(body, charset), "a servicing index")
    updates: dict[str, _Update] = {}
    for version in index.records("items"):
        name = version.line("toc_title")
        for article in version.records("children"):
            title, href = article.line("toc_title"), article.line("href")
            # The first child of a version is its own overview page.
            if not title or not href or title == name:
                continue
            update = updates.setdefault(_key(title, href), _Update(title=title, href=href, names=[]))
            update.names.append(name)
    if not updates:
        raise ParseError("The servicing index names no update.", hint=f"Look at {source.url}: has its format changed?")
    made = tuple(_entry(key, update, source, place) for place, (key, update) in enumerate(updates.items()))
    return Parsed(entries=made, window=Window.ROLLING, title=source.title, language="en-us")


def _key(title: str, href: str) -> str:
    kb = _KB.search(title) or _KB.search(href)
    if kb:
        return f"KB{kb[1]}"
    builds = _BUILD.findall(title)
    return builds[0] if builds else href


def _entry(key: str, update: _Update, source: Source, place: int) -> Entry:
    found = _TITLE.match(update.title)
    released = day(found["date"]) if found else ""
    builds = tuple(dict.fromkeys(_BUILD.findall(update.title)))
    kind = _KIND.search(update.title) or _KIND.search(update.href)
    names = list(dict.fromkeys(name for name in update.names if name))
    versions = [one[1] for name in names if (one := _VERSION.search(name))]
    product = one[0] if (one := _PRODUCT.search(" ".join(names) or source.title)) else "Windows"
    release_type = kind[1].lower() if kind else ("security" if builds else "")
    return entry(
        title=update.title,
        html=listing(
            [
                ("For", "; ".join(names)),
                ("Kind", f"{release_type} update" if release_type else ""),
                ("OS build", ", ".join(builds)),
            ]
        ),
        key=key,
        url=address(update.href, source.url),
        published=released,
        place=place,
        facts={
            "product": product,
            "version": ", ".join(versions),
            "build": builds,
            "kb": key if key.startswith("KB") else None,
            "release_type": release_type,
            "released": released,
        },
    )
