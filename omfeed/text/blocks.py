"""Cuts sanitised HTML into blocks of reading: paragraphs, headings, list items, table rows, code, quotations.

The plain text of an entry (one line a block), its comparison paragraph by paragraph, and the finding of an “Applies to”
list all rest on this one cut. Input is the output of ``omfeed.text.markup.sanitise``; nothing here fetches or raises.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from omfeed.text.elements import INLINE


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "p"
    HEADING = "h"
    ITEM = "li"
    ROW = "tr"
    CODE = "pre"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of reading."""

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


_INLINE: Final = INLINE | {"span", "img"}
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_CONTAINERS: Final = frozenset({"ul", "ol", "blockquote", "table", "dl"})
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
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return tuple(_walk(root, BlockKind.PARAGRAPH, ()))


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
            yield Block(kind=BlockKind.PARAGRAPH, text=words, html=_escape(words))


def plain(html: str) -> str:
    """The plain text of a fragment, one line a block."""
    return "\n".join(block.text for block in blocks(html))


def fold(text: str) -> str:
    """The text with each run of white space made one space, and none at its ends."""
    return _SPACE.sub(" ", text).strip()


def _walk(element: etree._Element, kind: BlockKind, path: tuple[str, ...], level: int = 0) -> Iterator[Block]:
    """The block of an element's own inline run(s), and those nested in it, in reading order."""
    run: list[str] = [_escape(element.text)]
    words: list[str] = [element.text or ""]

    def flush() -> Iterator[Block]:
        text = fold("".join(words))
        if text:
            yield Block(kind=kind, text=text, html=fold("".join(run)), path=path, level=level)
        run.clear()
        words.clear()

    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _INLINE and not _holds_block(child):
            run.append(etree.tostring(child, encoding="unicode", with_tail=False, method="html"))
            words.append(_words(child))
        elif tag:
            yield from flush()
            yield from _nested(child, tag, kind, path)
            # What follows a nested block is a paragraph of its own, in the same place.
            if kind in {BlockKind.HEADING, BlockKind.CODE}:
                kind, level = BlockKind.PARAGRAPH, 0
        run.append(_escape(child.tail))
        words.append(child.tail or "")
    yield from flush()


def _nested(child: etree._Element, tag: str, kind: BlockKind, path: tuple[str, ...]) -> Iterator[Block]:
    if tag == "tr":
        cells = [cell for cell in child if cell.tag in {"td", "th"}]
        labels = tuple(fold(_words(cell)) for cell in cells)
        if any(labels):
            inner = "".join(etree.tostring(cell, encoding="unicode", with_tail=False, method="html") for cell in cells)
            yield Block(kind=BlockKind.ROW, text=" | ".join(labels).strip(), html=inner, path=path, labels=labels)
    elif tag == "pre":
        text = _words(child).strip("\n")
        if text.strip():
            inner = _escape(child.text) + "".join(
                etree.tostring(part, encoding="unicode", method="html") for part in child
            )
            yield Block(kind=BlockKind.CODE, text=fold(text), html=inner, path=path)
    elif tag in _HEADINGS:
        yield from _walk(child, BlockKind.HEADING, path, _HEADINGS[tag])
    elif tag in {"li", "dd", "dt"}:
        yield from _walk(child, BlockKind.ITEM, path)
    elif tag in _CONTAINERS:
        inner_kind = BlockKind.QUOTE if tag == "blockquote" else BlockKind.PARAGRAPH
        yield from _walk(child, inner_kind, (*path, tag))
    else:
        # A paragraph in a list item is the item's own words; one in a quotation is quoted.
        inner_kind = kind if kind in {BlockKind.ITEM, BlockKind.QUOTE} else BlockKind.PARAGRAPH
        yield from _walk(child, inner_kind, path)


def _holds_block(element: etree._Element) -> bool:
    return any(isinstance(inner.tag, str) and inner.tag not in _INLINE for inner in element.iterdescendants())


def _words(element: etree._Element) -> str:
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if event == "start":
            if node.tag == "br" or node.tag not in _INLINE:
                parts.append(" ")
            parts.append(node.text or "")
        else:
            if node.tag not in _INLINE:
                parts.append(" ")
            if node is not element:
                parts.append(node.tail or "")
    return "".join(parts)


def _escape(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
