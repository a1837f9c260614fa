"""The day in a date or moment as omfeed writes them: ISO, with or without a time."""

from __future__ import annotations

from datetime import date


def day_of(text: str) -> date | None:
    """The day of an ISO date or date-time as the source wrote it, or none where there is no such day."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
