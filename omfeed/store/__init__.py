"""The only room that speaks SQL; values go in and values come out, no row or session crosses its door."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from omfeed.store.store import Store

__all__ = ["Store"]


def __getattr__(name: str) -> object:
    # Loaded when it is asked for: who only takes values of this room needs no database.
    if name != "Store":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from omfeed.store.store import Store

    return Store
