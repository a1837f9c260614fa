"""Reads a list that comes in parts as far as it is news, or to its end where it must be whole.

Where a part of a rolling list cannot be had, what was read is taken all the same, and the place is kept: the next night
reads on past what is known until it has closed the gap, so that nothing in between is lost.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from omfeed.collect.parts import next_part, whole
from omfeed.errors import FetchError, ParseError
from omfeed.following import Job, Whole, age
from omfeed.model import Parsed, Window
from omfeed.net.request import Failed, Fetched, Fresh
from omfeed.store.values import HeldPage, PageState
from omfeed.understand import read

log = logging.getLogger(__name__)


def gathered(
    job: Job, answer: Fresh, parsed: Parsed, *, get: Callable[[str], Fetched], most: int, now: datetime
) -> Whole:
    """A list with the parts of it that are to be read.

    Args:
        job: whose list.
        answer: its first part.
        parsed: what was read on that.
        get: asks for a part.
        most: how many further parts are asked.
        now: the moment.

    Raises:
        FetchError: a list that must be whole is not.
        ParseError: its first part is no list of rows.
    """
    source = job.source
    # A list that names its next part has no order that we know; one that shows everything must be whole.
    must = parsed.window is not Window.ROLLING or "://" not in source.more
    gap = next((page for page in job.held if page.url == source.more and page.state is PageState.FAILING), None)
    parts, newest, lacks, broke = [answer.body], parsed, "", False
    url = next_part(source, parts)
    while url and (must or _goes_on(job, newest, gap, now)):
        if len(parts) > most:
            what = "parts" if must else "parts that are new"
            lacks = f"the list has more {what} than may be asked in a night ([network] pages_a_night)."
            break
        lacks, newest, url = _part(job, parts, get(url), newest)
        if lacks:
            broke = True
            break
    if lacks and must:
        raise FetchError(
            f"Part {len(parts) + 1} of the list is missing: {lacks}",
            hint="Nothing of it was taken; it is asked again next night.",
        )
    if lacks:
        log.warning("%s: part %s of the list is missing: %s", source.id, len(parts) + 1, lacks)
        lacks = f"The list was read up to part {len(parts)}; of the next: {lacks}"
    gap = _marked(job, gap, lacks, now) if broke else gap and replace(gap, state=PageState.READ, failures=0, error="")
    if len(parts) == 1:
        return Whole(body=answer.body, parsed=parsed, lacks=lacks, gap=gap)
    body = whole(parts)
    told = read(source, body, "")
    return Whole(body=body, parsed=told if must else _trimmed(told, job), parts=len(parts), lacks=lacks, gap=gap)


def _part(job: Job, parts: list[bytes], fetched: Fetched, before: Parsed) -> tuple[str, Parsed, str]:
    """Take in a further part: why it cannot be, or empty; what was read on it; where the list goes on."""
    if not isinstance(fetched, Fresh):
        return (str(fetched.error) if isinstance(fetched, Failed) else "It was called unchanged."), before, ""
    try:
        newest = read(job.source, fetched.body, fetched.charset)
        url = next_part(job.source, [*parts, fetched.body])
    except ParseError as error:
        return str(error), before, ""
    parts.append(fetched.body)
    return "", newest, url


def _trimmed(parsed: Parsed, job: Job) -> Parsed:
    """The same without what stands below the oldest entry that is known: it was never asked for, and is no news."""
    last = max((at for at, entry in enumerate(parsed.entries) if entry.key in job.known), default=None)
    return parsed if last is None else replace(parsed, entries=parsed.entries[: last + 1])


def _goes_on(job: Job, part: Parsed, gap: HeldPage | None, now: datetime) -> bool:
    """Whether what follows a part may be new, too: all of it was; or the gap, or the look-back, goes on."""
    if not part.entries:
        return False
    if gap is not None:
        return any(entry.published[:10] >= gap.had for entry in part.entries)
    if job.first:
        days = job.source.look_back_days
        return any(age(entry.published, now.date(), 1 << 20) < days for entry in part.entries)
    return not any(entry.key in job.known for entry in part.entries)


def _marked(job: Job, before: HeldPage | None, lacks: str, now: datetime) -> HeldPage:
    """The place where the list broke off, by the newest date that was known before it did."""
    nights = 1
    if before is not None:
        nights = before.failures + (before.asked is None or before.asked.date() != now.date())
    return HeldPage(
        url=job.source.more,
        had=before.had if before is not None else job.newest,
        since=before.since if before is not None else now,
        listed=now,
        state=PageState.FAILING,
        asked=now,
        failures=nights,
        error=lacks,
    )
