"""Asks every source for its body: conditionally, concurrently, a bounded way ahead, and with the leave of its site.

What comes back is in the order of the sources, so that two nights over the same bodies number their changes alike.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol, assert_never

from omfeed.collect import registry
from omfeed.errors import Refused
from omfeed.logbook import of_source
from omfeed.model import Source
from omfeed.net.request import Failed, Fetched, Fresh, Request, Unchanged
from omfeed.net.robots import Robots
from omfeed.store.values import Standing
from omfeed.text import addresses
from omfeed.text.counting import counted

log = logging.getLogger(__name__)

_AT_ONCE: Final = 16
"""Requests under way at once; the client bounds each host further."""
_AHEAD: Final = 32
"""Bodies fetched before they can be recorded, at most: what bounds memory."""
_MISSING: Final = frozenset({404, 410})
"""Statuses by which a server says that there is nothing (yet) at an address."""


class Net(Protocol):
    """The way out."""

    def get(self, request: Request) -> Fetched:
        """Fetch; failures are values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How the sources of one night are asked."""

    net: Net
    standings: Mapping[str, Standing]
    """How each source stood before."""
    anew: Callable[[Source, Standing], bool]
    """Whether the body last read would now be read otherwise, so that it is needed again."""
    today: date
    """The day, for addresses that name their month."""
    robots: Robots | None = None
    """Asks sites whether their pages may be fetched by programs; none: nobody is asked."""

    def answers(self, sources: Sequence[Source]) -> Iterator[tuple[Source, Fetched]]:
        """Every source, with the address that was asked, and what it answered; in order."""
        pool = ThreadPoolExecutor(max_workers=_AT_ONCE, thread_name_prefix="fetch")
        waiting: deque[Future[tuple[Source, Fetched]]] = deque()
        patient = True
        try:
            for source in sources:
                # The thread that asks logs for the same run.
                waiting.append(pool.submit(copy_context().run, self._ask, source))
                if len(waiting) >= _AHEAD:
                    yield from _told(waiting.popleft())
            while waiting:
                yield from _told(waiting.popleft())
        except KeyboardInterrupt:
            # Whoever presses Ctrl-C waits for no server; what is under way dies with the process.
            patient = False
            raise
        finally:
            pool.shutdown(wait=patient, cancel_futures=True)

    def _ask(self, source: Source) -> tuple[Source, Fetched]:
        """What a source answers, and the source with the address that was asked.

        A new month's issue appears some days into the month; until then the one before is still read.
        """
        this_month, *before = addresses.issues(source.url, self.today)
        asked = source if this_month == source.url else replace(source, url=this_month)
        with of_source(source.id):
            return self._answer(source, asked, before)

    def _answer(self, source: Source, asked: Source, before: Sequence[str]) -> tuple[Source, Fetched]:
        answer = self._get(asked)
        if before and isinstance(answer, Failed) and getattr(answer.error, "status", None) in _MISSING:
            earlier = replace(source, url=before[0])
            instead = self._get(earlier)
            if not isinstance(instead, Failed):
                return earlier, instead
        return asked, answer

    def _get(self, source: Source) -> Fetched:
        """Fetch a source, unless it is a page that its site does not let programs fetch."""
        robots = self.robots if source.robots and registry.reads_pages(source.collector) else None
        return permitted(self.net, self._request(source), robots)

    def _request(self, source: Source) -> Request:
        standing = self.standings.get(source.id)
        request = Request(url=source.url, allow_private=source.allow_private, allow_file=source.allow_file)
        # Validators speak of the body they came with; another address or another way of reading needs the body itself.
        if standing is None or standing.url != source.url or self.anew(source, standing):
            return request
        return replace(request, etag=standing.etag, last_modified=standing.last_modified)


def _told(asked: Future[tuple[Source, Fetched]]) -> Iterator[tuple[Source, Fetched]]:
    """What came of asking; whatever is logged while it is worked on belongs to its source."""
    source, fetched = asked.result()
    with of_source(source.id):
        log.info("%s: %s in %.1f s", source.id, _in_words(fetched), fetched.seconds)
        yield source, fetched


def _in_words(fetched: Fetched) -> str:
    match fetched:
        case Unchanged():
            return "unchanged"
        case Fresh():
            return f"a body of {counted(len(fetched.body), 'byte')}"
        case Failed():
            return f"failed: {fetched.error}"
        case _:
            assert_never(fetched)


def permitted(net: Net, request: Request, robots: Robots | None) -> Fetched:
    """Fetch, unless the site does not let programs do so.

    The site is asked before a body is fetched for the first time. A page that was permitted and is only asked whether
    it changed costs no further request; when it did, the site is asked again before the body is used.

    Args:
        net: the way out.
        request: what to ask.
        robots: asks sites; none: nobody is asked.
    """
    conditional = bool(request.etag or request.last_modified)
    if robots is not None and not conditional and not robots.allow(request):
        return _forbidden(request.url)
    answer = net.get(request)
    if robots is not None and conditional and isinstance(answer, Fresh) and not robots.allow(request):
        return _forbidden(request.url)
    return answer


def _forbidden(url: str) -> Failed:
    error = Refused(
        f"The robots.txt of its site asks programs to stay away from {url}.",
        hint="Look for a feed of it, or ask its publisher; with their leave, set robots = false for this source.",
    )
    return Failed(error=error, final_url=url)
