"""Apple, CISA, endoflife.date, Android, Samsung, ChromeOS, Ubuntu, Red Hat: what their lists are read into."""

# ruff: noqa: E501 - bodies keep the long lines that they have in the wild

from __future__ import annotations

import json

import pytest

from omfeed.errors import ParseError
from omfeed.model import Window
from tests.collect.bodies import (
    APPLE_PMV,
    APPLE_SECURITY,
    APPLE_STATUS,
    BULLETIN,
    CHROMEOS,
    CSAF,
    ENDOFLIFE,
    KEV,
    OVERVIEW,
    SAMSUNG,
    USN,
    read,
)


class TestAppleSecurity:
    URL = "https://support.example/en-us/100100"

    def test_a_row_is_a_release_with_its_advisory(self) -> None:
        ios, watch, mac = read("apple-security", APPLE_SECURITY, url=self.URL).entries
        assert (ios.key, ios.url) == ("iOS 27.1 and iPadOS 27.1", "https://support.example/en-us/199010")
        assert ios.facts == {
            "product": "iOS",
            "version": "27.1",
            "platforms": ("iOS", "iPadOS"),
            "released": "2026-10-20",
            "category": "advisory 199010",
        }
        assert (watch.facts["cve_count"], watch.url) == (0, self.URL)
        assert "not published yet" in mac.text and "cve_count" not in mac.facts

    def test_systems_may_be_left_out(self) -> None:
        kept = read("apple-security", APPLE_SECURITY, options={"skip": "^watchOS"}).entries
        assert [one.title for one in kept] == ["iOS 27.1 and iPadOS 27.1", "macOS Redwood 27.1"]

    def test_a_link_that_comes_later_is_the_same_release(self) -> None:
        linked = APPLE_SECURITY.replace(
            '<p class="gb-paragraph">macOS Redwood 27.1</p><div class="note"><p>Details available soon</p></div>',
            '<p class="gb-paragraph"><a href="/en-us/199011">macOS Redwood 27.1</a></p>',
        )
        before, after = read("apple-security", APPLE_SECURITY), read("apple-security", linked)
        assert [one.key for one in before.entries] == [one.key for one in after.entries]
        assert after.entries[2].url.endswith("/199011")

    @pytest.mark.parametrize("written", ["Oct 20, 2026", "October 20, 2026", "20 October 2026"])
    def test_dates_of_other_regions_are_read(self, written: str) -> None:
        assert (
            read("apple-security", APPLE_SECURITY.replace("20 Oct 2026", written)).entries[0].published == "2026-10-20"
        )


class TestAppleSoftware:
    def test_lists_are_told_together_by_version_and_build(self) -> None:
        entries = {one.key: one for one in read("apple-pmv", APPLE_PMV).entries}
        assert set(entries) == {"27.1 24B10", "27.1 24S10", "26.9 25G10", "27.1 (a) 24B10a"}
        both = entries["27.1 24B10"]
        assert both.title == "iOS and iPadOS 27.1 (24B10)"
        assert both.text == "Kind: Software update\nOffered to: everybody and managed devices"
        assert both.facts["platforms"] == ("iOS", "iPadOS")
        assert entries["27.1 24S10"].facts["platforms"] == ("watchOS",)
        assert entries["26.9 25G10"].facts["platforms"] == ("macOS",)
        assert entries["27.1 (a) 24B10a"].facts["release_type"] == "security"

    def test_dates_and_devices_that_roll_change_nothing(self) -> None:
        rolled = APPLE_PMV.replace("2027-01-20", "2027-01-25").replace("iPhone16,1", "iPhone16,2")
        assert read("apple-pmv", rolled).entries == read("apple-pmv", APPLE_PMV).entries

    def test_what_ends_first_stands_last(self) -> None:
        assert read("apple-pmv", APPLE_PMV).entries[-1].key == "26.9 25G10"


class TestAppleStatus:
    def test_an_event_is_an_entry(self) -> None:
        (one,) = read("apple-status", APPLE_STATUS).entries
        assert (one.key, one.title) == ("Apple Business Manager 2000001", "Apple Business Manager: Outage")
        assert (one.published, one.updated) == ("2026-09-10T13:30:00Z", "2026-09-10T15:10:00Z")
        assert one.facts == {"status": "resolved", "services": ("Apple Business Manager",), "category": "Outage"}

    def test_no_event_is_the_usual_state(self) -> None:
        calm = json.dumps({"services": [{"serviceName": "App Store", "events": []}]})
        assert read("apple-status", calm).entries == ()


