"""The mail form of a digest: one column of tables with styles in the elements, within the size that mail programs show.

Classic Outlook lays pages out with Word, and Gmail drops style sheets and cuts what is longer than about 102 KB: so
the mail has tables for boxes, each element carries its own style, and what does not fit is counted, not lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from omfeed.digest.contexts import (
    AdminContext,
    Card,
    HelpCard,
    HelpdeskContext,
    Page,
    Reminder,
    Rendered,
)
from omfeed.digest.health_contexts import HealthHead
from omfeed.digest.render import html_alone, plain_text
from omfeed.digest.speech import Speech, speech

MOST_BYTES = 90_000
"""Size of a mail's HTML at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSection:
    """One part of a mail."""

    title: str
    """Its heading."""
    cards: tuple[Card, ...] = ()
    """Items told in full (admin)."""
    helpcards: tuple[HelpCard, ...] = ()
    """Items told in full (helpdesk)."""
    lines: tuple[Card, ...] = ()
    """Items told in a line each."""
    reminders: tuple[Reminder, ...] = ()
    """Dates of the next days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailContext(Page):
    """A digest as a mail (``templates/mail``)."""

    template: ClassVar[str] = "mail"

    heading: str
    """“Admin digest” or “Helpdesk digest”."""
    day: str
    """The digest's day in words."""
    health: HealthHead
    """How well we see."""
    quiet: bool
    """True when there is nothing to tell."""
    summary: str
    """The digest in a sentence."""
    sections: tuple[MailSection, ...]
    """What it tells."""
    more: str
    """How many items did not fit, in words; empty when all did."""
    more_url: str
    """Where the whole digest can be read, or empty."""
    notes: tuple[str, ...]
    """What waits for somebody, and what our own rules muted, a sentence each; empty for the helpdesk."""


def mail(
    context: AdminContext | HelpdeskContext,
    *,
    more_url: str = "",
    most_bytes: int = MOST_BYTES,
    folders: Sequence[Path] = (),
) -> Rendered:
    """A digest as a mail: HTML within the bound, and the digest's own plain text, which stands alone.

    Args:
        context: the digest.
        more_url: absolute address of the whole digest on the web, or empty.
        most_bytes: size of the HTML at most.
        folders: the user's folders of templates.

    Raises:
        ConfigError: a template of the user's cannot be used.
    """
    text = plain_text(context, folders=folders)
    every = _sections(context)
    count = sum(_size(section) for section in every)
    # The most items that fit, found by halving: a mail of n items is never longer than one of n + 1.
    fits, over = -1, count + 1
    best = ""
    while fits + 1 < over:
        tried = count if fits < 0 and over > count else (fits + over) // 2
        html = _html(context, every, tried, count, more_url, folders)
        if len(html.encode()) <= most_bytes or tried == 0:
            fits, best = tried, html
        else:
            over = tried
    return Rendered(html=best, text=text, subject=context.subject)


def _html(
    context: AdminContext | HelpdeskContext,
    every: Sequence[MailSection],
    most: int,
    count: int,
    more_url: str,
    folders: Sequence[Path],
) -> str:
    from css_inline import CSSInliner

    talk = speech(context.language)
    page = MailContext(
        language=context.language,
        subject=context.subject,
        heading=_heading(context, talk),
        day=context.day,
        health=context.health,
        quiet=context.quiet,
        summary=context.summary,
        sections=_first(every, most),
        more=talk.count("{n} more item", "{n} more items", count - most) if most < count else "",
        more_url=more_url,
        notes=tuple(note for note in (context.unseen, context.undelivered, context.muted) if note)
        if isinstance(context, AdminContext)
        else (),
    )
    # Nothing is loaded: the one style sheet stands in the page, and what is for screens only stays there.
    inliner = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    return inliner.inline(html_alone(page, folders=folders))


def _heading(context: AdminContext | HelpdeskContext, talk: Speech) -> str:
    return talk.say("Admin digest") if isinstance(context, AdminContext) else talk.say("Helpdesk digest")


def _sections(context: AdminContext | HelpdeskContext) -> list[MailSection]:
    talk = speech(context.language)
    if isinstance(context, HelpdeskContext):
        soon = [MailSection(title=talk.say("Next 7 days"), reminders=context.soon)] if context.soon else []
        return soon + [
            MailSection(title=_with(group.label, group.devices), helpcards=group.cards)
            for group in context.platforms
            if group.cards
        ]
    return [
        *([MailSection(title=talk.say("Act now"), cards=context.act)] if context.act else []),
        *(
            MailSection(title=_with(group.label, group.devices), cards=group.cards)
            for group in context.platforms
            if group.cards
        ),
        *([MailSection(title=talk.say("Edited since announced"), cards=context.edits)] if context.edits else []),
        *(MailSection(title=folded.reason, lines=folded.cards) for folded in context.rest),
    ]


def _with(label: str, devices: str) -> str:
    return f"{label} · {devices}" if devices else label


def _size(section: MailSection) -> int:
    return len(section.cards) + len(section.helpcards) + len(section.lines) + len(section.reminders)


def _first(every: Sequence[MailSection], most: int) -> tuple[MailSection, ...]:
    """The first so many items of all sections, in order."""
    taken: list[MailSection] = []
    for section in every:
        if most <= 0:
            break
        taken.append(
            MailSection(
                title=section.title,
                cards=section.cards[:most],
                helpcards=section.helpcards[:most],
                lines=section.lines[:most],
                reminders=section.reminders[:most],
            )
        )
        most -= _size(section)
    return tuple(taken)
