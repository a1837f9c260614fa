"""What a ticket system is told can be laid out anew, and no foreign word breaks out of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from omfeed.digest.ticket import bodies
from omfeed.dispatch.ticketing import context
from omfeed.errors import ConfigError
from omfeed.model import TicketSystem
from tests.deliver.kit import letter, line
from tests.dispatch.house import EVERY, TITLE, house, must, only, page
from tests.kit.desks import Desk, GitHubDesk


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
