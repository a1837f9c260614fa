"""One ticket a matter: opened once, followed by a note when a date moves, closed when the matter is withdrawn."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from omfeed.clock import FixedClock
from omfeed.deliver.mail import Sender
from omfeed.digest.ticket import bodies
from omfeed.dispatch.plan import plan
from omfeed.dispatch.send import Tally, Ways, send_due
from omfeed.dispatch.ticketing import context
from omfeed.errors import ConfigError
from omfeed.model import Channel, Filter, Subscription, TicketSystem
from omfeed.net.client import Client
from omfeed.net.request import Fetched, Limits, Request
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.store.values import Delivery
from tests.deliver.kit import letter, line
from tests.dispatch.kit import Mailbox
from tests.dispatch.kit import subscription as subscribed
from tests.dispatch.test_cut_off import Cut
from tests.kit.desks import Desk, GitHubDesk, ImportDesk, JiraDesk, Record, ServiceNowDesk
from tests.kit.learn import Page
from tests.kit.nights import FIRST, World, world
from tests.kit.server import Reply, Server, serve

SYSTEMS: list[tuple[type[Desk], TicketSystem]] = [
    (GitHubDesk, TicketSystem.GITHUB),
    (JiraDesk, TicketSystem.JIRA),
    (ServiceNowDesk, TicketSystem.SERVICENOW),
    (ImportDesk, TicketSystem.SERVICENOW),
]
EVERY = pytest.mark.parametrize(("kind", "system"), SYSTEMS, ids=lambda one: getattr(one, "__name__", str(one)))
TITLE = "Update the agent to keep @devices <managed> & [safe](x)"


def ticket(system: TicketSystem | None, channel: Channel = Channel.TICKET, **more: Any) -> Subscription:
    """A ticket for each matter that must be acted on."""
    return subscribed(
        "desk",
        channel,
        **{"each": True, "system": system, "secret": "KEY", "allow_private": True, "wanted": ACTING} | more,
    )


ACTING = Filter(only_action_required=True)


def page(*parts: tuple[str, str]) -> Page:
    """A page of a week with these entries, and two that only stand beside them."""
    made = Page()
    week = made.week("November 2, 2026").category("Apps")
    calm = (("A calm new report", "You can see more."), ("Another calm report", "You can sort it."))
    for title, text in (*parts, *calm):
        week.item(title, text, applies_to="iOS/iPadOS")
    return made


def must(day: str) -> str:
    """Words that demand something."""
    return f"You must update the agent before {day}. After that date devices stop working."


@dataclass
class Dying:
    """A way out on a machine that dies when so many requests were answered; 0: never."""

    net: Client
    after: int
    answered: int = 0

    def send(self, request: Request) -> Fetched:
        """Send it, and die or not."""
        answer = self.net.send(request)
        self.answered += 1
        if self.answered == self.after:
            raise Cut
        return answer


class House:
    """A world, its subscriber, and the desk that it opens tickets at."""

    def __init__(self, one: World, desk: Desk, server: Server, person: Subscription) -> None:
        self.world, self.desk, self.server, self.person = one, desk, server, person
        self.mailbox = Mailbox()
        self.templates: tuple[Path, ...] = ()
        one.source("news", look_back_days=30)

    def night(self, number: int, made: Page) -> Tally:
        """The page of a night, and its evening at the post."""
        self.world.shows("news", made)
        self.world.night(number, digests=False)
        return self.evening(FIRST + timedelta(days=number, hours=3))

    def evening(self, at: datetime, *, dies_after: int = 0) -> Tally:
        """Plan and send."""
        edition = Edition(folder=self.world.folder / "digests", fleet=self.world.fleet, templates=self.templates)
        outbox = self.world.folder / "outbox"
        secrets = {"HOOK": self.server.url(self.desk.path), "KEY": self.desk.secret}
        with self.store(at) as store, Client(Limits(total=5), user_agent="omfeed-test") as net:
            plan(store, (self.person,), edition, outbox, at)
            ways = Ways(
                net=Dying(net, dies_after),
                secrets=secrets,
                sender=Sender(address="omfeed@example.com"),
                mailer=self.mailbox,
                templates=self.templates,
                sleep=lambda _: None,
            )
            return send_due(store, (self.person,), outbox, ways, FixedClock(at))

    def cut_off(self, at: datetime, nth: int) -> bool:
        """An evening whose machine dies when the nth request was answered; false when there are not so many."""
        try:
            self.evening(at, dies_after=nth)
        except Cut:
            return True
        return False

    def store(self, at: datetime = FIRST) -> Store:
        """The database."""
        return Store.open(self.world.folder / "omfeed.db", now=at)

    def deliveries(self) -> list[Delivery]:
        """All of them, oldest first."""
        with self.store() as store:
            return sorted(store.outbox.listed(), key=lambda one: one.id)


@contextmanager
def house(folder: Path, kind: type[Desk], system: TicketSystem | None, **more: Any) -> Iterator[House]:
    """A house with one desk."""
    desk = kind()
    folder.mkdir(exist_ok=True)
    with world(folder) as one, serve({}) as server:
        server.answer(desk)
        yield House(one, desk, server, ticket(system, **more))


def only(desk: Desk) -> Record:
    """The one ticket there is."""
    (record,) = desk.tickets
    return record


@EVERY
def test_a_matter_has_one_ticket_through_its_whole_life(tmp_path: Path, kind: type[Desk], system: TicketSystem) -> None:
    with house(tmp_path, kind, system) as here:
        assert here.night(0, page()).sent == 0, "what nobody must act on opens no ticket"
        assert here.night(1, page((TITLE, must("December 1, 2026")))).sent == 1
        record = only(here.desk)
        assert not record.closed
        assert "update the agent" in here.desk.text(record).lower()
        opened = len(record.notes)
        assert here.evening(FIRST + timedelta(days=2)).sent == 0, "nothing new, nothing said"

        assert here.night(3, page((TITLE, must("March 1, 2027")))).sent == 1
        record = only(here.desk)
        assert len(record.notes) == opened + 1
        assert "Mar 2027" in record.notes[-1]
        assert "Update of what was told before" in record.notes[-1]
        assert not record.closed

        assert here.night(4, page()).sent == 1, "withdrawn, it no longer needs action; its ticket is told all the same"
        record = only(here.desk)
        assert len(record.notes) == opened + 2
        assert record.closed
        assert "Due:" not in record.notes[-1], "what was withdrawn is due no longer"
        assert {one.state for one in here.deliveries()} == {"sent"}
        assert here.desk.secret.encode() not in (tmp_path / "omfeed.db").read_bytes()


@EVERY
def test_what_was_cut_off_opens_no_second_ticket_and_adds_no_second_note(
    tmp_path: Path, kind: type[Desk], system: TicketSystem
) -> None:
    with house(tmp_path, kind, system) as here:
        here.night(0, page())
        writes = {"POST", "PATCH"}
        for number, day in enumerate(("December 1, 2026", "March 1, 2027"), 1):
            lost = Reply(b"{}", status=503)
            seen = len(here.server.seen)
            original = here.desk.settle

            def answered_too_late(
                method: str, path: str, asked: dict[str, str], body: Any, original: Any = original, lost: Reply = lost
            ) -> Reply:
                """It is done, and the answer gets lost on its way."""
                done: Reply = original(method, path, asked, body)
                return lost if method in writes and "search" not in path else done

            here.desk.settle = answered_too_late  # type: ignore[method-assign]  # for one evening
            tally = here.night(number, page((TITLE, must(day))))
            here.desk.settle = original  # type: ignore[method-assign]  # as it was
            assert tally.later == 1
            assert len(here.server.seen) > seen
            assert here.evening(FIRST + timedelta(days=number, hours=4)).sent == 1
        record = only(here.desk)
        if kind is not ImportDesk:
            assert len(record.notes) == 1


@pytest.mark.parametrize(("kind", "system"), SYSTEMS[:3])
def test_cut_off_between_any_two_requests_a_ticket_has_each_note_once_and_is_closed(
    tmp_path: Path, kind: type[Desk], system: TicketSystem
) -> None:
    with house(tmp_path, kind, system) as here:
        here.night(0, page())
        here.night(1, page((TITLE, must("December 1, 2026"))))
        for number, made in ((2, page((TITLE, must("March 1, 2027")))), (3, page())):
            here.world.shows("news", made)
            here.world.night(number, digests=False)
            at = FIRST + timedelta(days=number, hours=3)
            before = (tmp_path / "omfeed.db").read_bytes()
            untouched = copy.deepcopy(here.desk.tickets)
            notes = len(only(here.desk).notes)
            cuts = 0
            while here.cut_off(at, cuts + 1):
                cuts += 1
                assert here.evening(at + timedelta(minutes=20)).sent == 1
                assert len(only(here.desk).notes) == notes + 1, f"cut off after {cuts} requests"
                assert only(here.desk).closed is (number == 3)
                (tmp_path / "omfeed.db").write_bytes(before)
                here.desk.tickets = copy.deepcopy(untouched)
            assert cuts >= 2
            assert len(only(here.desk).notes) == notes + 1


@EVERY
@pytest.mark.parametrize(
    ("status", "state"), [(503, "failed"), (429, "failed"), (401, "quarantined"), (422, "quarantined")]
)
def test_what_a_desk_refuses_waits_or_is_put_aside(
    tmp_path: Path, kind: type[Desk], system: TicketSystem, status: int, state: str
) -> None:
    with house(tmp_path, kind, system) as here:
        here.night(0, page())
        here.desk.refuse = {method: Reply(b"{}", status=status) for method in ("GET", "POST")}
        here.night(1, page((TITLE, must("December 1, 2026"))))
        (one,) = here.deliveries()
        assert one.state == state
        assert str(status) in one.error
        assert here.desk.secret not in one.error
        assert here.desk.path not in one.error


@EVERY
def test_a_folder_of_ones_own_replaces_a_body(tmp_path: Path, kind: type[Desk], system: TicketSystem) -> None:
    own = tmp_path / "own"
    (own / "ticket" / system).mkdir(parents=True)
    bundled = {
        TicketSystem.GITHUB: '{"title": {{ ("[fleet] " ~ title) | tojson }}, "body": {{ text | tojson }}}',
        TicketSystem.JIRA: '{"fields": {"summary": {{ ("[fleet] " ~ title) | tojson }}, "issuetype": {"name": "Bug"},'
        ' "description": {{ text | adf | tojson }}}}',
        TicketSystem.SERVICENOW: '{"short_description": {{ ("[fleet] " ~ title) | tojson }}, "category": "mdm"}',
    }
    (own / "ticket" / system / "open.json").write_text(bundled[system], encoding="utf-8")
    with house(tmp_path / "house", kind, system) as here:
        here.templates = (own,)
        here.night(0, page())
        assert here.night(1, page((TITLE, must("December 1, 2026")))).sent == 1
        assert "[fleet] Update the agent" in here.desk.text(only(here.desk))


@pytest.mark.parametrize("words", ["{ no json", "[]", '{"title": {{ nothing }} }'])
def test_a_body_that_is_none_is_told_and_nothing_is_sent(tmp_path: Path, words: str) -> None:
    own = tmp_path / "own"
    (own / "ticket" / "github").mkdir(parents=True)
    (own / "ticket" / "github" / "open.json").write_text(words, encoding="utf-8")
    with house(tmp_path / "house", GitHubDesk, TicketSystem.GITHUB) as here:
        here.templates = (own,)
        here.night(0, page())
        assert here.night(1, page((TITLE, must("December 1, 2026")))).later == 1
        assert here.desk.tickets == []
        (one,) = here.deliveries()
        assert "github/open.json" in one.error


def test_a_token_that_may_not_label_is_told_because_the_ticket_would_be_lost(tmp_path: Path) -> None:
    with house(tmp_path, GitHubDesk, TicketSystem.GITHUB) as here:
        assert isinstance(here.desk, GitHubDesk)
        here.desk.may_label = False
        here.night(0, page())
        assert here.night(1, page((TITLE, must("December 1, 2026")))).refused == 1
        assert "may not write" in here.deliveries()[0].error


def test_a_workflow_that_lets_nobody_close_is_told_to_be_closed_by_hand(tmp_path: Path) -> None:
    with house(tmp_path, JiraDesk, TicketSystem.JIRA) as here:
        assert isinstance(here.desk, JiraDesk)
        here.desk.can_close = False
        here.night(0, page())
        here.night(1, page((TITLE, must("December 1, 2026"))))
        assert here.night(2, page()).sent == 1
        assert here.deliveries()[-1].receipt == "noted on OPS-1; close it"
        assert len(only(here.desk).notes) == 1


def test_a_transform_map_that_refuses_is_told(tmp_path: Path) -> None:
    with house(tmp_path, ImportDesk, TicketSystem.SERVICENOW) as here:
        assert isinstance(here.desk, ImportDesk)
        here.desk.fails = True
        here.night(0, page())
        assert here.night(1, page((TITLE, must("December 1, 2026")))).refused == 1
        assert "no such category" in here.deliveries()[0].error


@pytest.mark.parametrize(
    ("system", "path"),
    [
        (TicketSystem.GITHUB, "/"),
        (TicketSystem.JIRA, "/rest/api/3/issue"),
        (TicketSystem.SERVICENOW, "/incident.do"),
    ],
)
def test_an_address_that_is_none_of_a_project_is_explained(tmp_path: Path, system: TicketSystem, path: str) -> None:
    with house(tmp_path, GitHubDesk, system) as here:
        here.desk.path = path
        here.night(0, page())
        assert here.night(1, page((TITLE, must("December 1, 2026")))).refused == 1
        error = here.deliveries()[0].error
        assert "The address is none of a" in error
        assert "Write https://" in error
        assert here.server.seen == []


def test_a_signed_webhook_says_what_is_to_become_of_the_ticket(tmp_path: Path) -> None:
    class Receiver(Desk):
        path = "/in"

        def __call__(self, seen: object) -> Reply:
            return Reply(b"ok")

    with house(tmp_path, Receiver, None) as here:
        here.night(0, page())
        here.night(1, page((TITLE, must("December 1, 2026"))))
        here.night(2, page((TITLE, must("March 1, 2027"))))
        here.night(3, page())
        told = [json.loads(seen.body) for seen in here.server.seen]
        assert [one["action"] for one in told] == ["opened", "updated", "closed"]
        assert len({one["external_id"] for one in told}) == 1
        assert [one["items"][0]["action"] for one in told] == ["opened", "updated", "closed"]
        assert {one["items"][0]["external_id"] for one in told} == {told[0]["external_id"]}
        assert all("x-omfeed-signature" in seen.headers for seen in here.server.seen)


@pytest.mark.parametrize("system", [None, *TicketSystem])
def test_a_mailbox_gets_a_mail_a_change_that_answers_the_first(tmp_path: Path, system: TicketSystem | None) -> None:
    with house(tmp_path, GitHubDesk, system, channel=Channel.MAIL, to="queue@example.com", secret="") as here:
        here.night(0, page())
        here.night(1, page((TITLE, must("December 1, 2026"))))
        here.night(2, page((TITLE, must("March 1, 2027"))))
        here.night(3, page())
        first, *later = here.mailbox.mails
        assert len(later) == 2
        assert first["In-Reply-To"] is None
        assert {mail["In-Reply-To"] for mail in later} == {first["Message-ID"]}
        assert len({mail["Subject"] for mail in here.mailbox.mails}) == 1
        body = first.get_body(("plain",))
        assert body is not None
        if system is TicketSystem.SERVICENOW:
            assert body.get_content().startswith("short_description: Update the agent")
            assert "\nurgency: " in body.get_content()
            assert "\ndue: 2026-12-01\n" in body.get_content()
        if system is not None:
            assert "omfeed-" in body.get_content()


@pytest.mark.parametrize("system", TicketSystem)
def test_hostile_words_stay_words_in_every_body(system: TicketSystem) -> None:
    hostile = '"}], "x": {{ 7*7 }} @all #1 <script>\n[a](javascript:1) \u2028 \\ `code`'
    told = letter(lines=0, text=hostile, follows="first")
    made = bodies(context(told, line(1, title=hostile), key="k"), system, ("open", "note", "close"))
    text = json.dumps(made, ensure_ascii=False)
    assert "49" not in text
    if system is TicketSystem.GITHUB:
        assert "@all" not in str(made["note"]["body"])
        address = "https://x.example/a_b#c"
        told = letter(lines=0, text=f"Words.\n\n{address}")
        whole = bodies(context(told, line(1, url=address), key="k"), system, ("open",))
        assert f"\n<{address}>\n" in str(whole["open"]["body"]), "an address stays one"
        assert "\\<script\\>" in str(made["note"]["body"])


def test_a_template_that_is_missing_or_broken_is_an_error_that_names_it(tmp_path: Path) -> None:
    own = tmp_path / "ticket" / "jira"
    own.mkdir(parents=True)
    (own / "note.json").write_text("{% if %}", encoding="utf-8")
    told = context(letter(lines=0), line(1), key="k")
    with pytest.raises(ConfigError, match=r"jira/note\.json"):
        bodies(told, TicketSystem.JIRA, ("note",), (tmp_path,))
