"""What each template is given: one frozen class a template, every field documented.

A template only lays out. Every decision (what is shown, where, in which order, in which words) was made by the builder
that filled the class; the guide for people who override a template (docs/templates.md) is held equal to these classes
by a test. All text is already in the reader's language, except what comes from a source, which keeps its own language
(``language`` of the card).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from markupsafe import Markup

from omfeed.digest.health_contexts import HealthHead


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The time that one digest covers."""

    since: datetime | None
    """Changes seen after this moment (UTC) are told; none: from the beginning."""
    until: datetime
    """… and up to and including this one (UTC)."""
    label: date
    """The day the digest is of: “today” for everything it says about dates."""
    health_told: datetime | None = None
    """When its reader was last told how sources stand (UTC): what began since is told in full; none: never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A platform that an item concerns."""

    name: str
    """Short stable name, such as ``ios``."""
    label: str
    """Name as the vendor writes it, with the version range where there is one: “iOS/iPadOS <17”."""
    ours: bool
    """True when we manage it (or when nothing is known about what we manage)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A date on which something happens or by which something must be done."""

    iso: str
    """``2026-08-31``, ``2026-08``, ``2026-Q3``, ``2026-H2`` or ``2026``."""
    text: str
    """The date as a reader says it, at the precision the source gave: “October 2026”."""
    distance: str
    """How far off: “in 37 days”, “tomorrow”, “passed”, of what ends “in 126 days, about 4 months left”; empty where a
    coarse date allows no such word."""
    what: str
    """The source's words for what happens then; may be empty."""
    past: bool
    """True when the whole of it lies before the digest's day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why an item is flagged as it is."""

    flag: str
    """What was concluded: “platforms: Windows”."""
    rule: str
    """Name of the rule that concluded it; empty where the flag names it."""
    words: str
    """The words of the source it rests on; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """One place where the matter can be read."""

    title: str
    """Title at that place."""
    url: str
    """Its address."""
    source: str
    """Name of the source; may be empty."""
    language: str
    """Language of the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One matter, told once: everything a digest says of it."""

    anchor: str
    """Id of the card on its page, stable over digests."""
    title: str
    """Title in the source's own words."""
    was_title: str
    """Its former title when it was reworded, or empty."""
    url: str
    """Where to read it at the source; may be empty."""
    page: str
    """Relative address of its permanent page on the site, or empty where there is no site."""
    language: str
    """Language of the source's words, for the ``lang`` attribute."""
    kind: str
    """``new``, ``edited``, ``withdrawn`` or ``restored``."""
    kind_word: str
    """The kind in words."""
    told_before: str
    """That somebody was told of it at once, before this digest, and when; else empty."""
    nature_word: str
    """What sort of news: “security”, “retiring”, …"""
    source: str
    """Name of the source."""
    when: str
    """When it was published, or first seen, in words."""
    place: str
    """The headings above it at the source, outer to inner, joined by “ › ”; may be empty."""
    platforms: tuple[Badge, ...]
    """Platforms concerned; empty: the service or console itself."""
    devices: str
    """How many of our devices: “412 of your 1,377 devices”, “at most 25 of …”, “12 of … are behind”, “devices unknown”,
    “the service itself”."""
    severity: str
    """``critical``, ``high``, ``medium`` or ``low``."""
    severity_word: str
    """The severity in words."""
    action_required: bool
    """True when an admin must do something or something stops working."""
    user_visible: bool
    """True when people with managed devices will notice."""
    deadlines: tuple[Deadline, ...]
    """Its dates, earliest first."""
    deltas: tuple[str, ...]
    """What an edit means, each as a phrase: “due date 1 Aug → 1 Oct 2026”."""
    lead: Markup
    """The first passages of what is new, or of the changed passages with ``ins`` and ``del``; sanitised HTML."""
    more: Markup
    """The rest of it, to be folded; sanitised HTML, empty when all fits."""
    more_words: int
    """How many words ``more`` has."""
    text: tuple[str, ...]
    """The same as plain text, one entry a paragraph."""
    cut_words: int
    """How many words of a very long or withdrawn item are left out, to be read on its page or at its source; else 0."""
    said: tuple[str, ...]
    """What was edited, for places that show no marks: the former and the present sentences, a line each; else empty."""
    reasons: tuple[Reason, ...]
    """Why it is flagged so."""
    links: tuple[LinkView, ...]
    """Further places that tell the same matter."""
    topics: tuple[str, ...]
    """What users struggle with or admins filter by."""
    tags: tuple[str, ...]
    """Labels set by our own rules."""
    owner: str
    """Who looks after it, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A line that leads to a card told elsewhere on the page."""

    title: str
    """Title of the card."""
    anchor: str
    """Id of the card on the page."""
    language: str
    """Language of the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformGroup:
    """What concerns one platform that we manage."""

    name: str
    """Short stable name, or ``service`` for the service and console itself."""
    label: str
    """Name as the vendor writes it."""
    devices: str
    """How many we manage: “1,377 devices”, “devices unknown”; empty for the service itself."""
    cards: tuple[Card, ...]
    """Told here, worst first."""
    pointers: tuple[Pointer, ...]
    """Concern this platform too and are told elsewhere on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """Items folded to a line each, with the reason why."""

    reason: str
    """Why these are folded: “Touches none of our platforms”."""
    cards: tuple[Card, ...]
    """The items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every template is given."""

    template: ClassVar[str] = ""
    """Folder of its templates."""

    language: str
    """Language of the frame, such as ``en``."""
    subject: str
    """The page in one line, for its title and a mail's subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AheadRow:
    """One date ahead."""

    deadline: Deadline
    """When."""
    title: str
    """What."""
    url: str
    """Where to read it."""
    language: str
    """Language of the title."""
    devices: str
    """How many of our devices, in words."""
    touched: int | None
    """The same as a number; none: unknown, or the service itself."""
    action_required: bool
    """True when somebody must act."""
    change: int
    """Number of the change that told it last, for ``omfeed show``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminContext(Page):
    """The admin digest (``templates/admin``)."""

    template: ClassVar[str] = "admin"

    day: str
    """The digest's day in words."""
    span: str
    """The time it covers when that is more than a night: “since 1 November 2026”; else empty."""
    health: HealthHead
    """How well we see."""
    quiet: bool
    """True when there is nothing to tell."""
    summary: str
    """The digest in a sentence: “3 need action, the first by 1 October 2026.”"""
    act: tuple[Card, ...]
    """What must be done, by due date; undated ones last."""
    platforms: tuple[PlatformGroup, ...]
    """What concerns the platforms we manage."""
    edits: tuple[Card, ...]
    """Edits to what was announced before, withdrawn and restored items."""
    ahead: tuple[AheadRow, ...]
    """Every date ahead that touches us, of whatever night, most devices first."""
    rest: tuple[Folded, ...]
    """Everything else, a line each."""
    rest_count: int
    """How many lines ``rest`` has."""
    muted: str
    """How many changes our own rules muted, in words; empty when none."""
    unseen: str
    """How many matters that need action nobody has acknowledged, in words; empty when none or nobody owns any."""
    undelivered: str
    """How many deliveries wait or were refused, in words; empty when none."""
    home: str
    """Relative address of the archive page, or empty where there is none (mail)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpCard:
    """One matter as the helpdesk needs it; every sentence is the source's own."""

    anchor: str
    """Id of the card on its page."""
    title: str
    """Title in the source's own words."""
    url: str
    """Where to read it at the source; may be empty."""
    page: str
    """Relative address of its permanent page on the site, or empty."""
    language: str
    """Language of the source's words."""
    status: str
    """“new”, “updated”, “resolved”, “withdrawn” …"""
    withdrawn: bool
    """True when its source took it back."""
    told_before: str
    """That somebody was told of it at once, before this digest, and when; else empty."""
    deltas: tuple[str, ...]
    """What an update means, each as a phrase."""
    notice: tuple[str, ...]
    """What users will notice, in sentences of the source; of a card here for its topic alone, what it says."""
    notice_word: str
    """Which of these it is, or that it had been announced, as a heading."""
    since: str
    """Since or from when, in words."""
    devices: str
    """How many of our devices, in words."""
    platforms: tuple[Badge, ...]
    """Platforms concerned."""
    tell: tuple[str, ...]
    """What to tell users, in sentences of the source; may be empty."""
    steps: tuple[str, ...]
    """What to try, as the source states it; empty when the source names nothing."""
    topics: tuple[str, ...]
    """What users struggle with: enrolment, apps, Company Portal, updates, sign-in."""
    links: tuple[LinkView, ...]
    """Where to read more."""
    source: str
    """Name of the source."""
    escalate: str
    """Whom to hand it to, or empty."""
    reasons: tuple[Reason, ...]
    """Why it is here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpGroup:
    """The cards of one platform."""

    name: str
    """Short stable name, or ``service``."""
    label: str
    """Name as the vendor writes it."""
    devices: str
    """How many we manage, in words; empty for the service itself."""
    cards: tuple[HelpCard, ...]
    """Told here, worst first."""
    pointers: tuple[Pointer, ...]
    """Concern this platform too and are told under another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A date that comes within the next days."""

    deadline: Deadline
    """When."""
    title: str
    """What, by its title."""
    url: str
    """Where to read it."""
    language: str
    """Language of the title."""
    platforms: tuple[Badge, ...]
    """Platforms concerned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpdeskContext(Page):
    """The helpdesk digest (``templates/helpdesk``)."""

    template: ClassVar[str] = "helpdesk"

    day: str
    """The digest's day in words."""
    scope: str
    """The platforms it is about, in words; empty when it is about all."""
    health: HealthHead
    """How well we see."""
    quiet: bool
    """True when there is no card and no reminder."""
    summary: str
    """The digest in a sentence."""
    soon: tuple[Reminder, ...]
    """What comes within the next seven days."""
    platforms: tuple[HelpGroup, ...]
    """The cards by platform."""
    home: str
    """Relative address of the archive page, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A link to a page of the site."""

    title: str
    """Words of the link."""
    href: str
    """Relative address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One digest in its two forms."""

    html: str
    text: str
    subject: str = ""
