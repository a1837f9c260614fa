"""Bodies that Microsoft publishes: release health and information, Graph, the roadmap, the security update guide."""

# ruff: noqa: E501 - bodies keep the long lines that they have in the wild

from __future__ import annotations

import json

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
