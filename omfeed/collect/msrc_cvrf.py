"""Reads a monthly security update document of the Microsoft Security Response Center (CVRF), as JSON or XML.

One entry for each CVE, with severity, impact, products, fixes, and whether it is exploited or publicly disclosed. The
document is issued anew all month; revision numbers and dates of the document move without news and are left out, a
revision of a CVE is told when it is a major one. Before the month's Patch Tuesday it holds few CVEs, of Edge and Azure
Linux only. CVEs of Azure Linux packages alone are left out: they are hundreds a month, and nothing that Intune manages.
Options: ``only`` and ``skip`` are regular expressions over the product names of a CVE.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from omfeed.collect import charset as charsets
from omfeed.collect import msrc_json, msrc_xml, options
from omfeed.collect.moments import day
from omfeed.collect.msrc_json import Document, Vulnerability
from omfeed.collect.writing import by_number, entry, html_of, line, listing, title_of
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window
from omfeed.text.blocks import plain
from omfeed.text.markup import sanitise

VERSION = 1
STABLE_ID = "the CVE number"

_GUIDE: Final = "https://msrc.microsoft.com/update-guide/vulnerability/"
_RANKS: Final = ("critical", "important", "moderate", "low")
_ARCHITECTURE: Final = re.compile(
    r"\s+(?:for (?:x64-based|ARM64-based|Itanium-based|x86-based) Systems|\(Server Core installation\)"
    r"|\((?:32|64)-bit editions?\)|for (?:32|64)-bit (?:editions?|Systems))(?=\s|$)",
    re.IGNORECASE,
)
_AZURE_LINUX: Final = re.compile(r"\b(?:Azure Linux|CBL Mariner|Mariner)\b")
_FOR: Final = {" for Mac": "macOS", " for Android": "Android", " for iOS": "iOS"}
_NUMBER: Final = re.compile(r"\d{6,8}")
_ALREADY_TOLD: Final = re.compile(r"^(?:<p>)?\s*information published\.?\s*(?:</p>)?\s*$", re.IGNORECASE)
_MOST_NAMED: Final = 12


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The CVEs of the document as entries, in order of their numbers.

    Raises:
        ParseError: the body is neither form of the document, or names no CVE.
    """
    text = charsets.decode(body, charset).lstrip("\ufeff \t\r\n")
    document = msrc_xml.read(text) if text.startswith("<") else msrc_json.read(text)
    if not document.vulnerabilities:
        raise ParseError("The security update document names no CVE.", hint=f"Look at {source.url}.")
    made: dict[str, Entry] = {}
    for found in sorted(document.vulnerabilities, key=lambda one: _numbers(one.cve)):
        products = _products(found, document.products)
        if products and all(_AZURE_LINUX.search(name) for name in products):
            continue
        if options.wanted(source, *products):
            made.setdefault(found.cve, _entry(found, products, document, len(made)))
    return Parsed(
        entries=tuple(made.values()), window=options.window(source, Window.ROLLING), title=document.title, language="en"
    )


def _numbers(cve: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", cve))


def _products(found: Vulnerability, names: Mapping[str, str]) -> tuple[str, ...]:
    """The products concerned, without architectures and editions, each once, in alphabetical order."""
    plain_names = (_ARCHITECTURE.sub("", names.get(number, "")).strip() for number in found.products)
    once = {name.casefold(): name for name in sorted(plain_names, reverse=True) if name}
    return tuple(sorted(once.values()))


def _platforms(products: tuple[str, ...]) -> tuple[str, ...]:
    """The operating systems that the products name; “Windows App for Mac” is one for macOS."""
    said = [next((system for word, system in _FOR.items() if word in name), "") for name in products]
    said += ["Windows" for name in products if name.startswith("Windows ") and not any(word in name for word in _FOR)]
    return tuple(sorted({system for system in said if system}))


def _entry(found: Vulnerability, products: tuple[str, ...], document: Document, place: int) -> Entry:
    severity = _worst(found.severities)
    exploited, disclosed = _says(found.exploitability, "Exploited"), _says(found.exploitability, "Publicly Disclosed")
    kbs = by_number(f"KB{fix.name}" for fix in found.fixes if _NUMBER.fullmatch(fix.name))
    builds = by_number(fix.build for fix in found.fixes if re.fullmatch(r"[\d.]+", fix.build))
    named = products[:_MOST_NAMED]
    more = f" and {len(products) - len(named)} more" if len(products) > len(named) else ""
    pairs = [
        ("Severity", severity),
        ("Impact", ", ".join(sorted(set(found.impacts)))),
        ("Exploited", "yes" if exploited else ""),
        ("Publicly disclosed", "yes" if disclosed else ""),
        ("Products", "; ".join(named) + more),
        ("Fixed by", ", ".join(kbs)),
    ]
    revisions = [one for one in found.revisions if not _ALREADY_TOLD.match(one.words)]
    major = next((one for one in reversed(revisions) if re.fullmatch(r"[2-9]\d*(?:\.0)?", one.number)), None)
    if major is not None:
        pairs.append((f"Revision {major.number}", line(plain(sanitise(major.words)).replace("\n", " "))))
    title = title_of(found.title, is_html=True)
    return entry(
        title=title if found.cve in title else f"{found.cve}: {title}".removesuffix(": "),
        html=html_of(found.description, is_html=True) + listing(pairs),
        section=(document.title,) if document.title else (),
        key=found.cve,
        url=_GUIDE + found.cve,
        published=day(found.revisions[0].date) if found.revisions else "",
        updated=day(found.revisions[-1].date) if found.revisions else "",
        place=place,
        facts={
            "cves": (found.cve,),
            "source_severity": severity,
            "exploited": exploited or None,
            "exploited_cves": (found.cve,) if exploited else (),
            "product": "; ".join(products),
            "platforms": _platforms(products),
            "build": builds,
            # An update fixes many CVEs: its number is a label here and no name of the matter.
            "tags": (*((found.tag,) if found.tag else ()), *(("publicly disclosed",) if disclosed else ()), *kbs),
        },
    )


def _worst(severities: Iterable[str]) -> str:
    said = {one.strip().casefold(): one.strip() for one in severities}
    return next((said[rank] for rank in _RANKS if rank in said), "")


def _says(exploitability: str, what: str) -> bool:
    """Whether a text such as “Publicly Disclosed:No;Exploited:Yes;…” says yes to one of its questions."""
    return bool(re.search(rf"\b{what}\s*:\s*Yes\b", exploitability, re.IGNORECASE))
