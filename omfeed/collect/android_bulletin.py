"""Reads Android and Pixel security bulletins: the page of a month, and the overview that lists the months.

A month has one or two patch levels (2026-04-01, 2026-04-05), each with tables of CVEs by component; one entry for each
level, and one for the bulletin. Since July 2025 a month may list nothing, which is news and no error. Links to source
changes are added two days after publication and are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml.html import HtmlElement

from omfeed.collect import pages
from omfeed.collect.moments import day
from omfeed.collect.pages import Table
from omfeed.collect.writing import counted, cves, entry, listing, paragraphs
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the month of the bulletin; the date of a patch level"

_LEVEL: Final = re.compile(r"\b(20\d\d-(?:0[1-9]|1[0-2])-\d{2})\b")
_LINK: Final = re.compile(r"/(20\d\d-(?:0[1-9]|1[0-2])-\d{2})(?:\.html)?(?:$|[?#])")
_CVE: Final = re.compile(r"CVE-\d{4}-\d{4,7}")
_PUBLISHED: Final = re.compile(
    r"(?:Published\s+)?([A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)"
)
_BULLETIN: Final = re.compile(r"Security Bulletin|セキュリティ|보안|安全公告", re.IGNORECASE)
_SIGNS: Final = re.compile(r"indications? that(.*)", re.IGNORECASE | re.DOTALL)
_UNDER_ATTACK: Final = "may be under limited"
_SEVERITIES: Final = ("Critical", "High", "Moderate", "Low")
_NO_ISSUE: Final = re.compile(
    r"\bno (?:security )?(?:vulnerabilities|issues|security patches)\b|there are no [^.]{0,200}\bpatches\b",
    re.IGNORECASE,
)


@dataclass(slots=True, kw_only=True)
class _Level:
    """What the tables of one patch level hold."""

    severities: Counter[str] = field(default_factory=Counter)
    fixed: set[str] = field(default_factory=set)
    components: dict[str, None] = field(default_factory=dict)


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The bulletin and its patch levels, or the bulletins of an overview, as entries.

    Raises:
        ParseError: the body is no page, or neither a bulletin nor an overview of them.
    """
    tree = pages.page(body, source, charset)
    language, title = pages.language(tree), _title(tree)
    tables = list(pages.tables(tree, source.url))
    made = tuple(_listed(tables, source, language))
    if made:
        return Parsed(entries=made, window=Window.ROLLING, title=title, language=language)
    text = pages.words(tree)
    levels = _levels(tables)
    if not levels and not (_BULLETIN.search(title) and (_NO_ISSUE.search(text) or _LEVEL.search(text))):
        raise ParseError(
            "The page is neither a security bulletin nor an overview of them.",
            hint=f"Open {source.url} in a browser: since 2026 the year stands in the path.",
        )
    made = tuple(_bulletin(title, text, levels, source, language))
    return Parsed(entries=made, window=Window.COMPLETE, title=title, language=language)


def _title(tree: HtmlElement) -> str:
    return re.sub(r"\s*\|\s*Android Open Source Project\s*$", "", pages.title(tree))


def _listed(tables: list[Table], source: Source, language: str) -> Iterator[Entry]:
    """The rows of an overview: a link to a month's bulletin, its date, its patch levels."""
    seen: set[str] = set()
    product = _product(source)
    for table in tables:
        for row in table.rows:
            link = next((found for cell in row if (found := _LINK.search(cell.link))), None)
            if link is None or link[1][:7] in seen:
                continue
            seen.add(link[1][:7])
            levels = tuple(dict.fromkeys(level for cell in row for level in _LEVEL.findall(cell.text)))
            published = next((when for cell in row if (when := _date(cell.text))), "")
            yield entry(
                title=f"{product} security bulletin: {row[0].text}",
                html=listing([("Published", published), ("Security patch levels", ", ".join(levels))]),
                key=link[1][:7],
                url=next(cell.link for cell in row if _LINK.search(cell.link)),
                published=published,
                place=len(seen) - 1,
                language=language or source.locale,
                facts=_facts(product, levels, published),
            )


