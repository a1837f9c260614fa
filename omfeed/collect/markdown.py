"""Renders Microsoft Learn's Markdown to the HTML that Learn makes of it.

CommonMark with tables is markdown-it's business. What is Learn's own is settled here: front matter, alerts
(``> [!NOTE]``), includes, ``:::image``, rows, zones and tabs (docs: “Learn Markdown reference”), and the liberties that
older pages take (``####Title``, ``&gt;`` for ``>``). The result is *not* sanitised and keeps comments, in which
publishers leave work-item numbers. Nothing is fetched: an include is left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from textwrap import dedent
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from omfeed.collect.learn_words import alert_label
from omfeed.errors import ParseError


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A Markdown page as HTML."""

    html: str
    """Not sanitised."""
    front: Mapping[str, str]
    """The plain ``key: value`` lines of the front matter, keys in lower case."""
    left_out: int
    """How many includes and snippets of other files the page has, which nobody can see here."""


_FRONT: Final = re.compile(r"\A\s*---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_LINE: Final = re.compile(r"^([A-Za-z][\w.-]*):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_FENCE: Final = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)$")
_QUOTE_ENTITY: Final = re.compile(r"^[ \t]{0,3}(?:&gt;[ \t]?)+")
_TIGHT_HEADING: Final = re.compile(r"^( {0,3}#{2,6})(?=[^\s#])")
_COLONS: Final = re.compile(r"^\s*:::\s*([A-Za-z-]+)(.*)$")
_ATTRIBUTE: Final = re.compile(r"""(?<![a-z-])([a-z-]++)\s*+=\s*+"([^"]*+)\"""")
_LONG_COMMENT: Final = re.compile(r"<!---{1,20}([^<>]{0,200}?)-{0,20}-->")
_BRACKET: Final = re.compile(r"[\[\]]|\n[ \t]*+(?=\n)")
_DEEPEST_BRACKETS: Final = 100
_MOST_IMAGE_LINES: Final = 12
_TAB: Final = re.compile(r"^\s{0,3}#{1,6}\s+\[([^\]\n]*)\]\(#tab/[^)\n]*\)\s*#*\s*$")
_INLINE_EXTENSION: Final = re.compile(
    r"\[!(?:INCLUDE|VIDEO|CODE(?:-[\w-]+)?|TAB)\s*+(?:\[[^\[\]\n]*+\]\s*+)?(?:\([^()\n]*+\)|[^\[\]\n]*+)\]",
    re.IGNORECASE,
)
_MARKER: Final = re.compile(r"\A\s*\[!([A-Za-z]+)(?:\s[^\]\n]*)?\][ \t]*\n?")
_ALERTS: Final = frozenset({"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"})
_WRAPPERS: Final = frozenset({"row", "column", "zone", "moniker", "row-end", "column-end", "zone-end", "moniker-end"})
_INDENTING: Final = frozenset({"row", "column"})


def render(text: str, *, language: str = "en") -> Rendered:
    """The HTML of a Learn Markdown page or passage.

    Args:
        text: Markdown, with or without front matter.
        language: language of the page (``de``, ``ko``), for the words that Learn puts over alerts.

    Raises:
        ParseError: brackets are nested as in no honest page, which would cost quadratic time.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    front, text = _front_matter(text)
    _check_brackets(text)
    env: dict[str, Any] = {"language": language, "left_out": 0}
    lines = _lines(text.split("\n"), env)
    html = _machine().render("\n".join(lines), env)
    return Rendered(html=html, front=front, left_out=env["left_out"])


def language_of(front: Mapping[str, str]) -> str:
    """The language tag that front matter declares (``ko-kr``), or empty."""
    return (front.get("ms.contentlocale") or front.get("locale") or "").lower()


def _check_brackets(text: str) -> None:
    if text.count("[") <= _DEEPEST_BRACKETS:
        return
    depth = 0
    for bracket in _BRACKET.findall(text):
        # A blank line ends a paragraph, and with it all that stands open.
        depth = 0 if bracket not in "[]" else depth + 1 if bracket == "[" else max(0, depth - 1)
        if depth > _DEEPEST_BRACKETS:
            raise ParseError(f"Expected a page in Markdown, met brackets nested more than {_DEEPEST_BRACKETS} deep.")


def _front_matter(text: str) -> tuple[Mapping[str, str], str]:
    found = _FRONT.match(text)
    if not found:
        return {}, text
    pairs = {match[1].lower(): match[2].strip("\"'") for match in _FRONT_LINE.finditer(found[1] or "")}
    return pairs, text[found.end() :]


def _lines(lines: Sequence[str], env: MutableMapping[str, Any]) -> list[str]:
    """The lines with Learn's line-wise extensions rewritten as plain Markdown; code fences stay as they are."""
    result: list[str] = []
    fence = ""
    inside: list[tuple[str, int]] = []  # open :::row and :::column blocks and where their lines begin
    position = 0
    while position < len(lines):
        line = lines[position]
        position += 1
        if not fence and "&gt;" in line:
            line = _QUOTE_ENTITY.sub(lambda match: match[0].replace("&gt;", ">"), line)
        marks = _FENCE.match(line)
        if fence:
            if marks and marks[1].startswith(fence) and not marks[2].strip():
                fence = ""
            result.append(line)
            continue
        if marks and not (marks[1][0] == "`" and "`" in marks[2]):
            fence = marks[1]
            result.append(line)
            continue
        if "<!---" in line:
            # HTML takes a comment with more hyphens for one, CommonMark does not.
            line = _LONG_COMMENT.sub(r"<!-- \1 -->", line)
        colons = _COLONS.match(line)
        if colons:
            # An image may spread its attributes over several lines.
            last = min(position + _MOST_IMAGE_LINES, len(lines))
            while colons[1] in {"image", "code"} and ":::" not in colons[2] and position < last:
                if not lines[position].strip():
                    break
                line = f"{line} {lines[position].strip()}"
                position += 1
                colons = _COLONS.match(line) or colons
            _colons(colons[1].lower(), colons[2], line, result, inside, env)
            continue
        tab = _TAB.match(line)
        if tab:
            result += ["", f"**{tab[1].strip()}**" if tab[1].strip() else "", ""]
            continue
        result.append(_TIGHT_HEADING.sub(r"\1 ", line))
    return result


