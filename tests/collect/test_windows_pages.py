"""The Windows pages: announcements, known issues, versions and updates, update history, KB articles."""

# ruff: noqa: E501 - pages keep the long lines that they have in the wild

from __future__ import annotations

import pytest

from omfeed.collect import registry
from omfeed.diff.story import story_key
from omfeed.errors import ParseError
from omfeed.model import Window
from tests.collect.bodies import (
    KB_ARTICLE,
    KNOWN_ISSUES,
    MESSAGE_CENTER,
    RELEASE_INFO,
    RESOLVED_ISSUES,
    SERVICING_TOC,
    read,
    source,
)
from tests.kit.good import good_body, good_source


class TestMessageCenter:
    def test_a_row_with_a_number_is_an_entry(self) -> None:
        parsed = read("windows-message-center", MESSAGE_CENTER)
        news, reminder = parsed.entries
        assert (news.key, news.anchor, news.url) == ("4101", "4101", "https://news.example/list/page#4101")
        assert news.title == "Take action: new certificates by October 2026"
        assert news.text.startswith("Install KB5111111 on all devices. See the guide.")
        assert 'href="https://news.example/en-us/windows/guide"' in news.html
        assert news.facts == {}
        assert (reminder.title, reminder.html) == ("Reminder: end of servicing", "")
        assert parsed.window is Window.ROLLING

    def test_times_are_of_the_pacific_coast(self) -> None:
        assert [one.published for one in read("windows-message-center", MESSAGE_CENTER).entries] == [
            "2026-09-08T17:00:00Z",
            "2026-09-01T21:00:00Z",
        ]

    def test_a_title_that_is_a_link_leads_to_its_article(self) -> None:
        assert "https://support.example/help/1" in read("windows-message-center", MESSAGE_CENTER).entries[0].html

    def test_shuffled_attributes_change_nothing(self) -> None:
        shuffled = MESSAGE_CENTER.replace(
            '<a target="_blank" href="/en-us/windows/guide" rel="noopener">',
            '<a rel="noopener" href="/en-us/windows/guide" target="_blank">',
        )
        assert shuffled != MESSAGE_CENTER
        assert read("windows-message-center", shuffled) == read("windows-message-center", MESSAGE_CENTER)

    def test_the_mark_of_an_update_is_no_part_of_the_title(self) -> None:
        plain = MESSAGE_CENTER.replace("(Updated) ", "")
        assert read("windows-message-center", plain) == read("windows-message-center", MESSAGE_CENTER)

    def test_a_table_without_numbers_is_a_redesign(self) -> None:
        with pytest.raises(ParseError, match="redesigned"):
            read("windows-message-center", MESSAGE_CENTER.replace('id="41', 'class="41'))


class TestKnownIssues:
    def test_summary_and_details_make_one_entry(self) -> None:
        (one,) = read("windows-known-issues", KNOWN_ISSUES).entries
        assert (one.key, one.title) == ("901", "Printers may vanish")
        assert one.text.splitlines()[:3] == [
            "Status: Resolved (KB5122222)",
            "Originating update: OS build 26200.9001, KB5111111",
            "After the update some printers are gone.",
        ]
        assert "Back to top" not in one.text and "See details" not in one.text
        assert one.facts == {"status": "Resolved", "tags": ("KB5111111",), "build": ("26200.9001",)}
        assert (one.published, one.updated) == ("2026-09-10T16:30:00Z", "2026-09-22T17:00:00Z")
        assert one.url.endswith("#901msgdesc")

    def test_issues_of_one_update_are_matters_of_their_own(self) -> None:
        (one,) = read("windows-known-issues", KNOWN_ISSUES).entries
        assert story_key(one, source("windows-known-issues")) == ""

    def test_resolved_issues_stand_last_since_they_leave_next(self) -> None:
        row = KNOWN_ISSUES[KNOWN_ISSUES.index("<tr><td><div id='901msg'>") : KNOWN_ISSUES.index("</table><h2>")]
        other = row.replace("901msg", "902msg").replace("Resolved", "Confirmed").replace("Printers", "Scanners")
        parsed = read("windows-known-issues", KNOWN_ISSUES.replace(row, row + other))
        assert [(one.key, one.place) for one in parsed.entries] == [("902", 0), ("901", 1)]

    def test_a_page_that_says_there_is_none_is_empty(self) -> None:
        body = "<html><body><h1>Windows 11</h1><p>There are no known issues at this time.</p></body></html>"
        parsed = read("windows-known-issues", body)
        assert parsed.entries == ()
        assert parsed.says_none

    def test_a_page_that_says_nothing_is_an_error(self) -> None:
        with pytest.raises(ParseError, match="redesigned"):
            read("windows-known-issues", "<html><body><h1>Windows 11</h1><p>Hello.</p></body></html>")


