"""Reads the cells of a device export: each becomes a number or a word of a closed set, or nothing at all.

No free text passes: what the tables do not know is dropped. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from omfeed.assess.tables import fleet_words
from omfeed.model import Platform

Row = tuple[str, str, str, str, str, str]
"""What is looked at in a row, as it stands there: platform, version, ownership, enrolment, compliance, count."""

FIELDS: Final = ("platform", "version", "ownership", "enrolment", "compliance", "count")
"""Names of the fields of a row, in their order; a column mapping may use them."""

_VERSION: Final = re.compile(r"\d{1,5}(?:\.\d{1,6}){0,4}|\d\d[hH][12]")
_WORDY_VERSION: Final = re.compile(
    r"(?:[A-Za-z]+ ?[A-Za-z]* ?)?v?(\d{1,5}(?:\.\d{1,6}){0,4}|\d\d[hH][12])(?:[ (-].{0,20})?"
)
_APOSTROPHES: Final = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "‑": "-", "–": "-"})
_NUMBER: Final = re.compile(r"\d[\d\s.,'’]*")
_DECIMALS: Final = re.compile(r"[.,]\d{1,2}$")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A heading or a word as the tables write it: one case, one form of each letter, straight apostrophes, no marks."""
    told = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    return " ".join(told.replace("\ufeff", "").replace("\x00", "").split())


@lru_cache(maxsize=1024)
def platform(text: str) -> Platform | None:
    """The platform that a cell names, or none."""
    lower = plain(text)
    return next((one for start, one in fleet_words.PLATFORM_STARTS if lower.startswith(start)), None)


@lru_cache(maxsize=8192)
def version(text: str) -> str:
    """The OS version that a cell holds, or empty."""
    bare = text.strip()
    match = _VERSION.fullmatch(bare) or _WORDY_VERSION.fullmatch(bare)
    if match is None:
        return ""
    return (match[1] if match.re is _WORDY_VERSION else match[0]).upper()


def ownership(text: str) -> str:
    """``company``, ``personal`` or empty."""
    return fleet_words.OWNERSHIP.get(plain(text), "")


def compliance(text: str) -> str:
    """``compliant``, ``noncompliant``, ``grace``, ``unknown`` or empty."""
    return fleet_words.COMPLIANCE.get(plain(text), "")


def way(text: str) -> str:
    """The way of enrolment that a cell names, or empty."""
    return fleet_words.ENROLMENT.get(re.sub(r"[\s_]+", "", text).casefold(), "")


def enrolment(text: str, *, platform_text: str, owner: str, of: Platform) -> str:
    """The way of enrolment that a row tells: by its own column, the platform's name or the owner.

    Args:
        text: what stands in the column of enrolment.
        platform_text: what stands in the column of the platform; Android exports tell the way there.
        owner: ``company``, ``personal`` or empty.
        of: the platform.
    """
    if known := way(text):
        return known
    if of is Platform.ANDROID:
        lower = plain(platform_text)
        if told := next((one for words, one in fleet_words.PLATFORM_ENROLMENT if words in lower), ""):
            return told
    return "byod" if owner == "personal" else ""


def number(text: str) -> int:
    """A count of devices as spreadsheets write it: “1 200”, “1,200”, “1200.0”; what is no such number is nought."""
    bare = text.strip()
    if not _NUMBER.fullmatch(bare):
        return 0
    return int(re.sub(r"[^\d]", "", _DECIMALS.sub("", bare))[:9])


def known(field: str, text: str) -> bool:
    """Whether a cell holds something that a field can be."""
    match field:
        case "platform":
            return platform(text) is not None
        case "version":
            return bool(version(text))
        case "ownership":
            return bool(ownership(text))
        case "enrolment":
            return bool(way(text))
        case "compliance":
            return bool(compliance(text))
        case "supervised":
            return plain(text) in fleet_words.TRUE_WORDS
        case _:
            return number(text) > 0
