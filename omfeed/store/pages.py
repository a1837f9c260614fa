"""The pages of entries: what is known of each, the last body that arrived, and what was read on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, func, insert, select, update

from omfeed.model import Entry
from omfeed.store import codec, schema, snapshots
from omfeed.store.spelling import Json
from omfeed.store.values import HeldPage, PageNews, PageState

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from omfeed.store.opened import Opened

_page = schema.page
_NAMES: Final = tuple(field.name for field in fields(HeldPage))
_ASKED: Final = (
    update(_page)
    .where(_page.c.source_id == bindparam("the_source"), _page.c.url == bindparam("the_url"))
    .values(asked=bindparam("the_moment"))
)
_FORGOTTEN: Final = timedelta(days=90)
"""So long after its source listed it last, a page is forgotten."""


class Pages:
    """Pages of entries."""

    def __init__(self, store: Opened) -> None:
        self._store = store

    def of(self, ids: Iterable[str]) -> Mapping[str, tuple[HeldPage, ...]]:
        """What is known of the pages of some sources, by source; in the order of their addresses."""
        wanted = tuple(ids)
        held: dict[str, list[HeldPage]] = defaultdict(list)
        if not wanted:
            return {}
        query = (
            select(_page.c.source_id, *(_page.c[name] for name in _NAMES))
            .where(_page.c.source_id.in_(wanted))
            .order_by(_page.c.source_id, _page.c.url)
        )
        with self._store.reading() as connection:
            for row in connection.execute(query):
                held[row.source_id].append(_held(row))
        return {name: tuple(pages) for name, pages in held.items()}

    def readings(self, source_id: str) -> Mapping[str, tuple[Entry, ...]]:
        """What was read on the pages of a source, by address; those never read are left out."""
        query = select(_page.c.url, _page.c.reading).where(_page.c.source_id == source_id).order_by(_page.c.url)
        with self._store.reading() as connection:
            rows = connection.execute(query).all()
        return {url: _entries(reading) for url, reading in rows if reading}

    def write(self, source_id: str, news: Sequence[PageNews]) -> None:
        """Record what was learned of pages, in a transaction of its own."""
        if news:
            with self._store.writing("pages") as connection:
                write(connection, source_id, news)

    def asked(self, pages: Sequence[tuple[str, str]], now: datetime) -> None:
        """Record that pages (source, address) were asked and had not changed; one transaction for all."""
        if pages:
            with self._store.writing("pages-asked") as connection:
                connection.execute(
                    _ASKED, [{"the_source": name, "the_url": url, "the_moment": now} for name, url in pages]
                )


def write(connection: Connection, source_id: str, news: Sequence[PageNews]) -> None:
    """Record what was learned of pages of a source."""
    if not news:
        return
    known = set(connection.execute(select(_page.c.url).where(_page.c.source_id == source_id)).scalars())
    new: list[dict[str, Any]] = []
    for one in news:
        if one.body is not None:
            snapshots.keep_body(connection, one.body)
        values: dict[str, Any] = {name: getattr(one.page, name) for name in _NAMES}
        values |= {"state": one.page.state.value, "sha256": one.page.sha256 or None}
        if one.reading is not None:
            values["reading"] = [_plain(entry) for entry in one.reading]
        if one.page.url in known:
            place = (_page.c.source_id == source_id, _page.c.url == one.page.url)
            connection.execute(update(_page).where(*place).values(values))
        else:
            new.append({"reading": [], **values, "source_id": source_id})
    if new:
        connection.execute(insert(_page), new)


def forget(connection: Connection) -> int:
    """Forget pages that their source lists no more since long; says how many.

    How long is counted from the source's own last listing, so that a list that rests forgets nothing.
    """
    last = select(_page.c.source_id, func.max(_page.c.listed).label("last")).group_by(_page.c.source_id)
    gone = 0
    for source_id, when in connection.execute(last).all():
        old = delete(_page).where(_page.c.source_id == source_id, _page.c.listed < when - _FORGOTTEN)
        gone += connection.execute(old).rowcount
    return gone


def _held(row: Row[*tuple[Any, ...]]) -> HeldPage:
    values = {name: getattr(row, name) for name in _NAMES}
    return HeldPage(**{**values, "state": PageState(row.state), "sha256": row.sha256 or ""})


def _plain(entry: Entry) -> Json:
    return list(codec.entry_columns(entry).values())


def _entries(reading: Any) -> tuple[Entry, ...]:  # parsed JSON has no static type
    return tuple(codec.entry_from(values) for values in reading)
