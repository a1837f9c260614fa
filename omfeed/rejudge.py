"""What another set of rules would make of stored changes: judged anew by both, in memory. Nothing is recorded. Pure.

Each change is judged once, as of the day on which it was found and before any rule speaks; then each set of rules
speaks, and what a person corrected is laid over both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from omfeed.correction import Correction, corrected
from omfeed.model import Assessment, Evidence, Item, Rule
from omfeed.understand import Judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejudged:
    """One change as two sets of rules judge it."""

    item: Item
    before: Assessment
    after: Assessment
    spoke_before: tuple[Evidence, ...] = ()
    """What the old rules said, a row for each that fits."""
    spoke_after: tuple[Evidence, ...] = ()
    """What the new rules said, likewise."""

    @property
    def words(self) -> tuple[str, ...]:
        """What differs: raised, lowered, muted, unmuted, tags and audiences that come or go. Empty: nothing."""
        before, after = self.before, self.after
        told: list[str] = []
        if before.severity is not after.severity:
            way = "raised" if after.severity.rank < before.severity.rank else "lowered"
            told.append(f"{way} {before.severity} → {after.severity}")
        if bool(before.muted_by) != bool(after.muted_by):
            told.append(f"muted by “{after.muted_by}”" if after.muted_by else f"no longer muted by “{before.muted_by}”")
        told += [f"tagged {tag}" for tag in after.tags if tag not in before.tags]
        told += [f"no longer tagged {tag}" for tag in before.tags if tag not in after.tags]
        told += [f"routed to {one}" for one in after.audiences if one not in before.audiences]
        told += [f"no longer routed to {one}" for one in before.audiences if one not in after.audiences]
        return tuple(told)

    @property
    def why(self) -> tuple[str, ...]:
        """By which rules of the new and no longer of the old, and the words or conditions by which each fits."""
        now = [f"by {row.rule}: {row.words}" for row in self.spoke_after if row not in self.spoke_before]
        gone = [f"no longer by {row.rule}: {row.words}" for row in self.spoke_before if row not in self.spoke_after]
        return (*now, *gone)


def rejudged(
    items: Sequence[Item],
    old: Judge,
    rules: Sequence[Rule],
    *,
    corrections: Mapping[int, Correction],
) -> Iterator[Rejudged]:
    """Each change as the rules judge it and as others would, in their order.

    Args:
        items: stored changes.
        old: fleet, weights and the rules as they are.
        rules: the rules as they would be.
        corrections: what people corrected, by entry.
    """
    from omfeed.assess.rules import apply

    bare = replace(old, rules=())
    for item in items:
        entry = item.change.entry
        judged = bare.assess(entry, item.source, item.at)
        told = corrections.get(item.entry_id)
        before, after = (apply(which, entry, item.source, judged) for which in (old.rules, tuple(rules)))
        said = len(judged.evidence)
        yield Rejudged(
            item=item,
            before=corrected(before, told),
            after=corrected(after, told),
            spoke_before=before.evidence[said:],
            spoke_after=after.evidence[said:],
        )
