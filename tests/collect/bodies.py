"""Bodies in the true formats, written for these tests: invented news in the shape that each publisher uses."""

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

MESSAGE_CENTER = """<!doctype html><html lang="en-us"><body><h1>Windows message center</h1><h2>Recent announcements</h2>
<table border='0'><tr><th>Message</th><th>Date</th></tr>
<tr><td id="4101"><a href="https://support.example/help/1" data-linktype="external" target="_blank"><b>(Updated) Take action: new certificates by October 2026</b></a><a class="docon heading-anchor" href="#4101"></a><br />
<div>Install KB5111111 on all devices. See <a target="_blank" href="/en-us/windows/guide" rel="noopener">the guide</a>.</div></td>
<td class='has-no-wrap'>2026-09-08 <br>10:00 PT</td></tr>
<tr><td id="4100"><b>Reminder: end of servicing</b><a class="heading-anchor" href="#4100"></a></td><td>2026-09-01 <br>14:00 PT</td></tr>
</table></body></html>"""

KNOWN_ISSUES = """<!doctype html><html lang="en-us"><body><h1>Windows 11, version 25H2</h1><h2>Known issues</h2>
<table border='0'><tr><td>Summary</td><td>Originating update</td><td>Status</td><td>Last updated</td></tr>
<tr><td><div id='901msg'></div><b>Printers may vanish</b><br>Some printers are gone after a restart.<br><br><a href = '#901msgdesc'>See details ></a></td><td>OS Build 26200.9001<br>KB5111111<br>2026-09-08</td><td>Resolved<br><a href='https://support.example/help/5122222'>KB5122222</a></td><td>2026-09-22 <br>10:00 PT</td></tr>
</table><h2>Issue details</h2><h3>September 2026</h3>
<table border='0'><tr><td>Details</td><td>Originating update</td><td>Status</td><td>History</td></tr>
<tr><td><div id='901msgdesc'></div><b>Printers may vanish</b><div>After the update some printers are gone.</div><div><strong>Affected platforms:</strong></div><ul><li>Client: Windows 11, version 25H2</li></ul><br><a href ='#901msg'>Back to top</a></td><td>OS Build 26200.9001<br>KB5111111<br>2026-09-08</td><td>Resolved<br><a href='https://support.example/help/5122222'>KB5122222</a></td><td>Resolved: 2026-09-22, 10:00 PT<br><br>Opened: 2026-09-10, 09:30 PT</td></tr>
</table></body></html>"""

RESOLVED_ISSUES = """<!doctype html><html lang="en-us"><head><title>Resolved issues in Windows 11, version 25H2 | Microsoft Learn</title></head><body><main id="main" lang="en-us">
<div><h1 id="resolved-issues-in-windows-11-version-25h2">Resolved issues in Windows 11, version 25H2</h1></div><div><p>Find information on recently resolved issues.</p><hr/>
<h2 id="resolved-issues">Resolved issues</h2>
<table><thead><tr><th>Summary</th><th>Originating update</th><th>Status</th><th>Date resolved</th></tr></thead><tbody>
<tr><td><div id="911msg"></div><a href="#911msgdesc"><b>Scanners might stop after the September 2026 update</b></a><br/>Some scanners do not start.<br/></td><td>OS Build 26200.9001<br/> <a href="https://support.microsoft.com/help/5111111">KB5111111</a><br/>2026-09-08</td><td>Resolved<br/> <a href="https://support.microsoft.com/help/5122222">KB5122222</a></td><td>2026-09-22 <br/>10:00 PT</td></tr>
<tr><td><div id="87msg"></div><a href="#87msgdesc"><b>Wrong notices that a lid is open</b></a><br/>The lid is closed.<br/></td><td>N/A <br/> <br/></td><td>Resolved<br/> </td><td>2026-09-17 <br/>19:22 PT</td></tr></tbody>
</table>
<h2 id="issue-details">Issue details</h2>
<h3>September 2026</h3><div id="911msgdesc"></div><h4></h4><p>Scanners might stop after the September 2026 update</p><p></p><table>
<tbody><tr><th><b>Status</b></th><th><b>Originating update</b></th><th><b>History</b></th></tr><tr><td>Resolved <a href="https://support.microsoft.com/help/5122222">KB5122222</a></td><td>OS Build 26200.9001<br/> <a href="https://support.microsoft.com/help/5111111">KB5111111</a><br/>2026-09-08</td><td>Resolved: 2026-09-22, 10:00 PT<br/>Opened: 2026-09-10, 09:30 PT</td></tr>
</tbody></table><p>After the update, scanners may not start (see <a href="#87msgdesc">another issue</a>).</p><div>        Administrators can use a policy.<p></p><div>        <br/><p><strong>Resolution: </strong>It came with <a href="/en-us/windows/guide">the update</a> of September 22, 2026.</p>
<p><strong>Affected platforms:</strong></p><ul><li>Client: Windows 11, version 25H2</li><li>Server: None</li></ul><div><a href="#resolved-issues">Back to top</a></div>
<br/>
<h3>August 2026</h3><div id="87msgdesc"></div><h4></h4><p>Wrong notices that a lid is open</p><p></p><table>
<tbody><tr><th><b>Status</b></th><th><b>Originating update</b></th><th><b>History</b></th></tr><tr><td>Resolved </td><td>N/A <br/> <br/></td><td>Resolved: 2026-09-17, 19:22 PT<br/>Opened: 2026-08-28, 15:34 PT</td></tr>
</tbody></table><p>A notice may say that a lid is open.</p><div><a href="#resolved-issues">Back to top</a></div>
<br/>
<h2 id="report-a-problem">Report a problem with Windows updates</h2><p>Use the Feedback Hub.</p></div></main></body></html>"""
"""Since 2026: details are passages; an element that nobody closes holds those that follow."""

