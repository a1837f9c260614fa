"""Inline HTML as a row of chunks: what stands between two spaces, with the formatting it wears.

The word diff needs words it can set apart and put together again without tearing a link or a bold phrase. A chunk is
the smallest piece a reader sees as one (“iOS/iPadOS,” with its comma); Chinese and Japanese characters are one each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from omfeed.text.normal import normal

_CHUNK: Final = re.compile(
    r"\s+|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff][\u3000-\u303f\uff01-\uff0f\uff1a-\uff1f]*"
    r"|[^\s\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
_KEPT: Final = frozenset("strong em code kbd samp var sub sup s u q cite abbr mark small".split())


@dataclass(frozen=True, slots=True)
class Wrap:
    """One inline element around some words; two links to one address are still two links."""

    tag: str
    href: str = ""
    serial: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """What stands between two spaces."""

    parts: tuple[tuple[str, tuple[Wrap, ...]], ...]
    """Text and the elements around it, outer to inner."""
    key: str
    """Normal form; empty for bare punctuation."""
    spaced: bool
    """Whether white space comes before it."""

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(text for text, _ in self.parts)


def chunks(html: str) -> tuple[Chunk, ...]:
    """The chunks of a block's inline HTML; of a table row, cell by cell with `` | `` between."""
    if "<" not in html and "&" not in html:
        return tuple(_cut([(html, ())]))
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return tuple(_cut(_runs(root, ())))


def plain_chunks(text: str) -> tuple[Chunk, ...]:
    """The chunks of plain text."""
    return tuple(_cut([(text, ())]))


def to_text(row: Sequence[Chunk]) -> str:
    """The characters of a row of chunks, with single spaces."""
    return "".join((" " if chunk.spaced and index else "") + chunk.text for index, chunk in enumerate(row))


def to_html(row: Iterable[tuple[Chunk, str]]) -> str:
    """Well-nested HTML of marked chunks.

    Args:
        row: each chunk with the element that marks it (``ins``, ``del``) or an empty string.
    """
    pieces: list[tuple[str, tuple[Wrap, ...]]] = []
    for index, (chunk, mark) in enumerate(row):
        around = (Wrap(mark),) if mark else ()
        for at, (text, wraps) in enumerate(chunk.parts):
            worn = (*around, *wraps)
            if index and not at and chunk.spaced:
                # A space wears only what both of its neighbours wear.
                pieces.append((" ", tuple(wrap for wrap in worn if wrap in pieces[-1][1])))
            pieces.append((text, worn))
    return _nest(_links_outside(pieces))


def _links_outside(pieces: list[tuple[str, tuple[Wrap, ...]]]) -> list[tuple[str, tuple[Wrap, ...]]]:
    """A link whose words are marked differently goes around the marks, so that it stays one link."""
    looks: dict[Wrap, set[str]] = {}
    for text, wraps in pieces:
        for wrap in wraps:
            if wrap.tag == "a" and text != " ":
                looks.setdefault(wrap, set()).add(wraps[0].tag if wraps[0].tag in {"ins", "del"} else "")
    torn = {link for link, marks in looks.items() if len(marks) > 1}
    if not torn:
        return pieces
    return [(text, tuple(sorted(wraps, key=lambda wrap: wrap not in torn))) for text, wraps in pieces]


def _nest(pieces: Iterable[tuple[str, tuple[Wrap, ...]]]) -> str:
    out: list[str] = []
    open_now: list[Wrap] = []
    for text, wraps in pieces:
        keep = 0
        while keep < min(len(open_now), len(wraps)) and open_now[keep] == wraps[keep]:
            keep += 1
        while len(open_now) > keep:
            out.append(f"</{open_now.pop().tag}>")
        for wrap in wraps[keep:]:
            href = f' href="{escape(wrap.href)}" rel="noopener noreferrer nofollow"' if wrap.href else ""
            out.append(f"<{wrap.tag}{href}>")
            open_now.append(wrap)
        out.append(escape(text, quote=False))
    while open_now:
        out.append(f"</{open_now.pop().tag}>")
    return "".join(out)


def _runs(element: etree._Element, wraps: tuple[Wrap, ...]) -> Iterator[tuple[str, tuple[Wrap, ...]]]:
    """Text and formatting of an element's content in order."""
    yield element.text or "", wraps
    for serial, child in enumerate(element):
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "br":
            yield " ", wraps
        elif tag == "a" and child.get("href"):
            # Memory address or position would do as a serial; position within the parent is reproducible.
            yield from _runs(child, (*wraps, Wrap("a", child.get("href", ""), serial)))
        elif tag in _KEPT:
            yield from _runs(child, (*wraps, Wrap(tag, serial=serial)))
        elif tag in {"td", "th"}:
            if serial:
                yield " | ", ()
            yield from _runs(child, ())
        elif tag:
            yield from _runs(child, wraps)
        yield child.tail or "", wraps


def _cut(runs: Iterable[tuple[str, tuple[Wrap, ...]]]) -> Iterator[Chunk]:
    parts: list[tuple[str, tuple[Wrap, ...]]] = []
    spaced = False
    for text, wraps in runs:
        for match in _CHUNK.finditer(text):
            piece = match[0]
            if piece.isspace():
                if parts:
                    yield _chunk(parts, spaced)
                    parts = []
                spaced = True
                continue
            if parts and _stands_alone(piece):
                yield _chunk(parts, spaced)
                parts, spaced = [], False
            parts.append((piece, wraps))
            if _stands_alone(piece):
                yield _chunk(parts, spaced)
                parts, spaced = [], False
    if parts:
        yield _chunk(parts, spaced)


def _chunk(parts: list[tuple[str, tuple[Wrap, ...]]], spaced: bool) -> Chunk:
    return Chunk(tuple(parts), normal("".join(text for text, _ in parts)), spaced)


def _stands_alone(piece: str) -> bool:
    return "\u3040" <= piece[0] <= "\u30ff" or "\u3400" <= piece[0] <= "\u9fff" or "\uf900" <= piece[0] <= "\ufaff"


def bare(row: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """The same words without links, for context that shows only a part of one."""
    return tuple(
        replace(chunk, parts=tuple((text, tuple(w for w in wraps if w.tag != "a")) for text, wraps in chunk.parts))
        for chunk in row
    )
