"""A short, versioned name for one state of an entry's content.

Two revisions have the same fingerprint when no reader would act differently on them: it is taken from normal forms, so
that spacing, punctuation, case and markup do not count, and it leaves out what says nothing (position, link targets,
stamps of the last update, work-item numbers). The first character is the version of the recipe; a fact that a later
omfeed learns to read changes no old fingerprint as long as it is absent from the entry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

from omfeed.model import Entry, Fact
from omfeed.text.normal import words

RECIPE: Final = "1"
"""Version of the recipe; fingerprints of different recipes never compare equal."""

SILENT_FACTS: Final = frozenset({"work_items", "notice", "tags", "roadmap_ids"})
"""Facts whose change changes nothing for a reader."""


def fingerprint(entry: Entry) -> str:
    """The fingerprint of an entry's present state: a version character and 32 hexadecimal digits."""
    digest = hashlib.blake2b(digest_size=16)
    # Not the kept forms: on a first night of thousands of entries, each is met this once.
    digest.update(" ".join(words(entry.title)).encode())
    digest.update(b"\0")
    digest.update(" ".join(words(entry.text)).encode())
    for name, value in sorted(telling_facts(entry.facts).items()):
        digest.update(f"\0{name}\0{value!r}".encode())
    return RECIPE + digest.hexdigest()


def telling_facts(facts: Mapping[str, Fact]) -> dict[str, str | tuple[str, ...]]:
    """The facts that count, each in a form in which order and case of its parts do not; empty ones are left out."""
    told: dict[str, str | tuple[str, ...]] = {}
    for name, value in facts.items():
        if name in SILENT_FACTS or not value:
            continue
        if isinstance(value, tuple):
            told[name] = tuple(sorted({str(part).strip().casefold() for part in value}))
        else:
            told[name] = str(value).strip().casefold()
    return told
