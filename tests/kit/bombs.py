"""Bodies that cost a careless reader time or memory far beyond their length; each is made in any size.

A bomb is a short piece repeated, planted where a format keeps words: that finds expressions and loops whose cost grows
with the square of a line, a row of siblings or a depth.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape


def _named(kind: str, *pieces: str) -> dict[str, str]:
    return {f"{kind} {piece!r}": piece for piece in pieces}


PIECES: Final = {
    **_named(
        "characters",
        "a", " ", "\t", "\n", "\xa0", "\u200b", "́", "한", "🙂", '\\', "\x0b",
    ),
    **_named(
        "marks",
        "<", ">", "&", '"', "'", "(", "[", "]", "{", "}", "`", "*", "_", "~", "#", "|", "-", "=", ".", ":", "/", "@",
        "%", "$",
    ),
    **_named(
        "words",
        "1", "1.", "1,", "1-", "1 ", "26.1.", "2026-", "2026-01-01 ", "May 1, 2026 ", "May ", "1 May 2026-",
        "12/31/", "2026년 1월 ", "Q1 ", "CVE-2026-1", "CVE-2026-12345 ", "KB5", "KB5012345 ", "Version ", "v1",
        "iOS 26 ", "http://", "https://a.example/ ", "a@b.example ", "a. ", "a! ", "a\n\n", "a,b;", "Applies to: ",
        "you must ", "will no longer ", "support ends ", "Windows ", "(a) ", "( ", "a-b", "A", "Week of ", "\r",
        "\r\n",
    ),
    **_named(
        "tags",
        "<a ", "<a", "</", "</a>", "<!", "<!--", "<!-- a", "-->", "<!---", "<![CDATA[", "]]>", "<?", "<a href='",
        '<a b="', "<p>", "<p>a</p>", "<b>", "<b>a</b>", "<strong>a</strong> ", "<b><p>", "<i><b>", "<div>",
        "<div>a</div>", "<span>", "<table>", "<table><tr><td>", "<tr>", "<td>", "<tr><td>a</td></tr>", "<h2>",
        "<h2>a</h2>", "<h3>a</h3><p>b</p>", "<ul><li>", "<li>a", "<a href=x>", "<a href=x>b</a>", "<img alt=a>",
        "<br>", "<pre>", "<blockquote>", "<form>", "<select><option>", "<svg>", "<math><mi>", "<script>", "<style>",
        "<font a=b>", "<button>", "<nobr>", "<summary>a</summary>", "<details>", "<p id=a>", "<h2 id=a>",
        "<section><h2>a</h2>", "<frameset>", "<x:y>", "<a\n", "<ins>", "<dl><dt>a<dd>",
    ),
    **_named(
        "entities",
        "&amp;", "&lt;", "&#0;", "&#x", "&gt;", "&amp", "&nosuch;", "&lt;b&gt;",
    ),
    **_named(
        "markdown",
        "[a](", "[a](b) ", "![](", "![a](b)", "[a](<b", "[a][", "[a]: b\n", "[^a]", "**a", "a**", "*a_", "_a*",
        "***a", "~~a", "`a", "``", "> ", ">\n", "> [!NOTE]\n", "> > ", "- ", "- a\n", "1. ", "* - ", "# a\n",
        "#### a\n\nb\n\n", "---\n", "***\n", "===\n", "```\n", "~~~", "| a |", "|-|\n", "|a|b|\n", ":::image ",
        ":::row\n", ":::row:::\n", ":::column\n   a\n", "[!INCLUDE ", "[!INCLUDE [a](b)]", "<!-- a -->\n", "<b>\n",
        "a  \n", "a\\\n", "    a\n", "\ta\n", "[a\n", "#### [a](#tab/b)\n", "# [", 'a="', "[x] ", "<http://a>",
        "<a@",
    ),
}  # fmt: skip
"""Pieces that have made readers slow somewhere, or might."""


def filled(piece: str, size: int) -> str:
    """The piece repeated to about that many bytes."""
    return piece * max(1, size // len(piece.encode()))


def planted(body: bytes, bomb: str) -> Iterator[tuple[str, bytes]]:
    """A good body with a bomb in each kind of place where its format keeps words: the place's name, and the body."""
    text = body.decode()
    start = text.lstrip()[:1]
    if start in {"{", "["}:
        yield from _in_json(text, bomb)
    elif "<rss" in text or "<feed" in text or "<cvrf" in text:
        for mark in (
            "<title>",
            "<description>",
            "<pubDate>",
            "<category>",
            "<guid>",
            "<content:encoded>",
            "<vuln:Note",
        ):
            if mark in text:
                before, _, after = text.rpartition(mark)
                yield f"{mark} escaped", f"{before}{mark}{escape(bomb)}{after}".encode()
        last = max(text.rfind("</item>"), text.rfind("</entry>"), text.rfind("</vuln:Vulnerability>"))
        yield "between elements", f"{text[:last]}{bomb}{text[last:]}".encode()
        yield "packed", f"{text[:last]}<description><![CDATA[{bomb}]]></description>{text[last:]}".encode()
        yield "at the start", f"{bomb}{text}".encode()
    elif "<html" in text or "<body" in text:
        for mark in ("<td>", "<p>", "<li>", "<h2>", "<h3>", "</h1>", "</table>", "<tr>", '<a href="'):
            if mark in text:
                before, _, after = text.rpartition(mark)
                yield f"after {mark}", f"{before}{mark}{bomb}{after}".encode()
    else:
        middle = text.find("\n", len(text) // 2) + 1
        yield "on lines of its own", f"{text[:middle]}\n{bomb}\n\n{text[middle:]}".encode()
        yield "within a paragraph", f"{text[:middle]}\nWords {bomb} words\n{text[middle:]}".encode()
        yield "in a heading", f"{text}\n\n#### {bomb}\n\nWords.\n".encode()
        yield "in front", f"---\ntitle: {bomb}\n---\n{text}".encode()


def _in_json(text: str, bomb: str) -> Iterator[tuple[str, bytes]]:
    whole = json.loads(text)
    for name in sorted(_names(whole)):
        yield f"in {name}", json.dumps(_with(whole, name, bomb), ensure_ascii=False).encode()


def _names(value: object) -> set[str]:
    """The names under which a document keeps texts."""
    if isinstance(value, dict):
        found = {name for name, inner in value.items() if isinstance(inner, str)}
        return found.union(*(_names(inner) for inner in value.values()))
    if isinstance(value, list):
        return set().union(*(_names(inner) for inner in value))
    return set()


def _with(value: object, name: str, bomb: str, inside: bool = False) -> object:
    """The document with that text as every value of that name."""
    if isinstance(value, dict):
        return {key: _with(inner, name, bomb, key == name) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with(inner, name, bomb) for inner in value]
    return bomb if inside and isinstance(value, str) else value
