"""The only room that speaks SQL; values go in and values come out, no row or session crosses its door."""

from omfeed.store.store import Store

__all__ = ["Store"]
