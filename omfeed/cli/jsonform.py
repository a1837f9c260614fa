"""The JSON forms that other programs read; see docs/json.md. A name here is a promise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from omfeed.model import Assessment, Change, Delta, Item, SourceHealth, SourceState


def assessment_json(assessment: Assessment) -> dict[str, object]:
    """An assessment as plain values."""
    return {
        "platforms": [str(platform) for platform in assessment.platforms],
        "versions": {str(platform): span for platform, span in assessment.versions.items()},
        "enrolment": list(assessment.enrolment),
        "nature": str(assessment.nature),
        "action_required": assessment.action_required,
        "due": [{"date": due.date, "precision": str(due.precision), "what": due.what} for due in assessment.due],
        "user_visible": assessment.user_visible,
        "severity": str(assessment.severity),
        "audiences": [str(audience) for audience in assessment.audiences],
        "topics": list(assessment.topics),
        "devices": assessment.devices,
        "devices_at_most": assessment.at_most,
        "devices_behind": assessment.behind,
        "tags": list(assessment.tags),
        "muted_by": assessment.muted_by,
        "evidence": [
            {"field": given.field, "value": given.value, "rule": given.rule, "words": given.words}
            for given in assessment.evidence
        ],
    }


def delta_json(delta: Delta) -> dict[str, str]:
    """A named difference as plain values."""
    return {"kind": str(delta.kind), "subject": delta.subject, "before": delta.before, "after": delta.after}


def change_json(change: Change) -> dict[str, object]:
    """A change as plain values, without its assessment."""
    told: dict[str, object] = {
        "change": str(change.kind),
        "material": change.material,
        "title": change.entry.title,
        "section": list(change.entry.section),
        "shown": change.shown_text,
    }
    if change.before is not None and change.after is not None:
        told["before_title"] = change.before.title
    told["reason"] = change.reason
    return told


def item_json(item: Item) -> dict[str, object]:
    """A stored change with everything known of it."""
    entry = item.change.entry
    return {
        "id": item.id,
        "at": item.at.isoformat(),
        "source": item.source.id,
        **change_json(item.change),
        "url": entry.url or item.source.url,
        "published": entry.published,
        "story": item.story,
        "deltas": [delta_json(delta) for delta in item.deltas],
        "facts": _facts(entry.facts),
        "assessment": assessment_json(item.assessment),
    }


def moment(at: datetime | None) -> str | None:
    """A moment as ISO 8601, or null."""
    return at.isoformat() if at else None


def state_of(health: SourceHealth) -> str:
    """How a source stands; one that nothing was heard of yet, good or bad, was never read."""
    unheard = health.state is SourceState.WELL and health.last_success is None
    return "never read" if unheard else str(health.state)


def health_json(health: SourceHealth) -> dict[str, object]:
    """The health of a source as plain values."""
    return {"source": health.source_id, "title": health.title, "url": health.url, **standing_json(health)}


def standing_json(health: SourceHealth) -> dict[str, object]:
    """The same without which source it is of."""
    return {
        "state": state_of(health),
        "reason": health.reason,
        "since": moment(health.since),
        "last_success": moment(health.last_success),
        "last_change": moment(health.last_change),
        "failures": health.failures,
        "entries": health.entries,
        "redirected_to": health.redirected_to,
    }


def _facts(facts: Mapping[str, object]) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in sorted(facts.items())}
