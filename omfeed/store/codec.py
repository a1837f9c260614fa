"""Between the nouns of the model and what lies in columns; every road there and back gives an equal value.

Fields that a newer or older omfeed wrote and this one does not know are passed over; absent ones take their default.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from omfeed.model import (
    Assessment,
    Audience,
    Due,
    Entry,
    Evidence,
    Fact,
    Nature,
    Platform,
    Precision,
    Severity,
    Source,
)
from omfeed.store.spelling import Json

# Any below: rows and parsed JSON have no static type; each function gives them one.


def entry_columns(entry: Entry) -> dict[str, Any]:
    """An entry as the columns of a revision."""
    return {
        "title": entry.title,
        "section": list(entry.section),
        "html": entry.html,
        "text": entry.text,
        "key": entry.key,
        "anchor": entry.anchor,
        "url": entry.url,
        "published": entry.published,
        "updated": entry.updated,
        "place": entry.place,
        "language": entry.language,
        "facts": {name: _plain(value) for name, value in entry.facts.items()},
    }


ENTRY_COLUMNS = tuple(entry_columns(Entry(title="")))
"""The columns of a revision that make up its entry, in order."""


def entry_from(values: Iterable[Any]) -> Entry:
    """The entry behind the values of ``ENTRY_COLUMNS``, in that order."""
    title, section, html, text, key, anchor, url, published, updated, place, language, facts = values
    return Entry(
        title=title,
        section=tuple(section),
        html=html,
        text=text,
        key=key,
        anchor=anchor,
        url=url,
        published=published,
        updated=updated,
        place=place,
        language=language,
        facts={name: _fact(value) for name, value in facts.items()} if facts else {},
    )


def _plain(value: Fact) -> Json:
    return list(value) if isinstance(value, tuple) else value


def _fact(value: Any) -> Fact:
    fact: Fact = tuple(value) if isinstance(value, list) else value
    return fact


def source_config(source: Source) -> Json:
    """A source as JSON; what has its default is left out, so that a new field changes no stored one."""
    default = Source(id="", title="", url="", collector="")
    config: dict[str, Json] = {}
    for name in Source.__slots__:
        value = getattr(source, name)
        if value == getattr(default, name) and name not in {"id", "title", "url", "collector"}:
            continue
        if isinstance(value, Mapping):
            config[name] = dict(value)
        else:
            config[name] = list(value) if isinstance(value, tuple) else value
    return config


def source_from(config: Any) -> Source:
    """The source behind its JSON."""
    known = {name: value for name, value in config.items() if name in Source.__slots__}
    if "platforms" in known:
        known["platforms"] = tuple(Platform(name) for name in known["platforms"])
    if "follow_hosts" in known:
        known["follow_hosts"] = tuple(known["follow_hosts"])
    if known.get("nature"):
        known["nature"] = Nature(known["nature"])
    return Source(**known)


def assessment_columns(assessment: Assessment) -> dict[str, Any]:
    """An assessment as the columns of its table; platforms are stored a second time, for selecting."""
    detail: dict[str, Json] = {
        "platforms": list(assessment.platforms),
        "versions": {str(platform): text for platform, text in assessment.versions.items()},
        "counted_by": {str(platform): text for platform, text in assessment.counted_by.items()},
        "enrolment": list(assessment.enrolment),
        "due": [[due.date, due.precision, due.what] for due in assessment.due],
        "audiences": list(assessment.audiences),
        "topics": list(assessment.topics),
        "evidence": [[item.field, item.value, item.rule, item.words] for item in assessment.evidence],
        "tags": list(assessment.tags),
    }
    return {
        "nature": assessment.nature.value,
        "severity": assessment.severity.value,
        "action_required": assessment.action_required,
        "user_visible": assessment.user_visible,
        "devices": assessment.devices,
        "muted_by": assessment.muted_by,
        "detail": {name: value for name, value in detail.items() if value},
    }


ASSESSMENT_COLUMNS = tuple(assessment_columns(Assessment()))
"""The columns of an assessment, in order."""


def assessment_from(values: Iterable[Any]) -> Assessment:
    """The assessment behind the values of ``ASSESSMENT_COLUMNS``, in that order."""
    nature, severity, action_required, user_visible, devices, muted_by, detail = values
    told = detail or {}
    return Assessment(
        platforms=tuple([Platform(name) for name in told.get("platforms", ())]),
        versions={Platform(name): text for name, text in told.get("versions", {}).items()},
        counted_by={Platform(name): text for name, text in told.get("counted_by", {}).items()},
        enrolment=tuple(told.get("enrolment", ())),
        nature=Nature(nature),
        action_required=action_required,
        due=tuple([Due(date=day, precision=Precision(exact), what=what) for day, exact, what in told.get("due", ())]),
        user_visible=user_visible,
        severity=Severity(severity),
        audiences=tuple([Audience(name) for name in told.get("audiences", ())]),
        topics=tuple(told.get("topics", ())),
        devices=devices,
        evidence=tuple(
            [
                Evidence(field=field, value=value, rule=rule, words=words)
                for field, value, rule, words in told.get("evidence", ())
            ]
        ),
        tags=tuple(told.get("tags", ())),
        muted_by=muted_by,
    )


def days_from(values: Any) -> tuple[date, ...]:
    """The days behind a JSON list of ISO dates."""
    return tuple(date.fromisoformat(value) for value in values)
