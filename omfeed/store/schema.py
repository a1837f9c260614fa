"""The tables, as typed columns; migrations/ brings a database to exactly this, and a test holds the two together.

Every statement of this room is written over these tables, and none names a dialect. ``HEAD`` is the revision that this
program speaks: a night compares it with what the database says and does not load the migration machinery when they
agree.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Named,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
    false,
    text,
)

from omfeed.store.spelling import Json
from omfeed.store.types import JsonText, Moment, Words

REVISIONS: Final = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every revision of the schema, oldest first."""
HEAD: Final = REVISIONS[-1]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class _Source(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    title: Named[str] = Column(Words, nullable=False)
    url: Named[str] = Column(Words, nullable=False)
    family: Named[str] = Column(Text, nullable=False, index=True)
    stage: Named[str] = Column(Text, nullable=False)
    enabled: Named[bool] = Column(Boolean, nullable=False)
    config: Named[Json] = Column(JsonText, nullable=False)
    added: Named[datetime] = Column(Moment, nullable=False)
    # The last body that was read, and by whom.
    read_url: Named[str] = Column(Words, nullable=False, default="")
    etag: Named[str] = Column(Words, nullable=False, default="")
    last_modified: Named[str] = Column(Words, nullable=False, default="")
    body_hash: Named[str] = Column(Text, nullable=False, default="")
    collector: Named[str] = Column(Text, nullable=False, default="")
    collector_version: Named[int] = Column(Integer, nullable=False, default=0)
    drift_since: Named[datetime | None] = Column(Moment)
    change_days: Named[Json] = Column(JsonText, nullable=False, default=list)
    # Health.
    state: Named[str] = Column(Text, nullable=False, default="well")
    reason: Named[str] = Column(Words, nullable=False, default="")
    last_success: Named[datetime | None] = Column(Moment)
    last_change: Named[datetime | None] = Column(Moment)
    failures: Named[int] = Column(Integer, nullable=False, default=0)
    since: Named[datetime | None] = Column(Moment)
    entries: Named[int] = Column(Integer, nullable=False, default=0)
    redirected_to: Named[str] = Column(Words, nullable=False, default="")
    cause: Named[str | None] = Column(Words)
    turned: Named[datetime | None] = Column(Moment)
    ill_since: Named[datetime | None] = Column(Moment)


source = Table("source", metadata, _Source)


class _Run(TypedColumns):
    id: Named[int] = Column(Integer, primary_key=True)
    started: Named[datetime] = Column(Moment, nullable=False)
    finished: Named[datetime | None] = Column(Moment)
    outcome: Named[str] = Column(Text, nullable=False)
    version: Named[str] = Column(Text, nullable=False)
    sources: Named[int] = Column(Integer, nullable=False, default=0)
    failed: Named[int] = Column(Integer, nullable=False, default=0)
    changes: Named[int] = Column(Integer, nullable=False, default=0)
    kind: Named[str] = Column(Text, nullable=False, server_default=text("''"))
    good: Named[bool] = Column(Boolean, nullable=False, server_default=false())
    reason: Named[str] = Column(Words, nullable=False, server_default=text("''"))


run = Table("run", metadata, _Run, sqlite_autoincrement=True)


class _Fetch(TypedColumns):
    id: Named[int] = Column(Integer, primary_key=True)
    run_id: Named[int] = Column(ForeignKey("run.id"), nullable=False, index=True)
    source_id: Named[str] = Column(ForeignKey("source.id"), nullable=False)
    at: Named[datetime] = Column(Moment, nullable=False)
    status: Named[str] = Column(Text, nullable=False)
    http_status: Named[int | None] = Column(Integer)
    final_url: Named[str] = Column(Words, nullable=False)
    moved_to: Named[str] = Column(Words, nullable=False)
    hops: Named[Json] = Column(JsonText, nullable=False)
    etag: Named[str] = Column(Words, nullable=False)
    last_modified: Named[str] = Column(Words, nullable=False)
    body_hash: Named[str] = Column(Text, nullable=False)
    media_type: Named[str] = Column(Words, nullable=False)
    charset: Named[str] = Column(Words, nullable=False)
    bytes: Named[int] = Column(Integer, nullable=False)
    seconds: Named[float] = Column(Float, nullable=False)
    error: Named[str] = Column(Words, nullable=False)


fetch = Table("fetch", metadata, _Fetch, Index("ix_fetch_source_id_at", "source_id", "at"))


class _Body(TypedColumns):
    sha256: Named[str] = Column(Text, primary_key=True)
    codec: Named[str] = Column(Text, nullable=False)
    data: Named[bytes] = Column(LargeBinary, nullable=False)
    size: Named[int] = Column(Integer, nullable=False)
    """Length before compression, in bytes."""
    stored_size: Named[int] = Column(Integer, nullable=False)


body = Table("body", metadata, _Body)


class _Snapshot(TypedColumns):
    id: Named[int] = Column(Integer, primary_key=True)
    source_id: Named[str] = Column(ForeignKey("source.id"), nullable=False)
    run_id: Named[int] = Column(ForeignKey("run.id"), nullable=False)
    sha256: Named[str] = Column(ForeignKey("body.sha256"), nullable=False, index=True)
    at: Named[datetime] = Column(Moment, nullable=False)
    media_type: Named[str] = Column(Words, nullable=False)
    charset: Named[str] = Column(Words, nullable=False)
    final_url: Named[str] = Column(Words, nullable=False)
    collector: Named[str] = Column(Text, nullable=False)
    collector_version: Named[int] = Column(Integer, nullable=False)
    verdict: Named[str] = Column(Text, nullable=False)


snapshot = Table("snapshot", metadata, _Snapshot, Index("ix_snapshot_source_id_at", "source_id", "at"))


class _Page(TypedColumns):
    source_id: Named[str] = Column(ForeignKey("source.id"), primary_key=True)
    url: Named[str] = Column(Words, primary_key=True)
    published: Named[str] = Column(Words, nullable=False)
    updated: Named[str] = Column(Words, nullable=False)
    had: Named[str] = Column(Words, nullable=False)
    since: Named[datetime] = Column(Moment, nullable=False)
    """When the source first listed it …"""
    listed: Named[datetime] = Column(Moment, nullable=False)
    """… and last."""
    state: Named[str] = Column(Text, nullable=False)
    asked: Named[datetime | None] = Column(Moment)
    failures: Named[int] = Column(Integer, nullable=False)
    error: Named[str] = Column(Words, nullable=False)
    # The last body that arrived, and what was read in the last that could be.
    sha256: Named[str | None] = Column(ForeignKey("body.sha256"), index=True)
    etag: Named[str] = Column(Words, nullable=False)
    last_modified: Named[str] = Column(Words, nullable=False)
    media_type: Named[str] = Column(Words, nullable=False)
    charset: Named[str] = Column(Words, nullable=False)
    collector: Named[str] = Column(Text, nullable=False)
    collector_version: Named[int] = Column(Integer, nullable=False)
    reading: Named[Json] = Column(JsonText, nullable=False)


page = Table("page", metadata, _Page)


class _Story(TypedColumns):
    key: Named[str] = Column(Words, primary_key=True)
    opened: Named[datetime] = Column(Moment, nullable=False)


story = Table("story", metadata, _Story)


class _Entry(TypedColumns):
    id: Named[int] = Column(Integer, primary_key=True)
    source_id: Named[str] = Column(ForeignKey("source.id"), nullable=False, index=True)
    story: Named[str | None] = Column(ForeignKey("story.key"), index=True)
    """Empty only inside the transaction that opens the entry: a story of its own is named by the entry's id."""
    state: Named[str] = Column(Text, nullable=False)
    first_seen: Named[datetime] = Column(Moment, nullable=False)
    last_seen: Named[datetime] = Column(Moment, nullable=False)
    latest: Named[int] = Column(Integer, nullable=False)
    """Number of its latest revision."""


entry = Table("entry", metadata, _Entry, sqlite_autoincrement=True)


class _Revision(TypedColumns):
    id: Named[int] = Column(Integer, primary_key=True)
    entry_id: Named[int] = Column(ForeignKey("entry.id"), nullable=False)
    number: Named[int] = Column(Integer, nullable=False)
    """0 for the first state of the entry, and so on."""
    run_id: Named[int] = Column(ForeignKey("run.id"), nullable=False)
    at: Named[datetime] = Column(Moment, nullable=False)
    fingerprint: Named[str] = Column(Text, nullable=False)
    title: Named[str] = Column(Words, nullable=False)
    section: Named[Json] = Column(JsonText, nullable=False)
    html: Named[str] = Column(Words, nullable=False)
    text: Named[str] = Column(Words, nullable=False)
    key: Named[str] = Column(Words, nullable=False)
    anchor: Named[str] = Column(Words, nullable=False)
    url: Named[str] = Column(Words, nullable=False)
    published: Named[str] = Column(Words, nullable=False)
    updated: Named[str] = Column(Words, nullable=False)
    place: Named[int] = Column(Integer, nullable=False)
    language: Named[str] = Column(Words, nullable=False)
    facts: Named[Json] = Column(JsonText, nullable=False)


revision = Table("revision", metadata, _Revision, UniqueConstraint("entry_id", "number"), sqlite_autoincrement=True)


class _Change(TypedColumns):
    id: Named[int] = Column(Integer, primary_key=True)
    run_id: Named[int] = Column(ForeignKey("run.id"), nullable=False, index=True)
    source_id: Named[str] = Column(ForeignKey("source.id"), nullable=False, index=True)
    entry_id: Named[int] = Column(ForeignKey("entry.id"), nullable=False, index=True)
    at: Named[datetime] = Column(Moment, nullable=False, index=True)
    kind: Named[str] = Column(Text, nullable=False)
    material: Named[bool] = Column(Boolean, nullable=False)
    announced: Named[bool] = Column(Boolean, nullable=False)
    continued: Named[bool] = Column(Boolean, nullable=False)
    """Whether it is told of an entry that was known before."""
    reason: Named[str] = Column(Words, nullable=False)
    before_id: Named[int | None] = Column(ForeignKey("revision.id"))
    after_id: Named[int | None] = Column(ForeignKey("revision.id"))
    shown_html: Named[str | None] = Column(Words)
    """Empty where it is the whole text of the state after."""
    shown_text: Named[str | None] = Column(Words)


change = Table(
    "change", metadata, _Change, Index("ix_change_announced_id", "announced", "id"), sqlite_autoincrement=True
)


class _Assessment(TypedColumns):
    change_id: Named[int] = Column(ForeignKey("change.id"), primary_key=True)
    nature: Named[str] = Column(Text, nullable=False)
    severity: Named[str] = Column(Text, nullable=False)
    action_required: Named[bool] = Column(Boolean, nullable=False)
    user_visible: Named[bool] = Column(Boolean, nullable=False)
    devices: Named[int | None] = Column(Integer)
    muted_by: Named[str] = Column(Words, nullable=False)
    detail: Named[Json] = Column(JsonText, nullable=False)
    """The fields that are lists or tables."""


assessment = Table("assessment", metadata, _Assessment)


class _AssessmentPlatform(TypedColumns):
    platform: Named[str] = Column(Text, primary_key=True)
    change_id: Named[int] = Column(ForeignKey("change.id"), primary_key=True)


assessment_platform = Table("assessment_platform", metadata, _AssessmentPlatform)


class _Delta(TypedColumns):
    change_id: Named[int] = Column(ForeignKey("change.id"), primary_key=True)
    number: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    kind: Named[str] = Column(Text, nullable=False)
    subject: Named[str] = Column(Words, nullable=False)
    before: Named[str] = Column(Words, nullable=False)
    after: Named[str] = Column(Words, nullable=False)


delta = Table("delta", metadata, _Delta)


class _Digest(TypedColumns):
    id: Named[int] = Column(Integer, primary_key=True)
    audience: Named[str] = Column(Text, nullable=False)
    date: Named[date] = Column(Date, nullable=False)
    after_change: Named[int] = Column(Integer, nullable=False)
    upto_change: Named[int] = Column(Integer, nullable=False)
    run_id: Named[int] = Column(ForeignKey("run.id"), nullable=False)
    path: Named[str] = Column(Words, nullable=False)
    sha256: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Moment, nullable=False)
    changes: Named[int] = Column(Integer, nullable=False)
    act: Named[int] = Column(Integer, nullable=False)
    troubles: Named[int] = Column(Integer, nullable=False)
    health_at: Named[datetime | None] = Column(Moment)


