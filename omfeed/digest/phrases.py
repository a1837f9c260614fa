"""Words for what omfeed concludes: kinds, severities, devices, dates and the named differences of an edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from omfeed.digest.dates import due_of
from omfeed.digest.speech import Speech
from omfeed.model import (
    Assessment,
    ChangeKind,
    Delta,
    DeltaKind,
    Due,
    Fleet,
    Item,
    Nature,
    Platform,
    Severity,
    SourceState,
)

KINDS = {
    ChangeKind.BASELINE: "new",
    ChangeKind.ADDED: "new",
    ChangeKind.EDITED: "edited",
    ChangeKind.WITHDRAWN: "withdrawn",
    ChangeKind.RESTORED: "restored",
}
"""Kind of change to the name that cards carry."""


def kind_word(kind: str, talk: Speech) -> str:
    """The kind of a card in words."""
    return {
        "new": talk.say("New"),
        "edited": talk.say("Edited"),
        "withdrawn": talk.say("Withdrawn"),
        "restored": talk.say("Back again"),
    }[kind]


def severity_word(severity: Severity, talk: Speech) -> str:
    """A severity in words."""
    return {
        Severity.CRITICAL: talk.say("critical"),
        Severity.HIGH: talk.say("high"),
        Severity.MEDIUM: talk.say("medium"),
        Severity.LOW: talk.say("low"),
    }[severity]


def nature_word(nature: Nature, talk: Speech) -> str:
    """What sort of news it is, in words."""
    return {
        Nature.NEW: talk.say("new feature"),
        Nature.PREVIEW: talk.say("preview"),
        Nature.CHANGED: talk.say("changed behaviour"),
        Nature.RETIRING: talk.say("retiring"),
        Nature.ISSUE: talk.say("known issue"),
        Nature.FIXED: talk.say("fixed"),
        Nature.SECURITY: talk.say("security"),
        Nature.RELEASE: talk.say("release"),
        Nature.APPS: talk.say("apps"),
    }[nature]


def state_word(state: SourceState, talk: Speech) -> str:
    """How a source stands, in words."""
    return {
        SourceState.WELL: talk.say("well"),
        SourceState.LATE: talk.say("silent for longer than usual"),
        SourceState.FAILING: talk.say("not read"),
        SourceState.DRIFTED: talk.say("no longer reads like itself"),
        SourceState.OFF: talk.say("switched off"),
    }[state]


def devices(judged: Assessment, fleet: Fleet, talk: Speech) -> str:
    """How many of our devices an item concerns; an unknown number is said to be unknown, never nought."""
    if not judged.platforms:
        return talk.say("the service itself")
    ours = [platform for platform in judged.platforms if platform in fleet.platforms]
    if fleet.platforms and not ours:
        return talk.say("none of your platforms")
    if judged.devices is None:
        return talk.say("devices unknown")
    counts = [fleet.count(platform) for platform in ours]
    whole = sum(count for count in counts if count is not None)
    if judged.devices == 0:
        if not whole:
            return talk.say("none of your devices")
        if judged.behind:
            return talk.count("your {n} device is not behind", "none of your {n} devices is behind", whole)
        return talk.count("none of your {n} device", "none of your {n} devices", whole)
    if judged.behind or judged.at_most:
        return _counted(judged, judged.devices, max(whole, judged.devices), talk)
    if judged.devices >= whole:
        return talk.count("your {n} device", "all your {n} devices", judged.devices)
    return talk.count(
        "{some} of your {n} device", "{some} of your {n} devices", whole, some=talk.number(judged.devices)
    )


def _counted(judged: Assessment, some: int, whole: int, talk: Speech) -> str:
    """Devices that are behind a release, or that may be concerned because too little is known of them."""
    told = talk.number(some)
    if judged.behind and judged.at_most:
        return talk.count(
            "at most {some} of your {n} device is behind", "at most {some} of your {n} devices are behind", whole,
            some=told,
        )  # fmt: skip
    if judged.at_most:
        return talk.count("at most {some} of your {n} device", "at most {some} of your {n} devices", whole, some=told)
    if some == whole:
        return talk.count("your {n} device is behind", "all your {n} devices are behind", whole)
    return talk.count("{some} of your {n} device is behind", "{some} of your {n} devices are behind", whole, some=told)


def managed(platform: Platform, fleet: Fleet, talk: Speech) -> str:
    """How many devices of a platform we manage, in words."""
    count = fleet.count(platform)
    return talk.say("devices unknown") if count is None else talk.count("{n} device", "{n} devices", count)


def platform_label(value: str) -> str:
    """The vendor's name for a platform's value, or the text itself when it is none."""
    try:
        return Platform(value).label
    except ValueError:
        return value


def range_word(versions: str) -> str:
    """A range of versions as a reader writes it: “≤17”."""
    return versions.replace("<=", "≤").replace(">=", "≥")


def delta_phrase(delta: Delta, talk: Speech) -> str:
    """A named difference as a phrase: “due date 1 Aug → 1 Oct 2026”, “now also macOS”."""
    phrases = _PHRASES.get(delta.kind)
    return phrases(delta, talk) if phrases else _plain_phrase(delta.kind, talk)


def due_list(dues: Sequence[Due], talk: Speech) -> str:
    """Dates in words, joined."""
    return talk.join([talk.due(due) for due in dues])


def _plain_phrase(kind: DeltaKind, talk: Speech) -> str:
    return {
        DeltaKind.ACTION_REQUIRED: talk.say("now requires action"),
        DeltaKind.ACTION_DROPPED: talk.say("no longer requires action"),
        DeltaKind.WITHDRAWN: talk.say("withdrawn by its source"),
        DeltaKind.RESTORED: talk.say("back at its source"),
        DeltaKind.SHIPPED: talk.say("shipped: it has left “In development”"),
    }.get(kind, kind.value.replace("_", " "))


def _due_added(delta: Delta, talk: Speech) -> str:
    return talk.say("new date: {date}", date=_value(delta.after or delta.before, talk))


def _due_removed(delta: Delta, talk: Speech) -> str:
    return talk.say("date dropped: {date}", date=_value(delta.before or delta.after, talk))


def _platform_added(delta: Delta, talk: Speech) -> str:
    return talk.say("now also {platform}", platform=platform_label(delta.subject or delta.after))


def _platform_removed(delta: Delta, talk: Speech) -> str:
    return talk.say("no longer {platform}", platform=platform_label(delta.subject or delta.before))


def _versions(delta: Delta, talk: Speech) -> str:
    arrow = _arrow(range_word(delta.before), range_word(delta.after), talk)
    return talk.say("{platform} versions {arrow}", platform=platform_label(delta.subject), arrow=arrow).strip()


def _turned(delta: Delta, talk: Speech) -> str:
    return _arrow(_value(delta.before, talk), _value(delta.after, talk), talk)


def _available(delta: Delta, talk: Speech) -> str:
    before = _value(delta.before, talk) or talk.say("preview")
    after = talk.say("generally available") if delta.after in {"", "new"} else _value(delta.after, talk)
    return _arrow(before, after, talk)


def _retitled(delta: Delta, talk: Speech) -> str:
    return talk.say("new title, was “{title}”", title=delta.before) if delta.before else talk.say("new title")


def _fact(delta: Delta, talk: Speech) -> str:
    return f"{_fact_word(delta.subject, talk)} {_turned(delta, talk)}".strip()


_DATES = frozenset({"support_end", "security_end", "action_by", "due_date"})


def _fact_word(name: str, talk: Speech) -> str:
    return {
        "support_end": talk.say("end of support"),
        "security_end": talk.say("end of security updates"),
        "action_by": talk.say("action by"),
        "due_date": talk.say("due date"),
        "version": talk.say("version"),
        "build": talk.say("build"),
        "release_type": talk.say("kind of release"),
        "status": talk.say("status"),
        "source_severity": talk.say("the source's severity"),
        "exploited": talk.say("known to be exploited"),
        "cve_count": talk.say("vulnerabilities fixed"),
        "major": talk.say("major change"),
        "category": talk.say("category"),
        "released": talk.say("released"),
    }.get(name, name.replace("_", " "))


def flag_word(name: str, talk: Speech) -> str:
    """The name of a field of an assessment, in words."""
    return {
        "platforms": talk.say("platform"),
        "versions": talk.say("versions"),
        "enrolment": talk.say("enrolment type"),
        "nature": talk.say("kind of news"),
        "action_required": talk.say("action required"),
        "due": talk.say("date"),
        "user_visible": talk.say("users will notice"),
        "severity": talk.say("severity"),
        "audiences": talk.say("readers"),
        "topics": talk.say("topic"),
        "devices": talk.say("devices"),
    }.get(name, name.replace("_", " "))


def value_word(field: str, value: str, talk: Speech) -> str:
    """The value of a field of an assessment, in words; empty where the field's name says all."""
    if field == "topics":
        return topic_word(value, talk)
    if value.lower() in {"true", "yes"}:
        return ""
    if field == "devices" and value.isdecimal():
        return talk.number(int(value))
    if field == "audiences":
        return _audience_word(value, talk)
    if field == "versions":
        platform, _, versions = value.partition(" ")
        return f"{platform_label(platform)} {range_word(versions)}".strip()
    return _value(value, talk)


