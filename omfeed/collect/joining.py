"""Joins what the page of an entry tells to the entry that its list shows. Pure.

A list names what there is; the page of an entry tells the rest: CVEs, whether one is exploited, known issues. Title,
address, date and place stay the list's own, so that an entry is the same one with and without its page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Final

from omfeed.model import Entry, Parsed, Source
from omfeed.text.blocks import plain

_ITEM: Final = re.compile(r"<li>(?:(?!<li>|<ul>|<ol>).)*?</li>", re.DOTALL)
_EMPTY_LIST: Final = re.compile(r"<(ul|ol)>\s*</\1>")
_SENTENCE: Final = re.compile(r".{3,199}[.!?。]")
"""What a part is told by beside its title: a first line that is a sentence, and no long one."""


def page_url(entry: Entry, source: Source) -> str:
    """Where the page of an entry is, without its anchor; empty for one that has no page of its own."""
    if source.follow_url:
        return source.follow_url.replace("{key}", entry.key) if entry.key else ""
    here = entry.url.partition("#")[0]
    return "" if here in {source.url.partition("#")[0], source.page.partition("#")[0]} else here


def joined(parsed: Parsed, source: Source, readings: Mapping[str, Sequence[Entry]]) -> Parsed:
    """The entries of a list, each with what its page tells where that was read.

    Args:
        parsed: what was read on the list.
        source: whose list it is.
        readings: the entries of each page, by its address.
    """
    made = []
    for entry in parsed.entries:
        page = readings.get(page_url(entry, source), ())
        made.append(_with(entry, page) if page else entry)
    return replace(parsed, entries=tuple(made))


def _with(entry: Entry, page: Sequence[Entry]) -> Entry:
    main = next((one for one in page if one.key and one.key.casefold() == entry.key.casefold()), page[0])
    html = entry.html + _unsaid(main.html, entry.html) + _parts([one for one in page if one is not main])
    return replace(
        entry,
        html=html,
        text=plain(html),
        published=entry.published or main.published,
        updated=main.updated or entry.updated,
        # What the list states stands: a page may speak of more than one release.
        facts={**main.facts, **entry.facts},
    )


def _unsaid(html: str, said: str) -> str:
    """The HTML of a page without the list items that its entry has word for word."""
    left = _ITEM.sub(lambda item: "" if item[0] in said else item[0], html)
    return _EMPTY_LIST.sub("", left)


def _parts(parts: Sequence[Entry]) -> str:
    """The further entries of a page as lists, each under the heading that it stands under there."""
    html = ""
    for heading in dict.fromkeys(part.section[-1] if part.section else "" for part in parts):
        under = [part for part in parts if (part.section[-1] if part.section else "") == heading]
        html += f"<p><strong>{escape(heading, quote=False)}</strong></p>" if heading else ""
        html += f"<ul>{''.join(f'<li>{_line(part)}</li>' for part in under)}</ul>"
    return html


def _line(part: Entry) -> str:
    first = part.text.partition("\n")[0]
    told = f"{part.title}: {first}" if _SENTENCE.fullmatch(first) else part.title
    return escape(told, quote=False)