digest = Table("digest", metadata, _Digest, UniqueConstraint("audience", "date"))


class _Delivery(TypedColumns):
    id: Named[int] = Column(Integer, primary_key=True)
    key: Named[str] = Column(Words, nullable=False, unique=True)
    audience: Named[str] = Column(Text, nullable=False)
    date: Named[date | None] = Column(Date)
    channel: Named[str] = Column(Text, nullable=False)
    recipient: Named[str] = Column(Words, nullable=False)
    payload: Named[str] = Column(Words, nullable=False)
    path: Named[str] = Column(Words, nullable=False)
    state: Named[str] = Column(Text, nullable=False)
    attempts: Named[int] = Column(Integer, nullable=False)
    uncertain: Named[bool] = Column(Boolean, nullable=False)
    planned_at: Named[datetime] = Column(Moment, nullable=False)
    next_attempt: Named[datetime | None] = Column(Moment)
    claimed_at: Named[datetime | None] = Column(Moment)
    settled_at: Named[datetime | None] = Column(Moment)
    expires: Named[datetime | None] = Column(Moment)
    error: Named[str] = Column(Words, nullable=False)
    receipt: Named[str] = Column(Words, nullable=False)


delivery = Table("delivery", metadata, _Delivery, Index("ix_delivery_state_next_attempt", "state", "next_attempt"))


