"""Lists that come in parts: where the next part is, and several parts as one body. Pure.

A part is JSON: a list of rows, or an object with one. The whole is the first part with the rows of all, so that it can
be kept, and read again, like a list that came in one body.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from urllib.parse import urljoin

from omfeed.collect.shapes import Record, document
from omfeed.errors import ParseError
from omfeed.model import Source


def next_part(source: Source, parts: Sequence[bytes]) -> str:
    """The address of the part that follows; empty where the last one says that it is the last, or is empty.

    Args:
        source: its ``more`` says where: an address with ``{page}`` (2, 3, …) or ``{seen}`` (rows so far) in it, or the
            place of the next address in the JSON, names parted by dots.
        parts: those that came so far, in order.

    Raises:
        ParseError: the last part is no such list.
    """
    last = document(parts[-1])
    if "://" not in source.more:
        there = _at(last, source.more)
        return urljoin(source.url, there) if there else ""
    if not rows_of(last):
        return ""
    seen = sum(len(rows_of(document(part))) for part in parts)
    return source.more.replace("{page}", str(len(parts) + 1)).replace("{seen}", str(seen))


def whole(parts: Sequence[bytes]) -> bytes:
    """All parts as one body.

    Raises:
        ParseError: a part is no list of rows.
    """
    if len(parts) == 1:
        return parts[0]
    first, *rest = [document(part) for part in parts]
    rows = rows_of(first)
    for part in rest:
        rows = [*rows, *rows_of(part)]
    made: object = rows
    if isinstance(first, Mapping):
        place = _place(first)
        made = {**first, place: rows}
    return json.dumps(made, ensure_ascii=False).encode()


def rows_of(part: object) -> list[object]:
    """The rows of a part: itself, or the longest list of objects within it.

    Raises:
        ParseError: it is neither a list nor an object.
    """
    if isinstance(part, list):
        return part
    if not isinstance(part, Mapping):
        raise ParseError("A part of the list is no list of rows.", hint="Has the format of the address changed?")
    place = _place(part)
    return list(part[place]) if place else []


def _place(part: Mapping[str, object]) -> str:
    """The name under which the rows of a part stand; empty where it has none."""
    lists = {name: value for name, value in part.items() if isinstance(value, list) and _objects(value)}
    return max(lists, key=lambda name: len(lists[name]), default="")


def _objects(value: Sequence[object]) -> bool:
    return bool(value) and all(isinstance(one, Mapping) for one in value)


def _at(value: object, place: str) -> str:
    """The text at a place; a name may have dots of its own (``@odata.nextLink``)."""
    if not isinstance(value, Mapping):
        return ""
    if text := Record(value).line(place):
        return text
    name, dot, rest = place.partition(".")
    return _at(Record(value).get(name), rest) if dot else ""
