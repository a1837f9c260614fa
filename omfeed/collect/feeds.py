"""Reads RSS, RDF, Atom and JSON Feed.

feedparser does the reading of XML, given bytes in memory only: with an address it would go out by itself. What it
cannot parse strictly it salvages, and then a warning says so. Options of a source (all optional):

- ``title_pattern``: a regular expression searched in each title; its named groups become facts (``version``, ``build``,
  …; a group ``product`` or ``cves`` likewise).
- ``only`` and ``skip``: regular expressions; an entry stays when ``only`` is found in its title or one of its
  categories and ``skip`` is not.
- ``window``: ``rolling`` where it is not set.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from omfeed.collect import charset as charsets
from omfeed.collect import feedxml, options
from omfeed.collect.bounds import check_attributes, check_tags
from omfeed.collect.links import address
from omfeed.collect.moments import moment
from omfeed.collect.writing import by_number, cves, entry, html_of, line, tag, title_of
from omfeed.errors import ParseError
from omfeed.model import FACTS, Entry, Fact, Parsed, Source, Window
from omfeed.text.counting import counted

if TYPE_CHECKING:
    from feedparser import FeedParserDict

VERSION = 1
STABLE_ID = "the item's guid or id; its link where it has none; title and likeness where several items bear the same"

_XML_TAG: Final = re.compile(r"<(/?)[A-Za-z_][^<>]*?(/?)>")
_DEEPEST: Final = 500
_HEAD: Final = 16 * 1024
"""Characters in which a document type is looked for."""
_HTML_PAGE: Final = re.compile(
    r"\s*+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<(?:!doctype\s+html|html\b|head\b|body\b)", re.IGNORECASE
)
_DECLARED: Final = re.compile(r"^<\?xml[^>]*\?>")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A text of a feed item and what it says it is."""

    value: str = ""
    is_html: bool = False
    base: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed, whatever its format."""

    title: Field
    bodies: tuple[Field, ...] = ()
    """All texts that may be its body; the fullest is taken."""
    guid: str = ""
    link: str = ""
    published: str = ""
    updated: str = ""
    categories: tuple[str, ...] = ()


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The items of a feed as entries, in the feed's order.

    Raises:
        ParseError: the body is empty, an HTML page, or nothing in it can be read as a feed.
    """
    text = charsets.decode(body, charset).lstrip("\ufeff \t\r\n\0")
    if not text.strip():
        raise ParseError("The feed is empty.", hint=f"Open {source.url} in a browser: has the feed moved?")
    if text[0] in "{[":
        from omfeed.collect import jsonfeed

        return jsonfeed.parse_text(text, source)
    if _HTML_PAGE.match(text[:4096]):
        raise ParseError(
            "A web page came where a feed was expected (a consent wall, a login or a page that says “not found”).",
            hint=f"Open {source.url} in a browser and look for the feed's new address.",
        )
    return _read_xml(text, source)


def entries(items: Sequence[Item], source: Source, *, language: str = "en") -> tuple[tuple[Entry, ...], list[str]]:
    """The entries of feed items, and warnings; the options of the source are applied.

    Raises:
        ParseError: an option of the source is not a regular expression.
    """
    items = tuple(item for item in items if options.wanted(source, item.title.value, *item.categories))
    pattern = options.expression(source, "title_pattern")
    guids = Counter(item.guid for item in items if item.guid)
    links = Counter(item.link for item in items if item.link)
    made: list[Entry] = []
    for item in items:
        key = item.guid if guids[item.guid] == 1 else ""
        if not item.guid and links[item.link] == 1:
            key = item.link
        one = _entry(item, key, source, len(made), language)
        if pattern and (found := pattern.search(one.title)):
            named = {name: value for name, value in found.groupdict().items() if value and name in FACTS}
            one = replace(one, facts={**one.facts, **{name: _fact(name, value) for name, value in named.items()}})
        if one.title or one.text:
            made.append(one)
    warnings = []
    if repeated := [guid for guid, count in guids.items() if count > 1]:
        ids = counted(len(repeated), "id stands", "ids stand")
        warnings.append(f"{ids} for several items (such as “{repeated[0][:80]}”); told apart by title.")
    return tuple(made), warnings


def _entry(item: Item, key: str, source: Source, place: int, language: str) -> Entry:
    bodies = [(html_of(field.value, is_html=field.is_html), field.base) for field in item.bodies if field.value.strip()]
    html, base = max(bodies, key=lambda pair: len(pair[0]), default=("", ""))
    facts: dict[str, Fact | None] = {}
    one = entry(
        title=title_of(item.title.value, is_html=item.title.is_html),
        html=html,
        base_url=base,
        key=key,
        url=item.link or source.url,
        published=item.published or item.updated,
        updated=item.updated,
        place=place,
        language=language,
    )
    facts["tags"] = tuple(sorted(set(item.categories), key=str.casefold))
    facts["cves"] = cves(one.title, one.text)
    title = one.title or one.text.partition("\n")[0][:100]
    told = {name: value for name, value in facts.items() if value}
    return one if title == one.title and not told else replace(one, title=title, facts=told)


