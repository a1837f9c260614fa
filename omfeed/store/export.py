"""The whole database as lines of JSON, and back: to move it to another kind of database, or to read it without omfeed.

The first line says whose file it is and of which schema; then comes each row, tables in an order in which every
reference points back; the last line counts the rows, so that a file cut short is known as such. Moments are ISO 8601
in UTC, bytes are base64.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from sqlalchemy import Date, LargeBinary, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import TypeEngine

from omfeed.errors import SchemaTooNew, StoreError
from omfeed.store import postgres, rights
from omfeed.store.schema import HEAD, REVISIONS, metadata
from omfeed.store.types import Moment

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

_FORMAT: Final = "omfeed export 1"
_AT_ONCE: Final = 500
"""Rows read or written in one go: what bounds memory."""


def write(connection: Connection, path: Path) -> Mapping[str, int]:
    """Write every row to a file (compressed when its name ends in ``.gz``), which appears when it is whole.

    It is no more open than a database of ours and than the file whose place it takes.

    Returns:
        how many rows of each table.
    """
    half = path.with_name(path.name + ".part")
    counts: dict[str, int] = {}
    try:
        # What cannot be made is told when it is opened.
        with suppress(OSError):
            half.unlink(missing_ok=True)
            rights.make(half, *_files(connection), path)
        with _opened(path, half, "w") as file:
            _line(file, {"format": _FORMAT, "schema": HEAD})
            for table in metadata.sorted_tables:
                counts[table.name] = _write_table(connection, table, file)
            _line(file, {"rows": counts})
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return counts


def _files(connection: Connection) -> tuple[Path, ...]:
    """The file that the database is, where it is one."""
    if connection.dialect.name != "sqlite":
        return ()
    return (Path(str(connection.engine.url.database)),)


def _write_table(connection: Connection, table: Table, file: IO[str]) -> int:
    out = {column.name: _outward(column.type) for column in table.columns}
    query = select(table).order_by(*table.primary_key.columns)
    result = connection.execution_options(yield_per=_AT_ONCE).execute(query)
    count = 0
    for row in result.mappings():
        values = {name: None if row[name] is None else turn(row[name]) for name, turn in out.items()}
        _line(file, {"table": table.name, "row": values})
        count += 1
    return count


def read(connection: Connection, path: Path) -> Mapping[str, int]:
    """Read such a file into an empty database of the present schema.

    Returns:
        how many rows of each table.

    Raises:
        SchemaTooNew: a newer omfeed wrote the file.
        StoreError: the database is not empty, or the file is not whole or not an export.
    """
    for table in metadata.sorted_tables:
        if connection.execute(select(func.count()).select_from(table)).scalar_one():
            raise StoreError(
                "An export can only be read into an empty database, and this one holds something.",
                hint="Name a database that does not exist yet.",
            )
    counts: Counter[str] = Counter()
    try:
        with _opened(path, path, "r") as file:
            promised = _read_rows(connection, path, file, counts)
    except IntegrityError as error:
        raise _torn(path, str(error.orig).splitlines()[0]) from error
    if promised is None or dict(promised) != {table.name: counts[table.name] for table in metadata.sorted_tables}:
        raise _torn(path)
    if connection.dialect.name == "postgresql":
        postgres.count_on(connection)
    return promised


def _read_rows(connection: Connection, path: Path, file: IO[str], counts: Counter[str]) -> Mapping[str, int] | None:
    lines = _parsed(file, path)
    _check_header(next(lines, {}), path)
    inward = {
        table.name: {column.name: _inward(column.type) for column in table.columns} for table in metadata.sorted_tables
    }
    pending: list[dict[str, Any]] = []
    current = ""

    def flush() -> None:
        if pending:
            connection.execute(insert(metadata.tables[current]), pending)
            pending.clear()

    for line in lines:
        if "rows" in line:
            flush()
            rows: Mapping[str, int] = line["rows"]
            return rows
        name = line.get("table", "")
        if name not in inward:
            raise StoreError(f"{path} speaks of a table {name!r} that omfeed does not have.", hint="Export it again.")
        if name != current or len(pending) >= _AT_ONCE:
            flush()
            current = name
        pending.append(_row(line.get("row"), inward[name], path))
        counts[name] += 1
    return None


def _row(values: Any, turns: Mapping[str, Callable[[Any], Any]], path: Path) -> dict[str, Any]:
    try:
        row = {name: None if values[name] is None else turn(values[name]) for name, turn in turns.items()}
    except (KeyError, TypeError, ValueError) as error:
        raise _torn(path, f"a row is not as it was written: {error}") from error
    return row


def _check_header(header: Mapping[str, Any], path: Path) -> None:
    if header.get("format") != _FORMAT:
        raise StoreError(f"{path} is not an export of omfeed.", hint="Name a file that omfeed db export wrote.")
    found = header.get("schema")
    if found == HEAD:
        return
    if found in REVISIONS:
        raise StoreError(
            f"{path} is of an older schema ({found}; this omfeed speaks {HEAD}).",
            hint="Open that database with this omfeed first, which upgrades it, and export it again.",
        )
    raise SchemaTooNew(
        f"{path} was written by a newer omfeed (schema {found}; this one speaks {HEAD}).",
        hint="Install that version of omfeed.",
    )


def _parsed(file: IO[str], path: Path) -> Iterator[dict[str, Any]]:
    try:
        for line in file:
            value: dict[str, Any] = json.loads(line)
            yield dict(value)
    except (ValueError, TypeError, EOFError, zlib.error) as error:
        raise _torn(path, str(error)) from error


def _torn(path: Path, why: str = "rows are missing") -> StoreError:
    return StoreError(f"{path} is not whole ({why}).", hint="Export it again; nothing was read from it.")


@contextmanager
def _opened(named: Path, real: Path, mode: str) -> Iterator[IO[str]]:
    """A file of lines, packed when it is named so; what the system says of it is told as of this file."""
    try:
        with real.open(f"{mode}b") as plain, _unpacked(plain, named, mode) as file:
            yield file
    except OSError as error:
        raise StoreError(
            f"{named} cannot be {'written' if mode == 'w' else 'read'} ({error.strerror or error}).",
            hint="See that it exists and that the user who runs omfeed may use it.",
        ) from error


@contextmanager
def _unpacked(plain: IO[bytes], named: Path, mode: str) -> Iterator[IO[str]]:
    if named.suffix == ".gz":
        # Neither a name nor a time inside, so that equal contents are equal files.
        packed = gzip.GzipFile("", f"{mode}b", fileobj=plain, mtime=0)
        with packed, io.TextIOWrapper(packed, "utf-8", newline="\n") as file:
            yield file
    else:
        with io.TextIOWrapper(plain, "utf-8", newline="\n") as file:
            yield file


def _line(file: IO[str], value: Mapping[str, Any]) -> None:
    file.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    file.write("\n")


def _same(value: Any) -> Any:
    return value


def _outward(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    """How a value of that column type is written."""
    if isinstance(kind, LargeBinary):
        return lambda value: base64.b64encode(value).decode("ascii")
    if isinstance(kind, Moment | Date):
        return lambda value: value.isoformat()
    return _same


def _inward(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    """How it is read back."""
    if isinstance(kind, LargeBinary):
        return base64.b64decode
    if isinstance(kind, Moment):
        return lambda value: datetime.fromisoformat(value).astimezone(UTC)
    if isinstance(kind, Date):
        return date.fromisoformat
    return _same
