"""The user's own rules: raise, lower, mute, tag, route; each leaves its trace."""

from __future__ import annotations

import pytest

from omfeed.model import Audience, Nature, Platform, Rule, RuleAction, Severity
from tests.assess.kit import judged, source, why


def rule(action: str, value: str = "", **conditions: object) -> Rule:
    """A rule of the user's."""
    return Rule(name="mine", action=RuleAction(action), value=value, **conditions)  # type: ignore[arg-type]  # keywords of a builder


def test_a_rule_raises_or_lowers_by_one_step_or_to_a_severity() -> None:
    plain = judged("A new filter in the console")
    assert plain.severity is Severity.LOW
    raised = judged("A new filter in the console", rules=[rule("raise", words=("filter",))])
    assert raised.severity is Severity.MEDIUM
    assert judged("A new filter", rules=[rule("raise", "critical", words=("filter",))]).severity is Severity.CRITICAL
    assert judged("A new filter", rules=[rule("lower", words=("filter",))]).severity is Severity.LOW


def test_raising_never_lowers_and_lowering_never_raises() -> None:
    strong = [rule("raise", "critical", words=("filter",)), rule("raise", "medium", words=("filter",))]
    assert judged("A new filter", rules=strong).severity is Severity.CRITICAL
    assert judged("A new filter", rules=[rule("lower", "high", words=("filter",))]).severity is Severity.LOW


def test_a_muted_entry_keeps_its_assessment_and_names_the_rule() -> None:
    muted = judged("Intune ends support for Android 9", rules=[rule("mute", platforms=(Platform.ANDROID,))])
    assert muted.muted_by == "mine"
    assert muted.nature is Nature.RETIRING
    assert "your rule “mine” (mute)" in why(muted, "muted_by")


def test_tags_and_audiences_are_added_once() -> None:
    twice = [rule("tag", "kiosk", words=("kiosk",)), rule("tag", "kiosk", words=("mode",))]
    assert judged("Kiosk mode", rules=twice).tags == ("kiosk",)
    routed = judged("Kiosk mode", rules=[rule("route", "stakeholder", words=("kiosk",))])
    assert routed.audiences == (Audience.ADMIN, Audience.STAKEHOLDER)
    assert (
        routed.audiences == judged("Kiosk mode", rules=[rule("route", "stakeholder", words=("kiosk",))] * 2).audiences
    )


@pytest.mark.parametrize(
    ("conditions", "fits"),
    [
        ({"words": ("new   filter",)}, True),
        ({"words": ("FILTER",)}, True),
        ({"words": ("filt",)}, False),
        ({"words": ("nothing", "console")}, True),
        ({"sources": ("page",)}, True),
        ({"sources": ("other",)}, False),
        ({"sections": ("device",)}, True),
        ({"sections": ("apps",)}, False),
        ({"natures": (Nature.NEW,)}, True),
        ({"natures": (Nature.RETIRING,)}, False),
        ({"platforms": (Platform.MACOS,)}, True),
        ({"platforms": (Platform.LINUX,)}, False),
        ({"words": ("filter",), "sources": ("other",)}, False),
        ({}, False),
    ],
)
def test_all_conditions_that_are_set_must_fit(conditions: dict[str, object], fits: bool) -> None:
    judgement = judged(
        "New\nfilter for Macs in the console",
        section=("Week of July 13, 2026", "Device management"),
        rules=[rule("tag", "hit", **conditions)],
        of=source(),
    )
    assert judgement.tags == (("hit",) if fits else ())


@pytest.mark.parametrize(
    ("word", "fits"),
    [("인증서", True), ("관리 센터", True), ("SCEP", True), ("certificate*", True), ("certificate", False)],
)
def test_words_of_rules_fit_in_every_script(word: str, fits: bool) -> None:
    judgement = judged(
        "SCEP를 쓰는 루트인증서를 교체하세요",
        "관리센터에서 certificates를 고르세요.",
        rules=[rule("tag", "hit", words=(word,))],
    )
    assert judgement.tags == (("hit",) if fits else ())


def test_the_explanation_names_the_words_that_fitted() -> None:
    judgement = judged("A new filter", rules=[rule("tag", "hit", words=("filter",), natures=(Nature.NEW,))])
    (row,) = [one for one in judgement.evidence if one.field == "tags"]
    assert row.words == "nature new; words “filter”"
