"""Cut off at every point and run again: everybody gets exactly what was meant, and only one window can repeat."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from omfeed.model import Audience, Cadence, Channel, Subscription
from tests.dispatch.kit import NOW, Post, days, subscription
from tests.kit.faults import Trace
from tests.kit.tried import tried

HOUSE = (
    subscription("admins"),
    subscription("desk", audience=Audience.HELPDESK, cadence=Cadence.WEEKLY, weekday=2),
    subscription("tickets", each=True),
    subscription("hook", Channel.WEBHOOK, secret="KEY"),
    subscription("chat", Channel.TEAMS),
    subscription("everyone", language="en", at="05:00"),
    subscription("weekly", cadence=Cadence.WEEKLY, weekday=2),
)


class Cut(BaseException):
    """The power is gone."""


@dataclass
class CutAt:
    """Stops the world the nth time that any point is reached."""

    nth: int
    reached: int = 0
    point: str = ""

    def __call__(self, point: str) -> None:
        """Count the point."""
        self.reached += 1
        if self.reached == self.nth:
            self.point = point
            raise Cut


def evening(post: Post, hook: object, subscriptions: tuple[Subscription, ...] = HOUSE) -> None:
    """Plan and send."""
    assert callable(hook)
    post.plan(*subscriptions, hook=hook, batch=2)
    post.send(*subscriptions, hook=hook)


def received(post: Post) -> Counter[str]:
    """What every receiver got, by the key that names it for ever."""
    return Counter(
        [*post.mailbox.ids(), *(request.headers.get("Idempotency-Key", "card") for request in post.web.requests)]
    )


@pytest.fixture(scope="module")
def undisturbed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Counter[str], int]:
    """What is meant to arrive, and how many points there are."""
    folder = tmp_path_factory.mktemp("undisturbed")
    shutil.copy(made, folder / "omfeed.db")
    post, trace = Post(folder), Trace()
    evening(post, trace)
    return received(post), len(trace.points)


def test_there_are_at_least_thirty_points(undisturbed: tuple[Counter[str], int]) -> None:
    assert undisturbed[1] >= 30


@pytest.mark.parametrize("nth", range(1, 41))
def test_cut_off_at_any_point_everybody_gets_what_was_meant(
    post: Post, undisturbed: tuple[Counter[str], int], nth: int
) -> None:
    meant, points = undisturbed
    cut = CutAt(min(nth, points))
    with pytest.raises(Cut):
        evening(post, cut)
    # A claim that was cut off is taken for dead after a quarter of an hour; the next run finds it then.
    later = NOW + days(1 / 48)
    post.plan(*HOUSE, at=later)
    post.send(*HOUSE, at=later)
    got = received(post)
    assert set(got) == set(meant)
    repeated = got - meant
    assert sum(repeated.values()) == (1 if cut.point == "dispatch.sent" else 0)
    if repeated:
        assert any(delivery.uncertain for delivery in post.deliveries())
    tried("deliveries cut off and sent all the same")
    tried("deliveries received", sum(got.values()))