RELEASE_INFO = """<!doctype html><html lang="en-us"><body><h1>Windows 11 release information</h1>
<p>Windows 11, version 27H1 is scoped to support new devices and is not designed as a feature update for existing devices.</p>
<h2>Current versions</h2><table><thead><tr><th>Version</th><th>Servicing option</th><th>Availability date</th>
<th>End of updates: Home, Pro</th><th>End of updates: Enterprise, Education</th><th>Latest update</th><th>Latest revision date</th><th>Latest build</th></tr></thead><tbody>
<tr><td>27H1</td><td>General Availability Channel</td><td>2027-02-10</td><td>2029-03-14</td><td>2030-03-13</td><td>2027-05 B</td><td>2027-05-12</td><td>29000.100</td></tr>
<tr><td>26H2</td><td>General Availability Channel</td><td>2026-09-29</td><td>End of updates</td><td>2029-10-09</td><td>2027-05 B</td><td>2027-05-12</td><td>26300.200</td></tr></tbody></table>
<h2>Release history</h2><strong>Version 26H2 (OS build 26300)</strong>
<table><tr><th>Servicing option</th><th>Update type</th><th>Availability date</th><th>Build</th><th>KB article</th></tr>
<tr><td>General Availability Channel</td><td>2027-05 B</td><td>2027-05-12</td><td>26300.200</td><td><a href="https://support.example/help/5200001">KB5200001</a></td></tr>
<tr><td>General Availability Channel</td><td>2027-04 D</td><td>2027-04-28</td><td>26300.150</td><td>KB5200000</td></tr>
<tr><td>General Availability Channel</td><td>2027-04 OOB</td><td>2027-04-20</td><td>26300.140</td><td></td></tr></table></body></html>"""

SERVICING_TOC = json.dumps(
    {
        "items": [
            {
                "toc_title": "Windows 11, version 26H2",
                "children": [
                    {"href": "2026/09/overview", "toc_title": "Windows 11, version 26H2"},
                    {
                        "href": "2026/09/kb5130001-preview",
                        "toc_title": "September 29, 2026\u2014KB5130001 (OS Builds 26300.90 and 26200.90) Preview",
                    },
                    {"href": "2026/09/kb5130000", "toc_title": "September 8, 2026\u2014KB5130000 (OS Build 26300.80)"},
                ],
            },
            {
                "toc_title": "Windows 11, version 25H2",
                "children": [
                    {
                        "href": "2026/09/kb5130001-preview",
                        "toc_title": "September 29, 2026\u2014KB5130001 (OS Builds 26300.90 and 26200.90) Preview",
                    },
                    {"href": "2026/08/end-of-servicing", "toc_title": "End of servicing statement"},
                ],
            },
        ],
        "metadata": {},
    }
)

