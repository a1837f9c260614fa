"""Why a matter is flagged: each flag once, and of a severity that rules moved, from what to what and by which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from omfeed.assess.judge import assess
from omfeed.digest.admin import build_admin
from omfeed.digest.contexts import Card
from omfeed.digest.render import render
from omfeed.digest.speech import languages
from omfeed.model import Evidence, Platform, Rule, RuleAction, Severity
from tests.kit.items import FLEET, PAGE, PERIOD, TODAY, entry, item, judged, source, well

NEWS = entry("A new setting", "Admins can now set the colour of the console.")


def rule(action: RuleAction, to: str = "", name: str = "") -> Rule:
    return Rule(name=name or f"{action} colours", action=action, value=to, words=("colour",))


def flags(*rules: Rule, language: str = "en") -> list[str]:
    """What the card of one entry says of its severity."""
    conclusions = assess(NEWS, PAGE, FLEET, TODAY, rules=rules)
    digest = build_admin([item(NEWS, conclusions)], well(), FLEET, PERIOD, language=language)
    cards: list[Card] = [*digest.act, *(card for folded in digest.rest for card in folded.cards)]
    cards += [card for group in digest.platforms for card in group.cards]
    (card,) = cards
    assert card.severity in {one.value for one in Severity}
    return [reason.flag for reason in card.reasons if "everity" in reason.flag or "심각도" in reason.flag]


RAISE, LOWER = RuleAction.RAISE, RuleAction.LOWER


def test_without_a_rule_the_grounds_of_the_severity_stand() -> None:
    assert flags() == ["severity: low"]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([rule(RAISE)], "severity: medium (raised from low by your rule “raise colours”)"),
        ([rule(RAISE, "critical")], "severity: critical (raised from low by your rule “raise colours”)"),
        (
            [rule(RAISE, name="a"), rule(RAISE, "critical", name="b")],
            "severity: critical (raised from low by your rules “a” and “b”)",
        ),
        (
            [rule(RAISE, "high"), rule(LOWER)],
            "severity: medium (raised from low by your rules “raise colours” and “lower colours”)",
        ),
        ([rule(LOWER)], "severity: low"),
        ([rule(RAISE), rule(LOWER)], "severity: low"),
    ],
    ids=["a step", "to a name", "twice", "up and down", "nothing to lower", "there and back"],
)
def test_a_severity_that_rules_moved_is_told_once_with_where_it_was(rules: list[Rule], said: str) -> None:
    assert flags(*rules) == [said]


def test_lowered_is_told_as_lowered() -> None:
    loud = replace(NEWS, facts={"exploited": True}, text="The colour of a hole that is exploited.")
    conclusions = assess(loud, PAGE, FLEET, date(2026, 11, 24), rules=[rule(LOWER, "low", name="calm")])
    digest = build_admin([item(loud, conclusions)], well(), FLEET, PERIOD)
    words = render(digest).text
    assert "(lowered from" in " ".join(words.split())
    assert "by your rule “calm”)" in " ".join(words.split())


@pytest.mark.parametrize("language", languages())
def test_it_is_said_in_every_language(language: str) -> None:
    (said,) = flags(rule(RAISE), language=language)
    assert "“raise colours”" in said


def test_the_page_names_the_rule_once() -> None:
    conclusions = assess(NEWS, PAGE, FLEET, TODAY, rules=[rule(RAISE)])
    html = render(build_admin([item(NEWS, conclusions)], well(), FLEET, PERIOD)).html
    assert html.count("raise colours") == 1
    assert "“words ‘colour’”" in html


def test_of_several_entries_of_a_story_only_the_severity_that_holds_is_told() -> None:
    def weighed(severity: Severity, words: str) -> Evidence:
        return Evidence(field="severity", value=severity.value, rule="nature +2", words=words)

    mild = judged(Platform.WINDOWS, severity=Severity.MEDIUM, devices=5)
    loud = judged(Platform.WINDOWS, severity=Severity.HIGH, devices=5)
    digest = build_admin(
        [
            item(entry("A"), replace(mild, evidence=(weighed(Severity.MEDIUM, "mild"),)), story="s"),
            item(entry("B"), replace(loud, evidence=(weighed(Severity.HIGH, "loud"),)), story="s", of=source("apple")),
        ],
        well(),
        FLEET,
        PERIOD,
    )
    (card,) = [card for group in digest.platforms for card in group.cards]
    assert [(reason.flag, reason.words) for reason in card.reasons] == [("severity: high", "loud")]
