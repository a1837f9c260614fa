"""One matter as a card: title, dates, devices, what is new in it and why it is flagged so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from markupsafe import escape

from omfeed.correction import RULE
from omfeed.digest.body import bounded, cut, from_text
from omfeed.digest.contexts import Badge, Card, Deadline, LinkView, Reason
from omfeed.digest.dates import claimed_day, span
from omfeed.digest.edits import EDITS, edited
from omfeed.digest.phrases import (
    KINDS,
    delta_phrase,
    devices,
    flag_word,
    kind_word,
    nature_word,
    range_word,
    severity_word,
    topic_word,
    value_word,
)
from omfeed.digest.select import Told, is_private, merged_deltas
from omfeed.digest.speech import Speech
from omfeed.digest.tongue import spoken
from omfeed.model import Assessment, ChangeKind, Due, Evidence, Fleet, Item, Nature, Platform, Severity
from omfeed.text.blocks import fold

_GROUNDS = 2
_BY_RULE = re.compile(r"your rule “(?P<name>.*)” \((?:raise|lower)\)", re.DOTALL)
"""The evidence that a rule of the house moved a severity, see ``omfeed.assess.rules``."""
_ENDED = frozenset({"action_required", "due"})
"""What an entry asks for no longer once it is withdrawn."""
WORDS_OPEN = 90
"""How many words of an item stand open before the rest is folded."""
WHOLE = 10**6
"""So many words that stand open mean that all of it is shown, however long."""
_LONG = 1_500
"""Words of an item that a digest shows at most, folded ones included."""

# Windows keeps these names for devices, whatever their extension.
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_TAG = re.compile(r"<[^>]*>")
_UNSAFE = re.compile(r"[^a-z0-9]+")


def slug(key: str) -> str:
    """A story's key as a file name and anchor: lower-case letters, digits, hyphens; different keys stay different."""
    short = _UNSAFE.sub("-", key.lower()).strip("-")[:60].strip("-")
    if short == key and not _DEVICE.fullmatch(key):
        return short
    return f"{short}-{_checksum(key)}".lstrip("-")


def judged_of(told: Told) -> Assessment:
    """What holds for the whole story: the lead's assessment, widened by those of the other entries.

    Where a person corrected a field of some of the entries, these alone speak for it: what was wrong of one entry is
    not said again by its neighbour. What was withdrawn asks for nothing and is due no longer.
    """
    every = [_standing(item) for item in told.items]
    if len(every) == 1:
        return every[0]
    loud = believed(every, "severity")
    worst = min(loud, key=lambda judged: judged.severity.rank)
    placed = believed(every, "platforms")
    numbers = [judged.devices for judged in placed if judged.devices is not None]
    return Assessment(
        platforms=tuple(p for p in Platform if any(p in judged.platforms for judged in placed)),
        versions={p: text for judged in reversed(placed) for p, text in judged.versions.items()},
        enrolment=tuple(dict.fromkeys(e for judged in every for e in judged.enrolment)),
        nature=believed(every, "nature")[0].nature,
        action_required=any(judged.action_required for judged in believed(every, "action_required")),
        due=merged_dues(believed(every, "due")),
        user_visible=any(judged.user_visible for judged in believed(every, "user_visible")),
        severity=worst.severity,
        audiences=tuple(dict.fromkeys(a for judged in every for a in judged.audiences)),
        topics=tuple(dict.fromkeys(t for judged in every for t in judged.topics)),
        devices=max(numbers) if numbers else None,
        evidence=tuple(
            dict.fromkeys(e for judged in every for e in judged.evidence if e.field != "severity" or judged is worst)
        ),
        tags=tuple(dict.fromkeys(t for judged in every for t in judged.tags)),
    )


def _standing(item: Item) -> Assessment:
    """What holds of a change; of one that withdrew its entry, what is left of it."""
    judged = item.assessment
    if item.change.kind is not ChangeKind.WITHDRAWN:
        return judged
    evidence = tuple(row for row in judged.evidence if row.field not in _ENDED)
    return replace(judged, action_required=False, due=(), evidence=evidence)


def believed(every: Sequence[Assessment], field: str) -> Sequence[Assessment]:
    """Those of several assessments of one story that speak for a field: the corrected ones, else all."""
    return [one for one in every if any(row.field == field and row.rule == RULE for row in one.evidence)] or every


def merged_dues(every: Sequence[Assessment]) -> tuple[Due, ...]:
    """All dates of several assessments, each once, with the first words given for it."""
    dues: dict[str, Due] = {}
    for judged in every:
        for due in judged.due:
            dues.setdefault(due.date, due)
    return tuple(dues.values())


