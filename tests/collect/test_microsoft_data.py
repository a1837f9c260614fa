"""Microsoft's JSON and XML: message center, service health, roadmap, the monthly security document."""

from __future__ import annotations

import json

import pytest

from omfeed.collect.m365_roadmap import month
from omfeed.diff.story import story_key
from omfeed.errors import ParseError
from omfeed.model import Window
from tests.collect.bodies import CVRF, CVRF_XML, GRAPH_ISSUES, GRAPH_MESSAGES, ROADMAP, post, read, source


class TestMessageCenter:
    def test_a_post_is_an_entry_with_its_facts(self) -> None:
        (one,) = read("graph-messages", GRAPH_MESSAGES).entries
        assert (one.key, one.title) == ("MC900001", "Plan for change: old enrolment ends")
        assert one.text == "Updated September 15, 2026: new dates.\nMove now.\nAction required by: 2026-11-30"
        assert (one.published, one.updated) == ("2026-09-01T08:00:00Z", "2026-09-15T08:00:00Z")
        assert one.facts == {
            "category": "planForChange",
            "source_severity": "high",
            "major": True,
            "action_by": "2026-11-30",
            "services": ("Microsoft Intune",),
            "tags": ("Admin impact", "Retirement"),
            "roadmap_ids": ("500001", "500002"),
            "platforms": ("Android", "iOS", "macOS"),
        }

    def test_only_the_stamp_of_a_change_changes_nothing_but_the_stamp(self) -> None:
        fresh = post(title="Plan for change: old enrolment ends", tags=["Retirement", "Admin impact"])
        (one,) = read("graph-messages", json.dumps({"value": [fresh]})).entries
        assert one == read("graph-messages", GRAPH_MESSAGES).entries[0]

    def test_a_dump_with_pascal_case_names_reads_alike(self) -> None:
        def pascal(value: object) -> object:
            if isinstance(value, dict):
                return {name[:1].upper() + name[1:]: pascal(inner) for name, inner in value.items()}
            return [pascal(inner) for inner in value] if isinstance(value, list) else value

        dump = json.dumps([pascal(post())])
        assert read("graph-messages", dump).entries == read("graph-messages", GRAPH_MESSAGES).entries

    def test_what_a_dump_leaves_null_is_not_missed(self) -> None:
        (one,) = read(
            "graph-messages", json.dumps([post(details=None, tags=None, actionRequiredByDateTime=None)])
        ).entries
        assert "tags" not in one.facts and "action_by" not in one.facts

    def test_posts_stand_in_the_order_in_which_they_will_leave(self) -> None:
        posts = [
            post(f"MC{number}", endDateTime=end)
            for number, end in ((1, "2026-10-01T00:00:00Z"), (2, "2027-01-01T00:00:00Z"), (3, None))
        ]
        parsed = read("graph-messages", json.dumps({"value": posts}))
        assert [one.key for one in parsed.entries] == ["MC3", "MC2", "MC1"]
        assert parsed.window is Window.ROLLING

    def test_a_further_page_is_told(self) -> None:
        body = json.dumps({"value": [post()], "@odata.nextLink": "https://graph.example/?$skip=100"})
        assert "first page" in read("graph-messages", body).warnings[0]

    def test_services_may_be_chosen(self) -> None:
        assert read("graph-messages", GRAPH_MESSAGES, options={"only": "Exchange"}).entries == ()

    def test_an_empty_answer_is_no_error(self) -> None:
        assert read("graph-messages", '{"value": []}').entries == ()

    def test_an_error_of_graph_is_told_in_its_words(self) -> None:
        with pytest.raises(ParseError, match="Forbidden") as caught:
            read("graph-messages", '{"error": {"code": "Forbidden", "message": "no permission"}}')
        assert "permissions" in caught.value.hint


class TestServiceHealth:
    def test_posts_are_told_oldest_first(self) -> None:
        (one,) = read("graph-issues", GRAPH_ISSUES).entries
        lines = one.text.splitlines()
        assert lines[0] == "Users may have waited for policies."
        assert "Status: service restored" in lines
        assert lines[-4:] == ["2026-09-10 08:00", "We look into it.", "2026-09-11 08:00", "It is over."]

    def test_enumerations_are_read_in_any_case(self) -> None:
        camel = GRAPH_ISSUES.replace("ServiceRestored", "serviceRestored").replace('"Advisory"', '"advisory"')
        assert read("graph-issues", camel) == read("graph-issues", GRAPH_ISSUES)
        (one,) = read("graph-issues", camel).entries
        assert (one.facts["status"], one.facts["category"]) == ("resolved", "advisory")


