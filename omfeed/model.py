"""The nouns of omfeed as frozen values and closed sets.

Every room speaks in these; this module imports nothing of ours and touches nothing. The words are those of the
architecture page (docs/architecture.md): source, entry, revision, change, assessment, fleet, digest.

Dates that a source claims are ISO 8601 strings at the precision the source gave (``2026-08-31`` or
``2026-08-31T14:00:00Z``): a date-only value stays date-only, and no time zone ever moves it by a day. Moments that
omfeed itself records are aware ``datetime`` values in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

Fact = str | int | bool | tuple[str, ...]
"""One structured value that a source states about an entry."""


class Platform(StrEnum):
    """An operating system family that Intune manages; ``ios`` is iOS and iPadOS."""

    WINDOWS = "windows"
    MACOS = "macos"
    IOS = "ios"
    ANDROID = "android"
    LINUX = "linux"
    CHROMEOS = "chromeos"
    TVOS = "tvos"
    VISIONOS = "visionos"

    @property
    def label(self) -> str:
        """The name as vendors write it."""
        return PLATFORM_LABELS[self]


PLATFORM_LABELS: Mapping[Platform, str] = {
    Platform.WINDOWS: "Windows",
    Platform.MACOS: "macOS",
    Platform.IOS: "iOS/iPadOS",
    Platform.ANDROID: "Android",
    Platform.LINUX: "Linux",
    Platform.CHROMEOS: "ChromeOS",
    Platform.TVOS: "tvOS",
    Platform.VISIONOS: "visionOS",
}


class Nature(StrEnum):
    """What sort of news an entry is; exactly one for each entry."""

    NEW = "new"
    PREVIEW = "preview"
    CHANGED = "changed"
    RETIRING = "retiring"
    ISSUE = "issue"
    FIXED = "fixed"
    SECURITY = "security"
    RELEASE = "release"
    APPS = "apps"


class Severity(StrEnum):
    """How much an entry matters to this fleet, from the one severity table."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for critical up to 3 for low, so that sorting puts the worst first."""
        return list(Severity).index(self)


class Precision(StrEnum):
    """How exactly a source named a date."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Audience(StrEnum):
    """Whom a digest is written for."""

    ADMIN = "admin"
    HELPDESK = "helpdesk"
    STAKEHOLDER = "stakeholder"


class ChangeKind(StrEnum):
    """What happened to an entry between two snapshots of its source."""

    BASELINE = "baseline"
    ADDED = "added"
    EDITED = "edited"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    AGED_OUT = "aged_out"


class EntryState(StrEnum):
    """Where an entry stands at its source after the last snapshot."""

    PRESENT = "present"
    WITHDRAWN = "withdrawn"
    AGED_OUT = "aged_out"


class Window(StrEnum):
    """Which part of the past a source goes on showing; decides what a disappearance means.

    ``rolling``: the oldest entries fall off the tail (a feed, What's new); ``transient``: entries leave when they have
    shipped (In development); ``complete``: the whole list is always shown, so a missing row was withdrawn.
    """

    ROLLING = "rolling"
    TRANSIENT = "transient"
    COMPLETE = "complete"


class SourceState(StrEnum):
    """How well omfeed sees a source."""

    WELL = "well"
    LATE = "late"
    FAILING = "failing"
    DRIFTED = "drifted"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One address that is watched, and how it is read."""

    id: str
    """Short stable name, ``[a-z0-9-]``; also used in file names."""
    title: str
    url: str
    collector: str
    """Name of the collector, see ``omfeed.collect.registry``."""
    page: str = ""
    """Where a person reads it when that is another address than ``url`` (an API, a mirror); links start from there."""
    vendor: str = ""
    platforms: tuple[Platform, ...] = ()
    """What an entry of this source concerns when it names no platform itself; empty: the service or console."""
    locale: str = "en-us"
    cadence_days: float = 7.0
    """How often the vendor usually publishes, in days; silence far beyond it is told."""
    look_back_days: int = 14
    """At the baseline, entries dated within so many days are announced all the same."""
    enabled: bool = True
    allow_private: bool = False
    """Whether this source may be fetched from a private or loopback address."""
    allow_file: bool = False
    """Whether this source may be read from a ``file:`` address."""
    robots: bool = True
    """Whether the robots.txt of its site is heeded, where it is a page for people."""
    time_zone: str = "UTC"
    """IANA name of the zone in which the source writes its times."""
    nature: Nature | None = None
    """The nature of every entry of this source unless its words say otherwise (a security feed, a release list)."""
    stage: str = ""
    """Where in a story's life this source speaks: ``development``, ``released``, ``archive``, or empty."""
    family: str = ""
    """Sources of one family hand entries on to each other (In development → What's new → archive)."""
    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Further settings that only this source's collector reads."""
    notes: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of news as its source shows it: one state of its text.

    ``html`` is sanitised (allow-list) and its links are absolute; ``text`` is the plain text of the same, one line a
    block. Two collectors that read the same news in two formats yield equal entries.
    """

    title: str
    section: tuple[str, ...] = ()
    """The headings above it, outer to inner."""
    html: str = ""
    text: str = ""
    key: str = ""
    """The source's own stable id (guid, MC number, CVE, build), or empty."""
    anchor: str = ""
    """The id of its heading on the page, or empty. Made from the title by most publishers, so no identity by itself."""
    url: str = ""
    """Absolute address of the entry, with the anchor where there is one."""
    published: str = ""
    """When the source says it was published: an ISO date or UTC date-time, or empty."""
    updated: str = ""
    """When the source says it was last updated, likewise."""
    place: int = 0
    """Position on the page or in the feed, from 0."""
    language: str = "en"
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)
    """Structured values stated by the source; the names in use are listed in ``FACTS``."""


