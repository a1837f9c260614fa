"""Sources to read bodies with, and bodies that are made of parts."""

# ruff: noqa: E501 - bodies keep the long lines that they have in the wild

from __future__ import annotations

import json
from collections.abc import Sequence

from omfeed.collect import registry
from omfeed.model import Parsed, Source


def source(collector: str, *, url: str = "https://news.example/list/page", **more: object) -> Source:
    """A source of that collector; keys are those of ``Source``."""
    keys = {"id": "tried", "title": "Tried", "url": url, "collector": collector, **more}
    return Source(**keys)  # type: ignore[arg-type]  # keys of Source, as the caller names them


def read(collector: str, body: str | bytes, *, charset: str = "", **more: object) -> Parsed:
    """What a collector makes of a body; keys are those of ``Source``."""
    data = body.encode() if isinstance(body, str) else body
    return registry.load(collector).parse(data, source(collector, **more), charset=charset)


def item(
    title: str = "A new thing",
    *,
    guid: str | None = "n-1",
    link: str = "https://news.example/1",
    date: str = "Mon, 07 Sep 2026 10:00:00 +0000",
    description: str = "&lt;p&gt;It works.&lt;/p&gt;",
    categories: Sequence[str] = (),
) -> str:
    """One item of an RSS feed; texts are written as they stand in the XML."""
    parts = [f"<title>{title}</title>", f"<link>{link}</link>" if link else ""]
    parts.append(f'<guid isPermaLink="false">{guid}</guid>' if guid is not None else "")
    parts.append(f"<pubDate>{date}</pubDate>" if date else "")
    parts += [f"<category>{name}</category>" for name in categories]
    parts.append(f"<description>{description}</description>" if description else "")
    return f"<item>{''.join(parts)}</item>"


def rss(*items: str, before: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """An RSS feed of these items."""
    return f'{before}<rss version="2.0"><channel><title>News</title><language>en-us</language>{"".join(items)}</channel></rss>'


def release(name: str, version: str, **more: object) -> dict[str, object]:
    """A release as SOFA version 2 tells it."""
    return {
        "UpdateName": name,
        "ProductName": "macOS",
        "ProductVersion": version,
        "Build": "25X100",
        "AllBuilds": ["25X101", "25X100"],
        "ReleaseDate": "2026-09-14T00:00:00Z",
        "ExpirationDate": "2026-12-20",
        "ReleaseType": "OS",
        "SecurityInfo": "https://support.apple.com/en-us/199001",
        "SupportedDevices": ["Mac16,1"],
        "CVEs": {"CVE-2026-90002": {}, "CVE-2026-90001": {"in_kev": True}},
        "ActivelyExploitedCVEs": ["CVE-2026-90001"],
        "UniqueCVEsCount": 2,
        **more,
    }


def sofa(*releases: dict[str, object], **more: object) -> str:
    """A SOFA feed of one OS version with these releases, the first of them the latest."""
    line = {"OSVersion": "Tahoe 26", "Latest": releases[0], "SecurityReleases": list(releases)}
    return json.dumps({"UpdateHash": "0a", "LastCheck": "2026-09-20T01:00:00Z", "OSVersions": [line], **more})
