"""The log as JSON, one object a line, for programs that gather logs."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Final

_KNOWN: Final = ("run", "source", "hint")
"""What a record may name beside its words (``extra=``)."""


class JsonLine(logging.Formatter):
    """One JSON object a record: at, level, room, words, run and source where known, and the trace of an error."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line; JSON's escapes keep foreign words from steering a terminal."""
        told: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "room": record.name,
            "words": record.getMessage(),
        }
        told |= {name: getattr(record, name) for name in _KNOWN if hasattr(record, name)}
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told)
