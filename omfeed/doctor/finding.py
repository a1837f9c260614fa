"""What a look at one thing found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How one thing stands."""

    WELL = "well"
    LOOK = "look"
    """It works, and somebody should look at it."""
    BROKEN = "broken"
    """A run, or part of it, cannot work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the doctor's."""

    what: str
    """What was looked at."""
    verdict: Verdict = Verdict.WELL
    words: str = ""
    """What was found."""
    todo: str = ""
    """What to do about it; empty when all is well."""


def exit_code(findings: Sequence[Finding]) -> int:
    """0 all well, 3 something to look at, 1 something is broken."""
    verdicts = {finding.verdict for finding in findings}
    return 1 if Verdict.BROKEN in verdicts else 3 if Verdict.LOOK in verdicts else 0
