"""Looks at a body and says which collectors understand it, best first, and what block would make it a source.

Formats of vendors are known by marks that no other body bears; then feeds, pages of headings, tables and lists in JSON
are tried. Nothing is fetched here and nothing is decided: a person sees what each reading would give and chooses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from omfeed.collect import charset as charsets
from omfeed.collect import pages, registry
from omfeed.collect.links import address
from omfeed.collect.moments import day
from omfeed.collect.pages import Table
from omfeed.collect.shapes import Record, load, records
from omfeed.errors import ParseError
from omfeed.model import Parsed, Source
from omfeed.text.counting import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """One way to read a body."""

    collector: str
    parsed: Parsed
    options: Mapping[str, str] = field(default_factory=dict)
    """The options with which it was read so."""
    why: str = ""
    """What gave it away, in words for a person."""


_MARKS: Final[Mapping[str, tuple[str, ...]]] = {
    "sofa": ('"securityreleases"', '"latest"'),
    "graph-messages": ('"ismajorchange"', '"body"'),
    "graph-issues": ('"impactdescription"', '"posts"'),
    "graph-health": ("healthoverviews",),
    "graph-expiry": ('expirationdatetime"',),
    "graph-protection": ('"deviceprotectionoverview"',),
    "m365-roadmap": ('"cloudinstances"', '"status"'),
    "msrc-cvrf": ("vulnerability", "fullproductname", "producttree"),
    "cisa-kev": ('"catalogversion"', '"cveid"'),
    "endoflife": ('"eol',),
    "chromeos-dash": ('"builds"', '"isaue"'),
    "ubuntu-notices": ('"release_packages"',),
    "redhat-csaf": ("rhsa-",),
    "apple-pmv": ('"assetsets"', '"productversion"'),
    "apple-status": ('"servicename"', '"events"'),
    "windows-servicing-toc": ('"toc_title"', '"children"'),
    "windows-message-center": ("windows-message-center", "<td id="),
    "windows-known-issues": ("msgdesc",),
    "windows-release-info": ("servicing option", "<table"),
    "windows-kb": ("awa-kb_id",),
    "apple-advisory": ("about the security content of", "available for:", "impact:"),
    "apple-enterprise": ("new for enterprise in",),
    "apple-security": ("gb-table", "<th"),
    "samsung-smr": ("smr-", "acc_title"),
    "android-bulletin": ("security/bulletin", "security patch level"),
}
"""What a body (or its address) of each vendor's format holds, in lower case; all of a format's marks must be there."""

_MARKDOWN: Final = re.compile(r"^#{1,6} \S", re.MULTILINE)
_LISTS: Final = ("", "value", "items", "results", "data", "entries", "releases", "vulnerabilities")
_KEYS: Final = ("id", "guid", "key", "number", "cve", "cveid", "name", "title", "version")
_TITLES: Final = ("title", "name", "summary", "subject", "label")
_DATES: Final = ("published", "datepublished", "date", "releasedate", "created", "dateadded", "updated", "modified")
_FEED_TYPES: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})


def detect(body: bytes, media_type: str = "", url: str = "", *, charset: str = "") -> list[Guess]:
    """The readings of a body that give entries, best first; an empty list when nothing understands it.

    Args:
        body: the bytes as fetched.
        media_type: what the transport called them; only used where the body itself does not tell.
        url: where they came from.
        charset: what the transport declared.
    """
    text = charsets.decode(body, charset)
    start = text.lstrip("\ufeff \t\r\n")[:1]
    kind = "json" if start in {"{", "["} or ("json" in media_type and start != "<") else "markup"
    guesses = list(_vendors(body, text, url, charset))
    guesses += _read("feed", body, url, charset, "it is a feed")
    if kind == "json":
        guesses += _json_lists(body, text, url, charset)
    elif not any(guess.collector == "feed" for guess in guesses):
        guesses += _pages(body, text, url, charset)
    return guesses


def alternates(body: bytes, url: str, *, charset: str = "") -> tuple[str, ...]:
    """Absolute addresses of the feeds that a page names as its own; empty for what is no page."""
    try:
        tree = pages.page(body, Source(id="asked", title="", url=url, collector=""), charset)
    except ParseError:
        return ()
    named = (link for link in tree.iter("link") if str(link.get("type") or "").lower() in _FEED_TYPES)
    found = (address(str(link.get("href") or ""), url) for link in named)
    return tuple(dict.fromkeys(one for one in found if one))


def block(guess: Guess, url: str, *, name: str = "", title: str = "", keys: Mapping[str, object] | None = None) -> str:
    """The TOML block that makes the body's address a source of the user's, read as guessed.

    Args:
        guess: how it is read.
        url: where it is fetched.
        name: its id; empty: one made out of the address.
        title: its name for people; empty: the body's own.
        keys: further keys with plain values (texts, numbers, true or false, lists of these).
    """
    named: dict[str, object] = {
        "id": name or slug(url),
        "title": title or guess.parsed.title or urlsplit(url).netloc,
        "url": url,
        "collector": guess.collector,
        **(keys or {}),
    }
    lines = ["[[sources]]", *(f"{key} = {_written(value)}" for key, value in named.items())]
    if guess.options:
        lines += ["", "[sources.options]", *(f"{key} = {_written(value)}" for key, value in guess.options.items())]
    return "\n".join(lines) + "\n"


def _written(value: object) -> str:
    # Plain values of TOML are written like those of JSON, but for one control character that JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def slug(url: str) -> str:
    """A short name out of an address: its host without common parts, and the last words of its path."""
    parts = urlsplit(url)
    host = re.sub(
        r"^(?:www|learn|docs|support|blog|api|news)\.|\.(?:com|org|net|io|example)$", "", parts.hostname or ""
    )
    path = [
        part for part in re.split(r"[^a-z0-9]+", parts.path.lower()) if part not in {"", "en", "us", "index", "html"}
    ]
    words = re.split(r"[^a-z0-9]+", host.lower()) + path[-3:]
    return re.sub(r"-+", "-", "-".join(word for word in words if word)).strip("-")[:48].strip("-") or "source"


def _vendors(body: bytes, text: str, url: str, charset: str) -> Iterator[Guess]:
    held = f"{url}\n{text}".casefold()
    for name, marks in _MARKS.items():
        if all(mark in held for mark in marks):
            yield from _read(name, body, url, charset, f"it bears the marks of {name}")


def _read(
    name: str, body: bytes, url: str, charset: str, why: str, options: Mapping[str, str] | None = None
) -> Iterator[Guess]:
    """The reading of one collector, when it gives entries."""
    source = Source(id="asked", title="", url=url or "https://asked.invalid/", collector=name, options=options or {})
    try:
        parsed = registry.load(name).parse(body, source, charset=charset)
    except ParseError:
        return
    if parsed.entries:
        yield Guess(collector=name, parsed=parsed, options=options or {}, why=why)


def _pages(body: bytes, text: str, url: str, charset: str) -> Iterator[Guess]:
    """A page of headings and the tables of a page; headings first where they head more than one entry."""
    learn = (urlsplit(url).hostname or "").endswith("learn.microsoft.com")
    if not text.lstrip().startswith("<") and _MARKDOWN.search(text):
        yield from _read("learn-markdown", body, url, charset, "it is Markdown with headings")
        return
    headed = list(_read("learn-html" if learn else "page", body, url, charset, "it is a page of headings"))
    tables = list(_tables(body, url, charset))
    few = bool(headed) and len(headed[0].parsed.entries) < 2
    yield from (*tables, *headed) if few and tables else (*headed, *tables)


def _tables(body: bytes, url: str, charset: str) -> Iterator[Guess]:
    try:
        tree = pages.page(body, Source(id="asked", title="", url=url, collector="table"), charset)
    except ParseError:
        return
    found = [table for table in pages.tables(tree, url) if len(table.rows) > 1 and len(table.names) > 1]
    for table in sorted(found, key=lambda table: len(table.rows), reverse=True)[:1]:
        if options := _table_options(table):
            yield from _read(
                "table", body, url, charset, f"it has a table of {counted(len(table.rows), 'row')}", options
            )


def _table_options(table: Table) -> dict[str, str]:
    columns = list(zip(table.names, zip(*table.rows, strict=True), strict=True))
    unlike = [name for name, cells in columns if name and len({cell.text for cell in cells} - {""}) == len(cells)]
    dated = [name for name, cells in columns if name and _mostly_dates([cell.text for cell in cells])]
    keys = [name for name in unlike if name not in dated] or unlike
    if not keys:
        return {}
    options = {"key": keys[0]}
    if table.above:
        options["table"] = f"^{re.escape(table.above[-1])}$"
    if dated:
        options["date"] = dated[0]
    return options


def _mostly_dates(texts: Sequence[str]) -> bool:
    return sum(bool(day(text)) for text in texts) * 2 > len(texts)


def _json_lists(body: bytes, text: str, url: str, charset: str) -> Iterator[Guess]:
    try:
        value = load(text)
    except ParseError:
        return
    for name in _LISTS:
        inner = value if not name else Record(value).get(name) if isinstance(value, Mapping) else None
        rows = list(records(inner))
        if options := _row_options(rows):
            options = {"rows": name, **options} if name else options
            yield from _read(
                "json-rows", body, url, charset, f"it holds a list of {counted(len(rows), 'object')}", options
            )
            return


def _row_options(rows: Sequence[Record]) -> dict[str, str]:
    def told(name: str) -> list[str]:
        return [row.line(name) for row in rows]

    keys = [name for name in _KEYS if rows and all(told(name)) and len(set(told(name))) == len(rows)]
    if not keys:
        return {}
    options = {"key": keys[0]}
    if titles := [name for name in _TITLES if all(told(name))]:
        options["title"] = titles[0]
    if dates := [name for name in _DATES if _mostly_dates(told(name))]:
        options["date"] = dates[0]
    return options