def card(
    told: Told,
    fleet: Fleet,
    today: date | None,
    talk: Speech,
    *,
    pages: str = "",
    owners: Mapping[str, str] | None = None,
    words: int = WORDS_OPEN,
) -> Card:
    """The card of one matter.

    Args:
        told: the matter.
        fleet: what we manage.
        today: the digest's day; none on a page that must not change with the day: dates then have no distance.
        talk: the reader's language.
        pages: relative address of the folder of story pages, ending in a slash; empty: there are none.
        owners: who looks after a matter, by story key or platform value.
        words: how many words stand open.
    """
    lead = told.lead
    entry = lead.change.entry
    judged = judged_of(told)
    kind = KINDS.get(lead.change.kind, "new")
    before = lead.change.before
    deltas = merged_deltas([item.deltas for item in told.items])
    html, text = shown(lead)
    left_out = 0
    if words < WHOLE:
        # What was withdrawn is recalled by its beginning; nobody works by the rest of it.
        most = words if kind == "withdrawn" else _LONG
        html, text, left_out = bounded(html, text, words=most, marked=lead.change.kind in EDITS)
    body = cut(html, words=words, added=talk.say("[added]"), removed=talk.say("[removed]"))
    return Card(
        anchor=slug(told.key),
        title=entry.title,
        was_title=before.title if before and kind == "edited" and before.title != entry.title else "",
        url=entry.url or lead.source.url,
        page=f"{pages}{slug(told.key)}.html" if pages and not all(map(is_private, told.items)) else "",
        language=spoken(entry),
        kind=kind,
        kind_word=kind_word(kind, talk),
        told_before="",
        nature_word=nature_word(judged.nature, talk),
        source=lead.source.title,
        when=when(lead, talk),
        place=" › ".join(entry.section),
        platforms=badges(judged, fleet),
        devices=devices(judged, fleet, talk),
        severity=judged.severity.value,
        severity_word=severity_word(judged.severity, talk),
        action_required=judged.action_required,
        user_visible=judged.user_visible,
        deadlines=_unrepeated(
            deadlines(judged.due, today, talk, besides=entry.title, leaving=leaving(judged)), body.lead
        ),
        deltas=tuple(delta_phrase(delta, talk) for delta in deltas),
        lead=body.lead,
        more=body.more,
        more_words=body.more_words,
        text=tuple(line for line in text.splitlines() if line.strip()),
        cut_words=left_out,
        said=tuple(edited(lead.change, talk).splitlines()) if lead.change.kind in EDITS else (),
        reasons=reasons(judged.evidence, talk),
        links=links(told),
        topics=tuple(topic_word(topic, talk) for topic in judged.topics),
        tags=judged.tags,
        owner=owner(told.key, judged, owners or {}),
    )


def shown(item: Item) -> tuple[str, str]:
    """What a digest shows of a change, as HTML and as text; for a withdrawn entry the words it last had."""
    change = item.change
    html, text = change.shown_html, change.shown_text
    if not html and not text:
        html, text = change.entry.html, change.entry.text
    return html or from_text(text), text


def when(item: Item, talk: Speech) -> str:
    """When it was published by its source's word, else when omfeed first saw this change."""
    entry = item.change.entry
    if item.change.kind in {ChangeKind.WITHDRAWN, ChangeKind.RESTORED, ChangeKind.EDITED}:
        return talk.say("seen {day}", day=talk.day(item.at.date()))
    day = claimed_day(entry.published) or claimed_day(entry.updated)
    return talk.day(day) if day else talk.say("seen {day}", day=talk.day(item.at.date()))


def badges(judged: Assessment, fleet: Fleet) -> tuple[Badge, ...]:
    """The platforms of an item as badges; those we do not manage are marked so."""
    ours = fleet.platforms
    return tuple(
        Badge(
            name=platform.value,
            label=f"{platform.label} {range_word(judged.versions.get(platform, ''))}".strip(),
            ours=not ours or platform in ours,
        )
        for platform in judged.platforms
    )


def deadlines(
    dues: Sequence[Due], today: date | None, talk: Speech, *, besides: str = "", leaving: bool = False
) -> tuple[Deadline, ...]:
    """The dates of an item, earliest first.

    Args:
        dues: the dates.
        today: the digest's day; none on a page that must not change with the day: dates then have no distance.
        talk: the reader's language.
        besides: its title; words that are just this are not said again.
        leaving: whether what it concerns is on its way out; then the months that are left are told, too.
    """
    return tuple(deadline(due, today, talk, besides=besides, leaving=leaving) for due in sorted(dues, key=due_order))


def leaving(judged: Assessment) -> bool:
    """Whether what an item concerns is on its way out: something ends, or loses its support."""
    return judged.nature is Nature.RETIRING


def deadline(due: Due, today: date | None, talk: Speech, *, besides: str = "", leaving: bool = False) -> Deadline:
    """One date as a reader sees it; see ``deadlines``."""
    bounds = span(due.date)
    told = [talk.distance(due, today), talk.left(due, today) if leaving else ""] if today else []
    return Deadline(
        iso=due.date,
        text=talk.due(due),
        distance=", ".join(one for one in told if one),
        what="" if due.what == besides else due.what,
        past=today is not None and bounds is not None and bounds[1] < today,
    )


def told_before(told: Told, at_once: Mapping[int, datetime], talk: Speech) -> str:
    """That somebody was told of a matter at once, before a digest, in words; else empty.

    Args:
        told: the matter.
        at_once: the changes that were told at once, by id, with the moment.
        talk: the reader's language.
    """
    moments = [at_once[item.id] for item in told.items if item.id in at_once]
    return talk.say("told at once on {day}", day=talk.day(min(moments).date())) if moments else ""


