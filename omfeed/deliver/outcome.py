"""How an attempt to deliver ended, as a value: delivered, to be tried again, or refused for good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from omfeed.errors import TimedOut, Unreachable
from omfeed.net.request import Failed, Fetched, Fresh

_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_GONE: Final = frozenset({404, 410})
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The other side took it."""

    receipt: str = ""
    """What it said, shortened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """It was not taken; another attempt may succeed."""

    error: str
    wait: float | None = None
    """Seconds that the other side asks us to wait, or none."""
    is_away: bool = False
    """Whether the other side did not answer at all in the time it had: it would not answer the next message either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Never:
    """It was refused, and would be again; a person has to look."""

    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwanted:
    """Nobody wants it any more; it is dropped, and no fault of anybody's."""

    why: str


Outcome = Delivered | Later | Never | Unwanted


def of_answer(answer: Fetched, what: str) -> Outcome:
    """What an HTTP answer means for a delivery.

    Args:
        answer: what the client brought back.
        what: name of the receiver, for words.
    """
    if isinstance(answer, Failed):
        status = getattr(answer.error, "status", None)
        if isinstance(status, int):
            return _refused(status, what, getattr(answer.error, "retry_after", None))
        if answer.error.transient:
            return Later(error=str(answer.error), is_away=isinstance(answer.error, TimedOut | Unreachable))
        return Never(error=str(answer.error))
    said = answer.body[:_LONGEST].decode("utf-8", "replace").strip() if isinstance(answer, Fresh) else ""
    return Delivered(receipt=said)


def _refused(status: int, what: str, wait: float | None) -> Outcome:
    if status in _PASSING:
        return Later(error=f"{what} answered {status}; it is tried again.", wait=wait)
    if status in _GONE:
        return Never(
            error=f"{what} answered {status}: the address is gone. Make a new webhook and put it in its place."
        )
    if status in {401, 403}:
        return Never(error=f"{what} answered {status}: it does not let us in. Check the address and its secret.")
    if status == 413:
        return Never(error=f"{what} answered 413: the message is too large.")
    return Never(error=f"{what} answered {status} and would do so again.")