FACTS: Mapping[str, str] = {
    "work_items": "the publisher's work-item numbers (Markdown sources only)",
    "notice": "true for an entry under a notices heading",
    "platforms": "platform names as the source lists them",
    "product": "product name",
    "version": "version that the entry is about",
    "build": "build number or numbers",
    "release_type": "kind of release: stable, beta, security, preview, out-of-band",
    "cves": "CVE numbers",
    "cve_count": "how many CVEs are fixed",
    "exploited": "true when exploitation in the wild is stated",
    "exploited_cves": "CVE numbers stated to be exploited",
    "source_severity": "severity in the source's own words",
    "kb": "Microsoft knowledge-base number",
    "support_end": "ISO date on which support ends",
    "security_end": "ISO date on which security updates end",
    "action_by": "ISO date by which the source demands action",
    "category": "category in the source's own words",
    "major": "true when the source calls the change major",
    "services": "services concerned",
    "tags": "further labels of the source",
    "status": "state in the source's own words",
    "released": "ISO date of release",
    "due_date": "ISO date by which a remedy is due",
    "roadmap_ids": "Microsoft 365 roadmap numbers",
}
"""The names of structured values and what each means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a collector understood of one body."""

    entries: tuple[Entry, ...]
    window: Window
    title: str = ""
    language: str = ""
    """Language the body declares (``en-us``), or empty."""
    warnings: tuple[str, ...] = ()
    """What was odd but survivable, in words for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store holds of one entry of a source when a new snapshot arrives."""

    id: int
    entry: Entry
    """Its latest revision."""
    state: EntryState = EntryState.PRESENT
    first_seen: datetime
    last_seen: datetime
    fingerprints: tuple[str, ...] = ()
    """Fingerprints of all its revisions, oldest first; a return to an earlier one is a restoration."""


