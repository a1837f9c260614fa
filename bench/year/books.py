"""What must be true after a year: every change told once, every delivery received, and a database that checks clean.

Everything is read from the database as another program would, and compared with what the receivers took down.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from omfeed.deliver.mail import message_id
from omfeed.deliver.webhook import digest as key_of
from omfeed.store import Store

NEVER = datetime(2029, 1, 1, tzinfo=UTC)
"""A moment that names copies which are never made."""
_DOMAIN = "corp.example"
_SPAN = re.compile(r"admins/(\d{4}-\d\d-\d\d/)?(?P<after>\d+)-(?P<upto>\d+)")
"""The key of what the daily admin is sent: the changes it covers, after the day where there are none."""
_LONGEST_FLICKER = 3
"""So often what comes and goes is told each way; then it is only recorded."""


@dataclass(slots=True)
class Deliveries:
    """Every delivery that was ever planned, kept although the database forgets old ones."""

    channel: dict[str, str] = field(default_factory=dict)
    state: dict[str, str] = field(default_factory=dict)
    audience: dict[str, str] = field(default_factory=dict)
    uncertain: set[str] = field(default_factory=set)

    def look(self, database: Path) -> None:
        """Take down how deliveries stand now."""
        with closing(sqlite3.connect(database)) as raw:
            rows = raw.execute("SELECT key, channel, state, audience, uncertain FROM delivery")
            for key, channel, state, audience, uncertain in rows:
                self.channel[key], self.state[key], self.audience[key] = channel, state, audience
                if uncertain:
                    self.uncertain.add(key)

    def received(self, mails: Mapping[str, int], web: Mapping[str, int]) -> dict[str, int]:
        """How often each planned delivery was received."""
        return {
            key: mails.get(message_id(key, _DOMAIN), 0) if channel == "mail" else web.get(key_of(key), 0)
            for key, channel in self.channel.items()
        }


def received_wrongly(books: Deliveries, mails: Counter[str], web: Counter[str]) -> Iterator[str]:
    """Deliveries that came not at all, too often, or that nobody planned; each in words."""
    came = books.received(mails, web)
    for key, count in came.items():
        state = books.state[key]
        most = 2 if key in books.uncertain else 1
        if state == "sent" and not 1 <= count <= most:
            yield f"{key} was sent, and received {count} times"
        elif state != "sent" and count:
            yield f"{key} is {state}, and was received"
        elif state not in {"sent", "expired"}:
            yield f"{key} is still {state}"
    if sum(came.values()) != sum(mails.values()) + sum(web.values()):
        yield "something was received that nobody planned"


def told_wrongly(database: Path, folder: Path, books: Deliveries) -> Iterator[str]:
    """Gaps and overlaps in what digests and subscriptions were told, in words."""
    with closing(sqlite3.connect(database)) as raw:
        last = raw.execute("SELECT max(id) FROM change").fetchone()[0] or 0
        digests = raw.execute(
            "SELECT audience, after_change, upto_change, path, sha256 FROM digest ORDER BY audience, date"
        ).fetchall()
        tickets = raw.execute("SELECT id, entry_id, kind FROM change WHERE announced ORDER BY id").fetchall()
    reached: dict[str, int] = {}
    for audience, after, upto, path, digest in digests:
        if audience not in {"admin", "helpdesk"}:
            continue
        if after != reached.get(audience, 0):
            yield f"the digest {path} begins after change {after}, the one before ended with {reached.get(audience)}"
        reached[audience] = upto
        html, text = folder / path, (folder / path).with_suffix(".txt")
        written = html.read_text(encoding="utf-8") + text.read_text(encoding="utf-8")
        if sha256(written.encode()).hexdigest() != digest:
            yield f"the digest {path} is not what was recorded"
    for audience, upto in reached.items():
        if upto != last:
            yield f"{audience} was told up to change {upto} of {last}"
    yield from _missing_from_letters(books, [change for change, _, _ in tickets], last)
    yield from _without_ticket(books, tickets)


def _missing_from_letters(books: Deliveries, announced: list[int], last: int) -> Iterator[str]:
    """What no received message to the daily admin covers, by the ranges that its key names."""
    covered: set[int] = set()
    first = last
    for key, state in books.state.items():
        if span := _SPAN.fullmatch(key):
            after, upto = int(span["after"]), int(span["upto"])
            first = min(first, after)
            if state == "sent":
                covered.update(range(after + 1, upto + 1))
    missing = [change for change in announced if change > first and change not in covered]
    if missing:
        yield f"{len(missing)} changes were in no mail that arrived, such as {missing[0]}"


def _without_ticket(books: Deliveries, tickets: list[tuple[int, int, str]]) -> Iterator[str]:
    """Whether there are fewer tickets than changes told since the first; each has a message of its own."""
    planned = [key for key in books.state if key.startswith("tickets/")]
    arrived = sum(books.state[key] == "sent" for key in planned)
    told = len([change for change, _, kind in tickets if kind != "baseline"])
    if arrived < told:
        yield f"{told} changes were told, and {arrived} tickets arrived"


def repeated(database: Path) -> Iterator[str]:
    """Entries that are told again and again: as gone and back, or in the same words."""
    with Store.open(database, now=NEVER) as store:
        items = store.items()
    gone = Counter(item.entry_id for item in items if item.change.kind.value in {"withdrawn", "aged_out"})
    for entry_id, count in gone.items():
        if count > _LONGEST_FLICKER:
            title = next(item.change.entry.title for item in items if item.entry_id == entry_id)
            yield f"“{title[:60]}” was told as gone {count} times"
    same = Counter(
        (item.source.id, item.change.kind.value, item.change.shown_text, item.change.entry.title) for item in items
    )
    for (source, kind, _, title), count in same.items():
        if count > _LONGEST_FLICKER:
            yield f"“{title[:60]}” of {source} was told as {kind} {count} times in the same words"


def problems(database: Path) -> tuple[str, ...]:
    """What the database finds wrong with itself."""
    with Store.open(database, now=NEVER) as store:
        return store.check()


def moved_wrongly(database: Path, folder: Path, *others: str | Path) -> Iterator[str]:
    """What an export loses on its way into other databases and out again, and a backup on its way back.

    Args:
        database: the database.
        folder: room for the files, which stay.
        others: further databases, empty, beside one that is made here.
    """
    first = folder / "export.jsonl.gz"
    with Store.open(database, now=NEVER) as store:
        rows = store.export(first)
        store.backup(folder / "backup.db")
    for number, other in enumerate((folder / "imported.db", *others)):
        again = folder / f"again-{number}.jsonl.gz"
        with Store.open(other, now=NEVER) as store:
            if store.import_(first) != rows:
                yield f"an import into {store.where} has other rows"
            yield from store.check()
            store.export(again)
        if again.read_bytes() != first.read_bytes():
            yield "what was imported and exported again is not what was exported"
    Store.restore(folder / "backup.db", folder / "restored.db", now=NEVER)
    with Store.open(folder / "restored.db", now=NEVER) as store:
        store.export(folder / "restored.jsonl.gz")
    if (folder / "restored.jsonl.gz").read_bytes() != first.read_bytes():
        yield "a backup that was put back is not what was backed up"


def contents(database: Path) -> dict[str, int]:
    """How many rows each table has."""
    with closing(sqlite3.connect(database)) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
