"""Lists of stories: by platform, by source, by date, and the data of the search page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby
from typing import Final

from omfeed.digest.body import script_json
from omfeed.digest.cards import badges, deadline, due_order, judged_of, slug
from omfeed.digest.contexts import PageLink
from omfeed.digest.dates import span
from omfeed.digest.phrases import devices, due_list, severity_word
from omfeed.digest.select import Told, is_private, is_told, story_of
from omfeed.digest.site_contexts import (
    DueContext,
    DueGroup,
    DueRow,
    ListContext,
    ListGroup,
    SearchContext,
    StoryRow,
)
from omfeed.digest.speech import Speech, speech
from omfeed.digest.story import current, event_word, moves, slips, speaking
from omfeed.digest.tongue import spoken
from omfeed.model import Assessment, ChangeKind, Due, Fleet, Item, Platform

_SEARCHED = 160
"""So many characters of an entry's text are searched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A story as lists need it."""

    key: str
    title: str
    language: str
    at: datetime
    """The night of its last told change."""
    change: int
    """The id of that change."""
    kind: ChangeKind
    """What that change is."""
    material: bool
    words: str
    """What of the last state is searched for, besides its title."""
    judged: Assessment
    """What holds for it, without what it was concluded from."""
    sources: Mapping[str, tuple[str, str]]
    """Sources that tell it: id to title and address."""
    moves: int
    """How often a date of it moved."""
    gone: bool
    """True when every source has withdrawn it."""

    @property
    def file(self) -> str:
        """Name of its page in the folder of stories."""
        return f"{slug(self.key)}.html"


class Marks:
    """What each list was made of when it was last written: one that would be made of the same is not made again.

    A mark is a hash of all that a list depends on besides fleet, templates and language, whose change makes every page
    of the site anew.
    """

    def __init__(self, before: Mapping[str, str] | None = None) -> None:
        self._before = dict(before or {})
        self._of_matter: dict[str, bytes] = {}
        self.now: dict[str, str] = {}
        """The marks of all lists there are now, by name of the page."""

    def differs(self, name: str, frame: object, matters: Iterable[Matter]) -> bool:
        """Whether a list is made of something else than last time, and so must be written; also when it is new.

        Args:
            name: of its page.
            frame: what stands around its stories.
            matters: the stories, in order.
        """
        mark = sha256(repr(frame).encode())
        for matter in matters:
            if matter.key not in self._of_matter:
                self._of_matter[matter.key] = sha256(repr(matter).encode()).digest()
            mark.update(self._of_matter[matter.key])
        self.now[name] = mark.hexdigest()[:32]
        return self._before.get(name) != self.now[name]


def shown(stories: Iterable[Sequence[Item]]) -> Iterator[tuple[Item, ...]]:
    """Of each story of which anything was told, the changes that may be read by everybody, oldest first."""
    for story in stories:
        # Whoever the folder is served to reads the site, not admins alone.
        found = sorted((item for item in story if not is_private(item)), key=lambda item: (item.at, item.id))
        if any(is_told(item) for item in found):
            yield tuple(found)


def matter_of(ordered: Sequence[Item]) -> Matter:
    """A story as lists show it. It holds none of its changes: there may be tens of thousands of stories.

    Args:
        ordered: its changes, oldest first, one of which at least was told.
    """
    now = current(ordered)
    entry = now[0].change.entry
    last = next(item for item in reversed(ordered) if is_told(item))
    said = last.change.entry
    return Matter(
        key=story_of(last),
        title=entry.title,
        language=spoken(entry),
        at=last.at,
        change=last.id,
        kind=last.change.kind,
        material=last.change.material,
        words=" ".join([*said.section, said.key, said.text[:_SEARCHED]]),
        judged=replace(judged_of(Told(key=story_of(last), items=speaking(now))), evidence=()),
        sources={item.source.id: (item.source.title, item.source.url) for item in ordered},
        moves=moves(ordered),
        gone=all(item.change.kind is ChangeKind.WITHDRAWN for item in now),
    )


def build_list(
    matters: Sequence[Matter],
    fleet: Fleet,
    title: str,
    name: str,
    *,
    marks: Marks,
    folder: str,
    url: str = "",
    language: str = "en",
    nav: Sequence[PageLink] = (),
) -> Iterator[tuple[str, ListContext]]:
    """A list of stories as one page a year: address and context; the newest year has the plain name.

    Those made of the same as last time are left out.

    Args:
        matters: the stories, newest first.
        fleet: what we manage.
        title: what the list is of.
        name: its file name without extension.
        marks: what lists were made of last time; brought up to date.
        folder: of the list, as seen from the archive page, with a slash.
        url: address of the source the list is of, or empty.
        language: language of the frame.
        nav: the main pages, as seen from this one.
    """
    talk = speech(language)
    by_year = {year: list(found) for year, found in groupby(matters, key=lambda matter: matter.at.year)}
    newest = next(iter(by_year), 0)
    files = {year: f"{name}.html" if year == newest else f"{name}-{year}.html" for year in by_year}
    for year, found in by_year.items():
        if not marks.differs(folder + files[year], (title, url, year, files), found):
            continue
        groups = tuple(
            ListGroup(label=talk.month(first.at.date()), rows=tuple(row(m, fleet, talk, "../") for m in month))
            for _, group in groupby(found, key=lambda matter: matter.at.month)
            for month in [list(group)]
            for first in month[:1]
        )
        page = ListContext(
            language=language,
            subject=title,
            home="../index.html",
            nav=tuple(nav),
            summary=talk.count("{n} story in {year}", "{n} stories in {year}", len(found), year=year),
            source_url=url,
            groups=groups,
            years=tuple(PageLink(title=str(other), href=file) for other, file in files.items() if other != year),
            lists=(),
        )
        yield folder + files[year], page


