"""The configuration is checked before a night finds out, and the checklist of a matter is ticked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.dispatch.shell import Shell

FLEET = '[[platform]]\nname = "ios"\ndevices = 7\n[[platform]]\nname = "linux"\n'
ADA = '[[owner]]\nname = "Ada"\nplatforms = ["ios"]\nawareness = true\n'


def test_a_sound_configuration_has_no_fault(omfeed: Shell) -> None:
    omfeed.write(FLEET)
    said = omfeed("check")
    assert said.code == 0, said.out
    assert "0 faults" in said.err


def test_a_platform_that_we_manage_and_nobody_owns_is_a_fault(omfeed: Shell) -> None:
    omfeed.write(FLEET + ADA)
    said = omfeed("check")
    assert said.code == 2
    assert "Linux is managed and nobody owns it." in said.out
    assert 'Add "linux" to platforms of an [[owner]], such as “Ada”.' in said.out
    assert "iOS" not in said.out


def test_once_somebody_owns_it_all_is_well(omfeed: Shell) -> None:
    omfeed.write(FLEET + ADA.replace('["ios"]', '["ios", "linux"]'))
    assert omfeed("check").code == 0


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("admin/body.html", "{{ nothing_of_the_kind }}", "admin/body.html"),
        ("mail/body.html", "{% if %}", "mail/body.html"),
        ("notice/body.txt", "{{ title.unknown.deep }}", "notice/body.txt"),
    ],
)
def test_a_template_that_cannot_be_used_is_named(omfeed: Shell, name: str, text: str, told: str) -> None:
    place: Path = omfeed.post.folder / "mine" / name
    place.parent.mkdir(parents=True)
    place.write_text(text, encoding="utf-8")
    omfeed.write('[output]\ntemplates = ["mine"]\n')
    said = omfeed("check", "--json")
    assert said.code == 2
    assert any(told in json.loads(line)["what"] for line in said.out.splitlines())


def test_a_folder_of_templates_that_is_not_there_is_a_remark_and_a_night_says_the_same(omfeed: Shell) -> None:
    omfeed.write('[output]\ntemplates = ["mine"]\n')
    words = "mine is not there; omfeed's own are used."
    said = omfeed("check")
    assert (said.code, "remark: The templates folder" in said.out, words in said.out) == (0, True, True)
    night = omfeed("-q", "run")
    assert (night.code, night.err.count(words)) == (0, 1)
    assert omfeed("-q", "digest").err.count(words) == 1
    line = next(line for line in omfeed("doctor", "--offline").out.splitlines() if words in line)
    assert line.startswith("look")


def test_a_source_that_nothing_can_read_is_named(omfeed: Shell) -> None:
    omfeed.write('[[sources]]\nid = "x"\ntitle = "X"\nurl = "https://x.example/"\ncollector = "learn-htm"\n')
    said = omfeed("check")
    assert said.code == 2
    assert "learn-html" in said.out + said.err


def test_a_time_zone_that_is_none_is_told_with_the_nearest(omfeed: Shell) -> None:
    omfeed.write('[output]\ntime_zone = "Europe/Berln"\n')
    said = omfeed("check")
    assert said.code == 2
    assert "Europe/Berlin" in said.err


def test_a_secret_that_is_not_set_is_a_remark(omfeed: Shell) -> None:
    omfeed.write('[[subscription]]\nid = "hook"\nchannel = "webhook"\nto_env = "HOOK_OF_OURS"\n')
    said = omfeed("check")
    assert said.code == 0
    assert "HOOK_OF_OURS is not set here" in said.out
    assert "HOOK_OF_OURS" not in omfeed("check", env={"HOOK_OF_OURS": "https://hook.example/s3cret"}).out


def test_the_checklist_is_ticked_line_by_line_for_the_whole_matter(omfeed: Shell) -> None:
    number = str(omfeed.change("Recovery lock passwords"))
    assert "[ ] helpdesk-equipped" in omfeed("status", number).out
    said = omfeed("tick", number, "helpdesk-equipped", "--by", "zoe", "--note", "card printed")
    assert said.code == 0, said.err
    told = omfeed("status", number).out
    assert "[x] helpdesk-equipped" in told
    assert "[ ] users-told" in told
    assert "zoe ticked helpdesk-equipped (card printed)" in told
    assert omfeed("tick", number, "lunch").code == 2


def test_awareness_says_what_of_the_checklist_is_left(omfeed: Shell) -> None:
    first = json.loads(omfeed("awareness", "--since", "2026-10-01", "--json").out.splitlines()[0])
    assert first["ticked"] == []
    omfeed("tick", str(first["change"]), "users-told", "--by", "zoe")
    lines = omfeed("awareness", "--since", "2026-10-01", "--json").out.splitlines()
    again = next(one for one in map(json.loads, lines) if one["change"] == first["change"])
    assert again["ticked"] == ["users-told"]
    assert again["left"] == ["admins-aware", "helpdesk-equipped", "training-touched"]
    assert "not yet: admins-aware" in omfeed("awareness", "--since", "2026-10-01").out


def test_a_fleet_without_any_owner_is_a_remark(omfeed: Shell) -> None:
    omfeed.write(FLEET)
    assert "remark: Nobody owns anything yet" in omfeed("check").out
    omfeed.write(FLEET + ADA.replace('["ios"]', '["ios", "linux"]'))
    assert "Nobody owns anything yet" not in omfeed("check").out


TICKETS = '[[subscription]]\nid = "t"\nchannel = "ticket"\nsystem = "jira"\nto_env = "T"\nsecret_env = "K"\n'


def test_a_body_of_a_ticket_that_cannot_be_made_is_a_fault(omfeed: Shell) -> None:
    place: Path = omfeed.post.folder / "mine" / "ticket" / "jira" / "open.json"
    place.parent.mkdir(parents=True)
    place.write_text('{"fields": {{ title }} }', encoding="utf-8")
    omfeed.write('[output]\ntemplates = ["mine"]\n' + TICKETS)
    said = omfeed("check")
    assert said.code == 2
    assert "ticket/jira/open.json makes no JSON" in said.out
    place.write_text('{"fields": {"summary": {{ title | tojson }}}}', encoding="utf-8")
    assert omfeed("check").code == 0


def test_a_library_that_is_missing_is_a_fault_that_says_how_to_get_it(
    omfeed: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    omfeed.write('[[subscription]]\nid = "room"\nchannel = "apprise"\nto_env = "ROOM"\n')
    assert omfeed("check").code == 0
    monkeypatch.setattr("omfeed.deliver.others.is_installed", lambda: False)
    said = omfeed("check")
    assert said.code == 2
    assert "“room” needs Apprise" in said.out
    assert "pip install 'omfeed[apprise]'" in said.out


def test_a_template_beside_the_names_of_all_is_a_remark(omfeed: Shell) -> None:
    omfeed.write('[output]\ntemplates = ["mine"]\n')
    for name in ("admin/body.html", "adminn/body.html", "parts/our-logo.html"):
        place: Path = omfeed.post.folder / "mine" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text('{% extends "bundled/admin/body.html" %}', encoding="utf-8")
    said = omfeed("check", "--json")
    told = [one for one in map(json.loads, said.out.splitlines()) if "template" in one["what"]]
    assert [(one["weight"], one["todo"]) for one in told] == [("remark", "Did you mean admin/body.html?")]
    assert "adminn" in told[0]["what"]


def test_that_nothing_is_watched_is_a_remark(omfeed: Shell) -> None:
    said = omfeed("check")
    assert "omfeed sees nothing" in said.out
    assert "0 sources, 0 subscriptions, 0 owners; 0 faults, 1 remark." in said.err


def test_a_collector_of_pages_that_does_not_exist_is_found(omfeed: Shell) -> None:
    block = (
        '[[sources]]\nid = "x"\ntitle = "X"\nurl = "https://x.example/"\ncollector = "page"\nfollow = "apple-advisry"\n'
    )
    omfeed.write(block)
    said = omfeed("check")
    assert said.code == 2
    assert "apple-advisory" in said.out + said.err
