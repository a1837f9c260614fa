"""Who subscribed from the command line, and what people did about a matter, for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from omfeed.model import (
    Audience,
    Cadence,
    Change,
    ChangeKind,
    Channel,
    Deed,
    DeedKind,
    Filter,
    Nature,
    Platform,
    Severity,
    Subscription,
    own_story,
)
from omfeed.store import Store
from tests.store.kit import Page, entry, night

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
FULL = Subscription(
    id="helpdesk",
    channel=Channel.WEBHOOK,
    to="HOOK",
    secret="KEY",
    audience=Audience.HELPDESK,
    wanted=Filter(
        platforms=(Platform.IOS, Platform.MACOS),
        enrolment=("byod",),
        sources=("news",),
        natures=(Nature.ISSUE,),
        topics=("enrolment",),
        tags=("app-team",),
        words=("Intune",),
        minimum_severity=Severity.MEDIUM,
        only_action_required=True,
        only_user_visible=True,
        only_ours=True,
    ),
    cadence=Cadence.WEEKLY,
    weekday=4,
    at="07:30",
    workdays=True,
    time_zone="Asia/Seoul",
    language="ko",
    paused_until=date(2026, 12, 24),
    each=True,
    allow_private=True,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty database."""
    with Store.open(tmp_path / "omfeed.db", now=NOW) as opened:
        yield opened


@pytest.mark.parametrize("one", [FULL, Subscription(id="x", channel=Channel.MAIL, to="ada@example.com")])
def test_a_subscription_comes_back_as_it_was_given(store: Store, one: Subscription) -> None:
    assert store.people.subscribe(one, NOW)
    assert store.people.subscriptions() == (one,)


def test_a_second_of_the_same_name_takes_the_place_of_the_first(store: Store) -> None:
    store.people.subscribe(FULL, NOW)
    other = Subscription(id=FULL.id, channel=Channel.FEED)
    assert not store.people.subscribe(other, NOW)
    assert store.people.subscriptions() == (other,)


def test_whoever_left_gets_nothing_and_may_come_back(store: Store) -> None:
    store.people.subscribe(FULL, NOW)
    assert store.people.unsubscribe(FULL.id, NOW)
    assert not store.people.unsubscribe(FULL.id, NOW)
    assert not store.people.unsubscribe("nobody", NOW)
    assert store.people.subscriptions() == ()
    store.people.subscribe(FULL, NOW)
    assert store.people.subscriptions() == (FULL,)


def test_deeds_are_kept_in_their_order_and_none_is_lost(store: Store) -> None:
    deeds = [
        Deed(story="s1", at=NOW, by="ada", kind=DeedKind.ACKNOWLEDGED),
        Deed(story="s2", at=NOW, by="bob", kind=DeedKind.ASSIGNED, value="ada", note="on holiday"),
        Deed(story="s1", at=NOW + timedelta(hours=1), by="ada", kind=DeedKind.STATUS, value="done"),
    ]
    for deed in deeds:
        store.people.record(deed)
    assert store.people.deeds() == tuple(deeds)
    assert store.people.deeds("s1") == (deeds[0], deeds[2])
    assert store.people.deeds("s3") == ()


class TestAStoryThatIsJoined:
    """What was done about an entry follows it into the story that other sources tell, too."""

    def page(self, store: Store) -> Page:
        """Two entries, of which each has a story for itself, and what was done about both."""
        page = Page.of(store)
        page.add(entry("One"), entry("Two"))
        for row in page.known:
            store.people.record(self.ack(own_story(row.id), f"of {row.entry.title}"))
        return page

    @staticmethod
    def ack(story: str, by: str) -> Deed:
        return Deed(story=story, at=NOW, by=by, kind=DeedKind.ACKNOWLEDGED)

    def test_deeds_follow_their_entry(self, store: Store) -> None:
        page = self.page(store)
        one, of_two = page.row("One"), own_story(page.row("Two").id)
        edit = Change(kind=ChangeKind.EDITED, material=True, before=one.entry, after=entry("One", "x"), known_id=one.id)
        page.show(edit, seen=page.present | {one.id: entry("One", "x")}, story="shared", now=night(1))
        store.people.record(self.ack("shared", "later"))
        assert [(deed.story, deed.by) for deed in store.people.deeds()] == [
            ("shared", "of One"),
            (of_two, "of Two"),
            ("shared", "later"),
        ]
        assert [deed.by for deed in store.people.deeds("shared")] == ["of One", "later"]
        assert [deed.by for deed in store.people.deeds(of_two)] == ["of Two"]

    def test_the_trail_itself_stays_as_it_was_written(self, store: Store) -> None:
        page = self.page(store)
        one = page.row("One")
        edit = Change(kind=ChangeKind.EDITED, material=True, before=one.entry, after=entry("One", "x"), known_id=one.id)
        page.show(edit, seen=page.present | {one.id: entry("One", "x")}, story="shared", now=night(1))
        with store.reading() as connection:
            kept = connection.exec_driver_sql("SELECT story FROM deed ORDER BY id").scalars().all()
        assert kept == ["s-1", "s-2"]
