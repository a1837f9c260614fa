"""The face of the store for a night: how sources stand before it, and what each of them answered.

What one source answered is one transaction: a killed night leaves it before or after, never between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, update

from omfeed.model import Diff, Judged, Source, SourceHealth
from omfeed.store import opening, pages, record, runs, schema, snapshots, sources
from omfeed.store.care import Cared
from omfeed.store.values import CHANGE_DAYS, FetchRecord, PageNews, RunKind, Standing
from omfeed.text import addresses

if TYPE_CHECKING:
    from sqlalchemy import Connection


@cache
def _first(columns: tuple[str, ...]) -> Any:
    """The statement that sets so many columns of a source of which no body was read yet."""
    never_read = (schema.source.c.id == bindparam("the_source")) & (schema.source.c.body_hash == "")
    return update(schema.source).where(never_read).values({name: bindparam(name) for name in columns})


class Nightly(Cared):
    """Recording a night."""

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

    def begin_run(self, now: datetime, version: str, kind: RunKind = RunKind.UNKNOWN) -> int:
        """Open a run and give its id; one left open by a killed program is called interrupted."""
        with self.writing("run-begin") as connection:
            return runs.begin(connection, now, version, kind)

    def end_run(
        self,
        run_id: int,
        now: datetime,
        *,
        outcome: str,
        sources: int = 0,
        failed: int = 0,
        changes: int | None = None,
        reason: str = "",
    ) -> None:
        """Close a run with how it went; changes are counted when their number is not given.

        Args:
            reason: why it failed as a whole, in words.
        """
        with self.writing("run-end") as connection:
            runs.end(
                connection, run_id, now, outcome=outcome, sources=sources, failed=failed, changes=changes, reason=reason
            )

    def praise_run(self, run_id: int) -> None:
        """Record that a run was a good one, by the word of ``omfeed.watch.is_good``."""
        with self.writing("run-good") as connection:
            runs.praise(connection, run_id)

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
            values = self._keep(
                connection, run_id, source, fetch, body, collector_version, health, page_news, drifted=drifted
            )
            ids = record.record(connection, run_id, source, diff, judged, now)
            self._hook("snapshot.entries-written")
            values["drift_since"] = func.coalesce(schema.source.c.drift_since, now) if drifted else None
            if not drifted and judged:
                days = {*sources.change_days(connection, source.id), *opening.days_of(judged, now.date())}
                values["change_days"] = [day.isoformat() for day in sorted(days)[-CHANGE_DAYS:]]
            connection.execute(update(schema.source).where(schema.source.c.id == source.id).values(values))
        return ids

    def record_opening(
        self,
        run_id: int,
        source: Source,
        fetch: FetchRecord,
        body: bytes,
        collector_version: int,
        first: opening.Opening,
        health: SourceHealth,
        now: datetime,
    ) -> None:
        """Record the first body of a source likewise; what it meant was made ready elsewhere.

        Raises:
            ValueError: a body of the source was read before; nothing is recorded.
        """
        with self.writing("snapshot") as connection:
            values = self._keep(connection, run_id, source, fetch, body, collector_version, health, ())
            opened = record.open_entries(connection, run_id, source.id, first.entries, now)
            record.write_changes(connection, run_id, source.id, opened, now)
            self._hook("snapshot.entries-written")
            values["drift_since"] = None
            if first.entries:
                values["change_days"] = list(first.days[-CHANGE_DAYS:])
            if connection.execute(_first(tuple(values)), {**values, "the_source": source.id}).rowcount != 1:
                raise ValueError(f"{source.id} was read before")

    def _keep(
        self,
        connection: Connection,
        run_id: int,
        source: Source,
        fetch: FetchRecord,
        body: bytes,
        collector_version: int,
        health: SourceHealth,
        page_news: Sequence[PageNews],
        *,
        drifted: bool = False,
    ) -> dict[str, Any]:
        """Keep a body that was read, and give what the row of its source then says of it."""
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
        return {
            **sources.health_columns(health),
            "read_url": source.url,
            "etag": fetch.etag,
            "last_modified": fetch.last_modified,
            "body_hash": sha256,
            "collector": source.collector,
            "collector_version": collector_version,
        }
