"""The points by which severity is summed up: a value that omfeed.toml may change and the judge weighs by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

NATURES: Final[Mapping[str, float]] = {
    "retiring": 2.5,
    "security": 3.0,
    "issue": 2.5,
    "changed": 1.0,
    "release": 1.5,
    "fixed": 0.5,
}
NEARNESS: Final[Mapping[int, float]] = {14: 3.0, 45: 2.0, 120: 1.0}
SOURCE_WORDS: Final[Mapping[str, float]] = {"critical": 3.0, "high": 2.0, "important": 1.5, "moderate": 0.5}
SHARES: Final[Mapping[float, float]] = {0.5: 1.0, 0.1: 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityTable:
    """Points for what is known of an entry, and the points from which each severity begins.

    Severity is critical from ``critical`` points on, high from ``high``, medium from ``medium``, else low.
    """

    action_required: float = 3.0
    user_visible: float = 1.0
    exploited: float = 6.0
    major: float = 1.0
    nature: Mapping[str, float] = field(default_factory=lambda: NATURES, hash=False)
    """Points by nature; what is not named has none."""
    due_within: Mapping[int, float] = field(default_factory=lambda: NEARNESS, hash=False)
    """Points by nearness: days to the earliest date still ahead → points; the nearest that fits counts."""
    source_words: Mapping[str, float] = field(default_factory=lambda: SOURCE_WORDS, hash=False)
    """Points for the source's own severity, in lower case."""
    fleet_share: Mapping[float, float] = field(default_factory=lambda: SHARES, hash=False)
    """Points by the share of our devices touched (0 to 1) → points; the highest that fits counts."""
    untouched: float = -3.0
    """Points when platforms are named and none of our devices is touched."""
    critical: float = 9.0
    high: float = 5.5
    medium: float = 2.5


DEFAULT: Final = SeverityTable()
