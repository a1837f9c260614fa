"""Reads a Microsoft Learn page of release notes, once it is HTML, into entries.

Both forms of a page, HTML and Markdown, end here, so that the same news yields the same entries. What is an entry is
decided by ``omfeed.collect.learn_tree``; this module gives each its title, section, date, address and facts. Options
``only`` and ``skip`` look at title and section: of a how-to page with a chapter of news, the chapter alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urldefrag

from omfeed.collect import options
from omfeed.collect.learn_labels import give_labels
from omfeed.collect.learn_tree import Found, Node, build, find, own_date, period, version
from omfeed.collect.learn_words import (
    is_added_label,
    is_development,
    is_missing_page,
    is_notices,
    is_updated_label,
    is_whats_new,
)
from omfeed.collect.outline import Section
from omfeed.collect.stamps import stamp
from omfeed.collect.writing import tag
from omfeed.errors import ParseError
from omfeed.model import Entry, Fact, Parsed, Source, Window
from omfeed.text.blocks import fold, plain
from omfeed.text.counting import counted
from omfeed.text.markup import sanitise

STABLE_ID: Final = "the version that the heading names; without one, title, place and likeness"
"""Anchors are made from titles by most publishers, so they name nothing for long."""
_MOST_BEFORE_TITLE: Final = 2
_BACK_TO_TOP: Final = re.compile(r"(?:back|return|go) to (?:the )?top|top of page", re.IGNORECASE)
_WORK_ITEM: Final = re.compile(r"(?<!\d)\d{5,9}(?!\d)")
_FIRST_PARAGRAPH: Final = re.compile(r"\s*<p>(.*?)</p>\s*", re.DOTALL)
_BREAK: Final = re.compile(r"<br>|\n")
_LABELLED: Final = re.compile(r"([^:：]{2,40})[:：]\s*(.+)")
_ENTRA: Final = re.compile(
    r"Type:\s*(?P<type>.{2,60}?)\s+Service category:\s*(?P<service>.{2,80}?)\s+Product capability:\s*(?P<area>.{2,80}?)"
    r"\s*(?:\n|$)"
)


def read(
    sections: Sequence[Section],
    source: Source,
    *,
    title: str = "",
    language: str = "",
    warnings: Sequence[str] = (),
) -> Parsed:
    """The entries of a page that was cut at its headings.

    Args:
        sections: the page, see ``omfeed.collect.outline.outline``.
        source: whose page it is.
        title: the page's title where it has no h1.
        language: what the page declares (``de-de``), or empty.
        warnings: what was odd on the way here.

    Raises:
        ParseError: there is no entry on it, or it says itself that it is another page.
    """
    headings = _from_the_title([section for section in sections if section.level and section.title])
    if headings and headings[0].level == 1:
        title = headings[0].title
    _refuse_other_pages(title)
    nodes = [_node(section, source.url) for section in headings]
    give_labels(nodes)
    found = find(build(nodes))
    if not found:
        raise ParseError(
            f"Expected entries under headings, met {_met(title, headings, sections)}.",
            hint="Open the address in a browser: the page may have moved, or asks for consent or a sign-in.",
        )
    notes = list(warnings)
    language = tag(language) or source.locale
    all_notices = is_notices(title)
    entries = [_entry(each, place, source, language, all_notices) for place, each in enumerate(found)]
    entries = [one for one in entries if options.wanted(source, one.title, *one.section)]
    if not entries:
        raise ParseError(
            "The page has no entry that the options only and skip leave.",
            hint=f"Open {source.url}: was the chapter renamed?",
        )
    return Parsed(
        entries=tuple(_with_keys(entries)),
        window=_window(source, title, found, notes),
        title=title,
        language=language,
        warnings=tuple(notes),
    )


def _from_the_title(headings: Sequence[Section]) -> Sequence[Section]:
    """The headings from the page's own title on; a frame may have a few of its own before it."""
    for index, section in enumerate(headings[: _MOST_BEFORE_TITLE + 1]):
        if section.level == 1:
            return headings if any(period(before.title) for before in headings[:index]) else headings[index:]
    return headings


def _refuse_other_pages(title: str) -> None:
    if is_missing_page(title):
        raise ParseError(
            f"Expected a page of release notes, met one titled “{title[:80]}”.",
            hint="Open the address in a browser; if the page has moved, change the source's address.",
        )