class TestResolvedIssues:
    def test_summary_and_passage_make_one_entry(self) -> None:
        parsed = read("windows-known-issues", RESOLVED_ISSUES)
        scanners, lid = parsed.entries
        assert (scanners.key, scanners.title) == ("911", "Scanners might stop after the September 2026 update")
        assert scanners.text.splitlines() == [
            "Status: Resolved (KB5122222)",
            "Originating update: OS build 26200.9001, KB5111111",
            "After the update, scanners may not start (see another issue).",
            "Administrators can use a policy.",
            "Resolution: It came with the update of September 22, 2026.",
            "Affected platforms:",
            "Client: Windows 11, version 25H2",
            "Server: None",
        ]
        assert 'href="https://news.example/en-us/windows/guide"' in scanners.html
        assert scanners.facts == {"status": "Resolved", "tags": ("KB5111111",), "build": ("26200.9001",)}
        assert (scanners.published, scanners.updated) == ("2026-09-10T16:30:00Z", "2026-09-22T17:00:00Z")
        assert (lid.key, lid.title) == ("87", "Wrong notices that a lid is open")
        assert lid.text.splitlines() == ["Status: Resolved", "A notice may say that a lid is open."]
        assert (lid.published, lid.updated) == ("2026-08-28T22:34:00Z", "2026-09-18T02:22:00Z")
        assert parsed.title == "Resolved issues in Windows 11, version 25H2"
        assert parsed.window is Window.ROLLING

    def test_a_page_in_another_language_is_cut_at_the_same_places(self) -> None:
        german = RESOLVED_ISSUES.replace("Back to top", "Zurück zum Anfang").replace("Affected platforms", "Betroffen")
        there = {one.key: one.text.splitlines() for one in read("windows-known-issues", german).entries}
        assert there["911"][-3:] == ["Betroffen:", "Client: Windows 11, version 25H2", "Server: None"]
        assert there["87"][-1] == "A notice may say that a lid is open."

    def test_an_issue_without_a_row_is_read_by_its_passage(self) -> None:
        row = RESOLVED_ISSUES[RESOLVED_ISSUES.index('<tr><td><div id="87msg">') : RESOLVED_ISSUES.index("</tbody>")]
        entries = {one.key: one for one in read("windows-known-issues", RESOLVED_ISSUES.replace(row, "")).entries}
        assert list(entries) == ["911", "87"]
        assert (entries["87"].title, entries["87"].facts) == (
            "Wrong notices that a lid is open",
            {"status": "Resolved"},
        )

    def test_a_row_without_a_passage_tells_its_summary(self) -> None:
        cut = RESOLVED_ISSUES[: RESOLVED_ISSUES.index('<h2 id="issue-details">')]
        lid = next(one for one in read("windows-known-issues", cut).entries if one.key == "87")
        assert lid.text.splitlines() == ["Status: Resolved", "The lid is closed."]

    def test_an_issue_that_moved_here_is_the_same_issue(self) -> None:
        moved = RESOLVED_ISSUES.replace("911msg", "901msg")
        keys = {one.key for one in read("windows-known-issues", moved).entries}
        assert {one.key for one in read("windows-known-issues", KNOWN_ISSUES).entries} <= keys

    def test_a_page_that_lists_none_is_empty(self) -> None:
        head = RESOLVED_ISSUES[: RESOLVED_ISSUES.index("<tbody>")]
        assert read("windows-known-issues", head + "</table></main></body></html>").entries == ()


