"""The security update document (CVRF 3) in its JSON form, and the shape that both of its forms are read into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from omfeed.collect.shapes import Record, load, mapping
from omfeed.errors import ParseError

IMPACT, EXPLOITABILITY, SEVERITY = "0", "1", "3"
"""Types of a threat."""

VENDOR_FIX = "2"
"""Type of a remediation that is an update."""

DESCRIPTION, TAG = "2", "7"
"""Types of a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """An update that remedies a vulnerability."""

    name: str
    """KB number without its letters, or “Release Notes”, “Click to Run”, …"""
    build: str = ""
    """Build that is fixed, or what stands in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One issue of a vulnerability's text."""

    number: str
    date: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vulnerability:
    """One CVE of the document, as it stands there."""

    cve: str
    title: str = ""
    description: str = ""
    tag: str = ""
    """Component in Microsoft's words, such as “Windows DNS”."""
    products: tuple[str, ...] = ()
    """Numbers of the products concerned."""
    severities: tuple[str, ...] = ()
    impacts: tuple[str, ...] = ()
    exploitability: str = ""
    fixes: tuple[Fix, ...] = ()
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A month's document."""

    title: str
    products: Mapping[str, str] = field(default_factory=dict)
    """Name of each product by its number."""
    vulnerabilities: tuple[Vulnerability, ...] = ()


def read(text: str) -> Document:
    """The document of a JSON text.

    Raises:
        ParseError: it is not JSON, or not such a document.
    """
    top = mapping(load(text), "a security update document")
    if "Vulnerability" not in top and "ProductTree" not in top:
        raise ParseError("The JSON is not a security update document.", hint="Has the version of the API ended?")
    names = top.record("ProductTree").records("FullProductName")
    return Document(
        title=_value(top, "DocumentTitle"),
        products={name.line("ProductID"): name.line("Value") for name in names},
        vulnerabilities=tuple(_vulnerability(one) for one in top.records("Vulnerability") if one.line("CVE")),
    )


def _value(record: Record, name: str) -> str:
    return record.record(name).text("Value").strip()


def _vulnerability(one: Record) -> Vulnerability:
    threats, notes = one.records("Threats"), one.records("Notes")

    def threatened(kind: str) -> tuple[str, ...]:
        said = [_value(threat, "Description") for threat in threats if threat.line("Type") == kind]
        return tuple(dict.fromkeys(words for words in said if words))

    def noted(kind: str) -> str:
        return next((note.text("Value") for note in notes if note.line("Type") == kind), "")

    return Vulnerability(
        cve=one.line("CVE").upper(),
        title=_value(one, "Title"),
        description=noted(DESCRIPTION),
        tag=noted(TAG),
        products=tuple(number for status in one.records("ProductStatuses") for number in status.texts("ProductID")),
        severities=threatened(SEVERITY),
        impacts=threatened(IMPACT),
        exploitability=";".join(threatened(EXPLOITABILITY)),
        fixes=tuple(
            Fix(name=_value(fix, "Description"), build=fix.line("FixedBuild"))
            for fix in one.records("Remediations")
            if fix.line("Type") == VENDOR_FIX
        ),
        revisions=tuple(
            Revision(number=each.line("Number"), date=each.text("Date"), words=_value(each, "Description"))
            for each in one.records("RevisionHistory")
        ),
    )
