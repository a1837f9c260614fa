"""Cuts sanitised HTML into blocks of reading: paragraphs, headings, list items, table rows, code, quotations.

The plain text of an entry (one line a block), its comparison paragraph by paragraph, and the finding of an “Applies to”
list all rest on this one cut. Input is the output of ``omfeed.text.markup.sanitise``; nothing here fetches or raises.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "p"
    HEADING = "h"
    ITEM = "li"
    ROW = "tr"
    CODE = "pre"
    QUOTE = "quote"


class Block(NamedTuple):
    """One block of reading. A tuple, as an entry has a dozen and a page thousands."""

    kind: BlockKind
    text: str
    """Its own words on one line (cells of a row are joined by `` | ``), without those of blocks nested in it."""
    html: str
    """Its own inner HTML (sanitised, inline elements only; a row holds its cells)."""
    path: tuple[str, ...] = ()
    """The list, table and quotation elements it stands in, outer to inner, such as ``("ul", "ol")``."""
    level: int = 0
    """1 to 6 for a heading, else 0."""
    labels: tuple[str, ...] = ()
    """For a row: its cells' texts, one each."""


_SPACE: Final = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def blocks(html: str) -> tuple[Block, ...]:
    """The blocks of a fragment in reading order; empty ones are left out.

    Args:
        html: sanitised HTML.
    """
    # An entry is cut when it is collected and again when it is judged and compared; a whole page hardly ever twice.
    return _cut_once(html) if len(html) <= _SHORT else _cut(html)


def _cut(html: str) -> tuple[Block, ...]:
    if not html.strip():
        return ()
    if _PARAGRAPHS.fullmatch(html) and not _CHARACTER.search(html):
        return tuple(_plain_paragraphs(html))
    # On a night without news no markup is parsed, and its parser is not loaded.
    from omfeed.text.branches import cut

    return tuple(cut(html))


_SHORT: Final = 8_000
_cut_once = lru_cache(maxsize=512)(_cut)
_PARAGRAPHS: Final = re.compile(r"\s*(?:<p>[^<]*</p>\s*)+")
_CHARACTER: Final = re.compile(r"&(?!(?:amp|lt|gt|nbsp);)")
"""A reference to a character other than those that a sanitiser writes."""


def _plain_paragraphs(html: str) -> Iterator[Block]:
    """The blocks of paragraphs without any element in them, which need no parser of HTML."""
    for inner in html.split("<p>")[1:]:
        text = inner[: inner.index("</p>")]
        words = fold(entities.unescape(text) if "&" in text else text)
        if words:
            yield Block(kind=BlockKind.PARAGRAPH, text=words, html=escape(words))


def plain(html: str) -> str:
    """The plain text of a fragment, one line a block."""
    return "\n".join(block.text for block in blocks(html))


def fold(text: str) -> str:
    """The text with each run of white space made one space, and none at its ends."""
    # The one white space that can be printed is the space.
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACE.sub(" ", text).strip()


def escape(text: str | None) -> str:
    """A text as it stands in markup; none is empty."""
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
