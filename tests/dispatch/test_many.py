"""A busy night does not bury a reader of single messages; tickets are opened all the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from omfeed.clock import FixedClock
from omfeed.deliver.mail import Sender
from omfeed.deliver.relay import Post as Conversation
from omfeed.deliver.relay import Relay
from omfeed.dispatch.send import Ways, send_due
from omfeed.model import Cadence, Channel, Subscription, TicketSystem
from tests.deliver.kit import Book, relay
from tests.dispatch.kit import NOW, Post, alarm, days
from tests.dispatch.kit import subscription as subscribed


def subscription(name: str, channel: Channel = Channel.MAIL, **more: Any) -> Subscription:
    """A subscription to everything of a week, one message a matter."""
    return subscribed(name, channel, each=True, cadence=Cadence.WEEKLY, weekday=2, **more)


def spend(post: Post, book: Book, one: Subscription, *, at: timedelta = timedelta()) -> list[str]:
    """An evening by a relay that is really spoken to; gives the subjects of what came."""
    before = len(book.mails)
    post.plan(one, at=NOW + at)
    with Conversation(Relay(host="127.0.0.1", port=book.port, security="none")) as line, post.store() as store:
        ways = Ways(net=post.web, sender=Sender(address="omfeed@example.com"), mailer=line, secrets=post.secrets)
        send_due(store, (one,), post.outbox, ways, FixedClock(NOW + at))
    return [str(mail.message["Subject"]) for mail in book.mails[before:]]


def test_what_is_too_much_comes_in_one_message_and_the_worst_by_itself(post: Post) -> None:
    with post.store() as store:
        alarm(store)
    with relay() as book:
        everything = spend(post, book, subscription("all"))
        assert len(everything) > 4
        some = spend(post, book, subscription("some", most=3))
        assert len(some) == 4
        assert any("iOS 27.0.2" in subject for subject in some[:3])
        assert some[3] == f"omfeed: {len(everything) - 3} more items"
        text = book.mails[-1].message.get_body(("plain",))
        assert text is not None
        titles = [subject.split("] ")[1] for subject in everything if subject not in some]
        assert all(title.split()[0] in text.get_content() for title in titles)
        # Nothing of it is told again.
        assert spend(post, book, subscription("some", most=3), at=days(7)) == []


@pytest.mark.parametrize(
    ("channel", "limited"), [(Channel.SLACK, True), (Channel.TEAMS, True), (Channel.TICKET, False)]
)
def test_the_limit_is_for_people_and_not_for_programs(post: Post, channel: Channel, limited: bool) -> None:
    every = post.plan(subscription("all", channel)).planned
    some = post.plan(subscription("some", channel, most=2)).planned
    assert some == (3 if limited else every)
    assert every > 3


def test_the_mailbox_of_a_ticket_system_gets_each_matter(post: Post) -> None:
    every = post.plan(subscription("all")).planned
    one = subscription("desk", most=2, system=TicketSystem.JIRA)
    assert post.plan(one).planned == every