def status_word(item: Item, judged: Assessment, talk: Speech) -> str:
    """Where a matter stands for the helpdesk: “new”, “known issue, updated”, “resolved”, …"""
    kind = KINDS.get(item.change.kind, "new")
    if kind == "withdrawn":
        return talk.say("withdrawn")
    if judged.nature is Nature.FIXED:
        return talk.say("resolved")
    if judged.nature is Nature.ISSUE:
        return talk.say("known issue") if kind == "new" else talk.say("known issue, updated")
    return talk.say("new") if kind == "new" else talk.say("updated")


def _audience_word(value: str, talk: Speech) -> str:
    return {
        "admin": talk.say("admins"),
        "helpdesk": talk.say("helpdesk"),
        "stakeholder": talk.say("stakeholders"),
    }.get(value, value)


def topic_word(name: str, talk: Speech) -> str:
    """A topic in words; one that has none here is shown by its name."""
    return {
        "enrolment": talk.say("enrolment"),
        "company-portal": talk.say("Company Portal"),
        "updates": talk.say("updates"),
        "apps": talk.say("apps"),
        "app-protection": talk.say("app protection"),
        "sign-in": talk.say("sign-in"),
        "compliance": talk.say("compliance"),
        "conditional-access": talk.say("conditional access"),
        "encryption": talk.say("encryption"),
        "security": talk.say("security"),
        "network": talk.say("network"),
        "certificates": talk.say("certificates"),
        "email": talk.say("email"),
        "remote-help": talk.say("remote help"),
        "reports": talk.say("reports"),
        "roles": talk.say("roles"),
        "scripts": talk.say("scripts"),
        "licensing": talk.say("licensing"),
        "kiosk": talk.say("kiosk"),
        "configuration": talk.say("configuration"),
    }.get(name, name.replace("-", " "))


