"""What a person corrected about an entry: it holds for every state of that entry, whatever its words become. Pure.

The store keeps conclusions as they were drawn and lays corrections over them when they are read, so that a correction
reaches digests, site and counts at once, and leaves no trace when it is taken back.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Final

from omfeed.model import Assessment, Audience, Due, Evidence, Nature, Platform, RuleAction, Severity

RULE: Final = "your correction"
"""The rule that evidence names for what a person corrected."""
_ROUTED: Final = f"({RuleAction.ROUTE.value})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What stands corrected about one entry; a field that is none was not corrected."""

    by: str
    at: datetime
    note: str = ""
    platforms: tuple[Platform, ...] | None = None
    """In the order of ``Platform``; empty: the service or console itself."""
    devices: int | None = None
    """With ``platforms``: how many of our devices they are, or none where that is not known."""
    counted: str | None = None
    """With ``devices``: how they were counted, as a row of evidence says it, such as ``fleet, at most``."""
    nature: Nature | None = None
    action_required: bool | None = None
    due: tuple[Due, ...] | None = None
    user_visible: bool | None = None
    severity: Severity | None = None

    def over(self, before: Correction | None) -> Correction:
        """This one over an earlier one: what it does not speak of stays corrected as it was."""
        if before is None:
            return self
        kept = {
            one.name: getattr(before, one.name)
            for one in fields(before)
            if one.name not in {"by", "at", "note"} and getattr(self, one.name) is None
        }
        if self.platforms is not None:
            kept.pop("devices", None)
            kept.pop("counted", None)
        return replace(self, **kept)

    @property
    def corrected(self) -> dict[str, str]:
        """Each field that is corrected, with its value in words."""
        found: dict[str, str] = {}
        if self.platforms is not None:
            found["platforms"] = ", ".join(self.platforms) or "none"
        if self.nature is not None:
            found["nature"] = self.nature.value
        if self.action_required is not None:
            found["action_required"] = "yes" if self.action_required else "no"
        if self.due is not None:
            found["due"] = ", ".join(one.date for one in self.due) or "none"
        if self.user_visible is not None:
            found["user_visible"] = "yes" if self.user_visible else "no"
        if self.severity is not None:
            found["severity"] = self.severity.value
        return found


def corrected(judged: Assessment, correction: Correction | None) -> Assessment:
    """The assessment as a person corrected it, with evidence that says so in place of what spoke before."""
    if correction is None:
        return judged
    changed = correction.corrected
    who = f"{correction.by}, {correction.at.date().isoformat()}"
    words = f"{who}: {correction.note}" if correction.note else who
    values: dict[str, object] = {name: getattr(correction, name) for name in changed}
    gone = set(changed)
    if correction.platforms is not None:
        values["versions"] = {one: judged.versions[one] for one in correction.platforms if one in judged.versions}
        values["counted_by"] = {one: judged.counted_by[one] for one in correction.platforms if one in judged.counted_by}
        values["devices"] = correction.devices
        gone.add("devices")
    if correction.user_visible is not None:
        values["audiences"] = _audiences(judged, visible=correction.user_visible)
    rows = [row for row in judged.evidence if row.field not in gone]
    rows += [Evidence(field=name, value=value, rule=RULE, words=words) for name, value in changed.items()]
    if correction.devices is not None and correction.counted:
        labels = ", ".join(one.label for one in correction.platforms or ())
        rows.append(Evidence(field="devices", value=str(correction.devices), rule=correction.counted, words=labels))
    return replace(judged, **values, evidence=tuple(rows))  # type: ignore[arg-type]  # fields of the two of one name have one type


def _audiences(judged: Assessment, *, visible: bool) -> tuple[Audience, ...]:
    """The helpdesk reads what users see, and what a rule of the user's routed there."""
    routed = any(
        row.field == "audiences" and row.value == Audience.HELPDESK and row.rule.endswith(_ROUTED)
        for row in judged.evidence
    )
    chosen = {*judged.audiences, Audience.HELPDESK} if visible else set(judged.audiences) - {Audience.HELPDESK}
    if routed:
        chosen.add(Audience.HELPDESK)
    return tuple(one for one in Audience if one in chosen)
