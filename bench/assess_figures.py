"""Figures of judgement: yes-or-no questions, tables of what is taken for what, and what one part of a set scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from omfeed.model import Assessment, Nature, Platform


class Truth(Protocol):
    """What careful readers say of an entry."""

    @property
    def platforms(self) -> frozenset[str]: ...
    @property
    def versions(self) -> Mapping[str, str]: ...
    @property
    def nature(self) -> str: ...
    @property
    def action_required(self) -> bool: ...
    @property
    def due(self) -> frozenset[tuple[str, str]]: ...
    @property
    def user_visible(self) -> bool: ...


@dataclass
class Yes:
    """Hits and misses of a yes-or-no question."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, said: bool, is_so: bool) -> None:
        """Counts one answer."""
        self.right += said and is_so
        self.wrong += said and not is_so
        self.missed += is_so and not said

    @property
    def precision(self) -> float:
        """The share of what was said that is so; 1 when nothing was said."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what is so that was said; 1 when there was nothing to say."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 when there was nothing to find and nothing was found."""
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else 1.0

    def __str__(self) -> str:
        counts = f"({self.right} right, {self.wrong} wrong, {self.missed} missed)"
        return f"F1 {self.f1:.3f}  P {self.precision:.3f}  R {self.recall:.3f}  {counts}"


def grid(counts: Mapping[tuple[str, str], int], corner: str, columns: Sequence[str]) -> list[str]:
    """A table: a line for each first word, in order, a column for each second one that occurs, and the sums."""
    used = [column for column in columns if any(count for (_, said), count in counts.items() if said == column)]
    rows = list(
        dict.fromkeys([*(one for one in columns if any(is_so == one for is_so, _ in counts)), *_firsts(counts)])
    )
    wide = max([len(corner), *map(len, rows)])
    lines = [f"{corner:{wide}} " + "".join(f"{column:>10}" for column in [*used, "all"])]
    for row in rows:
        cells = [counts.get((row, column), 0) for column in used]
        lines.append(f"{row:{wide}} " + "".join(f"{cell or '·':>10}" for cell in [*cells, sum(cells)]))
    return lines


def _firsts(counts: Mapping[tuple[str, str], int]) -> list[str]:
    return sorted({first for first, _ in counts})


@dataclass
class Score:
    """What one part of a set scored."""

    entries: int = 0
    platforms: dict[str, Yes] = field(default_factory=lambda: {one.value: Yes() for one in Platform})
    natures: Counter[tuple[str, str]] = field(default_factory=Counter)
    action: Yes = field(default_factory=Yes)
    visible: Yes = field(default_factory=Yes)
    due: int = 0
    versions: int = 0

    def add(self, truth: Truth, said: Assessment) -> list[tuple[str, str]]:
        """Counts one entry; gives back its misses as (field, what was said and what is so)."""
        self.entries += 1
        platforms = {one.value for one in said.platforms}
        for name, yes in self.platforms.items():
            yes.add(name in platforms, name in truth.platforms)
        self.natures[(truth.nature, said.nature.value)] += 1
        self.action.add(said.action_required, truth.action_required)
        self.visible.add(said.user_visible, truth.user_visible)
        due = frozenset((one.date, one.precision.value) for one in said.due)
        versions = {platform.value: text for platform, text in said.versions.items()}
        self.due += due == truth.due
        self.versions += versions == dict(truth.versions)
        pairs: list[tuple[str, object, object]] = [
            ("platforms", sorted(platforms), sorted(truth.platforms)),
            ("nature", said.nature.value, truth.nature),
            ("action_required", said.action_required, truth.action_required),
            ("user_visible", said.user_visible, truth.user_visible),
            ("due", sorted(due), sorted(truth.due)),
            ("versions", versions, dict(truth.versions)),
        ]
        return [(name, f"said {one}, is {other}") for name, one, other in pairs if one != other]

    @property
    def micro(self) -> Yes:
        """All platforms together."""
        every = self.platforms.values()
        return Yes(sum(one.right for one in every), sum(one.wrong for one in every), sum(one.missed for one in every))

    @property
    def nature(self) -> float:
        """The share of natures that are right."""
        return sum(count for (is_so, said), count in self.natures.items() if is_so == said) / self.entries

    def lines(self) -> list[str]:
        """All figures, platform by platform, with the table of natures."""
        named = [
            f"    {platform:13} {yes}" for platform, yes in self.platforms.items() if yes.right + yes.wrong + yes.missed
        ]
        return [
            f"  platforms       {self.micro}",
            *named,
            f"  action_required {self.action}",
            f"  user_visible    {self.visible}",
            f"  due exact       {self.due / self.entries:.3f}",
            f"  versions exact  {self.versions / self.entries:.3f}",
            f"  nature          {self.nature:.3f}; a line for what it is, a column for what was said:",
            *(f"    {line}" for line in grid(self.natures, "", [one.value for one in Nature])),
        ]

    def summary(self) -> str:
        """The figures on which the bars are set, in a line below ``SUMMARY``."""
        action, visible = self.action, self.visible
        return (
            f"{self.entries:7} {self.micro.f1:9.3f} {self.nature:6.3f}   {action.precision:.3f} {action.recall:.3f}   "
            f"{visible.precision:.3f} {visible.recall:.3f} {visible.f1:.3f}   {self.due / self.entries:.3f} "
            f"{self.versions / self.entries:8.3f}"
        )


SUMMARY = "entries platforms nature   action P,R    visible P,R,F1        due versions"
"""The head above the lines of :meth:`Score.summary`."""
