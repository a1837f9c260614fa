"""Makes feeds of changes: Atom (RFC 4287) and JSON Feed 1.1, in two kinds.

*items*: one feed entry for each entry of a source, edited in place: its id never changes, ``updated`` moves with
material edits only. *changes*: one feed entry for each change, never edited. Both are made from the same values; the
same changes always give the same bytes, so that an unchanged feed is not written again.

A feed holds the newest entries, and all of its last days even if they are more; what even that cannot hold is counted
in its last entry, with the nights whose digests tell it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol
from xml.sax.saxutils import escape, quoteattr

from omfeed.model import ChangeKind, Item

_SILENT: Final = frozenset({ChangeKind.MOVED, ChangeKind.AGED_OUT})
NEWEST: Final = 100
"""Entries that a feed holds however old they are."""
WHOLE: Final = timedelta(days=7)
"""How far back from its newest entry a feed holds everything: who reads it once a week misses nothing."""
MOST: Final = 1_000
"""Entries of a feed at most."""


class Words(Protocol):
    """How a feed is worded, see ``omfeed.digest.feeds``."""

    def of_entry(self, item: Item) -> tuple[str, str]:
        """Title and HTML of an entry as it stands after a change."""

    def of_change(self, item: Item) -> tuple[str, str]:
        """Title and HTML of a change."""

    def of_more(self, nights: Sequence[tuple[str, int, str]]) -> tuple[str, str]:
        """Title and HTML of what is left out: day, number and address of each night."""


def _nowhere(_: Item) -> str:
    """Where the digest of a change's night lies, when nobody knows."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed of ours."""

    id: str
    title: str
    url: str
    html: str
    language: str
    published: datetime
    updated: datetime
    source: str
    categories: tuple[str, ...]
    change: str
    """Kind of the newest change."""
    item: Item | None
    """The newest change, for what only JSON Feed tells; none: it tells of no change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A feed before it has a form."""

    id: str
    title: str
    home_url: str
    """Where the same is shown as a page, or empty."""
    url: str
    """Where the feed itself lies, without the ending of its form, or empty."""
    language: str
    entries: tuple[FeedEntry, ...]


def of_items(
    items: Iterable[Item],
    words: Words,
    *,
    title: str,
    name: str,
    base_url: str = "",
    language: str = "en",
    night: Callable[[Item], str] = _nowhere,
) -> FeedDocument:
    """A feed of the kind *items*.

    Args:
        items: every told change, in any order.
        words: what it says of a change, in the language of its readers.
        title: name of the feed for people.
        name: short stable name; with it the feed's id is made.
        base_url: where the site is served, without a slash at its end, or empty.
        language: of the feed's frame.
        night: address of the digest that tells a change, or empty.
    """
    by_entry: dict[object, list[Item]] = {}
    for item in sorted(_told(items), key=lambda one: (one.at, one.id)):
        by_entry.setdefault(item.entry_id or f"change-{item.id}", []).append(item)
    made = [
        (f"urn:omfeed:entry:{group[-1].source.id}:{key}", group[-1], group[0].at) for key, group in by_entry.items()
    ]
    return _document(made, words.of_entry, words, title, name, "items", base_url, language, night)


def of_changes(
    items: Iterable[Item],
    words: Words,
    *,
    title: str,
    name: str,
    base_url: str = "",
    language: str = "en",
    night: Callable[[Item], str] = _nowhere,
) -> FeedDocument:
    """A feed of the kind *changes*; arguments as for ``of_items``."""
    made = [(f"urn:omfeed:change:{item.source.id}:{item.id}", item, item.at) for item in _told(items)]
    return _document(made, words.of_change, words, title, name, "changes", base_url, language, night)


def atom(feed: FeedDocument) -> bytes:
    """The feed as Atom."""
    updated = max((entry.updated for entry in feed.entries), default=None)
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(feed.language)}>',
        f"  <id>{escape(feed.id)}</id>",
        f"  <title>{_text(feed.title)}</title>",
        f"  <updated>{_moment(updated) if updated else '1970-01-01T00:00:00Z'}</updated>",
        "  <author><name>omfeed</name></author>",
    ]
    if feed.url:
        parts.append(f'  <link rel="self" type="application/atom+xml" href={quoteattr(feed.url + ".atom")}/>')
    if feed.home_url:
        parts.append(f'  <link rel="alternate" type="text/html" href={quoteattr(feed.home_url)}/>')
    parts.extend(_atom_entry(entry) for entry in feed.entries)
    return ("\n".join(parts) + "\n</feed>\n").encode()


def json_feed(feed: FeedDocument) -> bytes:
    """The feed as JSON Feed 1.1; what omfeed concluded stands under ``_omfeed``."""
    made: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "language": feed.language,
        "authors": [{"name": "omfeed"}],
        **({"home_page_url": feed.home_url} if feed.home_url else {}),
        **({"feed_url": f"{feed.url}.json"} if feed.url else {}),
        "items": [_json_entry(entry) for entry in feed.entries],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _told(items: Iterable[Item]) -> list[Item]:
    return [
        item
        for item in items
        if item.change.material and item.change.kind not in _SILENT and not item.assessment.muted_by
    ]


