"""What the store hands over and takes besides the nouns of the model: frozen values, no rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from omfeed.model import Entry, SourceHealth


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRecord:
    """One attempt to fetch a source."""

    at: datetime
    status: str
    """``fresh``, ``unchanged`` or ``failed``."""
    http_status: int | None = None
    final_url: str = ""
    moved_to: str = ""
    """New address of a permanent redirect, or empty."""
    hops: tuple[str, ...] = ()
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    """SHA-256 of the body in hex, or empty when there was none."""
    media_type: str = ""
    charset: str = ""
    bytes: int = 0
    """Length of the body after decompression."""
    seconds: float = 0.0
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a night needs to know of a source before it is fetched."""

    source_id: str
    url: str
    """The address that the validators speak of; empty before the first body. A new address makes them void."""
    etag: str
    last_modified: str
    body_hash: str
    """SHA-256 in hex of the last body that was read (also of one that drifted), or empty."""
    collector: str
    """Collector that read it, or empty."""
    collector_version: int
    """Its version then; 0 before the first body."""
    health: SourceHealth
    change_days: tuple[date, ...] = ()
    """Recent days with news, oldest first, for the source's own rhythm; at most ``CHANGE_DAYS`` of them."""
    drift_since: datetime | None = None
    """Since when the page no longer reads like itself, or none."""


class PageState(StrEnum):
    """How the page of an entry stands."""

    PASSED = "passed"
    """It lies further back than the source's block asks for: never asked."""
    WAITING = "waiting"
    """Its turn comes."""
    READ = "read"
    FAILING = "failing"
    """The last attempt failed; it is tried again."""
    MISSING = "missing"
    """The server says that there is no such page."""
    UNREADABLE = "unreadable"
    """A body came that its collector cannot read; what was read before stands."""
    REFUSED = "refused"
    """The robots.txt of its site asks programs to stay away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPage:
    """What is known of the page of an entry, without what stands on it."""

    url: str
    published: str = ""
    """When its entry was published, ISO, or empty."""
    updated: str = ""
    """When its entry was last updated by the word of its list, or empty …"""
    had: str = ""
    """… and what that word was when the page was last had: while it stays, the page need not be asked."""
    since: datetime
    """When the source first listed it."""
    listed: datetime
    """When the source was last read and listed it."""
    state: PageState = PageState.WAITING
    asked: datetime | None = None
    failures: int = 0
    """Nights in a row on which it could not be had."""
    error: str = ""
    sha256: str = ""
    """Hash of the last body that arrived, or empty."""
    etag: str = ""
    last_modified: str = ""
    media_type: str = ""
    charset: str = ""
    collector: str = ""
    """Collector whose reading is kept, or empty."""
    collector_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNews:
    """What a night learned of a page."""

    page: HeldPage
    body: bytes | None = None
    """The body, where another one arrived."""
    reading: tuple[Entry, ...] | None = None
    """What was read on it, where it was read anew."""


CHANGE_DAYS = 40
"""How many days with news are remembered of each source."""


class RunKind(StrEnum):
    """What a run was there for."""

    NIGHT = "night"
    """Every source that is on was asked, and digests were to be written."""
    LANE = "lane"
    """Between the nights, what cannot wait."""
    PART = "part"
    """Some sources only, or no digests, or a recording: a trial."""
    REREAD = "reread"
    """Kept bodies, and no network."""
    UNKNOWN = ""
    """An omfeed that did not record it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One run."""

    id: int
    started: datetime
    finished: datetime | None = None
    outcome: str = "running"
    """``running``, ``interrupted`` (it never came to its end), or what ``end_run`` was told."""
    version: str = ""
    kind: RunKind = RunKind.UNKNOWN
    good: bool = False
    """Whether it deserved a heartbeat; see ``omfeed.watch.is_good``."""
    reason: str = ""
    """Why it failed as a whole, in words; empty where it did not, or where each source has its own reason."""
    sources: int = 0
    failed: int = 0
    changes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRecord:
    """One digest that was written: which changes it covered, and what lies in its file."""

    audience: str
    date: date
    after_change: int
    """It tells the changes above this id …"""
    upto_change: int
    """… up to and with this one."""
    run_id: int
    path: str
    sha256: str
    at: datetime
    changes: int = 0
    """How many changes it tells."""
    act: int = 0
    """How many of them demand action."""
    troubles: int = 0
    """How many sources it reports as not well."""
    health_at: datetime | None = None
    """When its reader was last told how sources stand: its own moment, or, where nothing was sent, an earlier one; none
    in what older omfeeds recorded, which then told it."""

    @property
    def health_told(self) -> datetime:
        """When its reader was last told how sources stand."""
        return self.health_at or self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One state of an entry's text."""

    id: int
    entry_id: int
    at: datetime
    """When omfeed first saw it so."""
    entry: Entry
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One body as it was fetched; the bytes themselves are read apart, by their hash."""

    id: int
    source_id: str
    at: datetime
    sha256: str
    size: int
    """Length of the body."""
    stored_size: int
    """How much room it takes, compressed."""
    media_type: str
    charset: str
    final_url: str
    collector: str
    collector_version: int
    verdict: str
    """``read``, ``drifted`` (nothing on it was believed) or ``unreadable`` (no collector could read it)."""
    body: bytes | None = None
    """The bytes, where they were asked for."""


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    """The last attempt failed; another is due at ``next_attempt``."""
    EXPIRED = "expired"
    QUARANTINED = "quarantined"
    """Refused for good; a person has to look."""
    UNWANTED = "no-longer-wanted"
    """Dropped: whoever it was for has unsubscribed, or another message told it to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A delivery to be made; planning the same key again changes nothing."""

    key: str
    """Names this one message to this one recipient for ever; Message-ID and idempotency keys are made from it."""
    channel: str
    recipient: str
    audience: str = ""
    date: date | None = None
    """With ``audience``: the digest it carries, or none."""
    payload: str = ""
    path: str = ""
    """File that holds the message, where it is not in ``payload``."""
    expires: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A delivery with all that is recorded of it."""

    id: int
    planned: Planned
    state: DeliveryState
    attempts: int
    """Attempts begun, with the present one."""
    planned_at: datetime
    next_attempt: datetime | None = None
    claimed_at: datetime | None = None
    settled_at: datetime | None = None
    error: str = ""
    receipt: str = ""
    """What the other side said when it took it."""
    uncertain: bool = False
    """An earlier attempt was cut off between sending and recording: this one may repeat it."""
