"""Reads the Windows release information pages of Microsoft Learn (Windows 11, Windows 10, Windows Server).

One entry for each version and servicing option, with its ends of updates, and one for each update in the release
history. Columns are known by what stands in them rather than by their names, which change with the language of the page
and gained members over the years (“Latest update for ESU”). What the newest build of a version is stands in the history
and is left out of the version's entry: it moves each month and is told as a new entry then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from omfeed.collect import pages
from omfeed.collect.pages import Cell, Table
from omfeed.collect.writing import entry, listing, paragraphs
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the build; of a version its name and servicing option"

_PRODUCT: Final = re.compile(r"Windows (?:Server(?:,? \d{4})?|\d{2})\b")
_VERSION: Final = re.compile(r"\b(\d{2}H[12])\b|\b(?:version|Version)\s+(\d{4})\b|^(\d{4})\b")
_BUILD: Final = re.compile(r"\d{4,5}\.\d+")
_KB: Final = re.compile(r"KB\d{6,8}")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_TYPE: Final = re.compile(r"(\d{4}-\d{2}) (B|C|D|OOB)\b")
_KINDS: Final = {"B": "security", "C": "preview", "D": "preview", "OOB": "out-of-band"}
_KIND_WORDS: Final = {
    "security": "monthly security update",
    "preview": "optional preview update",
    "out-of-band": "out-of-band update",
}
_NEW_DEVICES: Final = re.compile(r"\bnew devices\b|\bnot designed as a feature update\b", re.IGNORECASE)


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The versions and updates of the page as entries, in reading order.

    Raises:
        ParseError: the body is no page, or has no table of versions and none of updates.
    """
    tree = pages.page(body, source, charset)
    language = pages.language(tree)
    title = pages.title(tree)
    product = found[0] if (found := _PRODUCT.search(f"{title} {source.title}")) else "Windows"
    found_tables = list(pages.tables(tree, source.url))
    versions = [table for table in found_tables if _is_versions(table)]
    histories = [table for table in found_tables if _is_history(table)]
    pages.expect([*versions, *histories], "versions or updates", source)
    notes = _notes(pages.words(paragraph) for paragraph in tree.iter("p"))
    families = _families(versions)
    made: dict[str, Entry] = {}
    for table in versions:
        for row in table.rows:
            one = _version(table, row, product, notes, source, len(made), language)
            if one is not None:
                made.setdefault(one.key, one)
    for table in histories:
        for row in table.rows:
            one = _update(table, row, product, families, source, len(made), language)
            if one is not None:
                made.setdefault(one.key, one)
    if not made:
        raise ParseError("The tables of the page hold no version and no build.", hint=f"Open {source.url}.")
    return Parsed(entries=tuple(made.values()), window=Window.ROLLING, title=title, language=language)


def _share(table: Table, column: int, pattern: re.Pattern[str]) -> float:
    """Which part of a column's cells begins with the pattern."""
    cells = [row[column].text for row in table.rows]
    return sum(bool(pattern.match(text)) for text in cells) / len(cells)


def _columns(table: Table, pattern: re.Pattern[str], least: float = 0.5) -> list[int]:
    return [column for column in range(len(table.names)) if _share(table, column, pattern) >= least]


def _is_history(table: Table) -> bool:
    return len(_columns(table, _DATE, 0.3)) == 1 and bool(_columns(table, _BUILD))


def _is_versions(table: Table) -> bool:
    return len(_columns(table, _DATE, 0.3)) >= 2 and bool(_columns(table, _BUILD))


def _version_of(text: str) -> str:
    found = _VERSION.search(text)
    return next((group for group in found.groups() if group), "") if found else ""


def _families(versions: list[Table]) -> Mapping[str, str]:
    """The version of each build family, such as 26200 → 25H2."""
    families: dict[str, str] = {}
    for table in versions:
        for row in table.rows:
            for column in _columns(table, _BUILD):
                if build := _BUILD.match(row[column].text):
                    families.setdefault(build[0].partition(".")[0], _version_of(row[0].text) or row[0].text)
    return families


