"""What the templates of the monthly report, the notice and the knowledge-base page are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from omfeed.digest.contexts import AheadRow, Card, LinkView, Page
from omfeed.digest.health_contexts import HealthHead


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of the report, with the list it counts."""

    value: str
    """The number as a reader sees it."""
    label: str
    """What it counts."""
    anchor: str
    """Id of the list on the page that holds just these items; empty: it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a chart, in units of its drawing."""

    label: str
    """What it stands for, in words."""
    tick: str
    """Its short label on the axis; may be empty."""
    value: int
    """How many."""
    x: float
    """Left edge."""
    y: float
    """Upper edge."""
    width: float
    """Width."""
    height: float
    """Height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A bar chart with its words."""

    name: str
    """Short stable name, for ids."""
    title: str
    """What it shows."""
    summary: str
    """The same in a sentence, for those who do not see it."""
    width: int
    """Width of the drawing."""
    height: int
    """Height of the drawing."""
    upright: bool
    """True for upright bars, false for lying ones."""
    bars: tuple[Bar, ...]
    """The bars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportList:
    """The items that a figure counts."""

    anchor: str
    """Its id on the page."""
    title: str
    """What they have in common."""
    cards: tuple[Card, ...]
    """The items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """One item that asked something of us."""

    title: str
    """Its title."""
    url: str
    """Where to read it."""
    language: str
    """Language of the title."""
    due: str
    """Its dates in words; empty when the source named none."""
    state: str
    """``done``, ``open`` or ``missed``."""
    state_word: str
    """The state in words."""
    owner: str
    """Who looks after it, or empty."""
    devices: str
    """How many of our devices, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipRow:
    """One matter whose date moved."""

    title: str
    """Its title."""
    url: str
    """Where to read it."""
    language: str
    """Language of the title."""
    moved: str
    """From where to where, in words."""
    days: str
    """By how much, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContext(Page):
    """The monthly report for stakeholders (``templates/report``)."""

    template: ClassVar[str] = "report"

    month: str
    """The month in words."""
    health: HealthHead
    """How well we saw at its end."""
    summary: str
    """The month in a sentence."""
    muted: str
    """How many changes of the month our own rules muted, which no figure counts, in words; empty when none."""
    figures: tuple[Figure, ...]
    """The month in numbers."""
    readiness: str
    """The readiness figure, or why there is none."""
    formula: str
    """How it is computed, in words."""
    charts: tuple[Chart, ...]
    """What came, by day and by platform."""
    duties: tuple[DutyRow, ...]
    """What asked something of us."""
    ahead: tuple[AheadRow, ...]
    """Dates of the coming ninety days."""
    slips: tuple[SlipRow, ...]
    """Dates that moved in the month or were dropped, by most days."""
    lead_time: str
    """Median time between announcement and date, in words; empty when nothing has a date."""
    guides: str
    """How many guides of ours wait to be brought up to date, in words; empty when none or unknown."""
    lists: tuple[ReportList, ...]
    """The items behind the figures."""
    csv: str
    """Relative address of the same as a table, or empty."""
    home: str
    """Relative address of the archive page, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeContext(Page):
    """A short notice for users, to be read by a person before anybody gets it (``templates/notice``)."""

    template: ClassVar[str] = "notice"

    title: str
    """What it is about, in the source's words."""
    source_language: str
    """Language of the source's words."""
    warning: str
    """Why it must not be sent as it is, for the person who reads it first; empty when nothing speaks against it."""
    when: str
    """From when, or since when, in words; may be empty."""
    sentences: tuple[str, ...]
    """What users will notice, what ends for them and what they do, in the source's own sentences."""
    platforms: str
    """Whom it concerns, in words; empty: everybody."""
    help_url: str
    """Where users find help."""
    contact: str
    """Whom to ask; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KbFact:
    """One line of front matter."""

    name: str
    """Its name, such as ``due``."""
    value: str
    """Its value; several are joined by a comma."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KbContext(Page):
    """One page for a knowledge base (``templates/kb``)."""

    template: ClassVar[str] = "kb"

    name: str
    """Stable name of the page."""
    card: Card
    """The item."""
    notice: tuple[str, ...]
    """What users notice, in the source's sentences."""
    tell: tuple[str, ...]
    """What to tell them, in the source's sentences; may be empty."""
    steps: tuple[str, ...]
    """What to try, as the source states it; may be empty."""
    status: str
    """“new”, “updated”, “resolved”, “withdrawn” …"""
    front: str
    """Front matter: id, platforms, dates, status, source and licence, as YAML lines."""
    facts: tuple[KbFact, ...]
    """The same for a page of HTML, one by one."""
    links: tuple[LinkView, ...]
    """Where to read more."""
    credit: str
    """To whom the words belong and how they may be used."""