class _Subscriber(TypedColumns):
    id: Named[str] = Column(Text, primary_key=True)
    subscription: Named[Json] = Column(JsonText, nullable=False)
    since: Named[datetime] = Column(Moment, nullable=False)
    ended: Named[datetime | None] = Column(Moment)


subscriber = Table("subscriber", metadata, _Subscriber)


class _Deed(TypedColumns):
    id: Named[int] = Column(Integer, primary_key=True)
    story: Named[str] = Column(Words, nullable=False, index=True)
    at: Named[datetime] = Column(Moment, nullable=False)
    by: Named[str] = Column(Words, nullable=False)
    kind: Named[str] = Column(Text, nullable=False)
    value: Named[str] = Column(Words, nullable=False)
    note: Named[str] = Column(Words, nullable=False)


deed = Table("deed", metadata, _Deed, sqlite_autoincrement=True)


class _Correction(TypedColumns):
    id: Named[int] = Column(Integer, primary_key=True)
    entry_id: Named[int] = Column(ForeignKey("entry.id"), nullable=False, index=True)
    at: Named[datetime] = Column(Moment, nullable=False)
    by: Named[str] = Column(Words, nullable=False)
    note: Named[str] = Column(Words, nullable=False)
    fields: Named[Json] = Column(JsonText, nullable=False)
    """All that stands corrected from then on; empty: everything was taken back."""


correction = Table("correction", metadata, _Correction, sqlite_autoincrement=True)
