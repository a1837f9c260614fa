"""What answers of Microsoft Graph have in common: the envelope, enumerations of changing case, texts of two types.

Read alike: a page of the service (``{"value": […]}``), a single object, a list, and dumps of the PowerShell SDK with
PascalCase names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from omfeed.collect import options
from omfeed.collect.shapes import Record, document, records
from omfeed.collect.writing import by_end, html_of, prose
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_EMPTY_BLOCK: Final = re.compile(r"<(p|div)>(?:\s|&nbsp;|\u00a0|<br\s*/?>)*</\1>", re.IGNORECASE)


def objects(value: object, what: str, source: Source) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    """The objects of an answer, and warnings (an answer that has a further page is told).

    Args:
        value: the JSON value.
        what: what the objects are, for messages.
        source: the source it came from.

    Raises:
        ParseError: it is an error of Graph, or holds no list.
    """
    if isinstance(value, list):
        return tuple(records(value)), ()
    answer = Record(value) if isinstance(value, dict) else Record({})
    error = answer.record("error")
    if error.text("code"):
        raise ParseError(
            f"Graph answered with an error: {error.line('code')}: {error.line('message')[:120]}.",
            hint="Check the permissions of the application; docs/sources.md names the least that is needed.",
        )
    if "value" in answer and isinstance(answer.get("value"), list):
        more = f"Only the first page of {what} was read." if answer.text("@odata.nextLink") else ""
        return answer.records("value"), (more,) if more else ()
    if answer.text("id") and "title" in answer:
        return (answer,), ()
    raise ParseError(f"The JSON holds no {what}.", hint=f"Look at {source.url}: is it the export meant?")


def announcements(
    body: bytes,
    source: Source,
    charset: str,
    what: str,
    *,
    services: Callable[[Record], Iterable[str]],
    ended: Callable[[Record], str],
    made: Callable[[Record], Entry],
) -> Parsed:
    """The service announcements of an answer as entries, the first to end last; one of an id, and none without a title.

    Args:
        body: the answer.
        source: the source it came from. Its ``only`` and ``skip`` look at title and services.
        charset: as the server declared it, or empty.
        what: what they are, for messages.
        services: the services that one is about.
        ended: when one ended or will, ISO 8601, or empty.
        made: one as an entry.

    Raises:
        ParseError: the body is not JSON, an error of Graph, or holds none with an id and a title.
    """
    found, warnings = objects(document(body, charset), what, source)
    named = [one for one in found if one.line("id") and one.line("title")]
    if found and not named:
        raise ParseError("No object of the answer has an id and a title.", hint=f"Look at {source.url}.")
    entries: dict[str, tuple[str, Entry]] = {}
    for one in named:
        if options.wanted(source, one.line("title"), *services(one)):
            entries.setdefault(one.line("id"), (ended(one), made(one)))
    return Parsed(
        entries=by_end(entries.values()),
        window=options.window(source, Window.ROLLING),
        title=source.title,
        warnings=warnings,
    )


def placed(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries with their place in this order."""
    return tuple(replace(one, place=place) for place, one in enumerate(entries))


def enumerated(text: str) -> str:
    """A value of an enumeration as Graph v1.0 writes it: camelCase, whatever the case it came in."""
    words = text.strip()
    return words[:1].lower() + words[1:]


def spoken(text: str) -> str:
    """A value of an enumeration as words: ``serviceRestored`` is “service restored”."""
    return _HUMP.sub(" ", text.strip()).lower()


def html(body: Record) -> str:
    """The HTML of an ``itemBody``, its empty paragraphs left out."""
    content = body.text("content")
    if body.text("contentType").casefold() != "html" and "<" not in content:
        return prose(content)
    return _EMPTY_BLOCK.sub("", html_of(content, is_html=True))
