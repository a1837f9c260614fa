"""Reads Samsung's mobile security updates: the security maintenance releases (SMR) of a year.

The page shows each month as a title “SMR-AUG-2026” (``acc_title``) with a panel (``acc_sub``) naming the patches of
Google's bulletin and Samsung's own items (SVE numbers). One entry for each month. The shape is known from public
readers of the page, not from a captured body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from omfeed.collect import pages
from omfeed.collect.writing import by_number, counted, cves, entry, listing, paragraphs
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window
from omfeed.text.months import MONTHS

VERSION = 1
STABLE_ID = "month and year of the release"

_NAME: Final = re.compile(r"\bSMR[\s-]+([A-Za-z]{3,9})[\s-]+(20\d\d)(?:[\s-]+(Release\s+\d+))?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"SVE-\d{4}-\d+", re.IGNORECASE)
_LEVELS: Final = ("Critical", "High", "Moderate")
_MONTHS: Final = "January February March April May June July August September October November December".split()


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The months of the page as entries, newest first as on the page.

    Raises:
        ParseError: the body is no page, or names no release.
    """
    tree = pages.page(body, source, charset)
    made: dict[str, Entry] = {}
    for name, panel in _releases(tree):
        one = _entry(name, panel, source, len(made))
        if one is not None:
            made.setdefault(one.key, one)
    if not made:
        raise ParseError(
            "The page names no security maintenance release: it was redesigned, or another page came in its stead.",
            hint=f"Open {source.url} in a browser; if the months are there, report it.",
        )
    return Parsed(entries=tuple(made.values()), window=Window.ROLLING, title=pages.title(tree), language="en")


def _releases(tree: etree._Element) -> Iterator[tuple[re.Match[str], etree._Element | None]]:
    """The name of each release and the panel that tells its content."""
    titles = [one for one in tree.iter() if "acc_title" in _classes(one)]
    if not titles:
        titles = [one for one in tree.iter("h2", "h3", "h4", "dt", "summary") if _NAME.search(pages.words(one))]
    for title in titles:
        if name := _NAME.search(pages.words(title)):
            panels = [one for one in title.itersiblings() if isinstance(one.tag, str)]
            panel = next((one for one in panels if "acc_sub" in _classes(one)), panels[0] if panels else None)
            yield name, panel


def _classes(element: etree._Element) -> frozenset[str]:
    return frozenset(str(element.get("class") or "").split()) if isinstance(element.tag, str) else frozenset()


def _entry(name: re.Match[str], panel: etree._Element | None, source: Source, place: int) -> Entry | None:
    month = MONTHS.get(name[1].casefold(), 0)
    if not month:
        return None
    key = f"SMR-{_MONTHS[month - 1][:3].upper()}-{name[2]}"
    text = pages.words(panel) if panel is not None else ""
    fixed, own = cves(text), by_number(one.upper() for one in _NUMBER.findall(text))
    severity = next((one for one in _LEVELS if re.search(rf"\b{one}\b", text)), "")
    level = f"{name[2]}-{month:02}-01"
    if fixed or own:
        told = (
            f"It holds {counted(len(fixed), 'CVE')} of Google's and Samsung's patches"
            f" and {counted(len(own), 'item')} of Samsung's own (SVE)."
        )
    else:
        told = "Its content is not listed yet."
    return entry(
        title=f"Samsung security maintenance release: {_MONTHS[month - 1]} {name[2]}",
        html=paragraphs(told)
        + listing([("Release", key), ("Security patch level", level), ("Samsung's own items", ", ".join(own))]),
        key=key,
        url=source.url,
        published=level,
        place=place,
        facts={
            "product": "Samsung Galaxy",
            "version": level,
            "platforms": ("Android",),
            "release_type": "security",
            "cve_count": len(fixed) if fixed or own else None,
            "cves": fixed,
            "source_severity": severity,
        },
    )
