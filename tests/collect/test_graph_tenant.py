"""What Graph tells of one tenant: states of services, ends of Apple's tokens, sizes of trouble."""

from __future__ import annotations

import json

import pytest

from omfeed.collect.graph_protection import size
from omfeed.model import Window
from tests.collect.bodies import GRAPH_EXPIRY, GRAPH_HEALTH, GRAPH_PROTECTION, read


def test_a_service_is_an_entry_with_its_state() -> None:
    parsed = read("graph-health", GRAPH_HEALTH)
    assert parsed.window is Window.COMPLETE
    exchange, intune = parsed.entries
    assert (exchange.key, exchange.facts["status"]) == ("Exchange", "operational")
    assert (intune.key, intune.title) == ("Intune", "Microsoft Intune: state of the service")
    assert intune.facts == {"status": "serviceDegradation", "services": ("Microsoft Intune",)}
    assert intune.text == "State: service degradation"


def test_a_state_that_is_over_is_operational_whatever_its_case() -> None:
    for status in ("ServiceRestored", "serviceRestored", "falsePositive", "serviceOperational"):
        body = json.dumps({"value": [{"id": "A", "service": "A", "status": status}]})
        assert read("graph-health", body).entries[0].facts["status"] == "operational"


def test_what_runs_out_has_its_day_as_it_stands_there() -> None:
    first, second = read("graph-expiry", GRAPH_EXPIRY).entries
    assert [one.key for one in (first, second)] == ["t1", "t2"]
    assert first.title == "Apple enrolment program token (Macs)"
    assert first.facts == {
        "action_by": "2026-12-01",
        "platforms": ("iOS", "macOS"),
        "product": "Microsoft Intune",
    }


@pytest.mark.parametrize(
    "held",
    [
        {"id": "p", "expirationDateTime": "2026-12-01T00:00:00Z"},
        {"value": {"id": "p", "expirationDateTime": "2026-12-01T00:00:00Z"}},
        {"value": [{"id": "p", "expirationDateTime": "2026-12-01T00:00:00Z"}]},
        [{"Id": "p", "ExpirationDateTime": "2026-12-01T00:00:00Z"}],
    ],
    ids=["object", "within", "list", "dump"],
)
def test_a_push_certificate_reads_alike_in_every_wrapping(held: object) -> None:
    (one,) = read("graph-expiry", json.dumps(held)).entries
    assert (one.key, one.title) == ("p", "Apple MDM push certificate")
    assert one.facts["action_by"] == "2026-12-01"


def test_a_tenant_without_tokens_has_none() -> None:
    assert read("graph-expiry", '{"value": []}').entries == ()


def test_a_token_without_an_end_is_left_out() -> None:
    body = {"value": [{"id": "a", "organizationName": "A", "expirationDateTime": None},
                      {"id": "b", "organizationName": "B", "expirationDateTime": "2027-01-01T00:00:00Z"}]}  # fmt: skip
    assert [one.title for one in read("graph-expiry", json.dumps(body)).entries] == ["Apple volume purchase token (B)"]


def test_troubles_stand_in_their_order_by_size() -> None:
    parsed = read("graph-protection", GRAPH_PROTECTION)
    assert [(one.key.partition("/")[2], one.text, one.facts["status"]) for one in parsed.entries] == [
        ("criticalFailuresDeviceCount", "How many: 10 to 99 devices", "trouble"),
        ("pendingRestartDeviceCount", "How many: no devices", "none"),
        ("malwareDetectedDeviceCount", "How many: 1 to 9 devices", "trouble"),
    ]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "no devices"),
        (-3, "no devices"),
        (1, "1 to 9 devices"),
        (9, "1 to 9 devices"),
        (10, "10 to 99 devices"),
        (1000, "1,000 to 9,999 devices"),
    ],
)
def test_a_size_is_a_power_of_ten(count: int, words: str) -> None:
    assert size(count) == words
