"""A person corrects a wrong conclusion: it holds for everything stored of the entry, and for what comes of it later."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from omfeed.correction import RULE, Correction, corrected
from omfeed.digest.cards import judged_of
from omfeed.digest.select import Told
from omfeed.duty import owner_of
from omfeed.model import Assessment, Audience, Evidence, Fleet, FleetGroup, Owner, Platform, Severity
from omfeed.recount import devices
from omfeed.store import Store
from tests.dispatch.kit import NOW
from tests.dispatch.shell import Shell
from tests.kit.items import entry, item, judged
from tests.kit.learn import Page
from tests.kit.nights import FIRST, World, world

BY_ADA = Correction(by="ada", at=NOW, note="asked the vendor")


def _judged(omfeed: Shell, number: str) -> dict[str, object]:
    told = json.loads(omfeed("show", number, "--json").out)
    found = told.get("assessment", told)
    assert isinstance(found, dict)
    return found


def test_what_is_corrected_shows_at_once_with_its_evidence(omfeed: Shell) -> None:
    number = str(omfeed.change("Recovery lock passwords"))
    said = omfeed("correct", number, "--platform", "ios", "--platform", "linux", "--action", "--due", "2027-01",
                  "--severity", "critical", "--by", "zoe", "--note", "asked")  # fmt: skip
    assert said.code == 0, said.err
    judged = _judged(omfeed, number)
    assert (judged["platforms"], judged["severity"], judged["action_required"]) == (["ios", "linux"], "critical", True)
    told = omfeed("show", number).out
    assert f"platforms = ios, linux  by {RULE}: “zoe, " in told
    assert "corrected: platforms macos → ios, linux" in omfeed("status", number).out
    assert "Recovery lock passwords" in omfeed("changes", "--platform", "linux").out
    assert "Recovery lock passwords" not in omfeed("changes", "--platform", "macos").out


def test_a_second_correction_leaves_the_first_and_undo_takes_back_both(omfeed: Shell) -> None:
    number = str(omfeed.change("Recovery lock passwords"))
    before = _judged(omfeed, number)
    omfeed("correct", number, "--severity", "critical", "--by", "zoe")
    omfeed("correct", number, "--visible", "--by", "bob")
    judged = _judged(omfeed, number)
    assert (judged["severity"], judged["user_visible"]) == ("critical", True)
    assert "helpdesk" in str(judged["audiences"])
    assert omfeed("correct", number).out.count("severity = critical") == 2
    assert omfeed("correct", number, "--undo", "--by", "zoe").code == 0
    assert _judged(omfeed, number) == before
    assert "Nothing is corrected" in omfeed("correct", number, "--undo").err
    assert "all taken back" in omfeed("correct", number).out


def test_a_digest_tells_it_as_corrected(omfeed: Shell) -> None:
    number = str(omfeed.change("Recovery lock passwords"))
    omfeed("correct", number, "--action", "--due", "2027-01-15", "--severity", "critical", "--by", "zoe")
    told = omfeed("digest", "--since", "2026-10-01", "--at", "2026-10-14T06:00:00Z").out
    assert "15 Jan" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["99999", "--action"], "There is no change 99999."),
        (["1", "--due", "soon"], "“soon” is no date."),
        (["1", "--due", "2027", "--due", "none"], "stands for itself"),
        (["1", "--platform", "none", "--platform", "ios"], "stands for itself"),
        (["1", "--undo"], "Nothing is corrected"),
    ],
)
def test_what_cannot_be_corrected_is_told(omfeed: Shell, words: list[str], told: str) -> None:
    said = omfeed("correct", *words)
    assert said.code in {1, 2}
    assert told in said.err


def _page(text: str) -> Page:
    page = Page()
    page.week("October 26, 2026").category("Apps").item("A note on the agent", text, applies_to="iOS/iPadOS")
    return page


def _correct(one: World, correction: Correction) -> None:
    with Store.open(one.folder / "omfeed.db", now=FIRST) as store:
        (item,) = store.items(announced=None)
        store.corrections.correct(item.entry_id, correction)


def test_it_holds_for_later_revisions_and_for_what_their_edits_mean(tmp_path: Path) -> None:
    with world(tmp_path) as one:
        one.source("news")
        one.shows("news", _page("The agent has a new setting."))
        one.night(0)
        _correct(one, Correction(by="ada", at=FIRST, action_required=False, due=(), platforms=(Platform.MACOS,)))
        one.shows("news", _page("You must update the agent before December 1, 2026. Support ends on that date."))
        one.night(1)
        last = one.changes()[-1]
        assert last.change.kind == "edited"
        assert not last.assessment.action_required
        assert last.assessment.due == ()
        assert last.assessment.platforms == (Platform.MACOS,)
        assert not {delta.kind for delta in last.deltas} & {"action_required", "due_added", "due_moved"}
        with Store.open(one.folder / "omfeed.db", now=FIRST) as store:
            assert store.corrections.take_back(last.entry_id, by="ada", at=FIRST + timedelta(days=2))
        assert one.changes()[-1].assessment.action_required


IOS_FLEET = Fleet(
    groups=(
        FleetGroup(platform=Platform.IOS, version="16.7", count=30),
        FleetGroup(platform=Platform.IOS, version="26.1", count=70),
        FleetGroup(platform=Platform.MACOS, count=5),
    )
)


def test_the_number_of_devices_follows_the_corrected_platform_the_words_and_the_fleet(tmp_path: Path) -> None:
    with world(tmp_path) as one:
        one.source("news")
        one.shows("news", _page("The agent has a new setting."))
        one.fleet = IOS_FLEET
        one.night(0)
        assert one.changes()[-1].assessment.devices == 100
        _correct(one, Correction(by="ada", at=FIRST, platforms=(Platform.MACOS,), devices=5))
        assert one.changes()[-1].assessment.devices == 5
        one.fleet = Fleet(groups=(*IOS_FLEET.groups, FleetGroup(platform=Platform.MACOS, count=7)))
        one.night(1)
        assert one.changes()[-1].assessment.devices == 12
        one.shows("news", _page("The agent has another setting. You must act before December 1, 2026."))
        one.night(2)
        last = one.changes()[-1]
        assert (last.change.kind, last.assessment.platforms) == ("edited", (Platform.MACOS,))
        assert last.assessment.devices == 12
        with Store.open(one.folder / "omfeed.db", now=FIRST) as store:
            history = store.corrections.history(last.entry_id)
        assert [(row.by, row.devices) for row in history] == [("ada", 12)]


def test_versions_that_an_entry_names_are_counted_with_the_corrected_platform() -> None:
    told = Assessment(platforms=(Platform.IOS,), versions={Platform.IOS: "<17"}, devices=30)
    assert devices((Platform.IOS, Platform.MACOS), told, IOS_FLEET) == 35
    assert devices((Platform.MACOS,), told, IOS_FLEET) == 5
    assert devices((), told, IOS_FLEET) is None


def test_in_a_story_of_several_entries_the_corrected_one_speaks_for_what_was_corrected() -> None:
    wrong = judged(Platform.IOS, devices=1204, severity=Severity.HIGH, act=True)
    right = corrected(wrong, Correction(by="ada", at=NOW, platforms=(Platform.MACOS,), devices=5))
    told = Told(key="one", items=(item(entry("a"), wrong), item(entry("b"), right)))
    made = judged_of(told)
    assert (made.platforms, made.devices) == ((Platform.MACOS,), 5)
    assert made.action_required
    owners = (Owner(name="Phones", platforms=(Platform.IOS,)), Owner(name="Macs", platforms=(Platform.MACOS,)))
    owner = owner_of(made, owners)
    assert owner is not None
    assert owner.name == "Macs"
    calm = corrected(wrong, Correction(by="ada", at=NOW, action_required=False, due=(), severity=Severity.LOW))
    told = Told(key="one", items=(item(entry("a"), wrong), item(entry("b"), calm)))
    assert not judged_of(told).action_required
    assert judged_of(told).severity is Severity.LOW


def test_what_a_person_says_takes_the_place_of_what_spoke_before() -> None:
    rows = (
        Evidence(field="severity", value="low", rule="points", words="3"),
        Evidence(field="platforms", value="ios", rule="words", words="iOS"),
        Evidence(field="devices", value="7", rule="fleet", words="iOS"),
    )
    judged = Assessment(
        platforms=(Platform.IOS,), versions={Platform.IOS: "<17"}, devices=7, severity=Severity.LOW, evidence=rows
    )
    made = corrected(judged, Correction(by="ada", at=NOW, note="asked the vendor", platforms=(), devices=None))
    assert (made.platforms, made.versions, made.devices, made.severity) == ((), {}, None, Severity.LOW)
    assert made.evidence == (
        rows[0],
        Evidence(field="platforms", value="none", rule=RULE, words="ada, 2026-10-14: asked the vendor"),
    )
    assert corrected(judged, None) is judged
    assert corrected(judged, BY_ADA) == judged


@pytest.mark.parametrize(("rule", "left"), [("your rule “x” (route)", True), ("topics", False)])
def test_what_users_do_not_see_is_not_for_the_helpdesk_unless_it_was_routed_there(rule: str, left: bool) -> None:
    row = Evidence(field="audiences", value="helpdesk", rule=rule, words="")
    judged = Assessment(audiences=(Audience.ADMIN, Audience.HELPDESK), user_visible=True, evidence=(row,))
    made = corrected(judged, Correction(by="ada", at=NOW, user_visible=False))
    assert (Audience.HELPDESK in made.audiences) is left
