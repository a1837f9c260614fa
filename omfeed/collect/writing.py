"""Builds entries: foreign HTML made safe, and structured values written as sentences that a person can read.

Wording and order are fixed, because every word of an entry is compared night for night: what a publisher shuffles,
rolls forward or recounts each hour must not get in here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape, unescape
from typing import Final

from omfeed.collect.bounds import short, short_key
from omfeed.collect.links import untracked_html
from omfeed.model import Entry, Fact
from omfeed.text.blocks import fold, plain
from omfeed.text.markup import sanitise
from omfeed.text.visible import visible

_CVE: Final = re.compile(r"\bCVE-\d{4}-\d{4,7}\b", re.IGNORECASE)
_TAG_LIKE: Final = re.compile(
    r"</?(?:p|br|div|ul|ol|li|a|b|i|strong|em|span|h[1-6]|table|tr|td|th|code|pre|img|blockquote|hr|font|u)\b[^<>]*>",
    re.IGNORECASE,
)
_HIDDEN_TAG: Final = re.compile(r"&lt;/?(?:p|br|div|ul|ol|li|a|b|i|strong|em|span|h[1-6])\b", re.IGNORECASE)
_HIDDEN_ENTITY: Final = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|ndash|mdash|[lr][sd]quo|hellip|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE
)
_LANGUAGE: Final = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,4}")
_DIGITS: Final = re.compile(r"\d+")


def entry(
    *,
    title: str,
    html: str = "",
    base_url: str = "",
    section: tuple[str, ...] = (),
    key: str = "",
    anchor: str = "",
    url: str = "",
    published: str = "",
    updated: str = "",
    place: int = 0,
    language: str = "en",
    facts: Mapping[str, Fact | None] | None = None,
) -> Entry:
    """An entry whose HTML is sanitised and whose text is the plain text of that; empty facts are left out.

    Args:
        title: plain text.
        html: foreign or self-written HTML.
        base_url: against which relative links in ``html`` are resolved.
        section, key, anchor, url, published, updated, place, language: as in ``Entry``.
        facts: structured values; those that are none, empty or an empty tuple are dropped.
    """
    clean = untracked_html(sanitise(html, base_url=base_url))
    return Entry(
        title=short(line(title)),
        section=tuple(short(line(part)) for part in section),
        html=clean,
        text=plain(clean),
        key=short_key(line(key)),
        anchor=anchor,
        url=url,
        published=published,
        updated=updated,
        place=place,
        language=tag(language) or "en",
        facts={name: value for name, value in (facts or {}).items() if value not in (None, "", ())},
    )


def by_end(ending: Iterable[tuple[str, Entry]]) -> tuple[Entry, ...]:
    """Entries in the order in which they will leave, the first to leave last; those without an end stand first.

    Where entries end by a date of their own and not by their age, this order is what tells the end of the list: an
    entry that leaves it there has run its course and was not withdrawn.

    Args:
        ending: for each entry, the ISO date or moment on which it ends, or empty.
    """
    pairs = list(ending)
    last = max((end for end, _ in pairs), default="") + "~"
    ordered = sorted(pairs, key=lambda pair: pair[0] or last, reverse=True)
    return tuple(replace(one, place=place) for place, (_, one) in enumerate(ordered))


def line(text: str) -> str:
    """Foreign plain text on one line, without characters that a reader cannot see."""
    return fold(visible(text))


def tag(language: str) -> str:
    """A language tag (RFC 5646) as a page or feed declares it, in lower case; empty where it is none."""
    found = language.strip().lower().replace("_", "-")
    return found if _LANGUAGE.fullmatch(found) else ""


def prose(text: str) -> str:
    """Plain text of several lines as HTML: a blank line ends a paragraph, a single one is a space."""
    parts = [fold(visible(part)) for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]
    return paragraphs(*parts)


def paragraphs(*texts: str) -> str:
    """HTML of one paragraph for each text that is not empty; the texts are plain."""
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in texts if text)


def listing(pairs: Iterable[tuple[str, str]]) -> str:
    """HTML of a list “Label: value”, in the order given; pairs without a value are left out. All texts are plain."""
    items = [
        f"<li><strong>{escape(label, quote=False)}:</strong> {escape(line(value), quote=False)}</li>"
        for label, value in pairs
        if line(value)
    ]
    return f"<ul>{''.join(items)}</ul>" if items else ""


def counted(number: int, one: str, many: str = "") -> str:
    """“1 vulnerability”, “3 vulnerabilities”, “no vulnerabilities”."""
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"


def cves(*texts: str) -> tuple[str, ...]:
    """The CVE numbers named in the texts, each once, in order of year and number."""
    # Hardly any text names one, and letter by letter in either case is how long they all would be searched.
    return by_number({found.upper() for text in texts if "cve-" in text.lower() for found in _CVE.findall(text)})


def by_number(names: Iterable[str]) -> tuple[str, ...]:
    """Names with numbers in them, sorted as a person would: CVE-2025-9 before CVE-2025-10."""
    return tuple(sorted(set(names), key=lambda name: ([int(part) for part in _DIGITS.findall(name)], name)))


def is_markup(text: str) -> bool:
    """Whether a text that calls itself plain holds HTML elements."""
    return bool(_TAG_LIKE.search(text))


def html_of(value: str, *, is_html: bool) -> str:
    """The HTML of a field that may be plain text, HTML, or HTML escaped once too often."""
    if not _TAG_LIKE.search(value) and _HIDDEN_TAG.search(value):
        value = unescape(value)
    if _TAG_LIKE.search(value):
        return value
    return prose(unescape(value) if is_html or _HIDDEN_ENTITY.search(value) else value)


def title_of(value: str, *, is_html: bool) -> str:
    """The plain text of a title that may be plain text, HTML, or escaped once too often."""
    if is_html and is_markup(value):
        return line(plain(sanitise(value)).replace("\n", " "))
    for _ in range(2):
        if not _HIDDEN_ENTITY.search(value):
            break
        value = unescape(value)
    return line(value)
