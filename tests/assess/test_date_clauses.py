"""Which dates are due where a sentence also tells of announcements, past plans, stamps, pictures or counts of days."""

from __future__ import annotations

import pytest

from tests.assess.kit import due, judged

READ = "2026-09-07"


def dates(text: str, *, title: str = "A change", published: str = READ) -> list[str]:
    """The due dates of an entry with this text."""
    return due(judged(title, text, published=published))


@pytest.mark.parametrize(
    "text",
    [
        "As announced in MC4711, the relay will be switched off on December 1, 2026.",
        "As previously announced on May 4, 2026, the relay will be switched off on December 1, 2026.",
        "As we shared in May 2026 (MC471100), the relay stops on December 1, 2026.",
        "As announced at our conference in May, starting December 1, 2026, the relay refuses old clients.",
        "First announced in May, this change takes effect on December 1, 2026.",
        "The change, announced in May 2026, takes effect on December 1, 2026.",
        "The change (announced in MC471100, May 2026) takes effect on December 1, 2026.",
        "Following our announcement of May 4, 2026, the relay stops on December 1, 2026.",
        "Microsoft has announced the retirement of the relay, effective December 1, 2026.",
        "We recently announced that on December 1, 2026, the relay will be retired.",
        "We announced in MC471100 that the relay will be switched off on December 1, 2026.",
        "We announced the change in May 2026 and it will take effect on December 1, 2026.",
        "The relay stops on December 1, 2026, as we announced on May 4, 2026.",
        "Wie am 4. Mai 2026 angekündigt, wird das Relais am 1. Dezember 2026 abgeschaltet.",
        "Nach der Ankündigung vom 4. Mai 2026 wird das Relais am 1. Dezember 2026 abgeschaltet.",
        "Das Relais wird am 1. Dezember 2026 abgeschaltet, wie im Mai mitgeteilt.",
        "Im Mai haben wir angekündigt, dass der Support am 1. Dezember 2026 endet.",
        "Die Abschaltung, die im Mai 2026 angekündigt wurde, erfolgt am 1. Dezember 2026.",
        "Gemäß MC471100 endet der Support am 1. Dezember 2026.",
        "당사는 2026년 12월 1일에 지원이 종료된다고 발표했습니다.",
        "2026年12月1日にサポートが終了すると発表しました。",
        "2026년 5월 4일에 공지한 대로 2026년 12월 1일부터 릴레이가 중단됩니다.",
        "5월에 안내해 드린 바와 같이 2026년 12월 1일부터 릴레이가 중단됩니다.",
        "앞서 발표한 바와 같이, 2026년 12월 1일에 릴레이가 중단됩니다.",
        "2026年5月4日に発表したとおり、2026年12月1日にリレーが停止されます。",
        "5月にお知らせしたように、2026年12月1日にリレーが停止されます。",
    ],
)
def test_a_clause_about_an_announcement_takes_away_its_own_date_alone(text: str) -> None:
    assert dates(text) == ["2026-12-01"]


@pytest.mark.parametrize(
    "text",
    [
        "Shared devices lose their sign-in on December 1, 2026.",
        "Published apps are removed on December 1, 2026.",
        "Users are notified on December 1, 2026.",
        "You will be informed in the portal from December 1, 2026.",
        "The policy described in this article takes effect on December 1, 2026.",
        "The message center in the old portal closes on December 1, 2026.",
        "Die angekündigte Abschaltung erfolgt am 1. Dezember 2026.",
        "Nach dem 1. Dezember 2026 werden keine Nachrichten mehr zugestellt.",
        "The new button is in Edge from December 1, 2026.",
        "A new version will be created on December 1, 2026.",
        "Extensions such as this one stop on December 1, 2026.",
        "Introduced in 2019, the old pane is removed on December 1, 2026.",
    ],
)
def test_words_of_telling_and_naming_alone_take_no_day_away(text: str) -> None:
    assert dates(text) == ["2026-12-01"]


