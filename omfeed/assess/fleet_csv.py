"""Finds the headings of a device export in CSV, and hands over the five cells of each row that are looked at.

A title or blank lines may stand above the headings, and a heading may hold a line break. Where a heading stands twice,
the values decide, or nobody does. No message quotes a cell that may be somebody's name: only headings that the tables
or the user named. Pure.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from omfeed.assess import fleet_values
from omfeed.assess.fleet_values import FIELDS, Row, plain
from omfeed.assess.tables import fleet_words
from omfeed.errors import ConfigError

_HEADS: Final = 20
"""Lines among which the headings are looked for."""
_FEW: Final = 2
"""Columns of a file in which a single known heading makes a line of headings, wherever it stands."""
_SAMPLE: Final = 500
"""Rows by which a column is told from another of the same heading."""
_DELIMITERS: Final = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An export whose headings were found."""

    rows: Iterator[Row]
    columns: Mapping[str, str]
    """Field to the heading under which it stands."""
    remarks: tuple[str, ...]
    """What was decided about headings that stand twice."""


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the headings stand, and how many of them are known."""

    delimiter: str
    line: int
    cells: tuple[str, ...]
    score: int


def known(text: str, columns: Mapping[str, str]) -> int:
    """How much is known at the beginning of a text: headings first, then words in the columns under them."""
    start, delimiter = _without_mark(text)
    head = _head(start, delimiter, columns)
    if head is None:
        return 0
    places = _candidates(head.cells, columns)
    words = 0
    for row in islice(_records(start, head.delimiter), head.line + 1, head.line + _SAMPLE):
        for field, at in places.items():
            words += any(place < len(row) and fleet_values.known(field, row[place]) for place in at)
    return head.score * 10_000 + words


def table(text: str, columns: Mapping[str, str], name: str) -> Table:
    """The rows of an export.

    Args:
        text: the CSV.
        columns: for headings of the user's own: field (see ``FIELDS``) to heading.
        name: what to call the file in messages.

    Raises:
        ConfigError: no headings are found, a mapped one is missing, or two columns claim to be the same.
    """
    unknown = sorted(set(columns) - set(FIELDS))
    if unknown:
        raise ConfigError(
            f"The column mapping names {', '.join(unknown)}, which is no field.",
            hint=f"Fields are: {', '.join(FIELDS)}.",
        )
    text, delimiter = _without_mark(text)
    if not text.strip("\ufeff\x00 \t\r\n,;"):
        raise ConfigError(f"{name} is empty.", hint="Export the devices again.")
    head = _head(text, delimiter, columns)
    if head is None:
        raise _no_head(text, delimiter, columns, name)
    records = _records(text, head.delimiter)
    for _ in range(head.line + 1):
        next(records)
    sample = list(islice(records, _SAMPLE))
    places: dict[str, int] = {}
    remarks: list[str] = []
    for field, at in _candidates(head.cells, columns).items():
        places[field], remark = _chosen(field, at, head.cells, sample, name)
        remarks += [remark] if remark else []
    if "count" in places and "count" not in columns and not _counts(sample, places["count"]):
        del places["count"]  # a name is no number of devices
    return Table(
        rows=_rows(chain(sample, records), places),
        columns={field: " ".join(head.cells[place].split()) for field, place in places.items() if field in FIELDS},
        remarks=tuple(remarks),
    )


def _without_mark(text: str) -> tuple[str, str]:
    """The text without the line by which spreadsheets tell the delimiter, and that delimiter."""
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    bare = first.strip("\r").strip('"')
    if bare.lower().startswith("sep="):
        return rest, bare[4:5] or ","
    return text, ""


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows as they stand, empty ones too.

    Raises:
        ConfigError: a cell is longer than any can be.
    """
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise ConfigError(f"The export is broken in its rows: {error}.", hint="Export the devices again.") from error


def _head(text: str, delimiter: str, columns: Mapping[str, str]) -> _Head | None:
    """The line of headings: the one that knows most, by whatever delimiter; of equals the first."""
    wanted = {plain(heading) for heading in columns.values()}
    best: _Head | None = None
    for mark in (delimiter,) if delimiter else _DELIMITERS:
        above = False
        for line, cells in enumerate(islice(_bounded(text, mark), _HEADS)):
            said = {plain(cell) for cell in cells}
            first, above = not above, above or any(said)
            if not wanted <= said or not ("platform" in columns or said & set(fleet_words.HEADINGS["platform"])):
                continue
            score = sum(bool(at) for at in _candidates(cells, columns).values())
            if score == 1 and not first and len(cells) > _FEW:
                continue  # a cell of a row below that happens to read like a heading: “SE” is a country, too
            if best is None or score > best.score:
                best = _Head(mark, line, tuple(cells), score)
    return best


def _bounded(text: str, delimiter: str) -> Iterator[list[str]]:
    """The first rows, ended where a wrong delimiter makes one that cannot be."""
    try:
        yield from _records(text, delimiter)
    except ConfigError:
        return


