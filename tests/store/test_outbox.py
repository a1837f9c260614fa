"""Deliveries: planned once, claimed, settled; a claim whose holder died is taken up again, and says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from omfeed.store import Store
from omfeed.store.outbox import CLAIM_HOLDS
from omfeed.store.values import DeliveryState, DigestRecord, Planned
from tests.store.kit import NIGHT

HOUR = timedelta(hours=1)
MAIL = Planned(key="mail-1", channel="mail", recipient="desk@example.org", audience="helpdesk", date=date(2026, 3, 1))
POST = Planned(
    key="post-1", channel="teams", recipient="https://hook.example/", payload='{"text": "ü"}', expires=NIGHT + HOUR
)


def test_a_delivery_is_planned_once_however_often_it_is_planned(store: Store) -> None:
    assert store.outbox.plan([MAIL, POST, MAIL], NIGHT) == 2
    assert store.outbox.plan([replace(MAIL, recipient="other@example.org")], NIGHT + HOUR) == 0
    assert [one.planned for one in store.outbox.listed()] == [POST, MAIL]


def test_deliveries_are_planned_with_their_digest(store: Store) -> None:
    run = store.begin_run(NIGHT, "1.0")
    record = DigestRecord(
        audience="helpdesk",
        date=date(2026, 3, 1),
        after_change=0,
        upto_change=1,
        run_id=run,
        path="x",
        sha256="",
        at=NIGHT,
    )
    store.record_digest(record, deliveries=[MAIL])
    store.record_digest(record, deliveries=[MAIL])
    assert [one.planned for one in store.outbox.listed(DeliveryState.PLANNED)] == [MAIL]


def test_what_is_claimed_is_not_claimed_again(store: Store) -> None:
    store.outbox.plan([MAIL, POST], NIGHT)
    (first,) = store.outbox.claim(NIGHT, limit=1)
    (second,) = store.outbox.claim(NIGHT, limit=5)
    assert (first.planned, second.planned) == (MAIL, POST)
    assert (first.state, first.attempts, first.uncertain) == (DeliveryState.SENDING, 1, False)
    assert store.outbox.claim(NIGHT + CLAIM_HOLDS - timedelta(seconds=1)) == ()


def test_what_was_sent_is_done(store: Store) -> None:
    store.outbox.plan([MAIL], NIGHT)
    (claimed,) = store.outbox.claim(NIGHT)
    assert store.outbox.settle(claimed.id, DeliveryState.SENT, NIGHT, receipt="250 ok")
    assert not store.outbox.settle(claimed.id, DeliveryState.QUARANTINED, NIGHT)
    assert store.outbox.claim(NIGHT + timedelta(days=9)) == ()
    (done,) = store.outbox.listed(DeliveryState.SENT)
    assert (done.receipt, done.settled_at) == ("250 ok", NIGHT)


def test_what_failed_is_due_again_at_its_hour(store: Store) -> None:
    store.outbox.plan([MAIL], NIGHT)
    (claimed,) = store.outbox.claim(NIGHT)
    store.outbox.settle(claimed.id, DeliveryState.FAILED, NIGHT, error="421 later", next_attempt=NIGHT + HOUR)
    assert store.outbox.claim(NIGHT + HOUR - timedelta(seconds=1)) == ()
    (again,) = store.outbox.claim(NIGHT + HOUR)
    assert (again.attempts, again.error, again.uncertain) == (2, "421 later", False)


def test_a_claim_whose_holder_died_is_taken_up_again_and_says_so(store: Store) -> None:
    store.outbox.plan([MAIL], NIGHT)
    store.outbox.claim(NIGHT)
    (again,) = store.outbox.claim(NIGHT + CLAIM_HOLDS)
    assert (again.planned.key, again.uncertain, again.attempts) == ("mail-1", True, 2)


def test_an_overdue_delivery_expires_instead_of_going_out(store: Store) -> None:
    store.outbox.plan([POST], NIGHT)
    assert store.outbox.claim(NIGHT + HOUR) == ()
    assert [one.state for one in store.outbox.listed()] == [DeliveryState.EXPIRED]


def test_an_attempt_ends_in_a_state_that_says_what_is_next(store: Store) -> None:
    with pytest.raises(ValueError, match="planned"):
        store.outbox.settle(1, DeliveryState.PLANNED, NIGHT)
    with pytest.raises(ValueError, match="again"):
        store.outbox.settle(1, DeliveryState.FAILED, NIGHT)