class DeltaKind(StrEnum):
    """What an edit means, named before its words are shown."""

    DUE_MOVED = "due_moved"
    DUE_ADDED = "due_added"
    DUE_REMOVED = "due_removed"
    DELAYED = "delayed"
    PLATFORM_ADDED = "platform_added"
    PLATFORM_REMOVED = "platform_removed"
    VERSION_CHANGED = "version_changed"
    NATURE_CHANGED = "nature_changed"
    AVAILABLE = "available"
    ACTION_REQUIRED = "action_required"
    ACTION_DROPPED = "action_dropped"
    RETITLED = "retitled"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    SHIPPED = "shipped"
    FACT_CHANGED = "fact_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """One named difference between two revisions of an entry."""

    kind: DeltaKind
    subject: str = ""
    """What it is about: a platform, a fact's name; empty where the kind says all."""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between what was known of a source and what its new snapshot shows.

    ``before`` is empty for added and baseline; ``after`` is empty for withdrawn and aged out.
    """

    kind: ChangeKind
    material: bool
    """True when a reader would act or plan differently: material changes are announced."""
    before: Entry | None = None
    after: Entry | None = None
    known_id: int | None = None
    """Row of the entry it continues, or none for a new one."""
    reason: str = ""
    """Why it was matched so and why it is (not) material, in words for a person."""
    shown_html: str = ""
    """What a digest shows of it: the text of a new entry, the changed passages of an edited one (ins/del)."""
    shown_text: str = ""
    """The same as plain text ([-gone-] and {+new+} in edited passages)."""

    @property
    def entry(self) -> Entry:
        """The newest state there is of the entry concerned."""
        entry = self.after or self.before
        if entry is None:
            raise ValueError("a change has a state before, after, or both")
        return entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A page that no longer reads like itself; nothing on it is taken at its word."""

    reason: str
    """What was expected and what was met, in words for a person."""
    entries_before: int
    entries_now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """All differences of one snapshot from what was known."""

    changes: tuple[Change, ...] = ()
    drift: Drift | None = None
    seen: Mapping[int, Entry] = field(default_factory=dict, hash=False)
    """For every known entry that the snapshot still shows: its row and its present state."""
    continues: Mapping[int, Elsewhere] = field(default_factory=dict, hash=False)
    """For the change at an index of ``changes``: the entry of another page whose story it carries on."""
    summary: str = ""
    """One line for what concerns the whole page (“a product was renamed in 40 entries”), or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A date on which something happens or by which something must be done."""

    date: str
    """``2026-08-31``, ``2026-08``, ``2026-Q3``, ``2026-H2`` or ``2026``, by precision."""
    precision: Precision
    what: str = ""
    """The words that tell what happens then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why one field of an assessment has its value."""

    field: str
    value: str
    rule: str
    """Name of the rule that spoke."""
    words: str
    """The words of the entry it rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What omfeed concludes about an entry, each conclusion with its evidence."""

    platforms: tuple[Platform, ...] = ()
    """Platforms concerned, in the order of ``Platform``; empty: the service or console itself."""
    versions: Mapping[Platform, str] = field(default_factory=dict, hash=False)
    """For a platform, the range of OS versions concerned, such as ``<17`` or ``>=13``."""
    enrolment: tuple[str, ...] = ()
    nature: Nature = Nature.NEW
    action_required: bool = False
    due: tuple[Due, ...] = ()
    user_visible: bool = False
    severity: Severity = Severity.LOW
    audiences: tuple[Audience, ...] = (Audience.ADMIN,)
    topics: tuple[str, ...] = ()
    """What users struggle with or admins filter by: ``enrolment``, ``apps``, ``company-portal``, ``updates``, …"""
    devices: int | None = None
    """How many of our devices fall under platforms and versions; none: the fleet is not known."""
    evidence: tuple[Evidence, ...] = ()
    tags: tuple[str, ...] = ()
    muted_by: str = ""
    """Name of the user's rule that muted it, or empty."""


class RuleAction(StrEnum):
    """What a user's own rule does to the entries it fits."""

    RAISE = "raise"
    LOWER = "lower"
    MUTE = "mute"
    TAG = "tag"
    ROUTE = "route"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the user's: all conditions that are set must fit; each list fits when any of it does."""

    name: str
    action: RuleAction
    value: str = ""
    """The tag to set, the audience to route to, or the severity to raise or lower to; empty: one step."""
    sources: tuple[str, ...] = ()
    platforms: tuple[Platform, ...] = ()
    natures: tuple[Nature, ...] = ()
    sections: tuple[str, ...] = ()
    """Words of a section heading, case-blind."""
    words: tuple[str, ...] = ()
    """Words or phrases of title or text, whole words, case-blind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which items somebody wants to read: all conditions that are set must fit; each list fits when any of it does."""

    platforms: tuple[Platform, ...] = ()
    """Entries of the whole service or console (no platform) fit any platform."""
    enrolment: tuple[str, ...] = ()
    """Entries that name no enrolment type fit any."""
    sources: tuple[str, ...] = ()
    natures: tuple[Nature, ...] = ()
    topics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Words or phrases of title or text, whole words, case-blind."""
    minimum_severity: Severity = Severity.LOW
    only_action_required: bool = False
    only_user_visible: bool = False
    only_ours: bool = False
    """Leave out what is known to touch none of our devices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetGroup:
    """So many devices alike in what matters."""

    platform: Platform
    version: str = ""
    """OS version of these devices, or empty when only their number is known."""
    count: int | None = None
    """How many; none: we manage this platform, the number is not known."""
    enrolment: str = ""
    ownership: str = ""
    compliance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """What we manage."""

    groups: tuple[FleetGroup, ...] = ()

    @property
    def platforms(self) -> tuple[Platform, ...]:
        """The platforms we manage, in the order of ``Platform``."""
        ours = {group.platform for group in self.groups}
        return tuple(platform for platform in Platform if platform in ours)

    def count(self, platform: Platform) -> int | None:
        """How many devices of a platform there are, or none when no number is known."""
        counts = [group.count for group in self.groups if group.platform is platform and group.count is not None]
        return sum(counts) if counts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """An entry of another source of the same family, for telling one story across pages."""

    entry_id: int
    source_id: str
    stage: str
    """``Source.stage`` of that source."""
    story: str
    state: EntryState
    first_seen: datetime
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A change with what omfeed concludes of it, ready to be stored."""

    change: Change
    assessment: Assessment
    deltas: tuple[Delta, ...] = ()
    story: str = ""
    """Story key to join, or empty to open a new one."""
    announced: bool = False
    """Whether digests tell it: material, and not part of an unannounced baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One place where a story can be read."""

    title: str
    url: str
    source_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One stored change, with everything a digest may say of it."""

    id: int
    at: datetime
    """When omfeed saw it (UTC)."""
    run_id: int
    source: Source
    change: Change
    assessment: Assessment
    deltas: tuple[Delta, ...] = ()
    entry_id: int = 0
    story: str = ""
    """Stable key of the matter it belongs to; items of one story are told once, with several links."""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """How a source stands after a night."""

    source_id: str
    title: str
    url: str
    state: SourceState
    reason: str = ""
    """Why it is not well and what to do, in words for a person. When well: what changed on the page as a whole tonight
    (“a product was renamed in 40 entries”), or empty."""
    last_success: datetime | None = None
    last_change: datetime | None = None
    failures: int = 0
    """Failed attempts since the last success."""
    since: datetime | None = None
    """Since when the present state lasts."""
    entries: int = 0
    redirected_to: str = ""
    """New address of a permanent redirect, or empty."""


