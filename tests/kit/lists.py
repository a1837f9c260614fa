"""Lists whose entries have a page each, written in the true formats: invented news, at loopback."""

# ruff: noqa: E501 - bodies keep the long lines that they have in the wild

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta


def bulletins(*months: str, published: Mapping[str, str] | None = None) -> bytes:
    """The overview of Android security bulletins: months such as ``2026-11``, newest first."""
    rows = "".join(
        f'<tr><td><a href="/docs/security/bulletin/{month[:4]}/{month}-01">{month}</a></td><td>English</td>'
        f"<td>{_words((published or {}).get(month, f'{month}-02'))}</td><td>{month}-01<br>{month}-05</td></tr>"
        for month in months
    )
    return (
        '<html lang="en" devsite><head><title>Android Security Bulletins</title></head><body><h1>Android Security Bulletins</h1>'
        "<table><tr><th>Bulletin</th><th>Languages</th><th>Published date</th><th>Security patch level</th></tr>"
        f"{rows}</table></body></html>"
    ).encode()


def bulletin(month: str, *cves: str, exploited: str = "", severity: str = "High") -> bytes:
    """The bulletin of a month."""
    rows = "".join(f"<tr><td>{cve}</td><td>A-1</td><td>EoP</td><td>{severity}</td><td>16</td></tr>" for cve in cves)
    noted = (
        f"<p>There are indications that {exploited} may be under limited, targeted exploitation.</p>"
        if exploited
        else ""
    )
    return (
        f'<html lang="en" devsite><head><title>Android Security Bulletin {month} | Android Open Source Project</title></head><body>'
        f"<p><em>Published {_words(f'{month}-02')}</em></p>{noted}"
        f'<h2 id="{month}-01-details">{month}-01 security patch level vulnerability details</h2><h3>Framework</h3>'
        "<table><tr><th>CVE</th><th>References</th><th>Type</th><th>Severity</th><th>Updated AOSP versions</th></tr>"
        f"{rows}</table></body></html>"
    ).encode()


def releases(*rows: tuple[str, str, str]) -> bytes:
    """Apple's list of security releases: name, number of the advisory or nothing, ISO date."""
    made = "".join(
        "<tr><td>"
        + (
            f'<a href="/en-us/{number}">{name}</a>'
            if number
            else f"<p>{name}</p><div><p>Details available soon</p></div>"
        )
        + f"</td><td>All devices</td><td>{_words(date)}</td></tr>"
        for name, number, date in rows
    )
    return (
        '<html lang="en-us"><head><title>Apple security releases</title></head><body><h1>Apple security releases</h1><table>'
        "<tr><th>Name and information link</th><th>Available for</th><th>Release date</th></tr>"
        f"{made}</table></body></html>"
    ).encode()


def advisory(name: str, *cves: str, exploited: str = "") -> bytes:
    """An advisory of Apple's."""
    issues = "".join(
        f"<h3>Part {number}</h3><p>Available for: all devices</p><p>Impact: Something may happen."
        + (" Apple is aware of a report that this issue may have been exploited." if cve == exploited else "")
        + f"</p><p>Description: It was addressed.</p><p>{cve}: Ann Example</p>"
        for number, cve in enumerate(cves, 1)
    )
    return (
        f'<html lang="en-us"><body><main><h1>About the security content of {name}</h1><h2>{name}</h2>'
        f"<p>Released October 20, 2026</p>{issues}</main></body></html>"
    ).encode()


def servicing(*articles: tuple[str, str, str]) -> bytes:
    """The servicing index of Windows 11: KB number, build, ISO date."""
    children = [
        {"href": f"kb{kb}", "toc_title": f"{_words(date)}—KB{kb} (OS Build {build})"} for kb, build, date in articles
    ]
    return json.dumps({"items": [{"toc_title": "Windows 11, version 26H2", "children": children}]}).encode()


def article(kb: str, build: str, date: str, *issues: str, fixes: str = "Printing works again.") -> bytes:
    """A KB article."""
    known = "".join(
        f"<details><summary>{one}</summary><p>Symptoms: {one}. {'More words of it. ' * 12}</p></details>"
        for one in issues
    )
    return (
        f'<html lang="en-us"><head><meta name="awa-kb_id" content="{kb}"><title>{_words(date)}—KB{kb} (OS Build {build}) - Microsoft Support</title></head>'
        f"<body><main><h2>Highlights</h2><ul><li>{fixes}</li></ul>"
        + (f"<h3>Known issues in this update</h3>{known}" if known else "")
        + "<h2>How to get this update</h2><p>By Windows Update.</p></main></body></html>"
    ).encode()


def notices(numbers: Sequence[int], *, total: int = 500) -> bytes:
    """A page of Ubuntu's list of notices, newest first; notice 100 is of November 2, 2026, each other of another day."""
    made = [
        {
            "id": f"USN-{number}-1",
            "title": f"Library {number} vulnerability",
            "summary": "It could be made to crash.",
            "published": f"{date(2026, 7, 25) + timedelta(days=number)}T10:00:00",
            "cves_ids": [f"CVE-2026-{number}0"],
            "releases": [{"codename": "noble", "version": "24.04"}],
            "release_packages": {"noble": [{"name": "lib", "is_source": True}]},
        }
        for number in numbers
    ]
    return json.dumps({"notices": made, "offset": 0, "limit": len(made), "total_results": total}).encode()


_MONTHS = "January February March April May June July August September October November December".split()


def _words(when: str) -> str:
    year, month, day = (int(part) for part in when.split("-"))
    return f"{_MONTHS[month - 1]} {day}, {year}"
