"""Every channel at once, cut off at every point, also between the requests of one ticket: all arrives, nothing twice.

A ticket system and a mailbox know a repeated attempt (by external id, mark, Message-ID), a webhook by its key. What
has no key at all (chat, other services) can come twice in the one window that cannot be closed: taken, and not yet
recorded.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from omfeed.errors import BadStatus
from omfeed.faults import Hook, nothing
from omfeed.model import Channel, Filter, TicketSystem
from omfeed.net.request import Failed, Fetched, Fresh, Request
from tests.dispatch.kit import NOW, Post, days, subscription
from tests.dispatch.test_cut_off import Cut, CutAt
from tests.kit.desks import Desk, GitHubDesk, JiraDesk, ServiceNowDesk
from tests.kit.faults import Trace
from tests.kit.server import Seen

GROUPS = 8
FEW = Filter(words=("Delay required", "Recovery lock"))
HOUSE = (
    subscription("admins"),
    subscription("queue", each=True, wanted=FEW),
    subscription("hook", Channel.WEBHOOK, secret="KEY"),
    subscription("teams", Channel.TEAMS),
    subscription("slack", Channel.SLACK),
    subscription("room", Channel.APPRISE, to="ROOM"),
    *(
        subscription(
            str(system), Channel.TICKET, to=system.upper(), secret="TOKEN", each=True, system=system, wanted=FEW
        )
        for system in TicketSystem
    ),
)


@dataclass
class Everywhere:
    """The world outside: three ticket systems, and receivers that take anything."""

    hook: Hook = nothing
    desks: dict[str, Desk] = field(default_factory=dict)
    taken: list[Request] = field(default_factory=list)

    def send(self, request: Request) -> Fetched:
        """Take one; it may be cut off before it arrives, and before its answer does."""
        self.hook("net.asked")
        answer = self._answer(request)
        self.hook("net.answered")
        return answer

    def _answer(self, request: Request) -> Fetched:
        parts = urlsplit(request.url)
        desk = self.desks.get(parts.hostname or "")
        if desk is None:
            self.taken.append(request)
            return Fresh(body=b"ok", media_type="text/plain", charset="", final_url=request.url)
        headers = {name.lower(): value for name, value in request.headers.items()}
        path = request.url.partition(parts.netloc)[2]
        said = desk(Seen(request.method, path, headers, request.body, 0))
        if said.status >= 400:
            return Failed(error=BadStatus("refused", status=said.status), final_url="")
        return Fresh(body=said.body, media_type="application/json", charset="", final_url=request.url)


def outside(post: Post, hook: Hook) -> Everywhere:
    """The same world, watched by another hook from now on."""
    if not isinstance(post.web, Everywhere):
        desks = {"github.example": GitHubDesk(), "jira.example": JiraDesk(), "now.example": ServiceNowDesk()}
        for desk in desks.values():
            desk.secret = "user:t0ken"
        desks["github.example"].authorization = lambda: "Basic dXNlcjp0MGtlbg=="  # type: ignore[method-assign]  # by one secret for all
        post.web = Everywhere(desks=desks)  # type: ignore[assignment]  # the same face
        post.secrets |= {
            "TOKEN": "user:t0ken",
            "ROOM": "json://room.example/in",
            "GITHUB": "https://github.example/fleet/changes",
            "JIRA": "https://jira.example/browse/OPS",
            "SERVICENOW": "https://now.example/api/now/table/incident",
        }
    world: Everywhere = post.web  # type: ignore[assignment]  # as above
    world.hook = hook
    return world


def evening(post: Post, hook: Hook) -> None:
    """Plan and send."""
    outside(post, hook)
    post.plan(*HOUSE, hook=hook, batch=3)
    post.send(*HOUSE, hook=hook)


def received(post: Post) -> Counter[str]:
    """What everybody has in the end."""
    world = outside(post, nothing)
    told = [f"mail {one}" for one in post.mailbox.ids()]
    for request in world.taken:
        host = urlsplit(request.url).hostname
        told.append(f"{host} {request.headers.get('Idempotency-Key') or b'AdaptiveCard' in request.body}")
    for host, desk in world.desks.items():
        for record in desk.tickets:
            told.append(f"{host} ticket {json.dumps(record.fields, sort_keys=True)}")
            told += [f"{host} note {record.number} {note}" for note in record.notes]
    return Counter(told)


@pytest.fixture(scope="module")
def undisturbed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Counter[str], list[str]]:
    """What is meant to arrive, and the points of an evening."""
    folder = tmp_path_factory.mktemp("undisturbed")
    shutil.copy(made, folder / "omfeed.db")
    post, trace = Post(folder), Trace()
    evening(post, trace)
    return received(post), trace.points


def test_every_channel_is_there_and_there_are_points_enough(undisturbed: tuple[Counter[str], list[str]]) -> None:
    meant, points = undisturbed
    assert len(points) >= 60
    whom = Counter(one.split(" ")[0] + (" ticket" if " ticket " in one else "") for one in meant)
    assert whom["mail"] >= 2
    assert {"github.example ticket", "jira.example ticket", "now.example ticket", "room.example"} <= whom.keys()
    assert whom["hook.example"] >= 3


@pytest.mark.parametrize("group", range(GROUPS))
def test_cut_off_anywhere_everybody_gets_what_was_meant(
    made: Path, tmp_path: Path, undisturbed: tuple[Counter[str], list[str]], group: int
) -> None:
    meant, points = undisturbed
    for nth in range(group + 1, len(points) + 1, GROUPS):
        folder = tmp_path / str(nth)
        folder.mkdir()
        shutil.copy(made, folder / "omfeed.db")
        post = Post(folder)
        with pytest.raises(Cut):
            evening(post, CutAt(nth))
        # A claim that was cut off is taken for dead after a quarter of an hour.
        later = NOW + days(1 / 48)
        outside(post, nothing)
        post.plan(*HOUSE, at=later)
        post.send(*HOUSE, at=later)
        got = received(post)
        where = f"{nth} {points[nth - 1]}"
        assert set(got) == set(meant), where
        repeated = got - meant
        assert not any("ticket" in one or "note" in one for one in repeated), where
        assert sum(repeated.values()) <= (points[nth - 1] in {"dispatch.sent", "net.answered"}), where
        assert not repeated or any(one.uncertain for one in post.deliveries()), where