KB_ARTICLE = """<!doctype html><html lang="en-us"><head><meta name="awa-kb_id" content="5130000" />
<title>September 8, 2026&#x2014;KB5130000 (OS Build 26300.80) | Microsoft Support</title></head><body><main>
<h2 id="summary">Summary</h2><p>This update fixes printing.</p><h3 id="improvements"><strong>Improvements</strong></h3>
<ul><li>[Print] Fixed: queues start again.</li></ul>
<h3 id="known-issues"><strong>Known issues in this update</strong></h3>
<details><summary>Clock shows the wrong zone</summary><p><strong>Symptoms</strong></p><p>The clock is an hour off.</p></details>
<h3 id="ssu">Servicing stack update</h3><p>Included.</p>
<h3 id="known-issues-1"><strong>Known issues in this update</strong></h3>
<details><summary>Clock shows the wrong zone</summary><p>The same again.</p></details>
<h2>How to get this update</h2><p>Through Windows Update.</p></main></body></html>"""


def post(number: str = "MC900001", **more: object) -> dict[str, object]:
    """A post of the message center as Graph v1.0 answers."""
    return {
        "id": number,
        "title": "(Updated) Plan for change: old enrolment ends",
        "category": "planForChange",
        "severity": "high",
        "isMajorChange": True,
        "actionRequiredByDateTime": "2026-11-30T08:00:00Z",
        "startDateTime": "2026-09-01T08:00:00Z",
        "endDateTime": "2026-12-31T08:00:00Z",
        "lastModifiedDateTime": "2026-09-15T08:00:00.27Z",
        "services": ["Microsoft Intune"],
        "tags": ["Updated message", "Retirement", "Admin impact"],
        "details": [
            {"name": "RoadmapIds", "value": "500002,500001"},
            {"name": "Platforms", "value": "Mobile, Web, Android, iOS, Mac"},
        ],
        "body": {
            "contentType": "html",
            "content": "<p>Updated September 15, 2026: new dates.</p><p>&nbsp;</p><p>Move <b>now</b>.</p>",
        },
        **more,
    }


GRAPH_MESSAGES = json.dumps({"@odata.context": "x", "value": [post()]})

GRAPH_ISSUES = json.dumps(
    {
        "value": [
            {
                "id": "IT900001",
                "title": "Some policies arrive late",
                "service": "Microsoft Intune",
                "feature": "Device configuration",
                "classification": "Advisory",
                "status": "ServiceRestored",
                "isResolved": True,
                "impactDescription": "Users may have waited for policies.",
                "startDateTime": "2026-09-10T08:00:00Z",
                "lastModifiedDateTime": "2026-09-11T08:00:00Z",
                "posts": [
                    {
                        "createdDateTime": "2026-09-11T08:00:00Z",
                        "description": {"contentType": "Html", "content": "<p>It is over.</p>"},
                    },
                    {
                        "createdDateTime": "2026-09-10T08:00:00Z",
                        "description": {"contentType": "Text", "content": "We look into it."},
                    },
                ],
            }
        ]
    }
)

GRAPH_HEALTH = json.dumps(
    {
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#admin/serviceAnnouncement/healthOverviews",
        "value": [
            {"id": "Intune", "service": "Microsoft Intune", "status": "serviceDegradation"},
            {"id": "Exchange", "service": "Exchange Online", "status": "ServiceOperational"},
        ],
    }
)

GRAPH_EXPIRY = json.dumps(
    {
        "value": [
            {"id": "t2", "tokenName": "Phones", "tokenExpirationDateTime": "2027-02-03T09:00:00Z"},
            {"id": "t1", "tokenName": "Macs", "tokenExpirationDateTime": "2026-12-01T23:30:00.1234567Z"},
        ]
    }
)

GRAPH_PROTECTION = json.dumps(
    {
        "value": [
            {
                "deviceProtectionOverview": {"criticalFailuresDeviceCount": 11, "pendingRestartDeviceCount": 0},
                "windowsMalwareOverview": {"malwareDetectedDeviceCount": 3},
            }
        ]
    }
)