def _fact(name: str, value: str) -> Fact:
    return by_number(re.split(r"[,\s]+", value)) if name in {"cves", "roadmap_ids", "exploited_cves"} else line(value)


def _read_xml(text: str, source: Source) -> Parsed:
    # It stands before the first element; looked for in all of a hostile text, it would be looked for all night.
    text = _DOCTYPE.sub("", text[:_HEAD], count=1) + text[_HEAD:]
    check_tags(text)
    check_attributes(text)
    if text.count("<") - text.count("</") > _DEEPEST and _depth(text) > _DEEPEST:
        raise ParseError("The feed is nested deeper than any honest one.", hint=f"Look at {source.url}.")
    # One encoding for feedparser, whatever the document declared: it was decoded by the house rules already.
    data = _DECLARED.sub('<?xml version="1.0" encoding="utf-8"?>', text, count=1).encode("utf-8", "replace")
    try:
        feed = feedxml.read(data)
        version, items = str(feed.get("version", "")), [_item(one, source) for one in feed.entries]
        title = title_of(str(feed.feed.get("title", "")), is_html=True)
        language = tag(str(feed.feed.get("language") or ""))
        broken = str(feed.bozo_exception) if feed.bozo else ""
    except Exception as error:
        # Broken feeds make feedparser raise whatever comes to hand: KeyError, ValueError, UnicodeDecodeError, …
        raise ParseError(
            f"The feed cannot be read: {type(error).__name__}: {line(str(error))[:120]}.",
            hint=f"Open {source.url} in a browser; if it looks right, report it.",
        ) from error
    if not version and not items:
        raise ParseError(
            "The body is neither RSS nor Atom nor JSON Feed.",
            hint=f"Open {source.url} in a browser and look for the feed's new address.",
        )
    made, warnings = entries(items, source, language=language or source.locale)
    if broken:
        warnings.insert(0, f"The feed is not well-formed ({line(broken)[:120]}); what could be read was read.")
    if items and not made and not ({"only", "skip"} & set(source.options)):
        raise ParseError("No item of the feed has a title or a text.", hint=f"Look at {source.url}.")
    return Parsed(
        entries=made,
        window=options.window(source, Window.ROLLING),
        title=title,
        language=language,
        warnings=tuple(warnings),
    )


def _depth(text: str) -> int:
    """How deep the elements nest; feedparser takes seconds for a hundred thousand levels."""
    depth = deepest = 0
    for mark in _XML_TAG.finditer("".join(_outside_cdata(text))):
        if mark[1]:
            depth = max(depth - 1, 0)
        elif not mark[2]:
            depth += 1
            deepest = max(depth, deepest)
    return deepest


def _outside_cdata(text: str) -> Iterator[str]:
    """What stands outside marked sections; one that never ends is none."""
    last = max(text.rfind("]]>"), 0)
    position = 0
    while (start := text.find("<![CDATA[", position, last)) >= 0:
        yield text[position:start]
        position = text.find("]]>", start) + 3
    yield text[position:]


def _item(one: FeedParserDict, source: Source) -> Item:
    bodies = [_field(content, source) for content in one.get("content", ())]
    if "summary_detail" in one:
        bodies.append(_field(one["summary_detail"], source))
    # Asking for a missing “updated” would be answered with “published” and a DeprecationWarning.
    updated = str(one["updated"]) if "updated" in one else ""
    published = str(one["published"]) if "published" in one else str(one["created"]) if "created" in one else ""
    guid = line(str(one.get("id", "")))
    link = str(one.get("link", ""))
    return Item(
        title=_field(one.get("title_detail") or {}, source),
        bodies=tuple(bodies),
        guid=guid,
        link=address(link, source.url),
        published=moment(published, time_zone=source.time_zone) or _parsed(one, "published_parsed", published),
        updated=moment(updated, time_zone=source.time_zone) or _parsed(one, "updated_parsed", updated),
        categories=tuple(_categories(one)),
    )


def _field(detail: FeedParserDict | dict[str, str], source: Source) -> Field:
    return Field(
        value=str(detail.get("value") or ""),
        is_html=str(detail.get("type") or "") in {"text/html", "application/xhtml+xml"},
        base=urljoin(source.url, str(detail.get("base") or "")),
    )


def _parsed(one: FeedParserDict, name: str, written: str) -> str:
    """What feedparser made of a date that we do not read."""
    when = feedxml.when(one[name]) if written and name in one else None
    if not when:
        return ""
    year, month, day, hour, minute, second = when[:6]
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"


def _categories(one: FeedParserDict) -> Iterable[str]:
    for named in one.get("tags", ()):
        if label := line(str(named.get("label") or named.get("term") or "")):
            yield label
