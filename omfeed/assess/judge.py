"""Judges an entry for this fleet: every flag of an assessment, each with the rule and the words it rests on.

Pure: what it needs (fleet, day, rules, severity table) comes in as arguments. It never raises on foreign text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from omfeed.assess import rules as user_rules
from omfeed.assess.action import action_required
from omfeed.assess.dates import due_dates
from omfeed.assess.ends import support_lost
from omfeed.assess.enrolment import alone, enrolment
from omfeed.assess.exploits import exploit_told
from omfeed.assess.fleet import EMPTY, Tally, concerned, tally, ways_of
from omfeed.assess.nature import nature
from omfeed.assess.parts import joined
from omfeed.assess.platforms import platforms
from omfeed.assess.reading import read
from omfeed.assess.releases import Release, released
from omfeed.assess.severity import Weighed, severity
from omfeed.assess.topics import audiences, topics
from omfeed.assess.versions import versions
from omfeed.assess.visible import user_visible
from omfeed.model import Assessment, Entry, Evidence, Fleet, Nature, Platform, Rule, Source
from omfeed.weights import DEFAULT, SeverityTable

_MAY_LEAVE: Final = frozenset({Nature.NEW, Nature.CHANGED})


def assess(
    entry: Entry,
    source: Source,
    fleet: Fleet,
    today: date,
    *,
    rules: Sequence[Rule] = (),
    severity_table: SeverityTable = DEFAULT,
) -> Assessment:
    """What omfeed concludes about an entry.

    Args:
        entry: the entry, as its collector made it.
        source: where it comes from; its platforms and nature are the defaults.
        fleet: what we manage; empty when nothing is known.
        today: the day of judgement, for the nearness of due dates and for dates of entries without one of their own.
        rules: the user's own rules, applied last and in order.
        severity_table: points by which severity is weighed.
    """
    reading = read(entry)
    of_platforms, why_platforms = platforms(reading, source)
    heard = joined(reading)
    of_nature, why_nature = nature(reading, source, heard, today.isoformat())
    of_versions, exact, why_versions = versions(reading, of_platforms, of_nature)
    if of_nature in _MAY_LEAVE and source.nature is None and (lost := support_lost(exact.values())):
        of_nature = Nature.RETIRING
        why_nature = (Evidence(field="nature", value=of_nature.value, rule="versions-lose-support", words=lost),)
    leaves = any(one.exact.startswith("<") for one in exact.values())
    due, why_due = due_dates(reading, today)
    must_act, why_action = action_required(
        reading,
        of_nature,
        today.isoformat(),
        dated=bool(due),
        leaves=leaves,
        heard=heard,
        told=any(one.rule != "nothing-else-speaks" for one in why_nature),
    )
    visible, why_visible = user_visible(reading, of_nature, leaves=leaves)
    ways, why_ways = enrolment(reading)
    about, why_about = topics(reading)
    ranges = {platform: one.exact for platform, one in exact.items()}
    releases = released(entry, of_platforms, of_nature, fleet)
    narrowed = alone(why_ways)
    counted = tally(of_platforms, ranges, fleet, ways=narrowed, releases=releases)
    why_devices = why_counted(counted, of_platforms, ranges, narrowed, releases)
    weighed = Weighed(
        entry=entry,
        nature=of_nature,
        action_required=must_act,
        user_visible=visible,
        due=due,
        devices=counted.devices,
        concerned=concerned(of_platforms, fleet, counted),
        exploited=exploit_told(reading) if of_nature is Nature.SECURITY else "",
    )
    level, why_level = severity(weighed, fleet, today, severity_table)
    whom, why_whom = audiences(of_nature, level, user_visible=visible, of=about)
    evidence = (
        *why_platforms,
        *why_versions,
        *why_ways,
        *why_nature,
        *why_action,
        *why_due,
        *why_visible,
        *why_devices,
        *why_level,
        *why_whom,
        *why_about,
    )
    made = Assessment(
        platforms=of_platforms,
        versions=of_versions,
        counted_by={platform: one.exact for platform, one in exact.items() if one.exact != one.text},
        enrolment=ways,
        nature=of_nature,
        action_required=must_act,
        due=due,
        user_visible=visible,
        severity=level,
        audiences=whom,
        topics=about,
        devices=counted.devices,
        evidence=evidence,
    )
    return user_rules.apply(rules, entry, source, made) if rules else made


def why_counted(
    counted: Tally,
    platforms: Sequence[Platform],
    versions: Mapping[Platform, str],
    ways: Sequence[str] = (),
    releases: Mapping[Platform, Sequence[Release]] = EMPTY,
) -> tuple[Evidence, ...]:
    """What the number of devices rests on; nothing where there is none."""
    if counted.devices is None:
        return ()

    def said(platform: Platform) -> str:
        if platform in releases:
            return f"{platform.label} older than {' or '.join(one.version for one in releases[platform])}"
        own = "/".join(sorted(ways_of(platform, ways, platforms)))
        return " ".join(part for part in (platform.label, _spoken(versions.get(platform, "")), own) if part)

    words = ", ".join(map(said, platforms))
    return (Evidence(field="devices", value=str(counted.devices), rule=counted.rule, words=words),)


def _spoken(ranges: str) -> str:
    return ranges.replace(",", " and ").replace("|", " or ")