@pytest.mark.parametrize(
    "text",
    [
        "We announced this in MC471100, MC471101, and again in August 2026.",
        "We announced in May that we would switch it off in October 2026.",
        "As announced in August 2026, the setting has a new name.",
        "Dies wurde am 1. September 2026 angekündigt.",
        "2026년 9월 1일에 공지했습니다.",
        "2026年9月1日に発表しました。",
    ],
)
def test_where_nothing_else_is_dated_an_announcement_leaves_no_date(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The retirement of the relay, previously announced for 1 October 2026, has been postponed to 1 March 2027.",
        "Originally planned for October 2026, the retirement is delayed until 1 March 2027.",
        "The retirement, which was to happen in October 2026, moves to 1 March 2027.",
        "It was originally scheduled for October 2026 and has been rescheduled to March 1, 2027.",
        "We said we would retire it in October 2026, but have postponed this to March 1, 2027.",
        "The retirement moves up from October 2027 to March 1, 2027.",
        "The retirement, which we had planned for October 2026, now comes on March 1, 2027.",
        "Statt im Oktober 2026 endet der Support am 1. März 2027.",
        "Der Support endet am 1. März 2027 (bisher 1. Oktober 2026).",
        "지원은 2027년 3월 1일(이전: 2026년 10월 1일)에 종료됩니다.",
        "2026년 10월 1일 대신 2027년 3월 1일에 지원이 종료됩니다.",
        "2026年10月1日ではなく2027年3月1日に終了します。",
        "Die ursprünglich für Oktober 2026 geplante Abschaltung wurde auf den 1. März 2027 verschoben.",
        "Die Abschaltung wurde von Oktober 2026 auf den 1. März 2027 verschoben.",
        "원래 2026년 10월로 예정되었던 종료가 2027년 3월 1일로 연기되었습니다.",
        "종료 일정이 2026년 10월에서 2027년 3월 1일로 변경되었습니다.",
        "当初2026年10月に予定されていた終了は2027年3月1日に延期されました。",
        "終了は2026年10月から2027年3月1日に変更されました。",
    ],
)
def test_of_a_postponed_change_the_new_date_stays(text: str) -> None:
    assert dates(text) == ["2027-03-01"]


@pytest.mark.parametrize(
    "opening",
    [
        "Action required by November 30, 2026: ",
        "To be completed by November 30, 2026: ",
        "Deadline November 30, 2026: ",
        "Retiring on November 30, 2026: ",
        "Bis zum 30. November 2026: ",
    ],
)
def test_a_day_by_which_to_act_may_stand_before_a_colon(opening: str) -> None:
    assert dates(f"{opening}replace the relay.") == ["2026-11-30"]
    assert dates("", title=f"{opening}replace the relay") == ["2026-11-30"]


def test_a_day_ahead_before_a_colon_heads_a_row_of_a_timeline() -> None:
    assert dates("December 1, 2026: Enforcement begins.") == ["2026-12-01"]
    assert dates("December 1, 2026: We have updated the timeline.") == []
    assert dates("See below. Updated December 1, 2026: The preview is open.") == []


