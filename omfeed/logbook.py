"""What every line of the log says beside its words, of which run and of which source; and what no line may say.

The run and the source at work are noted where work is given out; whoever logs below need not know them. Secrets are
noted where they are read: should one get into a line, by an error of a library, say, the line shows ``***`` instead.
That is a second net; no line of ours names a secret.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final
from urllib.parse import quote, quote_plus

HIDDEN: Final = "***"
_SHORTEST: Final = 6
"""Characters of a secret that is looked for; hiding every “a” would hide the log."""

_RUN: Final[ContextVar[int | None]] = ContextVar("omfeed_run", default=None)
_SOURCE: Final[ContextVar[str]] = ContextVar("omfeed_source", default="")


def name_run(run_id: int) -> None:
    """From here on, what is logged belongs to this run, until another one begins."""
    _RUN.set(run_id)


@contextmanager
def of_source(source_id: str) -> Iterator[None]:
    """What is logged within it belongs to this source."""
    before = _SOURCE.set(source_id)
    try:
        yield
    finally:
        _SOURCE.reset(before)


class Known(logging.Filter):
    """Gives each record its run and source, unless whoever logged it named them."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add what is known; every record passes."""
        run, source = _RUN.get(), _SOURCE.get()
        if run is not None and not hasattr(record, "run"):
            record.run = run
        if source and not hasattr(record, "source"):
            record.source = source
        return True


class Secrets:
    """Texts that no line may show.

    Args:
        values: the secrets themselves.
    """

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._pattern: re.Pattern[str] | None = None
        self._texts: set[str] = set()
        self.add(values)

    def add(self, values: Iterable[str]) -> None:
        """Note further ones, in each way in which they may be written."""
        for value in values:
            if len(value) >= _SHORTEST:
                self._texts |= {value, quote(value, safe=""), quote_plus(value), repr(value)[1:-1]}
                self._texts |= {json.dumps(text)[1:-1] for text in (value, repr(value)[1:-1])}
        if self._texts:
            ordered = sorted(self._texts, key=lambda text: (-len(text), text))
            self._pattern = re.compile("|".join(map(re.escape, ordered)))

    def hidden(self, text: str) -> str:
        """The text without them."""
        return self._pattern.sub(HIDDEN, text) if self._pattern else text


SECRETS: Final = Secrets()
"""Those of this process, like its log; filled when the configuration is read."""