def _notes(paragraphs_of_page: Iterator[str]) -> Mapping[str, str]:
    """For a version that is meant for new devices only: the page's own words about it."""
    notes: dict[str, str] = {}
    for text in paragraphs_of_page:
        if _NEW_DEVICES.search(text) and (version := _version_of(text)):
            notes.setdefault(version, text)
    return notes


def _version(
    table: Table,
    row: tuple[Cell, ...],
    product: str,
    notes: Mapping[str, str],
    source: Source,
    place: int,
    language: str,
) -> Entry | None:
    version = _version_of(row[0].text) or row[0].text
    if not version:
        return None
    dates = _columns(table, _DATE, 0.3)
    option = row[1].text if 1 not in dates and not _BUILD.match(row[1].text) else ""
    available = row[dates[0]].text
    # Between the date of availability and the latest revision stand the ends of updates, one or two.
    ends = [column for column in _ends(table, dates) if row[column].text and row[column].text != "N/A"]
    end_dates = [found[0] for column in ends if (found := _DATE.match(row[column].text))]
    mainstream = next(
        (
            found[0]
            for column in ends
            if "mainstream" in table.names[column].casefold() and (found := _DATE.match(row[column].text))
        ),
        "",
    )
    name = row[0].text if _PRODUCT.search(row[0].text) else f"{product}, version {version}"
    return entry(
        title=f"{name} ({option})" if option else name,
        html=listing(
            [
                (table.names[dates[0]], available),
                *((table.names[column], row[column].text) for column in ends),
            ]
        )
        + paragraphs(notes.get(version, "")),
        section=table.above[-2:],
        key=f"{name} {option}".strip(),
        url=source.url,
        published=found[0] if (found := _DATE.match(available)) else "",
        place=place,
        language=language or source.locale,
        facts={
            "product": product,
            "version": version,
            "released": found[0] if (found := _DATE.match(available)) else None,
            # Of two ends of updates the later is that of Enterprise and Education, which is what Intune manages.
            "support_end": mainstream or max(end_dates, default="") or None,
            "security_end": max(end_dates, default="") or None,
        },
    )


def _ends(table: Table, dates: list[int]) -> list[int]:
    """The columns of ends of updates: named so, or else between availability and the latest revision."""
    named = [
        column
        for column, name in enumerate(table.names)
        if re.search(r"\bend of (?:updates|servic|support)|support end|end date", name, re.IGNORECASE)
    ]
    return named or [column for column in range(dates[0] + 1, dates[-1]) if _share(table, column, _DATE) > 0]


def _update(
    table: Table,
    row: tuple[Cell, ...],
    product: str,
    families: Mapping[str, str],
    source: Source,
    place: int,
    language: str,
) -> Entry | None:
    build = next((found[0] for cell in row if (found := _BUILD.match(cell.text))), "")
    if not build:
        return None
    kb_cell = next((cell for cell in row if _KB.search(cell.text)), Cell())
    kb = found[0] if (found := _KB.search(kb_cell.text)) else ""
    kind_cell = next((cell.text for cell in row if _TYPE.match(cell.text)), "")
    kind = _KINDS[found[2]] if (found := _TYPE.match(kind_cell)) else ""
    released = next((found[0] for cell in row if (found := _DATE.fullmatch(cell.text))), "")
    family = build.partition(".")[0]
    version = families.get(family) or _version_of(table.above[-1] if table.above else "")
    name = f"{product}, version {version}" if version else product
    what = f"{kind_cell}, {_KIND_WORDS[kind]}" if kind else kind_cell
    return entry(
        title=f"{name}: build {build}" + (f" ({kb})" if kb else ""),
        html=listing([("Update", what), ("Available", released), ("Build", build), ("KB article", kb)]),
        section=(name,),
        key=build,
        url=kb_cell.link or source.url,
        published=released,
        place=place,
        language=language or source.locale,
        facts={
            "product": product,
            "version": version,
            "build": (build,),
            "kb": kb,
            "release_type": kind,
            "released": released,
        },
    )
