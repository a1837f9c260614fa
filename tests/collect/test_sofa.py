"""SOFA feeds: releases as entries, and that what rolls forward each day changes nothing."""

from __future__ import annotations

import json

import pytest

from omfeed.model import Window
from tests.collect.bodies import read, release, sofa

TAHOE = release("macOS Tahoe 26.7", "26.7")


def test_a_release_tells_what_it_fixes() -> None:
    parsed = read("sofa", sofa(TAHOE))
    (one,) = parsed.entries
    assert (one.key, one.title, one.section) == ("macOS 26.7", "macOS Tahoe 26.7", ("Tahoe 26",))
    assert one.text == (
        "macOS Tahoe 26.7 was released on 2026-09-14.\n"
        "It fixes 2 vulnerabilities, 1 of them actively exploited.\n"
        "Actively exploited: CVE-2026-90001"
    )
    assert (one.published, one.url, parsed.window) == (
        "2026-09-14",
        "https://support.apple.com/en-us/199001",
        Window.ROLLING,
    )
    assert one.facts == {
        "product": "macOS",
        "version": "26.7",
        "tags": ("25X100", "25X101"),
        "release_type": "stable",
        "released": "2026-09-14",
        "platforms": ("macOS",),
        "cves": ("CVE-2026-90001", "CVE-2026-90002"),
        "cve_count": 2,
        "exploited_cves": ("CVE-2026-90001",),
        "exploited": True,
    }


def test_a_release_without_security_content_says_so() -> None:
    (one,) = read(
        "sofa", sofa(release("macOS Tahoe 26.7.1", "26.7.1", CVEs={}, ActivelyExploitedCVEs=[], UniqueCVEsCount=0))
    ).entries
    assert "No security content" in one.text
    assert one.facts["cve_count"] == 0


def test_what_rolls_forward_is_not_in_the_entries() -> None:
    later = {**TAHOE, "ExpirationDate": "2026-12-21", "SupportedDevices": ["Mac16,2"], "DaysSincePreviousRelease": 9}
    stamps = {"UpdateHash": "ff", "LastCheck": "2026-09-21T01:00:00Z", "Models": {"Mac16,2": {}}}
    assert read("sofa", sofa(later, **stamps)).entries == read("sofa", sofa(TAHOE)).entries


def test_an_added_cve_shows() -> None:
    more = {**TAHOE, "CVEs": {**TAHOE["CVEs"], "CVE-2026-90003": {}}}  # type: ignore[dict-item]
    (one,) = read("sofa", sofa(more)).entries
    assert "3 vulnerabilities" in one.text


def test_ios_and_ipados_are_one_release_of_two_platforms() -> None:
    both = release("iOS 27.1 and iPadOS 27.1", "27.1", ProductName="iOS and iPadOS")
    (one,) = read("sofa", sofa(both)).entries
    assert (one.key, one.facts["platforms"]) == ("iOS 27.1", ("iOS", "iPadOS"))
    assert "were released" in one.text


def test_the_first_version_names_the_latest_release_before_it_is_listed() -> None:
    listed = {
        "UpdateName": "macOS Sequoia 15.9",
        "ProductName": "macOS",
        "ProductVersion": "15.9",
        "ReleaseDate": "2026-09-01T00:00:00Z",
        "ReleaseType": "OS",
        "CVEs": {"CVE-2026-1000": False},
        "ActivelyExploitedCVEs": [],
        "UniqueCVEsCount": 1,
    }
    latest = {
        "ProductVersion": "15.9.1",
        "Build": "24Z1",
        "ReleaseDate": "2026-09-20T00:00:00Z",
        "CVEs": {},
        "UniqueCVEsCount": 0,
        "SecurityInfo": "",
    }
    body = json.dumps({"OSVersions": [{"OSVersion": "Sequoia 15", "Latest": latest, "SecurityReleases": [listed]}]})
    new, old = read("sofa", body).entries
    assert (new.title, new.key) == ("macOS Sequoia 15.9.1", "macOS 15.9.1")
    assert "not published yet" in new.text and "cve_count" not in new.facts
    assert "tags" not in new.facts and "tags" not in old.facts


def test_a_rapid_response_is_an_entry_beside_its_release() -> None:
    rapid = release("Rapid Security Response macOS 13.4.1 (c)", "13.4.1", ReleaseType="RSR_c")
    entries = read("sofa", sofa(release("macOS Ventura 13.4.1", "13.4.1"), rapid)).entries
    assert [one.key for one in entries] == ["macOS 13.4.1", "macOS 13.4.1 RSR_c"]
    assert entries[1].facts["release_type"] == "security"


def test_background_improvements_and_xprotect_are_told() -> None:
    more = {
        "BackgroundSecurityImprovements": {
            "26": [{"version": "26.7", "build": "25X100a", "posting_date": "2026-09-20"}]
        },
        "XProtectPlistConfigData": {"com.apple.XProtect": "5400", "ReleaseDate": "2026-09-18T17:00:00Z"},
        "XProtectPayloads": {"com.apple.XProtectFramework.XProtect": "160", "ReleaseDate": "2026-09-11T17:00:00Z"},
    }
    titles = {one.key: (one.title, one.published) for one in read("sofa", sofa(TAHOE, **more)).entries}
    assert titles["bsi 26 26.7 25X100a"] == ("Background Security Improvement for macOS 26.7 (25X100a)", "2026-09-20")
    assert titles["XProtectPlistConfigData"] == ("XProtect configuration data", "2026-09-18")
    assert titles["XProtectPayloads"] == ("XProtect Remediator", "2026-09-11")


@pytest.mark.parametrize("product", ["tvOS", "watchOS", "visionOS"])
def test_every_platform_is_read(product: str) -> None:
    (one,) = read("sofa", sofa(release(f"{product} 27.1", "27.1", ProductName=product))).entries
    assert (one.key, one.facts["platforms"]) == (f"{product} 27.1", (product,))


def test_safari_stands_under_app_versions() -> None:
    body = sofa(release("Safari 27.1", "27.1", ProductName="Safari", ReleaseType="Safari")).replace(
        "OSVersion", "AppVersion"
    )
    (one,) = read("sofa", body).entries
    assert (one.key, one.facts["platforms"], one.facts["release_type"]) == ("Safari 27.1", ("macOS",), "stable")