ROADMAP = json.dumps(
    {
        "value": [
            {
                "id": 600001,
                "title": "Microsoft Intune: wipe without waiting",
                "description": "A wipe starts at once.",
                "status": "In development",
                "products": ["Microsoft Intune"],
                "platforms": ["Mac", "iOS", "Web"],
                "releaseRings": ["General Availability"],
                "cloudInstances": ["Worldwide (Standard Multi-Tenant)", "GCC"],
                "generalAvailabilityDate": "2026-11",
                "created": "2026-08-01T00:15:18.0000000Z",
                "modified": "2026-09-17T23:00:20.4802984Z",
            },
            {
                "id": 600002,
                "title": "Teams: louder",
                "description": "…",
                "status": "Launched",
                "products": ["Microsoft Teams"],
            },
        ]
    }
)

CVRF = json.dumps(
    {
        "DocumentTitle": {"Value": "September 2026 Security Updates"},
        "DocumentTracking": {"CurrentReleaseDate": "2026-09-20T07:00:00"},
        "ProductTree": {
            "FullProductName": [
                {"ProductID": "1", "Value": "Windows 11 Version 25H2 for x64-based Systems"},
                {"ProductID": "2", "Value": "Windows 11 Version 25H2 for ARM64-based Systems"},
                {"ProductID": "3", "Value": "Microsoft Office for Android"},
            ]
        },
        "Vulnerability": [
            {
                "CVE": "CVE-2026-50010",
                "Title": {"Value": "Windows Print Elevation of Privilege Vulnerability"},
                "Notes": [
                    {"Title": "Description", "Type": 2, "Value": "<p>A local user can rise.</p>"},
                    {"Title": "Windows Print", "Type": 7, "Value": "Windows Print"},
                ],
                "ProductStatuses": [{"ProductID": ["2", "1"], "Type": 3}],
                "Threats": [
                    {"Type": 0, "Description": {"Value": "Elevation of Privilege"}, "ProductID": ["1"]},
                    {"Type": 3, "Description": {"Value": "Important"}, "ProductID": ["1"]},
                    {"Type": 3, "Description": {"Value": "Critical"}, "ProductID": ["2"]},
                    {
                        "Type": 1,
                        "Description": {
                            "Value": "Publicly Disclosed:No;Exploited:Yes;Latest Software Release:Exploitation Detected"
                        },
                    },
                ],
                "Remediations": [
                    {"Type": 2, "Description": {"Value": "5130000"}, "FixedBuild": "10.0.26200.80"},
                    {"Type": 3, "SubType": "5130000"},
                ],
                "RevisionHistory": [
                    {
                        "Number": "1.0",
                        "Date": "2026-09-08T07:00:00",
                        "Description": {"Value": "<p>Information published.</p>"},
                    },
                    {
                        "Number": "2.0",
                        "Date": "2026-09-15T07:00:00",
                        "Description": {"Value": "<p>The fix is now complete.</p>"},
                    },
                ],
            },
            {"CVE": "CVE-2026-50002", "ProductStatuses": [{"ProductID": ["3"]}], "Title": {}},
        ],
    }
)

