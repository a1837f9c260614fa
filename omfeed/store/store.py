"""The face of the store: everything omfeed keeps, as values.

Each method is one transaction: what it writes is there whole or not at all, and what it reads is of one moment. Every
method raises ``StoreError`` (with words on what to do) when the database cannot be used, and nothing else but
``ValueError`` for arguments that contradict each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, update

from omfeed.faults import Hook, nothing
from omfeed.model import ChangeKind, Diff, Elsewhere, Item, Judged, Known, Platform, Source, SourceHealth
from omfeed.store import (
    changes,
    codec,
    digests,
    entries,
    outbox,
    pages,
    record,
    runs,
    schema,
    snapshots,
    sources,
)
from omfeed.store.care import Cared
from omfeed.store.corrections import Corrections
from omfeed.store.database import Database, connect
from omfeed.store.outbox import Outbox
from omfeed.store.pages import Pages
from omfeed.store.people import People
from omfeed.store.values import (
    CHANGE_DAYS,
    DigestRecord,
    FetchRecord,
    PageNews,
    Planned,
    Revision,
    RunRecord,
    Snapshot,
    Standing,
)
from omfeed.text import addresses

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Store(Cared):
    """An open database of omfeed's; use it as a context manager, or close it."""

    def __init__(self, opened: Database, hook: Hook = nothing) -> None:
        super().__init__(opened, hook)
        self.outbox = Outbox(self)
        self.people = People(self)
        self.corrections = Corrections(self)
        self.pages = Pages(self)

    @classmethod
    def open(cls, url: str | Path, *, now: datetime, hook: Hook = nothing) -> Store:
        """Open a database; a missing one is created, an older one backed up beside itself and upgraded.

        Args:
            url: a path (SQLite) or an address such as ``postgresql://user@host/omfeed``.
            now: the moment, for the name of a backup.
            hook: called at named points just before and after something becomes lasting.

        Raises:
            StoreError: it cannot be opened, or belongs to another program.
            SchemaTooNew: a newer omfeed wrote it.
        """
        return cls(connect(url, now=now, hook=hook), hook)

    # Sources

    def sync_sources(self, catalogue: Sequence[Source], now: datetime) -> None:
        """Know what the whole catalogue says; only what differs is written, and nothing is ever deleted.

        A source that the catalogue names no more is switched off and keeps its past. An address that names its month
        is kept as it is now, since people are shown it.
        """
        catalogue = [
            replace(source, url=addresses.filled(source.url, now.date())) if addresses.is_dated(source.url) else source
            for source in catalogue
        ]
        with self.reading() as connection:
            if not sources.differing(connection, catalogue):
                return
        with self.writing("sources") as connection:
            # Compared again under the write lock: another program may have been quicker.
            sources.write(connection, sources.differing(connection, catalogue), now)

    def standings(self, ids: Iterable[str]) -> Mapping[str, Standing]:
        """What a night needs to know of sources before it fetches them; unknown ids are left out."""
        with self.reading() as connection:
            return sources.standings(connection, ids)

    def health(self) -> tuple[SourceHealth, ...]:
        """How every enabled source stands, by id."""
        with self.reading() as connection:
            return sources.health(connection)

    # Entries

    def known(self, source_id: str) -> tuple[Known, ...]:
        """Every entry a source was ever seen to show, by id, with those withdrawn or aged out."""
        with self.reading() as connection:
            return entries.known(connection, source_id)

    def elsewhere(self, source: Source) -> tuple[Elsewhere, ...]:
        """The entries of the other sources of its family, by id; none when it has no family."""
        if not source.family:
            return ()
        with self.reading() as connection:
            return entries.elsewhere(connection, source)

    def revisions(self, entry_id: int) -> tuple[Revision, ...]:
        """Every state of an entry, oldest first."""
        with self.reading() as connection:
            return entries.revisions(connection, entry_id)

    # Runs

    def begin_run(self, now: datetime, version: str) -> int:
        """Open a run and give its id; one left open by a killed program is called interrupted."""
        with self.writing("run-begin") as connection:
            return runs.begin(connection, now, version)

    def end_run(
        self,
        run_id: int,
        now: datetime,
        *,
        outcome: str,
        sources: int = 0,
        failed: int = 0,
        changes: int | None = None,
    ) -> None:
        """Close a run with how it went; changes are counted when their number is not given."""
        with self.writing("run-end") as connection:
            runs.end(connection, run_id, now, outcome=outcome, sources=sources, failed=failed, changes=changes)

    def runs(self, limit: int = 20) -> tuple[RunRecord, ...]:
        """The last runs, newest first."""
        with self.reading() as connection:
            return runs.latest(connection, limit)

    def record_unchanged(self, run_id: int, records: Sequence[tuple[str, FetchRecord, SourceHealth]]) -> None:
        """Record sources whose bodies are as they were: source id, fetch, health; one transaction for all."""
        if not records:
            return
        with self.writing("unchanged") as connection:
            runs.log_fetches(connection, run_id, [(source_id, fetch) for source_id, fetch, _ in records])
            sources.stand_unchanged(connection, records)

    def record_failure(
        self, run_id: int, source_id: str, fetch: FetchRecord, health: SourceHealth, *, body: bytes = b""
    ) -> None:
        """Record a source that could not be read; its entries and what is known of its last body stay as they are.

        Args:
            body: what arrived and could not be understood; it is kept for whoever looks into it.
        """
        with self.writing("failure") as connection:
            runs.log_fetches(connection, run_id, [(source_id, fetch)])
            sources.stand(connection, source_id, health)
            if body:
                snapshots.keep(
                    connection,
                    run_id,
                    source_id,
                    fetch,
                    body,
                    collector="",
                    collector_version=0,
                    verdict=snapshots.UNREADABLE,
                )

    def record_snapshot(
        self,
        run_id: int,
        source: Source,
        fetch: FetchRecord,
        body: bytes,
        collector_version: int,
        diff: Diff,
        judged: Sequence[Judged],
        health: SourceHealth,
        now: datetime,
        *,
        page_news: Sequence[PageNews] = (),
    ) -> tuple[int, ...]:
        """Record a body that was read, what it meant, and its validators, all in one transaction.

        The validators are those of the last body *read*, believed or not: a page that drifted and stays so is not read
        again each night, and a newer collector finds its body kept. Of a drifted page only what the diff believed is
        recorded, which is mostly nothing.

        Args:
            judged: one for each of ``diff.changes``, in the same order.
            page_news: what was learned of the pages of its entries.

        Returns:
            the ids of the changes, in order.

        Raises:
            ValueError: ``judged`` does not belong to ``diff``, or ``diff`` to this source.
        """
        drifted = diff.drift is not None
        with self.writing("snapshot") as connection:
            sha256 = snapshots.keep(
                connection,
                run_id,
                source.id,
                fetch,
                body,
                collector=source.collector,
                collector_version=collector_version,
                verdict=snapshots.DRIFTED if drifted else snapshots.READ,
            )
            runs.log_fetches(connection, run_id, [(source.id, fetch)])
            pages.write(connection, source.id, page_news)
            self._hook("snapshot.body-kept")
            ids = record.record(connection, run_id, source, diff, judged, now)
            self._hook("snapshot.entries-written")
            values = {
                **sources.health_columns(health),
                "read_url": source.url,
                "etag": fetch.etag,
                "last_modified": fetch.last_modified,
                "body_hash": sha256,
                "collector": source.collector,
                "collector_version": collector_version,
                "drift_since": func.coalesce(schema.source.c.drift_since, now) if drifted else None,
            }
            if not drifted and judged:
                values["change_days"] = _change_days(connection, source.id, judged, now)
            connection.execute(update(schema.source).where(schema.source.c.id == source.id).values(values))
        return ids

    # Changes

    def items(
        self,
        *,
        after: int = 0,
        upto: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        run_id: int | None = None,
        announced: bool | None = True,
        source_id: str | None = None,
        platform: Platform | None = None,
        entry_id: int | None = None,
        standing: bool = False,
        dated: bool = False,
        told: bool = False,
        limit: int | None = None,
        newest: bool = False,
    ) -> tuple[Item, ...]:
        """Stored changes in order of their ids; a condition that is left out holds for every change.

        Args:
            after: only ids above it.
            upto: only ids up to and with it.
            since: only those found at or after that moment.
            until: only those found before that moment.
            announced: true for those that digests tell, false for the silent ones, none for both.
            platform: only those judged to concern it by name.
            standing: only the last change of each entry that its source still shows.
            dated: only those judged to have a date by which something happens.
            told: only those of stories of which any change was material; what only ever stood there is left out.
            limit: at most so many, the oldest.
            newest: with ``limit``: the newest instead (still in order of their ids).
        """
        wanted = changes.conditions(
            after=after,
            upto=upto,
            since=since,
            until=until,
            run_id=run_id,
            announced=announced,
            source_id=source_id,
            platform=platform,
            entry_id=entry_id,
            standing=standing,
            dated=dated,
            told=told,
        )
        with self.reading() as connection:
            return changes.items(connection, wanted, limit, newest=newest)

    def ahead(self, since: date) -> tuple[Item, ...]:
        """The latest change of each entry still shown, if a date of it ends on that day or later; in order of ids."""
        with self.reading() as connection:
            return changes.ahead(connection, since)

    def with_dates(self, since: date) -> tuple[Item, ...]:
        """Every change of every entry of which any state had a date that ends on that day or later; in order of ids."""
        with self.reading() as connection:
            return changes.with_dates(connection, since)

    def item(self, change_id: int) -> Item | None:
        """One change, or none of that id."""
        with self.reading() as connection:
            found = changes.items(connection, [schema.change.c.id == change_id], None)
        return found[0] if found else None

    def last_change_id(self) -> int:
        """The id of the last change, or 0 before the first."""
        with self.reading() as connection:
            return changes.last_id(connection)

    # Digests

    def record_digest(self, digest: DigestRecord, *, deliveries: Sequence[Planned] = ()) -> None:
        """Record a digest with the deliveries it is for; one of the same audience and date is replaced."""
        with self.writing("digest") as connection:
            digests.record(connection, [digest])
            outbox.plan(connection, deliveries, digest.at)

    def record_digests(
        self,
        records: Sequence[DigestRecord],
        planned: Sequence[Planned],
        now: datetime,
        *,
        instead_of: Collection[str] = (),
    ) -> None:
        """Record many digests and the deliveries they are for, all in one transaction.

        Args:
            instead_of: keys of deliveries that still wait, and whose words the new ones say; they are sent no more.
        """
        with self.writing("digests") as connection:
            digests.record(connection, records)
            outbox.replace_by_later(connection, sorted(set(instead_of) - {one.key for one in planned}), now)
            outbox.plan(connection, planned, now)

    def last_digests(self) -> Mapping[str, DigestRecord]:
        """The latest digest of every audience that ever had one."""
        with self.reading() as connection:
            return digests.last_of_each(connection)

    def last_digest(self, audience: str, before: date | None = None) -> DigestRecord | None:
        """The latest digest of an audience, of a date before ``before`` when that is given; or none."""
        with self.reading() as connection:
            return digests.last(connection, audience, before)

    def digests(self, audiences: Collection[str] | None = None) -> tuple[DigestRecord, ...]:
        """All digests, or those of some audiences, by date, then audience."""
        with self.reading() as connection:
            return digests.every(connection, audiences)

    # Snapshots

    def snapshot(
        self, source_id: str, *, before: datetime | None = None, verdict: str | None = None
    ) -> Snapshot | None:
        """The newest kept body of a source with its bytes, or none.

        Args:
            before: only one fetched before that moment.
            verdict: only one that was ``read``, ``drifted`` or ``unreadable``.
        """
        with self.reading() as connection:
            return snapshots.latest(connection, source_id, before, verdict)

    def snapshots(self, source_id: str, limit: int | None = None) -> tuple[Snapshot, ...]:
        """The kept bodies of a source, newest first, without their bytes."""
        with self.reading() as connection:
            return snapshots.of_source(connection, source_id, limit)

    def body(self, sha256: str) -> bytes | None:
        """The body of that hash, or none when it is not kept (any more)."""
        with self.reading() as connection:
            return snapshots.bytes_of(connection, sha256)

    def fetches(self, source_id: str, limit: int = 20) -> tuple[FetchRecord, ...]:
        """The last attempts to fetch a source, newest first."""
        with self.reading() as connection:
            return runs.fetches(connection, source_id, limit)


def _change_days(connection: Connection, source_id: str, judged: Sequence[Judged], now: datetime) -> list[str]:
    """The days with news with those of this snapshot; a baseline's are the days its entries say they are of."""
    before = sources.change_days(connection, source_id)
    days = set(before)
    for one in judged:
        if one.change.kind is ChangeKind.BASELINE:
            day = codec.day_of(one.change.entry.published)
            if day is not None and day <= now.date():
                days.add(day)
        elif one.announced:
            days.add(now.date())
    return [day.isoformat() for day in sorted(days)[-CHANGE_DAYS:]]
