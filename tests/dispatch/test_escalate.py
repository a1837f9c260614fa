"""A critical matter that nobody answers is told to the deputy: once, by mail, in working hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from omfeed.deliver.outcome import Never
from omfeed.digest.select import story_of
from omfeed.dispatch.escalate import escalate
from omfeed.model import (
    Channel,
    Deed,
    DeedKind,
    Owner,
    Parsed,
    Severity,
    SourceHealth,
    SourceState,
    Subscription,
    Window,
    own_story,
)  # fmt: skip
from omfeed.store import Store
from omfeed.store.values import FetchRecord, Planned
from omfeed.understand import Judge
from tests.dispatch.kit import FLEET, NOW, Post, alarm, subscription

ADA = Owner(name="Ada", awareness=True, deputy="Bob")
REACHED = replace(ADA, mail="ada@example.com")
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
        return escalate(store, owners, post.edition, post.outbox, at).told


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
    assert all(str(mail["Subject"]).startswith("Escalation: iOS 27.0.2") for mail in post.mailbox.mails)
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
    assert told(post, owners=(REACHED, Owner(name="Bob", deputy="Ada"))) > 0


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


class TestTheOwner:
    """Who is reachable is reminded before anybody else is told."""

    @staticmethod
    def _asked(post: Post, at: datetime, *people: Subscription) -> tuple[int, int]:
        with post.store() as store:
            done = escalate(store, (REACHED, BOB), post.edition, post.outbox, at, people=people)
        return done.reminded, done.told

    def test_is_reminded_after_half_the_time_and_the_deputy_told_after_all_of_it(self, post: Post) -> None:
        start = NOW.replace(hour=8)
        found = [self._asked(post, start + timedelta(minutes=15 * quarter)) for quarter in range(40)]
        assert [at for at, (reminded, _) in enumerate(found) if reminded] == [8]
        assert [at for at, (_, told) in enumerate(found) if told] == [16]
        post.send(*(subscription(f"owner:{one.name}", to=one.mail) for one in (REACHED, BOB)), at=LATER)
        reminder, escalation = post.mailbox.mails
        assert (str(reminder["To"]), str(escalation["To"])) == ("ada@example.com", "bob@example.com")
        assert str(reminder["Subject"]).startswith("Reminder: iOS 27.0.2")
        body = reminder.get_body(("plain",))
        assert body is not None
        assert "After 4 working hours Bob is told." in body.get_content()

    def test_who_could_be_reminded_late_only_has_the_same_time_to_answer(self, post: Post) -> None:
        thursday = NOW.replace(day=15, hour=9)
        assert self._asked(post, thursday) == (1, 0)
        assert self._asked(post, thursday + timedelta(minutes=90)) == (0, 0)
        assert self._asked(post, thursday + timedelta(hours=2)) == (0, 1)

    def test_whoever_has_answered_the_reminder_spares_the_deputy(self, post: Post) -> None:
        assert self._asked(post, NOW.replace(hour=10)) == (1, 0)
        deed(post, DeedKind.ACKNOWLEDGED)
        assert self._asked(post, NOW.replace(hour=15)) == (0, 0)


def test_outside_of_working_hours_nobody_is_written_to_and_a_day_that_passed_so_is_told(post: Post) -> None:
    with post.store() as store:
        night = [
            escalate(store, (ADA, BOB), post.edition, post.outbox, NOW.replace(day=day, hour=2)) for day in (15, 16, 17)
        ]
    assert [one.told for one in night] == [0, 0, 0]
    assert [one.waiting > 0 for one in night] == [False, True, True]
    # 17 October is a Saturday.
    assert told(post, datetime(2026, 10, 17, 12, tzinfo=UTC)) == 0
    assert told(post, datetime(2026, 10, 19, 8, tzinfo=UTC)) > 0


def test_whoever_asked_for_hours_of_their_own_is_told_in_these(post: Post) -> None:
    own = subscription("bob", to="Bob@example.com", at="16:00", time_zone="Europe/Berlin")
    with post.store() as store:
        early = escalate(store, (ADA, BOB), post.edition, post.outbox, LATER, people=[own])
        late = escalate(store, (ADA, BOB), post.edition, post.outbox, LATER + timedelta(hours=1), people=[own])
    assert (early.told, late.told > 0) == (0, True)


def test_many_at_once_come_in_one_message_and_each_but_once(post: Post) -> None:
    many = 18
    with post.store() as store:
        (item,) = [one for one in store.items() if one.change.entry.title.startswith("iOS 27.0.2")]
        entry = item.change.entry
        entries = []
        for number in range(many):
            version = f"27.1.{number}"
            facts = {
                "exploited": True,
                "exploited_cves": (f"CVE-2026-{number:05}",),
                "version": version,
                "product": "iOS",
            }
            entries.append(
                replace(entry, title=f"iOS {version}", key=version, url=f"{entry.url}/{number}", facts=facts)
            )
        at = NOW.replace(hour=4)
        understood = Judge(fleet=FLEET).understand(
            Parsed(entries=tuple(entries), window=Window.ROLLING), item.source, store.known("alarms"), at
        )
        health = SourceHealth(source_id="alarms", title="Alarms", url=item.source.url, state=SourceState.WELL)
        run = store.begin_run(at, "test")
        store.record_snapshot(
            run,
            item.source,
            FetchRecord(at=at, status="fresh"),
            b"y",
            1,
            understood.diff,
            understood.judged,
            health,
            at,
        )
        store.end_run(run, at, outcome="well", sources=1, failed=0, changes=many)
        count = len(critical(store))
    assert count > 5
    assert told(post) == count
    assert told(post, LATER + timedelta(hours=1)) == 0
    bob = subscription("owner:Bob", to="bob@example.com")
    post.mailbox.says["bob@example.com"] = lambda: Never(error="550 5.7.1 not now")
    post.send(bob, at=LATER)
    post.mailbox.says.clear()
    # What was refused comes whole at the next occasion.
    assert told(post, LATER + timedelta(hours=2)) > 0
    post.send(bob, at=LATER + timedelta(hours=2))
    (mail,) = post.mailbox.mails
    assert str(mail["Subject"]) == f"Escalation: {count} critical matters"
    body = mail.get_body(("plain",))
    assert body is not None
    assert all(f"iOS 27.1.{number}" in body.get_content() for number in range(many))
    assert told(post, LATER + timedelta(hours=3)) == 0
