"""The words that changed between two revisions of a text, as clean HTML and as plain text.

Only changed blocks are shown, and of these only the changed words with a little context; a passage of which more was
replaced than stayed is shown as it stood and as it stands; lists, tables and links stay
whole elements; sentences that merely moved are named as moved instead of told as gone and new. Words whose normal form
is unchanged (case, punctuation, quotation marks) are not marked: nobody would act on them. Pure; never raises.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Final, TypeAlias

from rapidfuzz.distance import Indel

from omfeed.text.align import Pairing, align
from omfeed.text.blocks import Block, BlockKind, blocks
from omfeed.text.inline import Chunk, bare, chunks, plain_chunks, to_html, to_text
from omfeed.text.normal import glued, normal
from omfeed.text.visible import visible

CONTEXT: Final = 2
"""Unchanged words shown on either side of a change."""
_MOVED_AT_LEAST: Final = 6
_MUCH_LESS: Final = 0.75
_LONGEST_GONE: Final = 24
"""A longer deleted passage is recalled by its first and last words."""
_LONGEST_FORMER: Final = 60
"""The same of a passage that was rewritten: it is read beside the present one."""
_BAR: Final = "|"
_LABEL: Final = 4
"""A row whose first cell has at most so many words is known by it."""
_GONE_HEAD: Final = 8
_GONE_TAIL: Final = 4
_MOVED_SHOWN: Final = 4
_SCATTERED: Final = 3
"""Words that stayed in so many places between replaced ones make no sentence any more."""

Marked: TypeAlias = tuple[Chunk, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A word diff in both forms, with the number of words it marks and shows."""

    html: str
    text: str
    changed: int
    """Words inserted plus words deleted."""
    shown: int
    """Words a reader is shown, context included."""


def difference(before_html: str, after_html: str, *, before_title: str = "", after_title: str = "") -> Shown:
    """What changed between two revisions of an entry.

    Args:
        before_html, after_html: sanitised HTML of both revisions.
        before_title, after_title: their titles; a changed title is told first.
    """
    old, new = blocks(before_html), blocks(after_html)
    lines: list[_Line] = []
    if normal(before_title) != normal(after_title):
        marked = _compared(_opened(plain_chunks(before_title)), _opened(plain_chunks(after_title)))
        lines.append(_Line(None, marked))
    lines.extend(_changed_lines(old, new))
    _name_moves(lines)
    return _render(lines)


def text_difference(before: str, after: str, *, before_title: str = "", after_title: str = "") -> Shown:
    """What changed between two plain texts, line by line."""
    return difference(_paragraphs(before), _paragraphs(after), before_title=before_title, after_title=after_title)


@dataclass(slots=True)
class _Line:
    """One changed block on its way to being shown."""

    block: Block | None
    marked: list[Marked]
    note: str = ""
    rewritten: bool = False
    """Whether it is shown as it stood and as it stands, see ``_is_rewritten``."""


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in visible(text).splitlines() if line.strip())


def _changed_lines(old: Sequence[Block], new: Sequence[Block]) -> list[_Line]:
    lines: list[_Line] = []
    gap: list[Pairing] = []
    for pairing in align([normal(block.text) for block in old], [normal(block.text) for block in new]):
        if pairing.same:
            lines.extend(_gap_lines(gap, old, new))
            gap = []
        elif not pairing.moved:
            gap.append(pairing)
    lines.extend(_gap_lines(gap, old, new))
    return lines


def _gap_lines(gap: Sequence[Pairing], old: Sequence[Block], new: Sequence[Block]) -> list[_Line]:
    """The changed blocks between two unchanged ones: block against block, or, where the text was only cut into blocks
    differently, as one running text."""
    apart = [_line(pairing, old, new) for pairing in gap]
    befores = sorted(pairing.before for pairing in gap if pairing.before is not None)
    afters = [pairing.after for pairing in gap if pairing.after is not None]
    if len(befores) + len(afters) < 3 or not befores or not afters:
        return apart
    running = _running([old[at] for at in befores], [new[at] for at in afters])
    return running if _marked_words(running) < _MUCH_LESS * _marked_words(apart) else apart


