"""Calls to act told outright, what is done anew, and what a service will do by itself, in four languages."""

from __future__ import annotations

import pytest

from omfeed.assess.ends import end_is_near
from omfeed.model import Nature
from tests.assess.kit import judged


@pytest.mark.parametrize(
    "text",
    [
        "Action required: configure at least two approvers.",
        "Action required: You must name two approvers.",
        "Action required by 11/30/2026: You must name two approvers.",
        "**Action required**\n\nName two approvers.",
        "### Action required\n\nName two approvers.",
        "[Action required] Name two approvers.",
        "Required actions:\n\n- Name two approvers.\n- Tell them.",
        "The rule is stricter.\n\n- **Action required:** Name two approvers.",
        "> [!IMPORTANT]\n> Immediate action required: name two approvers.",
        "Admins need to configure at least two approvers.",
        "Customers have to grant consent.",
        "At least two approvers must be configured.",
        "Two approvers are required by 1 May 2027.",
        "조치 필요: 승인자를 두 명 이상 구성하세요.",
        "対応が必要: 承認者を 2 人以上構成してください。",
        "Handlungsbedarf: Legen Sie mindestens zwei Genehmiger fest.",
    ],
)
def test_a_call_told_outright_is_heard_and_makes_a_change(text: str) -> None:
    made = judged("Approvals for deletion", text)
    assert (made.action_required, made.nature) == (True, Nature.CHANGED)


@pytest.mark.parametrize(
    "text",
    [
        "No action required.",
        "Action required: none.",
        "### Action required\n\nNothing. The service does it.",
        "**Action required**\n\nNone.",
        "If action is required you will be told.",
        "A banner tells whether action is required.",
        "The list has a column Action required.",
        "The states are:\n\n- Healthy\n- Action required\n- Unknown",
        "| Action required | Owner |\n|---|---|\n| yes | the help desk |",
        "When a device is wiped, another admin must approve it.",
        "To use approvals, you must name two approvers.",
        "You learn what you need to know of approvals.",
        "이 기능을 사용하려면 두 명의 승인자를 구성해야 합니다.",
        "Um sie zu nutzen, müssen Sie zwei Genehmiger konfigurieren.",
    ],
)
def test_the_words_alone_call_nobody(text: str) -> None:
    assert not judged("Approvals for deletion", text).action_required


def test_a_call_counts_beside_something_new() -> None:
    text = "You can now see idle devices. Action required: grant consent before 1 May 2027, or the list stays empty."
    assert judged("Idle devices", text).action_required


@pytest.mark.parametrize(
    "text",
    [
        "Action needed: before December 10, 2026 renew the token.",
        "Before 10 December 2026, renew the tokens of all sites.",
        "Make sure that Windows devices are re-enrolled.",
        "Windows devices must be rejoined.",
        "Be sure to renew the token before 1 May 2027.",
        "Don't forget to renew the token before 1 May 2027.",
        "Scripts must use TLS 1.3 from 1 May 2027.",
        "The default of the setting changes from Allow to Block on 1 May 2027.",
        "The default for existing policies becomes Block.",
        "Macs need to be re-paired with the server.",
        "The default device limit per user drops from 15 to 5.",
        "The quota of requests falls to 500 an hour on 1 March 2027.",
        "Starting in October, the portal for iOS will prompt every user to register again.",
        "Starting with the May 2027 security update, the service will enable hotpatching by default.",
        "With the 2703 release, Intune will turn on cloud protection by default.",
    ],
)
def test_what_is_set_up_today_goes_otherwise_and_is_to_be_prepared(text: str) -> None:
    made = judged("Devices of the fleet", text)
    assert (made.action_required, made.nature) == (True, Nature.CHANGED)


@pytest.mark.parametrize(
    "text",
    ["The device limit per user rises from 5 to 15.", "By default, the setting is off.", "Reports must be readable."],
)
def test_more_room_and_a_state_ask_for_nothing(text: str) -> None:
    assert not judged("Devices of the fleet", text).action_required


