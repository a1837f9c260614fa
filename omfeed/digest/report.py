"""Builds the monthly report for stakeholders; its totals are those of the nightly digests, item by item."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from omfeed.digest.ahead import dates_ahead
from omfeed.digest.cards import card, due_order, first_due, judged_of, owner, worst_first
from omfeed.digest.charts import lying, upright
from omfeed.digest.contexts import Card, Period
from omfeed.digest.dates import claimed_day, span
from omfeed.digest.head import head
from omfeed.digest.phrases import devices, due_list
from omfeed.digest.report_contexts import Chart, DutyRow, Figure, ReportContext, ReportList
from omfeed.digest.select import Rediff, Told, is_private, is_told, stories, story_of, touches
from omfeed.digest.select import muted as count_muted
from omfeed.digest.slips import slip_rows
from omfeed.digest.speech import Speech, speech
from omfeed.model import Assessment, ChangeKind, Fleet, Item, Platform, Precision, SourceHealth

AHEAD = timedelta(days=90)
"""How far ahead dates are listed."""

_EDITED = frozenset({ChangeKind.EDITED, ChangeKind.RESTORED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What was done about a story that asked something of us."""

    done_on: date | None = None
    """The day it was done; none: it is open."""
    owner: str = ""


def build_report(
    items: Sequence[Item],
    health: Sequence[SourceHealth],
    fleet: Fleet,
    period: Period,
    *,
    standing: Sequence[Item] = (),
    duties: Mapping[str, Duty] | None = None,
    guides_open: int | None = None,
    rediff: Rediff | None = None,
    owners: Mapping[str, str] | None = None,
    language: str = "en",
    csv: str = "",
    home: str = "",
    pages: str = "",
) -> ReportContext:
    """The report of a month.

    Args:
        items: every change that the nights of the month told, in any order.
        health: every source's state at its end.
        fleet: what we manage.
        period: the month; its label is its last day.
        standing: the latest change of every entry known, for the dates ahead.
        duties: what was done, by story key; none: nobody records it, and no readiness is claimed.
        guides_open: how many guides wait to be brought up to date; none: unknown.
        rediff: see ``select.stories``.
        owners: who looks after what, see ``build_admin``.
        language: language of the frame.
        csv: relative address of the table beside it.
        home: relative address of the archive page.
        pages: relative address of the folder of story pages, ending in a slash.
    """
    talk = speech(language)
    told = [item for item in items if is_told(item) and not is_private(item)]
    matters = stories(told, rediff=rediff)
    made = [
        (matter, judged_of(matter), card(matter, fleet, period.label, talk, pages=pages, owners=owners))
        for matter in matters
    ]
    made.sort(key=lambda one: worst_first(one[2]))
    ours = [one for one in made if touches(one[1], fleet)]
    acting = sorted((one for one in ours if one[1].action_required), key=lambda one: first_due(one[1], period.label))
    month = talk.month(period.label)
    readiness, formula = _readiness([(m.key, j) for m, j, _ in acting], duties, period.label, talk)
    edited = {story_of(item) for item in told if item.change.kind in _EDITED}
    lists = _lists(made, ours, acting, edited, talk)
    hidden = count_muted([item for item in items if not is_private(item)])
    return ReportContext(
        language=language,
        subject=talk.say("Report for {month}", month=month),
        month=month,
        health=head(health, len(told), len(made), talk, told=period.health_told, advise=False),
        summary=_summary(len(told), len(ours), len(acting), talk),
        muted=talk.count("{n} change muted by your rules", "{n} changes muted by your rules", hidden) if hidden else "",
        figures=_figures(told, lists, talk),
        readiness=readiness,
        formula=formula,
        charts=_charts(told, fleet, period, talk),
        duties=tuple(_duty(*one, duties, fleet, period.label, talk, owners or {}) for one in acting),
        ahead=dates_ahead(standing, fleet, period.label, talk, within=AHEAD),
        slips=slip_rows(told, {matter.key: shown for matter, _, shown in made}, talk),
        lead_time=_lead_time(told, talk),
        guides=talk.count("{n} guide of ours is stale", "{n} guides of ours are stale", guides_open)
        if guides_open
        else "",
        lists=lists,
        csv=csv,
        home=home,
    )


def _summary(changes: int, ours: int, acting: int, talk: Speech) -> str:
    return talk.say(
        "{changes} came; {ours} us; {acting}.",
        changes=talk.count("{n} change", "{n} changes", changes),
        ours=talk.count("{n} item touched", "{n} items touched", ours),
        acting=talk.count("{n} asked us to act", "{n} asked us to act", acting),
    )


def _figures(told: Sequence[Item], lists: Sequence[ReportList], talk: Speech) -> tuple[Figure, ...]:
    whole = Figure(value=talk.number(len(told)), label=talk.say("Changes told"), anchor="nights")
    return (
        whole,
        *(
            Figure(value=talk.number(len(one.cards)), label=one.title, anchor=one.anchor if one.cards else "")
            for one in lists
        ),
    )