def _facts(product: str, levels: tuple[str, ...], published: str) -> dict[str, str | tuple[str, ...] | int | None]:
    return {
        "product": product,
        "version": max(levels, default=""),
        "platforms": ("Android",),
        "released": published,
        "release_type": "security",
    }


def _product(source: Source) -> str:
    return "Pixel" if "pixel" in f"{source.id} {source.title} {source.url}".casefold() else "Android"


def _date(text: str) -> str:
    found = _PUBLISHED.search(text)
    return day(found[1]) if found else ""


def _levels(tables: list[Table]) -> dict[str, _Level]:
    levels: dict[str, _Level] = {}
    for table in tables:
        rows = [row for row in table.rows if _CVE.search(row[0].text)]
        if not rows:
            continue
        name = next((found[1] for heading in reversed(table.above) if (found := _LEVEL.search(heading))), "")
        level = levels.setdefault(name, _Level())
        if component := next((one for one in reversed(table.above) if not _LEVEL.search(one)), ""):
            level.components.setdefault(component)
        for row in rows:
            fixed = set(cves(row[0].text)) - level.fixed
            level.fixed |= fixed
            severity = next((one for one in _SEVERITIES for cell in row[1:] if cell.text.startswith(one)), "")
            level.severities[severity] += len(fixed)
    return levels


def _exploited(text: str) -> Iterator[str]:
    """The CVEs of each sentence that tells of attacks, cut by hand: an expression would try each pair of its words."""
    for sentence in text.split("."):
        found = _SIGNS.search(sentence)
        named, under, rest = found[1].partition(_UNDER_ATTACK) if found else ("", "", "")
        if under and "exploitation" in rest:
            yield from cves(named)


def _bulletin(title: str, text: str, levels: dict[str, _Level], source: Source, language: str) -> Iterator[Entry]:
    product = _product(source) if "Pixel" not in title else "Pixel"
    names = tuple(sorted(name for name in levels if name)) or tuple(sorted(set(_LEVEL.findall(text))))[:2]
    month = names[0][:7] if names else (found[1][:7] if (found := _LINK.search(source.url)) else "")
    published = _date(text[:4000])
    exploited = tuple(_exploited(text))
    fixed = sorted({one for level in levels.values() for one in level.fixed})
    whole = _Level(fixed=set(fixed), severities=sum((level.severities for level in levels.values()), Counter()))
    yield entry(
        title=title or f"{product} security bulletin {month}",
        html=paragraphs(_summary(whole))
        + listing(
            [
                ("Security patch levels", ", ".join(names)),
                ("Under limited, targeted exploitation", ", ".join(exploited)),
            ]
        ),
        key=month or title,
        url=source.url,
        published=published,
        language=language or source.locale,
        facts={
            **_facts(product, names, published),
            "cve_count": len(fixed),
            "cves": cves(*fixed),
            "exploited_cves": exploited,
            "exploited": bool(exploited) or None,
        },
    )
    for place, (name, level) in enumerate(sorted(pair for pair in levels.items() if pair[0]), 1):
        yield entry(
            title=f"{product} security patch level {name}",
            html=paragraphs(_summary(level)) + listing([("Components", ", ".join(level.components))]),
            section=(title,),
            key=name,
            anchor=f"{name}-details",
            url=f"{source.url.partition('#')[0]}#{name}-details",
            published=published,
            place=place,
            language=language or source.locale,
            facts={
                **_facts(product, (name,), published),
                "cve_count": len(level.fixed),
                "cves": cves(*level.fixed),
                "source_severity": next((one for one in _SEVERITIES if level.severities[one]), ""),
            },
        )


def _summary(level: _Level) -> str:
    if not level.fixed:
        return "The bulletin lists no vulnerability."
    parts = [f"{level.severities[one]} {one.lower()}" for one in _SEVERITIES if level.severities[one]]
    rated = f" ({', '.join(parts)})" if parts else ""
    return f"It fixes {counted(len(level.fixed), 'vulnerability', 'vulnerabilities')}{rated}."