class TestRoadmap:
    def test_an_item_tells_status_and_months(self) -> None:
        (one,) = read("m365-roadmap", ROADMAP, options={"only": "^Microsoft Intune$"}).entries
        assert (one.key, one.title) == ("600001", "Microsoft Intune: wipe without waiting")
        assert one.text == (
            "A wipe starts at once.\nStatus: In development\nGeneral availability: November 2026\n"
            "Rings: General Availability\nClouds: GCC, Worldwide (Standard Multi-Tenant)"
        )
        assert one.facts["platforms"] == ("macOS", "iOS")
        assert one.facts["roadmap_ids"] == ("600001",)

    def test_the_first_version_reads_alike(self) -> None:
        item = {
            "id": 600001,
            "title": "Microsoft Intune: wipe without waiting",
            "description": "A wipe starts at once.",
            "status": "In development",
            "publicDisclosureAvailabilityDate": "November CY2026",
            "publicPreviewDate": "",
            "created": "2026-08-01T00:15:18",
            "modified": "2026-09-17T23:00:20",
            "tagsContainer": {
                "products": [{"tagName": "Microsoft Intune"}],
                "platforms": [{"tagName": "Mac"}, {"tagName": "iOS"}, {"tagName": "Web"}],
                "releasePhase": [{"tagName": "General Availability"}],
                "cloudInstances": [{"tagName": "Worldwide (Standard Multi-Tenant)"}, {"tagName": "GCC"}],
            },
        }
        assert (
            read("m365-roadmap", json.dumps([item])).entries
            == read("m365-roadmap", ROADMAP, options={"only": "Intune"}).entries
        )

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("August CY2026", "August 2026"),
            ("2026-08", "August 2026"),
            ("H2 CY2026", "H2 CY2026"),
            ("2026-13", "2026-13"),
            ("", ""),
        ],
    )
    def test_months_are_words_and_never_days(self, written: str, meant: str) -> None:
        assert month(written) == meant


class TestSecurityDocument:
    def test_a_cve_is_an_entry(self) -> None:
        parsed = read("msrc-cvrf", CVRF)
        android, windows = parsed.entries
        assert (windows.key, windows.section) == ("CVE-2026-50010", ("September 2026 Security Updates",))
        assert windows.title == "CVE-2026-50010: Windows Print Elevation of Privilege Vulnerability"
        assert windows.text == (
            "A local user can rise.\nSeverity: Critical\nImpact: Elevation of Privilege\nExploited: yes\n"
            "Products: Windows 11 Version 25H2\nFixed by: KB5130000\nRevision 2.0: The fix is now complete."
        )
        assert windows.facts == {
            "cves": ("CVE-2026-50010",),
            "source_severity": "Critical",
            "exploited": True,
            "exploited_cves": ("CVE-2026-50010",),
            "product": "Windows 11 Version 25H2",
            "platforms": ("Windows",),
            "build": ("10.0.26200.80",),
            "tags": ("Windows Print", "KB5130000"),
        }
        assert (windows.published, windows.updated) == ("2026-09-08", "2026-09-15")
        assert (android.key, android.facts["platforms"]) == ("CVE-2026-50002", ("Android",))

    def test_cves_of_one_update_are_matters_of_their_own(self) -> None:
        keys = {story_key(one, source("msrc-cvrf")) for one in read("msrc-cvrf", CVRF).entries}
        assert keys == {"cve:CVE-2026-50010", "cve:CVE-2026-50002"}

    def test_json_and_xml_say_the_same(self) -> None:
        assert read("msrc-cvrf", CVRF_XML).entries == read("msrc-cvrf", CVRF).entries

    def test_a_new_issue_of_the_document_alone_changes_nothing(self) -> None:
        again = CVRF.replace("2026-09-20T07:00:00", "2026-09-21T07:00:00")
        assert read("msrc-cvrf", again) == read("msrc-cvrf", CVRF)

    def test_packages_of_azure_linux_are_left_out(self) -> None:
        linux = CVRF.replace("Microsoft Office for Android", "azl3 kernel 6.6 on Azure Linux 3.0")
        assert [one.key for one in read("msrc-cvrf", linux).entries] == ["CVE-2026-50010"]

    def test_products_may_be_chosen(self) -> None:
        assert [one.key for one in read("msrc-cvrf", CVRF, options={"only": "^Windows"}).entries] == ["CVE-2026-50010"]

    def test_entities_of_the_xml_are_not_followed(self) -> None:
        evil = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + CVRF_XML.replace(
            "A local user", "&e; A local user"
        )
        assert all("root:" not in one.text for one in read("msrc-cvrf", evil).entries)
