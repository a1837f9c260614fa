"""Reads the index of a Debian package repository (``Packages``): one entry for each version of the packages wanted.

A stanza is a package (Debian policy, chapter 5): lines ``Field: value``, blank lines between stanzas. A repository
keeps old versions for years; the newest of each package are told. Option ``only`` (required) says which packages, as a
regular expression over their names; ``skip`` leaves some out; ``title``: how the product is called where its package is
not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from omfeed.collect import charset as charsets
from omfeed.collect import options
from omfeed.collect.writing import entry, line, listing, paragraphs
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window
from omfeed.text.counting import counted

VERSION = 1
STABLE_ID = "package and version"

_FIELD: Final = re.compile(r"^([A-Za-z][A-Za-z0-9-]*):[ \t]*(.*)$")
_PARTS: Final = re.compile(r"\d+|[A-Za-z]+|~")
_NEWEST: Final = 5
"""Versions of each package that are told."""


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The newest versions of the packages wanted, newest first.

    Raises:
        ParseError: the body is no such index, or holds none of the packages.
    """
    only = options.expression(source, "only")
    if only is None:
        raise options.wrong(source, "only", "it is missing")
    stanzas = list(_stanzas(charsets.decode(body, charset or "utf-8")))
    if not any("Package" in one and "Version" in one for one in stanzas):
        raise ParseError("The body is no index of packages.", hint=f"Open {source.url}: has the repository moved?")
    found: dict[str, dict[str, dict[str, str]]] = {}
    for one in stanzas:
        name, version = line(one.get("Package", "")), line(one.get("Version", ""))
        if name and version and options.wanted(source, name):
            found.setdefault(name, {}).setdefault(version, one)
    if not found:
        raise ParseError(
            f"The index of {counted(len(stanzas), 'package')} holds none that is called {only.pattern}.",
            hint=f"Look at {source.url}: was the package renamed?",
        )
    newest = [
        (name, version, found[name][version])
        for name in sorted(found)
        for version in sorted(found[name], key=_order, reverse=True)[:_NEWEST]
    ]
    made = [_entry(stanza, name, version, source, place) for place, (name, version, stanza) in enumerate(newest)]
    return Parsed(entries=tuple(made), window=options.window(source, Window.ROLLING), title=source.title, language="en")


def _stanzas(text: str) -> Iterator[dict[str, str]]:
    """The stanzas; of a field that goes on over several lines the first line."""
    stanza: dict[str, str] = {}
    for row in text.splitlines():
        if not row.strip():
            if stanza:
                yield stanza
            stanza = {}
        elif found := _FIELD.match(row):
            stanza.setdefault(found[1], found[2])
    if stanza:
        yield stanza


def _order(version: str) -> list[tuple[int, int, str]]:
    """How versions sort: number by number; what follows a tilde comes before the release (policy 5.6.12)."""
    epoch, colon, rest = version.partition(":")
    told = [epoch, rest] if colon else ["0", version]
    parts = [part for one in told for part in _PARTS.findall(one)]
    made = [(-1, 0, "") if part == "~" else (1, int(part), "") if part.isdecimal() else (1, -1, part) for part in parts]
    return [*made, (0, 0, "")]


def _entry(stanza: dict[str, str], name: str, version: str, source: Source, place: int) -> Entry:
    product = source.options.get("title", "") or name
    return entry(
        title=f"{product} {version}",
        html=paragraphs(line(stanza.get("Description", "")))
        + listing([("Package", name), ("Version", version), ("Architecture", stanza.get("Architecture", ""))]),
        key=f"{name} {version}",
        url=source.page or source.url,
        place=place,
        facts={"product": product, "version": version, "platforms": ("Linux",), "release_type": "stable"},
    )
