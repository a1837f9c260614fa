"""Bodies of the formats that belong to nobody: feeds, tables, rows of JSON."""

# ruff: noqa: E501 - bodies keep the long lines that they have in the wild

from __future__ import annotations

import json

from tests.collect.bodies.made import release, sofa

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>Announcements</title><updated>2026-09-08T08:00:00Z</updated>
<entry><id>tag:news.example,2026:2</id><title type="html">Second &amp;amp; last</title>
<updated>2026-09-08T08:00:00Z</updated><published>2026-09-07T08:00:00+02:00</published>
<link rel="alternate" href="/posts/2?utm_source=feed&amp;id=2"/>
<content type="html">&lt;p&gt;See &lt;a href="../guide?utm_medium=x&amp;amp;p=1"&gt;the guide&lt;/a&gt;.&lt;/p&gt;</content></entry>
<entry><id>tag:news.example,2026:1</id><title>First</title><updated>2026-09-01T08:00:00Z</updated>
<summary>Plain words about CVE-2026-10001.</summary></entry>
</feed>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News",
        "language": "en-US",
        "items": [
            {
                "id": "a1",
                "url": "/a1?utm_campaign=z",
                "title": "Battery report",
                "content_html": "<p>Now with <b>cycles</b>.</p>",
                "date_published": "2026-09-01T10:00:00+02:00",
                "tags": ["macOS", "Reports"],
            },
            {
                "id": "a2",
                "title": "Only text",
                "content_text": "Line one\nof it.\n\nLine two.",
                "date_published": "2026-09-02",
            },
        ],
    }
)

SOFA = sofa(
    release("macOS Tahoe 26.7", "26.7"),
    release("macOS Tahoe 26.6", "26.6", CVEs={}, ActivelyExploitedCVEs=[], UniqueCVEsCount=0),
)

TABLE = """<!doctype html><html lang="en-us"><head><title>Versions</title></head><body><h1>Versions</h1>
<h2>Supported</h2><table><thead><tr><th>Version</th><th>OS&nbsp;build</th><th>Date</th></tr></thead><tbody>
<tr><td rowspan="2">25H2</td><td>26200.9001</td><td>2026-09-08</td></tr>
<tr><td><a href="/kb/2">26200.9002</a></td><td>2026-09-22</td></tr></tbody></table>
<h2>Other</h2><table><tr><th>Name</th><th>Value</th></tr><tr><td>x</td><td>y</td></tr></table></body></html>"""

JSON_ROWS = json.dumps(
    {
        "value": [
            {"Id": 7, "name": "Seven", "tags": [{"label": "b"}, {"label": "a"}], "when": "2026-09-01T05:06:07.1234567Z"}
        ]
    }
)
