"""What another set of rules would make of stored changes: judged anew by both, in memory. Nothing is recorded. Pure.

Each change is judged once, as of the day on which it was found and before any rule speaks; then each set of rules
speaks, and what a person corrected is laid over both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from omfeed.correction import Correction, corrected
from omfeed.model import Assessment, Item, Rule
from omfeed.understand import Judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """One change that the two sets judge differently."""

    item: Item
    before: Assessment
    after: Assessment

    @property
    def words(self) -> tuple[str, ...]:
        """What differs: raised, lowered, muted, unmuted, tags and audiences that come or go."""
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


def differences(
    items: Sequence[Item],
    old: Judge,
    rules: Sequence[Rule],
    *,
    corrections: Mapping[int, Correction],
) -> Iterator[Otherwise]:
    """The changes that other rules would judge differently, in their order.

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
        before, after = (
            corrected(apply(which, entry, item.source, judged), told) for which in (old.rules, tuple(rules))
        )
        one = Otherwise(item=item, before=before, after=after)
        if one.words:
            yield one
