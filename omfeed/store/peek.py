"""Looks which schema a database file has, without opening it as ours: that would upgrade it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from omfeed.store.schema import HEAD, REVISIONS

__all__ = ["HEAD", "outdated"]


def outdated(file: Path) -> str:
    """The schema of a file that an older omfeed wrote; empty for a present one, and for what is none of ours.

    Args:
        file: a database file that is there.
    """
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            row = database.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        return ""  # whoever opens it in earnest says why it cannot be
    return str(row[0]) if row and row[0] in REVISIONS and row[0] != HEAD else ""
