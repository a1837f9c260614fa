"""The face of the store: everything omfeed keeps, as values.

Each method is one transaction: what it writes is there whole or not at all, and what it reads is of one moment. Every
method raises ``StoreError`` (with words on what to do) when the database cannot be used, and nothing else but
``ValueError`` for arguments that contradict each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from omfeed.faults import Hook, nothing
from omfeed.model import Elsewhere, Item, Known, Source, SourceHealth
from omfeed.store import (
    changes,
    digests,
    entries,
    outbox,
    runs,
    schema,
    snapshots,
    sources,
)
from omfeed.store.corrections import Corrections
from omfeed.store.database import Database, connect
from omfeed.store.nightly import Nightly
from omfeed.store.outbox import Outbox
from omfeed.store.pages import Pages
from omfeed.store.people import People
from omfeed.store.values import (
    DigestRecord,
    FetchRecord,
    Planned,
    Revision,
    RunKind,
    RunRecord,
    Snapshot,
)

if TYPE_CHECKING:
    from typing import Unpack

    from omfeed.store.changes import Wanted


class Store(Nightly):
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

    def runs(self, limit: int = 20) -> tuple[RunRecord, ...]:
        """The last runs of any kind, newest first."""
        with self.reading() as connection:
            return runs.latest(connection, limit)

    def last_night(self) -> RunRecord | None:
        """The last whole night, or none; where no night is known, the last run of an omfeed that kept no kind."""
        with self.reading() as connection:
            found = runs.latest(connection, 1, [RunKind.NIGHT]) or runs.latest(connection, 1, [RunKind.UNKNOWN])
        return found[0] if found else None

    def last_good_run(self) -> RunRecord | None:
        """The last run that was recorded as a good one, or none."""
        with self.reading() as connection:
            found = runs.latest(connection, 1, good=True)
        return found[0] if found else None

    # Changes

    def items(self, *, limit: int | None = None, newest: bool = False, **wanted: Unpack[Wanted]) -> tuple[Item, ...]:
        """Stored changes in order of their ids; those that digests tell, where nothing is said of ``announced``.

        Args:
            limit: at most so many, the oldest.
            newest: with ``limit``: the newest instead (still in order of their ids).
            wanted: what each must fulfil, see ``omfeed.store.changes.Wanted``.
        """
        with self.reading() as connection:
            return changes.items(connection, changes.conditions(**wanted), limit, newest=newest)

    def told_stories(self, *, dated: bool = False) -> Iterator[tuple[Item, ...]]:
        """Every change of each story of which any change was material, story by story.

        All are of one moment, and only a few of them are in memory at a time.

        Args:
            dated: only stories of which any change was judged to have a date by which something happens.
        """
        with self.reading() as connection:
            yield from changes.told_stories(connection, dated=dated)

    def touched(self, *, after: int, upto: int) -> frozenset[str]:
        """The stories of all changes above one id and up to and with another, silent ones too."""
        with self.reading() as connection:
            return changes.touched(connection, after, upto)

    def ahead(self, since: date) -> tuple[Item, ...]:
        """The latest change of each entry that holds, if a date of it ends on that day or later; in order of ids.

        An entry holds while it is shown, and also after it was told and aged out.
        """
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
