"""Puts what a subscriber wants to know into a letter, in the subscriber's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from omfeed.deliver.letters import Letter, Line
from omfeed.model import Audience, Cadence, Channel, Fleet, Item, Severity, SourceHealth, Subscription
from omfeed.publish import Edition

_WORDS: Final = 60


def chosen(items: Sequence[Item], subscription: Subscription) -> tuple[Item, ...]:
    """The changes that a subscriber wants to read and may, in their order."""
    from omfeed.digest.select import fits, for_helpdesk, is_private, is_told

    # A file of the site is for whoever the site is served to, whatever audience it is written for.
    for_admins = subscription.audience is Audience.ADMIN and subscription.channel not in {
        Channel.FEED,
        Channel.CALENDAR,
    }
    return tuple(
        item
        for item in items
        if is_told(item)
        and fits(item, subscription.wanted)
        and (for_admins or not is_private(item))
        and (subscription.audience is not Audience.HELPDESK or for_helpdesk(item))
        and (subscription.cadence is not Cadence.CRITICAL or item.assessment.severity is Severity.CRITICAL)
    )


def digest(
    items: Sequence[Item],
    health: Sequence[SourceHealth],
    edition: Edition,
    *,
    audience: Audience,
    language: str,
    urgent: bool,
    since: datetime | None,
    now: datetime,
    day: date,
    base_url: str = "",
    owners: Mapping[str, str] | None = None,
) -> Letter:
    """One letter that tells all of these changes.

    Args:
        items: what is told, chosen already.
        health: how each source stands.
        edition: fleet and templates.
        audience: for whom it is written.
        language: of the frame.
        urgent: whether it cannot wait.
        since: moment of the letter before, or none.
        now: its own moment, UTC.
        day: the reader's day.
        base_url: where digests are served, or empty.
        owners: who looks after what, by key of the matter.
    """
    from omfeed.diff.compare import shown
    from omfeed.digest.admin import build_admin
    from omfeed.digest.contexts import AdminContext, HelpdeskContext, Period
    from omfeed.digest.helpdesk import build_helpdesk
    from omfeed.digest.mail import mail

    period = Period(since=since, until=now, label=day)
    context: AdminContext | HelpdeskContext
    if audience is Audience.HELPDESK:
        context = build_helpdesk(items, health, edition.fleet, period, rediff=shown, language=language)
    else:
        context = build_admin(items, health, edition.fleet, period, rediff=shown, language=language, owners=owners)
    more_url = f"{base_url}/{day.isoformat()}/{audience}.html" if base_url else ""
    rendered = mail(context, more_url=more_url, folders=edition.templates)
    return Letter(
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        language=language,
        lines=lines(items, edition.fleet, day, language),
        summary=context.summary,
        trouble="; ".join(f"{one.title}: {one.state_word}" for one in context.health.troubles),
        more_url=more_url,
        more_word=_read_more(language),
        urgent=urgent,
    )


def single(item: Item, fleet: Fleet, day: date, *, language: str, urgent: bool, follows: str = "") -> Letter:
    """One letter about one change: for ticket systems and their mailboxes."""
    (line,) = lines([item], fleet, day, language) or (Line(title=item.change.entry.title, url=item.change.entry.url),)
    facts = " · ".join(part for part in (line.kind_word, line.severity_word, line.platforms, line.devices) if part)
    parts = [facts, line.due, *line.meaning, item.change.shown_text or item.change.entry.text, line.url]
    return Letter(
        subject=f"[omfeed:{line.story}] {line.title}",
        text="\n\n".join(part for part in parts if part),
        language=language,
        lines=(line,),
        summary=facts,
        more_url=line.url,
        more_word=_read_more(language),
        urgent=urgent,
        follows=follows,
    )


def lines(items: Sequence[Item], fleet: Fleet, day: date, language: str) -> tuple[Line, ...]:
    """One line a matter, worst first."""
    from omfeed.diff.compare import shown
    from omfeed.digest.cards import card, worst_first
    from omfeed.digest.select import stories
    from omfeed.digest.speech import speech

    talk = speech(language)
    told = [(one, card(one, fleet, day, talk)) for one in stories(items, rediff=shown)]
    told.sort(key=lambda pair: worst_first(pair[1]))
    return tuple(
        Line(
            title=made.title,
            url=made.url,
            severity=made.severity,
            severity_word=made.severity_word,
            kind_word=made.kind_word,
            meaning=made.deltas,
            platforms=", ".join(badge.label for badge in made.platforms),
            devices=made.devices,
            due=" ".join(part for part in (made.deadlines[0].text, made.deadlines[0].distance) if part)
            if made.deadlines
            else "",
            due_iso=made.deadlines[0].iso if made.deadlines else "",
            action_required=made.action_required,
            user_visible=made.user_visible,
            source=made.source,
            text=" ".join(" ".join(made.text).split()[:_WORDS]),
            story=made.anchor,
            is_updated=made.kind != "new",
        )
        for one, made in told
    )


def _read_more(language: str) -> str:
    from omfeed.digest.speech import speech

    return speech(language).say("Read more")
