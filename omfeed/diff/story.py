"""A key shared by the same matter wherever it is told, so that several sources make one item with several links.

A key is only made of what names one matter beyond doubt: a roadmap or message number, a knowledge-base article, a
product with its full version, a single CVE. No key is better than a wrong one; likeness across pages of one family is
the business of ``omfeed.diff.family``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from omfeed.model import Entry, Source

_MESSAGE: Final = re.compile(r"\bMC\d{5,8}\b")
_KB: Final = re.compile(r"\bKB\s?(\d{6,8})\b", re.IGNORECASE)
_CVE: Final = re.compile(r"\bCVE-\d{4}-\d{4,}\b", re.IGNORECASE)
_ADVISORY: Final = re.compile(r"\b(?:USN-\d+-\d+|RH[SBE]A-\d{4}:\d+)\b", re.IGNORECASE)
_PRODUCTS: Final[Mapping[str, str]] = {
    "ios": "ios",
    "ipados": "ios",
    "ios and ipados": "ios",
    "ios & ipados": "ios",
    "ios/ipados": "ios",
    "macos": "macos",
    "tvos": "tvos",
    "watchos": "watchos",
    "visionos": "visionos",
    "chrome": "chrome",
    "google chrome": "chrome",
    "microsoft edge": "edge",
    "edge": "edge",
    "chromeos": "chromeos",
    "safari": "safari",
}
_RELEASE: Final = re.compile(
    r"\b(iOS(?:\s*(?:and|&|/)\s*iPadOS)?|iPadOS|macOS|tvOS|watchOS|visionOS|Safari|Chrome|Microsoft Edge|Edge)\b"
    r"(?:\s+(?!\d)[A-Z][a-z]+){0,2}\s+(?:version\s+)?(\d+(?:\.\d+)+)(\s+(?:beta|RC)(?:\s+\d+)?)?",
    re.IGNORECASE,
)

_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_OF_A_RELEASE: Final = frozenset(
    "a about and announcing apple are at available availability build content day day-zero devices first for from"
    " general generally google has have in intune is launch microsoft new now notes of on os out release released"
    " releases releasing ready security stable channel support supported supports the to update updates version"
    " what's with your zero".split()
)
"""Words with which a title may announce a release and nothing else: “Day zero support for iOS 26.0”."""


def story_key(entry: Entry, source: Source) -> str:
    """The key of the matter an entry tells, or empty when nothing names it beyond doubt.

    Args:
        entry: what the source tells.
        source: who tells it.
    """
    roadmap = entry.facts.get("roadmap_ids", ())
    if isinstance(roadmap, tuple) and len(roadmap) == 1:
        return f"roadmap:{roadmap[0]}"
    name = f"{entry.key} {entry.title}"
    for prefix, pattern in (("message", _MESSAGE), ("advisory", _ADVISORY)):
        if found := pattern.search(name):
            return f"{prefix}:{found[0].upper()}"
    if kb := _kb(entry):
        return f"kb:{kb}"
    if release := _release(entry, source):
        return release
    cves = {found.upper() for found in _CVE.findall(name)}
    return f"cve:{cves.pop()}" if len(cves) == 1 else ""


def _kb(entry: Entry) -> str:
    stated = entry.facts.get("kb")
    if isinstance(stated, str) and stated:
        return stated.upper().removeprefix("KB")
    found = set(_KB.findall(entry.title))
    return found.pop() if len(found) == 1 else ""


def _release(entry: Entry, source: Source) -> str:
    product, version = entry.facts.get("product"), entry.facts.get("version")
    if isinstance(product, str) and isinstance(version, str) and re.fullmatch(r"\d+(?:\.\d+)+", version):
        known = _PRODUCTS.get(" ".join(product.casefold().split()))
        if known and not _unfinished(entry):
            return f"release:{known}:{version}"
    titles = {
        (_PRODUCTS[_spaced(found[1])], found[2], " ".join((found[3] or "").casefold().split()))
        for found in _RELEASE.finditer(entry.title)
        if _spaced(found[1]) in _PRODUCTS
    }
    if len(titles) != 1 or source.stage == "development":
        return ""
    # A title may name a release and tell another matter: a known issue of it, a fix, a setting that needs it.
    title = _IN_BRACKETS.sub(" ", entry.title)
    besides = re.findall(r"[\w'-]+", _RELEASE.sub(" ", title).casefold())
    if not _OF_A_RELEASE.issuperset(besides):
        return ""
    name, number, stage = titles.pop()
    return f"release:{name}:{number}{' ' + stage if stage else ''}"


def _spaced(product: str) -> str:
    return re.sub(r"\s*/\s*", "/", " ".join(product.casefold().split()))


def _unfinished(entry: Entry) -> bool:
    return bool(re.search(r"\b(?:beta|rc|preview)\b", entry.title, re.IGNORECASE))
