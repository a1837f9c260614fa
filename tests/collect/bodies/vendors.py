"""Bodies of Apple, of Android and ChromeOS, of Linux, and of those who look across all."""

# ruff: noqa: E501 - bodies keep the long lines that they have in the wild

from __future__ import annotations

import json

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
