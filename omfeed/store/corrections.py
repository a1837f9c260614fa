"""What people corrected about entries: every correction is kept, the last of an entry is the one that stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, cast, func, insert, select, update

from omfeed.correction import Correction
from omfeed.model import Due, Nature, Platform, Precision, Severity
from omfeed.store import schema
from omfeed.store.spelling import Json

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Select

    from omfeed.store.opened import Opened

_correction = schema.correction


class Corrections:
    """Corrections of entries."""

    def __init__(self, store: Opened) -> None:
        self._store = store

    def correct(self, entry_id: int, correction: Correction) -> Correction:
        """Lay a correction over what stands corrected of an entry already, and give what stands now."""
        with self._store.writing("correction") as connection:
            standing = standing_of(connection).get(entry_id)
            return _kept(connection, entry_id, correction.over(standing))

    def take_back(self, entry_id: int, *, by: str, at: datetime, note: str = "") -> bool:
        """Take every correction of an entry back; says whether there was any."""
        with self._store.writing("correction") as connection:
            if entry_id not in standing_of(connection):
                return False
            _kept(connection, entry_id, Correction(by=by, at=at, note=note))
        return True

    def recount(self, entry_id: int, devices: int | None, counted: str | None = None) -> None:
        """Keep another number of devices, and how they were counted, beside the platforms that stand corrected."""
        with self._store.writing("correction") as connection:
            standing = standing_of(connection).get(entry_id)
            if standing is None or standing.platforms is None:
                return
            newest = select(func.max(_correction.c.id)).where(_correction.c.entry_id == entry_id).scalar_subquery()
            fields = _plain(replace(standing, devices=devices, counted=counted))
            connection.execute(update(_correction).where(_correction.c.id == newest).values(fields=fields))

    def standing(self) -> Mapping[int, Correction]:
        """What stands corrected, by entry."""
        with self._store.reading() as connection:
            return standing_of(connection)

    def history(self, entry_id: int) -> tuple[Correction, ...]:
        """Everything that was ever corrected about an entry, oldest first; one without fields took all back."""
        query = select(_correction).where(_correction.c.entry_id == entry_id).order_by(_correction.c.id)
        with self._store.reading() as connection:
            return tuple(_correction_of(row) for row in connection.execute(query))

    def stories(self, since: datetime) -> frozenset[str]:
        """The matters of which something was corrected, or taken back, since a moment."""
        query = (
            select(schema.entry.c.story)
            .join(_correction, _correction.c.entry_id == schema.entry.c.id)
            .where(_correction.c.at >= since)
        )
        with self._store.reading() as connection:
            return frozenset(story for story in connection.execute(query).scalars() if story)


def standing_of(connection: Connection) -> Mapping[int, Correction]:
    """What stands corrected, by entry."""
    rows = connection.execute(select(_correction).where(_correction.c.id.in_(_last())).order_by(_correction.c.id))
    return {row.entry_id: _correction_of(row) for row in rows if row.fields}


def entries_with(words: str) -> Select[int]:
    """The entries whose standing correction has these words in its JSON."""
    return select(_correction.c.entry_id).where(
        _correction.c.id.in_(_last()), cast(_correction.c.fields, Text).contains(words, autoescape=True)
    )


def _last() -> Select[int]:
    return select(func.max(_correction.c.id)).group_by(_correction.c.entry_id)


def _kept(connection: Connection, entry_id: int, correction: Correction) -> Correction:
    connection.execute(
        insert(_correction).values(
            entry_id=entry_id, at=correction.at, by=correction.by, note=correction.note, fields=_plain(correction)
        )
    )
    return correction


def _plain(correction: Correction) -> dict[str, Json]:
    told: dict[str, Json] = {}
    for name in correction.corrected:
        value = getattr(correction, name)
        if name == "due":
            told[name] = [[due.date, due.precision.value, due.what] for due in correction.due or ()]
        else:
            told[name] = [str(one) for one in value] if isinstance(value, tuple) else value
    if correction.platforms is not None and correction.devices is not None:
        told["devices"] = correction.devices
        if correction.counted:
            told["counted"] = correction.counted
    return told


def _correction_of(row: Row[*tuple[Any, ...]]) -> Correction:
    told: Mapping[str, Any] = row.fields or {}
    due = told.get("due")
    platforms = told.get("platforms")
    return Correction(
        by=row.by,
        at=row.at,
        note=row.note,
        platforms=None if platforms is None else tuple(Platform(one) for one in platforms),
        devices=told.get("devices"),
        counted=told.get("counted"),
        nature=Nature(told["nature"]) if "nature" in told else None,
        action_required=told.get("action_required"),
        due=None
        if due is None
        else tuple(Due(date=day, precision=Precision(exact), what=what) for day, exact, what in due),
        user_visible=told.get("user_visible"),
        severity=Severity(told["severity"]) if "severity" in told else None,
    )