class Channel(StrEnum):
    """How a subscription is served."""

    MAIL = "mail"
    TEAMS = "teams"
    SLACK = "slack"
    WEBHOOK = "webhook"
    TICKET = "ticket"
    """A signed webhook that is given one matter at a time, each with the id of its story."""
    FEED = "feed"
    """Atom and JSON Feed files on the site."""
    CALENDAR = "calendar"
    """An iCalendar file on the site."""


class Cadence(StrEnum):
    """How often a subscription is served."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    CRITICAL = "critical"
    """At once, and only what is critical."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Who gets what, how and when."""

    id: str
    """Short stable name, ``[a-z0-9-]``; names the list in mails and the file of a feed."""
    channel: Channel
    to: str = ""
    """Mail address, or the name of the environment variable that holds the address of a webhook; empty for files."""
    secret: str = ""
    """Name of the environment variable that holds the key a webhook is signed with, or empty."""
    audience: Audience = Audience.ADMIN
    wanted: Filter = Filter()
    cadence: Cadence = Cadence.DAILY
    weekday: int = 0
    """For weekly: 0 Monday … 6 Sunday."""
    at: str = "00:00"
    """Not before this time of day, ``HH:MM``."""
    workdays: bool = False
    """For daily: not on Saturdays and Sundays; what they brought comes on Monday."""
    time_zone: str = "UTC"
    language: str = "en"
    paused_until: date | None = None
    """Nothing is sent before this day; what it missed comes then."""
    each: bool = False
    """One message for each matter, as ticket mailboxes want it."""
    allow_private: bool = False
    """Whether a webhook may stand at a private address."""


class DeedKind(StrEnum):
    """What somebody did about a matter."""

    ACKNOWLEDGED = "acknowledged"
    ASSIGNED = "assigned"
    """``value`` is the new owner."""
    STATUS = "status"
    """``value`` is a ``DutyState``; for ``snoozed`` the day follows behind a space."""
    NOTED = "noted"
    TICKED = "ticked"
    """``value`` is the line of the checklist."""


class DutyState(StrEnum):
    """How far we are with a matter."""

    OPEN = "open"
    PLANNED = "planned"
    DONE = "done"
    NOT_APPLICABLE = "not-applicable"
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One line of the audit trail: who did what about which matter, and when. Never changed afterwards."""

    story: str
    """Key of the matter."""
    at: datetime
    by: str
    """Who did it, as they call themselves."""
    kind: DeedKind
    value: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Somebody who looks after matters of some platforms or topics."""

    name: str
    mail: str = ""
    platforms: tuple[Platform, ...] = ()
    topics: tuple[str, ...] = ()
    deputy: str = ""
    """Name of whoever is told when the owner does not answer."""
    awareness: bool = False
    """The one who owns whatever nobody else does."""
