"""The right change to the right person, once."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from email.message import EmailMessage
from itertools import pairwise

import pytest

from omfeed.clock import FixedClock
from omfeed.deliver import webhook
from omfeed.deliver.outcome import Later, Never
from omfeed.digest.select import story_of
from omfeed.digest.speech import languages
from omfeed.dispatch.desk import EXPIRES, PREFIX
from omfeed.dispatch.plan import tidy
from omfeed.dispatch.send import Tally, Ways, next_attempt, send_due
from omfeed.model import Audience, Cadence, Channel, Deed, DeedKind, Filter, Owner, Platform, Severity
from omfeed.store.values import DeliveryState
from tests.dispatch.kit import NOW, Post, alarm, days, subscription


def body(mail: EmailMessage) -> str:
    """The text of a mail."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_a_subscriber_gets_the_changes_of_the_last_day_by_mail(post: Post) -> None:
    admins = subscription()
    plans = post.plan(admins)
    assert (plans.due, plans.planned, plans.letters) == (1, 1, 1)
    tally = post.send(admins)
    assert (tally.sent, tally.later, tally.refused) == (1, 0, 0)
    (mail,) = post.mailbox.mails
    assert mail["To"] == "admins@example.com"
    assert mail["List-Id"] == '"omfeed admins" <admins.omfeed.example.com>'
    assert "Delay required app updates until a device is idle" in body(mail)
    html = mail.get_body(("html",))
    assert html is not None and "Delay required app updates" in html.get_content()


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX")
def test_letters_are_for_nobody_else_on_the_machine(post: Post) -> None:
    post.plan(subscription())
    modes = {path.stat().st_mode & 0o777 for path in post.outbox.rglob("*.json")}
    assert modes == {0o600}


def test_each_matter_says_whose_it_is_by_rule_or_by_assignment(post: Post) -> None:
    owners = (Owner(name="Bob Builder", awareness=True),)
    weekly = [subscription(name, cadence=Cadence.WEEKLY, weekday=2) for name in ("by-rule", "by-deed")]
    post.plan(weekly[0], owners=owners)
    with post.store() as store:
        for item in store.items():
            deed = Deed(story=story_of(item), at=NOW, by="ada", kind=DeedKind.ASSIGNED, value="Ada Lovelace")
            store.people.record(deed)
    post.plan(weekly[1], owners=owners)
    post.send(*weekly)
    by_rule, by_deed = (body(mail) for mail in post.mailbox.mails)
    assert "Bob Builder" in by_rule
    assert "Ada Lovelace" in by_deed
    assert "Bob Builder" not in by_deed


def test_a_second_run_the_same_day_sends_nothing(post: Post) -> None:
    admins = subscription()
    for hours in (0, 1, 5):
        post.plan(admins, at=NOW + days(hours / 24))
        post.send(admins, at=NOW + days(hours / 24))
    assert len(post.mailbox.mails) == 1


def test_what_was_told_once_is_not_told_again_the_next_day(post: Post) -> None:
    admins = subscription()
    post.plan(admins)
    assert post.plan(admins, at=NOW + days(1)).planned == 0


def test_a_weekly_subscriber_gets_the_whole_week_at_once(post: Post) -> None:
    weekly = subscription(cadence=Cadence.WEEKLY, weekday=2)
    post.plan(weekly)
    post.send(weekly)
    (mail,) = post.mailbox.mails
    assert "Recovery lock passwords for Macs with Apple silicon" in body(mail)
    assert "Delay required app updates until a device is idle" in body(mail)


def test_a_missed_week_is_caught_up_with(post: Post) -> None:
    early = subscription(cadence=Cadence.WEEKLY, weekday=0)
    with post.store() as store:
        first = store.items()[0]
    monday = datetime(2026, 10, 12, 0, 0, tzinfo=UTC)
    post.plan(early, at=monday)
    post.send(early, at=monday)
    assert post.plan(early, at=NOW + days(20)).planned == 0, f"change {first.id} and all others were covered"


def test_only_what_fits_is_sent_and_nothing_when_nothing_does(post: Post) -> None:
    chrome = subscription("chrome", wanted=Filter(platforms=(Platform.CHROMEOS,), minimum_severity=Severity.CRITICAL))
    assert post.plan(chrome).planned == 0
    assert post.send(chrome).sent == 0