def _lists(
    made: Sequence[tuple[Told, Assessment, Card]],
    ours: Sequence[tuple[Told, Assessment, Card]],
    acting: Sequence[tuple[Told, Assessment, Card]],
    edited: Collection[str],
    talk: Speech,
) -> tuple[ReportList, ...]:
    # What came and was edited within the month is both; a list of edits without it would hide how it went on.
    def of(kinds: frozenset[ChangeKind]) -> tuple[Card, ...]:
        return tuple(one[2] for one in made if one[0].lead.change.kind in kinds)

    named = (
        ("ours", talk.say("Touched us"), tuple(one[2] for one in ours)),
        ("act", talk.say("Asked us to act"), tuple(one[2] for one in acting)),
        ("new", talk.say("New items"), of(frozenset({ChangeKind.ADDED, ChangeKind.BASELINE}))),
        ("edited", talk.say("Edited items"), tuple(one[2] for one in made if one[0].key in edited)),
        ("withdrawn", talk.say("Withdrawn items"), of(frozenset({ChangeKind.WITHDRAWN}))),
    )
    return tuple(ReportList(anchor=f"list-{name}", title=title, cards=cards) for name, title, cards in named)


def _readiness(
    acting: Sequence[tuple[str, Assessment]], duties: Mapping[str, Duty] | None, today: date, talk: Speech
) -> tuple[str, str]:
    formula = talk.say(
        "Of the items that asked us to act and whose date has come, the share that was done by that date."
    )
    if duties is None:
        return talk.say("not measured: nobody records yet what was done"), formula
    fell = [(key, day) for key, judged in acting if (day := _deadline_of(judged)) is not None and day <= today]
    if not fell:
        return talk.say("nothing fell due"), formula
    done = sum(1 for key, day in fell if _done_by(duties.get(key), day))
    return (
        talk.say("{share} ({done} of {n})", share=talk.percent(done / len(fell)), done=talk.number(done), n=len(fell)),
        formula,
    )


def _deadline_of(judged: Assessment) -> date | None:
    """The last possible day of its first date."""
    bounds = sorted(found for due in judged.due if (found := span(due.date)) is not None)
    return bounds[0][1] if bounds else None


def _done_by(duty: Duty | None, day: date) -> bool:
    return duty is not None and duty.done_on is not None and duty.done_on <= day


def _duty(
    told: Told,
    judged: Assessment,
    shown: Card,
    duties: Mapping[str, Duty] | None,
    fleet: Fleet,
    today: date,
    talk: Speech,
    owners: Mapping[str, str],
) -> DutyRow:
    duty = (duties or {}).get(told.key)
    day = _deadline_of(judged)
    if duty is not None and duty.done_on is not None:
        state, word = "done", talk.say("done")
    elif duties is not None and day is not None and day < today:
        state, word = "missed", talk.say("missed")
    else:
        state, word = "open", talk.say("open")
    return DutyRow(
        title=shown.title,
        url=shown.page or shown.url,
        language=shown.language,
        due=due_list(sorted(judged.due, key=due_order), talk) or talk.say("no date"),
        state=state,
        state_word=word,
        owner=(duty.owner if duty else "") or owner(told.key, judged, owners),
        devices=devices(judged, fleet, talk),
    )


def _lead_time(told: Sequence[Item], talk: Speech) -> str:
    """Median days from announcement to date, over new items that name a day."""
    days: list[int] = []
    for item in told:
        if item.change.kind not in {ChangeKind.ADDED, ChangeKind.BASELINE}:
            continue
        announced = claimed_day(item.change.entry.published) or item.at.date()
        ends = [span(due.date) for due in item.assessment.due if due.precision is Precision.DAY]
        ahead = sorted(bounds[0] for bounds in ends if bounds is not None and bounds[0] >= announced)
        if ahead:
            days.append((ahead[0] - announced).days)
    if not days:
        return ""
    return talk.count(
        "{n} day from announcement to date, the median of {of}",
        "{n} days from announcement to date, the median of {of}",
        round(median(days)),
        of=talk.count("{n} date", "{n} dates", len(days)),
    )


def _charts(told: Sequence[Item], fleet: Fleet, period: Period, talk: Speech) -> tuple[Chart, ...]:
    first = period.label.replace(day=1)
    nights = [first + timedelta(days=number) for number in range(period.label.day)]
    by_day = dict.fromkeys(nights, 0)
    for item in told:
        day = min(max(item.at.date(), first), period.label)
        by_day[day] += 1
    busiest = max(nights, key=lambda day: (by_day[day], -day.day))
    by_night = upright(
        "nights",
        talk.say("Changes by night"),
        talk.say(
            "The busiest night was {day} with {changes}.",
            day=talk.day(busiest),
            changes=talk.count("{n} change", "{n} changes", by_day[busiest]),
        ),
        [(talk.day(day), str(day.day) if day.day % 5 == 1 else "", by_day[day]) for day in nights],
    )
    platforms = fleet.platforms or tuple(Platform)
    counts = [(platform.label, sum(platform in item.assessment.platforms for item in told)) for platform in platforms]
    counts.append((talk.say("Service and console"), sum(not item.assessment.platforms for item in told)))
    most = max(counts, key=lambda pair: pair[1])
    by_platform = lying(
        "platforms",
        talk.say("Changes by platform"),
        talk.say(
            "Most concerned {platform}: {changes}. One change may concern several platforms.",
            platform=most[0],
            changes=talk.count("{n} change", "{n} changes", most[1]),
        ),
        counts,
    )
    return by_night, by_platform