class TestKnownExploited:
    def test_a_row_is_an_entry(self) -> None:
        parsed = read("cisa-kev", KEV)
        one = parsed.entries[0]
        assert (one.key, one.published, parsed.window) == ("CVE-2026-90001", "2026-09-15", Window.COMPLETE)
        assert one.facts == {
            "cves": ("CVE-2026-90001",),
            "exploited": True,
            "exploited_cves": ("CVE-2026-90001",),
            "due_date": "2026-10-06",
            "product": "Apple iOS, iPadOS, and macOS",
            "platforms": ("iOS", "macOS"),
            "tags": ("ransomware",),
        }

    def test_the_issue_of_the_catalogue_changes_nothing(self) -> None:
        again = KEV.replace("2026.09.20", "2026.09.21")
        assert read("cisa-kev", again).entries == read("cisa-kev", KEV).entries

    def test_products_may_be_chosen(self) -> None:
        assert [one.key for one in read("cisa-kev", KEV, options={"only": "^Acme"}).entries] == ["CVE-2026-80001"]


class TestEndOfLife:
    URL = "https://endoflife.date/api/v1/products/windows"

    def test_a_release_tells_its_ends(self) -> None:
        new, old = read("endoflife", ENDOFLIFE, url=self.URL).entries
        assert (new.key, new.title) == ("11-26h2-e", "Microsoft Windows 11 26H2 (E)")
        assert new.facts == {
            "product": "Microsoft Windows",
            "version": "11-26h2-e",
            "released": "2026-09-29",
            "support_end": "2029-10-09",
            "security_end": "2029-10-09",
            "platforms": ("Windows",),
        }
        assert "Security updates end: ended" in old.text and "security_end" not in old.facts

    def test_a_newer_patch_changes_nothing(self) -> None:
        assert read("endoflife", ENDOFLIFE.replace("10.0.26300", "10.0.26301")) == read("endoflife", ENDOFLIFE)

    def test_the_older_api_is_a_list_of_cycles(self) -> None:
        body = '[{"cycle": "16", "releaseDate": "2025-06-10", "eol": false, "support": "2027-01-01"}, {"cycle": "9", "eol": true}]'
        new, old = read("endoflife", body, options={"product": "Android"}).entries
        assert (new.title, new.facts["support_end"]) == ("Android 16", "2027-01-01")
        assert "ended" in old.text

    def test_the_data_of_the_project_is_read_by_release_or_by_version(self) -> None:
        named = '{"releases": {"9": {"name": "9", "releasedate": "2022-05-18", "eol": "2032-05-31"}}, "versions": {}}'
        dated = '{"releases": {"9": {"name": "9"}}, "versions": {"9.1": {"name": "9.1", "date": "2022-11-15"}}}'
        assert read("endoflife", named).entries[0].facts["security_end"] == "2032-05-31"
        assert [(one.key, one.published) for one in read("endoflife", dated).entries] == [("9.1", "2022-11-15")]

    def test_the_markdown_of_a_product_is_read(self) -> None:
        body = """---
title: Example OS
releaseLabel: "__RELEASE_CYCLE__ '__CODENAME__'"

releases:
  # the newest
  - releaseCycle: "2"
    codename: Otter
    releaseLabel: 2 'Otter'
    releaseDate: 2026-01-02
    eoas: 2027-01-02 # not sure
    eol: false
    link: null

-   releaseCycle: "1"
    releaseDate: 2024-01-02
    support: true
    eol: 2026-01-02
---
> Words about it.
"""
        two, one = read("endoflife", body).entries
        assert (two.title, two.facts["support_end"], two.facts["released"]) == (
            "Example OS 2 'Otter'",
            "2027-01-02",
            "2026-01-02",
        )
        assert (one.title, one.facts["security_end"]) == ("Example OS 1", "2026-01-02")
        assert "Active support ends: ended" in one.text

    def test_a_release_spelt_anew_is_the_same(self) -> None:
        old = '[{"cycle": "Windows 11, version 22H2 (E)"}]'
        new = '[{"cycle": "11-22h2-e"}]'
        one, other = (
            read("endoflife", body, options={"product": "Microsoft Windows"}).entries[0] for body in (old, new)
        )
        assert one.key == other.key == "11-22h2-e"

    def test_devices_have_no_version(self) -> None:
        body = '[{"cycle": "pixel-9a", "releaseLabel": "Pixel 9a"}]'
        (one,) = read("endoflife", body, options={"product": "Google Pixel"}).entries
        assert (one.key, "version" in one.facts) == ("9a", False)

    def test_what_product_and_label_share_is_said_once(self) -> None:
        body = '[{"cycle": "9a", "releaseLabel": "Pixel 9a"}]'
        assert read("endoflife", body, options={"product": "Google Pixel"}).entries[0].title == "Google Pixel 9a"


