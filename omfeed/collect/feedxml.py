"""feedparser without what it does over and over for nothing: the same reading of RSS, RDF and Atom in half the time.

Of each text it copies the table of what is known of it, in depth, and looks each letter up in a table that has none of
them; for each element it joins an address to an address that hardly ever changes, and looks for namespaces where there
are none; each date it holds against nine grammars, though the first that ``moments`` knows is all that is asked. Its
class is derived from and its functions are run with other names about them, so that nobody else's feedparser is
another, and a feedparser that is newer than this is at worst as slow as it is by itself.
"""

from __future__ import annotations

from functools import lru_cache
from types import FunctionType
from typing import Any, Final

import feedparser
import feedparser.api
import feedparser.datetimes
import feedparser.mixin

DRIVER: Final = "omfeed.collect.sax"
"""The reader of XML that is used, by the name by which Python's finds it."""

# Any below: feedparser has no types; ours are those of its documentation.


class _Params(feedparser.FeedParserDict):  # type: ignore[misc]  # feedparser has no types
    """What is known of a text (its type, language, base): names that mean themselves, and values that never change."""

    get = dict.get
    __getitem__ = dict.__getitem__
    __setitem__ = dict.__setitem__
    __contains__ = dict.__contains__


class _Copying:
    """What feedparser calls to copy what is known of a text."""

    deepcopy = _Params


def _with(function: Any, **names: object) -> Any:
    """The same function with other values behind some of the names that it uses."""
    told = {**function.__globals__, **names}
    return FunctionType(function.__code__, told, function.__name__, function.__defaults__, function.__closure__)


# ruff: noqa: SLF001  # these are its parts; what the sizes and names of the next version are, its tests will tell
_MIXIN: Final = feedparser.mixin._FeedParserMixin
_MAPPED: Final = {**dict(zip(range(128), range(128), strict=True)), **feedparser.mixin._cp1252}
"""Its characters of Windows, with all of ASCII as itself: a table is slow only for what it lacks."""
_joined: Final = lru_cache(maxsize=512)(feedparser.mixin._urljoin)


def _unread(date: str | None) -> str | None:
    """A date as it was written, for whoever asks for it."""
    return date or None


class _Strict(feedparser.api.StrictFeedParser):  # type: ignore[misc]  # likewise
    """feedparser's reader of well-formed feeds."""

    pop = _with(_MIXIN.pop, _cp1252=_MAPPED, copy=_Copying)
    push_content = _with(_MIXIN.push_content, FeedParserDict=_Params)
    unknown_starttag = _with(_MIXIN.unknown_starttag, _urljoin=_joined)
    resolve_uri = _with(_MIXIN.resolve_uri, _urljoin=_joined)

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: Any) -> None:  # noqa: N802  # SAX
        """Where an element begins; one of no namespace and without attributes has nothing that must be looked up."""
        if name[0] is None and qname is None and not len(attrs) and not self.decls:
            self.unknown_starttag(name[1].lower(), [])
        else:
            super().startElementNS(name, qname, attrs)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802  # SAX
        """Where an element ends, likewise."""
        if name[0] is None and qname is None:
            self.unknown_endtag(name[1].lower())
        else:
            super().endElementNS(name, qname)

    _end_published = _end_issued = _end_pubdate = _with(_MIXIN._end_published, _parse_date=_unread)
    _end_updated = _end_modified = _end_lastbuilddate = _with(_MIXIN._end_updated, _parse_date=_unread)


_parse: Final = _with(
    feedparser.api.parse,
    StrictFeedParser=_Strict,
    PREFERRED_XML_PARSERS=[DRIVER, *feedparser.api.PREFERRED_XML_PARSERS],
)


def read(data: bytes) -> feedparser.FeedParserDict:
    """What feedparser makes of a feed, with its markup as it came; dates may still be as they were written.

    Args:
        data: XML in UTF-8.

    Raises:
        Exception: a broken feed may set off whatever comes to hand.
    """
    import io

    return _parse(
        io.BytesIO(data),
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )


def when(written: Any) -> tuple[int, ...] | None:
    """A date of such a reading: year, month, day, hour, minute, second (UTC) and more, or none."""
    read_so: Any = feedparser.datetimes._parse_date(written) if isinstance(written, str) else written
    return tuple(read_so) if read_so else None
