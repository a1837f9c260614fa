"""Decides whether a failed request is worth another attempt, and after how long; pure, it never waits itself.

A library for this was left out on purpose: none of them lets the pause be chosen by the server, judged against what is
left of the budget and given up on with words, without waiting on the machine's own clock.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from omfeed.errors import BadStatus, FetchError

_DIGITS: Final = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Retries:
    """How patient a client is with failures that may pass."""

    attempts: int = 3
    """Attempts in all; 1 never tries again."""
    first: float = 0.5
    """Seconds before the second attempt, doubled for each one after it."""
    longest: float = 8.0
    """Seconds of the longest pause of our own choosing."""
    patience: float = 20.0
    """Seconds of the longest pause that a server may ask for (``Retry-After``)."""


NEVER: Final = Retries(attempts=1)
"""One attempt only."""


def pause(error: FetchError, attempt: int, left: float, retries: Retries, *, salt: str = "") -> float | None:
    """Seconds to wait before the next attempt, or none when there is to be none.

    Args:
        error: why the last attempt failed.
        attempt: how many attempts there were.
        left: seconds left of the request's whole budget; a pause that would use it up is not begun.
        retries: how patient to be.
        salt: spreads the pauses of many callers: the jitter (up to a half) is made from it and needs no chance.
    """
    if not error.transient or attempt >= retries.attempts:
        return None
    asked = error.retry_after if isinstance(error, BadStatus) else None
    if asked is not None:
        wait = asked if asked <= retries.patience else None
    else:
        share = zlib.crc32(f"{salt}#{attempt}".encode("utf-8", "replace")) / 0xFFFFFFFF
        wait = min(retries.longest, retries.first * 2 ** (attempt - 1)) * (0.5 + share / 2)
    return wait if wait is not None and wait < left else None


def retry_after(value: str, date: str = "") -> float | None:
    """Seconds that a ``Retry-After`` header asks for, or none when it says nothing sensible.

    Args:
        value: the header: seconds, or an HTTP date.
        date: the ``Date`` header of the same answer. A date is counted from it, not from this machine's clock, which
            may be wrong; without it a date says nothing.
    """
    value = value.strip()
    if _DIGITS.fullmatch(value):
        return float(value)
    until, sent = _moment(value), _moment(date)
    if until is None or sent is None:
        return None
    return max(0.0, (until - sent).total_seconds())


def _moment(value: str) -> datetime | None:
    from email.utils import parsedate_to_datetime  # costs start-up, and is hardly ever needed

    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
