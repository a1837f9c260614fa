"""The training queue: which of our own guides a change makes stale, until somebody says they were brought up to date.

A guide names what it shows: topics, platforms, words. A change that users or admins see and that fits puts the guide
into the queue; a ``checked`` date on or after the change's night takes it out again. The guides stand in a file of the
user's (``guides.toml``)::

    [enrol-iphone]
    title = "Enrol an iPhone"
    url = "https://intranet.example/enrol-iphone"
    topics = ["enrolment", "company-portal"]
    platforms = ["ios"]
    checked = 2026-11-01
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import ClassVar

from omfeed.digest.cards import slug
from omfeed.digest.contexts import Page, PageLink
from omfeed.digest.select import fits, is_private, is_told, story_of
from omfeed.digest.speech import speech
from omfeed.digest.tongue import spoken
from omfeed.errors import ConfigError
from omfeed.model import ChangeKind, Filter, Item, Nature, Platform

_KEYS = ("title", "url", "topics", "platforms", "words", "owner", "checked")
_SEEN = frozenset({Nature.NEW, Nature.PREVIEW, Nature.CHANGED, Nature.RETIRING, Nature.APPS})
"""Natures that change what an admin sees in the console."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One guide of ours; all conditions that are set must fit, each list fits when any of it does."""

    name: str
    title: str
    url: str = ""
    topics: tuple[str, ...] = ()
    platforms: tuple[Platform, ...] = ()
    words: tuple[str, ...] = ()
    owner: str = ""
    checked: date | None = None
    """The day on which somebody last made sure that it is right; none: never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingChange:
    """A change that made a guide stale."""

    title: str
    """Its title in the source's words."""
    url: str
    """Where to read it."""
    language: str
    """Language of the title."""
    day: str
    """The night we saw it, in words."""
    source: str
    """Name of the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRow:
    """One stale guide."""

    name: str
    """Its stable name."""
    guide: PageLink
    """Its title and address; the address may be empty."""
    owner: str
    """Who keeps it, or empty."""
    since: str
    """Since when it is stale, in words."""
    changes: tuple[TrainingChange, ...]
    """What made it stale, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingContext(Page):
    """The training queue (``templates/training``)."""

    template: ClassVar[str] = "training"

    summary: str
    """How many guides are stale, in words."""
    rows: tuple[TrainingRow, ...]
    """The stale guides, the longest stale first."""
    home: str
    """Relative address of the archive page, or empty."""


def read_guides(text: str, file: str = "guides.toml") -> tuple[Guide, ...]:
    """The guides of a file.

    Args:
        text: its content.
        file: its name, for messages.

    Raises:
        ConfigError: it is no TOML, or says something that is not allowed.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file} is not valid TOML: {error}.", hint="See docs/digests.md.") from error
    return tuple(_guide(name, table, file) for name, table in tables.items())


def stale(items: Sequence[Item], guides: Sequence[Guide]) -> tuple[tuple[Guide, tuple[Item, ...]], ...]:
    """The stale guides with the changes that made them so, oldest first; the longest stale guide first.

    Args:
        items: stored changes, in any order.
        guides: our guides.
    """
    seen = sorted(filter(_is_seen, items), key=lambda item: (item.at, item.id))
    found = []
    for guide in guides:
        hits = tuple(item for item in seen if _makes_stale(item, guide))
        if hits:
            found.append((guide, hits))
    return tuple(sorted(found, key=lambda pair: (pair[1][0].at, pair[0].name)))


def build_training(
    items: Sequence[Item], guides: Sequence[Guide], *, language: str = "en", home: str = "", pages: str = ""
) -> TrainingContext:
    """The training queue as a page.

    Args:
        items: stored changes, in any order.
        guides: our guides.
        language: language of the frame.
        home: relative address of the archive page.
        pages: relative address of the folder of story pages, ending in a slash.
    """
    talk = speech(language)
    rows = []
    for guide, hits in stale(items, guides):
        changes = tuple(
            TrainingChange(
                title=item.change.entry.title,
                url=f"{pages}{slug(story_of(item))}.html" if pages else item.change.entry.url or item.source.url,
                language=spoken(item.change.entry),
                day=talk.day(item.at.date()),
                source=item.source.title,
            )
            for item in hits
        )
        row = TrainingRow(
            name=guide.name,
            guide=PageLink(title=guide.title, href=guide.url),
            owner=guide.owner,
            since=talk.say("since {day}", day=changes[0].day),
            changes=changes,
        )
        rows.append(row)
    return TrainingContext(
        language=language,
        subject=talk.say("Guides to bring up to date"),
        summary=talk.count("{n} guide of ours is stale", "{n} guides of ours are stale", len(rows)),
        rows=tuple(rows),
        home=home,
    )


def _is_seen(item: Item) -> bool:
    if not is_told(item) or is_private(item) or item.change.kind is ChangeKind.WITHDRAWN:
        return False
    return item.assessment.user_visible or item.assessment.nature in _SEEN


def _makes_stale(item: Item, guide: Guide) -> bool:
    if guide.checked is not None and item.at.date() <= guide.checked:
        return False
    return fits(item, Filter(topics=guide.topics, platforms=guide.platforms, words=guide.words))


def _guide(name: str, table: object, file: str) -> Guide:
    if not isinstance(table, Mapping):
        raise ConfigError(f"{file}: {name} is not a table.", hint=f"Write [{name}] above its keys.")
    for key in table:
        if key not in _KEYS:
            near = get_close_matches(str(key), _KEYS, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(_KEYS)}."
            raise ConfigError(f"{file}: {name}.{key} is unknown.", hint=hint)
    checked = table.get("checked")
    if checked is not None and type(checked) is not date:
        raise ConfigError(
            f"{file}: {name}.checked is {checked!r}, not a date.", hint="Write 2026-11-24, without quotes."
        )
    topics, words = _texts(table, name, "topics", file), _texts(table, name, "words", file)
    platforms = []
    for value in _texts(table, name, "platforms", file):
        if value not in set(Platform):
            raise ConfigError(f"{file}: {name}.platforms has {value!r}.", hint=f"There are: {', '.join(Platform)}.")
        platforms.append(Platform(value))
    if not (topics or words or platforms):
        raise ConfigError(f"{file}: {name} fits every change.", hint="Set topics, platforms or words.")
    return Guide(
        name=name,
        title=_text(table, name, "title", file) or name,
        url=_text(table, name, "url", file),
        topics=topics,
        platforms=tuple(platforms),
        words=words,
        owner=_text(table, name, "owner", file),
        checked=checked,
    )


def _text(table: Mapping[str, object], name: str, key: str, file: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise ConfigError(f"{file}: {name}.{key} is {value!r}, not a text.", hint="Write it in quotes.")
    return value


def _texts(table: Mapping[str, object], name: str, key: str, file: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ConfigError(f"{file}: {name}.{key} is {value!r}, not a list of texts.", hint='Write ["…", "…"].')
    return tuple(value)