def build_sources(
    names: Mapping[str, tuple[str, str]],
    matters: Sequence[Matter],
    *,
    language: str = "en",
    nav: Sequence[PageLink] = (),
) -> ListContext:
    """The list of sources that have told anything."""
    talk = speech(language)
    lists = []
    for name in sorted(names, key=lambda name: (names[name][0].casefold(), name)):
        count = talk.count("{n} story", "{n} stories", sum(name in matter.sources for matter in matters))
        lists.append(PageLink(title=f"{names[name][0]} ({count})", href=f"sources/{slug(name)}.html"))
    return ListContext(
        language=language,
        subject=talk.say("Sources"),
        home="index.html",
        nav=tuple(nav),
        summary=talk.count("{n} source has told something", "{n} sources have told something", len(names)),
        source_url="",
        groups=(),
        years=(),
        lists=tuple(lists),
    )


def build_due(
    matters: Sequence[Matter], fleet: Fleet, today: date, *, language: str = "en", nav: Sequence[PageLink] = ()
) -> DueContext:
    """All dates of all stories that stand: ahead the next first, passed the latest first.

    The page says of which day it is, and no date has a distance: on a quiet night nobody writes it anew.
    """
    talk = speech(language)
    every = [(due, matter) for matter in matters if not matter.gone for due in matter.judged.due if span(due.date)]
    every.sort(key=lambda pair: (due_order(pair[0]), pair[1].title.casefold(), pair[1].key))
    ahead = [pair for pair in every if _last(pair[0]) >= today]
    past = [pair for pair in reversed(every) if _last(pair[0]) < today]
    return DueContext(
        language=language,
        subject=talk.say("Dates ahead"),
        home="index.html",
        nav=tuple(nav),
        summary=talk.say(
            "{dates}, as of {day}",
            dates=talk.count("{n} date ahead", "{n} dates ahead", len(ahead)),
            day=talk.day(today),
        ),
        ahead=_due_groups(ahead, fleet, talk),
        past=_due_groups(past, fleet, talk),
    )


_CALLED: Final = {
    Platform.WINDOWS: "PC PCs laptop Surface HoloLens",
    Platform.MACOS: "Mac Macs MacBook iMac OS X",
    Platform.IOS: "iPhone iPhones iPad iPads",
    Platform.ANDROID: "Android Enterprise AOSP Pixel Galaxy Samsung Zebra",
    Platform.LINUX: "Ubuntu RHEL Red Hat Debian Fedora",
    Platform.CHROMEOS: "Chromebook Chromebooks Chrome OS",
    Platform.TVOS: "Apple TV",
    Platform.VISIONOS: "Apple Vision Pro",
}
"""What people call the platforms and the devices on which they run."""


def build_search(
    matters: Sequence[Matter],
    fleet: Fleet,
    *,
    language: str = "en",
    nav: Sequence[PageLink] = (),
    lists: Sequence[PageLink] = (),
) -> SearchContext:
    """The search page with the data of every story in it, so that it works from a disk."""
    talk = speech(language)
    rows = []
    for matter in matters:
        line = row(matter, fleet, talk, "")
        rows.append(
            [
                line.title,
                matter.file.removesuffix(".html"),
                line.iso,
                line.severity,
                [platform.value for platform in matter.judged.platforms],
                list(line.sources),
                line.due,
                int(line.action_required),
                " ".join([*matter.judged.topics, matter.words]),
            ]
        )
    platforms = tuple(p for p in Platform if any(p in matter.judged.platforms for matter in matters))
    return SearchContext(
        language=language,
        subject=talk.say("Search"),
        home="index.html",
        nav=tuple(nav),
        summary=talk.count("{n} story", "{n} stories", len(matters)),
        data=script_json(rows),
        called=script_json({platform.value: f"{platform.label} {_CALLED[platform]}".strip() for platform in platforms}),
        platforms=tuple(PageLink(title=platform.label, href=platform.value) for platform in platforms),
        lists=tuple(lists),
    )


def row(matter: Matter, fleet: Fleet, talk: Speech, up: str) -> StoryRow:
    """A story as a line of a list; ``up`` leads from the list's folder to the archive page's."""
    night = matter.at.date()
    return StoryRow(
        title=matter.title,
        href=f"{up}stories/{matter.file}",
        language=matter.language,
        iso=night.isoformat(),
        day=talk.day(night),
        kind_word=event_word(matter.kind, talk, material=matter.material),
        severity=matter.judged.severity.value,
        severity_word=severity_word(matter.judged.severity, talk),
        action_required=matter.judged.action_required,
        platforms=badges(matter.judged, fleet),
        sources=tuple(title for title, _ in matter.sources.values()),
        due="" if matter.gone else due_list(sorted(matter.judged.due, key=due_order), talk),
    )


def _due_groups(pairs: Sequence[tuple[Due, Matter]], fleet: Fleet, talk: Speech) -> tuple[DueGroup, ...]:
    groups: dict[str, list[DueRow]] = {}
    for due, matter in pairs:
        bounds = span(due.date)
        if bounds is None:
            continue
        label = talk.month(bounds[0]) if (bounds[1] - bounds[0]).days < 31 else talk.due(due)
        line = DueRow(
            deadline=deadline(due, None, talk, besides=matter.title),
            row=row(matter, fleet, talk, ""),
            devices=devices(matter.judged, fleet, talk),
            slips=slips(matter.moves, talk),
        )
        groups.setdefault(label, []).append(line)
    return tuple(DueGroup(label=label, rows=tuple(rows)) for label, rows in groups.items())


def _last(due: Due) -> date:
    bounds = span(due.date)
    return bounds[1] if bounds else date.min
