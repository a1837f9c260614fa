"""Cuts what is shown of an item into what stands open and what is folded, and fits it under a digest's headings.

Input is HTML that was sanitised before it was stored; the parts are sanitised once more after the cut, so that the only
markup a template shows unescaped has passed the allow-list as the very text that is shown.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from markupsafe import Markup, escape

_HEADING = re.compile(r"<(/?)h[1-6]>")
_WORD = re.compile(r"\S+")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An item's text in two parts."""

    lead: Markup
    more: Markup
    more_words: int


def cut(html: str, *, words: int, added: str, removed: str) -> Body:
    """The first passages of a fragment, up to about so many words, and the rest.

    A cut never falls inside a paragraph, list or table of the top level; a rest of a few words stays with the lead.

    Args:
        html: sanitised HTML.
        words: how many words stand open.
        added, removed: what a screen reader says before inserted and deleted words, in the reader's language; empty:
            nothing.
    """
    parts = _passages(html)
    taken, count = 0, 0
    for part in parts:
        size = _count(part)
        if taken and count + size > words:
            break
        taken, count = taken + 1, count + size
    rest = sum(_count(part) for part in parts[taken:])
    if rest <= words // 2:
        taken, rest = len(parts), 0
    lead, more = "".join(parts[:taken]), "".join(parts[taken:])
    return Body(lead=_shown(lead, added, removed), more=_shown(more, added, removed), more_words=rest)


def bounded(html: str, text: str, *, words: int, marked: bool = False) -> tuple[str, str, int]:
    """The beginning of an entry that is too long for a digest: HTML, text, and how many words are left out.

    Both are cut between passages; a single passage that alone is far too long is cut between words.

    Args:
        html: sanitised HTML.
        text: the same as plain text, a passage a line.
        words: about how many words are kept.
        marked: whether the text has marks of what was edited, which must not be torn: then only whole lines go.
    """
    if _size(text) <= words + words // 4:
        return html, text, 0
    kept: list[str] = []
    left = words
    for line in text.splitlines():
        if kept and _size(line) > left:
            break
        if _size(line) > 2 * words and not marked:
            line = _first_words(line, left)
            left = 0
        kept.append(line)
        left -= _size(line)
    short = "\n".join(kept)
    parts: list[str] = []
    left = words
    for part in _passages(html):
        if parts and _size(_TAG.sub(" ", part)) > left:
            break
        parts.append(part)
        left -= _size(_TAG.sub(" ", part))
    begun = "".join(parts)
    if _size(_TAG.sub(" ", begun)) > 2 * words and not marked:
        begun = from_text(short)
    return begun, short, len(_WORD.findall(text)) - len(_WORD.findall(short))


def _first_words(line: str, words: int) -> str:
    """The beginning of a line, with an ellipsis; of a script without spaces, so many characters as words take."""
    some = " ".join(line.split()[:words])
    return f"{some[: words * _LETTERS]}…"


def _size(text: str) -> int:
    """Words of a text; of scripts without spaces, as many as would fill the same room."""
    return max(len(_WORD.findall(text)), len(text) // _LETTERS)


_LETTERS = 9
"""Letters that a word and its space take, at most on average."""


def from_text(text: str) -> str:
    """Paragraphs of HTML for plain text, for an entry that has no markup."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def script_json(value: object) -> Markup:
    """A value as JSON that may stand in a ``script`` element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(text)  # noqa: S704  # JSON whose only markup characters are escapes


def _passages(html: str) -> list[str]:
    if not html.strip():
        return []
    # lxml is heavy and only needed when something is rendered.
    from lxml import html as lxml_html

    root = lxml_html.fragment_fromstring(html, create_parent="div")
    while (
        len(root) == 1 and root[0].tag == "div" and not (root.text or "").strip() and not (root[0].tail or "").strip()
    ):
        root = root[0]
    parts = [str(escape(root.text))] if (root.text or "").strip() else []
    run: list[str] = parts
    for child in root:
        text = lxml_html.tostring(child, encoding="unicode")
        if child.tag in _INLINE and parts:
            run[-1] += text
        else:
            parts.append(text)
    return [part for part in parts if part.strip()]


_INLINE = frozenset("a strong em b i code kbd samp var sub sup ins del s u q cite abbr mark small br".split())


def _count(html: str) -> int:
    return len(_WORD.findall(_TAG.sub(" ", html)))


def _shown(html: str, added: str, removed: str) -> Markup:
    if not html:
        return Markup("")
    # On a night without news nothing is sanitised, and what does it is not loaded.
    from omfeed.text.markup import sanitise

    clean = sanitise(html)
    clean = _HEADING.sub(lambda match: "</p>" if match[1] else '<p class="bh">', clean)
    if added and removed:
        clean = clean.replace("<ins>", f'<ins><span class="vh">{escape(added)} </span>')
        clean = clean.replace("<del>", f'<del><span class="vh">{escape(removed)} </span>')
    # A wide table scrolls by itself, by keyboard too, and never widens a phone's page.
    clean = clean.replace("<table>", '<div class="wide" tabindex="0"><table>').replace("</table>", "</table></div>")
    # The text has passed the allow-list above, the rest is ours.
    return Markup(clean)  # noqa: S704
