"""Fingerprints: versioned, blind to what says nothing, open to facts that a later omfeed learns to read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from omfeed.model import Entry
from omfeed.text.fingerprint import RECIPE, fingerprint

ENTRY = Entry(
    title="A release", text="It fixes 3 problems.", html="<p>It fixes 3 problems.</p>", facts={"version": "1.2"}
)


def test_the_first_character_is_the_version_of_the_recipe() -> None:
    assert fingerprint(ENTRY).startswith(RECIPE)
    assert len(fingerprint(ENTRY)) == 33


@pytest.mark.parametrize(
    "same",
    [
        replace(ENTRY, place=7, anchor="a", url="https://example.org", updated="2026-01-01", published="2026-01-01"),
        replace(ENTRY, text="It  fixes 3 problems"),
        replace(ENTRY, html="<div>It fixes <b>3</b> problems.</div>"),
        replace(ENTRY, section=("Elsewhere",)),
        replace(ENTRY, facts={"version": "1.2", "work_items": ("1234567",), "exploited": False}),
        replace(ENTRY, facts={"version": "1.2", "kb": ""}),
    ],
)
def test_what_says_nothing_leaves_it_alone(same: Entry) -> None:
    assert fingerprint(same) == fingerprint(ENTRY)


@pytest.mark.parametrize(
    "other",
    [
        replace(ENTRY, title="Another release"),
        replace(ENTRY, text="It fixes 4 problems."),
        replace(ENTRY, facts={"version": "1.3"}),
        replace(ENTRY, facts={"version": "1.2", "exploited": True}),
        replace(ENTRY, title="A", text="release It fixes 3 problems."),
    ],
)
def test_what_matters_changes_it(other: Entry) -> None:
    assert fingerprint(other) != fingerprint(ENTRY)


def test_the_order_of_listed_values_does_not_count() -> None:
    one, other = (replace(ENTRY, facts={"cves": cves}) for cves in (("CVE-1", "CVE-2"), ("CVE-2", "CVE-1")))
    assert fingerprint(one) == fingerprint(other)