def test_an_admin_by_mail_is_told_that_a_night_was_quiet_if_the_house_wants_it(post: Post) -> None:
    admins = subscription(wanted=Filter(words=("no such word",)))
    post.edition = type(post.edition)(folder=post.folder, write_quiet_nights=True)
    post.plan(admins, subscription("desk", audience=Audience.HELPDESK, wanted=admins.wanted))
    post.send(admins)
    (mail,) = post.mailbox.mails
    assert mail["To"] == "admins@example.com"
    assert "8 sources read" in body(mail)


def test_the_helpdesk_does_not_get_what_only_admins_see(post: Post) -> None:
    desk = subscription("desk", audience=Audience.HELPDESK, cadence=Cadence.WEEKLY, weekday=2)
    post.plan(desk)
    post.send(desk)
    (mail,) = post.mailbox.mails
    assert "Audit log: who looked at a recovery key" not in body(mail)


def test_critical_comes_at_once_and_once_and_nothing_else_does(post: Post) -> None:
    at_once = subscription(cadence=Cadence.CRITICAL)
    assert post.plan(at_once).planned == 0
    with post.store() as store:
        alarm(store)
    for minutes in (1, 16, 31):
        post.plan(at_once, at=NOW + days(minutes / 24 / 60))
        post.send(at_once, at=NOW + days(minutes / 24 / 60))
    (mail,) = post.mailbox.mails
    assert "iOS 27.0.2" in body(mail)
    assert "Delay required app updates" not in body(mail)
    assert mail["Importance"] == "high"


def test_a_paused_subscription_waits_and_then_gets_what_it_missed(post: Post) -> None:
    paused = subscription(paused_until=(NOW + days(1)).date(), cadence=Cadence.DAILY)
    assert post.plan(paused).due == 0
    assert post.plan(paused, at=NOW + days(1)).due == 1


def test_subscribers_of_the_same_words_share_one_letter(post: Post) -> None:
    many = [subscription(f"s{number}") for number in range(30)]
    plans = post.plan(*many)
    assert (plans.planned, plans.letters) == (30, 1)
    assert len(list(post.outbox.rglob("*.json"))) == 1
    assert post.send(*many).sent == 30
    assert len(set(post.mailbox.ids())) == 30


def test_one_message_for_each_matter_to_a_ticket_mailbox(post: Post) -> None:
    tickets = subscription(each=True)
    planned = post.plan(tickets).planned
    post.send(tickets)
    assert planned == len(post.mailbox.mails) > 0
    assert all(mail["Subject"].startswith("[omfeed:") for mail in post.mailbox.mails)
    assert len({mail["Subject"] for mail in post.mailbox.mails}) == planned
    assert all(mail["In-Reply-To"] is None for mail in post.mailbox.mails), "nobody here was told of these before"


def test_a_webhook_is_signed_and_its_address_is_never_stored(post: Post) -> None:
    hook = subscription("hook", Channel.WEBHOOK, secret="KEY")
    post.plan(hook)
    assert post.send(hook).sent == 1
    (request,) = post.web.requests
    assert request.url == "https://hook.example/s3cret"
    assert request.secret_url
    stamp, signature = request.headers[webhook.TIMESTAMP], request.headers[webhook.SIGNATURE]
    assert webhook.verify(request.body, stamp, signature, "shh", NOW)
    assert json.loads(request.body)["items"]
    assert b"s3cret" not in (post.folder / "omfeed.db").read_bytes()


def test_a_ticket_has_the_id_of_its_story(post: Post) -> None:
    ticket = subscription("desk", Channel.TICKET, each=True)
    post.plan(ticket)
    post.send(ticket)
    told = [json.loads(request.body) for request in post.web.requests]
    assert told
    assert all(one["external_id"].startswith("omfeed-") for one in told)
    assert len({request.headers["Idempotency-Key"] for request in post.web.requests}) == len(told)


@pytest.mark.parametrize("channel", [Channel.TEAMS, Channel.SLACK])
def test_chat_gets_a_card_and_its_pace(post: Post, channel: Channel) -> None:
    chat = subscription("chat", channel)
    post.plan(chat)
    assert post.send(chat).sent == 1
    assert b"Delay required app updates" in post.web.requests[0].body
    assert post.slept == [0.3]


def test_a_retired_connector_is_put_aside_with_what_to_do(post: Post) -> None:
    post.secrets["HOOK"] = "https://contoso.webhook.office.com/webhookb2/x"
    chat = subscription("chat", Channel.TEAMS)
    post.plan(chat)
    assert post.send(chat).refused == 1
    assert "choose Workflows" in post.deliveries()[0].error