def _moved(delta: Delta, talk: Speech) -> str:
    what = _fact_word(delta.subject, talk) if delta.subject in _DATES else talk.say("due date")
    first, second = due_of(delta.before), due_of(delta.after)
    if first is None or second is None:
        if not (delta.before or delta.after):
            return talk.say("delayed") if delta.kind is DeltaKind.DELAYED else talk.say("due date moved")
        return f"{what} {_turned(delta, talk)}"
    same_year = first.date[:4] == second.date[:4] and first.precision is second.precision
    # The year they share is said once, where the language puts it: behind both or before both.
    before = talk.due(first, short=True, year=not same_year or talk.year_leads)
    after = talk.due(second, short=True, year=not same_year or not talk.year_leads)
    return f"{what} {_arrow(before, after, talk)}"


def _arrow(before: str, after: str, talk: Speech) -> str:
    none = talk.say("none")
    return f"{before or none} → {after or none}"


def _value(text: str, talk: Speech) -> str:
    due = due_of(text)
    if due is not None and len(text) > 4:
        return talk.due(due, short=True)
    if text in set(Platform):
        return platform_label(text)
    if text in set(Nature):
        return nature_word(Nature(text), talk)
    if text in set(Severity):
        return severity_word(Severity(text), talk)
    if text in {"yes", "no"}:
        return talk.say("yes") if text == "yes" else talk.say("no")
    return text


_PHRASES: Mapping[DeltaKind, Callable[[Delta, Speech], str]] = {
    DeltaKind.DUE_MOVED: _moved,
    DeltaKind.DELAYED: _moved,
    DeltaKind.DUE_ADDED: _due_added,
    DeltaKind.DUE_REMOVED: _due_removed,
    DeltaKind.PLATFORM_ADDED: _platform_added,
    DeltaKind.PLATFORM_REMOVED: _platform_removed,
    DeltaKind.VERSION_CHANGED: _versions,
    DeltaKind.NATURE_CHANGED: _turned,
    DeltaKind.AVAILABLE: _available,
    DeltaKind.RETITLED: _retitled,
    DeltaKind.FACT_CHANGED: _fact,
}
