"""What the admin digest answers, and in which order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from omfeed.digest.admin import build_admin
from omfeed.digest.contexts import AdminContext, Period
from omfeed.digest.render import render
from omfeed.model import ChangeKind, Delta, DeltaKind, Fleet, FleetGroup, Item, Platform, Severity, SourceState
from tests.kit.items import FLEET, NIGHT, PERIOD, TODAY, entry, health, item, judged, well
from tests.kit.scenes import busy_night

WINDOWS, IOS, MACOS, LINUX = Platform.WINDOWS, Platform.IOS, Platform.MACOS, Platform.LINUX


def digest(*items: Item, fleet: Fleet = FLEET, **more: object) -> AdminContext:
    return build_admin(items, well(), fleet, PERIOD, **more)  # type: ignore[arg-type]


def titles(cards: object) -> list[str]:
    return [card.title for card in cards]  # type: ignore[attr-defined]


def act(title: str, *due: str, severity: Severity = Severity.HIGH) -> Item:
    return item(entry(title), judged(WINDOWS, act=True, due=due, severity=severity, devices=5))


class TestHealth:
    def test_one_line_of_proof_when_all_is_well(self) -> None:
        head = digest(item(), item()).health
        assert head.well
        assert head.proof == "41 sources read, 2 changes"
        assert head.troubles == ()

    def test_a_quiet_night_is_proven_too(self) -> None:
        context = digest()
        assert context.quiet
        assert context.health.proof == "41 sources read, 0 changes"
        assert context.subject == "omfeed 24 Nov 2026: nothing changed"

    def test_blind_spots_are_named_with_reason_and_since_when(self) -> None:
        since = datetime(2026, 11, 21, 3, tzinfo=UTC)
        head = build_admin(
            [],
            [
                *well(3),
                health("a", SourceState.FAILING, reason="It answers 503.", since=since, failures=4, last_success=since),
                health("b", SourceState.DRIFTED, reason="It shows 2 of 41 entries."),
                health("c", SourceState.LATE, reason="Silent for 41 days."),
                health("d", SourceState.OFF),
            ],
            FLEET,
            PERIOD,
        ).health
        assert not head.well
        assert head.proof == "4 of 6 sources read, 0 changes"
        assert [line.state for line in head.troubles] == ["drifted", "failing", "late"]
        assert head.troubles[1].reason == "It answers 503."
        assert head.troubles[1].since == "since 21 Nov 2026, last read 21 Nov 2026"

    def test_a_source_that_was_never_read_says_so(self) -> None:
        (line,) = build_admin([], [health("a", SourceState.FAILING, last_success=None)], FLEET, PERIOD).health.troubles
        assert line.since == "never read yet"

    def test_a_permanent_redirect_is_told_without_alarm(self) -> None:
        head = build_admin([], [health(redirected_to="https://new.example/")], FLEET, PERIOD).health
        assert head.well
        assert "https://new.example/" in head.moved[0].reason

    def test_a_blind_night_shows_in_the_subject(self) -> None:
        context = build_admin([], [health("a", SourceState.FAILING)], FLEET, PERIOD)
        assert context.subject == "omfeed 24 Nov 2026: nothing changed, blind spots"

    def test_a_story_told_once_does_not_hide_how_many_changes_there_were(self) -> None:
        assert digest(item(story="s"), item(story="s")).health.proof == "41 sources read, 2 changes, told as 1 item"


class TestActNow:
    def test_by_due_date_the_undated_last(self) -> None:
        context = digest(act("undated"), act("far", "2027-03-01"), act("near", "2026-11-30"), act("month", "2026-12"))
        assert titles(context.act) == ["near", "month", "far", "undated"]

    def test_the_next_date_ahead_counts_not_one_that_has_passed(self) -> None:
        context = digest(act("second", "2026-01-01", "2026-12-20"), act("first", "2026-12-10"))
        assert titles(context.act) == ["first", "second"]

    def test_what_is_overdue_stands_first_and_is_said_to_be_past(self) -> None:
        context = digest(act("ahead", "2026-12-10"), act("over", "2026-11-20"))
        assert titles(context.act) == ["over", "ahead"]
        (day,) = context.act[0].deadlines
        assert (day.text, day.distance, day.past) == ("20 November 2026", "4 days ago", True)

    @pytest.mark.parametrize(
        ("due", "text", "distance"),
        [
            ("2026-11-24", "24 November 2026", "today"),
            ("2026-11-25", "25 November 2026", "tomorrow"),
            ("2027-01-01", "1 January 2027", "in 38 days"),
            ("2026-12", "December 2026", ""),
            ("2026-11", "November 2026", "this month"),
            ("2026-Q3", "Q3 2026", "passed"),
            ("2027-H1", "first half of 2027", ""),
            ("2026-H2", "second half of 2026", "this half-year"),
            ("2027", "2027", ""),
        ],
    )
    def test_a_coarse_date_is_never_told_finer_than_its_source_does(self, due: str, text: str, distance: str) -> None:
        (day,) = digest(act("a", due)).act[0].deadlines
        assert (day.iso, day.text, day.distance) == (due, text, distance)

    def test_the_subject_counts_what_is_to_do(self) -> None:
        assert digest(act("a"), item()).subject == "omfeed 24 Nov 2026: 1 to act on"

    def test_the_summary_names_the_next_date(self) -> None:
        assert digest(act("a", "2026-12-01")).summary == "1 item needs action, next date 1 December 2026."

    def test_an_action_on_none_of_our_platforms_is_not_ours(self) -> None:
        context = digest(item(entry("linux"), judged(LINUX, act=True, severity=Severity.HIGH)))
        assert context.act == ()
        assert titles(context.rest[0].cards) == ["linux"]


class TestDevices:
    @pytest.mark.parametrize(
        ("assessment", "text"),
        [
            (judged(WINDOWS, devices=2310), "all your 2,310 devices"),
            (judged(IOS, devices=173), "173 of your 1,377 devices"),
            (judged(IOS, devices=0), "none of your 1,377 devices"),
            (judged(MACOS), "devices unknown"),
            (judged(LINUX), "none of your platforms"),
            (judged(), "the service itself"),
        ],
    )
    def test_in_words(self, assessment: object, text: str) -> None:
        context = digest(item(None, assessment))  # type: ignore[arg-type]
        cards = [*(c for g in context.platforms for c in g.cards), *(c for f in context.rest for c in f.cards)]
        assert cards[0].devices == text

    def test_without_a_fleet_nothing_is_folded_for_not_being_ours(self) -> None:
        context = digest(item(entry("linux"), judged(LINUX)), fleet=Fleet())
        assert [group.name for group in context.platforms] == ["linux"]
        assert context.platforms[0].devices == "devices unknown"
        assert context.platforms[0].cards[0].devices == "devices unknown"

    def test_one_device_is_one_device(self) -> None:
        fleet = Fleet(groups=(FleetGroup(platform=LINUX, count=1),))
        context = digest(item(entry("linux"), judged(LINUX, devices=1)), fleet=fleet)
        assert context.platforms[0].devices == "1 device"
        assert context.platforms[0].cards[0].devices == "your 1 device"


class TestPlatforms:
    def test_in_the_fleet_s_order_the_service_last_each_card_once(self) -> None:
        context = digest(
            item(entry("console"), judged()),
            item(entry("both"), judged(MACOS, IOS, devices=3)),
            item(entry("windows"), judged(WINDOWS, devices=2310)),
        )
        assert [(group.name, titles(group.cards)) for group in context.platforms] == [
            ("windows", ["windows"]),
            ("macos", ["both"]),
            ("ios", []),
            ("service", ["console"]),
        ]
        assert [pointer.title for pointer in context.platforms[2].pointers] == ["both"]

    def test_a_platform_points_to_what_is_told_above(self) -> None:
        context = digest(act("urgent", "2026-12-01"))
        (group,) = context.platforms
        assert (group.name, group.cards) == ("windows", ())
        assert group.pointers[0].anchor == context.act[0].anchor

    def test_the_worst_first(self) -> None:
        context = digest(
            item(entry("b"), judged(WINDOWS, severity=Severity.MEDIUM, devices=1)),
            item(entry("c"), judged(WINDOWS, severity=Severity.CRITICAL, devices=1)),
            item(entry("a"), judged(WINDOWS, severity=Severity.MEDIUM, devices=1)),
        )
        assert titles(context.platforms[0].cards) == ["c", "a", "b"]


class TestEdits:
    def edit(self, *deltas: Delta, severity: Severity = Severity.MEDIUM, kind: ChangeKind = ChangeKind.EDITED) -> Item:
        return item(
            entry("T", "new words"),
            judged(WINDOWS, devices=1, severity=severity),
            kind=kind,
            before=entry("T", "old words"),
            shown=("<p><del>old</del> <ins>new</ins> words</p>", "[-old-] {+new+} words"),
            deltas=deltas,
        )

    @pytest.mark.parametrize(
        ("delta", "phrase"),
        [
            (Delta(kind=DeltaKind.DUE_MOVED, before="2026-08-01", after="2026-10-01"), "due date 1 Aug → 1 Oct 2026"),
            (
                Delta(kind=DeltaKind.DUE_MOVED, before="2026-12-01", after="2027-02-01"),
                "due date 1 Dec 2026 → 1 Feb 2027",
            ),
            (Delta(kind=DeltaKind.DUE_MOVED, before="2026-10", after="2026-Q4"), "due date Oct 2026 → Q4 2026"),
            (Delta(kind=DeltaKind.DELAYED, before="2026-08", after="2026-10"), "due date Aug 2026 → Oct 2026"),
            (Delta(kind=DeltaKind.DELAYED), "delayed"),
            (Delta(kind=DeltaKind.DUE_ADDED, after="2026-08-01"), "new date: 1 Aug 2026"),
            (Delta(kind=DeltaKind.DUE_REMOVED, before="2026-08"), "date dropped: Aug 2026"),
            (Delta(kind=DeltaKind.PLATFORM_ADDED, subject="macos"), "now also macOS"),
            (Delta(kind=DeltaKind.PLATFORM_REMOVED, subject="ios"), "no longer iOS/iPadOS"),
            (
                Delta(kind=DeltaKind.VERSION_CHANGED, subject="ios", before="<16", after="<17"),
                "iOS/iPadOS versions <16 → <17",
            ),
            (Delta(kind=DeltaKind.NATURE_CHANGED, before="issue", after="fixed"), "known issue → fixed"),
            (Delta(kind=DeltaKind.AVAILABLE, before="preview", after="new"), "preview → generally available"),
            (Delta(kind=DeltaKind.ACTION_REQUIRED), "now requires action"),
            (Delta(kind=DeltaKind.ACTION_DROPPED), "no longer requires action"),
            (Delta(kind=DeltaKind.RETITLED, before="Old", after="T"), "new title, was “Old”"),
            (Delta(kind=DeltaKind.WITHDRAWN), "withdrawn by its source"),
            (Delta(kind=DeltaKind.RESTORED), "back at its source"),
            (Delta(kind=DeltaKind.SHIPPED), "shipped: it has left “In development”"),
            (
                Delta(kind=DeltaKind.FACT_CHANGED, subject="cve_count", before="3", after="5"),
                "vulnerabilities fixed 3 → 5",
            ),
            (Delta(kind=DeltaKind.FACT_CHANGED, subject="status", before="", after="open"), "status none → open"),
        ],
    )
    def test_are_named_before_their_words(self, delta: Delta, phrase: str) -> None:
        (card,) = digest(self.edit(delta)).edits
        assert card.deltas == (phrase,)

    def test_show_the_changed_words_readable_without_colour(self) -> None:
        (card,) = digest(self.edit()).edits
        assert '<del><span class="vh">[removed] </span>old</del>' in card.lead
        assert '<ins><span class="vh">[added] </span>new</ins>' in card.lead
        assert card.text == ("[-old-] {+new+} words",)

    def test_a_withdrawn_entry_keeps_its_last_words(self) -> None:
        gone = item(entry("Gone", "It said this."), kind=ChangeKind.WITHDRAWN, deltas=[Delta(kind=DeltaKind.WITHDRAWN)])
        (card,) = digest(gone).edits
        assert (card.kind_word, card.text) == ("Withdrawn", ("It said this.",))

    def test_a_low_edit_is_folded_unless_a_date_moved(self) -> None:
        low = digest(self.edit(severity=Severity.LOW))
        assert (low.edits, low.rest_count) == ((), 1)
        dated = digest(self.edit(Delta(kind=DeltaKind.DUE_ADDED, after="2026-12"), severity=Severity.LOW))
        assert len(dated.edits) == 1

    def test_an_edited_item_that_needs_action_stands_under_act_now_with_its_deltas(self) -> None:
        edited = item(
            entry("T"),
            judged(WINDOWS, act=True, devices=1),
            kind=ChangeKind.EDITED,
            before=entry("T", "Old."),
            deltas=[Delta(kind=DeltaKind.ACTION_REQUIRED)],
        )
        context = digest(edited)
        assert context.edits == ()
        assert context.act[0].deltas == ("now requires action",)

    def test_a_former_title_is_shown(self) -> None:
        edited = item(entry("New name"), kind=ChangeKind.EDITED, before=entry("Old name"))
        assert digest(edited).edits[0].was_title == "Old name"


class TestTheRest:
    def test_every_change_is_somewhere(self) -> None:
        items = [
            act("a"),
            item(entry("b")),
            item(entry("c"), judged(LINUX)),
            item(entry("d"), judged(IOS, devices=0)),
            item(entry("e"), judged(WINDOWS, severity=Severity.LOW, devices=1)),
            item(entry("f"), kind=ChangeKind.WITHDRAWN),
        ]
        context = digest(*items)
        told = [
            *titles(context.act),
            *(title for group in context.platforms for title in titles(group.cards)),
            *titles(context.edits),
            *(title for folded in context.rest for title in titles(folded.cards)),
        ]
        assert sorted(told) == ["a", "b", "c", "d", "e", "f"]

    def test_says_why_it_is_folded(self) -> None:
        context = digest(
            item(entry("c"), judged(LINUX)),
            item(entry("d"), judged(IOS, devices=0)),
            item(entry("e"), judged(WINDOWS, severity=Severity.LOW, devices=1)),
        )
        assert [(folded.reason, titles(folded.cards)) for folded in context.rest] == [
            ("Low, on your platforms", ["e"]),
            ("Touches none of your devices", ["d"]),
            ("Touches none of your platforms", ["c"]),
        ]

    def test_counts_what_rules_muted(self) -> None:
        context = digest(item(None, judged(muted_by="noise")), muted=2)
        assert context.muted == "3 changes muted by your rules"
        assert context.quiet


def test_every_flag_shows_the_words_it_rests_on() -> None:
    (reason,) = digest(item(None, judged(WINDOWS, devices=1))).platforms[0].cards[0].reasons
    assert (reason.flag, reason.rule, reason.words) == ("platform: Windows", "applies-to", "Applies to: Windows")


def test_one_story_has_the_links_of_all_its_sources() -> None:
    context = digest(
        item(entry("31 fixes", url="https://a.example/"), judged(IOS, severity=Severity.HIGH, devices=1), story="s"),
        item(entry("Release", url="https://b.example/"), judged(IOS, devices=1), story="s"),
    )
    (card,) = context.platforms[0].cards
    assert (card.title, [link.url for link in card.links]) == ("31 fixes", ["https://b.example/"])


def test_a_merged_digest_says_since_when() -> None:
    period = Period(since=NIGHT - timedelta(days=23), until=NIGHT, label=TODAY)
    assert build_admin([], well(), FLEET, period).span == "since 1 November 2026"
    assert digest().span == ""


def test_an_owner_is_named_for_the_story_its_platform_or_everything() -> None:
    owners = {"windows": "Mina", "*": "Jo", "s": "Kim"}
    context = digest(
        item(entry("a"), judged(WINDOWS, devices=1)),
        item(entry("b"), judged()),
        item(entry("c"), judged(WINDOWS, devices=1), story="s"),
        owners=owners,
    )
    assert {card.title: card.owner for group in context.platforms for card in group.cards} == {
        "a": "Mina",
        "b": "Jo",
        "c": "Kim",
    }


def test_the_order_of_the_items_does_not_matter() -> None:
    items = [act("a", "2026-12-01"), item(entry("b")), item(entry("c"), judged(LINUX)), item(entry("d"), story="s")]
    assert digest(*items) == digest(*reversed(items))


def test_the_words_of_an_only_date_are_not_said_twice() -> None:
    text = "The old connector stops on 1 December 2026 & later."
    once = item(entry("A", text), judged(Platform.WINDOWS, due=["2026-12-01"], what=text, act=True, devices=1))
    several = item(entry("B", text), judged(Platform.WINDOWS, due=["2026-12-01", "2027-01-01"], what=text, act=True))
    elsewhere = item(entry("C", "Other."), judged(Platform.WINDOWS, due=["2026-12-01"], what=text, act=True))
    cards = build_admin([once, several, elsewhere], well(), FLEET, PERIOD).act
    told = {card.title: [day.what for day in card.deadlines] for card in cards}
    assert told == {"A": [""], "B": [text, text], "C": [text]}


def test_a_night_that_asks_nothing_says_so_and_shows_the_rest_open() -> None:
    low = item(entry("New icons"), judged(Platform.WINDOWS, severity=Severity.LOW, devices=1))
    context = build_admin([low], well(), FLEET, PERIOD)
    assert context.summary == "Nothing asks anything of you; 1 item for the record."
    assert "<details open><summary>Low, on your platforms (1)" in render(context).html
    assert "<details><summary>Low" in render(build_admin(busy_night(), well(), FLEET, PERIOD)).html
