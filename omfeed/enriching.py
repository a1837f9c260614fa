"""What a night knows of the pages of entries: asks for them beside its own work, and lays them over their lists.

A list is settled when its pages have come or failed to. An entry that was told before its page could be read is not
told a second time when the page comes, unless the page states exploitation: that changes what a reader does.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from hashlib import sha256
from types import TracebackType
from typing import Final, Self

from omfeed.errors import SourceError
from omfeed.following import Followed, Following, Job, Trouble, read_page
from omfeed.health import BLIND_NIGHTS
from omfeed.model import ChangeKind, Entry, Judged, Parsed, Source
from omfeed.net.request import Failed, Fetched, Fresh, Unchanged
from omfeed.store import Store
from omfeed.store.values import HeldPage, PageNews, PageState, Standing
from omfeed.understand import Understood

AT_ONCE: Final = 8
"""Lists that are followed at the same time, and how many may wait to be settled."""
_NOTHING: Final = Followed()


@dataclass(slots=True)
class Enriching:
    """The pages of one night; use it as a context manager."""

    store: Store
    following: Following
    standings: Mapping[str, Standing]
    held: Mapping[str, tuple[HeldPage, ...]]
    """What is known of pages, by source."""
    _followed: dict[str, Followed] = field(default_factory=dict)
    _asked: list[tuple[str, str]] = field(default_factory=list)
    _pool: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            # Whoever presses Ctrl-C waits for no server.
            self._pool.shutdown(wait=kind is not KeyboardInterrupt, cancel_futures=True)

    # Following

    def concerns(self, source: Source, fetched: Fetched) -> bool:
        """Whether a list is to be followed before it is settled."""
        if isinstance(fetched, Failed):
            return False
        return bool(source.follow) or (bool(source.more) and isinstance(fetched, Fresh))

    def begin(self, source: Source, fetched: Fetched, *, anew: bool) -> Future[Followed]:
        """Follow a list, beside whatever else the night does.

        Args:
            source: with the address that was asked.
            fetched: what it answered; no failure.
            anew: whether what was read of it would now be read otherwise.
        """
        if not isinstance(fetched, Fresh | Unchanged):
            raise TypeError("a list that did not come cannot be followed")
        standing = self.standings.get(source.id)
        read = standing.body_hash if standing else ""
        held = self.held.get(source.id, ())
        broke = any(page.url == source.more and page.failures for page in held)
        same = isinstance(fetched, Unchanged) or (not anew and not broke and sha256(fetched.body).hexdigest() == read)
        known = [row.entry for row in self.store.known(source.id)] if source.more else []
        begun = bool(source.follow) and not self.held.get(source.id)
        job = Job(
            source=source,
            answer=fetched,
            as_before=same,
            held=held,
            known=frozenset(entry.key for entry in known if entry.key),
            newest=max((entry.published[:10] for entry in known), default=""),
            first=not read,
            kept=(self.store.body(read) or b"") if same and begun else b"",
        )
        if self._pool is None:
            self._pool = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="follow")
        return self._pool.submit(copy_context().run, self.following.follow, job)

    def arrived(self, source: Source, followed: Followed) -> None:
        """Take in what following a list brought, for when it is settled."""
        if followed.tells:
            followed = replace(followed, news=self._without_noise(source, followed.news))
        self._followed[source.id] = followed
        self._asked.extend((source.id, url) for url in followed.quiet)

    def _without_noise(self, source: Source, news: tuple[PageNews, ...]) -> tuple[PageNews, ...]:
        """The same, where pages whose bytes differ and whose words do not count as those that are known."""
        known = self.store.pages.readings(source.id)
        held = {page.url: page for page in self.held.get(source.id, ())}
        return tuple(
            # The body that is kept is one that reads so; another of each night would be kept for nothing.
            PageNews(page=replace(one.page, sha256=held[one.page.url].sha256))
            if one.page.url in held and one.reading is not None and one.reading == known.get(one.page.url)
            else one
            for one in news
        )

    def of(self, source: Source) -> Followed:
        """What following it brought tonight."""
        return self._followed.get(source.id, _NOTHING)

    def settled(self, source: Source) -> None:
        """Let go of what it brought."""
        self._followed.pop(source.id, None)

    def finish(self) -> None:
        """Record which pages were asked and had not changed."""
        self.store.pages.asked(self._asked, self.following.now)

    # Reading

    def outdated(self, source: Source) -> bool:
        """Whether a page was read by another collector than would read it now, or by an older one."""
        return any(page.sha256 and self._outdated(source, page) for page in self.held.get(source.id, ()))

    def reread(self, source: Source, *, missed: bool) -> tuple[PageNews, ...]:
        """What the present collector reads on kept bodies that another version read.

        Args:
            source: whose pages.
            missed: those that could not be read; else those that could.
        """
        news = []
        for page in self.held.get(source.id, ()):
            unread = page.state is PageState.UNREADABLE
            body = self.store.body(page.sha256) if unread is missed and self._outdated(source, page) else None
            if body is None:
                continue
            try:
                entries, version = read_page(source, page, body)
            except SourceError:
                continue
            page = replace(page, collector=source.follow, collector_version=version)
            if unread:
                page = replace(page, state=PageState.READ, failures=0, error="")
            news.append(PageNews(page=page, reading=entries))
        return tuple(news)

    def _outdated(self, source: Source, page: HeldPage) -> bool:
        from omfeed.collect import registry

        if not page.sha256:
            return False
        return page.collector != source.follow or page.collector_version != registry.load(source.follow).VERSION

    def joined(self, source: Source, listed: Parsed, news: tuple[PageNews, ...]) -> Parsed:
        """The entries of a list with what their pages tell: what is kept of them, and the news of tonight."""
        if not source.follow:
            return listed
        from omfeed.collect.joining import joined

        readings = {**self.store.pages.readings(source.id)}
        readings |= {one.page.url: one.reading for one in news if one.reading is not None}
        return joined(listed, source, readings)

    def first(self, source: Source, news: tuple[PageNews, ...]) -> frozenset[str]:
        """The addresses of pages that were read for the first time."""
        before = {page.url for page in self.held.get(source.id, ()) if page.collector_version}
        return frozenset(one.page.url for one in news if one.reading is not None and one.page.url not in before)

    def begins(self, source: Source) -> bool:
        """Whether no page of a source was held before tonight."""
        return not self.held.get(source.id)

    def hushed(self, source: Source, listed: Parsed, understood: Understood, news: tuple[PageNews, ...]) -> Understood:
        """The same without telling again what was told before its page could be read."""
        first = self.first(source, news)
        if not first:
            return understood
        loud = not self.begins(source)
        bare = {_name(entry, source): entry for entry in listed.entries}
        judged = tuple(
            _silent(one) if _only_page(one, source, bare, first, loud=loud) else one for one in understood.judged
        )
        return replace(understood, judged=judged)

    # Health

    def trouble(self, source: Source) -> tuple[str, int]:
        """What is to be told of pages that could not be read, and for how many nights none could; or empty and 0."""
        followed = self.of(source)
        if followed.lacks:
            return followed.lacks, followed.gap.failures if followed.gap else 0
        found = followed.trouble
        if found is None:
            return "", 0
        nights = found.nights if found.failed == found.asked else 0
        return _words(found) if found.new or nights >= BLIND_NIGHTS else "", nights


def _words(found: Trouble) -> str:
    pages = "its page" if found.asked == 1 else f"{found.failed} of {found.asked} pages"
    rest = f" {found.waiting} more wait for the next night." if found.waiting else ""
    return f"The list was read; {pages} could not be read: {found.words}{rest}"


def _name(entry: Entry, source: Source) -> tuple[str, str, str]:
    from omfeed.collect.joining import page_url

    return page_url(entry, source), entry.key, entry.title


def _only_page(
    judged: Judged,
    source: Source,
    bare: Mapping[tuple[str, str, str], Entry],
    first: frozenset[str],
    *,
    loud: bool,
) -> bool:
    """Whether all that differs in an edited entry is that its page was read for the first time."""
    from omfeed.text.fingerprint import fingerprint

    change = judged.change
    if change.kind is not ChangeKind.EDITED or change.before is None or change.after is None:
        return False
    name = _name(change.after, source)
    if name[0] not in first or name not in bare:
        return False
    if loud and change.after.facts.get("exploited"):
        return False
    return fingerprint(bare[name]) == fingerprint(change.before)


def _silent(judged: Judged) -> Judged:
    change = replace(
        judged.change, material=False, reason=f"its page was read for the first time; {judged.change.reason}"
    )
    return replace(judged, change=change, announced=False)
