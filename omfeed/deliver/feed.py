"""Makes feeds of changes: Atom (RFC 4287) and JSON Feed 1.1, in two kinds.

*items*: one feed entry for each entry of a source, edited in place: its id never changes, ``updated`` moves with
material edits only. *changes*: one feed entry for each change, never edited. Both are made from the same values; the
same changes always give the same bytes, so that an unchanged feed is not written again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from omfeed.model import ChangeKind, Item

_SILENT: Final = frozenset({ChangeKind.MOVED, ChangeKind.AGED_OUT})
NEWEST: Final = 100
"""Entries of a feed at most."""


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
    item: Item
    """The newest change, for what only JSON Feed tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A feed before it has a form."""

    id: str
    title: str
    home_url: str
    """Where the same is shown as a page, or empty."""
    url: str
    """Where the feed itself lies, or empty."""
    language: str
    entries: tuple[FeedEntry, ...]


def of_items(items: Iterable[Item], *, title: str, name: str, base_url: str = "", language: str = "en") -> FeedDocument:
    """A feed of the kind *items*.

    Args:
        items: every told change, in any order.
        title: name of the feed for people.
        name: short stable name; with it the feed's id is made.
        base_url: where the site is served, without a slash at its end, or empty.
        language: of the feed's frame.
    """
    by_entry: dict[object, list[Item]] = {}
    for item in sorted(_told(items), key=lambda one: (one.at, one.id)):
        by_entry.setdefault(item.entry_id or f"change-{item.id}", []).append(item)
    entries = [
        _entry(f"urn:omfeed:entry:{group[-1].source.id}:{key}", group[-1], group[0].at)
        for key, group in by_entry.items()
    ]
    return _document(entries, title, name, "items", base_url, language)


def of_changes(
    items: Iterable[Item], *, title: str, name: str, base_url: str = "", language: str = "en"
) -> FeedDocument:
    """A feed of the kind *changes*; arguments as for ``of_items``."""
    entries = [_entry(f"urn:omfeed:change:{item.source.id}:{item.id}", item, item.at) for item in _told(items)]
    return _document(entries, title, name, "changes", base_url, language)


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
        parts.append(f'  <link rel="self" type="application/atom+xml" href={quoteattr(feed.url)}/>')
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
        **({"feed_url": feed.url} if feed.url else {}),
        "items": [_json_entry(entry) for entry in feed.entries],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _told(items: Iterable[Item]) -> list[Item]:
    return [
        item
        for item in items
        if item.change.material and item.change.kind not in _SILENT and not item.assessment.muted_by
    ]


def _document(
    entries: Sequence[FeedEntry], title: str, name: str, kind: str, base_url: str, language: str
) -> FeedDocument:
    newest = sorted(entries, key=lambda entry: (entry.updated, entry.id), reverse=True)[:NEWEST]
    return FeedDocument(
        id=f"urn:omfeed:feed:{name}:{kind}",
        title=title,
        home_url=f"{base_url}/index.html" if base_url else "",
        url=f"{base_url}/feeds/{name}-{kind}" if base_url else "",
        language=language,
        entries=tuple(newest),
    )


def _entry(key: str, item: Item, first: datetime) -> FeedEntry:
    entry = item.change.entry
    judged = item.assessment
    html = item.change.shown_html or entry.html
    return FeedEntry(
        id=key,
        title=entry.title,
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
    item, judged = entry.item, entry.item.assessment
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "language": entry.language,
        "date_published": _moment(entry.published),
        "date_modified": _moment(entry.updated),
        "authors": [{"name": entry.source}],
        "tags": list(dict.fromkeys(str(one) for one in entry.categories)),
        "_omfeed": {
            "change": entry.change,
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
        },
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