@pytest.mark.parametrize(
    "text",
    [
        "September 7, 2026: we corrected the list.",
        "Updated September 1, 2026: the list is longer.",
        "Note (September 1, 2026): the list is longer.",
        "Aktualisiert am 1. September 2026: die Liste ist länger.",
        "Stand: 1. September 2026.",
        "2026년 9월 1일 업데이트: 목록이 변경되었습니다.",
        "2026年9月1日更新: 一覧を変更しました。",
        "Screenshot taken on 3 October 2026.",
        "(Screenshot from October 3, 2027)",
        "Figure 3: The pane as seen on October 3, 2026.",
        "Bildschirmfoto vom 3. Oktober 2026.",
        "스크린샷(2026년 10월 3일)",
        "Patch levels of 2026-09-05 or later address all of this.",
        "As of September 1, 2026, the roll-out is paused.",
        "As of September 1, 2026, this feature is still delayed to improve it.",
    ],
)
def test_stamps_pictures_and_reported_states_are_not_due(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "As of December 1, 2026, clients on 4.1 are refused.",
        "Screenshots of managed apps are blocked from December 1, 2026.",
    ],
)
def test_what_takes_effect_is_due_though_its_words_are_alike(text: str) -> None:
    assert dates(text) == ["2026-12-01"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The relay stops in 60 days.", "2026-11-06"),
        ("In 60 days, the relay will be switched off.", "2026-11-06"),
        ("The relay will be switched off in two weeks.", "2026-09-21"),
        ("The relay stops three months after this announcement.", "2026-12-07"),
        ("Das Relais endet in 60 Tagen.", "2026-11-06"),
        ("Die Token werden 30 Tage nach dieser Ankündigung ungültig.", "2026-10-07"),
        ("60일 후에 지원이 종료됩니다.", "2026-11-06"),
        ("발표 후 30일 뒤에 토큰이 만료됩니다.", "2026-10-07"),
        ("60日後にサポートが終了します。", "2026-11-06"),
        ("この発表から30日後にトークンは無効になります。", "2026-10-07"),
        ("この投稿の3か月後にトークンは無効になります。", "2026-12-07"),
    ],
)
def test_days_are_counted_from_publication_in_every_language(text: str, day: str) -> None:
    assert dates(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Devices that do not check in within 30 days are removed.",
        "You can set the token to expire in 60 days.",
        "If nobody signs in, the account is removed in 60 days.",
        "Wenn sich niemand anmeldet, wird das Konto in 60 Tagen entfernt.",
        "로그인하지 않으면 60일 후에 계정이 제거됩니다.",
        "Less than 18 months after this announcement, half of them are gone.",
        "We try to move the relay again in 30 days.",
        "サインインしない場合、60日後にアカウントが削除されます。",
    ],
)
def test_days_of_a_rule_that_holds_for_each_device_are_no_date(text: str) -> None:
    assert dates(text) == []


def test_each_step_that_people_are_told_of_keeps_its_day() -> None:
    text = "Admins are notified on October 1, 2026, and access is blocked on November 1, 2026."
    assert dates(text) == ["2026-10-01", "2026-11-01"]


def test_a_count_gives_way_to_the_day_named_beside_it() -> None:
    assert dates("The relay stops 14 months from now (April 2, 2027).") == ["2027-04-02"]


def test_a_change_is_not_always_a_move_of_its_date() -> None:
    assert dates("This change rolls out from late March 2027 and ends in May 2027.") == ["2027-03", "2027-05"]


def test_a_month_counted_from_its_last_day_ends_with_the_month() -> None:
    assert dates("The relay stops one month after this announcement.", published="2027-01-31") == ["2027-02-28"]


@pytest.mark.parametrize(
    "text",
    [
        "We will be ending support for old devices that still run our relay on October 21, 2022.",
        "The relay was removed on October 21, 2022.",
        "Der Support für das Relais endete am 21. Oktober 2022.",
        "2022년 10월 21일에 지원이 종료되었습니다.",
        "2022年10月21日にサポートが終了しました。",
    ],
)
def test_an_end_plainly_told_keeps_its_date_however_long_ago(text: str) -> None:
    assert dates(text, published="2023-05-01") == ["2022-10-21"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Mainstream support for the phone ended in July 2025, and Intune ends its own on August 10, 2026.",
            ["2026-08-10"],
        ),
        ("Because the mail app ended support for it on June 30, 2025, this change might not affect you.", []),
        ("It is available from the catalogue as of July 10, 2018.", []),
        ("New devices will be enabled for it in later 2026.", ["2026"]),
        ("New devices will be enabled for it starting Fall 2026.", ["2026"]),
    ],
)
def test_what_ended_elsewhere_or_years_ago_is_history(text: str, wanted: list[str]) -> None:
    assert due(judged("A change", text)) == wanted
