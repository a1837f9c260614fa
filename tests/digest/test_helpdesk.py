"""What the helpdesk reads: cards by platform in the sources' own sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from omfeed.digest.contexts import HelpdeskContext
from omfeed.digest.helpdesk import build_helpdesk
from omfeed.digest.sentences import noticed, sentences, to_tell, to_try
from omfeed.model import Audience, ChangeKind, Delta, DeltaKind, Filter, Item, Nature, Platform
from tests.kit.items import FLEET, PERIOD, entry, item, judged, well

WINDOWS, IOS, ANDROID = Platform.WINDOWS, Platform.IOS, Platform.ANDROID


def digest(*items: Item, **more: object) -> HelpdeskContext:
    return build_helpdesk(items, well(), FLEET, PERIOD, **more)  # type: ignore[arg-type]


def seen(title: str, *platforms: Platform, text: str = "Users see a prompt.", **more: object) -> Item:
    return item(entry(title, text), judged(*platforms, users="Users see a prompt", devices=3, **more))  # type: ignore[arg-type]


def titles(context: HelpdeskContext) -> list[str]:
    return [card.title for group in context.platforms for card in group.cards]


def test_console_only_items_are_left_out() -> None:
    assert titles(digest(seen("prompt", WINDOWS), item(entry("console"), judged(WINDOWS, devices=3)))) == ["prompt"]


def test_a_rule_can_route_an_item_to_the_helpdesk() -> None:
    assessment = replace(judged(WINDOWS, devices=3), audiences=(Audience.ADMIN, Audience.HELPDESK))
    assert titles(digest(item(entry("routed"), assessment))) == ["routed"]


def test_a_reader_who_supports_apple_devices_never_meets_windows_but_the_whole_service() -> None:
    items = [seen("windows", WINDOWS), seen("iphone", IOS), seen("everything")]
    context = digest(*items, platforms=[IOS])
    assert titles(context) == ["iphone", "everything"]
    assert context.scope == "iOS/iPadOS"


def test_platforms_we_do_not_manage_are_left_out() -> None:
    assert digest(seen("android", ANDROID)).quiet


def test_a_standing_filter_by_topic() -> None:
    items = [seen("a", IOS, topics=["enrolment"]), seen("b", IOS, topics=["updates"])]
    assert titles(digest(*items, wanted=Filter(topics=("enrolment", "apps")))) == ["a"]


def test_a_quiet_night_says_so_with_proof() -> None:
    context = digest()
    assert context.quiet
    assert context.health.proof == "41 sources read, 0 changes"


def test_a_card_shows_the_workaround_as_the_source_states_it() -> None:
    issue = entry(
        "Sign-in fails",
        "Some users see an error.\nTo resolve the issue:\nRestart twice.\nUse a password.\nA fix follows.",
        html="<p>Some users see an error.</p><p>To resolve the issue:</p><ol><li>Restart twice.</li>"
        "<li>Use a password.</li></ol><p>A fix follows.</p>",
    )
    context = digest(item(issue, judged(WINDOWS, users="Some users see an error", devices=3, nature=Nature.ISSUE)))
    (card,) = context.platforms[0].cards
    assert card.status == "known issue"
    assert card.notice == ("Some users see an error.",)
    assert card.steps == ("To resolve the issue:", "Restart twice.", "Use a password.")


def test_no_workaround_in_the_source_is_none_on_the_card() -> None:
    (card,) = digest(seen("a", WINDOWS)).platforms[0].cards
    assert card.steps == ()
    assert card.tell == ()


@pytest.mark.parametrize(
    ("kind", "nature", "status"),
    [
        (ChangeKind.ADDED, Nature.NEW, "new"),
        (ChangeKind.EDITED, Nature.NEW, "updated"),
        (ChangeKind.EDITED, Nature.ISSUE, "known issue, updated"),
        (ChangeKind.EDITED, Nature.FIXED, "resolved"),
        (ChangeKind.WITHDRAWN, Nature.ISSUE, "withdrawn"),
    ],
)
def test_its_status(kind: ChangeKind, nature: Nature, status: str) -> None:
    changed = item(
        entry("T"),
        judged(WINDOWS, users="x", devices=3, nature=nature),
        kind=kind,
        before=None if kind is ChangeKind.ADDED else entry("T", "Before."),
        deltas=[Delta(kind=DeltaKind.NATURE_CHANGED, before="issue", after="fixed")] if nature is Nature.FIXED else [],
    )
    assert digest(changed).platforms[0].cards[0].status == status


def test_dates_of_the_next_week_are_told_before_the_day() -> None:
    upcoming = [
        seen("tuesday", IOS, due=["2026-12-01"]),
        seen("today", IOS, due=["2026-11-24"]),
        seen("later", IOS, due=["2026-12-02"]),
        seen("past", IOS, due=["2026-11-23"]),
        seen("coarse", IOS, due=["2026-11"]),
        seen("not ours", ANDROID, due=["2026-11-30"]),
    ]
    context = digest(upcoming=upcoming)
    assert [(reminder.title, reminder.deadline.distance) for reminder in context.soon] == [
        ("today", "today"),
        ("tuesday", "in 7 days"),
    ]
    assert not context.quiet


def test_a_withdrawn_entry_reminds_nobody_and_only_the_latest_date_counts() -> None:
    moved = seen("moved", IOS, due=["2026-11-26"])
    later = replace(seen("moved", IOS, due=["2026-11-28"]), entry_id=moved.entry_id, id=moved.id + 10_000)
    gone = item(entry("gone"), judged(IOS, users="x", devices=3, due=["2026-11-26"]), kind=ChangeKind.WITHDRAWN)
    context = digest(upcoming=[moved, later, gone])
    assert [reminder.deadline.iso for reminder in context.soon] == ["2026-11-28"]


def test_since_or_from_when() -> None:
    (card,) = digest(seen("a", IOS, due=["2026-12-01", "2027-Q1"])).platforms[0].cards
    assert card.since == "from 1 December 2026 (in 7 days); from Q1 2027; told 20 November 2026"
    (card,) = digest(seen("a", IOS)).platforms[0].cards
    assert card.since == "20 November 2026"


class TestSentences:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("One. Two! Three?", ("One.", "Two!", "Three?")),
            ("See e.g. Settings. Then go.", ("See e.g. Settings.", "Then go.")),
            ("Version 5.0 of the app. iOS 17 too.", ("Version 5.0 of the app. iOS 17 too.",)),
            ("A line\nanother line", ("A line", "another line")),
            ("첫째 문장입니다. 둘째 문장입니다.", ("첫째 문장입니다.", "둘째 문장입니다.")),
            ("一つ目。二つ目。", ("一つ目。", "二つ目。")),
            ("", ()),
        ],
    )
    def test_are_cut_at_their_ends(self, text: str, found: tuple[str, ...]) -> None:
        assert sentences(text) == found

    def test_what_users_notice_rests_on_the_evidence(self) -> None:
        text = "We changed it. A banner  appears on the lock screen. Users rejoice."
        assert noticed(text, ["banner appears"]) == ("A banner appears on the lock screen.",)

    def test_else_on_sentences_about_users_else_on_the_first(self) -> None:
        assert noticed("We changed it. Users see it.", []) == ("Users see it.",)
        assert noticed("We changed it. It is blue. It is big.", []) == ("We changed it.", "It is blue.")

    def test_what_to_tell_is_what_users_must_do(self) -> None:
        text = "It changes. Users must update the app. Ask your users to restart. As a workaround, users can wait."
        assert to_tell(text) == ("Users must update the app.", "Ask your users to restart.")

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("It fails. As a workaround, use a cable.", ("As a workaround, use a cable.",)),
            ("There is no workaround.", ()),
            ("A new setting came.", ()),
            ("Problemumgehung: Kabel nutzen.", ("Problemumgehung: Kabel nutzen.",)),
            ("A reminder to restart now has the button Later.", ()),
            ("People can postpone a restart once before the deadline.", ()),
            ("The restart of the service is done.", ()),
            ("If it fails, restart the device.", ("If it fails, restart the device.",)),
            ("Restart it. Then sign out.", ("Restart it.", "Then sign out.")),
            ("Users must reinstall the app.", ("Users must reinstall the app.",)),
        ],
    )
    def test_what_to_try(self, text: str, found: tuple[str, ...]) -> None:
        assert to_try("", text) == found