class TestAndroidBulletin:
    def test_a_month_and_its_levels_are_entries(self) -> None:
        month, first, second = read("android-bulletin", BULLETIN).entries
        assert (month.key, month.title, month.published) == (
            "2026-09",
            "Android Security Bulletin—September 2026",
            "2026-09-07",
        )
        assert month.text == (
            "It fixes 3 vulnerabilities (1 critical, 2 high).\nSecurity patch levels: 2026-09-01, 2026-09-05\n"
            "Under limited, targeted exploitation: CVE-2026-70001"
        )
        assert month.facts["version"] == "2026-09-05"
        assert month.facts["exploited_cves"] == ("CVE-2026-70001",)
        assert (first.key, first.facts["cve_count"], first.facts["source_severity"]) == ("2026-09-01", 2, "Critical")
        assert (second.key, second.facts["cves"]) == ("2026-09-05", ("CVE-2026-70003",))

    def test_links_added_two_days_later_change_nothing(self) -> None:
        linked = BULLETIN.replace("A-1<", 'A-1 <a href="https://android.example/y">2</a><').replace("1.1", "1.2")
        assert read("android-bulletin", linked) == read("android-bulletin", BULLETIN)

    def test_a_month_without_vulnerabilities_is_news(self) -> None:
        body = """<html><head><title>Android Security Bulletin—July 2026</title></head><body><p>Published July 6, 2026</p>
        <p>There are no security patches in this bulletin. The patch level is 2026-07-01.</p></body></html>"""
        (one,) = read("android-bulletin", body).entries
        assert (one.key, one.facts["cve_count"]) == ("2026-07", 0)
        assert "no vulnerability" in one.text

    def test_a_bulletin_of_pixel_is_told_from_androids(self) -> None:
        body = BULLETIN.replace("Android Security Bulletin—", "Pixel Update Bulletin—Security Bulletin ")
        assert read("android-bulletin", body).entries[0].facts["product"] == "Pixel"

    def test_the_overview_lists_months(self) -> None:
        parsed = read("android-bulletin", OVERVIEW, url="https://source.example/docs/security/bulletin/asb-overview")
        new, old = parsed.entries
        assert (new.key, new.title) == ("2026-09", "Android security bulletin: September 2026")
        assert new.url == "https://source.example/docs/security/bulletin/2026/2026-09-01"
        assert (new.published, new.facts["version"], old.facts["version"]) == ("2026-09-07", "2026-09-05", "2026-08-01")
        assert parsed.window is Window.ROLLING


class TestSamsung:
    def test_a_release_is_an_entry(self) -> None:
        new, old = read("samsung-smr", SAMSUNG).entries
        assert (new.key, new.title) == ("SMR-SEP-2026", "Samsung security maintenance release: September 2026")
        assert new.facts == {
            "product": "Samsung Galaxy",
            "version": "2026-09-01",
            "platforms": ("Android",),
            "release_type": "security",
            "cve_count": 3,
            "cves": ("CVE-2026-70001", "CVE-2026-70002", "CVE-2026-71001"),
            "source_severity": "Critical",
        }
        assert "SVE-2026-0101" in new.text
        assert old.key == "SMR-AUG-2026"

    def test_headings_without_classes_do_as_well(self) -> None:
        body = "<html><body><h3>SMR-OCT-2026 Release 1</h3><div>CVE-2026-1234</div></body></html>"
        assert read("samsung-smr", body).entries[0].facts["cves"] == ("CVE-2026-1234",)


