"""Who owns a matter, and how far we are with it, from the rules of the house and the trail of deeds. Pure.

A deed is never changed; what stands now is what the last deeds say. An owner is found by the assignment somebody made,
else by topic, else by platform, else whoever owns awareness: with an awareness owner nothing is unowned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from omfeed.model import Assessment, Deed, DeedKind, DutyState, Fleet, Owner, Platform

CHECKLIST: Final = ("admins-aware", "helpdesk-equipped", "training-touched", "users-told")
"""What operating a fleet asks of every matter that users will notice."""
_OPENS: Final = time(8)
_CLOSES: Final = time(18)
_SATURDAY: Final = 5
EVERYTHING_ELSE: Final = "*"
"""Stands for every platform in a list of owners."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """How far we are with one matter."""

    story: str
    owner: str = ""
    """Whom somebody assigned it to, or empty."""
    state: DutyState = DutyState.OPEN
    snoozed_until: date | None = None
    acknowledged: Mapping[str, datetime] = field(default_factory=dict, hash=False)
    """Who has seen it, and when first."""
    ticked: tuple[str, ...] = ()
    trail: tuple[Deed, ...] = ()

    def is_open(self, today: date) -> bool:
        """Whether somebody still has to do something."""
        if self.state is DutyState.SNOOZED:
            return self.snoozed_until is None or today >= self.snoozed_until
        return self.state in {DutyState.OPEN, DutyState.PLANNED}


def duties(deeds: Iterable[Deed]) -> Mapping[str, Duty]:
    """What stands, by the key of each matter.

    Args:
        deeds: the trail, oldest first.
    """
    found: dict[str, Duty] = {}
    for deed in deeds:
        found[deed.story] = _after(found.get(deed.story, Duty(story=deed.story)), deed)
    return found


def said_before(duty: Duty, deed: Deed) -> Deed | None:
    """The deed by which the same person said the very same before, so that saying it again tells nothing; or none.

    Args:
        duty: what stands of the matter.
        deed: what is to be said of it.
    """
    alike = [one for one in duty.trail if one.kind is deed.kind]
    if deed.kind in {DeedKind.ASSIGNED, DeedKind.STATUS}:
        # Whose it is and how far it is may change and change back; only the last word stands.
        alike = alike[-1:]
    said = [one for one in alike if (one.by, one.value) == (deed.by, deed.value)]
    return next((one for one in said if deed.note in {"", one.note}), None)


def owner_of(judged: Assessment, owners: Sequence[Owner]) -> Owner | None:
    """Whose matter it is by rule: by topic, by platform, else the awareness owner's; none only where there is none."""
    for owner in owners:
        if set(owner.topics) & set(judged.topics):
            return owner
    for platform in judged.platforms:
        for owner in owners:
            if platform in owner.platforms:
                return owner
    return next((owner for owner in owners if owner.awareness), None)


def names(owners: Sequence[Owner], standing: Mapping[str, Duty]) -> Mapping[str, str]:
    """Who looks after what, as digests ask: by the key of a matter, by platform, and ``*`` for everything else."""
    found: dict[str, str] = {}
    for owner in owners:
        for platform in owner.platforms:
            found.setdefault(platform.value, owner.name)
        if owner.awareness:
            found.setdefault(EVERYTHING_ELSE, owner.name)
    found.update({story: duty.owner for story, duty in standing.items() if duty.owner})
    return found


def whose(
    stories: Iterable[tuple[str, Assessment]], owners: Sequence[Owner], standing: Mapping[str, Duty]
) -> Mapping[str, str]:
    """Who looks after each of these matters: whom it was assigned to, else its owner by rule.

    Args:
        stories: key and assessment of each change, in any order.
        owners: the rules of the house.
        standing: what deeds say.
    """
    found: dict[str, str] = {}
    for story, judged in stories:
        duty = standing.get(story)
        rule = owner_of(judged, owners)
        name = (duty.owner if duty else "") or (rule.name if rule else "")
        if name:
            found.setdefault(story, name)
    return found


def unowned(fleet: Fleet, owners: Sequence[Owner]) -> tuple[Platform, ...]:
    """The platforms we manage that nobody owns by name; an awareness owner covers what is left only for the service."""
    owned = {platform for owner in owners for platform in owner.platforms}
    return tuple(platform for platform in fleet.platforms if platform not in owned)


def working_hours(since: datetime, until: datetime, time_zone: str) -> float:
    """Hours between two moments (UTC) that are working hours: Monday to Friday, 8 to 18, in that zone."""
    zone = ZoneInfo(time_zone)
    day, last = since.astimezone(zone).date(), until.astimezone(zone).date()
    total = timedelta()
    while day <= last:
        if day.weekday() < _SATURDAY:
            opens = max(since, datetime.combine(day, _OPENS, zone).astimezone(UTC))
            closes = min(until, datetime.combine(day, _CLOSES, zone).astimezone(UTC))
            total += max(closes - opens, timedelta())
        day += timedelta(days=1)
    return total.total_seconds() / 3600


def is_at_work(now: datetime, time_zone: str) -> bool:
    """Whether a moment (UTC) is a working hour: Monday to Friday, 8 to 18, in that zone."""
    there = now.astimezone(ZoneInfo(time_zone))
    return there.weekday() < _SATURDAY and _OPENS <= there.time() < _CLOSES


def is_unanswered(duty: Duty | None, told: datetime, now: datetime, *, hours: float, time_zone: str) -> bool:
    """Whether nobody has acknowledged a matter within so many working hours after it was told."""
    if duty is not None and (duty.acknowledged or duty.state is not DutyState.OPEN):
        return False
    return working_hours(told, now, time_zone) >= hours


def _after(duty: Duty, deed: Deed) -> Duty:
    duty = replace(duty, trail=(*duty.trail, deed))
    if deed.kind is DeedKind.ACKNOWLEDGED:
        return replace(duty, acknowledged={deed.by: deed.at, **duty.acknowledged})
    if deed.kind is DeedKind.ASSIGNED:
        return replace(duty, owner=deed.value)
    if deed.kind is DeedKind.TICKED:
        return replace(duty, ticked=tuple(dict.fromkeys((*duty.ticked, deed.value))))
    if deed.kind is DeedKind.STATUS:
        state, _, day = deed.value.partition(" ")
        until = date.fromisoformat(day) if day else None
        # Whoever says how far they are has seen it.
        seen = {deed.by: deed.at, **duty.acknowledged}
        return replace(duty, state=DutyState(state), snoozed_until=until, acknowledged=seen)
    return duty
