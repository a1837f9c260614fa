"""Whom a raised minimum leaves behind loses support, however the entry is worded."""

from __future__ import annotations

import pytest

from omfeed.model import Nature
from tests.assess.kit import judged


@pytest.mark.parametrize(
    "text",
    [
        "Only iOS 17 and above will be supported from October 2026.",
        "Support is limited to iOS 17 and later from October 2026.",
        "We'll require iOS 17 as a minimum from October 2026.",
        "From October 2026, iOS 17 is now required.",
        "The lowest supported version of iOS is now 17.",
        "iOS 16 will be unsupported from October 2026.",
    ],
)
def test_a_raised_minimum_retires_what_is_below_it(text: str) -> None:
    made = judged("A note", text)
    assert made.nature is Nature.RETIRING
    assert made.action_required
    assert "<17" in made.versions.values()
    assert "versions-lose-support" in {one.rule for one in made.evidence} or "retiring" in str(made.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "Devices on Android 14 and lower are not affected.",
        "The setting is for iOS 17 and later.",
        "The fault affects iOS 16 and earlier.",
    ],
)
def test_a_range_by_itself_ends_nothing(text: str) -> None:
    assert judged("A note", text).nature is not Nature.RETIRING
