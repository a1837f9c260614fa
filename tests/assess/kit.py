"""Builders for the tests of this room: an entry from Markdown, judged for a fleet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from omfeed.assess.judge import assess
from omfeed.collect.markdown import render
from omfeed.model import Assessment, Entry, Fact, Fleet, FleetGroup, Nature, Platform, Rule, Source
from omfeed.text.blocks import plain
from omfeed.text.markup import sanitise

BASE = "https://learn.example/intune/whats-new/"
TODAY = date(2026, 7, 15)


def source(**values: object) -> Source:
    """A source with the values that a test needs."""
    given: dict[str, object] = {"id": "page", "title": "A page", "url": BASE, "collector": "learn-markdown", **values}
    return Source(**given)  # type: ignore[arg-type]  # keyword values of a builder


def entry(
    title: str,
    markdown: str = "",
    *,
    section: Sequence[str] = (),
    published: str = "2026-07-13",
    facts: Mapping[str, Fact] | None = None,
) -> Entry:
    """An entry as a collector would make it of Markdown."""
    html = sanitise(render(markdown).html, base_url=BASE)
    return Entry(
        title=title, section=tuple(section), html=html, text=plain(html), published=published, facts=facts or {}
    )


def judged(
    title: str,
    markdown: str = "",
    *,
    section: Sequence[str] = (),
    published: str = "2026-07-13",
    facts: Mapping[str, Fact] | None = None,
    fleet: Fleet | None = None,
    today: date = TODAY,
    rules: Sequence[Rule] = (),
    of: Source | None = None,
) -> Assessment:
    """What omfeed concludes of such an entry."""
    made = entry(title, markdown, section=section, published=published, facts=facts)
    return assess(made, of or source(), fleet or Fleet(), today, rules=rules)


def group(platform: str, version: str = "", count: int | None = None, **values: str) -> FleetGroup:
    """So many devices."""
    return FleetGroup(platform=Platform(platform), version=version, count=count, **values)


def platforms(of: Assessment) -> list[str]:
    """Platforms as words, for reading."""
    return [one.value for one in of.platforms]


def due(of: Assessment) -> list[str]:
    """Due dates as text."""
    return [one.date for one in of.due]


def why(of: Assessment, field: str) -> list[str]:
    """The rules that set a field."""
    return [one.rule for one in of.evidence if one.field == field]


def retiring(*platform_names: str) -> Rule:
    """A rule that fits everything that retires on these platforms."""
    from omfeed.model import RuleAction

    return Rule(
        name="retiring",
        action=RuleAction.RAISE,
        platforms=tuple(Platform(one) for one in platform_names),
        natures=(Nature.RETIRING,),
    )