@pytest.mark.parametrize(
    "text",
    [
        "Benutzer müssen die Unternehmensportal-App vor dem 30. November 2026 aktualisieren.",
        "Sie müssen den Connector erneut registrieren.",
        "Ab dem 1. Dezember 2026 werden Anfragen ohne Token abgelehnt.",
        "2026년 12월 1일부터 이전 요청은 거부됩니다.",
        "2026年12月1日以降、古い要求は拒否されます。",
    ],
)
def test_a_demand_in_another_language_is_a_change_to_act_on(text: str) -> None:
    made = judged("Portal", text)
    assert (made.action_required, made.nature) == (True, Nature.CHANGED)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Android", "Android 9 이하에 대한 지원이 2026년 10월에 종료됩니다."),
        ("Ende der Unterstützung für iOS 16", "Intune unterstützt ab Januar 2027 nur noch iOS 17 und höher."),
        ("iOS", "Intune unterstützt ab dem 15. Januar 2027 nur noch iOS/iPadOS 17 und höher."),
        ("iOS", "Intune은 2027년 1월 15일부터 iOS/iPadOS 17 이상만 지원합니다."),
        ("iOS", "Intune は 2027 年 1 月 15 日から iOS/iPadOS 17 以降のみをサポートします。"),
        ("macOS", "최소 지원 버전은 이제 macOS 14입니다."),
        ("macOS", "最小バージョンは macOS 14 に引き上げられます。"),
        ("macOS", "Die niedrigste unterstützte Version steigt auf macOS 14."),
        ("Android", "Ab Oktober erfordert die App Android 12 oder höher."),
        ("macOS", "macOS 14 is now the minimum supported version."),
        ("macOS", "The minimum version for the portal app rises to macOS 14."),
        ("macOS", "macOS 14 以降が必要になります。"),
        ("macOS", "이제 macOS 14 이상이 필요합니다."),
        ("macOS", "macOS 14 oder höher ist jetzt erforderlich."),
        ("Android", "Wir stellen die Unterstützung für Android 9 ein."),
        ("Portal", "이전 클라이언트는 2027년 1월부터 연결할 수 없습니다."),
        ("Portal", "古いクライアントは 2027 年 1 月から接続できなくなります。"),
        ("Portal", "Frühere Clients können ab Januar 2027 keine Verbindung mehr herstellen."),
        ("Agent", "Ubuntu 20.04 is dropped in May 2027."),
        ("Agent", "We're dropping Ubuntu 20.04."),
        ("Agent", "The agent on 1 November 2026 drops Ubuntu 20.04."),
        ("Basic sign-in", "It will be turned off 30 days after this announcement."),
    ],
)
def test_a_raised_minimum_ends_the_support_of_what_is_below(title: str, text: str) -> None:
    made = judged(title, text)
    assert (made.action_required, made.nature) == (True, Nature.RETIRING)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("새 설정", "최소 OS 버전을 14로 설정할 수 있습니다."),
        ("新しい設定", "この設定は iOS 17 以降でサポートされます。"),
        ("Neue Einstellung", "Sie können die Mindestversion auf 14 festlegen."),
        ("새 설정", "설정을 사용하면 화면 캡처가 차단됩니다."),
    ],
)
def test_a_minimum_that_one_may_set_ends_nothing(title: str, text: str) -> None:
    made = judged(title, text)
    assert (made.action_required, made.nature) == (False, Nature.NEW)


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("Sign-in might fail on some devices.\n\n**Resolution**: fixed in KB5077744", Nature.FIXED),
        ("Sign-in might fail.\n\nResolution: This issue was resolved by updates of 13 January.", Nature.FIXED),
        ("Sign-in might fail.\n\nResolution: This will be fixed in a coming update.", Nature.ISSUE),
    ],
)
def test_a_resolution_that_came_mends_an_issue(text: str, nature: Nature) -> None:
    assert judged("Sign-in might fail after the June update", text).nature is nature


def test_a_row_with_a_release_and_an_end_tells_what_is_nearer_to_the_reader() -> None:
    row = {"product": "iOS", "version": "18", "released": "2024-09-16"}
    ending = judged("iOS 18", facts={**row, "support_end": "2026-12-15"})
    assert (ending.nature, ending.action_required) == (Nature.RETIRING, True)
    assert judged("iOS 18", facts={**row, "support_end": "2028-12-15"}).nature is Nature.RELEASE
    gone = judged("iOS 18", facts={**row, "support_end": "2025-01-15"})
    assert (gone.nature, gone.action_required) == (Nature.RETIRING, False)


def test_an_end_that_is_no_day_is_not_near() -> None:
    assert not end_is_near("ended", "2026-07-15")
    assert end_is_near("2026-12", "2026-07-15")
    assert not end_is_near("2027-02-01", "2026-07-15")