def _candidates(cells: Sequence[str], columns: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """Field to the places that may hold it, the likeliest first."""
    lower = [plain(cell) for cell in cells]
    found: dict[str, tuple[int, ...]] = {}
    for field, names in fleet_words.HEADINGS.items():
        told = (plain(columns[field]),) if field in columns else names
        at = tuple(place for name in told for place, one in enumerate(lower) if one == name)
        if at:
            found[field] = at
    return found


def _chosen(
    field: str, at: tuple[int, ...], cells: Sequence[str], sample: Sequence[Sequence[str]], name: str
) -> tuple[int, str]:
    """Which of several columns holds a field, and what to say of the choice.

    Raises:
        ConfigError: the same heading stands over columns that differ, and both could be meant.
    """
    alike = [place for place in at if plain(cells[place]) == plain(cells[at[0]])]
    if len(at) == 1:
        return at[0], ""
    held = {place: [row[place] if place < len(row) else "" for row in sample] for place in at}
    told = {place: sum(fleet_values.known(field, cell) for cell in held[place]) for place in at}
    if len(alike) == 1:  # headings that differ: the likelier one, unless it holds nothing of the kind
        useful = next((place for place in at if told[place]), at[0])
        if useful == at[0]:
            return at[0], ""
        return useful, f"“{_name(cells[at[0]])}” holds no {field}; “{_name(cells[useful])}” was read in its place."
    heading = f"“{_name(cells[at[0]])}” stands {_times(len(alike))} in {name} ({_numbered(alike)})"
    useful_alike = [place for place in alike if told[place]]
    if len(useful_alike) == 1:
        return useful_alike[0], f"{heading}; only column {useful_alike[0] + 1} holds a {field}, so that one was read."
    if all(held[place] == held[alike[0]] for place in useful_alike or alike):
        return (useful_alike or alike)[0], f"{heading}, with the same values; the first was read."
    raise ConfigError(
        f"{heading}, with different values, so it is not clear which one is the {field}.",
        hint="Rename or delete the one that is not meant, and import the file again.",
    )


def _counts(sample: Sequence[Sequence[str]], place: int) -> bool:
    """Whether a column holds numbers of devices, and nothing else."""
    cells = [row[place].strip() for row in sample if place < len(row)]
    return all(fleet_values.known("count", cell.lstrip("-")) or cell in {"", "0"} for cell in cells)


def _name(cell: str) -> str:
    return " ".join(cell.split())


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"


def _numbered(places: Sequence[int]) -> str:
    return f"columns {', '.join(str(place + 1) for place in places)}"


def _no_head(text: str, delimiter: str, columns: Mapping[str, str], name: str) -> ConfigError:
    """Why no line of headings was found; cells that may be a person's are never quoted."""
    best: dict[str, str] = {}
    mapped: set[str] = set()
    for mark in (delimiter,) if delimiter else _DELIMITERS:
        for cells in islice(_bounded(text, mark), _HEADS):
            said = {plain(cell) for cell in cells}
            mapped |= {heading for heading in columns.values() if plain(heading) in said}
            met = {
                field: _name(cells[at[0]])
                for field, at in _candidates(cells, columns).items()
                if field != "platform" or field in columns
            }
            best = max(best, met, key=len)
    for field, heading in columns.items():
        if heading not in mapped:
            return ConfigError(
                f"{name} has no column “{heading}” for {field}.",
                hint="Write the heading as it stands in the file; capitals and blanks do not matter.",
            )
    if not best:
        return ConfigError(
            f"{name} has no column for the platform: its first line does not look like headings that omfeed knows.",
            hint="If it has headings, map them: --column platform=HEADING --column version=HEADING. If it has none, "
            "write a line of them above the first row.",
        )
    read = ", ".join(f"“{heading}” ({field})" for field, heading in best.items())
    return ConfigError(
        f"{name} has no column for the platform; of its headings omfeed knows {read}.",
        hint="Map it: --column platform=HEADING.",
    )


def _rows(rows: Iterable[list[str]], places: Mapping[str, int]) -> Iterator[Row]:
    most = max(places.values())
    at = [places.get(field, -1) for field in FIELDS]
    platform, version, ownership, enrolment, compliance, count = at
    supervised = places.get("supervised", -1)
    for row in rows:
        if not any(row):
            continue
        if len(row) <= most:
            row = row + [""] * (most + 1 - len(row))
        way = row[enrolment] if enrolment >= 0 else ""
        if supervised >= 0 and not fleet_values.way(way) and plain(row[supervised]) in fleet_words.TRUE_WORDS:
            way = "supervised"
        yield (
            row[platform],
            row[version] if version >= 0 else "",
            row[ownership] if ownership >= 0 else "",
            way,
            row[compliance] if compliance >= 0 else "",
            row[count] if count >= 0 else "",
        )
