"""What the templates of the site are given: story pages, lists, dates and the search page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from omfeed.digest.contexts import Badge, Card, Deadline, Page, PageLink


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage(Page):
    """What every page of the site is given."""

    home: str
    """Relative address of the archive page."""
    nav: tuple[PageLink, ...]
    """The main pages of the site, relative to this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeStep:
    """One step of a story's life."""

    label: str
    """“in development”, “preview”, “available”, “retiring”, “withdrawn” …"""
    day: str
    """The night we saw it, in words."""
    source: str
    """Where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One value that a date of the story has had."""

    text: str
    """The date in words, at the precision of its source."""
    iso: str
    """The same, as in ``Deadline.iso``."""
    words: str
    """What the source says happens then; may be empty."""
    seen: str
    """The night from which it was stated, in words."""
    until: str
    """The night on which it was stated no more, in words; empty: it stands."""
    source: str
    """Which source stated it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEvent:
    """One change of an entry of the story."""

    iso: str
    """The night, ``2026-11-24``."""
    day: str
    """The night in words."""
    kind_word: str
    """What happened, in words."""
    silent: bool
    """True for what no digest told: moved, cosmetic, aged out, recorded at the first reading."""
    title: str
    """Title of the entry then."""
    language: str
    """Language of the source's words."""
    source: str
    """Which source."""
    deltas: tuple[str, ...]
    """What it means, each as a phrase."""
    body: Markup
    """What changed, with ``ins`` and ``del``; for a new entry its first words; may be empty."""
    reason: str
    """Why it was matched and judged so, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryText:
    """What one source says now."""

    source: str
    """Name of the source."""
    title: str
    """Its title there."""
    url: str
    """Where to read it."""
    language: str
    """Language of the words."""
    state_word: str
    """“at its source”, “withdrawn”, “aged out of its page”."""
    body: Markup
    """The whole text; sanitised HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryContext(SitePage):
    """The permanent page of one story (``templates/story``)."""

    template: ClassVar[str] = "story"

    card: Card
    """The story as it stands."""
    life: tuple[LifeStep, ...]
    """Its life, oldest first."""
    ledger: tuple[LedgerRow, ...]
    """Every value its dates have had."""
    slips: str
    """How often a date moved, in words; empty when never."""
    texts: tuple[StoryText, ...]
    """What each source says now."""
    events: tuple[StoryEvent, ...]
    """Its changes, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A story as one line of a list."""

    title: str
    """Its title."""
    href: str
    """Relative address of its page."""
    language: str
    """Language of the title."""
    iso: str
    """The night of its last told change."""
    day: str
    """The same in words."""
    kind_word: str
    """What happened then, in words."""
    severity: str
    """``critical``, ``high``, ``medium`` or ``low``."""
    severity_word: str
    """The severity in words."""
    action_required: bool
    """True when somebody must act."""
    platforms: tuple[Badge, ...]
    """Platforms concerned."""
    sources: tuple[str, ...]
    """Names of the sources that tell it."""
    due: str
    """Its dates in words; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListGroup:
    """The rows of one month."""

    label: str
    """“November 2026”."""
    rows: tuple[StoryRow, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListContext(SitePage):
    """The stories of one platform or source in one year, or a list of such lists (``templates/list``)."""

    template: ClassVar[str] = "list"

    summary: str
    """How many, in words."""
    source_url: str
    """Address of the source the list is of, or empty."""
    groups: tuple[ListGroup, ...]
    """The stories by month, newest first."""
    years: tuple[PageLink, ...]
    """The same list in other years."""
    lists: tuple[PageLink, ...]
    """Lists below this one (for the list of sources)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One date of a story."""

    deadline: Deadline
    """When."""
    row: StoryRow
    """What."""
    devices: str
    """How many of our devices, in words."""
    slips: str
    """How often its dates moved, in words; empty when never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueGroup:
    """The dates of one month, or those named more coarsely."""

    label: str
    """“December 2026”, “Q1 2027”."""
    rows: tuple[DueRow, ...]
    """In order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueContext(SitePage):
    """All dates ahead, and those that have passed (``templates/due``)."""

    template: ClassVar[str] = "due"

    summary: str
    """How many are ahead, in words."""
    ahead: tuple[DueGroup, ...]
    """By month, the next first."""
    past: tuple[DueGroup, ...]
    """By month, the latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchContext(SitePage):
    """The search page, which needs no server (``templates/search``)."""

    template: ClassVar[str] = "search"

    summary: str
    """How many stories there are, in words."""
    data: Markup
    """All stories as JSON, safe to stand in a ``script`` element of type ``application/json``."""
    called: Markup
    """What people call the platforms, by short name, as JSON like ``data``: who looks for “iPhone” finds iOS."""
    platforms: tuple[PageLink, ...]
    """Platforms to choose from: name and short name."""
    lists: tuple[PageLink, ...]
    """The plain lists, for reading without a script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexNight:
    """One night in the archive."""

    iso: str
    """Its day, ``2026-11-24``."""
    day: str
    """Its day in words."""
    counts: str
    """What it held: “12 changes, 3 need action”."""
    quiet: bool
    """True when nothing changed."""
    trouble: str
    """How many sources were not well, in words; empty when all were."""
    pages: tuple[PageLink, ...]
    """Its digests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexMonth:
    """The nights of one month, newest first."""

    label: str
    """“November 2026”."""
    nights: tuple[IndexNight, ...]
    """Its nights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexContext(Page):
    """The archive page, ``digests/index.html`` (``templates/index``)."""

    template: ClassVar[str] = "index"

    summary: str
    """How many nights there are, in words."""
    months: tuple[IndexMonth, ...]
    """The nights by month, newest first."""
    pages: tuple[PageLink, ...]
    """Further pages of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedContext(SitePage):
    """A former address of a story, which leads to its page (``templates/moved``)."""

    template: ClassVar[str] = "moved"

    title_language: str
    """Language of the story's title, which is the page's subject."""
    href: str
    """Relative address of the story's page."""
