"""How much an entry matters, by one table that can be replaced."""

from __future__ import annotations

from datetime import date

from omfeed.assess.judge import assess
from omfeed.model import Audience, Fleet, Severity
from omfeed.weights import SeverityTable
from tests.assess.kit import entry, group, judged, source

WINDOWS = Fleet(groups=(group("windows", "10.0.26100.1", 90), group("ios", "18.2", 10)))


def test_a_deadline_soon_for_most_devices_is_critical() -> None:
    text = "Support ends on July 28, 2026. Users will be blocked. You must update devices."
    judgement = judged("Take action: Windows agent", text, fleet=WINDOWS)
    assert judgement.severity is Severity.CRITICAL
    rules = {one.rule.split()[0] for one in judgement.evidence if one.field == "severity"}
    assert {"action-required", "due-near", "fleet-share"} <= rules


def test_the_same_deadline_far_away_matters_less() -> None:
    text = "Support ends on July 28, 2028. You must update devices."
    near = judged("Take action: Windows agent", text.replace("2028", "2026"), fleet=WINDOWS)
    assert near.severity.rank < judged("Take action: Windows agent", text, fleet=WINDOWS).severity.rank


def test_what_touches_none_of_our_devices_weighs_little() -> None:
    ours = judged("Take action: Android agent", "You must update it.", fleet=WINDOWS)
    unknown = judged("Take action: Android agent", "You must update it.")
    assert ours.severity.rank > unknown.severity.rank
    assert ours.devices == 0
    assert unknown.devices is None


def test_exploitation_in_the_wild_is_never_less_than_high() -> None:
    assert judged("CVE-2026-1", facts={"exploited": True, "cves": ("CVE-2026-1",)}).severity in {
        Severity.CRITICAL,
        Severity.HIGH,
    }


def test_a_small_console_feature_is_low_and_says_so() -> None:
    judgement = judged("A new column in the report", "See it in the console.")
    assert judgement.severity is Severity.LOW
    assert [one.field for one in judgement.evidence].count("severity") == 1


def test_a_table_of_the_users_replaces_the_points() -> None:
    table = SeverityTable(user_visible=20.0)
    made = entry("A change", "Users will see a message.")
    assert assess(made, source(), Fleet(), date(2026, 7, 15), severity_table=table).severity is Severity.CRITICAL


def test_audiences_follow_from_what_users_meet_and_what_ends() -> None:
    assert judged("A new column", "In the report.").audiences == (Audience.ADMIN,)
    assert Audience.HELPDESK in judged("A change", "Users will see a message.").audiences
    assert Audience.HELPDESK in judged("Known issue: sync fails", "We are investigating.").audiences
    assert Audience.STAKEHOLDER in judged("Intune ends support for Android 9").audiences
