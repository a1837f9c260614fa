"""Tries the user's templates on an invented night: one matter that shows every part of a card, and its edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from omfeed.errors import ConfigError
from omfeed.model import (
    Assessment,
    Audience,
    Change,
    ChangeKind,
    Due,
    Entry,
    Fleet,
    Item,
    Nature,
    Platform,
    Precision,
    Severity,
    Source,
)

if TYPE_CHECKING:
    from omfeed.digest.contexts import AdminContext, HelpdeskContext
    from omfeed.digest.report_contexts import NoticeContext


def tried(folders: Sequence[Path], fleet: Fleet, languages: Sequence[str], now: datetime) -> Iterator[ConfigError]:
    """What is wrong with templates and languages, each once; digests, mails and a notice are laid out to see it.

    Args:
        folders: the user's folders of templates.
        fleet: what we manage.
        languages: those that anybody reads.
        now: the moment, UTC.
    """
    from omfeed.digest.mail import mail
    from omfeed.digest.render import html_alone, plain_text

    told: set[str] = set()
    for language in dict.fromkeys(languages):
        try:
            admin, helpdesk, notice = _pages(fleet, language, now)
        except ConfigError as error:
            yield error
            continue
        attempts: list[Callable[[], object]] = []
        for page in (admin, helpdesk, notice):
            attempts += [partial(html_alone, page, folders=folders), partial(plain_text, page, folders=folders)]
        attempts += [partial(mail, admin, folders=folders), partial(mail, helpdesk, folders=folders)]
        for attempt in attempts:
            try:
                attempt()
            except ConfigError as error:
                if error.message not in told:
                    told.add(error.message)
                    yield error


def _pages(fleet: Fleet, language: str, now: datetime) -> tuple[AdminContext, HelpdeskContext, NoticeContext]:
    """The invented night as each of its readers is told it."""
    from omfeed.digest.admin import build_admin
    from omfeed.digest.contexts import Period
    from omfeed.digest.helpdesk import build_helpdesk
    from omfeed.digest.notice import build_notice

    items = _night(now)
    period = Period(since=now - timedelta(days=1), until=now, label=now.date())
    return (
        build_admin(items, (), fleet, period, language=language),
        build_helpdesk(items, (), fleet, period, language=language),
        build_notice(items[:1], now.date(), language=language),
    )


def _night(now: datetime) -> tuple[Item, ...]:
    """One matter that shows every part of a card, and its edit: enough that each template has something to show."""
    day = date.fromordinal(now.date().toordinal() + 10)
    source = Source(id="check", title="A source", url="https://check.example/", collector="learn-html")
    words = "Users see a new prompt. Sign in again to continue. Admins must update the profile."
    entry = Entry(title="A check of the templates", html=f"<p>{words}</p>", text=words, url=source.url)
    judged = Assessment(
        platforms=(Platform.IOS,),
        nature=Nature.CHANGED,
        action_required=True,
        user_visible=True,
        due=(Due(date=day.isoformat(), precision=Precision.DAY, what="ends"),),
        severity=Severity.HIGH,
        audiences=(Audience.ADMIN, Audience.HELPDESK),
        topics=("enrolment",),
    )
    new = Change(kind=ChangeKind.ADDED, material=True, after=entry, shown_html=entry.html, shown_text=entry.text)
    edit = Change(
        kind=ChangeKind.EDITED, material=True, before=entry, after=entry,
        shown_html=f"<p><ins>{words}</ins></p>", shown_text=f"{{+{words}+}}",
    )  # fmt: skip
    return tuple(
        Item(id=number, at=now, run_id=1, source=source, change=change, assessment=judged, entry_id=number)
        for number, change in enumerate((new, edit), 1)
    )
