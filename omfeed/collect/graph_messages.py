"""Reads posts of the Microsoft 365 message center, as Graph answers or as exported.

``admin/serviceAnnouncement/messages``: an id such as MC1061100 is permanent while the post is edited in place; then
its title gains “(Updated)”, the tags “Updated message”, and the body a first line that says what changed. The first two
tell nothing and are left out. Posts leave the list at an end date of their own, whatever their age.
"""

from __future__ import annotations

import re
from typing import Final

from omfeed.collect import graph
from omfeed.collect.moments import day, moment
from omfeed.collect.shapes import Record
from omfeed.collect.writing import by_number, cves, entry, line, listing
from omfeed.model import Entry, Parsed, Source

VERSION = 1
STABLE_ID = "the number of the post"

_UPDATED: Final = re.compile(r"^\s*(?:\(updated\)|updated:)\s*", re.IGNORECASE)
_SYSTEMS: Final = {
    "windows": "Windows",
    "mac": "macOS",
    "macos": "macOS",
    "ios": "iOS",
    "ipados": "iPadOS",
    "android": "Android",
    "linux": "Linux",
    "chromeos": "ChromeOS",
}
"""Names in the detail “Platforms” that are operating systems; Web, Mobile and Desktop are none."""


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The posts as entries, the first to end last. ``only`` and ``skip`` look at title and services.

    Raises:
        ParseError: the body is not JSON, an error of Graph, or holds no post with an id.
    """
    return graph.announcements(
        body, source, charset, "message center posts",
        services=lambda post: post.texts("services"),
        ended=lambda post: moment(post.text("endDateTime")),
        made=_entry,
    )  # fmt: skip


def _entry(post: Record) -> Entry:
    number = post.line("id")
    details = {one.line("name").casefold(): one.text("value") for one in post.records("details")}
    action_by = day(post.text("actionRequiredByDateTime"))
    html = graph.html(post.record("body"))
    title = _UPDATED.sub("", post.line("title"))
    platforms = [_SYSTEMS.get(name.strip().casefold(), "") for name in details.get("platforms", "").split(",")]
    return entry(
        title=title,
        html=html + listing([("Action required by", action_by)]),
        key=number,
        url=f"https://admin.microsoft.com/#/MessageCenter/:/messages/{number}",
        published=moment(post.text("startDateTime")),
        updated=moment(post.text("lastModifiedDateTime")),
        facts={
            "category": graph.enumerated(post.line("category")),
            "source_severity": graph.enumerated(post.line("severity")),
            "major": post.flag("isMajorChange") or None,
            "action_by": action_by,
            "services": tuple(sorted(post.texts("services"))),
            "tags": tuple(sorted(tag for tag in post.texts("tags") if tag.casefold() != "updated message")),
            "roadmap_ids": by_number(re.findall(r"\d+", line(details.get("roadmapids", "")))),
            "platforms": tuple(dict.fromkeys(name for name in platforms if name)),
            "cves": cves(title, html),
        },
    )
