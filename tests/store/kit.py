"""Words to tell the store's stories with: a source, entries, nights, and what was found on each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from omfeed.diff.advance import advance
from omfeed.model import (
    Assessment,
    Change,
    ChangeKind,
    Delta,
    Diff,
    Drift,
    Entry,
    Judged,
    Known,
    Platform,
    Source,
    SourceHealth,
    SourceState,
)
from omfeed.store import Store, migrate
from omfeed.store.opening import opening
from omfeed.store.schema import REVISIONS
from omfeed.store.values import FetchRecord

NIGHT = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
"""The first night of every story."""


def night(number: int) -> datetime:
    """The moment of a later night."""
    return NIGHT + timedelta(days=number)


def source(name: str = "whats-new", **more: object) -> Source:
    """A source of that id."""
    values: dict[str, object] = {
        "id": name,
        "title": name.title(),
        "url": f"https://{name}.example/",
        "collector": "learn-html",
    }
    return Source(**(values | more))  # type: ignore[arg-type]  # the test says which fields


def entry(title: str, text: str = "", **more: object) -> Entry:
    """An entry of that title."""
    words = text or f"All about {title}."
    values: dict[str, object] = {
        "title": title,
        "text": words,
        "html": f"<p>{words}</p>",
        "section": ("Week of May 4",),
    }
    return Entry(**(values | more))  # type: ignore[arg-type]  # the test says which fields


def judged(change: Change, *, announced: bool | None = None, story: str = "", deltas: Sequence[Delta] = ()) -> Judged:
    """A change with a plain assessment."""
    return Judged(
        change=change,
        assessment=Assessment(platforms=(Platform.IOS,)),
        announced=change.material if announced is None else announced,
        story=story,
        deltas=tuple(deltas),
    )


def added(one: Entry, kind: ChangeKind = ChangeKind.ADDED) -> Change:
    """A new entry; material unless it is part of a baseline."""
    material = kind is ChangeKind.ADDED
    return Change(kind=kind, material=material, after=one, shown_html=one.html, shown_text=one.text, reason="new")


def well(of: Source, now: datetime = NIGHT, entries: int = 0) -> SourceHealth:
    """The health of a source that was read."""
    return SourceHealth(
        source_id=of.id,
        title=of.title,
        url=of.url,
        state=SourceState.WELL,
        last_success=now,
        since=now,
        entries=entries,
    )


def failing(of: Source, now: datetime = NIGHT, failures: int = 1) -> SourceHealth:
    """The health of a source that could not be read."""
    return replace(well(of, now), state=SourceState.FAILING, reason="No answer.", failures=failures, last_success=None)


def fetched(now: datetime = NIGHT, **more: object) -> FetchRecord:
    """A fetch that brought a body."""
    values: dict[str, object] = {
        "at": now,
        "status": "fresh",
        "http_status": 200,
        "etag": '"one"',
        "last_modified": "Sun, 01 Mar 2026 00:00:00 GMT",
        "media_type": "text/html",
        "charset": "utf-8",
        "final_url": "https://whats-new.example/",
        "hops": ("https://old.example/",),
    }
    return FetchRecord(**(values | more))  # type: ignore[arg-type]  # the test says which fields


def of_schema(path: Path, revision: str) -> None:
    """Make an empty database of an older schema."""
    with pytest.MonkeyPatch.context() as then:
        then.setattr(migrate, "HEAD", revision)
        then.setattr(migrate, "REVISIONS", REVISIONS[: REVISIONS.index(revision) + 1])
        Store.open(path, now=NIGHT).close()


def carry(new: Path, old: Path) -> None:
    """Put what a database holds into one of an older schema, as far as that has room for it."""
    with closing(sqlite3.connect(old)) as raw:
        raw.execute("ATTACH ? AS new", (str(new),))
        tables = raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        for (table,) in tables.fetchall():
            if table == "alembic_version":
                continue
            names = ", ".join(row[1] for row in raw.execute(f"PRAGMA main.table_info({table})"))
            raw.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM new.{table}")
        raw.commit()


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that are executed meanwhile."""
    heard: list[str] = []

    def hear(*given: object) -> None:
        heard.append(str(given[2]))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


