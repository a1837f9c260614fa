"""Reads any JSON that lists things: each object of a list is an entry, told apart by the fields named as its key.

Options of a source (a *place* is a path of names parted by dots, ``tagsContainer.products.tagName``; where a list
stands on the way, all of its objects are meant):

- ``rows``: place of the list, or of an object whose values are the rows; the top of the document where it is not set.
- ``key`` (required) and ``title``: place, or a template of places.
- ``body``: place of a text or HTML that is the entry's body, before the ``columns``.
- ``columns``: ``Label = place``; ``facts``: ``name = place``; ``date``, ``updated``: places of dates.
- ``url``: place or template of the entry's address; ``section``: place of what it stands under.
- ``only`` and ``skip``: regular expressions over title and section; ``window``: ``complete`` where it is not set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from omfeed.collect import options
from omfeed.collect.links import address
from omfeed.collect.moments import moment
from omfeed.collect.shapes import Record, document
from omfeed.collect.tables import fact, left_out
from omfeed.collect.writing import entry, html_of, listing, title_of
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the value of “{key}”"

_MIDNIGHT: Final = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ]00:00:00(?:\.0+)?$")


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The objects of a JSON list as entries, in the order of the document.

    Raises:
        ParseError: the body is not JSON, the list is not where the block says, no object has a key, or an option
            cannot be followed.
    """
    key = options.required(source, "key")
    rows = tuple(_rows(document(body, charset), source.options.get("rows", "")))
    made: dict[str, Entry] = {}
    repeated = 0
    for row in rows:
        one = _entry(row, source, key, len(made))
        if not one.key or not options.wanted(source, one.title, *one.section):
            continue
        repeated += one.key in made
        made.setdefault(one.key, one)
    if not any(_filled(row, key) for row in rows):
        raise ParseError(
            f"The JSON has no object with “{key}” under “{source.options.get('rows', '')}”: its format changed.",
            hint=f"Look at {source.url} and correct the options of {source.id}.",
        )
    return Parsed(
        entries=tuple(made.values()),
        window=options.window(source, Window.COMPLETE),
        title=source.title,
        language=source.locale,
        warnings=left_out(repeated),
    )


def _rows(value: object, path: str) -> Iterator[Record]:
    for name in path.split(".") if path else ():
        value = Record(value).get(name) if isinstance(value, Mapping) else None
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            if isinstance(one, Mapping):
                yield Record(one)


def _entry(row: Record, source: Source, key: str, place: int) -> Entry:
    def option(name: str) -> str:
        return _filled(row, source.options.get(name, ""))

    body = option("body")
    shown = listing((label, _joined(row, where)) for label, where in options.pairs(source, "columns"))
    section = option("section")
    return entry(
        title=title_of(option("title") or _filled(row, key), is_html=True),
        html=(html_of(body, is_html=True) if body else "") + shown,
        base_url=source.url,
        section=(section,) if section else (),
        key=_filled(row, key),
        url=address(option("url"), source.url) or source.url,
        published=moment(option("date"), time_zone=source.time_zone),
        updated=moment(option("updated"), time_zone=source.time_zone),
        place=place,
        language=source.locale,
        facts={name: fact(name, _filled(row, where)) for name, where in options.pairs(source, "facts")},
    )


def _filled(row: Record, template: str) -> str:
    return options.filled(template, lambda place: _joined(row, place)) if template else ""


def _joined(row: Record, place: str) -> str:
    """What stands at the first of a place's alternatives that holds something; several values joined by commas."""
    for path in options.alternatives(place):
        values = [value for value in _values(row, path.split(".")) if value]
        if values:
            return ", ".join(dict.fromkeys(values))
    return ""


def _values(row: Record, path: list[str]) -> Iterator[str]:
    name, rest = path[0], path[1:]
    if not rest:
        # Midnight in no zone is how many an API writes a mere date.
        yield from (_MIDNIGHT.sub(r"\1", text) for text in row.texts(name))
        return
    value = row.get(name)
    for inner in value if isinstance(value, list) else [value]:
        if isinstance(inner, Mapping):
            yield from _values(Record(inner), rest)