class TestReleaseInformation:
    def test_a_version_tells_its_ends(self) -> None:
        entries = {one.key: one for one in read("windows-release-info", RELEASE_INFO).entries}
        version = entries["Windows 11, version 26H2 General Availability Channel"]
        assert version.text == (
            "Availability date: 2026-09-29\nEnd of updates: Home, Pro: End of updates\n"
            "End of updates: Enterprise, Education: 2029-10-09"
        )
        assert version.facts["support_end"] == "2029-10-09"
        assert version.published == "2026-09-29"

    def test_a_version_for_new_devices_says_so(self) -> None:
        entries = read("windows-release-info", RELEASE_INFO).entries
        assert "not designed as a feature update" in entries[0].text
        assert "not designed" not in entries[1].text

    def test_an_update_is_an_entry_by_its_build(self) -> None:
        entries = {one.key: one for one in read("windows-release-info", RELEASE_INFO).entries}
        update = entries["26300.200"]
        assert update.title == "Windows 11, version 26H2: build 26300.200 (KB5200001)"
        assert update.url == "https://support.example/help/5200001"
        assert update.facts == {
            "product": "Windows 11",
            "version": "26H2",
            "build": ("26300.200",),
            "kb": "KB5200001",
            "release_type": "security",
            "released": "2027-05-12",
        }
        assert entries["26300.150"].facts["release_type"] == "preview"
        assert entries["26300.140"].facts["release_type"] == "out-of-band"
        assert "kb" not in entries["26300.140"].facts

    def test_the_newest_build_of_a_version_is_told_by_its_update_alone(self) -> None:
        later = RELEASE_INFO.replace(
            "2027-05-12</td><td>26300.200</td></tr></tbody>", "2027-06-09</td><td>26300.300</td></tr></tbody>"
        )
        assert later != RELEASE_INFO
        assert read("windows-release-info", later) == read("windows-release-info", RELEASE_INFO)

    def test_columns_are_known_by_their_cells_in_any_language(self) -> None:
        german = (
            RELEASE_INFO.replace("Availability date", "Verfügbarkeitsdatum")
            .replace("End of updates: Home, Pro</th>", "Ende der Updates: Home</th>")
            .replace("End of updates: Enterprise, Education</th>", "Ende der Updates: Enterprise</th>")
            .replace("Latest build", "Neuester Build")
            .replace("KB article", "KB-Artikel")
        )
        assert [one.facts for one in read("windows-release-info", german).entries] == [
            one.facts for one in read("windows-release-info", RELEASE_INFO).entries
        ]

    def test_server_pages_tell_mainstream_and_extended_ends(self) -> None:
        body = """<html lang="en"><h1>Windows Server release information</h1><h2>Current versions</h2><table><tr><th>Windows Server release</th>
        <th>Servicing option</th><th>Availability date</th><th>Mainstream support end date</th><th>Extended support end date</th><th>Latest revision date</th><th>Latest build</th></tr>
        <tr><td>Windows Server 2025</td><td>Long-Term Servicing Channel (LTSC)</td><td>2024-11-01</td><td>2029-11-13</td><td>2034-11-14</td><td>2026-09-08</td><td>26100.32995</td></tr></table></html>"""
        (one,) = read("windows-release-info", body).entries
        assert one.title == "Windows Server 2025 (Long-Term Servicing Channel (LTSC))"
        assert (one.facts["support_end"], one.facts["security_end"]) == ("2029-11-13", "2034-11-14")

    def test_a_page_without_its_tables_is_a_redesign(self) -> None:
        with pytest.raises(ParseError, match="redesigned"):
            read("windows-release-info", "<html><body><h1>Windows 11 release information</h1></body></html>")


