"""One ticket a matter: opened once, followed by a note when a date moves, closed when the matter is withdrawn."""

from __future__ import annotations

import copy
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from omfeed.model import Channel, TicketSystem
from tests.dispatch.house import EVERY, SYSTEMS, TITLE, house, must, only, page
from tests.kit.desks import Desk, GitHubDesk, ImportDesk, JiraDesk
from tests.kit.nights import FIRST
from tests.kit.server import Reply


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
def test_a_matter_that_another_source_tells_too_keeps_its_ticket(
    tmp_path: Path, kind: type[Desk], system: TicketSystem
) -> None:
    with house(tmp_path, kind, system) as here:
        here.night(0, page())
        here.night(1, page((TITLE, must("December 1, 2026"))))
        at = FIRST + timedelta(days=2)
        here.joins("shared", at)
        assert here.evening(at + timedelta(hours=3)).sent == 1
        assert "Added: It says more now." in only(here.desk).notes[-1]
        here.joins("shared", at + timedelta(days=1))
        assert here.evening(at + timedelta(days=1, hours=3)).sent == 1
        assert not only(here.desk).closed


@EVERY
def test_a_note_says_what_was_edited_in_words_and_not_in_marks(
    tmp_path: Path, kind: type[Desk], system: TicketSystem
) -> None:
    with house(tmp_path, kind, system) as here:
        here.night(0, page())
        here.night(1, page((TITLE, must("December 1, 2026"))))
        here.night(2, page((TITLE, must("March 1, 2027"))))
        note = only(here.desk).notes[-1]
        assert "Before: " in note
        assert "Now: " in note
        assert not any(mark in note.replace("\\", "") for mark in ("[-", "-]", "{+", "+}"))


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
