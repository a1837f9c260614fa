"""Sources as rows: what the catalogue says of each, how the last reading went, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from omfeed.model import Source, SourceHealth, SourceState
from omfeed.store import codec, schema
from omfeed.store.values import FetchRecord, Standing

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_source = schema.source
_HEALTH = (
    _source.c.id,
    _source.c.title,
    _source.c.url,
    _source.c.state,
    _source.c.reason,
    _source.c.last_success,
    _source.c.last_change,
    _source.c.failures,
    _source.c.since,
    _source.c.entries,
    _source.c.redirected_to,
    _source.c.cause,
    _source.c.turned,
    _source.c.ill_since,
)
_STANDING = (
    *_HEALTH,
    _source.c.read_url,
    _source.c.etag,
    _source.c.last_modified,
    _source.c.body_hash,
    _source.c.collector,
    _source.c.collector_version,
    _source.c.change_days,
    _source.c.drift_since,
)


def stored(connection: Connection) -> Mapping[str, Source]:
    """Every source ever seen, as the catalogue last described it."""
    rows = connection.execute(select(_source.c.id, _source.c.config).order_by(_source.c.id))
    return {row.id: codec.source_from(row.config) for row in rows}


@dataclass(frozen=True, slots=True)
class Differing:
    """Where the catalogue says something else than the database."""

    new: tuple[Source, ...] = ()
    changed: tuple[Source, ...] = ()
    gone: tuple[str, ...] = ()
    """Ids of sources that the catalogue names no more."""

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def differing(connection: Connection, sources: Sequence[Source]) -> Differing:
    """Compare the whole catalogue with what is stored of it."""
    rows = connection.execute(select(_source.c.id, _source.c.enabled, _source.c.config))
    known = {row.id: (row.enabled, row.config) for row in rows}
    named = {source.id for source in sources}
    return Differing(
        new=tuple(source for source in sources if source.id not in known),
        changed=tuple(
            source
            for source in sources
            if source.id in known and known[source.id] != (source.enabled, codec.source_config(source))
        ),
        gone=tuple(source_id for source_id, (enabled, _) in known.items() if enabled and source_id not in named),
    )


def write(connection: Connection, differing: Differing, now: datetime) -> None:
    """Add new sources, describe changed ones anew, switch off those that are gone; their past is left alone."""
    if differing.new:
        rows = [{**_described(source), "id": source.id, "added": now} for source in differing.new]
        connection.execute(insert(_source), rows)
    for source in differing.changed:
        connection.execute(update(_source).where(_source.c.id == source.id).values(_described(source)))
    if differing.gone:
        connection.execute(update(_source).where(_source.c.id.in_(differing.gone)).values(enabled=False))


def _described(source: Source) -> dict[str, Any]:
    return {
        "title": source.title,
        "url": source.url,
        "family": source.family,
        "stage": source.stage,
        "enabled": source.enabled,
        "config": codec.source_config(source),
    }


def standings(connection: Connection, ids: Iterable[str]) -> Mapping[str, Standing]:
    """How each of the sources stands; those never heard of are left out."""
    wanted = set(ids)
    rows = connection.execute(select(*_STANDING).order_by(_source.c.id))
    return {row[0]: _standing(row) for row in rows if row[0] in wanted}


def health(connection: Connection) -> tuple[SourceHealth, ...]:
    """How every enabled source stands, by id."""
    rows = connection.execute(select(*_HEALTH).where(_source.c.enabled).order_by(_source.c.id))
    return tuple(_health(row) for row in rows)


def change_days(connection: Connection, source_id: str) -> tuple[date, ...]:
    """The recent days on which a source had news, oldest first."""
    return codec.days_from(connection.execute(select(_source.c.change_days).where(_source.c.id == source_id)).scalar())


def _standing(row: Row[*tuple[Any, ...]]) -> Standing:
    return Standing(
        source_id=row.id,
        url=row.read_url,
        etag=row.etag,
        last_modified=row.last_modified,
        body_hash=row.body_hash,
        collector=row.collector,
        collector_version=row.collector_version,
        health=_health(row),
        change_days=codec.days_from(row.change_days),
        drift_since=row.drift_since,
    )


def _health(row: Row[*tuple[Any, ...]]) -> SourceHealth:
    return SourceHealth(
        source_id=row.id,
        title=row.title,
        url=row.url,
        state=SourceState(row.state),
        reason=row.reason,
        last_success=row.last_success,
        last_change=row.last_change,
        failures=row.failures,
        since=row.since,
        entries=row.entries,
        redirected_to=row.redirected_to,
        cause=row.cause or "",
        turned=row.turned,
        ill_since=row.ill_since,
    )


def health_columns(health: SourceHealth) -> dict[str, Any]:
    """Health as columns of the source's row; title and address are the catalogue's."""
    return {
        "state": health.state.value,
        "reason": health.reason,
        "last_success": health.last_success,
        "last_change": health.last_change,
        "failures": health.failures,
        "since": health.since,
        "entries": health.entries,
        "redirected_to": health.redirected_to,
        "cause": health.cause,
        "turned": health.turned,
        "ill_since": health.ill_since,
    }


_AS_BEFORE = (
    update(_source)
    .where(_source.c.id == bindparam("the_source"))
    .values(
        {
            name: bindparam(name)
            for name in health_columns(SourceHealth(source_id="", title="", url="", state=SourceState.WELL))
        }
    )
)
_SAME_BODY = _AS_BEFORE.values(
    etag=bindparam("etag"), last_modified=bindparam("last_modified"), read_url=bindparam("read_url")
)


def stand(connection: Connection, source_id: str, health: SourceHealth) -> None:
    """Write how a source stands; what it knows of its last body is left alone."""
    connection.execute(_AS_BEFORE, {"the_source": source_id, **health_columns(health)})


def stand_unchanged(connection: Connection, records: Sequence[tuple[str, FetchRecord, SourceHealth]]) -> None:
    """Write how sources stand whose bodies are as they were, with the validators of tonight."""
    connection.execute(
        _SAME_BODY,
        [
            {
                "the_source": source_id,
                "etag": record.etag,
                "last_modified": record.last_modified,
                "read_url": health.url,
                **health_columns(health),
            }
            for source_id, record, health in records
        ],
    )
