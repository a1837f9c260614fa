"""Builds what a digest tells: sources, entries, changes and their assessments, with few words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from omfeed.digest.contexts import Period
from omfeed.digest.dates import due_of
from omfeed.digest.select import story_of
from omfeed.model import (
    Assessment,
    Change,
    ChangeKind,
    Delta,
    Due,
    Entry,
    Evidence,
    Fact,
    Fleet,
    FleetGroup,
    Item,
    Link,
    Nature,
    Platform,
    Severity,
    Source,
    SourceHealth,
    SourceState,
)

TODAY = date(2026, 11, 24)
NIGHT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
PERIOD = Period(since=NIGHT - timedelta(days=1), until=NIGHT, label=TODAY)
FLEET = Fleet(
    groups=(
        FleetGroup(platform=Platform.WINDOWS, count=2310),
        FleetGroup(platform=Platform.IOS, version="26.1", count=1204),
        FleetGroup(platform=Platform.IOS, version="18.7", count=173),
        FleetGroup(platform=Platform.MACOS),
    )
)
PAGE = Source(
    id="whats-new",
    title="What's new in the service",
    url="https://learn.example/whats-new",
    collector="learn-html",
    family="service",
    stage="released",
)


def source(name: str = "whats-new", *, title: str = "", stage: str = "released") -> Source:
    """A source of that id."""
    if name == PAGE.id:
        return PAGE
    return Source(
        id=name,
        title=title or name.replace("-", " ").capitalize(),
        url=f"https://{name}.example/",
        collector="learn-html",
        stage=stage,
    )


def entry(
    title: str = "A new setting",
    text: str = "Admins can set it.",
    *,
    section: Sequence[str] = ("Week of November 16, 2026",),
    html: str = "",
    url: str = "",
    published: str = "2026-11-20",
    facts: Mapping[str, Fact] | None = None,
    language: str = "en",
) -> Entry:
    """An entry of one or more paragraphs, a line each."""
    return Entry(
        title=title,
        section=tuple(section),
        html=html or "".join(f"<p>{line}</p>" for line in text.splitlines()),
        text=text,
        url=url or "https://learn.example/whats-new#" + title.lower().replace(" ", "-"),
        published=published,
        facts=facts or {},
        language=language,
    )


def judged(
    *platforms: Platform,
    severity: Severity = Severity.MEDIUM,
    act: bool = False,
    due: Sequence[str] = (),
    what: str = "",
    users: str = "",
    devices: int | None = None,
    nature: Nature = Nature.NEW,
    topics: Sequence[str] = (),
    muted_by: str = "",
    versions: Mapping[Platform, str] | None = None,
) -> Assessment:
    """An assessment; ``users`` are the words that show that users will notice."""
    evidence = [
        Evidence(field="platforms", value=platform.value, rule="applies-to", words=f"Applies to: {platform.label}")
        for platform in platforms
    ]
    if act:
        evidence.append(Evidence(field="action_required", value="true", rule="must-do", words="you must"))
    if users:
        evidence.append(Evidence(field="user_visible", value="true", rule="users-see", words=users))
    return Assessment(
        platforms=platforms,
        versions=versions or {},
        nature=nature,
        action_required=act,
        due=tuple(dated(text, what) for text in due),
        user_visible=bool(users),
        severity=severity,
        devices=devices,
        topics=tuple(topics),
        evidence=tuple(evidence),
        muted_by=muted_by,
    )


def dated(text: str, what: str = "") -> Due:
    """A date at the precision in which it is written."""
    due = due_of(text)
    assert due is not None, text
    return Due(date=due.date, precision=due.precision, what=what)


_numbers = iter(range(1, 10**9))


def item(
    after: Entry | None = None,
    assessment: Assessment | None = None,
    *,
    number: int = 0,
    kind: ChangeKind = ChangeKind.ADDED,
    before: Entry | None = None,
    material: bool = True,
    shown: tuple[str, str] = ("", ""),
    deltas: Sequence[Delta] = (),
    story: str = "",
    of: Source = PAGE,
    entry_id: int = 0,
    at: datetime = NIGHT,
    links: Sequence[Link] = (),
) -> Item:
    """A stored change; a new entry by default. ``number`` is its row; each one without gets the next."""
    if kind is ChangeKind.WITHDRAWN:
        before, after = before or after or entry(), None
    elif after is None:
        after = entry()
    now = after or before
    assert now is not None
    if shown == ("", "") and kind is not ChangeKind.WITHDRAWN:
        shown = now.html, now.text
    row = number or next(_numbers)
    return Item(
        id=row,
        at=at,
        run_id=1,
        source=of,
        change=Change(
            kind=kind, material=material, before=before, after=after, shown_html=shown[0], shown_text=shown[1]
        ),
        assessment=assessment or judged(Platform.WINDOWS, devices=2310),
        deltas=tuple(deltas),
        entry_id=entry_id or row,
        story=story,
        links=tuple(links),
    )


def by_story(items: Iterable[Item]) -> list[list[Item]]:
    """Changes in any order, story by story, as the site takes them."""
    found: dict[str, list[Item]] = {}
    for one in items:
        found.setdefault(story_of(one), []).append(one)
    return list(found.values())


def well(count: int = 41) -> list[SourceHealth]:
    """So many sources of which all are well."""
    return [health(f"source-{number}") for number in range(count)]


def health(
    name: str = "whats-new",
    state: SourceState = SourceState.WELL,
    *,
    reason: str = "",
    since: datetime | None = None,
    last_success: datetime | None = NIGHT,
    failures: int = 0,
    redirected_to: str = "",
) -> SourceHealth:
    """How one source stands."""
    return SourceHealth(
        source_id=name,
        title=name.replace("-", " ").capitalize(),
        url=f"https://{name}.example/",
        state=state,
        reason=reason,
        since=since,
        last_success=last_success,
        failures=failures,
        redirected_to=redirected_to,
    )