def _running(old: Sequence[Block], new: Sequence[Block]) -> list[_Line]:
    before = [chunk for block in old for chunk in _opened(chunks(block.html))]
    rows = [_opened(chunks(block.html)) for block in new]
    home = {id(chunk): at for at, row in enumerate(rows) for chunk in row}
    lines = [_Line(block, []) for block in new]
    at = 0
    for chunk, mark in _compared(before, [chunk for row in rows for chunk in row]):
        at = home.get(id(chunk), at)
        lines[at].marked.append((chunk, mark))
    return lines


def _marked_words(lines: Sequence[_Line]) -> int:
    return sum(1 for line in lines for chunk, mark in line.marked if mark and chunk.key)


def _opened(row: Sequence[Chunk]) -> list[Chunk]:
    """The same row, its first chunk set apart from whatever may come to stand before it."""
    return [replace(row[0], spaced=True), *row[1:]] if row else []


def _line(pairing: Pairing, old: Sequence[Block], new: Sequence[Block]) -> _Line:
    before = _opened(chunks(old[pairing.before].html)) if pairing.before is not None else []
    after = _opened(chunks(new[pairing.after].html)) if pairing.after is not None else []
    block = new[pairing.after] if pairing.after is not None else old[pairing.before or 0]
    marked = _compared(before, after)
    if block.kind is BlockKind.ROW or not _is_rewritten(marked):
        return _Line(block, marked)
    both: list[Marked] = [*((chunk, "del") for chunk in before), *((chunk, "ins") for chunk in after)]
    return _Line(block, both, rewritten=True)


def _is_rewritten(marked: Sequence[Marked]) -> bool:
    """Whether more words of a passage were replaced than stayed, on both sides and in many places: then single words
    tell nothing, and it is shown as it stood and as it stands."""
    count = Counter(mark for chunk, mark in marked if chunk.key)
    kept = sum(1 for mark, start, end in _runs(marked) if not mark and any(chunk.key for chunk, _ in marked[start:end]))
    return min(count["del"], count["ins"]) > count[""] and kept >= _SCATTERED


def _compared(before: Sequence[Chunk], after: Sequence[Chunk]) -> list[Marked]:
    """All chunks of the newer side, with the deleted ones where they stood."""
    if not before or not after:
        return [*((chunk, "del") for chunk in before), *((chunk, "ins") for chunk in after)]
    out: list[Marked] = []
    gone: list[Chunk] = []
    come: list[Chunk] = []
    for op in Indel.opcodes([chunk.key for chunk in before], [chunk.key for chunk in after]):
        if op.tag == "equal":
            out.extend(_replaced(gone, come))
            gone, come = [], []
            out.extend((chunk, "") for chunk in after[op.dest_start : op.dest_end])
        else:
            gone.extend(before[op.src_start : op.src_end])
            come.extend(after[op.dest_start : op.dest_end])
    out.extend(_replaced(gone, come))
    return out


def _replaced(gone: Sequence[Chunk], come: Sequence[Chunk]) -> list[Marked]:
    """A replacement, the deleted words first; one of punctuation or of spaces and hyphens alone is not marked."""
    if _run_together(gone) == _run_together(come):
        return [(chunk, "") for chunk in come]
    marked: list[Marked] = [(chunk, "del") for chunk in gone] if any(chunk.key for chunk in gone) else []
    mark = "ins" if any(chunk.key for chunk in come) else ""
    marked.extend((chunk, mark) for chunk in come)
    return marked


def _run_together(row: Sequence[Chunk]) -> str:
    """The words without spaces and hyphens: “sign in”, “sign-in” and “signin” are one."""
    return glued(word for chunk in row for word in chunk.key.split())


