"""Reads Apple's page of what is new for enterprise in a system (“What's new for enterprise in iOS 27”).

A heading for each release (“iOS 27.1”), below it, by area or at once, what the release changes and fixes for managed
devices. One entry a release: a line that Apple adds to one later is an edit of it. ``only`` and ``skip`` look at names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from omfeed.collect import options, pages
from omfeed.collect.moments import day
from omfeed.collect.writing import entry
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the release that the heading names"

_RELEASE: Final = re.compile(
    r"^\W*(?:What[’']s new in\s+)?((iOS|iPadOS|macOS|tvOS|visionOS|watchOS)(?:\s+and\s+(?:iOS|iPadOS))?"
    r"(?:\s+(?!\d)[A-Z][a-z]+){0,2}\s+(\d+(?:\.\d+)*))\W*$"
)
_DATE: Final = re.compile(r"\b([A-Z][a-z]+ \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})\b")
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS: Final = ("p", "ul", "ol", "table", *_HEADINGS)
_RELEASED: Final = re.compile(r"^\W*Released\b", re.IGNORECASE)


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The releases as entries, newest first as on the page.

    Raises:
        ParseError: the body is no page, or names no release with anything to say.
    """
    tree = pages.page(body, source, charset)
    main = tree.find(".//main")
    root: etree._Element = main if main is not None else tree
    language = pages.language(tree)
    made: dict[str, Entry] = {}
    found = 0
    for heading, blocks in _releases(root):
        found += 1
        one = _entry(heading, blocks, source, len(made), language)
        if one.text and options.wanted(source, one.title):
            made.setdefault(one.key, one)
    if not made and (not found or not {"only", "skip"} & set(source.options)):
        raise ParseError(
            "The page names no release with news for enterprise: it was redesigned, or another page came.",
            hint=f"Open {source.url}: each major version has a page of its own.",
        )
    return Parsed(
        entries=tuple(made.values()),
        window=options.window(source, Window.COMPLETE),
        title=pages.title(tree) or source.title,
        language=language,
    )


def _releases(root: etree._Element) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """Each heading that is a release, with the blocks below it up to the next heading of its level or above."""
    current: etree._Element | None = None
    blocks: list[etree._Element] = []
    for element in root.iter(*_BLOCKS):
        ends = current is not None and element.tag in _HEADINGS and str(element.tag) <= str(current.tag)
        is_release = element.tag in _HEADINGS[1:] and _RELEASE.match(pages.words(element)) is not None
        if current is not None and (ends or is_release):
            yield current, blocks
            current = None
        if is_release:
            current, blocks = element, []
        elif current is not None and next(element.iterancestors("ul", "ol", "table", "p"), None) is None:
            blocks.append(element)
    if current is not None:
        yield current, blocks


def _entry(heading: etree._Element, blocks: list[etree._Element], source: Source, place: int, language: str) -> Entry:
    found = _RELEASE.match(pages.words(heading))
    if found is None:
        raise ParseError("The heading names no release.")
    name, system, version = found.groups()
    released, html = "", ""
    for block in blocks:
        words = pages.words(block)
        if not released and block.tag == "p" and _RELEASED.match(words) and (date := _DATE.search(words)):
            released = day(date[1])
            continue
        html += etree.tostring(block, encoding="unicode", method="html", with_tail=False)
    anchor = str(heading.get("id") or "")
    here = source.url.partition("#")[0]
    return entry(
        title=name,
        html=html,
        base_url=source.url,
        key=name,
        anchor=anchor,
        url=f"{here}#{anchor}" if anchor else here,
        published=released,
        place=place,
        language=language or source.locale,
        facts={
            "product": system,
            "version": version,
            "platforms": (system,),
            "released": released,
            "category": "enterprise",
        },
    )