def _unrepeated(dates: tuple[Deadline, ...], lead: str) -> tuple[Deadline, ...]:
    """The dates, an only one without its words where the passage that stands open beneath it says the same."""
    if len(dates) != 1 or not dates[0].what:
        return dates
    said = fold(_TAG.sub("", lead))
    return (replace(dates[0], what=""),) if str(escape(fold(dates[0].what))) in said else dates


def first_due(judged: Assessment, today: date) -> tuple[int, date]:
    """A key that orders items by the next date that matters: the first to come, else the last passed; undated last."""
    bounds = sorted(found for due in judged.due if (found := span(due.date)) is not None)
    ahead = [first for first, last in bounds if last >= today]
    if ahead:
        return 0, max(ahead[0], today)
    return (0, bounds[-1][0]) if bounds else (1, today)


def links(told: Told) -> tuple[LinkView, ...]:
    """Where else the matter can be read: each address once, without the one that the title leads to."""
    lead = told.lead
    own = lead.change.entry.url or lead.source.url
    found: dict[str, LinkView] = {}
    for item in told.items:
        entry = item.change.entry
        if entry.url and entry.url != own:
            view = LinkView(title=entry.title, url=entry.url, source=item.source.title, language=spoken(entry))
            found.setdefault(entry.url, view)
        for link in item.links:
            if link.url and link.url != own:
                view = LinkView(title=link.title, url=link.url, source="", language=spoken(entry))
                found.setdefault(link.url, view)
    return tuple(found.values())


def owner(key: str, judged: Assessment, owners: Mapping[str, str]) -> str:
    """Who looks after a story: named for it, else for its first platform, else for everything (``*``)."""
    for name in (key, *(platform.value for platform in judged.platforms), "*"):
        if name in owners:
            return owners[name]
    return ""


def worst_first(item: Card) -> tuple[int, str]:
    """A key that puts the worst cards first, and equals by title."""
    return Severity(item.severity).rank, item.title.casefold()


def reasons(evidence: Sequence[Evidence], talk: Speech) -> tuple[Reason, ...]:
    """Why an item is flagged so; for one and the same flag the two first grounds are enough."""
    told: dict[str, list[Reason]] = {}
    moved = _moved([one for one in evidence if one.field == "severity"], talk)
    for one in evidence:
        if one.field == "severity" and moved is not None:
            # Why it would weigh something else is no reason for what it weighs.
            told[moved.flag] = [moved]
            continue
        if one.field == "severity" and _BY_RULE.fullmatch(one.rule):
            continue
        found = reason(one, talk)
        alike = told.setdefault(found.flag, [])
        if len(alike) < _GROUNDS and found.words not in {other.words for other in alike}:
            alike.append(found)
    return tuple(found for alike in told.values() for found in alike)


def _moved(rows: Sequence[Evidence], talk: Speech) -> Reason | None:
    """That rules of the house raised or lowered the severity, from what and to what; none where it stays as it was.

    Args:
        rows: the evidence of the severity, in the order in which it was weighed.
        talk: the reader's language.
    """
    before = next((row.value for row in rows if not _BY_RULE.fullmatch(row.rule)), "")
    value, names, last = before, [], None
    for row in rows:
        rule = _BY_RULE.fullmatch(row.rule)
        if rule is not None and row.value != value:
            value, last = row.value, row
            names.append(f"“{rule['name']}”")
    if last is None or not before or value == before:
        return None
    now, then = value_word("severity", value, talk), value_word("severity", before, talk)
    if Severity(value).rank < Severity(before).rank:
        said = talk.count(
            "{now} (raised from {then} by your rule {names})",
            "{now} (raised from {then} by your rules {names})",
            len(names), now=now, then=then, names=talk.join(names),
        )  # fmt: skip
    else:
        said = talk.count(
            "{now} (lowered from {then} by your rule {names})",
            "{now} (lowered from {then} by your rules {names})",
            len(names), now=now, then=then, names=talk.join(names),
        )  # fmt: skip
    return Reason(flag=f"{flag_word('severity', talk)}: {said}", rule="", words=_within(last.words))


def reason(evidence: Evidence, talk: Speech) -> Reason:
    """Why one field of an assessment has its value, in words."""
    value = value_word(evidence.field, evidence.value, talk)
    name = flag_word(evidence.field, talk)
    return Reason(flag=f"{name}: {value}" if value else name, rule=evidence.rule, words=_within(evidence.words))


def _within(words: str) -> str:
    """Words as they stand within quotation marks."""
    return words.replace("“", "‘").replace("”", "’")


def due_order(due: Due) -> tuple[date, date, str]:
    """A key that orders dates by their first and last possible day."""
    return *(span(due.date) or (date.max, date.max)), due.date


def _checksum(text: str) -> str:
    from hashlib import blake2b

    return blake2b(text.encode("utf-8", "replace"), digest_size=4).hexdigest()
