"""What was refused for good is told by the next message; what nobody wants any more is dropped without a word."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest

from omfeed.clock import FixedClock
from omfeed.deliver.mail import Sender
from omfeed.deliver.relay import Post as Conversation
from omfeed.deliver.relay import Relay
from omfeed.dispatch.plan import plan
from omfeed.dispatch.send import Tally, Ways, send_due
from omfeed.model import Cadence, Channel, Subscription
from omfeed.net.client import Client
from omfeed.net.request import Limits
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.store.values import DeliveryState
from tests.deliver.kit import Book, relay
from tests.dispatch.house import must, page
from tests.dispatch.kit import NOW, Post, alarm, days, subscription
from tests.dispatch.shell import Shell
from tests.kit.nights import FIRST, World, world
from tests.kit.server import Reply, Seen, Server, serve

OLD = "Delay required app updates until a device is idle"
NEW = "iOS 27.0.2"


def evening(post: Post, port: int, *people: Subscription, at: datetime) -> Tally:
    """Plan and send by a relay that is really spoken to."""
    post.plan(*people, at=at)
    with Conversation(Relay(host="127.0.0.1", port=port, security="none"), seconds=1) as line:
        ways = Ways(net=post.web, sender=Sender(address="omfeed@example.com"), mailer=line)
        with post.store() as store:
            return send_due(store, people, post.outbox, ways, FixedClock(at))


def words(book: Book, recipient: str = "ada@example.com") -> list[str]:
    return [str(one.message.get_body(("plain",))) for one in book.mails if one.recipient == recipient]


@pytest.mark.parametrize("cadence", [Cadence.DAILY, Cadence.CRITICAL])
def test_a_mail_that_the_relay_refused_is_told_by_the_next_one(post: Post, cadence: Cadence) -> None:
    ada = subscription("ada", cadence=cadence)
    with post.store() as store:
        alarm(store)
    with relay() as book:
        book.refuse_data = "554 5.7.0 Rejected"
        assert evening(post, book.port, ada, at=NOW).refused == 1
        book.refuse_data = ""
        assert evening(post, book.port, ada, at=NOW + days(1)).sent == 1
        assert evening(post, book.port, ada, at=NOW + days(2)).sent == 0
        (body,) = words(book)
    assert NEW in body


def test_it_is_said_together_with_what_came_since_and_only_the_newest_stays_put_aside(post: Post) -> None:
    ada = subscription("ada")
    with relay() as book:
        book.refuse_data = "554 5.7.0 Rejected"
        evening(post, book.port, ada, at=NOW)
        with post.store() as store:
            alarm(store)
        evening(post, book.port, ada, at=NOW + days(1))
        assert [one.state for one in post.deliveries()] == [DeliveryState.EXPIRED, DeliveryState.QUARANTINED]
        book.refuse_data = ""
        evening(post, book.port, ada, at=NOW + days(2))
        (body,) = words(book)
    assert OLD in body
    assert NEW in body


def test_a_mailbox_that_refuses_is_asked_again_only_hours_later(post: Post) -> None:
    ada = subscription("ada", cadence=Cadence.CRITICAL)
    with post.store() as store:
        alarm(store)
    with relay() as book:
        book.refuse["ada@example.com"] = "550 5.1.1 no such user"
        refused = sum(
            evening(post, book.port, ada, at=NOW + timedelta(minutes=15 * n)).refused for n in range(0, 96, 4)
        )
    assert refused == 4


def test_a_mailbox_that_is_gone_is_not_told_ever_more(post: Post) -> None:
    ada = subscription("ada")
    with relay() as book:
        book.refuse["ada@example.com"] = "550 5.1.1 no such user"
        for month in range(6):
            evening(post, book.port, ada, at=NOW + days(30 * month))
        book.refuse.clear()
        with post.store() as store:
            alarm_at = NOW + days(175)
            store.end_run(store.begin_run(alarm_at, "test"), alarm_at, outcome="well", sources=1, failed=0, changes=0)
        evening(post, book.port, ada, at=NOW + days(180))
    assert not any(OLD in body for body in words(book))


class TestASingleMatter:
    """A webhook that was gone for one night, and a date that moves afterwards."""

    @staticmethod
    def _night(one: World, server: Server, person: Subscription, number: int, day: str) -> Tally:
        one.shows("news", page(("Update the agent", must(day))))
        one.night(number, digests=False)
        at = FIRST + timedelta(days=number, hours=3)
        edition = Edition(folder=one.folder / "digests", fleet=one.fleet)
        net = Client(Limits(total=5), user_agent="omfeed-test")
        with net, Store.open(one.folder / "omfeed.db", now=at) as store:
            plan(store, (person,), edition, one.folder / "outbox", at)
            ways = Ways(net=net, secrets={"HOOK": server.url("/hook")}, sleep=lambda _: None)
            return send_due(store, (person,), one.folder / "outbox", ways, FixedClock(at))

    @pytest.mark.parametrize("channel", [Channel.TICKET, Channel.WEBHOOK])
    def test_is_opened_first_and_never_updated_before(self, one_world: World, channel: Channel) -> None:
        person = subscription("desk", channel, each=True, allow_private=True)
        got: list[dict[str, object]] = []
        gone = True

        def hook(seen: Seen) -> Reply:
            if gone:
                return Reply(status=410)
            got.append(json.loads(seen.body))
            return Reply(body=b"ok")

        with serve({}) as server:
            server.answer(hook)
            one_world.source("news", look_back_days=30)
            assert self._night(one_world, server, person, 1, "March 2, 2027").refused > 0
            gone = False
            self._night(one_world, server, person, 2, "April 5, 2027")
        mine = [one for one in got if "Update the agent" in json.dumps(one)]
        assert mine
        if channel is Channel.TICKET:
            assert mine[0]["action"] == "opened"
            assert mine[0]["is_updated"] is False
        items = [one["items"][0] for one in mine]  # type: ignore[index]  # JSON of our own
        assert (items[0]["action"], items[0]["is_updated"]) == ("opened", False)
        assert "5 Apr 2027" in json.dumps(mine[-1])


@pytest.fixture
def one_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("world")) as made:
        yield made


class Silent(socketserver.BaseRequestHandler):
    """Takes a mail up to its end and then says nothing."""

    def handle(self) -> None:
        self.request.sendall(b"220 relay.example\r\n")
        line = self.request.makefile("rb")
        for said in line:
            if said[:4].upper() == b"DATA":
                self.server.asked += 1  # type: ignore[attr-defined]  # counted where the test sees it
                self.request.sendall(b"354 go on\r\n")
                for _ in line:
                    pass
                return
            self.request.sendall(b"250 relay.example\r\n")


@contextmanager
def silent() -> Iterator[socketserver.ThreadingTCPServer]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Silent) as server:
        server.daemon_threads = True
        server.asked = 0  # type: ignore[attr-defined]  # likewise
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def test_a_relay_that_falls_silent_is_asked_twice_and_the_rest_waits(post: Post) -> None:
    people = [subscription(f"reader-{number}") for number in range(15)]
    post.plan(*people)
    with silent() as server:
        relay_ = Relay(host="127.0.0.1", port=server.server_address[1], security="none")
        ways = Ways(net=post.web, sender=Sender(address="omfeed@example.com"), mailer=Conversation(relay_, seconds=0.2))
        with post.store() as store:
            tally = send_due(store, people, post.outbox, ways, FixedClock(NOW))
        assert server.asked == 2  # type: ignore[attr-defined]  # likewise
    (said,) = tally.away
    assert "timed out" in said
    assert tally.sent == 0
    states = [one.state for one in post.deliveries()]
    assert set(states) == {DeliveryState.FAILED, DeliveryState.PLANNED}
    # A webhook has nothing to do with it, and the relay is asked anew by the next call.
    with relay() as book:
        assert evening(post, book.port, *people, at=NOW + timedelta(minutes=20)).sent == 15


@pytest.fixture
def book(omfeed: Shell) -> Iterator[Book]:
    with relay() as made:
        omfeed.write(
            f'[mail]\nsender = "omfeed@example.com"\nhost = "127.0.0.1"\nport = {made.port}\nsecurity = "none"\n'
        )
        yield made


def test_while_anything_waits_a_call_says_so(omfeed: Shell, book: Book) -> None:
    omfeed("subscribe", "ada", "--mail", "ada@example.com")
    book.refuse["ada@example.com"] = "450 4.2.0 greylisted"
    first = omfeed("deliver", "--json", "--at", NOW.isoformat())
    # A minute later its time has not come again: it still waits.
    second = omfeed("deliver", "--json", "--at", (NOW + timedelta(minutes=1)).isoformat())
    assert [(one.code, json.loads(one.out)["waiting"]) for one in (first, second)] == [(3, 1), (3, 1)]
    book.refuse.clear()
    third = omfeed("deliver", "--json", "--at", (NOW + timedelta(minutes=9)).isoformat())
    assert (third.code, json.loads(third.out)["waiting"]) == (0, 0)


def test_what_was_planned_for_somebody_who_unsubscribes_is_dropped_without_a_word(omfeed: Shell, book: Book) -> None:
    omfeed("subscribe", "ada", "--mail", "ada@example.com")
    book.refuse["ada@example.com"] = "450 4.2.0 greylisted"
    omfeed("deliver", "--at", NOW.isoformat())
    omfeed("unsubscribe", "ada")
    said = omfeed("deliver", "--at", (NOW + timedelta(minutes=20)).isoformat())
    assert (said.code, "did not arrive" in said.err) == (0, False)
    (one,) = [json.loads(row) for row in omfeed("deliveries", "--json").out.splitlines()]
    assert one["state"] == "no-longer-wanted"
    assert omfeed("deliveries", "--state", "quarantined").out == ""


def test_several_are_attempted_anew_at_once_or_all(omfeed: Shell, book: Book) -> None:
    for name in ("ada", "bob", "eve"):
        omfeed("subscribe", name, "--mail", f"{name}@example.com")
        book.refuse[f"{name}@example.com"] = "550 5.7.1 not from you"
    omfeed("deliver", "--at", NOW.isoformat())
    first, second, third = sorted(json.loads(row)["id"] for row in omfeed("deliveries", "--json").out.splitlines())
    book.refuse.clear()
    said = omfeed("deliveries", "--retry", str(first), "--retry", str(second))
    assert f"Delivery {first} is" in said.err
    assert f"Delivery {second} is" in said.err
    assert omfeed("deliver", "--at", NOW.isoformat()).code == 0
    assert len(book.mails) == 2
    assert "1 delivery put aside" in omfeed("deliveries", "--retry", "all").err
    omfeed("deliver", "--at", NOW.isoformat())
    assert len(book.mails) == 3
    assert omfeed("deliveries", "--retry", "some").code == 2
    missing = omfeed("deliveries", "--retry", "4711")
    assert (missing.code, "no delivery 4711" in missing.err) == (1, True)
    assert third > second
