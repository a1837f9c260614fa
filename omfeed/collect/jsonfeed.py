"""Reads JSON Feed 1 and 1.1 (jsonfeed.org) into the same entries as RSS and Atom give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from omfeed.collect import charset as charsets
from omfeed.collect import feeds, options
from omfeed.collect.links import address
from omfeed.collect.moments import moment
from omfeed.collect.shapes import Record, load, records
from omfeed.collect.writing import line, tag
from omfeed.errors import ParseError
from omfeed.model import Parsed, Source, Window

VERSION = 1
STABLE_ID = feeds.STABLE_ID

_MARK: Final = "jsonfeed.org/version/"


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The items of a JSON Feed as entries, in the feed's order.

    Raises:
        ParseError: the body is not JSON or not a JSON Feed.
    """
    return parse_text(charsets.decode(body, charset), source)


def parse_text(text: str, source: Source) -> Parsed:
    """The same for a body that was decoded already.

    Raises:
        ParseError: as for ``parse``.
    """
    feed = load(text)
    if not isinstance(feed, Mapping) or _MARK not in str(feed.get("version", "")) or "items" not in feed:
        raise ParseError(
            "The body is JSON, but not a JSON Feed (no version of jsonfeed.org, or no items).",
            hint=f"Look at {source.url}: which collector reads it?",
        )
    top = Record(feed)
    items = tuple(_item(one, source) for one in records(feed.get("items")))
    language = tag(top.text("language"))
    made, warnings = feeds.entries(items, source, language=language or source.locale)
    return Parsed(
        entries=made,
        window=options.window(source, Window.ROLLING),
        title=line(top.text("title")),
        language=language,
        warnings=tuple(warnings),
    )


def _item(one: Record, source: Source) -> feeds.Item:
    html = one.text("content_html")
    bodies = (
        feeds.Field(value=html, is_html=True, base=source.url),
        feeds.Field(value="" if html else one.text("content_text") or one.text("summary"), base=source.url),
    )
    return feeds.Item(
        title=feeds.Field(value=one.text("title")),
        bodies=bodies,
        guid=line(one.text("id")),
        link=address(one.text("url") or one.text("external_url"), source.url),
        published=moment(one.text("date_published"), time_zone=source.time_zone),
        updated=moment(one.text("date_modified"), time_zone=source.time_zone),
        categories=one.texts("tags"),
    )
