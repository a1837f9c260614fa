"""What was missed is caught up with in one message, and nothing is told twice, whatever the cadence."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from omfeed.model import Cadence
from tests.dispatch.kit import NOW, Post, alarm, days, subscription


@pytest.mark.parametrize("cadence", [Cadence.DAILY, Cadence.WEEKLY, Cadence.MONTHLY])
def test_after_missed_nights_one_message_tells_what_came_meanwhile_and_once_only(post: Post, cadence: Cadence) -> None:
    one = subscription(cadence=cadence)
    post.plan(one)
    post.send(one)
    first = len(post.mailbox.mails)
    with post.store() as store:
        alarm(store)
    later = NOW + days(100)
    assert post.plan(one, at=later).planned == 1
    post.send(one, at=later)
    (caught_up,) = post.mailbox.mails[first:]
    assert "iOS 27.0.2" in str(caught_up.get_body())
    for hours in (1, 12, 24 * 40, 24 * 80):
        again: datetime = later + timedelta(hours=hours)
        assert post.plan(one, at=again).planned == 0
