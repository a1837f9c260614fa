"""Runs migrations on the connection that omfeed hands over; it decides about transactions, backups and checks.

To write a new migration: change ``omfeed/store/schema.py``, add ``versions/NNNN_….py`` and its number to ``REVISIONS``;
a test compares the tables that all migrations make with those of the schema.
"""

from __future__ import annotations

from alembic import context

from omfeed.store.schema import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    raise RuntimeError("omfeed runs its migrations itself, on opening a database; there is nothing to run by hand")

# The connection is in a transaction of omfeed's, of which every statement here is part, also on SQLite: there
# transactions begin explicitly (omfeed/store/sqlite.py).
context.configure(
    connection=connection,
    target_metadata=metadata,
    # SQLite alters a table by copying it; batch operations do the same on a server by plain ALTER.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
