"""Plain text that reads in a terminal and in a mail: lines of at most 78 columns, wide characters counted as two."""

from __future__ import annotations

import re

from omfeed.text.width import columns

WIDTH = 78

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_ADDRESS = re.compile(r"https?://\S+")
_START = re.compile(r"^(\d{0,9})([-+.)=])")


def wrap(text: object, indent: str = "", first: str | None = None, width: int = WIDTH) -> str:
    """The text broken into lines at spaces; a word longer than a line (an address) stays whole.

    Args:
        text: what to wrap; runs of white space count as one space.
        indent: what each line begins with.
        first: what the first line begins with instead.
        width: columns of a line.
    """
    lines: list[str] = []
    line = indent if first is None else first
    taken, indented = columns(line), columns(indent)
    empty = True
    for word in str(text).split():
        wide = columns(word)
        if not empty and taken + 1 + wide > width:
            lines.append(line)
            line, taken, empty = indent, indented, True
        line = f"{line}{word}" if empty else f"{line} {word}"
        taken += wide if empty else 1 + wide
        empty = False
    lines.append(line)
    return "\n".join(line.rstrip() for line in lines)


def markdown(text: object) -> str:
    """A line of plain text as Markdown that shows just this text."""
    line = _SPECIAL.sub(r"\\\1", " ".join(str(text).split()))
    return _START.sub(lambda match: f"{match[1]}\\{match[2]}", line)


def document(text: object) -> dict[str, object]:
    """A plain text in the Atlassian document format: a paragraph for each block, a line break for each line."""
    blocks = [block.splitlines() for block in re.split(r"\n\s*\n", str(text))]
    content = [{"type": "paragraph", "content": _inline(lines)} for lines in blocks if any(map(str.strip, lines))]
    return {"type": "doc", "version": 1, "content": content}


def _inline(lines: list[str]) -> list[dict[str, object]]:
    nodes: list[dict[str, object]] = []
    for line in (line.strip() for line in lines if line.strip()):
        if nodes:
            nodes.append({"type": "hardBreak"})
        node: dict[str, object] = {"type": "text", "text": line}
        if _ADDRESS.fullmatch(line):
            node["marks"] = [{"type": "link", "attrs": {"href": line}}]
        nodes.append(node)
    return nodes


def rule(text: object, mark: str = "=") -> str:
    """A line of marks as wide as the text above it."""
    return mark * min(columns(str(text)), WIDTH)