_Made = tuple[str, Item, datetime]
"""What a feed entry is made of: its id, the newest change, and the moment of the first."""


def _document(
    made: Sequence[_Made],
    say: Callable[[Item], tuple[str, str]],
    words: Words,
    title: str,
    name: str,
    kind: str,
    base_url: str,
    language: str,
    night: Callable[[Item], str],
) -> FeedDocument:
    newest = sorted(made, key=lambda one: (one[1].at, one[0]), reverse=True)
    held = min(max(NEWEST, _recent(newest)), MOST)
    entries = [_entry(*one, *say(one[1])) for one in newest[:held]]
    if left := newest[held : _recent(newest)]:
        entries.append(_more(left, words, f"urn:omfeed:feed:{name}:{kind}", base_url, language, night))
    return FeedDocument(
        id=f"urn:omfeed:feed:{name}:{kind}",
        title=title,
        home_url=f"{base_url}/index.html" if base_url else "",
        url=f"{base_url}/feeds/{name}-{kind}" if base_url else "",
        language=language,
        entries=tuple(entries),
    )


def _recent(newest: Sequence[_Made]) -> int:
    """How many are of the last days, the newest standing first."""
    return sum(one[1].at >= newest[0][1].at - WHOLE for one in newest)


def _more(
    left: Sequence[_Made],
    words: Words,
    feed_id: str,
    base_url: str,
    language: str,
    night: Callable[[Item], str],
) -> FeedEntry:
    """The last entry of a feed: how many of its last days it does not hold, and where they are told."""
    nights: dict[tuple[str, str], int] = {}
    for _, item, _ in left:
        where = (item.at.date().isoformat(), night(item))
        nights[where] = nights.get(where, 0) + 1
    title, html = words.of_more([(day, n, address) for (day, address), n in nights.items()])
    newest = left[0][1]
    return FeedEntry(
        id=f"{feed_id}:more:{newest.at.date().isoformat()}",
        title=title,
        url=night(newest) or (f"{base_url}/index.html" if base_url else newest.source.url),
        html=html,
        language=language,
        published=newest.at,
        updated=newest.at,
        source="omfeed",
        categories=(),
        change="",
        item=None,
    )


def _entry(key: str, item: Item, first: datetime, title: str, html: str) -> FeedEntry:
    entry = item.change.entry
    judged = item.assessment
    return FeedEntry(
        id=key,
        title=title,
        url=entry.url or item.source.url,
        html=html,
        language=entry.language,
        published=first,
        updated=item.at,
        source=item.source.title,
        categories=(*judged.platforms, judged.nature, judged.severity, *judged.topics, *judged.tags),
        change=str(item.change.kind),
        item=item,
    )


def _atom_entry(entry: FeedEntry) -> str:
    categories = "".join(f"\n    <category term={quoteattr(_xml(one))}/>" for one in dict.fromkeys(entry.categories))
    return f"""  <entry xml:lang={quoteattr(_xml(entry.language))}>
    <id>{_text(entry.id)}</id>
    <title>{_text(entry.title)}</title>
    <link rel="alternate" type="text/html" href={quoteattr(_xml(entry.url))}/>
    <published>{_moment(entry.published)}</published>
    <updated>{_moment(entry.updated)}</updated>
    <author><name>{_text(entry.source)}</name></author>{categories}
    <content type="html">{_text(entry.html)}</content>
  </entry>"""


def _json_entry(entry: FeedEntry) -> dict[str, object]:
    made: dict[str, object] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "language": entry.language,
        "date_published": _moment(entry.published),
        "date_modified": _moment(entry.updated),
        "authors": [{"name": entry.source}],
        "tags": list(dict.fromkeys(str(one) for one in entry.categories)),
    }
    return made if entry.item is None else {**made, "_omfeed": _concluded(entry.item, entry.change)}


def _concluded(item: Item, change: str) -> dict[str, object]:
    """What omfeed concluded of an entry."""
    judged = item.assessment
    return {
        "change": change,
        "source": item.source.id,
        "platforms": [str(one) for one in judged.platforms],
        "versions": {str(name): spans for name, spans in judged.versions.items()},
        "nature": str(judged.nature),
        "severity": str(judged.severity),
        "action_required": judged.action_required,
        "user_visible": judged.user_visible,
        "due": [{"date": due.date, "precision": str(due.precision), "what": due.what} for due in judged.due]
        if item.change.kind is not ChangeKind.WITHDRAWN
        else [],
        "devices": judged.devices,
        "devices_at_most": judged.at_most,
        "devices_behind": judged.behind,
        "deltas": [
            {"kind": str(delta.kind), "subject": delta.subject, "before": delta.before, "after": delta.after}
            for delta in item.deltas
        ],
    }


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(text: str) -> str:
    return escape(_xml(text))


def _xml(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(
        char
        for char in text
        if char in "\t\n\r" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char >= "\U00010000"
    )