CVRF_XML = """<cvrf:cvrfdoc xmlns:vuln="http://www.icasi.org/CVRF/schema/vuln/1.1" xmlns:prod="http://www.icasi.org/CVRF/schema/prod/1.1" xmlns:cvrf="http://www.icasi.org/CVRF/schema/cvrf/1.1">
<cvrf:DocumentTitle>September 2026 Security Updates</cvrf:DocumentTitle>
<prod:ProductTree><prod:FullProductName ProductID="1">Windows 11 Version 25H2 for x64-based Systems</prod:FullProductName>
<prod:FullProductName ProductID="2">Windows 11 Version 25H2 for ARM64-based Systems</prod:FullProductName>
<prod:FullProductName ProductID="3">Microsoft Office for Android</prod:FullProductName></prod:ProductTree>
<vuln:Vulnerability Ordinal="1"><vuln:Title>Windows Print Elevation of Privilege Vulnerability</vuln:Title>
<vuln:Notes><vuln:Note Type="Description">&lt;p&gt;A local user can rise.&lt;/p&gt;</vuln:Note><vuln:Note Type="Tag">Windows Print</vuln:Note></vuln:Notes>
<vuln:CVE>CVE-2026-50010</vuln:CVE>
<vuln:ProductStatuses><vuln:Status Type="Known Affected"><vuln:ProductID>2</vuln:ProductID><vuln:ProductID>1</vuln:ProductID></vuln:Status></vuln:ProductStatuses>
<vuln:Threats><vuln:Threat Type="Impact"><vuln:Description>Elevation of Privilege</vuln:Description></vuln:Threat>
<vuln:Threat Type="Severity"><vuln:Description>Important</vuln:Description></vuln:Threat>
<vuln:Threat Type="Severity"><vuln:Description>Critical</vuln:Description></vuln:Threat>
<vuln:Threat Type="Exploit Status"><vuln:Description>Publicly Disclosed:No;Exploited:Yes;Latest Software Release:Exploitation Detected</vuln:Description></vuln:Threat></vuln:Threats>
<vuln:Remediations><vuln:Remediation Type="Vendor Fix"><vuln:Description>5130000</vuln:Description><vuln:FixedBuild>10.0.26200.80</vuln:FixedBuild></vuln:Remediation></vuln:Remediations>
<vuln:RevisionHistory><vuln:Revision><cvrf:Number>1.0</cvrf:Number><cvrf:Date>2026-09-08T07:00:00</cvrf:Date><cvrf:Description>&lt;p&gt;Information published.&lt;/p&gt;</cvrf:Description></vuln:Revision>
<vuln:Revision><cvrf:Number>2.0</cvrf:Number><cvrf:Date>2026-09-15T07:00:00</cvrf:Date><cvrf:Description>&lt;p&gt;The fix is now complete.&lt;/p&gt;</cvrf:Description></vuln:Revision></vuln:RevisionHistory></vuln:Vulnerability>
<vuln:Vulnerability Ordinal="2"><vuln:CVE>CVE-2026-50002</vuln:CVE><vuln:ProductStatuses><vuln:Status Type="Known Affected"><vuln:ProductID>3</vuln:ProductID></vuln:Status></vuln:ProductStatuses></vuln:Vulnerability>
</cvrf:cvrfdoc>"""

APPLE_SECURITY = """<!doctype html><html lang="en-us"><head><title>Apple security releases</title></head><body><h1>Apple security releases</h1>
<div class="table-wrapper gb-table"><table class="gb-table"><tbody><tr><th><p class="gb-paragraph">Name&nbsp;and&nbsp;information&nbsp;link</p></th><th><p>Available for</p></th><th><p>Release&nbsp;date</p></th></tr>
<tr><td><p class="gb-paragraph"><a class="gb-anchor" href="/en-us/199010">iOS 27.1 and iPadOS 27.1</a></p></td><td><p>iPhone 12 and later</p></td><td><p>20 Oct 2026</p></td></tr>
<tr><td><p class="gb-paragraph">watchOS 27.1</p><div class="note gb-note"><p>This update has no published CVE entries.</p></div></td><td><p>Apple Watch Series 8 and later</p></td><td><p>19 Oct 2026</p></td></tr>
<tr><td><p class="gb-paragraph">macOS Redwood 27.1</p><div class="note"><p>Details available soon</p></div></td><td><p>Macs</p></td><td><p>20 Oct 2026</p></td></tr>
</tbody></table></div></body></html>"""

APPLE_ADVISORY = """<!doctype html><html lang="en-us"><head><title>About the security content of iOS 27.1 and iPadOS 27.1 - Apple Support</title></head><body><main>
<h1 class="gb-header">About the security content of iOS 27.1 and iPadOS 27.1</h1>
<p class="gb-paragraph">This document describes the security content of iOS 27.1 and iPadOS 27.1.</p>
<h2>About Apple security updates</h2><p>Apple security documents reference vulnerabilities by <a href="https://cve.example">CVE-ID</a> when possible.</p>
<h2>iOS 27.1 and iPadOS 27.1</h2><p>Released October 20, 2026</p>
<h3>Bluetooth</h3><p>Available for: iPhone 12 and later</p><p>Impact: An app may be able to see names of accessories nearby</p>
<p>Description: A privacy issue was addressed with fewer names.</p><p>CVE-2026-80010: Ann Example of Example Labs</p>
<h3>WebKit</h3><p>Available for: iPhone 12 and later</p><p>Impact: Web content may lead to memory corruption. Apple is aware of a report that this issue may have been exploited in a targeted attack on versions of iOS before iOS 27. CVE-2026-70001 was also issued in response to this report.</p>
<p>Description: A use-after-free issue was addressed.</p><p>WebKit Bugzilla: 300001</p><p>CVE-2026-80009: Example Threat Analysis Group</p>
<p>Available for: iPhone 12 and later</p><p>Impact: A page may crash unexpectedly</p><p>Description: The issue was addressed with improved checks.</p>
<p>CVE-2026-80011: Bo Example, CVE-2026-80012: Cy Example</p><p>Entry added November 1, 2026</p>
<h2>Additional recognition</h2><h3>Accessibility</h3><p>We would like to acknowledge Di Example for their assistance.</p>
</main></body></html>"""

