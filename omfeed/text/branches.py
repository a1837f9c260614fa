"""Cuts parsed markup into blocks: what ``omfeed.text.blocks`` does where paragraphs hold anything but text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from omfeed.text.blocks import Block, BlockKind, escape, fold
from omfeed.text.elements import INLINE

_INLINE: Final = INLINE | {"span", "img"}
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_CONTAINERS: Final = frozenset({"ul", "ol", "blockquote", "table", "dl"})


def cut(html: str) -> Iterator[Block]:
    """The blocks of a fragment that is not empty, in reading order.

    Args:
        html: sanitised HTML.
    """
    yield from _walk(lxml_html.fragment_fromstring(html, create_parent="div"), BlockKind.PARAGRAPH, ())


def _walk(element: etree._Element, kind: BlockKind, path: tuple[str, ...], level: int = 0) -> Iterator[Block]:
    """The block of an element's own inline run(s), and those nested in it, in reading order."""
    run: list[str] = [escape(element.text)]
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
        run.append(escape(child.tail))
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
            inner = escape(child.text) + "".join(
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