def test_a_missing_variable_is_told_and_the_message_waits(post: Post) -> None:
    post.secrets.clear()
    hook = subscription("hook", Channel.WEBHOOK)
    post.plan(hook)
    assert post.send(hook).later == 1
    assert "HOOK, which holds the address, is not set" in post.deliveries()[0].error
    post.secrets["HOOK"] = "https://hook.example/s3cret"
    assert post.send(hook, at=NOW + days(0.5)).sent == 1


def test_one_refused_address_harms_no_other(post: Post) -> None:
    many = [subscription(name) for name in ("ada", "gone", "zoe")]
    post.mailbox.says["gone@example.com"] = lambda: Never(error="There is no such mailbox.")
    post.plan(*many)
    tally = post.send(*many)
    assert (tally.sent, tally.refused) == (2, 1)
    states = {one.planned.recipient: one.state for one in post.deliveries()}
    assert states["gone@example.com"] is DeliveryState.QUARANTINED
    assert post.send(*many, at=NOW + days(1)) == type(tally)()


def test_what_passes_is_tried_again_ever_later_and_then_expires(post: Post) -> None:
    ada = subscription("ada")
    post.mailbox.says["ada@example.com"] = lambda: Later(error="greylisted")
    post.plan(ada)
    attempts: list[datetime] = []
    now: datetime | None = NOW
    while now is not None and len(attempts) < 50:
        if post.send(ada, at=now).later:
            attempts.append(now)
        assert post.send(ada, at=now).later == 0
        now = post.deliveries()[0].next_attempt
    gaps = [later - earlier for earlier, later in pairwise(attempts)]
    assert gaps == sorted(gaps)
    assert 12 <= len(attempts) <= 20
    (only,) = post.deliveries()
    assert only.state is DeliveryState.EXPIRED
    assert only.error == "greylisted"


def test_the_other_side_may_ask_for_a_longer_wait(post: Post) -> None:
    post.plan(subscription())
    with post.store() as store:
        (delivery,) = store.outbox.claim(NOW)
    soon = next_attempt(delivery, Later(error=""), NOW)
    asked = next_attempt(delivery, Later(error="", wait=3600), NOW)
    absurd = next_attempt(delivery, Later(error="", wait=10**9), NOW)
    assert NOW < soon < asked < absurd < NOW + EXPIRES


def test_whoever_is_no_longer_subscribed_gets_nothing(post: Post) -> None:
    post.plan(subscription())
    assert post.send() == Tally(dropped=1)
    assert post.mailbox.mails == []


def test_a_changed_address_gets_nothing_meant_for_the_old_one(post: Post) -> None:
    post.plan(subscription())
    assert post.send(subscription(to="other@example.com")).refused == 1
    assert post.mailbox.mails == []


def test_without_a_mail_table_mail_waits(post: Post) -> None:
    admins = subscription()
    post.plan(admins)
    with post.store() as store:
        tally = send_due(store, [admins], post.outbox, Ways(net=post.web), FixedClock(NOW))
    assert tally.later == 1


def test_a_lost_letter_is_told(post: Post) -> None:
    admins = subscription()
    post.plan(admins)
    for letter in post.outbox.rglob("*.json"):
        letter.unlink()
    assert post.send(admins).refused == 1
    assert "Was the outbox folder emptied?" in post.deliveries()[0].error


def test_letters_of_days_long_past_are_removed_and_nothing_else(post: Post) -> None:
    for name in ("2026-01-01", "2026-10-13", "keep"):
        (post.outbox / name).mkdir(parents=True)
        (post.outbox / name / "x.json").write_text("{}", encoding="utf-8")
    assert tidy(post.outbox, NOW.date()) == 1
    assert sorted(path.name for path in post.outbox.iterdir()) == ["2026-10-13", "keep"]


def test_what_is_recorded_of_subscriptions_is_no_digest_of_an_audience(post: Post) -> None:
    post.plan(subscription())
    with post.store() as store:
        assert store.last_digest(Audience.ADMIN) is None
        assert store.last_digest(PREFIX + "admins") is not None


def test_korean_subscribers_read_korean(post: Post) -> None:
    if "ko" not in languages():
        pytest.skip("there is no Korean catalogue")
    one = subscription(language="ko")
    post.plan(one)
    post.send(one)
    (mail,) = post.mailbox.mails
    assert mail["Content-Language"] == "ko"
    assert any("가" <= char <= "힣" for char in str(mail["Subject"]))
