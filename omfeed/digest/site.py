"""The static site: a page a story, lists by platform and source, all dates, and a search page without a server.

``site`` is lazy and deterministic: it yields each page's name and bytes, and whoever writes them leaves equal files
alone. Story pages and the lists of past years do not depend on the day; a night changes few files. The address of a
story's page is permanent: where an entry joined a story that others tell as well, its former page leads there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from omfeed.digest.cards import slug
from omfeed.digest.contexts import Page, PageLink
from omfeed.digest.index import Night, build_index
from omfeed.digest.lists import Marks, Matter, build_due, build_list, build_search, build_sources, matter_of, shown
from omfeed.digest.render import render
from omfeed.digest.select import is_told
from omfeed.digest.site_contexts import MovedContext
from omfeed.digest.speech import speech
from omfeed.digest.story import build_story
from omfeed.model import Fleet, Item, Platform, own_story

DATES = "due.html"
"""The page of all dates."""
STORIES = "stories/"
"""Folder of the story pages, relative to the archive page."""


def site(
    stories: Iterable[Sequence[Item]],
    fleet: Fleet,
    today: date,
    *,
    nights: Sequence[Night] = (),
    touched: Collection[str] | None = None,
    marks: Marks | None = None,
    language: str = "en",
    folders: Sequence[Path] = (),
) -> Iterator[tuple[str, bytes]]:
    """The pages of the site: name relative to its folder, and content.

    Args:
        stories: every stored change of each story, silent ones too, in any order. They are taken one by one and let go,
            so that memory does not hold them all. Stories of which nothing was ever told have no page.
        fleet: what we manage.
        today: the day, for what is ahead and what has passed.
        nights: all nights that were digested, for the archive page.
        touched: keys of the stories whose pages are wanted; none: all. Lists always cover every story.
        marks: what the lists of platforms and sources were made of last time; those made of the same are left out, and
            it is brought up to date. None: all are made.
        language: language of the frame.
        folders: the user's folders of templates.

    Raises:
        ConfigError: a template of the user's cannot be used, or there is no such language.
    """
    matters: list[Matter] = []
    marks = marks if marks is not None else Marks()

    def made(name: str, page: Page) -> tuple[str, bytes]:
        return name, render(page, folders=folders).html.encode()

    for ordered in shown(stories):
        matter = matter_of(ordered)
        matters.append(matter)
        if touched is None or matter.key in touched:
            for name, page in _story(matter.key, ordered, fleet, language):
                yield made(name, page)
    matters.sort(key=lambda matter: (matter.at, matter.change), reverse=True)
    known = frozenset(platform for matter in matters for platform in matter.judged.platforms)
    links = site_links(language, tuple(platform for platform in Platform if platform in known))
    if nights:
        front = build_index(nights, language=language, pages=[(link.title, link.href) for link in links])
        yield made("index.html", front)
    # One after the other: the rows of all lists together are several times the stories.
    for name, page in chain(_platforms(matters, fleet, language, marks), _sources(matters, fleet, language, marks)):
        yield made(name, page)
    yield made(DATES, build_due(matters, fleet, today, language=language, nav=_nav(language, "")))
    found = build_search(matters, fleet, language=language, nav=_nav(language, ""), lists=links[1:])
    yield made("search.html", found)


def dates(
    stories: Iterable[Sequence[Item]],
    fleet: Fleet,
    today: date,
    *,
    language: str = "en",
    folders: Sequence[Path] = (),
) -> tuple[str, bytes]:
    """The page of dates alone, name and content: all that a day changes on which nothing came.

    Args:
        stories: every stored change of each story that ever had a date, in any order.
        fleet: what we manage.
        today: the day, for what is ahead and what has passed.
        language: language of the frame.
        folders: the user's folders of templates.

    Raises:
        ConfigError: a template of the user's cannot be used, or there is no such language.
    """
    matters = [matter_of(ordered) for ordered in shown(stories)]
    page = build_due(matters, fleet, today, language=language, nav=_nav(language, ""))
    return DATES, render(page, folders=folders).html.encode()


def site_links(language: str, platforms: Sequence[Platform] = ()) -> tuple[PageLink, ...]:
    """The main pages of the site as seen from the archive page."""
    return (
        *_nav(language, ""),
        *(PageLink(title=platform.label, href=f"platforms/{platform.value}.html") for platform in platforms),
    )


def _story(key: str, ordered: Sequence[Item], fleet: Fleet, language: str) -> Iterator[tuple[str, Page]]:
    """The page of a story, and those that lead to it."""
    nav = _nav(language, "../")
    story = build_story(ordered, fleet, language=language, home="../index.html", nav=nav)
    yield f"{STORIES}{story.card.anchor}.html", story
    for left in _left(key, ordered):
        page = MovedContext(
            language=language, subject=story.subject, home="../index.html", nav=nav,
            title_language=story.card.language, href=f"{story.card.anchor}.html",
        )  # fmt: skip
        yield f"{STORIES}{slug(left)}.html", page


def _left(key: str, items: Sequence[Item]) -> tuple[str, ...]:
    """The keys under which entries of a story may have had a page of their own, before they joined it."""
    alone = sorted({item.entry_id for item in items if item.entry_id and item.story and is_told(item)})
    return tuple(own for own in map(own_story, alone) if own != key)


def _nav(language: str, up: str) -> tuple[PageLink, ...]:
    talk = speech(language)
    return (
        PageLink(title=talk.say("Search"), href=f"{up}search.html"),
        PageLink(title=talk.say("Dates ahead"), href=f"{up}{DATES}"),
        PageLink(title=talk.say("Sources"), href=f"{up}sources.html"),
    )


def _platforms(matters: Sequence[Matter], fleet: Fleet, language: str, marks: Marks) -> Iterator[tuple[str, Page]]:
    for platform in Platform:
        of_platform = [matter for matter in matters if platform in matter.judged.platforms]
        if of_platform:
            yield from build_list(
                of_platform, fleet, platform.label, platform.value,
                marks=marks, folder="platforms/", language=language, nav=_nav(language, "../"),
            )  # fmt: skip


def _sources(matters: Sequence[Matter], fleet: Fleet, language: str, marks: Marks) -> Iterator[tuple[str, Page]]:
    names: dict[str, tuple[str, str]] = {}
    for matter in matters:
        names |= matter.sources
    for name in sorted(names):
        title, url = names[name]
        of_source = [matter for matter in matters if name in matter.sources]
        yield from build_list(
            of_source, fleet, title, slug(name),
            marks=marks, folder="sources/", url=url, language=language, nav=_nav(language, "../"),
        )  # fmt: skip
    yield "sources.html", build_sources(names, matters, language=language, nav=_nav(language, ""))
