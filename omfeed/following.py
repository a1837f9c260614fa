"""Follows a list to what it points to: its further parts, and the page of each entry that is new or young.

It asks only what is not held yet, one request after the other for each source, at most so many a night, with the leave
of each site. What could not be asked waits for the next night; what was read stands whatever becomes of the page.
Nothing is recorded here: a night that is cut off asks again.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit

from omfeed.asking import Net, permitted
from omfeed.collect import registry
from omfeed.errors import FetchError, ParseError, Refused, SourceError
from omfeed.logbook import of_source
from omfeed.model import Entry, Parsed, Source
from omfeed.net.request import Failed, Fetched, Fresh, Request, Unchanged
from omfeed.net.robots import Robots
from omfeed.store.values import HeldPage, PageNews, PageState
from omfeed.text.days import day_of
from omfeed.understand import read

log = logging.getLogger(__name__)

_ENOUGH: Final = 2
"""So many failures in a row, other than pages that are not there, and the rest is left for the next night."""
_MANY_NEW: Final = 20
"""More undated addresses than this are new at once only where a list changed all its addresses."""
_GONE: Final = frozenset({404, 410})
_BUSY: Final = frozenset({429, 503})
_LONGEST_ADDRESS: Final = 2000
"""Characters; a longer one is no page for people, and no key of a table."""
_MOST_LISTED: Final = 1000
"""Pages of the newest entries of one list that are thought of."""
_OPTION: Final = "page."
"""Options so begun are those of the collector that reads the pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What could not be had of the pages that were asked."""

    asked: int
    failed: int
    words: str
    """Why, of the first that failed."""
    new: bool
    """Whether one of them failed for the first time."""
    nights: int
    """For how many nights in a row, at most; 0 where that is no blindness."""
    waiting: int = 0
    """How many wait for another night."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What a night learned by following one list."""

    body: bytes | None = None
    """The list as it is to be kept and read, where it was read: all of its parts."""
    parts: int = 1
    parsed: Parsed | None = None
    """What was read of ``body``."""
    lacks: str = ""
    """What of the list could not be read, in words, or empty."""
    gap: HeldPage | None = None
    """Where the list broke off; kept among its pages until what lies beyond was read."""
    news: tuple[PageNews, ...] = ()
    quiet: tuple[str, ...] = ()
    """Addresses of pages that were asked and had not changed."""
    trouble: Trouble | None = None
    error: SourceError | None = None
    """Why a list that must be whole is not."""

    @property
    def tells(self) -> bool:
        """Whether something was read on a page that was not known."""
        return any(one.reading is not None for one in self.news)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A list with all the parts of it that were read."""

    body: bytes
    parsed: Parsed
    parts: int = 1
    lacks: str = ""
    gap: HeldPage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One list to be followed."""

    source: Source
    """With the address that was asked."""
    answer: Fresh | Unchanged
    as_before: bool
    """Whether the list is known not to differ from what was read last."""
    held: tuple[HeldPage, ...] = ()
    known: frozenset[str] = frozenset()
    """Ids of the entries that are known of the source …"""
    newest: str = ""
    """… and the ISO date of the newest, or empty."""
    first: bool = False
    """Whether this is the baseline."""
    kept: bytes = b""
    """The list as it was read last, where it is as before and no page of it is held yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """How lists are followed this night; used by several threads."""

    net: Net
    robots: Robots | None
    now: datetime
    most: int
    """Requests for one source."""
    asks: bool = True
    """Whether anything is asked at all; not where kept bodies are read again."""

    def follow(self, job: Job) -> Followed:
        """What there is to be had; failures are values, and what is wrong with the list shows when it is read."""
        with of_source(job.source.id):
            return self._follow(job)

    def _follow(self, job: Job) -> Followed:
        source = job.source
        whole: Whole | None = None
        if isinstance(job.answer, Fresh) and not job.as_before:
            try:
                whole = self._list(job, job.answer)
            except ParseError:
                return Followed()
            except SourceError as error:
                return Followed(error=error)
            except Exception:  # whoever reads the list next meets it again, and tells it as that source's failure
                log.exception("source %s could not be followed", source.id, extra={"source": source.id})
                return Followed()
        done = Followed()
        if source.follow:
            listed = whole.parsed if whole is not None else _begun(job)
            done = self._pages(job, listed, max(0, self.most - (whole.parts - 1 if whole else 0)))
        return done if whole is None else _with(done, whole)

    def _list(self, job: Job, answer: Fresh) -> Whole:
        """The list, with the parts of it that are to be read."""
        parsed = read(job.source, answer.body, answer.charset)
        if not job.source.more or not self.asks:
            return Whole(body=answer.body, parsed=parsed)
        from omfeed.partwise import gathered

        return gathered(
            job,
            answer,
            parsed,
            get=lambda url: self._get(job.source, Request(url), page=False),
            most=self.most,
            now=self.now,
        )

    def _pages(self, job: Job, parsed: Parsed | None, most: int) -> Followed:
        source = job.source
        pages = {page.url: page for page in job.held if page.url != source.more}
        listed = self._listed(source, parsed, pages) if parsed is not None else _now_wanted(source, pages.values())
        pages |= listed
        # What the list no longer names is not asked again; what was read of it stays.
        due = self._due(source, _current(pages.values()))
        asked: dict[str, PageNews] = {}
        quiet: list[str] = []
        failed: list[HeldPage] = []
        in_a_row = 0
        for page in due[:most] if self.asks else ():
            one = self._ask(source, page)
            asked[page.url] = one
            if one.page.failures:
                failed.append(one.page)
            if one.page == replace(page, asked=one.page.asked) and one.reading is None:
                quiet.append(page.url)
            gone = one.page.state in {PageState.MISSING, PageState.UNREADABLE, PageState.REFUSED}
            in_a_row = in_a_row + 1 if one.page.failures and not gone else 0
            if in_a_row >= _ENOUGH or (one.page.failures and _is_busy(one.page)):
                break
        news = [one for url, one in asked.items() if url in listed or url not in quiet]
        news += [PageNews(page=page) for url, page in listed.items() if url not in asked]
        return Followed(
            news=tuple(news),
            quiet=tuple(url for url in quiet if url not in listed),
            trouble=_trouble(failed, len(asked), len(due) - len(asked)) if failed else None,
        )

    def _listed(self, source: Source, parsed: Parsed, held: Mapping[str, HeldPage]) -> dict[str, HeldPage]:
        """The pages that the list names tonight, newest first, with those that are new."""
        from omfeed.collect.joining import page_url

        found: dict[str, Entry] = {}
        newest = sorted(parsed.entries, key=lambda entry: entry.published[:10], reverse=True)[:_MOST_LISTED]
        for entry in newest:
            url = page_url(entry, source)
            if url and _may_lie_at(source, url):
                found.setdefault(url, entry)
        new = sum(url not in held for url in found)
        made: dict[str, HeldPage] = {}
        for rank, (url, entry) in enumerate(found.items()):
            page = held.get(url)
            near = rank < source.follow_newest
            if page is None:
                days = source.look_back_days if not held else max(source.look_back_days, source.follow_days)
                undated = 0 if held and new <= _MANY_NEW else days
                wanted = near or age(entry.published, self.now.date(), undated) < days
                state = PageState.WAITING if wanted else PageState.PASSED
                made[url] = HeldPage(
                    url=url,
                    published=entry.published,
                    updated=entry.updated,
                    since=self.now,
                    listed=self.now,
                    state=state,
                )
            else:
                state = PageState.WAITING if page.state is PageState.PASSED and near else page.state
                when = entry.published or page.published
                made[url] = replace(page, published=when, updated=entry.updated, listed=self.now, state=state)
        return made

    def _due(self, source: Source, pages: Iterable[HeldPage]) -> list[HeldPage]:
        """The pages to ask: those never read, newest first; then the young ones, longest not asked first."""
        today = self.now.date()
        fresh: list[HeldPage] = []
        again: list[HeldPage] = []
        for page in pages:
            if page.state is PageState.PASSED:
                continue
            days = min(age(page.published, today, 1 << 20), (today - page.since.date()).days)
            if page.state is PageState.WAITING:
                fresh.append(page)
            elif page.state is PageState.READ and page.updated and page.updated == page.had:
                continue
            elif days <= source.follow_days:
                (again if page.collector_version else fresh).append(page)
        fresh.sort(key=lambda page: page.published[:10], reverse=True)
        again.sort(key=lambda page: page.asked or page.since)
        return fresh + again

    def _ask(self, source: Source, page: HeldPage) -> PageNews:
        """What one page answers."""
        same_reader = page.collector == source.follow and page.state is not PageState.UNREADABLE
        request = Request(page.url)
        if same_reader:
            request = replace(request, etag=page.etag, last_modified=page.last_modified)
        fetched = self._get(source, request, page=True)
        nights = page.failures + (page.asked is None or page.asked.date() != self.now.date())
        page = replace(page, asked=self.now)
        match fetched:
            case Unchanged():
                return PageNews(page=_had(page))
            case Failed():
                return PageNews(page=_failed(page, fetched.error, max(1, nights)))
            case Fresh():
                return self._arrived(source, page, fetched, max(1, nights), known=same_reader)

    def _arrived(self, source: Source, page: HeldPage, fetched: Fresh, nights: int, *, known: bool) -> PageNews:
        """What a body that arrived means; ``nights`` is for how many it failed, should it fail again."""
        sha256 = hashlib.sha256(fetched.body).hexdigest()
        page = replace(page, etag=fetched.etag, last_modified=fetched.last_modified)
        if known and sha256 == page.sha256:
            return PageNews(page=_had(page))
        page = replace(page, sha256=sha256, media_type=fetched.media_type, charset=fetched.charset)
        try:
            entries, version = read_page(source, page, fetched.body)
        except SourceError as error:
            unread = replace(page, state=PageState.UNREADABLE, failures=nights, error=str(error))
            return PageNews(page=unread, body=fetched.body)
        page = replace(_had(page), collector=source.follow, collector_version=version)
        return PageNews(page=page, body=fetched.body, reading=entries)

    def _get(self, source: Source, request: Request, *, page: bool) -> Fetched:
        here, there = urlsplit(source.url), urlsplit(request.url)
        if not _may_lie_at(source, request.url):
            error = FetchError(
                f"{there.hostname} is not a host of {source.id}.", hint="Name it in follow_hosts if it is to be asked."
            )
            return Failed(error=error, final_url=request.url)
        private = source.allow_private and (here.scheme, here.netloc) == (there.scheme, there.netloc)
        asks = source.robots and registry.reads_pages(source.follow if page else source.collector)
        return permitted(self.net, replace(request, allow_private=private), self.robots if asks else None)


def _current(pages: Collection[HeldPage]) -> list[HeldPage]:
    """The pages that the list named when it was read last."""
    last = max((page.listed for page in pages), default=None)
    return [page for page in pages if page.listed == last]


def _now_wanted(source: Source, pages: Collection[HeldPage]) -> dict[str, HeldPage]:
    """Pages of an unchanged list that were passed over and belong to the newest since ``follow_newest`` was raised.

    Dates alone tell here which are the newest; where a list has none, they wait until it changes.
    """
    dated = [page for page in _current(pages) if page.published]
    newest = sorted(dated, key=lambda page: page.published[:10], reverse=True)[: source.follow_newest]
    return {page.url: replace(page, state=PageState.WAITING) for page in newest if page.state is PageState.PASSED}


def _with(done: Followed, whole: Whole) -> Followed:
    news = done.news if whole.gap is None else (*done.news, PageNews(page=whole.gap))
    return replace(
        done, body=whole.body, parsed=whole.parsed, parts=whole.parts, lacks=whole.lacks, gap=whole.gap, news=news
    )


def _begun(job: Job) -> Parsed | None:
    """What a kept list says, where its pages are followed from now on."""
    if not job.kept:
        return None
    try:
        return read(job.source, job.kept, "")
    except ParseError:
        return None


def read_page(source: Source, page: HeldPage, body: bytes) -> tuple[tuple[Entry, ...], int]:
    """What is read on the page of an entry, and the version of the collector that read it.

    Raises:
        ParseError: it is no such page, or holds nothing.
    """
    collector = registry.load(source.follow)
    own = {name.removeprefix(_OPTION): value for name, value in source.options.items() if name.startswith(_OPTION)}
    as_source = replace(source, url=page.url, page="", collector=source.follow, options=own, follow="", more="")
    try:
        entries = collector.parse(body, as_source, charset=page.charset).entries
    except SourceError:
        raise
    except Exception as error:
        log.exception("a page of %s could not be understood", source.id, extra={"source": source.id})
        raise ParseError(
            f"{page.url} could not be understood ({type(error).__name__}: {error}).", hint="Please report it."
        ) from error
    if not entries:
        raise ParseError(f"{page.url} holds nothing.", hint="Open it in a browser.")
    return entries, collector.VERSION


def _had(page: HeldPage) -> HeldPage:
    return replace(page, state=PageState.READ, failures=0, error="", had=page.updated)


def _failed(page: HeldPage, error: FetchError, nights: int) -> HeldPage:
    status = getattr(error, "status", None)
    if status in _GONE:
        state = PageState.MISSING
    elif isinstance(error, Refused):
        state = PageState.REFUSED
    else:
        state = PageState.FAILING
    return replace(page, state=state, failures=nights, error=str(error))


def _is_busy(page: HeldPage) -> bool:
    return page.state is PageState.FAILING and any(f"answered {status}" in page.error for status in _BUSY)


def _trouble(failed: Sequence[HeldPage], asked: int, waiting: int) -> Trouble:
    return Trouble(
        asked=asked,
        failed=len(failed),
        words=failed[0].error,
        new=any(page.failures == 1 for page in failed),
        # One page that is not there is the vendor's slip; all of them gone is a list that we can no longer follow.
        nights=0 if asked == 1 and failed[0].state is PageState.MISSING else max(page.failures for page in failed),
        waiting=waiting,
    )


def _may_lie_at(source: Source, url: str) -> bool:
    """Whether an address is one that a source may be followed to: its own host, or one that its block names."""
    here, there = urlsplit(source.url), urlsplit(url)
    if len(url) > _LONGEST_ADDRESS:
        return False
    if there.scheme not in {"https", here.scheme} or there.scheme not in {"http", "https"}:
        return False
    return there.netloc == here.netloc or there.hostname in source.follow_hosts


def age(published: str, today: date, unknown: int) -> int:
    """How many days ago that was; of what is not dated, or not yet, as said."""
    day = day_of(published)
    return unknown if day is None else max(0, (today - day).days)
