"""A receiver that is away for days misses nothing: the next message that arrives says what the lost ones said."""

from __future__ import annotations

from datetime import datetime

import pytest

from omfeed.deliver.outcome import Later, Outcome
from omfeed.dispatch.send import PATIENCE
from omfeed.model import Cadence, Channel
from omfeed.store.values import DeliveryState
from tests.dispatch.kit import NOW, Post, alarm, days, subscription

OLD = "Delay required app updates until a device is idle"
NEW = "iOS 27.0.2"


def busy() -> Outcome:
    """What a relay says that is out of order."""
    return Later(error="451 4.3.0 try later")


def away(post: Post, name: str = "admins") -> None:
    post.mailbox.says[f"{name}@example.com"] = busy


def back(post: Post) -> None:
    post.mailbox.says.clear()


def told(post: Post) -> list[str]:
    """The words of every mail that arrived."""
    return [str(mail.get_body()) for mail in post.mailbox.mails]


@pytest.mark.parametrize("nights", [1, 2, 3, 4, 9, 30])
def test_after_days_away_one_mail_tells_everything_and_once(post: Post, nights: int) -> None:
    ada = subscription("admins")
    away(post)
    for night in range(nights):
        if night == nights // 2:
            with post.store() as store:
                alarm(store)
        post.plan(ada, at=NOW + days(night))
        post.send(ada, at=NOW + days(night))
    back(post)
    for night in range(nights, nights + 4):
        post.plan(ada, at=NOW + days(night))
        post.send(ada, at=NOW + days(night))
    bodies = told(post)
    assert sum(NEW in body for body in bodies) == 1
    assert len(set(post.mailbox.ids())) == len(bodies)
    states = [one.state for one in post.deliveries()]
    assert set(states) <= {DeliveryState.SENT, DeliveryState.EXPIRED}


def test_the_mail_says_what_it_covers_and_what_waited_is_sent_no_more(post: Post) -> None:
    ada = subscription("admins")
    away(post)
    post.plan(ada)
    post.send(ada)
    with post.store() as store:
        alarm(store)
    post.plan(ada, at=NOW + days(1))
    first, second = post.deliveries()
    assert first.state is DeliveryState.EXPIRED
    assert "later message" in first.error
    assert second.planned.key.startswith("admins/0-")
    back(post)
    assert post.send(ada, at=NOW + days(1)).sent == 1
    (body,) = told(post)
    assert OLD in body
    assert NEW in body


def test_a_first_message_that_never_arrived_reaches_no_further_back_than_it_did(post: Post) -> None:
    ada = subscription("admins")
    post.plan(ada)
    expected = post.deliveries()[0]
    letter = (post.outbox / expected.planned.path).read_text("utf-8")
    away(post)
    post.send(ada)
    back(post)
    post.plan(ada, at=NOW + days(5))
    post.send(ada, at=NOW + days(5))
    (again,) = post.deliveries()
    later = (post.outbox / again.planned.path).read_text("utf-8")
    assert again.planned.key == expected.planned.key
    assert again.state is DeliveryState.SENT
    assert letter.count('"title"') == later.count('"title"') > 0


@pytest.mark.parametrize("cadence", [Cadence.WEEKLY, Cadence.MONTHLY])
def test_a_message_of_a_longer_time_is_said_by_the_next_one(post: Post, cadence: Cadence) -> None:
    ada = subscription("admins", cadence=cadence, weekday=2)
    away(post)
    post.plan(ada)
    # A Wednesday as NOW is, and the first of a month: whoever began now is served on their first such day.
    first = NOW if cadence is Cadence.WEEKLY else NOW.replace(month=11, day=1)
    post.plan(ada, at=first)
    for hour in range(0, 100, 6):
        post.send(ada, at=first + days(hour / 24))
    assert [one.state for one in post.deliveries()] == [DeliveryState.EXPIRED]
    back(post)
    with post.store() as store:
        alarm(store)
    moment = first + days(31)
    post.plan(ada, at=moment)
    post.send(ada, at=moment)
    (body,) = told(post)
    assert OLD in body
    assert NEW in body


def test_what_is_critical_is_neither_lost_nor_told_twice(post: Post) -> None:
    ada = subscription("admins", cadence=Cadence.CRITICAL)
    with post.store() as store:
        alarm(store)
    away(post)
    moments: list[datetime] = [NOW + days(quarter / 96) for quarter in range(0, 96 * 5, 7)]
    for moment in moments:
        post.plan(ada, at=moment)
        post.send(ada, at=moment)
    back(post)
    for moment in (NOW + days(6), NOW + days(7)):
        post.plan(ada, at=moment)
        post.send(ada, at=moment)
    assert [NEW in body for body in told(post)] == [True]


def test_a_single_matter_is_tried_for_two_weeks_and_then_put_before_a_person(post: Post) -> None:
    tickets = subscription("desk", Channel.TICKET, each=True)
    post.web.down = True
    post.plan(tickets)
    planned = len(post.deliveries())
    assert planned > 0
    for night in range(PATIENCE.days):
        post.send(tickets, at=NOW + days(night))
    assert {one.state for one in post.deliveries()} == {DeliveryState.FAILED}
    assert post.send(tickets, at=NOW + PATIENCE + days(1)).refused == planned
    assert {one.error[:34] for one in post.deliveries()} == {"It could not be delivered for 15 d"}


def test_what_was_put_aside_or_arrived_is_not_said_again(post: Post) -> None:
    ada = subscription("admins")
    post.plan(ada)
    post.send(ada)
    away(post)
    with post.store() as store:
        alarm(store)
    post.plan(ada, at=NOW + days(1))
    post.send(ada, at=NOW + days(1))
    back(post)
    post.plan(ada, at=NOW + days(2))
    post.send(ada, at=NOW + days(2))
    first, second = told(post)
    assert (OLD in first, NEW in first) == (True, False)
    assert (OLD in second, NEW in second) == (False, True)
