"""How values lie in columns: moments in UTC, JSON and words as ``omfeed.store.spelling`` has them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import DateTime, Text
from sqlalchemy.types import TypeDecorator

from omfeed.store.spelling import Json, spelt, storable

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; a naive one is refused, because nobody could say when it was."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # the signature is SQLAlchemy’s
        """The moment in UTC.

        Raises:
            ValueError: it has no time zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone cannot be stored: {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # the signature is SQLAlchemy’s
        """The moment in UTC; SQLite keeps no zone, so what it gives back is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text of any length that came from outside."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # the signature is SQLAlchemy’s
        """The text as it can be stored."""
        return None if value is None else storable(value)


class JsonText(TypeDecorator[Json]):
    """JSON as text in one spelling (sorted keys, no spaces), so that equal values are equal bytes everywhere."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Json, dialect: Dialect) -> str:  # noqa: ARG002  # the signature is SQLAlchemy’s
        """The value as text."""
        return spelt(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Json:  # noqa: ARG002  # the signature is SQLAlchemy’s
        """The value; an empty list is by far the most frequent."""
        if value is None or value == "[]":
            return []
        if value == "{}":
            return {}
        loaded: Json = json.loads(value)
        return loaded