APPLE_ENTERPRISE = """<!doctype html><html lang="en-us"><head><title>What's new for enterprise in iOS 27 - Apple Support</title></head><body><main>
<h1 class="gb-header">What’s new for enterprise in iOS 27</h1><p>Learn about the enterprise content that Apple has released for iOS 27.</p>
<h2 id="271" class="gb-header">iOS 27.1</h2><p>Released October 20, 2026</p><p>This update includes:</p>
<ul><li><p>Managed apps keep their <a href="/guide/deployment/dep1">data</a>.</p></li><li>Fixes an issue where VPN did not connect.</li></ul>
<h2 id="27" class="gb-header">iOS 27</h2><h3>Device management</h3><ul><li>A new restriction for widgets.</li></ul>
<h3>Bug fixes and other improvements</h3><ul><li>802.1X works again.</li></ul>
<h2>Learn more</h2><p>See <a href="/en-us/100100">Apple security releases</a>.</p><div>Published Date: October 20, 2026</div></main></body></html>"""

APPLE_PMV = json.dumps(
    {
        "PublicAssetSets": {
            "iOS": [
                {
                    "ProductVersion": "27.1",
                    "Build": "24B10",
                    "PostingDate": "2026-10-20",
                    "ExpirationDate": "2027-01-20",
                    "SupportedDevices": ["iPhone16,1", "iPad14,1"],
                },
                {
                    "ProductVersion": "27.1",
                    "Build": "24S10",
                    "PostingDate": "2026-10-20",
                    "ExpirationDate": "2027-01-20",
                    "SupportedDevices": ["Watch7,1"],
                },
            ]
        },
        "AssetSets": {
            "iOS": [
                {
                    "ProductVersion": "27.1",
                    "Build": "24B10",
                    "PostingDate": "2026-10-21",
                    "ExpirationDate": "2027-01-21",
                    "SupportedDevices": ["iPhone16,1"],
                }
            ],
            "macOS": [
                {
                    "ProductVersion": "26.9",
                    "Build": "25G10",
                    "PostingDate": "2026-10-01",
                    "ExpirationDate": "2027-01-01",
                    "SupportedDevices": ["J132AP"],
                }
            ],
        },
        "PublicBackgroundSecurityImprovements": {
            "iOS": [
                {
                    "ProductVersion": "27.1",
                    "ProductVersionExtra": "(a)",
                    "Build": "24B10a",
                    "PostingDate": "2026-10-25",
                    "SupportedDevices": ["iPhone16,1"],
                }
            ]
        },
    }
)

APPLE_STATUS = (
    "jsonCallback("
    + json.dumps(
        {
            "services": [
                {"serviceName": "App Store", "redirectUrl": None, "events": []},
                {
                    "serviceName": "Apple Business Manager",
                    "events": [
                        {
                            "messageId": 2000001,
                            "statusType": "Outage",
                            "eventStatus": "resolved",
                            "message": "Users were unable to sign in.",
                            "usersAffected": "Some users were affected",
                            "startDate": "09/10/2026 06:30 PDT",
                            "endDate": "09/10/2026 08:00 PDT",
                            "datePosted": "09/10/2026 08:10 PDT",
                        }
                    ],
                },
            ]
        }
    )
    + ");"
)

KEV = json.dumps(
    {
        "title": "CISA Catalog of Known Exploited Vulnerabilities",
        "catalogVersion": "2026.09.20",
        "count": 2,
        "vulnerabilities": [
            {
                "cveID": "CVE-2026-90001",
                "vendorProject": "Apple",
                "product": "iOS, iPadOS, and macOS",
                "vulnerabilityName": "Apple Multiple Products Memory Corruption Vulnerability",
                "dateAdded": "2026-09-15",
                "shortDescription": "Apple products hold a memory error.",
                "requiredAction": "Apply updates.",
                "dueDate": "2026-10-06",
                "knownRansomwareCampaignUse": "Known",
                "notes": "",
            },
            {
                "cveID": "CVE-2026-80001",
                "vendorProject": "Acme",
                "product": "Router",
                "vulnerabilityName": "Acme Router",
                "dateAdded": "2026-09-01",
                "dueDate": "2026-09-22",
                "knownRansomwareCampaignUse": "Unknown",
            },
        ],
    }
)

