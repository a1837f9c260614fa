"""What is watched and what it shows: sources, entries, what a collector understood, what the store knows, health."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from omfeed.model.kinds import EntryState, Fact, Nature, Platform, SourceState, Window


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
    follow: str = ""
    """Name of the collector that reads the page of each entry, which tells more of it; empty: no page is read."""
    follow_url: str = ""
    """Where the page of an entry is, with ``{key}`` in it; empty: at the entry's own address."""
    follow_hosts: tuple[str, ...] = ()
    """Hosts, besides the source's own, on which its pages may lie."""
    follow_days: int = 30
    """For so many days an entry's page is asked whether it changed; one that could not be read is tried so long."""
    follow_newest: int = 3
    """The pages of so many newest entries are read in any case, besides those of the look-back."""
    more: str = ""
    """Where a list that comes in parts goes on: an address with ``{page}`` or ``{seen}`` in it, or the place of the
    next part's address in the JSON; empty: the list is one body."""
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
    says_none: bool = False
    """Whether the body says in words that there is nothing to tell: then it is believed to have no entries."""


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
    departures: int = 0
    """How often it was withdrawn so far."""


_NOT_ILL = frozenset({SourceState.WELL, SourceState.OFF})


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
    cause: str = ""
    """What kind of trouble it is, or last was: the same word for as long as there is the same to do about it; empty
    when there never was any."""
    turned: datetime | None = None
    """When its trouble began or last became another one, or it moved; none when there never was any."""
    ill_since: datetime | None = None
    """Since when it is not well, whatever the states it went through; once it is well again, since when it was not."""

    @property
    def is_ill(self) -> bool:
        """Whether it is late, failing or drifted."""
        return self.state not in _NOT_ILL

    def is_news(self, told: datetime | None) -> bool:
        """Whether a reader has to be told in full that it is not well, or that it moved.

        Args:
            told: when that reader was last told how sources stand; none: never.
        """
        if not (self.is_ill or self.redirected_to):
            return False
        began = self.turned or self.since
        return told is None or began is None or began > told

    def is_over(self, told: datetime | None) -> bool:
        """Whether a reader was told that it is not well, and it is well since.

        Args:
            told: see ``is_news``.
        """
        if self.state is not SourceState.WELL or told is None or self.ill_since is None or self.since is None:
            return False
        return self.ill_since <= told < self.since