def _met(title: str, headings: Sequence[Section], sections: Sequence[Section]) -> str:
    if not headings and not any(plain(sanitise(section.html)) for section in sections):
        return "an empty page"
    about = f" titled “{title[:80]}”" if title else ""
    return f"a page{about} with {counted(len(headings), 'heading')} and no text under any that would be news"


def _node(section: Section, url: str) -> Node:
    html = sanitise(section.html, base_url=url).strip()
    text = plain(html)
    if _BACK_TO_TOP.fullmatch(text):
        html = text = ""
    return Node(section=section, html=html, text=text, stamped=any(_dates(html)[1:]))


def _entry(found: Found, place: int, source: Source, language: str, all_notices: bool) -> Entry:
    node = found.node
    html, published, updated = _dates(node.html)
    parts = [html]
    for nested in found.nested:
        # The heading itself is kept, one of a page's own ids and buttons is not.
        parts += [sanitise(nested.section.heading, base_url=source.url), nested.html]
    body = "\n".join(part for part in parts if part)
    text = node.text if body == node.html else plain(body)
    published = published or own_date(node.title) or _period_above(found)
    above = found.above
    facts: dict[str, Fact] = dict(_categories(text))
    if all_notices or any(is_notices(each.title, each.section.anchor) for each in (*above, node)):
        facts["notice"] = True
    items = tuple(dict.fromkeys(_WORK_ITEM.findall(" ".join(node.section.comments))))
    if items:
        facts["work_items"] = items
    if version(node.title):
        facts["version"] = version(node.title)
    anchor = node.section.anchor
    page = urldefrag(source.url).url
    return Entry(
        title=node.title,
        section=tuple(filter(None, (*(each.title for each in above), node.label))),
        html=body,
        text=text,
        anchor=anchor,
        url=f"{page}#{anchor}" if anchor else page,
        published=published,
        updated=updated,
        place=place,
        language=language.lower().split("-")[0] or "en",
        facts=facts,
    )


def _dates(html: str) -> tuple[str, str, str]:
    """The body without its lines “Date added: …”, and the dates they state (published, updated)."""
    published = updated = ""
    while True:
        first = _FIRST_PARAGRAPH.match(html)
        lines = [fold(plain(line)) for line in _BREAK.split(first[1])] if first else []
        pairs = [_labelled_date(line) for line in lines if line]
        if not first or not pairs or not all(pairs):
            return html, published, updated
        published = published or next((date for kind, date in filter(None, pairs) if kind == "added"), "")
        updated = updated or next((date for kind, date in filter(None, pairs) if kind == "updated"), "")
        html = html[first.end() :]


def _labelled_date(line: str) -> tuple[str, str] | None:
    parts = _LABELLED.fullmatch(line)
    date = stamp(parts[2]) if parts else None
    if not parts or not date or len(parts[2]) > date.end - date.start + 4:
        return None
    if is_added_label(parts[1]):
        return "added", date.iso
    return ("updated", date.iso) if is_updated_label(parts[1]) else None


def _period_above(found: Found) -> str:
    stamps = [period(each.title) for each in reversed(found.above)]
    return next((each.iso for each in stamps if each), "")


def _categories(text: str) -> Mapping[str, Fact]:
    """What Entra's pages state in a line of their own under each title."""
    stated = _ENTRA.search(text[:400])
    if not stated:
        return {}
    return {"category": stated["type"], "services": (stated["service"],), "tags": (stated["area"],)}


def _with_keys(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries, each version's with its number as key where the page has it once only."""
    versions = [entry.facts.get("version") for entry in entries]
    return [
        replace(entry, key=number) if isinstance(number, str) and versions.count(number) == 1 else entry
        for entry, number in zip(entries, versions, strict=True)
    ]


def _window(source: Source, title: str, found: Sequence[Found], warnings: list[str]) -> Window:
    wanted = source.options.get("window", "")
    if wanted:
        try:
            return Window(wanted)
        except ValueError:
            warnings.append(f"The option window = “{wanted}” is none of {', '.join(Window)}; it was left aside.")
    address = source.url.lower()
    if source.stage == "development" or "in-development" in address or is_development(title):
        return Window.TRANSIENT
    if "known-issues" in address or "known issues" in title.lower():
        return Window.COMPLETE
    dated = sum(bool(_period_above(each) or own_date(each.node.title)) for each in found)
    if dated * 2 >= len(found) or is_whats_new(title) or re.search(r"whats-new|release-?notes|relnote", address):
        return Window.ROLLING
    return Window.COMPLETE
