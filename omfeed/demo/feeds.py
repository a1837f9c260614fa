"""Renders posts and releases as the feeds that vendors publish: RSS, Atom, JSON Feed and the JSON of SOFA."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import Final

_TERM: Final = '    <category scheme="http://www.blogger.com/atom/ns#" term="{}"/>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One item of a feed."""

    id: str
    title: str
    at: datetime
    """When it was published, UTC."""
    html: str
    link: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release of an OS."""

    version: str
    build: str
    on: date
    fixed: tuple[str, ...] = ()
    """CVE numbers it fixes."""
    exploited: tuple[str, ...] = ()
    """Those of them that are known to be exploited."""
    page: str = ""
    """Number of its security page."""


def rss(title: str, link: str, description: str, posts: Sequence[Post]) -> bytes:
    """RSS 2.0 with whole posts, newest first."""
    items = "".join(
        f"""    <item>
      <title>{escape(post.title)}</title>
      <link>{post.link}</link>
      <guid isPermaLink="false">{post.id}</guid>
      <pubDate>{format_datetime(post.at, usegmt=True)}</pubDate>
      <dc:creator>Customer Success</dc:creator>
{_labels("      <category>{}</category>", post)}      <description><![CDATA[{post.html}]]></description>
    </item>
"""
        for post in posts
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>{escape(title)}</title>
    <link>{link}</link>
    <description>{escape(description)}</description>
    <language>en-us</language>
    <lastBuildDate>{format_datetime(posts[0].at, usegmt=True)}</lastBuildDate>
{items}  </channel>
</rss>
""".encode()


def atom(title: str, feed_id: str, link: str, posts: Sequence[Post]) -> bytes:
    """Atom as a blog host writes it, newest first; many posts share a title."""
    entries = "".join(
        f"""  <entry>
    <id>{post.id}</id>
    <published>{_utc(post.at)}</published>
    <updated>{_utc(post.at)}</updated>
{_labels(_TERM, post)}    <title type="text">{escape(post.title)}</title>
    <content type="html">{escape(post.html, quote=False)}</content>
    <link rel="alternate" type="text/html" href="{post.link}" title="{escape(post.title)}"/>
    <author><name>Release team</name></author>
  </entry>
"""
        for post in posts
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>{feed_id}</id>
  <updated>{_utc(posts[0].at)}</updated>
  <title type="text">{escape(title)}</title>
  <link rel="alternate" type="text/html" href="{link}"/>
  <generator version="7.00">Blogger</generator>
{entries}</feed>
""".encode()


def json_feed(title: str, home: str, posts: Sequence[Post]) -> bytes:
    """JSON Feed 1.1, newest first."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": home,
        "language": "en",
        "items": [
            {
                "id": post.id,
                "url": post.link,
                "title": post.title,
                "content_html": post.html,
                "date_published": _utc(post.at),
                "tags": list(post.categories),
            }
            for post in posts
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def sofa(system: str, releases: Sequence[Release], checked: datetime) -> bytes:
    """The feed of one OS in the second version of SOFA's format, newest first.

    As in the real one, the moment of the check, the hash and the expiry of the newest release roll on each day.
    """
    majors = sorted({release.version.split(".")[0] for release in releases}, key=int, reverse=True)
    feed = {
        "Version": "2.0",
        "UpdateHash": hashlib.sha256(f"{system} {checked.isoformat()}".encode()).hexdigest(),
        "LastCheck": checked.isoformat(),
        "OSVersions": [
            _major(system, [one for one in releases if one.version.split(".")[0] == major], major, checked)
            for major in majors
        ],
    }
    return json.dumps(feed, indent=1).encode()


def _major(system: str, releases: Sequence[Release], major: str, checked: datetime) -> dict[str, object]:
    told = [
        _release(system, release, older.on if older else None, newest=number == 0, checked=checked)
        for number, (release, older) in enumerate(zip(releases, [*releases[1:], None], strict=True))
    ]
    return {"OSVersion": major, "Latest": told[0], "SecurityReleases": told}


def _release(
    system: str, release: Release, before: date | None, *, newest: bool, checked: datetime
) -> dict[str, object]:
    named = f"iOS {release.version} and iPadOS {release.version}" if system == "iOS" else f"{system} {release.version}"
    expiry = checked.date() + timedelta(days=90) if newest else release.on + timedelta(days=110)
    return {
        "UpdateName": named,
        "ProductName": "iOS and iPadOS" if system == "iOS" else system,
        "ProductVersion": release.version,
        "Build": release.build,
        "AllBuilds": [release.build],
        "ReleaseDate": f"{release.on.isoformat()}T00:00:00Z",
        "ExpirationDate": expiry.isoformat(),
        "ReleaseType": "OS",
        "SecurityInfo": f"https://support.apple.com/en-us/{release.page or '100100'}",
        "SupportedDevices": ["iPad14,1", "iPhone15,2"] if system == "iOS" else ["Mac15,3", "Mac16,1"],
        "CVEs": {
            cve: {
                "actively_exploited": cve in release.exploited,
                "in_kev": cve in release.exploited,
                "severity": "Critical" if cve in release.exploited else "Medium",
                "nist_url": f"https://nvd.nist.gov/vuln/detail/{cve}",
            }
            for cve in release.fixed
        },
        "ActivelyExploitedCVEs": list(release.exploited),
        "UniqueCVEsCount": len(release.fixed),
        "DaysSincePreviousRelease": (release.on - before).days if before else 0,
        "DeviceScope": "universal",
    }


def _labels(form: str, post: Post) -> str:
    return "".join(form.format(escape(one)) + "\n" for one in post.categories)


def _utc(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
