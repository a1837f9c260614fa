"""Who subscribed from the command line, and what people did about a matter, for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from omfeed.model import (
    Audience,
    Cadence,
    Channel,
    Deed,
    DeedKind,
    Filter,
    Nature,
    Platform,
    Severity,
    Subscription,
)
from omfeed.store import Store

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