@dataclass(slots=True)
class Page:
    """A source whose nights are told to a store and, in memory, to ``advance``."""

    store: Store
    source: Source
    run: int
    known: tuple[Known, ...] = ()
    last_body: bytes = b""
    ids: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, store: Store, of: Source | None = None) -> Page:
        """A page that was never read."""
        of = of or source()
        store.sync_sources([of], NIGHT)
        return cls(store, of, store.begin_run(NIGHT, "1.0"))

    def baseline(self, *entries: Entry, now: datetime = NIGHT) -> tuple[int, ...]:
        """The first reading."""
        return self.show(*(added(one, ChangeKind.BASELINE) for one in entries), now=now)

    def add(self, *entries: Entry, now: datetime = NIGHT, story: str = "") -> tuple[int, ...]:
        """New entries beside those that are there."""
        return self.show(*(added(one) for one in entries), now=now, story=story, seen=self.present)

    def edit(
        self, row: Known, after: Entry, *, now: datetime = NIGHT, material: bool = True, deltas: Sequence[Delta] = ()
    ) -> tuple[int, ...]:
        """Another state of a known entry."""
        change = Change(
            kind=ChangeKind.EDITED,
            material=material,
            before=row.entry,
            after=after,
            known_id=row.id,
            shown_html="<del>old</del>",
            shown_text="[-old-]",
        )
        return self.show(change, now=now, seen=self.present | {row.id: after}, deltas=deltas)

    def leave(self, row: Known, kind: ChangeKind, *, now: datetime = NIGHT) -> tuple[int, ...]:
        """A known entry that is shown no more."""
        change = Change(kind=kind, material=kind is ChangeKind.WITHDRAWN, before=row.entry, known_id=row.id)
        seen = {key: value for key, value in self.present.items() if key != row.id}
        return self.show(change, now=now, seen=seen)

    def show(
        self,
        *changes: Change,
        now: datetime = NIGHT,
        seen: dict[int, Entry] | None = None,
        story: str = "",
        deltas: Sequence[Delta] = (),
        drift: Drift | None = None,
        body: bytes | None = None,
        version: int = 1,
        fetch: FetchRecord | None = None,
    ) -> tuple[int, ...]:
        """One reading that found these changes, recorded and advanced in memory."""
        diff = Diff(changes=changes, seen=seen or {}, drift=drift)
        told = [judged(change, story=story, deltas=deltas) for change in changes]
        health = well(self.source, now, entries=len(self.known))
        self.last_body = body if body is not None else f"<html>{now.isoformat()} {len(self.ids)}</html>".encode()
        ids = self.store.record_snapshot(
            self.run, self.source, fetch or fetched(now), self.last_body, version, diff, told, health, now
        )
        self.known = advance(self.known, diff, now)
        self.ids.extend(ids)
        return ids

    @property
    def present(self) -> dict[int, Entry]:
        """Every entry that is shown, as it is."""
        return {row.id: row.entry for row in self.known if row.state == "present"}

    def row(self, title: str) -> Known:
        """The known entry of that title."""
        return next(row for row in self.known if row.entry.title == title)


def first_reading(store: Store, *entries: Entry, of: Source | None = None, run: int = 1, now: datetime = NIGHT) -> None:
    """Record the first reading of a source as a hand makes it ready."""
    of = of or source()
    told = [judged(added(one, ChangeKind.BASELINE)) for one in entries]
    ready = opening(Diff(changes=tuple(one.change for one in told)), told, now.date())
    assert ready is not None
    body = f"<html>{now.isoformat()}</html>".encode()
    store.record_opening(run, of, fetched(now), body, 1, ready, well(of, now, entries=len(entries)), now)