ENDOFLIFE = json.dumps(
    {
        "schema_version": "1.2.0",
        "result": {
            "name": "windows",
            "label": "Microsoft Windows",
            "releases": [
                {
                    "name": "11-26h2-e",
                    "label": "11 26H2 (E)",
                    "releaseDate": "2026-09-29",
                    "isEoas": False,
                    "eoasFrom": "2029-10-09",
                    "isEol": False,
                    "eolFrom": "2029-10-09",
                    "latest": {"name": "10.0.26300", "date": "2026-09-29"},
                },
                {
                    "name": "11-24h2-w",
                    "label": "11 24H2 (W)",
                    "releaseDate": "2024-10-01",
                    "isEol": True,
                    "eolFrom": None,
                },
            ],
        },
    }
)

BULLETIN = """<html devsite><head><title>Android Security Bulletin—September 2026 | Android Open Source Project</title></head><body>
<p><em>Published September 7, 2026 | Updated September 9, 2026</em></p>
<p>There are indications that CVE-2026-70001 may be under limited, targeted exploitation.</p>
<h2 id="2026-09-01-details">2026-09-01 security patch level vulnerability details</h2><h3 id="framework">Framework</h3>
<table><tr><th>CVE</th><th>References</th><th>Type</th><th>Severity</th><th>Updated AOSP versions</th></tr>
<tr><td>CVE-2026-70001</td><td>A-1</td><td>EoP</td><td>High</td><td>15, 16</td></tr>
<tr><td>CVE-2026-70002</td><td>A-2 <a href="https://android.example/x">2</a></td><td>RCE</td><td>Critical</td><td>16</td></tr></table>
<h2 id="2026-09-05-details">2026-09-05 security patch level vulnerability details</h2><h3 id="kernel">Kernel</h3>
<table><tr><th>CVE</th><th>References</th><th>Type</th><th>Severity</th><th>Subcomponent</th></tr>
<tr><td>CVE-2026-70003</td><td>A-3</td><td>EoP</td><td>High</td><td>USB</td></tr></table>
<h2 id="versions">Versions</h2><table><tr><th>Version</th><th>Date</th><th>Notes</th></tr><tr><td>1.1</td><td>September 9, 2026</td><td>Revised to add AOSP links.</td></tr></table></body></html>"""

OVERVIEW = """<html devsite><head><title>Android Security Bulletins</title></head><body><h1>Android Security Bulletins</h1><table>
<tr><th>Bulletin</th><th>Languages</th><th>Published date</th><th>Security patch level</th></tr>
<tr><td><a href="/docs/security/bulletin/2026/2026-09-01">September 2026</a></td><td>Coming soon</td><td>September 7, 2026</td><td>2026-09-01<br>2026-09-05</td></tr>
<tr><td><a href="/docs/security/bulletin/2026/2026-08-01">August 2026</a></td><td>English</td><td>August 3, 2026</td><td>2026-08-01</td></tr>
</table></body></html>"""

SAMSUNG = """<html><head><title>Android Security Updates</title></head><body><div class="wrap_acc"><div class="acc_title">SMR-SEP-2026</div>
<div class="acc_sub"><font>Samsung Mobile is releasing a maintenance release. Google patches include up to Android Security Bulletin - September 2026.<br>
<strong>Critical</strong><br>CVE-2026-70002<br><strong>High</strong><br>CVE-2026-70001<br></font>
<div style="padding-left:10px"><strong><font>SVE-2026-0101(CVE-2026-71001): Improper check in Settings</font></strong><br>Severity: Moderate</div></div></div>
<div class="wrap_acc"><div class="acc_title">SMR-AUG-2026</div><div class="acc_sub"><font>CVE-2026-60001</font></div></div></body></html>"""

