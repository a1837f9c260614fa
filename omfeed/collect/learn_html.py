"""The collector ``learn-html``: release-notes pages of Microsoft Learn as a browser gets them.

It takes the article out of the page's frame (navigation, “In this article”, buttons, feedback) and leaves the rest to
``omfeed.collect.learn``. A body that is Markdown after all is read as such.
"""

from __future__ import annotations

import re
from typing import Final

from bs4 import BeautifulSoup, Tag

from omfeed.collect.charset import decode
from omfeed.collect.learn import STABLE_ID as STABLE_ID
from omfeed.collect.learn import read
from omfeed.collect.outline import check_size, outline
from omfeed.errors import ParseError
from omfeed.model import Parsed, Source
from omfeed.text.blocks import fold

VERSION: Final = 1

_MAIN: Final = ("#main", "main", "[role=main]", "#main-column", "article", ".content", "body")
# The frame's pieces by element, role, id and class, as Learn has named them from 2018 to 2026.
_FRAME_TAGS: Final = frozenset(
    "nav aside footer form button script style template noscript iframe svg select input dialog".split()
)
_FRAME_ROLES: Final = frozenset("navigation tablist dialog search banner contentinfo".split())
_FRAME_IDS: Final = frozenset("feedback user-feedback unsupported-browser headerAreaHolder action-panel".split())
_FRAME_ID_STARTS: Final = ("ms--", "article-header", "article-metadata", "site-user-feedback", "center-doc-outline")
_SHOWN_LATER: Final = frozenset({"zone", "has-pivot"})
"""Classes of passages that a page hides at first and shows on choice."""
_FRAME_CLASSES: Final = frozenset(
    "doc-outline metadata page-metadata feedback-section anchor-link action-container modal codeHeader code-header "
    "page-actions contributors uhf-container breadcrumbs page-action-holder visually-hidden visually-hidden-focusable "
    "sr-only".split()
)
# Headings carry all sorts of classes for their looks; what holds the article is the article whatever it is called.
_NEVER_FRAME: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "main", "article"})
_ALERT_CLASSES: Final = frozenset("NOTE TIP IMPORTANT CAUTION WARNING alert".split())
_SCRIPT: Final = re.compile(r"<(script|style)\b", re.IGNORECASE)
_LOOKS_HTML: Final = re.compile(r"<(?:!doctype html|html|head|body|main|article|div|section|h[1-6])\b", re.IGNORECASE)
_LOOKS_MARKDOWN: Final = re.compile(r"\A\s*---\s*\n|^#{1,6}[ \t]*\S", re.MULTILINE)


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The entries of a Learn page; see ``omfeed.collect.registry.Collector.parse``.

    Raises:
        ParseError: it is no such page, or there is no entry on it.
    """
    return parse_text(decode(body, charset), source)


def looks_like(text: str) -> bool:
    """Whether a text is an HTML page rather than Markdown."""
    start = text[:2000].lstrip().lower()
    if start.startswith(("<!doctype html", "<html", "<head", "<body")):
        return True
    return bool(_LOOKS_HTML.search(text[:20_000])) and not _LOOKS_MARKDOWN.search(text[:20_000])


def parse_text(text: str, source: Source) -> Parsed:
    """The same for a page already decoded."""
    if not looks_like(text) and _LOOKS_MARKDOWN.search(text):
        from omfeed.collect import learn_markdown

        return learn_markdown.parse_text(text, source)
    text = _without_scripts(text)
    check_size(text)
    try:
        soup = BeautifulSoup(text.replace("\0", ""), "lxml")
        title = fold(soup.title.get_text()) if soup.title else ""
        language = str(soup.html.get("lang") or "") if soup.html else ""
        main = _article(soup)
        html = main.decode_contents()
    except (ValueError, RecursionError, AssertionError) as error:
        raise ParseError(f"Expected an HTML page, met markup that cannot be read: {error}") from error
    return read(outline(html), source, title=title.split(" | ")[0], language=language)


def _without_scripts(text: str) -> str:
    """The page without scripts and styles, whose strings may look like markup; one that never ends takes the rest."""
    parts: list[str] = []
    position = 0
    for start in _SCRIPT.finditer(text):
        if start.start() < position:
            continue
        parts.append(text[position : start.start()])
        end = re.compile(rf"</{start[1]}\s*>", re.IGNORECASE).search(text, start.end())
        position = end.end() if end else len(text)
    return " ".join([*parts, text[position:]])


def _article(soup: BeautifulSoup) -> Tag:
    """The part of the page that is the article, without the frame's own pieces in it."""
    candidates = (found for selector in _MAIN for found in soup.select(selector, limit=1))
    main = next((tag for tag in candidates if tag.find(["h2", "h3", "h4"])), None) or soup.body or soup
    tabs = {str(tab.get("aria-controls")): fold(tab.get_text()) for tab in main.find_all("a", role="tab")}
    for tag in list(main.find_all(True)):
        if tag.decomposed:
            continue
        classes = frozenset(tag.get_attribute_list("class"))
        if _is_frame(tag, classes):
            tag.decompose()
        elif tag.name == "div" and classes & _ALERT_CLASSES:
            tag.name = "blockquote"  # what the same alert is in Markdown
        elif tabs.get(str(tag.get("id"))):
            # The row of tabs goes with the frame; each name then stands over its text.
            name = soup.new_tag("p")
            name.string = tabs[str(tag["id"])]
            tag.insert(0, name)
    return main


def _is_frame(tag: Tag, classes: frozenset[str | None]) -> bool:
    name = str(tag.get("id") or "")
    if tag.name in _NEVER_FRAME:
        return name.startswith("ms--")
    return (
        tag.name in _FRAME_TAGS
        or bool(classes & _FRAME_CLASSES)
        or tag.get("role") in _FRAME_ROLES
        or name in _FRAME_IDS
        or (name.startswith(_FRAME_ID_STARTS) and tag.find("h1") is None)
        or (tag.has_attr("hidden") and tag.get("role") != "tabpanel" and not classes & _SHOWN_LATER)
        or "feedback" in str(tag.get("data-bi-name") or "")
    )
