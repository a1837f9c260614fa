"""Many rows at once: numbered beforehand, and handed to the driver as they are.

What SQLAlchemy does for each value of each row is more than all else a night does for it, and a database that numbers
rows itself takes them one by one where their numbers are asked for. Rows here are tuples of what
``omfeed.store.spelling`` makes of words and JSON, of numbers, and of moments as ``moment`` makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, func, insert, literal, select

from omfeed.store import sqlite
from omfeed.store.database import missing
from omfeed.store.types import Moment

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.engine import Dialect

# Kept by the names of dialects: each opening of a database makes one of its own, and a cache of those would keep them
# all, with the statements that were compiled for them.
_STATEMENTS: dict[tuple[str, str, str, tuple[str, ...], bool], tuple[str, bool]] = {}
_MOMENTS: dict[tuple[str, str], Callable[[datetime], Any]] = {}

# Any below: a table of ours, whatever its typed columns; a moment as one driver or the other takes it.


def insert_rows(
    connection: Connection,
    table: Any,
    columns: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
    *,
    only_missing: bool = False,
) -> None:
    """Insert rows of one of our tables.

    Args:
        connection: in a transaction.
        table: one of the schema's.
        columns: those the rows have, in the table's order.
        rows: their values, each as it lies in the table.
        only_missing: whether rows are passed over whose key is there already.

    Raises:
        ValueError: the columns are not in the table's order.
    """
    if not rows:
        return
    statement, in_order = _statement(connection.dialect, table, columns, only_missing)
    # One driver takes values by their place, another by their name.
    values: Any = rows if in_order else [dict(zip(columns, row, strict=True)) for row in rows]
    connection.exec_driver_sql(statement, values)


def _statement(dialect: Dialect, table: Any, columns: tuple[str, ...], only_missing: bool) -> tuple[str, bool]:
    key = (dialect.name, dialect.driver, table.name, columns, only_missing)
    if key not in _STATEMENTS:
        inserts = missing(dialect.name, table) if only_missing else insert(table)
        compiled = inserts.compile(dialect=dialect, column_keys=list(columns))
        if tuple(column.name for column in table.c if column.name in columns) != columns:
            raise ValueError(f"the columns of {table.name} in its order, not {columns}")
        _STATEMENTS[key] = str(compiled), bool(compiled.positional)
    return _STATEMENTS[key]


def numbers(connection: Connection, table: Any, count: int) -> Sequence[int]:
    """The ids of so many rows that will be inserted into one of our tables in this transaction, in order."""
    if not count:
        return ()
    if connection.dialect.name == "sqlite":
        first = sqlite.last_number(connection, table.name) + 1
        return range(first, first + count)
    sequence = func.pg_get_serial_sequence(table.name, "id")
    query = select(func.nextval(sequence, type_=Integer)).select_from(func.generate_series(literal(1), literal(count)))
    return list(connection.execute(query).scalars())


def moment(connection: Connection, at: datetime) -> Any:
    """A moment as it lies in a table."""
    dialect = connection.dialect
    key = (dialect.name, dialect.driver)
    if key not in _MOMENTS:
        processor = Moment().dialect_impl(dialect).bind_processor(dialect)
        _MOMENTS[key] = processor if processor is not None else lambda at: at
    return _MOMENTS[key](at)
