"""Follows a list without a database: for a recording, and to show what a source would tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from omfeed.asking import Net, permitted
from omfeed.collect import registry
from omfeed.following import Following, Job
from omfeed.model import Parsed, Source
from omfeed.net.request import Fetched, Fresh, Request
from omfeed.net.robots import Robots


def record(source: Source, net: Net, *, robots: Robots, now: datetime, most: int) -> Fetched:
    """Fetch a source and what a night that knows nothing of it would follow it to, as far as its site permits.

    Args:
        source: with the address to ask.
        net: keeps what it fetches.
        robots: asks sites for their leave, and keeps what they say as well.
        now: the moment.
        most: how many further parts and pages are asked.
    """
    request = Request(source.url, allow_private=source.allow_private, allow_file=source.allow_file)
    heeded = source.robots and registry.reads_pages(source.collector)
    answer = permitted(net, request, robots if heeded else None)
    if isinstance(answer, Fresh) and (source.follow or source.more):
        # A night that knows the source may ask whatever is young.
        wide = replace(source, look_back_days=max(source.look_back_days, source.follow_days))
        following = Following(net=net, robots=robots, now=now, most=most)
        following.follow(Job(source=wide, answer=answer, as_before=False, first=True))
    return answer


def tried(source: Source, answer: Fresh, parsed: Parsed, net: Net, *, now: datetime, most: int) -> tuple[Parsed, str]:
    """What a list tells together with its newest pages, and how reading them went, in words.

    Args:
        source: which has pages to be followed to.
        answer: its list.
        parsed: what was read on it.
        net: the way out.
        now: the moment.
        most: how many pages are asked.
    """
    from omfeed.collect.joining import joined

    following = Following(net=net, robots=Robots(net), now=now, most=most)
    newest = replace(source, follow_newest=most, look_back_days=0, more="")
    done = following.follow(Job(source=newest, answer=answer, as_before=False, first=True))
    readings = {one.page.url: one.reading for one in done.news if one.reading is not None}
    words = f"{len(readings)} of the newest pages read by {source.follow}"
    if not done.news:
        words = "no entry has a page on a host that this source may be followed to (see follow_hosts)"
    if done.trouble is not None:
        words = f"{words}; {done.trouble.failed} could not be: {done.trouble.words}"
    return joined(parsed, source, readings), words