def _name_moves(lines: list[_Line]) -> None:
    """A run of words deleted here and inserted there has moved; it is named, not shown twice."""
    inserted: dict[tuple[str, ...], list[tuple[_Line, int, int]]] = {}
    deleted: list[tuple[tuple[str, ...], _Line, int, int]] = []
    for line in lines:
        for mark, start, end in _runs(line.marked):
            key = tuple(chunk.key for chunk, _ in line.marked[start:end] if chunk.key)
            if len(key) < _MOVED_AT_LEAST:
                continue
            if mark == "ins":
                inserted.setdefault(key, []).append((line, start, end))
            elif mark == "del":
                deleted.append((key, line, start, end))
    dropped: dict[int, list[tuple[int, int]]] = {}
    for key, line, start, end in deleted:
        if not inserted.get(key):
            continue
        other, other_start, other_end = inserted[key].pop()
        first = " ".join(chunk.text for chunk, _ in line.marked[start : start + _MOVED_SHOWN])
        other.note = f"(moved: “{first}…”)"
        dropped.setdefault(id(line), []).append((start, end))
        for at in range(other_start, other_end):
            other.marked[at] = (other.marked[at][0], "")
    for line in lines:
        for start, end in sorted(dropped.get(id(line), ()), reverse=True):
            del line.marked[start:end]


def _runs(marked: Sequence[Marked]) -> list[tuple[str, int, int]]:
    runs: list[tuple[str, int, int]] = []
    start = 0
    for at in range(1, len(marked) + 1):
        if at == len(marked) or marked[at][1] != marked[start][1]:
            runs.append((marked[start][1], start, at))
            start = at
    return runs


def _shortened(marked: Sequence[Marked], longest: int) -> list[Marked]:
    """Long deleted passages cut to their first and last words; all of what is new stays."""
    out: list[Marked] = []
    for mark, start, end in _runs(marked):
        if mark == "del" and end - start > longest:
            tail = marked[end - _GONE_TAIL]
            out.extend(marked[start : start + _GONE_HEAD])
            out.append((_ELLIPSIS[0], "del"))
            out.append((replace(tail[0], spaced=False), "del"))
            out.extend(marked[end - _GONE_TAIL + 1 : end])
        else:
            out.extend(marked[start:end])
    return out


def _render(lines: Sequence[_Line]) -> Shown:
    html: list[str] = []
    text: list[str] = []
    changed = shown = 0
    open_path: tuple[str, ...] = ()
    for line in lines:
        longest = _LONGEST_FORMER if line.rewritten else _LONGEST_GONE
        pieces = _clipped(_shortened(line.marked, longest), _label_length(line))
        if not pieces and not line.note:
            continue
        changed += sum(1 for chunk, mark in line.marked if mark and chunk.key)
        shown += sum(1 for piece in pieces for chunk, _ in piece if chunk.key) + len(line.note.split())
        text.append(_line_text(line, pieces))
        path = line.block.path if line.block else ()
        html.append(_between(open_path, path) + _line_html(line, pieces))
        open_path = path
    html.append(_between(open_path, ()))
    return Shown("".join(html), "\n".join(text), changed, shown)