CHROMEOS = json.dumps(
    {
        "builds": {
            "alpha": {
                "brandNames": ["Book One"],
                "isAue": False,
                "servingStable": {"version": "17000.1.0", "chromeVersion": "153.0.1.2"},
                "pushRecoveries": {"150": "https://x"},
            },
            "beta": {
                "models": {
                    "b1": {
                        "brandNames": ["Book Two"],
                        "isAue": False,
                        "servingStable": {"version": "17000.1.0", "chromeVersion": "153.0.1.2"},
                        "servingLtr": {"version": "16800.9.0", "chromeVersion": "150.0.9.9"},
                    }
                }
            },
            "old": {
                "brandNames": ["Book Zero"],
                "isAue": True,
                "servingStable": {"version": "15000.1.0", "chromeVersion": "110.0.1.2"},
            },
        },
        "creationTime": 1,
    }
)

USN = json.dumps(
    {
        "notices": [
            {
                "id": "USN-9001-2",
                "title": " Printing system vulnerability",
                "summary": "Printing could be made to run programs.\n",
                "description": "It was found that printing trusts too much.\n\nA second matter.",
                "published": "2026-09-19T10:20:30.974124",
                "is_hidden": False,
                "cves_ids": ["CVE-2026-40002", "CVE-2026-40001"],
                "releases": [{"codename": "noble", "version": "24.04", "support_tag": "LTS"}],
                "release_packages": {
                    "noble": [{"name": "cups", "is_source": True}, {"name": "cups-client", "is_source": False}]
                },
            }
        ]
    }
)

PACKAGES = """Package: intune-portal
Architecture: amd64
Version: 1.2609.10-noble
Priority: optional
Description: Enrolment of Linux devices
 The first words are told, these are not.
Depends: libc6 (>= 2.38)

Package: intune-portal
Architecture: amd64
Version: 1.2610.2-noble
Description: Enrolment of Linux devices

Package: intune-portal
Architecture: amd64
Version: 1.2610.2~beta1-noble
Description: Enrolment of Linux devices

Package: another-tool
Architecture: all
Version: 9.1
Description: Nothing of ours
"""

CSAF = json.dumps(
    {
        "document": {
            "title": "Red Hat Security Advisory: cups security update",
            "aggregate_severity": {"text": "Important"},
            "notes": [{"title": "Topic", "text": "An update for cups is available."}],
            "tracking": {
                "id": "RHSA-2026:90001",
                "version": "3",
                "initial_release_date": "2026-09-12T09:38:54+00:00",
                "current_release_date": "2026-09-18T02:40:17+00:00",
            },
        },
        "product_tree": {
            "branches": [
                {
                    "category": "vendor",
                    "name": "Red Hat",
                    "branches": [{"category": "product_name", "name": "Red Hat Enterprise Linux BaseOS (v. 9)"}],
                }
            ]
        },
        "vulnerabilities": [{"cve": "CVE-2026-40001", "threats": [{"category": "impact", "details": "Important"}]}],
    }
)

ALL = {
    "feed": rss(item()),
    "jsonfeed": JSON_FEED,
    "sofa": SOFA,
    "table": TABLE,
    "json-rows": JSON_ROWS,
    "windows-message-center": MESSAGE_CENTER,
    "windows-known-issues": KNOWN_ISSUES,
    "windows-release-info": RELEASE_INFO,
    "windows-servicing-toc": SERVICING_TOC,
    "windows-kb": KB_ARTICLE,
    "graph-messages": GRAPH_MESSAGES,
    "graph-issues": GRAPH_ISSUES,
    "graph-health": GRAPH_HEALTH,
    "graph-expiry": GRAPH_EXPIRY,
    "graph-protection": GRAPH_PROTECTION,
    "m365-roadmap": ROADMAP,
    "msrc-cvrf": CVRF,
    "msrc-summary": CVRF,
    "apple-security": APPLE_SECURITY,
    "apple-advisory": APPLE_ADVISORY,
    "apple-enterprise": APPLE_ENTERPRISE,
    "apple-pmv": APPLE_PMV,
    "apple-status": APPLE_STATUS,
    "cisa-kev": KEV,
    "endoflife": ENDOFLIFE,
    "android-bulletin": BULLETIN,
    "samsung-smr": SAMSUNG,
    "chromeos-dash": CHROMEOS,
    "ubuntu-notices": USN,
    "redhat-csaf": CSAF,
    "deb-packages": PACKAGES,
}
"""One good body for each collector of this room."""

OPTIONS = {
    "deb-packages": {"only": "^intune-"},
    "table": {"key": "OS build"},
    "json-rows": {"rows": "value", "key": "Id"},
}
"""The options without which a generic collector reads nothing."""
