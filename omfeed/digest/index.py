"""Builds the archive page: every night that was digested, newest first, with its counts and pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from omfeed.digest.contexts import PageLink
from omfeed.digest.site_contexts import IndexContext, IndexMonth, IndexNight
from omfeed.digest.speech import Speech, speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What the archive page knows of one night."""

    day: date
    changes: int
    """How many changes were told."""
    act: int
    """How many of them need action."""
    troubles: int = 0
    """How many sources were not well."""
    files: tuple[tuple[str, str], ...] = ()
    """Its digests: an audience's name (or other words) and address relative to the archive page."""


def build_index(
    nights: Sequence[Night], *, language: str = "en", pages: Sequence[tuple[str, str]] = ()
) -> IndexContext:
    """The archive page.

    Args:
        nights: all nights, in any order.
        language: language of the frame.
        pages: further pages of the site: words of the link and relative address.
    """
    talk = speech(language)
    ordered = sorted(nights, key=lambda night: night.day, reverse=True)
    months = tuple(
        IndexMonth(label=talk.month(group[0].day), nights=tuple(_night(night, talk) for night in group))
        for _, found in groupby(ordered, key=lambda night: (night.day.year, night.day.month))
        for group in [list(found)]
    )
    return IndexContext(
        language=language,
        subject=talk.say("Digests by night"),
        summary=talk.count("{n} night", "{n} nights", len(ordered)),
        months=months,
        pages=tuple(PageLink(title=title, href=href) for title, href in pages),
    )


def _night(night: Night, talk: Speech) -> IndexNight:
    counts = talk.count("{n} change", "{n} changes", night.changes)
    if night.act:
        counts += ", " + talk.count("{n} needs action", "{n} need action", night.act)
    return IndexNight(
        iso=night.day.isoformat(),
        day=talk.day(night.day, weekday=True),
        counts=counts,
        quiet=not night.changes,
        trouble=talk.count("{n} source not well", "{n} sources not well", night.troubles) if night.troubles else "",
        pages=tuple(PageLink(title=_digest_word(title, talk), href=href) for title, href in night.files),
    )


def _digest_word(title: str, talk: Speech) -> str:
    """The name of an audience in words; any other title as it is."""
    return {
        "admin": talk.say("Admin digest"),
        "helpdesk": talk.say("Helpdesk digest"),
        "stakeholder": talk.say("Monthly report"),
    }.get(title, title)
