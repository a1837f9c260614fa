"""The monthly report for stakeholders as a letter: what `omfeed report` writes, sent to whoever subscribed to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from omfeed.deliver.letters import Letter
from omfeed.dispatch import schedule
from omfeed.dispatch.writing import Wording, lines
from omfeed.model import Audience, Cadence, Subscription
from omfeed.publish import Edition
from omfeed.store import Store

MOST: Final = 3
"""So many months at most are reported at once to whom reports did not reach."""
_KEY: Final = re.compile(r"/report-(\d{4})-(\d{2})$")


def is_report(subscription: Subscription) -> bool:
    """Whether a subscription is to the report: stakeholders read no digest."""
    return subscription.audience is Audience.STAKEHOLDER and subscription.cadence is Cadence.MONTHLY


def months(
    subscription: Subscription, last: datetime | None, now: datetime, missed: Sequence[str] = ()
) -> tuple[date, ...]:
    """The first days of the months that are to be reported now, oldest first.

    Args:
        subscription: whose; a month is one of their time zone.
        last: when the last report was made, or none: then the last whole month alone is reported.
        now: the moment, UTC.
        missed: keys of reports that never arrived.
    """
    newest = _before(schedule.local_day(subscription, now).replace(day=1))
    found = {newest}
    if last is not None:
        month, told = newest, schedule.local_day(subscription, last).replace(day=1)
        while month >= told and len(found) < MOST:
            found.add(month)
            month = _before(month)
    found |= {date(int(one[1]), int(one[2]), 1) for key in missed if (one := _KEY.search(key))}
    return tuple(sorted(found))[-MOST:]


def key(subscription: Subscription, month: date) -> str:
    """The key of the delivery of a month's report."""
    return f"{subscription.id}/report-{month:%Y-%m}"


def letter(store: Store, subscription: Subscription, month: date, edition: Edition, kept: Wording) -> Letter:
    """The report of a month, of what the subscriber wants to know.

    Raises:
        StoreError: the database could not be read.
        ConfigError: a template of the user's cannot be used.
    """
    from css_inline import CSSInliner

    from omfeed.diff.compare import shown
    from omfeed.digest.contexts import Period
    from omfeed.digest.render import render
    from omfeed.digest.report import build_report
    from omfeed.digest.select import fits, is_private, is_told

    zone = ZoneInfo(subscription.time_zone)
    ends = (month + timedelta(days=31)).replace(day=1)
    since = datetime.combine(month, time(), zone).astimezone(UTC)
    until = datetime.combine(ends, time(), zone).astimezone(UTC)
    wanted = subscription.wanted
    items = [item for item in store.items(since=since, until=until) if fits(item, wanted)]
    standing = [item for item in store.items(announced=None, standing=True, dated=True) if fits(item, wanted)]
    last = ends - timedelta(days=1)
    context = build_report(
        items,
        store.health(),
        edition.fleet,
        Period(since=since, until=until, label=last, health_told=since),
        standing=standing,
        rediff=shown,
        language=subscription.language,
    )
    rendered = render(context, folders=edition.templates)
    told = [item for item in items if is_told(item) and not is_private(item)]
    return Letter(
        subject=rendered.subject,
        text=rendered.text,
        # Mail programs drop style sheets.
        html=CSSInliner(load_remote_stylesheets=False).inline(rendered.html),
        language=subscription.language,
        lines=lines(told, edition.fleet, last, subscription.language, kept),
        summary=context.summary,
    )


def _before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)