def _between(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    keep = 0
    while keep < min(len(old), len(new)) and old[keep] == new[keep]:
        keep += 1
    closing = "".join(f"</{tag}>" for tag in reversed(old[keep:]))
    return closing + "".join(f"<{tag}>" for tag in new[keep:])


def _clipped(marked: Sequence[Marked], head: int = 0) -> list[list[Marked]]:
    """The changed chunks with their context, in pieces between which something unchanged was left out.

    Args:
        marked: all chunks of a block.
        head: so many chunks at its start are shown as well when anything is.
    """
    near = [False] * len(marked)
    if any(mark for _, mark in marked):
        near[:head] = [True] * min(head, len(marked))
    for at, (_, mark) in enumerate(marked):
        if mark:
            for around in range(max(0, at - CONTEXT), min(len(marked), at + CONTEXT + 1)):
                near[around] = True
    pieces: list[list[Marked]] = []
    for at, item in enumerate(marked):
        if not near[at]:
            continue
        if at and near[at - 1] and pieces:
            pieces[-1].append(item)
        elif at:
            # The mark of omission belongs to the word after it, so that it is no word of its own.
            pieces.append([_ELLIPSIS, (replace(item[0], spaced=False), item[1])])
        else:
            pieces.append([item])
    if pieces and not near[-1]:
        pieces[-1].append((replace(_ELLIPSIS[0], spaced=False), ""))
    return pieces


_ELLIPSIS: Final[Marked] = (Chunk((("…", ()),), "", True), "")


def _label_length(line: _Line) -> int:
    """How many chunks a row's first cell has, with the bar after it; 0 where it is no short label."""
    if line.block is None or line.block.kind is not BlockKind.ROW:
        return 0
    first = next((at for at, (chunk, _) in enumerate(line.marked) if chunk.text == _BAR), 0)
    return first + 1 if 0 < first <= _LABEL else 0


def _line_text(line: _Line, pieces: Sequence[Sequence[Marked]]) -> str:
    out: list[str] = []
    for mark, row in _grouped(pieces):
        opened, closed = {"ins": ("{+", "+}"), "del": ("[-", "-]")}.get(mark, ("", ""))
        glue = " " if out and row[0].spaced and not _joined(out[-1], opened) else ""
        out.append(f"{glue}{opened}{to_text(row)}{closed}")
    body = "".join(out)
    bullet = "- " if line.block and line.block.kind is BlockKind.ITEM else ""
    return bullet + " ".join(part for part in (body, line.note) if part)


def _joined(before: str, opened: str) -> bool:
    return before.endswith("-]") and opened == "{+"


def _grouped(pieces: Sequence[Sequence[Marked]]) -> list[tuple[str, list[Chunk]]]:
    groups: list[tuple[str, list[Chunk]]] = []
    for piece in pieces:
        for chunk, mark in piece:
            if groups and groups[-1][0] == mark and (mark or chunk is not _ELLIPSIS[0]):
                groups[-1][1].append(chunk)
            else:
                groups.append((mark, [chunk]))
    return groups


def _line_html(line: _Line, pieces: Sequence[Sequence[Marked]]) -> str:
    whole = len(pieces) == 1 and all(mark for _, mark in pieces[0])
    row = [item for piece in pieces for item in (piece if whole else _with_whole_links(piece, line.marked))]
    body = to_html(row)
    if line.note:
        body = f"{body} <small>{escape(line.note, quote=False)}</small>".strip()
    if line.block is None:
        return f"<p><strong>{body}</strong></p>"
    match line.block.kind:
        case BlockKind.ITEM:
            return f"<li>{body}</li>"
        case BlockKind.ROW:
            return f"<tr>{_cells(row)}</tr>"
        case BlockKind.HEADING:
            return f"<p><strong>{body}</strong></p>"
        case BlockKind.CODE:
            return f"<pre>{body}</pre>"
        case _:
            return f"<p>{body}</p>"


def _cells(row: Sequence[Marked]) -> str:
    cells: list[list[Marked]] = [[]]
    for chunk, mark in row:
        if chunk.text == _BAR:
            cells.append([])
        else:
            cells[-1].append((chunk, mark))
    return "".join(f"<td>{to_html(cell)}</td>" for cell in cells)


def _with_whole_links(piece: Sequence[Marked], whole: Sequence[Marked]) -> list[Marked]:
    """A link of which the piece shows only a part loses its address; one shown whole keeps it."""
    complete = _links(whole)
    here = _links(piece)
    out: list[Marked] = []
    for chunk, mark in piece:
        links = [wrap for _, wraps in chunk.parts for wrap in wraps if wrap.tag == "a"]
        torn = any(here[link] < complete[link] for link in links) and not mark
        out.append((bare([chunk])[0] if torn else chunk, mark))
    return out


def _links(marked: Sequence[Marked]) -> dict[object, int]:
    counts: dict[object, int] = {}
    for chunk, _ in marked:
        for wrap in {wrap for _, wraps in chunk.parts for wrap in wraps if wrap.tag == "a"}:
            counts[wrap] = counts.get(wrap, 0) + 1
    return counts
