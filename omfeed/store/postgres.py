"""All that is true of PostgreSQL alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Integer, func, select

from omfeed.store.schema import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LOCK: Final = int.from_bytes(b"omfd", "big")
"""Names the advisory lock under which the schema is upgraded."""


def lock_schema(connection: Connection) -> None:
    """Wait until nobody else upgrades the schema; held to the end of the transaction."""
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def count_on(connection: Connection) -> None:
    """After rows came in with their ids: let every table count on from its highest."""
    for table in metadata.sorted_tables:
        key = table.primary_key.columns
        if len(key) != 1 or "id" not in key or not isinstance(table.c.id.type, Integer):
            continue
        highest = select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery()
        connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), highest, False)))
