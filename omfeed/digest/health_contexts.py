"""What the head of every digest is given: how well we see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthLine:
    """One source that is not well, or that has moved."""

    title: str
    """Name of the source."""
    url: str
    """Its address."""
    state: str
    """``late``, ``failing``, ``drifted``, ``off``, ``moved`` or ``whole`` (the whole page changed alike)."""
    state_word: str
    """The state in words."""
    reason: str
    """Why, and what to do."""
    since: str
    """Since when it is so and when it was last read well, in words; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthHead:
    """How well we see, told before anything else."""

    well: bool
    """True when every source was read and reads like itself."""
    proof: str
    """One line of proof: “47 sources read, 12 changes”."""
    troubles: tuple[HealthLine, ...]
    """Sources whose trouble is news to this reader, worst first."""
    lasting: str
    """Troubles this reader was told of that still last, in a sentence; empty when there are none."""
    over: str
    """Sources that are seen well again, in a sentence; empty when there are none."""
    moved: tuple[HealthLine, ...]
    """Sources that answer from a new address for good, as far as that is news, or whose whole page changed alike; read
    all the same."""
    templates: tuple[str, ...] = ()
    """Which of your templates could not be used tonight, so that bundled ones stand in, a sentence each (admin)."""