class TestUpdateHistory:
    URL = "https://support.example/en-us/servicing/os/windows-11/toc.json"

    def test_an_update_under_two_versions_is_one_entry(self) -> None:
        first = read("windows-servicing-toc", SERVICING_TOC, url=self.URL).entries[0]
        assert first.key == "KB5130001"
        assert first.facts == {
            "product": "Windows 11",
            "version": "26H2, 25H2",
            "build": ("26300.90", "26200.90"),
            "kb": "KB5130001",
            "release_type": "preview",
            "released": "2026-09-29",
        }
        assert first.url == "https://support.example/en-us/servicing/os/windows-11/2026/09/kb5130001-preview"
        assert first.text.startswith("For: Windows 11, version 26H2; Windows 11, version 25H2")

    def test_page_and_index_tell_an_update_as_one_matter(self) -> None:
        index = read("windows-servicing-toc", SERVICING_TOC, url=self.URL).entries[1]
        page = read("windows-release-info", RELEASE_INFO.replace("KB5200001", "KB5130000")).entries[2]
        assert (
            story_key(index, source("windows-servicing-toc"))
            == story_key(page, source("windows-release-info"))
            == "kb:5130000"
        )

    def test_overview_pages_are_left_out_and_other_articles_kept(self) -> None:
        parsed = read("windows-servicing-toc", SERVICING_TOC, url=self.URL)
        assert [one.key for one in parsed.entries] == ["KB5130001", "KB5130000", "2026/08/end-of-servicing"]


class TestKbArticle:
    def test_the_article_and_each_known_issue_once(self) -> None:
        article, issue = read("windows-kb", KB_ARTICLE).entries
        assert (article.key, article.published) == ("KB5130000", "2026-09-08")
        assert article.text == "This update fixes printing.\nImprovements\n[Print] Fixed: queues start again."
        assert article.facts["build"] == ("26300.80",)
        assert issue.title == "Clock shows the wrong zone"
        assert issue.text == "Symptoms\nThe clock is an hour off."
        assert issue.facts == {}

    def test_expanding_panels_are_the_older_form(self) -> None:
        body = """<html><head><title>May 12, 2026&#8212;KB5120000 (OS Build 26200.70) - Microsoft Support</title></head><body>
        <main><section><h2>Known issues in this update</h2><div class="ocpSection"><h3 class="ocpExpandoHead">
        <button><div>Sound stops</div></button></h3><div class="ocpebw"><p>No sound after sleep.</p></div></div></section></main></body></html>"""
        _, issue = read("windows-kb", body).entries
        assert (issue.title, issue.text) == ("Sound stops", "No sound after sleep.")

    def test_tables_are_the_oldest_form(self) -> None:
        body = """<html><head><title>January 1, 2019—KB4480000</title></head><body><main><h2>Known issues in this update</h2>
        <table><tr><td>Symptom</td><td>Workaround</td></tr><tr><td>Calls fail. Only some.</td><td>Restart.</td></tr></table></main></body></html>"""
        _, issue = read("windows-kb", body).entries
        assert (issue.title, issue.text) == ("Calls fail.", "Calls fail. Only some.\nRestart.")

    def test_another_article_than_asked_for_is_an_error(self) -> None:
        with pytest.raises(ParseError, match="KB5139999"):
            read("windows-kb", KB_ARTICLE, url="https://support.example/help/kb5139999")


def test_an_issue_whose_name_nobody_can_see_is_none() -> None:
    body = good_body("windows-kb").replace(b"Clock shows the wrong zone", "\u200b".encode())
    parsed = registry.load("windows-kb").parse(body, good_source("windows-kb"))
    assert [one.key for one in parsed.entries] == ["KB5130000"]
