"""Builds the admin digest: act now, then what touches our platforms, edits, and the rest a line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from omfeed.digest.ahead import by_impact, dates_ahead
from omfeed.digest.cards import first_due, judged_of, told_before, worst_first
from omfeed.digest.contexts import AdminContext, Card, Folded, Period, PlatformGroup, Pointer
from omfeed.digest.head import head
from omfeed.digest.kept import Kept
from omfeed.digest.phrases import managed
from omfeed.digest.select import Rediff, Told, fits, is_told, stories, touches
from omfeed.digest.select import muted as count_muted
from omfeed.digest.speech import Speech, speech
from omfeed.model import Assessment, DeltaKind, Filter, Fleet, Item, Platform, Severity, SourceHealth

_LOUD = frozenset(
    {
        DeltaKind.DUE_MOVED,
        DeltaKind.DUE_ADDED,
        DeltaKind.DUE_REMOVED,
        DeltaKind.DELAYED,
        DeltaKind.WITHDRAWN,
        DeltaKind.RESTORED,
        DeltaKind.ACTION_REQUIRED,
        DeltaKind.ACTION_DROPPED,
    }
)


def build_admin(
    items: Sequence[Item],
    health: Sequence[SourceHealth],
    fleet: Fleet,
    period: Period,
    *,
    muted: int = 0,
    wanted: Filter | None = None,
    rediff: Rediff | None = None,
    language: str = "en",
    home: str = "",
    pages: str = "",
    owners: Mapping[str, str] | None = None,
    standing: Sequence[Item] = (),
    unseen: int = 0,
    undelivered: int = 0,
    kept: Kept | None = None,
    at_once: Mapping[int, datetime] | None = None,
    faults: Sequence[str] = (),
) -> AdminContext:
    """The admin digest of a period.

    Args:
        items: the changes of the period, in any order; those that are not announced are left out.
        health: every source's state after the period.
        fleet: what we manage; empty: nothing is known, and nothing is folded for not being ours.
        period: the time it covers.
        muted: how many changes muted by our rules are not among ``items``.
        wanted: tell only what fits; none: all.
        rediff: compares first and last state of what was edited more than once, see ``select.stories``.
        language: language of the frame.
        home: relative address of the archive page.
        pages: relative address of the folder of story pages, ending in a slash.
        owners: who looks after what, by story key, platform value or ``*``.
        standing: the latest change of every entry known, for the dates ahead.
        unseen: how many open matters that need action nobody has acknowledged.
        undelivered: how many deliveries wait for another attempt or were refused.
        kept: cards made for other digests of the same fleet.
        at_once: the changes that somebody was told of at once, by id, with the moment.
        faults: which of the user's templates could not be used and were stood in for, a sentence each.
    """
    talk = speech(language)
    make = (kept or Kept()).card
    chosen = [item for item in items if wanted is None or fits(item, wanted)]
    every = stories(chosen, rediff=rediff)
    changes = sum(1 for item in chosen if is_told(item))
    made = {
        told.key: (told, judged_of(told), make(told, fleet, period.label, talk, pages=pages, owners=owners))
        for told in every
    }
    if at_once:
        made = {
            key: (one, judged, replace(shown, told_before=told_before(one, at_once, talk)))
            for key, (one, judged, shown) in made.items()
        }
    ours = [key for key, (told, judged, _) in made.items() if touches(judged, fleet)]
    act = sorted(
        (key for key in ours if made[key][1].action_required),
        key=lambda key: (first_due(made[key][1], period.label), worst_first(made[key][2])),
    )
    edits = [
        key for key in ours if key not in act and made[key][2].kind != "new" and _worth(made[key][0], made[key][1])
    ]
    edits.sort(key=lambda key: worst_first(made[key][2]))
    new = [key for key in ours if key not in act and made[key][2].kind == "new" and _worth(made[key][0], made[key][1])]
    told_open = {*act, *edits, *new}
    cards = {key: made[key][2] for key in made}
    rest = _rest([(judged, cards[key]) for key, (_, judged, _) in made.items() if key not in told_open], fleet, talk)
    act_cards = tuple(cards[key] for key in act)
    rest_count = sum(len(folded.cards) for folded in rest)
    summary = _summary(act_cards, len(new), len(edits), rest_count, talk)
    health_head = replace(head(health, changes, len(made), talk, told=period.health_told), templates=tuple(faults))
    total_muted = muted + count_muted(chosen)
    return AdminContext(
        language=language,
        subject=_subject(period, len(act), changes, bool(health_head.troubles), talk),
        day=talk.day(period.label, weekday=True),
        span=_span(period, talk),
        health=health_head,
        quiet=not made,
        summary=summary,
        act=act_cards,
        platforms=_groups(
            [(made[key][1], cards[key]) for key in new],
            [(made[key][1], cards[key]) for key in (*act, *edits)],
            fleet,
            talk,
        ),
        edits=tuple(cards[key] for key in edits),
        ahead=by_impact(dates_ahead(standing, fleet, period.label, talk)),
        rest=rest,
        rest_count=rest_count,
        muted=talk.count("{n} change muted by your rules", "{n} changes muted by your rules", total_muted)
        if total_muted
        else "",
        unseen=talk.count(
            "{n} matter that needs action has been seen by nobody yet",
            "{n} matters that need action have been seen by nobody yet",
            unseen,
        )
        if unseen
        else "",
        undelivered=talk.count("{n} delivery did not arrive", "{n} deliveries did not arrive", undelivered)
        if undelivered
        else "",
        home=home,
    )


def _worth(told: Told, judged: Assessment) -> bool:
    """Whether it is told in full: not low, or an edit that means something by name."""
    loud = any(delta.kind in _LOUD for item in told.items for delta in item.deltas)
    return loud or judged.severity is not Severity.LOW


def _groups(
    new: Sequence[tuple[Assessment, Card]], elsewhere: Sequence[tuple[Assessment, Card]], fleet: Fleet, talk: Speech
) -> tuple[PlatformGroup, ...]:
    order = fleet.platforms or tuple(Platform)
    groups = []
    for platform in order:
        here = [told for judged, told in new if _first(judged, order) is platform]
        also = [told for judged, told in (*elsewhere, *new) if platform in judged.platforms and told not in here]
        if here or also:
            groups.append(_group(platform.value, platform.label, managed(platform, fleet, talk), here, also))
    service = [told for judged, told in new if not judged.platforms]
    if service:
        groups.append(_group("service", talk.say("Service and console"), "", service, []))
    return tuple(groups)


def _group(name: str, label: str, count: str, here: Sequence[Card], also: Sequence[Card]) -> PlatformGroup:
    return PlatformGroup(
        name=name,
        label=label,
        devices=count,
        cards=tuple(sorted(here, key=worst_first)),
        pointers=tuple(Pointer(title=told.title, anchor=told.anchor, language=told.language) for told in also),
    )


def _first(judged: Assessment, order: Sequence[Platform]) -> Platform | None:
    return next((platform for platform in order if platform in judged.platforms), None)


def _rest(rest: Sequence[tuple[Assessment, Card]], fleet: Fleet, talk: Speech) -> tuple[Folded, ...]:
    none: list[Card] = []
    unaffected: list[Card] = []
    low: list[Card] = []
    for judged, told in rest:
        if touches(judged, fleet):
            low.append(told)
        elif any(platform in fleet.platforms for platform in judged.platforms):
            unaffected.append(told)
        else:
            none.append(told)
    named = (
        (talk.say("Low, on your platforms"), low),
        (talk.say("Touches none of your devices"), unaffected),
        (talk.say("Touches none of your platforms"), none),
    )
    return tuple(Folded(reason=reason, cards=tuple(sorted(cards, key=worst_first))) for reason, cards in named if cards)


def _summary(act: Sequence[Card], new: int, edits: int, rest: int, talk: Speech) -> str:
    parts = []
    if act:
        dates = [day for told in act for day in told.deadlines if not day.past]
        needs = talk.count("{n} item needs action", "{n} items need action", len(act))
        parts.append(talk.say("{needs}, next date {day}", needs=needs, day=dates[0].text) if dates else needs)
    if new:
        parts.append(talk.count("{n} new item touches your platforms", "{n} new items touch your platforms", new))
    if edits:
        parts.append(talk.count("{n} announced item changed", "{n} announced items changed", edits))
    if rest and not parts:
        parts.append(
            talk.count(
                "Nothing asks anything of you; {n} item for the record",
                "Nothing asks anything of you; {n} items for the record",
                rest,
            )
        )
    return ("; ".join(parts) + ".") if parts else ""


def _subject(period: Period, act: int, changes: int, blind: bool, talk: Speech) -> str:
    day = talk.day(period.label, short=True)
    if act:
        what = talk.count("{n} to act on", "{n} to act on", act)
    elif changes:
        what = talk.count("{n} change", "{n} changes", changes)
    else:
        what = talk.say("nothing changed")
    subject = talk.say("omfeed {day}: {what}", day=day, what=what)
    return talk.say("{subject}, blind spots", subject=subject) if blind else subject


def _span(period: Period, talk: Speech) -> str:
    if period.since is None:
        return ""
    if period.until - period.since <= timedelta(hours=36):
        return ""
    return talk.say("since {day}", day=talk.day(period.since.date()))
