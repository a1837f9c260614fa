"""Builds the helpdesk digest: cards by platform, in the sources' own sentences, and what comes within a week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from omfeed.digest.cards import badges, deadline, deadlines, judged_of, leaving, links, reasons, slug, told_before, when
from omfeed.digest.contexts import HelpCard, HelpdeskContext, HelpGroup, LinkView, Period, Pointer, Reminder
from omfeed.digest.dates import span
from omfeed.digest.head import head
from omfeed.digest.kept import Kept
from omfeed.digest.phrases import delta_phrase, devices, managed, status_word, topic_word
from omfeed.digest.select import Rediff, Told, fits, for_helpdesk, is_told, merged_deltas, stories, touches
from omfeed.digest.sentences import noticed, to_tell, to_try
from omfeed.digest.speech import Speech, speech
from omfeed.digest.tongue import spoken
from omfeed.model import Assessment, ChangeKind, Filter, Fleet, Item, Platform, Precision, SourceHealth

AHEAD = timedelta(days=7)
"""How far ahead the helpdesk is told of dates."""


def build_helpdesk(
    items: Sequence[Item],
    health: Sequence[SourceHealth],
    fleet: Fleet,
    period: Period,
    *,
    platforms: Sequence[Platform] = (),
    wanted: Filter | None = None,
    upcoming: Sequence[Item] = (),
    rediff: Rediff | None = None,
    language: str = "en",
    home: str = "",
    pages: str = "",
    escalate: str = "",
    kept: Kept | None = None,
    at_once: Mapping[int, datetime] | None = None,
) -> HelpdeskContext:
    """The helpdesk digest of a period.

    Args:
        items: the changes of the period, in any order; console-only ones are left out.
        health: every source's state after the period.
        fleet: what we manage.
        period: the time it covers.
        platforms: the platforms that the readers support; empty: all. Matters of the whole service always stay.
        wanted: tell only what fits; none: all.
        upcoming: the latest change of every entry known that has dates ahead, for the reminders.
        rediff: see ``select.stories``.
        language: language of the frame.
        home: relative address of the archive page.
        pages: relative address of the folder of story pages, ending in a slash.
        escalate: whom to hand a case to.
        kept: cards made for other digests of the same fleet.
        at_once: the changes that somebody was told of at once, by id, with the moment.
    """
    talk = speech(language)
    wanted = wanted or Filter()
    supported = tuple(platforms) or wanted.platforms
    scope = Filter(platforms=supported)

    def ours(item: Item) -> bool:
        return for_helpdesk(item) and fits(item, scope) and fits(item, wanted) and touches(item.assessment, fleet)

    chosen = [item for item in items if ours(item)]
    every = stories(chosen, rediff=rediff)
    changes = sum(1 for item in chosen if is_told(item))

    def make(one: Told) -> HelpCard:
        return _card(one, fleet, period.label, talk, pages, escalate)

    keeper = kept or Kept()

    def made(one: Told) -> HelpCard:
        card = keeper.helpcard(one, period.label, talk, pages, escalate, make)
        return replace(card, told_before=told_before(one, at_once, talk)) if at_once else card

    told = [(judged_of(one), made(one)) for one in every]
    told.sort(key=lambda pair: (pair[0].severity.rank, pair[1].title.casefold()))
    groups = _groups(told, supported or fleet.platforms or tuple(Platform), fleet, talk)
    soon = _soon([*chosen, *(item for item in upcoming if ours(item))], fleet, period.label, talk)
    return HelpdeskContext(
        language=language,
        subject=_subject(period.label, len(told), len(soon), talk),
        day=talk.day(period.label, weekday=True),
        scope=talk.join(tuple(platform.label for platform in supported)),
        health=head(health, changes, len(told), talk, told=period.health_told, advise=False),
        quiet=not told and not soon,
        summary=_summary(len(told), len(soon), talk),
        soon=soon,
        platforms=groups,
        home=home,
    )


def _card(told: Told, fleet: Fleet, today: date, talk: Speech, pages: str, escalate: str) -> HelpCard:
    lead = told.lead
    entry = lead.change.entry
    judged = judged_of(told)
    evidence = [found for found in judged.evidence if found.field in {"user_visible", "audiences", "topics"}]
    notice = noticed(entry.text, [found.words for found in evidence if found.field == "user_visible"])
    own = LinkView(
        title=entry.title, url=entry.url or lead.source.url, source=lead.source.title, language=spoken(entry)
    )
    steps = to_try(entry.html, entry.text)
    return HelpCard(
        anchor=slug(told.key),
        title=entry.title,
        url=own.url,
        page=f"{pages}{slug(told.key)}.html" if pages else "",
        language=spoken(entry),
        status=status_word(lead, judged, talk),
        withdrawn=lead.change.kind is ChangeKind.WITHDRAWN,
        told_before="",
        deltas=tuple(delta_phrase(delta, talk) for delta in merged_deltas([item.deltas for item in told.items])),
        notice=tuple(sentence for sentence in notice if sentence not in steps) or notice,
        notice_word=_notice_word(lead, judged, talk),
        since=_since(lead, judged, today, talk),
        devices=devices(judged, fleet, talk),
        platforms=badges(judged, fleet),
        tell=to_tell(entry.text, besides=notice),
        steps=steps,
        topics=tuple(topic_word(topic, talk) for topic in judged.topics),
        links=(own, *links(told)) if own.url else links(told),
        source=lead.source.title,
        escalate=escalate,
        reasons=reasons(evidence, talk),
    )


def _notice_word(lead: Item, judged: Assessment, talk: Speech) -> str:
    """A card may be here for its topic alone; then nothing says that users will notice."""
    if lead.change.kind is ChangeKind.WITHDRAWN:
        return talk.say("Had been announced")
    return talk.say("Users will notice") if judged.user_visible else talk.say("What it says")


def _since(item: Item, judged: Assessment, today: date, talk: Speech) -> str:
    ahead = [due for due in deadlines(judged.due, today, talk, leaving=leaving(judged)) if not due.past]
    published = when(item, talk)
    if not ahead:
        return published
    text = "; ".join(
        talk.say("from {day} ({distance})", day=due.text, distance=due.distance)
        if due.distance
        else talk.say("from {day}", day=due.text)
        for due in ahead[:2]
    )
    if item.change.kind in {ChangeKind.BASELINE, ChangeKind.ADDED}:
        return talk.say("{dates}; told {day}", dates=text, day=published)
    return text


def _groups(
    told: Sequence[tuple[Assessment, HelpCard]], order: Sequence[Platform], fleet: Fleet, talk: Speech
) -> tuple[HelpGroup, ...]:
    groups = []
    for platform in order:
        here = [card for judged, card in told if _first(judged, order) is platform]
        also = [card for judged, card in told if platform in judged.platforms and card not in here]
        if here or also:
            groups.append(
                HelpGroup(
                    name=platform.value,
                    label=platform.label,
                    devices=managed(platform, fleet, talk),
                    cards=tuple(here),
                    pointers=tuple(
                        Pointer(title=card.title, anchor=card.anchor, language=card.language) for card in also
                    ),
                )
            )
    service = [card for judged, card in told if _first(judged, order) is None]
    if service:
        groups.append(
            HelpGroup(name="service", label=talk.say("All platforms"), devices="", cards=tuple(service), pointers=())
        )
    return tuple(groups)


def _first(judged: Assessment, order: Sequence[Platform]) -> Platform | None:
    return next((platform for platform in order if platform in judged.platforms), None)


def _soon(items: Sequence[Item], fleet: Fleet, today: date, talk: Speech) -> tuple[Reminder, ...]:
    """Dates within the next week, each matter once; only days that a source names exactly can be so near."""
    found: dict[tuple[str, str], tuple[date, Reminder]] = {}
    latest: dict[object, Item] = {}
    for item in sorted(items, key=lambda item: (item.at, item.id)):
        latest[item.entry_id or ("change", item.id)] = item
    for item in latest.values():
        if item.change.kind in {ChangeKind.WITHDRAWN, ChangeKind.AGED_OUT} or item.assessment.muted_by:
            continue
        entry = item.change.entry
        for due in item.assessment.due:
            bounds = span(due.date)
            if bounds is None or due.precision is not Precision.DAY or not today <= bounds[0] <= today + AHEAD:
                continue
            reminder = Reminder(
                deadline=deadline(due, today, talk, besides=entry.title),
                title=entry.title,
                url=entry.url or item.source.url,
                language=spoken(entry),
                platforms=badges(item.assessment, fleet),
            )
            found.setdefault((item.story or f"entry-{item.entry_id}-{item.id}", due.date), (bounds[0], reminder))
    return tuple(reminder for _, reminder in sorted(found.values(), key=lambda pair: (pair[0], pair[1].title)))


def _summary(cards: int, soon: int, talk: Speech) -> str:
    parts = []
    if cards:
        parts.append(talk.count("{n} matter for users", "{n} matters for users", cards))
    if soon:
        parts.append(talk.count("{n} date within seven days", "{n} dates within seven days", soon))
    return ("; ".join(parts) + ".") if parts else ""


def _subject(day: date, cards: int, soon: int, talk: Speech) -> str:
    if cards:
        what = talk.count("{n} matter for users", "{n} matters for users", cards)
    elif soon:
        what = talk.count("{n} date within seven days", "{n} dates within seven days", soon)
    else:
        what = talk.say("nothing new for users")
    return talk.say("omfeed helpdesk {day}: {what}", day=talk.day(day, short=True), what=what)
