"""Reads Red Hat security advisories: one CSAF document, the list of the security data API, or a search answer.

Documents are generated anew without a change of meaning (their version counts up); version, generator and the dates of
generation are left out. ``only`` and ``skip`` look at title and products.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from omfeed.collect import options
from omfeed.collect.moments import moment
from omfeed.collect.shapes import Record, document, records
from omfeed.collect.writing import by_number, cves, entry, listing, prose
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the number of the advisory"

_ID: Final = re.compile(r"\bRH[SBE]A-\d{4}:\d+\b")
_PREFIX: Final = re.compile(r"^\s*(?:\(RH[SBE]A-\d{4}:\d+\)\s*|Red Hat (?:Security|Bug Fix|Enhancement) Advisory:\s*)")
_SYSTEM: Final = re.compile(r"\.el(\d{1,2})(?![\d])")
_NAME: Final = re.compile(r"^(?:\d+:)?([A-Za-z][\w.+-]*?)-(?:\d+:)?\d")
_RATED: Final = re.compile(r"^(Critical|Important|Moderate|Low):\s*")
_MOST_NAMED: Final = 8


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The advisories as entries, in the order of the document.

    Raises:
        ParseError: the body is not JSON, or none of the three forms.
    """
    value = document(body, charset)
    made: dict[str, Entry] = {}
    found = 0
    for one in _advisories(value, source):
        found += 1
        if options.wanted(source, one.title, str(one.facts.get("product", ""))):
            made.setdefault(one.key, one)
    if not found:
        raise ParseError("The JSON holds no advisory.", hint=f"Look at {source.url}: has its format changed?")
    return Parsed(
        entries=tuple(made.values()), window=options.window(source, Window.ROLLING), title=source.title, language="en"
    )


def _advisories(value: object, source: Source) -> Iterator[Entry]:
    top = Record(value) if isinstance(value, Mapping) else Record({})
    if "document" in top:
        yield from _csaf(top)
    listed = value if isinstance(value, list) else top.record("response").get("docs")
    for place, row in enumerate(records(listed)):
        if number := _ID.fullmatch(row.line("RHSA", "id")):
            yield _row(number[0], row, source, place)


def _csaf(top: Record) -> Iterator[Entry]:
    head = top.record("document")
    tracking = head.record("tracking")
    if not tracking.line("id"):
        return
    notes = {note.line("title").casefold(): note.text("text") for note in head.records("notes")}
    vulnerabilities = top.records("vulnerabilities")
    number = tracking.line("id")
    yield _entry(
        number,
        title=head.line("title"),
        severity=head.record("aggregate_severity").line("text"),
        fixed=cves(*(one.line("cve") for one in vulnerabilities)),
        products=tuple(sorted(set(_products(top.record("product_tree").records("branches"))))),
        words=notes.get("topic") or notes.get("summary") or "",
        url=f"https://access.redhat.com/errata/{number}" if _ID.fullmatch(number) else "",
        published=moment(tracking.text("initial_release_date")),
        exploited=_exploited(vulnerabilities),
    )


def _exploited(vulnerabilities: tuple[Record, ...]) -> tuple[str, ...]:
    """The CVEs that a threat of category “exploit_status” calls exploited."""
    said = (
        one.line("cve")
        for one in vulnerabilities
        for threat in one.records("threats")
        if threat.line("category") == "exploit_status"
        and re.search(r"\bexploit", threat.line("details"), re.IGNORECASE)
    )
    return cves(*said)


def _products(branches: tuple[Record, ...]) -> Iterator[str]:
    for branch in branches:
        if branch.line("category") == "product_name":
            yield branch.line("name")
        yield from _products(branch.records("branches"))


def _row(number: str, row: Record, source: Source, place: int) -> Entry:
    """An advisory of the API's list, or of a search answer."""
    packages = by_number(row.texts("released_packages"))
    names = sorted({found[1] for package in packages if (found := _NAME.match(package))})
    title = _PREFIX.sub("", row.line("allTitle", "portal_synopsis", "title") or ", ".join(names[:3]) or number)
    rated = _RATED.match(title)
    systems = {f"Red Hat Enterprise Linux {found[1]}" for package in packages if (found := _SYSTEM.search(package))}
    dates = (*row.texts("released_on"), *row.texts("portal_publication_date"))
    return _entry(
        number,
        title=_RATED.sub("", title),
        severity=(row.line("severity", "portal_severity") or (rated[1] if rated else "")).capitalize(),
        fixed=cves(*row.texts("CVEs"), *row.texts("portal_CVE")),
        products=by_number({*row.texts("portal_product_names"), *systems}),
        packages=packages,
        words=row.text("portal_description"),
        url=row.line("view_uri") or f"https://access.redhat.com/errata/{number}",
        published=next((when for date in dates if (when := moment(date, time_zone=source.time_zone))), ""),
        place=place,
    )


def _entry(
    number: str,
    *,
    title: str,
    severity: str,
    fixed: tuple[str, ...],
    products: tuple[str, ...] = (),
    packages: tuple[str, ...] = (),
    words: str = "",
    url: str = "",
    published: str = "",
    exploited: tuple[str, ...] = (),
    place: int = 0,
) -> Entry:
    plain_title = _PREFIX.sub("", title)
    return entry(
        title=number if plain_title == number else f"{number}: {plain_title}",
        html=prose(words)
        + listing(
            [
                ("Severity", severity),
                ("Products", _some(products)),
                ("Packages", _some(packages)),
                ("CVEs", ", ".join(fixed)),
            ]
        ),
        key=number,
        url=url,
        published=published,
        place=place,
        facts={
            "cves": fixed,
            "cve_count": len(fixed) or None,
            "exploited_cves": exploited,
            "exploited": bool(exploited) or None,
            "source_severity": severity,
            "product": "; ".join(products),
            "platforms": ("Linux",),
        },
    )


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more
