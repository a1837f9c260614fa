"""Reads CISA's catalogue of known exploited vulnerabilities.

One entry for each CVE, permanent; due dates and texts are edited in place. The catalogue's version, count and moment of
release move with each issue and are left out. Options: ``only`` and ``skip`` look at “vendor product”; the whole has
1,600 rows of which few concern managed devices.
"""

from __future__ import annotations

import re
from typing import Final

from omfeed.collect import options
from omfeed.collect.moments import day
from omfeed.collect.shapes import Record, document, mapping
from omfeed.collect.writing import entry, listing, paragraphs
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the CVE number"

_SHORT: Final = 120
_SYSTEMS: Final = (
    (re.compile(r"^Apple\b.*\b(?:iOS|iPadOS|iPhone|Multiple Products)\b"), "iOS"),
    (re.compile(r"^Apple\b.*\b(?:macOS|OS X|Multiple Products)\b"), "macOS"),
    (re.compile(r"^Microsoft\b.*\bWindows\b"), "Windows"),
    (
        re.compile(r"^(?:Android|Google|Samsung|Qualcomm|Arm)\b.*\b(?:Android|Pixel|Mobile Devices|Chipsets|Mali)\b"),
        "Android",
    ),
    (re.compile(r"^(?:Linux|Red Hat|Canonical|Ubuntu)\b"), "Linux"),
)


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The vulnerabilities as entries, in the order of the catalogue (newest first).

    Raises:
        ParseError: the body is not JSON, or not such a catalogue.
    """
    catalogue = mapping(document(body, charset), "a catalogue of vulnerabilities")
    rows = catalogue.records("vulnerabilities")
    if not any(row.line("cveID") for row in rows):
        raise ParseError("The catalogue holds no vulnerability.", hint=f"Look at {source.url}: has its format changed?")
    made: dict[str, Entry] = {}
    for row in rows:
        name = f"{row.line('vendorProject')} {row.line('product')}"
        if row.line("cveID") and options.wanted(source, name):
            made.setdefault(row.line("cveID"), _entry(row, name, len(made)))
    return Parsed(
        entries=tuple(made.values()),
        window=options.window(source, Window.COMPLETE),
        title=catalogue.line("title"),
        language="en",
    )


def _entry(row: Record, name: str, place: int) -> Entry:
    cve, due = row.line("cveID"), day(row.text("dueDate"))
    action = row.line("requiredAction")
    ransomware = row.line("knownRansomwareCampaignUse").casefold() == "known"
    return entry(
        title=f"{cve}: {row.line('vulnerabilityName')}",
        # Since 2026 most rows repeat a long text about directives; a short one says what to do.
        html=paragraphs(row.line("shortDescription"), action if len(action) <= _SHORT else "")
        + listing(
            [
                ("Product", name),
                ("Remedy due (United States federal agencies)", due),
                ("Used in ransomware campaigns", "yes" if ransomware else ""),
            ]
        ),
        key=cve,
        url=f"https://nvd.nist.gov/vuln/detail/{cve}",
        published=day(row.text("dateAdded")),
        place=place,
        facts={
            "cves": (cve,),
            "exploited": True,
            "exploited_cves": (cve,),
            "due_date": due,
            "product": name,
            "platforms": tuple(system for pattern, system in _SYSTEMS if pattern.search(name)),
            "tags": ("ransomware",) if ransomware else (),
        },
    )
