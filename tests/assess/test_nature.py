"""What sort of news an entry is, whether one must act, and whether users will notice."""

from __future__ import annotations

import pytest

from omfeed.model import Nature
from tests.assess.kit import judged, source, why

NOTICE = ("Notices",)


@pytest.mark.parametrize(
    ("title", "text", "nature"),
    [
        ("Use filters in reports", "You can now filter the report.", "new"),
        ("New settings for Windows devices", "There are five new settings.", "new"),
        ("Support for device categories", "Intune now supports them.", "new"),
        ("Filters are now generally available", "They are out of preview.", "new"),
        ("Bulk actions (preview)", "In public preview, you can act on many devices.", "preview"),
        ("The compliance report is renamed", "It is now called Status.", "changed"),
        ("Updates to the user interface for filters", "We've updated the layout.", "changed"),
        ("Fewer prompts for users", "They see less.", "changed"),
        ("A confirmation is now required to delete a token", "You must confirm.", "changed"),
        ("Managed Browser is retired", "It will be retired in October 2026.", "retiring"),
        ("Intune ends support for Android 9", "Devices lose support.", "retiring"),
        ("Plan for Change: Intune is moving to support macOS 14 and later", "", "retiring"),
        ("The setting is removed from the console", "It had no effect.", "retiring"),
        ("Known issue: devices fail to sync", "We are investigating.", "issue"),
        ("Sync failures are resolved", "The issue has been fixed.", "fixed"),
        (
            "The July 2026 security update is available",
            "It fixes a vulnerability in the kernel, CVE-2026-12345.",
            "security",
        ),
        ("PowerShell SDK", "The SDK has been updated to version 6.2.", "release"),
        ("Newly available protected apps for Intune", "The following protected apps are now available:", "apps"),
        ("Windows 7 지원 종료", "지원이 종료됩니다.", "retiring"),
        ("レポートの名前が変更されました", "", "changed"),
        ("Bericht (Vorschau)", "", "preview"),
    ],
)
def test_the_nature_is_what_a_reader_most_needs_to_hear(title: str, text: str, nature: str) -> None:
    assert judged(title, text).nature == nature


def test_an_end_told_in_passing_does_not_turn_an_offer_into_a_retirement() -> None:
    text = "You can configure system extensions. They replace kernel extensions, which Apple is deprecating."
    assert judged("Configure system extensions on macOS", text).nature is Nature.NEW
    back = "In March 2026, we announced the removal of support for the setting. It is returning."
    assert judged("Third-party keyboard support", back).nature is Nature.NEW


@pytest.mark.parametrize(
    ("facts", "nature"),
    [
        ({"exploited": True}, Nature.SECURITY),
        ({"cves": ("CVE-2026-1",)}, Nature.SECURITY),
        ({"cve_count": 0, "released": "2026-07-01", "version": "26.5"}, Nature.RELEASE),
        ({"status": "Resolved KB5001234"}, Nature.FIXED),
        ({"status": "serviceRestored"}, Nature.FIXED),
        ({"status": "Confirmed"}, Nature.ISSUE),
        ({"status": "serviceDegradation"}, Nature.ISSUE),
        ({"release_type": "beta", "version": "27"}, Nature.PREVIEW),
        ({"release_type": "stable", "version": "27"}, Nature.RELEASE),
        ({"support_end": "2026-10-13"}, Nature.RETIRING),
    ],
)
def test_fields_of_the_source_decide_the_nature(facts: dict[str, object], nature: Nature) -> None:
    assert judged("A row", facts=facts).nature is nature  # type: ignore[arg-type]  # facts as a test writes them


def test_the_default_of_a_source_holds_unless_its_words_are_stronger() -> None:
    releases = source(nature=Nature.RELEASE)
    assert judged("26.5.2", of=releases).nature is Nature.RELEASE
    assert judged("26.5.2", "Fixes a vulnerability in WebKit, CVE-2026-2.", of=releases).nature is Nature.SECURITY
    assert why(judged("26.5.2", of=releases), "nature") == ["source-default"]


# ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Take action: Update your connector", "Update it before October 1, 2026."),
        ("Plan for Change: Windows 10", "Support ends on October 14, 2026. You need to upgrade devices."),
        ("Plan for Change: New endpoints", "Starting in August 2026, add the endpoints or devices stop connecting."),
        ("Reminder: Removal of connectors", "We'll remove all existing connectors in August."),
        ("Intune ends support for Android 9", "Devices are no longer supported."),
        ("Certificates", "Older connectors will stop working in August. You must update them."),
    ],
)
def test_action_is_required_where_something_stops_or_someone_must_act(title: str, text: str) -> None:
    judgement = judged(title, text, section=NOTICE)
    assert judgement.action_required
    assert why(judgement, "action_required")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("New settings", "You can choose them. Optional."),
        ("Use device queries", "To use this feature, you must assign a license."),
        ("Kiosk mode", "When you create a profile, you must add an app."),
        ("New look of the console", "No action is required."),
        ("A setting is removed", "The setting is removed. It won't impact any devices."),
        ("A new filter", "If you want to use it, you need to create a group first."),
    ],
)
def test_offers_and_their_prerequisites_are_no_call_to_act(title: str, text: str) -> None:
    assert not judged(title, text).action_required


def test_no_action_is_needed_takes_back_the_boilerplate_of_notices() -> None:
    text = "### What you need to do to prepare\n\nYou don't need to take any action. Update your documentation."
    assert not judged("Plan for Change: New icon", text, section=NOTICE).action_required


def test_no_action_for_those_who_do_not_use_it_leaves_those_who_do() -> None:
    text = "If you don't use it, no action is needed. Otherwise you must migrate before August 31, 2026."
    assert judged("Plan for Change: Connector", text, section=NOTICE).action_required


def test_a_deadline_of_the_source_demands_action_and_so_does_exploitation() -> None:
    assert judged("A post", facts={"action_by": "2026-08-01"}).action_required
    assert judged("CVE-2026-1", facts={"exploited": True}).action_required
    assert judged("Old", facts={"support_end": "2026-10-13"}).action_required
    assert not judged("Fresh", facts={"support_end": "2029-10-13"}).action_required


# ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("A change", "End users will see a message that asks them to update."),
        ("A change", "Users are prompted to set a new PIN."),
        ("Skip more screens in Setup Assistant", ""),
        ("Updated layout in the Company Portal for Android", "We've updated the layout."),
        ("Block screen capture on devices", ""),
        ("Use single sign-on for apps", ""),
        ("Intune ends support for Android 9", ""),
        ("변경", "최종 사용자에게 메시지가 표시됩니다."),
    ],
)
def test_users_notice_prompts_screens_and_blocks(title: str, text: str) -> None:
    assert judged(title, text).user_visible


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("New report", "See it in the admin center."),
        ("Scope tags for filters", "You can now assign scope tags."),
        ("Wi-Fi profiles have a new setting", "You can add certificates."),
        ("New layout", "Users won't notice any difference."),
        ("User enrollment issues in the Troubleshoot blade", "The blade shows issues."),
    ],
)
def test_what_only_admins_see_is_not_visible(title: str, text: str) -> None:
    assert not judged(title, text).user_visible


def test_the_tags_of_the_message_center_say_it_outright() -> None:
    assert judged("A post", facts={"tags": ("User impact",)}).user_visible