def _colons(
    name: str,
    rest: str,
    line: str,
    result: list[str],
    inside: list[tuple[str, int]],
    env: MutableMapping[str, Any],
) -> None:
    if name == "image":
        attributes = dict(_ATTRIBUTE.findall(rest))
        if attributes.get("type") != "icon":
            alt = re.sub(r"[\[\]\\]", "", attributes.get("alt-text", ""))
            indent = line[: len(line) - len(line.lstrip())]
            result.append(f"{indent}![{alt}](picture)" if alt.strip() else "")
    elif name == "image-end":
        result.append("")
    elif name == "code":
        env["left_out"] += 1
        result.append("")
    elif name in _WRAPPERS:
        if name in _INDENTING:
            inside.append((name, len(result) + 1))
        elif inside and name == f"{inside[-1][0]}-end":
            # Contents of a column are indented for the eye; left so, Markdown would take them for code.
            _, start = inside.pop()
            result[start:] = dedent("\n".join(result[start:])).split("\n")
        result.append("")
    else:
        result.append(line)


@cache
def _machine() -> MarkdownIt:
    machine = MarkdownIt("commonmark", {"html": True, "maxNesting": 60}).enable(["table", "strikethrough"])
    machine.inline.ruler.before("link", "learn_extension", _inline_extension)
    machine.core.ruler.after("block", "learn_alerts", _alerts)
    return machine


def _inline_extension(state: StateInline, silent: bool) -> bool:
    """Leaves out ``[!INCLUDE [title](path)]`` and its like: what they stand for lies in a file that we do not have."""
    if not state.src.startswith("[!", state.pos):
        return False
    found = _INLINE_EXTENSION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.env["left_out"] = state.env.get("left_out", 0) + 1
    state.pos = found.end()
    return True


def _alerts(state: StateCore) -> None:
    """Puts Learn's word over each alert, and takes the marker away."""
    tokens: list[Token] = []
    for index, token in enumerate(state.tokens):
        tokens.append(token)
        if token.type != "inline" or index < 2 or state.tokens[index - 2].type != "blockquote_open":
            continue
        marker = _MARKER.match(token.content)
        if not marker or _INLINE_EXTENSION.match(token.content.lstrip()):
            continue
        token.content = token.content[marker.end() :]
        if marker[1].upper() in _ALERTS:
            label = alert_label(marker[1], str(state.env.get("language", "en")))
            tokens[-2:-1] = [*_paragraph(label, token), tokens[-2]]
        else:
            _box(state.tokens, index - 2)
    state.tokens = tokens


def _box(tokens: Sequence[Token], start: int) -> None:
    """``> [!div class=…]`` is no quotation but a box."""
    tokens[start].tag = "div"
    end = (token for token in tokens[start:] if token.type == "blockquote_close" and token.level == tokens[start].level)
    next(end, tokens[start]).tag = "div"


def _paragraph(words: str, near: Token) -> tuple[Token, Token, Token]:
    content = Token("inline", "", 0, content=words, level=near.level, children=[], map=near.map, block=True)
    return (
        Token("paragraph_open", "p", 1, level=near.level - 1, block=True),
        content,
        Token("paragraph_close", "p", -1, level=near.level - 1, block=True),
    )
