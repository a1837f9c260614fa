"""A critical matter that nobody answers is told to the deputy: once, by mail, in working hours."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from omfeed.digest.select import story_of
from omfeed.dispatch.escalate import escalate
from omfeed.model import Channel, Deed, DeedKind, Owner, Severity, own_story
from omfeed.store import Store
from omfeed.store.values import Planned
from tests.dispatch.kit import NOW, Post, alarm, subscription

ADA = Owner(name="Ada", awareness=True, deputy="Bob", mail="ada@example.com")
BOB = Owner(name="Bob", mail="bob@example.com")
LATER = NOW + timedelta(hours=7)


def critical(store: Store) -> list[str]:
    """The matters that are critical."""
    from omfeed.digest.select import is_told, story_of

    found = [one for one in store.items() if is_told(one) and one.assessment.severity is Severity.CRITICAL]
    return list(dict.fromkeys(story_of(one) for one in found))


def told(post: Post, at: datetime = LATER, owners: tuple[Owner, ...] = (ADA, BOB)) -> int:
    """How many matters are newly told to a deputy."""
    with post.store() as store:
        return escalate(store, owners, post.edition, post.outbox, at)


def deed(post: Post, kind: DeedKind, value: str = "") -> None:
    """Somebody does something about every critical matter."""
    with post.store() as store:
        for story in critical(store):
            store.people.record(Deed(story=story, at=NOW, by="ada", kind=kind, value=value))


@pytest.fixture(autouse=True)
def there_is_something_critical(post: Post) -> None:
    """A hole is used in attacks."""
    with post.store() as store:
        alarm(store)
        assert critical(store)


def test_the_deputy_is_told_once(post: Post) -> None:
    with post.store() as store:
        count = len(critical(store))
    assert told(post) == count
    assert told(post) == 0
    post.send(subscription("owner:Bob", to="bob@example.com"), at=LATER)
    assert told(post, LATER + timedelta(days=3)) == 0
    assert {str(mail["To"]) for mail in post.mailbox.mails} == {"bob@example.com"}
    body = post.mailbox.mails[0].get_body(("plain",))
    assert body is not None
    words = body.get_content()
    assert words.startswith(
        "Nobody has acknowledged this critical matter within 4 working hours. It is Ada's; you are the deputy.\n"
        "Once you have seen it, say so: omfeed ack "
    )
    assert "owner: Ada" in words
    assert all(mail["Importance"] == "high" and mail["List-Id"] is None for mail in post.mailbox.mails)


def test_in_the_night_nobody_is_waited_for(post: Post) -> None:
    with post.store() as store:
        first = min(item.at for item in store.items())
    assert told(post, first + timedelta(hours=5)) == 0


@pytest.mark.parametrize(("kind", "value"), [(DeedKind.ACKNOWLEDGED, ""), (DeedKind.STATUS, "planned")])
def test_whoever_has_answered_is_left_alone(post: Post, kind: DeedKind, value: str) -> None:
    deed(post, kind, value)
    assert told(post) == 0


def test_an_assignment_alone_is_no_answer_and_the_new_owner_has_the_deputy(post: Post) -> None:
    deed(post, DeedKind.ASSIGNED, "Bob")
    assert told(post) == 0
    assert told(post, owners=(ADA, Owner(name="Bob", deputy="Ada"))) > 0


@pytest.mark.parametrize(("hours", "waits"), [(1, False), (9, True)])
def test_each_owner_has_a_time_of_their_own_to_answer(post: Post, hours: int, waits: bool) -> None:
    ada = Owner(name="Ada", awareness=True, deputy="Bob", hours=hours)
    assert (told(post, owners=(ada, BOB)) == 0) is waits


@pytest.mark.parametrize("owners", [(), (BOB,), (Owner(name="Ada", awareness=True, deputy="Bob"), Owner(name="Bob"))])
def test_without_a_deputy_who_can_be_reached_nobody_is_told(post: Post, owners: tuple[Owner, ...]) -> None:
    assert told(post, owners=owners) == 0


def test_a_matter_that_has_joined_another_since_is_not_told_to_the_deputy_again(post: Post) -> None:
    with post.store() as store:
        (story,) = critical(store)
        entries = {one.entry_id for one in store.items() if story_of(one) == story}
        alone = f"escalation/{own_story(min(entries))}"
        assert alone != f"escalation/{story}"
        before = Planned(
            key=alone, channel=Channel.MAIL, recipient="bob@example.com", audience="subscription:owner:Bob", path="x"
        )
        store.outbox.plan([before], NOW)
    assert told(post) == 0
    assert [one.planned.key for one in post.deliveries()] == [alone]
