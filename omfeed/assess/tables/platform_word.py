"""The shape of a rule that words speak for platforms."""

from __future__ import annotations

from dataclasses import dataclass

from omfeed.model import Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformWord:
    """One rule: words that speak for platforms."""

    name: str
    platforms: tuple[Platform, ...]
    patterns: tuple[str, ...]
    """Regular expressions, any of which speaks; case-sensitive: “Windows” is a product, “windows” are not."""
    strength: str
    """``named``, ``implied``, ``hinted``, or ``not`` for words that only look like a platform's name."""
    yes: str
    no: str
