"""Reads a KB article of support.microsoft.com: the update itself, and each of its known issues.

Three layouts are met: sections with expanding panels (``ocpExpandoHead``), ``<details>`` under an h3 (2026), and tables
(older). A combined package names its known issues twice; an issue is taken once. The article's own number stands in
``<meta name="awa-kb_id">`` or in its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from omfeed.collect import pages
from omfeed.collect.moments import day
from omfeed.collect.writing import entry, line
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the KB number; of a known issue title and likeness"

_KB: Final = re.compile(r"KB\s?(\d{6,8})", re.IGNORECASE)
_BUILD: Final = re.compile(r"\b\d{4,5}\.\d+\b")
_DATE: Final = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}")
_KNOWN: Final = re.compile(r"^\W*known issues\b", re.IGNORECASE)
_FIXES: Final = re.compile(r"^\W*(?:highlights|improvements|improvements and fixes|summary)\W*$", re.IGNORECASE)
_SITE: Final = re.compile(r"\s*[|–-]\s*Microsoft Support\s*$")
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The article as its first entry, then its known issues in reading order.

    Raises:
        ParseError: the body is no page or no KB article.
    """
    tree = pages.page(body, source, charset)
    title = _SITE.sub("", pages.title(tree))
    meta = tree.xpath("string(//meta[@name='awa-kb_id']/@content)")
    number = found[1] if (found := _KB.search(title)) else line(str(meta))
    if not number.isdecimal():
        raise ParseError("The page is no KB article.", hint=f"Open {source.url}: was the article taken down?")
    asked = _KB.search(source.url)
    if asked and asked[1] != number:
        raise ParseError(f"KB{asked[1]} was asked for and KB{number} came.", hint=f"Open {source.url}.")
    kb, language = f"KB{number}", pages.language(tree)
    main = tree.find(".//main")
    root: etree._Element = main if main is not None else tree
    builds = tuple(dict.fromkeys(_BUILD.findall(title)))
    released = day(found[0]) if (found := _DATE.search(title)) else ""
    made = [
        entry(
            title=title,
            html=_fixes(root),
            base_url=source.url,
            key=kb,
            url=source.url,
            published=released,
            language=language,
            facts={"kb": kb, "build": builds, "released": released},
        )
    ]
    seen: set[str] = set()
    for name, html in _issues(root):
        if line(name) and name.casefold() not in seen:
            seen.add(name.casefold())
            made.append(_issue(name, html, (title, "Known issues"), source, len(made), language))
    return Parsed(entries=tuple(made), window=Window.TRANSIENT, title=title, language=language)


def _issue(name: str, html: str, section: tuple[str, ...], source: Source, place: int, language: str) -> Entry:
    return entry(
        title=name,
        html=html,
        base_url=source.url,
        section=section,
        url=source.url,
        place=place,
        language=language,
    )


def _parts(root: etree._Element, wanted: re.Pattern[str]) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """Each heading that fits, with the elements that follow it up to the next heading of its level or above."""
    for heading in root.iter(*_HEADINGS):
        if wanted.search(pages.words(heading)):
            follows = []
            for element in heading.itersiblings():
                if element.tag in _HEADINGS and str(element.tag) <= str(heading.tag):
                    break
                follows.append(element)
            yield heading, follows


def _fixes(root: etree._Element) -> str:
    """What the update brings: the sections of highlights and improvements, without known issues."""
    html = ""
    told: list[etree._Element] = []
    for heading, follows in _parts(root, _FIXES):
        if heading in told:
            continue
        for element in follows:
            told.append(element)
            if element.tag in _HEADINGS and _KNOWN.search(pages.words(element)):
                break
            html += etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return html


def _issues(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Name and HTML of each known issue."""
    for _, follows in _parts(root, _KNOWN):
        for element in follows:
            for part in element.iter():
                if part.tag == "details":
                    yield from _disclosed(part)
                elif "ocpExpandoHead" in str(part.get("class") or "").split():
                    panel = part.getnext()
                    yield pages.words(part), pages.inner(panel) if panel is not None else ""
                elif part.tag == "tr" and next(part.iterancestors("details"), None) is None:
                    yield from _row(part)


def _disclosed(details: etree._Element) -> Iterator[tuple[str, str]]:
    summary = details.find("summary")
    if summary is not None and (name := pages.words(summary)):
        pages.remove(summary)
        yield name, pages.inner(details)


def _row(row: etree._Element) -> Iterator[tuple[str, str]]:
    """A row of the older table “Symptom, Workaround”: its first sentence names the issue."""
    cells = [cell for cell in row if cell.tag == "td"]
    if len(cells) >= 2 and (text := pages.words(cells[0])) and text.casefold() not in {"symptom", "symptoms"}:
        name = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0][:200]
        yield name, "".join(f"<div>{pages.inner(cell)}</div>" for cell in cells)
