"""Where in the console something stands (“Devices > macOS > Scripts”): words that say nothing of whom it concerns."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from typing import Final

from omfeed.text.blocks import Block, BlockKind, fold

_TAGS: Final = re.compile(r"<(/?)(strong|em|[a-z]+[0-9]?)(?:\s[^>]*)?>")
_ANY_ARROW: Final = re.compile("[>→➜＞›»]")
_BOLD, _LIGHT = "\x01", "\x02"
_ARROW: Final = re.compile(r"\s*[\x01\x02]*\s*(?:>|→|➜|＞|(?<=[\s\x02])[›»](?=[\s\x01]))\s*[\x01\x02]*\s*")
_HEAD_WORDS: Final = re.compile(
    r"(?:(?:[A-Z][\w&'./-]*|and|or|\+)\s?){1,5}(?:(?:\s?\b(?:access|administration|analytics|apps?|cent(?:er|re)"
    r"|compliance"
    r"|configuration"
    r"|devices?|enroll?ment|management|policies|policy|portal|profiles?|protection|scripts|security|settings|tokens?"
    r"|updates?))+\s?)?$"
)
"""The first of a path: words that begin large, or such a one before common nouns of consoles (“Endpoint security”)."""
_TAIL_BOLD: Final = re.compile(
    r"[^\x01\x02.;]{0,24}\x01[^\x01\x02]{1,80}\x02(?:,? (?:or|and|,) ?\x01[^\x01\x02]{1,80}\x02)*"
    r"(?: for (?:the )?(?:platform|profile(?: type)?|type))?"
)
_TAIL_BARE: Final = re.compile(
    r"(?:[A-Z0-9][\w&'/-]*(?: (?:and|or|for|of|the|in|to)(?= [A-Z]))? ?){1,7}(?:for (?:platform"
    r"|profile(?: type)?))?|\S+"
)
_CHOICE: Final = re.compile(
    r"(?:\b(?:select|choose|click|under|tap|set|the)\s+|\bplatform\b[^\x01\x02.]{0,20})\x01([^\x01\x02]{1,60})\x02"
    r"(?=[^.]{0,12}\b(?:for|as|in)?\s*(?:the )?\x01?(?:platform|profile type|node|blade|pane|tab|workload)\b)",
    re.IGNORECASE,
)


def blanked(part: Block) -> str:
    """The text of a block with console paths replaced by an ellipsis."""
    if "<strong>" not in part.html and not _ANY_ARROW.search(part.text):
        return part.text
    marked = _marked(part)
    spans = list(_path_spans(marked))
    spans += [match.span(1) for match in _CHOICE.finditer(marked)]
    for start, end in sorted(spans, reverse=True):
        marked = f"{marked[:start]} … {marked[end:]}"
    return fold(marked.replace(_BOLD, "").replace(_LIGHT, ""))


def _marked(part: Block) -> str:
    if not part.html or part.kind is BlockKind.ROW:
        return part.text

    def mark(tag: re.Match[str]) -> str:
        if tag[2] == "strong":
            return _LIGHT if tag[1] else _BOLD
        return " " if tag[2] == "br" else ""

    return fold(entities.unescape(_TAGS.sub(mark, part.html)))


def _path_spans(text: str) -> Iterator[tuple[int, int]]:
    arrows = [match.span() for match in _ARROW.finditer(text)]
    groups: list[list[tuple[int, int]]] = []
    for span in arrows:
        gap = text[groups[-1][-1][1] : span[0]] if groups else None
        if gap is not None and len(gap) <= 110 and ". " not in gap:
            groups[-1].append(span)
        else:
            groups.append([span])
    reached = 0
    for group in groups:
        start, end = _head(text, group[0][0]), _tail(text, group[-1][1])
        found = start < group[0][0] or len(group) > 1  # one arrow alone may be a sign between figures
        if found and end > group[-1][1] and start >= reached:
            yield start, end
            reached = end


def _head(text: str, arrow: int) -> int:
    before = text[:arrow].rstrip(" \x02")
    bold = text.rfind(_BOLD, 0, arrow)
    if bold >= 0 and _LIGHT not in text[bold : len(before)] and len(before) - bold <= 80:
        return bold
    words = _HEAD_WORDS.search(text[:arrow].rstrip())
    return words.start() if words else arrow


def _tail(text: str, arrow: int) -> int:
    # The arrow's own match may have eaten the opening mark of a bold segment.
    at = arrow - 1 if text[arrow - 1 : arrow] == _BOLD else arrow
    match = _TAIL_BOLD.match(text, at) or _TAIL_BARE.match(text, arrow)
    return match.end() if match else arrow
