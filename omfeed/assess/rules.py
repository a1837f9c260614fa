"""Applies the user's own rules: raise, lower, mute, tag, route. Every rule that fits leaves a trace in the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from omfeed.model import Assessment, Audience, Entry, Evidence, Rule, RuleAction, Severity, Source
from omfeed.text import phrases


def apply(rules: Sequence[Rule], entry: Entry, source: Source, assessment: Assessment) -> Assessment:
    """The assessment as the user's rules change it, in their order."""
    for rule in rules:
        words = fits(rule, entry, source, assessment)
        if words is not None:
            assessment = _changed(rule, assessment, words)
    return assessment


def fits(rule: Rule, entry: Entry, source: Source, assessment: Assessment) -> str | None:
    """The words by which a rule fits an entry, or none. A rule without any condition fits nothing."""
    reasons: list[str] = []
    if rule.sources:
        if source.id not in rule.sources:
            return None
        reasons.append(f"source {source.id}")
    if rule.platforms:
        both = [one.value for one in assessment.platforms if one in rule.platforms]
        if not both:
            return None
        reasons.append(f"platform {', '.join(both)}")
    if rule.natures:
        if assessment.nature not in rule.natures:
            return None
        reasons.append(f"nature {assessment.nature.value}")
    if rule.sections:
        heading = next(
            (one for one in entry.section for part in rule.sections if part.casefold() in one.casefold()), None
        )
        if heading is None:
            return None
        reasons.append(f"section “{heading}”")
    if rule.words:
        words = phrases.find(rule.words, f"{entry.title}\n{entry.text}")
        if words is None:
            return None
        reasons.append(f"words “{words}”")
    return "; ".join(reasons) or None


def called(rule: Rule) -> str:
    """How evidence names a rule of the user's."""
    return f"your rule “{rule.name}” ({rule.action.value})"


def _changed(rule: Rule, assessment: Assessment, words: str) -> Assessment:
    field, value = "", ""
    if rule.action in {RuleAction.RAISE, RuleAction.LOWER}:
        severity = _moved(assessment.severity, rule)
        field, value = "severity", severity.value
        assessment = replace(assessment, severity=severity)
    elif rule.action is RuleAction.MUTE:
        field, value = "muted_by", rule.name
        assessment = replace(assessment, muted_by=assessment.muted_by or rule.name)
    elif rule.action is RuleAction.TAG:
        field, value = "tags", rule.value
        if rule.value and rule.value not in assessment.tags:
            assessment = replace(assessment, tags=(*assessment.tags, rule.value))
    else:
        field, value = "audiences", rule.value
        audience = Audience(rule.value)
        if audience not in assessment.audiences:
            chosen = {*assessment.audiences, audience}
            assessment = replace(assessment, audiences=tuple(one for one in Audience if one in chosen))
    row = Evidence(field=field, value=value, rule=called(rule), words=words)
    return replace(assessment, evidence=(*assessment.evidence, row))


def _moved(severity: Severity, rule: Rule) -> Severity:
    """One step, or to the severity named; raising never lowers and lowering never raises."""
    order = list(Severity)
    step = -1 if rule.action is RuleAction.RAISE else 1
    target = Severity(rule.value) if rule.value else order[min(max(severity.rank + step, 0), len(order) - 1)]
    worse = min(severity, target, key=lambda one: one.rank)
    milder = max(severity, target, key=lambda one: one.rank)
    return worse if rule.action is RuleAction.RAISE else milder