class TestChromeOs:
    def test_channels_and_boards_are_entries(self) -> None:
        entries = {one.key: one for one in read("chromeos-dash", CHROMEOS).entries}
        assert set(entries) == {"servingStable", "servingLtr", "alpha", "beta/b1", "old"}
        assert entries["servingStable"].text == "ChromeOS: 17000.1.0\nChrome: 153.0.1.2"
        assert entries["servingLtr"].facts["version"] == "150.0.9.9"
        assert entries["old"].facts["status"] == "updates ended"
        assert entries["beta/b1"].text == "Devices: Book Two\nAutomatic updates: provided"

    def test_a_rollout_from_board_to_board_is_told_when_most_have_it(self) -> None:
        one = CHROMEOS.replace("17000.1.0", "17000.2.0", 1)
        before = {entry.key: entry.text for entry in read("chromeos-dash", CHROMEOS).entries}
        after = {entry.key: entry.text for entry in read("chromeos-dash", one).entries}
        assert {key for key in before if before[key] != after[key]} == {"servingStable"}
        assert read("chromeos-dash", CHROMEOS.replace('"https://x"', '"https://y"')) == read("chromeos-dash", CHROMEOS)


class TestLinux:
    def test_an_ubuntu_notice_names_releases_packages_and_group(self) -> None:
        (one,) = read("ubuntu-notices", USN).entries
        assert (one.key, one.title) == ("USN-9001-2", "USN-9001-2: Printing system vulnerability")
        assert one.facts == {
            "cves": ("CVE-2026-40001", "CVE-2026-40002"),
            "cve_count": 2,
            "product": "Ubuntu",
            "platforms": ("Linux",),
            "category": "USN-9001",
            "tags": ("Ubuntu 24.04", "cups"),
        }
        assert one.published == "2026-09-19T10:20:30Z"

    def test_ubuntu_releases_may_be_chosen(self) -> None:
        assert len(read("ubuntu-notices", USN, options={"releases": "jammy; noble"}).entries) == 1
        assert read("ubuntu-notices", USN, options={"releases": "jammy"}).entries == ()

    def test_a_red_hat_advisory_is_an_entry(self) -> None:
        (one,) = read("redhat-csaf", CSAF).entries
        assert (one.key, one.title) == ("RHSA-2026:90001", "RHSA-2026:90001: cups security update")
        assert one.url == "https://access.redhat.com/errata/RHSA-2026:90001"
        assert one.facts == {
            "cves": ("CVE-2026-40001",),
            "cve_count": 1,
            "source_severity": "Important",
            "product": "Red Hat Enterprise Linux BaseOS (v. 9)",
            "platforms": ("Linux",),
        }

    def test_generating_an_advisory_anew_changes_nothing(self) -> None:
        again = CSAF.replace('"version": "3"', '"version": "4"').replace("2026-09-18", "2026-10-18")
        assert read("redhat-csaf", again) == read("redhat-csaf", CSAF)

    def test_the_list_of_the_data_api_reads_alike(self) -> None:
        body = '[{"RHSA": "RHSA-2026:90001", "severity": "important", "released_on": "2026-09-12T09:38:54Z", "CVEs": ["CVE-2026-40001"], "released_packages": ["cups-2.4-9.el9"]}]'
        (one,) = read("redhat-csaf", body).entries
        assert (one.key, one.published, one.facts["source_severity"]) == (
            "RHSA-2026:90001",
            "2026-09-12T09:38:54Z",
            "Important",
        )
        assert "cups-2.4-9.el9" in one.text


@pytest.mark.parametrize("collector", ["apple-security", "samsung-smr", "android-bulletin"])
def test_a_redesigned_page_is_an_error_with_a_way_on(collector: str) -> None:
    with pytest.raises(ParseError) as caught:
        read(
            collector, "<html><head><title>News</title></head><body><h1>News</h1><p>All is new here.</p></body></html>"
        )
    assert "https://news.example" in caught.value.hint
