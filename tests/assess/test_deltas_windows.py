"""Windows 10 or 11 that comes or goes beside the other one is named, though the platform stays."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from omfeed.assess.deltas import deltas
from omfeed.model import DeltaKind, Entry, Source
from omfeed.understand import Judge

SOURCE = Source(id="page", title="Page", url="https://example.org/news", collector="learn-html", family="intune")
NOW = datetime(2026, 9, 9, tzinfo=UTC)


def _entry(*applies: str) -> Entry:
    items = "".join(f"<li>{one}</li>" for one in applies)
    return Entry(
        title="Firewall rules can name packages",
        text="\n".join(("Rules may name a packaged app by its family name.", "Applies to:", *applies)),
        html=f"<p>Rules may name a packaged app by its family name.</p><p>Applies to:</p><ul>{items}</ul>",
    )


def _named(before: Entry, after: Entry) -> list[tuple[DeltaKind, str]]:
    judge = Judge()
    told = deltas(before, after, judge.assess(before, SOURCE, NOW), judge.assess(after, SOURCE, NOW))
    return [(one.kind, one.subject) for one in told]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("Windows 10", "Windows 11"), ("Windows 11",), [(DeltaKind.PLATFORM_REMOVED, "Windows 10")]),
        (("Windows 10/11",), ("Windows 11",), [(DeltaKind.PLATFORM_REMOVED, "Windows 10")]),
        (("Windows 11",), ("Windows 10 and 11",), [(DeltaKind.PLATFORM_ADDED, "Windows 10")]),
        (("Windows 10",), ("Windows 10", "Windows 11"), [(DeltaKind.PLATFORM_ADDED, "Windows 11")]),
        (
            ("Windows 10",),
            ("Windows 11",),
            [(DeltaKind.PLATFORM_ADDED, "Windows 11"), (DeltaKind.PLATFORM_REMOVED, "Windows 10")],
        ),
        (
            ("Windows 10", "Windows 11"),
            ("Windows 11", "macOS"),
            [(DeltaKind.PLATFORM_ADDED, "macos"), (DeltaKind.PLATFORM_REMOVED, "Windows 10")],
        ),
        (
            ("Windows 10", "Windows 11"),
            ("macOS",),
            [(DeltaKind.PLATFORM_ADDED, "macos"), (DeltaKind.PLATFORM_REMOVED, "windows")],
        ),
        (("Windows",), ("Windows 11",), []),
        (("Windows 10", "Windows 11"), ("Windows 11", "Windows 10"), []),
    ],
)
def test_a_product_of_windows_that_comes_or_goes_is_named(
    before: tuple[str, ...], after: tuple[str, ...], expected: list[tuple[DeltaKind, str]]
) -> None:
    assert sorted(_named(_entry(*before), _entry(*after))) == sorted(expected)
